"""Records as the register has them, for tests: a study, a work, a search.

A field that every record has stands here alone; a test says what it is about.
"""

from typing import Any

THESIS: dict[str, Any] = {
    "title": "Om *ro*", "place": "Trondheim", "term": "våren", "year": 2020, "language": "nb-NO",
    "authors": [], "candidate": None,
}  # fmt: skip
"""What the title page of a small thesis says."""


def study(
    key: str,
    status: str = "included",
    texts: dict[str, str] | None = None,
    line: int = 9,
    **fields: Any,
) -> dict[str, Any]:
    """A study, with the first place of its status.

    Args:
        texts: its texts by their names.
        line: the line of its file that each of them stands below.
        fields: what else it has, or has in place of that.
    """
    return {
        "key": key,
        "status": status,
        "place": 1,
        "file": f"data/studies/{key}.yaml",
        "lines": {"key": 1},
        "texts": {name: {"text": text, "line": line} for name, text in (texts or {}).items()},
        **fields,
    }


def work(
    title: str, *families: str, given: str = "Kari", year: int = 2019, **fields: Any
) -> dict[str, Any]:
    """A work, as CSL-JSON."""
    return {
        "title": title,
        "author": [{"family": family, "given": given} for family in families],
        "issued": {"date-parts": [[year]]},
        **fields,
    }


def search(database: str, number: int, query: str = "a and b", **fields: Any) -> dict[str, Any]:
    """A search without hits or limits."""
    return {
        "database": database, "number": number, "query": query, "limits": "", "hits": 0,
        "abstracts_read": 0, "articles_read": 0, **fields,
    }  # fmt: skip
