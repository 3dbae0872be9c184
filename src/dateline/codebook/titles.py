"""Loads the titles of offices, the bodies that every state has, and the common nouns for people who act.

What a rule tells is not in the tables: deputies, acting and former holders, plurals, "X minister" and "minister of X"
for any portfolio, the spokesman or head of any body.
"""

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.actor_words import listed
from dateline.codebook.entries import optional
from dateline.codebook.spellings import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMER: Final = listed("former")
"""Words before a title that say that the office was held before."""
_STILL: Final = listed("still")
"""Words before a title that do not change the office."""
_DEPUTY: Final = listed("deputy")
_DEPUTIES: Final = MappingProxyType(
    {
        "foreign_minister": "deputy_foreign_minister",
        "defence_minister": "deputy_defence_minister",
        "head_of_government": "deputy_head_of_government",
        "head_of_state": "vice_president",
        "deputy_head_of_government": "deputy_head_of_government",
        "deputy_foreign_minister": "deputy_foreign_minister",
        "deputy_defence_minister": "deputy_defence_minister",
    }
)
_MINISTERS: Final = listed("minister")
_SPOKESPERSONS: Final = listed("spokesperson")
_HEADS: Final = listed("head")
_OF: Final = frozenset(("of", "for"))
_LONGEST: Final = 12
"""Words of the longest title looked at."""


class Title(NamedTuple):
    """What a title says."""

    office: str
    sector: str
    body: str
    """Words of the body it belongs to; empty where unknown."""


class Body(NamedTuple):
    """An institution that every state has."""

    words: str
    kind: str
    sector: str
    office: str
    """The office that heads it; empty where unknown."""


class Agent(NamedTuple):
    """A common noun for people who act for a side."""

    sector: str
    number: str
    """``one`` or ``many``; empty where it can be both."""


@cache
def title_rows() -> "Mapping[tuple[str, ...], Mapping[str, Title]]":
    """Return the titles of the table by their folded parts, then by country; an empty country is any."""
    found: dict[tuple[str, ...], dict[str, Title]] = {}
    for row in optional("titles"):
        title = Title(row["office"], row["sector"], row["body"])
        found.setdefault(parts(row["words"]), {}).setdefault(row["country"], title)
    return MappingProxyType({key: MappingProxyType(several) for key, several in found.items()})


@cache
def bodies() -> "Mapping[tuple[str, ...], Body]":
    """Return the bodies by their folded parts."""
    return MappingProxyType(
        {
            parts(row["words"]): Body(row["words"], row["kind"], row["sector"], row["office"])
            for row in reversed(optional("bodies"))
        }
    )


@cache
def agents() -> "Mapping[tuple[str, ...], Agent]":
    """Return the nouns by their folded parts, in the singular and the plural."""
    found: dict[tuple[str, ...], Agent] = {}
    for row in optional("agents"):
        number = "" if row["number"] == "both" else row["number"]
        if row["plural"] and row["plural"] != row["word"]:
            found.setdefault(parts(row["plural"]), Agent(row["sector"], "many"))
        found.setdefault(parts(row["word"]), Agent(row["sector"], number))
    return MappingProxyType(found)


@cache
def portfolios() -> frozenset[str]:
    """Return the folded words of which the names of ministries are made, such as ``cooperation``."""
    kinds = frozenset(("ministry", "of", "the", "department", "for"))
    return frozenset(word for key, found in bodies().items() if found.kind == "ministry" for word in key) - kinds


def body(words: str) -> Body | None:
    """Return the institution of this name that every state has: ``foreign ministry``; None where there is none."""
    return bodies().get(parts(words))


def agent(word: str) -> Agent | None:
    """Return what a common noun for people who act says, in either number; None where it is none."""
    return agents().get(parts(word))


def title(words: str, country: str = "") -> Title | None:
    """Return the office that a title means in a country; None where it is no title.

    Args:
        words: the title without a name, in any letter case; "former" and the like may stand before it.
        country: ISO 3166-1 alpha-3 where known. Without it, a title that means an office in some countries alone
            ("foreign secretary") is read as in the one country that has it, and is no office where several have it.

    """
    return title_of(parts(words), country)


def title_country(key: tuple[str, ...]) -> str:
    """Return the one country in which folded parts are a title ("taoiseach"); empty where it is one in several."""
    rows = title_rows().get(key, {})
    return next(iter(rows)) if len(rows) == 1 else ""


@lru_cache(maxsize=32_768)
def title_of(key: tuple[str, ...], country: str = "") -> Title | None:
    """Return what ``title`` does for folded parts."""
    if not key or len(key) > _LONGEST:
        return None
    rows = title_rows().get(key)
    if rows:
        found = rows.get(country) or rows.get("")
        if not found and (not country or len(rows) == 1):
            several = {(row.office, row.sector) for row in rows.values()}
            found = next(iter(rows.values())) if len(several) == 1 else None
            found = found or Title("", next(iter(rows.values())).sector, "")
        if found:
            return found
    return _lead(key, country) or _derived(key, country)


def _lead(key: tuple[str, ...], country: str) -> Title | None:
    """Return the office of a title that a word before it changes, or leaves as it is."""
    first, rest = key[0], key[1:]
    if first in FORMER or first in _STILL:
        return title_of(rest, country)
    if first == "first" and rest[:1] in (("deputy",), ("vice",)):
        return title_of(rest, country)
    if first in _DEPUTY:
        main = title_of(rest, country)
        return main and Title(_deputy(main), main.sector, main.body)
    if first == "shadow":
        return title_of(rest, country) and Title("member_of_parliament", "OPP", "")
    return None


def _deputy(main: Title) -> str:
    """Return the office of the deputy of the holder of another."""
    ministry = "other_minister" if main.office.endswith("_minister") else main.office
    return _DEPUTIES.get(main.office, ministry)


def _derived(key: tuple[str, ...], country: str) -> Title | None:
    """Return the office of a minister of any portfolio, or of the head or spokesman of a body."""
    last = key[-1]
    if last in _SPOKESPERSONS:
        return Title("spokesperson", _sector(key[:-1]), " ".join(key[:-1]) if key[:-1] in bodies() else "")
    if last.endswith("s") and len(last) > len("pms") and (found := title_of((*key[:-1], last[:-1]), country)):
        return found
    if last in _MINISTERS and len(key) > 1 and key[0] != "prime":
        return _minister(key[:-1])
    if last in _HEADS:
        return _head(key[:-1])
    return _of(key, country) if len(key) > 2 else None  # noqa: PLR2004 - "minister of X"


def _of(key: tuple[str, ...], country: str) -> Title | None:
    """Return the office of a "minister of X" or "head of X"."""
    rest = key[2 + (key[2] == "the") :]
    if key[0] in _MINISTERS and key[1:4] in (("of", "state", "for"), ("of", "state", "of")):
        return title_of(("deputy", key[0], "of", *key[4:]), country)
    if key[0] in _MINISTERS and key[1] in _OF:
        return _minister(rest)
    return _head(rest) if key[0] in _HEADS and key[1] == "of" else None


def _sector(key: tuple[str, ...]) -> str:
    found = bodies().get(key)
    return found.sector if found else "GOV"


def _minister(portfolio: tuple[str, ...]) -> Title | None:
    """Return the minister of a portfolio: an office of its own where the codebook has its ministry so."""
    if not portfolio:
        return None
    ministry = bodies().get((*portfolio, "ministry")) or bodies().get(("ministry", "of", *portfolio))
    if ministry:
        return Title(ministry.office or "other_minister", "GOV", ministry.words)
    return Title("other_minister", "GOV", "") if portfolios().issuperset(portfolio) else None


def _head(words: tuple[str, ...]) -> Title | None:
    """Return the head of a body."""
    found = bodies().get(words)
    return Title(found.office, found.sector, found.words) if found else None
