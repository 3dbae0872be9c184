"""The plan on plain tables in memory: the shortest engine there is, to hold the others against."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from dateline.record.tables import ARRIVAL
from dateline.stages.stage import Stage, applied

Rows = list[dict[str, Any]]


def batch_for(stage: Stage, rows: Rows) -> pa.RecordBatch:
    """Return the rows as the stage wants them: by its key, then by the key of the table."""
    order = (stage.key, *stage.reads.key)
    return pa.RecordBatch.from_pylist(
        sorted(rows, key=lambda row: [row[column] for column in order]), schema=stage.reads.schema
    )


def unfolded(stage: Stage, batch: pa.RecordBatch) -> dict[str, Rows]:
    """Return what a stage gave, table by table."""
    rows = batch.to_pylist()
    if not stage.writes.parts:
        return {stage.writes.name: rows}
    tables: dict[str, Rows] = {}
    for part in stage.writes.parts:
        if part.named_by:
            named = {tuple(inner[column] for column in part.key): inner for row in rows for inner in row[part.name]}
            tables[part.name] = [named[key] for key in sorted(named)]
        elif part.name in stage.writes.columns:
            tables[part.name] = [{"article_id": row["article_id"], **inner} for row in rows for inner in row[part.name]]
        else:
            tables[part.name] = [{column: row[column] for column in part.columns} for row in rows]
    return tables


def run(stages: Sequence[Stage], arrivals: Rows) -> Mapping[str, Rows]:
    """Run all stages over a pile; return every table."""
    tables: dict[str, Rows] = {ARRIVAL.name: arrivals}
    for stage in stages:
        for name, rows in unfolded(stage, applied(stage, batch_for(stage, tables[stage.reads.name]))).items():
            tables[name] = tables.get(name, []) + rows
    return tables
