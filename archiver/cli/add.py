"""``archiver add``: the whole way from a source to the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from archiver.cli.batch import Batch
from archiver.cli.options import Completing, Database, Network, Reaching, Sources, Talk, open_store

if TYPE_CHECKING:
    from archiver.completion import Fetch
    from archiver.records import Post
    from archiver.store import Saved

Force = Annotated[bool, typer.Option("--force", help="Take a page also where it says less than the archive.")]


def add(
    sources: Sources,
    network: Network,
    completing: Completing,
    reaching: Reaching,
    talk: Talk,
    force: Force = False,
    database: Database = None,
) -> None:
    """Archive blog posts with their comments.

    Each SOURCE is fetched, read and stored, with the further pages of its comments, and with what the blog's interfaces,
    its feeds and the services that it uses (Disqus, Isso and the like) have of them; for a file nothing is fetched. A
    failure is a line on standard error, and the next source follows.

    A post that is in the archive already is brought up to date. It is kept as it is, and you are told, where the page
    became worse: an error, a parked domain, a login or consent page, an empty shell, another post, or a page without
    the text or the comments that there were; or where the page is older than what is there, as a saved file may be: then
    only comments that had left it since are added. The page itself is stored all the same. --force overrules.

    With --wayback, a page that is gone (404, 410, no such host, a parked domain) and not in the archive is taken from the
    Internet Archive, with the time of its capture.

    \b
    Examples:
      archiver add https://example.org/2010/05/hello/
      archiver add --db blogs.db -i urls.txt
      archiver add saved-pages/
      archiver add --wayback-date 2012 https://gone.example.org/2010/05/hello/
      curl -s https://example.org/hello | archiver add - --url https://example.org/hello

    \b
    Exit codes, added up over all sources:
      0 all well, 2 usage, 4 some not fetched, 8 some not read, 16 archive error, 130 interrupted
    """
    from archiver.archive import archive

    with (
        open_store(database) as store,
        Batch(sources, network, talk, robots_cache=store) as batch,
        reaching.captures(network) as captures,
    ):

        def work(source: str, fetch: Fetch) -> tuple[str, Post, Saved]:
            most_pages = completing.most_pages
            taken = archive(source, fetch=fetch, store=store, most_pages=most_pages, force=force, captures=captures)
            return source, *taken

        for source, post, saved in batch.results(work):
            batch.done(saved.outcome, post)
            batch.kept(source, saved)
    batch.exit_on_failure()
