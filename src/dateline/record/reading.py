"""A Reading: one article's immutable text, what its source says of it, and the layers found in it so far.

Every layer is a tuple of small named values with ``start`` and ``end`` into the text, or one such value.
Words for roles, types and precisions are those of DESIGN section 2; they are constants here, so that a
misspelt role is an error and not a new role.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from dateline.record.span import Span

ROLES: Final = (
    "title",
    "lede",
    "body",
    "caption",
    "byline",
    "dateline",
    "promo",
    "related",
    "form",
    "social",
    "newsletter",
    "bio",
    "standards",
    "duplicate",
)
"""What a block is for."""

PROSE: Final = frozenset({"title", "lede", "body"})
"""Roles whose words are the article's own news; they are split into sentences, and facts come from them alone."""

FURNITURE: Final = frozenset(ROLES) - PROSE - {"dateline"}
"""Roles that are not the article's own news. A byline or caption may still date it; the rest says nothing."""

MARKS: Final = ("glued", "stop_inside", "lost_quotes", "cut")
"""Damage noticed in a block: words glued together, a full stop inside a sentence, quotation marks lost,
the end cut off. The text itself is never changed."""

PRECISIONS: Final = (
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
)
"""How exact the words of a time are."""


NAME_TYPES: Final = ("person", "organisation", "place", "demonym", "office", "facility", "event", "other")
"""What a proper name is the name of; ``office`` is the words of a post ("foreign minister"), ``demonym`` those of a
nationality, people or creed ("Chinese")."""

MENTION_KINDS: Final = ("state", "organisation", "office", "person", "group", "pronoun", "sides", "place")
"""What a mention looks like. ``group`` is a common noun for people who act ("Chinese officials", "the rebels");
``sides`` is several known ones at once ("the two sides", "both countries")."""

ACTOR_KINDS: Final = ("state", "organisation", "office", "person", "group")
"""What an actor is."""


class DateSignal(NamedTuple):
    """A date that an article's source gives of it: when it was published, or last changed."""

    kind: str
    """``published`` or ``modified``."""
    day: date
    origin: str
    """Where it came from, such as ``json-ld:datePublished``, ``meta:date``, ``mail:Date``, ``field:published``."""
    words: str
    """The value as it stood there."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an article's source says of it, beside its text. Empty where unknown."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    wire: str = ""
    """The news agency it credits, apart from author and outlet."""
    language: str = "en"
    signals: tuple[DateSignal, ...] = ()


class Block(NamedTuple):
    """A stretch of an article with a role; blocks are sorted, do not overlap and hold all but white space."""

    start: int
    end: int
    role: str
    """One of ``ROLES``."""
    marks: tuple[str, ...] = ()
    """Damage, from ``MARKS``."""
    reason: str = ""
    """The rule that gave the role, so that nothing is dropped without one."""


class Token(NamedTuple):
    """A word of a sentence, as Universal Dependencies cuts and labels it."""

    start: int
    end: int
    upos: str
    """Universal part of speech: ``NOUN``, ``PROPN``, ``VERB``, ..."""
    lemma: str
    head: int | None
    """Place of its head in the layer ``tokens``, in the same sentence; None for the sentence's root."""
    relation: str
    """Universal Dependencies relation with its subtype: ``nsubj:pass``; ``root`` for the root."""
    features: str
    """Morphology as Universal Dependencies writes it: ``Mood=Ind|Tense=Past|VerbForm=Fin``; empty where none."""
    name: str
    """``B-person``, ``I-person``, ...: where it stands in a name, and of which of ``NAME_TYPES``; ``O`` outside."""


class Name(NamedTuple):
    """A proper name, or the words of an office, as written."""

    start: int
    end: int
    type: str
    """One of ``NAME_TYPES``."""


class Mention(NamedTuple):
    """Words that name an actor or a place, and what they say of it by themselves, before it is known who that is."""

    start: int
    end: int
    kind: str
    """One of ``MENTION_KINDS``."""
    name: str
    """What is looked up: the proper name without title, country and article; the noun; the pronoun. White space made
    single, otherwise as written."""
    keys: tuple[str, ...]
    """Entries of the codebook that the words can mean: ``state:CHN``, ``org:nato``, ``person:wang-yi``,
    ``place:1816670``; sorted; empty where none."""
    country: str
    """ISO 3166-1 alpha-3 of the country that the words themselves give ("Chinese officials"); empty where none."""
    sector: str
    """PLOVER sector that the words give; empty where none."""
    office: str
    """Office of the codebook that the words give: ``foreign_minister``; empty where none."""
    former: bool
    """Whether the words say that the office was held before ("former", "ex-", "then")."""
    number: str
    """``one`` or ``many``; empty where unknown."""
    gender: str
    """``f``, ``m`` or ``n``, by pronoun, title (Mr, Ms, Queen) or kind; empty where unknown."""
    part: str
    """What it is to its verb: ``subject``, ``passive`` (subject of a passive), ``object``, ``oblique``, ``possessive``,
    ``apposition`` or ``other``."""
    sentence: int
    """Place in the layer ``sentences``."""
    within: int | None
    """Place in this layer of the mention whose words hold these ("China" in "China's foreign minister")."""
    beside: int | None
    """Place in this layer of an earlier mention that this one names again at once (apposition, copula, an acronym in
    brackets)."""


class Actor(NamedTuple):
    """A person, office, agency, state, organisation or group that acts."""

    id: str
    """``CHN``; ``org:nato``; ``person:wang-yi``; ``office:CHN:foreign_minister``; ``body:CHN:foreign-ministry``;
    ``group:CHN:GOV``; ``local:120`` for one known to this text alone, by the start of its first mention."""
    name: str
    """As the codebook spells it, or as its fullest mention does."""
    kind: str
    """One of ``ACTOR_KINDS``."""
    country: str
    """ISO 3166-1 alpha-3; empty where unknown or where it has none."""
    sector: str
    """PLOVER's; empty where unknown."""
    role: str
    """Office held when the article was published, as far as that day and the codebook tell; else what the words say."""


class ActorMention(NamedTuple):
    """A mention with who is meant by it; "the two sides" is several of them on one span."""

    start: int
    end: int
    actor: Actor
    basis: str
    """The rule that says so, with its words: ``name``, ``alias``, ``alike: Anthony Blinken``, ``title on 2023-06-14``,
    ``surname at 120``, ``pronoun at 120``, ``capital``, ``demonym``, ``sides``, ``written``."""


class Place(NamedTuple):
    """A place of the codebook, or as written."""

    name: str
    country: str
    """ISO 3166-1 alpha-3; empty for seas and world regions, and where unknown."""
    latitude: float | None
    longitude: float | None
    geonames: str
    """GeoNames identifier; empty where none was read."""


class PlaceMention(NamedTuple):
    """A mention with the place that is meant."""

    start: int
    end: int
    place: Place
    basis: str


class TimeWords(NamedTuple):
    """What the words of a time expression say by themselves, before it is anchored."""

    start: int
    end: int
    type: str
    """TIMEX3: ``DATE``, ``TIME``, ``DURATION`` or ``SET``."""
    value: str
    """TIMEX3 value with ``X`` where the words leave a digit open: ``XXXX-06-18``; a range of calendar dates
    is two values with a slash, as in ISO 8601: ``XXXX-06-18/XXXX-06-19``."""
    precision: str
    """One of ``PRECISIONS``."""
    direction: str
    """``past``, ``future`` or empty: which way the words point from their anchor."""
    rule: str
    """Name of the rule that read them."""


class Anchored(NamedTuple):
    """What a time expression means once it hangs from something; one for each ``TimeWords``, in order."""

    value: str
    """The TIMEX3 value with what the anchor filled in."""
    earliest: date | None
    """First day it can mean; None where unknown."""
    latest: date | None
    """Last day it can mean (inclusive); None where unknown."""
    anchor_kind: str
    """``none`` (the words suffice, or nothing was found), ``published``, ``expression`` or ``event``."""
    anchor: int | None
    """Index into ``times`` of the expression that it hangs from."""


class TimeExpression(NamedTuple):
    """A time expression with what it means: the join of ``TimeWords`` and ``Anchored``."""

    start: int
    end: int
    type: str
    value: str
    earliest: date | None
    latest: date | None
    precision: str
    direction: str
    anchor_kind: str
    anchor: int | None
    rule: str


class Published(NamedTuple):
    """When an article was published: an interval of days, and how that is known."""

    earliest: date | None = None
    latest: date | None = None
    basis: str = "none"
    """``source`` (the pile says so), ``page`` (the page says so), ``stamp`` or ``dateline`` (its text says so),
    or ``none``."""
    evidence: str = ""
    """The signal or the words, as ``origin: words`` or ``text[start:end]: words``."""
    candidates: tuple[tuple[date, date], ...] = ()
    """Where several intervals fit: all of them, sorted; empty where one does."""
    modified: date | None = None
    """The day that the source gives as that of the last change."""
    dateline: Span | None = None
    """Where the text opens with place and date."""
    dateline_place: str = ""
    """The place that the dateline names, as written."""
    wire: str = ""
    """The news agency that the text credits."""


Layer = tuple[object, ...] | Published
"""What a component adds: a tuple of named values, or one."""

LAYERS: Final = ("blocks", "sentences", "tokens", "times", "mentions", "published", "anchored", "actors")
"""Every layer there is, in the order in which they can be made."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as far as it has been read: text, source, layers. Immutable; components make new ones."""

    text: str
    source: Source = Source()
    layers: Mapping[str, Layer] = field(default_factory=lambda: MappingProxyType({}))

    def with_layer(self, name: str, layer: Layer) -> "Reading":
        """Return this reading with one layer more (or another in its place)."""
        return Reading(self.text, self.source, MappingProxyType({**self.layers, name: layer}))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Stretches with a role, in order."""
        return cast("tuple[Block, ...]", self.layers["blocks"])

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the prose blocks, in order."""
        return cast("tuple[Span, ...]", self.layers["sentences"])

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Words of the sentences, in order."""
        return cast("tuple[Token, ...]", self.layers["tokens"])

    @property
    def names(self) -> tuple[Name, ...]:
        """Proper names and offices as written, in order: a view of the tokens."""
        found: list[Name] = []
        for token in self.tokens:
            part, _, kind = token.name.partition("-")
            if part == "B":
                found.append(Name(token.start, token.end, kind))
            elif part == "I" and found:
                found[-1] = found[-1]._replace(end=token.end)
        return tuple(found)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Actors and places as written, in order."""
        return cast("tuple[Mention, ...]", self.layers["mentions"])

    @property
    def actors(self) -> tuple[ActorMention, ...]:
        """Mentions with who is meant, in order."""
        return tuple(found for found in self.layers["actors"] if isinstance(found, ActorMention))

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """Mentions with the place that is meant, in order."""
        return tuple(found for found in self.layers["actors"] if isinstance(found, PlaceMention))

    @property
    def time_words(self) -> tuple[TimeWords, ...]:
        """Time expressions by their words alone (the layer ``times``), in order."""
        return cast("tuple[TimeWords, ...]", self.layers["times"])

    @property
    def anchored(self) -> tuple[Anchored, ...]:
        """What each of ``time_words`` means, in the same order."""
        return cast("tuple[Anchored, ...]", self.layers["anchored"])

    @property
    def published(self) -> Published:
        """When the article was published."""
        return cast("Published", self.layers["published"])

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions with what they mean: ``time_words`` joined with ``anchored``."""
        return tuple(
            TimeExpression(
                words.start,
                words.end,
                words.type,
                meant.value,
                meant.earliest,
                meant.latest,
                words.precision,
                words.direction,
                meant.anchor_kind,
                meant.anchor,
                words.rule,
            )
            for words, meant in zip(self.time_words, self.anchored, strict=True)
        )
