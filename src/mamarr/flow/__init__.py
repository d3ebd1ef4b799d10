"""Composes the steps, one module a step; the command line (and every other door) goes through here.

The modules are imported where they are used, so that a door that only shows help loads none of them.
"""
