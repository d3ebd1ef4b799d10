"""Plan -> JSON that another office can read, and back."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mamarr.model.agreement import Window
from mamarr.model.calendar import local_time
from mamarr.model.diagnostic import Diagnostic, Mark, Span
from mamarr.model.headroom import Headroom, Holds, Stays
from mamarr.model.law import Step
from mamarr.model.plan import ENDS, OBJECTIVES, Convoy, End, Figures, Link, Objective, Override, Plan, Searched
from mamarr.model.values import Level
from mamarr.planning.faults import NAMES

FORMAT = "mamarr plan 1"
LONGEST = 10_000_000
"""Minutes from the opening of the window beyond which a moment is a slip, not a time (some 19 years)."""
LONG = 80
"""Letters of a wrong value that are shown."""
MINUTE = "%Y-%m-%d %H:%M"


def to_json(plan: Plan) -> str:
    """The plan as text: the same plan, the same bytes. Moments are minutes, and local time for people to read."""
    window = plan.window
    proof = {"proof": plan.proof} if plan.proof else {}
    document = {
        "format": FORMAT,
        "agreement": plan.agreement,
        "digest": plan.digest,
        "level": plan.level,
        "window": window and {"opens": _text(window.opens), "closes": _text(window.closes), "zone": window.zone},
        "convoys": [
            {
                "id": c.id,
                "movement": c.movement,
                "people": dict(c.people),
                "to": c.to,
                "vehicles": dict(c.vehicles),
                **({"households": {str(size): n for size, n in c.households.items()}} if c.households else {}),
                **({"from": c.from_} if c.from_ else {}),
                **({"of": c.of} if c.of else {}),
                "steps": [
                    {"act": s.act, "place": s.place, **_moment(plan, t)}
                    for s, t in plan.times.items()
                    if s.convoy == c.id
                ],
            }
            for c in plan.convoys
        ],
        "finish": _moment(plan, plan.finish),
        "bound": {"minutes": _number(plan.bound), "by": plan.bound_by, "at": list(plan.bound_at), **proof},
        "imbalance": {
            "share": repr(plan.imbalance),
            "of": plan.imbalance_of,
            "in": plan.imbalance_in,
            **_moment(plan, plan.imbalance_at),
        },
        "critical": [
            {"step": list(link.step), "clause": list(link.clause), "kind": link.kind, **_moment(plan, link.at)}
            for link in plan.critical
        ],
        "overrides": [{"code": o.code, "reason": o.reason} for o in plan.overrides],
        **({"headroom": asdict(plan.headroom)} if plan.headroom else {}),
        "figures": {name: _number(n) if isinstance(n, float) else n for name, n in asdict(plan.figures).items()},
        **({"gone": [_who(c) for c in plan.gone]} if plan.gone else {}),
        **({"follows": plan.follows} if plan.follows else {}),
        **({"since": _moment(plan, plan.since)} if plan.since else {}),
        **({"ranks": list(plan.ranks)} if plan.ranks else {}),
        **({"search": asdict(plan.search)} if plan.search else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _who(convoy: Convoy) -> dict[str, Any]:
    vehicles = {"vehicles": dict(convoy.vehicles)} if convoy.vehicles else {}
    return {"id": convoy.id, "movement": convoy.movement, "people": dict(convoy.people), "to": convoy.to, **vehicles}


def _text(moment: datetime) -> str:
    return moment.strftime(MINUTE)


def _number(minutes: float) -> int | str:
    """A whole number as such, any other as text, so that no reader rounds it."""
    return int(minutes) if minutes == int(minutes) else repr(minutes)


def _moment(plan: Plan, minutes: float) -> dict[str, int | str]:
    local = {"local": _text(local_time(plan.window, minutes))} if plan.window else {}
    return {"minutes": _number(minutes), **local}


class Slip(Exception):
    """What in a file keeps it from being a plan, for the words of K941."""

    def __init__(self, kind: str, name: object = "", value: object = "", due: object = "") -> None:
        super().__init__(kind)
        self.facts = {"kind": kind, "name": str(name)[:LONG], "value": str(value)[:LONG], "due": str(due)[:LONG]}


def from_json(text: str, file: str = "plan.json") -> Plan | Diagnostic:
    """The plan in *text*, or why it is none."""
    try:
        document = json.loads(text)
        if document.get("format") != FORMAT:
            raise Slip("format", FORMAT, document.get("format"))
        return _read(document)
    except Slip as slip:
        return _refused(file, 1, slip)
    except json.JSONDecodeError as error:
        return _refused(file, error.lineno, Slip("json"))
    except KeyError as error:
        return _refused(file, 1, Slip("missing", error.args[0]))
    except (TypeError, ValueError, AttributeError, IndexError, OverflowError, RecursionError):
        return _refused(file, 1, Slip("shape"))


def _refused(file: str, line: int, slip: Slip) -> Diagnostic:
    return Diagnostic("K941", NAMES["K941"], "error", (Mark(Span(file, line, 1, line, 1)),), slip.facts)


def _moments(document: dict[str, Any], window: Window | None) -> dict[Step, float]:
    """When each step happens. A local time edited by hand without its minutes would go unheard: it is refused."""
    times = {}
    for convoy in document["convoys"]:
        for step in convoy["steps"]:
            minutes = _minutes(step)
            local = _text(local_time(window, minutes)) if window else None
            if local and step.get("local", local) != local:
                raise Slip("local", f"{convoy['id']}, {step['act']}", step["local"], local)
            times[Step(str(convoy["id"]), str(step["act"]), str(step["place"]))] = minutes
    return times


def _read(document: dict[str, Any]) -> Plan:
    window = _window(document["window"])
    level: Level = document["level"]
    if level not in get_args(Level):
        raise Slip("value", "level", level)
    return Plan(
        agreement=str(document["agreement"]),
        digest=str(document["digest"]),
        level=level,
        convoys=tuple(
            Convoy(
                str(c["id"]),
                str(c["movement"]),
                _counts(c["people"]),
                str(c["to"]),
                _counts(c["vehicles"]),
                {int(size): n for size, n in _counts(c.get("households", {})).items()},
                str(c.get("from", "")),
                str(c.get("of", "")),
            )
            for c in document["convoys"]
        ),
        times=_moments(document, window),
        finish=_minutes(document["finish"]),
        bound=_minutes(document["bound"]),
        bound_by=str(document["bound"]["by"]),
        imbalance=float(document["imbalance"]["share"]),
        imbalance_at=_minutes(document["imbalance"]),
        imbalance_of=str(document["imbalance"]["of"]),
        critical=tuple(
            Link(Step(*map(str, link["step"])), _minutes(link), tuple(link["clause"]), str(link["kind"]))
            for link in document["critical"]
        ),
        overrides=tuple(Override(str(o["code"]), str(o["reason"])) for o in document["overrides"]),
        window=window,
        bound_at=tuple(document["bound"]["at"]),
        imbalance_in=str(document["imbalance"]["in"]),
        gone=tuple(
            Convoy(str(c["id"]), str(c["movement"]), _counts(c["people"]), str(c["to"]), _counts(c.get("vehicles", {})))
            for c in document.get("gone", [])
        ),
        follows=str(document.get("follows", "")),
        since=_minutes(document.get("since", {"minutes": 0})),
        ranks=tuple(map(str, document.get("ranks", ()))),
        search=_searched(document.get("search")),
        proof=_ended(document["bound"]["proof"]) if "proof" in document["bound"] else None,
        headroom=_headroom(document.get("headroom")),
        figures=_figures(document.get("figures", {})),
    )


def _headroom(found: dict[str, Any] | None) -> Headroom | None:
    if found is None:
        return None
    holds = (
        Holds(
            group=str(h["group"]),
            planned=int(h["planned"]),
            seats=int(h["seats"]),
            most=int(h["most"]),
            high=int(h["high"]),
            code=str(h["code"]),
            limit=tuple(h["limit"]),
        )
        for h in found["holds"]
    )
    stays = (
        Stays(str(s["movement"]), int(s["of"]), int(s["most"]), str(s["because"]), tuple(s["limit"]))
        for s in found["stays"]
    )
    return Headroom(tuple(holds), tuple(stays), _counts(found["spare"]))


def _searched(search: dict[str, Any] | None) -> Searched | None:
    if search is None:
        return None
    objective = search.get("objective", OBJECTIVES[0])
    if objective not in get_args(Objective):
        raise Slip("value", "objective", objective)
    return Searched(int(search["work"]), int(search["seed"]), _ended(search["stopped"]), objective)


def _ended(how: Any) -> End:
    if how not in ENDS:
        raise Slip("value", "stopped", how)
    found: End = how
    return found


def _figures(given: dict[str, Any]) -> Figures:
    """Figures as they stand there; a plan without them has none."""
    kinds = {"together": int, "together_where": str}
    found = {name: kinds.get(name, float)(value) for name, value in given.items()}
    for name, value in found.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise Slip("value", name, given[name])
    return Figures(**found)


def _window(window: dict[str, Any] | None) -> Window | None:
    if window is None:
        return None
    try:
        zone = ZoneInfo(str(window["zone"]))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Slip("value", "zone", window["zone"]) from error
    return Window(opens=_local(window, "opens"), closes=_local(window, "closes"), zone=zone.key)


def _local(window: dict[str, Any], name: str) -> datetime:
    try:
        return datetime.strptime(window[name], MINUTE)  # noqa: DTZ007  (local time; the zone stands beside it)
    except (TypeError, ValueError) as error:
        raise Slip("value", name, window[name]) from error


def _minutes(moment: dict[str, Any]) -> float:
    try:
        minutes = float(moment["minutes"])
    except (TypeError, ValueError) as error:
        raise Slip("value", "minutes", moment["minutes"]) from error
    if not abs(minutes) < LONGEST:
        raise Slip("value", "minutes", moment["minutes"])
    return minutes


def _counts(counts: dict[str, Any]) -> dict[str, int]:
    """People or vehicles by kind: whole numbers, not negative."""
    if any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in counts.values()):
        raise Slip("value", ", ".join(map(str, counts)), ", ".join(map(str, counts.values())))
    return {str(kind): n for kind, n in counts.items()}
