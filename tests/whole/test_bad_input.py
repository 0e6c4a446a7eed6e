"""Whole builds on bad input: all is told and results/ stays; and on odd input: it is printed."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial

import pypdfium2 as pdfium
import pytest

from tests.whole.project import HOUSE, Project
from thesis.document import pandoc

Edits = Mapping[str, tuple[str, str] | bytes | None]

MISTAKES: dict[str, tuple[Edits, list[str]]] = {
    "several files of data": (
        {
            "data/searches/nattbasen.csv": (
                ",31,9,2,Fra og med 2010\n4,Singing and insomnia and shift*,14,4,1,",
                ",3.1,9,,\n4,Singing and insomnia and shift*,many,4,1,",
            ),
            "data/studies/fabelmo2019.yaml": ("number: 3}", "number: 99}"),
            "data/thesis.yaml": ("genre:", "gnere:"),
            "data/references.yaml": ("issued: 2016", "issued: 2016-13"),
        },
        [
            r"data/references\.yaml:\d+: error \[input\.date\]",
            r"data/searches/nattbasen\.csv:4: error \[data\.count\]",
            r"data/searches/nattbasen\.csv:5: error \[data\.count\]",
            r"data/studies/fabelmo2019\.yaml:\d+: error \[study\.unknown-search\]",
            r"data/thesis\.yaml:\d+: error \[input\.unknown-key\]",
            r"did you mean genre\?",
        ],
    ),
    "what YAML and CSV cannot read": (
        {
            "data/limits.yaml": b"- id: x\n\tletter: P\n",
            "data/searches/nattbasen.csv": "number,query\n1,på\n".encode("latin-1"),
            "data/words.yaml": b"",
        },
        [
            r"data/limits\.yaml:2: error \[input\.yaml\]",
            r"data/searches/nattbasen\.csv:2: error \[input\.encoding\]",
            r"data/words\.yaml:1: error \[input\.empty\]",
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
            "config/config.yaml": ("content/01-metode.md", "content/01-metod.md"),
            "templates/labels/nb.yaml": ("figure: figur", "figur: figur"),
            "data/thesis.yaml": ("year: 2023", "year: i fjor"),
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
            "content/01-metode.md": (
                "# Metode\n",
                '# Metode\n\n### Databaser\n\n{{ n("medline.hits" }} treff.\n\n@nobody2020\n\n'
                "##\n\n![x](content/none.png)\n\n::: {.box}\n\nTekst.",
            ),
            "content/02-resultat.md": ("# Resultat", "# Metode"),
            "content/99-notat.md": b"# Notat\n",
        },
        [
            r"content/00-sammendrag\.md:1: error \[number\.unknown-key\]",
            r"content/01-metode\.md:\d+: error \[text\.heading-level\]",
            r"content/01-metode\.md:\d+: error \[text\.template\]",
            r"content/01-metode\.md:\d+: error \[citation\.unresolved\]",
            r"content/01-metode\.md:\d+: error \[text\.empty-heading\]",
            r"content/01-metode\.md:\d+: error \[text\.missing-picture\]",
            r"content/01-metode\.md:\d+: error \[text\.division\]",
            r"content/02-resultat\.md:1: error \[text\.repeated-heading\]",
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
    what: str, small_clone: Callable[[], Project]
) -> None:
    project = small_clone()
    edits, told = MISTAKES[what]
    # The evidence tells of the last build that got as far, whatever came of it.
    results = project.handed_in if "prose" in what else partial(project.made, "results")
    before = results()
    make(project, edits)
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    assert "Exception" not in output
    for pattern in told:
        assert re.search(pattern, output), f"{pattern} is not in:\n{output}"
    assert results() == before


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
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    quoted, work = json.dumps(ODD), json.dumps(ODD_WORK)
    cell = '"' + ODD.replace('"', '""') + '"'
    shutil.copy(HOUSE / "data/pico.yaml", project.root / "data/pico.yaml")
    # The prose goes on to speak of Nattbasen, which no database is called any longer.
    turned = "number.other-database: {severity: warning, reason: another name}"
    for file, old, new in [
        ("data/thesis.yaml", "title: Sover nattarbeidere", f"title: {quoted} #"),
        ("data/thesis.yaml", "nb: [korsang,", f"nb: [{quoted},"),
        ("data/databases.yaml", "name: Nattbasen", f"name: {quoted}"),
        ("data/pico.yaml", "text: Fysisk trening", f"text: {quoted}"),
        ("data/ladder.yaml", "label: Leste sammendrag", f"label: {quoted}"),
        ("data/references.yaml", "title: Choir practice", f"title: {work} #"),
        ("data/references.yaml", "container-title: Journal of", f"container-title: {work} #"),
        ("data/references.yaml", "{family: Fabelmo,", f"{{family: {work},"),
        ("data/searches/nattbasen.csv", "Singing and insomnia and shift*,14,4,1,",
         f"{cell},14,4,1,{cell}"),
        ("content/01-metode.md", "# Metode\n",
         f'# Metode\n\n{raw()}\n\nSe @tbl:pico.\n\n{{{{ table("pico") }}}}\n\n'),
        ("config/config.yaml", "tables: [", "tables: [pico, "),
        ("config/config.yaml", "labels: nb", f"labels: nb\nrules: {{{turned}}}"),
    ]:  # fmt: skip
        project.edit(file, old, new)
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    read = pandoc.read(project.root / "build" / "thesis.json")
    said = pandoc.text(read["blocks"])
    assert said.count(ODD) == said.count("A | b *") >= 10
    assert said.count(ODD_WORK) == said.count("K | b *") >= 3
    with pdfium.PdfDocument(project.root / "results" / "thesis.pdf") as pdf:
        printed = tight("".join(page.get_textpage().get_text_range() for page in pdf))
        title = pdf.get_metadata_value("Title")
    # All but what a page ends in the middle of.
    assert printed.count(tight(ODD)) >= said.count(ODD) - 2
    assert title == ODD
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
