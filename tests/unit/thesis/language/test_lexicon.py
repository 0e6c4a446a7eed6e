"""The lexicon: words are found with their inflections, and mean what their topic says."""

import random
import re
from itertools import chain

import pytest

from thesis.input import sources
from thesis.language import lexicon
from thesis.language.lexicon import FOLDER, Mention, load, topic

TOPICS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def meanings(name: str, text: str, lang: str = "nb") -> list[str]:
    return sorted(chain.from_iterable(each.meanings for each in topic(name, lang).find(text)))


@pytest.mark.parametrize(
    ("name", "text", "lang", "found"),
    [
        ("countries", "kinesiske kvinner i Shanghai i Kina", "nb", ["CN", "CN", "CN"]),
        ("countries", "pasienter i Sør-Korea og Nord-Irland", "nb", ["GB", "KR"]),
        ("countries", "Norsk rapport fra Island", "nb", ["IS", "NO"]),
        ("countries", "older adults in Georgia", "en", ["GE", "US"]),
        ("countries", "a surname such as Norgesen, and the word irskum", "nb", []),
        ("designs", "en randomisert, kontrollert studie", "nb", ["rct"]),
        ("designs", "A randomized controlled trial", "en", ["rct"]),
        ("designs", "kasus-kontroll-studien", "nb", ["case_control"]),
        ("settings", "en psykiatrisk poliklinikk", "nb", ["outpatient"]),
        ("substances", "metamfetaminavhengige", "nb", ["methamphetamine"]),
        ("sexes", "kvinnelige pasienter", "nb", ["women"]),
        ("sexes", "mennesker", "nb", []),
        ("singulars", "to treningsøkt", "nb", ["singular"]),
        ("singulars", "to treningsøkter", "nb", ["plural"]),
    ],
)
def test_words_are_found_with_their_inflections(
    name: str, text: str, lang: str, found: list[str]
) -> None:
    assert meanings(name, text, lang) == found


def test_the_longest_word_is_the_one_that_is_meant() -> None:
    text = "De kom fra Sør-Korea."
    (mention,) = topic("countries", "nb").find(text)
    assert mention == Mention(frozenset({"KR"}), "Sør-Korea", 11, 20)


def test_a_thing_may_be_called_by_other_names_that_its_topic_allows() -> None:
    designs = topic("designs", "nb")
    (mention,) = designs.find("en kvantitativ studie")
    assert designs.fits("survey", mention)
    assert not designs.fits("qualitative", mention)


def test_a_language_without_words_finds_nothing() -> None:
    topics = load("fi").values()
    assert [list(each.find("I Kina, – ja.")) for each in topics] == [[]] * len(TOPICS)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_words_are_found_as_one_expression_of_them_all_finds_them(lang: str) -> None:
    every = [each for one in load(lang).values() for each in one.words.values()]
    said = [
        word.strip("*").replace("*", "x").replace("?", "ö") for words in every for word in words
    ]
    said += ["İran og KVINNER", "Kelvin ſtudie\u00a0ble", "-gruppe ikke-\nrandomisert", ""]
    for words in every:
        found, plain = lexicon.pattern(words), re.compile(lexicon.pattern(words).pattern)
        for text in [*words[:9], *random.Random(lang).sample(said, 9), *said[-4:], " ".join(words)]:
            given = [found.finditer(text), [found.search(text, 1, 9), found.match(text)]]
            asked = [plain.finditer(text), [plain.search(text, 1, 9), plain.match(text)]]
            assert [[m and m.span() for m in each] for each in given] == [
                [m and m.span() for m in each] for each in asked
            ]
            assert bool(found.fullmatch(text)) == bool(plain.fullmatch(text))
            assert found.sub(" ", text) == plain.sub(" ", text)


@pytest.mark.parametrize("name", TOPICS)
def test_each_topic_has_words_in_both_languages_and_names_meanings_that_it_has(name: str) -> None:
    for lang in ("nb", "en"):
        one = lexicon.topic(name, lang)
        assert any(one.words.values())
        assert {*one.also, *chain.from_iterable(one.also.values())} <= set(one.words)
        for words in one.words.values():
            assert len(words) == len(set(words))


@pytest.mark.parametrize("name", TOPICS)
def test_each_topic_is_yaml_in_which_no_key_stands_twice(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    assert sources.read_yaml(path, path.name).value
