"""The shipped pages as a web site on the loopback interface."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent.parent / "fixtures"


def pages() -> list[Path]:
    """All pages that ship with the project, in a stable order."""
    return sorted(FIXTURES.rglob("*.html"))


class _Handler(BaseHTTPRequestHandler):
    """Answers ``/<platform>/<page>.html`` with the page as it is, and everything else with 404.

    It is the proxy of the demonstration as well, and answers whatever a page links to elsewhere with 404, so that
    nothing leaves this machine.
    """

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        page = FIXTURES / self.path.lstrip("/")
        if page not in pages():
            self.send_error(404)
            return
        body = page.read_bytes()
        headers = {"Content-Type": "text/html", **_declared_headers(page), "Content-Length": str(len(body))}
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
        pass


def _declared_headers(page: Path) -> dict[str, str]:
    """The headers that the page came with, where its expected record says so."""
    record = page.with_suffix(".json")
    data = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    return {name.title(): value for name, value in data.get("headers", {}).items()}


@contextmanager
def serving() -> Iterator[str]:
    """Serve on a free port; gives the base URL, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
