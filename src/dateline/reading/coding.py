"""How articles are read where a user says so: which model reads the sentences, which actors are known besides ours."""

from dataclasses import dataclass
from typing import Final

from dateline.codebook.own import NONE, OwnActors


@dataclass(frozen=True, slots=True)
class Coding:
    """All that settings say of the reading of articles, as a value: it is the same in every process.

    Args:
        pipeline: what reads the sentences: empty for the model that ships, ``spacy:NAME`` for a spaCy pipeline.
        actors: the user's own, by what their tables say, not where these lie.

    """

    pipeline: str = ""
    actors: OwnActors = NONE


USUAL: Final = Coding()
"""Our model and our codebook alone."""
