"""Errors to plant in the whole thesis, each with the rule that has to name it, and where.

They stand beside those of other tables: the bad input of tests/unit/thesis/test_bad_input.py and
the spoiled PDFs of tests/whole/test_finished.py. Every rule there is has its mutant in one of them.
"""

from __future__ import annotations

from typing import NamedTuple

DISCUSSION = "content/05-diskusjon.md"
METHOD = "content/03-metode.md"
CONFIG = "config/config.yaml"
REFERENCES = "data/references.yaml"
FLOWCHART = "templates/flowchart.md.jinja"
INCLUDED = "templates/tables/included_studies.md.jinja"
EXCLUDED = "templates/tables/excluded_studies.md.jinja"
SEARCHES = "templates/tables/search_tables.md.jinja"


class Written(NamedTuple):
    """A paragraph that an author could write, put at the end of a chapter."""

    rule: str
    text: str


class Changed(NamedTuple):
    """Words of a file exchanged for others.

    Attributes:
        at: the words whose line the finding has to name; ``file: words`` or ``file:line`` where it
            is elsewhere.
    """

    rule: str
    file: str
    old: str
    new: str
    at: str


WRITTEN = [
    # numbers that nobody vouches for
    Written("number.typed", "Det tok fem dager."),
    Written("number.typed", "Det tok 5 dager."),
    Written("number.typed", "Det kostet 18 232 kroner."),
    Written("number.typed", "Det tok null tid og én krone."),
    Written("number.typed", "Dette var tredje gang på rad."),
    Written("number.typed", "Kapittelet ble skrevet den 12. dagen."),
    Written("number.typed", "Halvparten av dagene gikk med til lesing."),
    Written("number.typed", "Skrivingen tok dobbelt så lang tid."),
    Written("number.typed", "En tredjedel av tiden gikk med."),
    Written("number.typed", "Begge veilederne var enige."),
    Written("number.typed", "Et tolvukers opplegg ble fulgt."),
    Written("number.typed", "Det finnes tusenvis av slike tekster."),
    Written("number.typed", "Veilederen kom hver andre dag."),
    Written(
        "number.typed", "Forsiden er tegnet i ti farger.[^fot]\n\n[^fot]: Den er laget i 2021."
    ),
    Written("number.typed", "| Farge | Antall |\n|:--|--:|\n| rød | elleve |"),
    Written("number.typed", "- et punkt\n- det andre av de sju punktene"),
    Written("number.typed", "::: {lang=en}\n\nIt took seven days.\n\n:::"),
    Written("number.typed-why-missing", "Oppgaven har [to]{.typed} formål."),
    Written("number.typed-why-missing", 'Oppgaven har [to]{.typed why=""} mål.'),
    Written("number.unlisted-name", "Programmet heter GPT4 nå."),
    Written("number.unknown-key", 'Det ga {{ n("medlin.hits") }} treff.'),
    Written("number.unknown-key", 'Det gjaldt {{ share("studies.includd", "studies.read") }}.'),
    Written("number.form", 'Det er {{ n("fhi2019.illegal_oslo", form="ordinal") }}.'),
    Written("number.form", 'Det er {{ n("searches.articles", form="both") }}.'),
    # statements on the studies as a group
    Written(
        "group.untrue", '[Alle]{.group of="included" where="country in scandinavia"} er norske.'
    ),
    Written("group.untrue", '[Ingen]{.group of="included" where="physical_measures"} målte noe.'),
    Written("group.untrue", '[To av fem]{.group of="included" where="physical_measures"} målte.'),
    Written("group.untrue", '[De færreste]{.group of="included" where="sample < 100"} var små.'),
    Written("group.untrue", '[Alle seks]{.group of="included" where="peer_reviewed"} holdt mål.'),
    Written("group.unknown", '[Alle]{.group of="excluded" where="sex == all"} var for alle.'),
    Written(
        "group.wording", '[Nesten alle]{.group of="included" where="sex == all"} var for alle.'
    ),
    Written("group.predicate", '[Alle]{.group of="included" where="contry == CN"} er derfra.'),
    Written("group.predicate", '[Alle]{.group of="inkluderte" where="sex == all"} var for alle.'),
    Written("group.unbound", "Alle artiklene var gode."),
    Written("group.unbound", "De fleste studiene hadde kontrollgruppe."),
    Written("group.unbound", "Ingen av de inkluderte artiklene var norske."),
    # citations and references
    Written("citation.unresolved", "Slik er det [@thideman2015]."),
    Written("citation.unresolved", "Ifølge @bahr2009 er det slik."),
    Written("citation.page", "Suget er «en bevisst opplevelse av trang» [@drummond2001]."),
    Written("closure.excluded-cited", "Det bekreftes av @buchowski2011."),
    Written("closure.excluded-cited", "Det er vist før [@ellingsen2018; @wang2017]."),
    Written("reference.unresolved", "Se @tbl:pcio og resten av skjemaet."),
    Written("reference.unresolved", "Se også @app:serches til slutt."),
    Written("text.unmentioned", "| a | b |\n|:--|:--|\n| c | d |\n\n: Begreper {#tbl:terms}"),
    # what cannot be read, found or told apart
    Written("text.unknown-table", '{{ table("pcio") }}'),
    Written("text.unknown-figure", '{{ figure("flowchat") }}'),
    Written("text.missing-picture", '![Skjema](content/skjma.png){#fig:skjema alt="Et skjema"}'),
    Written("text.picture-untold", "![](content/uten-tekst.svg)"),
    Written("text.repeated-id", "[Skjemaet]{#tbl:pico} står over."),
    Written("text.typography", 'Dette kalles "russug" på norsk.'),
    Written("text.typography", "Det kalles « russug » på norsk."),
    Written("text.doubled-word", "Trening virker på på russuget."),
    Written("text.date", "Medline (søk utført 05.05.20) ble brukt."),
    # headings come last: what is written below one belongs to it
    Written("text.heading-level", "#### For dypt\n\nHer står det noe."),
    Written("text.empty-heading", "## {.unnumbered}\n\nHer også."),
    Written("text.repeated-heading", "## Metodediskusjon\n\nOg her."),
]
"""All planted in one chapter at once: each is found on its own line."""

RECORD = "data/studies/{}.yaml:3".format

CHANGED = [
    Changed("number.typed", "templates/labels/nb.yaml", "Antall treff",
            "Antall 7 treff", "7 treff"),
    Changed("number.typed", "data/studies/more2018.yaml", "Studien er kvalitativ", "Studien er én",
            "Studien er én"),
    Changed("closure.chapter", CONFIG, "[Resultat, Diskusjon]", "[Resultat, Drøfting]", "Drøfting"),
    Changed("closure.missing", INCLUDED, '== "included"', '== "included" and study.place != 2',
            RECORD("more2018")),
    Changed("closure.row", INCLUDED, "verbatim(authors(work))", 'verbatim("Wang m.fl.")',
            RECORD("wang2017")),
    Changed("closure.misplaced", EXCLUDED, '== "excluded"', '!= "x"', RECORD("dacosta2017")),
    Changed("flow.total", SEARCHES, "== database.id", "== database.id and row.number != 3",
            "label.total"),
    Changed("text.date", SEARCHES, "date(database.searched_on,", 'date("2020-05-04",',
            'date("2020-05-04"'),
    Changed("flow.description", FLOWCHART, "in stage.left.reasons | default([])",
            "in (stage.left.reasons | default([]))[:1]", f"{METHOD}: figure("),
    Changed("flow.alt", FLOWCHART, "({{ attribute(count(stage.value)) }})", "",
            f"{METHOD}: figure("),
    Changed("citation.needless-mark", DISCUSSION, "## Metodediskusjon",
            "Det viser en oversikt [@zschucke2012].\n\n## Metodediskusjon",
            f"{REFERENCES}: id: zschucke2012"),
    Changed("citation.unused", REFERENCES, "- id: zschucke2012",
            "- {id: aas2001, type: book, issued: 2001, title: Ubrukt}\n- id: zschucke2012",
            "id: aas2001"),
    Changed("words.limit", CONFIG, "limit: 6519", "limit: 6000\n  budgets: {Metode: 1000}",
            f"{DISCUSSION}:0"),
    Changed("fact.unused", "data/literature.yaml", "fhi2016:\n",
            "fhi2016:\n  beds: {value: 3, unit: count, says: senger, page: null}\n",
            "data/literature.yaml:0"),
]  # fmt: skip
"""Planted at once, beside the paragraphs."""

APART = [
    Changed("text.template", "content/06-konklusjon.md", "Jeg mener likevel",
            '{{ n("searches.hits" }} Jeg mener likevel', "searches.hits"),
    Changed("text.division", "content/02-teori.md", "## Russug", "::: {lang=en}\n\n## Russug",
            "::: {lang=en}"),
    Changed("study.missing-text", "templates/tables/literature_matrices.md.jinja",
            'text(study, name)', 'text(study, name ~ "s")', "data/studies/wang2017.yaml:0"),
    Changed("words.budget", CONFIG, "limit: 6519", "limit: 6519\n  budgets: {Metode: 1000}",
            f"{METHOD}:0"),
]  # fmt: skip
"""Planted at once, but apart: what cannot be read hides what stands around it."""
