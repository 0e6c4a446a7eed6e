"""Rules on spelling, which the target `spelling` applies: they need hunspell, a program apart."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.diagnostics.files import THESIS_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import declare
from thesis.document import pandoc, passages
from thesis.document.author_text import author_spelt
from thesis.document.passages import Passage, Zone
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers.contract import Vouched
from thesis.input.sources import Fields
from thesis.language.spelling import Hunspell, WordList, WordListEntry, words

LIST = "data/words.yaml"
FILLED_IN = re.compile(r"\{\w*\}|`[^`]*`")
"""In a label: what the build fills in, and the name of a file or key."""

NO_TITLE = {"lang", "author", "supervisor", "keywords", "references"}
"""What the metadata have besides the title page's own words: names, and what the text has, too."""

PLACES = 5  # In how many other places a word is named

SPELLING_UNKNOWN = declare(
    "spelling.unknown",
    looks_at="texts",
    sees="a word that neither the dictionary nor data/words.yaml knows, in the text, tables, "
    "pictures' texts, labels and title page",
    misses="a slip that is another word (og for å, særskriving), a compound of two words that do "
    "not belong together, and what is cited, quoted from a search or in another language",
    example="Dette er en ettersleng med feill.",
    target="spelling",
)
SPELLING_LISTED = declare(
    "spelling.listed",
    looks_at="texts",
    sees="a word of data/words.yaml that stands there twice, that the dictionary knows, or that "
    "no text uses any more",
    misses="a listed word that is spelt wrong",
    example="«kaffe» in data/words.yaml",
    target="spelling",
)


def check(thesis: Thesis, speller: Hunspell) -> Iterator[Finding]:
    """Every word that a reader of the thesis meets in its own language, and the word list.

    Raises:
        UnavailableError: hunspell or its dictionary is missing.
    """
    listed = word_list(thesis)
    met: dict[str, list[tuple[Passage, int]]] = {}
    language = passages.language(thesis.document)
    searched = {word for text in Vouched.of(thesis).typed for word in re.findall(r"\w+", text)}
    for passage in texts(thesis):
        text = listed.masked(author_spelt(passage, language, searched))
        for at, word in words(text):
            met.setdefault(word, []).append((passage, at))
    unknown: dict[str, list[str]] = {}
    for word in listed.unknown(met, speller):
        unknown.setdefault(word.lower(), []).append(word)
    suggestions = speller.suggestions(forms[0] for forms in unknown.values())
    for forms in unknown.values():
        where = [place for form in forms for place in met[form]]
        yield _unknown(forms[0], where, suggestions[forms[0]][:3])
    yield from _listed(listed, speller)


def dictionary(thesis: Thesis) -> str:
    """The name of the dictionary for the language of the thesis: «nb-NO», «nb» -> «nb_NO»."""
    language = pandoc.text(thesis.document["meta"].get("lang", []))
    usual = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
    return usual.get(language, language.replace("-", "_"))


def word_list(thesis: Thesis) -> WordList:
    """data/words.yaml, and the names that the records know."""
    records = thesis.register.records
    people = [
        person
        for work in records.references.values()
        for person in (*work.get("author", []), *work.get("editor", []))
    ]
    names = {person.get("literal") or person.get("family", "") for person in people}
    names |= {database.name for database in records.databases}
    names |= set(thesis.config.get("numbers", {}).get("names", []))
    entries = (WordListEntry(row.word, row.at) for row in records.words)
    return WordList(entries, names - {""})


def texts(thesis: Thesis) -> Iterator[Passage]:
    """The texts of the content files, of the title page and of the labels, in one language."""
    language = passages.language(thesis.document)
    for passage in passages.texts(thesis):
        if passage.language == language:
            yield passage
    labels = Place(f"templates/labels/{thesis.config.get('labels', 'nb')}.yaml")
    for text, place in (*_title_page(thesis.document["meta"]), *_labels(thesis.labels)):
        zones = [_code(found) for found in FILLED_IN.finditer(text)]
        at = place or labels
        yield Passage(at.file, text, zones, language, [], before=at)


def _title_page(meta: Fields) -> Iterator[tuple[str, Place | None]]:
    for name, value in meta.items():
        if name not in NO_TITLE and not name.startswith("label-"):
            for one in value["c"] if value["t"] == "MetaList" else [value]:
                at = next(
                    (word["at"] for word in pandoc.walk(one, words=True) if "at" in word),
                    THESIS_FILE,
                )
                yield from _lines(pandoc.text(one), Place.read(at))


def _labels(node: Any, name: str = "") -> Iterator[tuple[str, Place | None]]:
    """The labels in the language of the file; those in English have names that end in _en."""
    if name == "language" or name.endswith("_en"):
        return
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _labels(value, key)
    else:
        yield from _lines(str(node), place_of(node))


def _code(found: re.Match[str]) -> Zone:
    return Zone(*found.span(), {"t": "Code", "c": [["", [], []], found[0]]})


def _lines(text: str, place: Place | None) -> Iterator[tuple[str, Place | None]]:
    return ((line, place) for line in text.split("\n") if line.strip())


def _unknown(word: str, met: list[tuple[Passage, int]], likely: list[str]) -> Finding:
    passage, at = met[0]
    start, end = passage.sentence(at)
    others = [passage.place(at) for passage, at in met[1 : PLACES + 1]]
    evidence = f"in «{passage.text[start:end].strip()}»"
    if others:
        named = dict.fromkeys(map(str, others))
        more = f" and {len(met) - 1 - PLACES} more" if len(met) - 1 > PLACES else ""
        evidence += f"; also at {', '.join(named)}{more}"
    return passage.finding(
        SPELLING_UNKNOWN,
        at,
        found=f"«{word}»",
        expected=f"a word that the dictionary or {LIST} knows",
        fix=(f"did you mean {' or '.join(likely)}? " if likely else "")
        + f"If it is right, write it in {LIST} under the heading that tells what it is: - {word}; "
        f"in another language, mark it in the text: [{word}]{{lang=en}}",
        evidence=evidence,
    )


def _listed(listed: WordList, speller: Hunspell) -> Iterator[Finding]:
    spelt = {
        entry: [word for _, word in words(entry.text)]
        for entry in listed.entries
        if not entry.is_part
    }
    lacking = set(speller.lacks(word for each in spelt.values() for word in each))
    first: dict[str, WordListEntry] = {}
    for entry in listed.entries:
        if (before := first.setdefault(entry.text.casefold(), entry)) is not entry:
            found = f"«{entry.text}» a second time (first at {before.place})"
        elif entry in spelt and not lacking & set(spelt[entry]):
            found = f"«{entry.text}», which the dictionary knows"
        elif entry not in listed.used:
            found = f"«{entry.text}», which no text uses"
        else:
            continue
        expected = "words that some text uses and the dictionary lacks, each once"
        yield SPELLING_LISTED.at(
            Place.read(entry.place), found=found, expected=expected, fix="remove the line"
        )
