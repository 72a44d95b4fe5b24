"""The nodes of a page, which link to their siblings and neighbours once the first of these links is asked for.

In bs4 every node has four such links. Scrapers read few of them, and to set them all, and to take them apart again when
the page is done, costs a quarter of what making the nodes does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4.element import NavigableString, Script, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4.element import PageElement

_SIBLINGS = ("previous_sibling", "next_sibling")
NEIGHBOURS = ("previous_element", "next_element")
LINKS = ("parent", *_SIBLINGS, *NEIGHBOURS)


class Linked:
    """A node that has slots for `LINKS`, of which only `parent` is set."""

    __slots__ = ()
    parent: Any

    def __getattr__(self, name: str) -> Tag | None:
        """Python asks here for what is not set. So does bs4, for the tag of that name inside."""
        if name in _SIBLINGS:
            _link(self.parent.tree.linked, self.parent.contents, *_SIBLINGS)
        elif name in NEIGHBOURS:
            root: Any = self
            while root.parent is not None:
                root = root.parent
            _link(root.tree.linked, [root, *descendants(root)], *NEIGHBOURS)
        elif isinstance(self, Tag):
            return Tag.__getattr__(self, name)
        else:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return object.__getattribute__(self, name)  # type: ignore[no-any-return]


def _link(linked: list[Sequence[PageElement]], nodes: Sequence[PageElement], previous: str, following: str) -> None:
    """Chain nodes one behind the other, and note that they are."""
    before: PageElement | None = None
    for node in nodes:
        setattr(node, previous, before)
        if before is not None:
            setattr(before, following, node)
        before = node
    setattr(before, following, None)
    linked.append(nodes)


def unlink(linked: list[Sequence[PageElement]]) -> None:
    """Forget the links forward, which with those backward make circles."""
    for nodes in linked:
        for node in nodes:
            node.next_element = node.next_sibling = None
    linked.clear()


def descendants(node: Tag) -> Iterator[PageElement]:
    """All nodes below a node in document order, as bs4 gives them, but by `contents` alone."""
    stack = [iter(node.contents)]
    while stack:
        for child in stack[-1]:
            yield child
            if isinstance(child, Tag) and child.contents:
                stack.append(iter(child.contents))
                break
        else:
            stack.pop()


class Text(Linked, NavigableString):
    """A string of the page, made without its constructor."""

    __slots__ = LINKS

    def _all_strings(self, strip: bool = False, types: Any = NavigableString.default) -> Iterator[str]:
        return super()._all_strings(strip, STRINGS if types is self.default else types)


class Data(Linked, Script):
    """The string of a script, made without its constructor."""

    __slots__ = LINKS


STRINGS = {*Tag.MAIN_CONTENT_STRING_TYPES, Text}
"""What `get_text` gives: bs4 asks for the very type of a string."""
