"""Each fixture page gives its expected record, and nothing is left without a fixture."""

from __future__ import annotations

import pytest

from archiver import errors
from archiver.page.document import Document
from archiver.scrapers import all_scrapers, find_scraper, scrape
from tests.fixtures import FIXTURES, FOLDER, PAGES, Fixture

READABLE = [fixture for fixture in FIXTURES if fixture.post]
BROKEN = [fixture for fixture in FIXTURES if fixture.error]


@pytest.mark.parametrize("fixture", READABLE, ids=lambda fixture: fixture.name)
def test_a_page_gives_its_expected_record(fixture: Fixture) -> None:
    assert fixture.post is not None
    record = scrape(fixture.page).to_dict()
    comments, expected = record.pop("comments"), dict(fixture.post)
    assert [(c["id"], c["parent_id"], c["author"]) for c in comments] == [
        (c["id"], c["parent_id"], c["author"]) for c in expected["comments"]
    ]
    assert comments == expected.pop("comments")
    assert record == expected


@pytest.mark.parametrize("fixture", BROKEN, ids=lambda fixture: fixture.name)
def test_a_page_without_a_post_gives_its_expected_error(fixture: Fixture) -> None:
    assert fixture.error is not None
    with pytest.raises(getattr(errors, fixture.error)):
        scrape(fixture.page)


@pytest.mark.parametrize("fixture", READABLE, ids=lambda fixture: fixture.name)
def test_a_page_is_read_by_the_scraper_of_its_folder(fixture: Fixture) -> None:
    assert find_scraper(Document(fixture.page)).name == fixture.name.partition("/")[0]


def test_every_scraper_has_a_page() -> None:
    assert {fixture.name.partition("/")[0] for fixture in READABLE} == {scraper.name for scraper in all_scrapers()}


def test_every_page_has_a_record_and_every_record_a_page() -> None:
    assert {path.with_suffix("") for path in PAGES} == {path.with_suffix("") for path in FOLDER.glob("*/*.json")}


def test_every_expected_record_says_something() -> None:
    for fixture in FIXTURES:
        assert fixture.post or fixture.error, fixture.name
        if fixture.post:
            assert fixture.post["content_text"] or fixture.post["comments"], fixture.name
            assert fixture.post["title"] or fixture.post["comments"], fixture.name
