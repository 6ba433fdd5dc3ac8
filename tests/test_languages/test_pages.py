"""Walks through the portal in both languages: no page mixes them."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, Function, Institution, User
from exchange_portal.pages.models import PageText
from materials import actions as materials
from materials.models import Material
from meetings import actions
from meetings.models import SubmittedVersion
from tests.meetings.conftest import PDF_BYTES, Stage
from tests.personas import World, login
from tests.test_languages.reading import strange_words

type Step = tuple[str, str, dict[str, Any] | None]  # who, where, and what is sent there

WRITTEN = [
    *("Beskriv ert utgångsläge", "Inriktning", "Digitalt", "JiM+", "Skriv mer."),
    *("Erfarenhetsutbytet", "Vilka ojämställdhetsproblem ser ni?", "Vilka mål har ni i dag?"),
    *("Något mer?", "Svenska", "English"),
]
OPEN = ["account_request_login_code", "account_login", "account_reset_password", "fault"]
OWN = ["account_set_password", "mfa_index", "mfa_activate_totp", "account_logout"]


class Walker:
    """Goes from page to page as several people, in one language."""

    def __init__(self, stage: Stage, language: str) -> None:
        User.objects.update(language=language)
        Function.objects.update(name_en="Someone")
        people = User.objects.all()
        self.names = [*WRITTEN, *(one.name for one in people), *(one.email for one in people)]
        for place in Institution.objects.all():
            self.names += [place.name, place.short_name]
        self.language = language
        self.clients = {name: Client() for name in ("", "ada", "hedda", "cleo", "gun")}
        for name, client in self.clients.items():
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            if name:
                login(client, User.objects.get(pk=stage.world.people[name].pk))

    def wrong(self, steps: list[Step]) -> dict[str, set[str]]:
        found = {f"{who} {path} {sent}": self.read(who, path, sent) for who, path, sent in steps}
        return {step: words for step, words in found.items() if words}

    def read(self, who: str, path: str, sent: dict[str, Any] | None) -> set[str]:
        client = self.clients[who]
        ask = client.get if sent is None else client.post
        page = ask(path, sent or {}, follow=True, secure=True)
        assert f'lang="{self.language}"' in page.text[:200], path
        return strange_words(page.text, self.language, self.names)


def get(who: str, *paths: str) -> list[Step]:
    return [(who, path, None) for path in paths]


def before_login() -> list[Step]:
    pages = [reverse("page", args=[slug]) for slug in PageText.Slug.values]
    login_code = reverse("account_request_login_code")
    return [
        *get("", *pages, *(reverse(name) for name in OPEN), "/finns-inte/"),
        ("", reverse("fault"), {"email": "ada"}),
        *get("", reverse("express_interest"), reverse("confirm_interest", args=["x"])),
        ("", reverse("express_interest"), {"contact_email": "bo"}),
        ("", reverse("account_login"), {"login": "ada@vr.example", "password": "nej"}),
        ("", reverse("account_login"), {}),
        ("", login_code, {}),
        ("", login_code, {"email": "ada@vr.example"}),
        ("", reverse("account_confirm_login_code"), {"code": "fel"}),
    ]


def participant(stage: Stage) -> list[Step]:
    key = stage.assignment.key
    own, theirs = SubmittedVersion.objects.order_by("pk")
    meeting = stage.meetings["Grupp 2"]
    session, own_seat = meeting.sessions.get(), stage.world.ada.holdings.get()
    return [
        *get("ada", reverse("home"), reverse("cohort", args=[stage.world.group2.key])),
        *get("ada", reverse("assignment", args=[key]), reverse("submit", args=[key])),
        *get("ada", *(reverse("submitted", args=[one.key]) for one in (own, theirs))),
        *get("ada", *(reverse(name) for name in OWN), "/admin/"),
        *get("ada", reverse("meeting", args=[meeting.key])),
        ("ada", reverse("answer", args=[session.key, own_seat.key]), {"version": "9"}),
        ("ada", reverse("save_draft", args=[key]), {}),
        ("ada", reverse("account_set_password"), {"password1": "abc", "password2": "abd"}),
        ("ada", reverse("mfa_activate_totp"), {"code": "1"}),
    ]


def staff(stage: Stage) -> list[Step]:
    theirs = SubmittedVersion.objects.order_by("pk").last()
    assert theirs is not None
    returned = reverse("staff_return", args=[theirs.key])
    beside = reverse("assignment_files", args=[stage.assignment.key])
    date = reverse("meeting_date", args=[stage.meetings["Grupp 2"].key])
    return [
        *get(
            "cleo",
            reverse("home"),
            reverse("staff_submissions"),
            reverse("staff_board"),
            reverse("admin:index"),
        ),
        *get("cleo", reverse("staff_submitted", args=[theirs.key]), reverse("mfa_index")),
        *get("cleo", reverse("meeting", args=[stage.meetings["Grupp 2"].key])),
        *missing(stage),
        *get("cleo", reverse("mfa_view_recovery_codes"), reverse("mfa_generate_recovery_codes")),
        ("cleo", returned, {"comment": ""}),
        ("cleo", reverse("staff_comment", args=[theirs.key]), {"text": ""}),
        *get("cleo", beside, *_looked_after(stage, theirs)),
        ("cleo", beside, {}),
        *get("cleo", reverse("round_meetings", args=[stage.world.round.key])),
        *get("cleo", date, f"{date}?datum=2001-01-01", f"{date}?datum={stage.world.days(40)}"),
        *get("gun", reverse("round_templates")),
        *planning(stage),
        ("cleo", reverse("mfa_reauthenticate"), {"code": "1"}),
    ]


def planning(stage: Stage) -> list[Step]:
    """Guests, those who want to take part, mentors, and what stands outside the rounds."""
    world = stage.world
    guests, add = (reverse(one, args=[world.round.key]) for one in ("round_guests", "add_guest"))
    ask = reverse("offer_mentorship", args=[world.participations["Vinnova recent"].key])
    start = reverse("start_network")
    pages = [reverse(one) for one in ("interests", "networks", "mentors")]
    programme = reverse("programme", args=[world.programme.key])
    return [
        *get("gun", *pages, guests, add, ask, start, programme),
        ("gun", add, {}),
        ("gun", start, {"names": "?"}),
    ]


def missing(stage: Stage) -> list[Step]:
    """Who is missing, and what is noted of a contact: each page, its faults, and the mail shown."""
    key, meeting = stage.assignment.key, stage.meetings["Grupp 2"].key
    notes = reverse("contact_notes", args=[stage.world.participations["VR"].key])
    person = str(stage.world.ben.pk)
    texts = {"text_sv": "Hej.", "text_en": "Hello.", "form_key": str(uuid4())}
    shown = {"gor": "granska", "chosen": [person], **texts}
    invitation = reverse("missing_answers", args=[meeting])
    return [
        *get("cleo", reverse("missing_assignment", args=[key]), invitation, notes),
        ("cleo", invitation, {"gor": "granska"}),
        ("cleo", invitation, shown),
        ("cleo", notes, {"text": ""}),
        *get("ada", reverse("ask_colleagues", args=[meeting])),
    ]


def _looked_after(stage: Stage, version: SubmittedVersion) -> list[str]:
    """Where a file beside an instruction and a comment are taken away, with what is there."""
    by_cleo: dict[str, Any] = {"by": stage.world.cleo, "now": stage.now}
    upload = SimpleUploadedFile("Inriktning.pdf", PDF_BYTES)
    (beside,) = actions.add_assignment_file(stage.assignment, upload=upload, **by_cleo)
    said, gone = (
        actions.comment_on(version, text="Skriv mer.", form_key=uuid4(), **by_cleo)
        for _ in range(2)
    )
    actions.withdraw_comment(gone, **by_cleo)
    return [
        reverse("withdraw_assignment_file", args=[beside.key]),
        reverse("withdraw_comment", args=[said.key]),
        reverse("staff_submitted", args=[version.key]),
        reverse("assignment_files", args=[stage.assignment.key]),
    ]


def shared(stage: Stage) -> list[Step]:
    """What is shared: its pages, with their errors, for a participant and for the agency."""
    group, steps = reverse("materials", args=[stage.world.group2.key]), []
    for who, target in (("ada", None), ("cleo", stage.world.group2)):
        material = share(stage.world, target)
        names = ("material", "add_version", "describe_material", "withdraw_material")
        own = [reverse(name, args=[material.key]) for name in names]
        sent = [group + "dela/", *own[1:3]]
        steps += [*get(who, group, group + "dela/", *own), *((who, path, {}) for path in sent)]
    return [*steps, *get("gun", reverse("shelves")), ("cleo", own[-1], {})]


def share(world: World, target: Cohort | None) -> Material:
    """For a group by the agency; without one by Ada, for her institution."""
    own = None if target else world.institutions["VR"]
    return materials.share_material(
        target or own,
        institution=own,
        words=materials.Words(title_sv="Beskriv ert utgångsläge"),
        upload=SimpleUploadedFile("Inriktning.pdf", PDF_BYTES),
        form_key=uuid4(),
        by=world.cleo if target else world.ada,
        now=world.now,
    )


def in_the_admin() -> Iterator[Step]:
    for model in admin.site._registry:
        of_model = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rows, add = reverse(f"{of_model}_changelist"), reverse(f"{of_model}_add")
        yield from get("gun", rows, f"{rows}?q=zz", add)
        yield "gun", rows, {"action": ""}
        thing = model._default_manager.first()
        if thing is not None:
            change = reverse(f"{of_model}_change", args=[thing.pk])
            yield from [*get("gun", change), ("gun", change, {"name": ""})]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_mixes_the_languages(stage: Stage, language: str) -> None:
    version = stage.hand_in()
    stage.hand_in(at=stage.forte, by=stage.world.dan)
    stage.send_back(version)
    for name in ("cleo", "gun"):
        if not is_mfa_enabled(stage.world.people[name]):
            TOTP.activate(stage.world.people[name], "A" * 32)
    walker = Walker(stage, language)
    steps = [*before_login(), *participant(stage), *staff(stage)]
    steps += [*shared(stage), *in_the_admin()]

    assert walker.wrong(steps) == {}


@pytest.mark.parametrize(
    ("language", "html", "found"),
    [
        ("sv", '<html lang="sv"><p>Save and continue</p>', {"save", "and"}),
        ("sv", '<html lang="sv"><p>Spara</p><input type="submit" value="Run">', {"run"}),
        ("en", '<html lang="en"><p>Save</p><p lang="sv">och spara</p>', set()),
        (
            "en",
            '<html lang="en"><img alt="Återställ"><p class="words">Det vi skrev</p>',
            {"återställ"},
        ),
        ("en", '<html lang="en"><p>Ben Åkesson saved</p>', set()),
    ],
)
def test_a_mixed_page_is_found(language: str, html: str, found: set[str]) -> None:
    assert strange_words(html, language, ["Ben Åkesson"]) == found
