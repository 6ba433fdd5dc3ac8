"""What the pages ask across the rooms."""

from programmes.queries.beginning import (
    begun_by,
    contacts,
    interests,
    new_interests,
    templates_to_start,
)
from programmes.queries.groups import (
    Vacancies,
    Wanting,
    cohorts_in,
    groups_in,
    groups_of_programme,
    members_of,
    nearest,
    networks_run_by,
    places_in,
    rounds_under_way,
    steps,
    vacant,
    wanting,
)
from programmes.queries.own import (
    Receipt,
    asked,
    audiences_of,
    meetings_of,
    minutes_ahead,
    seats_of,
)

__all__ = [
    "Receipt",
    "Vacancies",
    "Wanting",
    "asked",
    "audiences_of",
    "begun_by",
    "cohorts_in",
    "contacts",
    "groups_in",
    "groups_of_programme",
    "interests",
    "meetings_of",
    "members_of",
    "minutes_ahead",
    "nearest",
    "networks_run_by",
    "new_interests",
    "places_in",
    "rounds_under_way",
    "seats_of",
    "steps",
    "templates_to_start",
    "vacant",
    "wanting",
]
