"""What lies on the pages of a PDF, and what it does, beside its text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from pikepdf import Dictionary, Name

from thesis.readback.readers import pdf

SOURCE = (
    '#set document(title: "Tittel")\n#set text(lang: "nb")\n'
    'Et avsnitt #link("https://example.org/a")[med lenke] og #link(<a>)[en til].\n\n= Metode <a>\n'
)
Change = Callable[[pikepdf.Pdf], object]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Change], Any]:
    """Reads a changed PDF."""

    def run(change: Change) -> Any:
        path = tmp_path / "made.pdf"
        path.write_bytes(typst.compile(SOURCE.encode(), ignore_system_fonts=True))
        with pikepdf.open(path, allow_overwriting_input=True) as whole:
            change(whole)
            whole.save(path)
        return pdf.read(path)

    return run


def root(name: str, value: Any) -> Change:
    return lambda whole: whole.Root.__setitem__(name, value)


def page(name: str, value: Any) -> Change:
    return lambda whole: whole.pages[0].obj.__setitem__(name, value)


def mark(**entries: Any) -> Change:
    """One annotation more."""

    def add(whole: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)
        whole.pages[0].Annots.append(whole.make_indirect(made))

    return add


def of_link(**entries: Any) -> Change:
    """Other entries of the link to the web."""

    def change(whole: pikepdf.Pdf) -> None:
        (link,) = [one for one in whole.pages[0].Annots if "/A" in one]
        for name, value in entries.items():
            link[f"/{name}"] = value

    return change


def spoken(name: str, text: str) -> Change:
    """Another text for a reading program, in the first paragraph."""

    def change(whole: pikepdf.Pdf) -> None:
        element = whole.Root.StructTreeRoot
        while str(element.get("/S", "")) != "/P":
            element = element.K[0] if isinstance(element.K, pikepdf.Array) else element.K
        element[name] = text

    return change


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
ADDED: dict[str, tuple[Change, str]] = {
    "opening": (root("/OpenAction", SCRIPT), "when it is opened"),
    "closing": (root("/AA", Dictionary(WC=SCRIPT)), "by itself"),
    "a script by name": (
        lambda whole: whole.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())),
        "a script",
    ),
    "a form": (root("/AcroForm", Dictionary()), "fields"),
    "layers": (root("/OCProperties", Dictionary()), "layers"),
    "a page": (page("/AA", Dictionary(O=SCRIPT)), "by itself on page 1"),
    "a note": (mark(Subtype=Name.Text, Contents="Stryk  dette"), "page 1 (Text) «Stryk dette»"),
    "a box": (mark(Subtype=Name.Square), "page 1 (Square)"),
    "a mark of no kind": (mark(), "page 1 ()"),
    "a link that starts a program": (
        mark(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="x")), "a link that does"
    ),
    "words for a reading program": (spoken("/ActualText", "Vi fant  999"), "«Vi fant 999», which"),
    "a picture's words of a text": (spoken("/Alt", "999"), "«999», which is read aloud"),
    "the meaning of a short form": (spoken("/E", "999"), "«999», which is read aloud"),
    "a link that is painted": (of_link(AP=Dictionary()), "a link that does"),
    "a link that does more": (of_link(AA=Dictionary(E=SCRIPT)), "a link that does"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_what_is_added_is_told(name: str, read: Callable[[Change], Any]) -> None:
    change, words = ADDED[name]
    (said,) = read(change).additions
    assert words in said


def test_a_blank_in_place_of_a_text_says_nothing(read: Callable[[Change], Any]) -> None:
    assert read(spoken("/ActualText", "\u00ad ")).additions == []


def test_what_a_thesis_has_is_no_addition(read: Callable[[Change], Any]) -> None:
    file = read(lambda whole: None)
    assert (file.additions, file.titles) == ([], ["Tittel"])
    assert [(link.target, link.text, link.page) for link in file.links] == [
        ("https://example.org/a", "", 1)
    ]
    assert [block.level for block in file.blocks] == [0, 1]


def test_what_the_margin_of_a_viewer_shows_is_read(read: Callable[[Change], Any]) -> None:
    def more(whole: pikepdf.Pdf) -> None:
        first = whole.Root.Outlines.First
        one = whole.make_indirect(Dictionary(Title="Vi fant 999", A=Dictionary(S=Name.GoTo, D="x")))
        first.Next, one.Next = one, first  # in a circle
        whole.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.R, St=4)])

    file = read(lambda whole: None)
    assert (file.bookmarks, file.page_names) == ([("Metode", 1)], [])
    file = read(more)
    assert sorted(file.bookmarks) == [("Metode", 1), ("Vi fant 999", 0)]
    assert file.page_names == ["IV"]


def test_each_title_of_its_properties_is_read(read: Callable[[Change], Any]) -> None:
    assert read(lambda whole: whole.docinfo.__setitem__("/Title", "Annet")).titles == [
        "Annet",
        "Tittel",
    ]

    def without(whole: pikepdf.Pdf) -> None:
        del whole.docinfo["/Title"]
        del whole.Root["/Metadata"]

    assert read(without).titles == [""]
