"""Institutions, programmes, rounds, groups, and taking part in them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from cohorts import events
from cohorts.models import (
    Cohort,
    Function,
    Institution,
    Participation,
    Programme,
    ReminderRule,
    Round,
    Seat,
    User,
)
from exchange_portal.audit import trail


@transaction.atomic
def add_institution(
    *, name: str, short_name: str, kind: str, name_en: str = "", by: User | None, now: datetime
) -> Institution:
    institution = Institution.objects.create(
        name=name, short_name=short_name, kind=kind, name_en=name_en
    )
    trail.record(events.INSTITUTION_ADDED, about=institution, by=by, now=now)
    return institution


@transaction.atomic
def rename_institution(
    institution: Institution,
    *,
    name: str,
    short_name: str,
    name_en: str,
    by: User | None,
    now: datetime,
) -> Institution:
    institution = Institution.objects.select_for_update().get(pk=institution.pk)
    names = {"name": name, "short_name": short_name, "name_en": name_en}
    changed = [field for field, text in names.items() if getattr(institution, field) != text]
    for field in changed:
        setattr(institution, field, names[field])
    institution.save(update_fields=changed)
    if changed:
        trail.record(events.INSTITUTION_RENAMED, about=institution, by=by, now=now, fields=changed)
    return institution


@transaction.atomic
def add_programme(
    *, slug: str, name_sv: str, name_en: str = "", by: User | None, now: datetime
) -> Programme:
    programme = Programme.objects.create(slug=slug, name_sv=name_sv, name_en=name_en)
    trail.record(events.PROGRAMME_ADDED, about=programme, by=by, now=now)
    return programme


@transaction.atomic
def add_round(
    programme: Programme,
    *,
    name: str,
    preparation_starts_on: date,
    preparation_ends_on: date,
    ends_on: date,
    needs_top_management: bool = False,
    by: User | None,
    now: datetime,
) -> Round:
    round = Round.objects.create(
        programme=programme,
        name=name,
        preparation_starts_on=preparation_starts_on,
        preparation_ends_on=preparation_ends_on,
        ends_on=ends_on,
        needs_top_management=needs_top_management,
    )
    trail.record(events.ROUND_ADDED, about=round, by=by, now=now)
    return round


@transaction.atomic
def add_function(
    where: Round | Cohort,
    *,
    code: str,
    role: str,
    name_sv: str,
    name_en: str = "",
    is_required: bool = True,
    seat_count: int = 1,
    by: User | None,
    now: datetime,
) -> Function:
    """A function more, last in the order of the round, or of the cohort if that stands outside
    rounds. Institutions already admitted get its seats."""
    type(where)._default_manager.select_for_update().get(pk=where.pk)
    is_round = isinstance(where, Round)
    function = Function.objects.create(
        **({"round": where} if is_round else {"cohort": where}),
        code=code,
        role=role,
        name_sv=name_sv,
        name_en=name_en,
        is_required=is_required,
        seat_count=seat_count,
        position=where.functions.count(),
    )
    admitted = Participation.objects.filter(
        **({"cohort__round": where} if is_round else {"cohort": where})
    )
    for one in admitted:
        _add_seats(one, [function])
    trail.record(events.FUNCTION_ADDED, about=function, by=by, now=now)
    return function


@transaction.atomic
def add_reminder_rule(
    round: Round, *, days_before: int, by: User | None, now: datetime
) -> ReminderRule:
    rule = ReminderRule.objects.create(round=round, days_before=days_before)
    trail.record(events.REMINDER_RULE_ADDED, about=rule, by=by, now=now)
    return rule


@transaction.atomic
def set_reminder_days(
    round: Round, *, days: Collection[int], by: User | None, now: datetime
) -> Round:
    """So many days before something is due the round reminds from now on; of what a new rule has
    passed, the next time that it is day. The same days again change nothing."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    standing = set(round.reminder_rules.values_list("days_before", flat=True))
    if standing != set(days):
        round.reminder_rules.exclude(days_before__in=days).delete()
        ReminderRule.objects.bulk_create(
            ReminderRule(round=round, days_before=one) for one in sorted(set(days) - standing)
        )
        trail.record(events.REMINDER_DAYS_SET, about=round, by=by, now=now)
    return round


@transaction.atomic
def add_cohort(
    round: Round | None,
    *,
    name: str,
    kind: str = Cohort.Kind.GROUP,
    by: User | None,
    now: datetime,
) -> Cohort:
    cohort = Cohort.objects.create(round=round, name=name, kind=kind)
    trail.record(events.COHORT_ADDED, about=cohort, by=by, now=now)
    return cohort


@transaction.atomic
def admit(
    cohort: Cohort,
    *,
    institution: Institution,
    role: str = Participation.Role.MEMBER,
    by: User | None,
    now: datetime,
) -> Participation:
    """The institution takes part, with the empty seats that each function has of the round, or of
    the cohort if that stands outside rounds."""
    if cohort.round_id is not None:
        Round.objects.select_for_update().get(pk=cohort.round_id)
    else:
        Cohort.objects.select_for_update().get(pk=cohort.pk)
    participation = Participation.objects.create(cohort=cohort, institution=institution, role=role)
    _add_seats(participation, Function.objects.of(cohort))
    trail.record(events.ADMITTED, about=participation, by=by, now=now)
    return participation


@transaction.atomic
def change_function(
    function: Function,
    *,
    name_sv: str,
    name_en: str,
    is_required: bool,
    seat_count: int,
    by: User | None,
    now: datetime,
) -> Function:
    """Other names, or more seats for each institution. Seats that are there stay, and so does the
    role: it gives rights to those who sit there."""
    if function.round_id is not None:
        Round.objects.select_for_update().get(pk=function.round_id)
    function = Function.objects.select_for_update().get(pk=function.pk)
    told = {"name_sv": name_sv, "name_en": name_en, "is_required": is_required}
    told["seat_count"] = max(seat_count, function.seat_count)
    changed = [field for field, value in told.items() if getattr(function, field) != value]
    for field in changed:
        setattr(function, field, told[field])
    function.save(update_fields=changed)
    if "seat_count" in changed:
        for admitted in Participation.objects.filter(cohort__round=function.round_id):
            _add_seats(admitted, [function])
    if changed:
        trail.record(events.FUNCTION_CHANGED, about=function, by=by, now=now, fields=changed)
    return function


def _add_seats(participation: Participation, functions: Iterable[Function]) -> None:
    """As many as each function shall have; those that are there count."""
    seats = participation.seats.filter(function__in=functions)
    taken = set(seats.values_list("function", "number"))
    Seat.objects.bulk_create(
        Seat(participation=participation, function=one, number=number)
        for one in functions
        for number in range(1, one.seat_count + 1)
        if (one.pk, number) not in taken
    )


@transaction.atomic
def add_seat(
    participation: Participation, *, function: Function, by: User | None, now: datetime
) -> Seat:
    """One more seat of a function that several people share."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    same = Seat.objects.filter(participation=participation, function=function)
    last = same.aggregate(last=Max("number"))["last"] or 0
    seat = Seat.objects.create(participation=participation, function=function, number=last + 1)
    trail.record(events.SEAT_ADDED, about=seat, by=by, now=now)
    return seat
