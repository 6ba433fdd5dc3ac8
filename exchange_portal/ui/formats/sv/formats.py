"""Swedish dates and times as people write them, where Django writes them by itself."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j F Y \k\l. H.i"
