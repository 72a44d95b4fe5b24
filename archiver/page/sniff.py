"""What bytes are, judged by how they begin: HTML, XML, plain text, or something that is no page at all.

Servers and file names both lie about types, so ``archiver.fetch`` and ``archiver.importers.files`` ask here before a
picture or a ZIP archive reaches a parser. Pure functions over the first ``HEAD`` bytes. The rules are those of the
WHATWG MIME Sniffing standard, sections 6 and 7.1, with more of the file kinds that people keep beside saved pages.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

#: How many bytes are looked at. The standard's resource header has 1445; long licence comments ask for more.
HEAD = 4096

_MAGIC = (
    (rb"\x89PNG\r\n\x1a\n", "a PNG image"),
    (rb"\xff\xd8\xff", "a JPEG image"),
    (rb"GIF8[79]a", "a GIF image"),
    (rb"RIFF.{4}WEBP", "a WebP image"),
    (rb"BM.{4}\0{4}", "a BMP image"),
    (rb"II\*\0|MM\0\*", "a TIFF image"),
    (rb"\0\0\x01\0", "an icon"),
    (rb".{4}ftyp(?:avi[fs]|hei[cfsx]|mif1)", "an AVIF or HEIC image"),
    (rb".{4}ftyp|\x1a\x45\xdf\xa3|RIFF.{4}AVI ", "a video"),
    (rb"ID3|OggS\0|fLaC|RIFF.{4}WAVE", "a sound file"),
    (rb"wOF[F2]", "a font"),
    (rb"%PDF-", "a PDF document"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "a ZIP archive"),
    (rb"\x1f\x8b\x08", "gzip-compressed data"),
    (rb"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (rb"\xfd7zXZ\0", "xz-compressed data"),
    (rb"BZh[1-9]\x31\x41\x59\x26", "bzip2-compressed data"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"SQLite format 3\0", "an SQLite database"),
    (rb"\x7fELF|MZ.\0", "a program"),
)
_SIGNATURE = re.compile(b"|".join(b"(%s)" % pattern for pattern, _ in _MAGIC), re.DOTALL)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark is how this one begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_BOM = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# The standard's "binary data bytes" (section 3). ESC is not one of them: ISO-2022-JP pages are full of it.
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_ANY_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)
# Tags of four letters and more: shorter ones turn up by chance in binary data.
_PAGE_TAG = re.compile(r"<(?:!doctype|html|head|body|title|meta|script|style|table|article)[\s>]", re.IGNORECASE)

# Section 7.1's table, and the elements that pages without a head begin with today.
_HTML_START = re.compile(
    r"\s*<(?:!--|(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|iframe|noscript|h1|div|font|table"
    r"|a|b|br|p|center|main|header|nav|article|section)[\s/>])",
    re.IGNORECASE,
)
_XML_START = re.compile(r"\s*<(?:\?xml\s|rss[\s>]|feed[\s>]|rdf:RDF[\s>])")
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|[\w-]+:html)[\s>]", re.IGNORECASE)


def signature(body: bytes) -> str | None:
    """What kind of file ``body`` is by its magic number, with its article ("a PNG image"); ``None`` if by none."""
    found = _SIGNATURE.match(body)
    return _MAGIC[found.lastindex - 1][1] if found and found.lastindex else None


def foreign(body: bytes) -> str | None:
    """Why ``body`` can be no page ("a PNG image", "binary data"); ``None`` if it may be one, as any text may.

    Control characters alone do not condemn: pages with a stray NUL exist, and UTF-16 without a byte order mark is
    half NULs.
    """
    if kind := signature(body):
        return kind
    text = _head(body)
    return "binary data" if _BINARY.search(text) and not _PAGE_TAG.search(text) else None


def markup(body: bytes) -> Literal["html", "xml"] | None:
    """Whether ``body`` begins as HTML (or XHTML) or as other XML (a feed, say); ``None`` for anything else."""
    text = _head(body)
    if _XML_START.match(text):
        return "html" if _HTML_ROOT.search(text) else "xml"
    return "html" if _HTML_START.match(text) else None


def _head(body: bytes) -> str:
    """The first ``HEAD`` bytes as text. Byte for character where the encoding is none of the Unicode ones: tags are
    ASCII in all others that browsers read."""
    head = body[:HEAD]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head.decode(encoding, "replace")
    if b"\0" in head:
        for encoding in _NO_BOM:
            text = _decoded(head, encoding)
            if text and "\0" not in text and _ANY_TAG.search(text):
                return text
    return head.decode("latin-1")


def _decoded(head: bytes, encoding: str) -> str | None:
    try:
        # Not final: the cut may have gone through a character.
        return codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
