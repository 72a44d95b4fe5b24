"""``archiver scrape`` and ``archiver scrapers``: reading pages without an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from archiver.cli.batch import Batch
from archiver.cli.options import Completing, Jsonl, Network, Sources, Talk  # noqa: TC001 - typer reads annotations
from archiver.cli.output import data_stream, for_a_person, print_records, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator


def _print_schema(wanted: bool) -> None:
    """Print the JSON Schema of a record and end: an eager option, which needs no SOURCE."""
    if wanted:
        from importlib.resources import files

        data_stream().write(files("archiver").joinpath("record.schema.json").read_text(encoding="utf-8"))
        raise typer.Exit


Schema = Annotated[
    bool,
    typer.Option("--schema", is_eager=True, callback=_print_schema, help="Print the JSON Schema of a record and exit."),
]


def scrape(
    sources: Sources,
    network: Network,
    completing: Completing,
    talk: Talk,
    jsonl: Jsonl = False,
    schema: Schema = False,
) -> None:
    """Print what can be read from pages, as JSON; no archive is touched.

    The further pages and lists of a post's comments are fetched too; for a file nothing is fetched.
    One SOURCE gives one JSON object. Several, a folder or a list give a JSON array, or with --jsonl one object a line.

    \b
    Examples:
      archiver scrape https://example.org/2010/05/hello/
      archiver scrape saved.html --url https://example.org/hello | jq .comments
      archiver scrape --jsonl saved-pages/ > records.jsonl
      archiver scrape --schema

    \b
    Exit codes, added up over all sources:
      0 all well, 2 usage, 4 some not fetched, 8 some not read, 130 interrupted
    """
    from archiver.completion import read
    from archiver.exporters.json import json_text, write_array
    from archiver.exporters.jsonl import write_lines

    with Batch(sources, network, talk, bar=not for_a_person()) as batch:

        def records() -> Iterator[dict[str, Any]]:
            most_pages = completing.most_pages
            for post in batch.results(lambda source, fetch: read(fetch(source), fetch=fetch, most_pages=most_pages)):
                batch.done("read", post)
                yield post.to_dict()

        out = data_stream()
        if jsonl:
            write_lines(records(), out)
        elif sources.single:
            out.writelines(f"{json_text(record, indent=2)}\n" for record in records())
        else:
            write_array(records(), out)
    batch.exit_on_failure()


def scrapers() -> None:
    """List the scrapers: which platforms are read, and what each knows.

    \b
    Examples:
      archiver scrapers
      archiver scrapers | jq -r '.[].name'
    """
    import inspect

    from archiver.scrapers import all_scrapers

    records = (
        {"name": scraper.name, "summary": (inspect.getdoc(scraper) or "").partition("\n\n")[0].replace("\n", " ")}
        for scraper in all_scrapers()
    )
    print_records(records, jsonl=False, as_text=lambda found: print_table(("name", "summary"), found))
