"""What is shared in a group of ten institutions: `rows` materials, of the group, its meetings, its
round and the reader's own institution by turns, each third with a second version."""

from datetime import datetime
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from cohorts.models import Participation
from exchange_portal.files.models import StoredFile
from materials import actions
from materials.actions import Words
from materials.models import MaterialVersion
from materials.occasions import occasions_of
from materials.queries.places import Target
from tests.benchmarks.measuring import Visit
from tests.benchmarks.world import World, world

BAR = 3
QUERIES = 10


def prepare(rows: int, now: datetime) -> Visit:
    made = world(rows, now)
    place = Participation.objects.select_related("cohort__round", "institution").get(
        seats__holdings__user=made.hanna
    )
    _share(made, place, rows, now)
    return Visit(path=reverse("materials", args=[place.cohort.key]), user=made.hanna)


@transaction.atomic
def _share(made: World, place: Participation, rows: int, now: datetime) -> None:
    cohort, round = place.cohort, place.cohort.round
    assert round is not None
    targets: list[Target] = [cohort, *occasions_of(cohort), round, place.institution]
    for number in range(rows):
        target = targets[number % len(targets)]
        is_own = target == place.institution
        material = actions.share_material(
            target,
            institution=place.institution if is_own else None,
            words=Words(title_sv=f"Underlag {number:03}", description="Läs före träffen."),
            upload=_file(number),
            form_key=uuid4(),
            by=made.hanna if is_own else made.cleo,
            now=now,
        )
        if number % 3 == 0:
            actions.add_version(
                material,
                upload=_file(number),
                note="Rättade tider",
                form_key=uuid4(),
                by=material.sharer,
                now=now,
            )
    files = MaterialVersion.objects.values("file")
    StoredFile.objects.filter(pk__in=files).update(state=StoredFile.State.CLEAN)


def _file(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"underlag {number:03}.txt", f"Underlag {number}".encode())
