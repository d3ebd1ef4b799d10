"""The command line, asked from a test."""

from pathlib import Path

from click.testing import CliRunner, Result

from mamarr.cli import main


def mamarr(*arguments: str | Path) -> Result:
    """The answer, which is never a traceback."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="mamarr", env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(result: Result, *shown: str, code: int = 2) -> None:
    assert result.exit_code == code, result.output
    for text in shown:
        assert text in result.output
