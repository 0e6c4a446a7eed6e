"""Groups of studies that a statement is about, by its `of`, and their answers to its `where`."""

from collections.abc import Iterable, Mapping

from thesis.diagnostics.files import Config
from thesis.diagnostics.findings import nearest
from thesis.model import conditions
from thesis.model.conditions import Answer, Predicate, PredicateError, Record
from thesis.model.records import Study

STATUSES = {
    "included": {"included"},
    "excluded": {"excluded"},
    "read": {"included", "excluded", "withdrawn"},
}  # The named groups, by the status of their records

EXCEPT = "except"  # What stands in `of` between the group and those it leaves out

EXAMPLE = '[Ingen av artiklene]{.group of="included" where="country in scandinavia"}'


def ask(
    of: str, where: str, studies: Iterable[Study], config: Config
) -> tuple[Predicate, list[tuple[Record, Answer]]]:
    """What a group statement asks, and what each record of its group answers.

    Raises:
        PredicateError: it names no group, or asks what the records cannot answer.
    """
    records: list[Record] = [study.record for study in studies]
    members = select(of, records)
    predicate = _question(where, records, config)
    return predicate, [(record, predicate.ask(record)) for record in members]


def answers(said: Mapping[str, str], studies: Iterable[Study], config: Config) -> dict[str, Answer]:
    """What each study of a group answers, by its key; nothing where it cannot be asked.

    Args:
        said: the attributes of the statement, `of` and `where` among them.
    """
    try:
        _, found = ask(said.get("of", ""), said.get("where", ""), studies, config)
    except PredicateError:
        return {}
    return {record["key"]: answer for record, answer in found}


def select(of: str, records: list[Record]) -> list[Record]:
    """The records of a group: ``included``, ``excluded``, ``read``, study keys; ``except`` some.

    Raises:
        PredicateError: nothing is named, or a name is no group and no study.
    """
    if not (names := of.split()) or names[0] == EXCEPT:
        raise PredicateError(
            f'of="{of}"' if of else "no of=", "the group that the words are about",
            f"write of=\"included\", \"excluded\", \"read\" or study keys, as in {EXAMPLE}",
        )  # fmt: skip
    split = names.index(EXCEPT) if EXCEPT in names else len(names)
    inside, outside = _keys(names[:split], records), _keys(names[split + 1 :], records)
    if gone := sorted(outside - inside):
        raise PredicateError(
            f'of="{of}", and {" and ".join(gone)} is not among «{" ".join(names[:split])}»',
            "an exception that is one of them",
            f"write what is true of them all now, and take {' and '.join(gone)} out of it",
        )
    return [record for record in records if record["key"] in inside - outside]


def _keys(names: list[str], records: list[Record]) -> set[str]:
    keys: set[str] = set()
    known = {str(record["key"]) for record in records}
    for name in names:
        if name in STATUSES:
            keys |= {str(r["key"]) for r in records if r["status"] in STATUSES[name]}
        elif name in known:
            keys.add(name)
        else:
            near = nearest(name, [*STATUSES, *sorted(known)])
            raise PredicateError(
                f'of="{name}"',
                f"{', '.join(STATUSES)} or the key of a study",
                f"did you mean {' or '.join(near)}?"
                if near
                else f"keys: {', '.join(sorted(known))}",
            )
    return keys


def _question(where: str, records: list[Record], config: Config) -> Predicate:
    if not where.strip():
        raise PredicateError(
            "no where=",
            "what is said of the group, as a condition on the records' fields",
            f"add it, as in {EXAMPLE}",
        )
    return conditions.parse(where, records, config.get("sets") or {})
