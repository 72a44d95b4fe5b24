"""Comments that no heading announces and no class names: several alike outside of the article, each with a name, a time
of day and a text, and without a link that leads on."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from archiver.page.content import inline_text
from archiver.page.dom import HEADINGS
from archiver.scrapers._announced import COMMENTS, says_none
from archiver.scrapers._items import Group, items_of, nest
from archiver.scrapers._likeness import alike_in, with_answers
from archiver.scrapers._recent import leads_away

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.page.dom import Element
    from archiver.scrapers._fields import Fields
    from archiver.scrapers._items import Finder

_EVIDENCE = 0.3
_LEAST_THREAD = 80
"""Characters of two short comments with their heads."""
_LONGEST_LINE = 60
_LEAST_POST = 400
_MOST_ASKED = 3
_EDGE = 300
"""Characters at the beginning and the end of a comment in which its time may stand."""
_OTHERS = re.compile(
    r"live-?(?:blog|ticker)|(?:^|[-_]|news)ticker|timeline|(?:^|[-_])(?:events?|termine?|veranstaltung\w*|agenda|calendar|schedule|"
    r"programm?e?|episodes?|changelog|commits?|releases?|jobs?|tweets?|offers?|listings?)(?:$|[-_])"
)
"""Names of what has people, times and texts, and is no debate."""
_TIME = re.compile(r"(?<!\d)[012]?\d[:.h]\d\d(?!\d)")


def unannounced_groups(finder: Finder) -> list[Group]:
    """Groups of elements side by side that look alike and seem to tell a time of day; none where the page says that it
    has no comments."""
    groups: list[Group] = []
    for parent in finder.elements:
        if parent.text_length < _LEAST_THREAD or finder.elsewhere[parent.index] or finder.quoted[parent.index]:
            continue
        for key, alike in alike_in(parent).items():
            members = _without_post(alike)
            if (
                len(members) > 1
                and all(map(_may_tell_time, members[:_MOST_ASKED]))
                and not _is_headed(finder, members[0])
            ):
                links = (link for member in members for link in member.inside("a"))
                if not (_is_named_otherwise(parent) or any(leads_away(finder.document, link) for link in links)):
                    groups.append(Group(key, nest(items_of(with_answers(key, members))), _EVIDENCE))
    return groups if groups and not _says_none(finder) else []


def _says_none(finder: Finder) -> bool:
    return any(0 < e.text_length <= _LONGEST_LINE and says_none(inline_text(e)) for e in finder.elements)


def _is_headed(finder: Finder, first: Element) -> bool:
    """Whether a heading right above, or the head of a table, says that these are something else: reports, offers."""
    if first.name == "tr" and first.outer is not None:
        table = first.outer if first.outer.name == "table" else first.outer.outer or first.outer
        heads = table.inside("th")
        return bool(heads) and not any(COMMENTS.search(inline_text(head)) for head in heads)
    for element, text in finder.above.lines(first, most=1):
        is_near = first.text_before - element.text_after <= _LONGEST_LINE
        return element.name in HEADINGS and is_near and not COMMENTS.search(text)
    return False


def _is_named_otherwise(parent: Element) -> bool:
    """Whether an element is named after something else: events, or what reporters tell minute by minute."""
    around = (parent, *islice(parent.above(), 2))
    return any(_OTHERS.search(name) for element in around for name in (*element.classes, element.attr("id").lower()))


def _without_post(members: list[Element]) -> list[Element]:
    """Without a first one that is far longer than the others: the post, in a box like those of its comments."""
    first, *others = members
    longest = max((other.text_length for other in others), default=0)
    return others if first.text_length > max(_LEAST_POST, 2 * longest) else members


def _may_tell_time(element: Element) -> bool:
    text, begin, end = element.tree.text, element.begin, element.end
    return bool(_TIME.search(text, begin, min(end, begin + _EDGE)) or _TIME.search(text, max(begin, end - _EDGE), end))


def are_comments(fields: Sequence[Fields]) -> bool:
    """Whether all say who, what and at what time, and they are not all of one author: a ticker, cards of posts."""
    names = {f.author.name if f.author else None for f in fields}
    return len(names) > 1 and all(
        f.text and (f.author or f.is_anonymous) and "T" in (f.published or "") for f in fields
    )
