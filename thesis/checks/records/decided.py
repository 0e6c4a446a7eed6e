"""Rules on what was done and decided: the intervention, the design, the reason to leave out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from thesis.checks.records.figures import single
from thesis.checks.records.outcomes import ONCE
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import measured
from thesis.effects import LEVEL
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source
from thesis.language import lexicon

RECORD_AMOUNT = declare(
    "record.amount",
    looks_at="studies",
    sees="an intervention that the study's own figures deny: none with sessions, a programme of "
    "one session, a single session of several weeks; a trial of nothing, a survey of a programme",
    misses="a programme that no figure tells of",
    example="intervention: none, and sessions_per_week: 3",
)
RECORD_MEASURES = declare(
    "record.measures",
    looks_at="studies",
    sees="a physical measure that is none of the measures",
    misses="a measure that is missing from both",
    example="physical_measures: [eeg], and no eeg in measures",
)
RECORD_PROTOCOL = declare(
    "record.protocol",
    looks_at="studies",
    sees="a protocol that is left out for another reason, and another study that is left out as a "
    "protocol",
    misses="a protocol that no field calls so",
    example="design: protocol, and reason_category: small_sample",
    severity=WARNING,
)
RECORD_REASON = declare(
    "record.reason",
    looks_at="studies",
    sees="a reason_category whose words the reason does not have, where it has all the words of "
    "another one; and one reason in two records with different categories",
    misses="a reason in other words than those of the ladder",
    example="reason_category: off_topic, and «Utvalget er lite, …»",
    severity=WARNING,
)

RECORD_OTHER_STUDY = declare(
    "record.other-study",
    looks_at="studies",
    sees="a text that calls another study one of the same group, whose first author did not write "
    "the study's own work, nor the other way round; and a newer study that is not newer",
    misses="a group that has no author in common",
    example="«fra den samme forskergruppen … [@wang2019]» in wang2015",
    severity=WARNING,
)

RECORD_MEASURED = declare(
    "record.measured",
    looks_at="studies",
    sees="a measure that neither the outcomes nor any text of the record has, and one that the "
    "method tells and the measures have not",
    misses="a measure that the lexicon has no words for",
    example="spørreskjemaer om søvn, and no sleep in measures",
    severity=WARNING,
)
RECORD_SIZE = declare(
    "record.size",
    looks_at="studies",
    sees="a text that calls a sample of less than a hundred large, or one of two hundred and more "
    "small; a sample that leaves out the controls, or counts questionnaires in place of people",
    misses="a sample between the two, and one that the text counts",
    example="«Utvalget er stort» of 21 people",
    severity=WARNING,
)
RECORD_DENIED = declare(
    "record.denied",
    looks_at="studies",
    sees="a text that denies what a field says: peer review, groups unlike in age with a p below "
    "0.05 that are called matched, a control group of a qualitative study, and people of a "
    "randomised trial who chose their group",
    misses="a denial in other words",
    example="«Gruppene var matchet på alder», and age_difference_p: 0.0062",
    severity=WARNING,
)

SAME_GROUP = re.compile(
    r"(?i)(?:den |de |det )?(?:samme|same)\s+(?:\w+\s+)?"
    r"(?:\w*gruppe\w*|forfatter\w*|forsker\w*|group|authors|team)"
)
NEWER = re.compile(r"(?i)(?<!\w)(?:nyere|seinere|senere|newer|later)(?!\w)")
OLDER = re.compile(r"(?i)(?<!\w)(?:eldre|tidligere|older|earlier)(?!\w)")
CITED = re.compile(r"@([a-z][a-z0-9_-]*)")

LARGE = 100  # People that are no small sample

TRIALS = frozenset({"rct", "cluster_rct", "trial", "crossover", "quasi_experimental"})
PROTOCOL = "protocol"

STEM = 5  # Letters by which a word of a label is known again

SHORT = frozenset(
    "for med uten som den det der eller ikke bare annet enn feil the and with without only not "
    "wrong other than".split()
)  # Words of a label that say nothing of the reason itself


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    works = {str(work.get("id")): work for _, work, _ in data.items("references")}
    for key, study in data.studies.items():
        yield from _other_study(key, study, works)
        yield from _amount(study)
        yield from _measures(study)
        yield from _measured(key, study, data)
        yield from _protocol(study)
        yield from _size(study, data)
        yield from _sides(study)
        yield from _denied(study)
    same = list(_same_reason(data))
    told = {each.file for each in same}
    for study in data.studies.values():
        if study.file not in told:
            yield from _reason(study, data)
    yield from same


def _figure(study: Source, name: str) -> float | None:
    value = single(study, name)
    return None if value is None else float(value)


def _amount(study: Source) -> Iterator[Finding]:
    done, design = get(study, str, "intervention"), get(study, str, "design")
    weeks, a_week, sessions = (
        _figure(study, name) for name in ("weeks", "sessions_per_week", "sessions")
    )
    evidence = next(
        (name for name in ("sessions_per_week", "sessions", "session_minutes", "weeks")
         if _figure(study, name) is not None),
        "",
    )  # fmt: skip
    told = f"{evidence}: {_figure(study, evidence):g}" if evidence else ""
    several = (sessions or 0) > 1 or (a_week or 0) > 0
    if done == "none" and evidence and evidence != "weeks":
        found, expected = told, "what was done with those who took part"
    elif done == "programme" and sessions == 1 and not several and weeks is None:
        found, expected = told, "single_session, of one session"
    elif done == "single_session" and several:
        found, expected = told, "programme, of several sessions"
    elif done == "none" and design in TRIALS:
        found, expected = f"design: {design}", "what the trial tries"
    elif done in {"programme", "single_session"} and design in ONCE:
        found, expected = f"design: {design}", "none, of a study that asks"
    else:
        return
    place, other = study.place("intervention"), study.place("design")
    if found == told:
        ends = [(place, study.place("figures", evidence))]
    else:
        ends = [(place, other), (other, place)]
    for here, there in ends:
        yield RECORD_AMOUNT.at(
            here,
            found=f"intervention: {done}, and {found}",
            expected=expected,
            fix="mend intervention, or the other",
            evidence=str(there),
        )


def _measures(study: Source) -> Iterator[Finding]:
    measures = get(study, list, "measures")
    for i, name in enumerate(get(study, list, "physical_measures") or []):
        if measures is not None and name not in measures:
            yield RECORD_MEASURES.at(
                study.place("physical_measures", i),
                found=f"{name}, which measures does not have",
                expected=f"one of {', '.join(map(str, measures)) or 'none'}",
                fix=f"add {name} to measures, or remove it here",
                evidence=str(study.place("measures")),
            )


MEASURED = re.compile(
    r"(?i)(?:spørreskjema\w* om|ble (?:målt|registrert|kartlagt|undersøkt)|målte|registrerte"
    r"|questionnaires? on|measured|recorded)"
)


def _measured(key: str, study: Source, data: Data) -> Iterator[Finding]:
    """Measures that nothing else of the record has, and those of the method that are not there."""
    if not (measures := get(study, list, "measures")):
        return
    topics = [wording.topic(name, data) for name in ("measures", "methods")]
    known = {name for topic in topics for name in topic.words}
    own = {*map(str, measures), *(get(study, dict, "outcomes") or {})}
    told = list(wording.sentences(study))
    titled = wording.title(data, key)
    named = {
        name
        for sentence in told
        for topic in topics
        for each in topic.find(sentence.text)
        for name in each.meanings
    }
    in_texts = {*measures} & named
    if titled:
        named |= {
            name
            for topic in ("measures", "methods")
            for each in lexicon.topic(topic, titled[1]).find(titled[0].text)
            for name in each.meanings
        }
    outcomes = get(study, dict, "outcomes") or {}
    rest = {*named, *outcomes}
    strange = [name for name in measures if name in known and name not in rest]
    strange = strange if 2 * len(in_texts) >= len(measures) else []
    for name in strange:
        yield RECORD_MEASURED.at(
            study.place("measures"),
            found=f"{name}, which no text of the record and no outcome has",
            expected="what the texts say was measured",
            fix=f"mend {name}, or tell it in the method",
        )
    for sentence in told:
        if sentence.name != "method" or not MEASURED.search(sentence.text):
            continue
        for topic in topics:
            for each in topic.find(sentence.text):
                if sentence.is_plain(each.start) and not _like(each.meanings, own):
                    yield RECORD_MEASURED.at(
                        sentence.place,
                        found=f"«{each.word}», which is none of the measures",
                        expected=f"one of {', '.join(map(str, measures))}",
                        fix="mend the word, or the measures",
                        evidence=str(study.place("measures")),
                    )


def _like(meanings: frozenset[str], own: set[str]) -> bool:
    """Whether a record has one of them, if only as the beginning of a name: `sleep_duration`."""
    return any(name.startswith(meaning) for meaning in meanings for name in own)


SMALL, MANY = 100, 200  # People that are too few to be called many, and too many to be called few


def _size(study: Source, data: Data) -> Iterator[Finding]:
    figures = [_figure(study, str(name)) for name in get(study, list, "sample") or []]
    known = [figure for figure in figures if figure is not None]
    if not known or len(known) != len(figures):
        return
    people, sizes = sum(known), wording.topic("sizes", data)
    for sentence in wording.sentences(study):
        if "{.group" in sentence.raw or sentence.name not in {"quality", "reason", "population"}:
            continue
        for each in sizes.find(sentence.text):
            wrong = (people < SMALL and "large" in each.meanings) or (
                people >= MANY and "small" in each.meanings
            )
            if wrong and sentence.is_plain(each.start):
                yield RECORD_SIZE.at(
                    sentence.place,
                    found=f"«{each.word}» of {people:g} people",
                    expected="a word that fits the sample",
                    fix="mend the word, or the sample",
                    evidence=str(study.place("sample")),
                )


def _sides(study: Source) -> Iterator[Finding]:
    sample = [str(name) for name in get(study, list, "sample") or []]
    figures = get(study, dict, "figures") or {}
    left_out = [
        other
        for name in sample
        for one, other in measured.SIDES
        if one == name and other.startswith("control")
        if other in figures and other not in sample
    ]
    papers = [
        name
        for name in sample
        if get(study, str, "figures", name, "unit") == "questionnaires"
        and any(get(study, str, "figures", each, "unit") == "people" for each in figures)
    ]
    if left_out or papers:
        yield RECORD_SIZE.at(
            study.place("sample"),
            found=f"a sample without {left_out[0]}" if left_out else f"{papers[0]} for a sample",
            expected="all the people whom the study is of",
            fix=f"add {left_out[0]} to the sample" if left_out else "take a figure of people",
        )


PEER = re.compile(r"(?i)(?:ikke|not) (?:fagfellevurdert|peer[- ]reviewed)")
MATCHED = re.compile(
    r"(?i)(?<!ikke )(?<!not )(?:matchet|matched|like) (?:på|i|for|on|in) (?:alder|age)"
)
CHOSE = re.compile(
    r"(?i)(?:fordelt|delt inn) etter (?:eget )?ønske|valgte selv gruppe|allocated by preference"
)
CONTROLLED = re.compile(
    r"(?i)(?<!\w)(?:har|hadde|had|has) (?:en|et|a) (?:\w+ )?(?:kontrollgruppe|control group)"
)
UNCONTROLLED = frozenset({"qualitative", "interview_study", "focus_groups", "survey"})


def _denied(study: Source) -> Iterator[Finding]:
    """What the words of a record deny of its own fields."""
    p = _figure(study, "age_difference_p")
    design = get(study, str, "design")
    asked = (
        (PEER, "peer_reviewed", get(study, bool, "peer_reviewed") is True),
        (MATCHED, "figures", p is not None and p < LEVEL),
        (CONTROLLED, "design", design in UNCONTROLLED),
        (CHOSE, "design", design in {"rct", "cluster_rct"}),
    )
    for sentence in wording.sentences(study):
        for pattern, field, holds in asked:
            found = pattern.search(sentence.text)
            if found and holds and "matche" not in sentence.text[: found.start()]:
                where = study.place(
                    *(("figures", "age_difference_p") if p and field == "figures" else (field,))
                )
                yield RECORD_DENIED.at(
                    sentence.place,
                    found=f"«{found[0]}», and {field.replace('figures', 'age_difference_p')}: "
                    f"{p if field == 'figures' else get(study, object, field)}",
                    expected="words that the field bears out",
                    fix="mend the words, or the field",
                    evidence=str(where),
                )


def _protocol(study: Source) -> Iterator[Finding]:
    design, reason = get(study, str, "design"), get(study, str, "reason_category")
    if design is None or reason is None or (design == PROTOCOL) == (reason == PROTOCOL):
        return
    for field, other in (("design", "reason_category"), ("reason_category", "design")):
        yield RECORD_PROTOCOL.at(
            study.place(field),
            found=f"design: {design}, and reason_category: {reason}",
            expected="a protocol in both, or in neither",
            fix=f"mend {field}, or {other}",
            evidence=str(study.place(other)),
        )


def _reason(study: Source, data: Data) -> Iterator[Finding]:
    category, text = get(study, str, "reason_category"), get(study, str, "texts", "reason")
    reasons = get(data.documents.get("ladder"), dict, "reasons") or {}
    if text is None or category not in reasons:
        return
    sample = [_figure(study, str(name)) for name in get(study, list, "sample") or []]
    if sample and None not in sample and "small" in str(category).split("_"):
        people = sum(each for each in sample if each is not None)
        if people >= LARGE:
            yield RECORD_REASON.at(
                study.place("figures", str((get(study, list, "sample") or [""])[0])),
                found=f"a sample of {people:g}, and reason_category: {category}",
                expected=f"fewer than {LARGE} of a small sample",
                fix="mend the figure, or reason_category",
                evidence=str(study.place("reason_category")),
            )
    shares = {name: _share(name, str(label), text, data) for name, label in reasons.items()}
    better = [name for name, share in shares.items() if share == 1 and name != category]
    if not better or shares[category] == 1:
        return
    for steps in (("reason_category",), ("texts", "reason")):
        yield RECORD_REASON.at(
            study.place(*steps),
            found=f"reason_category: {category}, and «{text.strip()}»",
            expected=f"a reason that is «{reasons[category]}»",
            fix=f"did you mean {' or '.join(better)}? Else mend the text",
        )


def _share(name: str, label: str, text: str, data: Data) -> float:
    """The share of what a reason is called that a text says, in these words or in their like."""
    shown = wording.hidden(text)
    wanted = [word for word in re.findall(r"\w+", label) if _tells(word)]
    hits = [_says(word, shown, data) for word in wanted]
    return sum(hits) / len(hits) if hits else 0


def _tells(word: str) -> bool:
    return len(word) >= 3 and word.lower() not in SHORT


def _says(word: str, text: str, data: Data) -> bool:
    if re.search(rf"(?i)(?<!\w)\w{{0,6}}{re.escape(word[:STEM])}", text):
        return True
    for name in ("opposites", "reasons"):
        topic = wording.topic(name, data)
        meant = {meaning for each in topic.find(word) for meaning in each.meanings}
        if any(meant & each.meanings for each in topic.find(text)):
            return True
    return False


def _other_study(key: str, study: Source, works: Mapping[str, Fields]) -> Iterator[Finding]:
    for sentence in wording.sentences(study):
        cited = set(CITED.findall(sentence.raw)) & set(works) - {key}
        if len(cited) != 1 or key not in works:
            continue
        (other,) = cited
        same = SAME_GROUP.search(sentence.raw)
        own, its = _people(works[key]), _people(works[other])
        year, later = (str(works[each].get("issued") or "")[:4] for each in (key, other))
        if same and own and its and own[0] not in its and its[0] not in own:
            found = f"«{same[0]}» and {other}, whose first author is {' '.join(its[0])}"
        elif year and later and NEWER.search(sentence.text) and later < year:
            found = f"«{NEWER.findall(sentence.text)[0]}» and {other}, which is of {later}"
        elif year and later and same and OLDER.search(sentence.text) and later > year:
            found = f"«{OLDER.findall(sentence.text)[0]}» and {other}, which is of {later}"
        else:
            continue
        yield RECORD_OTHER_STUDY.at(
            sentence.place,
            found=found,
            expected=f"the study that the sentence is about, beside {key} of {year}",
            fix="mend the citation, or the words",
        )


def _people(work: Fields) -> list[tuple[str, str]]:
    """The authors of a work, each with the first letter of the given name."""
    return [
        (str(person["family"]), str(person.get("given") or "")[:1])
        for person in work.get("author") or []
        if isinstance(person, dict) and person.get("family")
    ]


def _same_reason(data: Data) -> Iterator[Finding]:
    first: dict[str, tuple[Source, str]] = {}
    for study in data.studies.values():
        category, text = get(study, str, "reason_category"), get(study, str, "texts", "reason")
        if category is None or text is None:
            continue
        other, named = first.setdefault(" ".join(text.lower().split()), (study, category))
        if named == category:
            continue
        for one, another, has in ((study, other, named), (other, study, category)):
            yield RECORD_REASON.at(
                one.place("texts", "reason"),
                found=f"the reason of {PurePath(another.file).stem}, which has reason_category: "
                f"{has}",
                expected="one reason for one category",
                fix="mend the text or the reason_category of one of the two",
                evidence=str(another.place("texts", "reason")),
            )
