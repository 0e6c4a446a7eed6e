"""Unpacked size of a PDF, found out piece by piece before anything is unpacked whole."""

import re
import zlib

PIECE = 64 * 1024

NAMED = rb"/Filter(?:[\s\x00]|%[^\r\n]*[\r\n])*"
"""What names a filter, and the blanks and comments that may follow."""

PACKED_TWICE = re.compile(NAMED + rb"(?:\[[^\]/]*/\w+[^\]/]*/\w|\d+\s+\d+\s+R)")
"""More than one filter, each of which may make a thousand bytes of one; or a list of them that
stands elsewhere."""

EXPANDING = re.compile(
    NAMED + rb"(?:\[[^\]/]*)?/(?:LZWDecode|LZW|RunLengthDecode|RL|BrotliDecode)\b"
)
"""Filters that make much of little, beside the one that every program uses. Without what names it,
three bytes of a picture or of a locked file would be one."""

BEFORE = 8000  # Bytes in front of a stream in which its dictionary stands

SPELT = re.compile(rb"#([0-9a-fA-F]{2})")
"""A letter of a name in another way: /Fl#61te."""

STARTS = re.compile(rb"(?<!end)stream[^\r\n]*(?:\r\n|\n|\r)")


def too_much(content: bytes, most: int, most_in_all: int) -> str:
    """What of a PDF would be too large when it is unpacked, or is packed so that nobody can know.

    Every stream stands in the file as such, whatever its dictionary says; so each is looked for by
    its first word and unpacked in pieces of 64 kB, which are thrown away.

    Args:
        most: bytes of one stream.
        most_in_all: bytes of all.

    Returns:
        A phrase, or "" where all of it is small enough.
    """
    total = 0
    for start in STARTS.finditer(content):
        before = content[max(0, start.start() - BEFORE) : start.start()]
        dictionary = SPELT.sub(lambda code: bytes([int(code[1], 16)]), before)
        if PACKED_TWICE.search(dictionary) or EXPANDING.search(dictionary):
            return f"what stands at byte {start.start()} is packed in an unusual way"
        size = _size(content, start.end(), most)
        total += size
        if size > most or total > most_in_all:
            return f"what stands at byte {start.start()} is large when it is unpacked"
    return ""


def _size(content: bytes, start: int, most: int) -> int:
    """Bytes that a packed stream gives, or one piece more than `most`; 0 where it is not packed."""
    unpacker = zlib.decompressobj()
    size = 0
    given = content[start : start + PIECE]
    try:
        while given and size <= most and not unpacker.eof:
            size += len(unpacker.decompress(given, PIECE))
            if not (given := unpacker.unconsumed_tail):
                start += PIECE
                given = content[start : start + PIECE]
    except zlib.error:
        pass
    return size
