"""Who asks: the browser for a whole page, or a script of the page."""

import pytest
from django.test import RequestFactory

from exchange_portal.by_script import asks_in_background, wants_json


@pytest.mark.parametrize(
    ("headers", "json", "background"),
    [
        ({}, False, False),
        ({"accept": "text/html"}, False, False),
        ({"accept": "application/json"}, True, True),
        ({"hx-request": "true"}, False, True),
        ({"sec-fetch-mode": "cors"}, False, True),
        ({"sec-fetch-mode": "navigate"}, False, False),
    ],
)
def test_who_asks(headers: dict[str, str], json: bool, background: bool) -> None:
    request = RequestFactory().get("/", headers=headers)

    assert (wants_json(request), asks_in_background(request)) == (json, background)
