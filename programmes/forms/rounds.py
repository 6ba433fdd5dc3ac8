"""What staff fill in when they start a round or set a meeting's date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Institution, User
from cohorts.words import GROUP
from exchange_portal.collation import swedish
from exchange_portal.ui.forms import LineField
from exchange_portal.year import in_our_time
from meetings.models import Meeting
from programmes import actions
from programmes.actions import Group, Refused, Start
from programmes.models import TemplateVersion
from programmes.queries import contacts

MOST_GROUPS = 30
FIRST_GROUPS = 3
ROWS = 5  # for institutions beside the anchor, and never fewer than FREE_ROWS empty ones
FREE_ROWS = 2
MOST_ROWS = 30

type Places = dict[str, Institution]  # by name and short name, small letters


class DayField(forms.DateField):
    """A date as browsers ask for it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, validators=[in_our_time], **options)


def places_of(institutions: Iterable[Institution]) -> Places:
    names = ((text, one) for one in institutions for text in (one.short_name, one.name))
    return {text.casefold(): one for text, one in names}


class InstitutionField(forms.CharField):
    """The name or short name of an institution, with suggestions from the page's list."""

    def __init__(self, places: Places, **options: Any) -> None:
        attrs = {"list": "institutioner", "autocomplete": "off"}
        super().__init__(max_length=120, widget=forms.TextInput(attrs=attrs), **options)
        self.places = places

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        found = self.places.get(name.casefold())
        if name and found is None:
            raise forms.ValidationError(self._unknown(name))
        return found

    def _unknown(self, name: str) -> str:
        near = get_close_matches(name.casefold(), self.places, n=1)
        if near:
            words = _("Ingen institution heter %(name)s. Menar du %(near)s?")
            return words % {"name": name, "near": self.places[near[0]].name}
        words = _("Ingen institution heter %(name)s. Välj ett namn i listan.")
        return words % {"name": name}


class RoundForm(forms.Form):
    use_required_attribute = False  # a group is added before everything is filled in

    name = LineField(
        label=_("Omgångens namn"),
        help_text=_("Deltagarna ser namnet. Skriv gärna åren."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv vad omgången heter.")},
    )
    preparation_starts_on = DayField(
        label=_("Förberedelsen börjar"),
        error_messages={"required": _("Skriv när förberedelsen börjar.")},
    )
    preparation_ends_on = DayField(
        label=_("Förberedelsen slutar"),
        error_messages={"required": _("Skriv när förberedelsen slutar.")},
    )
    ends_on = DayField(
        label=_("Omgången slutar"),
        help_text=_("Den sista dagen som något kan lämnas in."),
        error_messages={"required": _("Skriv när omgången slutar.")},
    )
    contact = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Kontaktperson"),
        help_text=_("Den som institutionerna vänder sig till. Står på alla sidor och i mejlen."),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Välj en kontaktperson i listan.")
        ),
    )


class GroupForm(forms.Form):
    """A group: its name, its institutions, and dates as far as they are known."""

    use_required_attribute = False

    def __init__(
        self, number: int, places: Places, meetings: list[int], rows: int, **options: Any
    ) -> None:
        super().__init__(**options)
        self.number, self.usual_name = number, f"{GROUP} {number}"
        self.fields["group_name"] = LineField(
            label=_("Gruppens namn"),
            max_length=120,
            initial=self.usual_name,
            error_messages={"required": _("Skriv vad gruppen heter.")},
        )
        self.fields["anchor"] = InstitutionField(
            places,
            label=_("Ankare"),
            help_text=_("En institution som har gjort det här förut."),
            required=False,
        )
        for row in range(1, rows + 1):
            label = _("Institution %(number)s") % {"number": row}
            self.fields[f"other_{row}"] = InstitutionField(places, label=label, required=False)
        for meeting in meetings:
            label = _("Träff %(number)s") % {"number": meeting}
            self.fields[f"meeting_{meeting}"] = DayField(label=label, required=False)

    def _shown(self, *kinds: str) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(kinds)]

    def members(self) -> list[forms.BoundField]:
        return self._shown("anchor", "other_")

    def days(self) -> list[forms.BoundField]:
        return self._shown("meeting_")

    def has_days(self) -> bool:
        return any(field.value() for field in self.days())

    def is_untouched(self) -> bool:
        """Nothing is filled in: a place for a group that was not needed."""
        filled = [field for field in (*self.members(), *self.days()) if field.value()]
        return not filled and self["group_name"].value() in ("", None, self.usual_name)

    def group(self) -> Group:
        data = self.cleaned_data
        others = [value for name, value in data.items() if name.startswith("other_") and value]
        return Group(
            name=data["group_name"],
            anchor=data["anchor"],
            others=others,
            dates={
                int(name.removeprefix("meeting_")): day
                for name, day in data.items()
                if name.startswith("meeting_") and day
            },
        )


class Sheet:
    """The forms of a whole round, on one page: the round's own and one for each group."""

    def __init__(
        self,
        version: TemplateVersion,
        *,
        user: User,
        now: datetime,
        data: Mapping[str, str] | None = None,
        is_asked: bool = False,
    ) -> None:
        """`data` is shown again; only if `is_asked` is it said what is wrong with it."""
        posted = data or {}
        self.version = version
        institutions = Institution.objects.visible_to(user, now).order_by(swedish("name"))
        self.institutions = list(institutions)
        self.places = places_of(self.institutions)
        meetings = version.meetings.exclude(kind=Meeting.Kind.COORDINATORS).order_by("number")
        self.meetings = list(meetings.values_list("number", flat=True))
        bound: dict[str, Any] = {"data": posted if is_asked else None}
        self.round = RoundForm(initial=_initial(posted, "") or {"contact": user}, **bound)
        field: Any = self.round.fields["contact"]
        field.queryset = contacts(version.template.programme, now)
        self.count = _count(posted.get("antal", ""))
        if posted.get("gor") == "grupp":
            self.count = min(self.count + 1, MOST_GROUPS)
        self.groups = [self._group(number, posted, bound) for number in range(1, self.count + 1)]

    def _group(self, number: int, posted: Mapping[str, str], bound: dict[str, Any]) -> GroupForm:
        prefix = f"grupp{number}"
        known = _initial(posted, f"{prefix}-")
        filled = [
            int(name.removeprefix("other_"))
            for name, value in known.items()
            if name.startswith("other_") and name[6:].isdecimal() and value and len(name) < 9
        ]
        rows = min(max([ROWS, *(last + FREE_ROWS for last in filled)]), MOST_ROWS)
        return GroupForm(
            number,
            self.places,
            self.meetings,
            rows,
            prefix=prefix,
            initial=known,
            **bound,
        )

    # --- What the summary of errors and the page ask ------------------------------------------

    def __iter__(self) -> Iterator[forms.BoundField]:
        yield from self.round
        for group in self.groups:
            yield from group

    @property
    def errors(self) -> list[Any]:
        return [form.errors for form in (self.round, *self._filled()) if form.errors]

    def non_field_errors(self) -> list[str]:
        return [str(error) for error in self.round.non_field_errors()]

    def hidden(self) -> list[tuple[str, str]]:
        """Everything as it was filled in, to be carried on by the preview."""
        fields = ((field.html_name, field.value()) for field in self)
        return [("antal", str(self.count)), *((name, value or "") for name, value in fields)]

    # --- What was chosen ---------------------------------------------------------------------

    def _filled(self) -> list[GroupForm]:
        return [group for group in self.groups if not group.is_untouched()]

    def start(self) -> Start | None:
        """What was chosen, if it can become a round; otherwise the forms say why not."""
        if self.errors:
            return None
        start = Start(**self.round.cleaned_data, groups=[one.group() for one in self._filled()])
        try:
            actions.check(self.version, start)
        except Refused as refusal:
            self.refuse(refusal)
            return None
        return start

    def refuse(self, refusal: Refused) -> None:
        """Say it at the field that it is about."""
        if refusal.group is None:
            self.round.add_error(refusal.field or None, str(refusal))
            return
        form = self._filled()[refusal.group]
        form.add_error(_field_of(form, refusal), str(refusal))


def _field_of(form: GroupForm, refusal: Refused) -> str:
    """Of an institution that stands in two places, the later one."""
    if refusal.institution is None:
        return refusal.field
    data = form.cleaned_data
    return [name for name, value in data.items() if value == refusal.institution][-1]


def _initial(posted: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value
        for name, value in posted.items()
        if name.startswith(prefix) and (prefix or "-" not in name)
    }


def _count(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 4
    return min(max(int(text), 1), MOST_GROUPS) if is_number else FIRST_GROUPS


class DateForm(forms.Form):
    """The day that a meeting shall have. Asked for by a GET: looking changes nothing."""

    datum = DayField(label=_("Datum"))


class TokenForm(forms.Form):
    """Of the pressed button."""

    token = forms.UUIDField()


class VersionForm(DateForm):
    """What the preview showed: the day, and which change of the date it was made after."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
