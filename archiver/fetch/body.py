"""The body of a response, decompressed piece by piece, so that a bomb is met at the limit and not in memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import zstandard

from archiver.fetch import media
from archiver.fetch.trouble import Trouble
from archiver.page import sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer
    from urllib3.response import BaseHTTPResponse

    from archiver.fetch.budget import Budget
    from archiver.fetch.media import Want

# One read of the wire, and the most that one step of decompression gives.
_PIECE = 2**14
# RFC 9659 section 3: what a zstd window may take at most in an HTTP body.
_ZSTD_WINDOW = 2**23
# More than gzip in gzip is no server's doing, and each layer multiplies what a small body can cost.
_MAX_LAYERS = 2


def read_body(raw: BaseHTTPResponse, kind: str, budget: Budget, *, want: Want) -> bytes:
    """The decompressed body, if it is of a type that is taken. ``kind`` is the declared type (``media.essence``).

    Raises ``Trouble`` for another type, ``OversizeError`` above ``budget.max_bytes``, and what urllib3 and zstandard
    raise. Coding names that nobody knows are taken for none, as browsers do.
    """
    if (raw.length_remaining or 0) > budget.max_bytes:  # what Content-Length says
        raise budget.oversize()
    body = bytearray()
    judged = False
    for piece in _pieces(raw):
        body += piece
        if len(body) > budget.max_bytes:
            raise budget.oversize()
        if not judged and len(body) >= sniff.HEAD:
            _judge(kind, body, want)
            judged = True
        budget.timeout()
    if not judged:
        _judge(kind, body, want)
    return bytes(body)


def read_start(raw: BaseHTTPResponse, size: int, budget: Budget) -> bytes:
    """The first ``size`` bytes of the decompressed body, of whatever type, or all if it is shorter. Raises as above."""
    body = bytearray()
    for piece in _pieces(raw):
        body += piece
        if len(body) >= size:
            break
        budget.timeout()
    return bytes(body[:size])


def _judge(kind: str, body: bytearray, want: Want) -> None:
    if reason := media.refusal_by_body(kind, bytes(body[: sniff.HEAD]), want):
        raise Trouble(reason)


def _pieces(raw: BaseHTTPResponse) -> Iterator[bytes]:
    """Decompressed pieces, none longer than ``_PIECE``. ``read1`` waits for the network no more than once a piece."""
    codings = [name.strip() for name in raw.headers.get("content-encoding", "").lower().split(",")]
    if len(codings) > _MAX_LAYERS:
        raise Trouble("bad content-encoding: compressed more than twice")
    if codings == ["zstd"]:
        # urllib3 knows zstd only with one more package; zstandard is here anyhow, for the store.
        wire = io.BufferedReader(_Wire(raw), _PIECE)
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        with decoder.stream_reader(wire, read_size=_PIECE, read_across_frames=True) as stream:
            while piece := stream.read(_PIECE):
                yield piece
        return
    while piece := raw.read1(_PIECE, decode_content=True):
        yield piece


class _Wire(io.RawIOBase):
    """A response's undecoded bytes as a file."""

    def __init__(self, raw: BaseHTTPResponse) -> None:
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer).cast("B")
        piece = self._raw.read1(len(room), decode_content=False)
        room[: len(piece)] = piece
        return len(piece)
