"""Which words are asked about, what the word list knows, and what hunspell says."""

from collections.abc import Iterable
from typing import Any

import pytest

from thesis.document.author_text import author_spelt
from thesis.document.passages import Passage, Zone
from thesis.language.spelling import (
    MASK,
    Hunspell,
    UnavailableError,
    WordList,
    WordListEntry,
    words,
)


class Known:
    """A dictionary of a few words."""

    def __init__(self, known: str) -> None:
        self.known = set(known.split())

    def lacks(self, given: Iterable[str]) -> list[str]:
        return [word for word in dict.fromkeys(given) if word.lower() not in self.known]


def span(text: str, part: str, kind: str = "Span", classes: str = "", lang: str = "") -> Zone:
    attributes = [["lang", lang]] if lang else []
    element: dict[str, Any] = {"t": kind, "c": [["", classes.split(), attributes], []]}
    start = text.index(part)
    return Zone(start, start + len(part), element)


def passage(text: str, *zones: Zone) -> Passage:
    return Passage("content/a.md", text, list(zones), "nb", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ære være Øyvind, sa én.", ["Ære", "være", "Øyvind", "sa", "én"]),
        ("EEG-målinger, Go/NoGo-tester", ["EEG", "målinger", "Go", "NoGo", "tester"]),
        ("rus- og psykisk helse", ["rus", "og", "psykisk", "helse"]),
        ("met\u00adam\u00adfetamin", ["metamfetamin"]),
        ("a\u030arene til La\u0308nge", ["årene", "til", "Länge"]),
        ("O2Hb, 18-åring, 1RM og 2018", ["åring", "og"]),
        ("P: n = 5, p < 0,05, o så", ["o", "så"]),
        ("Stroop’s test, d'Artagnan", ["Stroop", "test", "d"]),
        ("30\u00a0799\u00a0618\u00a0treff", ["treff"]),
        ("«Ord»–ord…", ["Ord", "ord"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, expected: list[str]) -> None:
    assert [word for _, word in words(text)] == expected
    assert all(text[at] == word[0] or text[at] in "aA" for at, word in words(text))


def test_what_the_author_does_not_spell_is_masked_letter_for_letter() -> None:
    text = (
        "Av Wang vist i Ten weeks, søkt xyz, sett qwerty, se www.abc.no, jf. Xx, skriv epost@ab.no."
    )
    masked = author_spelt(
        passage(
            text,
            span(text, "Wang", "Cite"),
            span(text, "Ten weeks", classes="title", lang="en"),
            span(text, "xyz", classes="verbatim"),
            span(text, "qwerty", lang="en-GB"),
        ),
        "nb",
        (),
    )
    assert len(masked) == len(text)
    assert masked.replace(MASK, "").split() == [
        *("Av vist i , søkt , sett , se".split()),
        *(["Xx,", "skriv"]),
    ]


def test_a_span_in_the_language_of_the_thesis_is_spelt() -> None:
    text = "Et ord her"
    assert author_spelt(passage(text, span(text, "ord", lang="nb-NO")), "nb", ()) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ordet «craving*» ga", "Ordet ga"),
        ("Ordene «Exercise and craving» ga", "Ordene ga"),
        ("Ordene «exercise og craving» ga", "Ordene «exercise og craving» ga"),
        ("Ordet craving ga", "Ordet craving ga"),
    ],
)
def test_a_quotation_of_search_words_is_masked(text: str, left: str) -> None:
    masked = author_spelt(passage(text), "nb", {"craving", "exercise", "and"})
    assert " ".join(masked.replace(MASK, "").split()) == left


def entries(*texts: str) -> list[WordListEntry]:
    return [WordListEntry(text, f"data/words.yaml:{i}") for i, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("entry", "word", "knows"),
    [
        ("temaer", "temaer", True), ("temaer", "Temaer", True), ("temaer", "TEMAER", True),
        ("temaer", "temaers", True), ("temaer", "temaet", False), ("NSD", "NSD", True),
        ("NSD", "NSDs", True), ("NSD", "nsd", False), ("Oria", "oria", False),
    ],
)  # fmt: skip
def test_an_entry_is_a_word_with_its_capital_and_its_genitive(
    entry: str, word: str, knows: bool
) -> None:
    assert WordListEntry(entry, "").knows(word) == knows


@pytest.mark.parametrize(
    ("entry", "word", "rest"),
    [
        ("rus-", "ruslidelser", "lidelser"),
        ("rus-", "Ruslidelser", "lidelser"),
        ("rus-", "ruset", ""),
        ("rus-", "avrusning", ""),
        ("-søk", "litteratursøk", "litteratur"),
        ("-søk", "søk", ""),
    ],
)
def test_a_part_of_compounds_leaves_the_rest(entry: str, word: str, rest: str) -> None:
    assert WordListEntry(entry, "").rest(word) == rest


def test_unknown_is_what_neither_the_dictionary_nor_the_list_knows() -> None:
    listed = WordList(entries("temaer", "rus-", "-søk", "prefrontal", "hjerne-"))
    given = ["trening", "Temaer", "ruslidelse", "ruslidlese", "litteratursøk", "hjerneprefrontal"]
    speller = Known("trening lidelse litteratur")
    assert listed.unknown([*given, "Trenign"], speller) == ["ruslidlese", "Trenign"]  # type: ignore[arg-type]
    assert listed.used == set(listed.entries) - {listed.entries[3]}


def test_names_of_several_words_are_masked_and_counted_as_used() -> None:
    listed = WordList(entries("Google Scholar", "Go/NoGo", "Web of Science"), {"De La Garza"})
    text = "Google\u00a0Scholars treff, Go/NoGo-tester, De La Garza, Googlescholar"
    left = listed.masked(text)
    assert len(left) == len(text)
    assert left.replace(MASK, "").split() == ["treff,", "-tester,", ",", "Googlescholar"]
    assert {entry.text for entry in listed.used} == {"Google Scholar", "Go/NoGo"}


def test_an_empty_list_masks_nothing() -> None:
    assert WordList([]).masked("Ord") == "Ord"


# ---- hunspell itself ---------------------------------------------------------------------------


def test_hunspell_knows_words_inflections_and_compounds(speller: Hunspell) -> None:
    right = "trening treningens hjerneaktivitet Kina USA EEG én fôr litteraturstudie".split()
    wrong = "trenign behandlign hjærte hjernaktivitet".split()
    assert speller.lacks([*right, *wrong, *wrong]) == wrong
    assert speller.lacks([]) == []


def test_hunspell_suggests_and_never_splits_a_word(speller: Hunspell) -> None:
    told = speller.suggestions(["trenign", "ruslidelser", "qqqqxx"])
    assert "trening" in told["trenign"]
    assert not [word for word in told["ruslidelser"] if " " in word or "-" in word]
    assert told["qqqqxx"] == []
    assert speller.suggestions([]) == {}


def test_hunspell_takes_no_words_from_who_runs_it(
    speller: Hunspell, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".hunspell_nb_NO").write_text("trenign\n", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DICTIONARY", "nn_NO")
    assert speller.lacks(["trenign"]) == ["trenign"]


def test_a_dictionary_that_is_missing_is_told_with_what_to_install(speller: Hunspell) -> None:
    with pytest.raises(
        UnavailableError, match=r"xx_XX .*apt-get install hunspell, and hunspell-no"
    ):
        Hunspell("xx_XX").lacks(["hus"])


def test_a_program_that_is_missing_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnavailableError, match="hunspell"):
        Hunspell("nb_NO").lacks(["hus"])
