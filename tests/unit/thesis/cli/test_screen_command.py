"""The command screen: how it begins, and how it ends."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.unit.thesis.cli.conftest import Told
from tests.unit.thesis.cli.screen.conftest import screened

HOUSE = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ({}, "Who screens?: add --as and one of kari, ola"),
        ({"data/screening.yaml": ""}, "data/screening.yaml names nobody who screens"),
        ({"data/exports/medline-4.ris": "%PDF-1.7"}, "data/exports/medline-4.ris: this is a PDF"),
        ({"data/duplicates.csv": "record,of,is\na,b,perhaps\n"}, "data/duplicates.csv:2: is:"),
        ({"data/screening/kari.csv": "\xff"}, "data/screening/kari.csv"),
    ],
)
def test_what_it_cannot_begin_with_is_told(
    tmp_path: Path, told: Told, spoil: dict[str, str], says: str
) -> None:
    root = screened(tmp_path, HOUSE)
    for file, text in spoil.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_bytes(text.encode("latin-1"))
    who = ["--as", "kari"] if spoil else []
    assert says in told(2, "screen", "--directory", root, *who)


def test_it_names_its_page_holds_its_place_and_ends_cleanly_at_ctrl_c(
    tmp_path: Path, told: Told
) -> None:
    root = screened(tmp_path, HOUSE)
    screen = ["screen", "--as", "kari", "--directory", root]
    process = subprocess.Popen(
        [sys.executable, "-m", "thesis", *screen],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as in the front
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[0]
    with urllib.request.urlopen(address) as answer:
        assert "Kari Berg" in answer.read().decode()
    said = told(2, *screen)
    assert said == f"Somebody screens here as kari: {address} (process {process.pid})\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "\nEnded.\n", "")
