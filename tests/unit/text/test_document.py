"""The one document: numbers get ids and capitals, and what does not resolve is told."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pypandoc
import pytest

from tests.a_register import a_register
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.input import labels
from thesis.model.records import TitlePage
from thesis.model.register import Number

N = '[fem]{.n key="a.b" src="x:1"}'
FENCE = ":" * 40


@pytest.fixture
def document(script: Any) -> ModuleType:
    loaded: ModuleType = script("text/document")
    return loaded


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder content/, and the working directory around it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def page(plain: dict[str, Any]) -> TitlePage:
    return msgspec.convert(plain, TitlePage)


def read(markdown: str, *arguments: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(
        pypandoc.convert_text(
            markdown, "json", format=pandoc.READER, extra_args=["--quiet", *arguments]
        )
    )
    return tree


def thesis(content: Path, house: Path, **files: str) -> dict[str, Any]:
    """Content files on disk and joined, cross-references resolved."""
    joined = []
    for name, text in files.items():
        (content / f"{name}.md").write_text(text, "utf-8")
        joined.append(
            f'{FENCE} {{.file src="content/{name}.md" part="main"}}\n\n{text}\n\n{FENCE}\n'
        )
    crossref = house / "templates" / "filters" / "crossref.lua"
    return read("\n".join(joined), f"--lua-filter={crossref}")


def places(found: list[Finding]) -> list[tuple[str, str]]:
    return [(str(finding.place), finding.rule) for finding in found]


# ---- capitals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Slutt. ",
        "Slutt.\n",
        "Slutt? ",
        "Slutt! ",
        "«Slutt.» ",
        "(Slutt.) ",
        "Slutt (se der). ",
        "*Slutt.* ",
        "Slutt [@x]. ",
        "[Slutt.](y) ",
        "# ",
        "- ",
        "«",
        "Slutt. («",
        "*",
        "**",
    ],
)
def test_a_number_that_begins_a_sentence_has_a_capital(document: ModuleType, before: str) -> None:
    closing = before if before in {"*", "**"} else ""
    tree = read(f"{before}{N}{closing} artikler ble lest.\n")
    document.number_spans(tree)
    assert "Fem" in pandoc.text(tree["blocks"])


@pytest.mark.parametrize(
    "before",
    [
        "Av ",
        "Slutt, ",
        "Slutt: ",
        "Slutt; ",
        "ca. ",
        "(ca. ",
        "jf. ",
        "bl.a. ",
        "f.eks. ",
        "Av *alle* ",
        "Av **",
        "Av *",
        "Av [",
        "Av (",
        "Av «",
        "Slutt. Av ",
        "Slutt. `x` ",
        "Slutt [@x] ",
        f"{N} av ",
        "Note.[^1] Av ",
    ],
)
def test_a_number_inside_a_sentence_has_none(document: ModuleType, before: str) -> None:
    after = {"Av **": "**", "Av *": "*", "Av [": "](y)"}.get(before, "")
    tree = read(f"{before}{N}{after} artikler.\n\n[^1]: En note.\n")
    document.number_spans(tree)
    assert "fem" in pandoc.text(tree["blocks"])


def test_a_number_in_digits_has_no_capital_to_take(document: ModuleType) -> None:
    tree = read('[30\u00a0799]{.n key="a" src="x:1"} treff. [én]{.n key="a" src="x:1"} ble lest.\n')
    document.number_spans(tree)
    assert pandoc.text(tree["blocks"]) == "30\u00a0799 treff. Én ble lest."


# ---- ids ----------------------------------------------------------------------------------------


def test_numbers_get_ids_in_reading_order_wherever_they_stand(document: ModuleType) -> None:
    def n(key: str) -> str:
        return f'[7]{{.n key="{key}" src="x:1"}}'

    tree = read(
        f"a {n('one')} *{n('two')}*\n\n"
        f"| {n('four')} | b |\n|---|---|\n| {n('five')} | {n('six')} |\n\n"
        f": {n('three')} tekst\n\n- {n('seven')}\n\n::: x\n{n('eight')}\n:::\n"
    )
    assert document.number_spans(tree) == 8
    ids = {
        pandoc.attributes(element)["key"]: pandoc.identifier(element)
        for element in pandoc.walk(tree["blocks"])
        if "n" in pandoc.classes(element)
    }
    order = "one two three four five six seven eight".split()
    assert ids == {key: f"n-{i:04d}" for i, key in enumerate(order, 1)}


def test_other_spans_get_no_id(document: ModuleType) -> None:
    tree = read("[x]{.note} [?a]{.missing-number}\n")
    assert document.number_spans(tree) == 0
    assert "n-0001" not in json.dumps(tree)


# ---- what does not resolve ----------------------------------------------------------------------

KNOWN = {"wang2017", "wang2019", "snoek2005"}


def test_a_citation_without_a_work_is_told_with_line_and_nearest(
    document: ModuleType, content: Path, house: Path
) -> None:
    tree = thesis(
        content,
        house,
        a="En [@wang2017].\nTo [@snoek2055, s. 3; @wang2019].\n",
        b="\n\n@helt_ukjent sier det, og så -@wang217 igjen.\n",
    )
    found = document.unresolved(tree, KNOWN)
    assert places(found) == [
        ("content/a.md:2", "citation.unresolved"),
        ("content/b.md:3", "citation.unresolved"),
        ("content/b.md:3", "citation.unresolved"),
    ]
    assert "snoek2005" in found[0].fix
    assert "wang2017" not in found[1].fix
    assert "data/references.yaml" in found[1].fix
    assert "wang2017" in found[2].fix


def test_a_longer_key_is_not_taken_for_the_one_that_is_missing(
    document: ModuleType, content: Path, house: Path
) -> None:
    tree = thesis(content, house, a="@wang2017b er kjent.\n@wang2017 er ikke kjent.\n")
    assert places(document.unresolved(tree, {"wang2017b"})) == [
        ("content/a.md:2", "citation.unresolved")
    ]


def test_a_citation_that_no_line_of_the_file_holds_is_told_with_the_file(
    document: ModuleType, content: Path, house: Path
) -> None:
    tree = thesis(content, house, a="[@ny]\n")
    (content / "a.md").write_text("{{ table('x') }}\n", "utf-8")
    assert places(document.unresolved(tree, KNOWN)) == [("content/a.md", "citation.unresolved")]


def test_a_reference_without_a_target_is_told_with_line_and_nearest(
    document: ModuleType, content: Path, house: Path
) -> None:
    tree = thesis(
        content,
        house,
        a="# A\n\nSe @tbl:pico og @tbl:picoo.\nSe @app:sok.\nSe @fig:xyzxyz.\n",
        b="| P |\n|---|\n| x |\n\n: Tekst {#tbl:pico}\n\n# Søk {.appendix #app:soket}\n",
    )
    found = document.unresolved(tree, KNOWN)
    assert places(found) == [(f"content/a.md:{n}", "reference.unresolved") for n in (3, 4, 5)]
    assert "tbl:pico" in found[0].fix
    assert "app:soket" in found[1].fix
    assert found[2].fix == "give the figure or table that id"


def test_what_resolves_is_no_finding(document: ModuleType, content: Path, house: Path) -> None:
    tree = thesis(
        content, house, a="| P |\n|---|\n| x |\n\n: T {#tbl:pico}\n\n@tbl:pico og [@wang2017]\n"
    )
    assert document.unresolved(tree, KNOWN) == []
    assert document.divisions(tree) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n::: {.x}\n\nb\n", 3),
        ("::: x\n\na\n\n:::\n\n::: y\n\nb\n", 7),
        ("::: x\n\n::: y\n\na\n\n:::\n\nb\n", 1),
        ("a\n\n:::\n\nb\n", 3),
        ("::: x\n\na\n\n:::\n\nb\n\n:::\n\nc\n", 9),
    ],
)
def test_a_division_that_does_not_pair_is_told_with_its_line(
    document: ModuleType, content: Path, house: Path, text: str, line: int
) -> None:
    tree = thesis(content, house, a="# Først\n", b=text, c="# Sist\n\nord ord\n")
    assert places(document.divisions(tree)) == [(f"content/b.md:{line}", "text.division")]


def test_divisions_that_pair_are_no_finding(
    document: ModuleType, content: Path, house: Path
) -> None:
    tree = thesis(
        content, house, a="::: {lang=en}\n\n:::: x\na\n::::\n\n:::\n", b="::: {#refs}\n:::\n"
    )
    assert document.divisions(tree) == []


def test_a_reference_list_that_nobody_placed_is_no_stray_block(
    document: ModuleType, content: Path, house: Path
) -> None:
    references = content / "r.json"
    references.write_text('[{"id": "x", "type": "book", "title": "T"}]', "utf-8")
    text = f'{FENCE} {{.file src="content/a.md" part="main"}}\n\n[@x]\n\n{FENCE}\n'
    tree = read(text, f"--bibliography={references}", "--citeproc")
    assert [pandoc.identifier(block) for block in tree["blocks"]] == ["", "refs"]
    assert document.divisions(tree) == []


@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize(
    "title",
    [
        "<b>bold</b> & <i>x</i> &amp; $y$ `z` *a* _b_ ~c~ ^d^ [e](f) @g #h | \\n",
        "\"double\" and 'single' and it's",
        "{{ n('x') }} ::: {% x %} ... --",
        "“It’s like a session”: Outcomes",
    ],
)
def test_a_title_in_the_reference_list_is_what_was_typed(
    document: ModuleType, content: Path, house: Path, title: str, language: str | None
) -> None:
    works = [{"id": "x", "type": "book", "title": title, "author": [{"family": title}]}]
    works[0] |= {"language": language} if language else {}
    path = content / "works.json"
    path.write_text(json.dumps(document.as_typed(works)), "utf-8")
    style = house / "templates" / "norsk-apa6.csl"
    tree = read("[@x]", f"--metadata-file={path}", f"--csl={style}", "--citeproc")
    assert pandoc.text(tree["blocks"]).count(title) == 3  # cited, and author and title in the list
    marked = [one for one in pandoc.walk(tree["blocks"]) if pandoc.attributes(one).get("lang")]
    assert [pandoc.text(one) for one in marked] == ([title] if language else [])


# ---- metadata -----------------------------------------------------------------------------------

THESIS: dict[str, Any] = {
    "title": "Om *ro*",
    "place": "Trondheim",
    "term": "våren",
    "year": 2020,
    "language": "nb-NO",
    "authors": [],
    "candidate": None,
}


@pytest.fixture
def words(house: Path) -> dict[str, Any]:
    return labels.read(house / "templates" / "labels" / "nb.yaml")


def value(meta: dict[str, Any], name: str) -> str:
    return pandoc.text(meta[name]["c"])


def test_the_title_page_says_what_the_data_say(document: ModuleType, words: dict[str, Any]) -> None:
    meta = document.metadata(page({**THESIS, "keywords": {"nb": ["a", "b"], "en": ["c"]}}), words)
    assert value(meta, "title") == "Om *ro*"
    assert value(meta, "place-date") == "Trondheim, våren 2020"
    assert [pandoc.text(keyword["c"]) for keyword in meta["keywords"]["c"]] == ["a", "b"]
    assert value(meta, "lang") == "nb-NO"
    assert "supervisor" not in meta
    assert "author" not in meta


@pytest.mark.parametrize(
    ("data", "stands"),
    [
        ({}, "Anonymisert utgave"),
        ({"candidate": 10012}, "Kandidatnummer: 10012"),
        ({"authors": ["Kari Ås"], "candidate": 10012}, ""),
    ],
)
def test_a_number_or_nobody_stands_in_place_of_a_name(
    document: ModuleType, words: dict[str, Any], data: dict[str, Any], stands: str
) -> None:
    meta = document.metadata(page({**THESIS, **data}), words)
    assert document.candidate(page({**THESIS, **data}), words) == stands
    assert ("author" in meta) is bool(data.get("authors"))


@pytest.mark.parametrize(
    ("data", "name", "stands"),
    [
        ({"programme": "Vernepleie"}, "programme", "Studieprogram: Vernepleie"),
        ({"course": "VPL3000"}, "course", "Emne: VPL3000"),
        ({"supervisor": "Kari Ås"}, "supervisor", "Veileder: Kari Ås"),
        ({"supervisor": ["Kari Ås"]}, "supervisor", "Veileder: Kari Ås"),
        ({"supervisor": "Kari Ås og Bo Li"}, "supervisor", "Veiledere: Kari Ås og Bo Li"),
        ({"supervisor": ["Kari Ås", "Bo Li"]}, "supervisor", "Veiledere: Kari Ås og Bo Li"),
        ({"supervisor": ["A", "B", "C"]}, "supervisor", "Veiledere: A, B og C"),
        ({"candidate": 10012}, "candidate", "Kandidatnummer: 10012"),
    ],
)
def test_what_does_not_tell_by_itself_what_it_is_has_a_label(
    document: ModuleType, words: dict[str, Any], data: dict[str, Any], name: str, stands: str
) -> None:
    assert value(document.metadata(page({**THESIS, **data}), words), name) == stands


@pytest.mark.parametrize("name", ["programme", "course", "supervisor"])
def test_what_is_not_given_has_no_label(
    document: ModuleType, words: dict[str, Any], name: str
) -> None:
    assert name not in document.metadata(page(THESIS), words)


def test_the_words_of_the_crossref_filter_come_from_the_labels(
    document: ModuleType, words: dict[str, Any]
) -> None:
    arguments = document.label_arguments({**words, "table": "tabellen"})
    assert "--metadata=label-table:tabellen" in arguments


# ---- the job ------------------------------------------------------------------------------------


def run(job: Any, house: Path) -> None:
    """The job, on thesis.md, register.json and references.json of the working folder."""
    templates = house / "templates"
    job(
        "text/document",
        input={
            "text": "thesis.md",
            "register": "register.json",
            "references": "references.json",
            "labels": templates / "labels" / "nb.yaml",
            "csl": templates / "norsk-apa6.csl",
            "crossref": templates / "filters" / "crossref.lua",
            "narrative": templates / "filters" / "og.lua",
        },
        output={"references": "metadata.json", "document": "thesis.json", "findings": "found.json"},
    )


def test_the_job_writes_the_document_and_what_it_found(
    job: Any, house: Path, content: Path
) -> None:
    text = f"{N} av dem [@anna2019; @borte].\n\n::: {{#refs}}\n:::\n"
    (content / "a.md").write_text(text, "utf-8")
    Path("thesis.md").write_text(
        f'{FENCE} {{.file src="content/a.md" part="main"}}\n\n{text}\n\n{FENCE}\n', "utf-8"
    )
    work = {
        "id": "anna2019",
        "type": "book",
        "title": "Om ro",
        "author": [{"family": "Ås", "given": "Kari"}],
        "issued": {"date-parts": [[2019]]},
    }
    Path("references.json").write_text(json.dumps([work]), "utf-8")
    records = {"thesis": THESIS, "references": {"anna2019": work}}
    a_register([Number("a.b", 5)], records).write("register.json")
    run(job, house)
    tree = pandoc.read("thesis.json")
    printed = pandoc.text(tree["blocks"])
    assert printed.startswith("Fem av dem (")
    assert "Ås, 2019" in printed
    assert "n-0001" in json.dumps(tree)
    assert value(tree["meta"], "title") == "Om *ro*"
    assert places(findings.read("found.json")) == [("content/a.md:1", "citation.unresolved")]


def test_the_keywords_of_an_english_thesis_stand_below_its_own_summary(
    job: Any, house: Path, content: Path
) -> None:
    text = "# Summary {.unnumbered .summary}\n\nShort.\n\n# Sammendrag {.unnumbered}\n\nKort.\n"
    Path("thesis.md").write_text(
        f'{FENCE} {{.file src="content/a.md" part="front"}}\n\n{text}\n\n{FENCE}\n', "utf-8"
    )
    (content / "a.md").write_text(text, "utf-8")
    Path("references.json").write_text("[]", "utf-8")
    thesis = {**THESIS, "language": "en-GB", "keywords": {"nb": ["kor"], "en": ["choir"]}}
    a_register([], {"thesis": thesis, "references": {}}).write("register.json")
    run(job, house)
    printed = pandoc.text(pandoc.read("thesis.json")["blocks"]).split("\n")
    assert printed == [
        "Summary",
        "Short.",
        "Keywords: choir",
        "Sammendrag",
        "Kort.",
        "Nøkkelord: kor",
    ]


def test_only_the_works_that_a_text_may_cite_are_handed_to_pandoc(document: ModuleType) -> None:
    works = [{"id": key} for key in ("a2019", "b2019", "c2019", "d-e2019", "f2019", "a2")]
    text = "Se @a2019, [jf. @b2019, s. 3; -@d-e2019], @{f2019}-- og @c20198."
    found = document.cited(works, text)
    assert [work["id"] for work in found] == ["a2019", "b2019", "d-e2019", "f2019"]
