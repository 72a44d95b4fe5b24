"""Where names are guessed by their place, what is a text, a subject or a greeting is no name."""

from __future__ import annotations

from tests.scrapers.pages import comments

TEXT = "<p>A boat is here, and it leaks.</p>"


def names(*bodies: str) -> list[str | None]:
    """The authors of a plain list of comments, one for each text behind its date."""
    items = "".join(
        f"<li><p class=meta>{head} May {number}, 2010 at 9:0{number} am</p>{body}</li>"
        for number, (head, _, body) in enumerate((body.rpartition("|") for body in bodies), 1)
    )
    return [c.author.name if c.author else None for c in comments(f"<h3>{len(bodies)} Comments</h3><ul>{items}</ul>")]


def test_a_date_that_somebody_tells_has_no_name_beside_it() -> None:
    assert names(TEXT, "<p>It was the same on May 3rd, 1998, if I remember.</p>", TEXT) == [None, None, None]


def test_a_name_beside_the_date_stays_where_the_text_tells_another() -> None:
    assert names("Fred Jones|" + TEXT, "Ann Lee|<p>It sank on May 3rd, 1998, I think.</p>") == ["Fred Jones", "Ann Lee"]


def test_a_greeting_is_no_name() -> None:
    assert names("<p>@Ann Lee</p>" + TEXT, TEXT, "<p>@Fred Jones</p>" + TEXT) == [None, None, None]


def test_a_short_line_of_few_texts_is_no_name() -> None:
    assert names("<p>My dear friends</p>" + TEXT, TEXT, TEXT) == [None, None, None]


def test_a_subject_below_the_date_is_no_name_where_others_are_named_beside_it() -> None:
    subject = "<h4>Leaking boats</h4>" + TEXT
    assert names("Fred Jones|" + subject, subject, "Ann Lee|" + subject) == ["Fred Jones", None, "Ann Lee"]


def test_a_name_below_the_date_of_each_stays() -> None:
    assert names(*(f"<b>{name}</b>{TEXT}" for name in ("Fred Jones", "Ann Lee"))) == ["Fred Jones", "Ann Lee"]
