"""How the articles of a record are read: told once, remembered by the record, changed by settings that say so."""

import json

import sqlalchemy as sa

from dateline.codebook.own import as_lists, of_lists
from dateline.errors import SettingsError
from dateline.plan.order import STAGES, stages
from dateline.reading.coding import USUAL, Coding
from dateline.stages.stage import Stage
from dateline.store.database import Database
from dateline.store.schema import TABLES

_KEY = "coding"


def as_json(coding: Coding) -> str:
    """Return a coding as the history of a record keeps it: with all that the user's tables say."""
    said = {"pipeline": coding.pipeline, "actors": as_lists(coding.actors)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def remembered(database: Database) -> Coding:
    """Return how the articles of a record are read: what the last run said that changed it; else the usual way."""
    run = TABLES["run"]
    said = sa.select(run.c.settings).where(run.c.settings.contains(f'"{_KEY}"', autoescape=True))
    with database.transaction() as connection:
        for settings in connection.execute(said.order_by(run.c.run_id.desc())).scalars():
            if known := json.loads(settings).get(_KEY):
                return Coding(known["pipeline"], of_lists(known["actors"]))
    return USUAL


def stages_for(database: Database) -> tuple[Stage, ...]:
    """Return the plan by which a record goes on.

    Raises:
        SettingsError: what it was read with is not installed.

    """
    return going_on(remembered(database))


def going_on(coding: Coding) -> tuple[Stage, ...]:
    """Return the plan of a coding that a record remembers.

    Raises:
        SettingsError: its pipeline is not installed; another would read every article anew, and is not taken unasked.

    """
    try:
        return stages(coding)
    except SettingsError as error:
        raise SettingsError(
            error.code,
            f"the articles of this record were read by {coding.pipeline}: {error.what}",
            f"{error.advice.rstrip('.')}; or name another pipeline under [language] in the settings file of an add.",
        ) from error


def without_reading() -> tuple[Stage, ...]:
    """Return the usual plan without the stage whose version only its pipeline could tell."""
    return tuple(stage for stage in STAGES if stage.family != "read")
