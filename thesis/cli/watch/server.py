"""Server of a watch: the newest page, on this machine alone, and word of a newer one."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = "127.0.0.1"
PULSE = 15.0
"""Seconds after which a silent page is written to, so that one that was closed is noticed."""


class Server(ThreadingHTTPServer):
    """Serves one page, the newest, on a port that is free.

    Attributes:
        page: what is shown.
        version: how many pages there have been.
        pdf: the draft as a PDF; empty for none.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((ADDRESS, 0), _Handler)
        self.page, self.version, self.pdf = "", 0, b""
        self.news = threading.Condition()
        self.closed = False
        self.thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        """Where the page is shown."""
        return f"http://{ADDRESS}:{self.server_port}/"

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
        self.shutdown()
        self.server_close()
        self.thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Answer a request of a page of ours.

        The name that was asked for has to be this machine's: a page of the web could have its own
        name lead here, and read the thesis.
        """
        port = self.server.server_port
        if self.headers.get("Host") not in {f"{ADDRESS}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self._give(self.server.page.encode(), "text/html; charset=utf-8")
        elif self.path == "/events":
            self._tell()
        elif self.path == "/draft.pdf" and self.server.pdf:
            self._give(self.server.pdf, "application/pdf")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _give(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

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

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""
