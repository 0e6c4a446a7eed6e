"""A page of HTML read back."""

from pathlib import Path

import pypandoc
import pytest

from tests.unit.thesis.readback.readers.test_docx import TEXT
from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, PICTURE, File, UnreadableFileError
from thesis.readback.readers import html


def made(folder: Path, source: str) -> File:
    path = folder / "made.html"
    path.write_text(source, "utf-8")
    return html.read(path)


def said(file: File, stream: str = BODY) -> list[str]:
    return [" ".join(file.blocks[i].text.split()) for i in file.stream(stream)]


def test_a_page_of_pandoc_is_read_block_by_block(tmp_path: Path) -> None:
    page = pypandoc.convert_text(
        TEXT, "html", "markdown", extra_args=["--standalone", "--toc", "--metadata=title:T"]
    )
    file = made(tmp_path, page)
    assert said(file) == [
        "T",
        "Metode",
        "Et viktig ord av 30 799 618, og en lenke.",
        "ett",
        "to",
        "Tabell 1: Tall",
        "A",
        "B",
        "1",
        "2",
        "Flyt",
    ]
    assert said(file, CONTENTS) == ["Metode"]
    assert said(file, NOTES) == ["Noten."]
    assert said(file, ALT) == ["Et bilde"]


def test_a_drawing_and_its_words_are_streams_of_their_own(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "<p>Før</p><figure><svg aria-label='Flyt, trinn for trinn'><title>Nei</title>"
        "<g><text>Leste artikler</text><text>n = 10</text></g></svg>"
        "<figcaption>Figur 1</figcaption></figure>"
        "<div class='long-description'><p>Øverst står <span>ti</span>.</p></div><p>Etter</p>",
    )
    assert said(file) == ["Før", "Figur 1", "Etter"]
    assert said(file, PICTURE) == ["Leste artikler", "n = 10"]
    assert said(file, ALT) == ["Flyt, trinn for trinn", "Øverst står ti."]


def test_what_is_not_shown_is_not_read_and_words_stay_whole(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "<head><title>T</title><style>p {}</style></head><script>let x = 1</script>"
        "<p>En<wbr>het &amp; 27&nbsp;<b>treff</b>,<br>ny linje</p><p>Åpen<p>neste",
    )
    assert said(file) == ["Enhet & 27 treff, ny linje", "Åpen", "neste"]


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", None])
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content:
        (tmp_path / "x.html").write_bytes(content)
    with pytest.raises(UnreadableFileError):
        html.read(tmp_path / "x.html")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<p>Et ord</p>", ""),
        ("<p hidden>Et ord</p>", "hidden"),
        ("<div hidden><p>Et ord</p></div>", "hidden"),
        ("<p>Synlig. <span hidden>Et ord</span></p>", "hidden"),
        ('<button id="toggle" hidden>Et ord</button>', ""),
        ('<p style="text-align: right; width: 40%">Et ord</p>', ""),
        ('<p style="width: 0%">Et ord</p>', "set in a way of its own, width: 0%"),
        ('<p style="width: 0.5em">Et ord</p>', ""),
        ('<p style="color:white">Et ord</p>', "set in a way of its own, color:white"),
        ('<svg><text fill="#FFF">Et ord</text></svg>', "hidden in the drawing"),
        ('<svg><text fill="#1a1a1a">Et ord</text></svg>', ""),
        ('<svg><rect fill="none"/><text>Et ord</text></svg>', ""),
        ('<svg><g display="none"><text>Et ord</text></g></svg>', "hidden in the drawing"),
        ('<svg><text visibility="hidden">Et ord</text></svg>', "hidden in the drawing"),
        ('<svg><text opacity="0.00">Et ord</text></svg>', "hidden in the drawing"),
        ('<svg><text opacity="0.5">Et ord</text></svg>', ""),
        ('<svg><text font-size="1">Et ord</text></svg>', "hidden in the drawing"),
        ('<svg><text font-size="11.00">Et ord</text></svg>', ""),
        ('<img alt="Et ord" hidden>', "hidden"),
        ("<details><p>Et ord</p></details>", "folded away"),
        ("<details open><p>Et ord</p></details>", ""),
        ('<details class="long-description"><p>Et ord</p></details>', ""),
        ("<p popover>Et ord</p>", "hidden until it is asked for"),
        ('<p popover class="card">Et ord</p>', ""),
        ('<p class="skip">Et ord</p>', "beside the page"),
    ],
)
def test_a_text_is_hidden_by_what_it_stands_in(tmp_path: Path, source: str, why: str) -> None:
    file = made(tmp_path, f"<p>Før.</p>{source}<p>Etter.</p>")
    assert [block.hidden for block in file.blocks] == ["", why, ""]


def test_headings_have_the_level_of_the_document(tmp_path: Path) -> None:
    file = made(tmp_path, "<h1>T</h1><h2>En <em>to</em></h2><p>a</p><h4><span>b</span></h4>")
    assert [block.level for block in file.blocks] == [0, 1, 0, 3]


def test_title_links_and_programs_are_read(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "<title>En\n tittel</title><style>a{}</style><script>let b\n</script>"
        '<p><a href="#x">her <b>og der</b></a> <a id="y">nei</a></p><svg><title>Figur</title></svg>'
        '<a class="skip" href="#text">Til teksten</a><script src="data:,">1</script>',
    )
    assert file.titles == ["En tittel"]
    assert [(link.target, link.text) for link in file.links] == [
        ("#x", "her og der"), ("#text", "Til teksten"),
    ]  # fmt: skip
    assert file.programs == ["a{}", "let b\n", "1"]
    assert [block.text for block in file.blocks] == ["her og der nei"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<img src="data:image/png,"><meta charset="utf-8">', []),
        ('<meta http-equiv="Content-Security-Policy" content="x">', []),
        ('<meta http-equiv="Refresh" content="0">', ["an order to the browser, Refresh"]),
        ("<iframe></iframe><iframe></iframe>", ["an element <iframe>"]),
        ('<b onclick="x">a</b>', ["a script, onclick of <b>"]),
        ('<img src="x.png">', ["something that is fetched from x.png"]),
        ('<bdo dir="rtl">991</bdo>', ["an element <bdo>", "letters that run the other way"]),
        ('<p dir="rtl">991</p>', ["letters that run the other way"]),
        ("<ruby>a<rt>9</rt></ruby>", ["an element <ruby>", "an element <rt>"]),
        ("<math><mn>9</mn></math>", ["an element <math>", "an element <mn>"]),
        ("<s>ikke</s>", ["an element <s>"]),
        ('<div><template shadowrootmode="open">9</template></div>', ["a text that covers another"]),
        ("<!--><p>9</p><!-- -->", ["a remark in its source"]),
        ("<p>a<![CDATA[b]]></p>", ["a remark in its source"]),
        ('<li value="9">a</li>', ["an item of a list with a number of its own"]),
        ('<a href="#fn1" class="footnote-ref">1</a>', []),
        (
            '<a href="#fn1" class="footnote-ref">ni treff</a>',
            ["words beside the number that a note has, «ni treff»"],
        ),
        ('<form action="x"></form>', ["an element <form>", "something that is fetched from x"]),
    ],
)
def test_what_no_page_of_a_thesis_has_is_told(tmp_path: Path, source: str, said: list[str]) -> None:
    assert made(tmp_path, source).additions == said


def test_words_that_are_struck_out_are_read(tmp_path: Path) -> None:
    assert made(tmp_path, "<p>Vi <del>fant <b>ikke</b></del> noe</p>").struck == ["fant ", "ikke"]


@pytest.mark.parametrize("name", ["footnote-ref", "footnote-back", "skip"])
def test_a_class_of_a_sign_makes_no_text_unread(tmp_path: Path, name: str) -> None:
    assert said(made(tmp_path, f'<p class="{name}">Vi fant 999.</p>')) == ["Vi fant 999."]


def test_a_label_that_no_picture_has_is_no_alternative_text(tmp_path: Path) -> None:
    source = '<a aria-label="b">a</a><section aria-label="c"><svg aria-label="d"></svg></section>'
    assert [block.text for block in made(tmp_path, source).blocks] == ["a", "d"]


def test_sources_of_numbers_are_a_stream_of_their_own(tmp_path: Path) -> None:
    file = made(tmp_path, '<p>a</p><section class="sources"><p>b</p></section>')
    assert [(block.text, block.stream) for block in file.blocks] == [("a", BODY), ("b", "sources")]
