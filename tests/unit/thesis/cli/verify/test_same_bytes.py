"""Whether two PDFs are the same bytes, and why not."""

from pathlib import Path

import pytest

from thesis.cli.verify import same_bytes
from thesis.cli.verify.attachments import PdfContents
from thesis.cli.verify.rebuild import Rebuilt
from thesis.formats.attachments import digest

PAGES = ["one page here", "two pages here", "three pages here", "four of them"]


def said(given: list[str], made: list[str] = PAGES) -> list[str]:
    return [str(verdict) for verdict in same_bytes._pages(given, made)]


def test_the_same_pages_have_nothing_said_of_them() -> None:
    assert said(PAGES) == []


def test_another_word_is_told_with_those_around_it() -> None:
    assert said([*PAGES[:3], "four of us"]) == ["page 4: «four of us»; expected «four of them»"]


def test_a_page_that_is_missing_is_told_by_how_it_begins() -> None:
    assert said([PAGES[0], *PAGES[2:]]) == [
        "the PDF: 3 pages; expected 4",
        "page 2: missing; expected the page that begins «two pages here …»",
    ]


def test_a_page_too_many_is_told() -> None:
    assert said([*PAGES, "five"]) == [
        "the PDF: 5 pages; expected 4",
        "page 5: a page too many; expected no such page",
    ]


def test_pages_in_each_others_place_are_told() -> None:
    told = said([PAGES[1], PAGES[0], *PAGES[2:]])
    assert told
    assert all("what should stand on page" in each for each in told)


def folder(root: Path, manifest: str, content: bytes = b"pdf") -> Rebuilt:
    (root / "build").mkdir()
    (root / "build/manifest.json").write_text(manifest, "utf-8")
    (root / "build/thesis.pdf").write_bytes(content)
    return Rebuilt(root, root, "")


MADE = '{"versions": {"typst": "2"}, "sha256": {"Snakefile": "a", "data/x": "b", "build/y": "c"}}'


@pytest.mark.parametrize(
    ("versions", "hashes", "expected"),
    [
        ({"typst": "2"}, {"Snakefile": "a", "data/x": "other", "build/y": "other"}, []),
        ({"typst": "1"}, {"Snakefile": "a"}, ["typst 1 built it, and 2 is installed here"]),
        ({}, {"Snakefile": "a"}, ["typst an unknown version built it, and 2 is installed here"]),
        ({"typst": "2"}, {"Snakefile": "z"}, ["Snakefile is another one here"]),
        ({"typst": "2"}, {}, ["Snakefile is not in it"]),
        ({"typst": "2"}, {"Snakefile": "a", "rules/x.smk": "b"}, ["rules/x.smk is not here"]),
    ],
)
def test_other_programs_and_other_code_are_named(
    versions: dict[str, str], hashes: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    given = PdfContents(b"", versions=versions, hashes=hashes)
    assert same_bytes.other_code(given, folder(tmp_path, MADE)) == expected


def test_the_same_bytes_agree_whatever_the_code(tmp_path: Path) -> None:
    (verdict,) = same_bytes.check(Path(), PdfContents(b"pdf"), folder(tmp_path, MADE), ["other"])
    assert verdict.agrees is True


def test_other_bytes_of_other_code_are_not_known(tmp_path: Path) -> None:
    (verdict,) = same_bytes.check(
        Path(), PdfContents(b"x"), folder(tmp_path, MADE), ["typst 1 ..."]
    )
    assert verdict.agrees is None
    assert "typst 1 ..." in verdict.found


def test_a_build_that_stopped_is_told_with_what_it_said(tmp_path: Path) -> None:
    stopped = Rebuilt(tmp_path, tmp_path, "data/x.csv:2: error")
    (verdict,) = same_bytes.check(Path(), PdfContents(b"x"), stopped, [])
    assert verdict.agrees is False
    assert "data/x.csv:2: error" in verdict.found
    # Other code is no excuse: what cannot be built cannot be compared.
    (verdict,) = same_bytes.check(Path(), PdfContents(b"x"), stopped, ["typst 1 built it"])
    assert verdict.agrees is False
    assert "(typst 1 built it): data/x.csv:2: error" in verdict.found


def test_what_in_it_would_be_another_one_is_the_reason(tmp_path: Path) -> None:
    manifest = f'{{"versions": {{}}, "sha256": {{"build/register.json": "{digest(b"new")}"}}}}'
    made = folder(tmp_path, manifest)
    old, new = (PdfContents(b"", {"build/register.json": content}) for content in (b"old", b"new"))
    assert "build/register.json in it would be another one" in same_bytes._why(old, made, True)
    assert same_bytes._why(new, made, True).endswith("its pages read otherwise")
    assert "every page reads the same" in same_bytes._why(new, made, False)
