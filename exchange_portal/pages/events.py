"""Names of what the trail says about pages, and of the mail about a fault."""

PAGE_CHANGED = "pages.changed"
FAULT_REPORTED = "pages.fault_reported"
FAULT_MAIL = "pages.fault"
