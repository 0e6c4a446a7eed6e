"""The text of a record, changed line by line."""

import pytest

from thesis.cli.records.record_text import RecordText

TEXT = """# Above.
key: anna2019
status: included     # so far
place: 2
# On the search.
search: {database: medline, number: 4}

figures:
  weeks: 8           # told twice
  status: 3
texts:
  purpose: |
    Formålet.

    Mer.
  reason: |
    Fordi.
"""


def changed(text: str = TEXT) -> RecordText:
    return RecordText(text)


def test_what_is_not_changed_is_kept_to_the_letter() -> None:
    assert changed().text == TEXT
    assert changed(TEXT.replace("\n", "\r\n")).text == TEXT.replace("\n", "\r\n")


def test_a_value_is_replaced_and_the_comment_behind_it_keeps_its_column() -> None:
    text = changed()
    text.set("status", "excluded")
    assert text.text == TEXT.replace("included     #", "excluded     #")
    text.set("status", "a longer word than there is room for")
    assert "status: a longer word than there is room for # so far\n" in text.text


def test_a_new_field_stands_below_the_one_that_is_named_and_a_comment_stays_with_its_field() -> (
    None
):
    text = changed()
    text.set("withdrawn", "{}", after="place")
    assert text.text == TEXT.replace("place: 2\n", "place: 2\nwithdrawn: {}\n")


def test_a_new_field_without_a_place_stands_above_the_texts() -> None:
    text = changed()
    text.set("design", "TODO", after="")
    assert text.text == TEXT.replace("texts:\n", "design: TODO\ntexts:\n")


def test_a_field_is_taken_out_with_all_that_is_in_it() -> None:
    text = changed()
    text.remove("figures")
    text.remove("nothing")
    assert text.text == TEXT.replace(
        "figures:\n  weeks: 8           # told twice\n  status: 3\n", ""
    )


@pytest.mark.parametrize("name", ["purpose", "reason"])
def test_a_text_is_read_replaced_and_taken_out(name: str) -> None:
    text = changed()
    assert text.text_of("purpose") == ["Formålet.", "Mer."]
    text.put_text(name, "Nytt.")
    assert text.text_of(name) == ["Nytt."]
    text.remove_text(name)
    assert not text.has_text(name)
    (other,) = {"purpose", "reason"} - {name}
    assert changed().text_of(other) == text.text_of(other)


def test_a_text_of_a_record_without_any_begins_them() -> None:
    text = changed("key: anna2019\n")
    text.put_text("reason", "Fordi.\nDerfor.")
    assert text.text == "key: anna2019\ntexts:\n  reason: |\n    Fordi.\n    Derfor.\n"


def test_a_field_of_more_lines_is_put_and_grows_at_its_end() -> None:
    text = changed()
    text.put("decisions", ["decisions:", "  - a"], after="place")
    text.append("decisions", ["  - b"])
    assert text.text == TEXT.replace("place: 2\n", "place: 2\ndecisions:\n  - a\n  - b\n")
