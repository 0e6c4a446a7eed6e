"""Renderer: one strict, sandboxed Jinja2 environment for templates, prose and study records.

What a number call gives is a pandoc span that carries its key and the place of the call:
``[30 799 618]{.n key="searches.hits" src="content/03-metode.md:41"}``. A key that is unknown
becomes a visible mark and a finding, and rendering goes on, so that all are told at once.
"""

import math
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType, FunctionType, MethodType
from typing import Any

from jinja2 import (
    BytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thesis.diagnostics.bounded import LONGEST, EndlessError, bounded
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place, PlacedText, place_of
from thesis.diagnostics.rules import Rule, declare
from thesis.document import content, marks
from thesis.input import look
from thesis.input.labels import Labels
from thesis.language import english, norwegian
from thesis.model import display, references
from thesis.model.records import Plain, plain
from thesis.model.register import Register, Value

REFERENCE_UNRESOLVED = declare(
    "reference.unresolved",
    looks_at="crossrefs",
    sees="a cross-reference to a figure, table or appendix that is not there",
    misses="a cross-reference to the wrong one",
    example="@tbl:pcio",
)
TEXT_UNKNOWN_TABLE = declare(
    "text.unknown-table",
    looks_at="content_files",
    sees="a table call with a name that no template has",
    misses="a table that is never called",
    example='{{ table("pcio") }}',
)
TEXT_UNKNOWN_FIGURE = declare(
    "text.unknown-figure",
    looks_at="content_files",
    sees="a figure call with a name that no figure has",
    misses="a figure that is never called",
    example='{{ figure("flowchat") }}',
)
UNKNOWN = {"table": TEXT_UNKNOWN_TABLE, "figure": TEXT_UNKNOWN_FIGURE}


NUMBER_UNKNOWN_KEY = declare(
    "number.unknown-key",
    looks_at="keyed",
    sees="a number call whose key the register does not have",
    misses="a key that exists but was not the one meant",
    example='{{ n("medlin.hits") }}',
)
NUMBER_FORM = declare(
    "number.form",
    looks_at="keyed",
    sees="a number that cannot be written in the form asked for",
    misses="a form that can be written but reads badly",
    example='{{ n("fhi2019.illegal_oslo", form="ordinal") }}',
)
TEXT_TEMPLATE = declare(
    "text.template",
    looks_at="content_files",
    sees="a Jinja2 tag that cannot be read, or a name that does not exist",
    misses="a tag that does what was not meant",
    example='{{ n("searches.hits" }}',
)
CITATION_UNRESOLVED = declare(
    "citation.unresolved",
    looks_at="citations",
    sees="a citation of a work that data/references.yaml does not have",
    misses="a citation of the wrong work",
    example="[@thideman2015]",
)
STUDY_MISSING_TEXT = declare(
    "study.missing-text",
    looks_at="studies",
    sees="a text that a table prints and a study record does not have, or has blank",
    misses="a text that is there and says too little",
    example="ethics: with nothing but {## a comment ##} after it",
)


TEMPLATES = HOUSE / "templates"

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
"""Every ASCII punctuation mark: pandoc reads each of them, after a backslash, as itself."""

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")

SPAN = re.compile(r"\[(.*)\]\{[^{}]*\}", re.DOTALL)
KEYS = re.compile(r'\{\.n key="([^"]*)"')  # A number as a call gives it, and its keys

BAR = re.compile(r"(\\.)|\|")  # What a backslash protects, or a bare |

FORMS: Mapping[str, Callable[..., str]] = {
    "auto": norwegian.prose,
    "digits": lambda value, gender: norwegian.digits(value),
    "decimals": lambda value, gender: norwegian.digits(value, 2),
    "words": norwegian.words,
    "ordinal": lambda value, gender: norwegian.ordinal(value),
    "percent": lambda value, gender: norwegian.percent(value),
    "percent_words": lambda value, gender: norwegian.percent(value, in_words=True),
    "both": lambda value, gender: both(value),
    "year": lambda value, gender: str(value),
}

USUAL = {"gender": "m", "lang": "nb"}
"""How a number in a span is written that does not say; what differs is kept in the span."""

ENGLISH_FORMS: Mapping[str, Callable[..., str]] = {
    "auto": lambda value, gender: english.prose(value),
    "digits": lambda value, gender: english.digits(value),
    "decimals": lambda value, gender: display.decimal(value, 2, "en"),
    "words": lambda value, gender: english.words(value),
    "ordinal": lambda value, gender: english.ordinal(value),
    "percent": lambda value, gender: english.percent(value),
    "percent_words": lambda value, gender: english.percent(value, in_words=True),
    "both": lambda value, gender: both(value, "both"),
    "year": lambda value, gender: str(value),
}


def _in_nynorsk(write: Callable[..., str]) -> Callable[..., str]:
    """What writes a number in bokmål, made to write it in nynorsk."""
    return lambda *value: norwegian.in_nynorsk(write(*value))


NYNORSK_FORMS: Mapping[str, Callable[..., str]] = {
    form: _in_nynorsk(write) for form, write in FORMS.items()
}


@dataclass(frozen=True)
class Grammar:
    """How a language writes numbers."""

    forms: Mapping[str, Callable[..., str]]  # a single number, by form
    range: Callable[[Any, Any, str], str]  # from a number to another, with a unit
    # a count out of another, in words or not, of a gender
    share: Callable[[Any, Any, bool, str], str]
    percent: str  # the words for it
    date: Callable[[str, str], str]  # a day, by form


GRAMMARS: Mapping[str, Grammar] = {
    "nb": Grammar(FORMS, norwegian.number_range, norwegian.share, "prosent", norwegian.date),
    "nn": Grammar(NYNORSK_FORMS, norwegian.number_range, _in_nynorsk(norwegian.share), "prosent",
                  norwegian.date),
    "en": Grammar(ENGLISH_FORMS, english.number_range,
                  lambda part, whole, in_words, gender: english.share(part, whole, in_words),
                  "per cent", english.date),
}  # fmt: skip
"""The languages that a thesis can be in, without a region."""


def grammar(lang: str) -> Grammar:
    """How a language writes numbers.

    Raises:
        ValueError: it is none of GRAMMARS.
    """
    if lang not in GRAMMARS:
        raise ValueError(f"there is no language «{lang}»: use {' or '.join(GRAMMARS)}")
    return GRAMMARS[lang]


class Markdown(str):
    """Text that is Markdown already and is printed as it stands; all else is escaped."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Markdown:
    """The pieces of a template as one: each was escaped when it was printed."""
    return Markdown("".join(parts))


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox, where what a macro or a ``{% set %}`` block gives is not escaped again."""

    concat = staticmethod(joined)


class Compiled(BytecodeCache):
    """Templates as compiled once while the process runs: each renderer has an own environment."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled, if the template is still the same."""
        checksum, code = self.kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.checksum, bucket.code


COMPILED = Compiled()  # For all renderers of this process


def escape(value: object) -> str:
    """A value as Markdown that every format prints as it was typed.

    Line breaks become spaces: a value stands inside a line or a cell. What knows its place says it.
    """
    if isinstance(value, Markdown):
        return value
    if isinstance(value, FunctionType | MethodType):
        name = value.__name__
        raise TypeError(f"{name} is a call: write it with brackets, {name}(...)")
    printed = PUNCTUATION.sub(r"\\\1", " ".join(str(value).split("\n")))
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise TypeError(f"{type(value).__name__} is neither a text nor a number: name one in it")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number")
    place = place_of(value)
    return marks.mark(place) + printed if place else printed


def fill(sentence: str, **values: object) -> Markdown:
    """A sentence of the labels as Markdown, its ``{names}`` filled in; a number stays a span."""
    parts = re.split(r"\{(\w+)\}", sentence)
    parts[::2] = [escape(PlacedText(part, place_of(sentence))) for part in parts[::2]]
    parts[1::2] = [escape(values[name]) for name in parts[1::2]]
    return Markdown("".join(parts))


def attribute(value: object) -> str:
    """A value inside the quotes of a pandoc attribute, where &amp; would be read as &."""
    text = str(value).replace("&", "&amp;")
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def alternative(value: object) -> str:
    """A value in the alternative text of a picture, with its place in front if it knows it."""
    place = place_of(value)
    return (marks.mark(place) if place else "") + attribute(value)


def lower(value: str) -> str:
    """A text in small letters, which knows its place as before."""
    return PlacedText(value.lower(), place_of(value))


def told(value: object) -> Markdown:
    """What a call gives, without its key, as an alternative text has it."""
    span = SPAN.fullmatch(str(value))
    return Markdown(attribute(re.sub(r"\\(.)", r"\1", span[1])) if span else attribute(value))


def keys(value: object) -> Markdown:
    """The keys of the number that a call gives."""
    named = KEYS.search(str(value))
    return Markdown(named[1] if named else "")


class Loader(FileSystemLoader):
    """Finds templates; each line of a table's template bears its place."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template, its path, and what says whether it is still the same.

        A table of the thesis' own folder is taken before one of the code.
        """
        if mine := look.own(Path(self.searchpath[0]) / template):
            source, path, is_fresh = mine.read_text("utf-8"), str(mine), lambda: True
        else:
            source, path, is_fresh = super().get_source(environment, template)
        if template.startswith("tables/"):
            source = marks.lines(source, f"templates/{template}")
        return source, path, is_fresh


MOST_LINES = 100
"""Lines of a file that are put right one by one, so that one that is wrong hides no other."""


def unreadable(file: str) -> Markdown:
    """A visible mark in place of prose that cannot be read."""
    return Markdown(f"[{escape(file)} kan ikke leses]{{.missing-number}}")


class Renderer:
    """Renders templates and prose with the register's numbers.

    Args:
        register: where numbers and records come from.
        labels: the words that templates print.
        findings: where what is wrong is noted.
        folder: where templates are looked for.
    """

    def __init__(
        self, register: Register, labels: Labels, findings: list[Finding], folder: Path = TEMPLATES
    ) -> None:
        self.register = register
        self.labels = labels
        self.language = short(register.records.thesis.language or "nb")
        self.findings = findings
        self.environment = Environment(
            loader=Loader(folder),
            undefined=StrictUndefined,
            finalize=self._printed,
            # {# opens a pandoc attribute such as {#tbl:pico}.
            comment_start_string="{##",
            comment_end_string="##}",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=COMPILED,
        )
        self.environment.globals.update(
            register.records.for_templates,
            n=self.n,
            share=self.share,
            span=self.span,
            text=self.text,
            to_fill=self.to_fill,
            title=self.title,
            verbatim=self.verbatim,
            fill=fill,
            labels=labels,
            authors=references.authors,
            session=display.session,
            date=self.date,
            attribute=lambda value: Markdown(attribute(value)),
            alternative=lambda value: Markdown(alternative(value)),
        )
        self.environment.filters.update(lower=lower, told=told, keys=keys)
        del self.environment.filters["random"], self.environment.globals["lipsum"]  # by chance

    # What templates and prose call.

    def n(self, key: str, form: str = "auto", gender: str = "m", lang: str = "") -> Markdown:
        """The number behind `key`, written as prose wants it, as a span.

        Args:
            lang: the language; that of the division around the call, or of the thesis.
        """
        key, lang = self._local(key), self._lang(lang)
        if key not in self.register:
            return self._unknown(key)
        return self._span(
            [key], form, lambda value: write(value, form, gender, lang), gender=gender, lang=lang
        )

    def share(
        self, part: str, whole: str, form: str = "auto", gender: str = "m", lang: str = ""
    ) -> Markdown:
        """«fem av ti»: one count out of another; «ett av tre» with gender n."""
        part, whole, lang = self._local(part), self._local(whole), self._lang(lang)
        unknown = [self._unknown(key) for key in (part, whole) if key not in self.register]
        if unknown:
            return unknown[0]
        return self._span(
            [part, whole],
            f"share-{form}",
            lambda *values: write_share(values[0], values[1], form, gender, lang),
            gender=gender,
            lang=lang,
        )

    def span(self, low: str, high: str, form: str = "digits", lang: str = "") -> Markdown:
        """«18–40»: from one number to another."""
        low, high, lang = self._local(low), self._local(high), self._lang(lang)
        unknown = [self._unknown(key) for key in (low, high) if key not in self.register]
        if unknown:
            return unknown[0]
        return self._span(
            [low, high],
            f"span-{form}",
            lambda *values: write(list(values), form, "m", lang),
            lang=lang,
        )

    def date(self, of: str, form: str = "long", lang: str = "") -> str:
        """«15. september 2025»: the day that a database was searched, by its id, or an ISO date.

        Args:
            form: ``long``, or ``short`` for 15.09.25.
        """
        written = grammar(self._lang(lang)).date
        if not IDENTIFIER.fullmatch(of):
            return written(of, form)
        days = {each.id: each.searched_on for each in self.register.records.databases}
        if (day := days.get(of)) is None:
            known = [id for id, day in days.items() if day]
            return self._missing(NUMBER_UNKNOWN_KEY, of, known, "data/databases.yaml, with a day")
        return Markdown(
            f'[{written(day, form)}]{{.typed why="data/databases.yaml: {of}.searched_on"}}'
        )

    def title(self, key: str, italics: bool = True) -> Markdown:
        """The title of a reference, marked as a title, and as English or whatever it is in."""
        works = self.register.records.references
        if key not in works:
            return self._missing(CITATION_UNRESOLVED, key, works, "data/references.yaml")
        work = works[key]
        mark = "*" if italics else ""
        language = f" lang={attribute(work['language'])}" if work.get("language") else ""
        printed = f"{mark}{escape(work['title'])}{mark}"
        return Markdown(f'[{printed}]{{.title key="{attribute(key)}"{language}}}')

    def to_fill(self, name: str) -> Markdown:
        """A visible mark where a field of a study is still to fill; a finding has told of it."""
        return Markdown(f"[{escape(self.labels['to_fill'])}: {escape(name)}]{{.missing-number}}")

    def verbatim(self, value: object) -> Markdown:
        """What a template prints as data has it: a query, a date, a name."""
        printed = escape(value)
        if not printed.strip():
            return Markdown(printed)
        return Markdown(f'[{printed}]{{.verbatim src="{attribute(self.place())}"}}')

    def text(self, study: Plain, name: str) -> Markdown:
        """A text of a study record, its own numbers filled in, on one line."""
        entry = study["texts"].get(name)
        if not entry and {"texts", f"texts.{name}"} & {*study.get("to_fill", ())}:
            return self.to_fill(name)
        rendered = ""
        if entry and entry["text"]:
            source = marks.lines(str(entry["text"]), study["file"], entry["line"])
            rendered = self.render(source, study["file"], entry["line"], study["key"])
        if not marks.unmarked(rendered).strip():
            self.findings.append(
                STUDY_MISSING_TEXT.at(
                    Place(study["file"], entry["line"] + 1 if entry else 0),
                    found=f"no text «{name}»",
                    expected="every text that the tables print",
                    fix=f"write {name} under texts",
                )
            )
            return self._mark(name)
        # It stands in a cell, which a bare | would end.
        cell = BAR.sub(lambda found: found[1] or r"\|", " ".join(rendered.split("\n")))
        return Markdown(cell.strip())

    # What scripts call.

    def render(
        self,
        source: str,
        file: str,
        offset: int = 0,
        study: str = "",
        languages: Sequence[str] | None = None,
    ) -> str:
        """Render prose that stands in `file`, `offset` lines below its top.

        Args:
            study: the record whose own figures may be called by their bare names.
            languages: that of each line, where `source` does not show it itself.

        Returns:
            Markdown; a visible mark in place of each line that cannot be rendered.
        """
        if languages is None:
            languages = content.languages(source.split("\n"))
        try:
            template = self.environment.from_string(
                source,
                globals={"__place__": (file, offset, study), "__languages__": tuple(languages)},
            )
            with bounded():
                rendered = template.render()
            if len(rendered) > LONGEST:
                raise ValueError(f"it becomes {len(rendered)} characters")
            return rendered
        except Exception as error:  # whatever a call that someone wrote can raise
            lines = source.split("\n")
            slow = isinstance(error, EndlessError)
            if len(lines) > 1 and "{%" not in source and not slow:
                # One broken call must not hide what is wrong on the other lines.
                return "\n".join(
                    self.render(line, file, offset + i, study, languages[i : i + 1])
                    for i, line in enumerate(lines)
                )
            self.findings.append(_wrong(error, file, offset))
            at = _line_of(error)
            if len(lines) > 1 and 0 < at <= len(lines) and not slow:
                # The rest of the file is read on: what stands on that line is all that is lost.
                return self._without(lines, at, file, offset, study, languages)
            return unreadable(file)

    def _without(
        self,
        lines: list[str],
        at: int,
        file: str,
        offset: int,
        study: str,
        languages: Sequence[str],
    ) -> str:
        """The prose without the line that is wrong, and without those that then are.

        A tag is not told then: an `endif` may be wrong because its `if` is gone.
        """
        left, noted = [*lines], len(self.findings)
        more: list[Finding] = []
        for _ in range(min(len(lines), MOST_LINES)):
            left[at - 1] = unreadable(file)
            try:
                template = self.environment.from_string(
                    "\n".join(left),
                    globals={"__place__": (file, offset, study), "__languages__": tuple(languages)},
                )
                with bounded():
                    rendered = template.render()
            except Exception as error:
                del self.findings[noted:]
                at = _line_of(error)
                if not 0 < at <= len(lines) or left[at - 1] == unreadable(file):
                    break
                if not isinstance(error, TemplateSyntaxError):
                    more.append(_wrong(error, file, offset))
            else:
                self.findings += more
                return rendered
        self.findings += more
        return unreadable(file)

    def render_template(self, name: str, **values: Any) -> str:
        """Render a template file, such as ``tables/pico.md.jinja``."""
        return self.environment.get_template(name).render(**values)

    def render_table(self, name: str) -> str:
        """A table of data/tables/ or templates/tables/; a visible mark in place of a wrong one."""
        own = self.register.records.tables.get(name)
        template = f"{look.FOLDER}/tables/{'own' if own else name}.md.jinja"
        try:
            with bounded():
                return self.render_template(template.partition("/")[2], table=plain(own))
        except Exception as error:
            self.findings.append(_wrong(error, template, 0))
            return f"{unreadable(template)}\n"

    # How a value is written down.

    def _printed(self, value: object) -> str:
        """A value as Markdown; behind one that says its place, that of the line around it again."""
        printed = escape(value)
        return Markdown(printed + marks.mark(self.place())) if place_of(value) else printed

    def _local(self, key: str) -> str:
        study = self._calling()[1]
        return f"{study}.{key}" if study and "." not in key else key

    def _span(self, keys: list[str], form: str, writer: Callable[..., str], **how: str) -> Markdown:
        values = [self.register[key].value for key in keys]
        try:
            written = writer(*values)
        except (ValueError, TypeError) as error:
            self.findings.append(
                NUMBER_FORM.at(
                    self.place(),
                    found=f"{' and '.join(keys)} = {values} as «{form}»: {error}",
                    expected="a form that the value can take",
                    fix=f"choose one of {', '.join(FORMS)}, in {' or '.join(GRAMMARS)}",
                )
            )
            return self._mark(keys[0])
        attributes = f'key="{attribute(" ".join(keys))}" src="{attribute(self.place())}"'
        if form != "auto":
            attributes += f' form="{attribute(form)}"'
        for name, choice in how.items():
            if choice != USUAL[name]:
                attributes += f' {name}="{attribute(choice)}"'
        return Markdown(f"[{escape(written)}]{{.n {attributes}}}")

    def _unknown(self, key: str) -> Markdown:
        numbers_of = self.register.numbers
        return self._missing(NUMBER_UNKNOWN_KEY, key, numbers_of, "build/register.json")

    def _missing(self, rule: Rule, key: str, known: Iterable[str], where: str) -> Markdown:
        self.findings.append(
            rule.at(
                self.place(),
                found=f"the key «{key}»",
                expected=f"a key of {where}",
                fix=suggestion(key, known, f"the keys are in {where}"),
            )
        )
        return self._mark(key)

    @staticmethod
    def _mark(key: str) -> Markdown:
        return Markdown(f"[?{escape(key)}]{{.missing-number}}")

    def place(self) -> Place:
        """The line of the call that is being rendered."""
        return self._calling()[0]

    def _calling(self) -> tuple[Place, str]:
        """The line of the innermost template that is calling, and its study."""
        template, line = _calling()
        if template is None:
            return Place(""), ""
        file, offset, study = template.globals.get(
            "__place__", (f"templates/{template.name}", 0, "")
        )
        return Place(str(file), int(offset) + line), str(study)

    def _lang(self, given: str) -> str:
        """The language that a call writes in: as it says, or as the division around it, or as the
        thesis; in a template, as the labels there.
        """
        if given:
            return short(given)
        template, line = _calling()
        if template and "__place__" not in template.globals:
            return short(str(self.labels.get("language") or self.language))
        languages = template.globals.get("__languages__", ()) if template else ()
        around = languages[line - 1] if 0 < line <= len(languages) else ""
        return str(around or self.language)


def _calling() -> tuple[Template | None, int]:
    """The innermost template that is calling, and the line in it."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return template, template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None, 0


def short(language: str) -> str:
    """The code of a language without its region: «nb-NO» -> «nb»."""
    return language.replace("_", "-").split("-")[0].lower()


def both(value: Value, word: str = "begge") -> str:
    """«begge», which says two.

    Raises:
        ValueError: the value is not 2.
    """
    if value != 2:
        raise ValueError(f"only two are «{word}»")
    return word


def write(value: Value, form: str, gender: str, lang: str) -> str:
    """A number or a range as text.

    Raises:
        ValueError: the form does not exist, or the value cannot take it.
    """
    if value is None:
        raise ValueError("the value is not known")
    how = grammar(lang)
    if form not in how.forms:
        raise ValueError(f"there is no form «{form}» in {lang}")
    if isinstance(value, list):
        if form == "year":
            return f"{value[0]}–{value[1]}"
        unit = "%" if form == "percent" else how.percent if form == "percent_words" else ""
        return how.range(value[0], value[1], unit)
    return how.forms[form](value, gender)


def write_share(part: Any, whole: Any, form: str, gender: str, lang: str) -> str:
    """One count out of another as text.

    Raises:
        ValueError: the form does not exist, or the values are no counts.
    """
    if form not in {"auto", "words", "digits"}:
        raise ValueError(f"there is no form «{form}» of a share")
    return grammar(lang).share(part, whole, form != "digits", gender)


def _wrong(error: Exception, file: str, offset: int) -> Finding:
    return TEXT_TEMPLATE.at(
        Place(file, offset + _line_of(error)),
        found=f"{type(error).__name__}: {str(error) or 'it takes too much memory'}",
        expected="a call that Jinja2 can read, such as {{ n('searches.hits') }}",
        fix="look for a brace or quote that is not closed, or a misspelt name",
    )


def _line_of(error: Exception) -> int:
    """The line in the template at which rendering broke off."""
    lines: dict[str, int] = {}  # of each template, the outermost first
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            lines[template.filename or ""] = template.get_corresponding_lineno(trace.tb_lineno)
        elif "__jinja_exception__" in frame.f_globals:  # as Jinja2 rewrites it
            lines[frame.f_code.co_filename] = trace.tb_lineno
        trace = trace.tb_next
    return next(iter(lines.values()), getattr(error, "lineno", 0))
