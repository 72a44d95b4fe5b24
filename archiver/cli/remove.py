"""``archiver remove``: posts, or a whole site, out of the archive, after a question."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from archiver.cli.options import Database, database_path, open_existing
from archiver.cli.output import counted, say
from archiver.errors import ArchiverError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.store import Removal, Store

# So many posts are named before it is asked; of more it is said how many.
_NAMED = 10


def remove(
    posts: Annotated[
        list[str] | None, typer.Argument(metavar="[POST]...", help="A post's URL, or its number from a search.")
    ] = None,
    site: Annotated[str | None, typer.Option(metavar="HOST", help="All of this blog.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove without being asked.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    database: Database = None,
) -> None:
    """Remove posts with their comments, history and stored pages, or all of a blog, from the archive.

    It is said what will go, and asked first; --yes answers. Authors and tags that nobody else has go too. It cannot be
    undone. The file becomes smaller with `archiver compact`.

    \b
    Examples:
      archiver remove https://example.org/2010/05/hello/
      archiver remove 12 13 --yes
      archiver remove --site example.org

    \b
    Exit codes:
      0 all well, 1 the answer was no, 2 usage, or nobody can be asked and --yes is missing,
      16 there is no such post or site, or an archive error, 130 interrupted
    """
    if bool(posts) == (site is not None):
        raise typer.BadParameter("give a POST, or a blog with --site.", param_hint="POST")
    with open_existing(database_path(database)) as store:
        post_ids = _found(store, posts or [], site)
        going = store.removal(post_ids, site=site)
        if going.posts == going.pages == 0:
            raise StoreError(f"{site}: no such site in the archive")
        if not yes:
            _ask(store, post_ids, going)
        gone = store.remove(post_ids, site=site)
    if not quiet:
        say(f"removed {_told(gone)}")


def _found(store: Store, posts: Sequence[str], site: str | None) -> Sequence[int]:
    """The numbers of the posts, each once. Raises ``StoreError`` where one is not in the archive."""
    from archiver.store import Filters

    if site is not None:
        return store.post_ids(Filters(site=site))
    found = {post: store.post_id(post) for post in posts}
    for post, post_id in found.items():
        if post_id is None:
            raise StoreError(f"{post}: no such post in the archive; nothing was removed")
    return list(dict.fromkeys(post_id for post_id in found.values() if post_id is not None))


def _ask(store: Store, post_ids: Sequence[int], going: Removal) -> None:
    """Say what will go, and go on only if the answer is yes."""
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody can be asked here; give --yes to remove without it.", param_hint="--yes")
    for post_id in post_ids[:_NAMED]:
        post = store.get(post_id)
        if post is not None:
            say(f"{post.title or 'untitled'} · {post.url} · {counted(len(post.comments), 'comment')}")
    if len(post_ids) > _NAMED:
        say(f"… and {counted(len(post_ids) - _NAMED, 'more post')}")
    sys.stderr.write(f"Remove {_told(going)}? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise ArchiverError("nothing was removed")


def _told(removal: Removal) -> str:
    parts = ((removal.posts, "post"), (removal.comments, "comment"), (removal.pages, "page"))
    return ", ".join(counted(number, noun) for number, noun in parts)
