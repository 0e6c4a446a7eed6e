"""What an export left in a reference is told, and what belongs to it is not."""

from typing import Any

import pytest

from thesis.checks.data import inputs, references
from thesis.input.folder import Data
from thesis.input.sources import Source


def told(**work: Any) -> list[str]:
    """What is found in a reference, by the rule on markup."""
    data = Data({"references": Source("data/references.yaml", [{"id": "x", **work}])})
    return [each.found for each in references.check(data) if each.rule == "reference.markup"]


LEFT = [
    "10.5555/x}", "{DNA} song", r"Song \& sleep", r"\'Etude", "CD4<SUP>+</SUP>", "<scp>song</scp>",
    "<I>S. vulgaris</I>", "<jats:italic>S.</jats:italic>", "Song &amp; sleep", "Song&#160;and",
]  # fmt: skip
OWN = [
    "10.5555/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "p < 0.05 > 0",
    "R&D; a study", "Physiology & Behavior", "<i>In vivo</i>, CO<sub>2</sub> and H<sup>+</sup>",
    '<span class="nocase">song</span>', "What is <that>?", "https://example.org/a?b=1&c=2",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_an_export_left_is_told_in_every_field(text: str) -> None:
    for work in ({"title": text}, {"DOI": text}, {"author": [{"family": "Ås"}, {"literal": text}]}):
        [found] = told(**work)
        assert f"{next(iter(work))} of x: «{text}»" in found


@pytest.mark.parametrize("text", OWN)
def test_what_belongs_to_a_reference_is_not_told(text: str) -> None:
    assert told(title=text, DOI=text, author=[{"literal": text}]) == []


def test_what_is_told_about_a_reference_is_not_printed_and_may_hold_anything() -> None:
    assert told(title="Song", notes=["{DNA}"], corrections=[{"source": r"\o"}]) == []


def test_a_warning_keeps_no_data_from_being_built() -> None:
    work = {"id": "x", "title": "A QUIET ROOM"}
    found = [*references.check(Data({"references": Source("data/references.yaml", [work])}))]
    assert [one.rule for one in found] == ["reference.capitals"]
    assert inputs.usable(found)
