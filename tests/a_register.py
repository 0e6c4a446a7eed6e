"""Registers as tests write them: plain records, and what a test does not care for left out."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from thesis.model import records as model
from thesis.model.records import Records
from thesis.model.register import Number, Register

BLANK: dict[str, dict[str, Any]] = {
    "searches": {"query": "", "hits": 0, "abstracts_read": 0, "articles_read": 0, "limits": ""},
    "studies": {"status": "included"},
    "unverified": {"value": "", "note": ""},
}
"""What the records of a list have where a test says nothing of it."""

NONE: Mapping[str, Any] = {}


def records(plain: Mapping[str, Any]) -> Records:
    """Typed records of plain ones, the fields of a study on one level as in version 1."""
    full = {
        name: [{**BLANK[name], **each} for each in value] if name in BLANK else value
        for name, value in plain.items()
    }
    return model.read(model.upgraded({"numbers": {}, "records": full})["records"])


def a_register(numbers: Iterable[Number], plain: Mapping[str, Any] | Records = NONE) -> Register:
    """A register of some numbers and plain records."""
    return Register(numbers, plain if isinstance(plain, Records) else records(plain))


def give(register: Register, **plain: Any) -> None:
    """Give a register other records of some kinds: ``give(register, searches=[...])``."""
    made = records(plain)
    other = {name: getattr(made, name) for name in plain}
    register.records = msgspec.structs.replace(register.records, **other)
