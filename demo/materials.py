"""What is shared in the demo: by the agency, by Forte, by Vetenskapsrådet for itself."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import Cohort, Institution, User
from demo.building import Build
from demo.facts import JIM
from materials import actions
from materials.actions import Words
from materials.models import Material
from materials.occasions import Occasion, occasions_of
from materials.queries.places import Target

RESULT = (
    "Det vi kom fram till på träff 1\n\n"
    "Problem som flera av oss har\n"
    "  Pengar: vem får, och hur mycket?\n"
    "  Människor: vem bedömer, och vem leder?\n\n"
    "Det som hjälper\n"
    "  En chef som frågar.\n"
    "  En rutin som är kort.\n\n"
    "Till träff 2\n"
    "  Pröva en sak hemma. Ta med ett mål som ni vill skriva om.\n"
)
HOW_TO_PREPARE = (
    "Så förbereder ni er för träff 2\n\n"
    "1. Leta upp era mål i verksamhetsplanen.\n"
    "2. Välj ett som ni inte är nöjda med.\n"
    "3. Skriv upp vilket problem det svarar mot.\n"
    "4. Ta med det. Vi läser två och två.\n"
)
TEMPLATE = "Problem;Varför är det ett problem?;Mål;Hur märks det?\n;;;\n"
NEWER_TEMPLATE = "Problem;Vilka berörs?;Varför är det ett problem?;Mål;Hur märks det?\n;;;;\n"
CONTACTS = "Samordnare i gruppen\n\nAda Lind, Vetenskapsrådet\nDan Falk, Forte\n"
PLAN = (
    "Vår arbetsplan\n\n"
    "Före träff 2: läsa igenom målen med ledningsgruppen.\n"
    "Efter träff 2: skriva om ett mål.\n"
    "Före träff 3: hitta någon från ekonomi.\n"
)
WELCOME = (
    "Välkomna till omgången\n\n"
    "Nu: fyll platserna, gå webbutbildningen, skatta förutsättningarna.\n"
    "Sedan: samordnarna ses, och därefter är det uppstart.\n"
    "Rektor är med på första och sista träffen.\n"
)


def share(building: Build) -> None:
    for group in JIM.groups:
        leader = building.staff[group.process_leader]
        _share_what_is_needed(building, building.cohorts[group.name], leader)
    _share_in_group_2(building)
    vr, ada = building.institutions["VR"], building.holders["VR", "coordinator"]
    plan = Words(title_sv="Vår arbetsplan", title_en="Our work plan")
    now = building.at(-2, 14, 3)
    _share(vr, plan, ("Arbetsplan.txt", PLAN), institution=vr, by=ada, now=now)
    welcome = Words(
        title_sv="Välkomna till omgången",
        title_en="Welcome to the round",
        description="Vad som väntar under förberedelsen, på en sida.",
    )
    disa, now = building.staff["Disa Wik"], building.at(-5, 9, 40)
    universities = building.cohorts["Lärosätesgruppen"]
    _share(universities, welcome, ("Välkomna.txt", WELCOME), by=disa, now=now)


def _share_in_group_2(building: Build) -> None:
    group, cleo = building.cohorts["Grupp 2"], building.staff["Cleo Berg"]
    first, _second = _meetings(group)
    result = Words(
        title_sv="Det vi kom fram till på träff 1",
        title_en="What we arrived at in meeting 1",
        description="Kort, och utan namn. Säg till om något är fel.",
    )
    file, now = ("Träff 1, resultat.txt", RESULT), building.at(-31, 15, 10)
    _share(first, result, file, by=cleo, now=now)
    contacts = Words(title_sv="Samordnarnas kontaktlista", title_en="The coordinators’ contacts")
    forte, dan = building.institutions["Forte"], building.holders["Forte", "coordinator"]
    file, now = ("Kontakter.txt", CONTACTS), building.at(-24, 11, 15)
    _share(group, contacts, file, institution=forte, by=dan, now=now)


def _share_what_is_needed(building: Build, group: Cohort, leader: User) -> None:
    """The same in all groups, by whoever leads each."""
    _first, second = _meetings(group)
    prepare = Words(
        title_sv="Så förbereder ni er för träff 2",
        title_en="How to prepare for meeting 2",
        description="Fyra steg. Räkna med en halvtimme tillsammans.",
    )
    file, now = ("Inför träff 2.txt", HOW_TO_PREPARE), building.at(-12, 10, 25)
    _share(second, prepare, file, by=leader, now=now)
    words = Words(
        title_sv="Mall för problem och mål",
        title_en="Template for problems and goals",
        description="Fyll i en rad för varje problem. Vi går igenom dem tillsammans på träffen.",
    )
    name, now = "Problem och mål.csv", building.at(-12, 10, 40)
    shared = _share(group, words, (name, TEMPLATE), by=leader, now=now)
    actions.add_version(
        shared,
        upload=_file(name, NEWER_TEMPLATE),
        note="En kolumn till: vilka berörs?",
        form_key=uuid4(),
        by=leader,
        now=building.at(-3, 16, 2),
    )


def _meetings(cohort: Cohort) -> tuple[Occasion, Occasion]:
    """The first two; those of the coordinators come after all others."""
    first, second, *_later = occasions_of(cohort)
    return first, second


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
    return actions.share_material(target, upload=_file(*file), form_key=uuid4(), **options)


def _file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))
