"""JSON-LD as pages really write it: nested, repeated, broken; flattened to nodes that say whether they are the article.

Nothing is followed that speaks of another piece: related articles, videos, pictures, lists of links, comments.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from dateline.codebook.page_fields import keys_of

Value = object
"""What JSON can hold."""

_PIECES: Final = frozenset(
    ["blogposting", "liveblogposting", "report", "socialmediaposting", "discussionforumposting", "techarticle"]
)
_PAGES: Final = frozenset(["webpage", "itempage", "mediaobject", "creativework", "videoobject", "collectionpage"])
_DEEPEST: Final = 12
_MOST: Final = 5000

_WRAPPING: Final = re.compile(r"^\s*(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/)")
_WRAPPED: Final = re.compile(r"(?:-->|//\s{0,9}\]\]>|\]\]>|/\*\s{0,9}\]\]>\s{0,9}\*/)\s*;?\s*$")
_LOOSE_COMMA: Final = re.compile(r",(?=\s{0,200}[}\]])")
_LOOSE_PAIR: Final = re.compile(
    r'"(@type|datePublished|dateModified|dateCreated|headline)"\s{0,9}:\s{0,9}"([^"]{1,500})"'
)


class Node(NamedTuple):
    """One node of a page's JSON-LD."""

    kind: str
    """``article``, ``page`` (about the page as a whole), or ``other``."""
    values: Mapping[str, Value]


def nodes_of(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Return the nodes of all scripts in order, outer before inner; scripts that cannot be read give what they can."""
    found: list[Node] = []
    for script in scripts:
        _flatten(_parsed(script), 0, found)
    return tuple(found)


def strings(value: Value) -> list[str]:
    """Return the strings in a value, or in the list that it is, on one line each and with entities resolved."""
    values = value if isinstance(value, list) else [value]
    return [" ".join(html.unescape(each).split()) for each in values if isinstance(each, str) and each.strip()]


def names_of(value: Value, nodes: Sequence[Node]) -> list[str]:
    """Return the names that a value gives: strings, ``name`` of nodes, or of the nodes that an ``@id`` points at."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            found.extend(strings(each))
        elif isinstance(each, dict):
            names = strings(each.get("name"))
            if not names and isinstance(each.get("@id"), str):
                same = (node.values.get("name") for node in nodes if node.values.get("@id") == each["@id"])
                names = next((given for name in same if (given := strings(name))), [])
            found.extend(names)
    return found


def _parsed(script: str) -> Value:
    """Return what a script holds; where it is broken, the plain pairs of its first article."""
    text = _WRAPPED.sub("", _WRAPPING.sub("", script, count=1), count=1).strip().rstrip(";")
    for candidate in (text, _LOOSE_COMMA.sub("", text)):
        try:
            value: Value = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    pairs: dict[str, Value] = {}
    for match in _LOOSE_PAIR.finditer(text):
        key = match[1]
        if key == "@type" and pairs.get("@type") and _kind(pairs) == "article":
            continue
        if key == "@type" or key not in pairs:
            pairs[key] = match[2]
    return pairs


def _flatten(value: Value, depth: int, found: list[Node]) -> None:
    """Add the nodes in a value to those found, down to a fixed depth."""
    if depth > _DEEPEST or len(found) >= _MOST:
        return
    if isinstance(value, list):
        for each in value:
            _flatten(each, depth + 1, found)
    elif isinstance(value, dict):
        found.append(Node(_kind(value), value))
        for key, inner in value.items():
            if isinstance(inner, list | dict) and key.lower() not in _elsewhere():
                _flatten(inner, depth + 1, found)


@cache
def _elsewhere() -> frozenset[str]:
    """Return the properties whose nodes are other things than the page's own article."""
    return frozenset(keys_of("elsewhere"))


def _kind(values: Mapping[str, Value]) -> str:
    """Return what a node is about, by its types."""
    types = {name.rpartition("/")[2].lower() for name in strings(values.get("@type"))}
    if any(name.endswith("article") or name in _PIECES for name in types):
        return "article"
    return "page" if types & _PAGES else "other"
