"""Rules on whom a sentence cites: the title, the page and the work that its own words name."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.passages import Passage, Zone, texts
from thesis.document.statements import works_named
from thesis.document.statements.statement import Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model import groups
from thesis.model.records import Work

CITATION_OTHER_TITLE = declare(
    "citation.other-title",
    looks_at="citations",
    sees="a sentence that prints the title of one work and cites only others",
    misses="a title that is cited in the next sentence and is another's",
    example='{{ title("wang2017") }} [@wang2019]',
)


@CITATION_OTHER_TITLE.check
def titles(thesis: Thesis) -> Iterator[Finding]:
    """Every title in the running text against the citations of its sentence."""
    uncited = thesis.register.records.uncited
    for statement in prose(thesis):
        cited = [cite.key for cite in statement.cites]
        if not cited:
            continue
        for _, key in statement.titles:
            against = f"the title of {key}; cited: {', '.join(cited)}"
            CITATION_OTHER_TITLE.held(statement.passage, statement.start, against)
            if key not in cited and key not in uncited:
                yield statement.passage.finding(
                    CITATION_OTHER_TITLE,
                    statement.cites[0].at,
                    found=f"the title of {key}, and a citation of {', '.join(cited)}",
                    expected=f"@{key} beside its title",
                    fix=f"cite @{key}, or print the title of {cited[0]}",
                )


CITATION_OTHER_PAGE = declare(
    "citation.other-page",
    looks_at="citations",
    sees="a page that lies outside the pages of the article or chapter that is cited",
    misses="a wrong page inside them, and a page of a work whose pages are not told",
    example="Suget er bevisst [@drummond2001, s. 75].",
)

LOCATOR = re.compile(r"(?<!\w)(?:s|p|pp|side|sidene|page|pages)\.?[\s\u00a0]*(\d+)(?:[-–](\d+))?")


@CITATION_OTHER_PAGE.check
def pages(thesis: Thesis) -> Iterator[Finding]:
    """Every page of a citation against the pages of its work."""
    works = thesis.register.records.references
    for passage in texts(thesis):
        for zone in passage.zones:
            if zone.kind == "Cite":
                yield from _paged(passage, zone, works)


def _paged(passage: Passage, zone: Zone, works: Mapping[str, Work]) -> Iterator[Finding]:
    for citation in zone.element["c"][0]:
        pages = _pages(works.get(citation["citationId"], {}))
        found = LOCATOR.search(pandoc.text(citation["citationSuffix"]))
        if pages is None or found is None:
            continue
        given = [int(page) for page in found.groups() if page]
        against = f"the pages of {citation['citationId']}: {pages[0]} to {pages[1]}"
        CITATION_OTHER_PAGE.held(passage, zone.start, against)
        if not all(pages[0] <= page <= pages[1] for page in given):
            yield passage.finding(
                CITATION_OTHER_PAGE,
                zone.start,
                found=f"«{found[0]}» of {citation['citationId']}",
                expected=f"a page from {pages[0]} to {pages[1]}, where the work stands",
                fix="mend the page, or the pages of the work in data/references.yaml",
            )


def _pages(work: Work) -> tuple[int, int] | None:
    """The first and the last page of a work; None where they are not told, or not so."""
    if (found := re.fullmatch(r"(\d+)[-–](\d+)", str(work.get("page", "")))) is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if first <= last else None


CITATION_OTHER_NAME = declare(
    "citation.other-name",
    looks_at="citations",
    sees="a sentence that names a work by words of its title, «retningslinjen for avrusning», and "
    "cites another work that does not have them",
    misses="a work that is named in words of its own",
    example="Det står i retningslinjen for avrusning [@hdir2017].",
    severity=WARNING,
)

NAMED = re.compile(
    r"(?<!\w)(?=(([^\W\d_]{5,})\s(?:for|om|av|i|til|mot|on|of|in)\s([^\W\d_]{4,})(?:\s(?:og|and)\s"
    r"[^\W\d_]{4,})?))"
)
BESIDE = re.compile(r"(?<!\w)(?=(([^\W\d_]{8,})\s([^\W\d_]{8,})))")
SIGN = re.compile(r"(?<!\w)([A-ZÆØÅ]{3,}-\d+|[A-ZÆØÅ]{4,}|[A-ZÆØÅ][a-zæøå]{5,})(?!\w)")
STEM = 7  # Letters by which two forms of a word are one: «retningslinje», «retningslinjen»


@CITATION_OTHER_NAME.check
def named(thesis: Thesis) -> Iterator[Finding]:
    """Every name in the running text that stands in one title, against the citations."""
    works = thesis.register.records.references
    titled = {
        key: set(_named(f"{work.get('title', '')} . {_people(work)}").values())
        for key, work in works.items()
    }
    for statement in prose(thesis):
        cited = {cite.key for cite in statement.cites}
        if not cited:
            continue
        for at, (name, words) in _named_in(statement).items():
            owners = {key for key, names in titled.items() if name in names}
            if len(owners) == 1:
                against = f"«{words}» is in the title of {', '.join(owners)}"
                CITATION_OTHER_NAME.held(statement.passage, statement.start + at, against)
            if len(owners) == 1 and not owners & (statement.works | _uncited(thesis)):
                yield _misnamed(statement, at, words, owners.pop(), cited)


def _uncited(thesis: Thesis) -> frozenset[str]:
    return frozenset(thesis.register.records.uncited)


def _people(work: Work) -> str:
    """The institution that a work is by, where it is by one."""
    return " ".join(str(one.get("literal", "")) for one in work.get("author") or [])


def _misnamed(statement: Statement, at: int, words: str, owner: str, cited: set[str]) -> Finding:
    return statement.passage.finding(
        CITATION_OTHER_NAME,
        statement.start + at,
        found=f"«{words}», of {owner}, and a citation of {', '.join(sorted(cited))}",
        expected=f"@{owner}, the work that is named",
        fix=f"cite @{owner}; or, if another work is meant, name it otherwise",
    )


def _named_in(statement: Statement) -> dict[int, tuple[tuple[str, ...], str]]:
    """The names in a sentence, outside of its citations and titles, by where they stand."""
    text = list(statement.text)
    for zone in statement.passage.zones:
        if zone.kind == "Cite" or "title" in zone.classes:
            first, last = zone.start - statement.start, zone.end - statement.start
            text[max(first, 0) : max(last, 0)] = " " * (max(last, 0) - max(first, 0))
    plain = "".join(text)
    return {at: (name, plain[at:].split(".")[0][:40]) for at, name in _named(plain).items()}


def _named(text: str) -> dict[int, tuple[str, ...]]:
    """The «x for y», the pairs of long words and the signs of a text, by where they stand."""
    found: dict[int, tuple[str, ...]] = {}
    for match in SIGN.finditer(text):
        inside = match.start() and text[: match.start()].rstrip()[-1:] not in {".", ":", ""}
        if inside or not match[1][1:].islower():
            found[match.start()] = (match[1].lower(),)
    for pattern in (BESIDE, NAMED):
        for match in pattern.finditer(text):
            found[match.start()] = (match[2][:STEM].lower(), match[3][:STEM].lower())
    return found


CITATION_OTHER_TYPE = declare(
    "citation.other-type",
    looks_at="citations",
    sees="a newspaper article, a chapter, a report or an act that a sentence tells of, and cites "
    "a work of another kind alone",
    misses="books and articles, which many works may be called",
    example="I en avisartikkel beskrives russug [@sayette2000].",
    severity=WARNING,
)


@CITATION_OTHER_TYPE.check
def kinds(thesis: Thesis) -> Iterator[Finding]:
    """Every word for a kind of work in a sentence that cites one work."""
    works = thesis.register.records.references
    for statement in prose(thesis):
        keys = {cite.key for cite in statement.cites}
        if len(keys) != 1 or statement.titles:
            continue
        work = works.get(next(iter(keys)), {})
        for mention in lexicon.topic("works", statement.language).find(statement.text):
            if work.get("type") and str(work["type"]) not in mention.meanings:
                yield statement.passage.finding(
                    CITATION_OTHER_TYPE,
                    statement.start + mention.start,
                    found=f"«{mention.word}», and a citation of {work.get('id', '')}",
                    expected=f"a work of the type {' or '.join(sorted(mention.meanings))}; "
                    f"{work.get('id', '')} is {work['type']}",
                    fix="cite the work that is meant, or call this one what it is",
                )


CITATION_STRAY = declare(
    "citation.stray",
    looks_at="citations",
    sees="a paragraph that tells of one study, or of one work of an institution, and cites another "
    "of the kind once, at its end, where no word says that it goes on to another",
    misses="a paragraph that cites more than two works, and one that begins with the wrong one",
    example="Hos @more2018 lettet suget. De fikk tankene bort fra rusen [@dacosta2017].",
    severity=WARNING,
)
TURNS = re.compile(
    r"(?<!\w)(?:også|òg|samme?|andre|anna[nt]?|annen|annet|likevel|derimot|støtt[ea]\w*|lignende"
    r"|liknande|tilsvar[ae]nde|enig\w*|einig\w*|samde?|stemmer|samsvar\w*|tråd|heller|begge|båe"
    r"|forskjell\w*|skilnad\w*|ulik\w*|sammenlign\w*|samanlikn\w*|tidl[ie]g[ae]re|ny[ae]re"
    r"|eldre|flere|fleire|annerledes|annleis|motsatt|motsett|studien|studie|forsøk\w*"
    r"|also|same|other|another|similar\w*"
    r"|likewise|however|whereas|support\w*|both|earlier|later|unlike|study|trial)(?!\w)",
    re.IGNORECASE,
)  # Words by which a sentence goes on to another work


@CITATION_STRAY.check
def stray(thesis: Thesis) -> Iterator[Finding]:
    """Every paragraph with two works of a kind, one of which is cited once and last."""
    studies = thesis.register.records.by_key
    works = thesis.register.records.references
    for _, group in groupby(statements(thesis), lambda one: id(one.passage)):
        told = [(one, cite) for one in group if not one.record for cite in one.cites]
        keys = {cite.key for _, cite in told}
        if len(keys) != 2 or len(told) < 2:
            continue
        (first, opening), (last, cite) = told[0], told[-1]
        mine = [each.key for _, each in told[:-1]]
        if cite.narrative or cite.key in mine or len(set(mine)) != 1 or first is last:
            continue
        alike = keys <= studies.keys() or (
            bool(_people(works.get(cite.key, {})))
            and _people(works.get(cite.key, {})) == _people(works.get(mine[0], {}))
        )
        begins = (opening.narrative and len(mine) > 0) or len(mine) > 1
        if alike and begins and not last.groups and not TURNS.search(last.text):
            yield last.passage.finding(
                CITATION_STRAY,
                cite.at,
                found=f"{cite.key} at the end of a paragraph on {mine[0]}",
                expected=f"@{mine[0]}, or a word that says that the sentence is of another work",
                fix=f"cite @{mine[0]}, if it is meant; or begin a paragraph with {cite.key}",
            )


CITATION_PUBLISHER = declare(
    "citation.publisher",
    looks_at="works",
    sees="a work that is named by its title and said to be given out by an institution that is not "
    "the one the reference names",
    misses="a work that is named in other words than those of its title",
    example="Aktivitetshåndboken, som Folkehelseinstituttet gir ut",
    severity=WARNING,
)
GIVEN_OUT = re.compile(
    r"(?:som (?P<one>[A-ZÆØÅ]\w+) (?:gir|gjev|ga|gav|har (?:gitt|gjeve)) ut|(?:utgitt|gitt ut"
    r"|gjeven? ut) av (?P<two>[A-ZÆØÅ]\w+)"
    r"|published by (?:the )?(?P<three>[A-Z]\w+))"
)


@CITATION_PUBLISHER.check
def publishers(thesis: Thesis) -> Iterator[Finding]:
    """Every «som X gir ut» behind the name of a work against its publisher and its authors."""
    works = thesis.register.records.references
    names = works_named.names(works)
    known = {_by(work) for work in works.values()} - {""}
    for statement in statements(thesis):
        for found in GIVEN_OUT.finditer(statement.text):
            given = next(filter(None, found.groups()))
            named = works_named.find(statement.text[: found.start()], names)
            own = {_by(works[key]) for key in named} - {""}
            if own and given in known and given not in own and len(named) == 1:
                yield statement.passage.finding(
                    CITATION_PUBLISHER,
                    statement.start + found.start(),
                    found=f"«{found[0]}», of {next(iter(named))}",
                    expected=", ".join(sorted(own)),
                    fix="name the institution of the reference, or mend the reference",
                )


def _by(work: Work) -> str:
    """The institution that gives a work out: its publisher, or its author where that is one."""
    return str(work.get("publisher") or _people(work))


# ---- Statements on a group -----------------------------------------------------------------------

GROUP_CITED = declare(
    "group.cited",
    looks_at="groups",
    sees="a study cited as one of «tre av de fem» of which the statement is not true, and a list "
    "behind a colon that lacks one of which it is",
    misses="a sentence with two such statements, and «ingen»",
    example='[Tre av de fem studiene]{.group of="included" where="physical_measures"} målte '
    "kroppen: hjernen [@wang2017] og blodet [@dacosta2017].",
)


@GROUP_CITED.check
def grouped(thesis: Thesis) -> Iterator[Finding]:
    """The studies cited behind every statement on a group against the answers of their records."""
    studies = thesis.register.records.studies
    for statement in statements(thesis):
        if len(statement.groups) != 1 or not statement.cites:
            continue
        group = statement.groups[0]
        answered = groups.answers(group.attributes, studies, thesis.config)
        yield from _grouped(statement, group, answered)


def _grouped(
    statement: Statement, group: Zone, answers: Mapping[str, bool | None]
) -> Iterator[Finding]:
    text = statement.passage.text
    denied = lexicon.denials(statement.language)
    cited = [cite for cite in statement.cites if cite.at > group.start and cite.key in answers]
    if not cited or denied.match(text, group.start):
        return
    true = {key for key, answer in answers.items() if answer}
    GROUP_CITED.held(statement.passage, group.start, f"true of {', '.join(sorted(true))}")
    for cite in cited:
        if answers[cite.key] is False and not EXCEPT.search(text, statement.start, cite.at):
            yield statement.passage.finding(
                GROUP_CITED,
                cite.at,
                found=f"{cite.key} behind «{text[group.start : group.end]}»",
                expected=f"those of which it is true: {', '.join(sorted(true))}",
                fix=f"cite one of those, or mend where, or the record of {cite.key}",
            )
    keys = {cite.key for cite in cited}
    if ":" in text[group.end : cited[0].at] and len(keys) > 1 and keys < true:
        yield statement.passage.finding(
            GROUP_CITED,
            group.start,
            found=f"«{text[group.start : group.end]}», and {len(keys)} cited",
            expected=f"all of which it is true: {', '.join(sorted(true))}",
            fix=f"cite {', '.join(sorted(true - keys))} too, or mend the statement",
        )


EXCEPT = re.compile(
    r"(?<!\w)(?:unntatt|unnateke|bortsett|foruten|utenom|utanom|mens|medan|men|motsetning|except|but|while|unlike)(?!\w)",
    re.IGNORECASE,
)


GROUP_SIZE = declare(
    "group.size",
    looks_at="groups",
    sees="«store utvalg» and «mange deltakere» said of studies whose sample is less than a number, "
    "and «små» of those whose sample is more",
    misses="a statement that is bound to anything but a sample",
    example='[De fleste]{.group of="included" where="sample < 100"} hadde mange deltakere.',
    severity=WARNING,
)
BOUND = re.compile(r"(?<!\w)sample\s*(?P<sign>[<>]=?)\s*\d+")


@GROUP_SIZE.check
def sizes(thesis: Thesis) -> Iterator[Finding]:
    """Every statement bound to «sample < 100» against the words of size behind it."""
    for statement in statements(thesis):
        known = lexicon.words("sizes", statement.language)
        for at, group in enumerate(statement.groups):
            bound = BOUND.search(group.attributes.get("where", ""))
            ends = statement.groups[at + 1].start if statement.groups[at + 1 :] else statement.end
            behind = statement.passage.text[group.end : ends]
            if bound is None or not known:
                continue
            small = bound["sign"].startswith("<")
            own, other = (
                known[name] for name in (("small", "large") if small else ("large", "small"))
            )
            found = lexicon.pattern(other).search(behind)
            if found and not lexicon.pattern((*own, "ikke", "ikkje", "not")).search(
                behind[: found.start()]
            ):
                yield statement.passage.finding(
                    GROUP_SIZE,
                    group.end + found.start(),
                    found=f"«{found[0]}», where {bound[0]}",
                    expected="a word of size that fits what the statement is bound to",
                    fix="mend the word, or where",
                )
