"""Speed of what reads the language, on texts of yours: ``python bench/language.py TEXTS.jsonl [--articles N]``.

Each line holds a ``text``; give texts whose sentences do not repeat, for what is read once is remembered. Pinned to one
core, CPU time, the fastest of three rounds (each in its own store of sentences).
"""

import argparse
import json
import os
import time
from pathlib import Path

from dateline.language import encoder
from dateline.reading.component import Component
from dateline.record.reading import Reading, Source
from dateline.stages.read import COMPONENTS

_ROUNDS = 3
_UNIT = 500


def timed(component: Component, readings: list[Reading]) -> tuple[float, list[Reading]]:
    """Return the CPU seconds of a component over all readings, and the readings with its layer."""
    best, done = float("inf"), readings
    for _ in range(_ROUNDS):
        encoder.shipped.cache_clear()
        encoder.shipped()
        started = time.process_time()
        done = [reading.with_layer(component.adds, component.apply(reading)) for reading in readings]
        best = min(best, time.process_time() - started)
    return best, done


def main() -> None:
    """Print milliseconds for 500 words, component by component."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    with given.texts.open(encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for _, line in zip(range(given.articles), lines, strict=False)]
    started = time.process_time()
    encoder.shipped()
    print(f"model loaded in {time.process_time() - started:.2f} s of CPU")
    words = sum(len(text.split()) for text in texts)
    readings = [Reading(text, Source()) for text in texts]
    total = 0.0
    for component in COMPONENTS:
        seconds, readings = timed(component, readings)
        total += seconds
        print(f"{component.name:14} {seconds / words * _UNIT * 1000:8.2f} ms for {_UNIT} words")
    speed = words / total / _UNIT
    print(f"all: {speed:.1f} articles of {_UNIT} words a second a core ({len(texts)} texts, {words} words)")


if __name__ == "__main__":
    main()
