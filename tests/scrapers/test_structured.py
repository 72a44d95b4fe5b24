"""What the structured data says of comments fills what the markup leaves out, and replaces nothing."""

from __future__ import annotations

import json
from typing import Any

from archiver.records import Author
from archiver.scrapers._fields import Fields
from archiver.scrapers._structured import fill_in, stated_items
from tests.scrapers.pages import ARTICLE, HERE, comments, document


def head(*stated: dict[str, Any]) -> str:
    post = {"@type": "BlogPosting", "headline": "Hello", "comment": [{"@type": "Comment", **each} for each in stated]}
    return f'<script type="application/ld+json">{json.dumps(post)}</script>'


FRED: dict[str, Any] = {
    "@id": f"{HERE}#comment-7",
    "url": f"{HERE}#comment-7",
    "text": "A boat.",
    "dateCreated": "2010-05-04T11:54:00+02:00",
    "author": {
        "@type": "Person",
        "name": "Fred",
        "url": "https://fred.example/",
        "image": "https://fred.example/a.png",
    },
}


def filled(fields: Fields, *stated: dict[str, Any]) -> Fields:
    fill_in(document(ARTICLE, head=head(*stated)), [fields])
    return fields


def test_author_date_and_permalink_are_filled_in_by_id() -> None:
    found = filled(Fields("comment-7"), FRED)
    assert found.author == Author("Fred", "https://fred.example/", "https://fred.example/a.png")
    assert found.published == "2010-05-04T11:54:00+02:00"
    assert found.url == f"{HERE}#comment-7"


def test_what_the_markup_shows_stays() -> None:
    shown = Fields("comment-7", author=Author("Ann"), published="2011", url="https://blog.example/c/7")
    filled(shown, FRED)
    assert (shown.author, shown.published, shown.url) == (Author("Ann"), "2011", "https://blog.example/c/7")


def test_other_comments_and_those_without_an_id_get_nothing() -> None:
    assert filled(Fields("comment-8"), FRED) == Fields("comment-8")
    assert filled(Fields(None), FRED) == Fields(None)


def test_nobody_and_no_date_are_not_filled_in() -> None:
    anonymous = {"@id": "#comment-7", "text": "A boat.", "author": {"@type": "Person", "name": "Anonymous"}}
    found = filled(Fields("comment-7"), anonymous)
    assert (found.author, found.published) == (None, None)
    assert filled(Fields("comment-7"), {**anonymous, "dateCreated": "yesterday"}).published is None


def test_an_identifier_or_the_fragment_of_an_address_names_a_comment() -> None:
    for key, value in (("identifier", "comment-7"), ("@id", "comment-7"), ("url", "/2010/05/hello/#comment-7")):
        found = filled(Fields("comment-7"), {"text": "A boat.", "author": "Fred", key: value})
        assert found.author == Author("Fred"), key


def test_answers_are_stated_inside_of_comments() -> None:
    answer = {"@type": "Comment", "@id": "#comment-8", "text": "No boat.", "author": "Ann"}
    assert filled(Fields("comment-8"), {**FRED, "comment": [answer]}).author == Author("Ann")


def test_an_address_without_a_fragment_names_no_comment() -> None:
    doc = document(f'{ARTICLE}<div id="{HERE}">x</div>', head=head({"@id": HERE, "url": HERE, "text": "A boat."}))
    assert stated_items(doc) == []


def test_elements_with_the_stated_ids_are_items() -> None:
    body = '<div id="comment-7">A boat.<p id="comment-8">No boat.</p></div><div id="comment-9">Other.</div>'
    doc = document(ARTICLE + body, head=head(FRED, {"@id": "#comment-8", "text": "No boat."}))
    found = stated_items(doc)
    assert [item.roots[0].attr("id") for item in found] == ["comment-7", "comment-8"]
    assert found[0].inner == [found[1]]
    assert stated_items(document(ARTICLE + body)) == []


def test_a_page_shows_the_text_and_states_the_rest() -> None:
    """Some engines draw author and date with a script, from the structured data."""
    row = '<div class="comment" id="comment-{0}"><p>Boat number {0} leaks.</p></div>'
    stated = [
        {
            "@id": f"#comment-{n}",
            "text": f"Boat number {n} leaks.",
            "author": f"Fred {n}",
            "dateCreated": f"2010-05-0{n}",
        }
        for n in (1, 2, 3)
    ]
    found = comments(f'<div id="comments">{"".join(map(row.format, (1, 2, 3)))}</div>', head=head(*stated))
    assert [(c.author and c.author.name, c.published, c.content_text) for c in found] == [
        (f"Fred {n}", f"2010-05-0{n}", f"Boat number {n} leaks.") for n in (1, 2, 3)
    ]
