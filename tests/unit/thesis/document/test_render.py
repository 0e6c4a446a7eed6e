"""Rendering: keys, forms, places, values that try to break out, and the sandbox."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import placed, records
from tests.a_register import a_register
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.marks import unmarked
from thesis.document.render import Markdown, Renderer, attribute, both, escape, write
from thesis.input import sources
from thesis.input.labels import read as read_labels
from thesis.model.register import Number, Value

NBSP = "\u00a0"
FILE = "content/x.md"

NUMBERS = [
    Number("medline.hits", 30799618),
    Number("medline.articles", 5),
    Number("embase.articles", 10),
    Number("one.thing", 1),
    Number("fhi.share", 9),
    Number("fhi.decimal", 0.9),
    Number("fhi.ages", [18, 35]),
    Number("fhi.years", [1994, 1999]),
    Number("fhi.year", 2016),
    Number("wang2017.weeks", 12),
    Number("wang2017.unknown", None),
    Number("weeks.weeks", 99),
]
RECORDS: dict[str, Any] = {"references": {}, "studies": [], "pico": [{"label": "P", "text": "x"}]}


class Author:
    """A renderer, what it finds, and the bare text of what it prints."""

    def __init__(self, folder: Path | None = None, records: dict[str, Any] | None = None) -> None:
        self.found: list[Finding] = []
        register = a_register(NUMBERS, RECORDS if records is None else records)
        labels = {"pico": {"caption": "PICO"}}
        self.renderer = (
            Renderer(register, labels, self.found, folder)
            if folder
            else Renderer(register, labels, self.found)
        )

    def writes(self, source: str, **options: Any) -> str:
        return self.renderer.render(source, FILE, **options)

    def prints(self, source: str, **options: Any) -> str:
        return pandoc.text(blocks(self.writes(source, **options)))

    @property
    def places(self) -> list[tuple[str, str]]:
        return [(str(finding.place), finding.rule) for finding in self.found]


@pytest.fixture
def author() -> Author:
    return Author()


def blocks(markdown: str) -> list[Any]:
    """What pandoc reads."""
    tree = placed.read(markdown)
    read: list[Any] = tree["blocks"]
    return read


def spans(markdown: str) -> list[dict[str, Any]]:
    return [
        element
        for element in pandoc.walk(blocks(markdown))
        if element["t"] == "Span" and "n" in pandoc.classes(element)
    ]


# ---- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ('n("medline.articles")', "fem"),
        ('n("medline.hits")', f"30{NBSP}799{NBSP}618"),
        ('n("medline.articles", form="digits")', "5"),
        ('n("wang2017.weeks", form="words")', "tolv"),
        ('n("medline.articles", form="ordinal")', "femte"),
        ('n("fhi.share", form="percent")', f"9{NBSP}%"),
        ('n("fhi.share", form="percent_words")', f"ni{NBSP}prosent"),
        ('n("fhi.decimal", form="percent")', f"0,9{NBSP}%"),
        ('n("fhi.year", form="year")', "2016"),
        ('n("one.thing")', "én"),
        ('n("one.thing", gender="n")', "ett"),
        ('n("one.thing", gender="f")', "ei"),
        ('n("fhi.ages")', "18–35"),
        ('n("fhi.ages", form="percent")', f"18–35{NBSP}%"),
        ('n("fhi.years", form="year")', "1994–1999"),
        ('share("medline.articles", "embase.articles")', "fem av ti"),
        ('share("medline.articles", "embase.articles", form="digits")', "5 av 10"),
        ('share("one.thing", "embase.articles", gender="n")', "ett av ti"),
        ('span("medline.articles", "embase.articles")', "5–10"),
        ('span("medline.articles", "embase.articles", form="percent")', f"5–10{NBSP}%"),
        ('n("medline.articles", lang="en")', "five"),
        ('n("medline.hits", lang="en")', "30,799,618"),
        ('n("medline.articles", form="digits", lang="en")', "5"),
        ('n("fhi.share", form="percent", lang="en")', "9%"),
        ('n("fhi.year", form="year", lang="en")', "2016"),
    ],
)
def test_a_call_prints_the_number_as_prose_wants_it(
    author: Author, call: str, printed: str
) -> None:
    assert author.prints(f"x {{{{ {call} }}}} y") == f"x {printed} y"
    assert author.found == []


def test_a_number_is_a_span_with_its_key_form_and_place(author: Author) -> None:
    source = 'a\nb {{ n("medline.hits", form="digits") }}\n{{ share("a.b", "c") }}'
    (span,) = spans(author.writes(source))
    assert pandoc.attributes(span) == {"key": "medline.hits", "src": f"{FILE}:2", "form": "digits"}


def test_a_share_carries_both_keys(author: Author) -> None:
    (span,) = spans(author.writes('{{ share("medline.articles", "embase.articles") }}'))
    assert pandoc.attributes(span)["key"] == "medline.articles embase.articles"


@pytest.mark.parametrize(
    "call",
    [
        'n("medline.hits", form="ordnal")', 'n("fhi.decimal", form="ordinal")',
        'n("fhi.ages", form="nonsense")', 'n("wang2017.unknown")',
        'n("medline.articles", gender="x")', 'n("medline.articles", lang="sv")',
        'n("fhi.decimal", form="ordinal", lang="en")',
        'share("medline.articles", "embase.articles", lang="sv")',
        'span("medline.articles", "embase.articles", lang="de")',
        'share("embase.articles", "medline.articles")',
        'share("medline.articles", "embase.articles", form="percent")',
        'share("fhi.ages", "embase.articles")', 'span("embase.articles", "medline.articles")',
        'span("wang2017.unknown", "medline.articles")',
    ],
)  # fmt: skip
def test_a_form_that_the_value_cannot_take_is_a_finding_and_a_mark(
    author: Author, call: str
) -> None:
    written = author.writes(f"a\n{{{{ {call} }}}} b")
    assert author.places == [(f"{FILE}:2", "number.form")]
    assert "missing-number" in written
    assert written.endswith(" b")


def test_all_unknown_keys_are_told_with_their_lines_and_the_nearest(author: Author) -> None:
    written = author.writes(
        '{{ n("medlin.hits") }}\n'
        '{{ share("medline.articls", "embase.articls") }}\n'
        '{{ span("q.a", "q.b") }}\n'
        'og {{ n("medline.articles") }}\n'
    )
    assert author.places == [(f"{FILE}:{line}", "number.unknown-key") for line in (1, 2, 2, 3, 3)]
    assert "medline.hits" in author.found[0].fix
    assert "medline.articles" in author.found[1].fix
    assert "embase.articles" in author.found[2].fix
    assert pandoc.text(spans(written)) == "fem"


def test_how_a_number_was_asked_for_is_kept_where_it_is_not_the_usual(author: Author) -> None:
    usual, neuter, english = spans(
        author.writes(
            '{{ n("one.thing") }} {{ n("one.thing", gender="n") }} {{ n("one.thing", lang="en") }}'
        )
    )
    assert set(pandoc.attributes(usual)) == {"key", "src"}
    assert pandoc.attributes(neuter)["gender"] == "n"
    assert pandoc.attributes(english)["lang"] == "en"


def test_both_is_two_and_no_other_number() -> None:
    assert both(2) == "begge"
    others: list[Value] = [1, 3, 2.5, None, [1, 2]]
    for value in others:
        with pytest.raises(ValueError, match="begge"):
            both(value)


# ---- what templates print as data has it ---------------------------------------------------------


@pytest.mark.parametrize("value", ["5 not 4", "craving*", "16.04.20", 2017, "a | b {.n} [x]"])
def test_what_is_printed_verbatim_is_marked_with_its_place(author: Author, value: object) -> None:
    written = author.writes("\n{{ verbatim(" + repr(value) + ") }}")
    (span,) = [one for one in pandoc.walk(blocks(written)) if one["t"] == "Span"]
    assert pandoc.classes(span) == ["verbatim"]
    assert pandoc.attributes(span) == {"src": f"{FILE}:2"}
    assert pandoc.text(span) == str(value)


def test_nothing_printed_verbatim_is_nothing(author: Author) -> None:
    assert author.writes("a{{ verbatim('') }}b") == "ab"


# ---- a study's own keys --------------------------------------------------------------------------


def study(text: str) -> dict[str, Any]:
    return records.study("wang2017", texts={"method": text}, line=20)


def test_a_study_calls_its_own_figures_by_their_bare_names(author: Author) -> None:
    text = author.renderer.text(
        study('I {{ n("weeks") }} av {{ n("medline.articles") }}.\n'), "method"
    )
    assert [pandoc.attributes(span)["key"] for span in spans(text)] == [
        "wang2017.weeks",
        "medline.articles",
    ]


def test_a_number_in_a_study_points_to_its_line_in_the_record(author: Author) -> None:
    text = author.renderer.text(study('En.\nTo.\n{{ n("weeks") }} og {{ n("x") }}\n'), "method")
    assert pandoc.attributes(spans(text)[0])["src"] == "data/studies/wang2017.yaml:23"
    assert author.places == [("data/studies/wang2017.yaml:23", "number.unknown-key")]
    assert "wang2017.x" in author.found[0].found


def test_a_study_that_a_loop_prints_still_tells_its_own_line(author: Author) -> None:
    author.renderer.environment.globals["studies"] = [
        study("{{ n('x') }}"),
        study("{{ n('weeks') }}"),
    ]
    written = author.writes(
        'a\n{% for s in studies %}\n{{ text(s, "method") }}\n{% endfor %}\n{{ n("y.z") }}'
    )
    assert author.places == [
        ("data/studies/wang2017.yaml:21", "number.unknown-key"),
        (f"{FILE}:5", "number.unknown-key"),
    ]
    assert pandoc.text(spans(written)) == "tolv"


def test_bare_names_belong_to_studies_alone(author: Author) -> None:
    author.writes('{{ n("weeks") }}')
    assert author.places == [(f"{FILE}:1", "number.unknown-key")]


def test_a_text_that_is_to_fill_is_a_mark_and_no_finding_of_its_own(author: Author) -> None:
    record = {**study("Her."), "to_fill": ["texts.ethics", "design"]}
    author.renderer.labels = {"to_fill": "Fyll ut"}
    mark = "[Fyll ut: ethics]{.missing-number}"
    assert author.renderer.text(record, "ethics") == mark
    assert author.renderer.text({**record, "to_fill": ["texts"]}, "ethics") == mark
    assert unmarked(author.renderer.text(record, "method")) == "Her."
    assert author.found == []


def test_a_study_without_the_text_is_a_finding_and_the_rest_is_printed(author: Author) -> None:
    author.renderer.environment.globals["s"] = study("Her.")
    written = author.writes('{{ text(s, "ethics") }} {{ text(s, "method") }}')
    assert author.places == [("data/studies/wang2017.yaml", "study.missing-text")]
    assert "ethics" in author.found[0].found
    assert written.endswith("Her.")


@pytest.mark.parametrize("blank", [None, ""])
def test_a_text_of_a_study_that_is_not_written_yet_is_a_finding_at_its_line(
    author: Author, blank: str | None
) -> None:
    record = study("")
    record["texts"]["method"]["text"] = blank
    author.renderer.environment.globals["s"] = record
    author.writes('{{ text(s, "method") }}')
    assert author.places == [("data/studies/wang2017.yaml:21", "study.missing-text")]


def test_a_bar_in_a_study_ends_no_cell(author: Author) -> None:
    author.renderer.environment.globals["s"] = study(r"p | q \| r" + "\n*s*" + "\n\n")
    written = author.writes('| a | b |\n|---|---|\n| {{ text(s, "method") }} | c |\n')
    table = blocks(written)[0]
    assert pandoc.text(table).split("\n") == ["a", "b", "p | q | r s", "c"]


# ---- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('{{ n("x.y") }}', [1]),
        ('a\n\nb {{ n("x.y") }} c {{ n("x.z") }}\n', [3, 3]),
        ('{% for i in [1, 2] %}\na\n{{ n("x.y") }}\n{% endfor %}\n', [3]),
        ('{% for i in [1, 2] %}\na\n{{ n("x." ~ i) }}\n{% endfor %}\n', [3, 3]),
        ('{% macro m(k) %}\na\n{{ n(k) }}\n{% endmacro %}\nb\n{{ m("x.y") }}\n', [3]),
        ('{% if true %}\n\n{{ n("x.y") }}\n{% endif %}{{ n("x.z") }}', [3, 4]),
        ('{## en\nmerknad ##}\n{{ n("x.y") }}', [3]),
        ('{% set a = n("x.y") %}\n\n{{ a }}', [1]),
        ('{%- if true -%}\n\n\n{{- n("x.y") -}}\n{%- endif -%}', [4]),
        ('\n{{ n(\n  "x.y"\n) }}\n{{ n("x.z") }}', [2, 5]),
    ],
    ids=lambda value: None if isinstance(value, list) else repr(value)[:30],
)
def test_an_unknown_key_is_told_with_its_line(
    author: Author, source: str, lines: list[int]
) -> None:
    author.writes(source)
    told = sorted({(str(finding.place), finding.found) for finding in author.found})
    assert [int(place.rsplit(":", 1)[1]) for place, _ in told] == lines


def test_a_text_further_down_its_file_counts_from_the_top_of_the_file(author: Author) -> None:
    author.writes('a\n{{ n("x.y") }}', offset=40)
    assert author.places == [(f"{FILE}:42", "number.unknown-key")]


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{{ missing }}", 2, "missing"),
        ("a\n{{ missing.deep }}", 2, "missing"),
        ("a\n\n{{ pico[0].titel }}", 3, "titel"),
        ("{% if missing %}x{% endif %}", 1, "missing"),
        ("a\n{{ n(missing) }}", 2, "missing"),
        ("a\n{{ missing() }}", 2, "missing"),
        ("a\n{% for x in missing %}{% endfor %}", 2, "missing"),
        ("{% macro m() %}\n{{ missing }}\n{% endmacro %}\nb\n{{ m() }}", 2, "missing"),
        ("a\nb\n{{ n('x' }}", 3, "unexpected"),
        ("a\n{% if true %}\nb", 3, "endif"),
        ("a\n{{ 'x' | nofilter }}", 2, "nofilter"),
        ("a\n{{ n() }}", 2, "key"),
        ("a\n{{ n(5) }}", 2, "int"),
        ("a\n{{ date('5. mai') }}", 2, "5. mai"),
        ("a\n{{ 1 / 0 }}", 2, "division"),
        ("a\n{{ range(10 ** 9) }}", 2, "too big"),
        ("a\n{% include 'none.md' %}", 2, "none.md"),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}", 2, "recursion"),
    ],
)
def test_what_cannot_be_rendered_is_a_finding_with_its_line(
    author: Author, source: str, line: int, said: str
) -> None:
    written = author.writes(source)
    assert author.places == [(f"{FILE}:{line}", "text.template")]
    assert said in author.found[0].found
    assert pandoc.text(blocks(written)).endswith(f"{FILE} kan ikke leses")


def test_a_line_that_cannot_be_rendered_hides_nothing_of_the_others(author: Author) -> None:
    written = author.writes("Ti {{ n('x' }}.\n{{ n('nowhere') }} a.\n\n{{ m() }}\nSlutt.")
    assert sorted(author.places) == [
        (f"{FILE}:1", "text.template"),
        (f"{FILE}:2", "number.unknown-key"),
        (f"{FILE}:4", "text.template"),
    ]
    assert written.endswith("Slutt.")


# ---- values that try to break out ----------------------------------------------------------------

VALUES = [
    "|", "a | b", "*x* **y** _z_", "@wang2017", "[@wang2017, s. 3]", "# Overskrift",
    "<b>x</b> <!-- y -->", "&amp; &lt; &#65;", "{{ n('x') }} {% x %} {## y ##}",
    "$x^2$ \\(y\\) \\[z\\]", "`kode` ``k``", "\\alpha \\", "[x](http://x.no) [y][z] [^1]",
    "![x](y.png)", "<http://x.no> http://x.no/a_b_c", "\"x\" 'y' -- --- ...", "~x~ ~~y~~ ^z^",
    "a^[note]", "- punkt", "1. punkt", "(@) punkt", "> sitat", "::: {.matrix}", "{.klasse #id}",
    "[x]{.smallcaps}", ": bildetekst {#tbl:x}", "| linje", "---", "===", "```", "~~~", "x\\\ny",
    "«på» – søt ﬁ 日本", "30\u00a0799", "=SUM(A1)", ":smile:", "x: y; z!", "[ ] og [x]",
    "\\| \\* \\\\",
]  # fmt: skip


EVERYWHERE = """\
{{ value }}

| a | b |
|---|---|
| {{ value }} | c |

*{{ value }}*
"""


@pytest.mark.parametrize("value", [*VALUES, " ".join(VALUES)])
def test_a_value_reaches_pandoc_as_it_was_typed(author: Author, value: str) -> None:
    author.renderer.environment.globals["value"] = value
    read = blocks(author.writes(EVERYWHERE))
    words = re.sub("[ \n]+", " ", value)
    assert [pandoc.text(block) for block in read] == [words, f"a\nb\n{words}\nc", words]
    allowed = {"Para", "Plain", "Table", "Emph", "Str", "Space", "SoftBreak"}
    layout = {"AlignDefault", "ColWidth", "ColWidthDefault"}
    assert {element["t"] for element in pandoc.walk(read)} <= allowed | layout
    assert author.found == []


@pytest.mark.parametrize("value", ["x", "a\nb", 'say "x" \\ {y} | z', "file.md:3", "«å»", "a=b"])
def test_an_attribute_reaches_pandoc_as_it_was_typed(value: str) -> None:
    (span,) = [
        e for e in pandoc.walk(blocks(f'[x]{{.n src="{attribute(value)}"}}')) if e["t"] == "Span"
    ]
    assert pandoc.attributes(span) == {"src": value.replace("\n", " ")}


def test_an_unknown_key_that_breaks_out_is_marked_as_typed(author: Author) -> None:
    key = "a]{.n}*b*[c|`d"
    author.renderer.environment.globals["key"] = key
    assert author.prints("x {{ n(key) }} y") == f"x ?{key} y"


def test_markdown_is_printed_as_it_stands() -> None:
    assert escape(Markdown("*x*")) == "*x*"
    assert escape("*x*") == r"\*x\*"
    assert escape(5) == "5"


@pytest.mark.parametrize(
    "source",
    [
        '{% macro m() %}*{{ n("medline.articles") }}*{% endmacro %}{{ m() }}',
        '{% set x %}*{{ n("medline.articles") }}*{% endset %}{{ x }}',
        "{% macro m() %}{{ caller() }}{% endmacro %}"
        '{% call m() %}*{{ n("medline.articles") }}*{% endcall %}',
        '{% set x = n("medline.articles") %}*{{ x }}*',
    ],
    ids=["macro", "set block", "call block", "set"],
)
def test_what_was_escaped_once_is_not_escaped_again(author: Author, source: str) -> None:
    written = author.writes(source)
    assert pandoc.text(spans(written)) == "fem"
    assert [e["t"] for e in pandoc.walk(blocks(written))].count("Emph") == 1


def test_a_macro_escapes_the_values_it_is_given(author: Author) -> None:
    source = '{% macro m(x) %}({{ x }}){% endmacro %}{{ m("*a*") }}'
    assert author.prints(source) == "(*a*)"


def test_a_pandoc_attribute_is_no_comment(author: Author) -> None:
    assert (
        author.writes("# A {#app:x}\n\n{% raw %}{{ x }}{% endraw %}.\n")
        == "# A {#app:x}\n\n{{ x }}.\n"
    )


# ---- the sandbox ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        '{{ "".__class__ }}', '{{ "".__class__.__mro__[1].__subclasses__() }}',
        "{{ n.__globals__ }}", "{{ n.__self__.register }}", "{{ n.__func__ }}",
        "{{ authors.__globals__ }}", "{{ date.__code__ }}", '{{ "{0.__class__}".format(n) }}',
        '{{ "%s" | attr("__class__") }}', '{{ (n | attr("__self__")).findings }}',
        "{{ pico.append(1) }}", "{{ pico[0].update(label='y') }}", "{{ pico[0].pop('label') }}",
        "{{ labels.clear() }}", "{% set pico[0].label = 'y' %}", "{% import os %}",
        "{% include '/etc/passwd' %}", "{% include '../thesis/document/render.py' %}",
        "{{ open('/etc/passwd') }}", "{{ self.__init__.__globals__ }}",
    ],
)  # fmt: skip
def test_a_text_cannot_reach_out_of_the_sandbox(author: Author, source: str) -> None:
    before = json.dumps(RECORDS)
    written = author.writes("a\n" + source)
    assert author.places == [(f"{FILE}:2", "text.template")]
    assert pandoc.text(blocks(written)).endswith(f"{FILE} kan ikke leses")
    assert json.dumps(RECORDS) == before


# ---- templates -----------------------------------------------------------------------------------


def test_a_number_in_a_template_points_to_the_template(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "x.md.jinja").write_text(
        '{{ label }}\n{{ n("medline.articles") }}\n{{ n("x.y") }}\n'
    )
    author = Author(tmp_path)
    written = unmarked(author.renderer.render_template("tables/x.md.jinja", label="*a*"))
    assert written.startswith(r"\*a\*")
    assert pandoc.attributes(spans(written)[0])["src"] == "templates/tables/x.md.jinja:2"
    assert author.places == [("templates/tables/x.md.jinja:3", "number.unknown-key")]


def test_every_line_of_a_study_on_disk_is_the_line_that_is_told(
    author: Author, tmp_path: Path
) -> None:
    path = tmp_path / "s.yaml"
    path.write_text('texts:\n  a: |\n    En.\n    {{ n("x") }}\n  b: Her {{ n("y") }}.\n', "utf-8")
    source = sources.read_yaml(path, "data/studies/s.yaml")
    for name in ("a", "b"):
        above = source.texts["texts", name]
        author.renderer.render(source.value["texts"][name], source.file, above, "s")
    assert [str(finding.place) for finding in author.found] == [
        "data/studies/s.yaml:4",
        "data/studies/s.yaml:5",
    ]


@pytest.mark.parametrize("form", ["auto", "digits", "percent"])
def test_a_value_that_is_not_known_has_no_form(form: str) -> None:
    with pytest.raises(ValueError, match="not known"):
        write(None, form, "m", "nb")


CALLS = """\
{{ n("medline.articles") }}; {{ n("fhi.decimal") }}; {{ n("medline.hits") }}
{{ n("fhi.share", form="percent_words") }}; {{ n("fhi.ages", form="percent_words") }}
{{ n("wang2017.weeks", form="ordinal") }}; {{ n("wang2017.weeks", form="words") }}
{{ share("medline.articles", "embase.articles") }}
{{ span("medline.articles", "embase.articles") }}
{{ date("2020-05-05") }}
"""
NORWEGIAN = (
    f"fem; 0,9; 30{NBSP}799{NBSP}618 ni{NBSP}prosent; 18–35{NBSP}prosent "
    f"tolvte; tolv fem av ti 5–10 5.{NBSP}mai 2020"
)
NYNORSK = NORWEGIAN.replace("ende", "ande")
ENGLISH = (
    f"five; 0.9; 30,799,618 nine{NBSP}per cent; 18–35{NBSP}per cent "
    f"twelfth; twelve five of ten 5–10 5{NBSP}May 2020"
)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *[("nb-NO", NORWEGIAN), ("nb", NORWEGIAN), ("nn-NO", NYNORSK), ("nn", NYNORSK)],
        *[("en-GB", ENGLISH), ("en", ENGLISH), ("", NORWEGIAN)],
    ],
)
def test_numbers_are_in_the_language_of_the_thesis(language: str, written: str) -> None:
    records = {**RECORDS, "thesis": {"language": language}}
    author = Author(records=records)
    assert author.prints(CALLS) == written
    assert author.found == []


@pytest.mark.parametrize(
    ("language", "around", "written"),
    [
        ("nb-NO", "::: {lang=en-GB}", ENGLISH),
        ("nb-NO", ':::: {.abstract lang="en"}', ENGLISH),
        ("en-GB", "::: {lang=nb-NO}", NORWEGIAN),
        ("nb-NO", "::: {.matrix}", NORWEGIAN),
        ("en-GB", "::: matrix", ENGLISH),
    ],
)
def test_numbers_in_a_division_are_in_its_language(
    language: str, around: str, written: str
) -> None:
    author = Author(records={**RECORDS, "thesis": {"language": language}})
    before = "::: {.note}\n\nOrd.\n\n:::\n\n"
    printed = author.prints(f"{before}{around}\n\n{CALLS}\n:::\n")
    assert written in printed
    (after,) = [author.prints(f'{around}\n\nOrd.\n\n:::\n\n{{{{ n("medline.articles") }}}}')]
    assert after.endswith("five" if language == "en-GB" else "fem")


def test_the_language_of_a_division_is_known_beside_a_broken_line() -> None:
    author = Author()
    text = '::: {lang=en}\n\n{{ n("medline.articles" }}\n{{ n("medline.articles") }}\n\n:::\n'
    assert "five" in author.prints(text)


def test_a_call_may_say_its_language_itself() -> None:
    author = Author()
    assert (
        author.prints('::: {lang=en}\n\n{{ n("medline.articles", lang="nb-NO") }}\n\n:::') == "fem"
    )


def test_one_is_bent_as_nynorsk_bends_it() -> None:
    author = Author(records={**RECORDS, "thesis": {"language": "nn-NO"}})
    calls = " ".join(f'{{{{ n("one.thing", gender="{gender}") }}}}' for gender in "mfn")
    assert author.prints(
        f'{calls} {{{{ share("one.thing", "medline.articles", gender="n") }}}}'
    ) == ("éin ei eitt eitt av fem")


def test_a_template_writes_its_numbers_in_the_language_of_the_labels(tmp_path: Path) -> None:
    (tmp_path / "x.md.jinja").write_text('{{ n("medline.articles") }}', "utf-8")
    for labels, written in [("nb-NO", "fem"), ("en-GB", "five")]:
        author = Author(tmp_path, {**RECORDS, "thesis": {"language": "en-GB"}})
        author.renderer.labels = {"language": labels}
        assert written in author.renderer.render_template("x.md.jinja")


def test_a_template_that_was_edited_is_read_anew(tmp_path: Path) -> None:
    for text in ("ett", "to", "tre", "tre"):
        (tmp_path / "a.md.jinja").write_text(f"{{{{ '{text}' }}}}\n", "utf-8")
        renderer = Renderer(a_register([], {}), {}, [], folder=tmp_path)
        assert renderer.render_template("a.md.jinja") == f"{text}\n"


@pytest.mark.parametrize(
    ("letters", "caption"),
    [("P I C O", "PICO"), ("P E O", "PEO"), ("P C C", "PCC"), ("S PI D E R", "SPIDER")],
)
def test_the_table_of_the_question_is_named_by_the_letters_of_its_frame(
    letters: str, caption: str, house: Path
) -> None:
    rows = [{"id": x.lower(), "letter": x, "label": x, "text": "Noe"} for x in letters.split()]
    words = read_labels(house / "templates/labels/nb.yaml")
    printed = Renderer(a_register([], {"pico": rows}), words, []).render_table("pico")
    assert f": {caption}\\-skjema {{#tbl:pico}}" in unmarked(printed)
