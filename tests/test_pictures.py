"""A plan and a day -> the balance and pictures that say what the numbers say."""

from dataclasses import replace

import pytest

from mamarr.lang import LANGUAGES
from mamarr.model.agreement import Agreement, Pairs
from mamarr.model.batches import cut
from mamarr.model.state import fold
from mamarr.model.values import Estimate, Language
from mamarr.parsing import read_file
from mamarr.reporting.balance import View, real, view, views
from mamarr.reporting.charts import balance_chart, rehearsal_chart
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.timetable import MOST_ROWS, closures, rows, timetable_chart
from record import AGREEMENTS, events, two_towns


def test_the_balance_of_a_plan_is_its_numbers() -> None:
    agreement, plan = two_towns()
    (seen,) = views(agreement, plan.convoys)
    balance = seen.balance
    steps = balance.planned(plan.times)
    assert (balance.one.people, balance.other.people) == (2316, 1158)
    assert (steps[0].one, steps[0].other) == (0, 0)
    assert (steps[-1].one, steps[-1].other) == (2316, 1158)
    assert seen.corner(steps[-1]) == (1.0, 1.0)
    assert {p.at for p in steps} == {plan.times[s] for s in balance.steps}
    assert steps[-1].at == plan.finish
    assert all(abs(balance.ahead(p)) <= 0.2 for p in steps), "the plan stays in the band"
    greatest = balance.greatest(steps)
    assert (abs(balance.ahead(greatest)), greatest.at) == (plan.imbalance, plan.imbalance_at), "one figure"
    assert plan.imbalance_of == ", ".join(balance.leader(greatest).movements)


def test_the_real_day_counts_what_is_attested() -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    assert agreement.window is not None
    seen = [e for e in events(400) if e.seen_by == "observers"]
    told = [replace(e, seen_by="north-side") for e in seen]
    attested, only_said = (
        real(shown.balance, agreement, plan.convoys, fold(agreement, plan.convoys, found), agreement.window)
        for found in (seen, told)
    )
    planned = shown.balance.planned({s: t for s, t in plan.times.items() if t < 400})
    assert attested == planned
    assert {(p.one, p.other) for p in only_said} == {(0, 0)}


@pytest.mark.parametrize(
    ("file", "exchange", "areas", "line"),
    [
        ("two-towns", "in-step", ((0.0, 0.0), (0.2, 0.0), (1.0, 0.8), (1.0, 1.0), (0.8, 1.0), (0.0, 0.2)), (1.0, 1.0)),
        ("three-villages", "halves", ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)), (1.0, 1.0)),
        ("three-villages", "last-of-hill", ((0.0, 0.0), (0.876, 0.0), (0.876, 1.0), (0.0, 1.0)), (1.0, 1.0)),
        ("israel-hamas-2023-11", "one-for-three", None, (31 / 60, 1.0)),
    ],
)
def test_what_a_clause_allows(
    file: str, exchange: str, areas: tuple[tuple[float, float], ...] | None, line: tuple[float, float]
) -> None:
    agreement = read_file(AGREEMENTS / f"{file}.yaml").agreement
    assert agreement is not None
    found = view(agreement, cut(agreement), exchange)
    assert found is not None
    assert found.line[-1] == pytest.approx(line)
    if areas:
        corners = {(round(x, 3), round(y, 3)) for x, y in found.allowed[0]}
        assert corners == set(areas)


def paired() -> tuple[Agreement, View]:
    """Two towns, convoy by convoy, with nobody's number in shares."""
    agreement, _ = two_towns()
    exchange = Pairs(between=(("south-out",), ("north-out",)))
    changed = replace(agreement, exchanges={"pairs": exchange})
    found = view(changed, cut(changed), "pairs")
    assert found is not None
    return changed, found


def test_pairs_are_a_stair_of_boxes() -> None:
    _, stair = paired()
    assert len(stair.allowed) == 12
    assert stair.line[0] == (0.0, 0.0)
    assert stair.line[-1] == pytest.approx((1.0, 1.0))


def test_no_balance_without_people_on_both_sides() -> None:
    agreement, _ = two_towns()
    nobody = replace(agreement.people["north-people"], number=Estimate(0, 0, 0), of_whom={})
    empty = replace(agreement, people={**agreement.people, "north-people": nobody})
    assert views(empty, cut(empty)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_have_the_same_bytes_every_time(language: Language) -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    steps = shown.balance.planned(plan.times)

    def drawn() -> list[bytes]:
        chart = balance_chart(agreement, shown, steps, language, runs=[steps, steps[:3]], real=steps[:5])
        hours = [0, 1, 2]
        outs = rehearsal_chart(hours, [0, 1, 2], [0, 2, 3], [1, 3, 3], language, plan=(hours, [0, 3, 3]), runs=9)
        return [svg(chart), png(chart), svg(timetable_chart(agreement, plan, language)), svg(outs)]

    first = drawn()
    assert first == drawn()
    for picture in (p for p in first if p.startswith(b"<?xml")):
        assert b"<text" not in picture, "letters are paths"
        assert b"dc:date" not in picture


def test_a_picture_is_read_from_the_side_where_its_language_begins() -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    for language in LANGUAGES:
        for chart in (
            timetable_chart(agreement, plan, language),
            balance_chart(agreement, shown, shown.balance.planned(plan.times), language),
        ):
            begin, end = chart.axes[0].get_xlim()
            assert bool(begin > end) is (language == "ar")


def test_the_timetable_has_a_row_a_convoy_and_few_rows_for_many() -> None:
    _, plan = two_towns()
    found = rows(plan.convoys)
    assert sum(len(own) for own in found.values()) == len(plan.convoys)
    many = [replace(c, id=f"{c.movement}-{i}") for i, c in enumerate(plan.convoys * 9)]
    grouped = rows(many)
    assert sum(len(own) for own in grouped.values()) <= MOST_ROWS + 2 * len(grouped)
    assert sum(len(row.convoys) for own in grouped.values() for row in own) == len(many)


def test_the_timetable_shades_when_a_place_on_the_way_is_closed() -> None:
    agreement, plan = two_towns()
    assert plan.window is not None
    assert (720.0, 1440.0) in list(closures(agreement, plan, plan.window)), "the bridge, 18:00 to 06:00"


def test_a_plan_without_a_window_is_drawn_in_hours() -> None:
    agreement, plan = two_towns()
    bare, without = replace(agreement, window=None), replace(plan, window=None)
    labels = [t.get_text() for t in timetable_chart(bare, without, "en").axes[0].get_xticklabels()]
    assert labels[:2] == ["+0", "+2"]
    (shown,) = views(bare, plan.convoys)
    texts = [t.get_text() for t in balance_chart(bare, shown, shown.balance.planned(plan.times), "en").axes[0].texts]
    assert any("hours after the opening" in t for t in texts)
