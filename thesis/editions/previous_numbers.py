"""Numbers of the previous edition in the register of a revised one, for a table.

The main counts of then are numbers like any other, ``previous.studies.included``, whose rows are in
the register that was archived. What came, left and was decided anew are the records `changes`.
"""

from dataclasses import replace

import msgspec

from thesis.editions import diff
from thesis.editions.diff import Study
from thesis.editions.store import Edition
from thesis.input.labels import Labels
from thesis.model import references
from thesis.model.records import Changes, Database, Search, StudyChanged, Work
from thesis.model.register import Number, Register

PREFIX = "previous."
COUNTS = (
    "databases.count", "searches.count", "searches.hits", "searches.hits_with_abstracts",
    "searches.abstracts", "searches.articles", "studies.read", "studies.included",
    "studies.excluded",
)  # fmt: skip
"""The counts that a reader looks for first, in the order of the work."""


def add(register: Register, edition: Edition, words: Labels) -> None:
    """Put what there is to tell of the previous edition into the register."""
    old = edition.register
    same = [key for key in COUNTS if key in old and key in register]
    numbers = [previous_number(old[key], edition, words["changes"]) for key in same]
    register.numbers.update({number.key: number for number in numbers})
    sessions, searches = searched(old, register)
    changes = Changes(
        edition=edition.name,
        counts=same,
        studies=[
            studied(each, old, register)
            for each in diff.studies(old, register)
            if each.what != diff.CHANGED
        ],
        sessions=sessions,
        searches=searches,
    )
    answered = register.records.checklists
    if answered.lists and not answered.edition:  # perhaps nobody has read them for many editions
        read = old.records.checklists.edition or edition.name
        answered = msgspec.structs.replace(answered, edition=read)
    register.records = msgspec.structs.replace(
        register.records, changes=changes, checklists=answered
    )


def previous_number(number: Number, edition: Edition, label: Labels) -> Number:
    """A number of the previous edition as this one has it."""
    return replace(
        number,
        key=f"{PREFIX}{number.key}",
        rows=[edition.place(number.key)],
        says=label["previous_says"].format(
            count=label["count_of"][number.key], edition=edition.name
        ),
        operation="",
        terms=[],
    )


def studied(each: Study, old: Register, new: Register) -> StudyChanged:
    """A study that came, left or was decided anew."""
    reference = work(each, old, new)
    return StudyChanged(
        key=each.key,
        what=each.what,
        cited=references.cited(reference) if reference else each.key,
        title=reference.get("title", each.key),
        old=diff.decision(each.old),
        new=diff.decision(each.new),
    )


def work(each: Study, old: Register, new: Register) -> Work:
    """The reference of a study, as the last edition that has the study has it; or an empty one."""
    return (new if each.new else old).records.references.get(each.key, {})


def searched(old: Register, new: Register) -> tuple[list[Database], list[Search]]:
    """The sessions that are new, and the new searches in those that were there before."""
    sessions = [one.new for one in diff.sessions(old, new) if one.new and not one.old]
    ids = {session.id for session in sessions}
    rows = [one.new for one in diff.searches(old, new) if one.new and not one.old]
    return sessions, [row for row in rows if row.database not in ids]
