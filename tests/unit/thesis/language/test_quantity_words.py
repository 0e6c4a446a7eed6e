"""Quantity words beside the studies that are bound to nothing."""

import pytest

from thesis.language.quantity_words import COUNT, MASK, find


def words(text: str, lang: str = "nb") -> list[str]:
    return [text[start:end] for start, end in find(text, lang)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alle studiene målte russug.", "Alle studiene"),
        ("Likevel fant ingen av artiklene noe.", "ingen av artiklene"),
        ("De fleste artiklene er nye.", "De fleste artiklene"),
        ("Begge studiene var små.", "Begge studiene"),
        ("I tre av fem studier ble det målt.", "tre av fem studier"),
        ("Det gjelder 3 av de 5 studiene.", "3 av de 5 studiene"),
        ("Flertallet av artiklene er nye.", "Flertallet av artiklene"),
        ("Det finnes bare én studie.", "én studie"),
        ("Det er ett forsøk.", "ett forsøk"),
        ("Én av studiene er kvalitativ.", "Én av studiene"),
        ("En av de inkluderte studiene er kvalitativ.", "En av de inkluderte studiene"),
        ("Halvparten av forsøkene varte lenger.", "Halvparten av forsøkene"),
        ("Samtlige undersøkelser er godkjent.", "Samtlige undersøkelser"),
        ("Alle norske og danske studier er med.", "Alle norske og danske studier"),
        ("Flere kvalitative studier finnes.", "Flere kvalitative studier"),
        ("Ikke alle treningsstudiene er gode.", "Ikke alle treningsstudiene"),
        ("Noen av enkeltstudienes funn er sikre.", "Noen av enkeltstudienes"),
        ("Ingen kvalitativ studie er med.", "Ingen kvalitativ studie"),
        ("De øvrige artiklene er små.", "De øvrige artiklene"),
        ("Resten av artiklene er små.", "Resten av artiklene"),
        ("Den eneste studien er liten.", "Den eneste studien"),
        ("Alle de inkluderte målte det.", "Alle de inkluderte"),
        ("Ingen av de ekskluderte.", "Ingen av de ekskluderte"),
        ("Mange artikler er nye.", "Mange artikler"),
        ("Artiklene var alle små.", "Artiklene var alle"),
        ("Studiene er begge små.", "Studiene er begge"),
        (f"Alle de {COUNT * 3} artiklene er nye.", f"Alle de {COUNT * 3} artiklene"),
    ],
)
def test_a_quantity_beside_a_noun_of_the_studies_is_found(text: str, found: str) -> None:
    assert words(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Alle søkene er tatt med.",
        "Alle deltakerne ga samtykke.",
        "Alle deltakerne i studien ga samtykke.",
        "Ingen av deltakerne i studiene falt fra.",
        "Alle de inkluderte deltakerne ga samtykke.",
        "De fleste pasientene i forsøket var menn.",
        "Samtlige i begge gruppene ble analysert.",
        "Noen av ordene ble byttet ut, og andre artikler dukket opp.",
        "Det sier ikke hvor mange ulike artikler som finnes.",
        "Slik er det mulig å få artikler.",
        "Tabellen viser hver av de inkluderte artiklene.",
        "I en studie fra Kina er dette målt.",
        "De inkluderte artiklene er nye.",
        "Studien fra 2019 og studier fra 2017.",
        "Det gjelder alle. Studiene er små.",
        "Alle studentene leste.",
        "Tre uker før forsøket begynte alle.",
        "Studiene har alle deltakerne til felles.",
        f"{COUNT * 3} {COUNT * 2} {COUNT * 2} studier ble tatt med.",
        f"{MASK * 5} artiklene er nye.",
        f"Alle {MASK * 5} artiklene er nye.",
    ],
)
def test_what_is_bound_or_counts_something_else_is_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alle studiane er små.", "Alle studiane"),
        ("Ingen av artiklane er gamle.", "Ingen av artiklane"),
        ("Dei fleste inkluderte studiane er små.", "Dei fleste inkluderte studiane"),
        ("Ein av studiane er norsk.", "Ein av studiane"),
        ("Berre éin studie er norsk.", "éin studie"),
        ("Fem av seks studiar er små.", "Fem av seks studiar"),
        ("Artiklane var ikkje alle små.", "Artiklane var ikkje alle"),
        ("Ein studie er ny; artiklane er eit utval.", ""),
        ("Kor mange artiklar det er, veit ingen.", ""),
        ("Det er ein systematisk litteraturstudie.", ""),
    ],
)
def test_a_quantity_of_nynorsk_is_found(text: str, found: str) -> None:
    assert words(text, "nn") == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("None of the articles is old.", "None of the articles"),
        ("Most of the included studies are small.", "Most of the included studies"),
        ("Both studies are small.", "Both studies"),
        ("There is no study of it.", "no study"),
        ("It holds in two of five trials.", "two of five trials"),
        ("Half the studies are small.", "Half the studies"),
        ("All five articles were read.", "All five articles"),
        ("The studies were all small.", "The studies were all"),
    ],
)
def test_an_english_quantity_is_found(text: str, found: str) -> None:
    assert words(text, "en") == [found]


@pytest.mark.parametrize(
    "text",
    [
        f"In all, {COUNT * 2} abstracts were read; {COUNT * 3} articles were read in full.",
        "All the participants in the studies gave consent.",
        "Each study is described.",
        "How many studies there are is not known.",
        "The studies differ in design.",
    ],
)
def test_english_that_claims_nothing_of_the_studies_is_left_alone(text: str) -> None:
    assert words(text, "en") == []
