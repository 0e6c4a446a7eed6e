"""A small thesis in one piece, with tables, appendices and a list, for the rules to look at.

It is made from data and prose by the same steps as a thesis: the register, the templates of the
tables and of the flowchart, pandoc and citeproc. What a test changes in it is one slip.
"""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests import records as made
from tests.a_register import a_register
from tests.conftest import ROOT
from thesis.diagnostics.place import Place, placed
from thesis.document import flowchart_text, marks, pandoc
from thesis.document.assembly import citation_style, conversion, number_spans, prose
from thesis.document.render import Renderer
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.model.records import read_flow
from thesis.model.register import Number

REFERENCES = "data/references.yaml"
TEMPLATES = ROOT / "templates"
TABLES = ["literature_matrices", "search_tables", "included_studies", "excluded_studies"]
TEXTS = "purpose method population findings quality ethics appendix_quality appendix_reason".split()

METHOD = "content/03-metode.md"
RESULTS = "content/04-resultat.md"
DISCUSSION = "content/05-diskusjon.md"
LIST = "content/07-litteraturliste.md"
APPENDICES = "content/08-vedlegg.md"

CONTENT = {
    METHOD: """\
# Metode

Arbeidet følger @tenk2020 og er tegnet i @fig:flowchart.
Søkene står i @app:searches, artiklene i @app:included og @app:excluded.

{{ figure("flowchart") }}

Arkivet ble søkt [5. mai 2020]{.typed why="the day of the search"}.
""",
    RESULTS: """\
# Resultat

Funnene står i litteraturmatrisene.

{{ table("literature_matrices") }}

Roen økte [@anna2019], og @berit2018 så det samme.
""",
    DISCUSSION: """\
# Diskusjon

Det @anna2019 fant, støttes av andre [@berit2018].
Studien til [@carl2017]{.excluded} ble holdt utenfor.
""",
    LIST: """\
# Litteraturliste {.unnumbered}

::: {#refs}
:::
""",
    APPENDICES: """\
# Søk {.appendix #app:searches}

{{ table("search_tables") }}

# Inkluderte {.appendix #app:included}

{{ table("included_studies") }}

# Ekskluderte {.appendix #app:excluded}

{{ table("excluded_studies") }}
""",
}


def work(key: str, family: str, year: int, title: str) -> dict[str, Any]:
    return made.work(title, family, "Vik", given="Ada", year=year, id=key, type="book")


def study(key: str, status: str, place: int, number: int) -> dict[str, Any]:
    names = TEXTS if status == "included" else ["reason"]
    return made.study(
        key,
        status,
        {name: f"Om {name}." for name in names},
        place=place,
        search={"database": "arkiv", "number": number},
        searched_on="2020-05-05",
        lines={"key": 1, "status": 2, "place": 3},
    )


DATABASES = [
    {"id": "arkiv", "name": "Arkivet", "searched_on": "2020-05-05"},
    {"id": "base", "name": "Base", "searched_on": "2020-04-16"},
    {"id": "tapt", "name": "Tapt", "searched_on": None},
]
COUNTS = {"arkiv": [(1, 40, 0, 0), (2, 12, 5, 3)], "base": [(1, 9, 0, 0)], "tapt": [(1, 3, 0, 0)]}


def numbers() -> list[Number]:
    made = []
    names = ("hits", "abstracts", "articles")
    for database, rows in COUNTS.items():
        for number, *counts in rows:
            for name, count in zip(names, counts, strict=True):
                made.append(Number(f"{database}.{number}.{name}", count))
        for i, name in enumerate(names, 1):
            made.append(Number(f"{database}.{name}", sum(row[i] for row in rows), kind="derived"))
    derived = {
        "searches.hits": 64, "searches.articles": 3, "studies.included": 2, "flow.hits.left": 61,
        "flow.articles.left": 1, "flow.reasons.small": 1,
    }  # fmt: skip
    return made + [Number(key, value, kind="derived") for key, value in derived.items()]


FLOW = {
    "stages": [{"id": "hits", "label": "Treff", "key": "searches.hits", "value": 64,
                "left": {"label": "Ikke lest", "key": "flow.hits.left", "value": 61}},
               {"id": "articles", "label": "Leste artikler", "key": "searches.articles", "value": 3,
                "left": {"label": "Ut", "key": "flow.articles.left", "value": 1,
                         "reasons": [{"id": "small", "label": "Lite", "key": "flow.reasons.small",
                                      "value": 1}]}},
               {"id": "included", "label": "Med", "key": "studies.included", "value": 2}],
}  # fmt: skip

RECORDS: dict[str, Any] = {
    "thesis": {"title": "Gir et arkiv mer ro?", "language": "nb-NO"},
    "databases": DATABASES,
    "searches": [
        made.search(database, row[0], f"ro og ord {row[0]}")
        for database, rows in COUNTS.items()
        for row in rows
    ],
    "pico": [],
    "studies": [
        study("anna2019", "included", 1, 2),
        study("berit2018", "included", 2, 2),
        study("carl2017", "excluded", 1, 2),
    ],
    "references": {
        key: work(key, family, year, title)
        for key, family, year, title in (
            ("anna2019", "Anna", 2019, "Om ro"),
            ("berit2018", "Berit", 2018, "Ro igjen"),
            ("carl2017", "Carl", 2017, "Lite ro"),
            ("tenk2020", "Tenk", 2020, "Å tenke selv"),
        )
    },
    "uncited": {},
    "flow": FLOW,
}

Make = Callable[..., Thesis]


def make(
    root: Path,
    content: Mapping[str, str] | None = None,
    records: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
) -> Thesis:
    """The small thesis, with some files, records or settings other than usual."""
    texts = {**CONTENT, **(content or {})}
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    given = {**copy.deepcopy(RECORDS), **(records or {})}
    given["references"] = {
        key: placed(work, lambda *steps, line=line: Place(REFERENCES, line))  # one a line
        for line, (key, work) in enumerate(given["references"].items(), 1)
    }
    register = a_register(numbers(), given)
    words = labels.read(TEMPLATES / "labels" / "nb.yaml")
    noted: list[Any] = []
    renderer = Renderer(register, words, noted)
    printed = repr(given)
    if printed not in PRINTED:
        PRINTED[printed] = {
            name: renderer.render_template(f"tables/{name}.md.jinja") for name in TABLES
        }
    pieces = PRINTED[printed]
    figure = flowchart_text.block(renderer, read_flow(FLOW))
    for kind, known in (("table", pieces), ("figure", {"flowchart": figure})):
        renderer.environment.globals[kind] = prose.placing(kind, known, renderer)
    parts = {"main": [METHOD, RESULTS, DISCUSSION], "back": [LIST, APPENDICES]}
    settings = {
        "labels": "nb",
        "tables": TABLES,
        "content": {"front": [], **parts},
        "closure": {"cited_in": ["Resultat", "Diskusjon"]},
        **(config or {}),
    }
    references = root / "references.json"
    works = list(register.records.references.values())
    references.write_text(json.dumps(conversion.as_typed(works)), "utf-8")
    tree = cached(
        _joined(root, renderer, parts), references, words, citation_style.named(settings, root)
    )
    number_spans.add(tree)
    assert noted == []
    return Thesis(register, tree, Tally(), settings, words, root)


def _joined(root: Path, renderer: Renderer, parts: Mapping[str, Any]) -> str:
    out = []
    for part, files in parts.items():
        for file in files:
            source = marks.lines((root / file).read_text("utf-8"), file)
            rendered = renderer.render(source, file)
            out.append(f'{prose.FENCE} {{.file src="{file}" part="{part}"}}\n\n{rendered}\n')
            out.append(f"{prose.FENCE}\n")
    return "\n".join(out)


CONVERTED: dict[tuple[str, str, bytes], str] = {}
PRINTED: dict[str, dict[str, str]] = {}
"""The tables by the records that they are made of, most often the same."""


def cached(text: str, references: Path, words: Mapping[str, Any], style: Path) -> dict[str, Any]:
    """What pandoc makes of a text; of the same text it makes the same."""
    key = text, references.read_text("utf-8"), style.read_bytes()
    if key not in CONVERTED:
        filters = TEMPLATES / "filters"
        arguments = [
            "--metadata=lang:nb-NO",
            "--metadata=link-citations:true",
            *conversion.label_arguments(words),
            f"--lua-filter={filters / 'crossref.lua'}",
            f"--metadata-file={references}",
            f"--metadata=citation-form:{citation_style.read(style).form}",
            f"--csl={style}",
            "--citeproc",
            f"--lua-filter={filters / 'og.lua'}",
            "--quiet",
        ]
        CONVERTED[key] = json.dumps(conversion.convert(text, arguments))
    tree: dict[str, Any] = json.loads(CONVERTED[key])
    return tree


def without(thesis: Thesis, unwanted: Callable[[pandoc.Element], bool]) -> Thesis:
    """The thesis without some elements of its document."""
    removed = 0

    def pruned(node: Any) -> Any:
        nonlocal removed
        if isinstance(node, dict):
            return {name: pruned(value) for name, value in node.items()}
        if isinstance(node, list):
            kept = [
                one for one in node if not (isinstance(one, dict) and "t" in one and unwanted(one))
            ]
            removed += len(node) - len(kept)
            return [pruned(one) for one in kept]
        return node

    tree = pruned(thesis.document)
    assert removed, "nothing was removed"
    return replace(thesis, document=tree)


def with_word(thesis: Thesis, old: str, new: str, inside: str = "") -> Thesis:
    """The thesis with one word of its document changed, in the element of an id, as if by hand."""
    tree = copy.deepcopy(thesis.document)
    for place in pandoc.walk(tree["blocks"]):
        if inside and pandoc.identifier(place) != inside:
            continue
        for element in pandoc.walk(place, words=True):
            if element["t"] == "Str" and old in element["c"]:
                element["c"] = element["c"].replace(old, new)
                return replace(thesis, document=tree)
    raise AssertionError(f"«{old}» is not in the document")
