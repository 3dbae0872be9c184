"""Which language a text is in: clear English by its function words, everything else by py3langid.

py3langid takes 0.7 to 0.8 ms a text and 0.7 s to load; most piles are English, and English betrays itself by words
that no other language writes. Where the two would be in doubt (short, mixed), a text counts as English: to leave an
English article uncoded is worse than to look for facts in a foreign one and to find none.
"""

import re
from functools import cache
from typing import Final, Protocol

SAMPLE: Final = 1000
"""Characters looked at, as DESIGN section 7 has it."""

_WIDE: Final = 20_000
_LISTED: Final = (
    "the and that with from this which has have been their they its would about after said were than when where while "
    "could because between into these those there what who being other only should before through against during both "
    "since until he she his our you your"
)
_FUNCTION_WORDS: Final = frozenset(_LISTED.split())
"""English function words; those that are common words elsewhere (``in``, ``was``, ``for``, ``at``, ``on``, ``of``) are
left out, as are those that one language shares but that alone cannot reach the share asked for."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESS_SIGNS: Final = ("://", "www.", "@")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that set no spaces between words; two make about a word."""

_CLEAR_SHARE: Final = 0.1
_CLEAR_KINDS: Final = 4
_CLEAR_WORDS: Final = 20
_SURE: Final = 0.5
"""Below this probability py3langid has not decided."""


class _Identifier(Protocol):
    def classify(self, instance: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    """Return the model, loaded once a process, from the file in the wheel; its own global instance is not used."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.1 s that most runs never need

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def language_of(text: str) -> str:
    """Return the ISO 639 code of the language that an article is mainly in.

    Args:
        text: the article's text; any string.

    Returns:
        ``en`` where it is English, or too short or mixed to be sure of another language.

    """
    first = _sample(text, 0)
    middle = _sample(text, len(text) // 2) if len(text) > 4 * SAMPLE else first
    clear = (is_clearly_english(first), is_clearly_english(middle))
    if all(clear) or (any(clear) and is_clearly_english(text[:_WIDE])):
        return "en"
    language, probability = _identifier().classify(middle if clear[0] else first)
    if language == "en" or probability < _SURE:
        return "en"
    return "en" if is_clearly_english(text[:_WIDE]) else language


def is_clearly_english(text: str) -> bool:
    """Say whether English function words alone tell that a text is English."""
    words = _WORD.findall(text.lower())
    found = [word for word in words if word in _FUNCTION_WORDS]
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return (
        len(words) >= _CLEAR_WORDS
        and len(found) >= _CLEAR_SHARE * (len(words) + unspaced / 2)
        and len(set(found)) >= _CLEAR_KINDS
        and "the" in found
    )


def _sample(text: str, start: int) -> str:
    """Return about a thousand characters from ``start`` on, without addresses, which read as no language."""
    piece = text[start : start + 2 * SAMPLE]
    if not any(sign in piece for sign in _ADDRESS_SIGNS):
        return piece[:SAMPLE]
    return " ".join(word for word in piece.split() if not any(sign in word for sign in _ADDRESS_SIGNS))[:SAMPLE]
