"""Whatever an author may write comes through the real template, and is found again."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pypandoc
import pytest
import typst

from tests.unit.thesis.checks.made import made
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.assembly.title_page import metadata
from thesis.document.thesis import Thesis
from thesis.formats import typst as typeset
from thesis.model.records import TitlePage
from thesis.readback import compare
from thesis.readback.blocks import ALT, BODY, CONTENTS, File
from thesis.readback.expected import ExpectedText, expected_texts, title_page
from thesis.readback.pages import margins
from thesis.readback.readers import docx, html, pdf

TEXT = """# Metode {.unnumbered}

Et avsnitt med *kursiv*, **fet**, ~~strøket~~, H~2~O, 10^2^, `kode -- her` og en note[^1] midt i.
«Sitat», "rette" og 'enkle', “It’s”, ‘x’, -3, –3 og − 3, ... prikker … og a--b; en note til.[^2]
Linje to\\
etter brudd, 5 % av 1 000, kl. 12.30, e.l., drop-out- og fullføringsrater, kasus-kontroll-studier,
behandlingsinstitusjonenes impulskontrollmekanismer, før-/ettermåling, og/eller, 24/7 og 18–40 år.

[^1]: Notens *egen* tekst med {{ n("wang2017.weeks") }} uker.

[^2]: En note til.

    Med to avsnitt.

> Et sitat i en blokk, med flere ord og {{ n("wang2017.groups") }} grupper.

## 5 funn

1. en
2. to
    - nøstet «a»
    - nøstet b

        Et avsnitt i punktet.
3. tre

Term
:   Definisjonen av den.

N
:   En av én bokstav.

| Linje én
|   Linje to med {{ n("wang2017.weeks") }}

```
kode = {}
```

| Uker | *Grupper* | Lang |
|-----:|:----------|------|
| {{ n("wang2017.weeks") }} | {{ n("wang2017.groups") }} | Instituttets kontrollmekanismer |
| 1-2 | -3 | 0,5 |
| a\\ b | x/y/z | (Go/NoGo) |

: Tabellen, med *kursiv* {#tbl:a}

+---------+-------+
| Flere   | - en  |
|         | - to  |
| avsnitt |       |
+---------+-------+
| a       | b     |
+---------+-------+

### Undernivå: «sitat» og 1.2.3

#### Nivå fire

Se <https://example.org/a_b-c?x=1&y=2#del> og
<https://www.example.org/en/veldig/lang/adresse/som/ikke/faar/plass/paa/en/linje_i_oppgaven/123.html>.
Jf. @tbl:a, C++, a*b, [klammer], {krøll}, #emne, $5, 50 €, æøå ÆØÅ é ü ß, 3 × 4 = 12, ½ og ≥ 5.

* * *

Siste avsnitt.
"""
THESIS = {
    "title": "Tittel – en «test» på 5 - 3",
    "authors": ["Kari Nordmann", "Ola Å. Nordmann"],
    "institution": "NTNU",
    "place": "Trondheim",
    "term": "våren",
    "year": 2020,
    "language": "nb-NO",
}
LABELS = {"contents": "Innhold", "length": {"words": "Antall ord"}, "draft": "UTKAST"}


@pytest.fixture
def thesis(tmp_path: Path) -> Thesis:
    out = made(tmp_path, TEXT)
    out.document["meta"] = metadata(msgspec.convert(THESIS, TitlePage), LABELS)
    return out


def labels(thesis: Thesis) -> list[str]:
    return [pandoc.text([value]) for value in thesis.document["meta"].values()]


def found(thesis: Thesis, texts: list[ExpectedText], file: File) -> list[Finding]:
    comparisons = compare.compare(texts, file)
    assert len(comparisons[0].mine) > 200
    return [
        *compare.differences(comparisons, file),
        *margins.outside(file, comparisons),
        *margins.overlaps(file, comparisons),
    ]


def test_the_pdf_says_all_of_it(thesis: Thesis, house: Path) -> None:
    source = typeset.to_typst(
        json.dumps(thesis.document),
        str(house / "templates/thesis.typ"),
        [str(house / "templates/filters/typst.lua")],
        {"words": "1\u00a0162"},
    )
    path = thesis.root / "thesis.pdf"
    path.write_bytes(
        typst.compile(
            source.encode(), root=thesis.root, ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    )
    texts = list(expected_texts(thesis.document))
    file = pdf.read(path)
    assert found(thesis, texts, file) == []
    lines = [*title_page(thesis.document), "Antall ord: 1\u00a0162"]
    compared = compare.compare(texts, file)
    assert list(compare.alone(compared, file, [*labels(thesis), "kode = {}"])) == []
    assert list(compare.title_page(lines, compared, labels(thesis))) == []


READERS: dict[str, Any] = {"docx": docx.read, "html": html.read}


@pytest.mark.parametrize("form", READERS)
def test_what_pandoc_writes_says_all_of_it(thesis: Thesis, form: str) -> None:
    path = thesis.root / f"thesis.{form}"
    pypandoc.convert_text(
        json.dumps(thesis.document), form, "json", outputfile=str(path), extra_args=["--standalone"]
    )
    texts = [one for one in expected_texts(thesis.document) if one.stream not in {CONTENTS, ALT}]
    assert found(thesis, texts, READERS[form](path)) == []


@pytest.mark.parametrize("form", READERS)
def test_a_number_changed_in_what_pandoc_writes_is_found(thesis: Thesis, form: str) -> None:
    texts = [one for one in expected_texts(thesis.document) if one.stream == BODY]
    path = thesis.root / f"thesis.{form}"
    tree = json.dumps(thesis.document).replace('"c": "tolv"', '"c": "tretten"')
    pypandoc.convert_text(tree, form, "json", outputfile=str(path), extra_args=["--standalone"])
    out = found(thesis, texts, READERS[form](path))
    assert [(one.rule, one.expected) for one in out] == [
        ("finished.number", "«tolv» (wang2017.weeks)")
    ]
