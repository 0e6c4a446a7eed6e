"""Lists of figures and of tables behind the contents, as metadata of the document."""

from collections.abc import Iterator, Sequence

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.input.labels import Labels

KINDS = {"figures": ("Figure", "figure"), "tables": ("Table", "table")}
"""What is listed, and the label of the word that its number stands behind."""


def add(tree: Tree, wanted: Sequence[str], words: Labels) -> None:
    """Note in the metadata what each list has: its title, and a link to each, with its caption.

    Args:
        tree: the document, in which figures and tables have their numbers; it is changed.
        wanted: of ``figures`` and ``tables``, in the order of the lists.
    """
    made = []
    for name in wanted:
        links = [
            {"t": "MetaInlines", "c": [_link(element)]}
            for element in _numbered(tree["blocks"], KINDS[name][0], str(words[KINDS[name][1]]))
        ]
        if links:
            title = pandoc.meta_string(words["lists"][name])
            entries = {"t": "MetaList", "c": links}
            made.append({"t": "MetaMap", "c": {"title": title, "entries": entries}})
    if made:
        tree["meta"]["lists"] = {"t": "MetaList", "c": made}


def read(tree: Tree) -> Iterator[tuple[str, list[Element]]]:
    """The lists of a document: the title of each, and its links."""
    for each in tree["meta"].get("lists", {"c": []})["c"]:
        links = [entry["c"][0] for entry in each["c"]["entries"]["c"]]
        yield pandoc.text(each["c"]["title"]), links


def _link(element: Element) -> Element:
    """A link to a figure or table, with the words of its caption; numbers in it keep no key."""
    words = pandoc.text(element["c"][1][1])
    return {
        "t": "Link",
        "c": [["", [], []], pandoc.inlines(words), [f"#{pandoc.identifier(element)}", ""]],
    }


def _numbered(blocks: Sequence[Element], kind: str, word: str) -> Iterator[Element]:
    """The figures or tables that have an id and a number behind a word: a matrix has another."""
    for element in pandoc.walk(blocks):
        if element["t"] == kind and pandoc.identifier(element):
            labels = (each for each in pandoc.walk(element["c"][1]) if each["t"] == "Span")
            label = next((each for each in labels if "label" in pandoc.classes(each)), None)
            if label and pandoc.text(label).lower().startswith(word.lower()):
                yield element
