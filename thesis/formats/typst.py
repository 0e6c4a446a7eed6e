"""PDF from the one document: pandoc writes Typst, Typst typesets, and measures its fonts."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import typst

from thesis.diagnostics.findings import stop
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.formats import attachments
from thesis.formats.attachments import Attachment
from thesis.input import look
from thesis.model.records import TitlePage

PDF_TYPST = declare(
    "pdf.typst",
    looks_at="documents",
    sees="a document, or a picture in it, that Typst cannot typeset",
    misses="pages that are typeset and look wrong",
    example="a template that calls a function which is not there",
)


def to_typst(
    document: str, template: str, filters: Sequence[str], variables: Mapping[str, str]
) -> str:
    """The document (pandoc's JSON) as Typst source.

    The variables go by a file: pandoc reads its command line in the machine's locale, in which a
    hard space may be no character. What the thesis has of its own beside the template stands behind
    the settings there; a whole template of its own, which has $body$ in it, takes its place.
    """
    mine = look.own(template)
    own = mine.read_text("utf-8") if mine else ""
    if "$body$" in own:
        template = str(mine)
    elif own:
        variables = {**variables, "look": own}
    arguments = ["--standalone", "--wrap=none", f"--template={template}"]
    arguments += [f"--lua-filter={path}" for path in filters]
    with tempfile.TemporaryDirectory() as folder:
        defaults = Path(folder) / "variables.yaml"
        defaults.write_text(json.dumps({"variables": dict(variables)}), "utf-8")
        arguments.append(f"--defaults={defaults}")
        return pandoc.converted(document, "typst-citations", arguments)


STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
"""A PDF that can be archived with files in it, and one that a screen reader can read."""
WITHOUT_FILES: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""The same without files in it, for archives that take no PDF/A-3."""


PAGES = """
#context [#metadata(query(selector(heading).or(figure))
  .filter(it => it.at("label", default: none) != none)
  .map(it => {
    let at = it.location()
    let pattern = at.page-numbering()
    let number = counter(page).at(at).first()
    (str(it.label), if pattern == none { "" } else { numbering(pattern, number) })
  })) <pages>]
"""
"""Put after a text, it tells of each heading, figure and table with a label its printed page."""

POSITIONS = """
#context [#metadata(({labels}).map(it => (it, query(label(it)))).filter(it => it.at(1).len() > 0)
  .map(((name, found)) => {{
    let at = found.first().location().position()
    (name, (at.page, calc.round(at.x.pt(), digits: 1), calc.round(at.y.pt(), digits: 1)))
  }})) <positions>]
"""
"""The same of each number and entry of the reference list: its page in the file, and its place on
it, in pt."""

MARKED = re.compile(r"<((?:n-\d+|ref-[\w-]+))>")


def measured(source: str) -> str:
    """A source that tells, typeset, where its parts stand."""
    labels = "".join(f'"{name}",' for name in dict.fromkeys(MARKED.findall(source)))
    return source + PAGES + POSITIONS.format(labels=labels)


class Laid(NamedTuple):
    """Where the parts of a PDF stand, by their labels."""

    pages: dict[str, str]  # the printed page of each heading, figure and table
    # of each number and entry of the reference list its page in the file, from 1, and how far from
    # the left and the upper edge it stands, in pt
    positions: dict[str, list[float]]


FONT = "Libertinus Serif"
"""The font of the text; what it lacks is taken from the others inside the typst wheel."""

UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst tells of characters that no font has, and of those among them that nobody sees."""


def to_pdf(
    typst_file: str,
    pdf_file: str,
    thesis: TitlePage,
    attached: Sequence[Attachment] = (),
    standards: Sequence[typst.PDFStandard] = STANDARDS,
) -> Laid:
    """Typeset a Typst file in the project's folder as an accessible PDF.

    The PDF bears the edition's date in place of the clock's, so that the same inputs give the same
    bytes; the fonts are those inside the typst wheel, so that they are the same everywhere.

    Returns:
        Where its parts stand, of a file that :func:`measured` gave.

    Raises:
        SystemExit: Typst cannot typeset the file; it is told as a finding.
    """
    try:
        return _compile(typst_file, pdf_file, thesis, attached, standards)
    except typst.TypstError as error:
        problem = PDF_TYPST.at(
            Place(typst_file, 0),
            found=str(error),
            expected="a document that Typst can typeset",
            fix="look at the text, the picture or the template that is named; where none is, it is "
            "a fault of the code: please report it",
        )
        stop([problem], "The PDF cannot be typeset.")


def _compile(
    typst_file: str,
    pdf_file: str,
    thesis: TitlePage,
    attached: Sequence[Attachment],
    standards: Sequence[typst.PDFStandard],
) -> Laid:
    compiler = typst.Compiler(
        typst_file,
        root=".",
        ignore_system_fonts=True,
        sys_inputs={"attached": attachments.as_typst(attached)},
    )
    compiler.compile(
        output=pdf_file, timestamp=timestamp(thesis.edition.date), pdf_standards=[*standards]
    )

    def told(name: str) -> dict[str, Any]:
        rows = json.loads(compiler.query(name, field="value"))  # what is typeset costs nothing
        return {label: value for row in rows for label, value in row}

    return Laid(told("<pages>"), told("<positions>"))


def to_png(picture: str, png_file: str, ppi: int) -> None:
    """Draw a picture (a path in the project's folder) in its own size, at `ppi` pixels an inch.

    Raises:
        SystemExit: Typst cannot read the picture; it is told as a finding.
    """
    page = "#set page(width: auto, height: auto, margin: 0pt)\n#image(sys.inputs.picture)"
    try:
        drawn = typst.compile(
            page.encode(),
            ignore_system_fonts=True,
            format="png",
            ppi=ppi,
            sys_inputs={"picture": f"/{picture}"},
        )
    except typst.TypstError as error:
        problem = PDF_TYPST.at(
            Place(picture, 0),
            found=str(error),
            expected="a picture that Typst can draw",
            fix="save the picture anew, as PNG or SVG",
        )
        stop([problem], "A picture cannot be drawn.")
    else:
        Path(png_file).write_bytes(drawn)


def lacking(characters: Iterable[str]) -> set[str]:
    """Those of some characters that no font inside the typst wheel has: a PDF cannot show them."""
    found: set[str] = set()
    page = f"#set document(title: [x])\n#set text(font: {json.dumps(FONT)})\n#sys.inputs.text"
    while True:
        text = " ".join(sorted({*characters} - found))
        try:
            typst.compile(
                page.encode(),
                ignore_system_fonts=True,
                pdf_standards=STANDARDS[1:],
                sys_inputs={"text": text},
            )
        except typst.TypstError as error:
            if not (told := UNSHOWN.search(str(error))):
                raise
            found |= {*CODE_POINT.sub(lambda code: chr(int(code[1], 16)), told[1])}
        else:
            return found


def timestamp(date: str) -> int:
    """Seconds since 1970 of a date (ISO), at midnight UTC."""
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())


def measure(lines: Iterable[str], font: str, size: float) -> dict[str, float]:
    """The width in pt of each line in a font of Typst's and a size in pt, all in one call."""
    distinct = list(dict.fromkeys(lines))
    calls = "".join(
        f"measure(text(font: {json.dumps(font)}, size: {size}pt,"
        f" {json.dumps(line, ensure_ascii=False)})).width.pt(),"
        for line in distinct
    )
    answer = typst.query(
        f"#context [#metadata(({calls}))<widths>]".encode(),
        "<widths>",
        field="value",
        one=True,
        ignore_system_fonts=True,
    )
    return dict(zip(distinct, json.loads(answer), strict=True))
