"""The portal with an autosave that does not ask for versions: the last write wins."""
