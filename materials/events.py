"""Names of what is written in the trail: that something was done, never what a file is called."""

SHARED = "materials.shared"
VERSION_ADDED = "materials.version_added"
DESCRIBED = "materials.described"
WITHDRAWN = "materials.withdrawn"
