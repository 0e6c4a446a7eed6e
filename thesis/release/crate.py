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


def _at(name: str) -> Entity:
    return {"@id": name}


def _entity(id_: str, kind: str | list[str], name: str, **more: Any) -> Entity:
    return {"@id": id_, "@type": kind, "name": name, **more}


SNAKEMAKE = _entity(
    "#snakemake",
    ["ComputerLanguage", "SoftwareApplication"],
    "Snakemake",
    identifier=_at("https://snakemake.github.io"),
    url=_at("https://snakemake.github.io"),
)
RIGHTS = _entity(
    "#rights",
    "CreativeWork",
    "Rights",
    description="The text is its authors'; the code has the licence in LICENSE.",
)


def metadata(page: TitlePage, files: Sequence[str], versions: Mapping[str, str]) -> Entity:
    """The metadata of a release, as JSON-LD; the same files give the same.

    Args:
        page: what data/thesis.yaml says of the thesis.
        files: their paths in the release.
        versions: of the programs that made the pages.
    """
    own = [name for name in files if name.split("/")[0] not in CODE]
    folders = [f"{name}/" for name in CODE if any(each.startswith(f"{name}/") for each in files)]
    people = [
        _entity(f"#person-{quote('-'.join(name.lower().split()))}", "Person", name)
        for name in page.authors or []
    ]
    programs = [
        _entity(f"#program-{name}", "SoftwareApplication", name, softwareVersion=version)
        for name, version in sorted(versions.items())
    ]
    about = {"about": _at("./"), "conformsTo": [_at(CRATE), _at([*PROFILES][-1])]}
    graph: list[Entity] = [
        {"@id": FILE, "@type": "CreativeWork", **about},
        _root(page, [*own, *folders], people),
        _workflow(programs),
        SNAKEMAKE,
        _build(page, own, people),
        RIGHTS,
        *people,
        *programs,
        *(_entity(id_, "CreativeWork", name, version=version)
          for id_, (name, version) in PROFILES.items()),
        *map(_file, (name for name in own if name != WORKFLOW)),
        *(_entity(name, "Dataset", f"Code: {name}") for name in folders),
    ]  # fmt: skip
    return {"@context": f"{CRATE}/context", "@graph": graph}


def _workflow(programs: Iterable[Entity]) -> Entity:
    return _entity(
        WORKFLOW,
        ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "A reproducible literature-review thesis",
        description="Builds the thesis from its data and checks what it says against them.",
        programmingLanguage=_at("#snakemake"),
        license=_at("LICENSE"),
        softwareRequirements=[_at(each["@id"]) for each in programs],
    )


def _build(page: TitlePage, own: Sequence[str], people: Iterable[Entity]) -> Entity:
    def of(*folders: str) -> list[Entity]:
        return [_at(quote(name)) for name in own if name.startswith(folders)]

    return _entity(
        "#build",
        "CreateAction",
        f"Build of edition {page.edition.name}",
        instrument=_at(WORKFLOW),
        agent=[_at(each["@id"]) for each in people],
        object=of("data/", "content/", "config/"),
        result=of("results/"),
        actionStatus="http://schema.org/CompletedActionStatus",
    )


def _root(page: TitlePage, parts: Iterable[str], people: Iterable[Entity]) -> Entity:
    keywords = [word for words in (page.keywords or {}).values() for word in words]
    return _entity(
        "./",
        "Dataset",
        page.title,
        description=", ".join(filter(None, (page.genre, page.programme, page.institution))),
        datePublished=page.edition.date,
        version=page.edition.name,
        inLanguage=page.language,
        keywords=", ".join(dict.fromkeys(keywords)),
        author=[_at(each["@id"]) for each in people],
        license=_at("#rights"),
        conformsTo=[_at(each) for each in PROFILES],
        hasPart=[_at(quote(name)) for name in parts],
        mainEntity=_at(WORKFLOW),
        mentions=[_at("#build")],
    )


def _file(name: str) -> Entity:
    ending = name[name.rfind(".") :]
    told = {"encodingFormat": FORMATS[ending]} if ending in FORMATS else {}
    return _entity(quote(name), "File", name, **told)
