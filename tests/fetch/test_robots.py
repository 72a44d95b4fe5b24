"""robots.txt by RFC 9309: what it forbids, what its absence means, how long it is believed; over a loopback server."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from socket import EAI_NONAME, gaierror
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.fetch import Fetcher, FetchFailure
from archiver.fetch.robots import MAX_BYTES, Rules, origin_of, product_token
from archiver.records import RobotsFile
from tests.fetch.conftest import NOW
from tests.fetch.loopback import HTML, Loopback, local, moved, reply

if TYPE_CHECKING:
    from socket import socket

    from archiver.fetch.budget import Clock
    from tests.fetch.loopback import Reply

Serve = Callable[..., Loopback]

FORBID_ALL = "User-agent: *\nDisallow: /\n"


def robots_txt(text: str) -> bytes:
    return reply(text.encode(), kind="text/plain")


def site(serve: Serve, robots: Reply, **targets: Reply) -> Loopback:
    """A server with this answer for robots.txt, and a page everywhere else."""
    return serve(targets={"/robots.txt": robots, **targets})


def obedient(**settings: object) -> Fetcher:
    return local(**{"ignore_robots": False, "retries": 0, **settings})


def refused(fetch: Fetcher, url: str) -> FetchFailure:
    with pytest.raises(FetchFailure) as caught:
        fetch(url)
    assert "\n" not in str(caught.value)
    return caught.value


def targets(server: Loopback) -> list[str]:
    return [request.target for request in server.requests]


# What is asked for


def test_robots_txt_is_asked_once_before_the_first_page_of_an_origin(serve: Serve) -> None:
    server, other = site(serve, robots_txt("")), site(serve, robots_txt(""))
    with obedient() as fetch:
        for path in ("/a", "/b"):
            fetch(server.url + path)
        fetch(f"{other.url}/c")
    assert targets(server) == ["/robots.txt", "/a", "/b"]
    assert targets(other) == ["/robots.txt", "/c"]


def test_what_robots_txt_forbids_is_not_asked_for(serve: Serve) -> None:
    server = site(serve, robots_txt("User-agent: archiver\nDisallow: /private\nAllow: /private/open\n"))
    with obedient() as fetch:
        failure = refused(fetch, f"{server.url}/private/x?y")
        assert fetch(f"{server.url}/private/open").body == HTML
    assert str(failure) == (
        f"{server.url}/private/x?y: robots.txt asks robots to leave it alone; --ignore-robots overrules"
    )
    assert (failure.disallowed, failure.later, failure.status) == (True, False, None)
    assert targets(server) == ["/robots.txt", "/private/open"]


def test_a_url_that_the_user_names_is_no_robots_business(serve: Serve) -> None:
    server = site(serve, robots_txt(FORBID_ALL), **{"/a": moved("/b")})
    with obedient() as fetch:
        assert fetch(f"{server.url}/a", named=True).final_url == f"{server.url}/b"
        assert targets(server) == ["/a", "/b"]
        assert refused(fetch, f"{server.url}/a").disallowed
    with obedient(ignore_robots=True) as fetch:
        assert fetch(f"{server.url}/a").body == HTML
    assert targets(server) == ["/a", "/b", "/robots.txt", "/a", "/b"]


def test_redirects_lead_to_nothing_that_is_forbidden(serve: Serve) -> None:
    other = site(serve, robots_txt("User-agent: *\nDisallow: /no"))
    server = site(serve, robots_txt(""), **{"/a": moved(f"{other.url}/no"), "/b": moved(f"{other.url}/yes")})
    with obedient() as fetch:
        assert refused(fetch, f"{server.url}/a").disallowed
        assert fetch(f"{server.url}/b").body == HTML
    assert targets(other) == ["/robots.txt", "/yes"]


def test_time_for_robots_txt_is_not_taken_from_the_page(serve: Serve) -> None:
    def slow(answer: bytes) -> Callable[[socket], None]:
        def send(sock: socket) -> None:
            time.sleep(0.4)
            sock.sendall(answer)

        return send

    # The server closes the connection behind such an answer, and says so: else the next request might still go there.
    robots = slow(reply(b"", "Connection: close", kind="text/plain"))
    with obedient(deadline=0.6) as fetch:
        assert fetch(site(serve, robots, **{"/": slow(reply())}).url).body == HTML


# What the answers mean


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 304])
def test_without_a_robots_txt_all_is_free(serve: Serve, status: int) -> None:
    server = site(serve, reply(FORBID_ALL.encode(), status=f"{status} x", kind="text/plain"))
    with obedient() as fetch:
        assert fetch(f"{server.url}/a").body == HTML


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_while_robots_txt_cannot_be_had_robots_wait(
    serve: Serve, clock: Clock, sleeps: list[float], status: int
) -> None:
    """Asked again as for a page, then left alone for ten minutes."""
    server = site(serve, reply(status=f"{status} x"))
    tries = 1 if status == 599 else 2
    with obedient(retries=1, _clock=clock) as fetch:
        failure = refused(fetch, f"{server.url}/a")
        assert f"a: the robots.txt of {server.url} cannot be had (HTTP {status}" in str(failure)
        assert (failure.later, failure.disallowed, failure.retry_after) == (True, True, 600)
        refused(fetch, f"{server.url}/b")
        assert targets(server) == ["/robots.txt"] * tries
        sleeps.append(601)
        refused(fetch, f"{server.url}/c")
        assert targets(server) == ["/robots.txt"] * tries * 2
        assert fetch(f"{server.url}/d", named=True).body == HTML


def test_a_robots_txt_behind_a_broken_connection_is_no_permission(serve: Serve) -> None:
    server = site(serve, lambda sock: None)
    with obedient() as fetch:
        assert "closed the connection" in str(refused(fetch, f"{server.url}/a"))


def test_where_there_is_no_such_host_it_is_gone_and_not_forbidden() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise gaierror(EAI_NONAME, "Name or service not known")

    with obedient(_resolve=nowhere) as fetch:
        failure = refused(fetch, "http://gone.example/a")
    assert str(failure) == "http://gone.example/a: host name not known"
    assert (failure.gone, failure.no_host, failure.later, failure.disallowed) == (True, True, False, False)


def test_five_redirects_of_robots_txt_are_followed_and_six_mean_none(serve: Serve) -> None:
    chain = {f"/r{n}": moved(f"/r{n - 1}") for n in range(1, 7)}
    five = site(serve, moved("/r4"), **chain, **{"/r0": robots_txt(FORBID_ALL)})
    six = site(serve, moved("/r5"), **chain, **{"/r0": robots_txt(FORBID_ALL)})
    with obedient() as fetch:
        assert refused(fetch, f"{five.url}/a").disallowed
        assert fetch(f"{six.url}/a").body == HTML


def test_a_robots_txt_in_a_private_network_is_not_read(serve: Serve) -> None:
    inside = site(serve, robots_txt(""))
    server = site(serve, moved(inside.url.replace("127.0.0.1", "localhost") + "/robots.txt"))
    with obedient(allow_private=False) as fetch:
        fetch.trust(server.url)
        failure = refused(fetch, f"{server.url}/a")
    assert "leads to a private address" in str(failure)
    assert inside.requests == []


def test_a_page_of_html_in_its_place_forbids_nothing(serve: Serve) -> None:
    with obedient() as fetch:
        assert fetch(f"{site(serve, reply(HTML * 50)).url}/a").body == HTML


def test_of_a_robots_txt_without_end_the_first_500_kb_count(serve: Serve) -> None:
    def endless(sock: socket) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /first\n")
        sock.sendall(b"#" * MAX_BYTES + b"\nDisallow: /last\n")
        while True:
            sock.sendall(b"Disallow: /more\n" * 1000)

    server = site(serve, endless)
    with obedient(deadline=20) as fetch:
        assert refused(fetch, f"{server.url}/first").disallowed
        assert fetch(f"{server.url}/last").body == HTML


# Pace and sitemaps


def test_crawl_delay_is_kept_to_and_has_an_end(serve: Serve, clock: Clock, sleeps: list[float]) -> None:
    quick = site(serve, robots_txt("User-agent: *\nCrawl-delay: 7.5\n"))
    with obedient(_clock=clock) as fetch:
        fetch(f"{quick.url}/a")
        fetch(f"{quick.url}/b")
    assert sleeps == [7.5]
    slow = site(serve, robots_txt("User-agent: *\nCrawl-delay: 86400\n"))
    with obedient(_clock=clock) as fetch:
        fetch(f"{slow.url}/a")
        fetch(f"{slow.url}/b")
    assert sleeps == [7.5, 60.0]


def test_sitemaps_are_told_whoever_may_read_them(serve: Serve) -> None:
    text = f"{FORBID_ALL}Sitemap: https://blog.example/s.xml\nsitemap:/t.xml.gz\n"
    with obedient(ignore_robots=True) as fetch:
        assert fetch.sitemaps(f"{site(serve, robots_txt(text)).url}/x") == ["https://blog.example/s.xml", "/t.xml.gz"]
        assert fetch.sitemaps(site(serve, reply(status="404 x")).url) == []
        with pytest.raises(FetchFailure, match="cannot be had"):
            fetch.sitemaps(site(serve, reply(status="500 x")).url)
        with pytest.raises(FetchFailure, match="only http and https"):
            fetch.sitemaps("ftp://blog.example/")


# For how long


class Kept(dict[str, RobotsFile]):
    """A cache that outlives fetchers."""

    robots = dict.get

    def save_robots(self, file: RobotsFile) -> None:
        self[file.origin] = file


def test_a_robots_txt_is_believed_for_a_day(serve: Serve, clock: Clock, sleeps: list[float]) -> None:
    server = site(serve, robots_txt("User-agent: *\nDisallow: /no"))
    cache = Kept()
    day = timedelta(days=1).total_seconds()
    for seconds, asked in ((0, 1), (day - 1, 1), (1, 2)):
        sleeps.append(seconds)
        with obedient(robots_cache=cache, _clock=clock) as fetch:
            assert refused(fetch, f"{server.url}/no").disallowed
        assert len(server.requests) == asked
    with obedient(robots_cache=cache, _clock=clock) as fetch:
        assert refused(fetch, f"{server.url}/no").disallowed
        sleeps.append(day)
        assert refused(fetch, f"{server.url}/no").disallowed
    assert len(server.requests) == 3
    assert cache[server.url].text == "User-agent: *\nDisallow: /no"


def test_an_old_robots_txt_is_better_than_none(serve: Serve, clock: Clock) -> None:
    server = site(serve, reply(status="503 x"))
    old = RobotsFile(server.url, 200, "User-agent: *\nDisallow: /no", f"{NOW - timedelta(days=40):%Y-%m-%dT%H:%M:%SZ}")
    with obedient(robots_cache=Kept({server.url: old}), _clock=clock) as fetch:
        assert refused(fetch, f"{server.url}/no").disallowed
        assert fetch(f"{server.url}/yes", named=True).body == HTML


# Who is meant


@pytest.mark.parametrize(
    ("names", "ours"),
    [
        (["archiver"], True),
        (["ARCHIVER"], True),
        (["Archiver/2.1"], True),
        (["archiver (blogs)"], True),
        (["googlebot", "archiver", "bingbot"], True),
        (["arch"], False),
        (["archiver-plus"], False),
        (["my-archiver"], False),
        (["web archiver"], False),
        (["0"], False),
        (["*"], True),
    ],
)
def test_a_group_is_ours_if_it_names_our_whole_token(names: list[str], ours: bool) -> None:
    text = "".join(f"User-agent: {name}\n" for name in names) + "Disallow: /\n"
    assert Rules(text, "archiver").allow("https://blog.example/post") is not ours


def test_a_group_of_our_own_counts_instead_of_that_for_all_and_two_of_them_add_up() -> None:
    text = f"{FORBID_ALL}\nuser-agent:archiver # us\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-Agent: Archiver\nDisallow: /b\n"
    rules = Rules(text, "archiver")
    assert [rules.allow(f"https://blog.example/{path}") for path in "abc"] == [False, False, True]


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        ("archiver/0.1 (x)", "archiver"),
        ("Mozilla/5.0 (X11)", "Mozilla"),
        (" my-bot_x 2", "my-bot_x"),
        ("007", ""),
        ("", ""),
    ],
)
def test_the_token_is_that_of_the_user_agent_that_is_sent(user_agent: str, token: str) -> None:
    assert product_token(user_agent) == token


def test_another_user_agent_is_another_robot(serve: Serve) -> None:
    server = site(serve, robots_txt("User-agent: me\nDisallow: /a\n\nUser-agent: archiver\nDisallow: /b\n"))
    with obedient(user_agent="Me/1.0") as fetch:
        assert refused(fetch, f"{server.url}/a").disallowed
        assert fetch(f"{server.url}/b").body == HTML
    with obedient(headers={"User-Agent": "*"}) as fetch:
        assert fetch(f"{server.url}/a").body == HTML


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Blog.Example/x?y#z", "https://blog.example"),
        ("https://blog.example:443/x", "https://blog.example"),
        ("http://me:pw@blog.example:80/", "http://blog.example"),
        ("http://blog.example:443", "http://blog.example:443"),
        ("http://[::1]:8000/x", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


# Hostile files


@given(st.text(), st.text(max_size=30))
def test_no_robots_txt_is_too_odd(text: str, path: str) -> None:
    rules = Rules(f"User-agent: *\nDisallow: {path}\n{text}", "archiver")
    assert rules.allow("https://blog.example/a%C3%A4?b=*") in (True, False)
    assert 0 <= rules.crawl_delay < float("inf")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(12_000)) + "Disallow: /x\n" * 20_000,
        "User-agent: *\n" + "".join(f"Disallow: /*{n}*b*c*d\n" for n in range(20_000)),
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
        ":" * MAX_BYTES,
        "User-agent: *\nCrawl-delay: " + "9" * MAX_BYTES,
    ],
    ids=["names", "wildcards", "one rule", "colons", "delay"],
)
def test_no_robots_txt_costs_more_than_a_second(text: str) -> None:
    began = time.process_time()
    rules = Rules(text[:MAX_BYTES], "archiver")
    rules.allow("https://blog.example/" + "a" * 7900)
    assert time.process_time() - began < 1
