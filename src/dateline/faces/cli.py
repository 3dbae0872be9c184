"""The command line: results on stdout, progress and logs on stderr.

Exit codes: 0 fine; 1 done, but look; 2 usage, input or record; 70 our fault.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

import click

from dateline import __version__
from dateline.errors import DatelineError, InputError, RecordError

if TYPE_CHECKING:
    from dateline.faces.api import Record
    from dateline.faces.rows import Rows

LOOK: Final = 1
USAGE: Final = 2
OURS: Final = 70

FORMATS: Final = ("table", "csv", "jsonl", "parquet")


def _fail(error: DatelineError) -> NoReturn:
    click.echo(f"dateline: {error}", err=True)
    sys.exit(USAGE if isinstance(error, InputError | RecordError) else OURS)


@contextmanager
def _opened(path: str, *, create: bool = False) -> "Iterator[Record]":
    """Open a record for a command; our errors become a line on stderr and an exit code."""
    from dateline.faces import api  # noqa: PLC0415 - so that --help need not wait for SQLAlchemy and Arrow

    try:
        with api.open(path, create=create) as record:
            yield record
    except DatelineError as error:
        _fail(error)


_record_option = click.option(
    "-r", "--record", "path", metavar="FILE", required=True, type=click.Path(), help="The record: an SQLite file."
)
_format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How rows are written."
)
_since_option = click.option(
    "--since", metavar="DAY", help="From this day, month or year on: 2031-03-05, 2031-03, 2031."
)
_until_option = click.option("--until", metavar="DAY", help="Up to this day, month or year, inclusive.")


def _write(rows: "Rows", form: str, line: Callable[[Mapping[str, Any]], str], out: BinaryIO | None = None) -> None:
    from dateline.faces import formats  # noqa: PLC0415

    out = out or sys.stdout.buffer
    if form == "table":
        formats.write_lines(map(line, rows), out)
    elif form == "parquet" and out.isatty():
        raise click.UsageError("a Parquet file is not for a terminal; redirect it: > rows.parquet")
    else:
        formats.WRITERS[form](rows, out)
    out.flush()


def _note(words: str) -> None:
    click.echo(words, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Turn the news about how states deal with each other into a dated, sourced record."""


def main() -> None:
    """Run the command line; a closed pipe is an end, not an error."""
    try:
        cli(standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Counted:
    """Progress as plain lines: now and then how much of each step is done."""

    EVERY: Final = 1000

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def __call__(self, what: str, count: int) -> None:
        before = self.done[what]
        self.done[what] += count
        if before // self.EVERY != self.done[what] // self.EVERY:
            _note(f"{what}: {self.done[what]}")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Give a callable that shows progress on stderr: bars on a terminal, plain lines otherwise."""
    if quiet:
        yield lambda _what, _count: None
        return
    if not sys.stderr.isatty():
        yield _Counted()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description:<10} {task.completed:>9,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, count: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=None)
            bars.advance(tasks[what], count)

        yield show


def _report(record: "Record", counts: Counter[str]) -> None:
    """Say what was read, folded and skipped, and why."""
    from dateline.faces.formats import skipped_line  # noqa: PLC0415

    told = [
        f"{counts['new']} new articles",
        f"{counts['met']} met in another place before",
        f"{counts['again']} that the record held already",
        f"{counts['skipped']} skipped",
    ]
    _note("read: " + ", ".join(told))
    other = Counter(row["language"] for row in record.articles() if row["language"] != "en")
    if other:
        kept = ", ".join(f"{count} {language}" for language, count in sorted(other.items()))
        _note(f"kept, not coded (language): {kept}")
    skipped = record.skipped()
    for number, row in enumerate(skipped):
        if number == SHOWN_SKIPS:
            _note(f"... and {len(skipped) - SHOWN_SKIPS} more: dateline articles --skipped")
            break
        _note(f"skipped: {skipped_line(row)}")


SHOWN_SKIPS: Final = 20
"""Lines of the end report that name what was skipped; the rest is in the record."""


@cli.command()
@click.argument("pile", nargs=-1, required=True, type=click.Path(allow_dash=True))
@_record_option
@click.option(
    "--settings", "settings_file", type=click.Path(dir_okay=False), help="A dateline.toml; see the reference."
)
@click.option("--cores", type=click.IntRange(1), help="Worker processes.  [default: all cores]")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no report.")
def add(pile: tuple[str, ...], path: str, settings_file: str | None, cores: int | None, *, quiet: bool) -> None:
    """Read files, folders, mail and tables into the record.

    PILE: .txt .md .html .htm .eml .mbox .jsonl .csv .parquet files, any of them gzipped, folders of them, or - for
    standard input. What the record holds already is not read twice; after a crash, run it again. Exit code 1: done,
    but something was skipped (dateline articles --skipped lists it).
    """
    with _opened(path, create=True) as record:
        from dateline.plan.settings import read_settings  # noqa: PLC0415

        with _progress(quiet=quiet) as progress:
            counts = record.add(
                list(pile),
                settings=read_settings(settings_file),
                cores=cores or os.cpu_count() or 1,
                standard_input=sys.stdin.buffer,
                progress=progress,
            )
        if not quiet:
            _report(record, counts)
    sys.exit(LOOK if counts["skipped"] else 0)


@cli.command()
@click.argument("article", nargs=-1, required=True)
@_record_option
def remove(article: tuple[str, ...], path: str) -> None:
    """Take ARTICLE (its id) out of the record, with all that came from it."""
    with _opened(path) as record:
        count = record.remove(article)
    _note(f"removed: {count}")
    sys.exit(0 if count == len(set(article)) else LOOK)


@cli.command()
@_record_option
@_since_option
@_until_option
@_format_option
@click.option("--no-undated", is_flag=True, help="Do not list the articles whose day is unknown.")
def timeline(path: str, since: str | None, until: str | None, form: str, *, no_undated: bool) -> None:
    """Print the chronology: one line for each dated passage, in order.

    A line is: the days that the words can mean, a mark, the sentence, where it stands, its id. Marks: ~ the day was
    inferred from the day of publication; > an article appeared. Articles whose day is unknown are listed at the end.
    """
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        _write(record.timeline(since=since, until=until), form, formats.timeline_line)
        undated = record.undated()
        if len(undated) and form == "table" and not no_undated and not (since or until):
            _write(undated, form, formats.undated_line)
        elif len(undated):
            _note(f"{len(undated)} articles of unknown date are not in this list: dateline articles")


@cli.command()
@_record_option
@_since_option
@_until_option
@_format_option
@click.option("--skipped", is_flag=True, help="List what did not become an article, with the reason, instead.")
def articles(path: str, since: str | None, until: str | None, form: str, *, skipped: bool) -> None:
    """List the articles by the day they were published, and how that is known."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        if skipped:
            _write(record.skipped(), form, formats.skipped_line)
        else:
            _write(record.articles(since=since, until=until), form, formats.article_line)
            undated = len(record.undated())
            if undated and (since or until):
                _note(f"{undated} articles of unknown date are not in this list")


@cli.command()
@click.argument("words", nargs=-1, required=True)
@_record_option
@_format_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Articles at the most.")
def search(words: tuple[str, ...], path: str, form: str, limit: int) -> None:
    """Find the articles that hold all WORDS, best first; words in double quotes stand together."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        _write(record.search(" ".join(words), limit=limit), form, formats.match_line)


@cli.command()
@_record_option
@click.option("--since", metavar="RUN|DAY", help="A run's number, or a day.  [default: the last run]")
@_format_option
def changes(path: str, since: str | None, form: str) -> None:
    """List what runs changed: articles added and removed, fields that moved, facts that came and went."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        start = int(since) if since and since.isdecimal() and len(since) != len("2031") else since
        _write(record.changes(start), form, formats.change_line)


@cli.command()
@click.argument("identifier", metavar="ID")
@_record_option
def why(identifier: str, path: str) -> None:
    """Show what is behind ID: the words, the rules and versions, and the chain to the publication date."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        evidence = record.why(identifier)
        formats.write_lines(map(formats.safe, str(evidence).split("\n")), sys.stdout.buffer)


@cli.command()
@_record_option
def check(path: str) -> None:
    """Look whether the record is whole. Exit code 1: something is wrong with it."""
    with _opened(path) as record:
        findings = record.check()
    for line in findings.wrong:
        click.echo(f"wrong: {line}")
    for line in findings.notes:
        click.echo(f"note: {line}")
    click.echo("the record is damaged" if findings.wrong else "the record is whole")
    sys.exit(LOOK if findings.wrong else 0)


@cli.command()
@click.option("-r", "--record", "path", metavar="FILE", type=click.Path(), help="Keep the demo's record in this file.")
def demo(path: str | None) -> None:
    """Read a small bundled pile about an invented affair, and print its chronology and what is behind one date."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from dateline.faces import demonstration  # noqa: PLC0415

    with ExitStack() as stack:
        place = path or str(Path(stack.enter_context(TemporaryDirectory())) / "demo.db")
        with _opened(place, create=True) as record:
            _lines(demonstration.shown(record))


def _lines(lines: Iterable[str]) -> None:
    from dateline.faces import formats  # noqa: PLC0415

    formats.write_lines(lines, sys.stdout.buffer)


if __name__ == "__main__":
    main()
