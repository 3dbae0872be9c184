"""Settings: what ``dateline.toml`` may say, and what holds where it says nothing."""

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from dateline.codebook.own import OwnActors
from dateline.codebook.own_table import own_actors
from dateline.errors import SettingsError
from dateline.language.spacy import SCHEME
from dateline.reading.coding import Coding
from dateline.store.document import SourceSettings

TABLES: Final = ("sources", "language", "codebook")
"""What a settings file may hold."""
_LIMITS: Final = tuple(field.name for field in fields(SourceSettings) if field.name != "columns")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says.

    Args:
        sources: columns of tables, and limits of size.
        pipeline: what reads the sentences; None where the file does not say: the record's own stays.
        actors: of the user's tables; None where the file does not say: the record's own stay.

    """

    sources: SourceSettings = field(default_factory=SourceSettings)
    pipeline: str | None = None
    actors: OwnActors | None = None

    def coding(self, before: Coding) -> Coding:
        """Return how articles are read from now on: as before, save for what these settings say."""
        pipeline = before.pipeline if self.pipeline is None else self.pipeline
        return Coding(pipeline, before.actors if self.actors is None else self.actors)


def _columns(given: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the usual columns with those that the settings name in front; an empty list switches a field off."""
    usual = dict(SourceSettings().columns)
    for name, names in given.items():
        listed = [names] if isinstance(names, str) else names
        if name not in usual or not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise SettingsError(
                "DL112",
                f"[sources.columns] {name} = {names!r} is not a column name or a list of them for a known field.",
                f"known fields: {', '.join(usual)}.",
            )
        if not listed:  # the field is not to be read
            usual[name] = ()
            continue
        usual[name] = tuple(dict.fromkeys([one.lower() for one in listed] + list(usual[name])))
    return usual


def source_settings(given: dict[str, Any]) -> SourceSettings:
    """Return the settings of the table ``[sources]``.

    Raises:
        SettingsError: a key is unknown or its value is not what it must be.

    """
    columns = dict(SourceSettings().columns)
    limits: dict[str, int] = {}
    for key, value in given.items():
        if key == "columns" and isinstance(value, dict):
            columns = _columns(value)
        elif key in _LIMITS and isinstance(value, int) and not isinstance(value, bool) and value > 0:
            limits[key] = value
        else:
            raise SettingsError(
                "DL113",
                f"[sources] {key} = {value!r} is not a setting, or not a value that it can have.",
                f"known: columns (a table) and the whole numbers {', '.join(_LIMITS)}.",
            )
    return replace(SourceSettings(columns=columns), **limits)  # type: ignore[arg-type]  # the names are those of fields


def _pipeline(given: dict[str, Any]) -> str | None:
    """Return what the table ``[language]`` says; None where it says nothing. Whether it is there is not looked at."""
    name = given.get("pipeline")
    for key, value in given.items():
        if key != "pipeline" or not isinstance(value, str) or (value and not value.startswith(SCHEME)):
            raise SettingsError(
                "DL119",
                f"[language] {key} = {value!r} is not a setting, or not a value that it can have.",
                'pipeline = "spacy:en_core_web_trf", or "" for the model that ships.',
            )
    return name


def _actors(given: dict[str, Any], folder: Path) -> OwnActors | None:
    """Return the actors of the tables that ``[codebook]`` names; None where it names none and does not say so."""
    files = given.get("actors")
    for key, value in given.items():
        listed = [value] if isinstance(value, str) else value
        if key != "actors" or not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            raise SettingsError(
                "DL119",
                f"[codebook] {key} = {value!r} is not a setting, or not a value that it can have.",
                'actors = ["my_actors.csv"], or [] for none of your own.',
            )
    if files is None:
        return None
    return own_actors(_table(folder / name) for name in ([files] if isinstance(files, str) else files))


def _table(path: Path) -> tuple[str, str]:
    try:
        return str(path), path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "DL111", f"{path} cannot be read: {error}.", "a path beside the settings file, of a CSV in UTF-8."
        ) from error


def read_settings(path: str | Path | None) -> Settings:
    """Return the settings of a file, or the usual ones where there is none.

    Raises:
        SettingsError: a file is not there, cannot be read, or says something that we do not know.

    """
    if path is None:
        return Settings()
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("DL111", f"{path} cannot be read: {error}.", "see docs/reference/settings.md.") from error
    unknown = sorted(set(given) - set(TABLES))
    if unknown:
        known = ", ".join(f"[{name}]" for name in TABLES)
        raise SettingsError("DL114", f"{path}: unknown tables {', '.join(unknown)}.", f"known: {known}.")
    for name, value in given.items():
        if not isinstance(value, dict):
            raise SettingsError("DL114", f"{path}: {name} = {value!r} is no table.", f"write [{name}] above its keys.")
    return Settings(
        source_settings(given.get("sources", {})),
        _pipeline(given.get("language", {})),
        _actors(given.get("codebook", {}), Path(path).parent),
    )


def settings_of(given: Settings | SourceSettings | str | Path | None) -> Settings:
    """Return settings however they are given: as they are, those of sources alone, or a file.

    Raises:
        SettingsError: the file is wrong.

    """
    if isinstance(given, Settings):
        return given
    return Settings(given) if isinstance(given, SourceSettings) else read_settings(given)
