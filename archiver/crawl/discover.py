"""The search for a blog's posts: what is asked, in which order, when enough is enough, and which URLs are posts.

First what is cheap and sure: the first page says which ways there are, WordPress' interface and sitemaps list
everything, feeds lead back through their history, and pages that list posts are turned to the last one. All of it is
merged by ``address.key``, and what one way says is checked against the others. Every step is kept in the archive, so
that a search which is killed goes on where it was; and a search for what is new ends where there is no news.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urljoin, urlsplit

from archiver import rescue
from archiver.crawl import captures, feeds, home, listing, rest, sitemaps, soft404
from archiver.crawl.address import Blog, clean, folder_url, key
from archiver.crawl.found import TASKS, Found, Reading, Step
from archiver.crawl.judge import ENOUGH, HOPELESS, Learnt, Said, by_shape, reason_against
from archiver.crawl.patience import Patience
from archiver.errors import FetchError
from archiver.page.urls import absolute
from archiver.store.crawls import Candidate, QueuedStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archiver.crawl.found import Task
    from archiver.records import Page
    from archiver.rescue import Captures
    from archiver.store import Store
    from archiver.store.crawls import Crawl, News, Unjudged

MOST_POSTS = 200_000
"""URLs that are kept of one blog: a post an hour for twenty years, and at most some 100 MB in the archive."""

MOST_STEPS: Mapping[str, int] = {
    "rest": 1_000,
    "sitemap": 1_000,
    "feed": 5_000,
    "listing": 5_000,
    "month": 1_200,
    "captures": 100,
}
"""Requests of each kind in one search: at ten posts a page 50,000 posts, and a hundred years of months."""

MOST_IDLE = 3
"""Pages in a row that may bring no news before a list is left: one may hold nothing but pinned posts, and two; an endless
calendar, a list sorted in other ways, or a page that is the same under every number brings none for ever."""

MOST_IDLE_AGAIN = 1
"""The same where all older posts are known: from an earlier search, or from an interface that listed them all."""

_READERS: Mapping[str, Callable[[Page, Step], Reading]] = {
    "home": home.read_home,
    "rest": rest.read_rest,
    "sitemap": sitemaps.read_sitemap,
    "feed": feeds.read_feed,
    "listing": listing.read_listing,
    "month": listing.read_listing,
    "captures": captures.read_captures,
}
_DATA: tuple[Task, ...] = ("rest", "sitemap", "captures")
_LISTS: tuple[Task, ...] = ("rest", "feed", "listing", "month")
"""Tasks that go from page to page, and are left where there is no news."""

_SOURCES: Mapping[Task, str] = {"home": "listing", "month": "listing"}
_DATE_IN_URL = re.compile(r"/((?:19[89]|20[0-4])\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-])")

Want = Literal["page", "feed", "data"]


class Fetch(Protocol):
    """What fetches: ``archiver.fetch.Fetcher``, or what a test makes of it."""

    def __call__(self, url: str, *, want: Want = "page") -> Page:
        """The page, or the data, at a URL. Raises ``FetchError``."""

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that robots.txt names for the site of a URL. Raises ``FetchError``."""


class Listener(Protocol):
    """Who hears how a search goes."""

    def asking(self, url: str) -> None:
        """A request begins."""

    def trouble(self, message: str, *, expected: bool) -> None:
        """Something could not be had, or is more than a limit allows; ``expected``: such as an interface that is
        closed."""


class Discovery:
    """One search in one blog. ``now`` gives the time, a UTC instant as text; ``captured`` is asked which pages there were
    where the blog is gone."""

    def __init__(
        self,
        crawl: Crawl,
        *,
        fetch: Fetch,
        store: Store,
        now: Callable[[], str],
        listener: Listener,
        captured: Captures | None = None,
    ) -> None:
        self.crawl = crawl
        self._captured = captured
        self._fetch = fetch
        self._crawls = store.crawls
        self._queue = store.queue
        self._now = now
        self._listener = listener
        self._blog = Blog(crawl.url, crawl.home_url)
        self._idle_months = 0
        self._full: set[str] = set()
        self._patience = Patience()
        # What an earlier run of this search could not have is missing in it too.
        self._whole = not self._crawls.has_failed(crawl)

    def run(self, stopped: Callable[[], bool]) -> bool:
        """Take step after step to the end; whether that was reached before ``stopped`` said so.

        Raises ``FetchError`` where not even the first page can be had, nor the list of captures in its place, or the server
        is to be left alone; then the search goes on there another time.
        """
        while (queued := self._crawls.next_step(self.crawl)) is not None:
            if stopped():
                return False
            self._take(queued)
        self._judge()
        self._queue.link_archived(self.crawl, self._now())
        self._crawls.end(self.crawl, self._now(), whole=self._whole)
        return True

    def _take(self, queued: QueuedStep) -> None:
        step = Step(TASKS[queued.turn], queued.url, queued.depth, queued.idle, queued.guess)
        if reason := self._reason_to_skip(step):
            self._crawls.end_step(self.crawl, queued, "skipped", self._now(), error=reason)
            return
        self._listener.asking(step.url)
        try:
            reading = self._ask(step)
        except FetchError as error:
            if step.task == "home":
                self._search_captures(queued, error)
                return
            if step.task == "captures":
                raise
            if self._is_own(step.url):
                self._patience.failed(error, guess=step.guess)
                self._whole = self._whole and (step.guess or not error.later)
            self._failed(queued, step, str(error))
            return
        self._patience.answered()
        if reading.trouble and not reading.found and not reading.further:
            self._failed(queued, step, f"{step.url}: {reading.trouble}")
            return
        if reading.trouble:
            self._listener.trouble(f"{step.url}: {reading.trouble}; the rest of it was left out", expected=False)
        with self._crawls.together():
            news = self._add(reading.found, step)
            further = [_queued(after) for after in self._onward(reading, step, news)]
            self._crawls.end_step(self.crawl, queued, "done", self._now(), error=reading.trouble, further=further)
        if reading.complete:
            self._crawls.set_complete(self.crawl, reading.claimed)
            self._reload()

    def _search_captures(self, queued: QueuedStep, error: FetchError) -> None:
        """The blog has no first page: if it is gone, what there was is asked elsewhere, else the ``error`` is raised."""
        if self._captured is None or not error.gone:
            raise error
        self._listener.trouble(f"{error}; its posts are looked for among captures", expected=False)
        step = Step("captures", self._captured.listing(folder_url(self.crawl.url)))
        further = [_queued(step)]
        self._crawls.end_step(self.crawl, queued, "failed", self._now(), error=str(error), further=further)

    def _ask(self, step: Step) -> Reading:
        """What there is at a step's URL, read. Raises ``FetchError``."""
        if step.task == "robots":
            named = self._fetch.sitemaps(step.url)[: sitemaps.MOST_NAMED]
            urls = (absolute(url, urljoin(step.url, "/robots.txt")) for url in named)  # some name the path alone
            return Reading(further=tuple(Step("sitemap", url) for url in urls if url))
        if step.task == "captures":
            assert self._captured is not None
            return captures.read_captures(self._captured.ask(step.url), step)
        page = self._fetch(step.url, want=_want(step.task))
        if step.task == "probe":
            self._crawls.set_made_up(self.crawl, soft404.fingerprint(page))
            return Reading()
        if step.task == "home":
            if self._captured is not None and rescue.stands_on_parked_domain(page):
                raise rescue.parked(step.url)
            self._crawls.set_home(self.crawl, clean(page.final_url) or self.crawl.url)
            self._reload()
        return _READERS[step.task](page, step)

    def _reload(self) -> None:
        found = self._crawls.get(self.crawl.url)
        assert found is not None
        self.crawl = found
        self._blog = Blog(found.url, found.home_url)

    def _failed(self, queued: QueuedStep, step: Step, error: str) -> None:
        """A way that is closed: there may be another."""
        if not step.guess:
            self._listener.trouble(error, expected=step.task in ("rest", "robots"))
        other = home.alternative(step, self.crawl.home_url)
        if step.task == "robots":
            other = self._usual_sitemap()
        further = [_queued(other)] if other else []
        self._crawls.end_step(self.crawl, queued, "failed", self._now(), error=error, further=further)

    def _usual_sitemap(self) -> Step:
        return Step("sitemap", sitemaps.guesses(self.crawl.home_url)[0], guess=True)

    # -- enough is enough

    def _reason_to_skip(self, step: Step) -> str | None:
        most = MOST_STEPS.get(step.task)
        if most is not None and self._crawls.steps_done(self.crawl, step.task) >= most:
            self._say_once(step.task, f"{self.crawl.url}: more than {most:,} pages of its {step.task} were left out")
            return f"more than {most:,} of its kind"
        if step.task in _LISTS and step.idle >= self._most_idle:
            return "those before it brought no news"
        if step.task == "month" and self._idle_months >= self._most_idle:
            return "the months before it brought no news"
        return None

    @property
    def _known_all(self) -> bool:
        return self.crawl.found_at is not None or self.crawl.all_in_rest

    @property
    def _most_idle(self) -> int:
        return MOST_IDLE_AGAIN if self.crawl.found_at is not None else MOST_IDLE

    def _say_once(self, about: str, message: str) -> None:
        if about not in self._full:
            self._full.add(about)
            self._listener.trouble(message, expected=False)

    def _onward(self, reading: Reading, step: Step, news: News) -> Iterable[Step]:
        """The steps that this one leads to, as far as they belong to the blog; each knows how long there was no news.

        Where all is known, news is what nobody had named; else what this way had not shown yet, so that a list which
        goes round in circles ends, and one that only repeats a sitemap is read to its end.
        """
        brought = news.new if self._known_all else news.new_here
        idle = 0 if brought or step.task not in (*_LISTS, "home") else step.idle + 1
        if step.task == "month":
            self._idle_months = 0 if brought else self._idle_months + 1
        if step.task == "home" and self.crawl.found_at is None:
            idle = 0
        allowed = [after for after in reading.further if self._may_ask(after)]
        for after in allowed:
            yield replace(after, idle=idle if after.task in ("listing", "month", step.task) else 0)
        if step.task == "robots" and not allowed:
            yield self._usual_sitemap()

    def _may_ask(self, step: Step) -> bool:
        """Lists are the blog's own; sitemaps and interfaces may stand above it on its host; feeds may be elsewhere."""
        if step.task in ("listing", "month"):
            return self._blog.holds(step.url)
        if step.task == "feed":
            return bool(key(step.url))
        if step.task == "captures":
            return True
        return self._is_own(step.url)

    def _is_own(self, url: str) -> bool:
        """Whether a URL is on the blog's host."""
        hosts = {key(own).partition("/")[0] for own in (self.crawl.url, self.crawl.home_url)}
        return key(url).partition("/")[0].partition("?")[0] in hosts

    # -- what was found

    def _add(self, found: tuple[Found, ...], step: Step) -> News:
        """Keep the URLs that may be posts'; news are only those that look like it.

        Else an endless calendar, in which every month leads to another, would bring news for ever.
        """
        source = _SOURCES.get(step.task, step.task)
        strong: list[Candidate] = []
        weak: list[Candidate] = []
        for item in found:
            weight, _ = by_shape(item.url)
            if not self._blog.holds(item.url) or self._blog.is_home(item.url):
                continue
            if not item.said.rest and weight <= HOPELESS:
                continue
            url = self._blog.as_home(clean(item.url))
            candidate = Candidate(key(item.url), url, source, item.said.hint, item.published, item.modified)
            (weak if item.said.listing and weight + item.said.hint < ENOUGH else strong).append(candidate)
        news = self._crawls.add(self.crawl, strong, self._now(), MOST_POSTS)
        left_out = self._crawls.add(self.crawl, weak, self._now(), MOST_POSTS).left_out + news.left_out
        if left_out:
            self._say_once("urls", f"{self.crawl.url}: has more than {MOST_POSTS:,} URLs; the others were left out")
        return news

    def _judge(self) -> None:
        """Decide which of the URLs are posts, now that it is known what the posts of this blog look like."""
        learnt = Learnt(self.crawl.all_in_rest)
        for some in self._crawls.sure(self.crawl):
            learnt.learn(row.url for row in some)
        for some in self._crawls.unjudged(self.crawl):
            self._crawls.judge([self._decision(row, learnt) for row in some])

    def _decision(self, row: Unjudged, learnt: Learnt) -> tuple[int, str | None, str | None]:
        """A URL's number, its date if that is known, and why it is no post's if it is none."""
        said = Said(row.rest, row.sitemap, row.feed, row.listing, row.hint)
        return row.id, row.published or date_in(row.url), reason_against(row.url, said, learnt, self._blog)


def begin(url: str, store: Store, now: str) -> Crawl:
    """Begin the search in a blog anew; what was found before stays."""
    return store.crawls.begin(url, _queued(Step("home", url)), now)


def date_in(url: str) -> str | None:
    """The date in a permalink, to the month or the day, ``None`` where it has none."""
    found = _DATE_IN_URL.search(urlsplit(url).path)
    return "-".join(part for part in found.groups() if part) if found else None


def _queued(step: Step) -> QueuedStep:
    return QueuedStep(key(step.url), TASKS.index(step.task), step.task, step.url, step.depth, step.idle, step.guess)


def _want(task: Task) -> Want:
    return "data" if task in _DATA else "feed" if task == "feed" else "page"
