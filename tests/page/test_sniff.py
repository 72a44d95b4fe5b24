"""What bytes are, by how they begin."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from archiver.page import sniff

HTML = "<!DOCTYPE html>\n<html><head><title>Ā – 日本語　テスト</title></head><body><p>Łódź"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.html", HTML)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("before", ["", " \r\n\t", "<!-- licence -->\n"])
@pytest.mark.parametrize("pad", [0, 1, 2, 3, 5000])
def test_html_is_html_in_every_unicode_encoding(encoding: str, before: str, pad: int) -> None:
    """With byte order mark or without, wherever the look ends."""
    body = (before + HTML + "　ā" * pad).encode(encoding)
    assert sniff.markup(body) == "html"
    assert sniff.foreign(body) is None


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis", "iso2022_jp", "gb18030", "koi8_r", "windows-1251"])
def test_html_is_html_in_other_encodings(encoding: str) -> None:
    body = "<html><title>Блог</title>".encode(encoding)
    assert (sniff.markup(body), sniff.foreign(body)) == ("html", None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<p>x", "html"),
        (b"<P\n class=x>", "html"),
        (b"\n\n<script>", "html"),
        (b"<br/>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "html"),
        (b"<?xml version='1.0'?><h:html xmlns:h='x'>", "html"),
        (b"<?xml version='1.0'?><rss><title>&lt;html&gt;", "xml"),
        (b"<rss version='2.0'>", "xml"),
        (b"<feed xmlns='x'>", "xml"),
        (b"<rdf:RDF>", "xml"),
        (b"", None),
        (b"Hello <html>", None),
        (b"<", None),
        (b"<pre", None),
        (b"<?php echo 1; ?>", None),
        (b"<abbr>", None),
    ],
)
def test_markup_is_told_by_its_first_tag(body: bytes, kind: str | None) -> None:
    assert sniff.markup(body) == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\1\0", "a GIF image"),
        (b"RIFF\n\n\n\nWEBPVP8 ", "a WebP image"),
        (b"\0\0\0\x1cftypavif", "an AVIF or HEIC image"),
        (b"\0\0\0\x1cftypmp42", "a video"),
        (b"\0\0\1\0\1\0", "an icon"),
        (b"\xfd7zXZ\0", "xz-compressed data"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x7fELF\2", "a program"),
        (b"%PDF-1.7\n<html>", "a PDF document"),
        (zipped(), "a ZIP archive"),
        (gzip.compress(HTML.encode()), "gzip-compressed data"),
        (zstandard.ZstdCompressor().compress(HTML.encode()), "zstd-compressed data"),
        (b"SQLite format 3\0\x10\0", "an SQLite database"),
        (b"\0\1\2\3" * 9, "binary data"),
        (b"text, then\0a NUL", "binary data"),
        (b"\x08\x0e", "binary data"),
        ("no markup but UTF-16".encode("utf-16-le"), "binary data"),
    ],
)
def test_what_is_no_page_is_named(body: bytes, kind: str) -> None:
    assert sniff.foreign(body) == kind


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"plain text",
        b"BM is no bitmap",
        b"ID 3",
        HTML.encode() + b"\0 stray \x01",
        "Text mit BOM".encode("utf-16"),
    ],
)
def test_text_and_broken_html_may_be_pages(body: bytes) -> None:
    assert sniff.foreign(body) is None


@given(st.binary(max_size=5000) | st.text().map(lambda text: text.encode("utf-16-be", "surrogatepass")))
def test_any_bytes_have_an_answer(body: bytes) -> None:
    assert sniff.markup(body) in ("html", "xml", None)
    kind = sniff.foreign(body)
    assert kind is None or kind.isprintable()
    assert sniff.signature(body) in (kind, None)


@given(st.sampled_from(UNICODE), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3000))
def test_no_text_makes_html_foreign(encoding: str, text: str) -> None:
    assert sniff.foreign(f"<html><p>{text}".encode(encoding)) is None
