"""Nothing but the user's own word leads into a private network: addresses judged one by one, and whole requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import FetchError
from archiver.fetch.guard import Guard, PrivateAddressError, is_public, system_resolver
from tests.fetch.loopback import CERTIFICATE, HTML, Loopback, local, moved, reply

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence
    from socket import socket

    from archiver.fetch import Fetcher

Serve = Callable[..., Loopback]

# RFC 6890 and the registries that followed it, RFC 6598, 3879, 4193, 8215, 9637, and what clouds keep for themselves.
PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "100.63.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_within_an_ipv6_one_is_judged_as_itself(inner: IPv4Address) -> None:
    number = int(inner)
    carriers = [IPv6Address((0xFFFF << 32) + number), IPv6Address((0x64FF9B << 96) + number)]
    carriers.append(IPv6Address((0x2002 << 112) + (number << 80) + 1))
    assert [is_public(str(address)) for address in carriers] == [is_public(str(inner))] * 3


@given(st.ip_addresses())
def test_no_address_is_public_that_python_does_not_call_global(address: IPv4Address | IPv6Address) -> None:
    """Ours only adds to what the standard library refuses, but for the IPv6 addresses that carry a public IPv4 one."""
    carried = isinstance(address, IPv6Address) and (address.ipv4_mapped or address.sixtofour)
    assert not is_public(str(address)) or address.is_global or carried


class Names:
    """A resolver that answers from a list, the last entry again and again, and counts."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def polite(names: Names, **settings: object) -> Fetcher:
    """A fetcher as it is by default, but that it need not wait, asks no robots.txt and takes names from a test."""
    return local(**{"allow_private": False, "retries": 0, "_resolve": names, **settings})


def refusal(url: str, fetcher: Fetcher, *, named: bool = False) -> str:
    with pytest.raises(FetchError) as caught, fetcher:
        fetcher(url, named=named)
    return str(caught.value).removeprefix(f"{url}: ")


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.7", "fe80::1%eth0"])
def test_a_name_that_leads_into_a_private_network_is_not_followed(serve: Serve, address: str) -> None:
    server = serve()
    url = f"http://blog.example:{server.port}/"
    assert refusal(url, polite(Names([address]))).startswith(f"leads to a private address ({address})")
    assert server.requests == []


def test_one_private_address_among_public_ones_is_enough() -> None:
    names = Names(["93.184.216.34", "2606:4700::1111", "127.0.0.1"])
    assert "private address (127.0.0.1)" in refusal("http://blog.example/", polite(names))
    assert names.asked == ["blog.example"]


HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "0.0.0.0",
    "127.0.0.1.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "localhost",
    "LOCALHOST",
    "localhost.",
]


@pytest.mark.parametrize("host", HOSTS)
def test_loopback_is_refused_however_it_is_written(serve: Serve, host: str) -> None:
    """By the system's own resolver, after a redirect from a host that the user named; and where a proxy resolves."""
    server = serve()
    target = f"http://{host}:{server.port}/"
    start = serve(moved(target))

    def resolve(name: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"] if name == "blog.example" else system_resolver(name, port)

    with local(allow_private=False, retries=0, _resolve=resolve) as fetch, pytest.raises(FetchError, match="private"):
        fetch(f"http://blog.example:{start.port}", named=True)
    assert server.requests == []
    proxy = serve()
    assert "private address" in refusal(target, polite(Names([]), proxy=proxy.url))
    assert proxy.requests == []


@pytest.mark.parametrize("host", ["ⓛocalhost", "１２７.０.０.１", "127。0。0。1", "①⑦.1"])
def test_loopback_in_disguise_is_no_valid_host_at_all(serve: Serve, host: str) -> None:
    """Compatibility characters, which a browser folds (UTS 46) and IDNA 2008 does not have."""
    proxy = serve()
    assert "is not a valid URL" in refusal(f"http://{host}/", polite(Names(["127.0.0.1"])))
    assert "is not a valid URL" in refusal(f"http://{host}/", polite(Names(["127.0.0.1"]), proxy=proxy.url))
    assert proxy.requests == []


def test_what_the_user_names_may_be_anywhere_and_what_it_leads_to_may_not(serve: Serve) -> None:
    other = serve()
    server = serve(
        targets={
            "/page": reply(),
            "/here": moved("/page"),
            "/there": moved(f"http://intranet.example:{other.port}/"),
        }
    )
    names = Names(["127.0.0.1"])
    url = f"http://Blog.Example.:{server.port}"
    with polite(names) as fetch:
        assert fetch(f"{url}/here", named=True).body == HTML
        assert fetch(f"http://blog.example:{server.port}/page").body == HTML, "a link within the named host"
        with pytest.raises(FetchError, match=r"private address .* \(redirected to http://intranet.example"):
            fetch(f"{url}/there", named=True)
        assert other.requests == []
        fetch.trust("http://intranet.example/")
        assert fetch(f"{url}/there").body == HTML
    with polite(names, allow_private=True) as fetch:
        assert fetch(f"{url}/there").body == HTML


def test_a_name_is_looked_up_once_a_connection_and_what_was_checked_is_reached(serve: Serve) -> None:
    """Rebinding: an answer for the check and another for the connection is nothing that a name server can give."""
    server = serve(reply(HTML, "Connection: close"))
    names = Names(["127.0.0.1"], ["127.0.0.1"], ["10.255.255.1"])
    with polite(names) as fetch:
        fetch.trust("http://blog.example/")
        fetch(f"http://blog.example:{server.port}/1")
        fetch(f"http://blog.example:{server.port}/2")
    assert names.asked == ["blog.example"] * 2
    assert [request.headers["host"] for request in server.requests] == [f"blog.example:{server.port}"] * 2


def test_a_name_that_turns_private_after_the_first_page_is_refused() -> None:
    public, rebound = ["93.184.216.34"], ["127.0.0.1"]
    guard = Guard(allow_private=False, resolve=Names(public, rebound))
    assert guard.addresses("blog.example", 80) == public
    with pytest.raises(PrivateAddressError):
        guard.addresses("blog.example", 80)


def test_the_next_address_is_tried_where_one_does_not_answer(serve: Serve) -> None:
    server = serve()
    with polite(Names(["127.0.0.2", "127.0.0.1"])) as fetch:
        assert fetch(f"http://blog.example:{server.port}/", named=True).body == HTML
    gone = f"http://blog.example:{free_port()}/"
    assert refusal(gone, polite(Names(["127.0.0.2", "127.0.0.1"])), named=True) == "connection refused"
    assert refusal(gone, polite(Names([])), named=True) == "host name not known"


def free_port() -> int:
    with Loopback() as server:
        return server.port


def test_tls_is_checked_for_the_name_and_not_for_the_address(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    asked: list[str | None] = []

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
        asked.append(name)

    server = serve(tls=True, sni=note)
    with polite(Names(["127.0.0.1"])) as fetch:
        assert fetch(f"https://localhost:{server.port}/", named=True).body == HTML
        with pytest.raises(FetchError, match="certificate problem: Hostname mismatch"):
            fetch(f"https://blog.example:{server.port}/", named=True)
    assert asked == ["localhost", "blog.example"]


def test_a_tls_handshake_that_drips_is_cut_at_the_deadline(serve: Serve) -> None:
    def drip(sock: socket) -> None:
        # A handshake record of 16 kB, of which a byte comes now and then.
        sock.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
        while True:
            time.sleep(0.02)
            sock.sendall(b"\0")

    server = serve(drip, raw=True)
    with pytest.raises(FetchError, match=r"took longer than 0.4 seconds"), local(deadline=0.4) as fetch:
        fetch(server.url.replace("http:", "https:"))


def test_a_proxy_is_reached_wherever_it_is_and_resolves_names_itself(serve: Serve) -> None:
    """Documented: behind a proxy, which addresses a name leads to is the proxy's to judge."""
    proxy, names = serve(), Names([])
    with polite(names, proxy=proxy.url) as fetch:
        assert fetch("http://blog.example/").body == HTML
    assert names.asked == []
