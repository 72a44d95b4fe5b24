"""Every way in which the libraries fail has its words, and none shows their own."""

from __future__ import annotations

import http.client
import socket
import ssl

import pytest
import requests
import urllib3.exceptions as u3
from hypothesis import given, settings
from hypothesis import strategies as st
from urllib3.connection import HTTPConnection

from archiver.errors import FetchError
from archiver.fetch.trouble import explain
from archiver.records import Page
from tests.fetch.loopback import Loopback, local

HOST = HTTPConnection("blog.example")


def unknown_name(code: int) -> requests.ConnectionError:
    """As requests raises it: four deep."""
    cause = socket.gaierror(code, "Name or service not known")
    reason = u3.NameResolutionError("blog.example", HOST, cause)
    reason.__cause__ = cause
    return requests.ConnectionError(u3.MaxRetryError(HOST, "/", reason))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "reason", "passing"),
    [
        (unknown_name(socket.EAI_NONAME), "host name not known", False),
        (unknown_name(socket.EAI_AGAIN), "host name cannot be looked up now", True),
        (requests.ConnectionError(OSError(113, "No route to host")), "no route to host", True),
        (requests.ConnectTimeout(u3.ConnectTimeoutError(HOST, "timed out")), "timed out while connecting", True),
        (requests.ReadTimeout(u3.ReadTimeoutError(HOST, "/", "x")), "timed out", True),  # type: ignore[arg-type]
        (requests.exceptions.InvalidProxyURL("x"), "the proxy's address is not valid", False),
        (
            requests.exceptions.InvalidSchema("Missing dependencies for SOCKS support."),
            "no way to reach it: SOCKS proxies need the package PySocks",
            False,
        ),
        (u3.ProtocolError("x"), "the answer is not valid HTTP", False),
        (http.client.LineTooLong("header"), "the answer is not valid HTTP", False),
        (ssl.SSLError("x"), "TLS problem: handshake failed", False),
        (requests.RequestException("at 0x7f"), "could not be fetched (RequestException)", False),
    ],
)
def test_what_loopback_cannot_show_has_words_too(error: Exception, reason: str, passing: bool) -> None:
    trouble = explain(error)
    assert (trouble.reason, trouble.passing) == (reason, passing)


def test_no_answer_is_too_hostile() -> None:
    """Whatever bytes come back, after whatever beginning of an answer: a page or one line."""
    starts = [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: ",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n",
        b"HTTP/1.1 503 x\r\nRetry-After: ",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: ",
    ]
    answers: list[bytes] = []
    # A proxy, so that no redirect of hypothesis' making asks a name server.
    with (
        Loopback(lambda sock: sock.sendall(answers[-1])) as proxy,
        local(proxy=proxy.url, retries=0, timeout=2, deadline=5) as fetch,
    ):

        @settings(max_examples=150, deadline=None)
        @given(st.sampled_from(starts), st.binary(max_size=60), st.sampled_from([b"", b"\r\n\r\n", b"\r\n\r\n<html>"]))
        def check(start: bytes, middle: bytes, end: bytes) -> None:
            answers.append(start + middle + end)
            try:
                assert isinstance(fetch("http://blog.example/"), Page)
            except FetchError as exc:
                assert str(exc).isprintable()  # noqa: PT017

        check()
