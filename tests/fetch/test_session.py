"""What every request carries and which way it goes: headers, cookies, proxies."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

import archiver
from archiver.errors import FetchError
from tests.fetch.loopback import Loopback, local, moved, reply

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.fetch import Fetcher

Serve = Callable[..., Loopback]


def failure(url: str, fetcher: Fetcher) -> str:
    with pytest.raises(FetchError) as caught, fetcher:
        fetcher(url)
    return str(caught.value)


def test_the_user_agent_says_what_it_is_and_nothing_of_the_user(serve: Serve) -> None:
    server = serve()
    with local() as fetch:
        fetch(server.url)
    headers = server.requests[0].headers
    assert headers["user-agent"] == f"archiver/{archiver.__version__} (command-line blog archiver)"
    assert sorted(name.lower() for name in headers) == ["accept", "accept-encoding", "host", "user-agent"]


def test_headers_and_user_agent_can_be_set(serve: Serve) -> None:
    server = serve()
    with local(user_agent="me/2", headers={"X-Key": " v ", "accept": "text/html"}) as fetch:
        fetch(server.url, named=True)
    sent = server.requests[0].headers
    assert (sent["user-agent"], sent["x-key"], sent.get_all("accept")) == ("me/2", "v", ["text/html"])


@pytest.mark.parametrize(
    "headers", [{"X": "a\r\nY: b"}, {"X Y": "a"}, {"": "a"}, {"X": "łódź"}, {"X": "a\0"}], ids=repr
)
def test_a_header_that_http_cannot_carry_is_refused_at_once(headers: dict[str, str]) -> None:
    with pytest.raises(FetchError, match="HTTP cannot carry"):
        local(headers=headers)


# Cookies


def cookie_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["# Netscape HTTP Cookie File", *lines, ""]), encoding="utf-8")
    return path


def test_cookies_come_from_a_netscape_file(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    file = cookie_file(
        tmp_path / "cookies.txt",
        "127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tlasting\t1",
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t2",
        "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t\thidden\t3",
        "127.0.0.1\tFALSE\t/\tFALSE\t1000000000\texpired\t4",
        "example.org\tFALSE\t/\tFALSE\t4102444800\tforeign\t5",
    )
    with local(cookies=file) as fetch:
        fetch(server.url)
    assert sorted(server.requests[0].headers["cookie"].split("; ")) == ["hidden=3", "lasting=1", "session=2"]


def test_cookies_that_a_server_sets_go_back_to_it(serve: Serve) -> None:
    server = serve(targets={"/a": moved("/b").replace(b"\r\n", b"\r\nSet-Cookie: seen=1\r\n", 1), "/b": reply()})
    with local() as fetch:
        fetch(f"{server.url}/a")
    assert server.requests[1].headers["cookie"] == "seen=1"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not cookies",
        b"# Netscape HTTP Cookie File\nbroken line\n",
        b"\x89PNG\r\n\x1a\n\xff\xfe",
        b"# Netscape HTTP Cookie File\n\xff\xfe\n",
    ],
    ids=["empty", "text", "broken line", "binary", "no text"],
)
def test_a_broken_cookie_file_is_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cookies.txt"
    file.write_bytes(content)
    with pytest.raises(FetchError) as caught:
        local(cookies=file)
    assert str(caught.value) == f"{file}: is not a cookies.txt file in Netscape format"


def test_a_missing_cookie_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"none\.txt: no such file or directory$"):
        local(cookies=tmp_path / "none.txt")


# Proxies


def test_a_proxy_is_asked_instead_of_the_host(serve: Serve) -> None:
    proxy = serve(reply(b"<html>by proxy"))
    with local(proxy=proxy.url) as fetch:
        page = fetch("http://blog.example/post")
    assert page.body == b"<html>by proxy"
    assert proxy.requests[0].target == "http://blog.example/post"


def test_proxies_of_the_environment_are_used_and_can_be_overruled(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, other, server = serve(reply(b"<html>1")), serve(reply(b"<html>2")), serve(reply(b"<html>3"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("http_proxy", proxy.url)
    bodies = []
    for setting in (None, other.url, ""):
        with local(proxy=setting) as fetch:
            bodies.append(fetch(server.url).body)
    assert bodies == [b"<html>1", b"<html>2", b"<html>3"]


def test_no_proxy_is_honoured(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve(reply(b"<html>1")), serve(reply(b"<html>3"))
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with local() as fetch:
        assert fetch(server.url).body == b"<html>3"


def test_https_goes_through_a_tunnel_that_the_proxy_may_refuse(serve: Serve) -> None:
    proxy = serve(reply(b"", "Connection: close", status="407 Proxy Authentication Required"))
    line = failure("https://blog.example/", local(proxy=proxy.url, retries=0))
    assert line == "https://blog.example/: the proxy: tunnel connection failed: 407 proxy authentication required"
    assert proxy.requests[0].target == "blog.example:443"


def test_a_dead_proxy_is_told_from_a_dead_host(serve: Serve) -> None:
    with Loopback() as gone:
        address = gone.url
    line = failure("http://blog.example/", local(proxy=address, retries=0))
    assert line == "http://blog.example/: the proxy: connection refused"


@pytest.mark.parametrize("proxy", ["http://[", "http://", "gopher://x:1", "http://:80"])
def test_what_is_no_proxy_address_is_refused_at_once(proxy: str) -> None:
    with pytest.raises(FetchError, match="proxy's address is not valid"):
        local(proxy=proxy)


@pytest.mark.skipif(find_spec("socks") is not None, reason="PySocks is installed")
def test_a_socks_proxy_says_what_it_needs() -> None:
    line = failure("http://blog.example/", local(proxy="socks5://127.0.0.1:9"))
    assert line.endswith("SOCKS proxies need the package PySocks")
