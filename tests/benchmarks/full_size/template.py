"""What a template holds, in words."""

from datetime import datetime

from django.urls import reverse

from programmes.models import TemplateVersion
from tests.benchmarks.full_size._round import leader
from tests.benchmarks.measuring import Visit

BAR = 3
QUERIES = 10


def prepare(now: datetime) -> Visit:
    user = leader(now)
    version = TemplateVersion.objects.get(template__programme__slug="jim-plus", label="2021")
    return Visit(path=reverse("round_template", args=[version.key]), user=user)
