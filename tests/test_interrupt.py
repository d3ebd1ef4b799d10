"""A search that somebody watches in a terminal and interrupts: the best plan so far, and the word that it is that."""

import os
import pty
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from mamarr.model.plan import Plan
from mamarr.parsing import read_file
from mamarr.planning.files import from_json
from mamarr.planning.verify import verify

LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from mamarr.cli import main
main(prog_name="mamarr")
"""
"""The program as a terminal starts it: tests that run in the background inherit that Ctrl-C is to be ignored."""
VILLAGES = Path(__file__).parents[1] / "agreements" / "three-villages.yaml"


def watch(terminal: int, seen: threading.Event) -> None:
    """Reads the terminal to its end, or a full one would hold the program up; tells when three lines came."""
    shown = b""
    with suppress(OSError):
        while text := os.read(terminal, 1024):
            shown += text
            if shown.count(b"Ctrl-C") >= 3:
                seen.set()


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Interrupted: this is the best plan so far"), ("ar", "أُوقف البحث: هذه أفضل خطة حتى الآن")]
)
def test_ctrl_c_gives_the_best_plan_so_far(lang: str, told: str, tmp_path: Path) -> None:
    terminal, errors = pty.openpty()
    made = tmp_path / "plan.json"
    command = [sys.executable, "-c", LISTENING, "plan", str(VILLAGES), "--time-limit", "600", "--lang", lang]
    seen = threading.Event()
    watcher = threading.Thread(target=watch, args=(terminal, seen), daemon=True)
    watcher.start()
    with subprocess.Popen([*command, "-o", str(made)], stdout=subprocess.PIPE, stderr=errors, text=True) as search:
        try:
            assert seen.wait(timeout=240), "the search never said how it goes"
            search.send_signal(signal.SIGINT)
            said, _ = search.communicate(timeout=60)
        finally:
            search.kill()
        assert search.returncode == 0
    os.close(errors)
    watcher.join(timeout=60)
    os.close(terminal)
    assert told in " ".join(said.split())
    agreement = read_file(VILLAGES).agreement
    found = from_json(made.read_text("utf-8"))
    assert agreement
    assert isinstance(found, Plan)
    assert found.search
    assert found.search.stopped == "interrupt"
    assert verify(agreement, found) == ()
