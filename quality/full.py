"""The gate's table on all the gold: ``python -m quality.full``; with ``--raise`` it keeps docs/quality.md up."""

import logging
import sys
from datetime import UTC, datetime

from quality.floors import FLOORS, read_floors
from quality.gate import Setting, run
from quality.report import PAGE, write_table

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    code = run(sys.argv[1:], Setting(scope="full", part=1.0), __doc__)
    if "--raise" in sys.argv[1:]:
        write_table(PAGE, read_floors(FLOORS), datetime.now(UTC).date())  # noqa: TID251 - the edge
    sys.exit(code)
