"""Two schools at Örebro universitet, each with someone of its own in the exchange."""

from cohorts import actions as cohorts
from cohorts.models import Function
from demo.building import Build
from demo.people import address

SHORT_NAME, FUNCTION, DAY = "ORU", "key_function", -3
SCHOOLS = (
    ("Handelshögskolan", "School of Business"),
    ("Musikhögskolan", "School of Music, Theatre and Art"),
)
NEWCOMER = "Olga Renn"  # at the second; who had the seat already is at the first


def arrange(building: Build) -> None:
    by = building.holders[SHORT_NAME, "coordinator"]
    institution, now = building.institutions[SHORT_NAME], building.at(DAY, 10, 40)
    first, second = (
        cohorts.add_sub_unit(
            institution, name_sv=name, name_en=english, from_on=now.date(), by=by, now=now
        )
        for name, english in SCHOOLS
    )
    place = institution.participations.get(cohort__round__isnull=False)
    function = Function.objects.of(place.cohort).get(code=FUNCTION)
    cohorts.place_seat(place.seats.get(function=function), unit=first, by=by, now=now)
    seat = cohorts.add_seat_in(second, participation=place, function=function, by=by, now=now)
    cohorts.invite_to_seat(
        seat,
        name=NEWCOMER,
        email=address(NEWCOMER, SHORT_NAME),
        from_on=now.date(),
        by=by,
        now=now,
    )
