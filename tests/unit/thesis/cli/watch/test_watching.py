"""From what is saved to the page and its findings, in one process, on the small thesis."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from thesis.cli.watch import folder, watching
from thesis.cli.watch.server import Server
from thesis.cli.watch.watching import Watch
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

SMALL = Path(__file__).parents[4] / "projects/minimal"
CHAPTER = "content/01-metode.md"


class Watched:
    """The small thesis with a watch, and what the terminal was told."""

    def __init__(self, root: Path, server: Server) -> None:
        self.root, self.server = root, server
        self.said: list[str] = []
        self.watch = Watch(root, server, self.said.append)

    def look(self) -> str:
        """What the terminal says after a look."""
        self.said.clear()
        self.watch.look()
        return "\n".join(self.said)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text("utf-8")
        assert old in text
        (self.root / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(watching, "SETTLE", 0)
    monkeypatch.setattr("gc.freeze", lambda: None)  # the tests' own objects are to be freed
    for part in ("config", "content", "data"):
        shutil.copytree(SMALL / part, tmp_path / part)
    server = Server()
    with folder.hold(tmp_path):
        yield Watched(tmp_path, server)
    server.end()


def test_a_saved_chapter_and_a_saved_record_change_the_page_and_its_findings(
    watched: Watched,
) -> None:
    said = watched.look()
    assert said.startswith("the whole thesis · ")
    assert said.endswith("0 findings")
    assert watched.look() == ""  # nothing was saved
    first = watched.server.page
    assert 'class="changed"' not in first

    path = watched.root / CHAPTER
    path.write_text(path.read_text("utf-8") + '\nDet er {{ n("no.such") }} her.\n', "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    said = watched.look()
    assert f"{CHAPTER}:{line}: error [number.unknown-key]\n    found:" in said
    assert f"\n{CHAPTER} · " in said
    page = watched.server.page
    assert page.count('id="changed"') == 1
    assert page.index('id="changed"') < page.index("her.") < page.index('id="finding-1"')
    assert watched.server.version == 3  # the text, and then what the rules say of it

    watched.edit(CHAPTER, "# ", "\n\n# ")  # the finding moves, and is no news
    assert "number.unknown-key" not in watched.look()

    path.write_text(path.read_text("utf-8").replace('{{ n("no.such") }}', "noe"), "utf-8")
    assert f"gone: {CHAPTER}:{line + 2}: error [number.unknown-key]" in watched.look()
    assert 'id="finding-1"' not in watched.server.page

    title = "Edited title of the thesis"
    record = (watched.root / "data/thesis.yaml").read_text("utf-8")
    (old,) = [row for row in record.splitlines() if row.startswith("title:")]
    watched.edit("data/thesis.yaml", old, f"title: {title}")
    watched.look()
    assert f"<h1>{title}</h1>" in watched.server.page


def test_errors_of_the_author_end_nothing_and_the_last_page_stays_below_them(
    watched: Watched,
) -> None:
    watched.edit("data/ladder.yaml", "\n", "\n: [\n")
    said = watched.look()
    assert "data/ladder.yaml:" in said
    assert "There is no new page until this is mended." in said
    assert 'id="stopped"' in watched.server.page

    watched.edit("data/ladder.yaml", "\n: [\n", "\n")
    said = watched.look()
    assert "gone: data/ladder.yaml" in said
    assert "<h1>" in watched.server.page
    assert 'id="stopped"' not in watched.server.page

    config = watched.root / "config/config.yaml"
    kept = config.read_bytes()
    config.unlink()
    assert "config/config.yaml" in watched.look()
    assert "<h1>" in watched.server.page
    assert 'id="stopped"' in watched.server.page
    config.write_bytes(kept)
    (watched.root / CHAPTER).write_bytes(b"# \xff\xfe {{ n( }}\n")
    said = watched.look()
    assert CHAPTER in said
    assert "fault of the program" not in said


def test_the_real_build_and_results_are_left_alone(watched: Watched) -> None:
    kept = {}
    for name in ("build/thesis.json", "build/register.json", "results/thesis.pdf"):
        path = watched.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, "utf-8")
        kept[name] = path.stat().st_mtime_ns
    watched.look()
    assert {name: (watched.root / name).stat().st_mtime_ns for name in kept} == kept
    assert sorted(path.name for path in (watched.root / "build").iterdir()) == [
        "register.json",
        "thesis.json",
        "watch",
    ]
    assert [path.name for path in (watched.root / "results").iterdir()] == ["thesis.pdf"]


def test_a_fault_of_a_step_is_told_once_and_ends_nothing(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("<it>")

    monkeypatch.setattr(watched.watch.runner, "run", fail)
    assert "a fault of the program: KeyError: '<it>'" in watched.look()
    assert "KeyError: &#x27;&lt;it&gt;&#x27;" in watched.server.page
    monkeypatch.undo()
    watched.edit(CHAPTER, "# ", "# Ny ")
    assert "fault" not in watched.look()
    assert "<h1>" in watched.server.page


def test_a_finding_whose_line_alone_is_another_is_neither_new_nor_gone() -> None:
    def finding(line: int, found: str) -> Finding:
        return Finding(Place("a.md", line), "x.y", found, "e", "f")

    before = [finding(1, "a"), finding(2, "a"), finding(3, "b")]
    now = [finding(5, "a"), finding(9, "c")]
    said = watching.told(before, now)
    assert said[0].startswith("a.md:9: error [x.y]\n    found:    c")
    assert said[1:] == ["gone: a.md:2: error [x.y] a", "gone: a.md:3: error [x.y] b"]
