"""Make the one document of all formats: pandoc reads the text, cites, and numbers are given ids."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.document import attributes, content, pandoc, summaries
from thesis.document.content import TEXT_DIVISION
from thesis.document.pandoc import Element
from thesis.document.render import CITATION_UNRESOLVED, REFERENCE_UNRESOLVED, escape
from thesis.formats import confined, unprintable
from thesis.input import labels
from thesis.language import norwegian
from thesis.language.sentences import ABBREVIATIONS
from thesis.model.records import TitlePage
from thesis.model.register import Register

SENTENCE_END = re.compile(r"[.!?][»”’\"')\]]*$")
CITATION_KEY = re.compile(r"@\{?([\w-]+)")
"""What may be a citation key, of letters, digits, - and _ as data/references.yaml has them."""

TITLES = {"title", "container-title"}
OPENING = '([«“"–'


def label_arguments(words: Mapping[str, Any]) -> list[str]:
    """The words that the filter for cross-references prints, as metadata."""
    names = ("figure", "table", "matrix", "appendix", "and")
    return [f"--metadata=label-{name}:{words[name]}" for name in names]


def cited(items: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The references that a text may cite: reading the others takes pandoc longer than the text."""
    found = set(CITATION_KEY.findall(text))
    found |= {key.rstrip("-") for key in found}  # «@wang2017--»: the dash is no part of it
    return [item for item in items if item["id"] in found]


def as_typed(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The references as metadata that citeproc prints as typed.

    In a bibliography file it would take <b> for bold and "x" for a quotation; metadata is Markdown,
    in which all of that is escaped. A title is marked as being in its work's language, since the
    list around it is in the thesis' own.
    """
    kept = {"id", "type", "language", "issued", "accessed"}
    typed = [
        {name: value if name in kept else escaped(value) for name, value in item.items()}
        for item in items
    ]
    for item in typed:
        for name in TITLES & set(item) if item.get("language") else set():
            item[name] = f"[{item[name]}]{{lang={item['language']}}}"
    return {"references": typed}


def escaped(value: Any) -> Any:
    """A field of a reference with every text in it escaped."""
    if isinstance(value, dict):
        return {name: escaped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [escaped(inner) for inner in value]
    return str(escape(value)) if isinstance(value, str) else value


def number_spans(tree: dict[str, Any]) -> int:
    """Give each number an id in reading order, and a capital where it begins a sentence.

    Returns:
        How many numbers the document has.
    """
    count = 0
    for element in pandoc.walk(tree["blocks"]):
        for inlines in _runs(element):
            _capitalise(inlines, Sentence())
        if pandoc.is_number(element):
            count += 1
            element["c"][0][0] = f"n-{count:04d}"
    return count


@dataclass
class Sentence:
    """Where in a sentence a walk is: the next word begins one, or the last word ended one."""

    starts: bool = True
    ended: bool = False


def _runs(block: Element) -> Iterable[list[Element]]:
    """The runs of inlines that are a block's own text."""
    if block["t"] in {"Para", "Plain"}:
        yield block["c"]
    elif block["t"] == "Header":
        yield block["c"][2]
    elif block["t"] == "LineBlock":
        yield from block["c"]


def _capitalise(inlines: list[Element], at: Sentence) -> None:
    """Emphasis, links and the like pass the place in the sentence on."""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in {"Space", "SoftBreak", "LineBreak"}:
            at.starts, at.ended = at.starts or at.ended, False
        elif kind == "Str":
            if word := str(content).lstrip(OPENING):
                at.starts = False
                at.ended = word.lower() not in ABBREVIATIONS and bool(SENTENCE_END.search(word))
        elif pandoc.is_number(inline):
            first = inline["c"][1][:1]
            if at.starts and first and first[0]["t"] == "Str":
                first[0]["c"] = norwegian.capitalise(first[0]["c"])
            at.starts = at.ended = False
        elif kind in {"Emph", "Strong", "Strikeout", "Underline", "SmallCaps"}:
            _capitalise(inline["c"], at)
        elif kind in {"Span", "Link", "Quoted"}:
            _capitalise(inline["c"][1], at)
        elif kind not in {"Note", "Image"}:  # those are no part of the sentence
            at.starts = at.ended = False


def divisions(tree: dict[str, Any]) -> list[Finding]:
    """Files whose ::: do not pair: pandoc would take what follows for part of another file."""
    wrong: dict[str, str] = {}
    file = ""
    for block in tree["blocks"]:
        if "file" in pandoc.classes(block):
            file = pandoc.attributes(block)["src"]
            if any("file" in pandoc.classes(inner) for inner in pandoc.walk(block["c"])):
                wrong.setdefault(file, "opened and not closed")
        elif pandoc.identifier(block) != "refs":  # citeproc puts a list without a place last
            wrong.setdefault(file, "closed and was not opened")
    return [
        TEXT_DIVISION.at(
            Place(file, next(iter(content.unpaired(content.lines(Path(file)))), 0)),
            found=f"a division (:::) that is {what}",
            expected="a line ::: for each line ::: {.class}",
            fix="add or remove a :::; no words of what follows are counted in their chapter",
        )
        for file, what in wrong.items()
    ]


def unresolved(tree: dict[str, Any], known: set[str]) -> list[Finding]:
    """Citations without a reference and cross-references without a target, where they stand."""
    found = []
    for file, _, blocks in pandoc.files(tree):
        lines = content.lines(Path(file))
        for element in pandoc.walk(blocks):
            if element["t"] == "Cite":
                for citation in element["c"][0]:
                    key = citation["citationId"]
                    if key not in known:
                        found.append(
                            CITATION_UNRESOLVED.at(
                                Place(file, line_of(f"@{key}", lines)),
                                found=f"@{key}",
                                expected="a key of data/references.yaml",
                                fix=suggestion(key, known, "add the work to data/references.yaml"),
                            )
                        )
            key = pandoc.attributes(element).get("ref", "")
            if key and element["t"] == "Span" and "unresolved" in pandoc.classes(element):
                found.append(
                    REFERENCE_UNRESOLVED.at(
                        Place(file, line_of(f"@{key}", lines)),
                        found=f"@{key}",
                        expected="the id of a figure, table or appendix",
                        fix=suggestion(key, targets(tree), "give the figure or table that id"),
                    )
                )
    return found


def targets(tree: dict[str, Any]) -> list[str]:
    """Every id that a cross-reference can point to."""
    ids = {pandoc.identifier(element) for element in pandoc.walk(tree["blocks"])}
    return sorted(i for i in ids if i.startswith(("fig:", "tbl:", "app:")))


def line_of(needle: str, lines: list[str]) -> int:
    """The first line (from 1) that holds the needle as a whole key, or 0."""
    pattern = re.compile(re.escape(needle) + r"(?![\w:-])")
    return next((i for i, line in enumerate(lines, 1) if pattern.search(line)), 0)


def metadata(thesis: TitlePage, words: Mapping[str, Any]) -> dict[str, Element]:
    """What the title page and the document's properties say, for every format's template."""
    texts = {
        "title": thesis.title,
        "subtitle": thesis.genre,
        "institution": thesis.institution,
        "faculty": thesis.faculty,
        "department": thesis.department,
        "programme": labelled(words, "programme", thesis.programme),
        "course": labelled(words, "course", thesis.course),
        "supervisor": supervisors(thesis, words),
        "place-date": f"{thesis.place}, {thesis.term} {thesis.year}",
        "candidate": candidate(thesis, words),
        "lang": thesis.language,
        "label-contents": words["contents"],
        "label-words": words["words"],
        "label-draft": words["draft"],
    }
    meta = {name: pandoc.meta_string(str(text)) for name, text in texts.items() if text}
    if thesis.authors:
        meta["author"] = pandoc.meta_list(thesis.authors)
    language = thesis.language.split("-")[0]
    meta["keywords"] = pandoc.meta_list(thesis.keywords.get(language, []))
    return meta


def candidate(thesis: TitlePage, words: Mapping[str, Any]) -> str:
    """What stands in place of a name in an anonymous hand-in."""
    if thesis.authors:
        return ""
    if thesis.candidate:
        return labelled(words, "candidate", thesis.candidate)
    return str(words["anonymous"])


def supervisors(thesis: TitlePage, words: Mapping[str, Any]) -> str:
    """«Veileder: Kari Ås», «Veiledere: Kari Ås og Bo Li»; "" where none is named."""
    given = thesis.supervisor
    if not given:
        return ""
    names = [given] if isinstance(given, str) else given
    between = f" {words['and']} "
    told = between.join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return labelled(words, "supervisors" if between in told else "supervisor", told)


def labelled(words: Mapping[str, Any], name: str, value: object) -> str:
    """«Emne: VPL3000»; "" without a value."""
    return f"{words[name]}: {value}" if value else ""


if __name__ == "__main__":
    words = labels.read(snakemake.input.labels)
    register = Register.read(snakemake.input.register)
    works = read_json(snakemake.input.references)
    text = Path(snakemake.input.text).read_text("utf-8")
    known = json.dumps(as_typed(cited(works, text)))
    Path(snakemake.output.references).write_text(known, "utf-8")
    tree = confined.tree(
        text,
        [
            f"--metadata=lang:{register.records.thesis.language}",
            "--metadata=link-citations:true",
            *label_arguments(words),
            f"--lua-filter={snakemake.input.crossref}",
            f"--metadata-file={snakemake.output.references}",
            f"--csl={snakemake.input.csl}",
            "--citeproc",
            f"--lua-filter={snakemake.input.narrative}",
            "--quiet",  # what does not resolve is found below, with its line
        ],
    )
    tree["meta"] = metadata(register.records.thesis, words)
    summaries.add_keywords(
        tree,
        register.records.thesis.keywords,
        {"nb": words["keywords"], "en": words["keywords_en"]},
    )
    number_spans(tree)
    noted = divisions(tree) + unresolved(tree, set(register.records.references))
    noted += confined.nesting(tree, Path.cwd()) + confined.links(tree, Path.cwd())
    noted += attributes.findings(tree, Path.cwd())
    noted += unprintable.headings(tree, Path.cwd()) + unprintable.pictures(tree, Path.cwd())
    noted += unprintable.characters(tree, Path.cwd(), Path(snakemake.input.labels))
    pandoc.write(tree, snakemake.output.document)
    findings.write(noted, snakemake.output.findings)
