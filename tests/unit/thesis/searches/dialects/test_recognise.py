"""Each form of each dialect is read as what it is, or refused with the reason."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from thesis.searches.dialects.recognise import GRAMMARS, NAMES, Recognised, parse, recognise, title
from thesis.searches.query import QueryError, RowsError, as_text

FORMS = Path(__file__).with_name("forms.txt")


def forms() -> Iterator[tuple[str, str, str, str]]:
    """Dialect, query, sign (=> or !!) and what comes of it."""
    dialect = ""
    for line in FORMS.read_text("utf-8").splitlines():
        if line.startswith("## "):
            dialect = line[3:]
        for sign in ("=>", "!!"):
            query, found, told = line.partition(f"  {sign}  ")
            if found:
                yield dialect, query, sign, told


def test_every_dialect_has_forms_that_are_read_and_forms_that_are_not() -> None:
    seen = {(dialect, sign) for dialect, _, sign, _ in forms()}
    assert seen == {(name, sign) for name in GRAMMARS for sign in ("=>", "!!")}
    assert len(list(forms())) > 300


@pytest.mark.parametrize(("dialect", "query", "sign", "told"), list(forms()))
def test_a_form_is_read_or_refused(dialect: str, query: str, sign: str, told: str) -> None:
    if sign == "=>":
        assert as_text(parse(query, dialect)) == told
    else:
        with pytest.raises(QueryError) as refused:
            parse(query, dialect)
        assert str(refused.value) == told


@pytest.mark.parametrize(
    ("queries", "name"),
    [
        (["nap.ti,ab.", "1 and 2"], "ovid"),
        (["exp Sleep/"], "ovid"),
        (["nap", "rest", "or/1-2"], "ovid"),
        (["nap", "limit 1 to humans"], "ovid"),
        (["remove duplicates from 3"], "ovid"),
        (['(MH "Sleep+")', "S1 OR S2"], "ebsco"),
        (["TI nap OR AB nap"], "ebsco"),
        (["nap[tiab]"], "pubmed"),
        (['"Sleep"[Mesh]', "#1 OR #2"], "pubmed"),
        (["'sleep'/exp", "#1 AND [2010-2015]/py"], "embase"),
        (["nap:ti,ab,kw", '[mh "Sleep"]'], "cochrane"),
        (["MeSH descriptor: [Sleep] explode all trees"], "cochrane"),
        (["TS=(nap AND rest)"], "web-of-science"),
        (["TITLE-ABS-KEY(nap)"], "scopus"),
        (["noft(nap) AND ti(rest)"], "proquest"),
        (["Exercise and drug", "1 not 2", "craving*"], "plain"),
        (['"nap.ti,ab."'], "plain"),  # in quotation marks it is words
        ([], "plain"),
    ],
)
def test_a_dialect_is_known_by_its_signs(queries: list[str], name: str) -> None:
    assert recognise(queries).name == name


def test_a_second_dialect_with_nearly_as_many_signs_is_named() -> None:
    assert recognise(["nap.ti.", "rest[tiab]"]) == Recognised("ovid", 1, "pubmed")
    assert recognise(["nap.ti.", "rest.ab.", "exp Sleep/", "rest[tiab]"]).rival == ""


def test_of_two_dialects_it_is_the_one_that_reads_the_searches() -> None:
    queries = ["(nap NEAR/3 rest):ti,ab,kw", "[mh Sleep] OR nap:ti,ab,kw", "#1 AND #2"]
    assert recognise(queries) == Recognised("cochrane", 2)


def test_a_query_without_a_dialect_goes_by_its_own_signs() -> None:
    assert as_text(parse("nap.ti.")) == "nap [ti]"
    assert as_text(parse("nap or rest")) == "(nap or rest)"


def test_what_a_dialect_refuses_has_lost_its_rows() -> None:
    with pytest.raises(RowsError, match="it looks like PubMed"):
        parse("nap[tiab]", "ovid")


def test_every_dialect_has_a_title() -> None:
    assert {title(name) for name in NAMES} >= {"Ovid", "PubMed", "plain words"}


HOSTILE = [
    "(" * 60 + "nap" + ")" * 60,
    "(" * 5000,
    "nap or " * 3000 + "nap",
    "a not " * 2000 + "a",
    " ".join(f"a and b{i} or" for i in range(800)) + " c",
    "a, " * 2000,
    "or/1-" * 500,
    "nap.ti. or " * 500 + "x",
    "nap\x00rest",
    "[" * 99,
    "/" * 99,
]


@pytest.mark.parametrize("dialect", sorted(GRAMMARS))
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_line_is_read_or_refused_and_nothing_else(dialect: str, hostile: str) -> None:
    with suppress(QueryError):
        as_text(parse(hostile, dialect))
