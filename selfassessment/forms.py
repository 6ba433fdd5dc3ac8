"""What people fill in: the answers that they agree on, and whom to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.models import Seat, User
from exchange_portal.characters import plain
from exchange_portal.ui.texts import local
from exchange_portal.year import in_our_time
from selfassessment.actions import MAX_REASON, Choice, Conflict, Refused
from selfassessment.models import Area, Asking, Statement
from selfassessment.queries import for_staff, words
from selfassessment.queries.agreed import Answer, Draft, Spread
from selfassessment.queries.parts import at_work

UNKNOWN = -1  # a version that no answer has, and a position that no step has


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """A statement on the page: what stands there or was posted, and how it may be chosen."""

    answer: Answer
    present: int | None
    wanted: int | None
    comment: str
    version: int
    start: str  # the answer that the writer was given, as text
    saved: str
    error: str
    is_conflict: bool
    is_own: bool  # the writer met an answer of their own, saved in another tab
    theirs: str  # what stands, as text
    spread: Spread | None


class AgreedForm:
    """Steps and a comment for each statement. Beside them goes, hidden, which version the writer
    began from and what it was like, so that only what was touched is saved, and never over
    someone else's."""

    def __init__(
        self,
        draft: Draft,
        data: Mapping[str, Any] | None = None,
        *,
        given_up: str = "",
        refused: Mapping[Statement, Refused] | None = None,
    ) -> None:
        """`given_up` is the number of a statement whose posted answer yields to what stands."""
        self.draft = draft
        self.data = data
        self.given_up = given_up
        self.refused = refused or {}

    def choices(self) -> list[Choice]:
        """What was touched, to be saved."""
        return [
            self._posted(one.statement)
            for one in self.draft.answers
            if self._is_touched(one.statement)
        ]

    def again(self, fresh: Draft, refused: Mapping[Statement, Refused]) -> "AgreedForm":
        """The same over the draft as it stands now: saving once more is a decision."""
        return AgreedForm(fresh, self.data, given_up=self.given_up, refused=refused)

    def rows(
        self, reader: User, now: datetime, spreads: Mapping[int, Spread] | None = None
    ) -> list[AnswerRow]:
        return [self._row(one, reader, now, spreads or {}) for one in self.draft.answers]

    def _row(
        self, answer: Answer, reader: User, now: datetime, spreads: Mapping[int, Spread]
    ) -> AnswerRow:
        refusal = self.refused.get(answer.statement)
        stands = Choice(
            statement=answer.statement,
            present=answer.present.position if answer.present else None,
            wanted=answer.wanted.position if answer.wanted else None,
            comment=answer.comment,
            version=answer.version,
        )
        shown = self._posted(answer.statement) if refusal else stands
        return AnswerRow(
            answer=answer,
            present=shown.present,
            wanted=shown.wanted,
            comment=shown.comment,
            version=answer.version,
            start=self._text(answer),
            saved=gettext("Inte sparat än") if refusal else words.saved(answer, reader, now),
            error=str(refusal) if refusal else "",
            is_conflict=isinstance(refusal, Conflict),
            is_own=isinstance(refusal, Conflict) and refusal.is_own,
            theirs=self._text(answer),
            spread=spreads.get(answer.statement.pk),
        )

    def _is_touched(self, statement: Statement) -> bool:
        """Whether its writer has changed it. A page that did not show it sends no version of it."""
        number = statement.number
        if self.data is None or f"version-{number}" not in self.data:
            return False
        if str(number) == self.given_up:
            return False
        posted = self._posted(statement)
        text = words.as_text(
            present=self._step(posted.present),
            wanted=self._step(posted.wanted),
            comment=posted.comment,
            asks_wanted=self.draft.asks_wanted,
        )
        return text != plain(self.data.get(f"start-{number}", ""))

    def _posted(self, statement: Statement) -> Choice:
        data, number = self.data or {}, statement.number
        wanted = position_from(data.get(f"wanted-{number}", "")) if self.draft.asks_wanted else None
        return Choice(
            statement=statement,
            present=position_from(data.get(f"present-{number}", "")),
            wanted=wanted,
            comment=plain(data.get(f"comment-{number}", "")),
            version=number_from(data.get(f"version-{number}", "")),
        )

    def _step(self, position: int | None) -> Any:
        return None if position is None else self.draft.asked.step(position)

    def _text(self, answer: Answer) -> str:
        return text_of(answer, asks_wanted=self.draft.asks_wanted)


class DivideForm(forms.Form):
    """A seat for each area, or nobody in particular. `seats` and `chosen` (by area) are what may be
    chosen, and what is to begin with."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        areas: Iterable[Area],
        seats: Sequence[Seat],
        chosen: Mapping[int, Seat],
        stamp: str,
        now: datetime,
    ) -> None:
        super().__init__(data, initial={"stamp": stamp})
        self.areas = {f"area_{one.position}": one for one in areas}
        self.by_key = {str(one.key): one for one in seats}
        people = at_work([one.pk for one in seats], now)
        together = ("", gettext("Alla tillsammans"))
        named = [(key, _seat(one, people.get(one.pk, []))) for key, one in self.by_key.items()]
        for name, area in self.areas.items():
            seat = chosen.get(area.pk)
            field: Any = forms.ChoiceField(
                label=local(area, "title"),
                choices=[together, *named],
                required=False,
                initial=str(seat.key) if seat else "",
            )
            field.is_one_of = True  # not required, and yet nothing to leave out
            self.fields[name] = field

    def seats(self) -> dict[Area, Seat | None]:
        return {area: self.by_key.get(self.cleaned_data[name]) for name, area in self.areas.items()}


def _seat(seat: Seat, people: Sequence[User]) -> str:
    names = ", ".join(one.name for one in people) or gettext("platsen är tom")
    return f"{local(seat, 'name')}: {names}"


class OpenForm(forms.Form):
    """Ask every institution of a group."""

    cohort: Any = forms.ModelChoiceField(
        label=_("Grupp"), queryset=None, to_field_name="key", empty_label=_("Välj en grupp")
    )
    version: Any = forms.ModelChoiceField(
        label=_("Självskattning"), queryset=None, empty_label=_("Välj en självskattning")
    )
    opens_on = forms.DateField(
        label=_("Öppnar"), widget=forms.DateInput({"type": "date"}), validators=[in_our_time]
    )
    due_on = forms.DateField(
        label=_("Sista dag"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        validators=[in_our_time],
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["opens_on"].initial = localdate(now)
        fields["cohort"].queryset = for_staff.cohorts_to_choose(user, now)
        fields["version"].queryset = for_staff.published()
        fields["version"].label_from_instance = lambda one: local(one.instrument, "title")


class OneOrAllForm(forms.Form):
    """For one institution, or for everyone in its group who was asked the same and has not handed
    in. What is ticked to begin with is the one."""

    ONE, ALL = "en", "alla"
    whom: Any = forms.ChoiceField(label=_("För vem?"), choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, one: Asking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort = {"cohort": one.participation.cohort}
        fields: Any = self.fields
        fields["whom"].initial = self.ONE
        fields["whom"].choices = [
            (self.ONE, gettext("Bara %(name)s") % {"name": one.participation.institution}),
            (self.ALL, gettext("Alla i %(cohort)s som inte har lämnat in") % cohort),
        ]

    @property
    def is_for_all(self) -> bool:
        return bool(self.cleaned_data["whom"] == self.ALL)


class LastDayForm(OneOrAllForm):
    due_on = forms.DateField(
        label=_("Ny sista dag"),
        help_text=_("Lämna tomt om det inte ska finnas någon sista dag."),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        validators=[in_our_time],
    )
    field_order = ("due_on", "whom")


class WithdrawForm(OneOrAllForm):
    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("Institutionens personer läser det du skriver, på sidan och i ett mejl."),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför ni återkallar den. Institutionen läser det.")},
    )
    field_order = ("reason", "whom")


class RestoreForm(OneOrAllForm):
    """Whom it was withdrawn for."""


def text_of(answer: Answer, *, asks_wanted: bool) -> str:
    return words.as_text(
        present=answer.present,
        wanted=answer.wanted,
        comment=answer.comment,
        asks_wanted=asks_wanted,
    )


def number_from(text: str) -> int:
    """A number as the page gave it; anything else is one that nothing has."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else UNKNOWN


def position_from(text: str) -> int | None:
    return number_from(text) if text else None
