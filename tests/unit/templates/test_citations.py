"""Citations and the reference list: Norwegian APA 6, as our style and filter make it."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.cli.new import styles
from thesis.document.pandoc import READER
from thesis.input.sources import read_yaml

ROOT = Path(__file__).parents[3]
STYLE = ROOT / "templates" / "norsk-apa6.csl"
FILTER = ROOT / "templates" / "filters" / "og.lua"
OWN_FIELDS = {"unverified", "notes", "corrections"}
LINKS = pytest.mark.parametrize("links", ["true", "false"], ids=["linked", "not linked"])

REFERENCES: list[dict[str, Any]] = read_yaml(
    ROOT / "data" / "references.yaml", "data/references.yaml"
).value
LITERATURE: dict[str, dict[str, dict[str, Any]]] = read_yaml(
    ROOT / "data" / "literature.yaml", "data/literature.yaml"
).value

# What the thesis has none of, but a revised edition may.
OTHERS: list[dict[str, Any]] = [
    *(
        {
            "id": f"hansen-{given[0].lower()}",
            "type": "book",
            "author": [{"family": "Hansen", "given": given}],
            "issued": 2018,
            "title": f"Om søvn, sett av {given}",
            "publisher": "Forlag",
            "publisher-place": "Oslo",
        }
        for given in ("Anne", "Kari")
    ),
    {
        "id": "news", "type": "article-newspaper", "author": [{"family": "Ås", "given": "Åse"}],
        "issued": "2018-03-04", "title": "Mer trening", "container-title": "Aftenposten",
        "page": "12-13",
    },
    {
        "id": "pages", "type": "webpage", "author": [{"literal": "Statistisk sentralbyrå"}],
        "accessed": "2020-05-05", "title": "Rusmidler", "URL": "https://www.ssb.no/rus",
    },
    {
        "id": "dated", "type": "webpage", "author": [{"literal": "Zebrabladet"}],
        "issued": "2019-09-03", "title": "Om striper", "URL": "https://www.zebra.no/striper",
    },
    {
        "id": "chapter", "type": "chapter", "author": [{"family": "Øye", "given": "Ola"}],
        "editor": [{"family": "Berg", "given": "Bo"}, {"family": "Dahl", "given": "Eli Fie"}],
        "issued": 2017, "title": "Å trene", "container-title": "Trening", "edition": 3,
        "page": "21-40", "publisher": "Gyldendal", "publisher-place": "Oslo",
    },
    {
        "id": "law", "type": "legislation", "issued": 2011,
        "title": "Lov om kommunale helse- og omsorgstjenester av 24. juni 2011 nr. 30",
        "title-short": "Helse- og omsorgstjenesteloven",
        "URL": "https://lovdata.no/lov/2011-06-24-30",
    },
    {
        "id": "white-paper", "type": "report",
        "author": [{"literal": "Helse- og omsorgsdepartementet"}], "issued": 2012,
        "title": "Se meg! En helhetlig rusmiddelpolitikk", "number": "Meld. St. 30 2011–2012",
        "URL": "https://www.regjeringen.no/rus",
    },
    {
        "id": "master", "type": "thesis", "author": [{"family": "Ærlig", "given": "Anne"}],
        "issued": 2016, "title": "Ærlige svar", "genre": "Masteroppgave",
        "publisher": "Universitetet i Oslo", "publisher-place": "Oslo",
    },
    {
        "id": "twin-b", "type": "book", "author": [{"family": "Aasen", "given": "Ida"}],
        "issued": 2010, "title": "Bok to", "publisher": "Pax", "publisher-place": "Oslo",
    },
    {
        "id": "twin-a", "type": "book", "author": [{"family": "Aasen", "given": "Ida"}],
        "issued": 2010, "title": "Bok én", "publisher": "Pax", "publisher-place": "Oslo",
    },
    {
        "id": "firm", "type": "report", "author": [{"literal": "Ernst & Young"}], "issued": 2019,
        "title": "Tall",
    },
]  # fmt: skip


def csl_item(work: dict[str, Any]) -> dict[str, Any]:
    """A work as CSL JSON: without our own fields, its dates taken apart."""
    item = {field: value for field, value in work.items() if field not in OWN_FIELDS}
    for field in ("issued", "accessed"):
        if field in item:
            item[field] = {"date-parts": [[int(part) for part in str(item[field]).split("-")]]}
    return item


@pytest.fixture(scope="module")
def bibliography(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our references and the made-up ones as a CSL JSON file."""
    path = tmp_path_factory.mktemp("references") / "references.json"
    items = [csl_item(work) for work in [*REFERENCES, *OTHERS]]
    path.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
    return path


def html(markdown: str, bibliography: Path, links: str = "true", *extra: str) -> str:
    """Markdown with its citations made, as HTML."""
    out: str = pypandoc.convert_text(
        markdown,
        "html",
        format=READER,
        extra_args=[
            "--wrap=none",
            "--fail-if-warnings",
            "--citeproc",
            *([] if any(one.startswith("--csl") for one in extra) else [f"--csl={STYLE}"]),
            f"--bibliography={bibliography}",
            f"--lua-filter={FILTER}",
            "--metadata=lang=nb-NO",
            f"--metadata=link-citations={links}",
            *extra,
        ],
    )
    return out


def readable(fragment: str) -> str:
    """HTML as text: *italics* between stars, a hard space as ~."""
    starred = re.sub(r"</?em>", "*", fragment)
    return unescape(re.sub(r"<[^>]*>", "", starred)).replace("\u00a0", "~").strip()


def sentence(markdown: str, bibliography: Path, links: str = "true", *extra: str) -> str:
    """The text before the reference list."""
    return readable(html(markdown, bibliography, links, *extra).split('<div id="refs"')[0])


def entries(markdown: str, bibliography: Path) -> dict[str, str]:
    """The reference list, in its order: each entry's text by the work's id."""
    found = re.findall(
        r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>',
        html(markdown, bibliography),
        flags=re.DOTALL,
    )
    return {key: readable(entry) for key, entry in found}


# ---- in the text -----------------------------------------------------------------------------


@LINKS
@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # in parentheses
        ("Det er slik [@thidemann2015].", "Det er slik (Thidemann, 2015)."),
        ("Det er slik [@snoek2005].", "Det er slik (Snoek & Engedal, 2005)."),
        ("Det er slik [@nordlund2015].", "Det er slik (Nordlund, Thronsen & Linde, 2015)."),
        ("Det er slik [@bahr2008].", "Det er slik (Bahr, 2008)."),
        ("Det er slik [@ntnu2020].", "Det er slik (NTNU, 2020)."),
        ("Det er slik [@hdir2016].", "Det er slik (Helsedirektoratet, 2016)."),
        ("Det er slik [@laerum2008].", "Det er slik (Lærum et al., 2008)."),
        # in the sentence
        ("Ifølge @thidemann2015 er det slik.", "Ifølge Thidemann (2015) er det slik."),
        ("Ifølge @hdir2016 er det slik.", "Ifølge Helsedirektoratet (2016) er det slik."),
        ("Ifølge @laerum2008 er det slik.", "Ifølge Lærum et al. (2008) er det slik."),
        ("Ifølge @dacosta2017 er det slik.", "Ifølge da Costa et al. (2017) er det slik."),
        # three to five authors: all at first, then the first
        (
            "Først [@wang2017], så [@wang2017].",
            "Først (Wang, Zhu, Zhou & Chang, 2017), så (Wang et al., 2017).",
        ),
        (
            "Først [@wang2017], så @wang2017.",
            "Først (Wang, Zhu, Zhou & Chang, 2017), så Wang et al. (2017).",
        ),
        # two authors are always both named
        ("[@snoek2005] og [@snoek2005].", "(Snoek & Engedal, 2005) og (Snoek & Engedal, 2005)."),
        # six authors: the first at once
        ("Det er slik [@more2018].", "Det er slik (More et al., 2018)."),
        # two teams with one name get no initials
        (
            "[@wang2017], så @wang2019, men @wang2017.",
            "(Wang, Zhu, Zhou & Chang, 2017), så Wang et al. (2019), men Wang et al. (2017).",
        ),
        (
            "[@wang2017], [@wang2019; @wang2017].",
            "(Wang, Zhu, Zhou & Chang, 2017), (Wang et al., 2017; Wang et al., 2019).",
        ),
        # a page, with a hard space
        ("Slik [@snoek2005, s. 53].", "Slik (Snoek & Engedal, 2005, s.~53)."),
        ("Hos @drummond2001 [s. 35-36] står det.", "Hos Drummond (2001, s.~35–36) står det."),
        ("Slik [@thidemann2015, kap. 3].", "Slik (Thidemann, 2015, kap.~3)."),
        # several works: by name, one work of an author after the other
        (
            "Slik [@snoek2005; @bahr2008; @hdir2017; @hdir2016].",
            "Slik (Bahr, 2008; Helsedirektoratet, 2016, 2017; Snoek & Engedal, 2005).",
        ),
        ("Slik [se @bahr2008, s. 3 og videre].", "Slik (se Bahr, 2008, s.~3 og videre)."),
        # no date
        ("Slik [@fellesorganisasjonen].", "Slik (Fellesorganisasjonen, u.å.)."),
        (
            "Ifølge @fellesorganisasjonen er det slik.",
            "Ifølge Fellesorganisasjonen (u.å.) er det slik.",
        ),
        # one author and year twice
        ("Slik [@twin-a] og [@twin-b].", "Slik (Aasen, 2010a) og (Aasen, 2010b)."),
        ("Slik [@twin-b; @twin-a].", "Slik (Aasen, 2010a, 2010b)."),
        # two people of one family name and year
        ("Slik [@hansen-k], og @hansen-a.", "Slik (K. Hansen, 2018), og A. Hansen (2018)."),
        # an act
        ("Slik [@law].", "Slik (Helse- og omsorgstjenesteloven, 2011)."),
    ],
)
def test_a_citation_reads_as_norwegian_apa_6(
    markdown: str, expected: str, links: str, bibliography: Path
) -> None:
    assert sentence(markdown, bibliography, links) == expected


@LINKS
@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "elsevier-vancouver",
            "Så. Snoek og Engedal [1] sa det. Hos De La Garza et al. [2] er det [1].",
        ),
        ("nature", "Så. Snoek og Engedal1 sa det. Hos De La Garza et al.2 er det1."),
    ],
)
def test_a_style_of_numbers_names_the_authors_in_the_sentence(
    style: str, expected: str, links: str, bibliography: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.csl"
    path.write_bytes(styles.content(style))
    text = "Så. @snoek2005 sa det. Hos @delagarza2016 er det [@snoek2005]."
    extra = [f"--csl={path}", "--metadata=citation-form=numeric"]
    assert sentence(text, bibliography, links, *extra) == expected


@LINKS
@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Hos @snoek2005 står det.", "Hos Snoek og Engedal (2005) står det."),
        ("@snoek2005 skriver det.", "Snoek og Engedal (2005) skriver det."),
        ("@nordlund2015 skriver det.", "Nordlund, Thronsen og Linde (2015) skriver det."),
        ("@snoek2005 [s. 53 & 55].", "Snoek og Engedal (2005, s.~53 & 55)."),
        ("@hagstromer2008 [@snoek2005].", "Hagströmer og Hassmén (2008; Snoek & Engedal, 2005)."),
        ("*@snoek2005* og [Snoek & Co]{.x}.", "*Snoek og Engedal (2005)* og Snoek & Co."),
    ],
)
def test_og_stands_for_the_ampersand_in_running_text_only(
    markdown: str, expected: str, links: str, bibliography: Path
) -> None:
    assert sentence(markdown, bibliography, links) == expected


def test_an_ampersand_in_the_name_of_an_institution_stays(bibliography: Path) -> None:
    assert sentence("Hos @firm.", bibliography) == "Hos Ernst & Young (2019)."


def test_the_word_for_the_ampersand_comes_from_the_metadata(bibliography: Path) -> None:
    text = sentence("@snoek2005.", bibliography, "true", "--metadata=label-and=and")
    assert text == "Snoek and Engedal (2005)."


@LINKS
@pytest.mark.parametrize(
    "before",
    ["", "Slik er det. ", "Er det slik?\n", "Nei! ", "«Slik er det.» ", "Slik [@bahr2008]. ", "("],
)
def test_a_small_name_has_a_capital_at_the_start_of_a_sentence(
    before: str, links: str, bibliography: Path
) -> None:
    text = sentence(f"{before}@dacosta2017 målte det.", bibliography, links)
    assert text.endswith("Da Costa et al. (2017) målte det.")


@pytest.mark.parametrize("before", ["# ", "- ", "| ", "> ", "**Ja.** "])
def test_a_heading_an_item_and_a_line_begin_a_sentence(before: str, bibliography: Path) -> None:
    text = sentence(f"{before}@dacosta2017 målte det.", bibliography)
    assert text.endswith("Da Costa et al. (2017) målte det.")


@pytest.mark.parametrize("before", ["Slik, jf. ", "Tallet [9,5]{.n} hos ", "Slik: ", "*Hos* "])
def test_a_small_name_stays_small_within_a_sentence(before: str, bibliography: Path) -> None:
    text = sentence(f"{before}@dacosta2017 målte det.", bibliography)
    assert text.endswith(" da Costa et al. (2017) målte det.")


def test_a_footnote_is_read_as_sentences_of_its_own(bibliography: Path) -> None:
    markdown = "Hos[^1] @dacosta2017.\n\n[^1]: @dacosta2017 og @snoek2005."
    text = readable(html(markdown, bibliography))
    assert text.startswith("Hos1 da Costa et al. (2017).")
    assert "Da Costa et al. (2017) og Snoek og Engedal (2005)." in text


# ---- in the list -----------------------------------------------------------------------------

# A work's id, and below it the entry, on as many lines as it takes.
ENTRIES = """\
wang2015
Wang, D., Zhou, C. & Chang, Y.-K. (2015). Acute exercise ameliorates craving and inhibitory
deficits in methamphetamine: An ERP study. *Physiology & Behavior*, *147*, 38–46.
https://doi.org/10.1016/j.physbeh.2015.04.008

warburton2006
Warburton, D. E. R., Nicol, C. W. & Bredin, S. S. D. (2006). Health benefits of physical
activity: The evidence. *CMAJ*, *174*(6), 801–809. https://doi.org/10.1503/cmaj.051351

wang2019
Wang, K., Luo, J., Zhang, T., Ouyang, Y., Zhou, C. & Lu, Y. (2019). Effect of physical activity
on drug craving of women with substance use disorder in compulsory isolation: Mediating effect
of internal inhibition. *Frontiers in Psychology*, *10*, 1928.
https://doi.org/10.3389/fpsyg.2019.01928

sayette2000
Sayette, M. A., Shiffman, S., Tiffany, S. T., Niaura, R. S., Martin, C. S. & Shadel, W. G.
(2000). The measurement of drug craving. *Addiction*, *95*(Suppl. 2), S189–S210.

brellenthin2019
Brellenthin, A. G., Crombie, K. M., Hillard, C. J., Brown, R. T. & Koltyn, K. F. (2019).
Psychological and endocannabinoid responses to aerobic exercise in substance use disorder
patients. *Substance Abuse*. https://doi.org/10.1080/08897077.2019.1680480

more2018
More, A., Jackson, B., Dimmock, J. A., Thornton, A. L., Colthart, A. & Furzer, B. J. (2018).
“It’s like a counselling session … but you don’t need to say anything:” Exercise program
outcomes for youth within a drug and alcohol treatment service. *Psychology of Sport and
Exercise*, *39*, 1–9. Hentet fra https://researchonline.jcu.edu.au/61542/

delagarza2016
De La Garza, R., II, Yoon, J. H., Thompson-Lake, D. G. Y., Haile, C. N., Eisenhofer, J. D.,
Newton, T. F. & Mahoney, J. J., III. (2016). Treadmill exercise improves fitness and reduces
craving and use of cocaine in individuals with concurrent cocaine and tobacco-use disorder.
*Psychiatry Research*, *245*.

dacosta2017
da Costa, K. G., Rachetti, V. S., da Silva, W. Q. A., Cabral, D. A. R., Machado, D. G. da S.,
Costa, E. C., … Fontes, E. B. (2017). Drug abusers have impaired cerebral oxygenation and
cognition during exercise. *PLoS ONE*, *12*(11), e0188030.
https://doi.org/10.1371/journal.pone.0188030

snoek2005
Snoek, J. E. & Engedal, K. (2005). *Psykiatri: Kunnskap, forståelse, utfordringer*. Oslo:
Akribe.

bahr2008
Bahr, R. (Red.). (2008). *Aktivitetshåndboken: Fysisk aktivitet i forebygging og behandling*
(IS-1592). Oslo: Helsedirektoratet.

jansson2008
Jansson, E. & Anderssen, S. A. (2008). [Kapittel om generelle anbefalinger om fysisk aktivitet].
I R. Bahr (Red.), *Aktivitetshåndboken: Fysisk aktivitet i forebygging og behandling*. Oslo:
Helsedirektoratet.

laerum2008
Lærum et al. (2008). [Kapittel om helserisiko ved inaktivitet]. I R. Bahr (Red.),
*Aktivitetshåndboken: Fysisk aktivitet i forebygging og behandling*. Oslo: Helsedirektoratet.

hdir2014
Helsedirektoratet. (2014). *Kunnskapsgrunnlag fysisk aktivitet: Innspill til departementets
videre arbeid for økt fysisk aktivitet og redusert inaktivitet i befolkningen* (IS-2167).
Oslo: Forfatteren.

fhi2018
Folkehelseinstituttet. (2018). *Sykdomsbyrden i Norge i 2016*. Hentet fra
https://www.fhi.no/publ/2018/sykdomsbyrden-i-norge-i-2016/

fhi2019
Folkehelseinstituttet. (2019). Rusbrukslidelser i Norge. I *Folkehelserapporten*. Hentet fra
https://www.fhi.no/nettpub/hin/psykisk-helse/ruslidelser/

nsd2019
Norsk senter for forskningsdata. (2019). *Register over vitenskapelige publiseringskanaler*.
Hentet fra https://dbh.nsd.uib.no/publiseringskanaler/Forside

fellesorganisasjonen
Fellesorganisasjonen. (u.å.). *Vernepleiere i rusomsorgen*. Hentet fra
https://www.fo.no/hvor-jobber-vernepleieren/vernepleiere-i-rusomsorgen-article13488-3588.html

walderhaug2018
Walderhaug, Alstadius & Malerbakken. (2018). [Artikkel om russug og tilbakefall]. *Aftenposten*.

news
Ås, Å. (2018, 4.~mars). Mer trening. *Aftenposten*, s.~12–13.

pages
Statistisk sentralbyrå. (u.å.). *Rusmidler*. Hentet 5. mai 2020 fra https://www.ssb.no/rus

dated
Zebrabladet. (2019, 3.~september). *Om striper*. Hentet fra https://www.zebra.no/striper

chapter
Øye, O. (2017). Å trene. I B. Berg & E. F. Dahl (Red.), *Trening* (3.~utg., s.~21–40). Oslo:
Gyldendal.

law
Helse- og omsorgstjenesteloven. (2011). Lov om kommunale helse- og omsorgstjenester av 24. juni
2011 nr. 30. Hentet fra https://lovdata.no/lov/2011-06-24-30

white-paper
Helse- og omsorgsdepartementet. (2012). *Se meg! En helhetlig rusmiddelpolitikk* (Meld. St. 30
2011–2012). Hentet fra https://www.regjeringen.no/rus

master
Ærlig, A. (2016). *Ærlige svar* (Masteroppgave). Oslo: Universitetet i Oslo.
"""


@pytest.mark.parametrize("entry", ENTRIES.split("\n\n"), ids=lambda entry: entry.split()[0])
def test_an_entry_of_the_list_reads_as_norwegian_apa_6(entry: str, bibliography: Path) -> None:
    key, expected = entry.split(maxsplit=1)
    found = entries(f"Slik [@{key}].", bibliography)
    assert found == {key: " ".join(expected.split())}


def test_works_of_one_author_and_year_take_letters_in_the_order_of_their_titles(
    bibliography: Path,
) -> None:
    found = entries("Slik [@twin-b; @twin-a].", bibliography)
    assert sorted(found.values()) == [
        "Aasen, I. (2010a). *Bok én*. Oslo: Pax.",
        "Aasen, I. (2010b). *Bok to*. Oslo: Pax.",
    ]


def test_the_list_is_sorted_in_the_norwegian_alphabet_with_aa_as_å(bibliography: Path) -> None:
    # da Costa stands under d, as it is written; Aasen is sorted as Åsen, so Ås comes before it
    expected = (
        "dacosta2017 delagarza2016 drummond2001 hdir2014 hdir2020 dated master chapter news twin-a"
    ).split()
    cited = "".join(f"[@{key}]" for key in sorted(expected))
    assert list(entries(cited, bibliography)) == expected


def test_a_work_that_is_not_cited_is_not_listed(bibliography: Path) -> None:
    assert list(entries("Slik [@bahr2008].", bibliography)) == ["bahr2008"]


# ---- the references themselves ---------------------------------------------------------------


def test_every_reference_can_be_told_from_the_others_and_found() -> None:
    keys = [work["id"] for work in REFERENCES]
    assert keys == sorted(set(keys))
    for work in REFERENCES:
        assert work.get("author") or work.get("editor"), work["id"]
        assert work.get("title") or work.get("container-title"), work["id"]


@pytest.mark.parametrize("work", REFERENCES, ids=lambda work: str(work["id"]))
def test_what_is_unverified_and_corrected_is_there(work: dict[str, Any]) -> None:
    assert set(work.get("unverified", [])) <= set(work)
    for correction in work.get("corrections", []):
        assert list(correction) == ["slip", "field", "source", "used", "reason"]
        assert correction["field"] in work
        assert correction["source"] not in json.dumps(csl_item(work), ensure_ascii=False)


def test_a_title_that_only_describes_is_unverified_and_no_other_has_brackets() -> None:
    for work in REFERENCES:
        title = str(work["title"])
        assert title.startswith("[") == title.endswith("]")
        assert not title.startswith("[") or "title" in work["unverified"], work["id"]


def test_every_work_in_the_references_can_be_cited(bibliography: Path) -> None:
    keys = [work["id"] for work in REFERENCES]
    found = entries("".join(f"[@{key}]" for key in keys), bibliography)
    assert sorted(found) == keys
    for key, entry in found.items():
        assert not re.search(r"\.\.|,,| ,| \.|\( | \)|\(\)|  ", entry), f"{key}: {entry}"


def test_every_fact_from_the_literature_belongs_to_a_reference_and_says_what_it_counts() -> None:
    units = "percent people year years months weeks days minutes kcal count".split()
    assert set(LITERATURE) <= {work["id"] for work in REFERENCES}
    for work, facts in LITERATURE.items():
        for name, fact in facts.items():
            place = f"{work}.{name}"
            assert ("value" in fact) != ("low" in fact and "high" in fact), place
            assert "low" not in fact or fact["low"] < fact["high"], place
            assert fact["unit"] in units, place
            assert fact["says"], place
            assert "page" in fact, place
