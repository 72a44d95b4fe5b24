"""Scripts that are written without spaces between words, so that a word index does not find their words.

``unicode61`` takes a whole sentence of Chinese as one word. Texts with such characters are also in a trigram index.
"""

from __future__ import annotations

import re

# Thai and Lao, Myanmar, Hangul letters, Khmer, CJK marks and kana to compatibility letters, CJK extension A and
# unified ideographs, Hangul syllables, compatibility ideographs, half-width kana and Hangul, the planes 2 and 3.
# The triggers of migration m002 hold this text: it can only change together with a new migration.
WIDE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003fffd"
)

_WIDE = re.compile(f"[{WIDE}]")


def has_wide(text: str) -> bool:
    """Whether the text has a character of these scripts. The triggers' ``GLOB`` decides the same."""
    return _WIDE.search(text) is not None
