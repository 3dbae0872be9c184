"""The door to the codebook of actors: who is called what, which office a title means, who held it when."""

from dateline.codebook.entries import Entry, Person, alike, named, persons
from dateline.codebook.holders import Holder, holder_on, holders, offices_of, terms_of
from dateline.codebook.states import State, capital_of, country_of, seat_of, state, states
from dateline.codebook.titles import Agent, Body, Title, agent, body, title

__all__ = [
    "Agent",
    "Body",
    "Entry",
    "Holder",
    "Person",
    "State",
    "Title",
    "agent",
    "alike",
    "body",
    "capital_of",
    "country_of",
    "holder_on",
    "holders",
    "named",
    "offices_of",
    "persons",
    "seat_of",
    "state",
    "states",
    "terms_of",
    "title",
]
