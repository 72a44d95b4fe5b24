"""Bodies: every content coding, bombs, drips and what breaks off, over a real loopback server."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from archiver.errors import FetchError
from tests.fetch.loopback import HTML, Loopback, local, reply

if TYPE_CHECKING:
    from socket import socket

    from archiver.fetch import Fetcher

Serve = Callable[..., Loopback]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd,
    " ZSTD": lambda data: zstd(data[:9]) + zstd(data[9:]),
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "deflate, br": lambda data: brotli.compress(zlib.compress(data)),
    "identity": lambda data: data,
    "utf-8": lambda data: data,
}


def chunked(data: bytes, size: int = 1000) -> bytes:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def failure(url: str, fetcher: Fetcher) -> str:
    with pytest.raises(FetchError) as caught, fetcher:
        fetcher(url)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{url}: ")


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_every_coding_in_every_framing_gives_the_same_body(serve: Serve, coding: str, framing: str) -> None:
    page = HTML + "Grüße, мир. ".encode() * 20_000
    packed = CODINGS[coding](page)
    header = f"Content-Encoding: {coding}"
    answer = {
        "length": reply(packed, header),
        "chunked": reply(b"", header, "Transfer-Encoding: chunked", "Content-Length-X: 0").replace(
            b"Content-Length: 0\r\n", b""
        )
        + chunked(packed),
        "close": reply(b"", header, "Connection: close").replace(b"Content-Length: 0\r\n", b"") + packed,
    }[framing]
    server = serve(answer)
    with local(deadline=10) as fetch:
        assert fetch(server.url).body == page


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br", "gzip, zstd"])
def test_what_cannot_be_decompressed_is_one_line(serve: Serve, coding: str) -> None:
    server = serve(reply(b"<html>this was never compressed", f"Content-Encoding: {coding}"))
    assert failure(server.url, local()) == "bad content-encoding: the body cannot be decompressed"
    assert len(server.requests) == 1


def test_a_body_compressed_more_than_twice_is_refused(serve: Serve) -> None:
    server = serve(reply(HTML, "Content-Encoding: gzip, gzip, gzip"))
    assert failure(server.url, local()) == "bad content-encoding: compressed more than twice"


def test_a_zstd_window_that_http_does_not_allow_is_refused(serve: Serve) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=0)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    server = serve(reply(packer.compress(HTML) + packer.flush(), "Content-Encoding: zstd"))
    assert "bad content-encoding" in failure(server.url, local())


# Limits


def test_a_body_may_be_as_large_as_the_limit_and_no_larger(serve: Serve) -> None:
    server = serve(targets={"/fits": reply(HTML.ljust(50_000)), "/more": reply(HTML.ljust(50_001))})
    fetcher = local(max_bytes=50_000)
    assert len(fetcher(f"{server.url}/fits").body) == 50_000
    assert failure(f"{server.url}/more", fetcher) == "is larger than 50,000 bytes"


def test_a_content_length_above_the_limit_is_refused_before_the_body(serve: Serve) -> None:
    server = serve(lambda sock: sock.sendall(reply(b"", f"Content-Length: {20 * 2**20 + 1}")))
    assert failure(server.url, local()) == "is larger than 20 MB"


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "many", ""], ids=["huge", "negative", "a word", "empty"])
def test_a_content_length_that_is_none_is_ignored(serve: Serve, length: str) -> None:
    server = serve(reply(HTML, f"Content-Length: {length}", "Connection: close"))
    with local(deadline=10) as fetch:
        assert fetch(server.url).body == HTML


CHILD = """
import json, sys
from pathlib import Path
from archiver.errors import FetchError
from archiver.fetch import Fetcher
def peak():
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
lines = []
with Fetcher(retries=0, deadline=60, allow_private=True, ignore_robots=True, delay=0) as fetch:
    fetch(sys.argv[1] + "/small")
    before = peak()
    for target in sys.argv[2:]:
        try:
            fetch(sys.argv[1] + target)
        except FetchError as exc:
            lines.append(str(exc).partition(target + ": ")[2])
print(json.dumps([lines, peak() - before]))
"""


def bombs() -> dict[str, tuple[str, bytes]]:
    """Bodies of at most some MB that expand to 200 MB and more."""
    block = HTML.ljust(2**20)
    deflate, window = zlib.compressobj(1), zstandard.ZstdCompressor().compressobj()
    broth = brotli.Compressor(quality=1)
    flat, squeezed, brewed = bytearray(), bytearray(), bytearray()
    for _ in range(200):
        flat += deflate.compress(block)
        squeezed += window.compress(block)
        brewed += broth.process(block)
    return {
        "/deflate": ("deflate", bytes(flat + deflate.flush())),
        "/zstd": ("zstd", bytes(squeezed + window.flush())),
        "/br": ("br", bytes(brewed + broth.finish())),
        "/members": ("gzip", gzip.compress(block, 1) * 300),
        "/nested": ("gzip, gzip", gzip.compress(gzip.compress(block, 1) * 300)),
    }


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
def test_bombs_are_stopped_in_bounded_memory(serve: Serve) -> None:
    """200 MB and more inside; the process grows by the 20 MB that it may keep and a little."""
    packed = bombs()
    assert max(len(body) for _, body in packed.values()) < 5 * 2**20
    replies = {target: reply(body, f"Content-Encoding: {coding}") for target, (coding, body) in packed.items()}
    server = serve(targets={**replies, "/small": reply()})
    done = subprocess.run(
        [sys.executable, "-c", CHILD, server.url, *replies], capture_output=True, text=True, check=True
    )
    lines, grown = json.loads(done.stdout)
    assert lines == ["is larger than 20 MB"] * len(replies)
    assert grown < 45 * 1024, "kB"


def test_compressed_nothing_without_end_is_stopped(serve: Serve) -> None:
    """Empty deflate blocks give no output at all, so only the bytes of the wire can tell."""

    def endless(sock: socket) -> None:
        sock.sendall(
            reply(b"", "Content-Encoding: deflate", "Connection: close").replace(b"Content-Length: 0\r\n", b"")
        )
        sock.sendall(b"\x78\x9c")
        while True:
            sock.sendall(b"\0\0\0\xff\xff" * 4000)

    server = serve(endless)
    assert failure(server.url, local(max_bytes=100_000, deadline=20)) == "is larger than 100,000 bytes"


# Time


def drip(start: bytes, piece: bytes) -> Callable[[socket], None]:
    """Sends ``start``, then ``piece`` every 20 ms, forever."""

    def run(sock: socket) -> None:
        sock.sendall(start)
        while True:
            sock.sendall(piece)
            time.sleep(0.02)

    return run


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", b"X: y\r\n"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\xff", b"endless file name"),
        (HEAD + b"Content-Encoding: zstd\r\n\r\n\x50\x2a\x4d\x18\xff\xff\xff\x0f", b"skipped"),
        (HEAD + b"X: ", b"y"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 20", b"0"),
    ],
    ids=["body", "length", "chunks", "chunk size", "trailer", "gzip name", "zstd skip", "header", "100", "status"],
)
def test_a_server_that_drips_is_cut_at_the_deadline_and_not_asked_again(
    serve: Serve, start: bytes, piece: bytes
) -> None:
    server = serve(drip(start, piece))
    began = time.monotonic()
    assert failure(server.url, local(deadline=0.3)) == "took longer than 0.3 seconds"
    assert time.monotonic() - began < 3
    assert len(server.requests) == 1


def test_the_deadline_covers_redirects(serve: Serve) -> None:
    def slow(sock: socket) -> None:
        time.sleep(0.12)
        sock.sendall(b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")

    server = serve(slow)
    assert failure(server.url, local(deadline=0.3)).startswith("took longer than 0.3 seconds")
    assert len(server.requests) < 5


def test_a_server_that_falls_silent_times_out(serve: Serve) -> None:
    def silent(sock: socket) -> None:
        sock.sendall(HEAD + b"Content-Length: 100\r\n\r\n<html>")
        time.sleep(2)

    server = serve(silent)
    assert failure(server.url, local(timeout=0.1, deadline=10, retries=0)) == "timed out"


# What breaks off


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 100\r\n\r\n<html>",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>",
        HEAD + b"Content-Encoding: zstd\r\nContent-Length: 100\r\n\r\n" + zstd(HTML)[:9],
    ],
    ids=["length", "in a chunk", "between chunks", "chunk size", "zstd"],
)
def test_a_body_that_breaks_off_is_told(serve: Serve, answer: bytes) -> None:
    server = serve(lambda sock: sock.sendall(answer))
    assert failure(server.url, local(retries=0)) == "the body broke off (incomplete read)"
