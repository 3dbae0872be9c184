"""Settings: what ``dateline.toml`` may say, and what holds where it says nothing."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from dateline.errors import SettingsError
from dateline.store.document import SourceSettings

_LIMITS: Final = tuple(field.name for field in fields(SourceSettings) if field.name != "columns")


def _columns(given: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the usual columns with those that the settings name in front; an empty list switches a field off."""
    usual = dict(SourceSettings().columns)
    for field, names in given.items():
        listed = [names] if isinstance(names, str) else names
        if field not in usual or not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            raise SettingsError(
                "DL112",
                f"[sources.columns] {field} = {names!r} is not a column name or a list of them for a known field.",
                f"known fields: {', '.join(usual)}.",
            )
        if not listed:  # the field is not to be read
            usual[field] = ()
            continue
        usual[field] = tuple(dict.fromkeys([name.lower() for name in listed] + list(usual[field])))
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


def read_settings(path: str | Path | None) -> SourceSettings:
    """Return the settings of a file, or the usual ones where there is none.

    Raises:
        SettingsError: the file is not there, is not TOML, or says something that we do not know.

    """
    if path is None:
        return SourceSettings()
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("DL111", f"{path} cannot be read: {error}.", "see docs/reference/settings.md.") from error
    unknown = sorted(set(given) - {"sources"})
    if unknown:
        raise SettingsError("DL114", f"{path}: unknown tables {', '.join(unknown)}.", "known: [sources].")
    return source_settings(given.get("sources", {}))
