"""Markdown becomes the document: titles as typed, the words of the filter from the labels."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import placed
from thesis.document import pandoc
from thesis.document.assembly import conversion
from thesis.input import labels


@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize(
    "title",
    [
        "<b>bold</b> & <i>x</i> &amp; $y$ `z` *a* _b_ ~c~ ^d^ [e](f) @g #h | \\n",
        "\"double\" and 'single' and it's",
        "{{ n('x') }} ::: {% x %} ... --",
        "“It’s like a session”: Outcomes",
    ],
)
def test_a_title_in_the_reference_list_is_what_was_typed(
    content: Path, house: Path, title: str, language: str | None
) -> None:
    works = [{"id": "x", "type": "book", "title": title, "author": [{"family": title}]}]
    works[0] |= {"language": language} if language else {}
    path = content / "works.json"
    path.write_text(json.dumps(conversion.as_typed(works)), "utf-8")
    style = house / "templates" / "norsk-apa6.csl"
    tree = placed.read("[@x]", f"--metadata-file={path}", f"--csl={style}", "--citeproc")
    assert pandoc.text(tree["blocks"]).count(title) == 3  # cited, and author and title in the list
    marked = [one for one in pandoc.walk(tree["blocks"]) if pandoc.attributes(one).get("lang")]
    assert [pandoc.text(one) for one in marked] == ([title] if language else [])


@pytest.fixture
def words(house: Path) -> dict[str, Any]:
    return labels.read(house / "templates" / "labels" / "nb.yaml")


def test_the_words_of_the_crossref_filter_come_from_the_labels(words: dict[str, Any]) -> None:
    arguments = conversion.label_arguments({**words, "table": "tabellen"})
    assert "--metadata=label-table:tabellen" in arguments


def test_only_the_works_that_a_text_may_cite_are_handed_to_pandoc() -> None:
    works = [{"id": key} for key in ("a2019", "b2019", "c2019", "d-e2019", "f2019", "a2")]
    text = "Se @a2019, [jf. @b2019, s. 3; -@d-e2019], @{f2019}-- og @c20198."
    found = conversion.cited(works, text)
    assert [work["id"] for work in found] == ["a2019", "b2019", "d-e2019", "f2019"]
