"""Errors in prose, records, labels, templates and settings, planted in the whole thesis."""

# ruff: noqa: E501  (an error, a line)

from __future__ import annotations

from tests.whole.mutants.mutant import Mutant

SUMMARY = "content/00-sammendrag.md"
METHOD = "content/03-metode.md"
RESULTS = "content/04-resultat.md"
DISCUSSION = "content/05-diskusjon.md"
APPENDICES = "content/08-vedlegg.md"
CONFIG = "config/config.yaml"
REFERENCES = "data/references.yaml"
FACTS = "data/literature.yaml"
WORDS = "data/words.yaml"
LABELS = "templates/labels/nb.yaml"
FLOWCHART = "templates/flowchart.md.jinja"
INCLUDED = "templates/tables/included_studies.md.jinja"
EXCLUDED = "templates/tables/excluded_studies.md.jinja"
SEARCHES = "templates/tables/search_tables.md.jinja"
CALL = f'@{METHOD}#figure("flowchart")'
"""Where the flowchart is placed: a template's error in it is told there."""


def study(key: str) -> str:
    """The file of a study's record."""
    return f"data/studies/{key}.yaml"


def included(key: str) -> str:
    """The line in a study's record on which its status stands."""
    return f"@{study(key)}#status: included"


def written(rule: str, text: str, at: str = "") -> Mutant:
    """A paragraph that an author could write, at the end of the discussion."""
    return Mutant(" ".join(text.split()), rule, DISCUSSION, "", text, at)


CONTROLS = "  controls: 31\n  exercise_dropouts: 5\n  exercise_incomplete: 2\n  control_dropouts: 4"
ORDINAL = '{{ n("craving_interval_weeks", form="ordinal") }}'
SHARE = 'share("studies.included", "studies.read")'

# fmt: off
WRITTEN = [
    # numbers that nobody vouches for
    written("number.typed", "Det tok fem dager."),
    written("number.typed", "Det tok 5 dager."),
    written("number.typed", "Det kostet 18 232 kroner."),
    written("number.typed", "Det tok null tid og én krone."),
    written("number.typed", "Dette var tredje gang på rad."),
    written("number.typed", "Kapittelet ble skrevet den 12. dagen."),
    written("number.typed", "Halvparten av dagene gikk med til lesing."),
    written("number.typed", "Skrivingen tok dobbelt så lang tid."),
    written("number.typed", "En tredjedel av tiden gikk med."),
    written("number.typed", "Begge veilederne var enige."),
    written("number.typed", "Et tolvukers opplegg ble fulgt."),
    written("number.typed", "Det finnes tusenvis av slike tekster."),
    written("number.typed", "Veilederen kom hver andre dag."),
    written("number.typed", "Prosjektet fikk 12 prosent mer tid."),
    written("number.typed", "Om lag 9 % av tiden gikk bort."),
    written("number.typed", "Arbeidet varte i 3,5 måneder."),
    written("number.typed", "Gruppen var 18–40 år."),
    written("number.typed", "Seksten av de tjue sidene ble strøket."),
    written("number.typed", "Hele førti sider ble **sytten** til slutt."),
    written("number.typed", "Forsiden er tegnet i farger.[^fot]\n\n[^fot]: Den ble laget i 2021.", "2021"),
    written("number.typed", "| Farge | Antall |\n|:--|--:|\n| rød | elleve |", "elleve"),
    written("number.typed", "- et punkt\n- det andre av de sju punktene", "sju punktene"),
    written("number.typed", "::: {lang=en}\n\nIt took seven days.\n\n:::", "seven days"),
    written("number.typed-why-missing", "Oppgaven har [to]{.typed} formål."),
    written("number.typed-why-missing", 'Oppgaven har [to]{.typed why=""} mål.'),
    written("number.unlisted-name", "Programmet heter GPT4 nå."),
    written("number.unknown-key", 'Det ga {{ n("medlin.hits") }} treff.'),
    written("number.unknown-key", 'Det gjaldt {{ share("studies.includd", "studies.read") }}.'),
    written("number.form", 'Det er {{ n("fhi2019.illegal_oslo", form="ordinal") }}.'),
    written("number.form", 'Det er {{ n("searches.articles", form="both") }}.'),
    # statements on the studies as a group
    written("group.untrue", '[Alle]{.group of="included" where="country in scandinavia"} er norske.'),
    written("group.untrue", '[Ingen]{.group of="included" where="physical_measures"} målte noe.'),
    written("group.untrue", '[To av fem]{.group of="included" where="physical_measures"} målte.'),
    written("group.untrue", '[De færreste]{.group of="included" where="sample < 100"} var små.'),
    written("group.untrue", '[Alle seks]{.group of="included" where="language == en"} holdt mål.'),
    written("group.unknown", '[Alle]{.group of="excluded" where="sex == all"} var for alle.'),
    written("group.wording", '[Nesten alle]{.group of="included" where="sex == all"} var for alle.'),
    written("group.predicate", '[Alle]{.group of="included" where="contry == CN"} er derfra.'),
    written("group.predicate", '[Alle]{.group of="inkluderte" where="sex == all"} var for alle.'),
    written("group.predicate", '[Alle]{.group of="included"} var for alle.'),
    written("group.unbound", "Alle artiklene var gode."),
    written("group.unbound", "De fleste studiene hadde kontrollgruppe."),
    written("group.unbound", "Ingen av de inkluderte artiklene var norske."),
    # citations and cross-references
    written("citation.unresolved", "Slik er det [@thideman2015]."),
    written("citation.unresolved", "Ifølge @bahr2009 er det slik."),
    written("citation.unresolved", 'Artikkelen {{ title("wang2016") }} er lest.'),
    written("citation.page", "Suget er «en bevisst opplevelse av trang» [@drummond2001]."),
    written("citation.page", "> Et innrykk uten side er et sitat uten side [@bahr2008]."),
    written("closure.excluded-cited", "Det bekreftes av @buchowski2011."),
    written("closure.excluded-cited", "Det er vist før [@ellingsen2018; @wang2017]."),
    written("reference.unresolved", "Se @tbl:pcio og resten av skjemaet."),
    written("reference.unresolved", "Se også @app:serches til slutt."),
    written("text.unmentioned", "| a | b |\n|:--|:--|\n| c | d |\n\n: Begreper {#tbl:terms}", "tbl:terms"),
    # what cannot be found or told apart
    written("text.unknown-table", '{{ table("pcio") }}'),
    written("text.unknown-figure", '{{ figure("flowchat") }}'),
    written("text.missing-picture", '![Skjema](content/skjma.png){#fig:skjema alt="Et skjema"}'),
    written("text.picture-untold", "![](content/uten-tekst.svg)"),
    written("text.attribute", "Her står [noe]{style=\"color:red\"} rødt."),
    written("text.attribute", '[Hvitt]{typst:text:fill="white"} er usynlig.'),
    written("text.repeated-id", "[Skjemaet]{#tbl:pico} står over."),
    written("text.typography", 'Dette kalles "russug" på norsk.'),
    written("text.typography", "Det kalles « russug » på norsk."),
    written("text.typography", "Det ble bedre , og suget falt."),
    written("text.apostrophe", "Slik var Hans' opplegg."),
    written("text.apostrophe", "[One's craving]{lang=en} er eget sug."),
    written("text.character", "Det gikk bra 😀 og så videre."),
    written("text.doubled-word", "Trening virker på på russuget."),
    written("text.date", "Medline (søk utført 05.05.20) ble brukt."),
    written("text.date", "Embase ble søkt 17. april 2020."),
    # headings come last: what is written below one belongs to it
    written("text.heading-level", "#### For dypt\n\nHer står det noe."),
    written("text.empty-heading", "## {.unnumbered}\n\nHer også."),
    written("text.repeated-heading", "## Metodediskusjon {.again}\n\nOg her."),
]
"""Planted in one chapter at once: each is found on its own line."""

CHANGED = [
    Mutant("a title with the apostrophe of a typewriter", "text.apostrophe", REFERENCES, "“It’s like", "“It's like"),
    Mutant("the abstract has another name", "text.keywords", SUMMARY, "# Abstract {", "# In short {#abstract ", "@data/thesis.yaml#en: [substance"),
    # a number typed where a call stood
    Mutant("a call for a number becomes digits", "number.typed", METHOD, '{{ n("medline.3.hits") }}', "18 232", says="medline.3.hits"),
    Mutant("a call for a number becomes a word", "number.typed", METHOD, 'De {{ n("studies.read") }} artiklene', "De ti artiklene", says="studies.read"),
    Mutant("a share is typed", "number.typed", METHOD, f"{{{{ {SHARE} }}}} artikler inkludert", "fem av ti artikler inkludert", says=SHARE),
    Mutant("a number in a heading", "number.typed", METHOD, "## Databaser", "## Fire databaser", says="databases.count", also=("@data/checklists.yaml#databaser, app:searches",)),
    Mutant("a number in a list", "number.typed", METHOD, "- de fysio", "- de to fysio", says='why="..."'),
    Mutant("a number in the abstract", "number.typed", SUMMARY, '{{ n("studies.included", lang="en") }} of them', "five of them", says='{{ n("studies.included", lang="en") }}'),
    Mutant("a number in the summary", "number.typed", SUMMARY, '{{ n("databases.count") }} d', "fire d", says="databases.count"),
    Mutant("a number in a caption", "number.typed", LABELS, ": PICO-skjema", ": PICO-skjema i fire ledd", says='why="..."'),
    Mutant("a number in the head of a table", "number.typed", LABELS, "hits: Antall treff", "hits: Antall 7 treff"),
    Mutant("a number in a matrix", "number.typed", study("wang2017"), '{{ n("session_minutes") }} minutter', "30 minutter", says='{{ n("session_minutes") }}'),
    Mutant("a compound in a matrix", "number.typed", study("wang2017"), "Dette er en randomisert", "Dette er en tolvukers, randomisert", says='{{ n("weeks") }}'),
    Mutant("an ordinal in an appendix", "number.typed", study("wang2017"), f"der russuget ble målt hver {ORDINAL} uke", "der russuget ble målt hver tredje uke", says=ORDINAL),
    Mutant("half in an appendix", "number.typed", study("delagarza2016"), "    Utvalget er lite", "    Halvparten falt fra. Utvalget er lite", says='why="..."'),
    Mutant("a total is typed in a template", "number.typed", SEARCHES, '**{{ n(database.id ~ ".articles", form="digits") }}**', "**4**"),
    Mutant("a number in an alternative text", "number.alt", LABELS, "trinn for trinn:", "i 7 trinn:"),
    Mutant("a number declared without a reason", "number.typed-why-missing", METHOD, "også en grense", "også [én]{.typed} grense", says="say why"),
    Mutant("a technical name that config does not list", "number.unlisted-name", METHOD, "rusmisbruk, miljø", "rusmisbruk (DSM5), miljø", says="add DSM5"),
    Mutant("a listed name is no longer listed", "number.unlisted-name", CONFIG, "[O2Hb, 1RM, ICD-10]", "[O2Hb, ICD-10]", "@content/02-teori.md#av 1RM", says="1RM"),
    # the text and the studies
    Mutant("a chapter does not cite what it has to", "closure.missing", CONFIG, "cited_in: [", "cited_in: [Innledning, ", "@content/01-innledning.md## Innledning", "wang2017 (included) cited nowhere in «Innledning»"),
    Mutant("the mark of an excluded study is taken away", "closure.excluded-cited", DISCUSSION, "[@delagarza2016]{.excluded}", "@delagarza2016"),
    Mutant("a chapter is misspelt in config", "closure.chapter", CONFIG, "Diskusjon]", "Diskusjon, Drøfting]"),
    Mutant("a row is dropped from the included", "closure.missing", INCLUDED, '== "included"', '== "included" and study.place != 2', included("more2018")),
    Mutant("a template prints authors by itself", "closure.row", INCLUDED, "verbatim(authors(work))", 'verbatim(authors(work) if study.key != "wang2017" else "Wang m.fl.")', included("wang2017")),
    Mutant("a row is dropped from the excluded", "closure.missing", EXCLUDED, 'in ["excluded", "withdrawn"]', 'in ["excluded", "withdrawn"] and study.key != "ellingsen2018"', f"@{study('ellingsen2018')}#status: excluded"),
    Mutant("a search is dropped from appendix 1", "flow.total", SEARCHES, "== database.id", "== database.id and row.number != 3", "label.total"),
    Mutant("a date in the caption of a template", "text.date", SEARCHES, "date(database.searched_on,", 'date("2020-05-04",'),
    Mutant("reasons are dropped from the description", "flow.description", FLOWCHART, "in stage.left.reasons | default([])", "in (stage.left.reasons | default([]))[:1]", CALL, "no flow.reasons.protocol, flow.reasons.off_topic in", also=("@build/figures/flowchart.md",)),
    Mutant("the alternative text loses its counts", "flow.alt", FLOWCHART, "({{ attribute(count(stage.value)) }})", "", CALL),
    Mutant("an appendix is no longer mentioned", "text.unmentioned", METHOD, " i @app:included", " i et vedlegg", f"@{APPENDICES}##app:included"),
    Mutant("a quotation without a page", "citation.page", METHOD, "## Litteratursøk", "Det er «et helt ordrett sitat» [@ntnu2020].\n\n## Litteratursøk"),
    Mutant("a work that is marked uncited is cited", "citation.needless-mark", DISCUSSION, "## Metodediskusjon", "Det viser en oversikt [@zschucke2012].\n\n## Metodediskusjon", f"@{REFERENCES}#id: zschucke2012"),
    Mutant("a work that nothing cites", "citation.unused", REFERENCES, "- id: zschucke2012", "- {id: aas2001, type: book, issued: 2001, title: Ubrukt}\n- id: zschucke2012"),
    # what data says and the text denies
    Mutant("a record denies «Alle artiklene»", "group.untrue", study("more2018"), "peer_reviewed: true", "peer_reviewed: false", f"@{METHOD}#[Alle artiklene]{{.group"),
    Mutant("a sample outgrows «de øvrige»", "group.untrue", study("wang2017"), CONTROLS, CONTROLS.replace("31", "131").replace(": 4", ": 104"), f"@{METHOD}#[de øvrige inkluderte artiklene]{{.group", also=(f"@{study('wang2019')}#[Ingen av de øvrige studiene]{{.group",)),
    Mutant("a study of women becomes one of all", "group.untrue", study("wang2019"), "sex: women", "sex: all", f"@{study('wang2019')}#[bare av kvinner]{{.group"),
    Mutant("a quantity in a matrix", "group.unbound", study("brellenthin2019"), "  ethics: |\n", "  ethics: |\n    Begge studiene er gode.\n", "Begge studiene er gode"),
    Mutant("a quantity in a caption", "group.unbound", LABELS, "included_caption: Inkluderte artikler", "included_caption: Alle artiklene"),
    Mutant("a quantity in an alternative text", "group.unbound", LABELS, "Flytskjema som leses", "Ingen av studiene i et skjema som leses"),
    Mutant("a quantity in the abstract", "group.unbound", SUMMARY, "More research is", "Most of the studies are small.\nMore research is", "Most of the studies"),
    # how much is said
    Mutant("more words than allowed", "words.limit", CONFIG, "limit: 6519", "limit: 6000", f"@{DISCUSSION}"),
    Mutant("a chapter above its budget", "words.budget", CONFIG, "words:\n", "words:\n  budgets: {Innledning: 300}\n", "@content/01-innledning.md"),
    Mutant("a fact that no text uses", "fact.unused", FACTS, "fhi2016:\n", "fhi2016:\n  beds: {value: 3, unit: count, says: senger, page: null}\n", f"@{FACTS}"),
    Mutant("a file that config forgot", "text.unnamed-file", "content/09-glemt.md", "", "# Glemt\n", "@content/09-glemt.md"),
]
"""Planted at once, beside the paragraphs."""

UNREADABLE = [
    Mutant("a call that cannot be read", "text.template", "content/06-konklusjon.md", "Jeg mener likevel", '{{ n("searches.hits" }} Jeg mener likevel'),
    Mutant("a name that is not there", "text.template", "content/01-innledning.md", "Rusbruk skader", "{{ serches }} Rusbruk skader"),
    Mutant("a division that is not closed", "text.division", "content/02-teori.md", "## Russug", "::: {lang=en}\n\n## Russug", "::: {lang=en}"),
    Mutant("a division that was not opened", "text.division", RESULTS, "## Hovedtema", ":::\n\n## Hovedtema", ":::"),
    Mutant("a text of a matrix is taken out", "study.missing-text", study("more2018"), "Alle deltakerne, eventuelt deres foresatte, ga skriftlig samtykke.", "{## ikke skrevet ##}", "{## ikke skrevet ##}"),
]
"""Planted with them: what cannot be read hides nothing of what stands around it."""

SPELT = [
    Mutant("a slip in the prose", "spelling.unknown", METHOD, "## Utvelgelse og analyse", "Dette er en ettersleng med feill.\n\n## Utvelgelse og analyse", "feill"),
    Mutant("a slip in a record", "spelling.unknown", study("wang2019"), "styrker analysen", "styrkrer analysen"),
    Mutant("a slip in a label", "spelling.unknown", LABELS, "total: Totalt", "total: Tottalt"),
    Mutant("a slip on the title page", "spelling.unknown", "data/thesis.yaml", "genre: Bacheloroppgave", "genre: Bacheloropgave"),
    Mutant("a listed word that the dictionary knows", "spelling.listed", WORDS, "- datoen", "- kaffe\n- datoen"),
    Mutant("a listed word that no text uses", "spelling.listed", WORDS, "- datoen", "- kvorfordi\n- datoen"),
]
"""Planted with them, for the target `spelling`."""
# fmt: on
