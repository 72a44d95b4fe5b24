"""The time of day beside a date: "at 11:54AM", "um 19.05 Uhr", "11h54", "午後3時5分", with its offset from UTC.

Zone names stand for an offset only where one reading is usual. Left out, because they name several zones: IST (India,
Ireland, Israel), BST (Britain, Bangladesh), CST (America, China, Cuba), AST, AMT, ECT, GST, SST, and the seasonless
ET, CT, MT, PT. The time is then kept without an offset.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archiver.page._date_text import Folded

ZONES = {
    "UTC": "+00:00", "GMT": "+00:00", "Z": "+00:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "SAST": "+02:00", "MSK": "+03:00", "MSD": "+04:00", "WIB": "+07:00", "HKT": "+08:00", "SGT": "+08:00",
    "AWST": "+08:00", "JST": "+09:00", "KST": "+09:00", "ACST": "+09:30", "ACDT": "+10:30", "AEST": "+10:00",
    "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "NDT": "-02:30", "BRT": "-03:00", "ADT": "-03:00",
    "EDT": "-04:00", "EST": "-05:00", "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00",
    "PST": "-08:00", "AKDT": "-08:00", "AKST": "-09:00", "HST": "-10:00",
}  # fmt: skip
_NAMED = frozenset(ZONES) | {"IST", "BST", "CST", "AST", "ET", "CT", "MT", "PT"}

_AM = frozenset(
    {"am", "a", "ص", "πμ", "sa", "pg", "de", "午前", "上午", "凌晨", "清晨", "午夜", "早上", "早晨", "오전"}
)
_PM = frozenset({"pm", "p", "م", "μμ", "ch", "ptg", "du", "午後", "下午", "傍晚", "晚上", "夜晚", "오후"})

_NO_LETTER = r"(?![^\W\d_])"
# Hour; then ":05", ".05", "h05", "時5分" with seconds, or a mark that makes a bare hour a time ("5 pm", "19 Uhr").
_CLOCK = (
    r"(?:(?P<before>午前|午後|上午|下午|凌晨|清晨|午夜|早上|早晨|中午|傍晚|晚上|夜晚|오전|오후|d[eu]\.|[ap]m(?= )) ?)?"
    r"(?P<hour>\d{1,2})"
    r"(?:(?P<dot>[:.]|(?: ?[hu](?![a-z]) ?| ?[時时点點시] ?))(?P<minute>\d{1,2})(?!\d)"
    r"(?:(?:(?P=dot)| ?[分분] ?)(?P<second>\d\d)(?!\d)(?:[.,]\d{1,9}(?!\d))?)?"
    r"| ?(?:h|時|时|点|點|시)(?![a-z])|(?= ?(?:uhr|[ap]\.? ?m\b)))"
    rf"(?: ?(?:[分분秒초](?![类類])|min{_NO_LETTER}))?"
    r"(?: ?(?P<after>(?:[ap]\.? ?m|[πμ]\.? ?μ|(?<=\d)[ap]|ص|م|sa|ch|ptg|pg)(?![^\W\d_])\.?))?"
    rf"(?P<clock>(?: ?(?:uhr|hrs?|hs|h|ч|น|น\.|ч\.){_NO_LETTER})*)"
)
_ZONE = (
    r"(?: ?[(\[]?(?:(?P<utc>(?:utc|gmt) ?)?(?P<offset>[+-](?:0\d|1[0-4]):?(?:00|15|30|45))(?!\d)"
    r"|(?:utc|gmt) ?(?P<hours>[+-]\d{1,2})(?![\d:])"
    r"|(?P<zone>[a-z]{1,4})(?![^\W_]))[)\]]?)?"
)
# Letters cannot follow "4 Mai 2010 " directly but as one of these words or as a weekday in brackets.
_LINK_WORDS = (
    "at|um|beim|a las|a les|a la|as|a|alle ore|alle|ore|las|h|om|o|godz|godzina|год|года|году|року|roku|godine|г|р|r|в|во|у|о|ч|kl|klo|"
    "kello|klokka|klokken|klockan|saat|v|ob|u|στις|la|ora|orele|luc|pukul|jam|เวลา|บ|ב|בשעה|الساعه|الساعة|في|ساعت|م|को|"
    "पर|बजे|time|uhrzeit|el|den|om|le|en|i|o'clock|hora|horas|heure|heures|eko|ev|an|de"
)
_PUNCTUATION = r"[ ,;:|/@·•.()\-~»>\[\]—]{0,6}"
_LINK = re.compile(
    rf"{_PUNCTUATION}(?:(?:(?:{_LINK_WORDS}){_NO_LETTER}|\([^()\d]{{1,12}}\)|t(?=\d)){_PUNCTUATION}){{0,3}}"
)
_AFTER = re.compile(_CLOCK + _ZONE)
_BEFORE = re.compile(
    r"(?<!\d)(?<!\d[.:])"
    + _CLOCK
    + _ZONE
    + r"[ ,;|/@·•()\-~]{0,4}(?:(?:uhr|on|am|le|del|el|il|den|vom|em|dne|dnia|op|of)[ ,]{1,2}){0,2}\Z"
)
_ALONE = re.compile(r"(?:(?:at|um|kl\.?|klo|om|alle|ore|a las|as|a|в|o|ob|saat|[ ,:|(@-]) ?)*")


class Clock(NamedTuple):
    """A time of day: ``text`` is ``HH:MM`` or ``HH:MM:SS`` with the offset behind it, if the page gives one."""

    start: int
    end: int
    text: str


def time_after(folded: Folded, position: int, *, iso: bool = False) -> Clock | None:
    """The time that follows a date which ends at ``position``. ``iso``: the date was year-first, as in ISO 8601."""
    link = _LINK.match(folded.text, position)
    start = link.end() if link else position
    match = _AFTER.match(folded.text, start)
    if match is None:
        return None
    worded = any(c.isalpha() for c in folded.text[position:start])
    return _clock(folded, match, 0, iso=iso, dotted=worded)


def time_before(folded: Folded, position: int, floor: int, *, german: bool) -> Clock | None:
    """The time that precedes a date which starts at ``position``: "11:54 pm on May 4"; not before ``floor``."""
    low = max(floor, position - 40)
    match = _BEFORE.search(folded.text[low:position])
    return _clock(folded, match, low, iso=False, german=german) if match else None


def time_alone(folded: Folded) -> Clock | None:
    """The time, when the text is nothing else: "21:00", "um 21:00 Uhr"."""
    lead = _ALONE.match(folded.text)
    match = _AFTER.match(folded.text, lead.end() if lead else 0)
    if match is None or any(c.isalnum() for c in folded.text[match.end() :]):
        return None
    return _clock(folded, match, 0, iso=False)


def _clock(
    folded: Folded, match: re.Match[str], low: int, *, iso: bool, dotted: bool = False, german: bool = False
) -> Clock | None:
    """Check and write down a time; ``low`` is where the matched slice starts, ``dotted`` allows "11.54"."""
    before, hour_text, dot, minute, second = match.group("before", "hour", "dot", "minute", "second")
    if minute and len(minute) == 1 and (dot in (":", ".") or "h" in dot or "u" in dot):
        return None
    end = match.end("clock")
    half = (match["after"] or before or "").replace(".", "").replace(" ", "")
    # "um 12:30 am 4. Mai": a German "am" in front of a date says "on".
    if german and half == "am":
        half = ""
    rest = folded.text[low + end : low + end + 2].strip()
    if dot == "." and not (dotted or half or match["clock"] or not rest[:1].isalnum()):
        return None
    # "PM 3:05" is Korean; in small letters before the hour it is the German "am".
    if before in ("am", "pm") and not folded.original(low + match.start(), low + match.start() + 2).isupper():
        half = ""
    hour = _hours(int(hour_text), half)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    offset, end = _offset(folded, match, low, iso=iso, end=end)
    text = f"{hour:02}:{int(minute or 0):02}" + (f":{int(second):02}" if second else "") + offset
    return Clock(low + match.start(), low + end, text)


def _hours(hour: int, half: str) -> int:
    if half in _AM and hour == 12:
        return 0
    if (half in _PM and hour < 12) or (half == "中午" and hour < 4):
        return hour + 12
    return hour


def _offset(folded: Folded, match: re.Match[str], low: int, *, iso: bool, end: int) -> tuple[str, int]:
    """The offset as ISO 8601 writes it, or nothing, and where the time ends with it."""
    if (hours := match["hours"]) is not None:
        valid = int(hours[1:]) <= 14
        return (f"{hours[0]}{int(hours[1:]):02}:00", _zone_end(match)) if valid else ("", end)
    if (offset := match["offset"]) is not None:
        # "10:00-11:30" in running text is from one time to another.
        if ":" in offset and offset[0] == "-" and not (iso or match["utc"] or match["second"]):
            return "", end
        return normal_offset(offset), _zone_end(match)
    name = match["zone"] and folded.original(low + match.start("zone"), low + match.end("zone"))
    # Capitals only: "est" is French for "is", "met" Dutch for "with". ISO 8601 knows the lower-case z.
    if name == "z" and iso:
        name = "Z"
    if name in _NAMED:
        return ZONES.get(name, ""), _zone_end(match)
    return "", end


def _zone_end(match: re.Match[str]) -> int:
    """Where the zone ends; a bracket that was opened before the time is not part of it."""
    text = match[0]
    last = max(match.end("offset"), match.end("hours"), match.end("zone"))
    opened = any(c in "([" for c in text[match.end("clock") - match.start() : last - match.start()])
    return last + 1 if opened and match.string[last : last + 1] in (")", "]") else last


def normal_offset(offset: str) -> str:
    """``+0200``, ``+02`` or ``+02:00`` as ``+02:00``."""
    digits = offset[1:].replace(":", "")
    return f"{offset[0]}{digits[:2]}:{digits[2:] or '00'}"
