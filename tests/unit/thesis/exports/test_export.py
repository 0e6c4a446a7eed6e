"""Whatever an export is put together of: as many records come out as it says it has."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.thesis.exports.exports import BETWEEN, FORMATS, HEAD, TAIL, one
from thesis.exports import read
from thesis.exports.export import Export, guarded

MENDABLE = {
    "ris": [("ER  - \n", ""), ("ER  - ", "ER  -"), ("TY  - ", "TY - ")],
    "nbib": [("STAT- MEDLINE\n", ""), ("      never", "never")],
    "bib": [("@article", "@ARTICLE"), ("  year = {2019}\n", "  year = 2019,\n")],
    "csl": [("\n", " ")],
    "enw": [("%D 2019", "%D 2019 "), ("of what\nnever", "of what never")],
    "ciw": [("ER\n", ""), ("   never", "      never")],
    "ovid": [("VN  - Ovid Technologies\n", ""), ("TI  - ", "TI - ")],
    "csv": [(",2019,", ',"2019",'), ("Invented Journal", "")],
    "xml": [("\n", " "), ("</title>", "\n</title>")],
}
"""What can be missing from a record and it is read all the same."""

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1")


@st.composite
def exports(draw: st.DrawFn) -> tuple[bytes, int]:
    """An export, put together of good and of mendable records, and how many it has."""
    kind = draw(st.sampled_from(FORMATS))
    records = []
    for n in range(draw(st.integers(1, 6))):
        record = one(kind, n + 1)
        if draw(st.booleans()):
            old, new = draw(st.sampled_from(MENDABLE[kind]))
            record = record.replace(old, new, 1)
        records.append(record + draw(st.sampled_from(["", "\n", "\n\n"])))
    mark = draw(st.sampled_from(["", "\ufeff"]))  # as in files that were put together
    between = BETWEEN[kind] if kind in {"bib", "csl", "enw"} else draw(st.sampled_from(["", "\n"]))
    text = HEAD[kind] + f"{between}{mark}".join(records) + TAIL[kind]
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    encoding = draw(st.sampled_from(ENCODINGS))
    return text.replace("\ufeff" if encoding == "latin-1" else "\0", "").encode(encoding), len(
        records
    )


@given(exports())
def test_as_many_come_out_as_went_in(made: tuple[bytes, int]) -> None:
    content, count = made
    export = read.read(content)
    titles = [str(record.item["title"]) for record in export.records]
    assert titles == [f"Title {n + 1} of what never was" for n in range(count)]
    assert (export.announced, export.lost) == (count, 0)


@given(exports(), st.data())
def test_where_bytes_are_cut_out_every_mark_that_is_left_is_read_or_told(
    made: tuple[bytes, int], data: st.DataObject
) -> None:
    content, _ = made
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    try:
        export = read.read(content[:start] + content[end:])
    except read.UnknownFormatError:
        return
    assert export.announced == len(export.records) + export.lost
    for record in export.records:
        assert re.search(r"\S", record.item["title"])


def test_a_record_that_a_parser_swallowed_is_told() -> None:
    export = guarded(Export(announced=3))
    assert export.lost == 3
    assert export.notes[0].says == "the file marks 3 records, and 0 were read: 3 are missing"
