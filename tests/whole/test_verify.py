"""``python -m thesis verify``: the good PDF, and copies of it that somebody has changed."""

import dataclasses
import json
import shutil
import subprocess
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

MEDLINE = "data/searches/medline.csv"
WANG = "data/studies/wang2017.yaml"


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

MORE = ("8\u00a0799\u00a0640", "8\u00a0799\u00a0641")

TAMPERED = [
    Tampered(
        "a digit on a page",
        lambda page: retype(page, "8 799 640", "8 799 641"),
        ("medline.hits: «søk. Medline ga 8 799 641 treff, og»; expected «8 799 640» there",),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a number word on a page",
        lambda page: retype(page, "fem av ti", "tre av ti"),
        ("studies.included studies.read: «Til slutt ble tre av ti", "expected «fem av ti» there"),
        on="Til slutt ble fem av ti",
    ),
    Tampered(
        "a word on a page",
        lambda page: retype(page, "SPORTDiscus og PsycINFO sto", "SPORTDiscus og PsycINFO sta"),
        ("PsycINFO sta sist for", "PsycINFO sto sist for"),
        on="SPORTDiscus og PsycINFO sto",
    ),
    Tampered(
        "the word count on the title page",
        lambda page: retype(page, "Antall ord: 6", "Antall ord: 5"),
        ("page 1: «", "Antall ord: 5", "Antall ord: 6"),
        on="Antall ord",
    ),
    Tampered(
        "a cell of a search table inside",
        replace(MEDLINE, ",17,4,4,", ",18,4,4,"),
        (
            f"{MEDLINE}: changed: its SHA-256 is",
            f"medline.4.hits: 17 in the register; expected 18 ({MEDLINE}:5)",
            "medline.hits: 8799640 in the register; expected 8799641, sum of hits over the",
            "«og ga til sammen 286 treff. Hele søkehistorikken»; expected «287» there",
        ),
    ),
    Tampered(
        "a row of a search table inside, taken out",
        replace(MEDLINE, "6,5 not 4,5,1,0,\n", ""),
        (
            f"{MEDLINE}: changed",
            "no count can be recomputed: the data inside cannot be used",
            "no number on the pages can be recomputed: the data inside cannot be used",
            "cannot be rebuilt from the attachments: data/ cannot be used: 1 problem(s).",
            f"{MEDLINE}:7: error [search.number-gap]",
        ),
    ),
    Tampered(
        "a search table inside and the manifest, so that they agree",
        covered(replace(MEDLINE, ",17,4,4,", ",18,4,4,")),
        ("medline.4.hits: 17 in the register; expected 18", "expected «8 799 641» there"),
    ),
    Tampered(
        "a search table, the register and the manifest inside, so that they agree",
        covered(
            replace(MEDLINE, ",17,4,4,", ",18,4,4,"),
            replace("build/register.json", *(f'4.hits": {{\n   "value": {n}' for n in (17, 18))),
        ),
        ("medline.hits: 8799640 in the register; expected 8799641", "expected «8 799 641» there"),
    ),
    Tampered(
        "a figure of a study inside",
        covered(replace(WANG, "session_minutes: 30", "session_minutes: 40")),
        ("wang2017.session_minutes: 30 in the register; expected 40", "expected «40» there"),
    ),
    Tampered(
        "the register inside",
        replace("build/register.json", '"value": 30799618', '"value": 30799619'),
        (
            "build/register.json: changed",
            "searches.hits: 30799619 in the register; expected 30799618",
        ),
    ),
    Tampered(
        "a sentence of the text inside",
        replace("content/03-metode.md", "Mot slutten var", "Mot starten var"),
        ("content/03-metode.md: changed", "Mot slutten var mange", "Mot starten var mange"),
    ),
    Tampered(
        "a reference inside",
        covered(replace("data/references.yaml", "issued: 2017", "issued: 2016")),
        ("build/thesis.json in it would be another one", "expected «", "2016"),
    ),
    Tampered(
        "a file inside, taken out",
        drop("data/studies/wang2019.yaml"),
        ("data/studies/wang2019.yaml: not among the attachments, though the manifest names it",),
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
        state({"data/pico.yaml": "0" * 64}),
        ("data/pico.yaml: changed: its SHA-256 is", "expected 000000000000…"),
    ),
    Tampered(
        "a hash in the manifest that is none",
        state({"data/pico.yaml": "12"}),
        ("data/pico.yaml: «12» in the manifest, which is no SHA-256",),
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
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a page, taken out",
        lambda page: drop_page(page),
        ("pages; expected", "missing; expected the page that begins «"),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "data that cannot be used, other code, and a page",
        lambda page: disguised(
            STRAY, add("note.txt", b"x"), retype(page, "8 799 640", "8 799 641")
        ),
        (*UNUSABLE, "data/les-meg.txt: error [input.unknown-file]", "note.txt: attached, but no"),
        on="Medline ga 8 799 640",
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
        disguised(replace(WANG, "status: included", "status: [")),
        UNUSABLE,
    ),
    Tampered(
        "no text inside", disguised(drop("content/03-metode.md")), UNUSABLE
    ),
    Tampered(
        "a digit on a page, as if other code had built it",
        lambda page: disguised(retype(page, "8 799 640", "8 799 641")),
        ("medline.hits: «søk. Medline ga 8 799 641 treff, og»; expected «8 799 640» there",),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a digit on a page, as if another Typst had built it",
        lambda page: all_of(retype(page, "8 799 640", "8 799 641"), built_by("typst", "0.14.0")),
        ("medline.hits: «søk. Medline ga 8 799 641 treff, og»; expected «8 799 640» there",),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a digit on a page and in the document inside, as if other code had built it",
        lambda page: disguised(
            retype(page, "8 799 640", "8 799 641"),
            replace(DOCUMENT, *MORE, 99),
        ),
        (
            "medline.hits: «søk. Medline ga 8 799 641 treff, og»; expected «8 799 640» there",
            f"{DOCUMENT}, medline.hits: «8 799 641»; expected «8 799 640» by the data",
        ),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a number on a page that has no key in the document inside, as if other code had built it",
        lambda page: disguised(
            retype(page, "8 799 640", "8 799 641"),
            replace(DOCUMENT, *MORE, 99),
            replace(DOCUMENT, '"medline.hits"', '"medline.hitz"', 99),
        ),
        ("medline.hits: «søk. Medline ga 8 799 641 treff, og»; expected «8 799 640» there",),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a number more on a page, as if other code had built it",
        lambda page: disguised(retype(page, ", og her ble ", ", 64 her ble ")),
        ("64 her ble", "no such number: the data inside do not give it"),
        on="Medline ga 8 799 640",
    ),
    Tampered(
        "a number word on a page, as if other code had built it",
        lambda page: disguised(retype(page, "fem av ti", "tre av ti")),
        ("studies.included studies.read: «Til slutt ble tre av ti", "expected «fem av ti» there"),
        on="Til slutt ble fem av ti",
    ),
    Tampered(
        "a word on a page, as if other code had built it",
        lambda page: disguised(
            retype(page, "SPORTDiscus og PsycINFO sto", "SPORTDiscus og PsycINFO sta")
        ),
        ("WRONG: content/03-metode.md:", "PsycINFO sta sist", "PsycINFO sto sist"),
        on="SPORTDiscus og PsycINFO sto",
    ),
    Tampered(
        "the word count on the title page, as if other code had built it",
        lambda page: disguised(retype(page, "Antall ord: 6", "Antall ord: 5")),
        ("page 1: «Antall ord: 5", "expected «"),
        on="Antall ord",
    ),
    Tampered(
        "a search table inside, as if other code had built it",
        disguised(replace(MEDLINE, ",17,4,4,", ",18,4,4,")),
        ("medline.4.hits: 17 in the register; expected 18", "expected «8 799 641» there"),
    ),
    Tampered(
        "a count in a record of the register inside, as if other code had built it",
        disguised(replace("build/register.json", '"hits": 17,', '"hits": 18,')),
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
def thesis(built: Project) -> Path:
    """The good PDF."""
    return built.root / "results/thesis.pdf"


@pytest.fixture(scope="module")
def small_thesis(small_built: Project) -> Path:
    """The good PDF of the small thesis."""
    return small_built.root / "results/thesis.pdf"


@pytest.fixture(scope="module", autouse=True)
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build from the same files once: many a change leaves what is built from as it was."""
    kept: dict[str, Path] = {}
    told: dict[str, str] = {}
    build = rebuild._build

    def once(folder: Path, house: Path) -> str:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        key = digest(
            b"".join(str(file.relative_to(folder)).encode() + file.read_bytes() for file in files)
        )
        if key not in told:
            run = warm.run(*rebuild.command(folder, house), cwd=house)
            told[key] = rebuild.why(run.stderr) if run.returncode else ""
            if told[key] and len([*filter(None, told.values())]) == 1:  # the code of `verify`, too
                assert build(folder, house) == told[key]
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
    thesis: Path, built: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = verify(capsys, "--json", thesis)
    assert status == 0
    told = json.loads(printed)
    assert told["agrees"]
    assert all(row["agrees"] is True for row in told["verdicts"])
    subjects = [row["subject"] for row in told["verdicts"]]
    register = json.loads((built.root / "build/register.json").read_text("utf-8"))
    assert subjects.count("counts") == len(register["numbers"])
    text = (built.root / "build/thesis.json").read_text("utf-8")
    assert subjects.count("numbers") == text.count('["n-')
    assert subjects.count("bytes") == 1


def test_every_number_is_named_with_its_page_its_key_and_its_words(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = verify(capsys, "--all", thesis)
    assert status == 0
    page = page_of("Medline ga 8 799 640")(thesis)
    line = f"agrees: page {page}, medline.hits: «søk. Medline ga 8 799 640 treff, og her»"
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
    small_thesis: Path, thesis: Path, tmp_path: Path
) -> None:
    """As a person runs it."""

    def run(pdf: Path) -> subprocess.CompletedProcess[str]:
        return warm.run("thesis", "verify", "--run-its-code", str(pdf), cwd=HOUSE)

    good = run(small_thesis)
    assert good.returncode == 0, good.stdout + good.stderr
    change = covered(replace("templates/thesis.typ", "2.5cm", "2.4cm"))
    bad = run(tamper.save(thesis, tmp_path / "changed.pdf", change))
    assert bad.returncode == 1
    assert "not the bytes that its attachments give: its pages read otherwise" in bad.stdout
    assert "more places that read otherwise" in bad.stdout


def test_what_is_inside_builds_the_same_pdf(
    small_thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "taken out"
    status, printed = verify(capsys, "--unpack", folder, "--with-code", small_thesis)
    assert (status, "WARNING: " in printed) == (0, True)
    project = Project(folder)
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    assert (folder / "results/thesis.pdf").read_bytes() == small_thesis.read_bytes()
    status, printed = verify(capsys, "--unpack", folder, small_thesis)
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
    assert (status, "it has no attachments: a draft" in printed) == (2, True)
    status, printed = verify(capsys, tmp_path / "none.pdf")
    assert (status, "No such file" in printed) == (2, True)
