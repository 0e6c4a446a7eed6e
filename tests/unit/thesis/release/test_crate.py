"""The metadata of a release: each file is named once, and nothing is named that is not there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from thesis.model.records import EditionName, TitlePage
from thesis.release import crate

PAGE = TitlePage(
    title="Sover de bedre?",
    genre="Bacheloroppgave",
    language="nb",
    authors=["Anna Berg", "Ola Å. Nes"],
    keywords={"nb": ["søvn", "kor"], "en": ["sleep", "kor"]},
    edition=EditionName(name="2023", date="2023-05-15"),
)
FILES = [
    "LICENSE", "Snakefile", "content/a.md", "data/b.yaml", "results/thesis.pdf", "rules/data.smk",
    "thesis/__main__.py",
]  # fmt: skip


def pointed_at(node: Any) -> Iterator[str]:
    """The entities that others point at."""
    if isinstance(node, dict) and [*node] == ["@id"]:
        yield node["@id"]
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from pointed_at(each)


def test_each_file_is_an_entity_and_each_entity_that_is_named_is_there() -> None:
    made = crate.metadata(PAGE, FILES, {"typst": "0.15.2"})
    ids = Counter(entity["@id"] for entity in made["@graph"])
    assert [each for each, count in ids.items() if count > 1] == []
    web = {each for each in pointed_at(made["@graph"]) if each.startswith("https://")}
    assert {*pointed_at(made["@graph"])} - web - {*ids} == set()
    root = next(entity for entity in made["@graph"] if entity["@id"] == "./")
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == {*FILES[:5], "rules/", "thesis/"}
    assert (root["datePublished"], root["keywords"]) == ("2023-05-15", "søvn, kor, sleep")


def test_the_build_took_the_sources_and_made_the_results() -> None:
    made = crate.metadata(PAGE, FILES, {})
    build = next(entity for entity in made["@graph"] if entity["@id"] == "#build")
    assert [each["@id"] for each in build["object"]] == ["content/a.md", "data/b.yaml"]
    assert [each["@id"] for each in build["result"]] == ["results/thesis.pdf"]
    people = ["#person-anna-berg", "#person-ola-%C3%A5.-nes"]
    assert [each["@id"] for each in build["agent"]] == people
