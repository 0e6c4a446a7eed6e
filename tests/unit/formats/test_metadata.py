"""What an archive asks at hand-in, from the same record and the same document as the pages."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pypandoc
import pytest

from tests.a_register import a_register
from thesis.document.pandoc import READER

TEXT = """\
::: {.file src="content/00.md" part="front"}
# Sammendrag {.unnumbered}

Vi fant [27]{.n} & *flere* treff.

**Nøkkelord:** søvn, sang

::: {lang="en-GB"}
# Abstract {.unnumbered}

We read < 10.
:::
:::
"""
THESIS = {
    "title": "Søvn & «sang» <i dag>",
    "genre": "Bacheloroppgave",
    "institution": "Høgskolen",
    "programme": "Vernepleie",
    "department": "Institutt for helse",
    "supervisor": ["Kari Ås", "Bo Li"],
    "place": "Bergen",
    "year": 2026,
    "language": "nb-NO",
    "authors": ["Ola Anders Nordmann", "Costa, Ana"],
    "handed_in": "2026-05-20",
    "embargo": "2028-05-20",
    "keywords": {"nb": ["søvn", "sang"], "en": ["sleep"]},
    "edition": {"date": "2026-05-20"},
}
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def made(job: Any, house: Path, here: Path) -> Any:
    """Writes both files for a thesis and its text, and reads them."""

    def run(thesis: dict[str, Any], text: str) -> tuple[Xml.Element, Any]:
        arguments = ["--metadata=lang:nb-NO"]
        tree = pypandoc.convert_text(text, "json", format=READER, extra_args=arguments)
        Path("thesis.json").write_text(tree, "utf-8")
        a_register([], {"thesis": thesis}).write("register.json")
        templates = house / "templates"
        job(
            "formats/metadata",
            input={
                "document": "thesis.json",
                "register": "register.json",
                "labels": str(templates / "labels/nb.yaml"),
                "qdc": str(templates / "metadata/qdc.xml.jinja"),
                "csl": str(templates / "metadata/csl.json.jinja"),
            },
            output={"dublin_core": "x.xml", "csl": "x.json"},
        )
        (work,) = json.loads(Path("x.json").read_text("utf-8"))
        return Xml.fromstring(Path("x.xml").read_bytes()), work

    return run


def test_all_that_is_known_is_told_in_both_forms(made: Any) -> None:
    record, work = made(THESIS, TEXT)
    said = [
        (
            each.tag.split("}")[1],
            each.get(LANGUAGE) or each.get(f"{{{NAMES['xsi']}}}type"),
            each.text,
        )
        for each in record
    ]
    assert said == [
        ("title", "nb-NO", "Søvn & «sang» <i dag>"),
        ("creator", None, "Nordmann, Ola Anders"),
        ("creator", None, "Costa, Ana"),
        ("contributor", None, "Kari Ås"),
        ("contributor", None, "Bo Li"),
        ("subject", "nb", "søvn"),
        ("subject", "nb", "sang"),
        ("subject", "en", "sleep"),
        ("abstract", "nb", "Vi fant 27 & flere treff."),
        ("abstract", "en", "We read < 10."),
        ("description", "nb-NO", "Studieprogram: Vernepleie"),
        ("publisher", None, "Høgskolen"),
        ("issued", "dcterms:W3CDTF", "2026-05-20"),
        ("available", "dcterms:W3CDTF", "2028-05-20"),
        ("accessRights", "nb-NO", "Klausulert til 20. mai 2028"),
        ("type", "nb-NO", "Bacheloroppgave"),
        ("language", "dcterms:RFC5646", "nb-NO"),
        ("format", "dcterms:IMT", "application/pdf"),
    ]
    assert work == {
        "id": "thesis-2026",
        "type": "thesis",
        "title": "Søvn & «sang» <i dag>",
        "author": [
            {"family": "Nordmann", "given": "Ola Anders"},
            {"family": "Costa", "given": "Ana"},
        ],
        "genre": "Bacheloroppgave",
        "publisher": "Høgskolen",
        "publisher-place": "Bergen",
        "division": "Institutt for helse",
        "issued": {"date-parts": [[2026, 5, 20]]},
        "available-date": {"date-parts": [[2028, 5, 20]]},
        "language": "nb-NO",
        "abstract": "Vi fant 27 & flere treff.",
        "keyword": "søvn, sang, sleep",
        "custom": {
            "programme": "Vernepleie",
            "abstracts": {"nb": "Vi fant 27 & flere treff.", "en": "We read < 10."},
        },
    }


def test_what_is_not_known_is_left_out(made: Any) -> None:
    thesis = {"title": "Søvn", "language": "nb-NO", "edition": {"name": "en", "date": "2026-05-20"}}
    record, work = made(thesis, "# Metode\n")
    assert [each.tag.split("}")[1] for each in record] == ["title", "language", "format"]
    assert work["id"] == "thesis-en"
    assert work["author"] == []
    assert work["abstract"] == ""
    assert "issued" not in work
