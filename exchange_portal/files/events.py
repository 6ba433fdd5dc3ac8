"""Names of what happens to files, as the trail keeps them, and of the job that inspects them."""

FILE_RECEIVED = "files.received"
FILE_MADE = "files.made"
FILE_FOUND_CLEAN = "files.found_clean"
FILE_FOUND_MALICIOUS = "files.found_malicious"
FILE_DOWNLOADED = "files.downloaded"
FILE_REMOVED = "files.removed"

INSPECT = "files.inspect"
