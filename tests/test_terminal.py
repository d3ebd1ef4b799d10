"""Rows and labels -> lines that fit a terminal of any width, with nothing cut off."""

from __future__ import annotations

import click
import pytest
from rich.cells import cell_len

from mamarr.terminal import folded, table

ROWS = [
    ("Convoy", "People", "To"),
    ("south-medical-m1", "12", "Northern reception centre"),
    ("north-out-01", "193", "مركز الاستقبال الجنوبي"),
]


@pytest.mark.parametrize("width", [20, 30, 40, 60, 100])
def test_a_table_fits_and_keeps_every_word(width: int) -> None:
    lines = [click.unstyle(line) for line in table(ROWS, right=(1,), width=width)]
    assert all(cell_len(line) <= width for line in lines)
    for word in " ".join(" ".join(row) for row in ROWS[1:]).replace("-", "- ").split():
        assert word.rstrip("-") in "\n".join(lines)


def test_names_are_broken_last() -> None:
    lines = list(table(ROWS, right=(1,), width=45))
    assert lines[:3] == [
        "\x1b[1mConvoy            People  To\x1b[0m",
        "south-medical-m1      12  Northern reception",
        "                          centre",
    ]


def test_a_table_far_too_wide_becomes_records() -> None:
    assert list(table(ROWS[:2], width=24)) == [
        "\x1b[1msouth-medical-m1\x1b[0m",
        "  People: 12",
        "  To: Northern reception",
        "  centre",
    ]


def test_words_are_broken_only_where_nothing_else_helps() -> None:
    assert list(folded("a south-medical-m1 b", 10)) == ["a", "south-", "medical-m1", "b"]
    assert list(folded("abcdefgh", 3)) == ["abc", "def", "gh"]
