"""Comparisons: which things a sentence compares, and in what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thesis.document.statements.statement import Statement
from thesis.document.thesis import Thesis
from thesis.language import lexicon

MORE, FEWER, MOST, LEAST, EQUAL = "more", "fewer", "most", "least", "equal"

OF_DATABASES = {"count": ("hits", "searches", "abstracts", "articles"), "often": ("searches",)}
OF_STUDIES = {
    "count": ("people", "group_size", "weeks", "sessions", "sessions_per_week", "dose", "dropouts"),
    "length": ("weeks", "session_minutes"),
    "often": ("sessions_per_week",),
    "age": ("age", "year"),
    "year": ("year",),
}  # What can be compared, by the kind of word that compares it

OF_TWO = {
    MORE: (MORE, "count"),
    FEWER: (FEWER, "count"),
    "longer": (MORE, "length"),
    "shorter": (FEWER, "length"),
    "oftener": (MORE, "often"),
    "rarer": (FEWER, "often"),
    "older": (MORE, "age"),
    "younger": (FEWER, "age"),
}
OF_ALL = {
    MOST: (MOST, "count"),
    LEAST: (LEAST, "count"),
    "longest": (MOST, "length"),
    "shortest": (LEAST, "length"),
    "oftenest": (MOST, "often"),
    "rarest": (LEAST, "often"),
    "oldest": (MOST, "age"),
    "youngest": (LEAST, "age"),
    "came_last": (MOST, "year"),
    "came_first": (LEAST, "year"),
}  # The way and the kind of each list of words of the lexicon

THAN = re.compile(r"(?<!\w)(?:enn|than)(?!\w)")

TURNED = {MORE: FEWER, FEWER: MORE, MOST: LEAST, LEAST: MOST}  # What is older has the lower year


@dataclass(frozen=True)
class Named:
    """A study or a database, where a sentence names it."""

    # start, end: the characters of the passage
    start: int
    end: int
    key: str  # the study's key, or the database's id
    is_study: bool  # which of the two it is

    def begins(self, at: int) -> int:
        """Where it begins; `at`, or what is before it, where the sentence does not name it."""
        return min(self.start, at) if self.end > self.start else at


@dataclass(frozen=True)
class Compared:
    """Two things compared: `one` is said to be more, or fewer, than `other`."""

    one: Named
    other: Named | None
    at: int  # where the word stands that compares them
    words: str  # from the first to the last of them
    thing: str  # what is compared, such as ``hits`` or ``people``
    way: str  # MORE, FEWER or EQUAL; MOST or LEAST where `other` is None
    nearly: bool = False  # whether they are said to be nearly equal


def named(statement: Statement, thesis: Thesis) -> list[Named]:
    """The studies that a sentence has as its own words, and the databases, in order."""
    text = statement.passage.text
    studies = thesis.register.records.by_key
    found = [
        Named(zone.start, zone.end, key, True)
        for zone in statement.passage.zones
        if zone.kind == "Cite" and statement.start <= zone.start < statement.end
        for key in [one["citationId"] for one in zone.element["c"][0]]
        if key in studies and zone.element["c"][0][0]["citationMode"]["t"] == "AuthorInText"
    ]
    for base in thesis.register.records.databases:
        if base.name and base.name in text and not base.updates:
            pattern = re.compile(rf"(?<!\w){re.escape(base.name)}(?!\w)")
            found += [
                Named(match.start(), match.end(), base.id, False)
                for match in pattern.finditer(text, statement.start, statement.end)
            ]
    return sorted(found, key=lambda one: one.start)


def compared(statement: Statement, thesis: Thesis) -> Iterator[Compared]:
    """The comparisons of a sentence whose things and whose measure its words tell."""
    if not (known := lexicon.words("comparisons", statement.language)):
        return
    things = [*named(statement, thesis), *_by_design(statement, thesis)]
    things.sort(key=lambda one: one.start)
    for each in (
        *_of_two(statement, things),
        *_of_all(statement, things, known),
        *_of_all_by_kind(statement, thesis),
        *_equal(statement, things, known),
    ):
        ends = [one for one in (each.one, each.other) if one and one.end > one.start]
        first = min([each.at, *(one.start for one in ends)])
        last = max([each.at + 1, *(one.end for one in ends)])
        first, last = statement.clause(first, last)
        if not any(find(statement.passage.text, known["not"], first, last)):
            yield each


def _by_design(statement: Statement, thesis: Thesis) -> Iterator[Named]:
    """The only included study of a design: «den kvalitative artikkelen»."""
    topic = lexicon.topic("designs", statement.language)
    included = [one for one in thesis.register.records.studies if one.status == "included"]
    noun = re.compile(r"(?:\s(?:artikkelen|studien|undersøk(?:elsen|inga)|study|article))?(?!\w)")
    for mention in topic.find(statement.text):
        after = noun.match(statement.text, mention.end)
        if after is None or not re.search(
            r"(?:artikkelen|studien|undersøk(?:elsen|inga)|forsøket|study|article)$",
            statement.text[mention.start : after.end()],
        ):
            continue
        fits = [one.key for one in included if topic.fits(str(one.fields.get("design")), mention)]
        if len(fits) == 1:
            start = statement.start
            yield Named(start + mention.start, start + after.end(), fits[0], True)


def _of_two(statement: Statement, things: list[Named]) -> Iterator[Compared]:
    """«A … flere treff enn B»: the last thing before the word, the first behind «enn»."""
    text = statement.passage.text
    for name, start, end in comparatives(statement, tuple(OF_TWO)):
        way, kind = OF_TWO[name]
        than = THAN.search(text, end, statement.end)
        before = [one for one in things if one.end <= start]
        behind = [one for one in things if than and one.start >= than.end()]
        if than is None:
            yield from _of_the_other(statement, before, (start, end), way, kind)
            yield from _of_the_former(statement, before, (start, end), way, kind)
            continue
        middle = [one for one in things if end <= one.start and one.end <= than.start()]
        if not behind or len(text[than.end() : behind[0].start].split()) > 3:
            continue
        other = behind[0]
        named_first = middle or before
        one = named_first[-1] if named_first else _spoken_of(statement, start, other)
        until = middle[0].start if middle else than.start()
        if one is None or len(text[end:until].split()) > 3:
            continue
        thing = _thing(statement, one, (start, end, until), kind)
        if thing and one.is_study == other.is_study and one.key != other.key:
            words = text[one.begins(start) : other.end]
            yield Compared(one, other, start, words, thing, _turned(way, kind, thing))


def _spoken_of(statement: Statement, at: int, other: Named) -> Named | None:
    """«Øktene der var kortere enn hos B»: the study that the sentence before is about."""
    known = lexicon.words("comparisons", statement.language)
    begins = lexicon.pattern(known["it"]).search(statement.passage.text, statement.start, at)
    if not other.is_study or not statement.before or begins is None:
        return None
    return Named(statement.start, statement.start, statement.before, True)


def _of_the_other(
    statement: Statement, before: list[Named], word: tuple[int, int], way: str, kind: str
) -> Iterator[Compared]:
    """«Programmet hos A var kortere» in a paragraph on A and B."""
    text = statement.passage.text
    if not before or not before[-1].is_study:
        return
    one = before[-1]
    if not re.fullmatch(r"[\s)]*(?:var|er|varte|was|is|lasted)\s", text[one.end : word[0]]):
        return
    if not re.match(r"\s*[.,;]|$", text[word[1] : statement.end]):
        return
    others = sorted(statement.studies - {one.key})
    thing = _thing(statement, one, (*word, word[1]), kind)
    if len(others) == 1 and thing:
        other = Named(one.start, one.end, others[0], True)
        words = text[one.start : word[1]]
        yield Compared(one, other, word[0], words, thing, _turned(way, kind, thing))


def _of_the_former(
    statement: Statement, before: list[Named], word: tuple[int, int], way: str, kind: str
) -> Iterator[Compared]:
    """«A ligner på den forrige, men strakk seg lenger»: than the study spoken of before."""
    known = lexicon.words("comparisons", statement.language)
    text = statement.passage.text
    if not before or not before[-1].is_study or not statement.before:
        return
    if not any(find(text, known["former"], before[-1].end, word[0])):
        return
    thing = _noun(statement, before[-1], (word[0] - 30, word[1] + 30), kind)
    if thing:
        other = Named(word[0], word[0], statement.before, True)
        words = text[before[-1].start : word[1]]
        way = _turned(way, kind, thing)
        yield Compared(before[-1], other, word[0], words, thing, way)


def _of_all(
    statement: Statement, things: list[Named], known: Mapping[str, tuple[str, ...]]
) -> Iterator[Compared]:
    """«A ga flest treff», «den største studien er den til A»: the only thing of the sentence."""
    text = statement.passage.text
    if any(find(statement.text, known["some"])) or statement.groups:
        return
    keys = {one.key for one in things}
    begins = lexicon.pattern(known["it_begins"]).match(statement.text.lstrip())
    if not keys and begins and statement.study and not statement.works:
        things = [Named(statement.start, statement.start, statement.study, True)]
    elif len(keys) != 1:
        return
    one = things[0]
    for name, start, end in comparatives(statement, tuple(OF_ALL)):
        way, kind = OF_ALL[name]
        if kind == "year":
            yield Compared(one, None, start, text[start:end], "year", way)
        elif thing := _thing_of_most(statement, one, (start, end), kind):
            first, last = one.begins(start), max(end, one.end)
            way_ = _turned(way, kind, thing)
            yield Compared(one, None, start, text[first:last], thing, way_)


OF_KINDS = {"count": "people", "length": "weeks", "age": "year"}
THE = re.compile(r"(?<!\w)(?:den|det|the)\s$", re.IGNORECASE)


def _of_all_by_kind(statement: Statement, thesis: Thesis) -> Iterator[Compared]:
    """«Den eldste er den svenske», of the only included study of a country or a design."""
    text = statement.passage.text
    for name, start, end in comparatives(
        statement, ("longest", "shortest", "oldest", "youngest", *SIZES)
    ):
        way, kind = OF_ALL[name]
        if text[start:end].lower() in {"mest", "minst", "flest", "færrest", "most", "least"}:
            continue
        included = [one for one in thesis.register.records.studies if one.status == "included"]
        first, last = statement.clause(start, end)
        for topic, field in (("countries", "country"), ("designs", "design")):
            known = lexicon.topic(topic, statement.language)
            for mention in known.find(text[first:last]):
                at = first + mention.start
                fits = [
                    each.key
                    for each in included
                    if known.fits(str(each.fields.get(field)), mention)
                ]
                joined = text[min(end, first + mention.end) : max(start, at)]
                if len(fits) == 1 and THE.search(text, first, at) and IS_THE.fullmatch(joined):
                    one = Named(at, first + mention.end, fits[0], True)
                    thing = OF_KINDS[kind]
                    words = text[min(start, at) : max(end, one.end)]
                    yield Compared(one, None, start, words, thing, _turned(way, kind, thing))


SIZES = (MOST, LEAST)
IS_THE = re.compile(
    r"(?:\s(?:(?:av|of)\s)?(?:artikl(?:en|ene|ane)|studi(?:en|ene|ane)|dem|dei|program(?:met|mene|ma)|opplegg(?:et|ene|a)|forløp(?:et|ene|a)"
    r"|utval(?:get|gene|et|a)|articles?|stud(?:y|ies)|programmes?|samples?))?"
    r"\s(?:er|var|is|was)\s(?:den\s|det\s|the\s)?",
    re.IGNORECASE,
)  # What joins the superlative and the kind, in either order

OF_THEM = re.compile(r"\s+(?:(?:av|of)\s)?(?:(?:dei?|the)\s)?\w+")
OF_THEM_TWO = re.compile(
    r"\s+(?:(?:av|of)\s)?(?:(?:dei?|the)\s)?(?!(?:d[aå]|når|som|hos|i|på|var|er|av|for|with|in|when)\s)"
    r"\w+\s\w+"
)  # What stands behind a superlative that tells of what: «treff», «av de inkluderte artiklene»


def _thing_of_most(statement: Statement, one: Named, word: tuple[int, int], kind: str) -> str:
    """«flest treff», «den lengste av programmene», «studien er den største»."""
    text = statement.passage.text
    behind = text[word[1] : statement.end]
    adverb = text[slice(*word)].lower() in {"mest", "most", "minst", "least"}
    nouns = [OF_THEM.match(behind), *([] if adverb else [OF_THEM_TWO.match(behind)])]
    for noun in filter(None, nouns):
        if found := _noun(statement, one, (word[0], word[1] + noun.end()), kind):
            return found
    plural = text[: word[0]].endswith(" de ")  # «var de korteste» of its own may be meant
    if not plural and re.match(r"\s*(?:[.,;]|$|(?:hos|av|i|var|er|hadde|in|of|was)\s)", behind):
        return _thing(statement, one, (*word, word[1]), kind)
    return ""


def _equal(
    statement: Statement, things: list[Named], known: Mapping[str, tuple[str, ...]]
) -> Iterator[Compared]:
    """«A og B ga like mange treff», «A hadde like mange deltakere som B»."""
    text = statement.passage.text
    for start, end in find(text, known["equal"], statement.start, statement.end):
        if (two := _two(statement, things, start)) is None:
            continue
        word = text[start:end].lower()
        kind = "length" if re.search("lang|leng|kort|long", word) else "count"
        kind = "often" if "ofte" in word else "age" if "gaml" in word else kind
        if re.search(r"mange|få|antall|talet|many|few|number", word):
            noun = re.match(r"(?:\s\w+){1,2}", text[end : statement.end])
            near = (start, end + len(noun[0]) if noun else end)
            thing = _noun(statement, two[0], near, kind)
        else:
            thing = _thing(statement, two[0], (start, end, end), kind)
        if thing in {"", "year"} or two[0].is_study != two[1].is_study:
            continue
        nearly = any(find(text, known["nearly"], max(statement.start, start - 15), start))
        first, last = (one.start for one in two)
        words = text[min(start, first) : max(end, two[0].end, two[1].end)]
        if first == last:
            words = text[start:end]
        yield Compared(*two, start, words, thing, EQUAL, nearly)


def _two(statement: Statement, things: list[Named], at: int) -> tuple[Named, Named] | None:
    """The two things that are called equal: of the clause, or else of the paragraph."""
    text = statement.passage.text
    before = [one for one in things if one.end <= at]
    behind = [one for one in things if one.start > at]
    if len(before) > 1 and re.fullmatch(r"\)?\s(?:og|and)\s(?:\w+\s)?", _between(text, before)):
        return before[-2], before[-1]
    if before and behind:
        link = text[at : behind[0].start]
        if re.search(r"(?<!\w)(?:som|as|i|in)\s(?:\w+\s){0,3}$", link) and len(link) < 60:
            return before[-1], behind[0]
    if len(behind) > 1 and re.fullmatch(r"\)?\s(?:og|and)\s(?:\w+\s)?", _between(text, behind[:2])):
        return behind[0], behind[1]
    if not things and len(statement.studies) == 2:
        one, other = sorted(statement.studies)
        start = statement.start
        return Named(start, start, one, True), Named(start, start, other, True)
    return None


def _between(text: str, things: list[Named]) -> str:
    return text[things[-2].end : things[-1].start]


def _turned(way: str, kind: str, thing: str) -> str:
    return TURNED[way] if kind == "age" and thing == "year" else way


IS = re.compile(
    r"(?<!\w)(?:var|er|ble|blei|vart|varte|varer|gikk|gjekk|strakk|trente|trenar|trener|was|were|is|are|lasted|trained)"
    r"\s(?:\w+\s){0,3}$"
)
OF = re.compile(r"\s*(?:(?:hos|til|i|for|av|blant|in|of|among)\s(?:den\s|det\s)?)?")


def _thing(statement: Statement, one: Named, word: tuple[int, int, int], kind: str) -> str:
    """What is compared: the noun behind the word, or else the subject of «var større».

    Args:
        statement: has the word.
        one: the first of the things.
        word: where the word begins and ends, and how far what stands behind it belongs to it.
        kind: of the word.
    """
    start, end, until = word
    text = statement.passage.text
    if not OF.fullmatch(text, end, until):
        return _noun(statement, one, (start, until), kind)
    first, _ = statement.clause(start, end)
    first = one.begins(first)
    return _noun(statement, one, (first, end), kind) if IS.search(text[first:start]) else ""


def _noun(statement: Statement, one: Named, near: tuple[int, int], kind: str) -> str:
    """The only thing of a kind that some words name.

    Where they tell of an outcome or of a group, that is what is compared: no thing.
    """
    known = lexicon.words("comparisons", statement.language)
    text = statement.passage.text
    first, last = statement.clause(*near)
    begins = one.begins(first)
    for topic, ends in (("outcomes", near[1]), ("groups", last)):
        words = lexicon.words(topic, statement.language).values()
        if any(find(text, each, begins, ends) for each in words):
            return ""
    names = (OF_STUDIES if one.is_study else OF_DATABASES).get(kind, ())
    found = _widest({name: find(text, known[name], *near) for name in names})
    return found[0] if len(found) == 1 else ""


def _widest(found: Mapping[str, list[tuple[int, int]]]) -> list[str]:
    """The things whose words are no part of another's: «økter» in «økter i uken»."""
    return [
        name for name, each in found.items() if any(not _inside(span, name, found) for span in each)
    ]


def _inside(span: tuple[int, int], name: str, found: Mapping[str, list[tuple[int, int]]]) -> bool:
    others = [one for other, each in found.items() if other != name for one in each]
    return any(one[0] <= span[0] and span[1] <= one[1] and one != span for one in others)


def comparatives(statement: Statement, names: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """The words of some lists of the topic ``comparisons`` in a sentence, with their list."""
    if _any(names, statement.language).search(
        statement.passage.text, statement.start, statement.end
    ):
        known = lexicon.words("comparisons", statement.language)
        for name in names:
            for start, end in find(
                statement.passage.text, known[name], statement.start, statement.end
            ):
                yield name, start, end


@lexicon.kept
def _any(names: tuple[str, ...], language: str) -> lexicon.Words:
    known = lexicon.words("comparisons", language)
    return lexicon.pattern(tuple(word for name in names for word in known[name]))


def find(
    text: str, words: tuple[str, ...], start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Where any of some words stands in a text, as whole words."""
    pattern = lexicon.pattern(words)
    return [one.span() for one in pattern.finditer(text, start, len(text) if end is None else end)]
