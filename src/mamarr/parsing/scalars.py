"""One entry a kind of scalar: how it is read, how it is written, what its JSON Schema is.

Numbers are read in Western (0-9), Arabic-Indic (٠-٩) and Extended Arabic-Indic (۰-۹) digits; they are written in
Western digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from mamarr.model.values import Hours, Ratio, Share

DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")} | {
    ord("٪"): "%",
    ord("٫"): ".",
    ord("٬"): ",",
}
LARGEST = 10_000_000
"""More people, minutes or vehicles than this is a slip of the finger."""


def western(text: str) -> str:
    """*text* with its digits, percent sign and separators in Western form."""
    return text.translate(DIGITS)


def read_count(text: str) -> int:
    """A whole number, not negative; thousands may be set apart by a comma, as in 1,250."""
    plain = western(text).strip()
    if re.fullmatch(r"\d{1,3}(,\d{3})+", plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"\d{1,9}", plain) or int(plain) > LARGEST:
        raise ValueError(text)
    return int(plain)


def read_share(text: str) -> Share:
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)\s*%", western(text).strip())
    if not match or not 0 <= Fraction(match[1]) <= 100:
        raise ValueError(text)
    return Share(Fraction(match[1]) / 100)


def read_minutes(text: str) -> int:
    """``90 minutes``, ``6 hours``, ``2 days``, ``1 hour 30 minutes``."""
    found = re.findall(r"(\d+)\s*(minutes?|hours?|days?)", western(text))
    if not found or re.sub(r"(\d+)\s*(minutes?|hours?|days?)|and|\s", "", western(text)):
        raise ValueError(text)
    total = sum(int(n) * {"m": 1, "h": 60, "d": 1440}[unit[0]] for n, unit in found)
    if total > LARGEST:
        raise ValueError(text)
    return total


def write_minutes(minutes: int) -> str:
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes % size == 0 and minutes:
            return f"{minutes // size} {word}{'' if minutes == size else 's'}"
    return "0 minutes"


def read_hours(text: str) -> Hours:
    match = re.fullmatch(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)", western(text).strip())
    if not match:
        raise ValueError(text)
    h1, m1, h2, m2 = map(int, match.groups())
    if h1 > 23 or h2 > 24 or m1 > 59 or m2 > 59:
        raise ValueError(text)
    opens, closes = h1 * 60 + m1, h2 * 60 + m2
    return Hours(opens, closes if closes > opens else closes + 1440)


def write_hours(hours: Hours) -> str:
    closes = hours.closes if hours.closes <= 1440 else hours.closes - 1440
    return f"{hours.opens // 60:02}:{hours.opens % 60:02}-{closes // 60:02}:{closes % 60:02}"


def read_ratio(text: str) -> Ratio:
    match = re.fullmatch(r"(\d{1,4})\s+for\s+(\d{1,4})", western(text).strip())
    if not match or not int(match[1]) or not int(match[2]):
        raise ValueError(text)
    return Ratio(int(match[1]), int(match[2]))


def read_moment(text: str) -> datetime:
    plain = western(text).strip()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", plain):
        raise ValueError(text)
    return datetime.fromisoformat(plain)


def read_date(text: str) -> date:
    plain = western(text).strip()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        raise ValueError(text)
    return date.fromisoformat(plain)


def read_yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


def read_degrees(text: str) -> float:
    degrees = float(western(text))
    if not -180 <= degrees <= 180:
        raise ValueError(text)
    return degrees


@dataclass(frozen=True, slots=True)
class Scalar:
    """How one type is read from text (ValueError where it does not fit), written and described to an editor."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    schema: dict[str, Any]


NUMBER = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9٠-٩۰-۹,٬]+$"}]}

SCALARS: dict[Any, Scalar] = {
    int: Scalar(read_count, str, NUMBER),
    float: Scalar(read_degrees, lambda degrees: f"{degrees:g}", {"type": "number"}),
    bool: Scalar(read_yes_no, lambda yes: "yes" if yes else "no", {"enum": ["yes", "no"]}),
    str: Scalar(str.strip, str, {"type": "string"}),
    Share: Scalar(read_share, str, {"type": "string", "pattern": "^[0-9٠-٩۰-۹.٫]+ ?[%٪]$"}),
    Hours: Scalar(read_hours, write_hours, {"type": "string", "pattern": "^.{1,2}:.. ?[-–] ?.{1,2}:..$"}),
    Ratio: Scalar(read_ratio, lambda r: f"{r.first} for {r.second}", {"type": "string", "pattern": " for "}),
    datetime: Scalar(read_moment, lambda t: f"{t:%Y-%m-%d %H:%M}", {"type": "string"}),
    date: Scalar(read_date, date.isoformat, {"type": "string"}),
}
MINUTES = Scalar(read_minutes, write_minutes, {"type": "string", "pattern": "(minute|hour|day)"})
"""An integer of minutes, written with its unit."""
