"""What is wrong in data/: a table of mistakes, each with the one message it must give."""

# ruff: noqa: E501  (a mistake, a line)

from __future__ import annotations

import copy
import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.whole.mutants.mutant import params
from thesis.checks.data import inputs
from thesis.diagnostics import rules
from thesis.diagnostics.findings import Finding
from thesis.input import sources


@dataclass(frozen=True)
class Case:
    """A mistake in a copy of data/, and what must be said of it.

    Attributes:
        what: the mistake.
        file: the file in data/.
        old: what is replaced once; None: the whole file.
        new: what it is replaced by; None: the file is removed.
        rule: the rule that finds it.
        at: what stands on the line that is named; "" when the file as a whole is.
        words: what found, expected and mend must say, in this order.
        more: rules of further findings that the same mistake gives.
    """

    what: str
    file: str
    old: str | None
    new: str | bytes | None
    rule: str
    at: str
    words: tuple[str, ...]
    more: tuple[str, ...] = ()


HEADER = "number,query,hits,abstracts_read,articles_read,limits\n"
TITLE = "thesis.yaml"
WORKS = "references.yaml"
FACTS = "literature.yaml"
MEDLINE = "searches/medline.csv"
LIMITS = "limits.yaml"
CHECKLISTS = "checklists.yaml"
EMBASE = "searches/embase.csv"
WANG = "studies/wang2017.yaml"
BUCHOWSKI = "studies/buchowski2011.yaml"
ROW = "Exercise and drug and treatment and craving,17,4,4,"

# fmt: off
CASES = [
    Case("a file is missing", WORKS, None, None, "input.missing-file", "", ("no such file",)),
    Case("the title page is missing", TITLE, None, None, "input.missing-file", "", ("no such file", "data/thesis.yaml")),
    Case("the databases are missing", "databases.yaml", None, None, "input.missing-file", "", ("no such file", "data/databases.yaml", "restore")),
    Case("the ladder is missing", "ladder.yaml", None, None, "input.missing-file", "", ("no such file", "data/ladder.yaml", "restore")),
    Case("a file is misspelt", "lader.yaml", None, "stages: []\n", "input.unknown-file", "", ("data/lader.yaml", "data/ladder.yaml", "did you mean data/ladder.yaml")),
    Case("a file has the ending .yml", "pico.yml", None, "a: 1\n", "input.unknown-file", "", ("pico.yml", "data/pico.yaml", "did you mean data/pico.yaml")),
    Case("a search table is no CSV file", "searches/medline.xlsx", None, b'PK', "input.unknown-file", "", ("medline.xlsx", "data/searches/*.csv", "data/searches/medline.csv")),
    Case("a record lies a folder too deep", "studies/old/wang2017.yaml", None, "key: x\n", "input.unknown-file", "", ("studies/old", "data/studies/*.yaml")),
    Case("a file is empty", "pico.yaml", None, "", "input.empty", "", ("an empty file",)),
    Case("a file holds a comment alone", TITLE, None, "# later\n", "input.empty", "", ("an empty file",)),
    Case("a table is empty", EMBASE, None, "", "input.empty", ":1", ("no header row",)),
    Case("a table has a header alone", EMBASE, None, HEADER, "input.empty", ":1", ("no search", "at least one")),
    Case("a YAML file is Latin-1", "pico.yaml", None, b'- id: p\xe5\n', "input.encoding", ":1", ("0xE5", "UTF-8")),
    Case("a CSV file is Latin-1", EMBASE, None, (HEADER + "1,på,1,0,0,\n").encode("latin-1"), "input.encoding", ":2", ("0xE5", "UTF-8", "CSV UTF-8")),
    Case("a CSV file is UTF-16", EMBASE, None, HEADER.encode("utf-16"), "input.encoding", ":1", ("0xFF", "UTF-8")),
    Case("a tab", TITLE, "place: Trondheim", "\tplace: Trondheim", "input.yaml", "\tplace", ("\\t", "YAML", "tab")),
    Case("a bracket that is not closed", TITLE, "authors: []", "authors: [", "input.yaml", "candidate_unknown", ("expected", "YAML")),
    Case("a colon in a text", TITLE, "genre: Bacheloroppgave", "genre: Oppgave: bachelor", "input.yaml", "Oppgave: bachelor", ("mapping values", "YAML", "quote")),
    Case("a key twice", TITLE, "place: Trondheim", "place: Trondheim\nplace: Oslo", "input.duplicate-key", "place: Oslo", ("«place» a second time", "each key once")),
    Case("a quote that is not closed", MEDLINE, ROW, '"' + ROW, "input.csv", '4,"', ("end of data", "CSV", "quote")),
    Case("a comma in a query", MEDLINE, "Exercise and drug and treatment,18232", "Exercise, drug and treatment,18232", "input.csv-cells", "3,Exercise,", ("7 cells", "6 cells", "quotes")),
    Case("an unknown key", TITLE, "genre:", "gnere:", "input.unknown-key", "gnere:", ("«gnere»", "genre", "did you mean genre")),
    Case("a key misspelt that must be there", TITLE, "title:", "titel:", "input.unknown-key", "titel:", ("«titel»", "title", "did you mean title")),
    Case("a key is missing", TITLE, "term: våren\n", "", "input.missing-key", "title:", ("no key «term»", "term it is handed in", "add term")),
    Case("keywords are missing", TITLE, "keywords:\n  nb: [trening, ruslidelser, russug, rusbehandling]\n  en: [substance abuse, exercise, craving, treatment]\n", "", "input.missing-key", "title:", ("«keywords»",)),
    Case("Norwegian keywords are missing", TITLE, "  nb: [trening, ruslidelser, russug, rusbehandling]\n", "", "input.missing-key", "keywords:", ("no key «nb»", "Norwegian", "add nb")),
    Case("a language without a grammar of numbers", TITLE, "language: nb-NO", "language: nn-NO", "input.value", "language: nn-NO", ("«nn-NO»", "one of nb-NO, nb, en-GB", "did you mean nb-NO")),
    Case("a language that is no code", TITLE, "language: nb-NO", "language: norsk", "input.value", "language: norsk", ("«norsk»", "nb-NO", "")),
    Case("no keyword", TITLE, "nb: [trening, ruslidelser, russug, rusbehandling]", "nb: []", "input.value", "nb: []", ("empty list", "")),
    Case("an unknown key of a study", WANG, "design: rct", "desing: rct", "input.unknown-key", "desing", ("«desing»", "design", "did you mean design")),
    Case("an unknown text of a study", WANG, "  purpose: |", "  aim: |", "input.unknown-key", "  aim:", ("«aim» in texts", "purpose"), ("input.missing-key",)),
    Case("a study without status", WANG, "status: included\n", "", "input.missing-key", "key: wang2017", ("no key «status»",)),
    Case("a study without texts", BUCHOWSKI, "texts:\n  reason: |\n    Utvalget er lite, og deltakerne var ikke i behandling.", "", "input.missing-key", "key: buchowski2011", ("no key «texts»",)),
    Case("an included study without a date", WANG, "searched_on: 2020-05-05\n", "", "input.missing-key", "key: wang2017", ("no key «searched_on»",)),
    Case("an excluded study without its reason", BUCHOWSKI, "  reason: |\n    Utvalget er lite, og deltakerne var ikke i behandling.", "  quality: Grei.", "input.missing-key", "texts:", ("no key «reason» in texts", "«reason»", "add reason")),
    Case("a correction without its reason", "corrections.yaml", "  reason: Vedlegg 1 fører søkene selv; datoen der gjelder for søket.\n", "", "input.missing-key", "- slip: 1", ("no key «reason» in item 1",)),
    Case("a correction without what is used", WANG, "    used: russug og impulskontroll\n", "", "input.missing-key", "- slip: 35", ("no key «used» in corrections, item 2", "What is used instead")),
    Case("a fact that does not say what it counts", FACTS, "alcohol_men: {value: 8, unit: percent, says", "alcohol_men: {value: 8, unit: percent, sier", "input.unknown-key", "alcohol_men:", ("«sier»", "says"), ("input.missing-key",)),
    Case("a reference without a title", WORKS, "  title: \"Aktivitetshåndboken: Fysisk aktivitet i forebygging og behandling\"\n  publisher: H", "  publisher: H", "input.missing-key", "- id: bahr2008", ("no key «title»",)),
    Case("an author without a family name", WORKS, "{family: Crombie, given: Kevin M.}", "{given: Kevin M.}", "input.value", "- {given: Kevin M.}", ("author, item 2", "family and given, or literal alone")),
    Case("a number in words", WANG, "  weeks: 12", "  weeks: twelve", "input.type", "weeks: twelve", ("figures.weeks: «twelve»", "a number", "digits")),
    Case("a number in quotes", WANG, "  weeks: 12", "  weeks: \"12\"", "input.type", "weeks: ", ("«12»", "a number", "take the quotes away: 12")),
    Case("a number with a point between its thousands", FACTS, "value: 27500", "value: 27.500", "input.type", "27.500", ("«27.500»", "a number", "27500")),
    Case("a number with a space between its thousands", FACTS, "value: 27500", "value: 27 500", "input.type", "27 500", ("«27 500»", "a number", "27500")),
    Case("a number with a decimal comma", FACTS, "{value: 0.9,", "{value: \"0,9\",", "input.type", "\"0,9\"", ("«0,9»", "a number", "0.9")),
    Case("a unit that is unknown", FACTS, "unit: kcal", "unit: kcals", "input.value", "kcals", ("unit: «kcals»", "kcal", "did you mean kcal")),
    Case("a status that is unknown", WANG, "status: included", "status: include", "input.value", "status: include", ("«include»", "included, excluded", "did you mean included")),
    Case("a design that is unknown", WANG, "design: rct", "design: RCT", "input.value", "design: RCT", ("«RCT»", "rct")),
    Case("an effect that is unknown", WANG, "{reported: reduced, acute: null", "{reported: reduces, acute: null", "input.value", "reported: reduces", ("outcomes.craving.reported: «reduces»", "reduced", "did you mean reduced")),
    Case("a country in words", WANG, "country: CN", "country: China", "input.value", "country: China", ("«China»", "ISO 3166")),
    Case("a place below 1", WANG, "place: 1", "place: 0", "input.value", "place: 0", ("place: 0", "1 or more")),
    Case("a place with decimals", WANG, "place: 1", "place: 1.0", "input.type", "place: 1.0", ("place: 1.0", "a whole number")),
    Case("a list where a text should be", TITLE, "genre: Bacheloroppgave", "genre: [Bacheloroppgave]", "input.type", "genre:", ("genre: a list", "words")),
    Case("a text where a list should be", TITLE, "authors: []", "authors: Ola Nordmann", "input.type", "authors:", ("«Ola Nordmann»", "a list", "[ ]")),
    Case("a year in words", TITLE, "year: 2020", "year: i år", "input.type", "year: i år", ("year: «i år»", "a whole number")),
    Case("a type of work that is unknown", WORKS, "type: article-journal", "type: article_journal", "input.value", "article_journal", ("«article_journal»", "article-journal", "did you mean article-journal")),
    Case("a DOI with its address", WORKS, "DOI: 10.1371/journal.pone.0017465", "DOI: https://doi.org/10.1371/journal.pone.0017465", "input.value", "DOI: https:", ("DOI", "10.1371/journal.pone")),
    Case("a citation key with a capital", WORKS, "- id: bahr2008", "- id: Bahr2008", "input.value", "- id: Bahr2008", ("«Bahr2008»", "small letters")),
    Case("a figure with a point in its name", WANG, "  weeks: 12", "  weeks.all: 12", "input.value", "weeks.all", ("«weeks.all»", "small letters")),
    Case("a list where keys should be", "method.yaml", None, "- 50\n", "input.type", ":1", ("the file: a list", "for each choice")),
    Case("words under no heading", "words.yaml", None, "- noen\n", "input.type", ":1", ("the file: a list", "headings, each with a list of words")),
    Case("a word that is none", "words.yaml", "- noen", "- 12", "input.type", "- 12", ("Everyday words, item", "a word, a name")),
    Case("a sign in place of a word", "words.yaml", "- noen", "- '-'", "input.value", "- '-'", ("«-»", "a word, a name")),
    Case("an unknown column", EMBASE, "hits", "treff", "data.columns", ":1", ("treff", "hits"), ("data.columns",)),
    Case("a date that does not exist", "databases.yaml", "2020-04-16", "2020-04-31", "input.date", "2020-04-31", ("searched_on: «2020-04-31»", "year-month-day", "no such day")),
    Case("a date with its day first", WANG, "searched_on: 2020-05-05", "searched_on: 05.05.2020", "input.date", "05.05.2020", ("«05.05.2020»", "year-month-day", "2020-05-05")),
    Case("a month that does not exist", WORKS, "issued: 2016-12", "issued: 2016-13", "input.date", "2016-13", ("«2016-13»", "year and month")),
    Case("a search after the edition", "databases.yaml", "2020-04-16", "2020-07-16", "data.later-date", "2020-07-16", ("2020-07-16", "2020-06-01 or earlier", "edition.date"), ("study.date", "study.date")),
    Case("a study found after the edition", WANG, "searched_on: 2020-05-05", "searched_on: 2021-05-05", "data.later-date", "2021-05-05", ("2021-05-05", "2020-06-01"), ("study.date",)),
    Case("a work published after the edition", WORKS, "issued: 2019-09-03", "issued: 2029-09-03", "data.later-date", "2029", ("issued: 2029-09-03", "2020-06-01")),
    Case("a blank where a number should be", MEDLINE, ROW, "Exercise and drug and treatment and craving,,4,4,", "data.count", "craving,,4", ("hits is blank", "a whole number", "type 0")),
    Case("a count with a point", MEDLINE, "18232", "18.232", "data.count", "18.232", ("hits is «18.232»", "without spaces or points", "18232")),
    Case("a count with a space", MEDLINE, "18232", "18 232", "data.count", "18 232", ("hits is «18 232»", "without spaces or points", "18232")),
    Case("a count with a hard space", MEDLINE, "18232", "18\u00a0232", "data.count", "18\u00a0232", ("hits is", "without spaces or points", "18232")),
    Case("a negative count", MEDLINE, "18232", "-18232", "data.count", "-18232", ("hits is «-18232»", "0 or more")),
    Case("a count in words", MEDLINE, "18232", "mange", "data.count", "mange", ("hits is «mange»", "a whole number", "digits")),
    Case("more abstracts than hits", MEDLINE, ROW, "Exercise and drug and treatment and craving,17,18,4,", "search.counts", "17,18,4", ("abstracts_read 18, but hits 17", "no more abstracts_read than hits")),
    Case("more articles than abstracts", MEDLINE, ROW, "Exercise and drug and treatment and craving,17,4,5,", "search.counts", "17,4,5", ("articles_read 5, but abstracts_read 4",)),
    Case("a search without a query", MEDLINE, ROW, ",17,4,4,", "input.blank", "4,,17", ("query is blank", "words")),
    Case("a search number twice", MEDLINE, "5,Exercise", "4,Exercise", "search.repeated-number", "treatment and craving*,22", ("search number 4 a second time (first on line 5)",), ("search.number-gap",)),
    Case("a gap in the search numbers", MEDLINE, "8,Substance", "9,Substance", "search.number-gap", "9,Substance", ("search number 9, but no number 8", "1 to 8"), ("study.unknown-search", "study.unknown-search")),
    Case("a table without a database", "searches/cinahl.csv", None, HEADER + "1,a,1,0,0,\n", "search.unknown-database", "", ("«cinahl»", "data/databases.yaml")),
    Case("a database without a table", "databases.yaml", "- id: medline", "- id: pubmed", "search.no-table", "- id: pubmed", ("«pubmed»", "data/searches/pubmed.csv"), ("search.unknown-database", "study.unknown-database", "study.unknown-database", "study.unknown-database", "study.unknown-database", "study.unknown-database", "study.unknown-database")),
    Case("a database twice", "databases.yaml", "- id: embase", "- id: medline", "search.repeated-database", "- id: medline\n  name: Embase", ("«medline» a second time",), ("search.unknown-database", "study.unknown-database", "study.unknown-database")),
    Case("a session that updates none", "databases.yaml", "platform: Ovid", "platform: Ovid\n  updates: medlin", "search.updates", "updates: medlin\n", ("updates: medlin", "medline", "did you mean medline")),
    Case("a session that updates a later one", "databases.yaml", "platform: Ovid", "platform: Ovid\n  updates: psycinfo", "search.updates", "updates: psycinfo", ("updates: psycinfo", "above it: medline", "below")),
    Case("a session in another database", "databases.yaml", "platform: Ovid", "platform: Ovid\n  updates: medline", "search.updates", "updates: medline", ("Embase updates medline, which is Medline", "the same name", "write name: Medline")),
    Case("a session before the one that it updates", "databases.yaml", "name: Embase\n  platform: Ovid\n  searched_on: 2020-05-05", "name: Medline\n  platform: Ovid\n  updates: medline\n  searched_on: 2020-04-15", "search.updates", "searched_on: 2020-04-15", ("searched_on: 2020-04-15, before medline", "a later session", "mend the day"), ("study.date",)),
    Case("days between two sessions", "databases.yaml", "name: Embase\n  platform: Ovid", "name: Medline\n  platform: Ovid\n  updates: medline\n  covers_from: 2020-04-17", "edition.gap", "covers_from: 2020-04-17", ("covers_from: 2020-04-17, and medline was searched on 2020-04-16", "2020-04-16 or earlier", "search the days between")),
    Case("a session that covers from, and updates none", "databases.yaml", "platform: Ovid", "platform: Ovid\n  covers_from: 2020-04-16", "input.missing-key", "- id: embase", ("updates",)),
    Case("a platform unknown without a reason", "databases.yaml", "  platform_unknown: Oppgaven nevner Medline/PubMed, men vedlegget sier ikke hvilket grensesnitt som ble brukt.\n", "", "search.not-told", "platform: null", ("platform: null", "medline", "platform_unknown")),
    Case("a date unknown without a reason", "databases.yaml", "searched_on: 2020-04-16", "searched_on: null", "search.not-told", "searched_on: null", ("searched_on: null", "medline", "date_unknown")),
    Case("a study found in an unknown database", WANG, "database: psycinfo", "database: psychinfo", "study.unknown-database", "psychinfo", ("«psychinfo»", "medline, embase", "did you mean psycinfo")),
    Case("a study found by a search that does not exist", WANG, "number: 2}", "number: 99}", "study.unknown-search", "number: 99", ("search number 99 in psycinfo", "1 to 6")),
    Case("a key that is not the file's name", WANG, "key: wang2017", "key: wang2071", "study.file-name", "key: wang2071", ("wang2071", "key: wang2017")),
    Case("a study found on another day than its search", WANG, "searched_on: 2020-05-05", "searched_on: 2020-05-04", "study.date", "2020-05-04", ("searched_on: 2020-05-04, but psycinfo was searched on 2020-05-05", "one date", "corrections")),
    Case("a search on another day than its study", "databases.yaml", "searched_on: 2020-05-05\n- id: sport", "searched_on: 2020-05-06\n- id: sport", "study.date", "@data/studies/brellenthin2019.yaml#searched_on", ("searched_on: 2020-05-05, but embase was searched on 2020-05-06",)),
    Case("a field still to fill", WANG, "design: rct", "design: TODO", "study.to-fill", "design: TODO", ("design is still to fill", "The design of the study", "in place of TODO")),
    Case("a search still to fill", WANG, "number: 2}", "number: TODO}", "study.to-fill", "search:", ("search is still to fill", "The search that found it")),
    Case("a figure still to fill, which a sample, a relation and a text call", WANG, "  exercise_group: 32", "  exercise_group: TODO", "study.to-fill", "exercise_group: TODO", ("figures.exercise_group is still to fill",)),
    Case("a text with a note of what is to fill", WANG, "  purpose: |\n    ", "  purpose: |\n    TODO les om ", "study.to-fill", "  purpose: |", ("texts.purpose is still to fill", "The purpose of the study")),
    Case("an article read without a record", BUCHOWSKI, None, None, "search.articles", "@data/searches/medline.csv#4,Exercise", ("articles_read 4, but 3 in data/studies/", "a study record for each article", "add the record"), ("study.place-gap",)),
    Case("an article too many read", MEDLINE, ROW, "Exercise and drug and treatment and craving,17,4,3,", "search.articles", "17,4,3", ("articles_read 3, but 4 in data/studies/", "a study record for each", "by another")),
    Case("a record of a search by which nothing was read", WANG, "number: 2}", "number: 3}", "search.articles", "@data/searches/psycinfo.csv#2,Exercise", ("articles_read 2, but 1",), ("search.articles",)),
    Case("a study without a reference", WORKS, "- id: wang2017", "- id: wang2071", "study.no-reference", "@data/studies/wang2017.yaml#key: wang2017", ("no reference with id: wang2017", "references.yaml", "did you mean wang2071")),
    Case("a study without a year", WORKS, "  issued: 2017\n  title: Drug", "  title: Drug", "study.reference-incomplete", "- id: dacosta2017", ("no issued in dacosta2017", "author and issued", "add issued")),
    Case("two studies at one place", WANG, "place: 1", "place: 2", "study.repeated-place", "place: 2", ("place: 2, which is also that of more2018",), ("study.place-gap",)),
    Case("a gap in the places", BUCHOWSKI, "place: 4", "place: 9", "study.place-gap", "@data/studies/delagarza2016.yaml#place: 5", ("place: 5, but no excluded study at place 4", "1 to 5")),
    Case("a reason that is unknown", BUCHOWSKI, "reason_category: small_sample", "reason_category: small_samples", "study.unknown-reason", "small_samples", ("small_samples", "protocol", "did you mean small_sample")),
    Case("an excluded study without a reason", BUCHOWSKI, "reason_category: small_sample\n", "", "study.no-reason", "status: excluded", ("without reason_category", "small_sample")),
    Case("an included study with a reason", WANG, "design: rct", "design: rct\nreason_category: protocol", "study.needless-reason", "reason_category", ("protocol", "included", "remove it")),
    Case("a text of a matrix left empty", WANG, "  ethics: |\n    Shanghai University of Sport godkjente protokollen, og samtlige deltakere ga skriftlig, informert samtykke.", "  ethics:", "input.blank", "  ethics:", ("texts.ethics is blank", "words", "fill it in")),
    Case("a number with a value and a range", WANG, "{value: 50, unit: people", "{value: 50, low: 40, high: 60, unit: people", "figure.value", "low: 40", ("analysed with value and low and high",)),
    Case("half a range", FACTS, "{low: 1994, high: 1999", "{low: 1994", "figure.value", "{low: 1994", ("regional_years with low",)),
    Case("a range that goes down", FACTS, "{low: 1994, high: 1999", "{low: 1999, high: 1994", "figure.range", "{low: 1999", ("low 1999, high 1994", "below", "exchange")),
    Case("an unverified field that is not there", WANG, "unverified: [sex]", "unverified: [sexx]", "data.unverified-field", "[sexx]", ("sexx", "the record has", "did you mean sex")),
    Case("a sample of an unknown figure", WANG, "sample: [exercise_group,", "sample: [exersise_group,", "study.sample", "exersise", ("«exersise_group»", "figures", "did you mean exercise_group")),
    Case("figures that do not add up", "studies/wang2019.yaml", "    slip: 2\n    reason: Tallene går ikke opp, og det er ikke mulig å avgjøre hvilket av dem som er feil; de står som de er oppgitt.\n", "", "record.relation", "  - says: answered - discarded == valid", ("487 − 12 = 475 ≠ 465", "bear out", "slip")),
    Case("a figure mistyped", WANG, "  exercise_analysed: 25", "  exercise_analysed: 24", "record.relation", "  - says: exercise_group -", ("32 − 5 − 2 = 25 ≠ 24", "bear out", "mend the figure"), ("record.relation",)),
    Case("ages exchanged", WANG, "age_min: {value: 18", "age_min: {value: 48", "record.relation", "  - says: age_min < age_max", ("age_min < age_max, but 48 ≥ 40",)),
    Case("a declared slip that was mended", "studies/wang2019.yaml", "discarded: {value: 12", "discarded: {value: 22", "record.exception-unneeded", "    slip: 2\n    reason: Tallene går", ("487 − 22 = 465", "bear the relation out", "remove slip")),
    Case("a relation of a figure that is not there", "studies/wang2019.yaml", "answered <= sent", "answerd <= sent", "record.relation-unreadable", "answerd", ("«answerd»", "own figures", "did you mean answered")),
    Case("a relation that is no comparison", "studies/wang2019.yaml", "answered <= sent", "answered / sent", "record.relation-unreadable", "answered / sent", ("answered / sent", "two sums", "two relations")),
    Case("a slip in a relation without its reason", "studies/wang2019.yaml", "    reason: Tallene går ikke opp, og det er ikke mulig å avgjøre hvilket av dem som er feil; de står som de er oppgitt.\n", "", "input.missing-key", "  - says: answered - discarded", ("no key «reason»",)),
    Case("a correction of an unknown field", WANG, "field: figures.first_effect_week", "field: figurs.first_effect_week", "correction.unknown-field", "figurs", ("figurs.first", "a field of this file", "did you mean figures")),
    Case("a citation key twice", WORKS, "- id: brellenthin2019", "- id: bahr2008", "reference.repeated-id", "- id: bahr2008\n  type: article", ("bahr2008 a second time", "once"), ("study.no-reference",)),
    Case("one work under two keys, by its DOI", WORKS, "DOI: 10.1371/journal.pone.0188030", "DOI: 10.1371/JOURNAL.pone.0017465", "reference.same-work", "JOURNAL", ("dacosta2017 has the DOI", "once", "buchowski2011")),
    Case("one work under two keys, by title and year", WORKS, "- id: zschucke2012", "- {id: theories2001, type: book, issued: 2001-05, title: «THEORIES of drug craving – ancient and modern»}\n- id: zschucke2012", "reference.same-work", "theories2001", ("same title and year", "once", "drummond2001")),
    Case("a brace that an export left behind a DOI", WORKS, "DOI: 10.1371/journal.pone.0188030", 'DOI: "10.1371/journal.pone.0188030}"', "reference.markup", "0188030}", ("«}» in DOI of dacosta2017", "printed", "remove it")),
    Case("a tag that an export left in a title", WORKS, "- id: zschucke2012", "- {id: x2001, type: book, title: CD4<SUP>+</SUP> cells}\n- id: zschucke2012", "reference.markup", "x2001", ("«<SUP>» in title of x2001", "HTML")),
    Case("LaTeX that an export left in a name", WORKS, "- id: zschucke2012", "- {id: x2001, type: book, title: Cells, author: [{family: \"\\\\o st\"}]}\n- id: zschucke2012", "reference.markup", "x2001", ("«\\o» in author of x2001",)),
    Case("a citation key that is a database", WORKS, "- id: bahr2008", "- id: embase", "reference.reserved-key", "- id: embase", ("embase", "no other number", "choose another"), ("literature.no-reference",)),
    Case("facts from a work that is no reference", FACTS, "fhi2019:", "fhi2091:", "literature.no-reference", "fhi2091:", ("«fhi2091»", "data/references.yaml", "did you mean fhi")),
    Case("a stage that counts by an unknown key", "ladder.yaml", "count: searches.articles", "count: searches.artikler", "ladder.unknown-key", "count: searches.artikler", ("searches.artikler", "counts", "did you mean searches.articles")),
    Case("a stage twice", "ladder.yaml", "- id: titles", "- id: hits", "ladder.repeated-stage", "- id: hits\n    label: Titler", ("id: hits a second time",)),
    Case("a stage that does not say what left", "ladder.yaml", "    left: Lagt bort etter tittel\n", "", "ladder.no-left", "- id: titles", ("no left in stage 2", "what the figure says", "add left")),
    Case("reasons at two stages", "ladder.yaml", "    left: Lagt bort etter tittel\n", "    left: Lagt bort etter tittel\n    reasons: true\n", "ladder.reasons", "    reasons: true\n  - id: included", ("second stage",)),
    Case("a limit that means something unknown", LIMITS, "means: repeats}", "means: repeat}", "input.value", "means: repeat}", ("means: «repeat»", "years, field", "did you mean repeats")),
    Case("a limit on a field without its name", LIMITS, ", names: [title]}", "}", "input.missing-key", "Søkeord i tittel", ("no key «names»", "names", "add names")),
    Case("a limit on years without a year", LIMITS, "Treff i tidsrom {from}-current", "Treff i tidsrom 2015-current", "input.value", "2015-current", ("item 1, words", "{from} or {to}")),
    Case("an exception without its reason", "exceptions.yaml", "  reason: Søket", "  grunn: Søket", "input.unknown-key", "  grunn: Søket", ("«grunn»", "reason"), ("input.missing-key",)),
    Case("an exception for a count in words", "exceptions.yaml", "hits: 11", "hits: elleve", "input.type", "hits: elleve", ("hits: «elleve»", "a whole number")),
    Case("a checklist that is none", CHECKLISTS, "prisma2020:", "prisma2009:", "input.unknown-key", "prisma2009:", ("«prisma2009»", "prisma2020", "did you mean prisma2020")),
    Case("an item that no checklist has", CHECKLISTS, "  10a:", "  10c:", "input.value", "  10c:", ("the key «10c»", "an item of PRISMA 2020", "did you mean")),
    Case("an answer without a word", CHECKLISTS, "{not_reported: Oppgaven nevner ingen protokoll.}", "{}", "input.value", "  24b: {}", ("prisma2020.24b", "at, not_reported or not_applicable")),
    Case("a note on no place", CHECKLISTS, "at: [metodediskusjon], note: Kildene", "note: Kildene", "input.missing-key", "note: Kildene", ("no key «at» in prisma_s.7", "identifiers", "add at")),
    Case("an item that does not apply and is reported", CHECKLISTS, "3: {at: [innledning, rusbehandling]}", "3: {at: [innledning], not_applicable: Nei.}", "input.value", "3: {at: [inn", ("prisma2020.3", "not_applicable alone")),
    Case("a place twice", CHECKLISTS, "3: {at: [innledning, rusbehandling]}", "3: {at: [innledning, innledning]}", "input.value", "3: {at: [inn", ("«innledning» a second time", "each once")),
    Case("both authors and candidate", TITLE, "authors: []\ncandidate: null", "authors: [Ola Nordmann]\ncandidate: 10023", "thesis.author", "candidate: 10023", ("both authors and candidate", "anonymous", "remove")),
    Case("neither authors nor candidate", TITLE, "candidate_unknown: Kildens forside er tapt, og verken navn eller kandidatnummer er kjent.\n", "", "thesis.author", "authors: []", ("neither authors nor candidate", "anonymous", "candidate_unknown")),
]
# fmt: on


HELD_BACK = [
    (WANG, "status: included", "status: inkludert", "input.value"),
    (WANG, "status: included", "status: [included]", "input.value"),
    (WANG, "status: included", "status included", "input.yaml"),
    (WANG, "status: included", "statuss: included", "input.unknown-key"),
    (WANG, "status: included", "status: included\nstatus: included", "input.duplicate-key"),
    (WANG, "place: 1", "place: x", "input.type"),
    (WANG, None, "", "input.empty"),
    (WANG, None, "- a\n", "input.type"),
    (WANG, "search:", "serach:", "input.unknown-key"),
    (WANG, "figures:", "figurs:", "input.unknown-key"),
    (WANG, "  weeks: 12", "  weeks: twelve", "input.type"),
    (WANG, "  weeks: 12", "  weeks: {valeu: 12}", "input.unknown-key"),
    (WANG, "  weeks: 12", "  Weeks: 12", "input.value"),
    (BUCHOWSKI, "reason_category", "reason_categori", "input.unknown-key"),
    (WORKS, "- id: bahr2008", "- idd: bahr2008", "input.unknown-key"),
    (WORKS, "- id: wang2017", "- id: Wang2017", "input.value"),
    (WORKS, None, "a: 1\n", "input.type"),
    (WORKS, "  author:", "  autor:", "input.unknown-key"),
    (WORKS, "issued: 2019-09-03", "issud: 2019-09-03", "input.unknown-key"),
    (WORKS, "issued: 2019-09-03", "issued: 30.05.2019", "input.date"),
    ("databases.yaml", "- id: medline", "- id: Medline", "input.value"),
    ("databases.yaml", "- id: medline", "- id: [medline]", "input.type"),
    ("databases.yaml", "- id: medline", "- idd: medline", "input.unknown-key"),
    ("databases.yaml", None, "x: 1\n", "input.type"),
    ("databases.yaml", None, "- {\n", "input.yaml"),
    (MEDLINE, "\n4,", "\nx,", "data.count"),
    (MEDLINE, "\n5,", "\n,", "data.count"),
    (EMBASE, None, "", "input.empty"),
    (TITLE, "authors:", "authrs:", "input.unknown-key"),
    (TITLE, "date: 2020-06-01", "date: 01.06.2020", "input.date"),
    ("ladder.yaml", "reasons:\n", "reason:\n", "input.unknown-key"),
    ("ladder.yaml", "small_sample:", "Small_sample:", "input.value"),
    ("ladder.yaml", "left:", "lefft:", "input.unknown-key"),
    ("ladder.yaml", None, "- {\n", "input.yaml"),
    ("method.yaml", None, "- {\n", "input.yaml"),
    (FACTS, None, "- {\n", "input.yaml"),
]
"""What cannot be read, each with the one rule that tells it: nothing is to follow from it."""


READ: dict[tuple[str, bytes], Any] = {}
"""What was read, by file and bytes: most files are the same in all cases."""


def once(read: Callable[[Path, str], Any]) -> Callable[[Path, str], Any]:
    """A function that reads a file, but no file of the same bytes a second time."""

    def reading(path: Path, file: str) -> Any:
        key = file, path.read_bytes()
        if key not in READ:
            READ[key] = read(path, file)
        return READ[key]

    return reading


ABOUT = (
    "input.",
    "data.",
    "figure.",
    "correction.",
    "search.",
    "study.",
    "reference.",
    "ladder.",
    "record.",
    "literature.",
    "thesis.",
)
"""What the rules of data/ are about."""

ELSEWHERE = {
    "study.withdrawn",  # when the edition before is known
    "study.missing-text",  # when the tables are rendered
    "reference.unresolved",  # when the document is made
    "ladder.rising",  # when the sums are made
    "ladder.reasons-sum",
    "search.interval",  # when the searches are held against one another, on the register
    "search.exception",
    "search.reference",
    "search.unread",
    "search.totals",
    "search.included",
}
"""Rules whose findings other steps note."""


@pytest.fixture
def problems(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Case], list[Finding]]:
    """Makes the mistake in a copy of data/ and gives what is found there."""
    for name in ("read_yaml", "read_csv"):
        monkeypatch.setattr(sources, name, once(getattr(sources, name)))

    def find(case: Case) -> list[Finding]:
        shutil.copytree(house / "data", tmp_path / "data")
        edit(tmp_path, case)
        return inputs.problems(tmp_path)[1]

    return find


def edit(root: Path, case: Case) -> None:
    """Make the mistake in a copy of data/."""
    path = root / "data" / case.file
    if case.new is None:
        path.unlink()
        return
    new = case.new
    if case.old is not None:
        text = path.read_text("utf-8")
        assert case.old in text, f"{case.old!r} is not in {case.file}"
        assert isinstance(new, str)
        new = text.replace(case.old, new, 1)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(new.encode() if isinstance(new, str) else new)


def place(case: Case, root: Path) -> str:
    """Where the finding must be, as the table describes it."""
    file, at = f"data/{case.file}", case.at
    if at.startswith("@"):
        file, at = at[1:].split("#")
    if not at:
        return file
    if at.startswith(":"):
        return file + at
    text = (root / file).read_text("utf-8")
    assert at in text
    return f"{file}:{text[: text.index(at)].count(chr(10)) + 1}"


@pytest.mark.parametrize("case", params(CASES))
def test_a_mistake_is_told_with_its_place_and_how_to_mend_it(
    case: Case, problems: Callable[[Case], list[Finding]], tmp_path: Path
) -> None:
    found = problems(case)
    print("\n".join(map(str, found)))
    assert sorted(finding.rule for finding in found) == sorted([case.rule, *case.more])
    [finding] = [each for each in found if each.rule == case.rule][:1]
    assert str(finding.place) == place(case, tmp_path)
    for words, said in zip(
        case.words, (finding.found, finding.expected, finding.fix), strict=False
    ):
        assert words in said


@pytest.mark.parametrize(("file", "old", "new", "rule"), HELD_BACK)
def test_nothing_is_said_to_follow_from_what_could_not_be_read(
    problems: Callable[[Case], list[Finding]], file: str, old: str | None, new: str, rule: str
) -> None:
    found = problems(Case("", file, old, new, rule, "", ()))
    print("\n".join(map(str, found)))
    assert [(finding.file, finding.rule) for finding in found] == [(f"data/{file}", rule)]


def test_what_is_wrong_beside_an_unreadable_record_is_told_all_the_same(
    house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for file, old, new in [
        (WANG, "status: included", "status: inkludert"),
        ("studies/more2018.yaml", "database: ", "database: x"),
        (BUCHOWSKI, "reason_category: small_sample", "reason_category: small"),
        (FACTS, "fhi2019:", "fhi2091:"),
        ("ladder.yaml", "count: searches.articles", "count: searches.artikler"),
    ]:
        edit(tmp_path, Case("", file, old, new, "", "", ()))
    assert [each.rule for each in inputs.problems(tmp_path)[1]] == [
        "ladder.unknown-key",
        "literature.no-reference",
        "study.unknown-reason",
        "study.unknown-database",
        "input.value",
    ]


def test_an_english_thesis_has_english_keywords_and_needs_no_others(
    house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for old, new in [
        ("language: nb-NO", "language: en-GB"),
        ("  nb: [trening, ruslidelser, russug, rusbehandling]\n", ""),
    ]:
        edit(tmp_path, Case("", TITLE, old, new, "", "", ()))
    assert inputs.problems(tmp_path)[1] == []
    edit(tmp_path, Case("", TITLE, "  en: [substance abuse", "  nb: [rus", "", "", ()))
    (finding,) = inputs.problems(tmp_path)[1]
    assert (finding.rule, finding.fix) == ("input.missing-key", "add en")


def test_the_data_of_the_house_have_no_mistake(house: Path) -> None:
    assert inputs.problems(house)[1] == []


def test_all_mistakes_of_all_files_are_told_at_once_in_order(house: Path, tmp_path: Path) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    made = [case for case in CASES if case.what in AT_ONCE]
    assert len(made) == len(AT_ONCE)
    for case in made:
        edit(tmp_path, case)
    found = inputs.problems(tmp_path)[1]
    assert {case.rule for case in made} <= {finding.rule for finding in found}
    assert {f"data/{case.file}" for case in made} <= {finding.file for finding in found}
    assert found == sorted(found)


AT_ONCE = {
    "a tab",
    "a CSV file is Latin-1",
    "a count with a point",
    "a number in words",
    "a reason that is unknown",
    "a citation key twice",
    "a stage that counts by an unknown key",
    "a file has the ending .yml",
}


@pytest.mark.parametrize("rule", sorted(id for id in rules.catalogue() if id.startswith(ABOUT)))
def test_every_rule_of_data_has_its_mistake_in_the_table(rule: str) -> None:
    assert rule in {case.rule for case in CASES} | ELSEWHERE


def test_nothing_is_wrong_in_what_excel_writes(house: Path, tmp_path: Path) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for path in (tmp_path / "data/searches").iterdir():
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerows([*row, "", ""] for row in [*rows, [""] * 6])
    data, found = inputs.problems(tmp_path)
    assert found == []
    before = inputs.problems(house)[0]
    assert {name: [row.cells for row in sheet.rows] for name, sheet in data.sheets.items()} == {
        name: [row.cells for row in sheet.rows] for name, sheet in before.sheets.items()
    }


def test_what_a_system_or_an_editor_leaves_in_data_is_passed_over(
    house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for name in (
        ".DS_Store",
        "searches/~$medline.xlsx",
        "searches/.~lock.medline.csv#",
        "pico.yaml~",
    ):
        (tmp_path / "data" / name).write_bytes(b"x")
    assert inputs.problems(tmp_path)[1] == []


ODD = [None, "", "x", -1, 3.5, True, [], ["x"], [None], {}, {"x": 1}, 10**30]


def places(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The steps to every value inside a value."""
    inner = value.items() if isinstance(value, dict) else ()
    for step, child in enumerate(value) if isinstance(value, list) else inner:
        yield (*steps, step)
        yield from places(child, (*steps, step))


def test_no_value_in_any_place_makes_the_checks_themselves_break_off(house: Path) -> None:
    data = inputs.problems(house)[0]
    everywhere = [
        (name, steps) for name, source in data.documents.items() for steps in places(source.value)
    ]
    for i, (name, steps) in enumerate(everywhere[::30]):
        source = data.documents[name]
        value = copy.deepcopy(source.value)
        around = value
        for step in steps[:-1]:
            around = around[step]
        around[steps[-1]] = ODD[i % len(ODD)]
        documents = {**data.documents, name: replace(source, value=value)}
        for finding in inputs.check(replace(data, documents=documents)):
            assert finding.file
