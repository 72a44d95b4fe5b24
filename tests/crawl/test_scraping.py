"""Pages are read in another process."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from archiver.archive import scrape
from archiver.crawl.scraping import Scraping
from archiver.errors import ScrapeError
from archiver.records import Page, Post
from tests.crawl.blogs import Answer, page, post_page
from tests.test_processes import alive

URL = "https://blog.example/2010/05/hello/"


def test_pages_are_read_as_here_errors_too_and_a_process_that_dies_is_replaced() -> None:
    fetched = page(URL, post_page(URL, "Hello", comments=3))
    with Scraping(1) as scraping:
        readings = [scraping.begin(fetched) for _ in range(3)]
        assert [reading.post() for reading in readings] == [scrape(fetched)] * 3
        with pytest.raises(ScrapeError, match="no post on this page"):
            scraping(page(URL, Answer("<p></p>")))
        (pid,) = scraping.processes
        os.kill(pid, signal.SIGKILL)
        while alive(pid):
            time.sleep(0.01)
        time.sleep(0.1)
        assert [scraping(fetched).title for _ in range(2)] == ["Hello", "Hello"]


def test_pages_that_are_lost_with_a_process_are_read_again_but_for_the_one_that_kills_it() -> None:
    class Deadly(Scraping):
        def submit(self, page: Page) -> Future[Post]:
            future: Future[Post] = Future()
            if page.url in lost:
                lost.remove(page.url)
                future.set_exception(BrokenProcessPool())
            else:
                future.set_result(scrape(page))
            return future

    innocent, guilty = f"{URL}a", f"{URL}b"
    lost = [innocent, guilty, guilty]
    scraping = Deadly()
    readings = [scraping.begin(page(url, post_page(url, "Hello"))) for url in (guilty, innocent)]
    with pytest.raises(ScrapeError, match="the process that read it died"):
        readings[0].post()
    assert readings[1].post().title == "Hello"


def test_a_page_can_be_sent_to_another_process() -> None:
    import pickle

    fetched = Page(URL, URL, 200, {"a": "b"}, b"x", "2026-01-01T00:00:00Z")
    assert pickle.loads(pickle.dumps(fetched)) == fetched
