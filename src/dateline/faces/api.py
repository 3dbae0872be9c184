"""Dateline from Python: one article analysed, one record opened."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from dateline import __version__
from dateline.engines.local import LocalEngine
from dateline.errors import QueryError, SettingsError
from dateline.faces.days import interval_of
from dateline.faces.evidence import Evidence, why
from dateline.faces.rows import Rows
from dateline.plan.coding import as_json, going_on, remembered, stages_for, without_reading
from dateline.plan.order import stages
from dateline.plan.settings import Settings, settings_of
from dateline.plan.work import Work
from dateline.reading.coding import USUAL, Coding
from dateline.record.reading import DateSignal, Reading, Source
from dateline.stages.read import read_article
from dateline.store import checking, queries
from dateline.store.database import Database, open_database
from dateline.store.document import Document, Skipped, SourceSettings
from dateline.store.html import article_of_page
from dateline.store.language import language_of
from dateline.store.sources import documents, source_name

Day = date | str


def _now() -> str:
    """Return the time now: the one place where a clock is read; it goes into history alone."""
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 - the edge


def _sendable(words: str) -> str:
    """Return words that a database takes: a command line may hold bytes that are no text."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _interval(day: Day) -> tuple[date, date]:
    """Return first and last day of a day, month or year; of a moment, the day it lies in."""
    if isinstance(day, datetime):
        day = day.date()
    return (day, day) if isinstance(day, date) else interval_of(day)


def _first(day: Day | None) -> date | None:
    return None if day is None else _interval(day)[0]


def _last(day: Day | None) -> date | None:
    return None if day is None else _interval(day)[1]


def analyse(
    text: str | None = None,
    *,
    html: bytes | str | None = None,
    published: Day | None = None,
    url: str | None = None,
    settings: Settings | str | Path | None = None,
) -> Reading:
    """Read one article.

    Args:
        text: its text, as it came; all offsets are into it. Or:
        html: the page that holds it; ``reading.text`` is what was extracted.
        published: the day it was published, a ``date`` or ``YYYY-MM-DD``, if you know it.
        url: its address, if you know it.
        settings: a file, such as ``dateline.toml``, for its pipeline and actors of your own; none is read unasked.

    Returns:
        A Reading with all its layers. In a language that is not coded (``reading.source.language``) they are empty.

    Raises:
        QueryError: neither or both of ``text`` and ``html``, or ``published`` is not a day.
        SettingsError: the settings are wrong, or the pipeline that they name is not installed.
        PageError: the page holds no article.

    """
    if (text is None) == (html is None):
        raise QueryError("DL122", "analyse wants a text or a page.", "give either text or html=...")
    if html is not None:
        text, source = article_of_page(html, url or "")
    else:
        source = Source(url=url or "")
    assert text is not None  # noqa: S101 - one of the two was given
    if published is not None:
        first, last = _first(published), _last(published)
        if first is None or first != last:
            raise QueryError("DL123", f"{published!r} is not one day.", "write it as 2031-03-05.")
        given = DateSignal("published", first, "argument", str(published))
        source = replace(source, signals=(given, *source.signals))
    coding = settings_of(settings).coding(USUAL)
    return read_article(Reading(text, replace(source, language=language_of(text))), coding)


class Record:
    """A record that is open: a pile of articles and what was read in it.

    Made by ``dateline.open``; close it, or use it in a ``with`` statement.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        """Return the record."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Close the record's file."""
        self._database.close()

    def add(  # noqa: PLR0913 - what the door's options are
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        settings: Settings | SourceSettings | str | Path | None = None,
        cores: int = 1,
        standard_input: BinaryIO | None = None,
        progress: Callable[[str, int], None] | None = None,
        skipping: Callable[[str, str], None] | None = None,
        clock: Callable[[], str] = _now,
    ) -> Counter[str]:
        """Read files and folders into the record; what it holds already is not read twice.

        Args:
            paths: files and folders, ``-`` for standard input.
            settings: a file, such as ``dateline.toml``: columns and limits of size; the pipeline that reads sentences,
                and actors of your own. The record remembers the last two: an ``add`` whose settings do not name them
                goes on with what the record has; one that names others reads every article anew.
            cores: worker processes; 0 does all work in this one, where a page that crashes the parser is not survived.
            standard_input: what ``-`` stands for.
            progress: told a stage's name and a number of rows after every batch.
            skipping: told the source and the reason of everything that is skipped now.
            clock: gives the time, for the record's history.

        Returns:
            How many articles were ``new``, ``met`` in another place before, met ``again``, or ``skipped``.

        Raises:
            SettingsError: the settings are wrong, or a pipeline is not installed; nothing has been read then.
            SourceError: a path is not there; likewise.
            RecordLocked: another process is writing to the record.

        """
        named = [paths] if isinstance(paths, str | Path) else list(paths)
        chosen = settings_of(settings)
        found = documents(named, chosen.sources, standard_input)
        with self._database.writing(), LocalEngine(cores) as engine:
            before = remembered(self._database)
            coding = chosen.coding(before)
            work = Work(
                self._database,
                engine,
                stages(coding) if chosen.pipeline is not None else going_on(coding),
                clock,
                __version__,
                progress or (lambda _what, _count: None),
                skipping or (lambda _source, _reason: None),
                as_json(coding) if coding != before else "",
            )
            return work.add(self._others(found), chosen.sources)

    def coding(self) -> Coding:
        """Return how the record's articles are read: the ``pipeline``, empty for ours, and your own ``actors``."""
        return remembered(self._database)

    def _others(self, found: Iterator[Document | Skipped]) -> Iterator[Document | Skipped]:
        """Leave out the files of this very record, where it lies inside the pile."""
        own = {source_name(f"{self._database.path}{tail}") for tail in ("", "-wal", "-shm", "-journal", ".lock")}
        resolved = {Path(name).absolute() for name in own}
        return (item for item in found if item.source not in own and Path(item.source).absolute() not in resolved)

    def remove(self, articles: str | Iterable[str], *, cores: int = 0, clock: Callable[[], str] = _now) -> int:
        """Take articles, by id, out of the record with all that came from them; return how many there were."""
        named = [_sendable(article) for article in ([articles] if isinstance(articles, str) else articles)]
        with self._database.writing(), LocalEngine(cores) as engine:
            return Work(self._database, engine, stages_for(self._database), clock, __version__).remove(named)

    def timeline(self, *, since: Day | None = None, until: Day | None = None) -> Rows:
        """Return the chronology: dated passages and the days on which articles appeared, in order.

        Args:
            since: first day of interest (or the first of a month or year).
            until: last day of interest. A passage belongs if its interval of days meets the two.

        """
        return self._listed(queries.TIMELINE, since, until)

    def undated(self) -> Rows:
        """Return the articles of which nothing says when they were published."""
        return self._listed(queries.UNDATED)

    def unplaced(self) -> Rows:
        """Return the passages with a date that stays open, as where no year is known."""
        return self._listed(queries.UNPLACED)

    def articles(self, *, since: Day | None = None, until: Day | None = None) -> Rows:
        """Return the articles by the day they were published; with a filter, those of which it is known."""
        return self._listed(queries.ARTICLES, since, until)

    def actors(self, *, country: str | None = None, kind: str | None = None) -> Rows:
        """Return the actors that the record mentions, those of most articles first.

        Args:
            country: ISO 3166-1 alpha-3; only actors of this country.
            kind: only actors of this kind (``state``, ``organisation``, ``office``, ``person``, ``group``).

        """
        chosen = {"country": None if country is None else country.upper(), "kind": kind}
        return self._where(
            queries.ACTORS, {name: _sendable(value) for name, value in chosen.items() if value is not None}
        )

    def mentions(self, actor: str | None = None) -> Rows:
        """Return every mention of an actor (by its id), or of all, with words, sentence and how it was resolved."""
        return self._where(queries.MENTIONS, {} if actor is None else {"actor_id": _sendable(actor)})

    def places(self, *, country: str | None = None) -> Rows:
        """Return the places that the record's articles name, those of most articles first."""
        return self._where(queries.PLACES, {} if country is None else {"country": _sendable(country.upper())})

    def skipped(self) -> Rows:
        """Return what was met and did not become an article, with the reason."""
        return self._listed(queries.SKIPPED)

    def languages(self) -> dict[str, int]:
        """Return how many articles there are in each language, by its ISO 639-1 code."""
        return {row["language"]: row["articles"] for row in self._listed(queries.LANGUAGES)}

    def unfinished(self) -> int:
        """Return how many groups of rows wait to be computed, as after a crash; the next ``add`` takes them up."""
        with self._database.transaction() as connection:
            return queries.waiting(connection)

    def runs(self) -> Rows:
        """Return the commands that wrote to the record."""
        return self._listed(queries.RUNS)

    def search(self, words: str, *, limit: int = 20) -> Rows:
        """Return the articles that hold all the words, best first; words in double quotes stand together."""
        with self._database.transaction() as connection:
            return Rows(queries.search(connection, _sendable(words), limit))

    def changes(self, since: int | Day | None = None) -> Rows:
        """Return what runs changed in what was there, from a run's number or a day on; by default the last run."""
        with self._database.transaction() as connection:
            value: int | str | None = None
            if since is None:
                where = "run_id = (SELECT max(run_id) FROM run)"
            elif isinstance(since, int):
                if since.bit_length() > 63:  # noqa: PLR2004 - what SQLite calls an integer
                    raise QueryError("DL126", f"there is no run {since}.", "dateline changes lists the last run.")
                where, value = "run_id >= :from", since
            else:
                where, value = "started >= :from", str(_first(since))
            return Rows(queries.fetch(connection, queries.CHANGES, where=[where], values={"from": value}))

    def why(self, identifier: str) -> Evidence:
        """Return what is behind an id: words, rules, versions, and the chain to the publication date.

        Raises:
            QueryError: nothing in the record has that id.

        """
        with self._database.transaction() as connection:
            return why(connection, _sendable(identifier))

    def check(self) -> checking.Findings:
        """Look whether the record is whole."""
        try:
            return checking.check(self._database, stages_for(self._database))
        except SettingsError as error:
            found = checking.check(self._database, without_reading())
            return replace(found, notes=(*found.notes, f"read: {error.what}"))

    def _where(self, query: queries.Query, values: Mapping[str, str]) -> Rows:
        """List the rows whose columns have these values."""
        where = [f"{name} = :{name}" for name in values]
        with self._database.transaction() as connection:
            return Rows(queries.fetch(connection, query, where=where, values=values))

    def _listed(self, query: queries.Query, since: Day | None = None, until: Day | None = None) -> Rows:
        with self._database.transaction() as connection:
            return Rows(queries.fetch(connection, query, since=_first(since), until=_last(until)))


def open(path: str | Path, *, create: bool = False) -> Record:  # noqa: A001 - dateline.open, as one opens a file
    """Open a record.

    Args:
        path: the SQLite file.
        create: make it if it is not there.

    Raises:
        RecordMissing: it is not there.
        RecordForeign: it is not a record.

    """
    return Record(open_database(path, create=create))
