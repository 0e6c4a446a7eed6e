"""The script bundles results, sources and code, and what lay in the folder before is gone."""

import json
import re
from pathlib import Path

from tests.a_register import a_register
from tests.conftest import Job
from thesis.model.records import EditionName, Records, TitlePage
from thesis.release import checksums


def test_what_is_bundled_has_checksums_and_a_description(job: Job, here: Path) -> None:
    odd = "content/et bilde #2.png"
    for name in ("data/a.yaml", "content/a.md", odd, "results/thesis.pdf", "release/old.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(name, "utf-8")
    edition = EditionName(name="2023", date="2023-05-15")
    page = TitlePage(title="Tittel", edition=edition, authors=["Build", "Snakemake", "Ada «A» Vik"])
    a_register([], Records(thesis=page)).write("register.json")
    Path("manifest.json").write_text('{"versions": {"typst": "0.15.2"}}', "utf-8")
    given = {
        "delivered": ["results/thesis.pdf"],
        "register": "register.json",
        "manifest": "manifest.json",
    }
    job("release/release", input=given, output={"checksums": "release/SHA256SUMS"})
    bundled = checksums.read(Path("release"))
    assert {"data/a.yaml", "content/a.md", "results/thesis.pdf", "Snakefile"} <= {*bundled}
    assert "old.txt" not in bundled
    assert [*checksums.wrong(Path("release"))] == []
    described = json.loads(Path("release/ro-crate-metadata.json").read_text("utf-8"))
    named = {entity["@id"]: entity["name"] for entity in described["@graph"] if "name" in entity}
    assert named["./"] == "Tittel"
    assert named["content/et%20bilde%20%232.png"] == odd
    assert len(named) == len(described["@graph"]) - 1  # each thing has an id of its own
    assert {"Build", "Snakemake", "Ada «A» Vik", "Build of edition 2023"} <= {*named.values()}
    assert all(re.fullmatch(r"[\w./:#%~-]+", each, re.ASCII) for each in named)
