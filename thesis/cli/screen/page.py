"""Page on which records are screened: its words and keys; what it shows it asks its server for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from thesis.cli.screen.session import ALL, UNDECIDED, ScreeningSession
from thesis.diagnostics.files import HOUSE
from thesis.formats import html_page, html_template
from thesis.input.labels import Labels
from thesis.screening.decisions import AGREED, FULL_TEXT

TEMPLATE = HOUSE / "templates/screen.html.jinja"
SCRIPT = (HOUSE / "templates/html/screen.js").read_text("utf-8")
COLOURS = (HOUSE / "templates/html/thesis.css").read_text("utf-8").partition("/* ---- page ----")[0]
"""Those of the thesis' own page, light and dark."""
STYLE = COLOURS + (HOUSE / "templates/html/screen.css").read_text("utf-8")

LETTERS = {"include": "i", "exclude": "e", "unsure": "u", "not_retrieved": "n"}
"""The key of each decision, in every language."""

POLICY = (
    f"default-src 'none'; style-src '{html_page.digest(STYLE)}'; "
    f"script-src '{html_page.digest(SCRIPT)}'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may do: run its own script, and ask its own server."""


@dataclass(frozen=True)
class ShownWords:
    """What a page says, and marks."""

    labels: Labels  # all words of a language
    name: str  # who screens, as it is printed
    reasons: Mapping[str, str]  # what each reason of an exclusion is called
    marked: Sequence[str]  # words of the searches, which are marked in titles and abstracts


def page(session: ScreeningSession, words: ShownWords) -> str:
    """The page of a session."""
    label = words.labels["screen"]
    reasons = words.reasons if session.stage == FULL_TEXT else {}
    who = label["conflicts"] if session.screener == AGREED else label["by"].format(name=words.name)
    return html_template.render(
        TEMPLATE,
        {
            "language": words.labels["language"],
            "label": label,
            "stage": label["stages"][session.stage],
            "who": who,
            "shows": [UNDECIDED, ALL, *session.possible],
            "decisions": session.possible,
            "letters": LETTERS,
            "reasons": [*reasons.items()],
            "shortcuts": [*_shortcuts(session.possible, label, bool(reasons))],
            "given": {"label": label, "words": words.marked, "reasons": words.reasons},
            "style": Markup(STYLE),
            "script": Markup(SCRIPT),
        },
    )


def _shortcuts(possible: Iterable[str], label: Labels, reasons: bool) -> Iterable[tuple[str, str]]:
    for each in possible:
        yield LETTERS[each], label["decide"][each]
    if reasons:
        yield "1–9", label["reasons"]
    for key, name in (
        ("→ j", "next"),
        ("← k", "previous"),
        ("z", "undo"),
        ("x", "remove"),
        ("/", "search"),
        ("f", "show"),
        ("?", "help"),
    ):
        yield key, label[name]
