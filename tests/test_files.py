"""Files that are written, by whichever command: nothing is lost, nothing half done, nothing of others replaced."""

import os
from pathlib import Path

import pytest

from door import mamarr, refused
from mamarr.cli import story
from mamarr.flow import files

TOWNS = Path(__file__).parents[1] / "agreements" / "two-towns.yaml"


def test_an_output_is_never_the_file_that_is_read(tmp_path: Path) -> None:
    base, annex, other = tmp_path / "two-towns.yaml", tmp_path / "annex.yaml", tmp_path / "p.json"
    base.write_bytes(TOWNS.read_bytes())
    annex.write_text("agreement: annex\namends: two-towns\ntitle: Annex\n", "utf-8")
    link = tmp_path / "link"
    link.symlink_to(annex)
    for options in (("-o", base), ("-o", annex), ("--csv", link), ("-o", other, "--csv", other)):
        refused(mamarr("plan", annex, *options), "choose another path")
    assert base.read_bytes() == TOWNS.read_bytes()
    assert annex.read_text("utf-8").startswith("agreement: annex")
    assert not other.exists()


def test_what_is_no_ordinary_file_is_written_to_and_stays() -> None:
    assert mamarr("plan", TOWNS, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_fix_that_cannot_be_written_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annex = tmp_path / "annex.yaml"
    text = "agreement: annex\namends: two-towns\ntitle: Annex\nconditions: {media: none}\n"
    (tmp_path / "two-towns.yaml").write_bytes(TOWNS.read_bytes())
    annex.write_text(text, "utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(mamarr("check", annex, "--fix", "F708"), "annex.yaml could not be written: No space left on device")
    assert annex.read_text("utf-8") == text
    assert {p.name for p in tmp_path.iterdir()} == {"annex.yaml", "two-towns.yaml"}


def test_a_full_disk_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused(mamarr("key", tmp_path / "k2"), "error[E221]", "No space left")
    assert not list(tmp_path.iterdir())
    with pytest.raises(OSError, match="No space left") as told:
        files.write_files(tmp_path, {"a.svg": b"x"})
    assert told.value.filename == str(tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())


def test_a_demo_replaces_nothing_but_a_demo(tmp_path: Path) -> None:
    for name in ("day.log", "head-of-operation.key"):
        (tmp_path / name).write_text("a real one", "utf-8")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for lang in ("en", "ar"):
        refused(mamarr("demo", "--into", tmp_path, "--lang", lang), "day.log")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
    own = tmp_path / "own"
    own.mkdir()
    assert not story.not_ours(own)
    (own / "day.log").write_text("made by the demo", "utf-8")
    assert story.not_ours(own) == "day.log"
    story._mark(own)
    assert not story.not_ours(own)
    (own / "day.log").write_text("worked with since", "utf-8")
    assert story.not_ours(own) == "day.log"
    (own / "day.log").write_text("made by the demo", "utf-8")
    (own / "mine.txt").touch()
    assert story.not_ours(own) == "mine.txt"
