"""Scores of heads to one tree: the best arborescence with one root (Chu-Liu and Edmonds)."""

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER: Final = -1e9
_TIE: Final = 1e-9
"""What a head loses for each word that it comes later: less, over a whole sentence, than scores are rounded to."""


def heads_of(scores: "NDArray[np.float32]") -> list[int]:
    """Return the head of each word: one-based, 0 for the root, which is one word's head alone.

    Args:
        scores: ``[word, head]`` for words 1..n in rows and heads 0..n in columns, 0 the root; higher is better.
            Of trees with equal scores the one with the lower heads is taken.

    """
    count = len(scores)
    if count == 0:
        return []
    full = np.full((count + 1, count + 1), _NEVER, dtype=np.float64)
    full[1:] = scores - np.arange(count + 1) * _TIE
    np.fill_diagonal(full, _NEVER)
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        return [int(head) for head in heads[1:]]
    # One root: each word in turn would be costly; the root's arcs lose a constant so large that only one is taken.
    spread = float(full[1:][full[1:] > _NEVER / 2].max() - full[1:][full[1:] > _NEVER / 2].min()) if count > 1 else 0.0
    full[1:, 0] -= (spread + 1.0) * (count + 1)
    return [int(head) for head in _arborescence(full)[1:]]


def _cycle(heads: "NDArray[np.int64]") -> list[int]:
    """Return the words of one cycle, or nothing; the root is word 0 and its own head."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _arborescence(scores: "NDArray[np.float64]") -> "NDArray[np.int64]":
    """Return the best head of each node, node 0 being the root (its own is 0); contracts one cycle at a time."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    loop = np.array(cycle)
    kept = scores[loop, heads[loop]]
    # Entering the cycle at a word costs that word's arc within it; leaving it is from its best word.
    entering = scores[np.ix_(loop, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, loop)]
    size = len(rest) + 1
    small = np.full((size, size), _NEVER)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    small[0] = _NEVER
    small[-1, -1] = _NEVER
    chosen = _arborescence(small)
    result: NDArray[np.int64] = heads.copy()
    for place, node in enumerate(rest):
        if node != 0:
            head = int(chosen[place])
            result[node] = loop[leaving[place].argmax()] if head == size - 1 else rest[head]
    outer = int(chosen[-1])
    result[loop[entering[:, outer].argmax()]] = rest[outer]
    return result
