"""Taking in what arrived: articles by identity, every place where one was met, what was skipped; and removing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
        before = self._met_before(rows)
        known = self._known(texts)
        self._insert_new([self._article_row(id_, texts[id_]) for id_ in sorted(texts) if id_ not in known])
        for key, row in rows.items():
            kind = "again" if before.get(key) == row["article_id"] else "met" if row["article_id"] in known else "new"
            known.add(row["article_id"])
            counts[kind] += 1
        if rows:
            statement = insert(_MET)
            fresh = {name: statement.excluded[name] for name in ARTICLE_SOURCE.columns if name != "retrieved"}
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=["source", "digest"], set_=fresh), list(rows.values())
            )
        self._skips([item.source for item in arrived], skipped)
        touched = set(texts) | {old for key, old in before.items() if old != rows[key]["article_id"]}
        self.settle_fields(touched)
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

    @staticmethod
    def _article_row(article: str, item: Arrived) -> Row:
        return {
            "article_id": article,
            "text": item.text,
            "language": item.known.language,
            SEARCH_ID: ids.search_id(article),
        }

    def _insert_new(self, rows: list[Row]) -> None:
        """Insert articles; their fields are settled from their sources afterwards."""
        if rows:
            rows.sort(key=lambda row: row[SEARCH_ID])  # the full-text index wants its integers to rise
            self.connection.execute(_ARTICLE.insert(), rows)

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

    def _skips(self, sources: Sequence[str], skipped: Sequence[tuple[Skipped, str]]) -> None:
        """Keep the latest word on each source: a reason why it was skipped, or none once it was read."""
        for piece in batched({*sources, *(item.source for item, _ in skipped)}):
            self.connection.execute(_SKIPPED.delete().where(_SKIPPED.c.source.in_(piece)))
        rows = {
            item.source: {"source": item.source, "reason": item.reason, "digest": digest, "stage": self.arrival}
            for item, digest in skipped
        }
        if rows:
            self.connection.execute(_SKIPPED.insert(), list(rows.values()))

    def settle_fields(self, articles: Iterable[str]) -> None:
        """Choose the fields of articles from their sources anew; an article without a source goes."""
        for piece in batched(sorted(articles)):
            sources: dict[str, list[Row]] = {id_: [] for id_ in piece}
            for row in self.connection.execute(sa.select(_MET).where(_MET.c.article_id.in_(piece))).mappings():
                sources[row["article_id"]].append(dict(row))
            old = {
                row["article_id"]: dict(row)
                for row in self.connection.execute(
                    sa.select(*(_ARTICLE.c[name] for name in ARRIVAL.columns if name != "text")).where(
                        _ARTICLE.c.article_id.in_(piece)
                    )
                ).mappings()
            }
            self._drop([id_ for id_, met in sources.items() if not met and id_ in old])
            self._update({id_: _fields(met) for id_, met in sources.items() if met}, old)

    def _update(self, fields: Mapping[str, Row], old: Mapping[str, Row]) -> None:
        moved = {id_: row for id_, row in fields.items() if any(old[id_][name] != row[name] for name in row)}
        names = [name for name in ARRIVAL.columns if name not in {"article_id", "text", "language"}]
        if not moved:
            return
        values: dict[str, Any] = {name: sa.bindparam(f"to_{name}") for name in names}
        self.connection.execute(
            _ARTICLE.update().where(_ARTICLE.c.article_id == sa.bindparam("is_article")).values(values),
            [{"is_article": id_, **{f"to_{name}": row[name] for name in names}} for id_, row in moved.items()],
        )
        self.keeper.tell(
            change
            for id_, row in moved.items()
            for change in (
                [(ARTICLE.name, id_, "added", None, row["title"] or row["url"] or id_)]
                if old[id_]["signals"] is None
                else [
                    (ARTICLE.name, id_, name, old[id_][name], row[name])
                    for name in names
                    if old[id_][name] != row[name]
                ]
            )
        )
        self.keeper.touched(ARRIVAL, [{"article_id": id_} for id_ in moved])

    def _drop(self, articles: list[str]) -> None:
        """Delete articles and every row made from them alone; what others share with them is marked."""
        if not articles:
            return
        gone = [{"article_id": id_} for id_ in articles]
        titles = self.connection.execute(
            sa.select(_ARTICLE.c.article_id, _ARTICLE.c.title).where(_ARTICLE.c.article_id.in_(articles))
        ).all()
        self.keeper.forget(articles)
        self.connection.execute(_ARTICLE.delete().where(_ARTICLE.c.article_id.in_(articles)))
        self.keeper.tell((ARTICLE.name, id_, "removed", title, None) for id_, title in titles)
        self.keeper.touched(ARRIVAL, gone)


def _fields(met: Sequence[Row]) -> Row:
    """Return the input fields of an article from the rows of its sources."""
    fields = chosen(met)
    fields["wire_given"] = fields.pop("wire")
    return fields
