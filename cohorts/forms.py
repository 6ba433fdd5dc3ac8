"""What staff fill in about who is who."""

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_LABEL
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Engagement, Holding, Institution, Programme, Round, Scope, User
from exchange_portal.collation import swedish


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The action that follows refuses in words what the database would refuse without."""

    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class InvitationForm(ActionForm):
    """The address is asked for apart from the person: someone already known is invited again
    without becoming two."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    address = forms.EmailField(
        label=_("E-postadress"), help_text=_("Personens egen adress på institutionen.")
    )

    class Meta:
        model = User
        fields = ["name", "language"]


class FillForm(ActionForm):
    class Meta:
        model = Holding
        fields = ["seat", "user", "from_on", "until_on", "is_top_management"]
        help_texts = {"until_on": _("Lämna tomt om det gäller tills vidare.")}


class EndForm(ActionForm):
    """For a holding or an engagement: the only thing that is changed is when it ends."""

    until_on = forms.DateField(
        label=_("Till (men inte med)"),
        help_text=_("Samma dag som den började: då blev det aldrig av."),
    )

    class Meta:
        fields = ["until_on"]


class EngagementForm(ActionForm):
    reaches = forms.ChoiceField(label=_("Gäller"))

    class Meta:
        model = Engagement
        fields = ["user", "role", "from_on", "until_on"]
        help_texts = {"until_on": _("Lämna tomt om det gäller tills vidare.")}


PLACES: dict[str, type[Programme | Round | Cohort]] = {
    "programme": Programme,
    "round": Round,
    "cohort": Cohort,
}


def places(request: HttpRequest) -> list[Any]:
    """What an engagement can reach, as choices in groups."""
    seen: Any = {"user": request.user, "now": request.now}  # type: ignore[attr-defined]
    programmes = Programme.objects.visible_to(**seen).order_by(swedish("name_sv"))
    rounds = Round.objects.visible_to(**seen).select_related("programme").order_by("-ends_on")
    cohorts = Cohort.objects.visible_to(**seen).select_related("round")
    return [
        ("", BLANK_CHOICE_LABEL),
        ("portal", Scope.Kind.PORTAL.label),
        (Scope.Kind.PROGRAMME.label, [(f"programme-{one.pk}", str(one)) for one in programmes]),
        (
            Scope.Kind.ROUND.label,
            [(f"round-{one.pk}", f"{one.programme}: {one}") for one in rounds],
        ),
        (
            Scope.Kind.COHORT.label,
            [
                (f"cohort-{one.pk}", f"{one.round}: {one}" if one.round else str(one))
                for one in cohorts.order_by("-round__ends_on", swedish("name"))
            ],
        ),
    ]


def place_of(choice: str) -> Programme | Round | Cohort | None:
    """The chosen thing; None is the whole portal."""
    kind, _dash, key = choice.partition("-")
    return PLACES[kind].objects.get(pk=int(key)) if kind in PLACES else None
