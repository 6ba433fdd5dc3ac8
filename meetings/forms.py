"""What people fill in: the draft, the answer to an invitation; and the agency: files beside an
instruction, and its comment when it asks for completion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cohorts.models import Participation
from exchange_portal.characters import plain
from exchange_portal.files.forms import FileForm, ReceivedField, ReceivedFilesField
from exchange_portal.ui.texts import marked
from meetings.actions import (
    MAX_CHARACTERS,
    MAX_COMMENT,
    MOST_MINUTES,
    BadAttachment,
    Conflict,
    Refused,
    TooMuchAttached,
    Written,
)
from meetings.models import Assignment, Question
from meetings.queries.drafts import Answer, Draft, is_untouched

ABOUT_FILES = (BadAttachment, TooMuchAttached)
UNKNOWN = -1  # a version that no text has


class AnswerField(forms.CharField):
    """A text in a draft: any length may be tried, gaps are allowed, nothing is trimmed."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            label=format_html("{}. {}", question.number, marked(question, "prompt")),
            help_text=marked(question, "hint"),
            required=question.is_required,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        )

    def to_python(self, value: Any) -> str:
        return plain(value or "")

    def validate(self, value: str) -> None:
        """Whether anything is missing is asked when it is handed in."""


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """An answer on the page: as it stands in the draft, and the fields round the text."""

    answer: Answer
    field: forms.BoundField
    hidden: dict[str, str]  # names and values
    is_conflict: bool
    is_own: bool  # the writer met a text of their own, saved in another tab


class DraftForm(forms.Form):
    """One text for each question. Beside it goes, hidden, which version the writer began from and
    what it was like, so that only what was touched is saved, and never over someone else's."""

    use_required_attribute = False

    def __init__(
        self, draft: Draft, data: Mapping[str, Any] | None = None, *, given_up: str = ""
    ) -> None:
        """`given_up` is the key of a question whose posted text yields to the one that stands."""
        super().__init__(data)
        self.draft = draft
        self.given_up = given_up
        self.refused: Mapping[Question, Refused] = {}
        for answer in draft.answers:
            self.fields[_text(answer.question)] = field = AnswerField(answer.question)
            field.initial = answer.text

    def written(self) -> list[Written]:
        """What was touched, to be saved."""
        return [
            Written(question=question, text=text, version=self._version(question))
            for question in (answer.question for answer in self.draft.answers)
            if (text := self._touched(question)) is not None
        ]

    def again(self, fresh: Draft, refused: Mapping[Question, Refused]) -> "DraftForm":
        """The same texts over the draft as it stands now: saving once more is a decision."""
        data: dict[str, str] = {}
        for answer in fresh.answers:
            touched = self._touched(answer.question)
            data |= _hidden(answer)
            data[_text(answer.question)] = answer.text if touched is None else touched
        form = DraftForm(fresh, data)
        form.refused = refused
        form.is_valid()
        for question, refusal in refused.items():
            form.add_error(_text(question), str(refusal))
        return form

    def rows(self) -> list[AnswerRow]:
        """Each answer with its fields, for the page."""
        return [
            AnswerRow(
                answer=answer,
                field=self[_text(answer.question)],
                hidden={n: self.data.get(n, value) for n, value in _hidden(answer).items()},
                is_conflict=isinstance(refusal := self.refused.get(answer.question), Conflict),
                is_own=isinstance(refusal, Conflict) and refusal.is_own,
            )
            for answer in self.draft.answers
        ]

    def _touched(self, question: Question) -> str | None:
        """The text, if its writer has changed it. A question that came meanwhile has none."""
        posted = self.data.get(_text(question))
        if posted is None or str(question.key) == self.given_up:
            return None
        text = plain(posted)
        return None if is_untouched(text, self.data.get(_start(question), "")) else text

    def _version(self, question: Question) -> int:
        return version_from(self.data.get(_version_of(question), ""))


class AssignmentFileForm(forms.Form):
    """A file beside the instruction; also in the other groups, where there are any."""

    upload = ReceivedField(_("Lägg till en fil"))
    everywhere = forms.BooleanField(required=False)

    def __init__(
        self,
        others: Sequence[Assignment],
        data: Mapping[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        """`others`: the same assignment in other groups."""
        super().__init__(data, files)
        field = self.fields["everywhere"]
        groups = ", ".join(one.cohort.name for one in others)
        field.label = _("Lägg till filen också i %(groups)s") % {"groups": groups}
        if not others:
            field.widget = forms.HiddenInput()


class ReturnForm(forms.Form):
    """Why something is sent back."""

    comment = forms.CharField(
        label=_("Vad behöver kompletteras?"),
        help_text=_("Institutionen läser det du skriver, på sidan och i ett mejl."),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv vad som behöver kompletteras.")},
    )
    uploads = ReceivedFilesField(_("Filer som följer med"))

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="tillbaka_%s")

    def refuse(self, reason: Refused) -> None:
        self.add_error("uploads" if isinstance(reason, ABOUT_FILES) else None, str(reason))


class CommentForm(FileForm):
    """What the agency says of a version without returning it."""

    field_order = ("text", "uploads")

    text = forms.CharField(
        label=_("Din kommentar"),
        help_text=_(
            "De som har en plats för institutionen läser den, bredvid det som de lämnade in. De "
            "andra i gruppen gör det inte."
        ),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv en kommentar.")},
    )
    uploads = ReceivedFilesField(_("Filer som följer med"))

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="kommentar_%s")

    def at_fault(self, reason: Refused) -> str | None:
        return "uploads" if isinstance(reason, ABOUT_FILES) else None


class AnswerForm(forms.Form):
    """Whether somebody comes to a session. The two buttons give `is_coming`; beside the comment go,
    hidden, the date and the answer that the page showed."""

    is_coming = forms.TypedChoiceField(
        choices=[("ja", _("Jag kommer")), ("nej", _("Jag kan inte komma"))],
        coerce=lambda word: word == "ja",
        widget=forms.HiddenInput,
        error_messages={"required": _("Välj om du kommer eller inte.")},
    )
    comment = forms.CharField(
        label=_("Kommentar"),
        help_text=_(
            "Läses av era egna i gruppen och av dem som leder gruppen på myndigheten. De andra ser "
            "bara om du kommer. Skriv inget om hälsa."
        ),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answered_for = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_comment(self) -> str:
        return plain(str(self.cleaned_data["comment"]))


class TurnForm(forms.Form):
    """Which institution comes as which number."""

    participation = forms.ModelChoiceField(Participation.objects.none(), to_field_name="key")
    position = forms.IntegerField(min_value=1, max_value=1000)

    def __init__(self, data: Any = None, *, places: QuerySet[Participation]) -> None:
        super().__init__(data)
        participation: Any = self.fields["participation"]
        participation.queryset = places


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(
        label=_("Minuter för var och en"), min_value=1, max_value=MOST_MINUTES
    )


def version_from(text: str) -> int:
    """A number as the page gave it; anything else is a version that no text has."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else UNKNOWN


def _hidden(answer: Answer) -> dict[str, str]:
    question = answer.question
    return {_version_of(question): str(answer.version), _start(question): answer.start}


def _text(question: Question) -> str:
    return f"svar-{question.key}"


def _version_of(question: Question) -> str:
    return f"version-{question.key}"


def _start(question: Question) -> str:
    return f"start-{question.key}"
