"""Taking in what arrived: articles by identity, every place where one was met, what was skipped; and removing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.record import ids
from dateline.record.reading import Source
from dateline.record.signals import signals_to
from dateline.record.tables import ARRIVAL, ARTICLE, ARTICLE_SOURCE
from dateline.store.arrival import Arrived
from dateline.store.choice import chosen
from dateline.store.document import Skipped
from dateline.store.keeping import Keeper, Row, batched
from dateline.store.schema import SEARCH_ID, TABLES
from dateline.store.writing import insert_rows

OPENING: Final = 80
"""Letters of its text by which an article without a title is known in the list of changes."""

_ARTICLE: Final = TABLES["article"]
_MET: Final = TABLES["article_source"]
_SKIPPED: Final = TABLES["skipped"]


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes articles in, inside one transaction.

    Args:
        keeper: replaces rows and marks what hangs from them.
        retrieved: when this is, ISO 8601; history, so it comes from the door.
        arrival: version of what made articles of the documents.

    """

    keeper: Keeper
    retrieved: str
    arrival: str

    @property
    def connection(self) -> sa.Connection:
        """The transaction."""
        return self.keeper.connection

    def accept(self, arrived: Sequence[Arrived], skipped: Sequence[tuple[Skipped, str]]) -> Counter[str]:
        """Keep a batch of what arrived and of what did not become an article.

        Args:
            arrived: articles as their documents gave them.
            skipped: what was skipped, with the digest of its content; empty where there was none to digest.

        Returns:
            Counts of ``new`` articles, of those ``met`` in another place before, of those met ``again`` in the same
            place, and of ``skipped`` ones.

        """
        counts: Counter[str] = Counter(skipped=len(skipped))
        rows = {(item.source, item.digest): self._source_row(item) for item in arrived}
        texts = {row["article_id"]: item for item, row in zip(arrived, map(self._source_row, arrived), strict=True)}
        before, known = self._met_before(rows), self._known(texts)
        for key, row in rows.items():
            kind = "again" if before.get(key) == row["article_id"] else "met" if row["article_id"] in known else "new"
            known.add(row["article_id"])
            counts[kind] += 1
        touched = self._without_stale({*(item.source for item in arrived), *(item.source for item, _ in skipped)})
        touched |= set(texts) | set(before.values())
        if rows:
            statement = insert(_MET)
            fresh = {name: statement.excluded[name] for name in ARTICLE_SOURCE.columns if name != "retrieved"}
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=["source", "digest"], set_=fresh), list(rows.values())
            )
        self._skips(rows, skipped)
        self.settle_fields(touched, texts)
        return counts

    def remove(self, articles: Iterable[str]) -> int:
        """Take articles out with all that came from them; return how many there were."""
        there = self._known(articles)
        for piece in batched(sorted(there)):
            self.connection.execute(_MET.delete().where(_MET.c.article_id.in_(piece)))
        self.settle_fields(there)
        return len(there)

    def _source_row(self, item: Arrived) -> Row:
        known: Source = item.known
        return {
            "source": item.source,
            "article_id": ids.article_id(item.text, known.url, known.outlet),
            "digest": item.digest,
            "retrieved": self.retrieved,
            "url": known.url or None,
            "title": known.title or None,
            "outlet": known.outlet or None,
            "authors": list(known.authors),
            "wire": known.wire or None,
            "signals": signals_to(known.signals),
            "stage": self.arrival,
        }

    def _without_stale(self, sources: set[str]) -> set[str]:
        """Drop what another arrival or other settings gave for these sources; return the articles that this touches."""
        stale: set[str] = set()
        for piece in batched(sorted(sources)):
            other = sa.and_(_MET.c.source.in_(piece), _MET.c.stage != self.arrival)
            stale |= set(self.connection.execute(sa.select(_MET.c.article_id).where(other)).scalars())
            self.connection.execute(_MET.delete().where(other))
            self.connection.execute(
                _SKIPPED.delete().where(_SKIPPED.c.source.in_(piece), _SKIPPED.c.stage != self.arrival)
            )
        return stale

    def _met_before(self, rows: Mapping[tuple[str, str], Row]) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for piece in batched(rows):
            query = sa.select(_MET.c.source, _MET.c.digest, _MET.c.article_id).where(
                _MET.c.source.in_([source for source, _ in piece])
            )
            found |= {(row.source, row.digest): row.article_id for row in self.connection.execute(query)}
        return {key: article for key, article in found.items() if key in rows}

    def _known(self, articles: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for piece in batched(sorted(set(articles))):
            query = sa.select(_ARTICLE.c.article_id).where(_ARTICLE.c.article_id.in_(piece))
            found |= set(self.connection.execute(query).scalars())
        return found

    def _skips(self, arrived: Iterable[tuple[str, str]], skipped: Sequence[tuple[Skipped, str]]) -> None:
        """Keep every reason for which a source was skipped; content that is now read was not skipped."""
        read = [{"is_source": source, "is_digest": digest} for source, digest in arrived]
        if read:
            same = (_SKIPPED.c.source == sa.bindparam("is_source"), _SKIPPED.c.digest == sa.bindparam("is_digest"))
            self.connection.execute(_SKIPPED.delete().where(*same), read)
        rows = {
            (item.source, item.reason): {
                "source": item.source,
                "reason": item.reason,
                "digest": digest,
                "stage": self.arrival,
            }
            for item, digest in skipped
        }
        if rows:
            insert_rows(self.connection, _SKIPPED, list(rows.values()), "OR REPLACE")

    def settle_fields(self, articles: Iterable[str], texts: Mapping[str, Arrived] = MappingProxyType({})) -> None:
        """Choose the fields of articles from their sources anew; an article without a source goes.

        Args:
            articles: ids.
            texts: what arrived, by id; holds every article that is not in the record yet.

        """
        names = [name for name in ARRIVAL.columns if name != "text"]
        for piece in batched(sorted(articles)):
            sources: dict[str, list[Row]] = {id_: [] for id_ in piece}
            for row in self.connection.execute(sa.select(_MET).where(_MET.c.article_id.in_(piece))).mappings():
                sources[row["article_id"]].append(dict(row))
            query = sa.select(*(_ARTICLE.c[name] for name in names)).where(_ARTICLE.c.article_id.in_(piece))
            old = {row["article_id"]: dict(row) for row in self.connection.execute(query).mappings()}
            fields = {id_: _fields(met) for id_, met in sources.items() if met}
            self._insert({id_: row for id_, row in fields.items() if id_ not in old}, texts)
            self._update({id_: row for id_, row in fields.items() if id_ in old}, old)
            self._drop([id_ for id_ in old if id_ not in fields])

    def _insert(self, fields: Mapping[str, Row], texts: Mapping[str, Arrived]) -> None:
        """Insert new articles with the fields chosen for them."""
        rows = [
            {
                **row,
                "article_id": id_,
                "text": texts[id_].text,
                "language": texts[id_].known.language,
                SEARCH_ID: ids.search_id(id_),
            }
            for id_, row in fields.items()
        ]
        if not rows:
            return
        rows.sort(key=lambda row: row[SEARCH_ID])  # the full-text index wants its integers to rise
        insert_rows(self.connection, _ARTICLE, rows)
        self.keeper.tell(
            (ARTICLE.name, row["article_id"], "added", None, row["title"] or row["text"][:OPENING]) for row in rows
        )
        self.keeper.touched(ARRIVAL, rows)

    def _update(self, fields: Mapping[str, Row], old: Mapping[str, Row]) -> None:
        """Move the fields of articles that the record has to what their sources now say."""
        moved = {id_: row for id_, row in fields.items() if any(old[id_][name] != row[name] for name in row)}
        if not moved:
            return
        names = list(next(iter(moved.values())))
        values: dict[str, Any] = {name: sa.bindparam(f"to_{name}") for name in names}
        self.connection.execute(
            _ARTICLE.update().where(_ARTICLE.c.article_id == sa.bindparam("is_article")).values(values),
            [{"is_article": id_, **{f"to_{name}": row[name] for name in names}} for id_, row in moved.items()],
        )
        self.keeper.tell(
            (ARTICLE.name, id_, name, old[id_][name], row[name])
            for id_, row in moved.items()
            for name in names
            if old[id_][name] != row[name]
        )
        self.keeper.touched(ARRIVAL, [{"article_id": id_} for id_ in moved])

    def _names(self, articles: Sequence[str]) -> dict[str, str]:
        """Return what people know articles by: title, or how the text opens."""
        opening = sa.func.substr(_ARTICLE.c.text, 1, OPENING)
        name = sa.func.coalesce(_ARTICLE.c.title, opening)
        query = sa.select(_ARTICLE.c.article_id, name).where(_ARTICLE.c.article_id.in_(articles))
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def _drop(self, articles: list[str]) -> None:
        """Delete articles and every row made from them alone; what others share with them is marked."""
        if not articles:
            return
        gone = [{"article_id": id_} for id_ in articles]
        names = self._names(articles)
        self.keeper.forget(articles)
        self.connection.execute(_ARTICLE.delete().where(_ARTICLE.c.article_id.in_(articles)))
        self.keeper.tell((ARTICLE.name, id_, "removed", names[id_], None) for id_ in articles)
        self.keeper.touched(ARRIVAL, gone)


def _fields(met: Sequence[Row]) -> Row:
    """Return the input fields of an article from the rows of its sources."""
    fields = chosen(met)
    fields["wire_given"] = fields.pop("wire")
    return fields
