"""Agreement, plan -> the sections on what was promised and what is planned."""

from __future__ import annotations

import math
from collections.abc import Iterator

from mamarr.model.articles import articles
from mamarr.model.balance import Balance, Path
from mamarr.model.plan import Link, Plan
from mamarr.model.report import Situation
from mamarr.reporting.articles import BLANK, printed
from mamarr.reporting.balance import real, shown
from mamarr.reporting.blocks import Block, Figures, Line, Points, Table, picture
from mamarr.reporting.charts import balance_chart
from mamarr.reporting.drawing import percent
from mamarr.reporting.phrases import Phrase, Speech, figure, user
from mamarr.reporting.timetable import timetable_chart

MOST_LINKS = 12
"""Of a long critical path, so many of its last links are told."""


def promised(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Who signed, whose leaving was agreed, the reciprocal clauses, and what is left open in which article."""
    agreement = situation.agreement
    if agreement.window and speech.audience == "cell":
        opens, closes = (figure(f"{t:%Y-%m-%d %H:%M}") for t in (agreement.window.opens, agreement.window.closes))
        yield Line(speech.say("window", opens=opens, closes=closes, zone=user(agreement.window.zone)))
    yield Points(
        tuple(speech.say("party-state", name=speech.actor(p), signed=v.signed) for p, v in agreement.parties.items())
    )
    head = ("column-people", "column-from", "column-asked-by", "column-number", "column-source")
    rows = []
    for key, group in agreement.people.items():
        source = agreement.sources.get((group.number.source if group.number else None) or "")
        rows.append(
            (
                speech.name("people", key),
                speech.place(group.at),
                speech.actor(group.of) if group.of else speech.none(),
                speech.estimate(group.number),
                speech.text(source.title) if source else speech.none(),
            )
        )
    yield Table(tuple(speech.say(h) for h in head), tuple(rows))
    yield from _clauses(speech, situation)


def _clauses(speech: Speech, situation: Situation) -> Iterator[Block]:
    """The reciprocal clauses as printed, and the articles that still hold blanks."""
    texts = {a.number: a for a in printed(situation.agreement, speech.language)}
    reciprocal = [texts[a.number] for a in articles(situation.agreement) if a.exchange]
    yield Points(
        tuple(
            speech.say("clause-line", number=a.number, heading=user(a.heading), text=user(a.paragraphs[0]))
            for a in reciprocal
        )
    )
    blanks = {a: count for a in texts.values() if (count := sum(p.count(BLANK) for p in a.paragraphs))}
    yield Line(speech.say("open-blanks", n=sum(blanks.values())))
    if blanks:
        named = [(a.number, user(a.heading), count) for a, count in blanks.items()]
        yield Points(tuple(speech.say("open-article", number=i, heading=heading, n=n) for i, heading, n in named))


def planned(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Convoys, finish, bound, imbalance and critical path; in public, people only."""
    plan = situation.plan
    if plan is None:
        yield Line(speech.say("no-plan"))
        return
    if speech.audience == "cell":
        yield from _figures(speech, plan)
    yield _convoys(speech, plan)
    if speech.audience == "cell":
        yield Line(speech.say("critical-intro"))
        yield Points(tuple(_critical(speech, plan)))
        yield from _pictures(speech, situation, plan)


def _figures(speech: Speech, plan: Plan) -> Iterator[Block]:
    """The numbers of the plan, and in words what binds them."""
    never = math.isinf(plan.finish)
    yield Figures(
        (
            (speech.say("figure-convoys"), figure(str(len(plan.convoys)))),
            (speech.say("figure-people"), speech.count(sum(c.size for c in plan.convoys))),
            (speech.say("figure-finish"), speech.say("never") if never else speech.minute(plan.finish)),
            (speech.say("figure-imbalance"), figure(percent(plan.imbalance))),
        )
    )
    if not never:
        facts = {"length": speech.duration(plan.finish), "bound": speech.duration(plan.bound)}
        yield Line(speech.say("bound", **facts, gap=figure(percent(plan.gap))))
        if plan.bound_at:
            yield Line(speech.say("bound-by", clause=speech.clause(plan.bound_at)))
    if plan.imbalance_of and plan.imbalance:
        ahead = [speech.movement(m.strip()) for m in plan.imbalance_of.split(",")]
        facts = {"share": figure(percent(plan.imbalance)), "side": speech.together(ahead)}
        yield Line(speech.say("imbalance-planned", **facts, when=speech.minute(plan.imbalance_at)))


def _convoys(speech: Speech, plan: Plan) -> Table:
    """A row a movement: its people and, for the cell, its convoys and their times."""
    cell = speech.audience == "cell"
    heads = ("column-movement", "column-people", *(("column-convoys", "column-first", "column-last") if cell else ()))
    rows: list[tuple[Phrase, ...]] = []
    for movement in dict.fromkeys(c.movement for c in plan.convoys):
        own = {c.id: c.size for c in plan.convoys if c.movement == movement}
        row = [speech.movement(movement), speech.count(sum(own.values()))]
        if cell:
            times = [t for s, t in plan.times.items() if s.convoy in own and s.act != "free" and not math.isinf(t)]
            ends = [speech.minute(min(times)), speech.minute(max(times))] if times else [speech.none(), speech.none()]
            row += [figure(str(len(own))), *ends]
        rows.append(tuple(row))
    return Table(tuple(speech.say(h) for h in heads), tuple(rows), frozenset({1, 2, 3, 4}))


def _critical(speech: Speech, plan: Plan) -> Iterator[Phrase]:
    """What holds the finish back, from the first link to the last; travel itself goes without saying."""
    links = sorted((k for k in plan.critical if k.step.act != "free"), key=lambda k: k.at)
    telling = [k for k in links if k.kind != "physical"]
    if len(telling) > MOST_LINKS:
        yield speech.say("critical-earlier", n=len(telling) - MOST_LINKS)
    for link in telling[-MOST_LINKS:]:
        yield _link(speech, link)
    if links and links[-1].kind == "physical":
        last = links[-1]
        yield speech.say("critical-last", when=speech.minute(last.at), convoy=figure(last.step.convoy),
                         place=speech.place(last.step.place))  # fmt: skip


def _link(speech: Speech, link: Link) -> Phrase:
    facts = {"when": speech.minute(link.at), "convoy": figure(link.step.convoy)}
    because = speech.say(f"because-{link.because}", name=speech.clause(link.clause))
    return speech.say("critical-link", **facts, act=link.step.act, because=because)


def _pictures(speech: Speech, situation: Situation, plan: Plan) -> Iterator[Block]:
    agreement = situation.agreement
    for view in shown(agreement, plan):
        real_day = _real(situation, plan, view.balance)
        drawn = balance_chart(agreement, view, view.balance.planned(plan.times), speech.language, real=real_day)
        yield picture(drawn, speech.say("chart-balance"))
    yield picture(timetable_chart(agreement, plan, speech.language), speech.say("chart-timetable"))


def _real(situation: Situation, plan: Plan, balance: Balance) -> Path:
    """The real day as far as it has come."""
    agreement, state = situation.agreement, situation.state
    if state is None or agreement.window is None:
        return ()
    found = real(balance, agreement, plan.convoys, state, agreement.window)
    return found if len(found) > 1 else ()
