"""Messages in Norwegian: which text fits, what is filled in, and who chooses the language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from thesis.diagnostics import messages
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

OWN = {
    "a box": "en boks",
    "no {thing} in {file}": "ingen {thing} i {file}",
    "no {thing} in the {kind} {file}": "ingen {thing} i {kind} {file}",
    "{count} of {all}, {much}": "av {all}: {count}, {much}",
    "a line\nand one": "en linje\nog en til",
}
SHARED = {"box": "boks", "did you mean {near}?": "mente du {near}?", "error": "feil"}
SHARED |= {"found:": "funnet:", "expected:": "ventet:", "fix:": "rett opp:"}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of a few texts, and a terminal in English."""
    texts = {"rule.one": OWN, messages.SHARED: SHARED}
    monkeypatch.setattr(messages, "catalogue", lambda: texts)
    monkeypatch.setenv(messages.CHOSEN, "en")
    for kept in (messages._translated, messages._templates):
        kept.cache_clear()
    yield
    for kept in (messages._translated, messages._templates):
        kept.cache_clear()


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        ("a box", "en boks"),
        ("no name in a.yaml", "ingen name i a.yaml"),
        ("no name in the box a.yaml", "ingen name i boks a.yaml"),
        ("no a box in b", "ingen en boks i b"),
        ("3 of 4, 5 more", "av 4: 3, 5 more"),
        ("«1 of 2» of 4, 5", "av 4: «1 of 2», 5"),
        ("a line\nand one", "en linje\nog en til"),
        ("did you mean a.b or a.c?", "mente du a.b eller a.c?"),
        ("a box, a box and «a box and b»", "en boks, en boks og «a box and b»"),
        ("a box\nno name in b", "en boks\ningen name i b"),
        ("«salt and pepper»", "«salt and pepper»"),
        ("something new", "something new"),
        ("a box, somewhat", "en boks, somewhat"),
    ],
)
def test_a_text_is_told_in_norwegian_as_far_as_it_is_known(english: str, norwegian: str) -> None:
    assert messages.said(english, "rule.one", "nb") == norwegian
    assert messages.said(english, "rule.one", "en") == english


HOSTILE = [
    "«{0}», %s, {x} and \\1", "no {file} in {thing}", ", ".join(map(str, range(5000))),
    " in ".join(["no a"] * 4000), " and ".join(["«a»"] * 3000), "a (b) " * 2000 + "a (b)",
    "(" * 3000 + ")" * 3000, "«" * 3000, ": ".join("a" * 3000), "\n".join(["a, a box"] * 3000),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_no_text_of_an_author_is_without_an_end_or_loses_a_word(text: str) -> None:
    said = messages.said(text, "rule.one", "nb")
    ours = {"and", "og", "i", "in", "ingen", "no", "box", "boks", "a", "en"}
    assert [one for one in said.split() if one not in ours] == [
        one for one in text.split() if one not in ours
    ]


def test_the_texts_of_another_rule_are_not_taken() -> None:
    assert messages.said("a box", "rule.two", "nb") == "a box"


def test_a_finding_is_told_in_the_language_of_the_terminal() -> None:
    finding = Finding(Place("a.md", 3), "rule.one", "a box", "no x in y", "did you mean b or c?")
    assert str(finding).splitlines()[1] == "    found:    a box"
    messages.choose("nb")
    assert str(finding).splitlines() == [
        "a.md:3: feil [rule.one]",
        "    funnet:   en boks",
        "    ventet:   ingen x i y",
        "    rett opp: mente du b eller c?",
    ]
    assert finding.line_of_text == "a.md:3: feil [rule.one] en boks"


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ("labels: nb\nmessages: nb\n", "nb"),
        ('messages: "nb"  # bokmål\n\tbroken: [', "nb"),
        ("# messages: nb\n", "en"),
        ("messages: de\n", "en"),
        (None, "en"),
    ],
)
def test_the_settings_choose_the_language_readable_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str | None, language: str
) -> None:
    monkeypatch.setenv(messages.CHOSEN, "nb")
    if settings is not None:
        (tmp_path / "config").mkdir()
        (tmp_path / "config/config.yaml").write_text(settings, "utf-8")
    messages.choose_by(tmp_path)
    assert messages.said("a box", "rule.one") == ("en boks" if language == "nb" else "a box")


def test_a_document_has_messages_in_the_language_of_its_labels() -> None:
    spoken = [messages.language_of(labels) for labels in ("nb-NO", "nn-NO", "en-GB")]
    assert spoken == ["nb", "nb", "en"]
