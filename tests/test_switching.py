"""A plan made anew is put in force in the middle of the day: the past stays, nobody is lost, nobody leaves twice."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from day import code, sure
from door import mamarr, refused
from mamarr.flow import operating
from mamarr.flow.operating import Operation, looked_at, operation, status_of
from mamarr.flow.planning import digest
from mamarr.flow.switching import Switched, switch
from mamarr.model.event import Confirmation, Event
from mamarr.model.plan import Convoy, Plan, sent_again
from mamarr.model.state import State, fold
from mamarr.model.status import Status
from mamarr.operating.audit import audit, plans
from mamarr.operating.keys import Key, make_key
from mamarr.operating.log import open_log
from mamarr.operating.opening import opening, replanning
from mamarr.operating.switching import contradictions
from mamarr.planning.files import to_json
from mamarr.planning.replan import Replanned, replan
from morning import OPENS, TOWNS, happened, said, towns

SOUTH = "south-out-01"
MORNING = [
    *happened(90),
    said("turned-back", 85, SOUTH, 40),
    said("declined", 10, "south-out-12", 20),
    said("absent", 10, "north-out-05", 73),
]
"""At 08:30 some are on the road, forty came back on foot, twenty stay, one convoy is not needed."""


def folded(plan: Plan, events: Sequence[Event]) -> State:
    return fold(towns()[0], plan.everybody, events)


def anew(old: Plan, events: Sequence[Event], now: float) -> Plan:
    agreement, _ = towns()
    state = folded(old, events)
    past = {step: (done.at - OPENS).total_seconds() / 60 for step, done in state.done.items()}
    made = replan(agreement, old, state, past, now)
    assert isinstance(made, Replanned), made
    return made.plan


def categories(plan: Plan) -> Counter[tuple[str, str]]:
    return Counter({(c.movement, k): 0 for c in plan.everybody for k in c.people}) + Counter(
        (c.movement, k) for c in plan.everybody for k, n in c.people.items() for _ in range(n)
    )


def on_board(event_convoys: Sequence[Convoy], state: State) -> int:
    """People who have left, whatever became of them on the way, without those who came back by themselves."""
    away = ("aboard", "on the road", "crossed", "arrived")
    return sum(state.positions[c.id].people.get(w, 0) for c in event_convoys for w in away)  # type: ignore[call-overload]


days = st.dictionaries(
    st.sampled_from([f"{side}-out-{n:02}" for side in ("north", "south") for n in range(1, 7)]), st.integers(1, 90)
)


@settings(max_examples=25, deadline=None)
@given(
    late=days,
    times=st.lists(st.integers(30, 500), min_size=1, max_size=3),
    back=st.integers(0, 60),
    seed=st.integers(0),
)
def test_through_any_chain_of_plans_everybody_is_somewhere_once(
    late: dict[str, float], times: list[int], back: int, seed: int
) -> None:
    """Whatever comes in, in whatever order: nobody vanishes, nobody leaves twice, a new plan fits the log."""
    agreement, first = towns()
    chain, events = [first], []
    for now in sorted(times):
        events = [*happened(now, late), said("declined", 5, "south-out-11", 30)]
        if back and any(e.convoy == SOUTH and e.kind == "departed" for e in events):
            events.append(said("turned-back", now - 1, SOUTH, back))
        chain.append(anew(chain[-1], events, now))
        old, new = chain[-2:]
        assert contradictions(agreement, old, new, folded(old, events)) == ()
    for plan in chain:
        assert categories(plan) == categories(first)
    last = folded(chain[-1], events)
    total = sum(c.size for c in first.convoys)
    assert sum(sum(p.people.values()) for p in last.positions.values()) == total
    assert sum(p.people.get("more than planned", 0) for p in last.positions.values()) == 0
    assert on_board(chain[-1].everybody, last) == on_board(first.everybody, folded(first, events))
    until = OPENS + timedelta(minutes=1000)
    decided = [said(k, times[0], "south-out-04", seen_by="cell", until=until) for k in ("go", "replanned")]
    everything = [*events, *decided, said("go", times[0] + 1, "south-out-05", seen_by="cell", until=until)]
    shuffled = everything[:]
    random.Random(seed).shuffle(shuffled)
    assert folded(chain[-1], shuffled) == folded(chain[-1], everything)
    gone_before = {s.convoy for s in folded(first, events).done}
    assert gone_before <= {c.id for c in chain[-1].convoys}, "who left under an old plan is known to the new one"


def test_those_sent_again_are_counted_in_their_new_convoy_only() -> None:
    _, old = towns()
    new = anew(old, MORNING, 90)
    state = folded(new, [*MORNING, said("arrived", 150, SOUTH, 105)])
    assert state.positions[SOUTH].people == {"arrived": 105}
    (again,) = (c for c in new.convoys if c.of)
    assert (again.id, again.of, again.size) == ("south-out-17", SOUTH, 40)
    assert state.positions[again.id].people == {"waiting": 40}
    assert state.problems == ()


def test_people_sent_again_who_had_not_turned_back_are_counted_beyond_the_plan() -> None:
    """The number is corrected after the change of plan: only thirty had come back."""
    _, old = towns()
    new = anew(old, MORNING, 90)
    (back,) = (e for e in MORNING if e.kind == "turned-back")
    fewer = said("turned-back", 85, SOUTH, 30, about=back.id)
    state = folded(new, [*MORNING, fewer, said("arrived", 150, SOUTH, 115)])
    assert state.positions[SOUTH].people == {"arrived": 105, "more than planned": 10}
    unknown = folded(new, [e for e in MORNING if e is not back])
    assert unknown.positions[SOUTH].people == {"on the road": 105, "more than planned": 40}


def test_convoys_that_name_each_other_are_read_to_an_end() -> None:
    """A plan edited by hand: each is said to be of the other."""
    one, other_ = (Convoy(name, "m", {"civilians": n}, "x", of=of) for name, n, of in (("a", 3, "b"), ("b", 5, "a")))
    assert sent_again((one, other_)) == {"b": {"civilians": 3}, "a": {"civilians": 5}}


def test_who_is_back_after_all_travels_again() -> None:
    """The absent convoy is there after all, under its name and with its vehicles."""
    _, old = towns()
    new = anew(old, MORNING, 90)
    assert "north-out-05" not in {c.id for c in new.convoys}
    events = [e for e in MORNING if e.kind != "absent"]
    third = anew(new, events, 100)
    assert next(c for c in third.convoys if c.id == "north-out-05") == next(
        c for c in old.convoys if c.id == "north-out-05"
    )
    assert categories(third) == categories(old)


def moved(plan: Plan, convoy: str, act: str, minutes: float) -> Plan:
    times = {s: t + minutes if (s.convoy, s.act) == (convoy, act) else t for s, t in plan.times.items()}
    return replace(plan, times=times)


def other(plan: Plan, convoy: str, **fields: Any) -> Plan:
    return replace(plan, convoys=tuple(replace(c, **fields) if c.id == convoy else c for c in plan.convoys))


def dropped(plan: Plan, convoy: str) -> Plan:
    left = tuple(c for c in plan.convoys if c.id != convoy)
    return replace(plan, convoys=left, times={s: t for s, t in plan.times.items() if s.convoy != convoy})


HOSTILE: tuple[tuple[str, Callable[[Plan], Plan], str, str], ...] = (
    ("a convoy on the road is left out", lambda p: dropped(p, SOUTH), "E227", "unknown"),
    ("people who wait are left out", lambda p: dropped(p, "north-out-09"), "E228", "none"),
    ("people on the road go elsewhere", lambda p: other(p, SOUTH, vehicles={"buses": 1}), "E227", "changed"),
    ("the past is rewritten", lambda p: moved(p, SOUTH, "board", -5), "E227", "time"),
    ("a boarding is made up", lambda p: moved(p, "north-out-09", "board", -3000), "E227", "not-reported"),
    ("more are said to stay", lambda p: stay(p, "south-out-11", 50), "E227", "gone"),
    ("more are sent again", lambda p: sent(p, 60), "E227", "again"),
)


def stay(plan: Plan, convoy: str, number: int) -> Plan:
    found = next(c for c in plan.convoys if c.id == convoy)
    kept = other(plan, convoy, people={"civilians": found.size - number})
    return replace(kept, gone=(*plan.gone, replace(found, people={"civilians": number}, vehicles={})))


def sent(plan: Plan, number: int) -> Plan:
    """So many of the first convoy are sent again, and so many fewer have left with it."""
    again = next(c for c in plan.convoys if c.of)
    rest = next(c for c in plan.convoys if c.id == SOUTH).size + again.size - number
    return other(other(plan, again.id, people={"civilians": number}), SOUTH, people={"civilians": rest})


@pytest.mark.parametrize(("change", "code_", "what"), [c[1:] for c in HOSTILE], ids=[c[0] for c in HOSTILE])
def test_a_plan_whose_past_is_not_that_of_the_log_is_refused(
    change: Callable[[Plan], Plan], code_: str, what: str
) -> None:
    agreement, old = towns()
    new = anew(old, MORNING, 90)
    state = folded(old, MORNING)
    assert contradictions(agreement, old, new, state) == ()
    found = contradictions(agreement, old, change(new), state)
    assert (code_, what) in {(d.code, d.facts.get("what", "none")) for d in found}


def test_reports_since_the_plan_was_made_do_not_hinder_it() -> None:
    """A boarding of a convoy that is the same in both is news; a corrected time is not."""
    agreement, old = towns()
    new = anew(old, MORNING, 90)
    board = next(c.id for c in new.convoys if c.id.startswith("south") and c.id not in {e.convoy for e in MORNING})
    later = [*MORNING, said("boarded", 95, board)]
    assert contradictions(agreement, old, new, folded(old, later)) == ()
    (left,) = (e for e in MORNING if e.convoy == SOUTH and e.kind == "departed")
    corrected = [*MORNING, replace(left, seen=left.seen + timedelta(minutes=3), about=left.id)]
    assert [d.code for d in contradictions(agreement, old, new, folded(old, corrected))] == ["E227"]


# The same through files and a log


class Cell:
    """A folder with an agreement, plans, a key and the log of a day."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "day.log"
        self.key = sure(make_key(folder / "head.key"))
        self.old = self.save("plan.json", towns()[1])
        with operating.opened(self.old, self.log, OPENS, by="cell", key=self.key) as log:
            for event in (*MORNING, *(self.go(c, 80, 400, log.opening.id) for c in (SOUTH, "south-out-04"))):  # type: ignore[union-attr]
                sure(sure(log).append(event, self.key if event.kind == "go" else None))
        self.new = self.anew("new.json", 90)

    def save(self, name: str, plan: Plan) -> Operation:
        path = self.folder / name
        path.write_text(to_json(replace(plan, digest=digest(towns()[0]))))
        made = operation(TOWNS, path)
        assert isinstance(made, Operation), made
        return made

    def anew(self, name: str, now: float) -> Operation:
        made = anew(self.old.plan, MORNING, now)
        return self.save(name, replace(made, follows=self.old.digests["plan"]))

    def go(self, convoy: str, since: float, until: float, log: str) -> Event:
        given_ = tuple(Confirmation(n, n, OPENS + timedelta(minutes=1), "radio") for n in ("south-side", "north-side"))
        end = OPENS + timedelta(minutes=until)
        return said("go", since, convoy, seen_by="cell", until=end, confirmations=given_, log=log)

    def switch(self, new: Operation | None = None, key: Key | None = None, minutes: float = 91) -> Any:
        at = OPENS + timedelta(minutes=minutes)
        return switch(self.old, new or self.new, self.log, key or self.key, at, "cell")

    def status(self, work: Operation, minutes: float = 95) -> Status:
        return status_of(work, sure(looked_at(work, self.log)), OPENS + timedelta(minutes=minutes))

    def add(self, *events: Event) -> None:
        with sure(open_log(self.log)) as log:
            for event in events:
                sure(log.append(event, self.key if event.kind in ("go", "replanned") else None))


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return Cell(tmp_path)


def test_the_log_goes_by_the_new_plan_and_the_go_of_those_who_wait_ends(cell: Cell) -> None:
    done = cell.switch()
    assert isinstance(done, Switched)
    assert done.ended == ("south-out-04",)
    assert code(looked_at(cell.old, cell.log)) == "E224"
    found = cell.status(cell.new)
    assert {c.convoy.id for c in found.convoys if c.go} == {SOUTH}
    assert [t.plan for t in found.plans] == [cell.old.digests["plan"], cell.new.digests["plan"]]
    assert found.alarms == ()
    assert plans(cell.log) == tuple((t.since, t.plan) for t in found.plans)
    assert audit(cell.log) == ()


def test_of_two_changes_at_once_one_counts(cell: Cell) -> None:
    second = cell.anew("second.json", 92)
    assert isinstance(cell.switch(), Switched)
    assert [d.code for d in cell.switch(second)] == ["E224"]
    at = OPENS + timedelta(minutes=93)
    with sure(open_log(cell.log)) as log:
        binds = {**second.digests, "follows": cell.old.digests["plan"]}
        event = replanning(towns()[0], second.plan.everybody, binds=binds, at=at, by="cell", log=log.opening.id)  # type: ignore[union-attr]
        assert code(log.append(event, cell.key)) == "E225"
        back = {**cell.old.digests, "follows": cell.new.digests["plan"]}
        again = replace(event, binds=back)
        assert code(log.append(again, cell.key)) == "E226"
        early = replace(event, binds={**second.digests, "follows": cell.new.digests["plan"]}, seen=OPENS)
        assert code(log.append(early, cell.key)) == "E226"
        elsewhere = replace(early, seen=at, binds={**early.binds, "agreement": "ab"})
        assert code(log.append(elsewhere, cell.key)) == "E215"
        assert code(log.append(event)) == "E211"


def test_a_plan_of_another_day_or_that_breaks_a_clause_is_refused(cell: Cell, tmp_path: Path) -> None:
    stray = cell.save("stray.json", replace(cell.new.plan, follows="ab" * 32))
    assert [d.code for d in cell.switch(stray)] == ["E225"]
    times = {s: 91.0 if s.convoy == "south-out-10" and s.act == "board" else t for s, t in cell.new.plan.times.items()}
    early = cell.save("early.json", replace(cell.new.plan, times=times))
    assert {d.code for d in cell.switch(early).diagnostics} >= {"K932"}
    stranger = sure(make_key(tmp_path / "desk.key"))
    assert [d.code for d in cell.switch(key=stranger)] == ["E212"]
    assert sure(looked_at(cell.old, cell.log)).bound["plan"] == cell.old.digests["plan"], "it goes by the old plan"


def test_each_step_is_judged_by_the_plan_of_its_time(cell: Cell) -> None:
    """South 02 had departed without a GO before the change, and 03 after it."""
    before = cell.status(cell.old, 91).breaches
    assert before
    assert isinstance(cell.switch(), Switched)
    assert cell.status(cell.new).breaches == before
    cell.add(said("departed", 94, "south-out-03", 145))
    more = cell.status(cell.new).breaches
    assert more[: len(before)] == before
    assert {b.step.convoy for b in more[len(before) :]} == {"south-out-03"}
    (cell.folder / "plan.json").unlink()
    alone = cell.status(cell.new)
    assert [d.code for d in alone.alarms] == ["E229"]
    assert alone.breaches == more[len(before) :]
    assert alone.state == cell.status(cell.new).state


def test_a_change_that_another_program_wrote_is_told(cell: Cell) -> None:
    """It asks nobody's word, and half of the north is not in it."""
    few = cell.save("few.json", replace(dropped(cell.new.plan, "north-out-09"), follows=cell.old.digests["plan"]))
    with sure(open_log(cell.log)) as log:
        binds = {**few.digests, "follows": cell.old.digests["plan"]}
        at = OPENS + timedelta(minutes=91)
        event = replanning(towns()[0], few.plan.everybody, binds=binds, at=at, by="cell", log=log.opening.id)  # type: ignore[union-attr]
        nobody = tuple((name, ()) for name, _ in event.holders)
        sure(log.append(replace(event, holders=nobody), cell.key))
    codes = Counter(d.code for d in cell.status(few).alarms)
    assert codes["E228"] == 1
    assert codes["E231"] == len(few.plan.everybody)


def test_the_audit_refuses_what_the_log_refuses(cell: Cell) -> None:
    second = cell.anew("second.json", 92)
    assert isinstance(cell.switch(), Switched)
    name = sure(looked_at(cell.new, cell.log)).opening
    assert name
    binds = {**second.digests, "follows": cell.old.digests["plan"]}
    at = OPENS + timedelta(minutes=93)
    event = replanning(towns()[0], second.plan.everybody, binds=binds, at=at, by="cell", log=name.id)
    size = sure(looked_at(cell.new, cell.log)).head().size
    fine = replace(event, binds={**second.digests, "follows": cell.new.digests["plan"]})
    forged = [
        (event, cell.key, "E409"),
        (replace(fine, seen=OPENS), cell.key, "E409"),
        (replace(fine, holders=()), cell.key, "E409"),
        (replace(fine, binds={**fine.binds, "agreement": "ab"}), cell.key, "E409"),
        (replace(fine, binds={**fine.binds, "plan": cell.old.digests["plan"]}), cell.key, "E409"),
        (fine, sure(make_key(cell.folder / "x.key")), "E405"),
        (fine, cell.key, None),
    ]
    database = apsw.Connection(str(cell.log))
    for row, (made, key, expected) in enumerate(forged):
        values = (size, made.id, made.bytes, key.sign(made.bytes), key.public)
        database.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, '')", values)
        found = audit(cell.log)
        assert [d.code for d in found] == ([expected] if expected else []), row
        database.execute("DROP TRIGGER IF EXISTS event_is_not_deleted")
        database.execute("DELETE FROM event WHERE seq = ?", (size,))
    database.close()


def test_whoever_has_the_files_has_the_state(cell: Cell, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A copy of the log and of both plans, under other names, gives the same."""
    assert isinstance(cell.switch(), Switched)
    folder = tmp_path_factory.mktemp("second")
    for name, copy in (("plan.json", "x1.json"), ("new.json", "x2.json"), ("day.log", "copy.log")):
        (folder / copy).write_bytes((cell.folder / name).read_bytes())
    work = operation(TOWNS, folder / "x2.json")
    assert isinstance(work, Operation)
    theirs = status_of(work, sure(looked_at(work, folder / "copy.log")), OPENS + timedelta(minutes=95))
    assert theirs == cell.status(cell.new)
    assert hashlib.sha256((folder / "x2.json").read_bytes()).hexdigest() == work.digests["plan"]


def test_a_log_is_opened_or_its_plan_is_changed(cell: Cell) -> None:
    files = ("--plan", cell.folder / "new.json", "--log", cell.log, "--by", "cell")
    refused(mamarr("record", TOWNS, *files, "--new", "--replaces", cell.folder / "plan.json"), "only one of them")
    assert isinstance(cell.switch(), Switched)
    lost = mamarr("record", TOWNS, *files, "--replaces", cell.folder / "plan.json", "07:00 note by cell : x")
    refused(lost, "NOT RECORDED", "E224", code=1)
    assert not opening(towns()[0], (), agreement_digest="", plan_digest="", at=OPENS, by="cell").holders
    assert list(pairwise(sorted(plans(cell.log))))
