"""Text of a study's file, changed line by line: comments and the order of the rest are kept."""

import re
from collections.abc import Sequence

TOP = re.compile(r"(?P<key>[A-Za-z_]\w*):(?P<rest>\s.*|)$")
INNER = re.compile(r"  (?P<key>[A-Za-z_]\w*):(?:\s|$)")
COMMENT = re.compile(r"\s+(?P<says>#.*)$")
"""What stands behind a value on its line."""


class RecordText:
    """The text of a study's file.

    Args:
        text: the whole of it; its line ends are kept.
    """

    def __init__(self, text: str) -> None:
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.splitlines()

    @property
    def text(self) -> str:
        """The file as it is now."""
        return "".join(f"{line}{self.end}" for line in self.lines)

    def set(self, key: str, value: str, after: str = "key") -> None:
        """Give a field a value on one line, in its place or below another field.

        Args:
            value: as YAML has it.
            after: the field that a new one stands below, if it is there; else it comes last but
                for the texts.
        """
        if (at := self._block(key)) is None:
            self._insert(after, [f"{key}: {value}"])
            return
        first, last = at
        made = f"{key}: {value}"
        if found := COMMENT.search(self.lines[first]):  # it keeps its column where there is room
            made = f"{made:<{found.start('says') - 1}} {found['says']}"
        self.lines[first:last] = [made]

    def put(self, key: str, block: Sequence[str], after: str) -> None:
        """Put a field of more than one line below another, in place of what it was."""
        self.remove(key)
        self._insert(after, block)

    def append(self, key: str, block: Sequence[str]) -> None:
        """Put lines at the end of a field that is there."""
        if at := self._block(key):
            self.lines[at[1] : at[1]] = block

    def remove(self, key: str) -> None:
        """Take a field out, if it is there."""
        if at := self._block(key):
            del self.lines[at[0] : at[1]]

    def put_line(self, key: str, name: str, value: str) -> None:
        """Give a name inside a field its value on one line, in its place or as the last one."""
        if at := self._inner(name, key):
            self.lines[at[0] : at[1]] = [f"  {name}: {value}"]
            return
        if at := self._block(key):
            if at[1] == at[0] + 1:  # nothing is below it: a mark to fill, or nothing
                self.lines[at[0]] = f"{key}:"
            self.append(key, [f"  {name}: {value}"])
            return
        self._insert("", [f"{key}:", f"  {name}: {value}"])

    def text_of(self, name: str) -> list[str]:
        """The lines of a text, without what they are indented by; none where it is not there."""
        at = self._inner(name)
        lines = self.lines[at[0] + 1 : at[1]] if at else []
        return [line.strip() for line in lines if line.strip()]

    def put_text(self, name: str, text: str) -> None:
        """Give a text its words, in its place or as the last one."""
        block = [f"  {name}: |", *(f"    {line}" for line in text.strip().splitlines())]
        if (at := self._inner(name)) is None:
            if (whole := self._block("texts")) is None:
                self.lines += ["texts:"]
                whole = (len(self.lines) - 1, len(self.lines))
            at = (whole[1], whole[1])
        self.lines[at[0] : at[1]] = block

    def remove_text(self, name: str) -> None:
        """Take a text out, if it is there."""
        if at := self._inner(name):
            del self.lines[at[0] : at[1]]

    def has(self, key: str) -> bool:
        """Whether a field is there."""
        return self._block(key) is not None

    def has_text(self, name: str) -> bool:
        """Whether a text is there."""
        return self._inner(name) is not None

    def _insert(self, after: str, block: Sequence[str]) -> None:
        at = self._block(after) or self._block("texts")
        place = len(self.lines)
        if at:
            place = at[1] if self._block(after) else at[0]
        self.lines[place:place] = block

    def _block(self, key: str) -> tuple[int, int] | None:
        """The lines of a field, up to the next one and the comments above that."""
        heads = [i for i, line in enumerate(self.lines) if TOP.match(line)]
        for i in heads:
            if self.lines[i].partition(":")[0] == key:
                last = next((each for each in heads if each > i), len(self.lines))
                while last > i + 1 and _is_apart(self.lines[last - 1]):
                    last -= 1
                return i, last
        return None

    def _inner(self, name: str, key: str = "texts") -> tuple[int, int] | None:
        """The lines of a text, or of another name inside a field."""
        whole = self._block(key)
        heads = [i for i in range(*whole) if INNER.match(self.lines[i])] if whole else []
        for i in heads:
            if self.lines[i].strip().partition(":")[0] == name:
                return i, next((each for each in heads if each > i), whole[1] if whole else i)
        return None


def _is_apart(line: str) -> bool:
    """Whether a line below a field belongs to the next one: a comment at the margin, a blank."""
    return not line.strip() or line.startswith("#")
