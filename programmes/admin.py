"""What of the platform administrators see in the admin. The platform knows no administrators,
so its admins are registered here, with the rule of who."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cohorts.rules import is_administrator
from exchange_portal.outbox.admin import JobAdmin, MessageAdmin
from exchange_portal.outbox.models import Job, Message
from exchange_portal.pages.admin import FaultReportAdmin, PageTextAdmin
from exchange_portal.pages.models import FaultReport, PageText
from meetings import events as meetings
from selfassessment import events as selfassessment

KINDS = {
    meetings.SUBMISSION_PDF: _("PDF av en inlämning"),
    meetings.MEETING_SUMMARY_PDF: _("PDF av det som en grupp har delat"),
    selfassessment.SUMMARY_PDF: _("PDF av en självskattning"),
}

admin.site.register(PageText, PageTextAdmin, change_rule=is_administrator)
admin.site.register(FaultReport, FaultReportAdmin, view_rule=is_administrator)
admin.site.register(Message, MessageAdmin, view_rule=is_administrator)
admin.site.register(Job, JobAdmin, view_rule=is_administrator, kinds=KINDS)
