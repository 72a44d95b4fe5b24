"""Sidebars, widgets, forms and navigation: what stands there is not of this post, but for a thread that a theme puts there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.roles import COMMENT_PART, MANY_COMMENTS, Role, role_of_name
from archiver.scrapers._likeness import LEAST_TEXT
from archiver.scrapers._recent import leads_away

if TYPE_CHECKING:
    from archiver.page.document import Document
    from archiver.page.dom import Element

_FRAMES = frozenset(("html", "body", "article", "main", "form", "nav"))
"""Elements that their names do not make something else than the post."""
_OTHERS = re.compile(r"recent|latest|last|neue|letzte|top|most|popular|review|template|tpl|dummy|skeleton|preview")
"""Names of lists of the newest comments of a blog, and of what is no comment yet."""
_LONGEST_FORM = 2000
_LEAST_THREAD = 150
"""Least characters of a form that is around comments."""
_LONGEST_HEAD = 80
"""Most characters of a comment's head."""
_DAY = len("2010-05-04")
_LONGEST_NAME = 100
"""Characters of a class name that are looked at."""


def stand_elsewhere(document: Document) -> list[bool]:
    """For each element, whether it stands in a sidebar, a widget, a form or the like; a box that holds a third of the
    page's text is none."""
    elements = document.elements
    most = elements[0].text_length // 3 if elements else 0
    named = [e for e in elements.with_role(Role.ELSEWHERE | Role.FORM) if not e.role & Role.ITEM]
    named = [e for e in named if e.name not in _FRAMES]
    named = [e for e in named if not (e.role & Role.FORM and _holds_thread(document, e))]
    named = [e for e in named if not (e.role & Role.ELSEWHERE and _is_section(document, e))]
    forms = [f for f in elements.named("form") if f.text_length <= _LONGEST_FORM and not _holds_thread(document, f)]
    flags = [False] * len(elements)
    for element in (*named, *forms, *elements.named("nav")):
        end = element.last if element.text_length < most else element.index
        flags[element.index : end + 1] = [True] * (end + 1 - element.index)
    return flags


def _is_section(document: Document, box: Element) -> bool:
    """Whether a box called a widget, a tab or the like is the page's section of comments by its name as well: it holds
    what links to the comments lead to, or nothing in it leads to another page, as the newest comments do."""
    named = [word for word in box.classes if _is_box_of_comments(word[:_LONGEST_NAME])]
    if not named:
        return False
    if any(MANY_COMMENTS.fullmatch(e.attr("id").lower()) for e in box.inside() if "id" in e.attrs):
        return True
    return not (any(map(_OTHERS.search, named)) or any(leads_away(document, link) for link in box.inside("a")))


@lru_cache(maxsize=10_000)
def _is_box_of_comments(name: str) -> bool:
    """Whether a name speaks of comments, and of a widget, a tab or the like."""
    return bool(role_of_name(name) & Role.ELSEWHERE and COMMENT_PART.search(name))


def _holds_thread(document: Document, form: Element) -> bool:
    """Whether a form is around comments and not only for one: it shows the dates of several."""
    if form.text_length < _LEAST_THREAD:
        return False
    near = (e for e in form.inside() if LEAST_TEXT <= e.text_length <= _LONGEST_HEAD)
    short = (e for e in near if any(map(str.isdecimal, inline_text(e))) and not e.first("p", "div"))
    found = (document.date_in(e) for e in short)
    dates = {date.value for date in found if date and date.value and len(date.value) >= _DAY}
    return len(dates) > 1
