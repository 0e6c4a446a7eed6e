"""The citation style is valid CSL, so that other citation programs can read it too."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

STYLE = Path(__file__).parents[3] / "templates" / "norsk-apa6.csl"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """The schema of CSL 1.0, as citeproc-py carries it."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data" / "schema" / "schemas" / "styles"
    return etree.RelaxNG(etree.parse(folder / "csl.rng"))


def test_the_style_is_valid_csl(schema: etree.RelaxNG) -> None:
    assert schema.validate(etree.parse(STYLE)), schema.error_log


def test_the_schema_refuses_what_csl_does_not_know(schema: etree.RelaxNG) -> None:
    style = STYLE.read_text("utf-8").replace("<text macro=", "<words macro=", 1)
    assert not schema.validate(etree.fromstring(style.encode()))
