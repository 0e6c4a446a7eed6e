"""Configuration: how a thesis is built, config/config.yaml, checked before anything is."""

import copy
import filecmp
import re
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from thesis.checks.editions import previous
from thesis.diagnostics import messages
from thesis.diagnostics.files import CONFIG_FILE, Config, read_json, to_json
from thesis.diagnostics.findings import Finding, stop, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import catalogue, declare
from thesis.document import content
from thesis.document.assembly import citation_style
from thesis.document.assembly.citation_style import UnusableStyleError
from thesis.document.typed_numbers import kinds
from thesis.editions import store
from thesis.input import labels as words
from thesis.input import limits, look, sources, validation
from thesis.input.folder import get, passed_over
from thesis.input.messages import INPUT_VALUE, Schema
from thesis.input.sources import Source, Steps, UnreadableSourceError
from thesis.workflow import input_hashes
from thesis.workflow.input_hashes import MERGED

CONFIG_MISSING_FILE = declare(
    "config.missing-file",
    looks_at="settings",
    sees="a content file, a table template, a labels file, a citation style or a programme that "
    "config names and that is not there",
    misses="a file that is there and holds something else",
    example="content/03-metod.md",
)
CONFIG_REPEATED_FILE = declare(
    "config.repeated-file",
    looks_at="settings",
    sees="a content file that config names twice",
    misses="two files with the same text",
    example="content/03-metode.md twice under content",
)
CONFIG_STYLE = declare(
    "config.style",
    looks_at="settings",
    sees="a citation style that is no CSL, cites or lists nothing, or only points to another one",
    misses="a style that prints too little, which citation.entry tells",
    example="a style that only points to another",
)
CONFIG_TEMPLATE = declare(
    "config.template",
    looks_at="settings",
    sees="a file in templates/ of a thesis whose code is elsewhere, and nothing looks for it, or "
    "that is no XML where it must be",
    misses="a file that is looked for and says something else than was meant",
    example="templates/tabels/effects.md.jinja",
)
CONFIG_UNKNOWN_CLASS = declare(
    "config.unknown-class",
    looks_at="settings",
    sees="a class that the word count leaves out and that no division of a template or text has",
    misses="a class that is there and is not the one that was meant",
    example="leave_out: [matrise], where the class is matrix",
)
CONFIG_PATTERN = declare(
    "config.pattern",
    looks_at="settings",
    sees="a pattern for numbers that may be typed which cannot be read, or fits a mere number",
    misses="one that is narrower than that and still fits a result",
    example="numbers: patterns: [{name: rom, pattern: '[0-9]+', why: x}]",
)
CONFIG_UNKNOWN_RULE = declare(
    "config.unknown-rule",
    looks_at="settings",
    sees="a rule that config turns down and that does not exist",
    misses="a rule that should not have been turned down",
    example="rules: {words.limt: {severity: warning, reason: x}}",
)


DECLARATION = re.compile("<!(?!--)")  # What is no comment in XML
PROGRAMME = "templates/programmes/{}.yaml"  # The rules of a programme of study, by its name

COMMAND = "--config"
"""What a finding names in place of the file, for a value that came from the command line."""


def load(config: MutableMapping[str, Any], house: Path) -> None:
    """Read config/config.yaml into `config`, and hand it on to the jobs.

    Args:
        config: what Snakemake got by --config and --configfile; the whole is put into it.
        house: the folder of the Snakefile, where the schema, templates and labels are.

    Raises:
        StoppedError: something is wrong.
    """
    config.update(read(copy.deepcopy(dict(config)), house))
    hand_on(config)


def read(given: Config, house: Path) -> Config:
    """The settings of config/config.yaml; what the command line says stands above it.

    Args:
        given: what the command line says.
        house: the folder of the code.

    Raises:
        StoppedError: something is wrong; all of it has been printed, and what is wrong in data/
            too.
    """
    config: Config = {}
    findings = list(limits.names(Path.cwd()))
    try:
        source = sources.read_yaml(Path(CONFIG_FILE), CONFIG_FILE)
    except UnreadableSourceError as unreadable:
        findings.append(unreadable.finding)
    else:
        merged = merge(source.value, plain(given)) if given else source.value
        if given and isinstance(merged, dict):
            messages.choose(merged.get("messages"))
        findings += check(source, merged, Path.cwd(), house)
        if isinstance(merged, dict):
            config = merged if findings else with_programme(merged, house)
    if findings:
        from thesis.checks.data import inputs  # here, where a build stops: no other waits for it

        told = {finding.file for finding in findings}
        more = inputs.problems(Path.cwd())[1]
        findings += [each for each in more if ascii(each.file)[1:-1] not in told]
        stop(findings, f"The thesis cannot be built: {len(findings)} problem(s).")
    return config


def hand_on(config: Config) -> None:
    """Write the whole config to build/config.json, when it is not what stands there.

    The jobs read it there, as an input: a changed setting makes them run again, also one of the
    command line. What `changes` compares with is no matter to the others: it stands in that rule's
    inputs.
    """
    kept = {name: value for name, value in config.items() if name != store.SINCE}
    input_hashes.write(Path(MERGED), to_json(kept))


def merge(below: Any, above: Any) -> Any:
    """Two settings as one; where both say something, `above` counts."""
    if not isinstance(below, dict) or not isinstance(above, Mapping):
        return above
    return {**below, **{key: merge(below.get(key), value) for key, value in above.items()}}


def with_programme(config: Config, house: Path) -> Config:
    """The settings above the rules of the programme that they name, field by field.

    ``programme`` becomes what its file says, and ``file`` where that is: findings name the source.
    """
    if "programme" not in config:
        return config
    file = PROGRAMME.format(config["programme"])
    rules = sources.read_yaml(house / file, file).value
    below = {part: rules[part] for part in ("words", "pages", "demands") if part in rules}
    merged: Config = merge(below, config)
    return {**merged, "programme": {"file": file, **rules}}


def plain(value: Any) -> Any:
    """Settings of the command line, where Snakemake leaves every number inside { } a text."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return sources.plain(value) if isinstance(value, str) else value


def check(source: Source, merged: Any, root: Path, house: Path) -> list[Finding]:
    """What is wrong in the settings; a value of the command line is told as such.

    Args:
        source: the file.
        merged: its values, with those of the command line above them.
        root: the folder of the thesis.
        house: the folder of the code.
    """
    if merged is source.value:
        return list(_check(source, root, house))
    in_file = {(each.rule, each.found): each for each in _check(source, root, house)}
    whole = Source(COMMAND, merged, {(): 0})
    return [in_file.get((each.rule, each.found), each) for each in _check(whole, root, house)]


def _check(source: Source, root: Path, house: Path) -> Iterator[Finding]:
    schema = read_json(house / "config/schema.json")
    yield from validation.check(source, schema)
    yield from _bounds(source)
    yield from _content(source, root)
    yield from _templates(source, root, house)
    yield from _own(root, house)
    yield from _style(source, root, house)
    yield from _left_out(source, root, house)
    yield from _programme(source, schema, house)
    yield from _patterns(source)
    yield from _rules(source)
    yield from _previous(source, root)


def _bounds(source: Source) -> Iterator[Finding]:
    """The least length that is asked for against the most, of the whole and of a chapter."""
    for part in ("words", "pages"):
        chapters = get(source, dict, part, "chapters") or {}
        for steps in ((part,), *((part, "chapters", name) for name in chapters)):
            least, most = (get(source, int, *steps, name) for name in ("minimum", "limit"))
            if least is not None and most is not None and least > most:
                yield INPUT_VALUE.at(
                    source.place(*steps, "minimum"),
                    found=f"minimum {least} and limit {most} of {'.'.join(map(str, steps))}",
                    expected="a minimum that is no more than the limit",
                    fix="mend the one that is wrong, or exchange them",
                )


def _content(source: Source, root: Path) -> Iterator[Finding]:
    there = content.files(root)
    named: set[str] = set()
    for part in get(source, dict, "content") or {}:
        for i in range(len(get(source, list, "content", part) or [])):
            file = get(source, str, "content", part, i)
            line = source.line("content", part, i)
            if file is None:
                continue
            if not limits.is_file(root / file):
                yield _missing(source, ("content", part, i), file, there, "a file of the thesis")
            elif file in named:
                yield CONFIG_REPEATED_FILE.at(
                    Place(source.file, line),
                    found=f"{file} a second time",
                    expected="each file once",
                    fix="remove one of the two",
                )
            named.add(file)


def _templates(source: Source, root: Path, house: Path) -> Iterator[Finding]:
    tables = {
        path.name.split(".")[0]
        for folder in (root, house)
        for path in (folder / look.FOLDER).glob(look.TABLES)
    } - {"own"}  # which prints each table of data/tables/, without being named
    for i in range(len(get(source, list, "tables") or [])):
        if (name := get(source, str, "tables", i)) is not None and name not in tables:
            yield _missing(source, ("tables", i), name, tables, "a template in templates/tables/")
    name = get(source, str, "labels")
    known = {path.stem for path in (house / "templates/labels").glob("*.yaml")}
    if name is not None and name not in known:
        yield _missing(source, ("labels",), name, known, "a file in templates/labels/")
    elif name is not None:
        file = f"templates/labels/{name}.yaml"
        yield from labels(house / file, file, words.schema())
        if mine := look.own(house / file, root):
            yield from labels(mine, file, words.own_schema())


def _own(root: Path, house: Path) -> Iterator[Finding]:
    """What a thesis has of its own that nothing looks for, or that cannot be read."""
    if root.samefile(house):
        return
    top = root / look.FOLDER
    known = [path.relative_to(house).as_posix() for path in _others(house / look.FOLDER)]
    for path in _others(top):
        file = path.relative_to(root).as_posix()
        name = path.relative_to(top).as_posix()
        if not look.is_own(name) or (name.startswith("labels/") and file not in known):
            if file in known and filecmp.cmp(path, house / file, shallow=False):
                continue  # of a whole folder that was copied, it says nothing else
            others = [each for each in known if look.is_own(each.partition("/")[2])]
            offered = [] if file in known else others  # it was not meant to be another file
            yield CONFIG_TEMPLATE.at(
                Place(file),
                found="a file that nothing looks for",
                expected=f"one of {', '.join(f'{look.FOLDER}/{each}' for each in look.OWN)}",
                fix=suggestion(file, offered, "move it there, or out of templates/"),
            )
        elif not name.startswith("labels/"):
            yield from _unreadable(path, file)


def _unreadable(path: Path, file: str) -> Iterator[Finding]:
    try:
        text = sources.read_text(path, file)
        if path.suffix == ".xml":
            if DECLARATION.search(text):
                raise ElementTree.ParseError("a declaration, which may fill the memory")
            ElementTree.fromstring(text)
    except UnreadableSourceError as unreadable:
        yield unreadable.finding
    except ElementTree.ParseError as error:
        yield CONFIG_TEMPLATE.at(
            Place(file),
            found=f"what is no XML: {error}",
            expected="<w:styles> with a <w:style> for each that is other than the code's",
            fix="look at the line that is named",
        )


def _others(folder: Path) -> list[Path]:
    """The files in a folder and below it, but those that a program keeps for itself."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if not passed_over(path.relative_to(folder)))


def _style(source: Source, root: Path, house: Path) -> Iterator[Finding]:
    if (name := get(source, str, "csl")) is None:
        return
    path = citation_style.file(name, root, house)
    if not limits.is_file(path):
        known = [path.stem for path in house.glob("templates/*.csl")]
        known += [f"config/{path.name}" for path in root.glob("config/*.csl")]
        yield _missing(source, ("csl",), name, known, "a citation style")
        return
    try:
        citation_style.read(path)
    except UnusableStyleError as why:
        yield CONFIG_STYLE.at(
            source.place("csl"),
            found=f"«{name}», {why}",
            expected="a CSL file with citations and a list",
            fix="take another style, or the one that it points to",
        )


def _left_out(source: Source, root: Path, house: Path) -> Iterator[Finding]:
    """A class whose words are left out is that of a division which a template or the text makes."""
    paths = [
        *(house / look.FOLDER).rglob("*.md.jinja"),
        *(root / look.FOLDER).rglob("*.md.jinja"),
        *(root / file for file in content.files(root)),
    ]
    known = sorted({name for path in paths for name in content.classes(path)})
    for i in range(len(get(source, list, "words", "leave_out") or [])):
        name = get(source, str, "words", "leave_out", i)
        if name is not None and name not in known:
            yield CONFIG_UNKNOWN_CLASS.at(
                source.place("words", "leave_out", i),
                found=f"«{name}» in words.leave_out, and no division of that class",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(
                    name, known, f"remove it, or set ::: {{.{name}}} around what it means"
                ),
            )


def _programme(source: Source, schema: Schema, house: Path) -> Iterator[Finding]:
    if (name := get(source, str, "programme")) is None:
        return
    path = house / PROGRAMME.format(name)
    if limits.is_file(path):
        rules = {"$defs": schema["$defs"], **schema["$defs"]["programme"]}
        yield from validation.check(sources.read_yaml(path, PROGRAMME.format(name)), rules)
    else:
        known = [each.stem for each in path.parent.glob("*.yaml")]
        yield _missing(source, ("programme",), name, known, "a file in templates/programmes/")


def _patterns(source: Source) -> Iterator[Finding]:
    for i in range(len(get(source, list, "numbers", "patterns") or [])):
        pattern = get(source, str, "numbers", "patterns", i, "pattern") or ""
        try:
            taken = kinds.takes_a_result(pattern) if pattern else ""
            why = f"fits the result «{taken}», too"
        except re.error as error:
            taken, why = pattern, f"is no pattern: {error}"
        if taken:
            yield CONFIG_PATTERN.at(
                source.place("numbers", "patterns", i, "pattern"),
                found=f"«{pattern}», which {why}",
                expected="a pattern with the words that make a number no result: Rom [0-9]+",
                fix="add those words, or remove it and declare the numbers one by one",
            )


def _previous(source: Source, root: Path) -> Iterator[Finding]:
    name, sha256 = (get(source, str, "previous", key) for key in ("edition", "sha256"))
    if name and sha256:
        line = source.line("previous")
        yield from previous.check({"edition": name, "sha256": sha256}, root, source.file, line)
    since = source.value.get(store.SINCE) if isinstance(source.value, dict) else None
    if since is not None:
        line = source.line(store.SINCE)
        yield from previous.check({"edition": str(since)}, root, source.file, line)


def labels(path: Path, file: str, schema: Schema) -> Iterator[Finding]:
    """What is wrong in a labels file."""
    try:
        yield from validation.check(sources.read_yaml(path, file), schema)
    except UnreadableSourceError as unreadable:
        yield unreadable.finding


def _missing(source: Source, steps: Steps, name: str, known: Any, what: str) -> Finding:
    return CONFIG_MISSING_FILE.at(
        source.place(*steps),
        found=f"«{name}», which is not there",
        expected=f"{what}: {', '.join(sorted(known)) or 'there are none'}",
        fix=suggestion(name, sorted(known), "add the file, or remove it here"),
    )


def _rules(source: Source) -> Iterator[Finding]:
    for name in get(source, dict, "rules") or {}:
        if name not in catalogue():
            yield CONFIG_UNKNOWN_RULE.at(
                source.place("rules", name),
                found=f"the rule «{name}»",
                expected="a rule that results/evidence.html lists",
                fix=suggestion(str(name), catalogue(), "remove it"),
            )
