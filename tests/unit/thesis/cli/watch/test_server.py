"""The page on this machine, and word of a newer one."""

import http.client
from collections.abc import Iterator

import pytest

from thesis.cli.watch.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    serving = Server()
    yield serving
    serving.end()


def ask(server: Server, path: str, host: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    headers = {"Host": host} if host else {}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_the_newest_page_is_given_and_nothing_else(server: Server) -> None:
    server.publish("<p>én</p>", 1)
    server.publish("<p>to</p>", 2)
    assert ask(server, "/") == (200, "<p>to</p>")
    for path in ("/draft.pdf", "/../README.md", "/etc/passwd", "/x"):
        assert ask(server, path)[0] == 404


def test_a_page_of_the_web_whose_name_leads_here_gets_nothing(server: Server) -> None:
    server.publish("<p>hemmelig</p>", 1)
    for path in ("/", "/events"):
        status, said = ask(server, path, f"evil.example:{server.server_port}")
        assert status == 403
        assert "hemmelig" not in said
    assert ask(server, "/", f"localhost:{server.server_port}")[0] == 200


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


def test_an_open_page_is_told_of_each_newer_one(server: Server) -> None:
    server.publish("one", 1)
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert answer.readline() == b"data: 1\n"
    assert answer.readline() == b"\n"
    server.publish("two", 2)
    assert answer.readline() == b"data: 2\n"
    connection.close()
