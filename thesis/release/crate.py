"""RO-Crate of a release: which thesis, made of what, by which workflow (Workflow Run Crate 0.5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from thesis.model.records import TitlePage

FILE = "ro-crate-metadata.json"

WORKFLOW = "Snakefile"
CODE = ("envs", "profiles", "rules", "scripts", "templates", "thesis")
"""Folders of the code: each is described as a whole, not file by file."""

CRATE = "https://w3id.org/ro/crate/1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}

FORMATS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".sarif": "application/sarif+json",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".yaml": "application/yaml",
}

Entity = dict[str, Any]

SNAKEMAKE: Entity = {
    "@id": "#snakemake",
    "@type": ["ComputerLanguage", "SoftwareApplication"],
    "name": "Snakemake",
    "identifier": {"@id": "https://snakemake.github.io"},
    "url": {"@id": "https://snakemake.github.io"},
}
RIGHTS: Entity = {
    "@id": "#rights",
    "@type": "CreativeWork",
    "name": "Rights",
    "description": "The text is its authors'; the code has the licence in LICENSE.",
}


def metadata(page: TitlePage, files: Sequence[str], versions: Mapping[str, str]) -> Entity:
    """The metadata of a release, as JSON-LD; the same files give the same.

    Args:
        page: what data/thesis.yaml says of the thesis.
        files: their paths in the release.
        versions: of the programs that made the pages.
    """
    own = [name for name in files if name.split("/")[0] not in CODE]
    results = [name for name in own if name.startswith("results/")]
    sources = [name for name in own if name.startswith(("data/", "content/", "config/"))]
    folders = [f"{name}/" for name in CODE if any(each.startswith(f"{name}/") for each in files)]
    people = [_person(name) for name in page.authors or []]
    programs = [_program(name, version) for name, version in sorted(versions.items())]
    graph: list[Entity] = [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "about": _at("./"),
            "conformsTo": [_at(CRATE), _at([*PROFILES][-1])],
        },
        _root(page, [*own, *folders], people),
        {
            "@id": WORKFLOW,
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
            "name": "A reproducible literature-review thesis",
            "description": "Builds the thesis from its data and checks what it says against them.",
            "programmingLanguage": _at("#snakemake"),
            "license": _at("LICENSE"),
            "softwareRequirements": [_at(each["@id"]) for each in programs],
        },
        SNAKEMAKE,
        {
            "@id": "#build",
            "@type": "CreateAction",
            "name": f"Build of edition {page.edition.name}",
            "instrument": _at(WORKFLOW),
            "agent": [_at(each["@id"]) for each in people],
            "object": [_at(quote(name)) for name in sources],
            "result": [_at(quote(name)) for name in results],
            "actionStatus": "http://schema.org/CompletedActionStatus",
        },
        RIGHTS,
        *people,
        *programs,
        *({"@id": id_, "@type": "CreativeWork", "name": name, "version": version}
          for id_, (name, version) in PROFILES.items()),
        *map(_file, (name for name in own if name != WORKFLOW)),
        *({"@id": name, "@type": "Dataset", "name": f"Code: {name}"} for name in folders),
    ]  # fmt: skip
    return {"@context": f"{CRATE}/context", "@graph": graph}


def _root(page: TitlePage, parts: Iterable[str], people: Sequence[Entity]) -> Entity:
    keywords = [word for words in (page.keywords or {}).values() for word in words]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": page.title,
        "description": ", ".join(filter(None, (page.genre, page.programme, page.institution))),
        "datePublished": page.edition.date,
        "version": page.edition.name,
        "inLanguage": page.language,
        "keywords": ", ".join(dict.fromkeys(keywords)),
        "author": [_at(each["@id"]) for each in people],
        "license": _at("#rights"),
        "conformsTo": [_at(each) for each in PROFILES],
        "hasPart": [_at(quote(name)) for name in parts],
        "mainEntity": _at(WORKFLOW),
        "mentions": [_at("#build")],
    }


def _file(name: str) -> Entity:
    ending = name[name.rfind(".") :]
    return {
        "@id": quote(name),
        "@type": "File",
        "name": name,
        **({"encodingFormat": FORMATS[ending]} if ending in FORMATS else {}),
    }


def _person(name: str) -> Entity:
    return {
        "@id": f"#person-{quote('-'.join(name.lower().split()))}",
        "@type": "Person",
        "name": name,
    }


def _program(name: str, version: str) -> Entity:
    return {
        "@id": f"#program-{name}",
        "@type": "SoftwareApplication",
        "name": name,
        "softwareVersion": version,
    }


def _at(name: str) -> Entity:
    return {"@id": name}
