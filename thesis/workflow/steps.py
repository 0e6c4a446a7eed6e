"""Steps: the scripts of the rules, run in one process, and only those with news.

What a step is given is what its rule in rules/ is given; a test holds that it is the same files,
and that both make the same bytes. A step whose inputs have the content that they had when it came
to its end is not run again.
"""

import hashlib
import io
import os
import runpy
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from thesis.diagnostics import findings
from thesis.diagnostics.files import HOUSE
from thesis.document import content
from thesis.document.assembly import citation_style
from thesis.document.ledger import FLOWCHART
from thesis.editions import reviewed, store
from thesis.formats import attachments
from thesis.input import look
from thesis.workflow import input_hashes
from thesis.workflow.input_hashes import MERGED

Files = dict[str, str | list[str]]

REGISTER, PLACES = "build/register.json", "build/places.json"
DOCUMENT, PLACED, COUNT = "build/thesis.json", "build/placed.json", "build/wordcount.json"
PAGES = "build/pages.json"
TOLD, CLAIMS = "build/findings.json", "build/claims.json"
NOTED = ("build/findings/register.json", "build/findings/document.json")
HTML, PDF, DOCX = "build/thesis.html", "build/thesis.pdf", "build/thesis.docx"
FINISHED, POSITIONS = "build/findings/finished.json", "build/positions.json"


@dataclass(frozen=True)
class RuleScript:
    """The script of a rule, with what it is given."""

    script: str  # its path without ending, such as ``text/document``
    given: Files  # its inputs by name
    makes: Files  # its outputs by name
    sees: list[str] = field(default_factory=list)  # files that it looks at besides


def steps(config: Mapping[str, Any]) -> dict[str, RuleScript]:
    """The steps by the names of their rules, each behind those that it needs: a table.

    Args:
        config: the settings; the working folder is that of the thesis.
    """
    labels = str(HOUSE / f"templates/labels/{config['labels']}.yaml")
    settings: Files = {"labels": labels, "config": MERGED}
    numbers: Files = {"register": REGISTER, "places": PLACES}
    written = [file for files in config["content"].values() for file in files]
    pictures = content.pictures()
    previous = store.files(config)
    made: Files = {"document": DOCUMENT, "word_count": COUNT, "register": REGISTER}
    paged: Files = {"template": _template("thesis.typ"), "filter": _template("filters/typst.lua")}
    figures = [FLOWCHART, *pictures]
    return {
        "register": RuleScript(
            "data/register",
            settings,
            {**numbers, "flow": "build/flow.json", "findings": NOTED[0]},
            [*_all("data"), *previous],
        ),
        "flowchart": RuleScript(
            "figures/flowchart",
            {"labels": labels, "flow": "build/flow.json"},
            {"dot": "build/figures/flowchart.dot", "figure": FLOWCHART},
        ),
        "document": RuleScript(
            "text/document",
            {
                **settings,
                **numbers,
                "csl": str(citation_style.named(config, Path(), HOUSE)),
                "crossref": _template("filters/crossref.lua"),
                "narrative": _template("filters/og.lua"),
            },
            {
                "tables": [f"build/tables/{name}.md" for name in config["tables"]],
                "flowchart": "build/figures/flowchart.md",
                "figures": "build/figures/placed",
                "text": "build/thesis.md",
                "references": "build/references.metadata.json",
                "placed": PLACED,
                "document": DOCUMENT,
                "word_count": COUNT,
                "findings": NOTED[1],
            },
            [
                *map(str, look.tables(HOUSE)),
                _template("flowchart.md.jinja"),
                *sorted(map(str, HOUSE.glob("templates/figures/*"))),
                _template("filters/sentence.lua"),
                *pictures,
                *written,
            ],
        ),
        "check": RuleScript(
            "checks/check",
            {**settings, **numbers, "noted": [*NOTED], "document": PLACED, "word_count": COUNT},
            {"findings": TOLD, "claims": CLAIMS},
            [
                *_all("content", "*.md"),
                *previous,
                *reviewed.files(),
                *_all("data", "comments.yaml"),
            ],
        ),
        "pdf": RuleScript(
            "formats/pdf",
            {
                **settings,
                **made,
                **paged,
                "figures": figures,
                "attached": str(input_hashes.FOLDER / "attached.txt"),
            },
            {
                "typst": "build/thesis.typ",
                "manifest": "build/manifest.json",
                "pages": PAGES,
                "positions": POSITIONS,
                "pdf": PDF,
            },
            [_template("filters/parts.lua")],
        ),
        "docx": RuleScript(
            "formats/docx",
            {
                "template": _template("docx/document.xml"),
                "look": [
                    _template(f"docx/{part}.xml") for part in ("styles", "settings", "footer")
                ],
                "filter": _template("filters/docx.lua"),
                **made,
                "figures": figures,
                "pages": PAGES,
            },
            {"docx": DOCX},
            [_template("filters/parts.lua")],
        ),
        "html": RuleScript(
            "formats/html",
            {
                "labels": labels,
                "template": _template("thesis.html.jinja"),
                "style": _template("html/thesis.css"),
                "script": _template("html/thesis.js"),
                **made,
                "figure": FLOWCHART,
                "claims": CLAIMS,
            },
            {"html": HTML},
            pictures,
        ),
        "finished": RuleScript(
            "checks/finished",
            {
                **settings,
                "files": [PDF, DOCX, HTML],
                "pages": PAGES,
                "figure": FLOWCHART,
                "flow": "build/flow.json",
                "document": PLACED,
                "word_count": COUNT,
                "look": [_template("html/thesis.css"), _template("html/thesis.js")],
            },
            {"findings": FINISHED},
            [*_all("content"), *_all("data"), *map(str, look.tables(HOUSE))],
        ),
        "evidence": RuleScript(
            "checks/evidence",
            {
                **settings,
                "register": REGISTER,
                "findings": [TOLD, FINISHED],
                "claims": CLAIMS,
                "pdf": PDF,
                "positions": POSITIONS,
                "document": PLACED,
                "word_count": COUNT,
                "template": _template("evidence.html.jinja"),
            },
            {
                **{kind: f"results/evidence.{kind}" for kind in ("html", "json", "sarif")},
                "hashes": input_hashes.EVIDENCE,
            },
            [*_all("content"), *_all("data")],
        ),
        "draft": RuleScript(
            "formats/draft",
            {"labels": labels, **made, **paged, "document": PLACED, "findings": TOLD},
            {"typst": "build/draft.typ", "pdf": "results/draft.pdf"},
            [*figures, _template("filters/parts.lua")],
        ),
    }


BEHIND = {
    "finished": ["document", "pdf", "docx", "html"],
    "evidence": ["check", "finished"],
    "deliver": ["evidence", "pdf", "docx", "html"],
    "results": ["deliver"],
}
"""What rules without a step here need, and results/."""


def needs(config: Mapping[str, Any]) -> dict[str, list[str]]:
    """What each step to results/ needs, by its name: other steps, and folders of the author's."""
    every = steps(config)
    del every["draft"]
    made = {file: name for name, step in every.items() for file in _paths(step.makes)}
    found = {}
    for name, step in every.items():
        near = [made[file] for file in _paths(step.given) if file in made]
        near += [folder for folder in ("data", "content") if _under(folder, step.sees)]
        found[name] = [*dict.fromkeys(near)]
    return {**found, **BEHIND}


def _under(folder: str, files: Iterable[str]) -> bool:
    return any(file.startswith(f"{folder}/") for file in files)


def _template(name: str) -> str:
    return str(HOUSE / "templates" / name)


def _all(folder: str, names: str = "*") -> list[str]:
    return sorted(str(path) for path in Path(folder).rglob(names) if path.is_file())


class Runner:
    """What runs the steps, and knows what each was run with."""

    def __init__(self) -> None:
        self.done: dict[str, str] = {}

    def run(self, step: RuleScript) -> bool:
        """Run a step in the working folder, when it has news; whether it had.

        Raises:
            StoppedError: the author's files cannot be used; the findings say why, and are printed.
            RuntimeError: the step ended otherwise, with what it printed.
        """
        news = digest(step)
        if self.done.pop(step.script, "") == news:
            self.done[step.script] = news
            return False
        said = io.StringIO()
        try:
            with redirect_stderr(said):
                execute(step)
        except findings.StoppedError:
            print(said.getvalue(), end="", file=sys.stderr)
            raise
        except SystemExit as end:
            raise RuntimeError(f"{said.getvalue()}{end.code}".strip()) from None
        self.done[step.script] = news
        return True


def execute(step: RuleScript) -> None:
    """Run the script of a rule as Snakemake does: its folders are there, its inputs are named."""
    for path in _paths(step.makes):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    given, makes = SimpleNamespace(**step.given), SimpleNamespace(**step.makes)
    job = SimpleNamespace(input=given, output=makes)
    runpy.run_path(str(HOUSE / f"scripts/{step.script}.py"), {"snakemake": job}, "__main__")


def build(names: Sequence[str], runner: Runner | None = None) -> None:
    """Run some steps in the working folder.

    Args:
        names: of their rules, each behind those that it needs.
        runner: what ran steps there before; without it, nothing is made there yet.

    Raises:
        StoppedError: the author's files cannot be used; the findings are printed.
        RuntimeError: a step ended otherwise, with what it printed.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as Snakemake has it: more take time
    from thesis.workflow import configuration  # here: its schemas take long to load

    config = configuration.read({}, HOUSE)
    configuration.hand_on(config)
    known = steps(config)
    if "pdf" in names:
        input_hashes.hashes("attached", [*attachments.files(Path(), HOUSE), *store.files(config)])
    runner = runner or Runner()
    for name in names:
        runner.run(known[name])


def digest(step: RuleScript) -> str:
    """A hash of all that a step is given: which files, and what is in them."""
    whole = hashlib.sha256(repr(step).encode())
    for path in [*_paths(step.given), *step.sees]:
        for layer in look.layers(path):
            content = layer.read_bytes() if layer.is_file() else b""
            whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def _paths(files: Files) -> Iterator[str]:
    for each in files.values():
        yield from [each] if isinstance(each, str) else each


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    try:
        build(sys.argv[2:])
    except RuntimeError as ended:
        sys.exit(str(ended))
