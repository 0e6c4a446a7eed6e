"""Rules on which study a sentence tells of: what content says of it, and paragraphs on none."""

from collections.abc import Iterator
from itertools import dropwhile

from thesis.checks.consistency.study_closure import LEFT, MARK
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.passages import Passage, texts
from thesis.document.thesis import Thesis
from thesis.editions import belonging, claims, dependencies

FROM_UNKNOWN = declare(
    "from.unknown",
    looks_at="texts",
    sees="words or paragraphs that are said to be from a study that has no record, or from none",
    misses="a study that has a record and is not the one that is told of",
    example='[De merket det knapt.]{.from of="wang2071"}',
)
FROM_LEFT = declare(
    "from.left",
    looks_at="texts",
    sees="words or paragraphs that are said to be from a study that is excluded or withdrawn, and "
    "are not marked as such",
    misses="a sentence on such a study that is not said to be from it",
    example='[De merket det knapt.]{.from of="wang2015"}, and wang2015 is excluded',
)
CLOSURE_NO_STUDY = declare(
    "closure.no-study",
    looks_at="texts",
    sees="a paragraph of the chapter that closure: cited_in names first that belongs to no study, "
    "beside others that do: it cites none, has no number of one, no statement on the studies, and "
    "is not said to be from one",
    misses="a sentence of another paragraph that belongs to another study than it seems to",
    example="De sov også bedre, og det varte.",
    severity=WARNING,
)


@FROM_UNKNOWN.check
def marks(thesis: Thesis) -> Iterator[Finding]:
    """Every mark against the records."""
    status = {study.key: study.status for study in thesis.register.records.studies}
    for passage in texts(thesis):
        for at, of in _marks(passage):
            keys = of.split()
            place = passage.place(at)
            if not keys:
                yield FROM_UNKNOWN.at(
                    place,
                    found=f'of="{of}"',
                    expected="the keys of the studies that the words are from",
                    fix='write it so: {.from of="wang2017"}',
                )
            for key in keys:
                if key not in status:
                    mend = suggestion(key, status, "name a study of data/studies")
                    yield FROM_UNKNOWN.at(
                        place, found=f'of="{key}"', expected="the key of a study", fix=mend
                    )
                elif status[key] in LEFT and not _told_as_left(passage, at):
                    start, end = passage.sentence(at)
                    yield FROM_LEFT.at(
                        place,
                        found=f"words from {key}, which is {status[key]}",
                        expected="nothing told of a study that was left out",
                        fix="strike them, or say what else they rest on; where the text tells that "
                        f"it was left out: {{.{MARK}}} around them, too",
                        evidence=f"in «{passage.text[start:end].strip()}»",
                    )


def _marks(passage: Passage) -> Iterator[tuple[int, str]]:
    """Each mark of a text: where its words begin, and the studies that it names."""
    for zone in passage.of_class(belonging.MARK):
        yield zone.start, zone.attributes.get("of", "")
    for block in passage.within:
        if belonging.MARK in pandoc.classes(block):
            yield 0, pandoc.attributes(block).get("of", "")


def _told_as_left(passage: Passage, at: int) -> bool:
    return any(zone.start <= at < zone.end for zone in passage.of_class(MARK)) or any(
        MARK in pandoc.classes(block) for block in passage.within
    )


@CLOSURE_NO_STUDY.check
def findings(thesis: Thesis) -> Iterator[Finding]:
    """Every paragraph of the findings, section by section."""
    named = thesis.config.get("closure", {}).get("cited_in") or [""]
    studies = frozenset(study.key for study in thesis.register.records.studies)
    inside = False
    section: list[Passage] = []
    for passage in texts(thesis):
        block = passage.within[-1]
        if block["t"] == "Header":
            yield from _section(section, studies)
            section = []
            if block["c"][0] == 1:
                inside = " ".join(passage.text.split()).casefold() == named[0].casefold()
        elif inside and claims.is_prose(passage):
            section.append(passage)
    yield from _section(section, studies)


def _section(section: list[Passage], studies: frozenset[str]) -> Iterator[Finding]:
    # What stands before the first that tells of a study says what the section is.
    told = dropwhile(lambda each: not _belongs(each, studies), section)
    for passage in (each for each in told if not _belongs(each, studies)):
        yield passage.finding(
            CLOSURE_NO_STUDY,
            0,
            found="a paragraph on the findings that belongs to no study",
            expected="findings with the study that they are from",
            fix='cite it: @key; or say which one it is: ::: {.from of="key"} around the paragraph',
        )


def _belongs(passage: Passage, studies: frozenset[str]) -> bool:
    named = dependencies.names(passage, 0, len(passage.text), studies)
    return bool(named.known or named.group)
