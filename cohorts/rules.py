"""Who may what, in small questions about a person and a thing. Rules ask for roles, never for
function codes."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from cohorts.models import (
    Assistant,
    Cohort,
    ContactQuestion,
    Function,
    Holding,
    Institution,
    InvitationList,
    Participation,
    Round,
    Seat,
    SubUnit,
    User,
    rights_of,
)


def is_agency_staff(user: User, now: datetime) -> bool:
    """Runs rounds for the agency, somewhere, today."""
    return bool(rights_of(user, now).for_agency)


def is_administrator(user: User, now: datetime) -> bool:
    return rights_of(user, now).is_administrator


def runs_cohort(user: User, cohort: Cohort, now: datetime) -> bool:
    """Runs it for the agency: the group, its round, its programme or everything."""
    return rights_of(user, now).runs_this(cohort)


def sees_cohort(user: User, cohort: Cohort, now: datetime) -> bool:
    """Takes part in it or runs it; a guest at one of its meetings does neither."""
    rights = rights_of(user, now)
    places = rights.participations()
    return cohort.pk in {place.cohort_id for place in places} or rights.runs_this(cohort)


def belongs_to(user: User, participation: Participation, now: datetime) -> bool:
    """Holds a seat of the participation today, in a round that may still be read."""
    return participation.pk in rights_of(user, now).place_ids()


def coordinates(user: User, participation: Participation, now: datetime) -> bool:
    return participation.pk in rights_of(user, now).place_ids(Function.Role.COORDINATOR)


def has_a_seat(user: User, now: datetime) -> bool:
    """Somewhere, today, or in a round that may still be read."""
    return bool(rights_of(user, now).holdings)


def may_answer_question(user: User, question: ContactQuestion, now: datetime) -> bool:
    """Any of those who run the cohort, whoever got the mail. Nobody answers oneself."""
    runs = runs_cohort(user, question.participation.cohort, now)
    return runs and question.asked_by_id != user.pk


def may_note(user: User, participation: Participation, now: datetime) -> bool:
    """Those who run the cohort for the agency note what contact they have with its institutions."""
    return runs_cohort(user, participation.cohort, now)


def may_fill(user: User, seat: Seat, now: datetime) -> bool:
    """A coordinator fills the own institution's seats. Who coordinates is the agency's to say."""
    return (
        seat.function.role != Function.Role.COORDINATOR
        and coordinates(user, seat.participation, now)
        and is_under_way(seat.participation.cohort.round, now)
    )


def may_place(user: User, seat: Seat, now: datetime) -> bool:
    """Which sub-unit a seat is for: the institution's coordinators say it, of their own seat too,
    and those who run the cohort for the agency."""
    own = coordinates(user, seat.participation, now)
    is_time = is_under_way(seat.participation.cohort.round, now)
    return (own and is_time) or may_fill_for_agency(user, seat, now)


def may_arrange_units(user: User, institution: Institution, now: datetime) -> bool:
    """Its coordinators while a round is under way, and those who run a cohort that it is in."""
    return bool(places_to_arrange(user, institution, now))


def places_to_arrange(user: User, institution: Institution, now: datetime) -> list[Participation]:
    """Where the institution takes part now and the user may say what seats there are."""
    rights = rights_of(user, now)
    own = [
        one
        for one in rights.participations(Function.Role.COORDINATOR)
        if one.institution_id == institution.pk
    ]
    if rights.for_agency:
        run = Participation.objects.filter(rights.runs("cohort__"), institution=institution)
        own += run.exclude(pk__in=[one.pk for one in own]).select_related(
            "institution", "cohort__round"
        )
    return [one for one in own if is_under_way(one.cohort.round, now)]


def may_change_unit(user: User, unit: SubUnit, now: datetime) -> bool:
    return may_arrange_units(user, unit.institution, now)


def may_name_stand_in(user: User, seat: Seat, now: datetime) -> bool:
    """Those who fill the seat, and those who run the cohort for the agency: these alone for a
    coordinator."""
    return may_fill(user, seat, now) or may_fill_for_agency(user, seat, now)


def may_fill_for_agency(user: User, seat: Seat, now: datetime) -> bool:
    cohort = seat.participation.cohort
    return runs_cohort(user, cohort, now) and is_under_way(cohort.round, now)


def may_end(user: User, holding: Holding, now: datetime) -> bool:
    """As for filling the seat, or naming a stand-in; a time that is over stays as it was."""
    may = may_name_stand_in if holding.is_stand_in else may_fill
    return not is_over(holding, now) and may(user, holding.seat, now)


def may_hand_over(user: User, holding: Holding, now: datetime) -> bool:
    """Those who fill the seat, or name stand-ins for it; of a coordinator the agency's people."""
    is_whole = not holding.is_stand_in and not is_over(holding, now)
    return is_whole and may_name_stand_in(user, holding.seat, now)


def may_name_assistant(user: User, holding: Holding, now: datetime) -> bool:
    """Of an institution's head: whoever may hand the seat over."""
    is_head = holding.seat.function.role == Function.Role.HEAD
    return is_head and may_hand_over(user, holding, now)


def may_assist(user: User, assistant: Assistant, now: datetime) -> bool:
    """Today, and for oneself: not the head, and not those who named one."""
    return assistant.pk in {one.pk for one in rights_of(user, now).assists}


def may_read_hand_over(user: User, holding: Holding, now: datetime) -> bool:
    """Whoever leaves the seat and whoever has it after them, while they have it; the coordinators
    of the institution, and those who run the cohort."""
    if holding.is_stand_in:
        return False
    own = {one.seat_id for one in rights_of(user, now).own}
    place = holding.seat.participation
    return (
        holding.seat_id in own
        or coordinates(user, place, now)
        or runs_cohort(user, place.cohort, now)
    )


def may_manage(user: User, holding: Holding, now: datetime) -> bool:
    """A coordinator, whoever has or will have a seat of the institution. What may be done about
    it, other rules say."""
    return not is_over(holding, now) and coordinates(user, holding.seat.participation, now)


def is_over(holding: Holding, now: datetime) -> bool:
    return holding.until_on is not None and holding.until_on <= localdate(now)


def may_fill_many(user: User, participation: Participation, now: datetime) -> bool:
    """As for filling each seat; functions are a round's, so without one there are none."""
    round = participation.cohort.round
    return round is not None and coordinates(user, participation, now) and is_under_way(round, now)


def may_fill_many_in(user: User, round: Round, now: datetime) -> bool:
    """Those who run one of its groups fill the seats of those."""
    return Cohort.objects.run_by(user, now).filter(round=round).exists()


def may_use_list(user: User, invitations: InvitationList, now: datetime) -> bool:
    """Whoever may still fill what it is for."""
    if invitations.participation is not None:
        return may_fill_many(user, invitations.participation, now)
    return may_fill_many_in(user, invitations.round, now)


def may_follow_invitation(user: User, holding: Holding, now: datetime) -> bool:
    """Those who run the cohort for the agency, while the holder's time is not over."""
    cohort = holding.seat.participation.cohort
    return not is_over(holding, now) and runs_cohort(user, cohort, now)


def may_mend_invitation(user: User, holding: Holding, now: datetime) -> bool:
    """Those who filled the seat, or could have: its coordinator, and those who run the cohort. An
    address that is protected is shown to administrators alone of the latter."""
    if may_end(user, holding, now):
        return True
    may_read = not holding.user.is_protected or is_administrator(user, now)
    return may_read and may_follow_invitation(user, holding, now)


def may_change_address(user: User, person: User, now: datetime) -> bool:
    """An address opens every seat that its owner has or is an assistant for, so it is for those who
    fill all of them."""
    if is_administrator(user, now):
        return True
    theirs = Holding.objects.filter(Q(user=person) | Q(assistants__user=person))
    seats = Seat.objects.filter(pk__in=theirs.values("seat")).select_related(
        "function", "participation__cohort__round"
    )
    return not person.engagements.exists() and all(
        may_fill(user, seat, now) or runs_cohort(user, seat.participation.cohort, now)
        for seat in seats
    )


def may_protect(user: User, person: User, now: datetime) -> bool:
    """Administrators, and the coordinator of an institution where the person has a seat."""
    if is_administrator(user, now):
        return True
    return any(coordinates(user, place, now) for place in _lasting_places(person, now))


def may_unprotect(user: User, person: User, now: datetime) -> bool:
    """A coordinator only where no other institution may have asked for it."""
    if is_administrator(user, now):
        return True
    places = _lasting_places(person, now)
    return bool(places) and all(coordinates(user, place, now) for place in places)


def _lasting_places(person: User, now: datetime) -> list[Participation]:
    held = Holding.objects.overlapping(localdate(now), None).filter(user=person).with_place()
    return [holding.seat.participation for holding in held]


def is_under_way(round: Round | None, now: datetime) -> bool:
    """From the first day of preparation to the last day. Without a round there is no end."""
    if round is None:
        return True
    return round.preparation_starts_on <= localdate(now) <= round.ends_on


def has_ended(round: Round | None, now: datetime) -> bool:
    """Whether its last day has passed. Before its first day it is not over."""
    return round is not None and round.ends_on < localdate(now)
