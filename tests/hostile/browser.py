"""One headless Chromium that shows many documents from a server on this machine, and what it asks that server for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)
"""The program, None where there is none on the path."""

_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    *("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
    "--autoplay-policy=no-user-gesture-required",
)
_SECONDS = 180
_AT_ONCE = 12

_RUNNER = """<!doctype html><html><head><meta charset=utf-8><title>Frames</title></head><body><script>
const waiting = PATHS;
let open = 0;
function next() {
  if (!waiting.length && !open) fetch("/done");
  while (waiting.length && open < AT_ONCE) {
    const frame = document.createElement("iframe");
    open += 1;
    let over = false;
    const close = () => { if (!over) { over = true; frame.remove(); open -= 1; next(); } };
    frame.onload = () => setTimeout(close, 400);
    setTimeout(close, 5000);
    // None may lead the runner elsewhere, or stop it with a dialog.
    frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups";
    frame.src = waiting.shift();
    document.body.append(frame);
  }
}
next();
</script></body></html>"""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Frames that are taken away end their connections, which is nothing to tell."""


class Site:
    """Documents at paths of a server on loopback; `asked` is what else was asked for."""

    def __init__(self) -> None:
        self.documents: Mapping[str, str] = {}
        self.asked: list[str] = []
        self.done = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = site.find(self.path)
                body = (text or "").encode("utf-8", "replace")
                self.send_response(200 if text is not None else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def find(self, path: str) -> str | None:
        """The document at a path; else the path is noted."""
        if path == "/":
            paths = str([*self.documents])
            return _RUNNER.replace("PATHS", paths).replace("AT_ONCE", str(_AT_ONCE))
        if path in self.documents:
            return self.documents[path]
        if path == "/done":
            self.done.set()
        self.asked.append(path)
        return None


@contextmanager
def _serving(site: Site) -> Iterator[None]:
    thread = threading.Thread(target=site.server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()


def show(site: Site, profile: Path) -> None:
    """Let the browser show all documents of a site, each in a frame of its own. Raises ``TimeoutError``."""
    with _serving(site):
        command = [str(BROWSER), *_OPTIONS, f"--user-data-dir={profile}", f"{site.address}/"]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
            try:
                if not site.done.wait(_SECONDS):
                    raise TimeoutError(f"{BROWSER} did not show all within {_SECONDS} s")
            finally:
                os.killpg(process.pid, signal.SIGKILL)  # the browser and the processes that it started
