"""Values of fields as they are typed, against the schema."""

from pathlib import Path

import pytest

from thesis.cli.records import field_values
from thesis.cli.records.record_text import RecordText
from thesis.input import folder


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("peer_reviewed", "true", ""),
        ("peer_reviewed", "null", "included"),
        ("country", '"NO"', "included"),
        ("measures", "[sleep, mood]", "included"),
        ("reason_category", "day_workers", "excluded"),
        ("texts.reason", "Om dagen: ikke om natten.", "excluded"),
    ],
)
def test_what_a_field_may_have(root: Path, name: str, value: str, status: str) -> None:
    assert field_values.wrong(name, value, folder.read(root, []), status) == ""


@pytest.mark.parametrize(
    ("name", "value", "status", "why"),
    [
        ("peer_reviewed", "ja", "", "expected"),
        ("peer_reviewd", "true", "", "did you mean peer_reviewed?"),
        ("status", "included", "", "no such field"),
        ("reason_category", "day_workers", "included", "an included study has no such field"),
        ("reason_category", "day_worker", "excluded", "did you mean day_workers?"),
        ("country", "Norge", "", "a country code"),
        ("design", "rct\nplace: 4", "", "more than one value"),
        ("design", "[rct", "", ""),
    ],
)
def test_what_it_may_not_have_is_told(
    root: Path, name: str, value: str, status: str, why: str
) -> None:
    told = field_values.wrong(name, value, folder.read(root, []), status)
    assert told
    assert why in told


def test_a_field_and_a_text_are_filled_in_their_places() -> None:
    record = RecordText("key: a\ndesign: TODO  # which\ntexts:\n  reason: TODO   # why\n")
    field_values.fill(record, "design", "rct")
    field_values.fill(record, "texts.reason", "Fordi.")
    assert record.text == "key: a\ndesign: rct   # which\ntexts:\n  reason: |\n    Fordi.\n"
