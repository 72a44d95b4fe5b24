"""A table of cases, both ways: what must not replace a stored post, and what an author may well do to it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given

from archiver.records import Author, Lead, Post
from archiver.store.worse import is_frame, similar, wall_of, why_worse
from tests import strategies
from tests.store.samples import URL, make_comment, make_post

STORY = "On the first morning we walked along the canal until the lock keeper waved us through. " * 8
OLD = make_post(content_text=STORY + "In the evening it rained, and nobody minded. We counted herons.")
BARE = replace(OLD, authors=(), published=None, comments=())
FEW = replace(OLD, comments=OLD.comments[:1])
OTHER = "Entirely different words stand here today, about a shop that sells shoes and umbrellas. " * 3


def page(title: str | None, text: str, **fields: object) -> Post:
    """What is read from a page that is no post."""
    return replace(Post(URL, title, content_text=text), **fields)  # type: ignore[arg-type]


WORSE: dict[str, tuple[Post, Post, str]] = {
    "no text": (replace(OLD, content_text=""), OLD, "its text is gone"),
    "blank text": (replace(OLD, content_text=" \n"), OLD, "its text is gone"),
    "no title": (replace(OLD, title=None), OLD, "its title is gone"),
    "no title and no comments": (replace(OLD, title=None, comments=()), OLD, "its title is gone"),
    "no comments, all else there": (replace(OLD, comments=()), OLD, "all of its 3 comments are gone"),
    "no comments, and edited": (
        replace(OLD, comments=(), title="New title", content_text=STORY),
        OLD,
        "all of its 3 comments are gone",
    ),
    "no comments, though the page has their feed": (
        replace(OLD, comments=(), leads=(Lead("comments-feed", f"{URL}/feed/"),)),
        OLD,
        "all of its 3 comments are gone",
    ),
    "without the second half of its text": (
        replace(OLD, content_text=STORY, leads=(Lead("post-page", f"{URL}/2/"),)),
        OLD,
        "a further page of its text could not be read",
    ),
    "parked": (
        page("blog.example", "This domain is for sale! Buy this domain. Related searches: shoes"),
        OLD,
        "a parked domain",
    ),
    "parked, by name": (
        page("blog.example", "blog.example is for sale. Get a price in less than a day."),
        BARE,
        "a parked domain",
    ),
    "parked, in German": (page("blog.example", "Die Domain blog.example steht zum Verkauf."), OLD, "a parked domain"),
    "parked, in French": (
        page("blog.example", "Ce nom de domaine est à vendre. Faites une offre."),
        BARE,
        "a parked domain",
    ),
    "registrar": (
        page("blog.example", "The domain blog.example has expired. Is this your domain? Renew now."),
        OLD,
        "a parked domain",
    ),
    "another site moved in": (page("Shoes and umbrellas", OTHER), BARE, "nothing of the post is on it"),
    "the blog's front page": (page("The Blog", OTHER, authors=OLD.authors), FEW, "nothing of the post is on it"),
    "login page": (page("Log in", "Please log in."), OLD, "a login page"),
    "login page under the post's title": (page(OLD.title, "You must be logged in to see this."), FEW, "a login page"),
    "login page in Japanese": (page("ログイン", "ログインしてください。"), BARE, "a login page"),
    "paywall below the first lines": (
        replace(FEW, content_text=f"{STORY[:160]} Subscribe to continue reading."),
        FEW,
        "a login page",
    ),
    "consent page": (
        page("Before you continue", "Before you continue to Blog, we use cookies and data. Accept all cookies?"),
        OLD,
        "a consent page",
    ),
    "consent page in German": (
        replace(FEW, content_text="Bevor Sie fortfahren: Alle Cookies akzeptieren oder mit Werbung weiterlesen."),
        FEW,
        "a consent page",
    ),
    "shell": (
        replace(FEW, content_text="You need to enable JavaScript to run this app."),
        FEW,
        "a page that needs a script",
    ),
    "shell that loads": (replace(FEW, content_text="Loading…"), FEW, "a page that needs a script"),
    "check for robots": (
        page("Just a moment...", "Checking if the site connection is secure"),
        FEW,
        "a check for robots",
    ),
    "not found, with status 200": (page("Page not found – The Blog", OTHER), OLD, "a page that says there is none"),
    "not found, in Spanish": (
        page("The Blog", "Página no encontrada. Prueba a buscar."),
        BARE,
        "a page that says there is none",
    ),
    "a fraction under another title, without comments": (
        page("Other", "It rained, and nobody minded. We counted", published=OLD.published),
        FEW,
        "most of its text is gone",
    ),
}


@pytest.mark.parametrize(("new", "old", "reason"), WORSE.values(), ids=WORSE)
def test_worse_is_said_with_its_reason(new: Post, old: Post, reason: str) -> None:
    assert why_worse(new, old) == reason


BETTER: dict[str, tuple[Post, Post]] = {
    "the same": (OLD, OLD),
    "more text": (replace(OLD, content_text=f"{OLD.content_text} Update: it still rains."), OLD),
    "no title, but more text": (replace(OLD, title=None, content_text=f"{OLD.content_text} more"), OLD),
    "no title, but more comments": (replace(OLD, title=None, comments=(*OLD.comments, make_comment("c9"))), OLD),
    "shorter text": (replace(OLD, content_text=STORY[:120]), OLD),
    "shorter text of an undated post": (replace(BARE, content_text=STORY[:120]), BARE),
    "rewritten under the same title": (replace(OLD, content_text=OTHER), OLD),
    "shorter and retitled": (replace(OLD, content_text="Shorter by its author.", title="Other"), OLD),
    "rewritten and retitled, same day": (replace(FEW, comments=(), content_text=OTHER, title="Other"), FEW),
    "rewritten and retitled, undated, same author": (
        replace(BARE, authors=OLD.authors, content_text=OTHER, title="Other"),
        replace(BARE, authors=OLD.authors),
    ),
    "retitled": (replace(OLD, title="Hello again"), OLD),
    "a comment or two deleted": (replace(OLD, comments=OLD.comments[:1]), OLD),
    "comments that moved to a service": (
        replace(OLD, comments=(), leads=(Lead("comments-disqus", "https://disqus.example/embed"),)),
        OLD,
    ),
    "its only comment deleted": (replace(OLD, comments=()), FEW),
    "without its author": (replace(OLD, authors=()), OLD),
    "without its date": (replace(OLD, published=None), OLD),
    "taken down by its author, in words": (replace(FEW, content_text="I have taken this text down, sorry."), FEW),
    "about logging in, shortened": (
        replace(FEW, content_text="How to log in to read it. Log in!"),
        replace(FEW, content_text=f"How to log in to read it. Please log in! {STORY}"),
    ),
    "a note on cookies at its end": (replace(FEW, content_text=f"{OLD.content_text} Accept all cookies!"), FEW),
    "a photo without text": (Post("u", "Photo"), Post("u", "Photo", content_html="<img>")),
    "text where there was none": (Post("u", "Photo", content_text="Words."), Post("u", "Photo")),
    "a comment where there was nothing": (Post("u", comments=(make_comment("1"),)), Post("u")),
    "nothing, where there was nothing": (Post("u"), Post("u")),
    "Japanese, edited": (
        replace(BARE, title="新しい題", content_text="東京タワーへ行った。雨だった。"),
        replace(BARE, content_text="東京タワーへ行った。とても寒かった。"),
    ),
}


@pytest.mark.parametrize(("new", "old"), BETTER.values(), ids=BETTER)
def test_what_an_author_may_do_is_taken(new: Post, old: Post) -> None:
    assert why_worse(new, old) is None


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451, 500, 503])
def test_an_errors_status_is_worse_whatever_the_page_says(status: int) -> None:
    assert why_worse(OLD, OLD, status=status) == f"HTTP {status}"


@given(strategies.posts, strategies.posts)
def test_any_two_records_are_judged(new: Post, old: Post) -> None:
    assert why_worse(old, old) is None
    reason = why_worse(new, old)
    assert reason is None or reason.strip() == reason != ""


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("Get the newsletter of The Blog & its friends!", True),
        ("5 thoughts on “Hello world” so far", True),  # it was 3
        ("I have taken this text down, sorry.", False),
        (STORY[:120], False),  # the author shortened it
        (f"Get the newsletter of The Blog & its friends! {OTHER}", False),
    ],
)
def test_what_is_left_of_a_page_that_lost_its_text_stood_beside_it(left: str, expected: bool) -> None:
    earlier = (
        f"<body><p class=box>Get the <b>newsletter</b> of The Blog &amp; its friends!</p><div>{OLD.content_text}</div>"
        "<h3>3 thoughts on &ldquo;Hello world&rdquo; so far</h3></body>"
    )
    assert is_frame(replace(OLD, content_text=left), OLD, earlier.encode()) is expected


def test_texts_are_alike_in_any_order_and_writing() -> None:
    assert similar("", "")
    assert not similar("", "word")
    assert similar("word", "Word")
    assert similar(STORY, STORY[:50])
    assert not similar(STORY, OTHER)
    assert not similar("東京タワーへ行った", "今日は猫と遊んだ")


def test_a_post_is_no_wall() -> None:
    assert wall_of(OLD) is None
    assert wall_of(Post("u")) is None
    assert wall_of(Post("u", content_text=f"{STORY * 9}Please sign in to continue.")) == "a login page"


def test_judging_costs_little_however_long_the_texts_are() -> None:
    long = replace(OLD, content_text="log in or sign for to the domain is not a page to " * 50_000)
    start = time.process_time()
    why_worse(replace(long, content_text=long.content_text[::-1]), long)
    assert time.process_time() - start < 0.5


def test_an_author_of_another_name_is_no_kin() -> None:
    old = replace(BARE, authors=(Author("Ann"),))
    assert why_worse(page("Shoes", OTHER, authors=(Author("Zoe"),)), old) == "nothing of the post is on it"
