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
    cohorts_run_by,
    groups_of_programme,
    groups_run_by,
    members_of,
    nearest,
    networks_run_by,
    places_in,
    steps,
    vacant,
    without_top_management,
)
from programmes.queries.own import Receipt, asked, audiences_of, meetings_of, minutes_ahead

__all__ = [
    "Receipt",
    "Vacancies",
    "asked",
    "audiences_of",
    "begun_by",
    "cohorts_run_by",
    "contacts",
    "groups_of_programme",
    "groups_run_by",
    "interests",
    "meetings_of",
    "members_of",
    "minutes_ahead",
    "nearest",
    "networks_run_by",
    "new_interests",
    "places_in",
    "steps",
    "templates_to_start",
    "vacant",
    "without_top_management",
]
