"""The way of finding a field that serves most comments is asked first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archiver.scrapers._layout import Offer, chosen, ranking
from archiver.scrapers._lines import Line

PLACE = Line((), "")


def offers(**said: tuple[float, str]) -> dict[str, Offer[str]]:
    return {key: Offer(weight, PLACE, value) for key, (weight, value) in said.items()}


def test_the_key_that_serves_most_comes_first() -> None:
    assert ranking([offers(a=(1, "x"), b=(1.2, "y")), offers(a=(1, "x")), offers(a=(1, "z"))]) == ["a", "b"]


def test_of_keys_that_serve_as_many_the_more_telling_comes_first() -> None:
    assert ranking([offers(a=(3, "x"), b=(5, "y")), offers(a=(3, "x"), b=(5, "y"))]) == ["b", "a"]


def test_a_clear_layout_leaves_no_room_for_guesses() -> None:
    page = [offers(cite=(4, "Fred"), guess=(0.6, "A boat")), offers(cite=(4, "Ann"), guess=(0.6, "No boat"))]
    assert ranking(page) == ["cite"]
    assert ranking([*page, *[offers(guess=(0.6, "x"))] * 3]) == ["guess", "cite"]


def test_a_guess_that_agrees_with_the_clear_layout_serves_where_that_is_silent() -> None:
    """Only names with a link are in an element of their own; the others stand at the same place."""
    page = [offers(a=(4, "Fred"), first=(0.6, "Fred")), offers(a=(4, "Ann"), first=(0.6, "Ann"))]
    silent = offers(first=(0.6, "Tim"))
    assert ranking([*page, silent], distinct=True) == ["a", "first"]
    assert ranking([page[0], offers(a=(4, "Ann")), silent], distinct=True) == ["a"]
    assert ranking([*page, offers(a=(4, "Tim"), first=(0.6, "No boat")), silent], distinct=True) == ["a"]


def test_what_says_the_same_of_all_is_a_label() -> None:
    page = [offers(a=(4, "Author"), b=(2, name)) for name in ("Fred", "Ann", "Tim")]
    assert ranking(page) == ["a", "b"]
    assert ranking(page, distinct=True) == ["b"]


def test_one_person_may_write_all_comments_and_nobody_may_too() -> None:
    same = [offers(a=(4, "Fred"))] * 3
    assert ranking(same, distinct=True) == ["a"]
    nobody = [offers(a=(4, ""), b=(2, name)) for name in ("Fred", "Ann", "Tim")]
    assert ranking(nobody, distinct=True)[0] == "a"


def test_the_first_key_that_a_comment_has_is_taken() -> None:
    comment = offers(a=(1, "x"), b=(2, "y"))
    assert chosen(["c", "b", "a"], comment) is comment["b"]
    assert chosen(["c"], comment) is None
    assert chosen([], comment) is None


def test_no_comments_have_no_keys() -> None:
    assert ranking([]) == []
    assert ranking([{}, {}]) == []


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.tuples(st.floats(2, 5), st.text(max_size=2)))))
def test_each_telling_key_is_ranked_once(said: list[dict[str, tuple[float, str]]]) -> None:
    page = [offers(**row) for row in said]
    assert sorted(ranking(page)) == sorted({key for row in said for key in row})
