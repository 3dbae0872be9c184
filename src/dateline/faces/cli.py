"""The command line: results on stdout, progress and logs on stderr.

Exit codes: 0 fine; 1 done, but look; 2 usage, input or record; 70 our fault;
130 interrupted.
"""

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

import click

from dateline import __version__
from dateline.errors import DatelineError, InputError, RecordError
from dateline.faces.progress import progress
from dateline.faces.report import Skips, counted, note, report
from dateline.record.reading import ACTOR_KINDS

if TYPE_CHECKING:
    from dateline.faces.api import Record
    from dateline.faces.rows import Rows

LOOK: Final = 1
USAGE: Final = 2
OURS: Final = 70
INTERRUPTED: Final = 130

FORMATS: Final = ("table", "csv", "jsonl", "parquet")


def _fail(error: DatelineError) -> NoReturn:
    click.echo(f"dateline: {error}", err=True)
    sys.exit(USAGE if isinstance(error, InputError | RecordError) else OURS)


@contextmanager
def _ours() -> Iterator[None]:
    """Turn our errors into a line on stderr and an exit code; a reader that goes away is an end, not an error."""
    try:
        yield
    except BrokenPipeError:  # here, for click would make it exit code 1
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except DatelineError as error:
        _fail(error)


@contextmanager
def _opened(path: str, *, create: bool = False) -> "Iterator[Record]":
    """Open a record for a command."""
    from dateline.faces import api  # noqa: PLC0415 - so that --help need not wait for SQLAlchemy and Arrow

    with _ours(), api.open(path, create=create) as record:
        waiting = 0 if create else record.unfinished()
        if waiting:
            note(f"note: this record is unfinished, {counted(waiting, 'group')} wait; dateline add takes them up.")
        yield record


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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Turn the news about how states deal with each other into a dated, sourced record."""


def main() -> None:
    """Run the command line and end with one of its exit codes."""
    try:
        code = cli.main(prog_name="dateline", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        note("dateline: stopped; what was done is kept, and add goes on from there.")
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE
    except OSError as error:
        note(f"dateline: DL901: {error}. Try: another place or file.")
        code = USAGE
    except Exception as error:  # noqa: BLE001 - the outermost door: whatever else comes is our fault, and told so
        if type(error).__module__.partition(".")[0] == "sqlalchemy":
            note(f"dateline: DL902: the record cannot be read or written: {getattr(error, 'orig', error)}. Try: check.")
            code = USAGE
        else:
            traceback.print_exc()
            note(f"dateline: DL900: our fault: {type(error).__name__}: {error}. Try: report it with the lines above.")
            code = OURS
    sys.exit(code)


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
    from dateline.plan.order import stages  # noqa: PLC0415
    from dateline.plan.settings import read_settings  # noqa: PLC0415
    from dateline.reading.coding import USUAL  # noqa: PLC0415
    from dateline.store.sources import documents  # noqa: PLC0415

    skips = Skips()
    with _ours():
        settings = read_settings(settings_file)
        documents(list(pile), settings.sources, sys.stdin.buffer)  # a wrong path is told before a record is made
        stages(settings.coding(USUAL))  # and a pipeline that is not installed
    with _opened(path, create=True) as record:
        if settings.coding(record.coding()) != record.coding() and (there := sum(record.languages().values())):
            note(f"note: the settings change how articles are read: {counted(there, 'article')} will be read anew.")
        with progress(quiet=quiet) as told:
            counts = record.add(
                list(pile),
                settings=settings,
                cores=cores or os.cpu_count() or 1,
                standard_input=sys.stdin.buffer,
                progress=told,
                skipping=skips,
            )
        if not quiet:
            report(record, counts, skips, path)
    if skips.ours:
        note(f"dateline: DL900: our code failed over {counted(skips.ours, 'source')}. Try: report it with the reasons.")
        sys.exit(OURS)
    sys.exit(LOOK if counts["skipped"] else 0)


@cli.command()
@click.argument("article", nargs=-1, required=True)
@_record_option
def remove(article: tuple[str, ...], path: str) -> None:
    """Take ARTICLE (its id) out of the record, with all that came from it."""
    with _opened(path) as record:
        there = {row["article_id"] for row in record.articles()}
        missing = sorted(set(article) - there)
        count = record.remove(article)
    note(f"removed: {counted(count, 'article')}")
    for identifier in missing:
        note(f"not in the record: {identifier}")
    sys.exit(LOOK if missing else 0)


@cli.command()
@_record_option
@_since_option
@_until_option
@_format_option
@click.option("--no-undated", is_flag=True, help="Do not list what has no known day.")
def timeline(path: str, since: str | None, until: str | None, form: str, *, no_undated: bool) -> None:
    """Print the chronology: one line for each dated passage, in order.

    A line is: the days that the words can mean, a mark, the sentence, where it stands, its id. Marks: ~ the words
    leave something open that was filled in from the day of publication or from another date; > an article appeared.
    At the end stand the articles whose day is unknown, and (?) the passages whose date stays open.
    """
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        _write(record.timeline(since=since, until=until), form, formats.timeline_line)
        undated, unplaced = record.undated(), record.unplaced()
        if form == "table" and not no_undated and not (since or until):
            _write(undated, form, formats.undated_line)
            _write(unplaced, form, formats.unplaced_line)
        elif len(undated) or len(unplaced):
            missing = f"{counted(len(undated), 'article')} and {counted(len(unplaced), 'passage')} of unknown date"
            note(f"not in this list: {missing}; see dateline timeline -r {path}")


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
                note(
                    f"not in this list: {counted(undated, 'article')} of unknown date; see dateline articles -r {path}"
                )


@cli.command()
@_record_option
@_format_option
@click.option("--country", metavar="ISO3", help="Only actors (or places) of this country, such as CHN.")
@click.option("--kind", type=click.Choice(ACTOR_KINDS), help="Only actors of this kind.")
@click.option("--mentions", "actor", metavar="ACTOR", help="List every mention of this actor (its id) instead.")
@click.option("--places", is_flag=True, help="List the places instead.")
def actors(  # noqa: PLR0913 - what the door's options are
    path: str, form: str, country: str | None, kind: str | None, actor: str | None, *, places: bool
) -> None:
    """List who is mentioned, those of most articles first: articles, mentions, name, what it is, id.

    An id such as person:wang-yi or CHN is the same in every record; one that begins with an article's id stands for
    somebody whom the codebook does not know, in that article alone.
    """
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        if actor:
            found = record.mentions(actor)
            _write(found, form, formats.mention_line)
        elif places:
            found = record.places(country=country)
            _write(found, form, formats.place_line)
        else:
            found = record.actors(country=country, kind=kind)
            _write(found, form, formats.actor_line)
    if not len(found):
        note("nothing in this record is mentioned so")


@cli.command()
@click.argument("words", nargs=-1, required=True)
@_record_option
@_format_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Articles at the most.")
def search(words: tuple[str, ...], path: str, form: str, limit: int) -> None:
    """Find the articles that hold all WORDS, best first; words in double quotes stand together."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        found = record.search(" ".join(words), limit=limit)
        _write(found, form, formats.match_line)
    if not len(found):
        note("no article holds all of these words")


@cli.command()
@_record_option
@click.option("--since", metavar="RUN|DAY", help="A run's number, or a day.  [default: the last run]")
@_format_option
def changes(path: str, since: str | None, form: str) -> None:
    """List what runs changed: articles added and removed, fields that moved, facts that came and went."""
    from dateline.faces import formats  # noqa: PLC0415

    with _opened(path) as record:
        start = int(since) if since and since.isdecimal() and len(since) != len("2031") else since
        found = record.changes(start)
        _write(found, form, formats.change_line)
    if not len(found):
        note("nothing changed")


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
