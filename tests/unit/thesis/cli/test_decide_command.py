"""The command decide, as it is typed."""

from pathlib import Path

import pytest

from tests.unit.thesis.cli.a_thesis import record
from thesis import __main__


def run(capsys: pytest.CaptureFixture[str], root: Path, *said: str) -> tuple[int, str, str]:
    status = __main__.main(["decide", *said, "--directory", str(root)])
    return (status, *capsys.readouterr())


def test_it_says_what_it_wrote_and_what_is_to_do(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, root, "fabelmo2019", "excluded", "--reason", "De sov om dagen.")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "fabelmo2019: included → excluded"
    assert "reason_category is still to fill" in out
    assert "python -m thesis plan" in out


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["nobody", "excluded", "--reason", "x"], "there is no data/studies/nobody.yaml"),
        (["fabelmo2019", "excluded", "--reason", " "], "needs its reason"),
        (["fabelmo2019", "withdrawn", "--reason", "x", "--category", "a"], "Only an excluded"),
        (
            ["fabelmo2019", "excluded", "--reason", "x", "--category", "none"],
            "study.unknown-reason",
        ),
        (["papirdal2016", "withdrawn", "--reason", "x"], "study.withdrawn"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], said: list[str], why: str
) -> None:
    before = record(root, "fabelmo2019")
    status, out, err = run(capsys, root, *said)
    assert (status, out) == (2, "")
    assert why in err
    assert record(root, "fabelmo2019") == before
