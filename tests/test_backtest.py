"""Shipped agreements of real operations -> what broke them is named, at its place."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copy

import pytest

from mamarr.flow.reading import Checked, check_file
from mamarr.model.diagnostic import Diagnostic, Span

AGREEMENTS = Path(__file__).parents[1] / "agreements"

# What broke it, and who reports that: the code that names it, and a place of that diagnostic (a path, or a fact).
HISTORY: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "aleppo-2016-12-17": (
        ("no number was fixed (Al Jazeera, 17 December)", "N101", "people.quarter.number"),
        ("4,000 asked for, 400 accepted (AP; Innfrad)", "N101", "people.villages.number"),
        ("'some cases' from the two towns (The New Arab)", "N101", "people.towns.number"),
        ("a convoy stopped past Ramouseh on the 16th, by evacuees' account (Rudaw)", "B201", "places.ramouseh.held by"),
        ("and on the road beyond it", "B202", "ramouseh – rashideen"),
        ("heavy weapons and captives taken along, by state media (NDTV; AP)", "F707", "conditions.arms"),
        ("buses burned on the villages' road, 18 December (Irish Times; Storyful)", "B202", "fua-kafraya – rashideen"),
        ("'once guarantees are found': there were none (The New Arab)", "B210", "parties.opposition"),
        ("nor for the other side", "B210", "parties.government"),
        (
            "ambulances fired on; no side had given its word (Kyiv Post / Reuters)",
            "B205",
            "security guarantees.opposition",
        ),
        ("nor the other", "B205", "security guarantees.government"),
        ("the mechanism 'still under discussion' (Al Jazeera)", "R501", "violations"),
        ("observers sent away from Ramouseh on the 16th (WHO via Reuters)", "A402", "places.ramouseh"),
        (
            "16,200 to 37,500 out on the same day, by who counted (OCHA 9; CNN; LifeGate)",
            "A409",
            "places.khan-al-assal",
        ),
        (
            "350, 382 or 500 in the same five buses (AFP; RIA; a Turkish relief body)",
            "A406",
            "exchanges.quarter-and-villages",
        ),
        ("1,312 came out of Fua and Kafraya, nothing followed (OCHA 10)", "N106", "exchanges.quarter-and-villages"),
        ("ten to sixteen hours in loaded buses (OCHA 9)", "L611", "time on board at most"),
        ("eighteen infants without milk on board (OCHA 9)", "F709", "conditions.supplies on board"),
        (
            "buses waited loaded beyond the line, 20 to 21 December (Guardian; CNN)",
            "L607",
            "places.rashideen.provisions",
        ),
        ("no option to stay (UN Commission of Inquiry, A/HRC/34/64)", "P802", "protection.option to stay"),
    ),
    "aleppo-2016-12-18": (
        (
            "half of a number that nobody declared (Hürriyet; al-Hal)",
            "N102",
            "exchanges.three-phases.phases.0.moves.quarter-out",
        ),
        ("and the other half", "N102", "exchanges.three-phases.phases.1.moves.quarter-out"),
        ("15,000 to 70,000 left inside, by account (Hürriyet; Storyful)", "N101", "people.quarter.number"),
        ("buses burned on the villages' road that morning (Irish Times; Storyful)", "B202", "fua-kafraya – rashideen"),
        ("nothing passed Ramouseh for a day, 20 December (Guardian; CNN)", "B201", "places.ramouseh.held by"),
        ("of the third phase no report says that it was carried out", "B202", "madaya-zabadani – towns-exit"),
        ("750 came, then 1,312 of 2,500 due (Xinhua; OCHA 10)", "N106", "exchanges.three-phases"),
        ("children arrived alone at Jibreen (UNICEF)", "P805", "protection.family unity"),
        ("the observers stood at Ramouseh, and at no point of departure (OCHA 10)", "A401", "places.amiriyah"),
        ("nor at the villages", "A401", "places.fua-kafraya"),
        ("nor where people arrived, at 154 locations (OCHA 12)", "A403", "places.khan-al-assal"),
        (
            "60 buses stuck in one queue in the snow, 20 December (Guardian; Utusan)",
            "N110",
            "movements.quarter-out.convoy",
        ),
    ),
    "aleppo-2016-12-18-locks": (
        (
            "no weapon bearers before the villages have arrived (RusReality / Reuters)",
            "O301",
            "exchanges.weapon-bearers-wait",
        ),
        (
            "the last village convoy waits for the last of Aleppo (Yalla Souriya)",
            "O301",
            "exchanges.last-village-convoy-waits",
        ),
    ),
    "four-towns-2017": (
        ("thirty hours loaded at two waiting places (Al Jazeera; AFP)", "O307", "exchanges.simultaneous.waits at"),
        ("forty-eight hours more at the same one (Naharnet)", "L611", "time on board at most"),
        (
            "a vehicle bomb beside the waiting convoy: no cordon (WHO flash update 1)",
            "L607",
            "places.rashideen.provisions",
        ),
        ("no water and no food at the garage (Asharq al-Awsat)", "L607", "places.ramouseh-garage.provisions"),
        ("food as a lure, by some reports; no rule on crowds (Diyaruna)", "F708", "conditions.media"),
        ("1,300 weapon bearers agreed, 650 came, by one account (ElDorar)", "N106", "exchanges.simultaneous"),
        ("weapon bearers of Zabadani given no passage (AFP)", "B202", "madaya – ramouseh-garage"),
        ("500, 300 or 700 people in eleven buses (Syria Direct; Naharnet; ElDorar)", "A409", "places.idlib"),
        ("the detainees: how many first, and which (Naharnet; iqnews)", "P812", "conditions.lists.order"),
        ("vehicles searched by both sides, on nobody's terms (AFP; Naharnet)", "P809", "conditions.inspections.0"),
    ),
    "israel-hamas-2023-11": (
        ("more than 40 captives with other groups (Time; Adom)", "B201", "places.gaza-other.held by"),
        ("and the way from there", "B202", "gaza-other – gaza"),
        ("hours of delay over who comes first, 25 November (Gulf News)", "P812", "conditions.lists.order"),
        ("14 for 42 announced by one, 13 for 39 by the other (Pledge Times)", "P811", "conditions.lists.frozen"),
        ("a complaint of 14 items and nobody to decide it (Gulf News)", "R501", "violations"),
        ("8 on 30 November where 10 had been agreed (BGNES)", "N106", "exchanges.one-for-three-more"),
        ("'up to' 50 and 'up to' 150 (the decision)", "N113", "people.more-captives.number"),
    ),
    "israel-hamas-2025-01": (
        ("names three hours late, 19 January (DW)", "P811", "conditions.lists.frozen"),
        ("another person than the one due first, 25 January (Euro.dayfr)", "P812", "conditions.lists.order"),
        ("some 620 held back over ceremonies, 22 February (TheNewsGod)", "F708", "conditions.media"),
        ("nobody named to decide; the mediators did", "R501", "violations"),
    ),
    "al-waer-2017": (
        (
            "13 rounds to 21 May for what two months had to hold (UN S/2017/541; Anadolu)",
            "N104",
            "exchanges.rounds.phases.0.moves.jarablus-out",
        ),
        ("the same for Idlib", "N104", "exchanges.rounds.phases.2.moves.idlib-out"),
        ("1,100 to 2,538 in a round, not 1,500 (Anadolu; Johmani)", "N106", "exchanges.rounds"),
        ("2,124 or 1,876 in the fifth round (Anadolu; local count)", "A409", "places.jarablus"),
        ("the fifth round a day late over luggage (Syrian Voice)", "P809", "conditions.inspections.0"),
    ),
    "eastern-ghouta-2017": (
        ("sick people left as detainees did, four at first (SARC; STJ)", "O304", "exchanges.one-for-one"),
        ("twelve waited for the four, thirteen for the twelve (SARC)", "O304", "exchanges.batches"),
        ("26, 29 or 34 freed in return, by who counted (SOHR; state television)", "A406", "exchanges.one-for-one"),
        ("men stayed for fear of arrest (STJ)", "P802", "protection.option to stay"),
        ("nothing on paper (Watan FM; TRT)", "B209", "parties.government"),
    ),
}

FIRST_PHASE = 'weapon-bearers-wait: {until: "1,250"}'
"""The other reading of the first lock: until the people of the villages' first phase have arrived."""


@cache
def checked(agreement: str) -> Checked:
    return check_file(AGREEMENTS / f"{agreement}.yaml")


def codes(agreement: str) -> set[str]:
    return {d.code for d in checked(agreement).diagnostics}


def stands_at(diagnostic: Diagnostic, place: str) -> bool:
    paths = (".".join(map(str, m.where)) for m in diagnostic.marks if not isinstance(m.where, Span))
    return place in diagnostic.facts.values() or any(f"{path}.".startswith(f"{place}.") for path in paths)


@pytest.mark.parametrize(
    ("agreement", "history", "code", "place"),
    [(agreement, *row) for agreement, rows in HISTORY.items() for row in rows],
)
def test_what_broke_it_is_named_at_its_place(agreement: str, history: str, code: str, place: str) -> None:
    found = [d for d in checked(agreement).diagnostics if d.code == code]
    assert any(stands_at(d, place) for d in found), f"{history}: {[d.marks for d in found]}"


@pytest.mark.parametrize("agreement", HISTORY)
def test_a_real_agreement_reads_without_a_slip(agreement: str) -> None:
    assert checked(agreement).exit_code == 1
    assert not [code for code in codes(agreement) if code.startswith("S")]


def test_the_loop_names_both_locks_and_nothing_else() -> None:
    [loop] = [d for d in checked("aleppo-2016-12-18-locks").diagnostics if d.code.startswith("O")]
    assert {m.where for m in loop.marks} == {
        ("exchanges", "weapon-bearers-wait"),
        ("exchanges", "last-village-convoy-waits"),
    }


def test_without_the_locks_the_same_phases_complete() -> None:
    assert not [code for code in codes("aleppo-2016-12-18") if code.startswith("O")]


@pytest.mark.parametrize("mended", ["weapon-bearers-wait: none", "last-village-convoy-waits: none", FIRST_PHASE])
def test_each_lock_can_be_kept_alone(tmp_path: Path, mended: str) -> None:
    for file in AGREEMENTS.glob("aleppo-2016-12-18*.yaml"):
        copy(file, tmp_path)
    annex = tmp_path / "annex.yaml"
    annex.write_text(f"agreement: annex\namends: aleppo-2016-12-18-locks\nexchanges:\n  {mended}\n", "utf-8")
    assert not [d for d in check_file(annex).diagnostics if d.code.startswith(("O", "S"))]


def test_the_repaired_text_mends_every_fault_of_december() -> None:
    december = codes("aleppo-2016-12-17") | codes("aleppo-2016-12-18") | codes("aleppo-2016-12-18-locks")
    assert len(december) > 30
    assert not december & codes("aleppo-repaired")
    assert {d.severity for d in checked("aleppo-repaired").diagnostics} == {"note"}


# The best-run of the real cases: written, signed, with a committee, in rounds, asked where they wish to go.
ABSENT = (
    ("N101", "every number is written"),
    ("N107", "who chooses to stay is accounted for"),
    ("B209", "signed on paper"),
    ("A401", "a unit stands where people leave from"),
    ("O301", "no promise waits for another"),
    ("O304", "nobody sick is in a clause"),
    ("O307", "nobody waits on board by a clause"),
    ("P802", "one may stay"),
    ("P803", "one may choose where to go"),
    ("P804", "those who stay are spoken of"),
    ("P807", "papers and luggage are spoken of"),
    ("F707", "arms are spoken of"),
)


@pytest.mark.parametrize(("code", "why"), ABSENT)
def test_al_waer_is_free_of(code: str, why: str) -> None:
    assert code not in codes("al-waer-2017"), why


def test_al_waer_has_somebody_who_decides_disputes_but_no_hour_for_it() -> None:
    [path] = [d for d in checked("al-waer-2017").diagnostics if d.code == "R503"]
    assert path.facts == {"missing": "deadline"}


def test_al_waer_has_rounds_for_13_500_people_of_20_600() -> None:
    agreement = checked("al-waer-2017").agreement
    assert agreement
    assert sum(group.number.likely for group in agreement.people.values() if group.number) == 20_600
    short = [d.facts for d in checked("al-waer-2017").diagnostics if d.code == "N104"]
    assert [(f["sum"], f["least"]) for f in short] == [(9_000, 12_000), (4_500, 6_200)]
