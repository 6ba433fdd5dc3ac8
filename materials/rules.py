"""Who may share where, and who looks after what is shared. Whether the round is under way is not a
right: actions refuse that, so that no text is lost."""

from datetime import datetime

from cohorts.models import Engagement, Programme, Round, Scope, User, rights_of
from materials.models import Material


def runs_round(user: User, round: Round, now: datetime) -> bool:
    """The round itself: whoever runs one of its cohorts does not."""
    return runs_programme(user, round.programme, now) or any(
        scope.round_id == round.pk for scope in _run_by(user, now)
    )


def runs_programme(user: User, programme: Programme, now: datetime) -> bool:
    return runs_portal(user, now) or any(
        scope.programme_id == programme.pk for scope in _run_by(user, now)
    )


def runs_portal(user: User, now: datetime) -> bool:
    return any(scope.kind == Scope.Kind.PORTAL for scope in _run_by(user, now))


def may_change(user: User, material: Material, now: datetime) -> bool:
    """Those at work for the institution that shared it; of the agency's own, those who run what
    it is shared with."""
    if material.institution_id is None:
        return _runs(user, material, now)
    places = rights_of(user, now).participations()
    own = {place.institution_id for place in places}
    return material.institution_id in own or _visits_for(user, material, now)


def may_withdraw(user: User, material: Material, now: datetime) -> bool:
    """Also the agency's people, if something was shared by mistake with what they run."""
    return may_change(user, material, now) or _runs(user, material, now)


def _visits_for(user: User, material: Material, now: datetime) -> bool:
    """As a guest at the meeting that it is shared with, of the institution that shared it."""
    visits = Engagement.objects.visiting(user, now).filter(scope=material.scope_id)
    return visits.filter(guest__institution=material.institution_id).exists()


def _runs(user: User, material: Material, now: datetime) -> bool:
    return Material.objects.run_by(user, now).filter(pk=material.pk).exists()


def _run_by(user: User, now: datetime) -> list[Scope]:
    return [one.scope for one in rights_of(user, now).for_agency]
