"""The rules on spelling, with a dictionary of a few words."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from tests.unit.thesis.checks.made import CONTENT, NUMBERS, RECORDS, made
from thesis.checks.text import spelling
from thesis.diagnostics.findings import Finding
from thesis.document.thesis import Thesis

LIST = "data/words.yaml"

TEXT = """\
# Metode

Trening ga Russug. Dette er russug, fra «craving» til «5 not 4».
Det er riktig igjen: russuget, og russug.

{{ title("wang2017") }} er [some craving]{lang=en} og `kode x`.

| Tabbell | er |
|---------|----|
| riktig  | er |

: Dette er {#tbl:x}

![Dette er](x.svg){#fig:x alt="Bilddet er"}

::: {lang=en}
English words.
:::
"""


class Speller:
    """A dictionary of a few words, each with its capital."""

    known = tuple("trening ga dette er fra til det riktig igjen og i tabell figur metode".split())

    def lacks(self, given: Iterable[str]) -> list[str]:
        return [word for word in dict.fromkeys(given) if word.lower() not in self.known]

    def suggestions(self, wrong: Iterable[str]) -> dict[str, list[str]]:
        return {word: ["a", "b", "c", "d"] if word == "Tabbell" else [] for word in wrong}


def found(thesis: Thesis, *listed: str) -> list[Finding]:
    words = [{"word": word, "place": f"{LIST}:{i}"} for i, word in enumerate(listed, 2)]
    register = a_register(NUMBERS, {**RECORDS, "words": words})
    return list(spelling.check(replace(thesis, register=register), Speller()))  # type: ignore[arg-type]


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(str(finding.place), finding.found) for finding in findings]


def test_an_unknown_word_is_told_once_with_all_its_places(tmp_path: Path) -> None:
    findings = found(made(tmp_path, TEXT))
    assert told(findings) == [
        (f"{CONTENT}:3", "«Russug»"),
        (f"{CONTENT}:4", "«russuget»"),
        (f"{CONTENT}:8", "«Tabbell»"),
        (f"{CONTENT}:14", "«Bilddet»"),
    ]
    first, _, table, _ = findings
    assert first.rule == "spelling.unknown"
    assert first.evidence == f"in «Trening ga Russug.»; also at {CONTENT}:3, {CONTENT}:4"
    assert first.fix.startswith("If it is right, write it in data/words.yaml")
    assert table.fix.startswith("did you mean a or b or c? If it is right")


@pytest.mark.parametrize(("times", "more"), [(6, ""), (7, " and 1 more"), (8, " and 2 more")])
def test_of_many_places_the_first_are_told(tmp_path: Path, times: int, more: str) -> None:
    every = found(made(tmp_path, f"# Metode\n\n{'Det var russug. ' * times}\n"))
    (one,) = (each for each in every if each.found == "«russug»")
    assert one.evidence.endswith(f"{CONTENT}:3{more}")


def test_the_word_list_knows_words_and_parts_of_compounds(tmp_path: Path) -> None:
    thesis = made(tmp_path, TEXT)
    findings = found(thesis, "russug", "-et", "Bilde-", "Tabbell")
    assert told(findings) == [
        (f"{CONTENT}:14", "«Bilddet»"),
        (f"{LIST}:4", "«Bilde-», which no text uses"),
    ]


def test_a_word_list_that_says_too_much_is_told(tmp_path: Path) -> None:
    thesis = made(tmp_path, "# Metode\n\nDette er russug fra Dette Fra.\n")
    listed = ("russug", "trening", "Russug", "Dette Fra", "rus-", "Kina")
    findings = found(thesis, *listed)
    assert told(findings) == [
        (f"{LIST}:3", "«trening», which the dictionary knows"),
        (f"{LIST}:4", f"«Russug» a second time (first at {LIST}:2)"),
        (f"{LIST}:5", "«Dette Fra», which the dictionary knows"),
        (f"{LIST}:6", "«rus-», which no text uses"),
        (f"{LIST}:7", "«Kina», which no text uses"),
    ]
    assert {finding.rule for finding in findings} == {"spelling.listed"}


def test_names_of_authors_databases_and_config_are_known(tmp_path: Path) -> None:
    text = "# Metode\n\nDette er Zschuckes, De La Garza, Folkeinstituttet, Medline og O2Hb.\n"
    thesis = made(tmp_path, text, names=("O2Hb",))
    people: list[dict[str, Any]] = [{"family": "Zschucke"}, {"literal": "Folkeinstituttet"}]
    works = {"a": {"author": people, "editor": [{"family": "De La Garza"}]}}
    register = a_register(NUMBERS, {**RECORDS, "references": works})
    named = replace(thesis, register=register)
    assert list(spelling.check(named, Speller())) == []  # type: ignore[arg-type]


def test_labels_and_the_title_page_are_read_too(tmp_path: Path) -> None:
    thesis = made(tmp_path, "# Metode\n")
    thesis.document["meta"]["title"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": "Titl"}]}
    thesis.document["meta"]["author"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": "Kari"}]}
    (tmp_path / "data").mkdir()
    (tmp_path / "data/thesis.yaml").write_text("place: Oslo\ntitle: Titl\n", "utf-8")
    labels = {
        "language": "nb-NO",
        "words_en": "Words",
        "evidence": {"open_says": "Dette er {countt} `xyz` feill."},
    }
    findings = found(replace(thesis, labels=labels))
    assert [finding.found for finding in findings] == ["«Titl»", "«feill»"]
    assert findings[1].file == "templates/labels/nb.yaml"
    assert findings[1].evidence == "in «Dette er {countt} `xyz` feill.»"


def test_the_dictionary_is_that_of_the_language(tmp_path: Path) -> None:
    assert spelling.dictionary(made(tmp_path, "# Metode\n")) == "nb_NO"
