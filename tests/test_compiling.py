"""Machine code is kept where just these sources find it, and nowhere where no folder can be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mamarr import machine
from mamarr.machine import compiling


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compiling.kept_in.cache_clear()
    yield tmp_path
    compiling.kept_in.cache_clear()


def test_code_is_kept_by_its_sources(elsewhere: Path) -> None:
    folder = compiling.kept_in()
    assert folder is not None
    assert folder.parent == elsewhere / "mamarr"
    assert compiling.cold("rehearsing")
    (folder / "rehearsing_1").mkdir()
    assert not compiling.cold("rehearsing")
    assert compiling.cold("search")


@pytest.mark.usefixtures("elsewhere")
def test_other_sources_keep_code_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiling.kept_in()
    compiling.kept_in.cache_clear()
    monkeypatch.setattr(compiling, "SOURCES", ("rehearsing",))
    assert compiling.kept_in() != before


def test_without_a_folder_nothing_is_kept_and_all_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    compiling.kept_in.cache_clear()
    try:
        assert compiling.kept_in() is None
        assert compiling.cold("rehearsing")
        assert compiling.compiled(lambda x: x + 1)(1) == 2
    finally:
        compiling.kept_in.cache_clear()


@pytest.mark.usefixtures("elsewhere")
def test_who_talks_to_people_is_told_once_before_something_is_compiled() -> None:
    said: list[str] = []
    machine.prepare.cache_clear()
    token = machine.TOLD.set(lambda: said.append("wait"))
    machine.prepare("shuttles")
    machine.prepare("shuttles")
    assert said == ["wait"]
    machine.prepare.cache_clear()
    folder = compiling.kept_in()
    assert folder is not None
    (folder / "shuttles_1").mkdir()
    machine.prepare("shuttles")
    assert said == ["wait"], "it is kept from last time"
    machine.TOLD.reset(token)


def test_kernels_take_nothing_from_elsewhere() -> None:
    package = Path(compiling.__file__).parents[1]
    own = [f"mamarr.{name.replace('/', '.')}" for name in compiling.SOURCES]
    kernels = [f for f in package.rglob("*.py") if "from mamarr.machine.compiling import" in f.read_text("utf-8")]
    assert len(kernels) > 10
    for file in kernels:
        found = set(re.findall(r"^ *from (mamarr[.\w]*) import", file.read_text("utf-8"), re.MULTILINE))
        assert [name for name in found if not any(f"{name}.".startswith(f"{one}.") for one in own)] == [], file
