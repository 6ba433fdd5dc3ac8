"""What is shared in the demo's group: by the agency, by Forte, by Vetenskapsrådet for itself."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import Cohort, Institution, User
from demo.people import address
from materials import actions
from materials.actions import Words
from materials.models import Material
from materials.occasions import occasions_of
from materials.queries.places import Target

FORMS = UUID("6f1d3c52-8f7e-4f0a-9d0c-2b4c2a1d7e11")  # the keys of the demo's forms come of it

AGENDA = (
    "Dagordning för träff 1\n\n"
    " 9.00  Vi presenterar oss: var står vi i dag?\n"
    "10.15  Paus\n"
    "10.30  Gemensamma ojämställdhetsproblem\n"
    "12.00  Lunch\n"
    "13.00  Vägen fram till träff 2\n"
    "16.00  Slut\n"
)
TEMPLATE = "Problem;Varför är det ett problem?;Mål;Hur märks det?\n;;;\n"
NEWER_TEMPLATE = "Problem;Vilka berörs?;Varför är det ett problem?;Mål;Hur märks det?\n;;;;\n"
CONTACTS = "Samordnare i gruppen\n\nAda Lind, Vetenskapsrådet\nDan Falk, Forte\n"
PLAN = "Vår arbetsplan\n\nApril: samla underlag.\nMaj: möte med ledningsgruppen.\n"


def share(cohort: Cohort, *, now: datetime) -> None:
    cleo = _person("Cleo Berg", "JÄMY")
    ada, dan = _person("Ada Lind", "VR"), _person("Dan Falk", "Forte")
    meeting = occasions_of(cohort)[0]
    agenda = Words(
        title_sv="Dagordning för träff 1",
        title_en="Agenda for meeting 1",
        description="Tider och punkter. Läs igenom den i god tid, och säg till om något saknas.",
    )
    _share(meeting, agenda, ("Dagordning träff 1.txt", AGENDA), by=cleo, now=_ago(now, 6))
    template = Words(
        title_sv="Mall för problem och mål",
        title_en="Template for problems and goals",
        description="Fyll i en rad för varje problem. Vi går igenom dem tillsammans på träffen.",
    )
    shared = _share(cohort, template, ("Problem och mål.csv", TEMPLATE), by=cleo, now=_ago(now, 9))
    actions.add_version(
        shared,
        upload=_file("Problem och mål.csv", NEWER_TEMPLATE),
        note="En kolumn till: vilka berörs?",
        form_key=uuid5(FORMS, "newer"),
        by=cleo,
        now=_ago(now, 3),
    )
    contacts = Words(title_sv="Samordnarnas kontaktlista", title_en="The coordinators’ contacts")
    _share(
        cohort,
        contacts,
        ("Kontakter.txt", CONTACTS),
        institution=Institution.objects.get(short_name="Forte"),
        by=dan,
        now=_ago(now, 4),
    )
    vr = Institution.objects.get(short_name="VR")
    plan = Words(title_sv="Vår arbetsplan i vår", title_en="Our work plan for the spring")
    _share(vr, plan, ("Arbetsplan.txt", PLAN), institution=vr, by=ada, now=_ago(now, 2))


def _share(
    target: Target,
    words: Words,
    file: tuple[str, str],
    *,
    institution: Institution | None = None,
    by: User,
    now: datetime,
) -> Material:
    options: dict[str, Any] = {"institution": institution, "words": words, "by": by, "now": now}
    key = uuid5(FORMS, words.title_sv)
    return actions.share_material(target, upload=_file(*file), form_key=key, **options)


def _file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def _person(name: str, short_name: str) -> User:
    return User.objects.get(email=address(name, short_name))


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days, minutes=47)
