"""The page is given to whoever knows its address, and decisions are taken from nobody else."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.thesis.cli.screen.conftest import Begin
from thesis.cli.screen import begin_session
from thesis.cli.screen.page import page
from thesis.cli.screen.server import ScreeningServer
from thesis.screening.decisions import read_decisions

NOTHING = {"decision": "", "reason": ""}
INCLUDE = {"decision": "include", "reason": ""}


@pytest.fixture
def server(root: Path, begin: Begin) -> Iterator[ScreeningServer]:
    session = begin()
    serving = ScreeningServer(session, page(session, begin_session.words_of(root, session)))
    yield serving
    serving.end()


def ask(
    server: ScreeningServer, path: str, body: object = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    content = None if body is None else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if content is not None:
        named.setdefault("Content-Type", "application/json")
    connection.request("GET" if content is None else "POST", path, content, named)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def test_the_page_and_what_it_asks_for(server: ScreeningServer) -> None:
    own = f"/{server.secret}/"
    status, headers, html = ask(server, own)
    assert (status, "Kari Berg" in html) == (200, True)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert json.loads(ask(server, f"{own}list?show=all&find=sleep%20swim")[2])["works"] == [3]
    assert json.loads(ask(server, f"{own}work?n=1")[2])["title"] == "Cycling: a trial"
    assert ask(server, f"{own}../../etc/passwd")[0] == 404


def test_a_decision_is_taken_and_a_wrong_one_is_told(root: Path, server: ScreeningServer) -> None:
    path = f"/{server.secret}/decide"
    told = ask(server, path, {"n": 0, "choice": INCLUDE, "before": NOTHING})[2]
    assert json.loads(told)["counts"]["include"] == 1
    told = ask(server, path, {"n": 0, "choice": NOTHING, "before": NOTHING})[2]
    assert json.loads(told)["now"] == INCLUDE
    for wrong in ({}, [], {"n": 9, "choice": INCLUDE, "before": NOTHING}, {"n": 0, "choice": 1}):
        assert "why" in json.loads(ask(server, path, wrong)[2])
    (root / "data/screening/kari.csv").write_bytes(b"\xff\xff")
    told = ask(server, path, {"n": 1, "choice": INCLUDE, "before": NOTHING})[2]
    assert "data/screening/kari.csv" in json.loads(told)["why"]


def test_who_does_not_know_the_address_can_neither_read_nor_decide(
    root: Path, server: ScreeningServer
) -> None:
    decision = {"n": 0, "choice": INCLUDE, "before": NOTHING}
    for path in ("/", "/decide", "/list", f"/{server.secret[:-1]}/decide", "/x/decide", "//decide"):
        assert ask(server, path)[0] == 404
        assert ask(server, path, decision)[0] == 404
    own = f"/{server.secret}/decide"
    assert ask(server, own, decision, Host="evil.example")[0] == 403
    assert ask(server, own, decision, Content_Type="text/plain")[0] == 400
    assert ask(server, own, "x" * 20_000)[0] == 400
    assert read_decisions(root, "kari") == []
