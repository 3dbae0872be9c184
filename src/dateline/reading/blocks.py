"""The component ``blocks``: what in a text is the article, and what is furniture."""

from typing import Final

from dateline.reading import damage
from dateline.reading.block.foreign import foreign
from dateline.reading.block.pieces import Piece, pieces
from dateline.reading.block.places import place
from dateline.reading.block.repeats import repeats
from dateline.reading.component import Component
from dateline.record.reading import PROSE, Block, Reading


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the stretches of the text, each with its role, marks and the rule that gave the role.

    Together they hold everything but white space. The text is read, never changed; what other articles of the same
    outlet repeat is not known here (the stage ``repeats`` finds that).

    Args:
        reading: text and source; no layer is needed.

    """
    text = reading.text
    found = pieces(text)
    foreign(found)
    repeats(found)
    place(found, reading.source)
    return tuple(_block(text, piece) for piece in found)


def _block(text: str, piece: Piece) -> Block:
    """Return a piece as a block; damage is looked for where facts may come from."""
    role = piece.role or "body"
    marks = damage.marks(text, piece.start, piece.end) if role in PROSE else ()
    if piece.cut or (piece.prose and not piece.stop):
        marks = (*marks, "cut")
    return Block(piece.start, piece.end, role, marks, piece.reason or "prose")


COMPONENT: Final = Component("blocks.v1", reads=(), adds="blocks", apply=blocks)
