"""Made-up text that is distributed as natural text is: a few words make up most of it, most words are seldom.

Each language has its real words of grammar, which are the commonest, and thousands of invented ones. Word frequencies
follow Zipf's law with Mandelbrot's offset. A text comes back to the few words that it is about, as real ones do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bench.words import listed

VOCABULARY = 60_000
"""Words a language; in 60 million words of English blogs, most of what is beyond are typing errors."""
_EXPONENT, _OFFSET = 1.05, 2.7  # fitted to English prose; Mandelbrot (1953)
_ABOUT = 10
"""Every tenth word is one of those that the text is about."""

_GRAMMAR = {
    "en": "the of and to a in is it you that was for on are as with his they be at one have this from or had by not but "
    "what all were we when your can said there use an each which she do how their if will up about out many then",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son aux "
    "cette d'une ont ses mais comme on tout nous sa fait été aussi leur bien peut ces deux très être sans elle même",
    "ja": "の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その あっ よう",
    "zh": "的 了 在 是 我 有 和 就 不 人 都 一 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 他 们 对 为 与 但 而",
}
_SYLLABLES = {
    "en": "ba con der en fal gor hel in jun kel lo mar ner ost pel quin ran sol tam un ver wick yar brin clo dran fle "
    "gral shen sta thor tri wen ash bel cor dun ell fen gil har ley mor nor pen rel sun tel wyn son ton ing er",
    "de": "ab bach dorf ein feld ge hal ig kant lich mann nach ober plan rück schaf stein tal un ver wald zeit berg frau "
    "gut haus jahr keit land mäch nis öff rung schlag straf tür ung über wirt zug bau schön küch lö bür",
    "fr": "ba ché dé en fleur gé heur il jou lan mer né oi par quel ré sou tion ven ment bleu cœur dou fran gran lieu "
    "mai nou pré roi sol tem vie eau jar lé mon pou rou sé tré val vil bon cou fai goû ê ç",
}
# Ideographs and kana in the middle of their blocks; which of them does not matter, how many there are does.
_IDEOGRAPHS = tuple(chr(0x4E00 + number * 7) for number in range(2400))
_KANA = tuple("ありうえきくけしすちつてとなねまみむめらりるれろわアイカキクコサシスタテトニノハフマミメラリルレロン")


@dataclass(frozen=True)
class Language:
    """A language's words, the commonest first, with the sums of their weights; and how its sentences are written."""

    code: str
    words: tuple[str, ...]
    sums: tuple[float, ...]
    grammar: int
    space: str
    ends: tuple[str, ...]

    def draw(self, rng: random.Random, number: int) -> list[str]:
        """So many words, each as often as it is used."""
        return rng.choices(self.words, cum_weights=self.sums, k=number)

    def topic(self, rng: random.Random, number: int = 20) -> list[str]:
        """Words that a text may be about: no grammar, the common ones as likely as on any page, each once."""
        drawn = self.draw(rng, number * 4)
        grammar = set(self.words[: self.grammar])
        return [word for word in dict.fromkeys(drawn) if word not in grammar][:number] or [self.words[-1]]

    def text(self, rng: random.Random, number: int, topic: list[str]) -> str:
        """So many words in sentences of 4 to 24; every tenth word is of the topic."""
        words = self.draw(rng, number)
        for place in range(rng.randrange(_ABOUT), number, _ABOUT):
            words[place] = rng.choice(topic)
        sentences, start = [], 0
        while start < number:
            end = start + rng.randrange(4, 25)
            first, *rest = words[start:end]
            sentences.append(self.space.join([first[:1].upper() + first[1:], *rest]) + rng.choice(self.ends))
            start = end
        return self.space.join(sentences)

    def title(self, rng: random.Random, topic: list[str]) -> str:
        """Three to nine words, two of them from the topic."""
        words = [*self.draw(rng, rng.randrange(1, 8)), *rng.sample(topic, min(2, len(topic)))]
        rng.shuffle(words)
        return self.space.join([words[0][:1].upper() + words[0][1:], *words[1:]])


@cache
def language(code: str) -> Language:
    """English, German, French, Japanese or Chinese (``en de fr ja zh``), always the same words."""
    rng = random.Random(code)
    grammar = listed(_GRAMMAR[code])
    words = dict.fromkeys(grammar)
    while len(words) < VOCABULARY:
        words[_invent(rng, code, len(words))] = None
    weights = ((rank + 1 + _OFFSET) ** -_EXPONENT for rank in range(len(words)))
    wide = code not in _SYLLABLES
    ends = ("。", "。", "！", "？") if wide else (".", ".", ".", ".", "!", "?")
    return Language(code, tuple(words), tuple(accumulate(weights)), len(grammar), "" if wide else " ", ends)


@cache
def _syllables(code: str) -> tuple[str, ...]:
    return listed(_SYLLABLES[code])


def _invent(rng: random.Random, code: str, rank: int) -> str:
    """A word; the seldom ones are longer. Kanji with kana in Japanese, compounds in German."""
    if code == "zh":
        return "".join(rng.choices(_IDEOGRAPHS, k=rng.choice((1, 2, 2, 2, 3))))
    if code == "ja":
        if rng.random() < 0.2:
            return "".join(rng.choices(_KANA, k=rng.randrange(2, 6)))
        return "".join([*rng.choices(_IDEOGRAPHS, k=rng.choice((1, 2, 2, 3))), *rng.choices(_KANA, k=rng.randrange(2))])
    syllables = _syllables(code)
    longest = 2 if rank < 500 else 3 if rank < 8000 else 4
    word = "".join(rng.choices(syllables, k=rng.randrange(1 if rank < 500 else 2, longest + 1)))
    return word.capitalize() if code == "de" and rng.random() < 0.4 else word
