"""The five ways in which a model may be seen; models of every floor say theirs."""

from enum import StrEnum


class Reach(StrEnum):
    """How far rows of a model may be seen. Every model says which of the five it is."""

    PUBLIC = "public"  # anyone
    DIRECTORY = "directory"  # names and functions, within a cohort
    COHORT = "cohort"  # everyone in the cohort
    CONFIDENTIAL = "confidential"  # own institution; the agency only what was handed in or shared
    INTERNAL = "internal"  # no route shows it
