"""A server on loopback that sends exactly what a test gives it, well-formed or not, and records what it was asked."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPMessage, parse_headers
from pathlib import Path
from socket import socket
from typing import Any, Self

from archiver.fetch import Fetcher

#: A reply is bytes, or a function that is given the socket and after which the connection is closed.
Reply = bytes | Callable[[socket], None]

#: Self-signed for localhost and 127.0.0.1, made for these tests only: the key is public and worth nothing.
CERTIFICATE = Path(__file__).with_name("loopback.pem")


def local(**settings: Any) -> Fetcher:
    """A fetcher for servers on loopback, without manners: what it does besides is in tests of its own."""
    return Fetcher(**{"allow_private": True, "ignore_robots": True, "delay": 0.0, **settings})


HTML = b"<!doctype html><title>Hello</title><p>Hello"


def reply(body: bytes = HTML, *headers: str, status: str = "200 OK", kind: str | None = "text/html") -> bytes:
    """A whole HTTP/1.1 response with its ``Content-Length``."""
    lines = [f"HTTP/1.1 {status}", *headers]
    lines += [f"Content-Type: {kind}"] if kind is not None else []
    lines += (
        [f"Content-Length: {len(body)}"] if not any(line.lower().startswith("content-length") for line in lines) else []
    )
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return reply(b"moved", f"Location: {to}", status=status)


@dataclass(frozen=True)
class Request:
    """What a client asked: the target as it stood in the request line, and from which port."""

    target: str
    headers: HTTPMessage
    client: int


class Loopback:
    """The server: replies in the given order, the last one again and again; or by target. A context manager."""

    def __init__(
        self,
        *replies: Reply,
        targets: dict[str, Reply] | None = None,
        tls: bool = False,
        sni: Any = None,
        raw: bool = False,
    ) -> None:
        """``sni`` is told the name for which TLS is begun; ``raw``: the one reply is given before anything is read."""
        self.requests: list[Request] = []
        self._replies = list(replies) or [reply()]
        self.targets = targets or {}
        self._lock = threading.Lock()
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    if raw and not isinstance(replies[0], bytes):
                        replies[0](self.connection)
                    else:
                        outer._serve(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 64

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that breaks off is what these tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            context.sni_callback = sni
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, handler: socketserver.StreamRequestHandler) -> None:
        for target in _targets(handler):
            headers = parse_headers(handler.rfile)
            with self._lock:
                self.requests.append(Request(target, headers, handler.client_address[1]))
                answer = self.targets.get(target)
                if answer is None:
                    answer = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
            if not isinstance(answer, bytes):
                answer(handler.connection)
                return
            handler.connection.sendall(answer)
            if b"connection: close" in answer.lower() or target.endswith(":443"):
                return


def _targets(handler: socketserver.StreamRequestHandler) -> Iterator[str]:
    while line := handler.rfile.readline():
        yield line.split()[1].decode("latin-1")
