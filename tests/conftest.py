"""Options and profiles that all tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mamarr.operating.keys import Key, make_key

# The same examples every time, so that a failure is the change's, not the day's; `make soak` looks further.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected output in the cases")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "day.mamarr"


@pytest.fixture
def key(tmp_path: Path) -> Key:
    made = make_key(tmp_path / "head.key")
    assert isinstance(made, Key)
    return made
