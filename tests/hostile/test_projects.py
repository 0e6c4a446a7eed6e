"""Theses that are broken on purpose: each is told with its rule and its place, and ends in time."""

import shutil
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile import project
from tests.hostile.project import Outcome

LADDER, WORDS, CONFIG = "data/ladder.yaml", "data/words.yaml", "config/config.yaml"
TABLE, STUDY = "data/searches/nattbasen.csv", "data/studies/fabelmo2019.yaml"
METHOD = "content/01-metode.md"


@dataclass(frozen=True)
class Broken:
    """A thesis that is broken in one way.

    Attributes:
        name: the way.
        file: the file that is broken.
        content: what it holds then; in place of a text, what is done with its path.
        rule: what tells of it.
        line: where, in `file`; 0 for the file as a whole.
    """

    name: str
    file: str
    content: str | bytes | Callable[[Path], object]
    rule: str
    line: int = 0

    def plant(self, root: Path) -> None:
        """Break the thesis in a folder."""
        path = root / self.file
        path.parent.mkdir(exist_ok=True, parents=True)
        if callable(self.content):
            self.content(path)
        else:
            written = self.content if isinstance(self.content, bytes) else self.content.encode()
            path.write_bytes(written)


def below(text: str) -> Callable[[Path], object]:
    """Adds a text at the end of a file."""
    return lambda path: path.write_text(path.read_text("utf-8") + text, "utf-8")


def in_line(number: int, old: str, new: str) -> Callable[[Path], object]:
    """Replaces what one line has."""

    def replace(path: Path) -> None:
        lines = path.read_text("utf-8").split("\n")
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
        path.write_text("\n".join(lines), "utf-8")

    return replace


def link_to(target: str) -> Callable[[Path], object]:
    """Puts a link in place of a file."""

    def replace(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return replace


def folder(path: Path) -> None:
    """Puts a folder in place of a file."""
    path.unlink()
    path.mkdir()


def bomb(levels: int = 12) -> str:
    """Nine of nine of nine ..., in a few hundred letters."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, levels)]
    return "\n".join(lines) + "\n"


def nested(levels: int) -> str:
    """A mapping in a mapping in a mapping."""
    return "".join(f"{' ' * i}a:\n" for i in range(levels)) + " " * levels + "a: 1\n"


DATA = [
    Broken("aliases of aliases", WORDS, bomb(), "input.yaml", 1),
    Broken("an alias of itself", WORDS, "a: 1\nb: &b [*b]\n", "input.yaml", 2),
    Broken("1500 levels", STUDY, nested(1500), "input.yaml", 100),
    Broken("5000 brackets", CONFIG, "[ " * 5000, "input.yaml", 1),
    Broken("5000 dashes", LADDER, "- " * 5000, "input.yaml", 1),
    Broken("a number of 5000 digits", STUDY, in_line(3, "1", "9" * 5000), "input.size", 3),
    Broken("a number of 500 digits", STUDY, in_line(3, "1", "9" * 500), "input.type", 3),
    Broken("a count of 500 digits", TABLE, in_line(3, "164", "1" * 500), "data.count", 3),
    Broken("a count of 5000 digits", TABLE, in_line(3, "164", "1" * 5000), "input.size", 3),
    Broken("9 MB", WORDS, b"# x\n" * 2_300_000, "input.size"),
    Broken("a long line", CONFIG, below("# " + "ord " * 30_000), "input.size", 24),
    Broken("a long word", "data/references.yaml", below("# " + "x" * 3000), "input.size", 42),
    Broken("NUL", LADDER, "a: 1\nb: \x00\n", "input.character", 2),
    Broken("an escape to the terminal", STUDY, in_line(2, "included", "\x1b[2J"),
           "input.character", 2),
    Broken("an escape, spelt out", STUDY, in_line(2, "included", '"\\e[2J"'), "input.character", 2),
    Broken("a mark of byte order in a value", "data/databases.yaml",
           in_line(2, ": ", ": \ufeff"), "input.character", 2),
    Broken("text turned round", STUDY, in_line(2, "included", "\u202eincluded"),
           "input.character", 2),
    Broken("a private letter in a table", TABLE, in_line(2, "1,", "1,\ue000"),
           "input.character", 2),
    Broken("half a letter", STUDY, in_line(2, "included", '"\\ud800"'), "input.yaml", 2),
    Broken("a link out of the thesis", LADDER, link_to("/etc/hostname"), "input.link"),
    Broken("a link to nothing", LADDER, link_to("nowhere"), "input.link"),
    Broken("a link to itself", LADDER, link_to("ladder.yaml"), "input.link"),
    Broken("a linked note", "content/notat.txt", link_to("/etc/hostname"), "input.link"),
    Broken("a linked folder", "data/mer", link_to("/etc"), "input.link"),
    Broken("a linked template", "templates/tables/search_tables.md.jinja",
           link_to("/etc/hostname"), "input.link"),
    Broken("a linked folder of templates", "templates", link_to("/etc"), "input.link"),
    Broken("a folder in place of a file", LADDER, folder, "input.missing-file"),
    Broken("a brace in a name", "data/studies/{a}.yaml", "key: a\n", "input.file-name"),
    Broken("less at most than at least", CONFIG, below("pages: {minimum: 9, limit: 2}\n"),
           "input.value", 24),
    Broken("a style with a long name", CONFIG, below(f"csl: config/{'x' * 300}.csl\n"),
           "config.missing-file", 24),
    Broken("an empty file", "data/limits.yaml", "", "input.empty", 1),
]  # fmt: skip


@pytest.mark.parametrize("broken", DATA, ids=lambda broken: broken.name)
@pytest.mark.mutant("input.size")
@pytest.mark.mutant("input.character")
@pytest.mark.mutant("input.link")
@pytest.mark.mutant("input.file-name")
def test_broken_data_are_told_at_their_place(broken: Broken, tmp_path: Path) -> None:
    root = project.copy(tmp_path / "thesis")
    broken.plant(root)
    outcome = project.run(project.data, root)
    assert outcome.status == 1, outcome.said
    assert {(rule, *place) for rule, place in outcome.found if place.file == broken.file} == {
        (broken.rule, broken.file, broken.line)
    }, outcome.said
    assert "Traceback" not in outcome.said


@pytest.mark.parametrize(
    "name", ["data/studies/a\nb.yaml", b"data/studies/\xff.yaml", "data/a\x1b", "content/a\\b.png"]
)
def test_a_name_that_no_build_can_take_is_told(name: str | bytes, tmp_path: Path) -> None:
    root = project.copy(tmp_path / "thesis")
    Path(
        str(root)
        + "/"
        + (name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
    ).touch()
    outcome = project.run(project.data, root)
    assert outcome.rules == {"input.file-name"}, outcome.said
    assert outcome.status == 1


# ---- the text ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small thesis, built as far as the document."""
    root = project.copy(tmp_path_factory.mktemp("hostile") / "built")
    outcome = project.build(root, ())
    assert outcome == Outcome(0, "", ())
    return root


def told(built: Path, root: Path, *plants: Broken) -> Outcome:
    """How the build of a thesis that is broken in some ways ends."""
    shutil.copytree(built, root)
    for broken in plants:
        broken.plant(root)
    return project.run(project.prose, root)


def picture(width: int = 1, height: int = 1) -> bytes:
    """A PNG of one colour, or what says that it is a larger one."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = zlib.compress(b"\0\0\0\0")
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
PICTURES: dict[str, bytes] = {
    "kuttet.png": picture()[:40],
    "diger.png": picture(99_999, 99_999),
    "skript.svg": SVG.format("<script>alert(1)</script>").encode(),
    "kommando.svg": SVG.format('<path d="M0 0h1" onclick="alert(1)"/>').encode(),
    "side.svg": SVG.format('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>').encode(),
    "henter.svg": SVG.format('<image href="http://127.0.0.1:9/x.png"/>').encode(),
    "stil.svg": SVG.format("<style>@import 'x.css';</style>").encode(),
    "fil.svg": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    + SVG.format("<text>&a;</text>").encode(),
    "bombe.svg": b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
    + SVG.format("<text>&b;</text>").encode(),
    "halv.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><g>',
    "tekst.jpg": b"\xff\xd8\xff\xe0 and then nothing of a picture",
}  # fmt: skip
GOOD = {
    "hel fil.png": picture(),
    "tegning.svg": SVG.format('<defs><path id="a" d="M0 0h9"/></defs><use href="#a"/>').encode(),
}

LINES = {
    '{{ "a" * 3 * 10 ** 9 }}': "text.template",
    "{{ authors(none) }}": "text.template",
    **dict.fromkeys(
        [
            "{{ 1 / 0 }}",
            "{{ 1e999 }}",
            "{{ 1e999|int }}",
            "{{ 'for langt'|truncate(1) }}",
            "{{ cycler() }}",
            "{{ none }}",
            "{{ labels }}",
            "{{ [1, 2]|random }}",
            "{{ lipsum() }}",
        ],
        "text.template",
    ),
    "Vi fant {{ n }} treff.": "text.template",
    '{% extends "nei" %}': "text.template",
    "[hit](javascript:alert(1))": "text.link",
    "[dit](vbscript:x)": "text.link",
    "[]{.paragraph-insertion}": "text.attribute",
    "[hei]{.unresolved}": "text.attribute",
    '[hei]{lang="x y"}': "text.attribute",
    "[sagt]{.matrix}": "words.left-out",
    "> " * 30 + "dypt": "text.nesting",
    "Et ord.^[Med en note^[i noten].]": "text.nesting",
    "## Natt^[og dag]": "text.nesting",
    f"![Et bilde](content/{'x' * 300}.png){{alt=x}}": "text.missing-picture",
    "![Et bilde](content/a%00b.png){alt=x}": "text.missing-picture",
}
"""Paragraphs that are wrong, each by a rule."""
ELSEWHERE = Broken("a table of one's own", "templates/tables/included_studies.md.jinja",
                   "Tabell\n\n{{ 1 / 0 }}\n", "text.template", 3)  # fmt: skip


@pytest.mark.mutant("text.picture")
def test_a_text_that_is_wrong_in_many_ways_is_told_of_each(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "thesis"
    lines = {
        **LINES,
        **{f'![Et bilde](content/{name}){{alt="x"}}': "text.picture" for name in PICTURES},
    }
    files = [Broken(name, f"content/{name}", content, "") for name, content in PICTURES.items()]
    text = Broken("text", METHOD, below("".join(f"\n{line}\n" for line in lines)), "")
    outcome = told(built, root, text, *files, ELSEWHERE)
    assert outcome.status == 1, outcome.said
    assert (ELSEWHERE.rule, (ELSEWHERE.file, ELSEWHERE.line)) in outcome.found, outcome.said
    there = (root / METHOD).read_text("utf-8").splitlines()
    found = {(rule, place.line) for rule, place in outcome.found if place.file == METHOD}
    assert {(rule, there.index(line) + 1) for line, rule in lines.items()} <= found, outcome.said


def test_pictures_that_are_whole_are_printed(built: Path, tmp_path: Path) -> None:
    files = [Broken(name, f"content/{name}", content, "") for name, content in GOOD.items()]
    shown = ""
    for number, name in enumerate(GOOD):
        address = f"content/{name.replace(' ', '%20')}"
        shown += f'\n![Et bilde]({address}){{#fig:bilde-{number} alt="x"}}\n\n'
        shown += f"Se @fig:bilde-{number}.\n"
    outcome = told(built, tmp_path / "thesis", Broken("text", METHOD, below(shown), ""), *files)
    assert outcome.status == 0, outcome.said


WHOLE = [
    Broken("a private letter", METHOD, "# Metode\n\nSe \ue000 her.\n", "input.character", 3),
    Broken("a page break", METHOD, "# Metode\n\nSe \x0c her.\n", "input.character", 3),
    Broken("a long paragraph", METHOD, "# Metode\n\n" + "ord " * 9000, "input.size", 3),
    Broken("nothing", METHOD, "\n", "input.empty", 1),
    Broken("another encoding", METHOD, "# På\n".encode("latin-1"), "input.encoding", 1),
]


@pytest.mark.parametrize("broken", WHOLE, ids=lambda broken: broken.name)
def test_a_file_of_text_that_is_lost_is_told_and_nothing_that_follows(
    broken: Broken, built: Path, tmp_path: Path
) -> None:
    outcome = told(built, tmp_path / "thesis", broken)
    assert (outcome.status, [(rule, *place) for rule, place in outcome.found]) == (
        1,
        [(broken.rule, broken.file, broken.line)],
    ), outcome.said


def test_many_typed_numbers_are_told_in_a_few_findings(built: Path, tmp_path: Path) -> None:
    many = Broken("numbers", METHOD, below("\n" + "7, " * 4000 + "7\n"), "")
    outcome = told(built, tmp_path / "thesis", many)
    assert outcome.status == 1
    assert len(outcome.found) < 50
    assert "more numbers, typed in the same text" in outcome.said
