"""What in an SVG is no part of a drawing; tests/hostile plants broken pictures in a thesis."""

import pytest

from thesis.formats import pictures

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def wrong(inside: str, begin: str = "") -> list[str]:
    return list(pictures.svg(f"{begin}<svg {NAMES}>{inside}</svg>".encode()))


@pytest.mark.parametrize(
    "inside",
    [
        '<g style="fill:url(#a)"><path d="M0 0h1" fill="url(\'#b\')"/></g><use xlink:href="#a"/>',
        '<filter id="f"><feGaussianBlur/></filter><style>.a{fill:red}</style>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_a_drawing_passes(inside: str) -> None:
    assert wrong(inside) == []
    assert wrong(inside, '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">') == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        '<a href="#x"/>',
        '<g onload="x()"/>',
        '<image href="https://x.no/a.png"/>',
        '<use xlink:href="b.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<g style="fill:url(https://x.no/a)"/>',
        "<style>@import 'a.css'</style>",
        '<x xmlns="http://www.w3.org/1999/xhtml"/>',
        "<animate/>",
    ],
)
def test_what_runs_links_or_fetches_is_told(inside: str) -> None:
    assert wrong(inside)


def test_entities_and_broken_xml_are_told() -> None:
    assert wrong("", '<!DOCTYPE svg [<!ENTITY a "b">]>') == ["it declares entities"]
    assert "cannot be read" in next(pictures.svg(b"<svg>"))
