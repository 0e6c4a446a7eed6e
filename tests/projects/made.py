"""What an author adds to a new thesis, from a few words in each language and a list of names."""

import re
from pathlib import Path

NAMES = (
    "Aasen Bakke Dahl Eide Foss Gran Hagen Iversen Jensen Krogh Lunde Moe Nygaard Olsen Pedersen "
    "Ruud Solberg Tangen Ulvik Vik Wold Ystad Berge Carlsen Dale Egeland Fjeld Grande Haugen "
    "Isaksen Johansen Knutsen Larsen Myhre Nilsen Opdal Paulsen Rasmussen Sande Torp"
).split()
"""The first authors, one a study."""

THEMES = {"nb": ("Angst", "Søvn"), "nn": ("Angst", "Søvn"), "en": ("Anxiety", "Sleep")}

FRONT = {
    "nb": ("Forord", "Takk til alle som hjalp.", "Forkortelser", "Bruk av kunstig intelligens"),
    "nn": ("Forord", "Takk til alle som hjelpte.", "Forkortingar", "Bruk av kunstig intelligens"),
    "en": ("Preface", "Thanks to all who helped.", "Abbreviations", "Use of AI"),
}
"""A preface and the headings of two pages before the summary."""

OF_EACH = "I en studie på {{ n('KEY.weeks') }} uker var {{ n('KEY.participants') }} med [@KEY]."

RESULTS = {
    "nb": "Studiene står i @tbl:overview og @tbl:themes, endringen i @tbl:effects og @fig:plot.",
    "nn": "Studiane står i @tbl:overview og @tbl:themes, endringa i @tbl:effects og @fig:plot.",
    "en": "Studies are in @tbl:overview and @tbl:themes, the change in @tbl:effects and @fig:plot.",
}

TABLES = """
{{ table("study_overview") }}

{{ table("theme_matrix") }}

::: {.landscape}

{{ table("effects") }}

: CHANGE {#tbl:effects}

:::

![CHANGE](content/plot.svg){#fig:plot .here alt="CHANGE: {{ n('effects.KEY.points', 'digits') }}"}
"""

PLOT = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">
<path d="M20 20 H180" stroke="#000"/><circle cx="60" cy="20" r="6" fill="#7a0019"/></svg>
"""

STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="TitlePage"/>
<w:rPr><w:color w:val="7A0019"/><w:sz w:val="52"/></w:rPr></w:style></w:styles>
"""

LOOK = {
    "templates/labels/LANGUAGE.yaml": "lists:\n  figures: FIGURES\n",
    "templates/thesis.typ": '#show heading.where(level: 1): set text(fill: rgb("#7a0019"))\n',
    "templates/html/thesis.css": "h2 { color: #7a0019; }\n",
    "templates/docx/styles.xml": STYLES,
    "content/plot.svg": PLOT,
}
"""What the thesis looks like, in its own folder."""


def key(number: int) -> tuple[str, int]:
    """The key of the study of a name, and its year."""
    year = 2000 + number % 25
    return f"{NAMES[number].lower()}{year}", year


def many(folder: Path) -> None:
    """Put a study of each name in place of the example of a new thesis in bokmål."""
    (example,) = folder.glob("data/studies/*.yaml")
    record, old = example.read_text("utf-8"), example.stem
    example.unlink()
    works, sentences = [], []
    for number, name in enumerate(NAMES):
        named, year = key(number)
        own = record.replace(old, named).replace("place: 1", f"place: {number + 1}")
        own = re.sub(r"participants: \d+", f"participants: {30 + 7 * number}", own)
        (folder / f"data/studies/{named}.yaml").write_text(own, "utf-8")
        works.append(
            f"- id: {named}\n  type: article-journal\n  author:\n"
            f"  - {{family: {name}, given: {name[0]}.}}\n  issued: {year}\n"
            f"  title: Music before surgery, trial {name}\n"
            "  container-title: Journal of Examples\n"
            f'  volume: "{number + 1}"\n  issue: "1"\n  page: {number + 1}-{number + 9}\n'
        )
        sentences.append(OF_EACH.replace("KEY", named))
    (folder / "data/references.yaml").write_text("".join(works), "utf-8")
    searches = folder / "data/searches/pubmed.csv"
    counted = f"2,exercise and sleep,{len(NAMES) + 300},{len(NAMES) + 60},{len(NAMES)},"
    searches.write_text(re.sub(r"(?m)^2,.*$", counted, searches.read_text("utf-8")), "utf-8")
    chapter = folder / "content/03-resultat.md"
    text = re.sub(r"(?m)^I en studie .*$", "\n\n".join(sentences), chapter.read_text("utf-8"))
    chapter.write_text(text, "utf-8")


def pages(folder: Path, language: str) -> None:
    """Add pages before the summary, matrices of all studies, own tables, a picture and a look."""
    studies = sorted(folder.glob("data/studies/*.yaml"))
    for number, path in enumerate(studies):
        theme = THEMES[language][number % 2]
        path.write_text(f"{path.read_text('utf-8')}themes: [{theme}]\n", "utf-8")
    preface, thanks, abbreviations, declaration = FRONT[language]
    (front,) = folder.glob("content/00-*.md")
    before = f"# {preface} {{.unnumbered}}\n\n{thanks}\n\n"
    for heading, table in ((abbreviations, "abbreviations"), (declaration, "ai_declaration")):
        before += f'# {heading} {{.unnumbered}}\n\n{{{{ table("{table}") }}}}\n\n'
    front.write_text(before + front.read_text("utf-8"), "utf-8")
    (results,) = folder.glob("content/03-*.md")
    change = {"nb": "Endring", "nn": "Endring", "en": "Change"}[language]
    own = TABLES.replace("CHANGE", change).replace("KEY", studies[0].stem)
    shown = results.read_text("utf-8").replace('{{ table("literature_matrices") }}', own)
    shown = re.sub(r"(?m)^(Artiklene|Artiklane|The articles) .*$", RESULTS[language], shown)
    results.write_text(shown, "utf-8")
    rows = f"{change},Points\n{studies[0].stem},-5.2\n"
    (folder / "data/tables").mkdir()
    (folder / "data/tables/effects.csv").write_text(rows, "utf-8")
    with (folder / "data/thesis.yaml").open("a", encoding="utf-8") as thesis:
        thesis.write("abbreviations: {RCT: randomised controlled trial}\nai: {used: false}\n")
    config = folder / "config/config.yaml"
    tables = "study_overview, theme_matrix, abbreviations, ai_declaration"
    text = config.read_text("utf-8").replace("tables: [literature_matrices", f"tables: [{tables}")
    config.write_text(f"{text}lists: [figures, tables]\n", "utf-8")
    for name, content in LOOK.items():
        path = folder / name.replace("LANGUAGE", language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
