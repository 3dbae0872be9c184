"""Identity: what makes two rows the same row, on any machine, in any order of arrival."""

from hashlib import blake2b

ID_BYTES = 10
"""80 bits: among ten million articles two share an id by chance with probability 4e-11."""


def _hash(*parts: str) -> str:
    digest = blake2b(digest_size=ID_BYTES)
    for part in parts:
        words = part.encode("utf-8", "surrogatepass")
        digest.update(len(words).to_bytes(8, "big"))
        digest.update(words)
    return digest.hexdigest()


def article_id(text: str, url: str, outlet: str) -> str:
    """Return the id of an article: its text, and its canonical URL if known, else its outlet if known.

    Args:
        text: the article's text, to the letter.
        url: canonical URL; empty if unknown.
        outlet: name of the outlet; counts only where there is no URL.

    Returns:
        Twenty hexadecimal digits.

    """
    if url:
        return _hash("url", url, text)
    return _hash("outlet", outlet, text) if outlet else _hash("text", text)


def line_id(outlet: str, words: str) -> str:
    """Return the id of one line of text as it repeats within one outlet."""
    return _hash("line", outlet, words)


def sentence_id(article: str, start: int) -> str:
    """Return the id of the sentence that starts at ``start``: readable, and unique within the record."""
    return f"{article}.s{start}"


def time_id(article: str, start: int) -> str:
    """Return the id of the time expression that starts at ``start``."""
    return f"{article}.t{start}"


def local_actor_id(article: str, start: int) -> str:
    """Return the id of an actor that one article alone knows, by the start of its first mention."""
    return f"{article}.a{start}"


def article_of(identifier: str) -> str:
    """Return the article that an id of one of its parts belongs to (an article's own id is its own)."""
    return identifier.partition(".")[0]


def search_id(article: str) -> int:
    """Return the integer under which the full-text index knows an article: 60 bits of its id.

    FTS5 wants integers, and a number by arrival would make the record depend on the order of its articles.
    """
    return int(article[:15], 16)
