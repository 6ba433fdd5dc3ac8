"""Many at once, on a database that really locks."""

from uuid import uuid4

import pytest
from django.db import connection

from materials.models import Material, MaterialVersion
from tests.materials.conftest import Shelf
from tests.meetings.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_versions_that_come_at_once_all_get_in(shelf: Shelf) -> None:
    material = shelf.from_vr(shelf.world.group2)
    people = (shelf.world.ada, shelf.world.ben, shelf.world.hedda)
    added = at_once(*(lambda one=one: shelf.renew(material, by=one) for one in people))

    assert sorted(one.number for one in added) == [2, 3, 4]
    assert {one.uploaded_by for one in added} == set(people)


def test_one_form_sent_at_once_shares_once(shelf: Shelf) -> None:
    key = uuid4()
    shared = at_once(*[lambda: shelf.share(shelf.world.group2, form_key=key)] * 4)

    assert len({one.pk for one in shared}) == 1
    assert Material.objects.count() == MaterialVersion.objects.count() == 1


def test_one_version_sent_at_once_is_added_once(shelf: Shelf) -> None:
    material, key = shelf.share(shelf.world.group2), uuid4()
    added = at_once(*[lambda: shelf.renew(material, form_key=key)] * 4)

    assert len({one.pk for one in added}) == 1
    assert material.versions.count() == 2
