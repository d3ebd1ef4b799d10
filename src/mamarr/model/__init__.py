"""Nouns and the law: no files, no clock, no chance."""
