"""LaTeX is read as the text that it prints, or not at all."""

import pytest

from thesis.exports.readers.latex import UndecodableError, decoded, verbatim


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"{DNA} and {\o}l", "DNA and øl"),
        (r"\'{e}t\'e", "été"),
        ("A & B, 5 % of it", "A & B, 5 % of it"),
        (r"A \& B", "A & B"),
    ],
)
def test_latex_is_plain_text(text: str, plain: str) -> None:
    assert decoded(text) == plain


@pytest.mark.parametrize("text", [r"\href{x} of"])
def test_what_lacks_its_argument_is_refused(text: str) -> None:
    with pytest.raises(UndecodableError):
        decoded(text)


def test_an_address_keeps_its_signs() -> None:
    assert verbatim("https://a.no/~b/c%20d") == "https://a.no/~b/c%20d"
