"""Comments that nothing announces are read where each of several has a name, a time of day and a text."""

from __future__ import annotations

import pytest

from tests.scrapers.pages import comments

ITEM = '<div class="qa"><div class="qb"><h6>{0} | Di, 21. April 2020 - 16:4{1}</h6></div><p>Das Boot {1} leckt.</p>{2}</div>'


def thread(*names: str, more: str = "") -> str:
    return f'<section class="q">{"".join(ITEM.format(name, n, more) for n, name in enumerate(names))}</section>'


def test_they_need_no_heading() -> None:
    found = comments(thread("Ann Lee", "Tim Poe"), lang="de")
    assert [(c.author and c.author.name, c.published) for c in found] == [
        ("Ann Lee", "2020-04-21T16:40"),
        ("Tim Poe", "2020-04-21T16:41"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Noch keine Kommentare</p>" + thread("Ann Lee", "Tim Poe"),
        thread("dpa", "dpa", "dpa"),
        thread("Ann Lee"),
        thread("Ann Lee", "Tim Poe", more='<a href="/boats/leaks">Boats that leak</a>'),
        thread("Ann Lee", "Tim Poe").replace(" - 16:4", ", "),
        "<h2>Aktuelle Inserate</h2>" + thread("Ann Lee", "Tim Poe"),
        "<table><tr><th>Name</th><th>Datum</th><th>Partie</th></tr>"
        + "".join(
            f"<tr><td>{n}</td><td>16.11.2013 14:10</td><td>Remis nach 31 Zügen.</td></tr>"
            for n in ("Ann Lee", "Tim Poe")
        )
        + "</table>",
        f'<div class="liveblog">{thread("Ann Lee", "Tim Poe")}</div>',
        f'<div class="sidebar">{thread("Ann Lee", "Tim Poe")}</div>' + "<p>The harbour is old.</p>" * 40,
    ],
    ids=[
        "none",
        "a ticker",
        "one",
        "leading on",
        "without a time",
        "offers",
        "a table of data",
        "a live blog",
        "in a sidebar",
    ],
)
def test_other_things_are_left_alone(body: str) -> None:
    assert comments(body, lang="de") == ()


def test_a_post_in_a_box_like_theirs_is_none_of_them() -> None:
    names = ("Kim Oh", "Ann Lee", "Tim Poe")
    page = thread(*names).replace("Das Boot 0 leckt.", "Das Boot ist alt und leckt an allen Enden. " * 12)
    assert [c.author and c.author.name for c in comments(page, lang="de")] == ["Ann Lee", "Tim Poe"]
