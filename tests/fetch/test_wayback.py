"""A loopback server that speaks the protocols of the Wayback Machine, and what is made of its answers."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug import Request, Response

from archiver.errors import FetchError
from archiver.fetch import Fetcher
from archiver.fetch.wayback import MOST_CAPTURES, Wayback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_httpserver import HTTPServer

    from archiver.fetch.wayback import Fetches

URL = "https://blog.example/2010/05/hello/?p=1"
ROW = ["20120503080910", URL]
HEADER = ["timestamp", "original"]


@pytest.fixture
def fetch() -> Iterator[Fetches]:
    with Fetcher(retries=0, delay=0) as fetcher:
        yield partial(fetcher, named=True)


@pytest.fixture
def archive(httpserver: HTTPServer) -> Callable[..., list[Request]]:
    """Starts the server: `rows` of the CDX interface, the `closest` of the other (`None`: it is down)."""

    def start(rows: Any = None, closest: Any = None) -> list[Request]:
        asked: list[Request] = []

        def cdx(request: Request) -> Response:
            asked.append(request)
            return Response(status=503) if rows is None else Response(json.dumps(rows), mimetype="application/json")

        def available(request: Request) -> Response:
            asked.append(request)
            said = {"archived_snapshots": {"closest": closest} if closest else {}}
            return Response(status=503) if closest is None else Response(json.dumps(said), mimetype="application/json")

        def capture(request: Request) -> Response:
            asked.append(request)
            stamp = request.path.split("/")[2].removesuffix("id_")
            if stamp == "20110101000000":  # there is none of that second
                return Response(status=302, headers={"Location": request.full_path.replace(stamp, "20110203040506")})
            if stamp.startswith("2009"):
                return Response(status=503)
            return Response(f"<p>As of {stamp}", mimetype="text/html", headers={"X-Archive-Orig-Server": "apache"})

        httpserver.expect_request("/cdx/search/cdx").respond_with_handler(cdx)
        httpserver.expect_request("/wayback/available").respond_with_handler(available)
        httpserver.expect_request(re.compile("/web/.*")).respond_with_handler(capture)
        return asked

    return start


def test_a_capture_is_the_page_as_it_was_then(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    asked = archive([HEADER, ROW])
    (page,) = Wayback(fetch, server=httpserver.url_for("/")).captures(URL.replace("//", "//me:secret@"))
    assert (page.url, page.final_url, page.status) == (URL, URL, 200), "without password"
    assert page.fetched_at == "2012-05-03T08:09:10Z"
    assert page.body == b"<p>As of 20120503080910"
    assert page.headers == {
        "content-type": "text/html; charset=utf-8",
        "x-archive-url": httpserver.url_for(f"/web/20120503080910id_/{URL}"),
    }
    assert asked[0].args["url"] == URL
    assert asked[0].args["filter"] == "statuscode:200"


def test_the_newest_come_first_and_not_too_many(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    archive([HEADER, *([f"20{year}0101000000", URL] for year in (10, 12, 13, 14, 15, 16, 17))])
    found = list(Wayback(fetch, server=httpserver.url_for("")).captures(URL))
    assert [page.fetched_at[:4] for page in found] == ["2017", "2016", "2015", "2014", "2013"]
    assert len(found) == MOST_CAPTURES


def test_with_a_date_the_nearest_comes_first(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    """By the one interface that can tell, else by time: the last day of 2011 is nearer to 2012 than the summer is."""
    place = f"http://web.archive.org/web/20140101000000/{URL}"
    closest = {"available": True, "status": "200", "url": place, "timestamp": "20140101000000"}
    asked = archive([HEADER, ROW], closest)
    near = Wayback(fetch, server=httpserver.url_for(""), date="2013-12")
    assert [page.fetched_at for page in near.captures(URL)] == ["2014-01-01T00:00:00Z"]
    assert asked[0].args["timestamp"] == "20131201000000"
    httpserver.clear()
    archive([HEADER, *([stamp, URL] for stamp in ("20111231235959", "20120601000000", "20100101000000"))], {})
    found = Wayback(fetch, server=httpserver.url_for(""), date="2012").captures(URL)
    assert [page.fetched_at[:4] for page in found] == ["2011", "2012", "2010"]


def test_a_capture_of_another_second_says_its_own_time(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    archive([HEADER, ["20110101000000", URL]])
    (page,) = Wayback(fetch, server=httpserver.url_for("")).captures(URL)
    assert (page.fetched_at, page.final_url) == ("2011-02-03T04:05:06Z", URL)


def test_what_completes_a_capture_is_of_about_its_time(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    archive([HEADER, ROW])
    wayback = Wayback(fetch, server=httpserver.url_for(""))
    (page,) = wayback.captures(URL)
    more = wayback.nearest(page)("https://blog.example/hello/comment-page-2/", want="page")
    assert (more.url, more.fetched_at) == ("https://blog.example/hello/comment-page-2/", "2012-05-03T08:09:10Z")


def test_the_port_that_is_understood_is_left_out(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    """Old captures have it in their addresses; the links on their pages have not."""
    archive([HEADER, ["20120503080910", "http://blog.example:80/hello/"]])
    (page,) = Wayback(fetch, server=httpserver.url_for("")).captures("http://blog.example/hello/")
    assert page.final_url == "http://blog.example/hello/"


def test_the_pages_of_a_blog_are_listed_once_each(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    asked = archive([["original"], [URL]])
    wayback = Wayback(fetch, server=httpserver.url_for(""))
    page = wayback.ask(wayback.listing("https://me:secret@blog.example/a b/"))
    assert json.loads(page.body) == [["original"], [URL]]
    given = dict(asked[0].args.lists())
    assert given["url"] == ["https://blog.example/a b/"]
    assert given["filter"] == ["statuscode:200", "mimetype:text/html"]
    assert (given["matchType"], given["collapse"], given["showResumeKey"]) == (["prefix"], ["urlkey"], ["true"])


def test_where_one_interface_is_down_the_other_is_asked(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    closest = {"available": True, "status": "200", "url": f"http://x/web/20120503080910/{URL}"}
    archive(None, closest)
    assert len(list(Wayback(fetch, server=httpserver.url_for("")).captures(URL))) == 1
    httpserver.clear()
    archive([HEADER, ROW], None)
    assert len(list(Wayback(fetch, server=httpserver.url_for(""), date="2012").captures(URL))) == 1
    httpserver.clear()
    archive(None, None)
    with pytest.raises(FetchError, match="503"):
        list(Wayback(fetch, server=httpserver.url_for("")).captures(URL))


@pytest.mark.parametrize(
    "rows", [[], {}, [HEADER], [HEADER, 7, [], ["x"], ["20121399000000", URL], ["20120503080910", 7]], "x"]
)
@pytest.mark.parametrize("closest", [{}, {"available": False}, {"available": True, "status": "404"}, 7, {"url": 7}])
def test_answers_of_any_shape_are_no_captures(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]], rows: Any, closest: Any
) -> None:
    archive(rows, closest)
    assert list(Wayback(fetch, server=httpserver.url_for("")).captures(URL)) == []


def test_a_capture_that_cannot_be_had_is_left_out(
    httpserver: HTTPServer, fetch: Fetches, archive: Callable[..., list[Request]]
) -> None:
    archive([HEADER, ROW, ["20130101000000", URL], ["20090101000000", URL]])
    found = Wayback(fetch, server=httpserver.url_for("")).captures(URL)
    assert [page.fetched_at[:4] for page in found] == ["2013", "2012"]
