"""Bytes to text: which encoding they are in, where nothing says so; never letters that nobody wrote, if it can be seen.

In order: a byte order mark; UTF-16 and UTF-32 by where their zeros stand; UTF-8, strictly; UTF-8 with a few broken
characters; a Western code page by the alphabets of its languages; the other scripts by charset-normalizer.
"""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from charset_normalizer import from_bytes

from dateline.errors import SourceError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WEST: Final = "áéíóúàèìòùâêîôûäëïöüãõñçåæøœßªº"
_ALPHABETS: Final = (
    ("cp1252", "áéíóúñüª"),  # Spanish
    ("cp1252", "éèêëàâçîïôûùüœæ"),  # French
    ("cp1252", "äöüßéà"),  # German
    ("cp1252", "ãõáéíóúâêôçàüª"),  # Portuguese
    ("cp1252", "àèéìòùî"),  # Italian
    ("cp1252", "åäöæøéü"),  # the Nordic languages
    ("cp1252", "áéíóúýþæöð"),  # Icelandic
    ("cp1252", "ëïéèöüóáê"),  # Dutch
    ("cp1250", "ąćęłńóśźż"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýž"),  # Czech
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    ("cp1250", "áéíóöőúüű"),  # Hungarian
    ("cp1250", "čćđšž"),  # Croatian, Slovene, Serbian
    ("cp1250", "ăâîşţ"),  # Romanian
    ("cp1254", "çğıöşüâî"),  # Turkish
    ("cp1257", "ąčęėįšųūž"),  # Lithuanian
    ("cp1257", "āčēģīķļņšūž"),  # Latvian
    ("cp1257", "äõöüšž"),  # Estonian
)
"""Code pages of languages in Latin letters, with the letters beyond ASCII that each language writes."""

_MIXED: Final = (("cp1252", _WEST), ("mac_roman", _WEST))
_MIXED_WEIGHT: Final = 0.9
"""Names of many countries in one text: no language explains them all. A language that does goes before."""

_WESTERN: Final = tuple(dict.fromkeys(page for page, _ in _ALPHABETS + _MIXED))
_TYPOGRAPHY: Final = frozenset("‘’“”„‚‹›«»–—…•§°©®™€£¥¿¡·\xa0ºª½¼¾²³×±´`†‡‰¢¬¶")
_OTHER_SCRIPTS: Final = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1255", "cp1256", "cp874",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
_NEVER_IN_WORDS: Final = frozenset("³²ª¾¼½×±¬¶·¥¢¹´`")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
_ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE: Final = 1 << 16
_FEW: Final = 0.01


def marked_codec(head: bytes) -> str:
    """Return the codec that a byte order mark names, or that the zeros of wide characters betray; else empty."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    zeros = head.count(0)
    if not zeros:
        return ""
    for codec in ("utf-32-le", "utf-32-be"):
        words = head[: len(head) // 4 * 4].decode(codec, "replace")
        if zeros > len(head) * 0.4 and words and not _CONTROL.search(words) and "\ufffd" not in words[:-1]:
            return codec
    return max(("", "utf-16-le", "utf-16-be"), key=lambda codec: _wide_score(head, codec, zeros))


def _wide_score(head: bytes, codec: str, zeros: int) -> int:
    """Return how many zeros a byte order explains as the high bytes of Latin letters; 0 where it does not fit."""
    if not codec:
        return 0
    words = head[: len(head) // 2 * 2].decode(codec, "replace")
    narrow = sum(1 for character in words if character < "\u0100")
    odd = len(_CONTROL.findall(words)) + words.count("\ufffd")
    return narrow if 2 * narrow >= zeros and odd <= _FEW * len(words) else 0


def looks_binary(head: bytes) -> bool:
    """Say whether bytes cannot be text: zeros that no wide encoding explains, or many control characters."""
    if not head or marked_codec(head):
        return False
    controls = len(_CONTROL.findall(head.decode("latin-1")))
    return head.count(0) > 0 or controls > _FEW * len(head)


def decoded(content: bytes) -> str:
    """Return the text of ``content``, without its byte order mark.

    Raises:
        SourceError: it is binary.

    """
    if looks_binary(content[:_SAMPLE]):
        raise SourceError("DL105", "binary")
    return text_of(content)


def text_of(content: bytes) -> str:
    """Return the likeliest text of ``content``, whatever it is, without its byte order mark."""
    codec = marked_codec(content[:_SAMPLE])
    if codec:
        return content.decode(codec, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _patched(content)


def storable(text: str) -> str:
    """Return text that can be encoded: pairs of surrogates become their character, lone ones U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class Rows:
    """Decodes a table row by row: UTF-8, else the code page that its first other row was found to be in."""

    def __init__(self) -> None:
        self._page = ""

    def text(self, row: bytes | bytearray) -> str:
        """Return the text of a row, or of one field of it."""
        try:
            return row.decode("utf-8")
        except UnicodeDecodeError:
            self._page = self._page or legacy_codec(bytes(row))
            return row.decode(self._page, "replace") if self._page else _patched(bytes(row))

    def fields(self, row: Sequence[bytes | bytearray]) -> list[str]:
        """Return the text of a row's fields; together they tell their encoding better than one by one."""
        joined = b"\n".join(row)
        try:
            joined.decode("utf-8")
        except UnicodeDecodeError:
            self.text(joined)
        return [self.text(field) for field in row]


def legacy_codec(sample: bytes) -> str:
    """Return the code page of a sample that is not UTF-8; empty where it is UTF-8 (a cut last character aside)."""
    kept, broken = _repaired(sample)
    if not broken or len(kept) - len(kept.encode("ascii", "ignore")) >= 4 * broken:
        return ""
    return _code_page(sample[:_SAMPLE])


def _repaired(content: bytes) -> tuple[str, int]:
    """Return content as UTF-8 with its broken characters replaced, and how many were broken, a cut end aside."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = decoder.decode(content)
    return text, text.count("\ufffd") - content.count(b"\xef\xbf\xbd")


def _patched(content: bytes) -> str:
    """Return text of bytes that are not quite UTF-8: by lines where most of it is, else by one code page."""
    codec = legacy_codec(content)
    if codec:
        return content.decode(codec, "replace")
    if not _repaired(content)[1]:
        return content.decode("utf-8", "replace")
    lines = content.split(b"\n")
    page = _code_page(b"\n".join(line for line in lines if _repaired(line)[1])[:_SAMPLE])
    return "\n".join(_repaired_line(line, page) for line in lines)


def _repaired_line(line: bytes, page: str) -> str:
    text, broken = _repaired(line)
    beyond = len(text) - len(text.encode("ascii", "ignore")) - broken
    if not broken:
        return line.decode("utf-8", "replace")
    return text if beyond else line.decode(page, "replace")


def _code_page(sample: bytes) -> str:
    """Return the likeliest single- or double-byte code page of a sample with bytes above ASCII."""
    if b"\x1b$" in sample:
        return "iso2022_jp"
    lines = b"\n".join(line for line in sample.split(b"\n") if _HIGH.search(line))
    high = len(_HIGH.findall(lines))
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(lines))
    if in_runs * 2 > high or high > 0.3 * (high + len(_ASCII_LETTER.findall(lines))):
        best = from_bytes(lines, cp_isolation=list(_OTHER_SCRIPTS)).best()
        if best is not None:
            return str(best.encoding)
    return max(_WESTERN, key=lambda page: _western_score(lines, page))


def _western_score(sample: bytes, page: str) -> float:
    """Return how well a sample reads in a code page: the best share that one of its languages explains."""
    text = sample.decode(page, "replace")
    letters: list[str] = []
    signs = odd = 0
    for match in _BEYOND.finditer(text):
        character, before = match[0], text[max(0, match.start() - 1) : match.start()]
        if character in _TYPOGRAPHY and not (character in _NEVER_IN_WORDS and before.isalpha()):
            signs += 1
        elif character.isalpha() and not (character.isupper() and before.islower()):
            letters.append(character.lower())
        else:
            odd += 1
    weighted = [(alphabet, 1.0) for name, alphabet in _ALPHABETS if name == page]
    weighted += [(alphabet, _MIXED_WEIGHT) for name, alphabet in _MIXED if name == page]
    explained = max(weight * sum(letter in alphabet for letter in letters) for alphabet, weight in weighted)
    return (explained + signs - odd) / (len(letters) + signs + odd or 1)
