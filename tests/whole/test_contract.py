"""The number contract on every number of the built thesis."""

import copy
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.whole.project import Project
from thesis.checks.text import keyed_numbers, typed_numbers
from thesis.document import pandoc
from thesis.document.passages import Zone, passages
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import sources
from thesis.model.register import Register

WORD = re.compile(r"\w+")
NUMBERED = re.compile(r"(?:(?:Tabell|Figur|Litteraturmatrise|Vedlegg)\u00a0\d+)?")


def thesis_of(project: Project) -> Thesis:
    """The built thesis as the rules see it."""
    config = sources.read_yaml(project.root / "config/config.yaml", "config/config.yaml").value
    return Thesis(
        Register.read(project.root / "build/register.json"),
        copy.deepcopy(pandoc.read(project.root / "build/placed.json")),
        Tally(),
        config,
        {},
        project.root,
    )


@pytest.mark.mutant("number.changed")
def test_every_number_that_is_changed_in_the_document_is_found(built: Project) -> None:
    thesis = thesis_of(built)
    spans = [
        span
        for span in pandoc.walk(thesis.document["blocks"])
        if span["t"] == "Span" and "n" in pandoc.classes(span)
    ]
    assert len(spans) > 200
    assert list(keyed_numbers.changed(thesis)) == []
    for span in spans:
        span["c"][1] = [{"t": "Str", "c": "77"}]
    found = list(keyed_numbers.changed(replace(thesis)))
    places = sorted(f"{finding.file}:{finding.line}" for finding in found)
    assert places == sorted(pandoc.attributes(span)["src"] for span in spans)


@pytest.mark.mutant("number.typed")
def test_every_number_that_loses_its_key_is_found(built: Project) -> None:
    thesis = thesis_of(built)
    plain = 0
    for span in pandoc.walk(thesis.document["blocks"]):
        if span["t"] == "Span" and "n" in pandoc.classes(span):
            span["c"][0][1] = []
            plain += 1
    texts = {finding.found for finding in typed_numbers.contracted(thesis)}
    assert "«30\u00a0799\u00a0618», typed" in texts
    assert "«fem av ti», typed" in texts
    # «andre» as in «hvert andre minutt» is found by its pattern; none is let through.
    assert sum(1 for _ in typed_numbers.contracted(thesis)) >= plain - 10


def test_every_place_of_the_thesis_is_a_line_of_a_file(built: Project) -> None:
    thesis = thesis_of(built)
    for passage in passages(thesis.document):
        place = passage.place()
        assert (built.root / Path(place.file)).is_file()
        assert place.line > 0, passage.text


def test_every_word_of_the_thesis_stands_on_the_line_that_is_named(built: Project) -> None:
    # What a call prints, a citation and what numbers a table stand on no line with these letters;
    # nor do the words that a template makes: «16.04.20», «Wang mfl.».
    thesis = thesis_of(built)
    lines: dict[str, list[str]] = {}
    compared = Counter[str]()
    wrong = []
    for passage in passages(thesis.document):
        made = [zone for zone in passage.zones if zone.kind in {"Cite", "Link"} or _is_number(zone)]
        for word in WORD.finditer(passage.text, len(NUMBERED.match(passage.text)[0])):  # type: ignore[index]
            at = word.start()
            place = passage.place(at)
            if place.file.startswith("templates/tables/") or passage.picture:
                continue
            if any(zone.start <= at < zone.end for zone in made):
                continue
            if place.file not in lines:
                lines[place.file] = (built.root / place.file).read_text("utf-8").split("\n")
            compared[place.file.split("/")[0]] += 1
            if word[0].lower() not in lines[place.file][place.line - 1].lower():
                wrong.append(f"{place}: {word[0]} in {passage.text[:60]}")
    assert not wrong
    assert min(compared["content"], compared["data"]) > 1000
    assert compared["templates"] > 100


def _is_number(zone: Zone) -> bool:
    return "n" in zone.classes or "verbatim" in zone.classes
