"""What the rooms below are told of meetings: each has a scope and a name."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from cohorts import occasions as of_cohorts
from cohorts.models import Cohort
from exchange_portal.phrased import ask
from exchange_portal.ui.texts import local_with_language
from materials.occasions import Occasion, register_occasions
from meetings.models import Meeting
from meetings.queries.words import meeting_name


def occasions(cohort: Cohort) -> list[Occasion]:
    """In order of number, those of coordinators after the others."""
    meetings = ask(_meetings, [cohort.pk])
    return [occasion_of(one) for one in sorted(meetings, key=_coordinators_last)]


def _meetings(cohort: list[int]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(cohort__in=cohort).order_by("number", "pk")


def _coordinators_last(meeting: Meeting) -> bool:
    return meeting.kind == Meeting.Kind.COORDINATORS


def occasion_of(meeting: Meeting) -> Occasion:
    theme, language = local_with_language(meeting, "theme")
    return Occasion(
        scope=meeting.scope_id,
        key=meeting.key,
        name=meeting_name(meeting),
        theme=theme,
        theme_lang=language,
        url=reverse("meeting", args=[meeting.key]),
    )


def with_scopes(scopes: Collection[int]) -> list[of_cohorts.Occasion]:
    return [
        of_cohorts.Occasion(
            scope=one.scope_id,
            name=str(one),
            url=reverse("meeting", args=[one.key]),
            held_on=one.held_on,
        )
        for one in Meeting.objects.filter(scope__in=list(scopes))
    ]


register_occasions(occasions)
of_cohorts.register_occasions(with_scopes)
