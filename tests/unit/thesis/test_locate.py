"""Where a text of the document stands in the sources."""

from pathlib import Path

import pytest

from thesis import locate
from thesis.locate import Locator, Place, place

CONTENT = "content/03-metode.md"

PROSE = """\
# Metode {#method}

Medline ga {{ n("medline.hits") }} treff, og {{ n("medline.articles") }} artikler ble lest.
Til slutt ble {{ share("studies.included", "studies.read") }} artikler inkludert.
Se på tallene.

*Russug* er «craving» på engelsk [jf. @wang2017, s. 3], og @more2018 [s. 5] er enig.
En [lenke](https://example.org/a) og et notat.[^1]
[To av studiene]{.typed why="en egen {grunn}"} er små.

[^1]: Notatet har egne ord.

## Utvalg

- et punkt i en liste
- et annet punkt

1. første ledd i rekken
2. andre ledd i rekken

| Kolonne med ord | Annen kolonne |
|-----------------|---------------|
| celle med ord   | 12 stykker    |

: Tekst over tabellen {#tbl:own}

![Bildets tekst](x.svg){#fig:x alt="Bildet viser tre bokser" width="10cm"}

Se på tallene.
{{ n("a",
     form="digits") }} ord etter et kall over to linjer.
H~2~O og CO^2^ er formler i en setning.
"""

RECORD = """\
key: wang2017
figures:
  weeks: 12
corrections:
  - slip: 3
    used: Studien varte lenge nok.
texts:
  method: |
    Studien varte lenge nok.
    Den tok {{ n("weeks") }} uker.
  ethics: "Etisk sett: godkjent av alle."
"""

LADDER = "- id: hits\n  label: Treff i databasene\n"

LABELS = """\
figure: figur
pico:
  caption: PICO-skjema
flowchart:
  next: Deretter følger trinnet «{label}», som teller {count}.
intro: >-
  En lang tekst som
  går over flere linjer.
"""

TEMPLATE = "{## en kommentar ##}\n| {{ n('x') }} | Fast ord i malen |\n"
SHEET = "number,query\n1,Exercise and craving\n6,5 not 4\n"


@pytest.fixture
def locator(tmp_path: Path) -> Locator:
    for name, text in {
        CONTENT: PROSE,
        "data/studies/wang2017.yaml": RECORD,
        "data/ladder.yaml": LADDER,
        "data/corrections.yaml": "- used: Fast ord i malen\n",
        "data/searches/medline.csv": SHEET,
        "templates/labels/nb.yaml": LABELS,
        "templates/tables/x.md.jinja": TEMPLATE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Locator(tmp_path, "nb", tmp_path / "templates")


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("Metode", CONTENT, 1),
        ("Medline ga 8 799 640 treff, og seks artikler ble lest.", CONTENT, 3),
        ("Til slutt ble fem av ti artikler inkludert.", CONTENT, 4),
        (
            "Russug er «craving» på engelsk (jf. Wang, Zhu, Zhou & Chang, 2017, s. 3), "
            "og More et al. (2018, s. 5) er enig.",
            CONTENT,
            7,
        ),
        ("En lenke og et notat.", CONTENT, 8),
        ("To av studiene er små.", CONTENT, 9),
        ("Notatet har egne ord.", CONTENT, 11),
        ("et annet punkt", CONTENT, 16),
        ("andre ledd i rekken", CONTENT, 19),
        ("Annen kolonne", CONTENT, 21),
        ("12 stykker", CONTENT, 23),
        ("Tabell 1: Tekst over tabellen", CONTENT, 25),
        ("Bildets tekst", CONTENT, 27),
        ("Bildet viser tre bokser", CONTENT, 27),
        ("12 ord etter et kall over to linjer.", CONTENT, 31),
        ("H2O og CO2 er formler i en setning.", CONTENT, 32),
        ("Studien varte lenge nok.", "data/studies/wang2017.yaml", 9),
        ("Den tok tolv uker.", "data/studies/wang2017.yaml", 10),
        ("Etisk sett: godkjent av alle.", "data/studies/wang2017.yaml", 11),
        ("Tabell 1: PICO-skjema", "templates/labels/nb.yaml", 3),
        ("går over flere linjer.", "templates/labels/nb.yaml", 8),
        ("Fast ord i malen", "templates/tables/x.md.jinja", 2),
        ("5 not 4", "data/searches/medline.csv", 3),
    ],
)
def test_a_text_is_found_at_its_line(locator: Locator, text: str, file: str, line: int) -> None:
    assert locator.find(text, CONTENT) == Place(file, line)


def test_a_character_in_a_paragraph_is_found_at_the_line_of_its_sentence(locator: Locator) -> None:
    text = "Medline ga 12 treff, og ti artikler ble lest. Til slutt ble fem artikler inkludert."
    assert locator.find(text, CONTENT, text.index("treff")).line == 3
    assert locator.find(text, CONTENT, text.index("inkludert")).line == 4


def test_a_sentence_of_a_cell_is_found_at_its_own_line(locator: Locator) -> None:
    cell = "Studien varte lenge nok. Den tok tolv uker."
    found = [locator.find(cell, CONTENT, cell.index(word)).line for word in ("lenge", "uker")]
    assert found == [9, 10]


def test_what_a_call_filled_in_is_found_where_it_came_from(locator: Locator) -> None:
    text = "Deretter følger trinnet «Treff i databasene», som teller ti."
    assert locator.find(text, CONTENT, text.index("følger")).file == "templates/labels/nb.yaml"
    assert locator.find(text, CONTENT, text.index("databasene")) == Place("data/ladder.yaml", 2)


def test_of_two_lines_that_say_the_same_the_first_one_below_the_text_before_is_meant(
    locator: Locator,
) -> None:
    assert locator.find("Se på tallene.", CONTENT).line == 5
    assert locator.find("Se på tallene.", CONTENT, after=27).line == 29


def test_the_content_file_goes_before_the_labels(locator: Locator, tmp_path: Path) -> None:
    with (tmp_path / CONTENT).open("a", encoding="utf-8") as content:
        content.write("PICO-skjema\n")
    assert locator.find("PICO-skjema", CONTENT) == Place(CONTENT, 33)


def test_a_text_of_numbers_alone_is_found_by_the_number_beside_it(locator: Locator) -> None:
    near = ["templates/tables/search_tables.md.jinja:10"]
    assert locator.find("12", CONTENT, 0, near=near) == Place(near[0].split(":")[0], 10)


def test_a_text_that_is_nowhere_is_found_in_its_content_file_without_a_line(
    locator: Locator,
) -> None:
    assert locator.find("Helt ukjente ord.", CONTENT) == Place(CONTENT, 0)


def test_a_word_that_is_part_of_another_word_is_not_found(locator: Locator) -> None:
    assert locator.find("Metodelære", CONTENT) == Place(CONTENT, 0)


def test_a_file_that_is_missing_holds_nothing(locator: Locator) -> None:
    assert locator.find("Ukjente ord.", "content/none.md") == Place("content/none.md", 0)


def test_the_place_of_a_number_is_read_from_its_attribute() -> None:
    assert place("content/a.md:41") == Place("content/a.md", 41)
    assert place("content/a.md") == Place("content/a.md", 0)


def test_of_two_records_that_say_the_same_the_one_whose_numbers_stand_beside_is_meant(
    locator: Locator, tmp_path: Path
) -> None:
    other = "data/studies/wang2019.yaml"
    (tmp_path / other).write_text("texts:\n  method: Studien varte lenge nok.\n", "utf-8")
    text = "Studien varte lenge nok."
    assert locator.find(text, CONTENT, near=[f"{other}:9"]) == Place(other, 2)
    assert locator.find(text, CONTENT, near=["data/studies/wang2017.yaml:10"]).line == 9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ærlig_talt: 12 %", "ærligtalt12"),
        ("İst", "İst"),
        ("ΟΔΟΣ", "οδοσ"),
        ("x²", "x²"),
        (" – ", ""),
    ],
)
def test_letters_are_as_many_in_lower_case(text: str, found: str) -> None:
    assert locate.letters(text) == found
    assert len(found) == sum(map(str.isalnum, text))
    assert locate.Letters(text).letters == found


SHORT_FIRST = """\
## Russug {#craving}

Først kom dette avsnittet, med mye om trening i året.
I {{ n("year") }} gjaldt det mange pasienter.
De {{ n("a") }} deltakerne fikk behandling etter {{ n("b") }} uker i
{{ n("c") }} byer langs kysten.
Så var det slutt.
I {{ n("later") }} gjaldt det ingen.

Russug og abstinens er hvert sitt kriterium.
"""

SHORT_FIRST_TEXT = (
    "Først kom dette avsnittet, med mye om trening i året. I 2015 gjaldt det mange pasienter. "
    "De 21 deltakerne fikk behandling etter seks uker i to byer langs kysten. Så var det slutt. "
    "I 2017 gjaldt det ingen."
)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("Først", 3),
        ("i året", 3),
        ("I 2015", 4),
        ("pasienter", 4),
        ("De 21", 5),
        ("behandling", 5),
        ("i to", 5),
        ("kysten", 6),
        ("slutt", 7),
        ("I 2017", 8),
        ("ingen", 8),
    ],
)
def test_a_line_that_begins_or_ends_with_a_short_word_is_found_among_its_neighbours(
    tmp_path: Path, word: str, line: int
) -> None:
    (tmp_path / "a.md").write_text(SHORT_FIRST, "utf-8")
    text = SHORT_FIRST_TEXT
    assert Locator(tmp_path).find(text, "a.md", text.index(word)) == Place("a.md", line)


def test_a_sentence_that_begins_with_the_words_of_the_heading_above_is_not_the_heading(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_text(SHORT_FIRST, "utf-8")
    text = "Russug og abstinens er hvert sitt kriterium."
    assert Locator(tmp_path).find(text, "a.md", 0, after=2, near=["a.md:1"]).line == 10
