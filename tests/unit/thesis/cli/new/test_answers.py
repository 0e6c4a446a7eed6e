"""Answers of `new`: defaults, questions, and what cannot be used."""

from datetime import date
from pathlib import Path

import pytest
from yaml import safe_load

from thesis.cli.new import answers, scaffold
from thesis.cli.new.answers import AnswerError

TODAY = date(2026, 3, 1)


def given(**said: str) -> dict[str, str | None]:
    return {q.option: None for q in answers.QUESTIONS} | {"title": "En tittel"} | said


def test_what_is_not_given_is_asked_for_and_a_blank_answer_is_the_default() -> None:
    asked: list[str] = []

    def ask(words: str) -> str:
        asked.append(words)
        return "Bodø" if "Hvor den leveres" in words else " "

    made = answers.read(answers.asked(given(authors="A B, C D"), ask), TODAY)
    assert (made.title, made.authors, made.place) == ("En tittel", ("A B", "C D"), "Bodø")
    assert [each.id for each in made.databases] == ["pubmed", "cinahl"]
    assert (made.language, made.programme) == ("nb", "Sykepleie")
    assert not any("ittel" in words or "orfatter" in words for words in asked)


def test_what_is_not_given_is_said_in_the_language_of_the_thesis() -> None:
    made = answers.read(answers.asked(given(language="en"), None), TODAY)
    assert (made.programme, made.style) == ("Nursing", "apa")


def test_an_answer_is_one_line_whatever_signs_it_has() -> None:
    title = "\n- a: 'b'\n---\r{{ 1 }} \u2028\"<< x >>\\n # %}"
    made = answers.read(answers.asked(given(title=title), None), TODAY)
    assert made.title == "- a: 'b' --- {{ 1 }} \"<< x >>\\n # %}"
    files = scaffold.contents(made, "../code")
    assert safe_load(files[Path("data/thesis.yaml")])["title"] == made.title


def test_a_programme_with_rules_gives_its_own_defaults() -> None:
    made = answers.read(answers.asked(given(programme="hvl-fhs"), None), TODAY)
    assert (made.rules, made.institution) == ("hvl-fhs", "Høgskulen på Vestlandet")
    assert (made.style, made.limit) == ("norsk-apa-manual", 10000)
    made = answers.read(answers.asked(given(programme="uio-jus2211", place="Oslo"), None), TODAY)
    assert (made.limit, made.programme) == (None, "Semesteroppgave i rettsvitenskap (JUS2211)")
    made = answers.read(answers.asked(given(programme="uio-jus2211", limit="3000"), None), TODAY)
    assert made.limit == 3000


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Web of Science", "web_of_science"),
        ("Åpne data", "apne_data"),
        ("PsycINFO", "psycinfo"),
        ("3ie", ""),
        ("日本", ""),
    ],
)
def test_a_database_has_a_file_of_small_letters(name: str, identifier: str) -> None:
    assert answers.identifier(name) == identifier


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": " "}, "--title"),
        ({"title": "a\0b"}, "--title: the character U\\+0000"),
        ({"authors": "\x1b[2J"}, "--authors: the character U\\+001B"),
        ({"place": "a\ud800"}, "--place: the character U\\+D800"),
        ({"institution": "a\u202eb"}, "--institution: the character U\\+202E"),
        ({"title": "ord " * 40_000}, "--title: a line of"),
        ({"databases": "x" * 3000}, "--databases: a word of"),
        ({"limit": "9" * 1999}, "no number of words"),
        ({"limit": "１００"}, "no number of words"),
        ({"language": "sv"}, "none of nb, nn, en"),
        ({"flow": "prisma"}, "none of house, prisma2020"),
        ({"limit": "ti tusen"}, "no number of words"),
        ({"limit": "0"}, "no number of words"),
        ({"databases": "PubMed, pubmed"}, "--databases"),
        ({"databases": "!!"}, "--databases"),
        ({"databases": " , "}, "--databases"),
        ({"authors": ","}, "--authors"),
        ({"programme": "uio-jus2111"}, "did you mean uio-jus2211"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said(said: dict[str, str], why: str) -> None:
    with pytest.raises(AnswerError, match=why):
        answers.read(answers.asked(given(**said), None), TODAY)
