"""Resolves words that name an organisation again without its name: "the ministry", "the group", "the company"."""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.load import table
from dateline.codebook.own import PREFIX
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.codebook import organisation_kind
from dateline.reading.actor.found import Answer, Found

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARGIN: Final = 1.0
_FAR: Final = 8
"""Sentences within which an organisation is named again by a noun alone."""


class Fallback(NamedTuple):
    """Whom a word can name again."""

    kind: str
    """``person``, ``organisation`` or ``state``."""
    fits: frozenset[str]
    """Offices of the person, or kinds of the organisation."""
    gender: str
    countries: frozenset[str]
    """Where a title means that; empty for anywhere."""


@cache
def _fallbacks() -> "Mapping[tuple[str, ...], Fallback]":
    return MappingProxyType(
        {
            parts(row["words"]): Fallback(
                row["kind"], frozenset(row["fits"].split(" | ")), row["gender"], frozenset(row["countries"].split())
            )
            for row in table("fallbacks")
        }
    )


def fallback(words: str) -> Fallback | None:
    """Return whom words without a name can name again; None where they are no such words."""
    return _fallbacks().get(parts(words))


def again(article: Article, index: int) -> Answer:
    """Return the organisation or state before that a noun names again; empty where none, or two are as likely."""
    mention = article.mentions[index]
    fits = fallback(mention.name)
    if fits is None or fits.kind == "person" or mention.keys:
        return ()

    def fitting(found: Found) -> bool:
        if mention.country not in ("", found.country):
            return False
        if fits.kind == "state":
            return found.kind == "state" and found.country != ""
        return found.kind == "organisation" and (
            organisation_kind(found.id) in fits.fits or _local_fits(found, mention.name)
        )

    ranked = article.salient(index, fitting)
    word = parts(mention.name)[-1:]
    ranked = [pair for pair in ranked if word[0] in parts(pair[1].name)] or ranked
    found = clear(ranked, _MARGIN)
    if found is None and not ranked and fits.kind == "organisation":
        found = article.before(fits.fits, lambda one: fitting(one) and word[0] in parts(one.name))
        found = found or article.before(fits.fits, fitting)
        if found and mention.sentence - article.mentions[found.last].sentence > _FAR:
            found = None
    return ((found, f"again at {found.at}: {mention.name}"),) if found else ()


def _local_fits(found: Found, words: str) -> bool:
    """Say whether the name of an organisation of this article alone has the noun among its words."""
    return not found.kind or (found.id.startswith(("local:", PREFIX)) and parts(words)[-1:] == parts(found.name)[-1:])
