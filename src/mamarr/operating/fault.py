"""A code and its facts -> a Diagnostic; the words are in the catalogues ``operate``."""

from __future__ import annotations

from mamarr.model.diagnostic import Diagnostic, Fact, Mark, Severity, Span
from mamarr.model.values import Path

NAMES = {
    "E101": "not-understood",
    "E102": "no-such-time",
    "E103": "no-such-number",
    "E104": "missing-part",
    "E105": "unknown-name",
    "E106": "unreadable-file",
    "E107": "still-to-come",
    "E108": "taken-as-yesterday",
    "E109": "stop-ahead-of-the-clock",
    "E110": "ahead-of-the-clock",
    "E111": "end-behind",
    "E112": "clock-set-back",
    "E113": "without-effect",
    "E114": "conditions-closed",
    "E201": "no-log",
    "E202": "not-a-log",
    "E203": "log-in-use",
    "E204": "log-exists",
    "E205": "other-plan",
    "E206": "not-recorded",
    "E207": "old-sqlite",
    "E208": "log-not-readable",
    "E209": "log-of-an-exercise",
    "E211": "not-signed",
    "E212": "key-not-enrolled",
    "E213": "not-confirmed",
    "E214": "go-without-end",
    "E215": "other-log",
    "E216": "weak-key",
    "E217": "not-an-event",
    "E218": "go-too-long",
    "E219": "confirmation-too-old",
    "E221": "key-unreadable",
    "E222": "key-open-to-others",
    "E223": "key-exists",
    "E224": "plan-replaced",
    "E225": "plan-not-in-force",
    "E226": "plan-out-of-turn",
    "E227": "past-contradicted",
    "E228": "people-lost",
    "E229": "earlier-plan-missing",
    "E231": "other-holders",
    "E401": "bytes-altered",
    "E402": "id-altered",
    "E403": "gap-in-numbers",
    "E404": "false-signature",
    "E405": "decision-not-signed",
    "E406": "head-differs",
    "E407": "header-missing",
    "E408": "damaged-file",
    "E409": "plan-not-followed",
}


def fault(code: str, where: Path | Span, severity: Severity = "error", /, **facts: Fact) -> Diagnostic:
    """The diagnostic *code* at *where*; a fact that is empty is ``none``, which the catalogues can tell apart."""
    return Diagnostic(
        code, NAMES[code], severity, (Mark(where),), {k: "none" if v == "" else v for k, v in facts.items()}
    )
