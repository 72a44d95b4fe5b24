"""A page that stands for every dead link is known again; a post is not taken for it."""

from __future__ import annotations

from dataclasses import replace

from archiver.crawl.soft404 import fingerprint
from tests.crawl.blogs import Answer, listing, page, post_page

BASE = "https://blog.example"
MADE_UP, DEAD, POST = f"{BASE}/no-such-post-1/", f"{BASE}/2010/05/dead/", f"{BASE}/2010/05/hello/"


def test_the_same_page_is_known_again_whatever_its_url_says() -> None:
    def answer(url: str, clock: str) -> Answer:
        return Answer(f"<title>Sorry</title><p>There is nothing at {url}, nor at {url.split('/')[-2]}. It is {clock}.")

    pages = [page(url, answer(url, clock)) for url, clock in ((MADE_UP, "11:54"), (DEAD, "12:01"))]
    assert fingerprint(pages[0]) == fingerprint(pages[1])
    assert fingerprint(page(POST, post_page(POST, "Hello"))) != fingerprint(pages[0])


def test_the_way_to_the_first_page_is_known_again_and_the_first_page_is_not_its_newest_post() -> None:
    home = listing([POST], foot=str(post_page(POST, "Hello").body))
    dead = [replace(page(url, home), final_url=f"{BASE}/") for url in (MADE_UP, DEAD)]
    assert fingerprint(dead[0]) == fingerprint(dead[1]) == "to blog.example"
    same = [page(url, home) for url in (MADE_UP, DEAD)]
    assert fingerprint(same[0]) == fingerprint(same[1])
    post = page(POST, post_page(POST, "Hello"))
    assert fingerprint(post) not in (fingerprint(dead[0]), fingerprint(same[0]))


def test_another_name_of_the_same_page_is_no_other_place() -> None:
    answer = post_page(POST, "Hello")
    assert not fingerprint(replace(page(POST, answer), url=POST.replace("https", "http").rstrip("/"))).startswith("to ")
