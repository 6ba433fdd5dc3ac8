"""What every view here is called with."""

from cohorts.visiting import Visit, by_its_reader

__all__ = ["Visit", "by_its_reader"]
