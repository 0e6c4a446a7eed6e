"""Server of a screening page: the page, what it asks for, and each decision that it sends."""

import hmac
import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from thesis.cli.screen.page import POLICY
from thesis.cli.screen.session import ALL, ChangedError, Choice, NoChoiceError, ScreeningSession
from thesis.cli.watch.server import LocalHandler, LocalServer
from thesis.input.sources import UnreadableSourceError

JSON = "application/json"
MOST = 10_000  # Bytes of a decision, at most

HEADERS = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}


class ScreeningServer(LocalServer):
    """Serves one session, to whoever knows its address.

    The address has a secret in it: a page of the web, and another user of this machine, can neither
    read nor decide.

    Args:
        session: what is shown, and takes what is decided.
        page: what the browser shows.
    """

    def __init__(self, session: ScreeningSession, page: str) -> None:
        self.session, self.page = session, page.encode()
        self.secret = secrets.token_urlsafe(16)
        super().__init__(_Handler)

    @property
    def address(self) -> str:
        """Where the page is shown."""
        return f"{super().address}{self.secret}/"


class _Handler(LocalHandler):
    server: ScreeningServer

    def show(self) -> None:
        """Answer what the page asks."""
        asked = self._asked()
        told = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        session = self.server.session
        if asked == "":
            self.give(self.server.page, "text/html; charset=utf-8", HEADERS)
        elif asked == "work":
            self._answer(lambda: session.told(_whole(told.get("n"))))
        elif asked == "list":
            show, find = told.get("show", ALL), told.get("find", "")
            self._answer(lambda: {"works": session.shown(show, find), "counts": session.counts()})
        elif asked is not None:
            self.send_error(HTTPStatus.NOT_FOUND)

    def take(self) -> None:
        """Take a decision."""
        if (asked := self._asked()) is None:
            return
        length = _whole(self.headers.get("Content-Length"))
        if asked != "decide" or self.headers.get("Content-Type") != JSON or length > MOST:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        content = self.rfile.read(length)

        def decide() -> dict[str, object]:
            try:
                told = json.loads(content)
                choice, before = Choice(**told["choice"]), Choice(**told["before"])
                self.server.session.decide(int(told["n"]), choice, before)
            except (ValueError, KeyError, TypeError):
                raise NoChoiceError("the page sent what is no decision") from None
            except ChangedError as changed:
                return {"now": changed.now._asdict(), "counts": self.server.session.counts()}
            return {"counts": self.server.session.counts()}

        self._answer(decide)

    def _asked(self) -> str | None:
        """What is asked for, behind the secret; None where it was refused."""
        _, said, asked = f"{urlsplit(self.path).path}//".split("/", 2)
        if not hmac.compare_digest(said.encode(), self.server.secret.encode()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return asked.rstrip("/")

    def _answer(self, tell: Callable[[], dict[str, object]]) -> None:
        """Answer with what is told, or why nothing is."""
        try:
            told = tell()
        except NoChoiceError as why:
            told = {"why": str(why)}
        except UnreadableSourceError as why:
            told = {"why": str(why.finding)}
        except OSError as why:
            told = {"why": str(why.strerror)}
        self.give(json.dumps(told, ensure_ascii=False).encode(), JSON)


def _whole(text: str | None) -> int:
    """A whole number that was sent, or −1."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
