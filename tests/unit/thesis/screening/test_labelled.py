"""Works as databases spoil them: no two are merged, and nearly every duplicate is found."""

import random
from collections.abc import Iterator
from typing import Any

from thesis.screening.found import FoundRecord, found_record
from thesis.screening.merging import MergedRecords

WORKS = 1500
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro sa te vi wo xa yu".split()
LEAST = 0.96  # The share of the duplicates that has to be found


def generated(seed: int) -> Iterator[tuple[str, FoundRecord]]:
    """Records, each with the work that it is of, for which nobody else would take it."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))

    def work() -> dict[str, Any]:
        return {
            "title": " ".join(word() for _ in range(chance.randint(5, 12))).capitalize(),
            "author": [{"family": word().capitalize()}],
            "issued": chance.randint(1995, 2024),
            "container-title": f"Journal of {word().capitalize()} {word().capitalize()}",
            "volume": str(chance.randint(1, 60)),
            "page": str(chance.randint(1, 1500)),
            "DOI": f"10.5555/{chance.getrandbits(40):x}" if chance.random() < 0.8 else "",
        }

    def spoilt(item: dict[str, Any]) -> dict[str, Any]:
        made = dict(item)
        if chance.random() < 0.5:
            words = str(item["container-title"]).replace("of ", "").split()
            made["container-title"] = " ".join(name[:4] for name in words)
        if chance.random() < 0.2:
            made["title"] = str(item["title"]).upper()
        if chance.random() < 0.3:
            made["title"] = f"{made['title']}."
        if chance.random() < 0.05:
            made["issued"] = item["issued"] + 1
        return {name: each for name, each in made.items()
                if name in {"title", "author", "issued"} or chance.random() < 0.92}  # fmt: skip

    def others(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Other works that look like one."""
        own = {"DOI": item["DOI"] and f"{item['DOI']}.b"}
        yield {**item, **own, "title": f"{item['title']} part ii", "page": "1501"}
        yield {**item, **own, "title": f"Erratum: {item['title']}", "page": "1502"}
        yield {**item, "DOI": "", "container-title": f"Congress of {word()}", "volume": "61",
               "page": "1503"}  # fmt: skip
        yield {**work(), "DOI": item["DOI"]}  # abstracts of a supplement may share its DOI

    number = 0
    for n in range(WORKS):
        item = work()
        like = [*others(item)] if n % 5 == 0 else []
        for label, each in enumerate([item, *like]):
            for _ in range(chance.choice([1, 1, 2, 2, 3, 4])):
                number += 1
                yield f"{n}.{label}", found_record(f"x:{number}", number, spoilt(each))


def test_no_two_works_are_merged_and_nearly_every_duplicate_is_found() -> None:
    made = list(generated(1))
    label = {record.id: name for name, record in made}
    merged = MergedRecords((record for _, record in made), [], [])
    wrong = [work for work in merged.works() if len({label[name] for name in work}) > 1]
    assert wrong == []
    duplicates = len(made) - len(set(label.values()))
    assert len(merged.merges) > LEAST * duplicates
