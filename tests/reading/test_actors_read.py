"""Who is meant in plain sentences, from the text on: every component before ``actors`` takes part.

The sentences are so plain that a better model reads them no worse.
"""

from datetime import date

import pytest

from dateline.reading import actors, blocks, mentions, sentences, tokens
from dateline.reading.component import read
from dateline.record.reading import ActorMention, Published, Reading

BEFORE = (blocks.COMPONENT, sentences.COMPONENT, tokens.COMPONENT, mentions.COMPONENT)
OPENING = "Talks on trade\n\nBEIJING, June 19 - "


def meant(text: str, day: date) -> dict[str, set[str]]:
    reading = read(Reading(OPENING + text), BEFORE).with_layer("published", Published(day, day))
    found: dict[str, set[str]] = {}
    for row in actors.actors(reading):
        if isinstance(row, ActorMention):
            found.setdefault(reading.text[row.start : row.end], set()).add(row.actor.id)
    return found


@pytest.mark.parametrize(
    ("text", "day", "words", "actor_id"),
    [
        (
            "The Chinese foreign minister arrived in Berlin.",
            date(2023, 6, 19),
            "Chinese foreign minister",
            "person:qin-gang",
        ),
        (
            "The Chinese foreign minister arrived in Berlin.",
            date(2024, 6, 19),
            "Chinese foreign minister",
            "person:wang-yi",
        ),
        ("Antony Blinken met Wang Yi. Blinken left on Monday.", date(2024, 6, 19), "Blinken", "person:antony-blinken"),
        ("Antony Blinken said he was glad.", date(2024, 6, 19), "he", "person:antony-blinken"),
        ("Chinese officials said they were ready to talk.", date(2024, 6, 19), "they", "group:CHN:GOV"),
        ("Japan and China resumed talks. The two sides signed a treaty.", date(2024, 6, 19), "two sides", "CHN"),
    ],
)
def test_plain_words_mean(text: str, day: date, words: str, actor_id: str) -> None:
    assert actor_id in meant(text, day)[words]
