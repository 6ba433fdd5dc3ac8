"""Newer versions, other words and withdrawal, through the pages that people use."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from materials.models import Material, MaterialVersion
from tests.materials.conftest import Shelf
from tests.materials.test_sharing_pages import form_key


def test_a_new_version(shelf: Shelf, visitor) -> None:
    material, browser = shelf.from_vr(shelf.world.group2), visitor("ben")
    address = reverse("add_version", args=[material.key])
    page = browser.get(address)
    assert "Alla i grupp 2, och Jämställdhetsmyndigheten." in page.text
    fields = {"form_key": form_key(page), "note": "Rättade tider"}
    for _ in range(2):
        upload = SimpleUploadedFile("mall.txt", b"Ny mall")
        done = browser.post(address, {**fields, "upload": upload}, follow=True)

    assert "Version 2 är delad." in done.text
    newest = material.versions.get(number=2)
    assert (newest.note, newest.uploaded_by) == ("Rättade tider", shelf.world.ben)
    assert material.versions.count() == 2


def test_a_version_that_is_refused_leaves_the_old_in_the_lead(shelf: Shelf, visitor) -> None:
    material, browser = shelf.from_vr(shelf.world.group2), visitor("ada")
    address = reverse("add_version", args=[material.key])
    fields = {"form_key": str(uuid4()), "note": "Rättat"}
    page = browser.post(address, {**fields, "upload": SimpleUploadedFile("tom.txt", b"")})

    assert page.status_code == 422
    assert "Filen är tom." in page.text
    assert 'value="Rättat"' in page.text
    assert MaterialVersion.objects.count() == 1


def test_other_words_from_two_tabs(shelf: Shelf, visitor) -> None:
    material = shelf.from_vr(description="Fyll i.")
    address = reverse("describe_material", args=[material.key])
    ada, ben = visitor("ada"), visitor("ben")
    ada.post(address, {"title_sv": "Mall för mål", "description": "Fyll i.", "edition": 0})
    met = ben.post(address, {"title_sv": "Bens titel", "description": "Fyll i.", "edition": 0})

    assert met.status_code == 422
    assert "En kollega har ändrat under tiden." in met.text
    assert '<b lang="sv">Mall för mål</b>' in met.text
    assert 'value="Bens titel"' in met.text
    (edition,) = re.findall(r'name="edition" value="(\d+)"', met.text)
    again = {"title_sv": "Bens titel", "description": "Fyll i.", "edition": edition}
    assert "Ändringen är sparad." in ben.post(address, again, follow=True).text
    material.refresh_from_db()
    assert material.title_sv == "Bens titel"


@pytest.mark.parametrize("edition", ["", "skräp", "-1", "9" * 30])
def test_a_crafted_edition_is_no_fault_of_the_portal(shelf: Shelf, visitor, edition: str) -> None:
    material = shelf.from_vr()
    address = reverse("describe_material", args=[material.key])

    page = visitor("ada").post(address, {"title_sv": "Ny", "edition": edition})
    assert page.status_code == 422


def test_withdrawing_asks_first(shelf: Shelf, visitor) -> None:
    material, browser = shelf.from_vr(shelf.world.group2), visitor("cleo")
    address = reverse("withdraw_material", args=[material.key])

    assert "Alla i grupp 2" in browser.get(address).text
    material.refresh_from_db()
    assert material.withdrawn_at is None

    assert "«Vår mall» är borttaget." in browser.post(address, follow=True).text
    material.refresh_from_db()
    assert material.withdrawn_by == shelf.world.cleo
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("route", ["add_version", "describe_material", "withdraw_material"])
def test_those_who_only_read_change_nothing(shelf: Shelf, visitor, route: str) -> None:
    of_agency, of_vr = shelf.share(shelf.world.group2), shelf.from_vr(shelf.world.group2)

    def status(name: str, material: Material) -> int:
        return visitor(name).post(reverse(route, args=[material.key])).status_code

    assert status("ada", of_agency) == status("dan", of_agency) == status("dan", of_vr) == 403
    assert status("eve", of_vr) == status("paul", of_agency) == 404
    assert (status("cleo", of_vr) == 403) is (route != "withdraw_material")
