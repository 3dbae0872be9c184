"""What a listing gives: rows that turn into whatever the reader works with."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Rows:
    """The rows of a listing, in its order.

    Args:
        table: the rows as an Arrow table.

    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._table.to_batches(max_chunksize=1024):
            yield from batch.to_pylist()

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self._table.column_names)}>"

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table; days are ``date32``."""
        return self._table

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries; days are ``datetime.date``, unknown is None."""
        return list(self)

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a pandas data frame.

        Raises:
            ImportError: pandas is not installed; ``pip install 'dateline[pandas]'``.

        """
        frame: pd.DataFrame = self._table.to_pandas()
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """Return the rows as a polars data frame.

        Raises:
            ImportError: polars is not installed; ``pip install 'dateline[polars]'``.

        """
        import polars as pl  # noqa: PLC0415 - an extra

        return pl.DataFrame(self._table)
