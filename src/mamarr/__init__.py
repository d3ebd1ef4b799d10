"""Mamarr: one written agreement on an evacuation -> checked, planned, rehearsed, operated, reported."""

__version__ = "0.1.0"
