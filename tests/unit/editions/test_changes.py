"""What is new in an edition: in Word, in a PDF, and on a page."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypandoc
import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser

from tests import office, word
from tests.a_register import a_register
from tests.barriers import for_everyone, nothing_bars
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.formats import docx
from thesis.formats.docx import W
from thesis.language import norwegian
from thesis.model.formulas import Formula
from thesis.model.register import Number
from thesis.readback.readers import docx as finished

TEXT = """\
::: {{.file src="content/00.md" part="front"}}
# Sammendrag {{.unnumbered}}

Vi fant [{hits}]{{#n-0001 .n key="searches.hits" src="content/00.md:3"}} treff.
:::

::: {{.file src="content/03-metode.md" part="main"}}
# Metode

Se [tabell 1](#tbl:a), [figur 1](#fig:a) og noten.[^1]

[^1]: En note om {note}.

{gone}{section}## Søk

- ett søk
{item}- to søk

| Søk            | Treff   |
|:---------------|--------:|
| trening og sug | 6       |
{gone_row}{row}| bare trening   | {hits} |

: Tabell 1: Søkene i {year} {{#tbl:a}}

![Figur 1: Skjemaet i {year}](build/a.svg){{#fig:a alt="Et skjema."}}

{last}
:::

::: {{.file src="content/07.md" part="back"}}
# Litteraturliste {{.unnumbered}}

::: {{#refs .references .csl-bib-body .hanging-indent}}
::: {{#ref-a .csl-entry}}
Aas, A. (2019). Om *trening*.
:::

{entry}:::
:::
"""
OLD = {
    "hits": "27", "note": "de gamle søkene", "section": "", "item": "", "row": "", "year": "2020",
    "gone": "## En gammel del\n\n> Et sitat som er tatt ut.\n\n",
    "gone_row": "| en gammel rad | 7 |\n",
    "last": "Helt til sist står det noe gammelt, som er tatt ut.", "entry": "",
}  # fmt: skip
NEW = {
    "hits": "29", "note": "de nye søkene",
    "section": "## Fra tema til søkeord\n\nDenne delen er helt ny & \\<god\\>.\n\n",
    "item": "- et helt nytt *punkt*\n", "row": "| noe nytt | |\n", "year": "2022",
    "gone": "", "gone_row": "", "last": "Slutt.",
    "entry": "::: {#ref-b .csl-entry}\nBerg, B. (2021). Om sug.\n:::\n\n",
}  # fmt: skip
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="60pt">
<rect width="9" height="9"/></svg>"""
LABELS = {"label-contents": "Innhold", "label-words": "Antall ord", "lang": "nb-NO"}


@cache
def read(text: str) -> str:
    """A text as pandoc reads it; most are of several editions."""
    read: str = pypandoc.convert_text(text, "json", format="markdown")
    return read


def tree(text: str, year: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(read(text))
    texts = {"title": "Hva virker?", "place-date": f"Oslo, våren {year}", **LABELS}
    made["meta"] = {name: pandoc.meta_string(text) for name, text in texts.items()}
    return made


def write(folder: Path, year: str, parts: dict[str, str], words: int, text: str = "") -> None:
    """What the rules made of an edition; `text` in place of the parts' own."""
    folder.mkdir(parents=True)
    rows = [{"database": "m", "number": 1, "query": "a", "limits": "", "abstracts_read": 0}]
    hits = int(parts["hits"])
    records = {
        "thesis": {"title": "Hva virker?", "edition": {"name": year, "date": f"{year}-06-01"}},
        "studies": [],
        "databases": [{"id": "m", "name": "Medline", "searched_on": "2020-04-16"}],
        "searches": [{**rows[0], "hits": hits, "articles_read": 0}],
        "references": {},
        "flow": {"stages": [{"label": "Treff", "key": "searches.hits", "value": hits}]},
    }
    number = Number(
        "searches.hits",
        hits,
        "hits",
        "derived",
        Formula("", said="sum of hits"),
        [Place("data/m.csv", 2)],
    )
    a_register([number], records).write(folder / "register.json")
    pandoc.write(tree(text or TEXT.format(**parts), year), folder / "document.json")
    tally = {"words": words, "chapters": [{"heading": "Metode", "words": words}]}
    (folder / "wordcount.json").write_text(json.dumps(tally), "utf-8")


Run = Callable[..., Path]


@pytest.fixture(scope="module")
def run(job: Any, house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs the job in a folder of its own, with an old and a new edition, and gives the folder."""

    def make(
        old: dict[str, str] = OLD, previous: bool = True, texts: tuple[str, str] = ("", "")
    ) -> Path:
        root = tmp_path_factory.mktemp("changes")
        patch.chdir(root)
        write(root / "editions/2020", "2020", old, 1042, texts[0])
        write(root / "build", "2022", NEW, 1050, texts[1])
        (root / "results").mkdir()
        (root / "build/a.svg").write_text(SVG, "utf-8")
        templates = house / "templates"
        job(
            "editions/changes",
            input={
                "previous": ["editions/2020/manifest.json"] if previous else [],
                "document": "build/document.json",
                "register": "build/register.json",
                "word_count": "build/wordcount.json",
                "labels": str(templates / "labels/nb.yaml"),
                "template": str(templates / "changes.html.jinja"),
                "docx": str(templates / "docx/document.xml"),
                "word_filter": str(templates / "filters/docx.lua"),
                "typst": str(templates / "thesis.typ"),
                "typst_filter": str(templates / "filters/typst.lua"),
            },
            output={
                "docx": "results/thesis-changes.docx",
                "pdf": "results/thesis-changes.pdf",
                "html": "results/changes.html",
                "typst": "build/changes.typ",
            },
        )
        return root

    with pytest.MonkeyPatch.context() as patch:
        yield make


@pytest.fixture(scope="module")
def made(run: Run) -> Path:
    return run()


@pytest.fixture(scope="module")
def plain(made: Path, house: Path) -> dict[str, Path]:
    """Each edition alone as DOCX."""
    return alone(made, house)


def alone(made: Path, house: Path) -> dict[str, Path]:
    """Each edition of a folder as DOCX, by the same templates."""
    out = {}
    for name, folder, words in (("old", "editions/2020", 1042), ("new", "build", 1050)):
        out[name] = made / f"{name}.docx"
        document = made / folder / "document.json"
        key = words, document.read_bytes()
        if key in WRITTEN:
            shutil.copyfile(WRITTEN[key], out[name])
            continue
        WRITTEN[key] = out[name]
        docx.write(
            pandoc.read(document),
            out[name],
            house / "templates/docx/document.xml",
            house / "templates/filters/docx.lua",
            words=norwegian.digits(words),
            edition="2022-06-01",
        )
    return out


WRITTEN: dict[tuple[int, bytes], Path] = {}
"""The DOCX of each edition that was made, by its words and its document: one half is the same."""

# ---- Word ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("edition", "accept"), [("old", False), ("new", True)])
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_rejected_it_is_the_old_edition_and_accepted_the_new_one(
    made: Path, plain: dict[str, Path], part: str, edition: str, accept: bool
) -> None:
    settled = word.settled(word.part(made / "results/thesis-changes.docx", part), accept)
    assert settled == word.settled(word.part(plain[edition], part), accept)
    assert len(settled) == 1 if "notes" in part else len(settled) > 15


@pytest.mark.parametrize(("edition", "accept"), [("old", False), ("new", True)])
def test_libreoffice_makes_each_edition_of_it(
    made: Path,
    plain: dict[str, Path],
    needs: Callable[[str, str], None],
    edition: str,
    accept: bool,
) -> None:
    needs("soffice", "libreoffice-writer")
    target = made / f"settled-{edition}.docx"
    office.settle(made / "results/thesis-changes.docx", target, accept)

    def words(path: Path) -> list[str]:
        blocks = finished.read(path).blocks
        return [" ".join(block.text.split()) for block in blocks if block.stream != "alt"]

    assert words(target) == words(plain[edition])


def test_every_change_says_who_made_it_and_when_and_is_one_of_its_own(made: Path) -> None:
    body = word.part(made / "results/thesis-changes.docx")
    marks = [each for each in body.iter() if each.tag in {f"{W}ins", f"{W}del"}]
    assert len(marks) > 30
    assert {word.value(mark, "author") for mark in marks} == {"Utgave 2022"}
    assert {word.value(mark, "date") for mark in marks} == {"2022-06-01T00:00:00Z"}
    assert len({word.value(mark, "id") for mark in marks}) == len(marks)
    # Word has no text in a deletion but deleted text, and no deleted text elsewhere.
    deleted = [t for each in body.iter(f"{W}del") for t in each.iter(f"{W}delText")]
    assert len(deleted) == len(list(body.iter(f"{W}delText"))) > 5
    assert not [t for each in body.iter(f"{W}del") for t in each.iter(f"{W}t")]
    # Nor a field: the line of a heading that left, in the contents.
    assert not [f for each in body.iter(f"{W}del") for f in each.iter(f"{W}instrText")]
    assert len(list(body.iter(f"{W}delInstrText"))) == 1
    # A link may hold a change, a change no link.
    assert not [h for mark in marks for h in mark.iter(f"{W}hyperlink")]


def test_a_new_row_and_a_new_paragraph_are_new_as_a_whole(made: Path) -> None:
    body = word.part(made / "results/thesis-changes.docx")
    rows = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}ins") is not None]
    assert [word.text(row) for row in rows] == ["noe nytt"]
    assert [
        "".join(each.text or "" for each in row.iter(f"{W}delText"))
        for row in body.iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}del") is not None
    ] == ["en gammel rad7"]
    ends = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}ins") is not None]
    assert "Denne delen er helt ny & <god>." in [word.text(p) for p in ends]


def test_no_bookmark_is_there_twice_and_the_title_is_that_of_the_new_edition(made: Path) -> None:
    path = made / "results/thesis-changes.docx"
    marked = word.bookmarks(word.part(path))  # tells of one that is there twice
    assert marked["n-0001"] == "29"
    core = word.part(path, "docProps/core.xml")
    assert "Hva virker?" in [each.text for each in core]


# ---- PDF -----------------------------------------------------------------------------------------


def test_the_pdf_says_what_its_marks_mean_and_has_both_editions(made: Path) -> None:
    pages = pdfium.PdfDocument(made / "results/thesis-changes.pdf")
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]
    assert "endringene fra utgave 2020 til utgave 2022" in texts[0]
    assert "blått og understreket" in texts[0]
    assert "rødt og gjennomstreket" in texts[0]
    assert re.search(r"Oslo, våren 2020 ?2022", texts[0])
    assert re.search(r"1.042 ?1.050", texts[0])
    whole = " ".join(texts)
    assert "Denne delen er helt ny & <god>." in whole
    assert "Helt til sist står det noe gammelt" in whole


def test_the_pdf_is_as_accessible_as_the_thesis(made: Path) -> None:
    with pikepdf.open(made / "results/thesis-changes.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Hva virker?"


def test_what_came_has_a_line_below_and_what_left_a_line_through(made: Path) -> None:
    source = (made / "build/changes.typ").read_text("utf-8")
    assert "#deleted[27]" in source.replace("\n", "")
    assert "#inserted[" in source
    assert "underline" in source
    assert "strike" in source


# ---- whatever leaves, and whatever comes ---------------------------------------------------------

LEAVES = {
    "a work": r"::: \{#ref-a .*?:::\n\n?",
    "all works": r"(?<=hanging-indent}\n)(::: \{#ref-.*?:::\n\n?)+",
    "the list of works": r"# Litteraturliste.*(?=:::\n\Z)",
    "the list of works under its heading": r"::: \{#refs.*(?=:::\n\Z)",
    "a figure": r"!\[Figur 1.*?\n\n",
    "a picture in a line": r"!\[bilde\]\S+ ",
    "a table": r"\| Søk .*?\{#tbl:a\}\n\n",
    "a table in a matrix": r"::: matrix.*?\n:::\n\n",
    "a table of an appendix": r"::: appendix-table.*?\n:::\n\n",
    "an appendix": r"# Vedlegg 1.*?(?=# Litteraturliste)",
    "a heading": r"## Søk\n\n",
    "a footnote": r"\[\^1\](?=\n\n)|\[\^1\]: .*?\n\n",
    "a whole chapter": r"# Diskusjon.*?(?=:::\n)",
    "a whole file": r"::: \{\.file src=\"content/03.*?(?=::: \{\.file src=\"content/07)",
    "an item of a list": r"- et helt nytt \*punkt\*\n",
    "a list": r"- ett søk\n.*?- to søk\n\n",
    "a quotation": r"> Et sitat.*?\n\n",
    "a text in another language": r"::: \{lang=en\}.*?\n:::\n\n",
    "a number": r"\[27\]\{#n-0001.*?\} ",
}
"""What is taken out of the text of an edition: a pattern for all of it."""

EVERYTHING = (
    TEXT.format(**{**OLD, "item": NEW["item"], "entry": NEW["entry"]})
    .replace(
        'src="content/07.md" part="back"}\n',
        """src="content/07.md" part="back"}
# Vedlegg 1: Søkene {#app:a}

::: appendix-table
| a | b |
|:--|:--|
| c | d |

: Tabell 2: En tabell {#tbl:b}
:::

""",
    )
    .replace(
        "Helt til sist",
        """::: matrix
| e | f |
|:--|:--|
| g | h |
:::

::: {lang=en}
What they said.
:::

# Diskusjon

Her er ![bilde](build/a.svg){alt="Et bilde."} en [lenke til verket](#ref-a).

Helt til sist""",
    )
)


@pytest.mark.parametrize("there", ["leaves", "comes"])
@pytest.mark.parametrize("what", LEAVES)
def test_whatever_leaves_or_comes_is_marked_in_every_file(
    run: Run, house: Path, what: str, there: str
) -> None:
    less, times = re.subn(LEAVES[what], "", EVERYTHING, flags=re.DOTALL)
    assert times in (1, 2)
    root = run(texts=(EVERYTHING, less) if there == "leaves" else (less, EVERYTHING))
    editions = alone(root, house)
    body = word.part(root / "results/thesis-changes.docx")
    for edition, accept in (("old", False), ("new", True)):
        settled = word.settled(body, accept)
        # What is a picture in one edition is named by its alternative text where it left.
        said = [re.sub(r"\[Et (skjema|bilde)\.\] ?", "", text) for text in settled]
        assert [text for text in said if text] == word.settled(word.part(editions[edition]), accept)
    assert (root / "results/thesis-changes.pdf").read_bytes().startswith(b"%PDF")
    assert "<html" in (root / "results/changes.html").read_text("utf-8")


def test_one_work_leaves_and_another_comes(run: Run) -> None:
    def listed(work: str) -> str:
        return re.sub(LEAVES["a work"], work, EVERYTHING, flags=re.DOTALL)

    other = "::: {#ref-c .csl-entry}\nDahl, D. (2022). Noe helt annet.\n:::\n\n"
    root = run(texts=(EVERYTHING, listed(other)))
    source = " ".join((root / "build/changes.typ").read_text("utf-8").split())
    entries = source.split("#references[")[1].split("#entry[")[1:]
    begins = ["#deleted[Aas,", "#inserted[Dahl,", "Berg,"]
    assert len(entries) == 3
    assert [begin in entry for entry, begin in zip(entries, begins, strict=True)] == [True] * 3
    assert "<ref-c>" in entries[1]
    assert "<ref-a>" not in source


def test_a_figure_that_moved_keeps_its_description(run: Run) -> None:
    described = "\n::: {.long-description for=fig:a}\nTrinn for trinn.\n:::\n\n"
    figure = re.search(LEAVES["a figure"], EVERYTHING, re.DOTALL)
    assert figure
    old = EVERYTHING.replace(figure[0], figure[0] + described)
    less = EVERYTHING.replace(figure[0], "")
    new = less.replace("Se [tabell 1]", figure[0] + described + "Se [tabell 1]")
    source = (run(texts=(old, new)) / "build/changes.typ").read_text("utf-8")
    assert 'alt: "Et skjema. Trinn for trinn."' in source


# ---- the page ------------------------------------------------------------------------------------


def test_the_page_tells_what_changed_and_what_did_not(made: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((made / "results/changes.html").as_uri())
    text = page.inner_text("body").replace("\xa0", " ")
    page.close()
    assert "Utgave 2022 (1. juni 2022) sammenlignet med utgave 2020 (1. juni 2020)" in text
    for told in ("Studiene er de samme som før", "sum of hits", "Uendret", "Før", "+8"):
        assert told in text
    assert "<script" not in (made / "results/changes.html").read_text("utf-8")


@for_everyone
def test_nothing_bars_anyone(browser: Browser, made: Path, width: int, scheme: Any) -> None:
    page = (made / "results/changes.html").as_uri()
    assert nothing_bars(browser, page, width, scheme) == "Hopp til innholdet"


# ---- nothing to compare with ---------------------------------------------------------------------


@pytest.mark.mutant("edition.alone")
def test_without_a_previous_edition_it_says_so(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(previous=False)
    assert stopped.value.code == 1
    assert "config/config.yaml: error [edition.alone]" in capsys.readouterr().err


def test_two_editions_with_the_same_words_have_no_changes(run: Run) -> None:
    root = run(old=NEW)
    body = word.part(root / "results/thesis-changes.docx")
    changed = [word.text(each) for each in body.iter(f"{W}ins")]
    assert changed == ["2022", "50"] or changed == ["2022", "1\xa0050"]
    page = (root / "results/changes.html").read_text("utf-8")
    assert "Ingen setninger er endret." in page
    assert "Ingen søk er kommet til" in page
