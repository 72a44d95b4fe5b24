"""Made-up text is distributed as natural text is, and is the same in every run."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from archiver.store.wide import has_wide
from bench.prose import VOCABULARY, language

CODES = ("en", "de", "fr", "ja", "zh")


@pytest.mark.parametrize("code", CODES)
def test_words_are_many_and_follow_zipf(code: str) -> None:
    words = language(code)
    assert len(words.words) == len(words.sums) == VOCABULARY
    drawn = Counter(words.draw(random.Random(1), 100_000))
    ranked = [drawn[word] for word in words.words]
    # Zipf-Mandelbrot: the word of rank 100 is some 25 times as rare as the first; most of the vocabulary is seldom.
    assert ranked[0] == pytest.approx(drawn.most_common(1)[0][1], rel=0.1)
    assert 10 < ranked[0] / (sum(ranked[90:110]) / 20) < 60
    assert sum(drawn[word] for word in words.words[: words.grammar]) > 28_000
    assert sum(1 for word in words.words if drawn[word] <= 1) > VOCABULARY / 2


@pytest.mark.parametrize("code", CODES)
def test_a_text_has_the_wanted_length_and_is_the_same_again(code: str) -> None:
    words = language(code)
    topic = words.topic(random.Random(2))
    text = words.text(random.Random(3), 200, topic)
    assert text == words.text(random.Random(3), 200, topic) != words.text(random.Random(4), 200, topic)
    assert has_wide(text) is (code in ("ja", "zh"))
    if words.space:
        assert len(text.split()) == 200
        assert sum(text.casefold().count(word.casefold()) for word in topic) >= 20


def test_a_text_may_be_a_single_word_and_a_topic_has_no_grammar() -> None:
    words = language("fr")
    topic = words.topic(random.Random(5))
    assert words.text(random.Random(6), 1, topic)[-1] in ".!?"
    assert not set(topic) & set(words.words[: words.grammar])
    assert len(topic) == len(set(topic)) == 20
