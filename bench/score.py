"""The score of records against labels, page by page, and its figures over many pages.

title       the same after folding case, space and punctuation
authors     F1 over the folded names of the post's authors
published   the day is right, or the same instant is told from another zone; where there is none, none is claimed
start, end  the body begins or ends where a reader says: the label's edge lies within `EDGE` characters of it
comments    precision, recall and F1 over single comments, paired one to one by their words (`ALIKE`)
comment_…   over the paired comments: author, day, full (as precise as the page says), parent, kind
strict      F1 over comments that are right in text, author, day, parent and kind
pages       share of pages whose comment list is right: each one paired, none too many
none        share of pages without comments on which none is claimed
…_macro     the mean over pages with comments, so that one long thread does not outweigh the rest
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bench.labels import CLIP, Label, LabelledComment
from bench.words import as_precise, bag, fold, folded_name, likeness, same_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archiver.records import Comment, Post

Counts = Counter[str]

EDGE = 200
ALIKE = 0.8
"""Least likeness of two texts that are the same comment."""
_RAREST = 12
"""Candidates share one of this many of a comment's rarest words: comparing all with all would be quadratic."""
_PINGS = frozenset(("pingback", "trackback"))
_FIELDS = ("author", "day", "full", "parent", "kind")
_WEIGHTS = {"title": 1, "published": 1, "start": 1, "end": 1, "authors": 1, "comments": 3, "strict": 3}


def score_page(label: Label, post: Post | None) -> Counts:
    """What is right and wrong on one page, as counts that add up over pages. ``post`` is None where nothing was read.

    The figures are named as in the module's docstring, with ``.n`` cases of which ``.ok`` are right, or ``.tp``,
    ``.fp`` and ``.fn`` (found and right, found and wrong, missed).
    """
    counts: Counts = Counter(errors=int(post is None))
    if label.is_post:
        _score_post(counts, label, post)
    found = post.comments if post else ()
    pairs = pair_comments(label.comments, found)
    counts["comments.tp"] = len(pairs)
    counts["comments.fp"] = len(found) - len(pairs)
    counts["comments.fn"] = len(label.comments) - len(pairs)
    _case(counts, "pages", len(pairs) == len(found) == len(label.comments))
    if not label.comments:
        _case(counts, "none", not found)
    _score_pairs(counts, label.comments, found, pairs)
    counts["strict.all"] = len(label.comments) + len(found)
    return counts


def _case(counts: Counts, name: str, right: bool) -> None:
    counts[f"{name}.n"] += 1
    counts[f"{name}.ok"] += right


def _score_post(counts: Counts, label: Label, post: Post | None) -> None:
    if label.title:
        _case(counts, "title", fold(label.title) == fold(post.title if post else None))
    want = {folded_name(name) for name in label.authors}
    have = {folded_name(author.name) for author in (post.authors if post else ())} - {""}
    counts.update({"authors.tp": len(want & have), "authors.fp": len(have - want), "authors.fn": len(want - have)})
    _case(counts, "published", same_day(post.published if post else None, label.date))
    text = fold(post.content_text if post else None)
    if label.starts:
        _case(counts, "start", any(clip in text[: EDGE + CLIP] for clip in label.starts))
    if label.ends:
        _case(counts, "end", any(clip in text[-(EDGE + CLIP) :] for clip in label.ends))


def _score_pairs(
    counts: Counts, wanted: Sequence[LabelledComment], found: Sequence[Comment], pairs: dict[int, int]
) -> None:
    places = {comment.id: place for place, comment in enumerate(found)}
    label_of = {place: index for index, place in pairs.items()}
    for index, place in pairs.items():
        want, have = wanted[index], found[place]
        parent = places.get(have.parent_id) if have.parent_id is not None else None
        right = {
            "author": folded_name(want.author) == folded_name(have.author.name if have.author else None),
            "day": same_day(have.published, want.date),
            "parent": want.parent == (label_of.get(parent, -1) if parent is not None else None),
            "kind": want.kind == have.kind or {want.kind, have.kind} == _PINGS,
        }
        for name, is_right in right.items():
            _case(counts, name, is_right)
        if want.date.published:
            _case(counts, "full", as_precise(have.published, want.date.published))
        counts["strict.tp"] += all(right.values())


def pair_comments(wanted: Sequence[LabelledComment], found: Sequence[Comment]) -> dict[int, int]:
    """One-to-one pairs, index of the label to index of the record: the most alike first, ties to the nearest place.

    Many themes print nothing but the linked title of a pingback; what is left of those is paired by the author.
    """
    bags = [bag(comment.content_text) for comment in found]
    holding: dict[int, set[int]] = defaultdict(set)
    for place, words in enumerate(bags):
        for word in words:
            holding[word].add(place)
    scored = []
    for index, want in enumerate(wanted):
        rarest = sorted(want.words, key=lambda word: len(holding.get(word, ())))[:_RAREST]
        near = {place for word in rarest for place in holding.get(word, ())}
        if not want.words:
            near = {place for place, words in enumerate(bags) if not words}
        for place in near:
            score = likeness(want.words, bags[place])
            if score >= ALIKE:
                scored.append((-round(score, 6), abs(index - place), index, place))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, index, place in sorted(scored):
        if index not in pairs and place not in used:
            pairs[index] = place
            used.add(place)
    _pair_pings(wanted, found, pairs)
    return pairs


def _pair_pings(wanted: Sequence[LabelledComment], found: Sequence[Comment], pairs: dict[int, int]) -> None:
    used = set(pairs.values())
    left = [place for place in range(len(found)) if place not in used]
    for index, want in enumerate(wanted):
        if index in pairs or want.kind == "comment":
            continue
        for place in left:
            author = found[place].author
            name = folded_name(author.name) if author else ""
            if name and name == folded_name(want.author):
                pairs[index] = place
                left.remove(place)
                break


def figures(counts: Counts) -> dict[str, float]:
    """The figures of one page's counts, or of many pages' added up, each from 0.0 to 1.0."""

    def share(name: str) -> float:
        return counts[f"{name}.ok"] / max(1, counts[f"{name}.n"])

    def f1(name: str) -> float:
        right = 2 * counts[f"{name}.tp"]
        return right / max(1, right + counts[f"{name}.fp"] + counts[f"{name}.fn"])

    right = counts["comments.tp"]
    return {
        **{name: share(name) for name in ("title", "published", "start", "end")},
        "authors": f1("authors"),
        "comments_precision": right / max(1, right + counts["comments.fp"]),
        "comments_recall": right / max(1, right + counts["comments.fn"]),
        "comments": f1("comments"),
        **{f"comment_{name}": share(name) for name in _FIELDS},
        "strict": 2 * counts["strict.tp"] / max(1, counts["strict.all"]),
        **{name: share(name) for name in ("pages", "none")},
    }


def summary(pages: Iterable[tuple[Label, Counts]]) -> dict[str, float]:
    """The figures over many pages, with their means over the pages that have comments, and the number of errors."""
    total: Counts = Counter()
    threads = []
    for label, counts in pages:
        total.update(counts)
        if label.comments:
            threads.append(figures(counts))
    means = {
        f"{name}_macro": sum(page[name] for page in threads) / max(1, len(threads)) for name in ("comments", "strict")
    }
    return {**figures(total), **means, "errors": total["errors"]}


def loss(counts: Counts) -> float:
    """How much is wrong on a page, to find the worst: 0.0 for nothing; comments weigh more than the post's fields."""
    authors = sum(counts[f"authors.{name}"] for name in ("tp", "fp", "fn"))
    said = {"authors": authors, "comments": counts["strict.all"], "strict": counts["strict.all"]}
    page = figures(counts)
    return sum(weight * (1 - page[name]) for name, weight in _WEIGHTS.items() if said.get(name, counts[f"{name}.n"]))
