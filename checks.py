"""Runs every check that CI runs, in order, and stops at the first that fails: ``python checks.py``."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent

CHECKS = (
    ("style", ("ruff", "check", ".")),
    ("layout", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("imports", ("importlinter.cli", "lint-imports")),
    ("tests", ("pytest",)),
    ("quality", ("quality.gate",)),
)
"""Name of the check, then the module that runs it with its arguments."""


def main() -> int:
    """Run the checks that are named on the command line, or all; return the exit code of the first that fails."""
    wanted = sys.argv[1:]
    for name, (module, *arguments) in CHECKS:
        if wanted and name not in wanted:
            continue
        started = time.monotonic()
        print(f"== {name}", flush=True)
        code = subprocess.call([sys.executable, "-m", module, *arguments], cwd=ROOT)
        print(f"== {name}: {'fine' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
