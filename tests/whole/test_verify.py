"""``python -m thesis verify``: the good PDF, and copies of it that somebody has changed."""

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from tests import warm
from tests.whole import tamper
from tests.whole.project import HOUSE, Project
from tests.whole.tamper import Change, covered, replace, retype, state
from thesis.__main__ import main
from thesis.cli.verify import rebuild
from thesis.formats.attachments import MANIFEST, digest
from thesis.readback.blocks import File
from thesis.readback.readers import pdf

SEARCHES = "data/searches/nattbasen.csv"
STUDY = "data/studies/fabelmo2019.yaml"
READ = "data/studies/papirdal2016.yaml"


def page_of(words: str) -> Callable[[Path], int]:
    """Finds the page (from 1) of a PDF on which some words stand."""

    def find(path: Path) -> int:
        return next(i for i, text in enumerate(page_texts(path), 1) if words in text)

    return find


@cache
def page_texts(path: Path) -> list[str]:
    """The text of every page of a PDF, which must not change afterwards."""
    with pdfium.PdfDocument(path) as pages:
        return [page.get_textpage().get_text_range().replace("\u00a0", " ") for page in pages]


@dataclass(frozen=True)
class Tampered:
    """A change, and what must be said of it; where it is on a page, the words that are there."""

    name: str
    change: Change | Callable[[int], Change]
    said: tuple[str, ...]
    on: str = ""
    status: int = 1


def drop(name: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments[name]

    return change


def add(name: str, content: bytes) -> Change:
    return lambda pdf: tamper.attach(pdf, name, content)


def drop_page(number: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[number - 1]

    return change


def swap_pages(number: int) -> Change:
    """A page and the next one change places."""

    def change(pdf: pikepdf.Pdf) -> None:
        kids = pdf.Root.Pages.Kids
        flat = [page.obj for page in pdf.pages]
        flat[number - 1], flat[number] = flat[number], flat[number - 1]
        for page in flat:
            page.Parent = pdf.Root.Pages
        kids[:] = []
        for page in flat:
            kids.append(page)

    return change


def built_by(program: str, version: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        manifest = json.loads(tamper.attached(pdf, MANIFEST))
        manifest["versions"][program] = version
        tamper.attach(pdf, MANIFEST, json.dumps(manifest).encode())

    return change


def all_of(*changes: Change) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for each in changes:
            each(pdf)

    return change


def disguised(*changes: Change) -> Change:
    """As if other code had built it: then no byte can be compared."""
    return covered(*changes, replace("templates/thesis.typ", "2.5cm", "2.4cm"))


DOCUMENT = "build/thesis.json"
STRAY = add("data/les-meg.txt", b"x")
UNUSABLE = (
    "no count can be recomputed: the data inside cannot be used",
    "no number on the pages can be recomputed: the data inside cannot be used",
    "cannot be rebuilt from the attachments",
)

MORE = ("48\u00a0419", "48\u00a0418")

TAMPERED = [
    Tampered(
        "a digit on a page",
        lambda page: retype(page, "48 419", "48 418"),
        ("searches.hits: «i Nattbasen og ga 48 418 treff. Det»; expected «48 419» there",),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a number word on a page",
        lambda page: retype(page, "to av f", "ti av f"),
        (
            "searches.with_abstracts searches.count: «sammendrag lest i ti av fire søk",
            "expected «to av fire» there",
        ),
        on="lest i to av fire",
    ),
    Tampered(
        "a word on a page",
        lambda page: retype(page, "gi litt mer søvn", "gi litt mer savn"),
        ("litt mer savn, men", "litt mer søvn, men"),
        on="gi litt mer søvn",
    ),
    Tampered(
        "the word count on the title page",
        lambda page: retype(page, "Antall ord: 1", "Antall ord: 2"),
        ("page 1: «", "Antall ord: 2", "Antall ord: 1"),
        on="Antall ord",
    ),
    Tampered(
        "a cell of a search table inside",
        replace(SEARCHES, ",14,4,1,", ",15,4,1,"),
        (
            f"{SEARCHES}: changed: its SHA-256 is",
            f"nattbasen.4.hits: 14 in the register; expected 15 ({SEARCHES}:5)",
            "nattbasen.hits: 48419 in the register; expected 48420, sum of hits over the",
            "«i Nattbasen og ga 48 419 treff. Det»; expected «48 420» there",
        ),
    ),
    Tampered(
        "a row of a search table inside, taken out",
        replace(SEARCHES, "2,Choir and sleep,164,0,0,\n", ""),
        (
            f"{SEARCHES}: changed",
            "no count can be recomputed: the data inside cannot be used",
            "no number on the pages can be recomputed: the data inside cannot be used",
            "cannot be rebuilt from the attachments: data/ cannot be used: 1 problem(s).",
            f"{SEARCHES}:3: error [search.number-gap]",
        ),
    ),
    Tampered(
        "a search table inside and the manifest, so that they agree",
        covered(replace(SEARCHES, ",14,4,1,", ",15,4,1,")),
        ("nattbasen.4.hits: 14 in the register; expected 15", "expected «48 420» there"),
    ),
    Tampered(
        "a search table, the register and the manifest inside, so that they agree",
        covered(
            replace(SEARCHES, ",14,4,1,", ",15,4,1,"),
            replace(
                "build/register.json", *(f'nattbasen.4.hits": {{"value": {n}' for n in (14, 15))
            ),
        ),
        ("nattbasen.hits: 48419 in the register; expected 48420", "expected «48 420» there"),
    ),
    Tampered(
        "a figure of a study inside",
        covered(replace(STUDY, "weeks: 8", "weeks: 9")),
        ("fabelmo2019.weeks: 8 in the register; expected 9", "expected «ni» there"),
    ),
    Tampered(
        "the register inside",
        replace(
            "build/register.json", *(f'searches.hits": {{\n   "value": {n}' for n in (48419, 48420))
        ),
        (
            "build/register.json: changed",
            "searches.hits: 48420 in the register; expected 48419",
        ),
    ),
    Tampered(
        "a sentence of the text inside",
        replace("content/01-metode.md", "Oppgaven er en", "Oppgaven var en"),
        ("content/01-metode.md: changed", "Oppgaven er en litt", "Oppgaven var en litt"),
    ),
    Tampered(
        "a reference inside",
        covered(replace("data/references.yaml", "issued: 2019", "issued: 2018")),
        ("build/thesis.json in it would be another one", "expected «", "2018"),
    ),
    Tampered(
        "a file inside, taken out",
        drop(READ),
        (f"{READ}: not among the attachments, though the manifest names it",),
    ),
    Tampered(
        "a file more inside",
        add("data/studies/made2020.yaml", b"status: included\n"),
        ("data/studies/made2020.yaml: attached, but not in the manifest",),
    ),
    Tampered(
        "a file inside whose name leads out of the folder",
        add("../../outside.txt", b"x"),
        ("'../../outside.txt': a name that leads out of the project's folder",),
    ),
    Tampered(
        "a hash in the manifest",
        state({"data/ladder.yaml": "0" * 64}),
        ("data/ladder.yaml: changed: its SHA-256 is", "expected 000000000000…"),
    ),
    Tampered(
        "a hash in the manifest that is none",
        state({"data/ladder.yaml": "12"}),
        ("data/ladder.yaml: «12» in the manifest, which is no SHA-256",),
    ),
    Tampered(
        "the manifest, taken out", drop(MANIFEST), ("manifest.json: not among the attachments",)
    ),
    Tampered(
        "a template inside",
        replace("templates/thesis.typ", "2.5cm", "2.4cm"),
        ("templates/thesis.typ: changed: its SHA-256 is",),
    ),
    Tampered(
        "two pages, in each other's place",
        lambda page: swap_pages(page),
        ("what should stand on page",),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a page, taken out",
        lambda page: drop_page(page),
        ("pages; expected", "missing; expected the page that begins «"),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "data that cannot be used, other code, and a page",
        lambda page: disguised(
            STRAY, add("note.txt", b"x"), retype(page, "48 419", "48 418")
        ),
        (*UNUSABLE, "data/les-meg.txt: error [input.unknown-file]", "note.txt: attached, but no"),
        on="Nattbasen og ga 48 419",
    ),
    Tampered("data that cannot be used", covered(STRAY), UNUSABLE),
    Tampered(
        "a file more inside, in the manifest too",
        covered(add("note.txt", b"x")),
        ("note.txt: attached, but no part of a thesis or of the code that builds one",),
    ),
    Tampered(
        "no settings inside",
        disguised(drop("config/config.yaml")),
        (*UNUSABLE, "config/config.yaml: error [input.missing-file]"),
    ),
    Tampered(
        "a study inside that is none",
        disguised(replace(STUDY, "status: included", "status: [")),
        UNUSABLE,
    ),
    Tampered(
        "no text inside", disguised(drop("content/01-metode.md")), UNUSABLE
    ),
    Tampered(
        "a digit on a page, as if other code had built it",
        lambda page: disguised(retype(page, "48 419", "48 418")),
        ("searches.hits: «i Nattbasen og ga 48 418 treff. Det»; expected «48 419» there",),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a digit on a page, as if another Typst had built it",
        lambda page: all_of(retype(page, "48 419", "48 418"), built_by("typst", "0.14.0")),
        ("searches.hits: «i Nattbasen og ga 48 418 treff. Det»; expected «48 419» there",),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a digit on a page and in the document inside, as if other code had built it",
        lambda page: disguised(
            retype(page, "48 419", "48 418"),
            replace(DOCUMENT, *MORE, 99),
        ),
        (
            "searches.hits: «i Nattbasen og ga 48 418 treff. Det»; expected «48 419» there",
            f"{DOCUMENT}, searches.hits: «48 418»; expected «48 419» by the data",
        ),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a number on a page that has no key in the document inside, as if other code had built it",
        lambda page: disguised(
            retype(page, "48 419", "48 418"),
            replace(DOCUMENT, *MORE, 99),
            replace(DOCUMENT, '"searches.hits"', '"searches.hitz"', 99),
        ),
        ("searches.hits: «i Nattbasen og ga 48 418 treff. Det»; expected «48 419» there",),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a number more on a page, as if other code had built it",
        lambda page: disguised(retype(page, ", og veien", ", 64 veien")),
        ("64 veien fra", "no such number: the data inside do not give it"),
        on="Nattbasen og ga 48 419",
    ),
    Tampered(
        "a number word on a page, as if other code had built it",
        lambda page: disguised(retype(page, "to av f", "ti av f")),
        (
            "searches.with_abstracts searches.count: «sammendrag lest i ti av fire søk",
            "expected «to av fire» there",
        ),
        on="lest i to av fire",
    ),
    Tampered(
        "a word on a page, as if other code had built it",
        lambda page: disguised(
            retype(page, "gi litt mer søvn", "gi litt mer savn")
        ),
        ("WRONG: content/00-sammendrag.md:", "litt mer savn", "litt mer søvn"),
        on="gi litt mer søvn",
    ),
    Tampered(
        "the word count on the title page, as if other code had built it",
        lambda page: disguised(retype(page, "Antall ord: 1", "Antall ord: 2")),
        ("page 1: «Antall ord: 2", "expected «"),
        on="Antall ord",
    ),
    Tampered(
        "a search table inside, as if other code had built it",
        disguised(replace(SEARCHES, ",14,4,1,", ",15,4,1,")),
        ("nattbasen.4.hits: 14 in the register; expected 15", "expected «48 420» there"),
    ),
    Tampered(
        "a count in a record of the register inside, as if other code had built it",
        disguised(replace("build/register.json", '"hits": 14,', '"hits": 15,')),
        ("WRONG: records: searches: the register has other records than the data",),
    ),
    Tampered(
        "no register inside",
        disguised(drop("build/register.json")),
        ("WRONG: build/register.json: no register",),
    ),
    Tampered(
        "a register inside whose records are none",
        disguised(add("build/register.json", b'{"numbers": {}, "records": ["a"]}')),
        ("WRONG: build/register.json: no register",),
    ),
    Tampered(
        "no document inside",
        disguised(add(DOCUMENT, b'{"blocks": 1}')),
        (f"WRONG: {DOCUMENT}: no document of a thesis",),
    ),
    Tampered(
        "nothing, but saved anew by another program",
        lambda pdf: None,
        ("not the bytes that its attachments give, though every page reads the same",),
    ),
    Tampered(
        "the template and the manifest inside, so that they agree",
        covered(replace("templates/thesis.typ", "2.5cm", "2.4cm")),
        ("not compared with one rebuilt", "templates/thesis.typ is another one here"),
        status=0,
    ),
    Tampered(
        "the version of Typst in the manifest",
        built_by("typst", "0.14.0"),
        ("not compared with one rebuilt", "typst 0.14.0 built it, and"),
        status=0,
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def thesis(small_built: Project) -> Path:
    """The good PDF."""
    return small_built.root / "results/thesis.pdf"


@pytest.fixture(scope="module", autouse=True)
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build from the same files once: many a change leaves what is built from as it was."""
    kept: dict[str, Path] = {}
    told: dict[str, str] = {}
    build = rebuild._build

    def once(folder: Path, house: Path, form: str) -> str:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        key = form + digest(
            b"".join(str(file.relative_to(folder)).encode() + file.read_bytes() for file in files)
        )
        if key not in told:
            told[key] = warm.rebuilt(folder, house, form)
            if told[key] and len([*filter(None, told.values())]) == 1:  # the code of `verify`, too
                assert build(folder, house, form) == told[key]
            kept[key] = tmp_path_factory.mktemp("kept") / "build"
            (folder / "build").mkdir(exist_ok=True)  # it may end before anything is made
            shutil.copytree(folder / "build", kept[key])
        else:
            shutil.copytree(kept[key], folder / "build")
        return told[key]

    rebuild._build = once
    yield
    rebuild._build = build


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Read the same pages once: many a change is one of the attachments alone."""
    kept: dict[str, File] = {}
    read = pdf.read

    def once(path: Path) -> File:
        try:
            with pikepdf.open(path) as opened:
                key = digest(b"".join(page.Contents.read_raw_bytes() for page in opened.pages))
        except (OSError, pikepdf.PdfError):
            return read(path)
        if key not in kept:
            kept[key] = read(path)
        return dataclasses.replace(kept[key], name=path.as_posix())

    pdf.read = once
    yield
    pdf.read = read


def verify(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """The exit status and what was printed."""
    status = main(["verify", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, (printed.out + printed.err).replace("\u00a0", " ")


def test_the_good_pdf_agrees_in_every_file_count_number_and_byte(
    thesis: Path, small_built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = verify(capsys, "--json", thesis)
    assert status == 0
    told = json.loads(printed)
    assert told["agrees"]
    assert all(row["agrees"] is True for row in told["verdicts"])
    subjects = [row["subject"] for row in told["verdicts"]]
    register = json.loads((small_built.root / "build/register.json").read_text("utf-8"))
    assert subjects.count("counts") == len(register["numbers"])
    text = (small_built.root / "build/thesis.json").read_text("utf-8")
    assert subjects.count("numbers") == text.count('["n-')
    assert subjects.count("bytes") == 1


def test_every_number_is_named_with_its_page_its_key_and_its_words(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = verify(capsys, "--all", thesis)
    assert status == 0
    page = page_of("Nattbasen og ga 48 419")(thesis)
    line = f"agrees: page {page}, searches.hits: «i Nattbasen og ga 48 419 treff. Det bredeste»"
    assert line in printed
    assert printed.endswith("Nothing disagrees.\n")


@pytest.mark.parametrize("case", TAMPERED, ids=lambda case: case.name)
def test_what_was_changed_is_said(
    case: Tampered, thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = case.change(page_of(case.on)(thesis)) if case.on else case.change
    changed = tamper.save(thesis, tmp_path / "changed.pdf", change)  # type: ignore[arg-type]
    status, printed = verify(capsys, changed)
    assert [said for said in case.said if said not in printed] == [], printed
    assert status == case.status, printed
    assert "Traceback" not in printed


def test_its_own_code_is_run_when_asked_for_and_a_changed_template_is_found(
    thesis: Path, tmp_path: Path
) -> None:
    """As a person runs it; the walk in tests/projects/test_revised.py does with good files."""
    change = covered(replace("templates/thesis.typ", "2.5cm", "5cm"))
    bad = tamper.save(thesis, tmp_path / "changed.pdf", change)
    run = warm.run("thesis", "verify", "--run-its-code", str(bad), cwd=HOUSE)
    assert run.returncode == 1
    assert "not the bytes that its attachments give: its pages read otherwise" in run.stdout
    assert "more places that read otherwise" in run.stdout


def test_what_is_inside_builds_the_same_pdf(
    thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "taken out"
    status, printed = verify(capsys, "--unpack", folder, "--with-code", thesis)
    assert (status, "WARNING: " in printed) == (0, True)
    project = Project(folder)
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    assert (folder / "results/thesis.pdf").read_bytes() == thesis.read_bytes()
    status, printed = verify(capsys, "--unpack", folder, thesis)
    assert (status, "File exists" in printed) == (2, True)


def test_code_inside_is_not_run_unless_asked_for(
    thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = tmp_path / "ran"
    names = ("templates/filters/typst.lua", "templates/filters/crossref.lua")
    changes = [add(name, f"io.open({str(mark)!r}, 'w'):close()".encode()) for name in names]
    changes.append(add("thesis/__init__.py", f"open({str(mark)!r}, 'w').close()".encode()))
    status, printed = verify(capsys, tamper.save(thesis, tmp_path / "x.pdf", covered(*changes)))
    assert not mark.exists()
    assert status == 0, printed
    assert "thesis/__init__.py is another one here" in printed


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: content[: len(content) // 2], "it cannot be read as a PDF"),
        (lambda content: b"", "it cannot be read as a PDF"),
        (lambda content: b"%PDF-1.7\nnonsense", "it cannot be read as a PDF"),
        (lambda content: content.replace(b"%PDF-", b"%XYZ-", 1)[:50], "it cannot be read as a PDF"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(
    spoil: Callable[[bytes], bytes],
    said: str,
    thesis: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "x.pdf").write_bytes(spoil(thesis.read_bytes()))
    status, printed = verify(capsys, tmp_path / "x.pdf")
    assert status == 2
    assert said in printed


def test_a_locked_pdf_a_draft_and_no_file_are_refused(
    thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pikepdf.open(thesis) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        pdf.save(tmp_path / "bare.pdf")
    assert verify(capsys, tmp_path / "locked.pdf") == (
        2,
        f"{tmp_path}/locked.pdf cannot be verified: "
        "it cannot be read as a PDF: incorrect password error\n",
    )
    status, printed = verify(capsys, tmp_path / "bare.pdf")
    assert (status, "it carries no data: it is thesis-archive.pdf" in printed) == (2, True)
    status, printed = verify(capsys, tmp_path / "none.pdf")
    assert (status, "there is no such file" in printed) == (2, True)
