"""No regular expression backtracks itself to death: a long text of any repeated unit costs time by its length only."""

from __future__ import annotations

import pkgutil
import re
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

import archiver.page
import archiver.scrapers

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 4000
LIMIT = 0.05
"""CPU seconds for a text of `LENGTH` characters. What is linear takes a tenth of it; what is quadratic in a way that
matters, more."""

UNITS = (
    *(
        " ",
        "\t\n",
        "\u00a0",
        "a",
        "A",
        "1",
        "1 ",
        "1/",
        "1-",
        "1.",
        "1:",
        ",",
        ". ",
        "- ",
        " - ",
        "|",
        " | ",
        ": ",
        "@ ",
        "(",
        ")",
    ),
    *(
        "<",
        "<a ",
        "</a",
        "<p>",
        "<!--",
        "<svg ",
        "<svg>",
        "</svg",
        "<pre>",
        "</pre",
        "<br> ",
        '"',
        "'",
        "&",
        "=",
        'a="b" ',
        "</p> ",
    ),
    *(
        "by ",
        "By ",
        "by a ",
        "a by ",
        "A b ",
        "A. ",
        "Ann ",
        "von ",
        "Posted by ",
        "says ",
        "says: ",
        "and ",
        " & ",
        "the ",
        "of ",
    ),
    *(
        "May ",
        "May 4 ",
        "May 4, ",
        "4 May ",
        "2010 ",
        "2010-",
        "2010-05-04",
        "2010-05-04T",
        "T11",
        "11:",
        "11:54 ",
        "am ",
        "at ",
        "on ",
    ),
    *(
        "+01:00",
        "Z",
        "GMT ",
        "3 days ago ",
        "vor 3 ",
        "il y a 3 ",
        "ago ",
        "昨日",
        "日",
        "年",
        "2010年",
        "1月",
        "Monday ",
        "Mo., ",
    ),
    *(
        "comment",
        "comment-",
        "comment_",
        "comments ",
        "comment-1-",
        "c1_",
        "_",
        "--",
        "children ",
        "7 comments ",
        "1,",
        "1 000",
        "responses to ",
    ),
    *("http://", "http://a/", "x/", "../", "?a=", "&a=1", "/page/", "page=1&", "cpage=1&", "#", "%41", "a@", "a.b@c."),
    *(
        "!",
        "?",
        "…",
        "...",
        "»",
        "→",
        "[",
        "]",
        "{",
        "}",
        "\\",
        ";",
        "é",
        "e\u0301",
        "\u200b",
        "日本",
        "ا",
        "word ",
        "a-",
        "aA",
        "Aa ",
    ),
)
STARTS = ("", "by ", "2010-05-04", "x")
ENDS = ("", "!", "\0")


def patterns(value: Any) -> Iterator[re.Pattern[str]]:
    """The compiled patterns in a value of a module, within tables too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from patterns(item)
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from patterns(item)


MODULES = [
    import_module(f"{package.__name__}.{module.name}")
    for package in (archiver.page, archiver.scrapers)
    for module in pkgutil.iter_modules(package.__path__)
]
PATTERNS = {
    f"{module.__name__.removeprefix('archiver.')}.{name}[{number}]": pattern
    for module in MODULES
    for name, value in vars(module).items()
    for number, pattern in enumerate(patterns(value))
}


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Words that the pattern itself is made of: what nearly matches is what costs most."""
    plain = re.sub(r"\\.|\(\?P<\w+>|\(\?[\w!<=:-]*", " ", pattern.pattern)
    words = list(dict.fromkeys(re.findall(r"[^\W\d_]{2,}", plain)))[:12]
    return [*words, *(f"{word} " for word in words)]


def cost(pattern: re.Pattern[str], text: str) -> float:
    """CPU seconds to find all matches, and to match the whole."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", PATTERNS)
def test_long_repetitive_texts_cost_time_by_their_length_only(name: str) -> None:
    pattern = PATTERNS[name]
    slow = {}
    for unit in (*UNITS, *literals(pattern)):
        for text in (f"{start}{unit * (LENGTH // len(unit))}{end}" for start in STARTS for end in ENDS):
            if cost(pattern, text) > LIMIT and (again := min(cost(pattern, text) for _ in range(2))) > LIMIT:
                slow[text[:30]] = again
    assert slow == {}


def test_a_pattern_that_backtracks_would_be_seen() -> None:
    assert cost(re.compile(r"\s+$"), " " * LENGTH + "!") > LIMIT / 2
    assert {"page.dom._TAG[0]", "scrapers._names.BYLINE[0]"} <= PATTERNS.keys()
