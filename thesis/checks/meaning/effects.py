"""Rules on what the text says that the studies found: which way it went, and whether at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import directions, parts
from thesis.document.statements.directions import ALIKE, OutcomeClaim
from thesis.document.statements.numbers_said import unit_of
from thesis.document.statements.statement import WHOLE, Statement, clauses, prose, statements
from thesis.document.thesis import Thesis
from thesis.effects import LEVEL
from thesis.language import lexicon
from thesis.model import groups
from thesis.model.records import Outcome, Study

Outcomes = Mapping[str, Outcome]

EFFECT_DIRECTION = declare(
    "effect.direction",
    looks_at="studies",
    sees="a sentence on one study, or on a group of them, that lets an outcome go another way than "
    "the records say: «russuget steg» where it is reduced, «uendret» where it is improved",
    misses="a sentence that names no outcome or that supposes, and the controls of a study whose "
    "groups differed",
    example="De fortalte også om mer angst [@more2018].",
    severity=WARNING,
)


@EFFECT_DIRECTION.check
def effects(thesis: Thesis) -> Iterator[Finding]:
    """Every clause on an outcome against the records of the studies that its sentence is about."""
    studies = thesis.register.records.by_key
    every = _every(studies.values())
    before, last = "", None
    for statement in statements(thesis):
        if statement.passage is not last:
            before, last = "", statement.passage
        some = SOME.match(statement.text) and not statement.groups
        some = some or not statement.works <= studies.keys()
        for start, clause in () if some else clauses(statement):
            about = _about(statement, start, start + len(clause), studies, thesis)
            having = {name: _having(about, name) for name in _every(about)}
            told = directions.claims(clause, statement.language, having, before)
            before = next(
                (
                    name
                    for name in _every(about)
                    if directions.names(clause, statement.language, name)
                ),
                before,
            )
            until = statement.passage.text[statement.start : start + len(clause)]
            if told and any(parts.of_levels(until, statement.language)):
                continue
            for said in told:
                EFFECT_DIRECTION.held(statement.passage, start + said.at, _recorded(said, about))
            for said in directions.contradicted(told, having):
                yield _against(statement, start, said, about)
        named = _named(statement, every)
        before = named[-1] if named else before


SOME = re.compile(
    r"(?:Noen|Nokre|Nokon|Enkelte|Eit? par|(?:Ein?|É[i]?n|To|Tre) av|Some|A few|One of)(?!\w)"
)  # What begins a sentence on some of the people in a study


def _about(
    statement: Statement, start: int, end: int, studies: Mapping[str, Study], thesis: Thesis
) -> Sequence[Study]:
    """The studies that a clause is about: one, or those of which its group statement is true."""
    if study := statement.study_of(start, end):
        return [studies[study]]
    for group in statement.groups[:1]:
        answered = groups.answers(group.attributes, studies.values(), thesis.config)
        return [studies[key] for key, answer in answered.items() if answer]
    cited = {cite.key for cite in statement.cites}
    return [studies[key] for key in sorted(cited)] if cited and cited <= studies.keys() else []


def _every(studies: Iterable[Study]) -> Outcomes:
    """The names of all outcomes that any study has."""
    return {name: {} for study in studies for name in study.outcomes}


def _having(studies: Iterable[Study], outcome: str) -> list[Outcome]:
    """What the studies have for an outcome."""
    return [study.outcomes[outcome] for study in studies if outcome in study.outcomes]


def _recorded(said: OutcomeClaim, about: Sequence[Study]) -> str:
    return "; ".join(
        f"{study.key} {said.outcome}: {_plain(study.outcomes[said.outcome])}"
        for study in about
        if said.outcome in study.outcomes
    )


def _against(
    statement: Statement, start: int, said: OutcomeClaim, about: Sequence[Study]
) -> Finding:
    return statement.passage.finding(
        EFFECT_DIRECTION,
        start + said.at,
        found=f"«{said.words}», of {', '.join(study.key for study in about)}",
        expected=_recorded(said, about),
        fix="say what the record says; or, if the record is wrong, mend its outcome",
    )


WAYS = {
    "reported": "reported {}",
    "acute": "acute {}",
    "over_time": "over_time {}",
    "against_controls": "against_controls {}",
}  # How a change of an outcome is told, by its field


def _plain(values: Outcome) -> str:
    given = (name for name in directions.VALUES if values.get(name) is not None)
    return ", ".join(WAYS[name].format(values[name]) for name in given)


# ---- Difference ----------------------------------------------------------------------------------

EFFECT_DIFFERENCE = declare(
    "effect.difference",
    looks_at="studies",
    sees="«ingen forskjell» and «en tilsvarende framgang i kontrollgruppen» said of a study whose "
    "outcomes all differ from the controls', or «en klar forskjell» and «mindre i kontrollgruppen» "
    "of one in which none does",
    misses="a study with both, and a sentence on more than one study",
    example="Hos @brellenthin2019 var det en klar forskjell mellom gruppene.",
    severity=WARNING,
)

OF_OTHERS = re.compile(
    r"(?:mellom|between)\s(?!gruppene|dei?m?\s|dei?m?$|the groups|them|trening|tiltak)\w+"
)


@EFFECT_DIFFERENCE.check
def differences(thesis: Thesis) -> Iterator[Finding]:
    """Every «forskjell» of a sentence on one study against what its record has against controls."""
    studies = thesis.register.records.by_key
    for statement in statements(thesis):
        study = studies.get(statement.study)
        if study is None or not statement.works <= studies.keys():
            continue
        for start, clause in clauses(statement):
            named = [n for n in study.outcomes if directions.names(clause, statement.language, n)]
            given = {study.outcomes[n].get("against_controls") for n in named or study.outcomes}
            ways = {directions.RECORDED.get(str(value)) == ALIKE for value in given - {None}}
            if len(ways) == 1:
                moved = directions.moves(statement.language).search(clause)
                if named and moved and BOTH_GROUPS.search(clause):
                    yield from _difference(statement, start, clause, study, ways == {True}, True)
                    continue
                told = bool(named) or directions.moves(statement.language).search(statement.text)
                if told or study.key in statement.works:
                    yield from _difference(statement, start, clause, study, ways == {True})


BOTH_GROUPS = re.compile(r"(?<!\w)(?:begge|båe|both) (?:grupp|groups)")


def _difference(
    statement: Statement,
    start: int,
    clause: str,
    study: Study,
    same: bool,
    both: bool = False,
) -> Iterator[Finding]:
    known = lexicon.words("effects", statement.language)
    if OF_OTHERS.search(clause) or re.search(
        r"(?<!\w)[Ff]or [A-Z]|(?<!\w)(?:kan|kunne|om)(?!\w)", clause
    ):
        return
    values = ", ".join(
        f"{name} {each.get('against_controls')}" for name, each in study.outcomes.items()
    )
    if lexicon.pattern((*known["apart"], *known["alike"])).search(clause):
        EFFECT_DIFFERENCE.held(statement.passage, start, f"{study.key} against_controls: {values}")
    named = lexicon.pattern(known["elsewhere"]).search(clause) is not None
    controls = named or both or _as_noted(clause, study)
    if not controls and statement.study not in statement.works and not OF_A_GROUP.search(clause):
        return
    of_controls = known["controls_apart" if same else "controls_alike"]
    denied = lexicon.denials(statement.language)
    for found in lexicon.pattern((*known["apart" if same else "alike"], *of_controls)).finditer(
        clause
    ):
        own = found[0].lower()
        if denied.search(clause) and not denied.search(own):
            return
        if controls or re.search("forskjell|skilnad|difference|grupp|group", own):
            yield statement.passage.finding(
                EFFECT_DIFFERENCE,
                start + found.start(),
                found=f"«{found[0]}», of {study.key}",
                expected=f"against_controls: {values}",
                fix="say what the record says; or, if the record is wrong, mend its outcomes",
            )
            return


OF_A_GROUP = re.compile(r"grupp[ea]|group", re.IGNORECASE)
LONG = re.compile(r"[^\W\d_]{5,}")


def _as_noted(clause: str, study: Study) -> bool:
    """Whether a clause calls the controls by two words that the note of their figure has."""
    said = {word.lower() for word in LONG.findall(clause)}
    return any(
        len(said & {word.lower() for word in LONG.findall(str(figure["note"]))}) > 1
        for name, figure in study.figures.items()
        if {"control", "controls", "waiting"} & {*name.split("_")}
        and isinstance(figure, Mapping)
        and figure.get("note")
    )


# ---- The thesis as a whole -----------------------------------------------------------------------

EFFECT_CONCLUSION = declare(
    "effect.conclusion",
    looks_at="texts",
    sees="a sentence of an abstract or of the last chapter that lets an outcome go the other way "
    "than every included study reports, or than the rest of them say, or calls the effect "
    "negative where each reports a better",
    misses="an outcome on which the studies differ and that one sentence tells, and a sentence "
    "that names none",
    example="Trening har en negativ virkning: Suget blir større.",
)


@EFFECT_CONCLUSION.check
def conclusions(thesis: Thesis) -> Iterator[Finding]:
    """Every clause on the thesis as a whole against what all included studies agree on."""
    included = [one for one in thesis.register.records.studies if one.status == "included"]
    agreed = _agreed(included)
    parts = thesis.config.get("content", {})
    main = list(parts.get("main", ()))
    whole = {*parts.get("front", ()), *main[-1:]}
    weighing = _weighing(thesis, {study.key for study in included}) - whole
    told: list[tuple[Statement, int, OutcomeClaim]] = []
    for statement in statements(thesis):
        file = statement.passage.file
        if statement.groups or statement.record or statement.works & {one.key for one in included}:
            continue
        if statement.works:
            if file in weighing and _named(statement, {outcome: {} for outcome in agreed}):
                yield from _called_bad(statement, agreed, included)
        elif file in whole or (file in weighing and not statement.study):
            title = thesis.register.records.thesis.title
            yield from _concluded(statement, agreed, included, title if file in whole else "")
            told += _of_parts(statement, agreed, included) if file in whole else ()
    yield from _divided(told)


def _of_parts(
    statement: Statement, agreed: Mapping[str, str], included: Sequence[Study]
) -> Iterator[tuple[Statement, int, OutcomeClaim]]:
    """What a sentence says of the outcomes that not all studies have, or agree on."""
    outcomes = [name for name in _every(included) if name not in agreed]
    for start, whole in clauses(statement):
        clause = LIKELY.sub(lambda found: " " * len(found[0]), whole)
        for said in directions.claims(clause, statement.language, outcomes):
            behind = clause[said.at + len(said.words) :]
            last = said.words.split()[-1]
            of_another = not directions.names(last, statement.language, said.outcome) and any(
                directions.names(behind, statement.language, one) for one in _every(included)
            )
            if not said.denied and not of_another and said.way in {directions.UP, directions.DOWN}:
                yield statement, start + said.at, said


LIKELY = re.compile(
    r"(?<!\w)(?:trolig|truleg|sannsynl[ie]g\w*|kanskje|perhaps)(?!\w)", re.IGNORECASE
)  # What is likely in the one place is not to be unlikely in the other


def _divided(told: Sequence[tuple[Statement, int, OutcomeClaim]]) -> Iterator[Finding]:
    """An outcome that goes up in one sentence of abstracts and conclusion, and down in another."""
    for statement, at, said in told:
        ways = [one.way for _, _, one in told if one.outcome == said.outcome]
        others = [
            each for each in told if each[2].outcome == said.outcome and each[2].way != said.way
        ]
        if others and 2 * ways.count(said.way) <= len(ways):
            where, there, other = others[0]
            yield statement.passage.finding(
                EFFECT_CONCLUSION,
                at,
                found=f"«{said.words}»",
                expected=f"«{other.words}», as {where.passage.place(there)} says",
                fix="say one thing of it in the abstracts and the conclusion",
            )


def _weighing(thesis: Thesis, included: set[str]) -> set[str]:
    """The chapters that cite most of the included studies, but for those that tell the method."""
    cited: dict[str, set[str]] = {}
    for statement in prose(thesis):
        cited.setdefault(statement.passage.file, set()).update(statement.works & included)
    return {file for file, keys in cited.items() if 2 * len(keys) > len(included)}


def _concluded(
    statement: Statement, agreed: Mapping[str, str], included: Sequence[Study], title: str
) -> Iterator[Finding]:
    whole = bool(title)  # "" of a chapter that only weighs the studies
    for start, clause in clauses(statement):
        for said in directions.claims(clause, statement.language, agreed):
            EFFECT_CONCLUSION.held(
                statement.passage,
                start + said.at,
                f"{said.outcome} of all {len(included)} included studies: {agreed[said.outcome]}; "
                f"{', '.join(study.key for study in included)}",
            )
            if (said.way == agreed[said.outcome]) is said.denied:
                yield _unlike_all(statement, start + said.at, said.words, said.outcome, included)
    named = _named(statement, {outcome: {} for outcome in agreed})
    if whole and (found := ANSWER.match(statement.text.strip())):
        asked = [one for one in agreed if directions.names(title, statement.language, one)]
        first = WHOLE.split(found["answer"])[0]
        denied = lexicon.denials(statement.language).search(first)
        if asked and denied and not named and not PLAIN.search(first):
            yield _unlike_all(statement, statement.start, found[0], asked[0], included)
    if whole or named:
        yield from _called_bad(statement, agreed, included)
    if whole or named:
        yield from _called_passing(statement, agreed, included)


ANSWER = re.compile(
    r"(?:Svaret|Konklusjonen|The answer|The conclusion)(?: [^,.;:]{0,60}?)? "
    r"(?:er|blir|vert|var|is) (?P<answer>.+)",
    re.IGNORECASE | re.DOTALL,
)  # A sentence that answers the question of the thesis
PLAIN = re.compile(
    r"(?<!\w)(?:entydig\w*|eintydig\w*|klart?|enkelt?|gitt|gitte|sikk?ert?|bare|berre|clear|simple|easy|certain)(?!\w)",
    re.IGNORECASE,
)  # What an answer may not be, and still be yes


def _called_passing(
    statement: Statement, agreed: Mapping[str, str], included: Sequence[Study]
) -> Iterator[Finding]:
    """«men ikke over tid» where each study that looked at it tells of a change over time."""
    known = lexicon.words("effects", statement.language)
    for name in ("acute", "over_time"):
        given = [
            (outcome, values.get(name))
            for study in included
            for outcome, values in study.outcomes.items()
            if values.get(name) and outcome in (_named(statement, study.outcomes) or agreed)
        ]
        changed = [value not in {"unchanged", "no_difference"} for _, value in given]
        found = lexicon.pattern(known[f"not_{name}"]).search(statement.text)
        if found and given and all(changed):
            at = statement.start + found.start()
            yield _unlike_all(statement, at, found[0], given[0][0], included)


def _agreed(included: Sequence[Study]) -> dict[str, str]:
    """The outcomes that every included study reports, and the one direction that they have."""
    found: dict[str, set[str]] = {}
    for study in included:
        for name, values in study.outcomes.items():
            way = directions.recorded(name, {"reported": values.get("reported")})
            found.setdefault(name, set()).update(way or {""})
    everywhere = {name for name in found if all(name in study.outcomes for study in included)}
    return {name: next(iter(found[name])) for name in everywhere if len(found[name]) == 1}


def _called_bad(
    statement: Statement, agreed: Mapping[str, str], included: Sequence[Study]
) -> Iterator[Finding]:
    known = lexicon.words("effects", statement.language)
    for outcome, way in agreed.items():
        wrong = {directions.better(outcome): "bad", directions.worse(outcome): "good"}.get(way, "")
        for found in lexicon.pattern(known.get(wrong, ())).finditer(statement.text):
            if found:
                at = statement.start + found.start()
                yield _unlike_all(statement, at, found[0], outcome, included)


def _unlike_all(
    statement: Statement, at: int, words: str, outcome: str, included: Sequence[Study]
) -> Finding:
    values = {str(study.outcomes[outcome].get("reported")) for study in included}
    return statement.passage.finding(
        EFFECT_CONCLUSION,
        at,
        found=f"«{words}»",
        expected=f"{outcome}: {', '.join(sorted(values))}, as all {len(included)} included "
        "studies report",
        fix="say what the studies report; or, if a record is wrong, mend its outcome",
    )


# ---- Significance --------------------------------------------------------------------------------

EFFECT_SIGNIFICANCE = declare(
    "effect.significance",
    looks_at="studies",
    sees="«signifikant» said of an outcome that its record says is not, and «ikke signifikant» of "
    "one that is, of a difference from the controls where every outcome has one, or right before a "
    "p value whose key says the opposite",
    misses="an outcome that the sentence does not name, and a part of the people",
    example="Russuget falt signifikant [@brellenthin2019].",
    severity=WARNING,
)
SAME_ONE = re.compile(
    r"(?:Også d|Heller ikkj?e d|Fall|Nedgang|Økning|Auk|Endring|Dette "
    r"|Hos [\w .(),&]+ er fallet|This )"
)  # What begins a sentence on the outcome of the sentence before
FIRST = re.compile(
    r"(?<!\w)(?:først|opprinnelig|opphavleg|først var|initially|at first)(?!\w)", re.IGNORECASE
)
SIGNIFICANT = re.compile(r"(?<!\w)(?:signifikant|significant)(?:e|ly)?(?!\w)", re.IGNORECASE)


@EFFECT_SIGNIFICANCE.check
def significance(thesis: Thesis) -> Iterator[Finding]:
    """Every «signifikant» of a sentence on one study against the outcome it is said of."""
    studies = thesis.register.records.by_key
    every = _every(studies.values())
    outcome, last = "", None
    for statement in statements(thesis):
        if by_key := list(_by_p(statement)):
            yield from by_key
            continue
        if statement.passage is not last:
            outcome, last = "", statement.passage
        study = studies.get(statement.study)
        if study and not statement.record and (unlike := list(_not_apart(statement, study))):
            yield from unlike
            continue
        outcomes = study.outcomes if study else {}
        named = _named(statement, outcomes or every)
        outcome = named[-1] if named else outcome if SAME_ONE.match(statement.text) else ""
        if study is None or outcome not in outcomes:
            continue
        if outcomes[outcome].get("significant") is True:
            yield from _insignificant(statement, outcome, outcomes[outcome], study)
        if outcomes[outcome].get("significant") is not False:
            continue
        for start, clause in clauses(statement):
            inside = [
                name for name in outcomes if directions.names(clause, statement.language, name)
            ]
            if inside and outcome not in inside:
                continue
            if found := SIGNIFICANT.search(clause):
                against = f"{study.key} {outcome}: significant: false"
                EFFECT_SIGNIFICANCE.held(statement.passage, start + found.start(), against)
            if (
                found
                and not FIRST.search(statement.text)
                and not lexicon.denials(statement.language).search(clause)
            ):
                yield statement.passage.finding(
                    EFFECT_SIGNIFICANCE,
                    start + found.start(),
                    found=f"«{clause.strip()}», of {study.key}",
                    expected=f"{outcome}: significant: false",
                    fix="say what the record says; or, if the record is wrong, mend its outcome",
                )


NOT_SIGNIFICANT = re.compile(
    r"(?<!\w)(?:ikkj?e|aldri|not)\s(?:\w+ )?(?:signifikant|significant)\w*(?!\w)", re.IGNORECASE
)


SIGNIFICANT_WORD = r"(?:signifikan(?:t|te|s)|significan(?:t|tly|ce))(?!\w)"
SIGNIFICANCE = re.compile(rf"(?<!\w){SIGNIFICANT_WORD}", re.IGNORECASE)
NO_SIGNIFICANCE = re.compile(
    r"(?<!\w)(?:ikkj?e|aldri|not|uten|utan|without|ingen|inga|no)\s(?!bare |berre |only )"
    rf"(?:[^\W\d]+ ){{0,4}}{SIGNIFICANT_WORD}",
    re.IGNORECASE,
)
P_BEHIND = re.compile(r"[^,.;:()]{0,40}\((?:r = [^()]{1,12}, )?p\s*[=<]\s*$", re.IGNORECASE)
"""What stands between «signifikant» and the p value that it rests on."""


def _by_p(statement: Statement) -> Iterator[Finding]:
    """«ikke signifikant (p = …)» against the value that the key of the p value has."""
    text = statement.passage.text
    for printed in statement.printed:
        value = printed.number.value
        if unit_of(printed.number) != "p" or len(printed.keys) != 1 or not isinstance(value, float):
            continue
        words = [
            each
            for each in SIGNIFICANCE.finditer(text, statement.start, printed.start)
            if P_BEHIND.fullmatch(text, each.end(), printed.start)
        ]
        if not words:
            continue
        denied = [
            each.start()
            for each in NO_SIGNIFICANCE.finditer(text, statement.start, printed.start)
            if each.end() == words[-1].end()
        ]
        first = (*denied, words[-1].start())[0]
        EFFECT_SIGNIFICANCE.held(statement.passage, first, f"{printed.keys[0]} = {value}")
        if bool(denied) is (value < LEVEL):
            yield statement.passage.finding(
                EFFECT_SIGNIFICANCE,
                first,
                found=f"«{text[first : printed.end]}»",
                expected=f"{printed.keys[0]} = {value}",
                fix="say what the p value says; or, if it is wrong, mend its figure",
            )


def _not_apart(statement: Statement, study: Study) -> Iterator[Finding]:
    """«ikke signifikant» beside the controls, of a study whose outcomes all differ from theirs."""
    given = list(study.outcomes.values())
    if not given or not all(
        each.get("significant") is not False
        and each.get("against_controls") not in {None, "no_difference", "unchanged"}
        for each in given
    ):
        return
    controls = lexicon.pattern(lexicon.words("effects", statement.language)["controls"])
    for start, clause in clauses(statement):
        found = NO_SIGNIFICANCE.search(clause)
        if found and controls.search(clause):
            values = ", ".join(
                f"{name} {each.get('against_controls')}" for name, each in study.outcomes.items()
            )
            yield statement.passage.finding(
                EFFECT_SIGNIFICANCE,
                start + found.start(),
                found=f"«{clause.strip()}», of {study.key}",
                expected=f"against_controls: {values}",
                fix="say what the record says; or, if the record is wrong, mend its outcome",
            )


def _insignificant(
    statement: Statement, outcome: str, values: Outcome, study: Study
) -> Iterator[Finding]:
    """«suget falt ikke signifikant» of an outcome that did, and of nothing else in the clause."""
    for start, clause in clauses(statement):
        found = NOT_SIGNIFICANT.search(clause)
        if told := SIGNIFICANT.search(clause):
            against = f"{study.key} {outcome}: significant: true"
            EFFECT_SIGNIFICANCE.held(statement.passage, start + told.start(), against)
        known = lexicon.words("effects", statement.language)
        apart = lexicon.pattern((*known["elsewhere"], "mellom", "between", "forskjell*"))
        alike = values.get("against_controls") in {None, "no_difference", "unchanged"}
        if (
            found
            and not lexicon.pattern(known["matters"]).search(clause)
            and directions.names(clause, statement.language, outcome)
            and not (apart.search(clause) and (alike or OF_OTHERS.search(clause)))
        ):
            yield statement.passage.finding(
                EFFECT_SIGNIFICANCE,
                start + found.start(),
                found=f"«{clause.strip()}», of {study.key}",
                expected=f"{outcome}: {_plain(values)}, significant: true",
                fix="say what the record says; or, if the record is wrong, mend its outcome",
            )


def _named(statement: Statement, outcomes: Outcomes) -> list[str]:
    """The outcomes that a sentence names, in the order of their nouns."""
    found = [
        (match.start(), outcome)
        for outcome in outcomes
        for noun, _ in directions.nouns(outcome, statement.language)
        for match in noun.finditer(statement.text)
    ]
    return [outcome for _, outcome in sorted(found)]
