"""The stages, in order; a plan whose stages do not fit together is refused before anything runs."""

from collections.abc import Sequence
from typing import Final

from dateline.errors import PlanError
from dateline.reading.coding import Coding
from dateline.record.tables import ARRIVAL
from dateline.stages import lines, read, repeats
from dateline.stages.stage import Stage


def checked(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stages in the order given, once each is known to find its table written before it.

    Raises:
        PlanError: a stage reads what no stage before it writes, or two share a family.

    """
    there = {ARRIVAL.name}
    families: set[str] = set()
    for stage in stages:
        if stage.reads.name not in there:
            raise PlanError(
                "DL305",
                f"{stage.name} reads {stage.reads.name}, which no stage before it writes.",
                "put it after the stage that writes it.",
            )
        if stage.family in families or not stage.family:
            raise PlanError("DL306", f"{stage.name}: its name without '.vN' is empty or already taken.", "rename it.")
        families.add(stage.family)
        there |= {stage.writes.name, *(part.name for part in stage.writes.parts)}
    return tuple(stages)


STAGES: Final = checked((read.STAGE, lines.STAGE, repeats.STAGE))
"""Every stage, in order. A newcomer adds a line."""


def stages(coding: Coding) -> tuple[Stage, ...]:
    """Return every stage, in order, where articles are read by a coding.

    Raises:
        SettingsError: the pipeline that the coding names is not there.

    """
    ours = read.stage(coding)
    return checked([ours if stage.family == ours.family else stage for stage in STAGES])
