"""Page bodies shrink: a Zstandard frame, made with another page of the same blog as its dictionary where there is one.

What pages of a blog share (head, menus, sidebars) is most of their HTML. Measured on 41 pages of a real WordPress of
49 kB each: 20.9 % is left without a dictionary, 6.0 % with a dictionary that ``zstandard.train_dictionary`` made of 20
of them (its best size, 32 kB; 10 to 13 % with others), 3.6 % with one of them as it is. So a dictionary is the content
of a page, and nothing is trained.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

# zstandard is loaded on first use in the functions: most commands neither write nor read a page.

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zstandard import ZstdCompressionDict

LEVEL = 6
"""Measured on 134 blog pages of 141 kB: level 3 leaves 20.0 % in 0.5 ms, 6 leaves 18.7 % in 1.4, 12 18.3 % in 6.4. With
dictionaries, on the 41 pages: 3.7 % in 0.05 ms, 3.6 % in 0.12, 3.4 % in 0.9. Matches reach back 2 MB at this level, over
body and dictionary, so that a dictionary of half a megabyte serves the first 1.5 MB of a body: its head and its menus."""

WELL = 10
"""A body that a dictionary brings below one tenth needs no comparison with what is left without one."""

CANDIDATES = 4
"""So many pages are tried as dictionary for their sample: of 12 that were tried on 41 pages, the worst left 5.0 %, the
best 3.6 %."""


class Dictionary:
    """The content of a page, as a dictionary for others. What is packed with it can only be unpacked with it.

    Prepared once for packing and once for unpacking; may be shared between threads.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def data(self) -> ZstdCompressionDict:
        """The dictionary as the library takes it."""
        import zstandard

        data = zstandard.ZstdCompressionDict(self.content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        data.precompute_compress(level=LEVEL)
        return data


def pack(body: bytes, dictionary: Dictionary | None = None) -> bytes:
    """The body as one Zstandard frame (RFC 8878) that carries its size."""
    import zstandard

    data = None if dictionary is None else dictionary.data
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=data).compress(body)


def unpack(packed: bytes, size: int, dictionary: Dictionary | None = None) -> bytes:
    """The inverse of ``pack``. Raises ``ValueError`` for what is no frame of a body of ``size`` bytes.

    With another dictionary than that it was packed with, what comes back may be something else.
    """
    import zstandard

    data = None if dictionary is None else dictionary.data
    try:
        # A damaged frame may claim any size, and memory is taken for what it claims.
        if (claimed := zstandard.frame_content_size(packed)) != size:
            raise ValueError(f"it has {claimed} bytes instead of {size}")
        return zstandard.ZstdDecompressor(dict_data=data).decompress(packed)
    except zstandard.ZstdError as error:
        raise ValueError(f"{error}") from error


class Packed(NamedTuple):
    """A frame, and the place in the list of dictionaries of that which it was packed with."""

    data: bytes
    dictionary: int | None


def pack_best(body: bytes, dictionaries: Sequence[Dictionary], plain: bytes | None = None) -> Packed:
    """The body with the dictionary that shrinks it most, or with none where they all do little; ``plain`` is the frame
    without one, if it is at hand.

    Little is less than a third: such pages are of another make, and wait for a dictionary of their own.
    """
    frames = [pack(body, dictionary) for dictionary in dictionaries]
    best = min(range(len(frames)), key=lambda place: len(frames[place]), default=None)
    if best is not None and len(frames[best]) * WELL < len(body):
        return Packed(frames[best], best)
    plain = pack(body) if plain is None else plain
    if best is not None and len(frames[best]) * 3 <= len(plain) * 2:
        return Packed(frames[best], best)
    return Packed(plain, None)


def choose(sample: Sequence[bytes]) -> int | None:
    """The place of that body which is the best dictionary for all of them, ``None`` if none is worth its room.

    A dictionary takes as much room as its page took before, and its page next to none: so it is worth it where the
    others shrink, by a fifth of all at least.
    """
    plain = [pack(body) for body in sample]
    costs = {place: len(plain[place]) + _left(sample, plain, place) for place in _spread(len(sample))}
    best = min(costs, key=lambda place: costs[place], default=None)
    return best if best is not None and costs[best] * 5 <= sum(map(len, plain)) * 4 else None


def _left(sample: Sequence[bytes], plain: Sequence[bytes], place: int) -> int:
    dictionary = Dictionary(sample[place])
    return sum(len(pack_best(body, [dictionary], frame).data) for body, frame in zip(sample, plain, strict=True))


def _spread(length: int) -> Iterable[int]:
    return range(0, length, max(1, length // CANDIDATES))
