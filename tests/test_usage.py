"""A command that was not understood -> what is wrong with it, in the language asked for."""

import pytest

from door import mamarr

CASES = (
    ("plan", "Missing argument 'FILE'.", "ينقص الأمر: FILE"),
    ("status x --plan y", "Missing option '--log'.", "ينقص الخيار --log"),
    ("paln x", "No such command 'paln'. Did you mean plan?", "لا يوجد أمر بهذا الاسم: paln هل المقصود plan؟"),
    ("plan x --zzz 3", "No such option '--zzz'.", "لا يوجد خيار بهذا الاسم: --zzz"),
    ("plan x --work a", "Invalid value for '--work': 'a' is not a number.", "--work: القيمة «a» ليست عدداً."),
    ("plan x --work 0", "0 is not in the range x>=1.", "--work: القيمة 0 خارج المجال x>=1."),
    (
        "plan x --by foo",
        "'foo' is not one of 'convoy', 'place', 'vehicle'.",
        "ليست من هذه القيم: 'convoy', 'place', 'vehicle'.",
    ),
    ("plan x --now 12", "'12' is not a time of our days", "القيمة «12» ليست وقتاً من أيامنا"),
    ("record x --plan p --log l --by d --from none", "The file 'none' does not exist.", "لا يوجد ملف باسم «none»."),
    ("plan x y z", "Got unexpected: y z", "كلام زائد على الأمر: y z"),
    ("plan x --all=3", "Option '--all' does not take a value.", "الخيار --all لا يأخذ قيمة."),
    ("plan x --despite B201", "--despite needs a code and a reason", "يحتاج --despite إلى رمز وسبب"),
)


def plain(text: str) -> str:
    """*text* without the marks that keep a name apart from what stands around it."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("line", "english", "arabic"), CASES, ids=[c[0] for c in CASES])
def test_what_is_wrong_is_told_in_the_language_asked_for(line: str, english: str, arabic: str) -> None:
    command, *rest = line.split()
    for lang, told, error in (("en", english, "Error: "), ("ar", arabic, "خطأ: ")):
        result = mamarr(command, "--lang", lang, *rest)
        assert result.exit_code == 2
        shown = plain(result.output)
        assert told in shown
        assert error in shown


def test_a_value_that_is_missing_at_the_end() -> None:
    result = mamarr("plan", "x", "--lang", "ar", "--work")
    assert (result.exit_code, "الخيار --work يحتاج إلى قيمة." in plain(result.output)) == (2, True)
    assert "requires an argument" in mamarr("plan", "x", "--work").output


def test_what_click_says_and_nobody_knows_stays() -> None:
    assert "Option '--seed'" in mamarr("plan", "x", "--seed").output
