"""Nothing runs when a real browser shows the ``content_html`` of hostile pages.

Without a browser these tests are skipped; ``apt-get install chromium`` gets one on Debian.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.hostile.browser import BROWSER, Site, show
from tests.hostile.rendering import PAYLOADS, armed, document, scraped

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on the path (Debian: apt-get install chromium)")

AT_A_TIME = 6
"""Payloads whose clean HTML is shown in one document; raw, each needs one of its own, as it may break it."""
ALLOWED = {"http:", "https:", "mailto:"}


@dataclass(frozen=True)
class Shown:
    """What a browser did: the numbers of payloads that ran, as they stand (`raw`) and scraped (`clean`); by document,
    the number of links and their protocols."""

    raw: set[int]
    clean: set[int]
    links: dict[str, tuple[int, set[str]]]
    documents: list[str]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """All payloads, shown by one browser."""
    site = Site()

    def arm(kind: str) -> Callable[[int], str]:
        return lambda number: armed(PAYLOADS[number], f"{site.address}/ran/{kind}/{number}")

    documents = {}
    for number in range(len(PAYLOADS)):
        documents[f"/show/raw/{number}"] = document([arm("raw")(number)], f"{site.address}/end/raw/{number}")
    for first in range(0, len(PAYLOADS), AT_A_TIME):
        numbers = range(first, min(first + AT_A_TIME, len(PAYLOADS)))
        fragments = [html for number in numbers for html in scraped(arm("clean")(number))]
        documents[f"/show/clean/{first}"] = document(fragments, f"{site.address}/end/clean/{first}")
    site.documents = documents
    show(site, tmp_path_factory.mktemp("profile"))

    ran: dict[str, set[int]] = {"raw": set(), "clean": set()}
    links = {}
    for path in site.asked:
        match path.split("/"):
            case ["", "ran", kind, place]:
                ran[kind].add(int(place))
            case ["", "end", kind, rest]:
                place, _, told = rest.partition("?")
                count, _, protocols = told.partition("=")
                links[f"/show/{kind}/{place}"] = (int(count), set(filter(None, protocols.split("+"))))
    return Shown(ran["raw"], ran["clean"], links, list(documents))


def test_payloads_run_where_nothing_is_cleaned(shown: Shown) -> None:
    """Without this, the tests below could pass because payloads are blunt, or because the browser runs nothing."""
    assert len(shown.raw) > len(PAYLOADS) / 3
    told = {PAYLOADS[number] for number in shown.raw}
    for part in ("<script>", "onerror", "<svg", "javascript:", "<iframe", "onload", "srcdoc", "<style>", "<math"):
        assert any(part in payload for payload in told), part


def test_nothing_runs_that_was_scraped(shown: Shown) -> None:
    assert [PAYLOADS[number] for number in sorted(shown.clean)] == []


def test_everything_that_was_scraped_was_shown_and_clicked(shown: Shown) -> None:
    clean = [path for path in shown.documents if "/clean/" in path]
    assert clean
    assert [path for path in clean if path not in shown.links] == []


def test_all_links_lead_to_the_web_or_a_mailbox(shown: Shown) -> None:
    clean = {path: told for path, told in shown.links.items() if "/clean/" in path}
    assert sum(count for count, _ in clean.values()) > 50
    assert {path: protocols for path, (_, protocols) in clean.items() if not protocols <= ALLOWED} == {}
    raw = set().union(*(protocols for path, (_, protocols) in shown.links.items() if "/raw/" in path))
    assert {"javascript:", "data:"} <= raw
