"""Rules on the answers of data/checklists.yaml; a thesis without that file has none."""

from collections.abc import Iterator, Mapping, Sequence

from thesis.checklists import prisma_2020, report
from thesis.checklists.identifiers import identifiers
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.input.messages import schemas
from thesis.model.records import Answer

CHECKLIST_NO_PAGE = declare(
    "checklist.no-page",
    looks_at="answers",
    sees="a place that a checklist names and whose heading or caption is on no page of the "
    "finished PDF",
    misses="a place that is there and does not report what the item asks for",
    example="at: [metode], where the PDF prints «Metodar» for «Metode»",
    target="checklists",
)


def items(checklist: str) -> list[str]:
    """The numbers of a checklist's items, in order."""
    schema = schemas()["checklists"]["properties"][checklist]
    return list(schema["propertyNames"]["enum"])


CHECKLIST_UNKNOWN_PLACE = declare(
    "checklist.unknown-place",
    looks_at="answers",
    sees="a place that a checklist names and the document does not have",
    misses="a place that is there and does not report what the item asks for",
    example="at: [metoden], where the heading has the identifier metode",
)


@CHECKLIST_UNKNOWN_PLACE.check
def unknown_places(thesis: Thesis) -> Iterator[Finding]:
    """Places that are nowhere."""
    known = identifiers(thesis.document)
    for checklist in thesis.register.records.checklists.lists.values():
        for answer in checklist.answers.values():
            for at in answer.targets:
                if at.id not in known:
                    yield CHECKLIST_UNKNOWN_PLACE.at(
                        at.place,
                        found=f"at: {at.id}",
                        expected="the identifier of a heading, a table or a figure, or title-page",
                        fix=suggestion(at.id, known, f"choose one of {', '.join(known)}"),
                    )


CHECKLIST_UNANSWERED = declare(
    "checklist.unanswered",
    looks_at="answers",
    sees="an item of a checklist in data/checklists.yaml that neither author nor data answer",
    misses="an answer that is not true, and a checklist that is left out as a whole",
    example="prisma2020 without its item 27",
    severity="warning",
)


@CHECKLIST_UNANSWERED.check
def unanswered(thesis: Thesis) -> Iterator[Finding]:
    """Items without an answer; one finding for each checklist."""
    given = thesis.register.records.checklists.lists
    words = prisma_2020.words(thesis.labels)
    built = (
        prisma_2020.built(thesis.register, thesis.document, words, thesis.config.get("demands", {}))
        if given
        else {}
    )
    for name, checklist in given.items():
        known = {*checklist.answers, *built.get(name, ())}
        left = [item for item in items(name) if item not in known]
        if left:
            yield CHECKLIST_UNANSWERED.at(
                checklist.place,
                found=f"{name} without an answer to {', '.join(left)}",
                expected="an answer to every item",
                fix="say where the thesis reports it (at), or why not (not_reported, "
                "not_applicable)",
            )


CHECKLIST_UNREAD = declare(
    "checklist.unread",
    looks_at="answers",
    sees="answers of a checklist that were given in an earlier edition, and that nobody says were "
    "read again for this one",
    misses="an answer that was read and is not true",
    example="not_reported: Ingen oppdatering av søkene er nevnt, in an edition with new searches",
    severity="warning",
)


@CHECKLIST_UNREAD.check
def unread(thesis: Thesis) -> Iterator[Finding]:
    """Answers of an earlier edition; one finding for each checklist and edition."""
    name = thesis.register.records.thesis.edition.name
    for checklist, given in thesis.register.records.checklists.lists.items():
        of: dict[str, list[str]] = {}
        for item, answer in given.answers.items():
            if edition := report.unread(thesis.register, answer):
                of.setdefault(edition, []).append(item)
        for edition, found in of.items():
            yield CHECKLIST_UNREAD.at(
                given.place,
                found=f"{checklist}: answers of the edition «{edition}»: {', '.join(found)}",
                expected="answers that were read again since",
                fix=f'read them, and write edition: "{name}" above the checklists, or in the '
                "answers that are read",
            )


def without_page(
    answers: Mapping[str, Answer], known: Sequence[str], found: Sequence[str]
) -> Iterator[Finding]:
    """Places of the document that are on no page of the finished PDF.

    Args:
        answers: those of a checklist, by item.
        known: the identifiers of the document; another rule tells of others.
        found: those that have a page.
    """
    for answer in answers.values():
        for at in answer.targets:
            if at.id in known and at.id not in found:
                yield CHECKLIST_NO_PAGE.at(
                    at.place,
                    found=f"at: {at.id}, on no page of the finished PDF",
                    expected="a heading or caption that the PDF prints as the document has it",
                    fix="build the PDF anew; a figure or table without a caption cannot be named "
                    "here",
                )
