"""Two independent lists of office-holders to one table: what both say is kept, the rest is unknown.

``python -m making.offices`` reads ``making/offices/first*.csv`` and ``second*.csv`` (columns ``country, office,
person, since, until, known``), each written by somebody who had not seen the other, and writes ``holders.csv`` and
``persons.csv`` of the codebook. A day is given as ``2013-03-16``, ``2013-03`` or ``2013``, or as ``first/last`` where
the lists name different days: between them the holder is unknown.
"""

import argparse
import calendar
import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final

from making.names import ALIKE, SAME, alike, plain, slug_of

CODEBOOK: Final = Path("src/dateline/codebook")
BEGIN: Final = date(2000, 1, 1)
HALF: Final = 0.5
"""Part of both terms that two holders with names alike must share to be one."""
SUCCESSOR: Final = {"SCG": "SRB", "YUG": "SRB"}
"""States whose people went on in another."""
_DAY: Final = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Days:
    """An interval in which a day lies."""

    first: date
    last: date

    def __str__(self) -> str:
        """Return it as the table writes it."""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.day, self.last) == (1, _end(self.first.year, self.first.month)):
            return f"{self.first:%Y-%m}"
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (
            1,
            1,
            12,
            31,
        ) and self.first.year == self.last.year:
            return f"{self.first:%Y}"
        return f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in an office, as one list has it."""

    country: str
    office: str
    spellings: tuple[str, ...]
    since: Days
    until: Days | None
    """None where the holder was in office still at ``known``."""
    known: date | None


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def days(written: str) -> Days:
    """Return the interval that ``2013``, ``2013-03`` or ``2013-03-16`` means."""
    if not _DAY.fullmatch(written):
        raise ValueError(written)
    match [int(part) for part in written.split("-")]:
        case [year, month, day]:
            return Days(date(year, month, day), date(year, month, day))
        case [year, month]:
            return Days(date(year, month, 1), _end(year, month))
        case [year]:
            return Days(date(year, 1, 1), date(year, 12, 31))
    raise ValueError(written)


def listed(paths: list[Path]) -> list[Term]:
    """Return the terms of one list; ``=office`` lines become the terms of that office."""
    terms: list[Term] = []
    same: list[tuple[str, str, str, Days, Days | None, str]] = []
    for path in paths:
        with path.open(encoding="utf8", newline="") as lines:
            for row in csv.DictReader(lines):
                since = days(row["since"]) if row["since"] else Days(BEGIN, BEGIN)
                until = days(row["until"]) if row["until"] else None
                if row["person"].startswith("="):
                    same.append((row["country"], row["office"], row["person"][1:], since, until, row["known"]))
                    continue
                spellings = tuple(" ".join(part.split()) for part in row["person"].split("|") if part.strip())
                known = days(row["known"]).last if row["known"] and until is None else None
                if until is None and known is None:
                    continue  # open, and no word on how far it is known
                terms.append(Term(row["country"], row["office"], spellings, since, until, known))
    for country, office, other, since, until, _ in same:
        for term in [term for term in terms if (term.country, term.office) == (country, other)]:
            began, ended = term.since, term.until
            if (ended and ended.last < since.first) or (until and began.first > until.last):
                continue
            known = term.known
            if since.last > began.first:
                began = since
            if until and (ended is None or until.first < ended.last):
                ended, known = until, None
            terms.append(replace(term, office=office, since=began, until=ended, known=known))
    realms = {term.country for term in terms if term.office == "governor_general"}
    realms -= {term.country for term in terms if term.office == "head_of_state"}
    crown = [term for term in terms if (term.country, term.office) == ("GBR", "head_of_state")]
    terms += [replace(term, country=country) for country in sorted(realms) for term in crown]
    return sorted(set(terms), key=lambda term: (term.country, term.office, term.since.first, term.spellings))


def _shared(one: Term, other: Term) -> float:
    """Return the part of both terms together in which both hold the office."""
    ends = [term.until.last if term.until else term.known or term.since.last for term in (one, other)]
    starts = [term.since.first for term in (one, other)]
    whole = (max(ends) - min(starts)).days + 1
    return max(0, (min(ends) - max(starts)).days + 1) / whole


def _met(one: Term, other: Term) -> Term | None:
    """Return what two lists say alike of one holder's term, or None where their terms do not meet."""
    one_end = one.until.last if one.until else one.known
    other_end = other.until.last if other.until else other.known
    if one_end is None or other_end is None or one.since.first > other_end or other.since.first > one_end:
        return None
    since = _agreed(one.since, other.since)
    spellings = tuple(dict.fromkeys((*one.spellings, *other.spellings)))
    if one.until and other.until:
        until = _agreed(one.until, other.until)
        return None if until.last < since.first else Term(one.country, one.office, spellings, since, until, None)
    if not one.until and not other.until:
        return Term(one.country, one.office, spellings, since, None, min(one_end, other_end))
    ended, open_ = (one.until, other.known) if one.until else (other.until, one.known)
    if ended is None or open_ is None:
        return None
    until = ended if open_ >= ended.first else Days(open_, ended.last)
    if open_ > ended.last:  # one has left where the other still holds: unknown from then on
        until = Days(ended.first, open_)
    return Term(one.country, one.office, spellings, since, until, None)


def _agreed(one: Days, other: Days) -> Days:
    """Return where both can be true, or, where they cannot, the days between them, both included."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else Days(last, first)


def merged(first: list[Term], second: list[Term]) -> list[Term]:
    """Return the terms that both lists hold."""
    others: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in second:
        others[term.country, term.office].append(term)
    kept = []
    for term in first:
        fits = [(alike(term.spellings, other.spellings), other) for other in others[term.country, term.office]]
        strong = [other for likeness, other in fits if likeness == SAME]
        weak = [other for likeness, other in fits if likeness == ALIKE and _shared(term, other) > HALF]
        for other in strong or weak:
            met = _met(term, other)
            if met is not None:
                kept.append(met)
    return kept


def slugs(terms: list[Term]) -> dict[Term, str]:
    """Return the person of each term; two states' holders of one name are two persons."""
    crowned = {term.country for term in terms if term.office == "governor_general"}
    own = [
        term
        for term in terms
        if not term.country.startswith("org:") and not (term.office == "head_of_state" and term.country in crowned)
    ]
    states: dict[str, set[str]] = defaultdict(set)
    for term in own:
        states[slug_of(term.spellings[0])].add(SUCCESSOR.get(term.country, term.country))
    found = {term: slug_of(term.spellings[0]) for term in terms}
    for term in own:
        if len(states[found[term]]) > 1:
            found[term] += f"-{SUCCESSOR.get(term.country, term.country).lower()}"
    return found


def people(terms: list[Term], slug: dict[Term, str]) -> dict[str, tuple[str, ...]]:
    """Return every person's spellings by slug."""
    found: dict[str, tuple[str, ...]] = {}
    for term in terms:
        found[slug[term]] = tuple(dict.fromkeys((*found.get(slug[term], ()), *term.spellings)))
    return found


def same_people(terms: list[Term]) -> list[Term]:
    """Return the terms with one spelling first for each person of a country, whichever office the terms are of."""
    by_country: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_country[term.country].append(term)
    renamed: list[Term] = []
    for of_country in by_country.values():
        names = sorted({term.spellings for term in of_country}, key=lambda spellings: (-len(spellings), spellings))
        leader = {spellings: spellings for spellings in names}
        for one, other in combinations(names, 2):
            if {"".join(plain(a)) for a in one} & {"".join(plain(b)) for b in other}:
                leader[other] = leader[one]
        renamed += [
            replace(term, spellings=tuple(dict.fromkeys((*leader[term.spellings], *term.spellings))))
            for term in of_country
        ]
    return renamed


def longest(terms: list[Term]) -> list[Term]:
    """Return the terms without those that say less of one that is there: same office, person and first day."""
    found: dict[tuple[str, str, str, Days], Term] = {}
    for term in terms:
        key = (term.country, term.office, slug_of(term.spellings[0]), term.since)
        other = found.get(key)
        if other is None or _end_of(term) > _end_of(other):
            found[key] = term
    return list(found.values())


def _end_of(term: Term) -> date:
    last = term.until.last if term.until else term.known
    return last or term.since.last


def organisation_keys() -> dict[str, str]:
    """Return the codebook's key of every organisation by its names in lower case, with hyphens for blanks."""
    found: dict[str, str] = {}
    with (CODEBOOK / "organisations.csv").open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for name in (row["key"], row["name"], *row["aliases"].split("|")):
                found.setdefault("-".join(name.lower().split()), row["key"])
            found[row["key"]] = row["key"]
    return found


def of_organisations(terms: list[Term]) -> list[Term]:
    """Return the terms with the codebook's key for each organisation; one that it does not know is left out."""
    keys = organisation_keys()
    kept = []
    for term in terms:
        if not term.country.startswith("org:"):
            kept.append(term)
        elif key := keys.get(term.country.removeprefix("org:")):
            kept.append(replace(term, country=f"org:{key}"))
        else:
            print(f"no such organisation: {term.country}")
    return kept


def _genders(path: Path) -> dict[str, str]:
    """Return the gender of those of whom somebody said it, by slug."""
    with path.open(encoding="utf8", newline="") as lines:
        return {row["person"]: row["gender"] for row in csv.DictReader(lines)}


def write_holders(terms: list[Term], slug: dict[Term, str]) -> None:
    """Write the table of terms."""
    with (CODEBOOK / "holders.csv").open("w", encoding="utf8", newline="") as out:
        out.write(
            "# Who held which office when, as two independent lists agree (making/offices.py). A day is known to the\n"
        )
        out.write(
            "# day, month or year; first/last where they differ: unknown between. No until: in office when known.\n"
        )
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["country", "office", "person", "since", "until", "known", "source"])
        for term in terms:
            known = term.known.isoformat() if term.known else ""
            days_ = (str(term.since), str(term.until or ""), known)
            table.writerow([term.country, term.office, slug[term], *days_, "unsourced"])


def write_people(spellings: dict[str, tuple[str, ...]], genders: dict[str, str]) -> None:
    """Write the table of persons."""
    with (CODEBOOK / "persons.csv").open("w", encoding="utf8", newline="") as out:
        out.write("# The holders of offices, as news spells them; gender: f, m, or empty where it was not said.\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["person", "name", "aliases", "gender", "source"])
        for person, names in sorted(spellings.items()):
            known = person if person in genders else re.sub("-[a-z]{3}$", "", person)
            gender = genders.get(known, "")
            table.writerow([person, names[0], " | ".join(names[1:]), gender, "unsourced"])


def main() -> None:
    """Write both tables and print how much was agreed on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=Path, default=Path("making/offices"))
    given = parser.parse_args()
    first = listed(sorted(given.lists.glob("first*.csv")))
    second = listed(sorted(given.lists.glob("second*.csv")))
    terms = longest(of_organisations(same_people(merged(first, second))))
    terms.sort(key=lambda term: (term.country, term.office, term.since.first, term.spellings))
    slug = slugs(terms)
    spellings = people(terms, slug)
    write_holders(terms, slug)
    write_people(spellings, _genders(given.lists / "genders.csv"))
    states = len({term.country for term in terms})
    agreed = f"agreed {len(terms)} terms of {len(spellings)} persons in {states} states and organisations"
    print(f"first {len(first)}, second {len(second)}, {agreed}")


if __name__ == "__main__":
    main()
