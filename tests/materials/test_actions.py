"""What can be done with a material: done once, refused in words, noted in the trail."""

from datetime import timedelta
from uuid import uuid4

import pytest

from exchange_portal.audit.models import TrailEntry
from exchange_portal.files.actions import FileRefused
from exchange_portal.files.models import StoredFile
from materials import actions, events
from materials.actions import Words
from materials.models import Material, MaterialVersion
from tests.exchange_portal.files.making import PNG
from tests.materials.conftest import PDF_BYTES, Shelf

LATER = timedelta(minutes=10)
AFTER_THE_ROUND = timedelta(days=401)


def trail() -> list[tuple[str, int | None, list[str]]]:
    """What the trail says of materials and their versions, in order."""
    entries = TrailEntry.objects.filter(event__startswith="materials.").order_by("pk")
    return [(one.event, one.actor_id, one.fields) for one in entries]


def describe(shelf: Shelf, material: Material, edition: int, **words: str) -> Material:
    return actions.describe_material(
        material, words=Words(**words), edition=edition, by=shelf.world.ada, now=shelf.now + LATER
    )


def test_sharing(shelf: Shelf) -> None:
    vr, ada = shelf.world.institutions["VR"], shelf.world.ada
    material = shelf.from_vr(
        shelf.world.group2, " Vår\n mall ", description="Fyll i.\r\nSpara.\x00", title_en="Template"
    )
    version = material.versions.get()

    assert (material.title_sv, material.title_en) == ("Vår mall", "Template")
    assert material.description == "Fyll i.\nSpara."
    assert (material.institution, material.sharer, material.created_at) == (vr, ada, shelf.now)
    assert (version.number, version.uploaded_by, version.uploaded_at) == (1, ada, shelf.now)
    assert version.file.original_name == "dagordning.pdf"
    assert version.file.state == StoredFile.State.WAITING
    assert trail() == [(events.SHARED, ada.pk, [])]


def test_a_form_that_is_sent_twice_shares_once(shelf: Shelf) -> None:
    key = uuid4()
    first = shelf.share(shelf.world.group2, form_key=key)
    second = shelf.share(shelf.world.group2, form_key=key, now=shelf.now + LATER)

    assert first == second
    assert Material.objects.count() == MaterialVersion.objects.count() == 1
    assert StoredFile.objects.count() == 1
    assert len(trail()) == 1


def test_a_form_that_comes_back_with_something_else_is_refused(shelf: Shelf) -> None:
    """As when one goes back in the browser, chooses another file or another place, and sends."""
    key = uuid4()
    material = shelf.share(shelf.world.group2, form_key=key)
    other = shelf.share(shelf.world.group2)

    with pytest.raises(actions.SentBefore):
        shelf.share(shelf.world.group2, form_key=key, name="b.png", content=PNG)
    with pytest.raises(actions.SentBefore):
        shelf.share(shelf.occasion(), form_key=key)
    with pytest.raises(actions.SentBefore):
        shelf.renew(other, form_key=key)
    with pytest.raises(actions.SentBefore):
        shelf.renew(material, form_key=key, name="b.png", content=PNG)
    assert MaterialVersion.objects.count() == 2


def test_the_keys_of_two_people_do_not_meet(shelf: Shelf) -> None:
    key = uuid4()
    shelf.share(shelf.world.group2, form_key=key)
    shelf.from_vr(shelf.world.group2, form_key=key)

    assert Material.objects.count() == 2


@pytest.mark.parametrize(("name", "content"), [("tom.pdf", b""), ("x.exe", b"MZ" * 99)])
def test_a_file_that_is_refused_leaves_nothing(shelf: Shelf, name: str, content: bytes) -> None:
    with pytest.raises(FileRefused):
        shelf.share(shelf.world.group2, name=name, content=content)

    assert not Material.objects.exists()
    assert not StoredFile.objects.exists()
    assert trail() == []


def test_versions_are_numbered_and_the_older_stay(shelf: Shelf) -> None:
    material = shelf.share(shelf.world.group2)
    shelf.renew(material, note="Rättade\n tider")
    gun = shelf.world.gun
    third = shelf.renew(material, by=gun, now=shelf.now + LATER)

    assert [(one.number, one.note) for one in material.versions.order_by("number")] == [
        (1, ""),
        (2, "Rättade tider"),
        (3, ""),
    ]
    assert (third.uploaded_by, third.uploaded_at) == (gun, shelf.now + LATER)
    assert trail()[-1] == (events.VERSION_ADDED, gun.pk, [])


def test_a_version_that_is_sent_twice_is_added_once(shelf: Shelf) -> None:
    material, key = shelf.share(shelf.world.group2), uuid4()

    assert shelf.renew(material, form_key=key) == shelf.renew(material, form_key=key)
    assert material.versions.count() == 2


def test_words_are_changed_from_what_the_writer_saw(shelf: Shelf) -> None:
    material = shelf.from_vr()
    describe(shelf, material, 0, title_sv="Mall för mål", description="Fyll i.")

    with pytest.raises(actions.ChangedMeanwhile) as met:
        describe(shelf, material, 0, title_sv="Målmall")
    material.refresh_from_db()
    assert met.value.material.title_sv == material.title_sv == "Mall för mål"
    assert (material.edition, material.description) == (1, "Fyll i.")
    assert trail()[1:] == [(events.DESCRIBED, shelf.world.ada.pk, ["title_sv", "description"])]


def test_the_same_words_again_change_nothing(shelf: Shelf) -> None:
    material = shelf.from_vr()
    for _ in range(2):
        describe(shelf, material, 0, title_sv="Mall för mål")

    material.refresh_from_db()
    assert material.edition == 1
    assert len(trail()) == 2


def test_withdrawal_keeps_the_rows_and_says_who_and_when(shelf: Shelf) -> None:
    material, cleo = shelf.share(shelf.world.group2), shelf.world.cleo
    actions.withdraw_material(material, by=cleo, now=shelf.now)
    again = actions.withdraw_material(material, by=shelf.world.gun, now=shelf.now + LATER)

    assert (again.withdrawn_by, again.withdrawn_at) == (cleo, shelf.now)
    assert material.versions.count() == StoredFile.objects.count() == 1
    assert trail()[1:] == [(events.WITHDRAWN, cleo.pk, [])]


def test_nothing_more_comes_to_what_is_withdrawn(shelf: Shelf) -> None:
    material = shelf.from_vr()
    actions.withdraw_material(material, by=shelf.world.ada, now=shelf.now)

    with pytest.raises(actions.Withdrawn):
        shelf.renew(material)
    with pytest.raises(actions.Withdrawn):
        describe(shelf, material, 0, title_sv="Mall")
    assert material.versions.count() == 1


def test_after_the_round_institutions_read_and_the_agency_shares(shelf: Shelf) -> None:
    world, then = shelf.world, shelf.now + AFTER_THE_ROUND
    material, own = shelf.from_vr(world.group2), shelf.from_vr()

    for target in (world.group2, None):
        with pytest.raises(actions.RoundOver):
            shelf.from_vr(target, now=then)
    for one in (material, own):
        with pytest.raises(actions.RoundOver):
            shelf.renew(one, now=then)
    assert shelf.share(world.group2, now=then).created_at == then
    assert actions.withdraw_material(material, by=world.ada, now=then).withdrawn_at == then


def test_an_institution_in_a_round_under_way_keeps_its_own_though_another_has_ended(
    shelf: Shelf,
) -> None:
    vinnova = shelf.world.institutions["Vinnova"]  # in a round that ended, and in one that has not
    material = shelf.share(vinnova, institution=vinnova, by=shelf.world.rut)

    assert shelf.renew(material, by=shelf.world.rut).number == 2
    with pytest.raises(actions.RoundOver):
        shelf.share(shelf.world.cohorts["recent"], institution=vinnova, by=shelf.world.rut)


def test_the_trail_says_nothing_of_what_was_written(shelf: Shelf) -> None:
    shelf.renew(shelf.from_vr(title="Hemlig titel", name="hemligt.pdf"), note="Hemlig not")

    said = "".join(str(list(entry.values())) for entry in TrailEntry.objects.values())
    assert "emlig" not in said
    assert PDF_BYTES.decode() not in said
