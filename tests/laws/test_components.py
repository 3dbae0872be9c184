"""The component laws: never raises, spans lie in the text, same in same out in any company, pickles."""

import pickle
from typing import cast

import pytest
from hypothesis import HealthCheck, example, given, settings

from dateline.reading.component import Component, read
from dateline.record.reading import Published, Reading
from dateline.record.span import Spanned, inside
from dateline.stages.read import COMPONENTS
from strategies import READINGS

LAWFUL = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


DAYS_OF = dict.fromkeys(("second", "minute", "hour", "day"), (1, 1)) | {
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (90, 92),
    "year": (365, 366),
    "decade": (3652, 3653),
    "century": (36524, 36525),
}
"""Fewest and most days that words of a precision can mean; those of a range may mean more."""


DATED = "Envoys of Veldria met on 3 March 2031, as in January 2031, in 2029 and in the 1990s, on June 18-19."


def _before(component: Component, reading: Reading) -> Reading:
    return read(reading, COMPONENTS[: COMPONENTS.index(component)])


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
class TestEveryComponent:
    @LAWFUL
    @given(reading=READINGS)
    def test_reads_any_text_and_every_span_lies_in_it(self, component: Component, reading: Reading) -> None:
        layer = component.apply(_before(component, reading))
        items = [layer.dateline] if isinstance(layer, Published) else layer
        assert inside(reading.text, [cast("Spanned", item) for item in items if hasattr(item, "start")])

    @LAWFUL
    @given(reading=READINGS, other=READINGS)
    def test_gives_the_same_for_the_same_in_any_company(
        self, component: Component, reading: Reading, other: Reading
    ) -> None:
        first = component.apply(_before(component, reading))
        component.apply(_before(component, other))
        assert component.apply(_before(component, reading)) == first

    @LAWFUL
    @given(reading=READINGS)
    def test_adds_a_layer_that_pickles(self, component: Component, reading: Reading) -> None:
        layer = component.apply(_before(component, reading))
        assert pickle.loads(pickle.dumps(layer)) == layer  # noqa: S301 - our own

    def test_pickles(self, component: Component) -> None:
        assert pickle.loads(pickle.dumps(component)) == component  # noqa: S301


@LAWFUL
@given(reading=READINGS)
def test_blocks_hold_all_but_white_space_and_do_not_overlap(reading: Reading) -> None:
    text = reading.text
    blocks = read(reading, COMPONENTS[:1]).blocks
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    assert edges == sorted(edges)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert not any(text[start:end].strip() for start, end in gaps)


@LAWFUL
@given(reading=READINGS)
@example(reading=Reading(DATED))
def test_each_time_expression_is_anchored_once_and_its_days_are_as_many_as_its_precision_says(reading: Reading) -> None:
    whole = read(reading, COMPONENTS)
    assert len(whole.anchored) == len(whole.time_words)
    for time in whole.times:
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest is None or time.latest is None:
            continue
        days = (time.latest - time.earliest).days + 1
        fewest, most = DAYS_OF[time.precision]
        assert days >= fewest
        assert days <= most or "/" in time.value
