"""What of the user's goes where: headers, passwords and cookies, over loopback servers with names of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from archiver.errors import FetchError
from archiver.fetch import Fetcher, FetchFailure
from archiver.fetch.guard import Guard
from archiver.fetch.named import Named
from tests.fetch.loopback import Loopback, local, moved, reply

if TYPE_CHECKING:
    from pathlib import Path

Serve = Callable[..., Loopback]
SECRETS = {"Authorization": "Bearer x", "Cookie": "a=1", "X-Api-Key": "k"}


def anywhere(**settings: object) -> Fetcher:
    """Every name leads to loopback."""
    return local(**{"_resolve": lambda host, port: ["127.0.0.1"], "retries": 0, **settings})


def at(server: Loopback, host: str, path: str = "/") -> str:
    return f"http://{host}:{server.port}{path}"


def secrets(server: Loopback) -> list[list[str]]:
    """Which of the secrets each request brought."""
    return [[name for name in SECRETS if name in request.headers] for request in server.requests]


# Headers


def test_headers_go_to_what_the_user_names_and_not_where_it_leads(serve: Serve) -> None:
    server = serve(targets={"/a": moved("/b"), "/b": reply(), "/c": reply()})
    other = serve(targets={"/": moved(at(server, "blog.example", "/b"))})
    server.targets["/d"] = moved(at(other, "evil.example"))
    with anywhere(headers={**SECRETS, "Accept-Language": "de"}) as fetch:
        fetch(at(server, "blog.example", "/a"), named=True)
        fetch(at(server, "blog.example", "/c"))
        fetch(at(server, "blog.example", "/d"), named=True)
    assert secrets(server) == [list(SECRETS)] * 5, "redirects and links within, and the way back"
    assert secrets(other) == [[]]
    assert other.requests[0].headers["accept-language"] == "de"


@pytest.mark.parametrize("host", ["bücher.example", "xn--bcher-kva.example", "BÜCHER.EXAMPLE."])
def test_a_host_in_any_writing_is_the_host_that_was_named(serve: Serve, host: str) -> None:
    server = serve()
    with anywhere(headers=SECRETS, allow_private=False) as fetch:
        fetch(at(server, f"me:pw@{host}"), named=True)
        fetch(at(server, "xn--bcher-kva.example"))
        fetch(at(server, "Bücher.example"))
    assert secrets(server) == [list(SECRETS)] * 3
    assert [request.headers["authorization"] for request in server.requests] == ["Basic bWU6cHc="] * 3


@pytest.mark.parametrize("host", ["www.blog.example", "example", "blog.example.evil.example"])
def test_related_names_are_other_hosts(serve: Serve, host: str) -> None:
    server = serve()
    with anywhere(headers=SECRETS) as fetch:
        fetch.trust(at(server, "blog.example"))
        fetch(at(server, host))
    assert secrets(server) == [[]]


def test_another_port_or_scheme_is_another_origin_but_https_of_the_same_host() -> None:
    named = Named(Guard(allow_private=False), {"X": "secret"})
    named.add("http://blog.example/")
    named.add("https://tls.example/")
    named.keep_password("http://me:p%40ss@blog.example/")
    told = {
        url: (bool(named.headers(url)), named.password(url))
        for url in (
            *("http://blog.example:80/x", "https://BLOG.example./", "https://blog.example:8443/"),
            *("http://blog.example:8080/", "https://tls.example:443/", "http://tls.example/"),
        )
    }
    assert list(told.values()) == [
        *((True, ("me", "p@ss")), (True, ("me", "p@ss")), (False, None)),
        *((False, None), (True, None), (False, None)),
    ]


# Passwords


def test_a_password_is_used_for_its_origin_and_stands_in_no_page(serve: Serve) -> None:
    other = serve()
    server = serve(targets={"/a?at=@": moved("/b@"), "/b": reply(), "/c": moved(at(other, "evil.example"))})
    with anywhere() as fetch:
        page = fetch(at(server, "me:hunter2@blog.example", "/a?at=@#x@y"))
        assert page.url == at(server, "blog.example", "/a?at=@#x@y")
        fetch(at(server, "blog.example", "/b"))
        fetch(at(server, "blog.example", "/c"))
    assert [request.headers["authorization"] for request in server.requests] == ["Basic bWU6aHVudGVyMg=="] * 4
    assert other.requests[0].headers["authorization"] is None
    assert "hunter2" not in repr(page)


def test_a_password_that_a_redirect_gives_is_not_used(serve: Serve) -> None:
    server = serve(targets={"/b": reply()})
    server.targets["/a"] = moved(at(server, "you:pw@blog.example", "/b"))
    with anywhere() as fetch:
        assert fetch(at(server, "blog.example", "/a")).final_url == at(server, "blog.example", "/b")
    assert [request.headers["authorization"] for request in server.requests] == [None, None]


@pytest.mark.parametrize("path", ["/bad", "/loop", "/gone"])
def test_no_failure_tells_a_password(serve: Serve, path: str) -> None:
    server = serve(targets={"/bad": reply(status="401 x"), "/gone": moved("//x:hunter2@[/")})
    server.targets["/loop"] = moved(at(server, "me:hunter2@blog.example", "/loop"))
    url = at(server, "me:hunter2@blog.example", path)
    with anywhere() as fetch, pytest.raises(FetchFailure) as caught:
        fetch(url)
    error: BaseException | None = caught.value
    while error:
        assert "hunter2" not in str(error)
        error = error.__cause__
    assert caught.value.url == at(server, "blog.example", path)


# Cookies


def cookie(text: str) -> bytes:
    return reply(b"<html>", f"Set-Cookie: {text}")


@pytest.mark.parametrize("domain", ["", "; Domain=blog.example", "; Domain=.example", "; Domain=sub.blog.example"])
def test_cookies_go_back_to_the_very_host_that_set_them(serve: Serve, domain: str) -> None:
    """Also with a Domain attribute, with which a server could set them for all blogs of a provider."""
    server = serve(cookie(f"seen=1{domain}"), reply())
    with anywhere() as fetch:
        for host in ("blog.example", "blog.example", "sub.blog.example", "other.example", "example"):
            fetch(at(server, host))
    own = "seen=1" if domain in ("", "; Domain=blog.example") else None
    assert [request.headers["cookie"] for request in server.requests] == [None, own, None, None, None]


def test_cookies_of_the_users_file_go_where_it_says(serve: Serve, tmp_path: Path) -> None:
    jar = tmp_path / "cookies.txt"
    lines = [".blog.example\tTRUE\t/\tFALSE\t0\tall\t1", "blog.example\tFALSE\t/\tFALSE\t0\tone\t2"]
    jar.write_text("\n".join(["# Netscape HTTP Cookie File", *lines, ""]))
    server = serve()
    with anywhere(cookies=jar) as fetch:
        for host in ("blog.example", "www.blog.example", "other.example"):
            fetch(at(server, host))
    sent = [sorted((request.headers["cookie"] or "").split("; ")) for request in server.requests]
    assert sent == [["all=1", "one=2"], ["all=1"], [""]]


def test_a_host_cannot_fill_the_jar(serve: Serve) -> None:
    flood = [reply(b"<html>", *(f"Set-Cookie: c{page}-{n}=1" for n in range(90))) for page in range(4)]
    server = serve(*flood, cookie(f"long={'x' * 5000}"), reply())
    with anywhere() as fetch:
        for _ in range(6):
            fetch(at(server, "blog.example"))
    cookies = str(server.requests[-1].headers["cookie"]).split("; ")
    assert len(cookies) == 180
    assert not any(text.startswith("long=") for text in cookies)


def test_the_users_own_cookie_header_comes_first(serve: Serve) -> None:
    server = serve(cookie("seen=1"), reply())
    with anywhere(headers={"Cookie": "mine=1"}) as fetch:
        for _ in range(2):
            fetch(at(server, "blog.example"), named=True)
    assert [request.headers["cookie"] for request in server.requests] == ["mine=1"] * 2


def test_trust_in_what_is_no_url_changes_nothing() -> None:
    with anywhere(allow_private=False) as fetch:
        fetch.trust("http://[")
        with pytest.raises(FetchError, match="not a valid URL"):
            fetch("http://[", named=True)
        with pytest.raises(FetchError, match="private address"):
            fetch("http://blog.example/")
