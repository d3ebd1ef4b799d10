"""Reciprocal instances, our plans, and what general solvers make of the same."""
