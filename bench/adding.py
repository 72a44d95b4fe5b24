"""What adding posts costs as its user meets it: ``archiver add`` of saved pages, each read and stored whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from bench.blogs import page_and_post
from bench.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.records import Comment, Post

_TURN = 50
"""Pages a run: the archives take turns, so that a slow minute of the machine hits both."""


@dataclass(frozen=True)
class Adding:
    """CPU milliseconds a page of the command, with its start: into the archive, into one that was empty."""

    ours: float
    empty: float


def measure_adding(archive: Path, folder: Path, first: int, number: int, comments: float) -> Adding:
    """Add the pages of ``number`` posts from ``first`` on to a copy of ``archive`` in ``folder``; ``comments`` are those of a
    post on average."""
    ours, empty, pages = (folder / name for name in ("adding.db", "adding-empty.db", "pages"))
    empty.unlink(missing_ok=True)
    shutil.copyfile(archive, ours)
    costs = dict.fromkeys((ours, empty), 0.0)
    for start in range(first, first + number, _TURN):
        pages.mkdir()
        for count in range(start, min(start + _TURN, first + number)):
            _, post = page_and_post(count, comments)
            (pages / f"{count}.html").write_text(markup(post), "utf-8")
        for path in costs:
            costs[path] += run("add", str(pages), "--quiet", "--db", str(path)).cpu
        shutil.rmtree(pages)
    for path in costs:
        path.unlink()
    return Adding(*(cost / number * 1000 for cost in costs.values()))


def markup(post: Post) -> str:
    """The page of a post with its comments, as a plain theme makes it."""
    title = escape(post.title or "")
    authors = "".join(f'<a rel="author" href="/">{escape(author.name)}</a>' for author in post.authors)
    day = f'<time class="published" datetime="{post.published}">{post.published}</time>' if post.published else ""
    thread = "".join(map(_comment, post.comments))
    return (
        f'<!doctype html><html lang="{post.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{post.url}"></head><body><article class="post hentry">'
        f'<h1 class="entry-title">{title}</h1><p class="byline">{authors} {day}</p>'
        f'<div class="entry-content">{post.content_html}</div></article>'
        f'<h3>{len(post.comments)} comments</h3><ol class="commentlist">{thread}</ol></body></html>'
    )


def _comment(comment: Comment) -> str:
    name = escape(comment.author.name) if comment.author else "Anonymous"
    return (
        f'<li class="comment" id="{comment.id}"><cite class="fn">{name}</cite> '
        f'<time datetime="{comment.published}">{comment.published}</time>{comment.content_html}</li>'
    )
