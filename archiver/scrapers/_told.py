"""Names in running text that tells who the author is: below "About the author", in a note in italics behind the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS
from archiver.records import Author
from archiver.scrapers._given_names import has_given_name
from archiver.scrapers._names import is_author_label, is_bare_name
from archiver.scrapers._words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.scrapers._surroundings import Surroundings

_AUTHOR = Words(r"aut(?:h?or|eur|rice)|автор")
_ABOUT = re.compile(
    r"(?:about|über|zu|à propos|au sujet|sobre|acerca|sull[a’']?|over|o|об|про)\W(?:[^\W\d_]{1,4}\W){0,2}"
    r"aut(?:h?or(?:in|a|e|ze|ce)?|eure?|rice)\W*|(?:zum autor|zur autorin|об авторе|про автора)\W*",
    re.IGNORECASE,
)
"""Headings of boxes that introduce the author of a text."""
_WRITES = Words(
    r"\b(?:writer|author|journalist\w*|editor|blogger\w*|columnist|reporter|correspondent|contributor|redakteur\w*|redaktor\w*|"
    r"autorin|autor|autora|auteure?|rédact\w+|periodista|escritora?|giornalista|redacteur|writes|schreibt|schrijft|écrit|escribe|scrive)\b"
)
"""What is said of those who write."""
_LONGEST_HEADING = 40
_LONGEST_NOTE = 400
_LONGEST_REST = 200
"""Most characters of an article behind the note: links to share it."""
_MOST_WORDS = 5
"""Words of a name."""
_MOST_BELOW = 10
"""Elements below a heading in which the text begins."""
_BLOCKS = ("p", "div", "li")
_MOST_LAST = 5
"""Blocks at the end of an article of which one may introduce the author."""
_NOTE_BEHIND = 6
"""Elements behind an article in which a note tells who wrote it."""


def told(around: Surroundings) -> Iterator[Author]:
    """Whom a text below "About the author" begins with or names in an element of its own, wherever on the page; else who
    is told to write in a note in italics that ends the article: "Ann Lee is a writer who lives in Leeds"."""
    name = _below_heading(around) or _in_note(around) or _behind_label(around)
    if name is not None:
        yield Author(name)


def _below_heading(around: Surroundings) -> str | None:
    elements = around.document.elements
    if not elements or not _AUTHOR.search(elements[0].tree.text):
        return None
    for heading in elements.named(*HEADINGS, "b", "strong", "p", "div", "dt", "span"):
        if not 0 < heading.text_length <= _LONGEST_HEADING or around.is_of_comment(heading):
            continue
        if not _ABOUT.fullmatch(inline_text(heading)):
            continue
        for element in elements[heading.last + 1 : heading.last + 1 + _MOST_BELOW]:
            text = inline_text(element) if 0 < element.text_length <= _LONGEST_NOTE else ""
            name = text if is_bare_name(text) else _name_before(text)
            if name:
                return name
    return None


def _in_note(around: Surroundings) -> str | None:
    article = around.article
    if article is None:
        return None
    for note in around.document.elements[article.index : article.last + 1 + _NOTE_BEHIND]:
        if note.name not in ("em", "i") or not 0 < note.text_length <= _LONGEST_NOTE:
            continue
        is_alone = note.outer is not None and note.outer.text_length == note.text_length
        if is_alone and article.text_after - note.text_after <= _LONGEST_REST:
            text = inline_text(note)
            name = _name_before(text)
            if name and has_given_name(name) and _WRITES.search(text):
                return name
    return None


def _behind_label(around: Surroundings) -> str | None:
    """Whom the last paragraphs of an article introduce behind a label: "Author: Dr. Ann Lee runs a boatyard in Leeds."."""
    article = around.article
    if article is None:
        return None
    elements = around.document.elements
    end = around.items[0].start if around.items else len(elements)
    behind = elements[article.last + 1 : min(end, article.last + 1 + _NOTE_BEHIND)]
    for block in (*article.inside(*_BLOCKS)[-_MOST_LAST:], *(e for e in behind if e.name in _BLOCKS)):
        label, _, text = inline_text(block).partition(":") if 0 < block.text_length <= _LONGEST_NOTE else ("", "", "")
        if is_author_label(label) and _AUTHOR.search(label):
            return _name_before(text.strip())
    return None


def _name_before(text: str) -> str | None:
    """The whole name that a sentence begins with: "Ann Lee lives …", "Karl von der Au, born 1950, …"."""
    words = text.split(" ", _MOST_WORDS + 1)
    for number in range(min(_MOST_WORDS, len(words) - 1), 1, -1):
        name = " ".join(words[:number])
        if is_bare_name(name.removesuffix(",")) and (name[-1] == "," or words[number][0].islower()):
            return name.removesuffix(",")
    return None
