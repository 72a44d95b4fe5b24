"""Bytes to text, as browsers do it, and a little more forgiving of pages whose declaration is wrong.

The order is that of HTML's "determining the character encoding" (WHATWG HTML, 13.2.3.2): byte order mark, HTTP
``charset``, ``<meta>`` or XML declaration, detection. Labels mean what the Encoding standard says they mean
(``iso-8859-1`` is windows-1252, ``gb2312`` is gb18030). Old blogs lie more often than a browser can afford to notice:
their templates say one encoding and their database holds another. So a declaration that the bytes contradict is
overruled; see ``decode``.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

# The encodings of the Encoding standard, by the names of Python's codecs. A label that resolves to anything else
# (``zlib``, ``unicode_escape``, ``utf-7`` …) is not believed: browsers do not, and some of those codecs do not make text.
_SINGLE_BYTE: Final = frozenset(
    {"cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874"}
    | {f"cp{page}" for page in range(1250, 1259)}
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
_MULTI_BYTE: Final = frozenset({"gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"})
_ENCODINGS: Final = _SINGLE_BYTE | _MULTI_BYTE | {"utf-8"}

# Labels of the Encoding standard (4.2) that Python has no alias for. x-user-defined means windows-1252 in a <meta>
# (HTML 13.2.3.2); as an HTTP charset it is for scripts that read binary data, never for a page.
_EXTRA_LABELS: Final = {
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "unicode-1-1-utf-8": "utf-8",
    "windows-949": "cp949",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-cp1254": "cp1254",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-roman": "mac-roman",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-user-defined": "cp1252",
    "x-x-big5": "big5hkscs",
}
_CHARSET = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)

# Browsers prescan 1024 bytes; templates of the 2000s have scripts and comments before the <meta>, so four times that.
_PRESCAN_BYTES: Final = 4096
_DETECTION_BYTES: Final = 65_536

# What charset-normalizer may answer: the locale defaults of HTML and their old rivals. The other encodings (Maltese,
# Celtic …) only draw answers away from the right one on a short text.
_DETECTABLE: Final = [
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874"),
    *("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257"),
    *("cp932", "euc_jp", "gb18030", "big5", "big5hkscs", "cp949"),
]
_LATIN: Final = frozenset({"cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257"})

# The locale defaults of HTML 13.2.3.2: what an undeclared page in this language is in.
_LANGUAGE_DEFAULTS: Final = {
    **dict.fromkeys(("bg", "be", "mk", "ru", "sr", "uk"), "cp1251"),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
}
_LANG = re.compile(rb"<html[^>]{0,400}?\blang\s*=\s*[\"']?\s*([a-z]{2})\b", re.IGNORECASE)

# ISO 8859 pages with bytes 80-9F are in the Windows code page of the same letters: no text means C1 controls.
_WINDOWS_TWINS: Final = {
    "iso8859-2": "cp1250",
    "iso8859-4": "cp1257",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
}
# Bytes that are signs in windows-1252, but letters of Polish and Czech in windows-1250 or ISO 8859-2.
_SIGN_IN_WORD = re.compile(rb"[a-z][\xb1\xb3\xb6\xb9\xbc\xbe\xbf][a-z]")
# S and z with their carons in windows-1257, in every Baltic text; in windows-1252 they are letters of Icelandic alone.
_CARON = re.compile(rb"[\xd0\xde\xf0\xfe]")
_C1 = re.compile("[\x80-\x9f]")
_C1_IN_UTF8 = re.compile(b"\xc2[\x80-\x9f]")
_CP932_ONLY = re.compile("[\uf8f0-\uf8f3]")  # what Python makes of the bytes A0, FD, FE, FF; an error in the standard
_TEXT_BETWEEN_TAGS = re.compile(rb">([^<>]*[\x80-\xff][^<>]*)")


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """The text of a page and the name of the encoding that it was read in.

    ``content_type`` is the value of the HTTP header. The name is that of a Python codec in the form of
    ``codecs.lookup(name).name`` (``utf-8``, ``cp1252``, ``gb18030``); for a page that is all ASCII, the declared one.

    A declaration is overruled
    - by a byte order mark, or by the NUL bytes of UTF-16;
    - when the bytes are valid UTF-8 with characters beyond ASCII, which text in another encoding hardly ever is (for
      the multi-byte encodings, where a few characters can be both, four characters have to agree);
    - when the bytes are invalid in it beyond small damage (``_is_small``) and another encoding fits better.

    The text has no NULs and no lone surrogates; what cannot be decoded is U+FFFD. Never raises.
    """
    name, bom = read_bom(body)
    if name is not None and bom is not None:
        return _decode_bom(body, name, len(bom))
    if (name := _utf16_without_bom(body)) is not None:
        return _without_nuls(body.decode(name, "replace")), name
    text: str | None
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = None
    else:
        # Every character beyond ASCII takes one to three bytes more than it counts: four characters or more.
        if len(body) - len(text) >= 12:
            return _clean(text, "utf-8", body), "utf-8"
    declared = _declared(body, content_type)
    if text is not None:
        name = _name_of_valid_utf8(body, text, declared)
        return _clean(text if name == "utf-8" else _read(body, name), name, body), name
    name = _name_of_invalid_utf8(body, declared)
    return _clean(_read(body, name), name, body), name


def _decode_bom(body: bytes, name: str, length: int) -> tuple[str, str]:
    """UTF-32 is not an encoding of the web, and its little-endian mark is also that of UTF-16 before a NUL: it has to
    decode without an error to be believed."""
    if name == "utf-32-le":
        try:
            return _without_nuls(body[length:].decode(name)), name
        except UnicodeDecodeError:
            name, length = "utf-16-le", 2
    return _without_nuls(body[length:].decode(name, "replace")), name


def _utf16_without_bom(body: bytes) -> str | None:
    """Markup in UTF-16 has a NUL in each of its characters, always on the same side, even where the text is Chinese,
    and a page begins with markup."""
    head = body[:_PRESCAN_BYTES]
    if 0 not in head[:2]:
        return None
    big, little = head[0::2].count(0), head[1::2].count(0)
    if max(big, little) * 10 < len(head) // 2 or min(big, little) * 10 > max(big, little):
        return None
    return "utf-16-be" if head[0] == 0 else "utf-16-le"


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """The encodings declared by HTTP and by the page, in this order, each once, unknown ones left out."""
    names: list[str | None] = []
    if content_type:
        names.append(_believed(http_content_type_encoding(content_type)) or _extra_label(content_type))
    names.append(
        _believed(html_body_declared_encoding(body[:_PRESCAN_BYTES]))
        or _extra_label(body[:_PRESCAN_BYTES].decode("latin-1"))
    )
    return [name for name in dict.fromkeys(names) if name]


def _believed(name: str | None) -> str | None:
    """A page that says in ASCII that it is UTF-16 is UTF-8 (HTML 13.2.3.2, prescan, step 15)."""
    if name is None:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return name if name in _ENCODINGS else None


def _extra_label(text: str) -> str | None:
    match = _CHARSET.search(text)
    return _EXTRA_LABELS.get(match[1].lower()) if match else None


def _name_of_valid_utf8(body: bytes, text: str, declared: list[str]) -> str:
    """For ASCII and for pages with so few other characters that a multi-byte encoding may be meant."""
    if len(text) == len(body):
        if b"\x1b$" in body and _fits(body, "iso2022_jp"):
            return "iso2022_jp"
        return declared[0] if declared and declared[0] != "iso2022_jp" else "utf-8"
    if declared and declared[0] in _MULTI_BYTE:
        characters = sum(not char.isascii() for char in text)
        if characters < 4 and _fits(body, declared[0]):
            return declared[0]
    return "utf-8"


def _name_of_invalid_utf8(body: bytes, declared: list[str]) -> str:
    """The first of: broken UTF-8, a declaration with small damage, what is detected, the declaration that does the
    least damage, the default of the page's language."""
    damage = {name: _damage(body, name) for name in declared if name != "utf-8"}
    damage["utf-8"] = bad, good = _damage(body, "utf-8")
    # Text in other encodings has hardly a valid UTF-8 sequence (but see ``decode`` for the multi-byte ones); a UTF-8
    # page that quotes trackbacks in other encodings has mostly valid ones.
    doubt = any(name in _MULTI_BYTE and damage[name][0] == 0 for name in declared)
    if good >= max(4 * bad, 20 if doubt else 1):
        return "utf-8"
    for name in declared:
        if _is_small(*damage[name], body):
            return name
    language = _language(body)
    found = _detect(body, language)
    if found is not None:
        found_bad, _ = _damage(body, found)
        # Single-byte encodings decode almost anything: having fewer errors says little for them while the declared one
        # has less than one in 20.
        needed = 0.0 if found in _MULTI_BYTE else 0.05
        if all(found_bad < bad and bad > needed * good for bad, good in (damage[name] for name in declared)):
            return found
    others = [name for name in declared if name != "utf-8"]
    if others:
        return min(others, key=lambda name: damage[name][0])
    return found or _LANGUAGE_DEFAULTS.get(language, "cp1252")


def _fits(body: bytes, name: str) -> bool:
    try:
        body.decode(name, "archiver_euc_jp" if name == "euc_jp" else "strict")
    except UnicodeDecodeError:
        return False
    return True


def _read(body: bytes, name: str) -> str:
    if name == "euc_jp":
        return body.decode(name, "archiver_euc_jp_replace")
    text = to_unicode(body, name)
    return _CP932_ONLY.sub("\ufffd", text) if name == "cp932" else text


def _damage(body: bytes, name: str) -> tuple[int, int]:
    """How many places of the body cannot be decoded, and how many characters beyond ASCII can. A character that the end
    of the body cuts in two is no damage."""
    text = _read(body, name)
    bad = text.count("\ufffd") - (body.count("\ufffd".encode()) if name == "utf-8" else 0)
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return bad - (bad > 0 and text.endswith("\ufffd")), good


def _is_small(bad: int, good: int, body: bytes) -> bool:
    """One error in 200 characters beyond ASCII, or in 50 kB of page: a slip, not another encoding. Where a wrong
    encoding gives errors at all, it gives more: a paragraph of EUC-JP read as Shift_JIS gave one in 40."""
    return bad * 200 <= good or bad <= len(body) // 50_000


def _language(body: bytes) -> str:
    """The language that ``<html lang>`` names, two lower-case letters, else an empty string."""
    match = _LANG.search(body, 0, _PRESCAN_BYTES)
    return match[1].decode("ascii").lower() if match else ""


def _detect(body: bytes, language: str) -> str | None:
    """The encoding that the text between the tags is most likely in."""
    pieces, size = [], 0
    for match in _TEXT_BETWEEN_TAGS.finditer(body):
        pieces.append(match[1])
        size += len(match[1])
        if size >= _DETECTION_BYTES:
            break
    sample = (b"\n".join(pieces) or body)[:_DETECTION_BYTES]
    best = from_bytes(sample, cp_isolation=_DETECTABLE, enable_fallback=False).best()
    found = _believed(resolve_encoding(best.encoding)) if best is not None else None
    if found is None or found in _LATIN:
        # A few accents do not tell one Latin encoding from another: the language knows better.
        default = _LANGUAGE_DEFAULTS.get(language) or _latin(sample, found)
        found = default if found is None or default in _LATIN else found
    if found == "cp1250" and not re.search(rb"[\x80-\x9f]", sample):
        return "iso8859-2"  # windows-1250 has s, z and t with their accents there, and typographic quotes
    return found


def _latin(sample: bytes, found: str | None) -> str:
    """The Latin encoding of a text in an unknown language: windows-1252, unless its bytes make no words in it."""
    if _SIGN_IN_WORD.search(sample) or (b"\xf8" in sample and b"\xec" in sample):  # Czech r and e; Danish or Italian
        return "cp1250"
    accents = len(re.findall(rb"[\x80-\xff]", sample))
    is_sure = found == "cp1254" or (found == "cp1257" and _CARON.search(sample))
    return found if found and is_sure and accents >= 10 else "cp1252"


def _clean(text: str, name: str, body: bytes) -> str:
    """NULs dropped, C1 controls read as the Windows code page that they are bytes of."""
    if 0 in body:
        text = _without_nuls(text)
    # In UTF-8 they are text that once went from windows-1252 through latin-1. The bytes are quicker to search.
    if name.startswith("iso8859") or (name == "utf-8" and _C1_IN_UTF8.search(body)):
        twin = _WINDOWS_TWINS.get(name, "cp1252")
        text = _C1.sub(lambda match: match[0].encode("latin-1").decode(twin, "replace"), text)
    return text


def _without_nuls(text: str) -> str:
    return text.replace("\0", "")


def _nec_row(error: UnicodeError) -> tuple[str, int]:
    """A pair of bytes that Python's EUC-JP lacks, but browsers have: NEC's circled digits and IBM's kanji, read
    by way of the same rows of windows-31j. Raises ``error`` again for anything else."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        raise error
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 + (cell >= 63))
    try:
        return bytes((lead, trail)).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        raise error from None


def _nec_row_or_replacement(error: UnicodeError) -> tuple[str, int]:
    try:
        return _nec_row(error)
    except UnicodeDecodeError:
        return codecs.replace_errors(error)  # type: ignore[return-value]  # typeshed: str | bytes, str when decoding


codecs.register_error("archiver_euc_jp", _nec_row)
codecs.register_error("archiver_euc_jp_replace", _nec_row_or_replacement)
