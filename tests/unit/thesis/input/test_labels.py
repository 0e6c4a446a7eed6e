"""The words that templates print."""

from pathlib import Path

import pytest

from thesis.input import labels
from thesis.input.sources import UnreadableSourceError


def test_labels_come_nested_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "nb.yaml"
    path.write_text("figure: figur\npico:\n  caption: PICO-skjema\n", "utf-8")
    assert labels.read(path) == {"figure": "figur", "pico": {"caption": "PICO-skjema"}}


def test_no_label_of_the_house_is_blank(house: Path) -> None:
    def leaves(node: object) -> list[object]:
        return (
            [leaf for child in node.values() for leaf in leaves(child)]
            if isinstance(node, dict)
            else [node]
        )

    read = leaves(labels.read(house / "templates" / "labels" / "nb.yaml"))
    assert len(read) > 30
    assert all(isinstance(leaf, str) and leaf for leaf in read)


def test_a_file_that_is_missing_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"nn\.yaml"):
        labels.read(tmp_path / "nn.yaml")
