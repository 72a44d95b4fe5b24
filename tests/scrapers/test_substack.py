"""Substack is known by its files, and sends the archive to the page with all comments of a post."""

from __future__ import annotations

import pytest

from archiver.records import Lead
from archiver.scrapers.generic import GenericScraper
from archiver.scrapers.substack import SubstackScraper
from tests.scrapers.pages import ARTICLE, document

POST = "https://fencepost.example/p/gates"
HEAD = f'<link rel="canonical" href="{POST}"><link rel="preconnect" href="https://substackcdn.com">'
DATA = '<script>window._preloads = JSON.parse("{}")</script>'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (HEAD, DATA, True),
        ("", f'<img src="https://substackcdn.com/image/a.png">{DATA.replace("_preloads", "_data")}', False),
        ("", DATA, False),
    ],
)
def test_a_page_that_only_shows_a_picture_from_there_is_not_substack(head: str, body: str, expected: bool) -> None:
    assert SubstackScraper.handles(document(ARTICLE + body, head=head)) is expected


@pytest.mark.parametrize("link", [f"{POST}/comments", "/p/gates/comments"])
def test_all_comments_stand_on_a_page_of_their_own(link: str) -> None:
    page = document(f'{ARTICLE}<a href="{link}">7 more comments...</a>{DATA}', head=HEAD, url=POST)
    assert SubstackScraper(page).leads() == (Lead("comments-page", f"{POST}/comments"),)
    assert GenericScraper(page).leads() == ()


def test_the_comments_of_another_post_are_not_followed() -> None:
    page = document(f'{ARTICLE}<a href="/p/staples/comments">3</a>{DATA}', head=HEAD, url=POST)
    assert SubstackScraper(page).leads() == ()
