"""Steps of a watch: the scripts of the rules, run in this process, and only those with news.

What a step is given is what its rule in rules/ is given; tests hold that both make the same bytes.
A step whose inputs have the content that they had when it came to its end is not run again.
"""

from __future__ import annotations

import hashlib
import io
import runpy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from thesis.cli.verify.rebuild import HERE
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.document.assembly import citation_style
from thesis.editions import reviewed, store
from thesis.formats.unprintable import SIGNS
from thesis.workflow.settings import MERGED

Files = dict[str, str | list[str]]

REGISTER, PLACES = "build/register.json", "build/places.json"
PLACED, COUNT = "build/placed.json", "build/wordcount.json"
FIGURE = "build/figures/flowchart.svg"
TOLD = "build/findings.json"
PAGE = "build/page.json"
"""The document with its findings, which the page is made of."""
HTML, DRAFT = "build/thesis.html", "build/draft.pdf"


@dataclass(frozen=True)
class RuleScript:
    """The script of a rule, with what it is given.

    Attributes:
        script: its path without ending, such as ``text/document``.
        given: its inputs by name.
        makes: its outputs by name.
        sees: files that it looks at besides.
    """

    script: str
    given: Files
    makes: Files
    sees: list[str] = field(default_factory=list)


def steps(config: Mapping[str, Any]) -> list[RuleScript]:
    """The steps up to the findings, in the order in which they are run.

    Args:
        config: the settings; the working folder is that of the thesis.
    """
    labels = str(HERE / f"templates/labels/{config['labels']}.yaml")
    settings: Files = {"labels": labels, "config": MERGED}
    numbers: Files = {"register": REGISTER, "places": PLACES}
    tables = [f"build/tables/{name}.md" for name in config["tables"]]
    written = [file for files in config["content"].values() for file in files]
    previous = store.files(config)
    noted = {
        name: f"build/findings/{name}.json"
        for name in ("register", "tables", "flowchart_text", "text", "document")
    }
    return [
        RuleScript(
            "data/register",
            settings,
            {
                **numbers,
                "flow": "build/flow.json",
                "findings": noted["register"],
            },
            [*_all("data"), *previous],
        ),
        RuleScript(
            "tables/tables",
            {**settings, **numbers},
            {"tables": tables, "findings": noted["tables"]},
            [str(HERE / f"templates/tables/{name}.md.jinja") for name in config["tables"]],
        ),
        RuleScript(
            "figures/flowchart",
            {"labels": labels, "flow": "build/flow.json"},
            {"dot": "build/figures/flowchart.dot", "figure": FIGURE},
        ),
        RuleScript(
            "figures/flowchart_text",
            {"labels": labels, **numbers},
            {"text": "build/figures/flowchart.md", "findings": noted["flowchart_text"]},
            [str(HERE / "templates/flowchart.md.jinja")],
        ),
        RuleScript(
            "text/text",
            {**settings, **numbers, "tables": tables, "figures": ["build/figures/flowchart.md"]},
            {"text": "build/thesis.md", "findings": noted["text"]},
            written,
        ),
        RuleScript(
            "text/document",
            {
                "labels": labels,
                "csl": str(
                    citation_style.file(config.get("csl", citation_style.DEFAULT), Path(), HERE)
                ),
                "crossref": str(HERE / "templates/filters/crossref.lua"),
                "narrative": str(HERE / "templates/filters/og.lua"),
                "text": "build/thesis.md",
                **numbers,
            },
            {
                "document": "build/thesis.json",
                "placed": PLACED,
                "references": "build/references.metadata.json",
                "findings": noted["document"],
            },
            [str(HERE / "templates/filters/sentence.lua"), *_pictures(), *written],
        ),
        RuleScript(
            "text/word_count",
            {"document": PLACED, "config": MERGED},
            {"word_count": COUNT},
        ),
        RuleScript(
            "checks/findings",
            {
                **settings,
                **numbers,
                "noted": list(noted.values()),
                "document": PLACED,
                "word_count": COUNT,
            },
            {"findings": TOLD},
            [*_all("content"), *previous, *reviewed.files()],
        ),
    ]


def page(config: Mapping[str, Any]) -> RuleScript:
    """The step that makes the web page, of the document with its findings."""
    return RuleScript(
        "formats/html",
        {
            "labels": str(HERE / f"templates/labels/{config['labels']}.yaml"),
            "template": str(HERE / "templates/thesis.html.jinja"),
            "style": str(HERE / "templates/html/thesis.css"),
            "script": str(HERE / "templates/html/thesis.js"),
            "document": PAGE,
            "word_count": COUNT,
            "register": REGISTER,
            "figure": FIGURE,
        },
        {"html": HTML},
        _pictures(),
    )


def draft(config: Mapping[str, Any]) -> RuleScript:
    """The step that makes the draft as a PDF, with the findings in it."""
    return RuleScript(
        "formats/draft",
        {
            "labels": str(HERE / f"templates/labels/{config['labels']}.yaml"),
            "template": str(HERE / "templates/thesis.typ"),
            "filter": str(HERE / "templates/filters/typst.lua"),
            "document": PLACED,
            "word_count": COUNT,
            "register": REGISTER,
            "findings": TOLD,
        },
        {"typst": "build/draft.typ", "pdf": DRAFT},
        [FIGURE, *_pictures(), str(HERE / "templates/filters/parts.lua")],
    )


def _all(folder: str) -> list[str]:
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file())


def _pictures() -> list[str]:
    return [path for path in _all("content") if Path(path).suffix.lower() in SIGNS]


class Runner:
    """What runs the steps, and knows what each was run with."""

    def __init__(self) -> None:
        self.done: dict[str, str] = {}

    def run(self, step: RuleScript) -> bool:
        """Run a step in the working folder, when it has news; whether it had.

        Raises:
            StoppedError: the author's files cannot be used; the findings say why.
            RuntimeError: the step ended otherwise, with what it printed.
        """
        news = digest(step)
        if self.done.pop(step.script, "") == news:
            self.done[step.script] = news
            return False
        for path in _paths(step.makes.values()):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        job = SimpleNamespace(input=SimpleNamespace(**step.given), output=_named(step.makes))
        said = io.StringIO()
        try:
            with redirect_stderr(said):
                runpy.run_path(
                    str(HERE / f"scripts/{step.script}.py"), {"snakemake": job}, "__main__"
                )
        except findings.StoppedError:
            raise
        except SystemExit as end:
            raise RuntimeError(f"{said.getvalue()}{end.code}".strip()) from None
        self.done[step.script] = news
        return True

    def found(self, config: Mapping[str, Any]) -> list[Finding]:
        """Run all steps up to the findings, and read them."""
        for step in steps(config):
            self.run(step)
        return findings.read(TOLD)


def digest(step: RuleScript) -> str:
    """A hash of all that a step is given: which files, and what is in them."""
    whole = hashlib.sha256(repr(step).encode())
    for path in [*_paths(step.given.values()), *step.sees]:
        content = Path(path).read_bytes() if Path(path).is_file() else b""
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def _named(files: Files) -> SimpleNamespace:
    return SimpleNamespace(**files)


def _paths(files: Iterable[str | list[str]]) -> Iterator[str]:
    for each in files:
        yield from [each] if isinstance(each, str) else each
