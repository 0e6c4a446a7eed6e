"""An ODT is read as a DOCX is: texts as they were and are, changes, comments, bookmarks, notes."""

from pathlib import Path

import pytest

from thesis.cli.returned import given
from thesis.formats.docx import zipped
from thesis.returned import comments, paragraphs
from thesis.returned.package import RefusedFileError

URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    f'xmlns:{name}="{URN}{uri}:1.0"'
    for name, uri in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "meta": "meta", "script": "script", "manifest": "manifest",
    }.items()
)  # fmt: skip
NAMES += (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
INFO = (
    "<office:change-info><dc:creator>Kari</dc:creator><dc:date>2026-05-01T10:00:00.5</dc:date>"
    "</office:change-info>"
)


def odt(body: str, parts: dict[str, str] | None = None) -> bytes:
    """An ODT with a body, as LibreOffice writes one."""
    whole = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text>"
    content = {"content.xml": f"{whole}</office:body></office:document-content>", **(parts or {})}
    return zipped({name: text.encode() for name, text in content.items()}, "2026-01-01")


def region(id: str, kind: str, gone: str = "") -> str:
    return (
        f'<text:changed-region text:id="{id}"><text:{kind}>{INFO}{gone}</text:{kind}>'
        "</text:changed-region>"
    )


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def note(name: str, says: str, more: str = "") -> str:
    return (
        f'<office:annotation office:name="{name}" {more}><dc:creator>Kari</dc:creator>'
        f"<dc:date>2026-05-01T10:00:00</dc:date><text:p>{says}</text:p></office:annotation>"
    )


def end(name: str) -> str:
    return f'<office:annotation-end office:name="{name}"/>'


IN, OUT = region("a", "insertion"), region("b", "deletion", "<text:p>gammel</text:p>")
START, STOP = '<text:change-start text:change-id="a"/>', '<text:change-end text:change-id="a"/>'
GONE = '<text:change text:change-id="b"/>'
TEXTS: dict[str, tuple[str, list[tuple[str, str]], list[tuple[str, str, bool]]]] = {
    "blanks": (
        "<text:p>  En<text:s/><text:s text:c='2'/>og \n to<text:tab/>tre<text:line-break/>4 "
        "</text:p>",
        [("En   og to tre 4 ",) * 2], [],
    ),
    "words put in": (
        f"{tracked(IN)}<text:p>En {START}ny <text:span>rød</text:span>{STOP} sti</text:p>",
        [("En  sti", "En ny rød sti")], [("insertion", "ny rød", False)],
    ),
    "words taken out": (
        f"{tracked(OUT)}<text:p>En {GONE} sti</text:p>",
        [("En gammel sti", "En  sti")], [("deletion", "gammel", False)],
    ),
    "words put in and taken out again": (
        f"{tracked(IN, OUT)}<text:p>En {START}ny {GONE}{STOP} sti</text:p>",
        [("En  sti", "En ny  sti")],
        [
            ("insertion", "ny ", False), ("insertion", "gammel", False),
            ("deletion", "gammel", False),
        ],
    ),
    "a paragraph divided": (
        f"{tracked(IN)}<text:p>En {START}</text:p><text:p>{STOP}sti</text:p>",
        [("En ", "En "), ("sti", "sti")], [("insertion", "", True)],
    ),
    "paragraphs joined": (
        f"{tracked(region('b', 'deletion', '<text:p/><text:p/>'))}<text:p>En {GONE}sti</text:p>",
        [("En ", "En "), ("sti", "sti")], [("deletion", "", True)],
    ),
    "a paragraph taken out": (
        tracked(region("b", "deletion", "<text:p>Gammelt.</text:p><text:p/>"))
        + f"<text:p>{GONE}Nytt.</text:p>",
        [("Gammelt.", ""), ("Nytt.", "Nytt.")],
        [("deletion", "Gammelt.", False), ("deletion", "", True)],
    ),
    "a format": (
        f"{tracked(region('a', 'format-change'))}<text:p>En {START}sti{STOP}</text:p>",
        [("En sti", "En sti")], [("format", "sti", False)],
    ),
    "changes that no place names": (
        f"{tracked(IN, OUT)}<text:p>En sti</text:p>",
        [("En sti", "En sti"), ("", ""), ("gammel", "")],
        [("insertion", "", False), ("deletion", "gammel", False)],
    ),
    "a table, a list and a box": (
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:covered-table-cell/></table:table-row></table:table><text:list><text:list-item>"
        "<text:p>B</text:p></text:list-item></text:list><text:p>C<draw:frame><draw:text-box>"
        "<text:p>D</text:p></draw:text-box></draw:frame></text:p>",
        [("A", "A"), ("B", "B"), ("C\ufffc",) * 2, ("D", "D")], [],
    ),
    "a note, which stands behind all": (
        f"{tracked(OUT)}<text:p>En<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body><text:p> Noten {GONE}.</text:p></text:note-body></text:note> sti."
        "</text:p>",
        [("En\ufffc sti.",) * 2, ("Noten gammel.", "Noten .")], [("deletion", "gammel", False)],
    ),
    "the number of a heading": (
        '<text:h text:outline-level="2"><text:span text:style-name="Section_20_Number">2.1'
        "</text:span> Funn</text:h>",
        [("Funn", "Funn")], [],
    ),
}  # fmt: skip


def read(path: Path, content: bytes) -> tuple[paragraphs.ReturnedTexts, list[comments.Comment]]:
    path.write_bytes(content)
    opened = given.parts(path)
    texts = paragraphs.read(opened)
    assert paragraphs.raw_count(opened) == len(texts.changes)
    return texts, comments.read(opened, texts)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_as_it_was_and_as_it_is(tmp_path: Path, name: str) -> None:
    body, said, changes = TEXTS[name]
    texts, _ = read(tmp_path / "a.odt", odt(body))
    assert [(one.old, one.new) for one in texts.paragraphs] == said
    assert sorted((one.kind, one.words, one.is_end) for one in texts.changes) == sorted(changes)
    assert {(one.author, one.date) for one in texts.changes} <= {("Kari", "2026-05-01T10:00:00Z")}


def test_a_bookmark_is_of_the_paragraph_that_it_was_of(tmp_path: Path) -> None:
    mark = '<text:bookmark-{0} text:name="{1}"/>'.format
    gone = f"<text:p>{mark('start', 'p-1 Copy 1')}En.{mark('end', 'p-1 Copy 1')}</text:p><text:p/>"
    texts, _ = read(
        tmp_path / "a.odt",
        odt(
            tracked(region("b", "deletion", gone))
            + f"<text:p>{mark('start', 'p-2')}{GONE}To.{mark('end', 'p-2')}</text:p>"
        ),
    )
    assert [[*one.bookmarks] for one in texts.paragraphs] == [["p-1"], ["p-2"]]


def test_comments_are_threads_with_their_words(tmp_path: Path) -> None:
    done, answers = 'loext:resolved="true"', 'loext:parent-name="c"'
    gone = f"<text:p>x{note('g', 'Slettet')}y{end('g')}</text:p>"
    body = (
        f"<text:p>En {note('a', 'Hva?')}{note('b', 'Det.')}rød{end('b')}{end('a')} "
        f"{note('c', 'Her', done)}{note('d', 'Nei', answers)}sti{end('c')}. "
        f"{note('e', 'Punkt')}</text:p><table:shapes>{note('f', 'Borte')}</table:shapes>"
    )
    _, threads = read(tmp_path / "a.odt", odt(body + tracked(region("b", "deletion", gone))))
    told = [(one.text, one.quoted, one.resolved, one.replies) for one in threads]
    assert [(*each, [reply.text for reply in replies]) for *each, replies in told] == [
        ("Hva?", "rød", False, ["Det."]),
        ("Her", "sti", True, ["Nei"]),
        ("Punkt", "", False, []),
        ("Slettet", "y", False, []),
        ("Borte", "", False, []),
    ]
    assert {one.date for one in threads} == {"2026-05-01T10:00:00Z"}
    assert [one.start is None for one in threads] == [False] * 4 + [True]


ROOT = f"<a {NAMES}>{{}}</a>"
HOSTILE: dict[str, tuple[str, dict[str, str], str]] = {
    "an entity": ("", {"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "an entity"),
    "a DTD": ("", {"styles.xml": '<!DOCTYPE a SYSTEM "x.dtd"><a/>'}, "an entity"),
    "macros": ("", {"Basic/Standard/a.xml": "<a/>"}, "macros"),
    "a script": ("<office:scripts><a/></office:scripts>", {}, "macros"),
    "a script of an event": (
        "<text:p><script:event-listener/></text:p>", {}, "macros",
    ),
    "a picture from elsewhere": (
        '<draw:image xlink:href="https://example.org/a.png"/>', {}, "fetches 'https",
    ),
    "an object from elsewhere": ('<draw:object xlink:href="../../a.ods"/>', {}, "fetches"),
    "a section from elsewhere": ('<text:section-source xlink:href="file:///a"/>', {}, "fetches"),
    "a picture of a style": (
        "", {"styles.xml": ROOT.format('<draw:fill-image xlink:href="//a/b"/>')}, "fetches",
    ),
    "a password": (
        "", {"META-INF/manifest.xml": ROOT.format("<manifest:encryption-data/>")}, "password",
    ),
    "elements in elements": ("<text:span>" * 300 + "</text:span>" * 300, {}, "nested"),
    "many paragraphs": ("<text:p/>" * 31_000, {}, "more paragraphs"),
    "a sheet": ("", {"content.xml": ROOT.format("")}, "no text of LibreOffice Writer"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_not_safe_is_refused(tmp_path: Path, name: str) -> None:
    body, parts, says = HOSTILE[name]
    with pytest.raises(RefusedFileError, match=says):
        read(tmp_path / "a.odt", odt(body, parts))


def test_a_million_blanks_are_no_million_letters(tmp_path: Path) -> None:
    texts, _ = read(tmp_path / "a.odt", odt('<text:p>a<text:s text:c="999999999"/>b</text:p>'))
    assert len(texts.paragraphs[0].old) == 1002
