"""The markup of a page without what costs a parser more than its length: absurd nesting, floods of attributes, endless
lists of options.

A parser as the standard describes it (WHATWG HTML, "Tree construction") walks up its open elements at every start tag,
compares every attribute with all before it, and makes all open formatting elements anew in every paragraph. So 100,000
nested tags, or as many attributes of one tag, take it half a minute, and 5,000 tags can be made ten million elements.
At every option Lexbor walks over those before it, and every further ``<body>`` gives its attributes to the first.
Pages that could be meant so are read tag by tag here, as a tokenizer does ("Tokenization"), and what is too much is cut.
Ordinary pages are only counted, and stay as they are.
"""

from __future__ import annotations

import re
from itertools import islice

from archiver.page.dom import HEADINGS, VOID, names

MAX_DEPTH = 512
"""Elements nested deeper become siblings at this depth, as in Chromium (`kMaximumHTMLParserDOMTreeDepth`)."""

_MANY_TAGS = 10_000
"""Fewer tags nest in no time: the mean page has 1,100 elements."""
_MANY_MADE = 300_000
"""So many elements, or fewer, are made in no time of formatting elements that stay open, anew for each other tag."""
_LONG_TAG = 10_000
"""Characters of a tag, or of the beginning of one, that may have a flood of attributes."""
_MOST_ATTRIBUTES = 1000
_FREE = 7_000
_CHARACTERS_AN_ELEMENT = 24
"""Beyond the first seven thousand, so many characters have to stand in the text for each element; 145 are usual."""
_MOST_FORMATS = 100
"""Formatting elements that may be open at once, and so be made anew in a paragraph."""

_MOST_OPTIONS = 2_000
_MOST_ROOTS = 10
"""Tags of ``html`` and ``body``: for each version of Internet Explorer there may be one."""

_ATTRIBUTE = r"""=?[^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+)?+"""
_TOKEN = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[|<[!?][^>]*+>?|</[^a-zA-Z][^>]*+>?"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^ \t\n\f\r/>]*+)(?P<rest>(?:[ \t\n\f\r/]++|(?=[^>]){_ATTRIBUTE})*+)>?",
    re.DOTALL,
)
_ONE_ATTRIBUTE = re.compile(rf"(?=[^ \t\n\f\r/>]){_ATTRIBUTE}")
_DRESSED_FORMAT = re.compile(
    r"<(?=[bcefistuBCEFISTU])(?i:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/]"  # looks once at most tags
)
"""A formatting element with attributes. Bare ones are open at most three times ("Noah's Ark")."""
_REPEATED = re.compile(r"<(?=[bhoBHO])(?i:(html|body)|option|optgroup)(?=[\s/>])")
_CLOSED_AT_ONCE = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9]*+)(?:\s++[\w-]++=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))*+\s*+>[^<>]*+</\1\s*+>"
    r"|<(?:br|hr|img)\b[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+>"
)
"""An element that holds no other, and whose end nothing hides."""
_STEPS = 8
"""How often such elements are taken away, which leaves those around them to be taken next: so deep ordinary comments are."""
_SECTION = "<![CDATA["
_CUT = "<!---->"
"""With nothing in its place, what stands around a tag could become another tag."""


_NEVER_DEEP = VOID | names("html head body p image")
_ROOTS = names("html body")
_OPTIONS = names("option optgroup")
_ROWS = names("caption colgroup tbody td tfoot th thead tr")
_CELLS = names("caption td th")
_RAW = names("iframe noembed noframes plaintext script style textarea title xmp")
_FORMATS = names("a b big code em font i nobr s small strike strong tt u")
_DRAWINGS = names("svg math")
_LEAVES_DRAWING = names(
    "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li menu meta nobr "
    "ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
_MARKERS = names("applet caption marquee object td template th")
"""What formatting elements do not outlive."""
_BARRIERS = _MARKERS | names("button frameset select table")
"""What an end tag inside of them does not close ("has an element in scope")."""
_SPECIAL = _BARRIERS | names(
    "address article aside blockquote center details dir div dl fieldset figcaption figure footer form frameset h1 h2 h3 "
    "h4 h5 h6 header hgroup li dd dt listing main menu nav noscript ol pre search section summary ul"
)
_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
"""Elements whose start tags end others, unless these are inside of a special element, divisions excepted."""
_STRICT = names("noscript")
"""Closed by no end tag from outside of a special element, though special."""


def most_elements(text: str) -> int:
    """How many elements a page of this text may have: what more there are were opened anew by none of its tags."""
    return _FREE + len(text) // _CHARACTERS_AN_ELEMENT


def tame(text: str) -> str:
    """The text of a page as it may be given to a parser."""
    return _Tamer(text).tamed() if _may_nest(text) or _has_flood(text) or _repeats(text) else text


def _may_nest(text: str) -> bool:
    """Whether tags could open so many elements in each other, or the same ones so often anew, that it matters."""
    tags = text.count("<")
    if tags < _MANY_TAGS and tags * _formats(text) < _MANY_MADE:
        return False
    open_tags, rest = tags - text.count("</"), text
    for _ in range(_STEPS):
        rest = _CLOSED_AT_ONCE.sub("", rest)
        if rest.count("<") < _MANY_TAGS and open_tags * _formats(rest) < _MANY_MADE:
            return False
    return True


def _formats(text: str) -> int:
    return len(_DRESSED_FORMAT.findall(text))


def _has_flood(text: str) -> bool:
    """Whether a tag has more than a thousand attributes."""
    at = 0
    for place in range(_LONG_TAG, len(text), _LONG_TAG):  # a long tag holds one of these places
        if place < at:
            continue
        start, at = text.rfind("<", at, place), text.find("<", place)
        at = at if at >= 0 else len(text)
        if start >= 0 and at - start > _LONG_TAG:
            match = _TOKEN.match(text, start)
            if match and match["name"] and _is_flood(match["rest"]):
                return True
    return False


def _repeats(text: str) -> bool:
    """Whether there are more options, or roots, than a page has."""
    found = _REPEATED.findall(text)
    return len(found) > _MOST_OPTIONS or sum(map(bool, found)) > _MOST_ROOTS


def _is_flood(attributes: str) -> bool:
    return next(islice(_ONE_ATTRIBUTE.finditer(attributes), _MOST_ATTRIBUTES, None), None) is not None


class _Tamer:
    """Reads tags and knows which elements are open. Where it cannot know, it takes one to be open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[str] = []  # empty text for what was closed while others in it stayed open
        self.tags: list[str] = []  # as they are written
        self.places: dict[str, list[int]] = {}  # of the open elements of a name
        self.special: list[int] = []
        self.barriers: list[int] = []
        self.walls: list[int] = []  # special elements but `address` and `div`
        self.made = 0  # elements
        self.closed = 0  # empty texts in `open`
        self.left = {**dict.fromkeys(_ROOTS, _MOST_ROOTS), **dict.fromkeys(_OPTIONS, _MOST_OPTIONS)}
        self.formats: list[tuple[str, str]] = []  # name and tag of formatting elements that were never ended

    def tamed(self) -> str:
        """The text without what is too much."""
        text, at = self.text, 0
        parts: list[str] = []
        while match := _TOKEN.search(text, at):
            parts.append(text[at : match.start()])
            at = match.end()
            if match["name"] is None:
                if match[0] == _SECTION and self._in_drawing():
                    parts.append(_CUT)
                    continue
                if match[0] == _SECTION:  # there is no such thing outside of drawings: a comment
                    at = text.find(">", at) + 1 or len(text)
                parts.append(text[match.start() : at])
                continue
            name = match["name"].lower()
            kept = self._end(name, match) if match["end"] else self._start(name, match)
            parts.append(_bounded(match) if kept else _CUT)
            if kept and not match["end"] and name in _RAW:
                start, at = at, _end_of_raw(text, at, name)
                parts.append(text[start:at])
        parts.append(text[at:])
        return "".join(parts)

    def _start(self, name: str, match: re.Match[str]) -> bool:
        """Take a start tag up; whether it is kept."""
        if self._in_drawing() and not self._leave_drawing(name):
            return False
        if name in _RAW:
            return True
        if name in self.left:
            self.left[name] -= 1
        if self.left.get(name, 0) < 0 or not self._is_room(match):
            return False
        if name in _NEVER_DEEP:
            return True
        if name in _ROWS:
            self._to_table()
            if name not in _CELLS or not self.places.get("table"):
                return True
        if name in _ITEMS:
            self._end_items(_ITEMS[name])
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self._pop(len(self.open) - 1)
        if name == "form" and self.places.get(name) and not self.places.get("template"):
            return True
        if name in _OPTIONS and self.open and self.open[-1] == "option":
            self._pop(len(self.open) - 1)
        if name == "button" and self.places.get(name) and not _is_above(self.barriers, self.places[name][-1]):
            self._pop(self.places[name][-1])
        if name in ("a", "nobr"):
            self._end_format(name)
        if len(self.open) - self.closed > 2 * MAX_DEPTH or (name in _DRAWINGS and match["rest"].endswith("/")):
            return False
        if name in _FORMATS and not self._is_format_left(name, match[0]):
            return False
        self._push(name, match[0])
        return True

    def _end(self, name: str, match: re.Match[str]) -> bool:
        """Take an end tag up; whether it is kept."""
        place = self.places[name][-1] if self.places.get(name) else -1
        if self._in_drawing() and place < 0 and name not in _ROWS:
            return name in ("p", "br") and self._leave_drawing("p")
        if name in ("p", "br"):  # alone, it makes an element
            return self._is_room(match)
        if name in _ROWS:
            self._end_of_row(name)
        elif name in _FORMATS:
            self._end_format(name)
        elif place >= 0:
            if name == "form":
                self._vacate(place)
            elif name in ("table", "template"):
                others = self.places.get("template") if name == "table" else None
                if not (others and others[-1] > place):
                    self._pop(place)
            elif name == "li":
                if not any(_is_above(self.places.get(other, []), place) for other in ("ol", "ul")) and not _is_above(
                    self.barriers, place
                ):
                    self._pop(place)
            elif not _is_above(self.barriers if name in _SPECIAL - _STRICT else self.special, place):
                self._pop(place)
        return True

    def _is_room(self, match: re.Match[str]) -> bool:
        """Whether the text is long enough for one more element, and count it."""
        if (self.made - _FREE) * _CHARACTERS_AN_ELEMENT > match.end():
            return False
        self.made += 1 + len(self.formats)  # which may be opened anew in it
        return True

    def _in_drawing(self) -> bool:
        return bool(self.open) and self.open[-1] in _DRAWINGS

    def _leave_drawing(self, name: str) -> bool:
        """Whether a start tag may stand where a drawing is open: another drawing, or what ends it."""
        if name in _LEAVES_DRAWING:
            while self._in_drawing():
                self._pop(len(self.open) - 1)
        return name in _LEAVES_DRAWING or name in _DRAWINGS

    def _is_format_left(self, name: str, tag: str) -> bool:
        """Whether one more formatting element may be open, and take it up. Three of the same are all that can be."""
        if sum(same == tag for _, same in self.formats) < 3:
            if len(self.formats) >= _MOST_FORMATS:
                return False
            self.formats.append((name, tag))
        return True

    def _end_format(self, name: str) -> None:
        """The "adoption agency": others in it stay open."""
        last = next((k for k in range(len(self.formats) - 1, -1, -1) if self.formats[k][0] == name), None)
        if last is not None:
            del self.formats[last]
        place = self.places[name][-1] if self.places.get(name) else -1
        if place < 0 or _is_above(self.barriers, place):
            return
        if _is_above(self.special, place):
            self._vacate(place)
        else:
            self._pop(place)

    def _push(self, name: str, tag: str) -> None:
        place = len(self.open)
        self.open.append(name)
        self.tags.append(tag)
        self.places.setdefault(name, []).append(place)
        if name in _SPECIAL:
            self.special.append(place)
            if name not in ("address", "div"):
                self.walls.append(place)
        if name in _BARRIERS:
            self.barriers.append(place)

    def _pop(self, to: int) -> None:
        """Close all elements from a place on, and what had been closed right below it. Formatting elements among them
        that were not ended open anew."""
        again: list[tuple[str, str]] = []
        while len(self.open) > to or (self.open and not self.open[-1]):
            name, tag = self.open.pop(), self.tags.pop()
            if not name:
                self.closed -= 1
                continue
            place = len(self.open)
            self.places[name].pop()
            for places in (self.special, self.barriers, self.walls):
                if places and places[-1] == place:
                    places.pop()
            if name in _MARKERS:
                for gone in again:
                    self.formats.remove(gone)
                again.clear()
            elif name in _FORMATS and again.count((name, tag)) < self.formats.count((name, tag)):
                again.append((name, tag))
        for name, tag in reversed(again):
            self._push(name, tag)

    def _vacate(self, place: int) -> None:
        """Close the last element of its name, and nothing in it."""
        if place == len(self.open) - 1:
            self._pop(place)
            return
        name = self.open[place]
        self.open[place] = self.tags[place] = ""
        self.closed += 1
        self.places[name].pop()
        for places in (self.special, self.barriers, self.walls):
            if place in places:
                places.remove(place)

    def _to_table(self) -> None:
        """A row, a cell or a caption ends whatever is open in the table before it."""
        tables, templates = self.places.get("table"), self.places.get("template")
        if tables and not (templates and templates[-1] > tables[-1]):
            self._pop(tables[-1] + 1)

    def _end_items(self, names: tuple[str, ...]) -> None:
        """A list item ends the one before it."""
        place = max((self.places[name][-1] for name in names if self.places.get(name)), default=-1)
        if place >= 0 and not _is_above(self.walls, place):
            self._pop(place)

    def _end_of_row(self, name: str) -> None:
        """The end of a cell, a caption or a row ends a cell that is open. That of other parts may be ignored."""
        table = self.places["table"][-1] if self.places.get("table") else -1
        names = ("td", "th") if name == "tr" else (name,) if name in _CELLS else ()
        place = max((self.places[cell][-1] for cell in names if self.places.get(cell)), default=-1)
        if place > table >= 0:
            self._pop(place)


def _is_above(places: list[int], place: int) -> bool:
    return bool(places) and places[-1] > place


def _bounded(match: re.Match[str]) -> str:
    """A tag with a thousand attributes at most."""
    if len(match["rest"]) < _LONG_TAG:
        return match[0]
    attributes = " ".join(found[0] for found in islice(_ONE_ATTRIBUTE.finditer(match["rest"]), _MOST_ATTRIBUTES))
    return f"<{match['end']}{match['name']} {attributes}>"


def _end_of_raw(text: str, at: int, name: str) -> int:
    """Where the text of an element ends that holds no tags: at its end tag."""
    if name == "plaintext":
        return len(text)
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)
