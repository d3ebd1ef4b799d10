"""Several agreements, every change of them, dangers without each case -> one ranking, here or on a Dask cluster."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from distributed import Client, LocalCluster

from mamarr.cli import main
from mamarr.cli.worths import ranked, worth_lines
from mamarr.flow.observing import observed
from mamarr.flow.rehearsing import Ready, ready
from mamarr.flow.spreading import here
from mamarr.flow.worth import left_out, weigh
from mamarr.lang import words
from mamarr.model.values import Language
from mamarr.rehearsing import simulate, world
from mamarr.rehearsing.crossed import samples
from mamarr.rehearsing.doubt import answers, likely_only

AGREEMENTS = Path(__file__).parents[1] / "agreements"
TWO, THREE = (str(AGREEMENTS / f"{name}.yaml") for name in ("two-towns", "three-villages"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", *arguments], env={"COLUMNS": "100", "NO_COLOR": "1"})


def given(file: str) -> Ready:
    found = ready(Path(file), None, 64, 1)
    assert isinstance(found, Ready)
    return found


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as own:
        yield own


# -- the same runs under other dangers -------------------------------------------------------------------------------


def test_runs_under_several_dangers_come_out_as_if_each_were_rehearsed_alone() -> None:
    """Two sets with 64 answers each and one with a single answer; the second half of the runs asked for by itself."""
    one = given(TWO)
    sets = (one.dangers, likely_only(one.dangers), one.dangers)
    together = samples(one.agreement, one.plan, sets, 192, 3)
    late = samples(one.agreement, one.plan, sets, 96, 3, first=96)
    for dangers, found, rest in zip(sets, together, late, strict=True):
        alone = simulate(world(one.agreement, one.plan, answers(dangers, 3)), 192, 3)
        assert found.not_out.tolist() == alone.not_out.tolist()
        assert found.hours_on_board.tolist() == alone.hours_on_board.tolist()
        assert found.in_window.tolist() == alone.in_window.tolist()
        assert rest.not_out.tolist() == alone.not_out[96:].tolist()
        for draw in range(found.draws):
            assert (found.part(draw)[96:] == rest.part(draw)).all()
            assert (found.part(draw) == alone.part(draw)).all()


# -- several agreements ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_several_agreements_are_ranked_together(language: Language) -> None:
    both = [given(TWO), given(THREE)]
    done = weigh(both, 64, 1, here, lambda _, __: None)
    rows = ranked(done)
    assert {one.agreement.agreement for one, _ in rows} == {"two-towns", "three-villages"}
    people = [worth.people.mean for _, worth in rows]
    assert people == sorted(people, reverse=True)
    say = words(language, "rehearse")
    text = " ".join(" ".join(worth_lines(done, [(), ()], say, 120)).split())
    for one in both:
        assert one.agreement.title.in_language(language) in text


def test_the_order_in_which_agreements_are_named_changes_no_figure() -> None:
    one, other = (
        {a["agreement"]: a for a in json.loads(run(*files, "--worth", "--runs", "32", "--json").stdout)["agreements"]}
        for files in ((TWO, THREE), (THREE, TWO))
    )
    assert one == other


def test_without_a_plan_the_agreement_is_planned_and_an_error_in_it_is_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert CliRunner().invoke(main, ["plan", TWO, "-o", str(plan)]).exit_code == 0
    named = run(TWO, "--plan", str(plan), "--runs", "16", "--json")
    assert named.stdout == run(TWO, "--runs", "16", "--json").stdout
    refused = run(str(AGREEMENTS / "aleppo-2016-12-18-locks.yaml"), "--runs", "16")
    assert refused.exit_code == 1
    assert "O301" in refused.output
    assert "mamarr plan --despite" in refused.output


def test_leaving_out_each_case_tells_how_far_the_ranking_hangs_on_one() -> None:
    [done] = weigh([given(TWO)], 64, 1, here, lambda _, __: None, left_out()[:2])
    assert left_out() == tuple(observed().cases)
    assert all(len(worth.apart) == len(done.left_out) for worth in done.worths)
    alone = [w.people for w in weigh([given(TWO)], 64, 1, here, lambda _, __: None)[0].worths]
    assert [w.people for w in done.worths] == alone, "the ranking itself is that of all cases"
    text = " ".join(worth_lines([done], [()], words("en", "rehearse"), 400))
    assert "People more, with one case left out" in text


# -- where it is done ------------------------------------------------------------------------------------------------


def test_a_cluster_of_processes_gives_the_same_bytes_as_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mamarr.flow.worth.left_out", lambda: left_out()[:1])
    asked = (TWO, THREE, "--worth", "--leave-one-out", "--runs", "16", "--json")
    local, spread = run(*asked), run(*asked, "--dask")
    assert local.exit_code == spread.exit_code == 0, spread.output
    assert local.stdout == spread.stdout
    assert len(json.loads(local.stdout)["agreements"]) == 2


def test_a_cluster_that_runs_already_is_used_by_its_address(cluster: LocalCluster) -> None:
    asked = (TWO, "--worth", "--runs", "16")
    assert run(*asked, "--dask", cluster.scheduler_address).stdout == run(*asked).stdout


@pytest.mark.parametrize(("language", "word"), [("en", "another Mamarr"), ("ar", "نسخة ممر")])
def test_workers_of_another_mamarr_are_refused(cluster: LocalCluster, language: Language, word: str) -> None:
    with Client(cluster) as client:
        client.run(_outdate)
        refused = run(TWO, "--worth", "--runs", "16", "--lang", language, "--dask", cluster.scheduler_address)
        client.run(_outdate, back=True)
    assert refused.exit_code == 2
    assert "R022" in refused.output
    assert word in refused.output


def _outdate(*, back: bool = False) -> None:
    """In a worker: it says that it has other sources than it has."""
    from mamarr.flow import spreading

    def sources() -> str:
        return "other sources"

    spreading.kept, spreading.sources = (  # type: ignore[attr-defined]
        (None, spreading.kept) if back else (spreading.sources, sources)  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize(("language", "word"), [("en", 'pip install "mamarr[dask]"'), ("ar", "غير مثبّت")])
def test_without_the_extra_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, language: Language, word: str
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused = run(TWO, "--worth", "--runs", "16", "--lang", language, "--dask")
    assert refused.exit_code == 2
    assert "R020" in refused.output
    assert word in refused.output


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:9"])
def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr("mamarr.flow.spreading.PATIENCE", 1)
    refused = run(TWO, "--worth", "--runs", "16", "--dask", address)
    assert refused.exit_code == 2
    assert "R021" in refused.output
    assert address in refused.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "Name an agreement"),
        ((TWO, "--dask"), "--leave-one-out and --dask go with --worth"),
        ((TWO, "--leave-one-out"), "--leave-one-out and --dask go with --worth"),
        ((TWO, THREE, "--plan", "plan.json"), "here are 2 and 1"),
        ((TWO, "--worth", "--leave-one-out", "--dangers", "own.yaml"), "no cases to leave out"),
        ((TWO, "--replay", "1"), "An exercise needs one agreement"),
    ],
)
def test_what_cannot_be_asked_for_together_is_said(asked: tuple[str, ...], said: str) -> None:
    refused = run(*asked)
    assert refused.exit_code == 2
    assert said in " ".join(refused.output.split())


def test_dangers_of_other_names_are_weighed_too(tmp_path: Path) -> None:
    """A file of one's own with figures in no doubt: one answer, no range."""
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: {en: Own, ar: خاص}\ndangers:\n  cut:\n    name: {en: Cut, ar: قطع}\n    strikes: crossing\n"
        "    once in: {anybody: 8 hours}\n    minutes: 60\n    assumption: {en: All, ar: كله}\n",
        "utf-8",
    )
    done = run(TWO, "--worth", "--runs", "32", "--dangers", str(own), "--json")
    assert done.exit_code == 0, done.output
    [told] = json.loads(done.stdout)["agreements"]
    assert told["swings"] == []
    assert told["worths"][0]["people"]["mean"] >= 0
