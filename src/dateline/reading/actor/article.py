"""The state of one article while its mentions are resolved: who was found, where each was mentioned, who stands out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from dateline.codebook.own import NONE, OwnActors
from dateline.reading.actor.codebook import Days, organisation_kind
from dateline.reading.actor.found import PERSONS, Answer, Found, Post, Seen
from dateline.reading.actor.links import quotations, roots
from dateline.reading.actor.strangers import strangers
from dateline.record.reading import Mention, Published

_WHO: Final = re.compile(r",? who(?:se)?\b", re.IGNORECASE)
_TO: Final = re.compile(r" (?:on [A-Z][a-z]{2,8} )?to (?!the |an? |his |her |its |their |it\b|him\b|them\b)[a-z]")
"""What makes of the one before the subject of a clause: "Medvedev, who said that his forces", "invited China to bring
its claim"."""
_ASKED: Final = 30
_ASKS: Final = re.compile(
    r"\b(?:invit|urg|ask|order|press|allow|forc|help|want|expect|push|persuad|warn|encourag|advis|instruct|requir|begg"
    r"|call|told|tell|permit|lobb|pressur|command|compel|beseech|implor)[a-z]{0,4} (?:on |upon )?(?:the )?\Z"
)
"""Before an object: what it is asked to do is its own deed, rather than the end for which something is done to it."""
_AND: Final = re.compile(r"\s{0,3}(?:,|,?\s{1,3}and|&)\s{1,3}(?:the\s{1,3})?", re.IGNORECASE)
_SENTENCE_KEEPS: Final = 24
"""Mentions of one sentence that are remembered, the latest; it bounds the work in endless lists."""
_KEEPS: Final = 16
"""How many of those who had an office, or of those found last, are looked through."""
_BACK: Final = 2
"""Sentences before its own in which what a word without a name refers to is looked for."""
_WEIGHTS: Final = {
    "subject": (7.0, 4.5, 2.5),
    "passive": (6.5, 4.5, 2.25),
    "clause": (7.0, 4.5, 2.0),
    "possessive": (4.0, 1.5, 0.75),
    "object": (3.0, 2.0, 0.75),
    "oblique": (2.0, 1.25, 0.5),
}
"""How much a mention stands out in its sentence, the next, and the one after, by what it is to its verb."""
_OTHER: Final = (2.0, 1.0, 0.5)
_AGAIN: Final = 0.5
_MOST_AGAIN: Final = 1.5
_LATEST: Final = 0.3
_SUBJECTS: Final = frozenset(("subject", "passive"))
_CLAUSAL: Final = frozenset((*_SUBJECTS, "clause"))
_NEAREST_SUBJECT: Final = 1.0
"""How much more the last subject before in its own sentence stands out: "said that he"."""
_LATER_SUBJECT: Final = 1.0
"""How much less a second subject of an earlier sentence stands out: it is one of a subordinate clause."""


class Article:
    """What is known of the actors of one article so far.

    Args:
        text: of the article.
        mentions: of the article.
        published: when it was published.
        own: actors of the user's.

    """

    def __init__(self, text: str, mentions: Sequence[Mention], published: Published, own: OwnActors = NONE) -> None:
        self.text, self.mentions, self.own = text, mentions, own
        self.days: Days = (published.earliest or date.min, published.latest or date.max)
        self.countries = Counter(mention.country for mention in mentions if mention.country)
        self.acting = Counter(one.country for one in mentions if one.country and one.kind != "place")
        """Countries by how often something of theirs is named, rather than a place."""
        strange = strangers(text, tuple(mentions))
        self.strange = strange > 0 and strange >= max(self.acting.values(), default=0)
        """Whether the article is about a state that the codebook does not know: no side is then evident."""
        self.roots = roots(mentions)
        self.quoted = quotations(text, mentions)
        """By mention, where the quotation opens in whose midst it stands; -1 outside of one."""
        self.answers: dict[int, Answer] = {}
        """By mention."""
        self.carried: dict[int, Found] = {}
        """By mention of a person, the organisation whose name opens its words."""
        self.found: dict[str, Found] = {}
        """By id."""
        self.names: dict[tuple[str, ...], list[Found]] = {}
        """By folded words that name it in this article."""
        self.given: dict[tuple[str, ...], list[Found]] = {}
        """Persons by the folded first word of their full name."""
        self.posts: dict[tuple[str, str], list[Found]] = {}
        """Persons by country and office that the words or the codebook give."""
        self.offices: dict[str, dict[Found, None]] = {}
        """Persons by an office that they have now, in the order in which they are named."""
        self.sentences: dict[int, list[Seen]] = {}
        self.latest: dict[str, list[Found]] = {}
        """Those found, by office (persons) or kind of organisation, the last mentioned at the end."""
        self.together: dict[int, list[int]] = {}
        for index, root in enumerate(self.roots):
            self.together.setdefault(root, []).append(index)

    def undated(self) -> bool:
        """Say whether nothing bounds the days of publication on one side at least."""
        return self.days[0] == date.min or self.days[1] == date.max

    def on(self) -> str:
        """Return the words for the days of publication, to stand after a rule that rests on them."""
        earliest, latest = self.days
        if self.undated():
            return ""
        return f" on {earliest}" if earliest == latest else f" on {earliest}/{latest}"

    def beside(self, index: int) -> Iterator[int]:
        """Yield the mentions that name again what this one names, or that it names again."""
        return (other for other in self.together[self.roots[index]][:_KEEPS] if other != index)

    def fill(self, found: Found, post: Post) -> None:
        """Note that a person has an office now."""
        self.posts.setdefault((post.country, post.office), []).append(found)
        self.offices.setdefault(post.office, {})[found] = None

    def enter(self, found: Found) -> Found:
        """Return the one of this id that is known already, else this one, which is known from now on."""
        return self.found.setdefault(found.id, found)

    def see(self, index: int, answer: Answer) -> None:
        """Note who is meant by a mention; later mentions see it."""
        mention = self.mentions[index]
        if index in self.carried:
            self._stack(self.carried[index], index)
        for found, _ in answer:
            found.last = index
            seen = self.sentences.setdefault(mention.sentence, [])
            seen.append(Seen(found, "clause" if self._opens_clause(mention) else mention.part, index))
            if len(seen) > 2 * _SENTENCE_KEEPS:
                del seen[:_SENTENCE_KEEPS]
            self._stack(found, index)

    def _stack(self, found: Found, index: int) -> None:
        """Note the latest mention of somebody, by the offices or the kind of organisation."""
        found.last = index
        keys = {post.office for post in (*found.held, *found.posts)} if found.kind in PERSONS else set()
        if found.kind == "organisation":
            keys.add(organisation_kind(found.id))
        for key in sorted(keys):
            stack = self.latest.setdefault(key, [])
            if not stack or stack[-1] is not found:
                stack.append(found)

    def _opens_clause(self, mention: Mention) -> bool:
        """Say whether somebody who is no subject becomes that of the clause that follows."""
        if mention.part == "subject" or mention.kind == "pronoun":
            return False
        controls = mention.part == "object" and _TO.match(self.text, mention.end)
        controls = controls and _ASKS.search(self.text, max(0, mention.start - _ASKED), mention.start)
        return bool(controls) or _WHO.match(self.text, mention.end) is not None

    def before(self, keys: frozenset[str], fits: Callable[[Found], bool]) -> Found | None:
        """Return the last mentioned of those with an office, or of a kind of organisation, that fits."""
        best: Found | None = None
        for key in keys:
            for found in self.latest.get(key, ())[: -_KEEPS - 1 : -1]:
                if fits(found):
                    if best is None or found.last > best.last:
                        best = found
                    break
        return best

    def window(self, index: int, back: int = _BACK, *, spoken: bool = True) -> Iterator[tuple[int, Seen]]:
        """Yield what was seen before a mention with how many sentences ago, its own sentence first, latest first.

        Args:
            index: of the mention.
            back: sentences before its own.
            spoken: whether what stands in quotations is yielded for a mention outside of them.

        """
        spoken = spoken or self.quoted[index] >= 0
        sentence = self.mentions[index].sentence
        for ago in range(back + 1):
            for seen in self.sentences.get(sentence - ago, ())[: -_SENTENCE_KEEPS - 1 : -1]:
                if seen.mention < index and (spoken or self.quoted[seen.mention] < 0):
                    yield ago, seen

    def salient(
        self, index: int, fits: Callable[[Found], bool], back: int = _BACK, *, spoken: bool = True
    ) -> list[tuple[float, Found]]:
        """Return those seen before a mention that fit, with how much each stands out, the most first."""
        best: dict[int, tuple[float, Found]] = {}
        times: Counter[int] = Counter()
        first = {ago: self._first_subjects(index, ago) for ago in range(1, back + 1)}
        nearest = True
        for ago, seen in self.window(index, back, spoken=spoken):
            key = id(seen.found)
            if key not in best and not fits(seen.found):
                continue
            weight = _WEIGHTS.get(seen.part, _OTHER)[min(ago, _BACK)]
            if seen.part in _SUBJECTS:
                weight += _NEAREST_SUBJECT if ago == 0 and nearest else 0.0
                weight -= _LATER_SUBJECT if ago and seen.mention not in first[ago] else 0.0
            if seen.part in _CLAUSAL and ago == 0:
                weight += _NEAREST_SUBJECT if seen.part == "clause" and nearest else 0.0
                nearest = False
            if not best:
                weight += _LATEST
            times[key] += 1
            best[key] = (max(weight, best[key][0]) if key in best else weight, seen.found)
        ranked = [(weight + min(_AGAIN * (times[key] - 1), _MOST_AGAIN), one) for key, (weight, one) in best.items()]
        return sorted(ranked, key=lambda pair: (-pair[0], -pair[1].last))

    def _first_subjects(self, index: int, ago: int) -> frozenset[int]:
        """Return the first subject of a sentence before, and what is joined to it, outside of quotations."""
        first: list[int] = []
        for seen in self.sentences.get(self.mentions[index].sentence - ago, ()):
            if seen.part not in _SUBJECTS or self.quoted[seen.mention] >= 0:
                continue
            if first and not self.joined(first[-1], seen.mention):
                break
            first.append(seen.mention)
        return frozenset(first)

    def joined(self, first: int, second: int) -> bool:
        """Say whether two mentions are joined by a comma or "and", or are the same."""
        end, start = self.mentions[first].end, self.mentions[second].start
        return first == second or (end <= start and _AND.fullmatch(self.text, end, start) is not None)


def clear(ranked: list[tuple[float, Found]], margin: float) -> Found | None:
    """Return the one that stands out by a margin over the next; None where none does."""
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][1]
