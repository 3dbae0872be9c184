"""A component: a frozen, named, pure function from a Reading to the one layer that it adds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.errors import PlanError
from dateline.record.reading import LAYERS, Layer, Reading


@dataclass(frozen=True, slots=True)
class Component:
    """What one step inside an article reads and adds.

    Args:
        name: with version, such as ``times.v1``; a change of meaning is a new version.
        reads: layers that must be there; empty if the text suffices.
        adds: the layer that it adds.
        apply: module-level pure function from a Reading with those layers to the new layer. It never raises on
            any text, every span of what it returns lies in the text, and the answer depends on its argument alone.
        dated: whether it wants the publication interval (DESIGN section 4); undated ones need the text alone.

    """

    name: str
    reads: tuple[str, ...]
    adds: str
    apply: Callable[[Reading], Layer]
    dated: bool = False


def checked(components: Sequence[Component]) -> tuple[Component, ...]:
    """Return the components in the order given, once each is known to find its layers there.

    Raises:
        PlanError: a layer is unknown, added twice, or read before it is added.

    """
    there: set[str] = set()
    for component in components:
        if component.adds not in LAYERS or component.adds in there:
            raise PlanError(
                "DL301",
                f"{component.name} adds the layer {component.adds!r}, which is unknown or already there.",
                "name a layer of record.reading.LAYERS that no other component adds.",
            )
        missing = sorted(set(component.reads) - there)
        if missing:
            raise PlanError(
                "DL302",
                f"{component.name} reads {', '.join(missing)}, which no component before it adds.",
                "put it after the component that adds them.",
            )
        there.add(component.adds)
    return tuple(components)


def read(reading: Reading, components: Iterable[Component]) -> Reading:
    """Return the reading with the layer of each component added, in order."""
    for component in components:
        reading = reading.with_layer(component.adds, component.apply(reading))
    return reading


def needed(components: Sequence[Component], *layers: str) -> tuple[Component, ...]:
    """Return those of the components, in order, without which these layers cannot be made.

    Raises:
        PlanError: a layer is one that none of the components adds.

    """
    wanted = set(layers)
    unknown = sorted(wanted - {component.adds for component in components})
    if unknown:
        raise PlanError("DL307", f"no component adds {', '.join(unknown)}.", "name layers that are made.")
    kept: list[Component] = []
    for component in reversed(components):
        if component.adds in wanted:
            kept.append(component)
            wanted.update(component.reads)
    return tuple(reversed(kept))
