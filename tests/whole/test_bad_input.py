"""Whole builds on bad input: all is told and results/ stays; and on odd input: it is printed."""

import json
import re
from collections.abc import Callable, Mapping

import pytest
from pypdf import PdfReader

from tests.whole.project import Project
from thesis.document import pandoc

Edits = Mapping[str, tuple[str, str] | bytes | None]

MISTAKES: dict[str, tuple[Edits, list[str]]] = {
    "several files of data": (
        {
            "data/searches/medline.csv": (",17,4,4,", ",1.7,4,,"),
            "data/searches/embase.csv": (",25,3,1,", ",many,3,1,"),
            "data/studies/wang2017.yaml": ("number: 2}", "number: 99}"),
            "data/thesis.yaml": ("genre:", "gnere:"),
            "data/references.yaml": ("issued: 2016-12", "issued: 2016-13"),
        },
        [
            r"data/references\.yaml:\d+: error \[input\.date\]",
            r"data/searches/embase\.csv:8: error \[data\.count\]",
            r"data/searches/medline\.csv:5: error \[data\.count\]",
            r"data/studies/wang2017\.yaml:\d+: error \[study\.unknown-search\]",
            r"data/thesis\.yaml:\d+: error \[input\.unknown-key\]",
            r"did you mean genre\?",
        ],
    ),
    "what YAML and CSV cannot read": (
        {
            "data/pico.yaml": b"- id: x\n\tletter: P\n",
            "data/searches/embase.csv": "number,query\n1,på\n".encode("latin-1"),
            "data/method.yaml": b"",
        },
        [
            r"data/pico\.yaml:2: error \[input\.yaml\]",
            r"data/searches/embase\.csv:2: error \[input\.encoding\]",
            r"data/method\.yaml:1: error \[input\.empty\]",
        ],
    ),
    "files that are missing": (
        {"data/references.yaml": None, "data/ladder.yaml": None, "data/databases.yaml": None},
        [
            r"data/references\.yaml: error \[input\.missing-file\]",
            r"data/ladder\.yaml: error \[input\.missing-file\]",
            r"data/databases\.yaml: error \[input\.missing-file\]",
        ],
    ),
    "settings": (
        {
            "config/config.yaml": ("content/03-metode.md", "content/03-metod.md"),
            "templates/labels/nb.yaml": ("figure: figur", "figur: figur"),
            "data/thesis.yaml": ("year: 2020", "year: i fjor"),
        },
        [
            r"config/config\.yaml:\d+: error \[config\.missing-file\]",
            r"templates/labels/nb\.yaml:\d+: error \[input\.unknown-key\]",
            r"data/thesis\.yaml:\d+: error \[input\.type\]",
        ],
    ),
    "settings that cannot be read": (
        {"config/config.yaml": b"words:\n\tlimit: 1\n"},
        [r"config/config\.yaml:2: error \[input\.yaml\]"],
    ),
    "the whole of the prose": (
        {
            "content/00-sammendrag.md": (
                "# Sammendrag",
                "{{ n('searches.hist') }}\n\n# Sammendrag",
            ),
            "content/03-metode.md": (
                "## Databaser",
                '#### Databaser\n\n{{ n("medline.hits" }} treff.\n\n@nobody2020\n\n##\n\n'
                "![x](content/none.png)\n\n::: {.box}\n\nTekst.",
            ),
            "content/04-resultat.md": ("# Resultat", "# Metode"),
            "content/99-notat.md": b"# Notat\n",
        },
        [
            r"content/00-sammendrag\.md:1: error \[number\.unknown-key\]",
            r"content/03-metode\.md:\d+: error \[text\.heading-level\]",
            r"content/03-metode\.md:\d+: error \[text\.template\]",
            r"content/03-metode\.md:\d+: error \[citation\.unresolved\]",
            r"content/03-metode\.md:\d+: error \[text\.empty-heading\]",
            r"content/03-metode\.md:\d+: error \[text\.missing-picture\]",
            r"content/03-metode\.md:\d+: error \[text\.division\]",
            r"content/04-resultat\.md:1: error \[text\.repeated-heading\]",
            r"content/99-notat\.md: error \[text\.unnamed-file\]",
        ],
    ),
}


def make(project: Project, edits: Edits) -> None:
    """Make the mistakes in a copy of the project."""
    for file, edit in edits.items():
        path = project.root / file
        if edit is None:
            path.unlink()
        elif isinstance(edit, bytes):
            path.write_bytes(edit)
        else:
            project.edit(file, *edit)


@pytest.mark.parametrize("what", MISTAKES)
def test_all_mistakes_are_told_at_once_and_the_thesis_stays(
    what: str, clone: Callable[[], Project]
) -> None:
    project = clone()
    edits, told = MISTAKES[what]
    before = thesis(project)
    make(project, edits)
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    assert "Exception" not in output
    for pattern in told:
        assert re.search(pattern, output), f"{pattern} is not in:\n{output}"
    assert thesis(project) == before


def thesis(project: Project) -> dict[str, bytes]:
    """What was delivered; the evidence tells of the last build, whatever came of it."""
    made = project.made("results")
    return {name: content for name, content in made.items() if "evidence" not in name}


ODD = (
    "A | b * c *d* _e_ @x #f <b>g</b> {{ h }} {% i %} $j$ `k` [l](m) \\n ~o~ ^p^ ::: #let q "
    "\"r\" 's' &amp; -- ... -? // <!-- t --> \\textbf{u} http://x.no/?a=b&b_c"
)
"""Something of every language between data and a page."""

ODD_WORK = (
    "K | b * c *d* _e_ @x #f $j$ `k` [l](m) ~o~ ^p^ ::: #let q -- ... -? // http://x.no/?a=b&b_c"
)
"""The same without braces, tags and entities: a reference with those is `reference.markup`."""


def test_what_means_something_to_a_tool_is_printed_as_it_was_typed(
    clone: Callable[[], Project],
) -> None:
    project = clone()
    quoted, work = json.dumps(ODD), json.dumps(ODD_WORK)
    cell = '"' + ODD.replace('"', '""') + '"'
    for file, old, new in [
        ("data/thesis.yaml", "title: Hvordan virker trening på russug", f"title: {quoted} #"),
        ("data/thesis.yaml", "nb: [trening,", f"nb: [{quoted},"),
        ("data/databases.yaml", "name: Medline", f"name: {quoted}"),
        ("data/pico.yaml", "text: Fysisk trening", f"text: {quoted}"),
        ("data/ladder.yaml", "label: Leste sammendrag", f"label: {quoted}"),
        ("data/references.yaml", "title: Drug abusers have", f"title: {work} #"),
        ("data/references.yaml", "container-title: CMAJ", f"container-title: {work}"),
        ("data/references.yaml", "{family: Koltyn,", f"{{family: {work},"),
        ("data/searches/medline.csv", "Exercise and drug and treatment and craving,17,4,4,",
         f"{cell},17,4,4,{cell}"),
    ]:  # fmt: skip
        project.edit(file, old, new)
    project.edit("content/03-metode.md", "# Metode\n", f"# Metode\n\n{raw()}\n")
    # The prose goes on to speak of Medline, which no database is called any longer.
    turned = "number.other-database: {severity: warning, reason: another name}"
    project.edit("config/config.yaml", "rules: {}", f"rules: {{{turned}}}")
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    read = pandoc.read(project.root / "build" / "thesis.json")
    said = pandoc.text(read["blocks"])
    assert said.count(ODD) == said.count("A | b *") >= 12
    assert said.count(ODD_WORK) == said.count("K | b *") >= 3
    reader = PdfReader(project.root / "results" / "thesis.pdf")
    printed = tight("".join(page.extract_text() for page in reader.pages))
    # All but what a page ends in the middle of.
    assert printed.count(tight(ODD)) >= said.count(ODD) - 2
    assert reader.metadata is not None
    assert reader.metadata.title == ODD
    for words in RAW:
        assert words in said
        assert tight(words) in printed
    corrections = (project.root / "results" / "corrections.md").read_text("utf-8")
    assert "Traceback" not in corrections


RAW = ["<b>fet</b>", "\\textbf{tung}", "#strong[sterk]", "<script>x</script>"]
"""HTML, TeX and Typst as a person might type them in the prose."""


def raw() -> str:
    """The same in a paragraph each."""
    return "\n\n".join(f"Ord {words} ord." for words in RAW)


def tight(text: str) -> str:
    """A text without white space, which a page divides anew."""
    return re.sub(r"\s", "", text)
