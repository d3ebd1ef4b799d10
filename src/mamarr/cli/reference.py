"""The help texts -> docs/commands.md; a test keeps the page as they are."""

from __future__ import annotations

import click

from mamarr.cli import main

WIDTH = 100
OPENING = """\
# The commands

This page is made from the help texts in `src/mamarr/cli/` (`make reference`); a test keeps it so.

| exit code | means |
|---|---|
| 0 | done; for `check` and `audit`: no errors found |
| 1 | errors in the agreement or the plan, a report that was not recorded, a log that is not whole |
| 2 | a file that cannot be read, written or used here, or a command that was not understood |

Faults are told in words, with a code; `mamarr explain CODE` has more on those of the check. A file is written whole
or not at all. `--lang ar` gives everything in Arabic. The variable `MAMARR_NOW` may stand for `--now`.
"""


def commands() -> str:
    """The page: every command with its help."""
    above = click.Context(main, info_name="mamarr", **main.context_settings)
    parts = [OPENING]
    for name, command in main.commands.items():
        context = click.Context(command, above, name, terminal_width=WIDTH)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)
