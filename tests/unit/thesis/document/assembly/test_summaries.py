"""Keywords stand below the summary of their language, wherever that stands."""

import json
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from tests.a_register import a_register
from thesis.checks.text import headings
from thesis.diagnostics.place import Place, placed
from thesis.document import pandoc
from thesis.document.assembly import summaries
from thesis.document.pandoc import READER
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally

KEYWORDS = {"nb": ["søvn", "korsang"], "en": ["sleep"]}
LABELS = {"nb": "Nøkkelord", "en": "Keywords"}
FOREWORD = "# Forord {.unnumbered}\n\nTakk til alle.\n"
SUMMARY = "# Sammendrag {.unnumbered}\n\nOm søvn.\n\n## Funn\n\nDe sov.\n"
ABSTRACT = "::: {lang=en-GB}\n\n# Abstract {.unnumbered}\n\nOn sleep.\n\n:::\n"
ACRONYMS = "# Forkortelser {.unnumbered}\n\nRCT.\n"
NB, EN = "Nøkkelord: søvn, korsang", "Keywords: sleep"


def read(*files: str, part: str = "front") -> dict[str, Any]:
    """A document of content files."""
    joined = "\n".join(
        f'::::::: {{.file src="content/{i}.md" part="{part}"}}\n\n{text}\n\n:::::::\n'
        for i, text in enumerate(files)
    )
    tree: dict[str, Any] = json.loads(
        pypandoc.convert_text(joined, "json", format=READER, extra_args=["--metadata=lang:nb-NO"])
    )
    return tree


def lines(tree: dict[str, Any]) -> list[str]:
    return pandoc.text(tree["blocks"]).split("\n")


@pytest.mark.parametrize(
    ("files", "printed"),
    [
        ([SUMMARY + "\n" + ABSTRACT], ["De sov.", NB, "Abstract", "On sleep.", EN]),
        ([SUMMARY, ABSTRACT], ["De sov.", NB, "Abstract", "On sleep.", EN]),
        ([ABSTRACT, SUMMARY], ["On sleep.", EN, "Sammendrag", "Om søvn.", "Funn", "De sov.", NB]),
        ([FOREWORD, SUMMARY + "\n" + ABSTRACT, ACRONYMS],
         ["De sov.", NB, "Abstract", "On sleep.", EN, "Forkortelser", "RCT."]),
        ([FOREWORD + "\n" + SUMMARY + "\n" + ACRONYMS, ABSTRACT],
         ["De sov.", NB, "Forkortelser", "RCT.", "Abstract", "On sleep.", EN]),
        (["::: {lang=en}\n\nA motto.\n\n:::\n", SUMMARY, ABSTRACT], ["On sleep.", EN]),
        ([SUMMARY, "# Abstract\n\nOn sleep.\n"], ["De sov.", NB, "Abstract", "On sleep.", EN]),
        (["# Kort fortalt {.summary}\n\nOm.\n", FOREWORD, ABSTRACT], ["Om.", NB, "Forord"]),
        ([SUMMARY, "# Kort {.summary}\n\nOm.\n", ABSTRACT], ["Om.", NB, "Abstract"]),
        (["::: {lang=en}\n\n# In short {.summary}\n\nOn.\n\n:::\n", SUMMARY], ["On.", EN]),
    ],
)  # fmt: skip
def test_keywords_stand_below_the_summary_of_their_language(
    files: list[str], printed: list[str]
) -> None:
    tree = read(*files)
    summaries.add_keywords(tree, KEYWORDS, LABELS)
    said = lines(tree)
    start = said.index(printed[0])
    assert said[start : start + len(printed)] == printed
    assert (said.count(NB), said.count(EN)) == (1, 1)
    assert summaries.homeless(tree, KEYWORDS) == []


def test_keywords_in_nynorsk_stand_below_a_samandrag() -> None:
    tree = read("# Samandrag\n\nOm *svevn*.\n", SUMMARY)
    summaries.add_keywords(tree, {"nb": ["søvn"], "nn": ["svevn"]}, {**LABELS, "nn": "Nøkkelord"})
    assert lines(tree)[1:3] == ["Om svevn.", "Nøkkelord: svevn"]
    assert lines(tree)[-1] == "Nøkkelord: søvn"


@pytest.mark.parametrize(
    ("files", "part", "lacking"),
    [
        ([FOREWORD], "front", ["nb", "en"]),
        ([SUMMARY, FOREWORD], "front", ["en"]),
        ([FOREWORD, ABSTRACT], "front", ["nb"]),
        ([SUMMARY, ABSTRACT], "main", ["nb", "en"]),
        (["# Om sammendrag i forskning\n\nx\n", ABSTRACT], "front", ["nb"]),
    ],
)
def test_keywords_without_a_summary_are_told_and_stand_nowhere_else(
    tmp_path: Path, files: list[str], part: str, lacking: list[str]
) -> None:
    tree = read(*files, part=part)
    summaries.add_keywords(tree, {key: KEYWORDS[key] for key in lacking}, LABELS)
    assert not {NB, EN} & {*lines(tree)}
    line = {"nb": 3, "en": 4}
    known = placed(KEYWORDS, lambda language, _: Place("data/thesis.yaml", line[language]))
    register = a_register([], {"thesis": {"keywords": known}})
    found = list(headings.keywords(Thesis(register, tree, Tally(), {}, {}, tmp_path)))
    assert [str(one.place) for one in found] == [
        f"data/thesis.yaml:{line[each]}" for each in lacking
    ]
    assert {one.rule for one in found} == {"text.keywords"}


def test_a_thesis_without_keywords_needs_no_summary() -> None:
    assert summaries.homeless(read(FOREWORD), {}) == []
    assert summaries.homeless(read(FOREWORD), {"en": []}) == []
