"""Servers of a page on this machine alone; that of a watch: the newest page, and word of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = "127.0.0.1"
PULSE = 15.0
"""Seconds after which a silent page is written to, so that one that was closed is noticed."""


class LocalServer(ThreadingHTTPServer):
    """Answers this machine alone, in a thread of its own, on a port that is free.

    Args:
        handler: what answers a request.
    """

    daemon_threads = True

    def __init__(self, handler: type[LocalHandler]) -> None:
        super().__init__((ADDRESS, 0), handler)
        self.thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        """Where the page is shown."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def end(self) -> None:
        """Let go of the port."""
        self.shutdown()
        self.server_close()
        self.thread.join()


class LocalHandler(BaseHTTPRequestHandler):
    """Answers requests of a page of ours."""

    server: LocalServer

    def do_GET(self) -> None:
        """Answer what names this machine."""
        self._of_ours(self.show)

    def do_POST(self) -> None:
        """Take what names this machine."""
        self._of_ours(self.take)

    def show(self) -> None:
        """Answer a request of a page of ours."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def take(self) -> None:
        """Take what a page of ours sends."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _of_ours(self, answer: Callable[[], None]) -> None:
        """Refuse a request that names another machine than this one.

        A page of the web could have its own name lead here, and read the thesis.
        """
        port = self.server.server_port
        if self.headers.get("Host") in {f"{ADDRESS}:{port}", f"localhost:{port}"}:
            answer()
        else:
            self.send_error(HTTPStatus.FORBIDDEN)

    def give(self, content: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        """Answer with some content of a kind."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""


class Server(LocalServer):
    """Serves one page, the newest.

    Attributes:
        page: what is shown.
        version: how many pages there have been.
        pdf: the draft as a PDF; empty for none.
    """

    def __init__(self) -> None:
        self.page, self.version, self.pdf = "", 0, b""
        self.news = threading.Condition()
        self.closed = False
        super().__init__(_Handler)

    def publish(self, page: str, version: int) -> None:
        """Show another page, and let those that are open know."""
        with self.news:
            self.page, self.version = page, version
            self.news.notify_all()

    def end(self) -> None:
        """Let go of the port, and of the pages that wait."""
        with self.news:
            self.closed = True
            self.news.notify_all()
        super().end()


class _Handler(LocalHandler):
    server: Server

    def show(self) -> None:
        """Answer a request of a page of ours."""
        if self.path == "/":
            self.give(self.server.page.encode(), "text/html; charset=utf-8")
        elif self.path == "/events":
            self._tell()
        elif self.path == "/draft.pdf" and self.server.pdf:
            self.give(self.server.pdf, "application/pdf")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _tell(self) -> None:
        """Tell the number of the newest page, now and each time that there is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = 0
        try:
            while True:
                with self.server.news:
                    if self.server.version == told and not self.server.closed:
                        self.server.news.wait(PULSE)
                    if self.server.closed:
                        return
                    told = self.server.version
                self.wfile.write(f"data: {told}\n\n".encode())
                self.wfile.flush()
        except OSError:  # the page was closed
            return
