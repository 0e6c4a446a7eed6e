"""Rules whose findings the steps note themselves, while they read, render and cite."""

from thesis.diagnostics.rules import declare

declare(
    "number.unknown-key",
    sees="a number call whose key the register does not have",
    misses="a key that exists but was not the one meant",
    example='{{ n("medlin.hits") }}',
)
declare(
    "number.form",
    sees="a number that cannot be written in the form asked for",
    misses="a form that can be written but reads badly",
    example='{{ n("fhi2019.alcohol_men", form="ordinal") }}',
)
declare(
    "text.template",
    sees="a Jinja2 tag that cannot be read, or a name that does not exist",
    misses="a tag that does what was not meant",
    example='{{ n("searches.hits" }}',
)
declare(
    "text.division",
    sees="a ::: that opens a division and is not closed, or closes one that was not opened",
    misses="two faults in one file that cancel each other out",
    example="::: {lang=en-GB} without a later :::",
)
declare(
    "text.unknown-table",
    sees="a table call with a name that no template has",
    misses="a table that is never called",
    example='{{ table("pcio") }}',
)
declare(
    "text.unknown-figure",
    sees="a figure call with a name that no figure has",
    misses="a figure that is never called",
    example='{{ figure("flowchat") }}',
)
declare(
    "citation.unresolved",
    sees="a citation of a work that data/references.yaml does not have",
    misses="a citation of the wrong work",
    example="[@thideman2015]",
)
declare(
    "reference.unresolved",
    sees="a cross-reference to a figure, table or appendix that is not there",
    misses="a cross-reference to the wrong one",
    example="@tbl:pcio",
)
declare(
    "text.character",
    sees="a character that no font of the PDF has; «?» stands in its place",
    misses="a character in a picture, or in the words of the flowchart's boxes alone",
    example="Det gikk bra 😀",
)
declare(
    "study.missing-text",
    sees="a text that a table prints and a study record does not have, or has blank",
    misses="a text that is there and says too little",
    example="ethics: with nothing after it",
)
declare(
    "pdf.typst",
    sees="a document, or a picture in it, that Typst cannot typeset",
    misses="pages that are typeset and look wrong",
    example="a template that calls a function which is not there",
)
