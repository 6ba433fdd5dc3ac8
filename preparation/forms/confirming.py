"""What the head confirms: each statement by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange_portal.ui.texts import local, marked
from preparation.actions.confirming import MAX_NOTE
from preparation.queries.confirming import Confirming


class ConfirmForm(forms.Form):
    """`number` is that of the confirmation the page was made for; `hours` what it said of time."""

    note = forms.CharField(
        label=_("Vill du säga något mer?"),
        help_text=_("En mening räcker. Den syns för era egna i gruppen och för myndigheten."),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    hours = forms.CharField(max_length=20, widget=forms.HiddenInput)

    field_order = ("owns", "wants", "time", "note")

    def __init__(self, data: Any = None, *, confirming: Confirming) -> None:
        shown = {"number": confirming.next_number, "hours": hours_of(confirming)}
        super().__init__(data, initial=shown)
        for one in confirming.statements:
            self.fields[one.code] = forms.BooleanField(
                label=marked(one, "text"),
                error_messages={"required": _unticked(local(one, "text"))},
            )
        self.order_fields([one.code for one in confirming.statements])

    def again(self, confirming: Confirming) -> None:
        """What is sent from the page next is about what it shows now."""
        now_shown = {"number": str(confirming.next_number), "hours": hours_of(confirming)}
        self.data = {**dict(self.data.items()), **now_shown}


def hours_of(confirming: Confirming) -> str:
    """What the statements say of time, so that a change is noticed."""
    plan = confirming.plan
    return f"{plan.preparation_hours}-{plan.meeting_hours}" if plan else ""


def _unticked(text: str) -> str:
    """Which statement, by its first sentence: in the summary on top there are several."""
    what, _dot, _rest = text.partition(".")
    return gettext("Kryssa i rutan om det stämmer: %(what)s.") % {"what": what}
