"""What someone chooses for a new round, and whether it can become one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cohorts.models import Institution, Round, User
from programmes.actions.refusals import (
    DatesInDisorder,
    InTwoGroups,
    MeetingsInDisorder,
    NameTaken,
    NoGroups,
    NoInstitution,
    NotPublished,
    OutsideRound,
    Retired,
    SameGroupName,
    TwiceInGroup,
)
from programmes.models import TemplateVersion


@dataclass(frozen=True, kw_only=True)
class Group:
    """Institutions that will work together. `dates`: of meetings (not the coordinators'), by
    number, as far as they are known."""

    name: str
    anchor: Institution | None
    others: Sequence[Institution] = ()
    dates: dict[int, date] = field(default_factory=dict)

    @property
    def institutions(self) -> list[Institution]:
        return [*([self.anchor] if self.anchor else []), *self.others]


@dataclass(frozen=True, kw_only=True)
class Start:
    """What someone has chosen for a new round."""

    name: str
    preparation_starts_on: date
    preparation_ends_on: date
    ends_on: date
    contact: User
    groups: Sequence[Group]

    @property
    def institutions(self) -> list[Institution]:
        return [one for group in self.groups for one in group.institutions]


def check(version: TemplateVersion, start: Start) -> None:
    """Refuse what cannot become a round. Asked for a preview too; changes nothing."""
    if version.state != TemplateVersion.State.PUBLISHED:
        raise NotPublished
    if version.is_retired:
        raise Retired
    if Round.objects.filter(programme=version.template.programme_id, name=start.name).exists():
        raise NameTaken
    if start.preparation_ends_on < start.preparation_starts_on:
        raise DatesInDisorder("preparation_ends_on")
    if start.ends_on < start.preparation_ends_on:
        raise DatesInDisorder("ends_on")
    if not start.groups:
        raise NoGroups
    _check_institutions(start.groups)
    for position, group in enumerate(start.groups):
        _check_meetings(start, group, position)


def _check_institutions(groups: Sequence[Group]) -> None:
    names: set[str] = set()
    placed: dict[int, str] = {}
    for position, group in enumerate(groups):
        if group.name in names:
            raise SameGroupName(group.name, group=position)
        names.add(group.name)
        if not group.institutions:
            raise NoInstitution(group.name, group=position)
        own: set[int] = set()
        for one in group.institutions:
            if one.pk in own:
                raise TwiceInGroup(one, group.name, group=position)
            if one.pk in placed:
                raise InTwoGroups(one, placed[one.pk], group=position)
            own.add(one.pk)
        placed |= dict.fromkeys(own, group.name)


def _check_meetings(start: Start, group: Group, position: int) -> None:
    before = start.preparation_starts_on
    for number, day in sorted(group.dates.items()):
        if not start.preparation_starts_on <= day <= start.ends_on:
            raise OutsideRound(day, None, group=position, field=f"meeting_{number}")
        if day < before:
            raise MeetingsInDisorder(number, group=position)
        before = day
