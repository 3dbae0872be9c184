"""Builds the layer ``mentions`` from an inline notation, so that a case of ``actors`` needs no model.

``[Wang Yi|person subject] met [the envoy|office office=special_envoy object].``: words in brackets are a mention, after
the bar stand its kind, its part and any of its fields; the keys are those of the codebook unless given. A new line is
a new sentence.
"""

import re
from typing import Any

from dateline.codebook.actors import capital_of, named, seat_of
from dateline.record.reading import MENTION_KINDS, Mention

PARTS = ("subject", "passive", "object", "oblique", "possessive", "apposition", "other")
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_KEYS = {"state": "state", "organisation": "organisation", "group": "organisation", "person": "person"}
_PRONOUNS = {
    "he": ("m", "one"),
    "him": ("m", "one"),
    "his": ("m", "one"),
    "she": ("f", "one"),
    "her": ("f", "one"),
    "it": ("n", "one"),
    "its": ("n", "one"),
    "they": ("", "many"),
    "them": ("", "many"),
    "their": ("", "many"),
}


def keys_of(kind: str, name: str) -> tuple[str, ...]:
    found = {entry.key for entry in named(name) if entry.kind == _KEYS.get(kind)}
    country = (capital_of(name) or seat_of(name)) if kind == "state" else ""
    return tuple(sorted(found | ({f"state:{country}"} if country else set())))


def mention(words: str, notes: str, start: int, sentence: int) -> Mention:
    kind, *rest = notes.split()
    assert kind in MENTION_KINDS
    fields: dict[str, Any] = {"part": "other"}
    for note in rest:
        field, equals, value = note.partition("=")
        if equals:
            fields[field] = value.replace("_", " ") if field == "name" else value
        else:
            assert field in PARTS, field
            fields["part"] = field
    name = fields.get("name", words)
    gender, number = _PRONOUNS.get(words.lower(), ("", "")) if kind == "pronoun" else ("", "")
    keys = tuple(fields["keys"].split(",")) if "keys" in fields else keys_of(kind, name)
    country = fields.get("country", keys[0][6:] if kind == "state" and len(keys) == 1 else "")
    return Mention(
        start=start,
        end=start + len(words),
        kind=kind,
        name=name,
        keys=keys,
        country=country,
        sector=fields.get("sector", ""),
        office=fields.get("office", ""),
        former=fields.get("former", "") == "yes",
        number=fields.get("number", number),
        gender=fields.get("gender", gender),
        part=fields["part"],
        sentence=sentence,
        within=int(fields["within"]) if "within" in fields else None,
        beside=int(fields["beside"]) if "beside" in fields else None,
    )


def mentioned(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the text without marks, and its mentions."""
    text, found = "", []
    for sentence, line in enumerate(marked.strip().splitlines()):
        text += " " if sentence else ""
        last = 0
        for mark in _MARKED.finditer(line):
            text += line[last : mark.start()]
            found.append(mention(mark[1], mark[2], len(text), sentence))
            text += mark[1]
            last = mark.end()
        text += line[last:]
    return text, tuple(found)
