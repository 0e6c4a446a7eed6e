"""Looking at how much a PDF would be, before any of it is unpacked."""

import zlib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesis.cli.verify import unpacked

SMALL = 1000


def stream(content: bytes, dictionary: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream as it stands in a PDF."""
    return b"7 0 obj <<" + dictionary + b">> stream\r\n" + content + b"\nendstream endobj\n"


def too_much(content: bytes, most: int = SMALL, most_in_all: int = 3 * SMALL) -> str:
    return unpacked.too_much(content, most, most_in_all)


@pytest.mark.parametrize("size", [0, 1, SMALL])
def test_what_is_small_passes(size: int) -> None:
    assert too_much(stream(zlib.compress(bytes(size)))) == ""
    assert too_much(stream(bytes(5 * SMALL), b"")) == "", "not packed: it is as large as it is"


def test_one_stream_or_all_of_them_may_be_too_large() -> None:
    large, small = (stream(zlib.compress(bytes(size))) for size in (SMALL + 1, SMALL))
    assert "byte 33 is large" in too_much(large)
    assert too_much(small * 3) == ""
    assert "is large" in too_much(small * 4)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    class Unpacker:
        eof, unconsumed_tail = False, b"more"

        def decompress(self, given: bytes, most: int) -> bytes:
            nonlocal made
            made += most
            return bytes(most)

    monkeypatch.setattr(zlib, "decompressobj", Unpacker)
    assert "is large" in too_much(stream(b"x"))
    assert made == unpacked.PIECE, "it stops at the first piece"


@pytest.mark.parametrize(
    "dictionary",
    [
        b"/Filter [/FlateDecode /FlateDecode]",
        b"/Filter[/FlateDecode/Fl]",
        b"/Fi#6cter [ /A85 /Fl ]",
        b"/Filter 12 0 R",
        b"/Filter /LZWDecode",
        b"/Filter /RunLength#44ecode",
        b"/Filter % why\n/LZWDecode",
        b"/Filter\x00[ % why\n /RL ]",
        b"/Filter % why\n[/FlateDecode /FlateDecode]",
    ],
)
def test_what_is_packed_so_that_nobody_can_know_is_refused(dictionary: bytes) -> None:
    assert "unusual" in too_much(stream(zlib.compress(b"x"), dictionary))


def test_bytes_of_a_stream_are_no_filter_of_the_next() -> None:
    noise = stream(b"\x01/RL \x02/LZW(", b"")
    assert too_much(noise + stream(zlib.compress(b"x"))) == ""


@pytest.mark.parametrize("content", [b"", b"stream", b"stream\n", b"x stream\n\x78\x9c", b"\xff"])
def test_what_is_no_stream_is_nothing(content: bytes) -> None:
    assert too_much(content) == ""


@pytest.mark.parametrize("path", sorted((ROOT / "tests/editions").glob("*/thesis.pdf")))
def test_a_thesis_passes(path: Path) -> None:
    assert too_much(path.read_bytes(), 64 * 1024**2, 256 * 1024**2) == ""
