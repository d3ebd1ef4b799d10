"""An event -> its bytes and its id, which later versions and other programs must reach too."""

import contextlib
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamarr.model.event import (
    CHANNELS,
    COUNTABLE,
    KINDS,
    LARGEST_EVENT,
    LARGEST_INTEGER,
    ROLES,
    Confirmation,
    Event,
    canonical,
    decode,
)
from mamarr.model.values import Text

AT = datetime(2030, 3, 4, 3, 40, tzinfo=UTC)
ARRIVED = Event(
    kind="arrived", seen=AT, seen_by="observers", heard_by="radio", entered_by="desk", convoy="south-out-01",
    place="north-camp", people={"civilians": 180, "sick": 3}, text=Text(ar="وصلوا بخير"),
)  # fmt: skip

# The bytes of format 1, settled: these lines may be added to, never changed.
VECTORS = (
    (
        ARRIVED,
        (
            '{"convoy":"south-out-01","entered_by":"desk","format":1,"heard_by":"radio","kind":"arrived",'
            '"people":{"civilians":180,"sick":3},"place":"north-camp","seen":"2030-03-04T03:40:00Z",'
            '"seen_by":"observers","text":{"ar":"وصلوا بخير","en":""}}'
        ),
        "5b63f9a2b071465ee33476f7036c543fabeb2d911c1f291e0e70d4b9cfa3ba5d",
    ),
    (
        Event(
            kind="go",
            seen=AT,
            seen_by="cell",
            heard_by="phone",
            entered_by="cell",
            convoy="south-out-01",
            until=AT.replace(hour=5),
            log="00",
            confirmations=(Confirmation("south-side", "liaison", AT, "radio"),),
        ),
        (
            '{"confirmations":[{"at":"2030-03-04T03:40:00Z","by":"liaison","channel":"radio","holder":"south-side"}],'
            '"convoy":"south-out-01","entered_by":"cell","format":1,"heard_by":"phone","kind":"go","log":"00",'
            '"seen":"2030-03-04T03:40:00Z","seen_by":"cell","until":"2030-03-04T05:40:00Z"}'
        ),
        "c871cd4f0eb780cbe9afa62d8b2204a1e4b0d568402c865d6210c7dbc456c09d",
    ),
)


@pytest.mark.parametrize(("event", "text", "id_"), VECTORS, ids=["arrived", "go"])
def test_the_bytes_are_settled(event: Event, text: str, id_: str) -> None:
    assert event.bytes.decode() == text
    assert event.id == id_
    assert event.short == id_[:8]
    assert decode(text.encode()) == event


def test_the_total_of_people_who_were_not_counted_is_unknown() -> None:
    assert ARRIVED.total == 183
    assert VECTORS[1][0].total is None


def test_canonical_form_is_that_of_rfc_8785() -> None:
    value = {"b": [1, 'quote " slash / \\'], "a": "\b\t\n\f\r\x01\x7f€"}
    assert canonical(value).decode() == ('{"a":"\\b\\t\\n\\f\\r\\u0001\x7f€","b":[1,"quote \\" slash / \\\\"]}')
    assert canonical("e\u0301") == '"é"'.encode(), "decomposed letters are composed"


@pytest.mark.parametrize("value", [1.5, True, None, LARGEST_INTEGER + 1, {"مفتاح": 1}, {1: 1}, "\ud800"], ids=repr)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical([value])


GOOD = VECTORS[0][1]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"format":1', '"format":2'),
        ('"format":1,', ""),
        ('"format":1', '"format": 1'),
        ('"kind":"arrived"', '"kind":"flown"'),
        ('"kind":"arrived"', '"kind":"arrived","kind":"arrived"'),
        ('"convoy"', '"konvoi"'),
        ('"sick":3', '"sick":-3'),
        ('"sick":3', '"sick":true'),
        ('"sick":3', '"sick":3.0'),
        ('"sick":3', '"tall":3'),
        ('{"civilians":180,"sick":3}', "[]"),
        ("03:40:00Z", "03:40:61Z"),
        ("03:40:00Z", "03:40:00+00:00"),
        ('"place":"north-camp"', '"place":7'),
        ('"place":"north-camp"', '"place":""'),
        ('"text":{"ar":"وصلوا بخير","en":""}', '"text":{}'),
        ('"seen":"2030-03-04T03:40:00Z",', ""),
        (GOOD, "[]"),
        (GOOD, "[" * 900_000),
        (GOOD, "{"),
        (GOOD, " " * (LARGEST_EVENT + 1)),
    ],
)
def test_other_bytes_are_not_an_event(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(GOOD.replace(right, wrong, 1).encode())


def test_a_day_of_thousands_of_convoys_can_be_opened() -> None:
    many = tuple((f"south-out-{i:04}", ("holder of the bridge", "holder of the gate")) for i in range(8000))
    event = replace(decode(GOOD.encode()), kind="opened", convoy="", people=None, holders=many)
    assert decode(event.bytes) == event


words_ = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
moments = st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001  (the zone is the next argument)
).map(lambda t: t.replace(microsecond=0))  # fmt: skip
anything = st.builds(
    Event,
    kind=st.sampled_from(KINDS),
    seen=moments,
    seen_by=words_,
    heard_by=st.sampled_from(CHANNELS),
    entered_by=words_,
    people=st.none() | st.dictionaries(st.sampled_from(COUNTABLE), st.integers(0, 10_000)),
    text=st.builds(Text, words_, words_),
    until=st.none() | moments,
    confirmations=st.lists(st.builds(Confirmation, words_, words_, moments, st.sampled_from(CHANNELS)), max_size=2).map(
        tuple
    ),
    sequence=st.integers(0, LARGEST_INTEGER),
    role=st.sampled_from(("", *ROLES)),
    binds=st.dictionaries(st.sampled_from(("agreement", "plan")), words_),
    holders=st.lists(st.tuples(words_, st.lists(words_, max_size=2).map(tuple)), max_size=2).map(tuple),
)


@given(anything)
def test_every_event_reads_back_with_the_same_id(event: Event) -> None:
    again = decode(event.bytes)
    assert again.bytes == event.bytes
    assert again.id == event.id


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert decode(data).bytes == data


def test_the_page_on_events_shows_these_bytes() -> None:
    page = (Path(__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8")
    event, text, id_ = VECTORS[0]
    assert text in page
    assert id_ in page
    for word in (*KINDS, *(f.name for f in fields(event)), *CHANNELS, *ROLES):
        assert f"`{word}`" in page, word
