"""A blog from its first page into the archive: in order, past failures, stopped and gone on with."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import pytest

from archiver.crawl.patience import FIRST_PAUSE, MOST_FAILURES
from archiver.crawl.work import Wanted, Worker
from archiver.errors import ArchiverError, FetchError
from tests.crawl.blogs import Answer, Here, Web, listing, page, path_of, permalinks, post_page, sitemap, wordpress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.completion import Fetch
    from archiver.crawl.discover import Want
    from archiver.records import Page, Post
    from archiver.rescue import Captures
    from archiver.store import Crawl, Saved, Store, Tally

BASE = "https://blog.example"
HOME = f"{BASE}/"


class Heard:
    """All that a crawl says, one line each."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def asking(self, url: str) -> None:
        pass

    def trouble(self, message: str, *, expected: bool) -> None:
        self.lines.append(f"trouble {message}")

    def found(self, crawl: Crawl, tally: Tally, waiting: int) -> None:
        self.lines.append(f"found {tally.posts}, {waiting} to fetch")

    def archived(self, url: str, post: Post, saved: Saved) -> None:
        self.lines.append(f"{saved.outcome} {post.title}, {len(post.comments)} comments")

    def unmodified(self, url: str) -> None:
        self.lines.append(f"unmodified {url}")

    def failed(self, error: ArchiverError) -> None:
        self.lines.append(f"failed {error}")

    def skipped(self, url: str, error: ArchiverError) -> None:
        self.lines.append(f"skipped {url}")


class Crawler:
    """Crawls a made-up blog again and again; the clock is the test's."""

    def __init__(self, store: Store, web: Web, captures: Captures | None = None) -> None:
        self.store, self.web, self.captures = store, web, captures
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self, stopped: Callable[[], bool] = lambda: False, **wanted: Any) -> list[str]:
        heard = Heard()
        worker = Worker(
            fetch=self.web,
            store=self.store,
            scraping=Here(),
            listener=heard,
            stopped=stopped,
            captures=self.captures,
            now=lambda: self.now,
        )
        worker.crawl(HOME, Wanted(**wanted))
        return heard.lines

    def states(self) -> dict[str, int]:
        crawl = self.store.crawls.get(HOME)
        assert crawl is not None
        return {
            state: count
            for state, count in self.store.queue.tally(crawl).states.items()
            if count and state != "skipped"
        }


def test_a_blog_is_archived_newest_first_and_again_only_what_is_new(store: Store) -> None:
    web = Web(BASE, wordpress(BASE, 12, comments=2))
    crawl = Crawler(store, web)
    lines = crawl()
    assert lines == ["found 12, 12 to fetch", *(f"added Post {n}, 2 comments" for n in range(12))]
    assert {post.url for post in store.posts()} == set(permalinks(BASE, 12))
    assert crawl.states() == {"done": 12}
    web.answers |= wordpress(BASE, 13, comments=2)
    web.asked.clear()
    assert crawl() == ["found 13, 1 to fetch", "added Post 12, 2 comments"]
    assert [path for path in web.asked if "post-number" in path] == [permalinks("", 13)[12]]


class Captured:
    """Captures by the end of their address; `None`: nobody knows."""

    def __init__(self, answers: dict[str, Answer] | None) -> None:
        self.answers = answers

    def captures(self, url: str) -> Iterator[Page]:
        if self.answers is None:
            raise FetchError("https://captures.example/: HTTP 503")
        if answer := self.answers.get(path_of(url)):
            yield page(url, answer)

    def nearest(self, page: Page) -> Fetch:
        return Web(BASE, self.answers or {})

    def listing(self, folder: str) -> str:
        return f"https://captures.example/?url={folder}"

    def ask(self, url: str) -> Page:
        """Two pages a page of the list; tags and pictures are in it too."""
        if self.answers is None:
            raise FetchError("https://captures.example/: HTTP 503")
        rows = [[f"http://www.blog.example:80{path}"] for path in (*(self.answers or {}), "/tag/x/", "/2010/05/a.jpg")]
        at = int(url.partition("&resumeKey=")[2] or 0)
        key = [[], [str(at + 2)]] if at + 2 < len(rows) else []
        return page(url, Answer(json.dumps([["original"], *rows[at : at + 2], *key]), "application/json"))


def test_a_post_that_is_gone_is_taken_from_a_capture(store: Store) -> None:
    blog = wordpress(BASE, 3, comments=1)
    first, second, _ = permalinks("", 3)
    web = Web(BASE, {path: answer for path, answer in blog.items() if path not in (first, second)})
    assert sorted(Crawler(store, web, Captured({second: blog[second]}))()) == [
        "added Post 2, 1 comments",
        f"failed {BASE}{first}: HTTP 404; no capture has it",
        "found 3, 3 to fetch",
        "rescued Post 1, 1 comments",
    ]


def test_a_capture_of_a_post_that_the_archive_has_does_not_replace_it(store: Store) -> None:
    """Under another address, which is gone, there was an older state of the post."""
    blog = wordpress(BASE, 2, comments=2)
    first, second = permalinks("", 2)
    older = post_page(f"{BASE}{first}", "Post as it was", comments=1)
    web = Web(BASE, {path: answer for path, answer in blog.items() if path != second})
    crawl = Crawler(store, web, Captured({second: older}))
    assert crawl(limit=1)[1:] == ["added Post 0, 2 comments"]
    assert crawl()[1:] == ["kept Post as it was, 1 comments"]
    assert [(post.title, len(post.comments)) for post in store.posts()] == [("Post 0", 2)]
    assert [entry.state for entry in store.queue.entries(states=("done", "failed"))] == ["done", "done"]


def test_of_a_blog_that_is_gone_the_captured_posts_are_found(store: Store) -> None:
    blog = {path: answer for path, answer in wordpress(BASE, 3, comments=1).items() if "post-number" in path}
    crawl = Crawler(store, Web(BASE, {}))
    with pytest.raises(FetchError, match="HTTP 404"):
        crawl()
    for captured, trouble in ((None, "blog.example/: HTTP 404"), (Captured(None), "captures.example/: HTTP 503")) * 2:
        with pytest.raises(FetchError, match=re.escape(trouble)):
            Crawler(store, Web(BASE, {}), captured)(resume=True)
    crawl = Crawler(store, Web(BASE, {}), Captured(blog))
    stops = iter([False, False, True])
    crawl(lambda: next(stops, True))
    assert sorted(crawl()) == ["found 3, 3 to fetch", *(f"rescued Post {n}, 1 comments" for n in range(3))]
    assert {post.url for post in store.posts()} == set(permalinks(BASE, 3))
    assert {entry.sources for entry in store.queue.entries()} == {("captures",)}
    assert crawl() == [
        f"trouble {HOME}: HTTP 404; its posts are looked for among captures",
        "found 3, 0 to fetch",
    ]


def test_killed_between_a_rescued_post_and_the_queue_it_is_done_the_next_time(store: Store) -> None:
    blog = {path: answer for path, answer in wordpress(BASE, 2).items() if "post-number" in path}
    crawl = Crawler(store, Web(BASE, {}), Captured(blog))
    crawl()
    store._connection.execute("UPDATE queue SET state = 'waiting', post_id = NULL, attempts = 0")
    assert crawl(resume=True) == ["found 2, 2 to fetch"]
    assert crawl.states() == {"done": 2}


def test_a_blog_whose_domain_is_for_sale_is_gone(store: Store) -> None:
    blog = {path: answer for path, answer in wordpress(BASE, 3).items() if "post-number" in path}
    sale = Answer(
        "<html><body><h1>blog.example</h1><p>This domain is for sale. Buy this domain today.</p></body></html>"
    )
    crawl = Crawler(store, Web(BASE, {}, anything=sale), Captured(blog))
    assert crawl()[0] == f"trouble {HOME}: is a parked domain; its posts are looked for among captures"
    assert sorted(post.title or "" for post in store.posts()) == ["Post 0", "Post 1", "Post 2"]


def test_posts_that_were_gone_before_are_looked_for_once_captures_are_asked(store: Store) -> None:
    blog = wordpress(BASE, 3)
    first, second, _ = permalinks("", 3)
    web = Web(BASE, {path: answer for path, answer in blog.items() if path not in (first, second)})
    Crawler(store, web)()
    assert Crawler(store, web)() == ["found 3, 0 to fetch"]
    lines = [f"failed {BASE}{second}: HTTP 404; no capture has it", "rescued Post 0, 0 comments"]
    assert sorted(Crawler(store, web, Captured({first: blog[first]}))()) == [lines[0], "found 3, 2 to fetch", lines[1]]
    assert Crawler(store, web, Captured({first: blog[first]}))() == ["found 3, 0 to fetch"]


def test_a_crawl_goes_on_where_nobody_knows_of_captures(store: Store) -> None:
    blog = wordpress(BASE, 2)
    gone = permalinks("", 2)[0]
    web = Web(BASE, {path: answer for path, answer in blog.items() if path != gone})
    assert Crawler(store, web, Captured(None))()[1:] == [
        f"failed {BASE}{gone}: HTTP 404; https://captures.example/: HTTP 503",
        "added Post 1, 0 comments",
    ]
    assert [entry.url for entry in store.queue.entries(states=("waiting",))] == [f"{BASE}{gone}"]


def test_where_the_name_of_the_host_is_not_known_all_posts_wait(store: Store) -> None:
    """It may be this machine that is not connected. Captures are asked all the same."""

    class Nameless(Web):
        def __call__(self, url: str, *, want: Want = "page") -> Page:
            self.asked.append(url)
            error = FetchError(f"{url}: host name not known")
            error.gone = error.no_host = True
            raise error

    blog = wordpress(BASE, 4)
    second = permalinks("", 4)[1]
    Crawler(store, Web(BASE, blog))(limit=1)
    dead = Nameless(BASE, {})
    with pytest.raises(FetchError, match="not known"):
        Crawler(store, dead)(resume=True)
    assert (len(dead.asked), Crawler(store, dead).states()) == (1, {"done": 1, "waiting": 3})
    with pytest.raises(FetchError, match="not known; https://captures"):
        Crawler(store, dead, Captured(None))(resume=True)
    assert Crawler(store, dead).states() == {"done": 1, "waiting": 3}
    lines = Crawler(store, dead, Captured({second: blog[second]}))(resume=True)
    assert lines[1] == "rescued Post 1, 0 comments"
    assert Crawler(store, dead).states() == {"done": 2, "failed": 2}


def test_a_failure_is_told_the_next_post_follows_and_it_is_tried_again_later(store: Store) -> None:
    web = Web(BASE, wordpress(BASE, 4))
    links = permalinks("", 4)
    good = dict(web.answers)
    web.answers |= {links[1]: Answer("", status=503), links[2]: Answer("<p></p>"), links[3]: Answer("", status=404)}
    crawl = Crawler(store, web)
    assert set(crawl()[1:]) == {
        "added Post 0, 0 comments",
        f"failed {BASE}{links[1]}: HTTP 503",
        f"failed {BASE}{links[2]}: no post on this page",
        f"failed {BASE}{links[3]}: HTTP 404",
    }
    assert crawl.states() == {"done": 1, "waiting": 1, "failed": 2}
    web.answers = good
    assert crawl()[0] == "found 4, 0 to fetch"
    crawl.now += FIRST_PAUSE
    assert crawl(resume=True) == ["found 4, 1 to fetch", "added Post 1, 0 comments"]
    errors = {entry.error.partition(": ")[2] for entry in store.queue.entries(states=("failed",)) if entry.error}
    assert errors == {"HTTP 404", "no post on this page"}


@pytest.mark.parametrize("after", range(1, 26, 3))
def test_stopped_anywhere_and_gone_on_with_nothing_is_lost_and_nothing_fetched_twice(store: Store, after: int) -> None:
    web = Web(BASE, wordpress(BASE, 8))
    crawl = Crawler(store, web)
    for _ in range(50):
        turns = iter([False] * after)
        crawl(lambda turns=turns: next(turns, True), resume=True)  # type: ignore[misc]
        if crawl.states() == {"done": 8}:
            break
    assert crawl.states() == {"done": 8}
    posts = [path for path in web.asked if "post-number" in path]
    assert sorted(posts) == sorted(permalinks("", 8))


def test_what_was_fetched_before_a_kill_is_not_fetched_again(store: Store) -> None:
    class Killed(BaseException):
        pass

    class Dying(Here):
        def begin(self, page: Page) -> Any:
            raise Killed

    web = Web(BASE, wordpress(BASE, 3))
    crawl = Crawler(store, web)
    worker = Worker(fetch=web, store=store, scraping=Dying(), listener=Heard(), stopped=lambda: False)
    with pytest.raises(Killed):
        worker.crawl(HOME, Wanted())
    crawl(resume=True)
    assert len(list(store.posts())) == 3
    assert sorted(path for path in web.asked if "post-number" in path) == sorted(permalinks("", 3))
    assert store._connection.execute("SELECT count(*) FROM queue WHERE page IS NOT NULL").fetchone() == (0,)


def test_only_posts_of_some_dates_and_only_so_many(store: Store) -> None:
    links = [f"{BASE}/{year}/05/post/" for year in range(2010, 2016)]
    answers = {"/": listing(links), **{link.removeprefix(BASE): post_page(link, link[21:25]) for link in links}}
    crawl = Crawler(store, Web(BASE, answers))
    assert crawl(since="2012", until="2014-12", limit=2)[1:] == ["added 2014, 0 comments", "added 2013, 0 comments"]
    assert crawl.states() == {"done": 2, "waiting": 4}
    assert crawl(resume=True, until="2011")[1:] == ["added 2011, 0 comments", "added 2010, 0 comments"]
    assert crawl(limit=0)[1:] == []


def test_a_page_that_stands_for_every_dead_link_is_no_post(store: Store) -> None:
    soft = post_page(
        "", "Sorry", text="There is nothing at this place, but look at all the other things that we have here."
    )
    answers = {"/": listing([f"{BASE}/2010/05/a/"]), "/2010/05/a/": post_page(f"{BASE}/2010/05/a/", "A")}
    answers["/sitemap.xml"] = sitemap([f"{BASE}/2010/05/a/", f"{BASE}/2009/05/dead/", f"{BASE}/2009/06/dead-too/"])
    crawl = Crawler(store, Web(BASE, answers, anything=soft))
    lines = crawl()
    assert sorted(lines[-3:]) == [
        "added A, 0 comments",
        f"skipped {BASE}/2009/05/dead/",
        f"skipped {BASE}/2009/06/dead-too/",
    ]
    assert [post.title for post in store.posts()] == ["A"]


def test_a_post_that_is_in_the_archive_already_is_not_fetched(store: Store) -> None:
    from archiver.archive import archive

    web = Web(BASE, wordpress(BASE, 3))
    archive(permalinks(BASE, 3)[1], fetch=web, store=store)
    web.asked.clear()
    assert Crawler(store, web)()[0] == "found 3, 2 to fetch"
    assert permalinks("", 3)[1] not in web.asked


def error(*, later: bool, retry_after: float | None = None) -> FetchError:
    found = FetchError("x")
    found.later, found.retry_after = later, retry_after
    return found


def test_what_robots_txt_forbids_is_skipped(store: Store) -> None:
    class Forbidding(Web):
        def __call__(self, url: str, *, want: Literal["page", "feed", "data"] = "page") -> Page:
            if url.endswith("post-number-1/"):
                trouble = FetchError(f"{url}: robots.txt asks robots to leave it alone")
                trouble.disallowed = True
                raise trouble
            return super().__call__(url, want=want)

    crawl = Crawler(store, Forbidding(BASE, wordpress(BASE, 3)))
    assert f"skipped {permalinks(BASE, 3)[1]}" in crawl()
    assert crawl.states() == {"done": 2}


def test_a_server_that_asks_to_be_left_alone_is_left_alone_with_all_its_posts(store: Store) -> None:
    class Busy(Web):
        def __call__(self, url: str, *, want: Literal["page", "feed", "data"] = "page") -> Page:
            if "post-number" in url and len([path for path in self.asked if "post-number" in path]) >= 2:
                raise error(later=True, retry_after=600)
            return super().__call__(url, want=want)

    web = Busy(BASE, wordpress(BASE, 5))
    crawl = Crawler(store, web)
    with pytest.raises(FetchError):
        crawl()
    assert crawl.states() == {"done": 2, "waiting": 3}
    crawl.web = Web(BASE, web.answers)
    crawl(resume=True)
    assert crawl.states() == {"done": 5}
    assert len([path for path in web.asked + crawl.web.asked if "post-number" in path]) == 5


def test_a_server_that_fails_again_and_again_is_left_alone(store: Store) -> None:
    web = Web(BASE, wordpress(BASE, 20))
    good = dict(web.answers)
    web.answers |= {link: Answer("", status=503) for link in permalinks("", 20)[3:]}
    crawl = Crawler(store, web)
    with pytest.raises(FetchError):
        crawl()
    assert len([path for path in web.asked if "post-number" in path]) == 3 + MOST_FAILURES
    assert crawl.states() == {"done": 3, "waiting": 17}
    web.answers = good
    crawl.now += FIRST_PAUSE
    crawl(resume=True)
    assert crawl.states() == {"done": 20}


def test_killed_in_the_midst_of_a_thread_it_fetches_no_page_of_it_again(store: Store) -> None:
    class Killed(BaseException):
        pass

    class Dying(Here):
        reads = 0

        def __call__(self, page: Page) -> Post:
            self.reads += 1
            if self.reads == 3:
                raise Killed
            return super().__call__(page)

    post = f"{BASE}/2010/05/hello/"
    more = [f"{post}comment-page-{number}/" for number in range(1, 6)]
    links = "".join(f'<a href="{url}">{url}</a>' for url in more)
    answers = {"/": listing([post]), "/2010/05/hello/": post_page(post, "Hello", comments=1)}
    for number, url in enumerate(more, 2):
        answers[path_of(url)] = post_page(post, "Hello", comments=number)
    answers = {
        path: Answer(str(answer.body).replace("</ol>", f"</ol><div class='nav-links'>{links}</div>"))
        if "hello" in path
        else answer
        for path, answer in answers.items()
    }
    web = Web(BASE, answers)
    worker = Worker(fetch=web, store=store, scraping=Dying(), listener=Heard(), stopped=lambda: False)
    with pytest.raises(Killed):
        worker.crawl(HOME, Wanted())
    before = len(web.asked)
    assert Crawler(store, web)(resume=True)[-1] == "added Hello, 6 comments"
    assert len(web.asked) > before
    assert sorted(path for path in web.asked if "hello" in path) == sorted(map(path_of, [post, *more]))
