"""Comments without telling names are the boxes around their parts, or around the answers to them."""

from __future__ import annotations

import pytest

from tests.scrapers.pages import comments, forest

WHO = ("Fred", "ann_b", "Tim Oak")
TEXT = (
    "A boat is here, and it leaks.",
    "It did not leak last year.",
    "I saw it from the harbour wall and waved to it.",
)
RIGHT = [(who, f"2010-05-0{day}", text) for day, (who, text) in enumerate(zip(WHO, TEXT, strict=True), 4)]


def thread(one: str) -> str:
    return "".join(one.format(who=who, text=text, day=day) for who, day, text in RIGHT)


def read(body: str) -> list[tuple[str | None, str | None, str]]:
    return [(c.author.name if c.author else None, c.published, c.content_text) for c in comments(body)]


@pytest.mark.parametrize(
    "one",
    [
        '<li><div class="comment-author">{who}</div><time datetime="{day}">{day}</time><p>{text}</p></li>',
        '<li><b>{who}</b> <i>{day}</i><div class="comment-content"><p>{text}</p></div></li>',
        '<div class="row"><div><span>{who}</span> <span>{day}</span></div><div class="row comment">{text}</div></div>',
    ],
)
def test_parts_with_telling_names_make_comments_of_the_boxes_around(one: str) -> None:
    assert read(f"<div>{thread(one)}</div>") == RIGHT


def test_a_single_part_makes_no_comments_of_its_neighbours() -> None:
    assert (
        read('<div><p>Boats</p><div><span class="comment-author">Fred</span> 2010-05-04</div><p>Nets</p></div>') == []
    )


def test_answers_with_telling_names_stand_in_comments_without() -> None:
    head = '<span class="name">{}</span> <span class="opt">| 2010-05-0{} | <a href="#">REPLY</a></span><br>'
    desc = '<div class="desc">{} saw a boat, and it leaks.</div>'
    answers = "".join(
        f'<div class="reply_box">{head.format(who, 5)}{desc.format(who)}</div>' for who in ("ann_b", "Bo")
    )
    first = f'<div class="box">{head.format("Fred", 4)}{desc.format("Fred")}{answers}</div>'
    other = f'<div class="box">{head.format("Tim", 6)}{desc.format("Tim")}</div>'
    found = comments(f'<div class="cmt_box">{first}{other}</div>')
    assert [c.author.name for c in found if c.author] == ["Fred", "ann_b", "Bo", "Tim"]
    assert list(forest(found).values()) == [None, found[0].id, found[0].id, None]
