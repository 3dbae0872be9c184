"""A stage: a frozen, named, pure function from one Arrow RecordBatch to another, and the two shapes it can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dateline.errors import PlanError
from dateline.record.tables import Table


@dataclass(frozen=True, slots=True)
class Stage:
    """What one step among articles reads and writes.

    Args:
        name: with version, such as ``repeats.v1``; a change of meaning is a new version.
        reads: the table that its batches come from.
        writes: the table that it gives; it has the column ``kept_by``.
        apply: module-level pure function. In the shape *each* (``by`` empty) a batch holds any rows, and every row
            is answered by itself; in the shape *group* a batch holds all rows of one key and no others, in the order
            of the key of ``reads``. The answer depends on the rows alone, never on the batch.
        by: the one column of ``reads`` whose value names a group; make a hash where several columns are meant.
        kept_by: the column of ``writes`` that holds the row's key (*each*) or the group's (*group*), so that the
            rows of a key can be replaced.
        at_least: a group with fewer rows yields nothing, so engines need not call ``apply`` for it.
        runs: names, with versions, of what the stage runs inside; they are part of its version.

    """

    name: str
    reads: Table
    writes: Table
    apply: Callable[[pa.RecordBatch], pa.RecordBatch]
    by: tuple[str, ...] = ()
    kept_by: str = "article_id"
    at_least: int = 1
    runs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a stage that no engine could run.

        Raises:
            PlanError: more than one key column, or a key column that is not there.

        """
        key = self.by or self.reads.key
        if len(key) != 1 or key[0] not in self.reads.columns or self.kept_by not in self.writes.columns:
            raise PlanError(
                "DL303",
                f"{self.name} groups {self.reads.name} by {key} and keeps {self.writes.name} by {self.kept_by!r}.",
                "name one column that is there; hash several into one in the stage that writes them.",
            )

    @property
    def key(self) -> str:
        """The column of ``reads`` whose values are the stage's keys."""
        return (self.by or self.reads.key)[0]

    @property
    def family(self) -> str:
        """The name without its version: under it a record remembers what the stage has yet to compute."""
        return self.name.rpartition(".v")[0]

    @property
    def version(self) -> str:
        """The name, and the names of all that runs inside."""
        return " ".join((self.name, *self.runs))


def groups(stage: Stage, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Cut a batch of whole groups, sorted by key, into one batch a group; small ones are left out.

    Args:
        stage: of the shape *group*.
        batch: rows of ``stage.reads``, all rows of a key beside each other.

    """
    if batch.num_rows == 0:
        return
    ends = pc.run_end_encode(batch.column(stage.key)).run_ends.to_pylist()
    start = 0
    for end in ends:
        if end - start >= stage.at_least:
            yield batch.slice(start, end - start)
        start = end


def empty(table: Table) -> pa.RecordBatch:
    """Return a batch of the table's schema without rows."""
    return pa.RecordBatch.from_pylist([], schema=table.schema)


def applied(stage: Stage, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return what the stage gives for a batch of whole groups (*group*) or of any rows (*each*).

    Raises:
        PlanError: the answer does not have the schema that the stage promises.

    """
    answers = [stage.apply(group) for group in groups(stage, batch)] if stage.by else [stage.apply(batch)]
    for answer in answers:
        if answer.schema != stage.writes.schema:
            raise PlanError(
                "DL304", f"{stage.name} gave other columns than those of {stage.writes.name}: {answer.schema}."
            )
    answers = [answer for answer in answers if answer.num_rows]
    if not answers:
        return empty(stage.writes)
    return answers[0] if len(answers) == 1 else pa.concat_batches(answers)
