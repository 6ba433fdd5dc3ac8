"""Two people at once, on a database that lets them."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connection, connections, transaction

from selfassessment.models import Part
from tests.selfassessment.asking import Visitor, page, url
from tests.selfassessment.conftest import Stage
from tests.selfassessment.test_part_pages import chosen

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time anyway"),
    pytest.mark.django_db(transaction=True),
]


def wait_for_a_lock() -> None:
    """Until another connection waits for what this one holds."""
    for _try in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
        sleep(0.05)
    raise AssertionError("Nobody waits.")


def test_what_is_handed_in_meanwhile_is_not_divided(stage: Stage, visitor: Visitor) -> None:
    ada, here = visitor("ada"), url("assessment_parts", stage.own)
    data = chosen(stage, "planning", "", "")

    def divide() -> str:
        try:
            return page(ada.post(here, data, follow=True))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            stage.hand_in()
            dividing = pool.submit(divide)
            wait_for_a_lock()
        html = dividing.result()

    assert "Självskattningen är redan inlämnad. Svaren går inte att ändra." in html
    assert not Part.objects.exists()
