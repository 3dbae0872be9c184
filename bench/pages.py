"""Pages side by side in one run: our text against trafilatura's, our dates against htmldate's, on the same pages."""

import argparse
import gzip
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import trafilatura
from htmldate import find_date
from htmldate.meta import reset_caches as forget_dates
from trafilatura.meta import reset_caches as forget_pages

from dateline.errors import PageError
from dateline.store.html import article_of_page, body_of_page
from dateline.store.page import page_of
from dateline.store.page_dates import date_signals

_WORDS = re.compile(r"\w+")
_SHINGLE = 4
_ROUNDS = 3


class Gold(NamedTuple):
    """A page and what it should give."""

    page: bytes
    url: str
    answer: str


class Score(NamedTuple):
    """How one way of reading pages did."""

    precision: float
    recall: float
    pages_per_second: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def gold_in(folder: Path, table: str, pages: str, field: str) -> list[Gold]:
    """Return the pages that a table of gold names, with their answers."""
    rows = [json.loads(line) for line in (folder / table).read_text(encoding="utf-8").splitlines()]
    return [
        Gold(gzip.decompress((folder / pages / row["page"]).read_bytes()), row["url"], str(row[field])) for row in rows
    ]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, or its words where it has fewer."""
    words = _WORDS.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else range(0)
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts)


def score_bodies(gold: Sequence[Gold], answers: Sequence[str], seconds: float) -> Score:
    """Return precision and recall of shingles, each averaged over the pages."""
    precision = recall = 0.0
    for wanted, answer in zip(gold, answers, strict=True):
        right, given = shingles(wanted.answer), shingles(answer)
        both = (right & given).total()
        precision += both / given.total() if given else float(not right)
        recall += both / right.total() if right else 1.0
    return Score(precision / len(gold), recall / len(gold), len(gold) / seconds)


def score_dates(gold: Sequence[Gold], answers: Sequence[str], seconds: float) -> Score:
    """Return precision and recall of exact days; a page without a date wants none."""
    dated = sum(wanted.answer != "nan" for wanted in gold)
    given = sum(bool(answer) for answer in answers)
    right = sum(bool(answer) and answer == wanted.answer for wanted, answer in zip(gold, answers, strict=True))
    return Score(right / given if given else 0.0, right / dated, len(gold) / seconds)


def our_body(page: bytes) -> str:
    """Return our text alone."""
    try:
        return body_of_page(page)
    except PageError:
        return ""


def our_article(page: bytes) -> str:
    """Return our text where title, credits, address and dates are found too."""
    try:
        return article_of_page(page)[0]
    except PageError:
        return ""


def our_date(page: bytes) -> str:
    """Return the day of our best signal of publication."""
    try:
        signals = date_signals(page_of(page, ""))
    except PageError:
        return ""
    return next((signal.day.isoformat() for signal in signals if signal.kind == "published"), "")


def their_date(page: bytes) -> str:
    """Return htmldate's answer in its extensive mode, for the date of publication."""
    return find_date(page, extensive_search=True, original_date=True) or ""


BODIES: dict[str, Callable[[bytes], str]] = {
    "trafilatura, precision": lambda page: trafilatura.extract(page, favor_precision=True) or "",
    "trafilatura, default": lambda page: trafilatura.extract(page) or "",
    "dateline, text alone": our_body,
    "dateline, whole article": our_article,
}
DATES: dict[str, Callable[[bytes], str]] = {"htmldate, extensive": their_date, "dateline": our_date}


def compare(
    ways: dict[str, Callable[[bytes], str]],
    gold: Sequence[Gold],
    scored: Callable[[Sequence[Gold], Sequence[str], float], Score],
) -> None:
    """Print a line for each way: its figures, and its speed as a share of the first way's.

    The ways take turns on every page, each going first as often as the others, for some rounds; the fastest round of
    each page counts, so that other work on the machine weighs on none of them more. What the libraries remember of a
    round is dropped before the next.
    """
    answers = {name: [""] * len(gold) for name in ways}
    seconds = {name: [float("inf")] * len(gold) for name in ways}
    names = list(ways)
    for turn in range(_ROUNDS):
        forget_dates()
        forget_pages()
        for number, each in enumerate(gold):
            first = (number + turn) % len(names)
            for name in names[first:] + names[:first]:
                start = time.process_time()
                answers[name][number] = ways[name](each.page)
                seconds[name][number] = min(seconds[name][number], time.process_time() - start)
    scores = {name: scored(gold, answers[name], sum(seconds[name])) for name in names}
    for name, score in scores.items():
        share = score.pages_per_second / scores[names[0]].pages_per_second
        print(
            f"{name:26} P {score.precision:.4f}  R {score.recall:.4f}  F1 {score.f1:.4f}"
            f"  {score.pages_per_second:6.1f} pages/s  x{share:.2f}"
        )


def main() -> None:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of the gold data")
    folder = parser.parse_args().gold / "reading"
    logging.disable(logging.CRITICAL)
    compare(BODIES, gold_in(folder, "body_dev.jsonl", "pages", "body"), score_bodies)
    compare(DATES, gold_in(folder, "dates_dev.jsonl", "dated_pages", "date"), score_dates)


if __name__ == "__main__":
    main()
