"""The records of the register: what the tables, the checks and the pages are made of, typed.

This is the shape of ``register.json``, VERSION of it::

    {"version": 2,
     "numbers": {key: what :class:`thesis.model.register.Number` has, but for its key},
     "records": what :class:`Records` has}

Each class below is an object of JSON with the names of its attributes; what has its default is left
out, and a place (``at`` here) is called ``place`` there and has the form ``file:line``. A register
that an earlier version wrote, archived or inside a PDF, is brought to this one by UPGRADES, one
function a version; those stay for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import msgspec

from thesis.diagnostics.place import Place, PlacedText

VERSION = 2

Plain = Mapping[str, Any]
"""A record as JSON has it, of any version, or as a template names its fields."""

Person = TypedDict(
    "Person",
    {
        "family": str, "given": str, "non-dropping-particle": str, "dropping-particle": str,
        "suffix": str, "literal": str,
    },
    total=False,
)  # fmt: skip
"""A person as CSL has it; an institution is ``literal`` alone."""

Day = TypedDict("Day", {"date-parts": list[list[int]]})
"""A year, a month of one, or a day, as CSL has it: ``{"date-parts": [[2019, 3]]}``."""

Work = TypedDict(
    "Work",
    {
        "id": str, "type": str, "language": str, "author": list[Person], "editor": list[Person],
        "translator": list[Person], "issued": Day, "accessed": Day, "title": str,
        "container-title": str, "collection-title": str, "genre": str, "edition": str | int,
        "volume": str | int, "issue": str | int, "number": str | int, "page": str | int,
        "publisher": str, "publisher-place": str, "DOI": str, "URL": str, "ISBN": str, "ISSN": str,
        "PMID": str | int, "PMCID": str,
    },
    total=False,
)  # fmt: skip
"""A reference as CSL-JSON, which pandoc's citation engine reads; in the order of its author."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all records are: they do not change, and what is not said is left out."""


class Placed(Record, frozen=True, kw_only=True):
    """A record that stands somewhere in data/."""

    at: str = msgspec.field(name="place")

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place.read(self.at)


class EditionName(Record, frozen=True, kw_only=True):
    """What an edition is called."""

    name: str = ""
    date: str = ""  # its day, as ISO has it


class Logo(Record, frozen=True, kw_only=True):
    """The picture on the title page: its path, what it shows, and how wide it is."""

    file: str = ""
    alt: str = ""
    width: str = "4cm"


class Tool(Record, frozen=True, kw_only=True):
    """A tool of artificial intelligence: what it was used for, and in which parts."""

    name: str = ""
    purpose: str = ""
    where: str = ""


class Declaration(Record, frozen=True, kw_only=True):
    """The declaration on the use of artificial intelligence."""

    used: bool
    tools: list[Tool] = []
    statement: str = ""


class TitlePage(Record, frozen=True, kw_only=True):
    """What data/thesis.yaml says of the thesis, as the title page prints it."""

    logo: Logo | None = None

    title: str = ""
    genre: str = ""
    institution: str = ""
    faculty: str = ""
    department: str = ""
    programme: str = ""
    course: str = ""
    supervisor: str | list[str] = ""
    place: str = ""
    term: str = ""
    year: int | None = None
    language: str = ""
    authors: list[str] | None = None
    handed_in: str = ""  # the day (ISO) of the hand-in
    embargo: str = ""  # the day (ISO) until which nobody but the examiners may read it
    candidate: int | str | list[int | str] | msgspec.UnsetType | None = msgspec.UNSET
    candidate_unknown: str = ""
    keywords: dict[str, list[str]] = {}  # by language, such as ``nb``
    abbreviations: dict[str, str] = {}
    ai: Declaration | None = None
    edition: EditionName = EditionName()


class PressReview(Record, frozen=True, kw_only=True):
    """The review of a search strategy by another person, by the points of PRESS."""

    reviewer: str
    date: str  # the day, as ISO has it
    changed: str  # what was changed after it, in a sentence
    strategy: str = ""  # the mark of the searches as they were then, of the rule search.press


class Database(Record, frozen=True, kw_only=True):
    """A database that was searched, or a later session in one."""

    id: str
    name: str = ""
    updates: str = ""  # the id of the first session, for a later one
    covers_from: str = ""  # the first day of what a later session looked through, as ISO has it
    platform: str | None = None
    platform_unknown: str = ""
    dialect: str = ""  # how it writes its searches; "" where the signs in them say it
    # the searches, by number, whose hits are the database's; all of them when none is
    final: tuple[int, ...] = ()
    searched_on: str | None = None  # the day of the search; None where it is not known
    date_unknown: str = ""
    date_source: str = ""
    press: PressReview | None = None

    @property
    def record(self) -> Plain:
        """All of it as templates name it; a template may ask for what is not known."""
        unknown = {"platform": None, "searched_on": None}
        return {**unknown, **plain(self)}


class Search(Record, frozen=True, kw_only=True):
    """A row of a search table."""

    number: int
    query: str
    hits: int
    # None where what was read is not told search by search; so articles_read
    abstracts_read: int | None = None
    articles_read: int | None = None
    limits: str  # as they were typed
    database: str  # the id of the session that it was made in

    @property
    def key(self) -> str:
        """What its numbers begin with: ``medline.4``."""
        return f"{self.database}.{self.number}"


class ExportedRecords(Placed, frozen=True, kw_only=True):
    """What a file of data/exports/ holds, of one database."""

    file: str = ""
    database: str
    records: int
    within: int = 0  # records of works that the same database gave before
    across: int = 0  # records of works that only another database gave before
    first: int = 0  # records of works that no export gave before
    # its records of works that no other database gave; None where it was not counted
    alone: int | None = None
    # its records of works that another database gave as well, by its id
    shared: dict[str, int] = {}


class Limit(Record, frozen=True, kw_only=True):
    """A wording of a limit and what it means, of data/limits.yaml."""

    words: str
    means: str
    names: list[str] = []


class SearchException(Placed, frozen=True, kw_only=True):
    """A count of hits that is right, though other searches deny it."""

    database: str
    number: int
    hits: int
    reason: str
    slip: int | None = None


class FoundBy(Record, frozen=True, kw_only=True):
    """The search that found a study."""

    database: str = ""
    number: int | None = None


class Text(Record, frozen=True, kw_only=True):
    """A text of a study, and the line of its file above it."""

    text: str
    line: int


class Relation(Placed, frozen=True, kw_only=True):
    """What a study's figures say of one another."""

    says: str  # the relation as it was declared: ``exercise_group + controls == participants``
    holds: bool
    shown: str  # its arithmetic: «11 + 10 = 21»
    # the slip of the source, where it does not hold and that is no mistake of the data
    slip: int | None = None
    reason: str = ""


class Withdrawn(Record, frozen=True, kw_only=True):
    """The edition that a study was withdrawn in; why is among its texts."""

    edition: str


class EarlierDecision(Record, frozen=True, kw_only=True):
    """What was decided on a study before."""

    edition: str  # the name of the edition that it held in
    status: str  # ``included``, ``excluded`` or ``withdrawn``
    reason_category: str = ""  # the reason of the ladder that it was excluded for
    reason: str = ""  # why, as it was printed


class KnownFigure(TypedDict, total=False):
    """A number of a study with what is known of it: its `value`, or `low` and `high` of a range."""

    value: int | float | None
    low: int | float
    high: int | float
    unit: str
    says: str
    page: int | str | None
    note: str
    unverified: bool


Figure = int | float | KnownFigure | None  # A number of a study as its record has it

Outcome = Mapping[str, str | bool | None]
"""What a study found of one thing: ``reported``, ``acute``, ``over_time``, ``against_controls``."""


class Study(Record, frozen=True, kw_only=True):
    """A study that was read in full."""

    key: str  # its citation key
    status: str  # ``included``, ``excluded`` or ``withdrawn``
    place: int = 0  # its number among those of its status
    search: FoundBy | None = None
    # all else that its author wrote of it, such as ``country`` or ``outcomes``
    fields: dict[str, Any] = {}
    figures: dict[str, Figure] = {}  # its numbers by their names
    relations: list[Relation] = []
    withdrawn: Withdrawn | None = None
    decisions: list[EarlierDecision] = []  # what was decided before, the first one first
    texts: dict[str, Text] = {}  # by name; the reason of a study withdrawn is ``withdrawn``
    language: str | None = None  # that of the article, where its reference says it
    to_fill: list[str] = []  # the dotted names of the fields that are still to fill
    file: str = ""  # where it is
    lines: dict[str, int] = {}  # the line of each field, by its dotted name
    appraised: list[Appraised] = []  # the answers behind the judgements under `fields`

    def at(self, path: str) -> Place:
        """Where a field stands, by its dotted name; of one that is not there, the part around."""
        return Place(self.file, line_of(path, self.lines))

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """What it found, by outcome."""
        given = self.fields.get("outcomes") or {}
        return {name: found for name, found in given.items() if isinstance(found, Mapping)}

    @property
    def keys(self) -> Plain:
        """Its citation key, and those of its further reports where it has any."""
        reports = [str(each) for each in self.fields.get("reports") or ()]
        return {"key": str(self.key)} | ({"reports": reports} if reports else {})

    @property
    def record(self) -> Plain:
        """All of it on one level, as templates, questions and comparisons name its fields."""
        own = plain(self)
        fields = own.pop("fields", {})
        own.pop("appraised", None)  # questions are put to the judgements
        always: Plain = {"texts": {}, "lines": {}, "file": self.file, "language": self.language}
        return {**own, **fields, **{name: own.get(name, each) for name, each in always.items()}}


def line_of(path: str, lines: Mapping[str, int]) -> int:
    """The line of a field of a study, or of the nearest part around it that the record has."""
    while path not in lines and "." in path:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)


class Element(Record, frozen=True, kw_only=True):
    """A row of the research question by PICO."""

    id: str = ""
    letter: str = ""
    label: str = ""
    text: str = ""
    search_words: list[str] = []


class Target(Placed, frozen=True, kw_only=True):
    """An identifier of the text that an answer points to."""

    id: str


class Answer(Placed, frozen=True, kw_only=True):
    """The author's answer to an item of a checklist."""

    targets: list[Target] = msgspec.field(name="at", default_factory=list)
    note: str = ""
    not_reported: str = ""
    not_applicable: str = ""
    edition: str = ""  # the one that it was read in last, where that is another than the others'


class Answers(Placed, frozen=True, kw_only=True):
    """The author's answers to a checklist, by item."""

    answers: dict[str, Answer] = {}


class Checklists(Record, frozen=True, kw_only=True):
    """data/checklists.yaml."""

    about: str = ""  # what the page says above them
    edition: str = ""  # the one that they were read in last; "" where that is not said
    lists: dict[str, Answers] = {}  # the answers by checklist, such as ``prisma2020``


class Rung(Placed, frozen=True, kw_only=True):
    """A stage of data/ladder.yaml."""

    label: str


class Correction(Placed, frozen=True, kw_only=True):
    """Where data/ departs from the source thesis, by the number of its slip."""

    slip: int
    where: str
    source: Any
    used: Any
    reason: str


class Unverified(Placed, frozen=True, kw_only=True):
    """A field of a work that was not seen in the work itself or a library record."""

    work: str
    field: str
    value: str
    note: str


class Word(Placed, frozen=True, kw_only=True):
    """A word that the spelling check is to know."""

    word: str


class StudyChanged(Record, frozen=True, kw_only=True):
    """A study that came, left or was decided anew."""

    key: str
    what: str  # ``came``, ``left`` or ``decided``
    cited: str  # as a text would cite it
    title: str
    old: str  # its status in the previous edition, or ""
    new: str  # its status now, or ""


class Changes(Record, frozen=True, kw_only=True):
    """What is new in a revised edition."""

    edition: str  # the name of the one before it
    counts: list[str]  # the keys of the counts that both have
    studies: list[StudyChanged]
    sessions: list[Database]  # the databases and later sessions that are new
    searches: list[Search]  # the new searches in those that were there before


class FlowRow(Record, frozen=True, kw_only=True):
    """What has a label and a number in figure 1."""

    id: str = ""  # the stage, or the reason, of data/ladder.yaml
    label: str
    key: str  # that of its number
    value: int

    @property
    def made_of(self) -> list[FlowRow]:
        """What its number is divided into."""
        return []


class FlowLeft(FlowRow, frozen=True, kw_only=True):
    """The box of those that left at a stage, by their reasons."""

    reasons: list[FlowRow] = []

    @property
    def made_of(self) -> list[FlowRow]:
        """The reasons."""
        return self.reasons


class FlowStage(FlowRow, frozen=True, kw_only=True):
    """The box of a stage."""

    phase: str = ""  # the id of its phase, in a form that has phases
    # what the house calls the stages that are in it, in a form that is not the house's
    names: list[str] = []
    left: FlowLeft | None = None
    parts: list[FlowRow] = []  # its sources, or what is old and what is new in it

    @property
    def made_of(self) -> list[FlowRow]:
        """The sources."""
        return self.parts


class FlowBar(Record, frozen=True, kw_only=True):
    """A box without a number: the heading of a column, or a phase of stages."""

    id: str = ""
    label: str


class Flow(Record, frozen=True, kw_only=True):
    """Flow of figure 1: its columns, its boxes and their words.

    The house form has one column of stages. The form of PRISMA 2020 may have another one beside it,
    for what was found in other ways, and has words without a number: phases and headings. An
    edition with new searches has one more in both forms: what the previous one included, with what
    they add now.
    """

    form: str = ""  # ``prisma2020``, or "" for the form of the house
    language: str = "nb"  # that of its digits, without a region
    headings: list[FlowBar] = []
    phases: list[FlowBar] = []
    overlapping: bool = False  # whether what several databases found is counted in each
    stages: list[FlowStage] = []
    others: list[FlowStage] = []
    previous: list[FlowStage] = []
    again: list[FlowStage] = []  # what was left out before and is included now


class OwnCell(Record, frozen=True, kw_only=True):
    """A cell of an author's own table: its text, and the key of the number that it is."""

    text: str = ""
    key: str = ""


class OwnTable(Record, frozen=True, kw_only=True):
    """A table of data/tables/."""

    file: str = ""
    columns: list[str] = []  # the header
    numeric: list[bool] = []  # whether a column holds numbers alone
    rows: list[list[OwnCell]] = []
    lines: list[int] = []  # those of the rows in the file


class Screener(Record, frozen=True, kw_only=True):
    """Somebody who decided which records go on."""

    id: str
    name: str
    role: str = ""


class ScreenedWork(Record, frozen=True, kw_only=True):
    """A work whose report was sought."""

    name: str  # what decisions on it are kept under
    title: str
    records: list[str] = []  # those of it, the first one first: ``medline-4:12``
    outcome: str = ""  # ``include``, ``exclude`` or ``not_retrieved``; "" where that is open
    reason: str = ""  # the reason of the ladder that it was excluded for
    study: str = ""  # the key of the study that it reports


class Screening(Record, frozen=True, kw_only=True):
    """What was exported and decided."""

    screeners: list[Screener] = []
    # how many works two people decided on at each stage: all, sample or none
    second: dict[str, str] = {}
    decisions: int = 0  # how many there are
    works: list[ScreenedWork] = []  # those whose report was sought
    rows: dict[str, str] = {}  # the name of a work by the row of a decision on it, ``file:line``


class AppraisalTool(Record, frozen=True, kw_only=True):
    """A tool of templates/appraisal/ that a study is appraised by."""

    id: str
    name: str
    # what each is called, by its id; of a tool without judgements, its items
    domains: dict[str, str]
    verdicts: list[str]  # the judgements, the best first, or the answers
    questions: dict[str, str] = {}  # the items by their numbers, in our words
    judged: bool = True  # whether it has judgements


class AppraisedItem(Record, frozen=True, kw_only=True):
    """An answer of an appraisal, as the record has it."""

    item: str
    answer: str
    # page, quote, note: what it rests on, or why
    page: str = ""
    quote: str = ""
    note: str = ""
    second: str = ""  # what a second appraiser said; "" where there was none
    line: int = 0


class Appraised(Record, frozen=True, kw_only=True):
    """The answers of a record to a tool."""

    tool: str
    made_from: str = ""  # what they were made from; "" for the whole article
    items: list[AppraisedItem] = []


class StudyEffect(Record, frozen=True, kw_only=True):
    """The effect that a study has on an outcome, as it is printed."""

    key: str  # the citation key of the study
    cited: str  # as a text would cite it
    people: int | None = None  # how many were analysed; None where that is not told
    # of the measure of the outcome, with its 95 % interval; None where the study does not give it
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    weight: float | None = None  # in the pooled effect, in per cent
    direction: str = ""  # ``better``, ``worse``, ``unchanged``, or "" where it is not known
    significant: bool | None = None  # whether the study says so
    shown: str = ""  # the arithmetic


class PooledEffect(Record, frozen=True, kw_only=True):
    """The effects of an outcome together; the names are those of :mod:`thesis.effects.pooling`."""

    estimate: float
    low: float
    high: float
    tau2: float
    q: float
    df: int
    p: float
    i2: float
    # the ends of the prediction interval, where there is one
    prediction: tuple[float, float] | None = None


class Step(Record, frozen=True, kw_only=True):
    """What takes the certainty of evidence down or up: by how many steps, and why."""

    domain: str
    steps: int
    reason: str


class Synthesis(Placed, frozen=True, kw_only=True):
    """An outcome that the studies are put together by, of data/outcomes.yaml."""

    id: str
    label: str
    measure: str  # of its effects, or ``direction``
    better: str  # the way that is good: ``lower`` or ``higher``
    pool: str = ""  # how the effects are pooled, or ""
    not_pooled: str = ""
    unit: str = ""
    effects: list[StudyEffect] = []
    pooled: PooledEffect | None = None
    start: str = ""
    # by GRADE: ``high``, ``moderate``, ``low`` or ``very_low``; "" where it is not judged
    certainty: str = ""
    steps: list[Step] = []  # what takes it down from `start`, or up

    @property
    def people(self) -> int | None:
        """How many were analysed in all; None where a study does not tell it."""
        told = [effect.people for effect in self.effects]
        return None if None in told else sum(people or 0 for people in told)


class Records(Record, frozen=True, kw_only=True):
    """All records."""

    thesis: TitlePage = TitlePage()
    databases: list[Database] = []
    searches: list[Search] = []
    limits: list[Limit] = []
    exceptions: list[SearchException] = []
    exports: list[ExportedRecords] = []
    studies: list[Study] = []
    pico: list[Element] = []
    checklists: Checklists = Checklists()
    references: dict[str, Work] = {}  # by citation key
    uncited: dict[str, str] = {}  # why a work of the list is cited nowhere, by its key
    ladder: list[Rung] = []
    flow: Flow = Flow()  # what figure 1 shows
    corrections: list[Correction] = []
    unverified: list[Unverified] = []
    words: list[Word] = []
    # the author's own words for rules, by topic, meaning and language
    lexicon: dict[str, dict[str, dict[str, list[str]]]] = {}
    tables: dict[str, OwnTable] = {}  # the author's own, by name
    files: list[str] = []  # the files of data/ beside those of the studies
    screening: Screening | None = None  # only where exports were counted
    outcomes: list[Synthesis] = []
    tools: list[AppraisalTool] = []
    changes: Changes | None = None  # only in a revised edition

    @property
    def by_key(self) -> dict[str, Study]:
        """The studies by their citation key."""
        return {study.key: study for study in self.studies}

    @property
    def for_templates(self) -> Plain:
        """The records as templates and content name them: plain values, a study on one level."""
        made = {name: plain(getattr(self, name)) for name in self.__struct_fields__}
        # A key is no text with a place: it stands behind the sign of a citation, @{{ s.key }}.
        made["studies"] = [{**study.record, **study.keys} for study in self.studies]
        made["databases"] = [base.record for base in self.databases]
        if self.changes:
            made["changes"]["sessions"] = [base.record for base in self.changes.sessions]
        return {name: value for name, value in made.items() if value is not None}


def plain(record: object) -> Any:
    """A record, or what is made of them, as JSON has it; a text that knows its place keeps it."""
    return msgspec.to_builtins(record, builtin_types=(PlacedText,))


def read(content: Plain) -> Records:
    """The records of plain values, as JSON has them.

    Raises:
        msgspec.ValidationError: they are none.
    """
    return msgspec.convert(content, Records)


def read_flow(content: Plain) -> Flow:
    """The flow of plain values, as ``flow.json`` has it."""
    return msgspec.convert(content, Flow)


# ---- earlier versions ----------------------------------------------------------------------------


def upgraded(content: Plain) -> Plain:
    """A register file of any version in the shape of this one.

    Raises:
        ValueError: a later version of the code wrote it.
    """
    version = content.get("version", 1)
    if version not in range(1, VERSION + 1):
        raise ValueError(f"version {version} of a register; this code knows those up to {VERSION}")
    made = content
    for upgrade in UPGRADES[version - 1 :]:
        made = upgrade(made)
    return {"version": VERSION, **{name: made[name] for name in ("numbers", "records")}}


def _from_1(content: Plain) -> Plain:
    """Version 1 had no number: the fields of a study and the checklists lay on one level."""
    records = {**content["records"]}
    records["studies"] = [_study_of_1(study) for study in records.get("studies", [])]
    answers = {**records.get("checklists", {})}
    about = answers.pop("about", "")
    records["checklists"] = {"about": about, "lists": answers}
    return {**content, "records": records}


def _study_of_1(study: Plain) -> Plain:
    known = {name for name in Study.__struct_fields__ if name != "fields"}
    fields = {name: value for name, value in study.items() if name not in known}
    return {**{name: study[name] for name in study if name in known}, "fields": fields}


UPGRADES: tuple[Callable[[Plain], Plain], ...] = (_from_1,)
"""What makes each version, the first one first, the next."""
