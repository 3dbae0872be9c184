"""A pile of articles to measure on: invented affairs of invented states, about 500 words each, the same every time."""

import html
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

WORDS: Final = 500
"""Words that an article has at least; it ends with the paragraph that reaches them."""

Choice = TypeVar("Choice")

_DATELINES: Final = 3
"""Of five articles, so many open with a dateline."""

_MASK: Final = (1 << 64) - 1


def _listed(phrases: str) -> tuple[str, ...]:
    """Return the phrases of a table, which bars part."""
    return tuple(phrases.split("|"))


_SYLLABLES: Final = _listed(
    "bar|bel|cor|dan|dor|el|fen|gal|har|il|jor|kal|lan|mir|nor|ost|per|quen|ras|sel|tor|ul|var|wen|yor|zan"
)
_ENDINGS: Final = _listed("a|e|en|ia|in|is|o|ov|uk|um|us|y")
_STATES: Final = (
    ("Vellmark", "Vellmarkish"),
    ("Ostrania", "Ostranian"),
    ("Kaldria", "Kaldrian"),
    ("Maruvia", "Maruvian"),
    ("Tessaly Coast", "Tessalian"),
    ("North Quill", "Quillish"),
    ("Benovar", "Benovari"),
    ("Isle of Harn", "Harnish"),
)
_OFFICES: Final = _listed(
    "Foreign Minister|Prime Minister|Defence Minister|President|Trade Minister|Special Envoy|Gen.|Ambassador|Dr.|Adm."
)
_OUTLETS: Final = ("The Meridian Post", "Harbour Gazette", "Ostrania Today", "Kaldria Courier", "Quill Observer")
_MONTHS: Final = _listed("January|February|March|April|May|June|July|August|September|October|November|December")
_DAYS: Final = _listed("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
_FURNITURE: Final = (
    "READ MORE: {place} counts the cost of a dry summer",
    "Sign up for our newsletter and get the morning briefing in your inbox",
    "Share this article",
    "Photo: {name} at the port of {place}, {calendar}. (Courtesy of the ministry)",
    "Follow us on Facebook and Twitter",
    "{name} covers diplomacy for {outlet} and has lived in {place} since {year}.",
    "Advertisement",
    "Also read: {other} shuts its air space over {place}",
)
_SLOTS: Final = {
    "topic": (
        "the shared river dams|fishing rights in the Amber Strait|overflights|tariffs on copper wire|grain transit|"
        "prisoners of the winter war|a joint patrol|visas for students|an old mining loan|the border bridge|"
        "radar stations on the ridge|the gas pipeline|flood warnings|smuggled medicine"
    ),
    "step": (
        "sign a protocol|recall its envoy|reopen the crossing|lower the duty by a fifth|release the trawler crews|"
        "send observers|publish the survey|halt the exercise|exchange prisoners|review the treaty|withdraw two "
        "battalions|build a second lock|suspend landing rights|set up a hotline"
    ),
    "manner": (
        "after hours of bargaining|without giving reasons|in a short statement|at the edge of the summit|despite "
        "protests at home|over a working breakfast|behind closed doors|to loud applause|with visible reluctance"
    ),
    "body": (
        "the cabinet|parliament|the central bank|the coast guard|the upper chamber|the general staff|an opposition "
        "bloc|the port authority|the election board|a court in the capital|the farmers' union"
    ),
    "mood": "cautious|bitter|hopeful|uneasy|stubborn|weary|brisk|tense|polite|frank|stormy|sober",
    "thing": (
        "a draft of eleven articles|the missing annex|an inventory of wrecks|a letter of intent|new sea charts|the "
        "harvest figures|a list of forty names|a map from the last century|the auditors' report|satellite pictures"
    ),
    "cause": (
        "prices had doubled|the old accord had lapsed|both sides had lost money|winter was close|elections were near|"
        "insurers had pulled out|the drought had emptied the canals|nobody had been paid|the ferry had sunk"
    ),
    "people": "Diplomats|Traders|Dock workers|Officials|Analysts|Veterans|Residents|Lawmakers|Engineers|Aid workers",
    "place_kind": "harbour|valley|customs house|old fortress|railway town|lake resort|garrison|market square",
    "relative": (
        "on {day}|last week|next month|yesterday|two days earlier|since June|in {month} {year}|on {calendar}|"
        "later this year|for three weeks|early on {day}|at the end of {month}|in {year}|by {month} {number}"
    ),
}
_SENTENCES: Final = (
    "{state} will {step} {relative}, {office} {name} told reporters in {place} {manner}.",
    '"We did not come to {place} to argue about {topic}," {name} said. "We came because {cause}."',
    "{people} in the {place_kind} of {place} described a {mood} day as {body} debated {topic}.",
    "The {adjective} side presented {thing} {relative}, but {office} {surname} called it a {mood} reading.",
    "{other} has refused to {step} {relative}, saying {cause} and that {topic} must be settled first.",
    "According to {body}, {number} ships and {figure} tonnes of freight were held up near {place} {relative}.",
    "Talks on {topic} began on {calendar} and broke down {relative}, {manner}.",
    '{name}, who led the delegation until {month} {year}, said that {state} "may yet {step}" if {body} agrees.',
    "A spokesman for {office} {surname} denied {relative} that {thing} had been handed over in {place}.",
    "It was the {ordinal} meeting of the two states in {number} months, and the first since {cause}.",
    "{people} close to {body} expect {state} to {step}, though none would say when.",
    "Mr. {surname} spent {number} minutes on {topic} alone; his {adjective} hosts listened {manner}.",
    "In {place}, {figure} people marched {relative} against {topic}, the police of the {place_kind} said.",
    "Neither {state} nor {other} has said whether {thing} will be made public.",
    "The two governments agreed in {year} to {step}, but {body} never ratified the text.",
    "Under the plan, {other} would {step} by {calendar} and {state} would pay ${number}.5 million in return.",
    "What happens to {topic} is an open question.",
    "Trade between the neighbours fell by {number} percent, to {figure} crowns, because {cause}.",
    "\u201cNobody in {place} believes it,\u201d said {name}, a retired pilot. \u201cNot after {month}.\u201d",
    "{office} {name} is due in {place} {relative} with {thing}, {people_small} familiar with the visit said.",
)


class Article(NamedTuple):
    """One article of the pile."""

    url: str
    outlet: str
    title: str
    published: date
    text: str

    def as_row(self) -> str:
        """Return the article as a line of a ``.jsonl`` pile."""
        fields = {"url": self.url, "outlet": self.outlet, "title": self.title, "published": str(self.published)}
        return json.dumps({**fields, "text": self.text}, ensure_ascii=False)

    def as_page(self) -> str:
        """Return the article as a small page: a navigation, its text a paragraph an element, a footer."""
        title, outlet = html.escape(self.title), html.escape(self.outlet)
        links = "".join(
            f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("World", "Trade", "Sport", "Arts")
        )
        paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in self.text.split("\n"))
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>'
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{self.published}T08:30:00Z">'
            f'<link rel="canonical" href="{self.url}"></head><body><nav><ul>{links}</ul></nav>'
            f"<article><h1>{title}</h1>\n{paragraphs}\n</article>"
            f"<aside><h3>Most read</h3><ul>{links}</ul></aside><footer>Copyright {outlet}</footer></body></html>"
        )


class _Lot:
    """Draws that are the same on every machine: a counter, mixed (the finaliser of SplitMix64, Steele et al. 2014)."""

    def __init__(self, seed: int) -> None:
        self.state = seed * 0x9E3779B97F4A7C15 & _MASK

    def below(self, limit: int) -> int:
        self.state = self.state + 0x9E3779B97F4A7C15 & _MASK
        mixed = (self.state ^ self.state >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
        return (mixed ^ mixed >> 31) % limit

    def one(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.below(len(choices))]


_CHOICES: Final = {slot: _listed(phrases) for slot, phrases in _SLOTS.items()}


class _Affair:
    """What one article is about: two states, some people and places, a day; and how its slots are filled."""

    def __init__(self, lot: _Lot) -> None:
        self.lot = lot
        self.day = date(2031, 1, 1) + timedelta(days=lot.below(1400))
        self.states = (lot.one(_STATES), lot.one(_STATES))
        self.outlet = lot.one(_OUTLETS)
        self.names = [f"{self.word(2)} {self.word(3)}" for _ in range(4)]
        self.places = [self.word(3) for _ in range(3)]

    def word(self, syllables: int) -> str:
        """Return a name that nobody bears."""
        stem = "".join(self.lot.one(_SYLLABLES) for _ in range(syllables - 1))
        return (stem + self.lot.one(_ENDINGS)).capitalize()

    def __getitem__(self, slot: str) -> str:
        """Return words for a slot of a template."""
        made = _MADE.get(slot)
        return made(self) if made else self.lot.one(_CHOICES[slot]).format_map(self)

    def sentence(self) -> str:
        """Return one sentence of the affair."""
        words = self.lot.one(_SENTENCES).format_map(self)
        return words[0].upper() + words[1:]

    def paragraph(self) -> str:
        """Return one to three sentences."""
        return " ".join(self.sentence() for _ in range(1 + self.lot.below(3)))

    def calendar(self) -> str:
        """Return a day near that of the article, written out in one of the usual ways."""
        day = self.day - timedelta(days=self.lot.below(400))
        month = _MONTHS[day.month - 1]
        return self.lot.one([f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month} {day.day}"])


_MADE: Final[dict[str, Callable[[_Affair], str]]] = {
    "state": lambda affair: affair.states[0][0],
    "other": lambda affair: affair.states[1][0],
    "adjective": lambda affair: affair.lot.one(affair.states)[1],
    "office": lambda affair: affair.lot.one(_OFFICES),
    "name": lambda affair: affair.lot.one(affair.names),
    "surname": lambda affair: affair.lot.one(affair.names).split()[1],
    "place": lambda affair: affair.lot.one(affair.places),
    "people_small": lambda affair: affair["people"].lower(),
    "outlet": lambda affair: affair.outlet,
    "day": lambda affair: affair.lot.one(_DAYS),
    "month": lambda affair: affair.lot.one(_MONTHS),
    "year": lambda affair: str(affair.day.year - affair.lot.below(9)),
    "number": lambda affair: str(2 + affair.lot.below(88)),
    "figure": lambda affair: f"{1 + affair.lot.below(900)},{affair.lot.below(1000):03}",
    "ordinal": lambda affair: affair.lot.one(("second", "third", "fifth", "seventh")),
    "calendar": _Affair.calendar,
}


def article(number: int) -> Article:
    """Return the article of a number: always the same, and unlike that of any other number.

    Three in five open with a dateline, and about one line in six is furniture; the mean is about 520 words, 25
    sentences and 15 paragraphs, near what news pages have.
    """
    affair = _Affair(_Lot(number + 1))
    lot = affair.lot
    title = "{state} may {step} as {other} weighs {topic}".format_map(affair)
    lines = [affair.paragraph()]
    if lot.below(5) < _DATELINES:
        month = _MONTHS[affair.day.month - 1]
        lines[0] = f"{affair.places[0].upper()}, {month} {affair.day.day} (Meridian) - {lines[0]}"
    while sum(len(line.split()) for line in lines) < WORDS:
        lines.append(lot.one(_FURNITURE).format_map(affair) if lot.below(6) == 0 else affair.paragraph())
    outlet = affair.outlet.lower().replace(" ", "-")
    url = f"https://{outlet}.example/{affair.day:%Y/%m/%d}/{number}"
    return Article(url, affair.outlet, title, affair.day, "\n".join([title, *lines]))


def articles(count: int, first: int = 0) -> Iterator[Article]:
    """Yield ``count`` articles, from number ``first`` on."""
    return map(article, range(first, first + count))


def write_pile(path: Path, count: int) -> None:
    """Write a ``.jsonl`` pile of ``count`` articles; one at a time, so that a large one takes no memory."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(article_.as_row() + "\n" for article_ in articles(count))
