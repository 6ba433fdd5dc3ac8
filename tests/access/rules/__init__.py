"""Who is let in where, written by hand and apart from the code that it is held against.

A cell is a route, a method, a person and a thing. What no line here grants is answered 404 to
those logged in, and with the way to login to everyone else.
"""

from tests.access.rules import (
    assessments,
    assistants,
    materials,
    meetings,
    preparing,
    questions,
    rounds,
    seats,
    units,
)

RULES = [
    *assessments.RULES,
    *assistants.RULES,
    *materials.RULES,
    *meetings.RULES,
    *preparing.RULES,
    *questions.RULES,
    *rounds.RULES,
    *seats.RULES,
    *units.RULES,
]
