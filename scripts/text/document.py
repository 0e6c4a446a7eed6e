"""Make the one document of all formats: pandoc reads the text, cites, and numbers are given ids."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pypandoc

from thesis import document, findings, labels, numbers
from thesis.document import Element
from thesis.findings import Finding, suggestion
from thesis.register import Register

SENTENCE_END = re.compile(r"[.!?][»\"')]*$")


def convert(text: str, arguments: list[str]) -> dict[str, Any]:
    """Markdown to pandoc's syntax tree, citations and cross-references resolved."""
    tree: dict[str, Any] = json.loads(
        pypandoc.convert_text(text, "json", format=document.READER, extra_args=arguments)
    )
    return tree


def label_arguments(words: Mapping[str, Any]) -> list[str]:
    """The words that the filter for cross-references prints, as metadata."""
    names = ("figure", "table", "matrix", "appendix", "and")
    return [f"--metadata=label-{name}:{words[name]}" for name in names]


def number_spans(tree: dict[str, Any]) -> int:
    """Give each number an id in reading order, and a capital where it begins a sentence.

    Returns:
        How many numbers the document has.
    """
    count = 0
    for element in document.walk(tree["blocks"]):
        content = element.get("c")
        if isinstance(content, list):
            for inlines in _inline_lists(content):
                _capitalise(inlines)
        if element["t"] == "Span" and "n" in document.classes(element):
            count += 1
            element["c"][0][0] = f"n-{count:04d}"
    return count


def _inline_lists(content: list[Any]) -> Iterable[list[Any]]:
    """The lists of inlines that an element holds directly."""
    if content and all(isinstance(item, dict) and "t" in item for item in content):
        yield content
    for item in content:
        if isinstance(item, list) and item and isinstance(item[0], dict) and "t" in item[0]:
            yield item


def _capitalise(inlines: list[Element]) -> None:
    begins = True
    for inline in inlines:
        if inline["t"] == "Span" and "n" in document.classes(inline) and begins:
            for word in inline["c"][1][:1]:
                if word["t"] == "Str":
                    word["c"] = numbers.capitalise(word["c"])
        if inline["t"] == "Str":
            begins = bool(SENTENCE_END.search(inline["c"]))
        elif inline["t"] not in {"Space", "SoftBreak", "LineBreak"}:
            begins = False


def unresolved(tree: dict[str, Any], known: set[str]) -> list[Finding]:
    """Citations without a reference and cross-references without a target, where they stand."""
    found = []
    for file, _, blocks in document.files(tree):
        lines = Path(file).read_text("utf-8").splitlines()
        for element in document.walk(blocks):
            if element["t"] == "Cite":
                for citation in element["c"][0]:
                    key = citation["citationId"]
                    if key not in known:
                        found.append(
                            Finding(
                                file,
                                line_of(f"@{key}", lines),
                                "citation.unresolved",
                                f"@{key}",
                                "a key of data/references.yaml",
                                suggestion(key, known, "add the work to data/references.yaml"),
                            )
                        )
            if element["t"] == "Span" and "unresolved" in document.classes(element):
                key = document.attributes(element)["ref"]
                found.append(
                    Finding(
                        file,
                        line_of(f"@{key}", lines),
                        "reference.unresolved",
                        f"@{key}",
                        "the id of a figure, table or appendix",
                        suggestion(key, targets(tree), "give the figure or table that id"),
                    )
                )
    return found


def targets(tree: dict[str, Any]) -> list[str]:
    """Every id that a cross-reference can point to."""
    ids = {document.identifier(element) for element in document.walk(tree["blocks"])}
    return sorted(i for i in ids if i.startswith(("fig:", "tbl:", "app:")))


def line_of(needle: str, lines: list[str]) -> int:
    """The first line (from 1) that holds the needle as a whole key, or 0."""
    pattern = re.compile(re.escape(needle) + r"(?![\w:-])")
    return next((i for i, line in enumerate(lines, 1) if pattern.search(line)), 0)


def metadata(thesis: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Element]:
    """What the title page and the document's properties say, for every format's template."""
    keywords = thesis.get("keywords", {})
    texts = {
        "title": thesis["title"],
        "subtitle": thesis.get("genre"),
        "institution": thesis.get("institution"),
        "faculty": thesis.get("faculty"),
        "department": thesis.get("department"),
        "programme": thesis.get("programme"),
        "course": thesis.get("course"),
        "supervisor": thesis.get("supervisor"),
        "place-date": f"{thesis['place']}, {thesis['term']} {thesis['year']}",
        "candidate": candidate(thesis, words),
        "lang": thesis["language"],
        "keywords-nb": ", ".join(keywords.get("nb", [])),
        "keywords-en": ", ".join(keywords.get("en", [])),
        "label-contents": words["contents"],
        "label-keywords": words["keywords"],
        "label-keywords-en": words["keywords_en"],
        "label-words": words["words"],
        "label-draft": words["draft"],
    }
    meta = {name: document.meta_string(str(text)) for name, text in texts.items() if text}
    if thesis.get("authors"):
        meta["author"] = document.meta_list(thesis["authors"])
    meta["keywords-list"] = document.meta_list(keywords.get("nb", []))
    return meta


def candidate(thesis: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """What stands in place of a name in an anonymous hand-in."""
    if thesis.get("authors"):
        return ""
    if thesis.get("candidate"):
        return f"{words['candidate']} {thesis['candidate']}"
    return str(words["anonymous"])


if __name__ == "__main__":
    words = labels.read(snakemake.input.labels)
    tree = convert(
        Path(snakemake.input.text).read_text("utf-8"),
        [
            "--metadata=lang:nb-NO",
            "--metadata=link-citations:true",
            *label_arguments(words),
            f"--lua-filter={snakemake.input.crossref}",
            f"--bibliography={snakemake.input.references}",
            f"--csl={snakemake.input.csl}",
            "--citeproc",
            f"--lua-filter={snakemake.input.narrative}",
            "--quiet",  # what does not resolve is found below, with its line
        ],
    )
    register = Register.read(snakemake.input.register)
    number_spans(tree)
    tree["meta"] = metadata(register.records["thesis"], words)
    noted = unresolved(tree, set(register.records["references"]))
    document.write(tree, snakemake.output.document)
    findings.write(noted, snakemake.output.findings)
