"""Rules on what abstract, conclusion and the opening of the discussion claim of all studies."""

from collections.abc import Iterator

from thesis.checks.text.group_statements import answering
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document import content
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.editions import claims
from thesis.model.conditions import PredicateError, Record
from thesis.model.groups import ask

CLAIM_PREDICATE = declare(
    "claim.predicate",
    looks_at="groups",
    sees="a claim that names no group or asks the records a question they cannot answer",
    misses="a question that can be answered but is not what the sentence says",
    example='[Russuget dempes]{.claim of="included" where="outcomes.carving.reported == reduced"}',
)
CLAIM_UNKNOWN = declare(
    "claim.unknown",
    looks_at="groups",
    sees="a claim that a blank field of a record can make true or untrue",
    misses="a field that is filled in wrongly",
    example='[Russuget dempes]{.claim of="included" where="outcomes.craving.acute"} where one '
    "study has acute: null",
)
CLAIM_CHAPTER = declare(
    "claim.chapter",
    looks_at="settings",
    sees="a chapter under claims in config that the thesis does not have",
    misses="a chapter that is not named there",
    example="claims: {in: [Konklusjon]}, and no heading «Konklusjon»",
)
CLAIM_UNTRUE = declare(
    "claim.untrue",
    looks_at="groups",
    sees="a claim on the studies that one of them denies: all must answer its question with yes, "
    "or with some= one of them",
    misses="what the sentence claims beyond the fields that it is bound to",
    example='[Russuget dempes]{.claim of="included" where="outcomes.craving.significant"} where '
    "one study has significant: false",
)


@CLAIM_UNTRUE.check
def statements(thesis: Thesis) -> Iterator[Finding]:
    """Every claim against the records of its group."""
    for passage in texts(thesis):
        for zone in passage.of_class(claims.MARK):
            yield from _check(thesis, passage, zone)


def _check(thesis: Thesis, passage: Passage, zone: Zone) -> Iterator[Finding]:
    place, words = passage.place(zone.start), passage.text[zone.start : zone.end]
    of, where, some = (zone.attributes.get(name, "") for name in ("of", "where", claims.SOME))
    try:
        if where and some:
            raise PredicateError(
                "where= and some=", "one question", "bind each claim to a question of its own"
            )
        predicate, answers = ask(of, where or some, thesis.register.records.studies, thesis.config)
    except PredicateError as error:
        yield CLAIM_PREDICATE.at(place, found=error.found, expected=error.expected, fix=error.fix)
        return
    yes, no, unknown = (
        [record for record, answer in answers if answer is wanted] for wanted in (True, False, None)
    )
    every = not some
    against = f"{predicate.source}: {len(yes)} of {len(answers)}: {', '.join(map(_key, yes))}"
    CLAIM_UNTRUE.held(passage, zone.start, against)
    if (every and not no and not unknown and answers) or (not every and yes):
        return
    if (every and no) or not unknown:
        yield CLAIM_UNTRUE.at(
            place,
            found=f"«{words}», where {len(no)} of {len(answers)} studies say no",
            expected=f"«{predicate.source}» of {'every study' if every else 'a study'}, or another "
            "claim",
            fix="write what the studies say now, and bind that; or mend the field if it is wrong",
            evidence=f"not true of {answering(no, predicate)}" if no else "",
        )
    else:
        yield CLAIM_UNKNOWN.at(
            place,
            found=f"«{words}», where {len(unknown)} of {len(answers)} cannot be answered",
            expected=f"an answer to «{predicate.source}» from every record",
            fix="fill in the field, or claim it of those that were asked: of=, except",
            evidence=f"not known: {answering(unknown, predicate)}",
        )


def _key(record: Record) -> str:
    return str(record["key"])


@CLAIM_CHAPTER.check
def chapters(thesis: Thesis) -> Iterator[Finding]:
    """Every chapter that config names under claims."""
    known = {
        claims.name(one.text): one.text for one in texts(thesis) if one.within[-1]["t"] == "Header"
    }
    for part, names in (thesis.config.get("claims") or {}).items():
        for i, wanted in enumerate(names):
            if claims.name(wanted) not in known:
                yield CLAIM_CHAPTER.at(
                    content.setting(thesis.root, "claims", part, i),
                    found=f"the chapter «{wanted}»",
                    expected="the heading of a chapter",
                    fix="mend the name, or take it out until the chapter is written",
                )
