"""A search that somebody watches in a terminal and interrupts: the best plan so far, and the word that it is that."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mamarr.model.plan import Plan
from mamarr.parsing import read_file
from mamarr.planning.files import from_json
from mamarr.planning.verify import verify

VILLAGES = Path(__file__).parents[1] / "agreements" / "three-villages.yaml"


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Interrupted: this is the best plan so far"), ("ar", "أُوقف البحث: هذه أفضل خطة حتى الآن")]
)
def test_ctrl_c_gives_the_best_plan_so_far(lang: str, told: str, tmp_path: Path) -> None:
    terminal, errors = pty.openpty()
    made = tmp_path / "plan.json"
    command = [sys.executable, "-m", "mamarr", "plan", str(VILLAGES), "--time-limit", "600", "--lang", lang]
    with subprocess.Popen([*command, "-o", str(made)], stdout=subprocess.PIPE, stderr=errors, text=True) as search:
        shown = b""
        while shown.count(b"Ctrl-C") < 3:
            shown += os.read(terminal, 1024)
        search.send_signal(signal.SIGINT)
        said, _ = search.communicate(timeout=60)
        assert search.returncode == 0
    os.close(terminal)
    os.close(errors)
    assert told in " ".join(said.split())
    agreement = read_file(VILLAGES).agreement
    found = from_json(made.read_text("utf-8"))
    assert agreement
    assert isinstance(found, Plan)
    assert found.search
    assert found.search.stopped == "interrupt"
    assert verify(agreement, found) == ()
