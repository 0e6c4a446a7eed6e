"""A finished file as a whole: what is looked at in each format, and what cannot be read."""

from pathlib import Path

from tests import placed
from thesis.document import marks, pandoc
from thesis.readback import expected, finished
from thesis.readback.additions import Allowed
from thesis.readback.leftovers import Sources

TEXT = """# Metode

Teksten er her.

```
kode er noe annet
```

| A | B |
|---|---|
| en | to |

: Tabell 1: Tall {#tbl:a}
"""
PAGE = """<title>Oppgaven</title><h1>Oppgaven</h1><p>Antall ord: 7</p>
<nav><a href="#metode">Metode</a></nav><h2>Metode</h2><p>Teksten er her.</p>
<pre><code>kode er noe annet</code></pre>
<table><caption>Tabell 1: Tall</caption><tr><th>A</th><th>B</th></tr>
<tr><td>en</td><td>to</td></tr></table>
"""


def told(path: Path, page: str) -> list[tuple[str, str]]:
    tree = placed.document(("content/a.md", marks.lines(TEXT, "content/a.md")))
    tree["meta"]["title"] = pandoc.meta_string("Oppgaven")
    path.write_text(page, "utf-8")
    texts = list(expected.expected_texts(tree))
    title = ["Oppgaven", "Antall ord: 7"]
    known, sources = Allowed.of(tree, []), Sources([], [])
    found = finished.at(path, texts, title, set(), sources, known, tree, {})
    return [(one.rule, str(one.place).removeprefix(f"{path.parent.as_posix()}/")) for one in found]


def test_a_page_that_says_what_the_document_does_has_no_finding(tmp_path: Path) -> None:
    assert told(tmp_path / "thesis.html", PAGE) == []


def test_a_text_too_many_is_told_and_code_is_none(tmp_path: Path) -> None:
    page = PAGE.replace("<table>", "<p>Vi fant 999 treff.</p><table>")
    assert told(tmp_path / "thesis.html", page) == [("finished.text", "content/a.md:3")]
    assert told(tmp_path / "thesis.html", PAGE.replace("Tall", "Tid")) == [
        ("finished.caption", "content/a.md:13")
    ]


def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    for form in finished.READERS:
        path = tmp_path / f"thesis{form}"
        path.write_bytes(b"\xff\xfe")
        found = finished.at(
            path, [], [], set(), Sources([], []), Allowed("", {}, frozenset()), {}, {}
        )
        assert [(one.rule, str(one.place)) for one in found] == [
            ("finished.unreadable", path.as_posix())
        ]
