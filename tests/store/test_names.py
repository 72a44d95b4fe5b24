from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.records import Author, Site
from tests.store.samples import SITE, URL, make_comment, make_page, make_post

if TYPE_CHECKING:
    from archiver.store import Store


def test_a_post_that_moves_to_another_site_takes_its_authors_along(store: Store) -> None:
    store.save(make_page(), make_post(site=Site()))
    moved = make_post(site=SITE)
    assert store.save(make_page("2"), moved).outcome == "updated"
    assert store.get(URL) == moved
    assert {author.site for author in store.authors()} == {"The Blog"}


def test_authors_are_one_row_per_site_name_and_url(store: Store) -> None:
    ann = Author("Ann", None, "https://img.example/a")
    post = make_post(
        authors=(ann, Author("Ann")), comments=(make_comment("1", author=replace(ann, avatar_url="other")),)
    )
    store.save(make_page(), post)
    store.save(make_page(url="u"), replace(post, url="u", site=Site("https://other.example/")))
    assert store._connection.execute("SELECT site_id, name, url FROM authors").fetchall() == [
        (1, "Ann", None),
        (2, "Ann", None),
    ]
    assert store.get(URL) == post


def test_two_pages_that_disagree_on_their_site_both_stay_as_they_were(store: Store) -> None:
    first = make_post(site=Site(SITE.url, "Old name", None))
    second = make_post(url=f"{URL}2", site=Site(SITE.url, None, "wordpress"))
    store.save(make_page(), first)
    store.save(make_page(url=second.url), second)
    assert (store.get(first.url), store.get(second.url)) == (first, second)
    assert [(site.name, site.platform, site.posts) for site in store.sites()] == [("Old name", "wordpress", 2)]
