"""Composes the steps; the command line (and every other door) goes through here.

Steps are loaded inside the functions that need them, so that a door that only shows help loads none.
"""

from mamarr.flow.files import replace_file, write_files
from mamarr.flow.operating import Operation, Recorded, opened, operation, parse_now, record, report_lines, status_of
from mamarr.flow.planning import Planned, digest, draw_plan, load_plan, plan_file, standing, verify_plan
from mamarr.flow.reading import (
    Checked,
    check_agreement,
    check_file,
    codes,
    explain,
    fix_file,
    read_only,
    remedied,
    remedies,
    show,
)
from mamarr.flow.rehearsing import Rehearsed, draw_rehearsal, rehearse_file, rehearse_plan
from mamarr.flow.reporting import report_files, situation

__all__ = [
    "Checked",
    "Operation",
    "Planned",
    "Recorded",
    "Rehearsed",
    "check_agreement",
    "check_file",
    "codes",
    "digest",
    "draw_plan",
    "draw_rehearsal",
    "explain",
    "fix_file",
    "load_plan",
    "opened",
    "operation",
    "parse_now",
    "plan_file",
    "read_only",
    "record",
    "rehearse_file",
    "rehearse_plan",
    "remedied",
    "remedies",
    "replace_file",
    "report_files",
    "report_lines",
    "show",
    "situation",
    "standing",
    "status_of",
    "verify_plan",
    "write_files",
]
