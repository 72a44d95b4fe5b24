"""One thread out of several readings of it: the post's comment pages, and lists of its comments (REST, feeds, services).

Pure functions over records. A page shows a part of the thread in its own order; a list has the comments oldest first, and
says more exactly when each was written and what it answers. The page's word counts where both say something.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from archiver.records import Author, Comment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from archiver.records import Lead, Post

COMMENT_PAGE = re.compile(r"(?:/comment-page-|[?&](?:cpage|commentPage|comments?_page)=)(\d+)")
"""The part of a URL that says which page of a post's comments it is."""
_PLAIN_NUMBER = re.compile(r"[?&]page=(\d+)")
"""The same in the URLs of Drupal and others, whose first page is the post's own URL, without a number."""
OWN_LISTS = frozenset(("comments-rest", "comments-feed", "comments-substack"))
"""Kinds of leads to lists that the blog itself gives; all others are those of a service on another host."""

_ZONED = re.compile(r"T.*[+-]\d\d:\d\d$")
_LAST_NUMBER = re.compile(r"(\d+)$")
_COMPARED = 300
"""Characters of a text by which a comment is found again that has another id elsewhere."""

_TELLING = 40
"""Letters of a text that tell it from others, whoever wrote it."""


def leaves_open(post: Post, lead: Lead) -> bool:
    """Whether a list could tell more of the thread than is known.

    A service's always can: what the page shows of it is what a script has not yet replaced. The blog's own can where
    comments are missing or have no time of day; WordPress' REST list also knows who answers whom where a theme does not
    show it.
    """
    if lead.kind not in OWN_LISTS:
        return True
    if post.comment_count is not None and post.comment_count > len(post.comments):
        return True
    if not all(comment.published and "T" in comment.published for comment in post.comments):
        return True
    is_flat = len(post.comments) > 1 and not any(comment.parent_id for comment in post.comments)
    return lead.kind == "comments-rest" and is_flat


def merge_pages(threads: dict[str, tuple[Comment, ...]]) -> tuple[Comment, ...]:
    """The comments of a post's comment pages (by URL, the post's own first) in page order, each id once.

    Where every page shows dates, these say which page comes first, and whether the newest comments are on top.
    Otherwise the numbers in the URLs do, as lower numbers hold older comments.
    """
    pages = {url: comments for url, comments in threads.items() if comments}
    numbers = _page_numbers(pages)
    dates = {url: [c.published for c in comments if c.published and not c.parent_id] for url, comments in pages.items()}
    if not all(dates.values()):
        dates = {url: [""] for url in pages}
    steps = [(one < two) - (one > two) for shown in dates.values() for one, two in pairwise(shown)]
    order = sorted(pages, key=lambda url: (min(dates[url]), numbers[url]), reverse=sum(steps) < 0)
    return tuple(_each_once(comment for url in order for comment in pages[url]))


def _each_once(comments: Iterable[Comment]) -> list[Comment]:
    """The comments, the first of each id."""
    found: dict[str, Comment] = {}
    for comment in comments:
        found.setdefault(comment.id, comment)
    return list(found.values())


def _page_numbers(urls: Collection[str]) -> dict[str, int]:
    """The number of each comment page. The post's own URL has none and shows the last page where another URL is that of
    page 1, else the first (WordPress: "last" or "first" page by default)."""
    numbers = {url: int(match[1]) for url in urls if (match := COMMENT_PAGE.search(url))}
    own = max(numbers.values()) + 1 if 1 in numbers.values() else 1
    plain = {url: int(match[1]) for url in urls if (match := _PLAIN_NUMBER.search(url))}
    return {url: numbers.get(url, plain.get(url, 0) if plain else own) for url in urls}


def merge_list(shown: Sequence[Comment], listed: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments that pages show, completed by a list of the same thread.

    A comment of both keeps its id, its text and its place, and gets what only the list knows: author, addresses, a more
    exact date, what it answers. One that only the list has stands where its date puts it among its siblings. A parent
    that is in neither is none. The list may say a comment twice, as one that grew while it was read does.
    """
    listed = _in_zone_of(shown, _each_once(listed))
    ids = _same(shown, listed)
    by_id = {ids[comment.id]: comment for comment in listed}
    known = {comment.id for comment in shown} | by_id.keys()
    parents = {ids[c.id]: ids.get(c.parent_id or "", c.parent_id) for c in listed}
    completed = [_completed(c, by_id[c.id], parents[c.id]) if c.id in by_id else c for c in shown]
    have = {comment.id for comment in shown}
    added = [replace(c, id=ids[c.id], parent_id=parents[ids[c.id]]) for c in listed if ids[c.id] not in have]
    found = [c if c.parent_id in known else replace(c, parent_id=None) for c in [*completed, *added]]
    if not added:
        return tuple(found)
    order = list(dict.fromkeys(ids[comment.id] for comment in listed))
    return tuple(_placed(found[: len(completed)], found[len(completed) :], order))


def _in_zone_of(shown: Sequence[Comment], listed: Sequence[Comment]) -> list[Comment]:
    """The list with the times that it gives in UTC, as feeds do, told by the page's own clock: in the zone of the comment
    that the page shows of about that time, so that all dates of a thread compare."""
    local = sorted(datetime.fromisoformat(c.published) for c in shown if c.published and _ZONED.search(c.published))

    def told(published: str | None) -> str | None:
        if not local or published is None or not published.endswith("+00:00"):
            return published
        instant = datetime.fromisoformat(published)
        later = bisect(local, instant)
        nearest = min(local[max(later - 1, 0) : later + 1], key=lambda time: abs(time - instant))
        return instant.astimezone(nearest.tzinfo).isoformat()

    return [replace(comment, published=told(comment.published)) for comment in listed]


def _same(shown: Sequence[Comment], listed: Sequence[Comment]) -> dict[str, str]:
    """The id on the page of each comment of the list: the same, one with the same number (`div-comment-71`) unless somebody
    else says something else there, or that of a comment by the same author that says the same; its own id if the page does
    not show it."""
    by_id = {comment.id: comment.id for comment in shown}
    by_number = {match[1]: c for c in shown if not _is_made(c.id) and (match := _LAST_NUMBER.search(c.id))}
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for comment in reversed(shown):
        for words in _words(comment):
            by_words[words].append(comment.id)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for comment in listed:
        found = by_id.get(comment.id)
        number = _LAST_NUMBER.search(comment.id)
        numbered = by_number.get(number[1]) if number else None
        if found is None and numbered is not None and _may_be_same(numbered, comment):
            found = numbered.id
        for alike in () if found else (by_words.get(words, []) for words in _words(comment)):
            while alike and alike[-1] in taken:
                alike.pop()
            found = found or next(reversed(alike), None)
        ids[comment.id] = found if found and found not in taken else comment.id
        taken.add(ids[comment.id])
    return ids


def _may_be_same(one: Comment, other: Comment) -> bool:
    """Whether nothing speaks against it that two comments of the same number are one: edited or misread, but not both."""
    same_author = one.author is None or other.author is None or one.author.name == other.author.name
    return same_author or one.content_text == other.content_text


def _is_made(own_id: str) -> bool:
    """Whether an id was made from what the comment says (`scrapers._comments.synthetic_id`)."""
    return own_id.startswith("c-")


def _words(comment: Comment) -> list[tuple[str, ...]]:
    """By what a comment is found again, the surest first: author and text, then a text that two people hardly write."""
    said = "".join(filter(str.isalnum, comment.content_text))[:_COMPARED].casefold()
    author = (comment.author.name if comment.author else "").casefold()
    return [*([(author, said)] if said else []), *([(said,)] if len(said) >= _TELLING else [])]


def _completed(shown: Comment, listed: Comment, parent: str | None) -> Comment:
    return replace(
        shown,
        parent_id=shown.parent_id or (parent if parent != shown.id else None),
        kind=listed.kind if shown.kind == "comment" else shown.kind,
        author=_fuller(shown.author, listed.author),
        published=max(shown.published or "", listed.published or "", key=len) or None,
        url=shown.url or listed.url,
        content_html=shown.content_html or listed.content_html,
        content_text=shown.content_text or listed.content_text,
    )


def _fuller(shown: Author | None, listed: Author | None) -> Author | None:
    if shown is None or listed is None or shown.name != listed.name:
        return shown or listed
    return Author(shown.name, shown.url or listed.url, shown.avatar_url or listed.avatar_url)


def _placed(shown: list[Comment], added: list[Comment], order: list[str]) -> Iterator[Comment]:
    """All comments, answers behind what they answer; `order` are the ids of the list, oldest first."""
    place = {own_id: number for number, own_id in enumerate(order)}
    known = [place[c.id] for c in shown if c.parent_id is None and c.id in place]
    newest_first = sum((one > two) - (one < two) for one, two in pairwise(known)) > 0
    below: dict[str | None, list[Comment]] = defaultdict(list)
    new: dict[str | None, list[Comment]] = defaultdict(list)
    for comments, by_parent in ((shown, below), (added, new)):
        for comment in comments:
            by_parent[comment.parent_id].append(comment)
    for parent, comments in new.items():
        below[parent] = _among(below[parent], comments, place, newest_first=newest_first and parent is None)
    waiting = list(reversed(below.pop(None, [])))
    while waiting or below:
        if not waiting:
            # Comments that answer each other in a ring hang on nothing: the first of them begins.
            first = next(iter(below))
            waiting = [replace(comment, parent_id=None) for comment in reversed(below.pop(first))]
            continue
        comment = waiting.pop()
        yield comment
        waiting.extend(reversed(below.pop(comment.id, [])))


def _among(
    siblings: list[Comment], added: list[Comment], place: dict[str, int], *, newest_first: bool
) -> list[Comment]:
    """Siblings with others, which come oldest first, among them: each behind the last older one, or if there is none
    before the first newer one; on a page with the newest on top before the first older one."""
    placed = sorted((place[comment.id], at) for at, comment in enumerate(siblings) if comment.id in place)
    places = [number for number, _ in placed]
    # Of those up to each place, where the last stands on the page, or the first.
    reach = list(accumulate((at for _, at in placed), min if newest_first else max))
    first = min((at for _, at in placed), default=len(siblings))
    gaps: dict[int, list[Comment]] = defaultdict(list)
    for comment in added:
        older = bisect(places, place[comment.id])
        if newest_first:
            gaps[reach[older - 1] if older else len(siblings)].insert(0, comment)
        else:
            gaps[reach[older - 1] + 1 if older else first].append(comment)
    return [comment for at in range(len(siblings) + 1) for comment in (*gaps[at], *siblings[at : at + 1])]
