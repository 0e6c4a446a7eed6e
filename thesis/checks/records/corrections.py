"""Rule on corrections: what is used stands in the field, and what the source had does not."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source, Steps
from thesis.language.lexicon import Topic

CORRECTION_UNDONE = declare(
    "correction.undone",
    looks_at="corrections",
    sees="a correction that its field no longer has: a name or a title without the words that "
    "are used, words of the source that came back into a name, a title, a text or a list, "
    "and a year or page that is not the one used",
    misses="a text that says in other words what was corrected",
    example="family: Cromble, which a correction has as Crombie",
)

PEOPLE = frozenset({"author", "editor"})
LISTS = {"measures": "measures", "physical_measures": "measures", "substances": "substances"}
"""Fields that are lists of names, and the topic of the lexicon that has words for them."""

NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")
LONG = 6  # Letters of a word of a text that is told apart from others
RARE = 10  # Letters of a word that hardly stands there by chance


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    measures = {topic: wording.topic(topic, data) for topic in set(LISTS.values())}
    for source, steps, record in _records(data):
        for i, correction in enumerate(record.get("corrections") or []):
            if isinstance(correction, dict) and isinstance(correction.get("field"), str):
                here: Steps = (*steps, "corrections", i)
                yield from _undone(source, steps, here, correction, measures)


def _records(data: Data) -> Iterator[tuple[Source, Steps, Fields]]:
    """Every record that can have corrections, and the steps to it."""
    for study in data.studies.values():
        yield study, (), study.value
    for name in ("references", "databases"):
        for i, item, source in data.items(name):
            yield source, (i,), item
    if (thesis := data.documents.get("thesis")) and isinstance(thesis.value, dict):
        yield thesis, (), thesis.value


def _undone(
    source: Source, steps: Steps, here: Steps, correction: Fields, topics: Mapping[str, Topic]
) -> Iterator[Finding]:
    path = tuple(correction["field"].split("."))
    field, used, was = path[0], str(correction.get("used")), str(correction.get("source"))
    value = get(source, object, *steps, *path)
    if value is None or "used" not in correction or "source" not in correction:
        return
    if field in PEOPLE and isinstance(value, list):
        found = _names(value, used, was)
    elif field in LISTS and isinstance(value, list):
        found = _listed(value, used, was, topics[LISTS[field]])
    elif field == "texts" and isinstance(value, str):
        found = _text(value, used, was)
    elif field in {"figures", "outcomes"}:
        return  # their own rules
    elif isinstance(value, str | int | float):
        found = _words(str(value), used, was)
    else:
        return
    if found is None:
        return
    at, what = found
    place = source.place(*steps, *path, *at)
    if field == "texts":
        place = _line_of(what.strip("«").partition("»")[0], source, path, place)
    yield CORRECTION_UNDONE.at(
        place,
        found=what,
        expected=f"«{used}», as the correction says",
        fix="mend it; or, if the source was right after all, remove the correction",
        evidence=str(source.place(*here)),
    )


def _line_of(word: str, study: Source, path: tuple[str, ...], otherwise: Place) -> Place:
    """The line of a text on which a word stands."""
    for sentence in wording.sentences(study):
        if sentence.name == path[-1] and _stands(word, sentence.text):
            return sentence.place
    return otherwise


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _has(text: str, words: str) -> bool:
    """Whether some words stand whole in a text."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _words(value: str, used: str, was: str) -> tuple[Steps, str] | None:
    """What is wrong with a title, a year or another short value."""
    value, used, was = _plain(value), _plain(used), _plain(was)
    if used not in value and used.strip('”“":.') not in value:
        return (), f"«{value}», without «{used}»"
    if len(was) > 3 and _has(value, was) and was not in used:
        return (), f"«{was}» in «{value}»"
    return None


def _names(people: list[Any], used: str, was: str) -> tuple[Steps, str] | None:
    """What is wrong with authors or editors: a name that is lacking, or back."""
    families = [
        _plain(" ".join(str(one.get(part, "")) for part in _PARTS if one.get(part)))
        if isinstance(one, dict)
        else ""
        for one in people
    ]
    if not all(families):
        return None  # a name that is none is told; the one that lacks may be it
    for i, family in enumerate(families):
        for name in NAME.findall(was):
            if _has(family, name) and not _has(used, name) and name not in used:
                return (i,), f"«{name}»"
    for name in NAME.findall(_plain(used)):
        if name.lower() in {"and", "med"} or any(_has(family, name) for family in families):
            continue
        near = difflib.get_close_matches(name, families, n=1, cutoff=0.3)
        return ((families.index(near[0]),) if near else ()), f"no «{name}» among {_list(families)}"
    return None


_PARTS = ("non-dropping-particle", "dropping-particle", "family", "literal")


def _list(families: list[str]) -> str:
    return ", ".join(f"«{family}»" for family in families if family)


def _listed(value: list[Any], used: str, was: str, topic: Topic) -> tuple[Steps, str] | None:
    """What is wrong with a list of names that the lexicon has words for."""
    wanted = {meaning for each in topic.find(used) for meaning in each.meanings}
    gone = {meaning for each in topic.find(was) for meaning in each.meanings} - wanted
    for i, name in enumerate(value):
        if name in gone:
            return (i,), f"{name}"
    lacking = sorted(wanted - set(value))
    return ((), f"no {lacking[0]}") if len(lacking) == len(wanted) and wanted else None


def _text(value: str, used: str, was: str) -> tuple[Steps, str] | None:
    """What is wrong with a text: a word that only the source had is back, one used is gone."""
    shown = wording.hidden(value)
    old, new = _long(was) - _long(used), _long(used) - _long(was)
    back = sorted((word for word in old if _stands(word, shown)), key=len)
    kept = [word for word in new if _stands(word, shown)]
    if back and new and (len(back[-1]) >= RARE or (len(back) == len(old) and len(kept) < len(new))):
        return (), f"«{back[-1]}», which the correction took out"
    return None


def _long(text: str) -> set[str]:
    return {word.lower() for word in NAME.findall(text) if len(word) >= LONG}


def _stands(word: str, text: str) -> bool:
    return bool(re.search(rf"(?i)(?<!\w){re.escape(word[: max(LONG, len(word) - 2)])}", text))
