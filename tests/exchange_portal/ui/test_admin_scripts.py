"""What the admin's pages weigh is mostly Django's scripts: each page sends those that it needs."""

import re
from typing import Any

from django.test import Client

from exchange_portal.pages.models import FaultReport, PageText
from tests.personas import World, login

FORM = ["jquery.min.js", "jquery.init.js", "core.js", "RelatedObjectLookups.js"]


def scripts(page: Any) -> list[str]:
    return [
        address.split("/")[-1] for address in re.findall(r'<script[^>]* src="([^"]+)"', page.text)
    ]


def test_a_page_sends_the_scripts_that_move_it_and_no_others(client: Client, world: World) -> None:
    gun = login(client, world.gun)
    report = FaultReport.objects.create(text="fel", reported_at=world.now)
    page = PageText.objects.get(slug="anmal-fel")

    assert scripts(gun.get("/admin/")) == []
    assert scripts(gun.get("/admin/pages/pagetext/")) == ["filters.js"]
    assert scripts(gun.get("/admin/outbox/message/")) == ["", "actions.js", "filters.js"]
    assert scripts(gun.get(f"/admin/pages/faultreport/{report.pk}/change/")) == [
        "",
        "change_form.js",
    ]
    assert scripts(gun.get(f"/admin/pages/pagetext/{page.pk}/change/")) == [
        "",
        *FORM,
        "change_form.js",
    ]
