"""The house keeps its own order: names, layout, formats, types, and no address of a machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from thesis.__main__ import COMMANDS
from thesis.formats import attachments
from thesis.workflow import input_hashes

HOUSE = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
RULES = sorted((HOUSE / "rules").glob("*.smk"))
RULE = re.compile(r"^rule (\w+):", re.MULTILINE)
SCRIPT = re.compile(r'^        "\.\./(scripts/\S+)"$', re.MULTILINE)


def rules() -> list[tuple[str, str]]:
    """Every rule with the name of its file: («data», «register»)."""
    return [(file.stem, name) for file in RULES for name in RULE.findall(file.read_text("utf-8"))]


def tracked() -> list[Path]:
    """The files of the repository: those that git tracks, or all but the ignored outside git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    return [HOUSE / name for name in names if name and (HOUSE / name).is_file()]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment in the house."""
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_snakefile_is_a_table_of_contents() -> None:
    lines = (HOUSE / "Snakefile").read_text("utf-8").splitlines()
    assert len(lines) <= 60
    assert not [line for line in lines if re.match(r"\s*(def |lambda|class )", line)]


def test_every_rules_file_is_included_in_the_snakefile() -> None:
    included = re.findall(r'include: "(rules/\w+\.smk)"', (HOUSE / "Snakefile").read_text("utf-8"))
    assert sorted(included) == [f"rules/{file.name}" for file in RULES]


@pytest.mark.parametrize(("stage", "rule"), rules())
def test_a_rule_its_script_and_its_test_have_one_name(stage: str, rule: str) -> None:
    text = (HOUSE / "rules" / f"{stage}.smk").read_text("utf-8")
    body = text.split(f"rule {rule}:")[1].split("\nrule ")[0]
    assert SCRIPT.findall(body) == [f"scripts/{stage}/{rule}.py"]
    assert (HOUSE / "scripts" / stage / f"{rule}.py").is_file()
    assert (HOUSE / "tests" / "unit" / stage / f"test_{rule}.py").is_file()


def test_no_script_is_without_a_rule() -> None:
    scripts = {(path.parent.name, path.stem) for path in (HOUSE / "scripts").rglob("*.py")}
    assert scripts == set(rules())


@pytest.mark.parametrize("stage", [file.stem for file in RULES])
def test_every_rule_is_described_logged_and_has_an_environment(stage: str) -> None:
    text = (HOUSE / "rules" / f"{stage}.smk").read_text("utf-8")
    for body in re.split(r"^rule ", text, flags=re.MULTILINE)[1:]:
        name = body.split(":")[0]
        assert re.search(r'\n    """[A-Z].+\."""\n', body), f"{name} has no docstring"
        assert f'"build/logs/{name}.log"' in body
        assert '"../envs/thesis.yaml"' in body
        assert "code=CODE" in body, f"{name} would not notice a change in thesis/"
        hashed = rf'\*\*input_hashes\.by_content\(\s*"{name}"'
        assert re.search(hashed, body), f"{name} goes by time"
        assert not re.search(r"^    (run|shadow):", body, re.MULTILINE)


@pytest.mark.parametrize("stage", [file.stem for file in RULES])
def test_no_source_of_a_rule_is_followed_by_its_time_alone(stage: str) -> None:
    text = (HOUSE / "rules" / f"{stage}.smk").read_text("utf-8")
    source = re.compile(r"HOUSE|LABELS|PREVIOUS|REVIEWED|Path\(|rules\.\w+\.input\.(?!seen)")
    for given in re.findall(r"^    input:\n(.*?)^    \S", text, re.MULTILINE | re.DOTALL):
        beside = re.sub(r"input_hashes\.by_content\(.*?\n        \)", "", given, flags=re.DOTALL)
        beside = re.sub(r"input_hashes\.hashes\(.*?\n? *\),?\n", "", beside, flags=re.DOTALL)
        assert not source.search(beside)


@pytest.mark.parametrize(
    "path", sorted((HOUSE / "scripts").rglob("*.py")), ids=lambda path: path.stem
)
def test_a_script_is_a_docstring_pure_functions_and_one_main_block(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert isinstance(tree.body[-1], ast.If)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}
            assert "snakemake" not in names, f"{node.name} reads the global `snakemake`"


def test_snakemake_lint_is_clean() -> None:
    lint = run("snakemake", "--lint")
    assert lint.returncode == 0, lint.stdout + lint.stderr


def test_snakefmt_is_clean() -> None:
    check = run("snakefmt", "--check", "Snakefile", "workflow", "rules")
    assert check.returncode == 0, check.stdout + check.stderr


def test_ruff_is_clean() -> None:
    for arguments in (["check"], ["format", "--check"]):
        ruff = run("ruff", *arguments, "thesis", "scripts", "envs", "bench", "tests")
        assert ruff.returncode == 0, ruff.stdout + ruff.stderr


def test_mypy_is_clean() -> None:
    mypy = run("mypy", "thesis", "scripts", "envs", "bench", "many")
    assert mypy.returncode == 0, mypy.stdout + mypy.stderr


def test_packages_import_only_downwards() -> None:
    linter = run("lint-imports", "--no-cache", "--no-logo")
    assert linter.returncode == 0, linter.stdout + linter.stderr


def test_every_module_lies_in_a_package_of_at_most_thirteen() -> None:
    modules = [path for path in (HOUSE / "thesis").rglob("*.py") if path.stem != "__init__"]
    flat = {path.name for path in modules if path.parent == HOUSE / "thesis"}
    assert flat == {"__main__.py"}
    held = Counter(str(path.parent.relative_to(HOUSE)) for path in modules)
    assert {package: count for package, count in held.items() if count > 13} == {}


TESTED_ELSEWHERE = {
    "../hostile/test_commands.py": "checks/editions: previous",
    "../hostile/test_projects.py": "document: following",
    "../projects/test_screened.py": (
        "checklists: prisma_2020; cli/records: screened_studies; screening: account"
    ),
    "../static/test_schemas.py": "input: readme",
    "../whole/mutants/test_text.py": (  # an error planted in a whole build for each
        "checks/meaning: bound cited effects kinds numbers parts; checks/text: headings; "
        "checks/weighed: overclaimed; "
        "checks/agreement: grouped number_words queries self_description sources"
    ),
    "../whole/test_changes.py": "editions: tracked_changes",
    "../whole/test_many.py": "many: outcome",
    "../whole/test_screen.py": "cli/screen: page",
    "checks/test_checklists.py": "checklists: paper",
    "figures/test_flowchart.py": "formats/flowchart: boxes draw prisma",
    "thesis/checklists/test_pages.py": "checklists: identifiers",
    "thesis/checks/consistency/test_search_intervals.py": "searches: intervals",
    "thesis/checks/screening/test_decided.py": "checks/screening: recorded",
    "thesis/checks/test_coverage.py": "document: thesis",
    "thesis/checks/text/test_demands.py": "checklists: declaration",
    "thesis/checks/text/test_cases.py": (  # with its cases of tests/rules
        "checks/agreement: grouped number_words queries self_description sources; "
        "checks/weighed: certainty risks"
    ),
    "thesis/checks/text/test_group_statements.py": "checks/text: quantity_words",
    "thesis/formats/flowchart/test_compiled.py": "diagnostics: user_cache",
    "thesis/checks/text/test_typed_numbers.py": "document/typed_numbers: contract",
    "thesis/cli/add/test_duplicates.py": "model: identity",
    "thesis/cli/returned/test_comments_command.py": (
        "cli/returned: given listing; returned: alignment answers paragraphs words"
    ),
    "thesis/cli/returned/test_merge_command.py": (
        "cli/returned: merging; returned: edits ledger patch runs source"
    ),
    "thesis/cli/test_add_command.py": "cli/add: write yaml_text",
    "thesis/cli/test_explain_command.py": "cli/explain: built question text",
    "thesis/cli/test_plan_command.py": "cli/plan: build text",
    "thesis/cli/test_records_command.py": (
        "cli/records: screener_files; screening: counting verdicts"
    ),
    "thesis/cli/verify/test_numbers.py": "cli/verify: pages",
    "thesis/counts/test_flow.py": "counts: ladder",
    "thesis/counts/test_prisma_flow.py": "checks/consistency: prisma_mapping; counts: subtotals",
    "thesis/counts/test_revised_flow.py": "checks/editions: totals",
    "thesis/editions/redline/test_blocks.py": "editions/redline: atoms words",
    "thesis/editions/test_store.py": "checks/editions: previous",
    "thesis/exports/test_samples.py": (  # an export of each vendor
        "exports/readers: csl_json kinds line_forms nbib tagged xml"
    ),
    "thesis/formats/figures/test_placed.py": "formats/figures: effects",
    "thesis/input/test_bad_input.py": (  # its table has a mistake for each, of tests/rules
        "checks/data: complete inputs ladder own relations searches sessions studies title_page; "
        "checks/records: corrections decided described facts figures front identifiers notes "
        "outcomes searched spelt stages works; checks/screening: exports; checks/weighed: "
        "appraisals; input: folder messages"
    ),
    "thesis/language/test_spelling.py": "document: author_text",
    "thesis/readback/test_flowchart.py": "readback: svg",
    "thesis/release/test_signature.py": "cli/verify: sign_command signed; release: checksums",
    "thesis/screening/test_labelled.py": "screening: found",
    "thesis/searches/dialects/test_recognise.py": (  # forms.txt has every form of each
        "searches/dialects: cochrane ebsco embase fields limiters ovid proquest pubmed scopus "
        "web_of_science"
    ),
    "thesis/searches/test_history.py": (  # random histories, and the 52 searches of the thesis
        "searches: bounds inequalities meaning proof registered"
    ),
}
"""Tests, from tests/unit/, that have modules of other names: «package: module module; …»."""


def test_every_module_has_a_test_of_its_name() -> None:
    unit = HOUSE / "tests" / "unit"
    modules = {
        path.relative_to(HOUSE / "thesis").with_suffix("").as_posix()
        for path in (HOUSE / "thesis").rglob("*.py")
        if path.stem not in {"__init__", "__main__"}
    }
    tested = {
        (path.parent / path.stem.removeprefix("test_")).relative_to(unit / "thesis").as_posix()
        for path in (unit / "thesis").rglob("test_*.py")
    }
    packages = [each.split(": ") for has in TESTED_ELSEWHERE.values() for each in has.split("; ")]
    assert modules - tested == {f"{at}/{name}" for at, names in packages for name in names.split()}
    assert [test for test in TESTED_ELSEWHERE if not (unit / test).is_file()] == []


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_the_map_names_only_what_is_there(page: str) -> None:
    named = re.findall(r"`([\w./-]+)`", (HOUSE / page).read_text("utf-8"))
    roots = [HOUSE, HOUSE / "thesis"]
    inside = [name for name in named if "/" in name and not name.startswith(("build", "results"))]
    assert inside
    assert [name for name in inside if not any((root / name).exists() for root in roots)] == []


def test_the_picture_of_the_map_has_every_package_in_its_row_and_every_command() -> None:
    drawn = (HOUSE / "docs/architecture.md").read_text("utf-8").partition("```mermaid")[2]
    rows = [re.findall(r"(\w+)\[", line) for line in drawn.partition("```")[0].splitlines()]
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    told = [{*row} for row in rows if row]
    assert told[::-1] == [{*layer.split(" | ")} for layer in layers]
    (commands,) = re.findall(r"\[\"cli: (.+)\"\]", drawn)
    assert tuple(commands.split(", ")) == COMMANDS


def test_a_public_class_has_a_name_of_its_own() -> None:
    classes = Counter(
        node.name
        for path in (HOUSE / "thesis").rglob("*.py")
        if path != HOUSE / "thesis/model/records.py"  # shapes of JSON, named as what they are of
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_a_function_is_read_on_one_page() -> None:
    longest = 55  # lines; what is longer is a table, and says so
    long = {
        f"{path.relative_to(HOUSE)}:{node.name}"
        for folder in ("thesis", "scripts", "many", "bench", "envs")
        for path in (HOUSE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= longest
        and "a table" not in (ast.get_docstring(node) or "").partition("\n")[0]
    }
    assert not long


def test_the_conda_environment_says_what_the_lock_says() -> None:
    sys.path.insert(0, str(HOUSE / "envs"))
    import update  # type: ignore[import-not-found]

    made = update.environment(
        (HOUSE / "requirements.in").read_text("utf-8"),
        (HOUSE / "requirements.txt").read_text("utf-8"),
    )
    assert (HOUSE / "envs" / "thesis.yaml").read_text("utf-8") == made


def test_every_chosen_package_has_its_reason_and_its_lock_has_hashes() -> None:
    for line in (HOUSE / "requirements.in").read_text("utf-8").splitlines():
        assert not line or line.startswith("#") or re.search(r"\S+ +# \S+", line), line
    lock = (HOUSE / "requirements.txt").read_text("utf-8")
    pinned = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(pinned) > 20
    assert all("==" in entry and "--hash=sha256:" in entry for entry in pinned)


# Addresses of package registries, and paths of one machine; in parts, so as not to find itself.
ADDRESSES = [
    "pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org",
    "/work" + "/", "/home" + "/", "/root" + "/", "/opt" + "/pypi",
]  # fmt: skip


def test_no_registry_and_no_path_of_a_machine_is_named() -> None:
    named = [
        f"{path.relative_to(HOUSE)}: {address}"
        for path in tracked()
        for address in ADDRESSES
        if address in path.read_bytes().decode("utf-8", "ignore")
    ]
    assert not named


def test_prose_has_one_sentence_a_line() -> None:
    several = re.compile(r"[a-zæøå]{3}[.!?] [A-ZÆØÅ][a-zæøå]")
    crowded = [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in sorted((HOUSE / "content").glob("[0-9]*.md"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if several.search(re.sub(r"\{\{.*?\}\}", "", line))
    ]
    assert not crowded


def test_the_readme_draws_every_rule() -> None:
    graph = (HOUSE / "README.md").read_text("utf-8").split("```mermaid")[1].split("```")[0]
    drawn = set(re.findall(r"[a-z_]+", re.sub(r"\[.*?\]", "", graph)))
    assert {rule for _, rule in rules()} <= drawn


def test_the_profile_has_no_idle_second() -> None:
    assert '"100/0s"' in (HOUSE / "profiles/default/config.yaml").read_text("utf-8")


def test_no_input_names_the_files_of_data_as_one_list() -> None:
    # Snakemake looks at the whole of a named list for each file in it: seconds, with 5 000 studies.
    named = [
        f"{file.name}: {line.strip()}"
        for file in RULES
        for line in file.read_text("utf-8").splitlines()
        if re.match(r"\s+\w+=.*(register\.input\.data|LINES)", line)
    ]
    assert not named


def test_every_file_of_the_code_is_among_its_hashes_and_inside_the_pdf() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "thesis"], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    code = {HOUSE / path for path in listed.stdout.splitlines()}
    assert code - set(input_hashes.code(HOUSE)) == set()
    assert code - {Path(path) for path in attachments.files(HOUSE, HOUSE)} == set()
