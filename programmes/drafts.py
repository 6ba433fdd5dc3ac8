"""What pages ask of templates that are written: drafts, and the versions before them."""

from datetime import datetime
from itertools import count

from django.db.models import QuerySet
from django.utils.timezone import localdate

from cohorts.models import Programme, User, rights_of
from exchange_portal.collation import swedish
from programmes.models import ProgrammeTemplate, TemplateDraft, TemplateVersion


def retired_templates(user: User, now: datetime) -> QuerySet[TemplateVersion]:
    """Those that no new round is started from, of the programmes whose rounds the user starts."""
    rights = rights_of(user, now)
    rows = TemplateVersion.objects.visible_to(user, now).exclude(retirement=None)
    if not rights.is_administrator:
        rows = rows.filter(template__programme__in=rights.programmes_led)
    return rows.order_by(swedish("template__programme__name_sv"), "-label", "pk")


def drafts_of(user: User, now: datetime) -> QuerySet[TemplateDraft]:
    """Templates that are being written; the latest change first."""
    return TemplateDraft.objects.visible_to(user, now).open().order_by("-changed_at", "pk")


def programmes_to_write_for(user: User, now: datetime) -> QuerySet[Programme]:
    rights = rights_of(user, now)
    rows = Programme.objects.order_by(swedish("name_sv"), "pk")
    if rights.is_administrator:
        return rows
    return rows.filter(pk__in=[one for one in rights.programmes_led if one])


def free_label(template: ProgrammeTemplate, now: datetime) -> str:
    """A name that no version of the template has: the year, or the year with a number."""
    year = localdate(now).year
    taken = set(template.versions.values_list("label", flat=True))
    more = (f"{year}-{number}" for number in count(2))
    return str(year) if str(year) not in taken else next(one for one in more if one not in taken)


def version_before(draft: TemplateDraft) -> TemplateVersion | None:
    """What a draft is compared with: that which it was copied from, or the newest there is."""
    return draft.based_on or newest_version(draft.template.programme)


def newest_version(programme: Programme) -> TemplateVersion | None:
    """The one that was published last."""
    published = TemplateVersion.objects.filter(
        template__programme=programme, state=TemplateVersion.State.PUBLISHED
    )
    return published.select_related("template__programme").order_by("-pk").first()
