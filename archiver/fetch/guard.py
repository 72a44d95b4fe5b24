"""Which network addresses may be reached: none within the user's own network, unless he named the host himself.

A page, a redirect or a name server chooses where the next request goes, and an archiver runs where others cannot reach:
behind a firewall, beside services that trust their own machine, in a cloud that hands out keys at a link-local address.
So a host's addresses are looked up once, all of them are judged, and the connection is made to one of these very
addresses (``docs/fetching.md``, Safety). How a host is written (decimal, octal, IDN) does not matter, as addresses are
judged, not names.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Looks a host and port up: its addresses as text, best first. Raises ``OSError`` as ``socket.getaddrinfo`` does.
Resolver = Callable[[str, int], "Sequence[str]"]

# Python goes by IANA's registries of special-purpose addresses; this is what they, or older Pythons, take for public.
_ALSO_PRIVATE = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's services for its own machines
        "192.0.0.0/24",  # protocol assignments, RFC 6890; Oracle's cloud has its metadata there
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "64:ff9b:1::/48",  # local NAT64, RFC 8215
        "3fff::/20",  # documentation, RFC 9637
        "fec0::/10",  # site-local, RFC 3879
    )
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
# RFC 6761 section 6.3: names that always mean the own machine.
_OWN_NAMES = ("localhost", "localhost.localdomain")


class PrivateAddressError(OSError):
    """A host that the user did not name is within a network that is not public; ``str`` is a reason in words."""


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the system's name service gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IPv4 or IPv6 address is one of the public internet; so must be an IPv4 address within an IPv6 one.

    Raises ``ValueError`` for what is no address.
    """
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and (inner := _embedded(ip)) is not None:
        return is_public(str(inner))
    listed = any(ip in network for network in _ALSO_PRIVATE if network.version == ip.version)
    return ip.is_global and not (listed or ip.is_multicast or ip.is_reserved)


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which a packet for this one ends up: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056)."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def host_of(url: str) -> str:
    """The host of a valid URL as hosts are compared: lower case, without the dot that a full name may end with."""
    return (urlsplit(url).hostname or "").removesuffix(".")


class Guard:
    """Judges hosts and their addresses. Any number of threads may ask it.

    ``allow_private`` lets everything pass; ``resolve`` looks names up.
    """

    def __init__(self, *, allow_private: bool, resolve: Resolver = system_resolver) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._named: set[str] = set()

    def trust(self, host: str) -> None:
        """The user named ``host`` (a ``host_of``): it may be at any address."""
        self._named.add(host)

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """Where ``host`` is, to connect to nothing else: one look-up, and each address judged.

        Raises ``PrivateAddressError`` if a single one is not public, and ``OSError`` if the name is not known.
        """
        found = self._resolve(host, port)
        if not self._may_be_anywhere(host):
            for address in found:
                if not is_public(address.partition("%")[0]):
                    raise PrivateAddressError(_refusal(address))
        return found

    def check_unresolved(self, host: str) -> None:
        """Judge what can be told of ``host`` without looking it up, for a proxy will: an address, however it is
        written, or a name of the own machine. Raises ``PrivateAddressError``."""
        if self._may_be_anywhere(host):
            return
        address = _literal(host)
        if address is not None and not is_public(address):
            raise PrivateAddressError(_refusal(address))
        if host in _OWN_NAMES or host.endswith(".localhost"):
            raise PrivateAddressError(_refusal(host))

    def _may_be_anywhere(self, host: str) -> bool:
        return self._allow_private or host.lower().removesuffix(".") in self._named


def _literal(host: str) -> str | None:
    """The address that ``host`` is: IPv6, or IPv4 in any of the forms that C's ``inet_aton`` takes (``0x7f.1``)."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _refusal(where: str) -> str:
    return f"leads to a private address ({where}), which is fetched only if you name it or with --allow-private"
