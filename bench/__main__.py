"""The command line of the measurements: ``python -m bench COMMAND``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.errors import ArchiverError
from bench.accuracy import accuracy
from bench.blogs import make_archive
from bench.bodies import bodies
from bench.crawl import crawl
from bench.faults import faults
from bench.fuzz import fuzz
from bench.scale import scale
from bench.shapes import measure_shapes
from bench.speed import PEERS, on_one_core, speed
from bench.store import store

if TYPE_CHECKING:
    from collections.abc import Sequence

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def _peers(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in PEERS]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(PEERS)}")
    return names


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the scrapers and the archive.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    about = commands.add_parser(
        "accuracy", help="how right records are on labelled pages (bench/labels.py, bench/score.py)"
    )
    about.add_argument("pages", type=Path, help="folder of the pages, <id>.html")
    about.add_argument("gold", type=Path, help="folder of their labels, <id>.json")
    about.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages that lose most")
    about.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    about.add_argument("--split", default="1", metavar="SEED", help="which sites are in which half (default: 1)")
    about = commands.add_parser("speed", help="CPU time a page, beside other programs")
    about.add_argument("pages", type=Path, help="folder of pages, searched for *.html")
    about.add_argument("--peers", type=_peers, default=list(PEERS), help=f"by default {','.join(PEERS)}")
    about.add_argument("--rounds", type=int, default=3, metavar="N", help="the quickest of N readings (default: 3)")
    about = commands.add_parser("scale", help="cost of long threads, memory over many pages; exit code 1 over a limit")
    about.add_argument("--pages", type=int, default=2000, metavar="N", help="how many pages (default: 2000)")
    about.add_argument(
        "--warm-up", type=int, default=200, metavar="N", help="pages before memory counts (default: 200)"
    )
    about = commands.add_parser("shapes", help="pages of hostile shape; exit code 1 where one fails")
    about.add_argument("kinds", nargs="?", default="", help="only those whose names begin so (deep, wide, flood, …)")
    about.add_argument("--size", type=int, default=100_000, metavar="N", help="tags a page (default: 100000)")
    about = commands.add_parser("fuzz", help="damaged pages; exit code 1 where one fails")
    about.add_argument("pages", type=Path, nargs="?", default=FIXTURES, help="folder of pages (default: fixtures/)")
    about.add_argument("--cases", type=int, default=10_000, metavar="N", help="how many (default: 10000)")
    about.add_argument("--first", type=int, default=0, metavar="N", help="number of the first case (default: 0)")
    about.add_argument("--seed", type=int, default=0, help="another seed gives other cases (default: 0)")
    about.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")
    about.add_argument("--keep", type=Path, metavar="FOLDER", help="write pages that fail into this folder")
    about = commands.add_parser("store", help="what an archive costs at scale; exit code 1 over a limit")
    about.add_argument("--posts", type=int, default=100_000, metavar="N", help="how many posts (default: 100000)")
    about.add_argument("--comments", type=int, default=1_000_000, metavar="N", help="in all (default: 1000000)")
    about.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the archives here, and use those that are here"
    )
    about.add_argument("--plot", type=Path, metavar="FILE", help="plot how cost grows, as PNG")
    about = commands.add_parser("archive", help="make an archive of made-up blogs (bench/blogs.py)")
    about.add_argument("path", type=Path, help="the file to make")
    about.add_argument("--posts", type=int, default=10_000, metavar="N", help="how many posts (default: 10000)")
    about.add_argument("--comments", type=int, default=100_000, metavar="N", help="comments in all (default: 100000)")
    about.add_argument("--seed", type=int, default=0, help="another seed gives other posts (default: 0)")
    about = commands.add_parser("bodies", help="what a blog's pages take in an archive; exit code 1 over a limit")
    about.add_argument("pages", type=Path, help="folder of pages of one blog, searched for *.html")
    about = commands.add_parser("crawl", help="rate and CPU of a crawl on this machine; exit code 1 over a limit")
    about.add_argument("pages", type=Path, help="folder of pages, searched for *.html")
    about.add_argument("--posts", type=int, default=1000, metavar="N", help="at most so many of them (default: 1000)")
    about.add_argument("--rounds", type=int, default=3, metavar="N", help="how often (default: 3)")
    about = commands.add_parser("faults", help="batches that are killed, or write at once; exit code 1 where one fails")
    about.add_argument("--kills", type=int, default=200, metavar="N", help="how many (default: 200)")
    about.add_argument("--pages", type=int, default=500, metavar="N", help="posts a batch (default: 500)")
    about.add_argument("--seed", type=int, default=0, help="another seed gives other moments (default: 0)")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 all well, 1 a limit is not kept, 2 usage."""
    parser = _parser()
    args = parser.parse_args(argv)
    well = True
    try:
        match args.command:
            case "accuracy":
                report = accuracy(args.pages, args.gold, worst=args.worst, as_json=args.json, split=args.split)
            case "speed":
                on_one_core()
                report = speed(args.pages, args.peers, args.rounds)
            case "scale":
                report, well = scale(args.pages, args.warm_up)
            case "shapes":
                report, well = measure_shapes(args.size, args.kinds)
            case "store":
                report, well = store(args.posts, args.comments, folder=args.keep, picture=args.plot)
            case "archive":
                report = make_archive(args.path, args.posts, args.comments, seed=args.seed)
            case "bodies":
                report, well = bodies(args.pages)
            case "crawl":
                report, well = crawl(args.pages, args.posts, args.rounds)
            case "faults":
                report, well = faults(args.kills, args.pages, args.seed)
            case _:
                report, well = fuzz(
                    args.pages, seed=args.seed, first=args.first, cases=args.cases, jobs=args.jobs, keep=args.keep
                )
    except (ArchiverError, OSError, ValueError) as error:
        parser.error(str(error))
    print(report)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
