"""Text to Agreement, and back to its one canonical text."""

from mamarr.parsing.reader import Source, read, read_file
from mamarr.parsing.schema import json_schema
from mamarr.parsing.writer import rewrite, write

__all__ = ["Source", "json_schema", "read", "read_file", "rewrite", "write"]
