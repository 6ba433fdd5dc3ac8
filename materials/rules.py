"""Who may share where, and who looks after what is shared. Whether the round is under way is not a
right: actions refuse that, so that no text is lost."""

from datetime import datetime

from cohorts.models import Programme, Round, Scope, User, rights_of
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
    return material.institution_id in {place.institution_id for place in places}


def may_withdraw(user: User, material: Material, now: datetime) -> bool:
    """Also the agency's people, if something was shared by mistake with what they run."""
    return may_change(user, material, now) or _runs(user, material, now)


def _runs(user: User, material: Material, now: datetime) -> bool:
    return Material.objects.run_by(user, now).filter(pk=material.pk).exists()


def _run_by(user: User, now: datetime) -> list[Scope]:
    return [one.scope for one in rights_of(user, now).for_agency]
