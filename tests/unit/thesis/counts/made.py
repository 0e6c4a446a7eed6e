"""A small project whose register the tests of this folder look into."""

from collections.abc import Mapping
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.input import folder as data
from thesis.input.folder import Data
from thesis.model.records import Flow
from thesis.model.register import Register

HEADER = "number,query,hits,abstracts_read,articles_read,limits\n"

FILES = {
    "data/thesis.yaml": "title: En prøve\ncorrections: null\n",
    "data/databases.yaml": """\
- id: medline
  name: Medline
- id: arkiv
  name: Arkiv
  corrections:
    - {slip: 5, field: name, source: Akriv, used: Arkiv, reason: Skrivefeil.}
""",
    "data/searches/arkiv.csv": HEADER + "1,a,40,0,0,\n2,b,30,7,2,siste år\n",
    "data/searches/medline.csv": HEADER + "1,a,1000,0,0,\n\n10,c,5,0,0,\n2,b,20,10,1,\n",
    "data/studies/anna2019.yaml": """\
key: anna2019
status: included
place: 1
figures:
  weeks: 12
  days: {value: 3, unit: days, note: as reported}
  sessions: {low: 2, high: 3}
  unknown: null
corrections:
  - slip: 2
    field: figures.weeks
    source: 11
    used: 12
    reason: Tellefeil.
texts:
  purpose: |
    En.
  reason: Kort.
""",
    "data/studies/berit2018.yaml": """\
key: berit2018
status: excluded
place: 2
reason_category: small
texts: {reason: Få.}
""",
    "data/studies/carl2017.yaml": """\
key: carl2017
status: excluded
place: 1
reason_category: small
texts: {reason: Få.}
""",
    "data/ladder.yaml": """\
stages:
  - {id: hits, label: Treff, count: searches.hits, left: Ikke lest}
  - {id: articles, label: Artikler, count: searches.articles, left: Ut, reasons: true}
  - {id: included, label: Med, count: studies.included}
reasons:
  small: Lite utvalg
  other: Annet
""",
    "data/literature.yaml": """\
fhi2019:
  men: {value: 8, unit: percent, says: menn, page: 4}
  ages: {low: 18, high: 35, unit: years}
""",
    "data/method.yaml": "hits_limit:\n  value: 50\n",
    "data/references.yaml": """\
- id: anna2019
  type: article-journal
  issued: 2019
  volume: 42
  issue: null
  title: Om ro
  notes: [Kontrollert.]
  unverified: [volume]
  corrections:
    - {slip: 4, field: title, source: Om, used: Om ro, reason: Kuttet.}
- id: nett
  type: webpage
  issued: 2018-03-04
  accessed: 2020-05
  title: Uten år
- id: udatert
  type: book
  title: Udatert
""",
    "data/corrections.yaml": """\
- {slip: 1, where: Vedlegg 1, source: x, used: y, reason: z}
""",
}

Built = tuple[Register, Flow]


def project(folder: Path, changed: Mapping[str, str | bytes] | None = None) -> Path:
    """A small project on disk, some files of its data/ other than usual."""
    files: dict[str, str | bytes] = {
        **FILES,
        **{f"data/{n}": c for n, c in (changed or {}).items()},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path) -> Data:
    """All of a project's data/, which must be readable."""
    found: list[Finding] = []
    read = data.read(folder, found)
    assert found == []
    return read
