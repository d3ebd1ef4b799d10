"""Rehearsals against SimPy, in great number, and as convoys grow."""
