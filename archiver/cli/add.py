"""``archiver add``: the whole way from a source to the archive."""

from __future__ import annotations

from archiver.cli.batch import Batch
from archiver.cli.options import Database, Network, Sources, Talk, open_store


def add(sources: Sources, network: Network, talk: Talk, database: Database = None) -> None:
    """Archive blog posts with their comments.

    Each SOURCE is fetched, read and stored, with the further pages of its comments; for a file nothing is fetched. A
    post that is in the archive already is brought up to date; it is kept as it is where the page now says less. A
    failure is a line on standard error, and the next source follows.

    \b
    Examples:
      archiver add https://example.org/2010/05/hello/
      archiver add --db blogs.db -i urls.txt
      archiver add saved-pages/
      curl -s https://example.org/hello | archiver add - --url https://example.org/hello

    \b
    Exit codes, added up over all sources:
      0 all well, 2 usage, 4 some not fetched, 8 some not read, 16 archive error, 130 interrupted
    """
    from archiver.archive import archive

    with Batch(sources, network, talk) as batch, open_store(database) as store:
        for post, saved in batch.results(lambda source, fetch: archive(source, fetch=fetch, store=store)):
            batch.done(saved.outcome, post)
    batch.exit_on_failure()
