"""The folder that `new` makes: built from inside, once its example is filled in."""

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import warm
from tests.projects.made import many, pages
from thesis.cli import new_command
from thesis.language import english, norwegian

PROSE = {
    "nb": (
        "04-diskusjon.md",
        """[Alle studiene]{.group of="included" where="design == rct"} var randomiserte.
Det var {{ share("studies.included", "studies.read", form="digits") }}.
PubMed ble søkt {{ date("pubmed") }}.
""",
        "Alle studiene var randomiserte. Det var 40 av 40. PubMed ble søkt DAY.",
    ),
    "nn": (
        "04-diskusjon.md",
        """[Ingen av studiane]{.group of="included" where="design != rct"} var utan kontrollgruppe.
Det var {{ share("studies.included", "studies.read") }}.
PubMed vart søkt {{ date("pubmed") }}.
""",
        "Ingen av studiane var utan kontrollgruppe. Det var éin av éin. PubMed vart søkt DAY.",
    ),
    "en": (
        "04-discussion.md",
        """[All of the studies]{.group of="included" where="design == rct"} were randomised.
It was {{ share("studies.included", "studies.read") }}.
PubMed was searched {{ date("pubmed") }}.
""",
        "All of the studies were randomised. It was one of one. PubMed was searched DAY.",
    ),
}
"""What an author adds to a file in each language, and how it is printed."""
SEEN = {
    "nb": ["Det ble gjort tre søk i to databaser.", "Nøkkelord:", "1. Aasen A. Music before"],
    "nn": ["Det vart gjort tre søk i to databasar.", "Søka gav 1 325 treff", "lesne samandrag i"],
    "en": ["three queries in two databases.", "gave 1,325 hits", "“Left out by title”"],
}  # fmt: skip
"""What is printed of what `new` itself wrote, and of the labels."""


@pytest.fixture(scope="module", params=PROSE)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new thesis in a folder with a space in its name, with nothing left to fill in its study."""
    made = tmp_path_factory.mktemp("new") / f"min oppgave {request.param}"
    words = [sys.executable, "-m", "thesis", "new", str(made), "--title", "Musikk og angst"]
    style = ["--style", "vancouver"] if request.param == "nb" else []
    house = Path(new_command.__file__).parents[2]
    subprocess.run([*words, *style, "--language", request.param], cwd=house, check=True)
    (study,) = made.glob("data/studies/*.yaml")
    study.write_text(study.read_text("utf-8").replace("TODO ", ""), "utf-8")
    if request.param == "nb":
        many(made)
    pages(made, request.param)
    file, prose, _ = PROSE[request.param]
    with (made / "content" / file).open("a", encoding="utf-8") as text:
        text.write(prose)
    return made


def day(folder: Path, language: str) -> str:
    """The day that the folder was made on, as a text in its language has it."""
    text = (folder / "data/databases.yaml").read_text("utf-8")
    searched = re.search(r"searched_on: (\S+)", text)
    assert searched
    return " ".join((english if language == "en" else norwegian).date(searched[1]).split())


def test_it_builds_where_it_lies_with_nothing_wrong(folder: Path) -> None:
    language = folder.name[-2:]
    run = warm.run("snakemake", "--cores", "4", cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    told = "0 findings" if language == "en" else "0 funn"
    assert told in run.stdout + run.stderr
    assert "FIGURES" in (folder / "build/thesis.json").read_text("utf-8")
    assert "#7a0019" in (folder / "results/thesis.html").read_text("utf-8")
    page = html.unescape(re.sub("<[^>]+>", "", (folder / "results/thesis.html").read_text("utf-8")))
    page = " ".join(page.split())
    for printed in SEEN[language]:
        assert printed in page
    assert PROSE[language][2].replace(" DAY", f" {day(folder, language)}") in page
    asked = subprocess.run(
        [sys.executable, "-m", "thesis", "explain", "pubmed.2.hits"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "data/searches/pubmed.csv:3" in asked.stdout


@pytest.mark.parametrize("there", [True, False])
def test_where_no_thesis_is_one_line_says_so_and_no_folder_is_made(
    tmp_path: Path, there: bool
) -> None:
    if there:
        (tmp_path / "slip").mkdir()
        (tmp_path / "slip/notat.txt").touch()
    house = Path(new_command.__file__).parents[2]
    run = warm.run("snakemake", "--cores", "1", "--directory", str(tmp_path / "slip"), cwd=house)
    assert run.returncode == 1
    assert f"There is no thesis in {tmp_path / 'slip'}" in run.stderr + run.stdout
    assert "python -m thesis new" in run.stderr + run.stdout
    assert (tmp_path / "slip").exists() == there


@pytest.mark.parametrize("snakefile", ["Snakefile", "workflow/Snakefile"])
def test_the_code_is_a_module_of_another_workflow(tmp_path: Path, snakefile: str) -> None:
    shutil.copytree(Path(__file__).parent / "minimal", tmp_path / "minimal")
    house = Path(new_command.__file__).parents[2]
    module = f'module thesis:\n    snakefile: "{house / snakefile}"\n\nuse rule * from thesis\n'
    (tmp_path / "minimal/Snakefile").write_text(module, "utf-8")
    run = warm.run("snakemake", "--cores", "1", "--dry-run", cwd=tmp_path / "minimal")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "deliver" in run.stdout + run.stderr


EXPORT = """TY  - JOUR
AU  - Aas, Anna
PY  - 2021
TI  - Music before surgery
T2  - Journal of Examples
VL  - 3
SP  - 1
EP  - 9
LA  - en
ER  -
"""


def test_the_guide_leads_from_an_empty_folder_to_three_formats(tmp_path: Path) -> None:
    house = Path(new_command.__file__).parents[2]
    guide = (house / "docs/your-own-thesis.md").read_text("utf-8")
    commands = "".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)).splitlines()
    assert [line.split()[0] for line in commands] == ["python", "cd", "snakemake", "snakemake"]
    begin, _, draft, build = (line.split() for line in commands)
    (add,) = re.findall(r"`python (-m thesis add export\.ris [^`]*)`", guide)
    folder = tmp_path / "min-oppgave"

    def run(words: list[str], cwd: Path = folder) -> None:
        done = warm.run(*words, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr

    run([*begin[2:-1], str(folder), "--title", "Musikk og angst"], house)
    run(draft)
    assert (folder / "results/draft.pdf").is_file()

    (folder / "export.ris").write_text(EXPORT, "utf-8")
    done = subprocess.run([sys.executable, *add.split(), "--included"], cwd=folder, check=False)
    assert done.returncode == 0
    example, own = (folder / f"data/studies/{key}.yaml" for key in ("eksempel2024", "aas2021"))
    assert "TODO" in own.read_text("utf-8")
    for path in (example, folder / "content/03-resultat.md"):
        text = path.read_text("utf-8").replace(example.stem, own.stem).replace("TODO ", "")
        path.write_text(text, "utf-8")
    example.replace(own)
    references = folder / "data/references.yaml"
    references.write_text("[]\n", "utf-8")

    run(build)
    for form in ("pdf", "docx", "html"):
        assert (folder / f"results/thesis.{form}").is_file()
