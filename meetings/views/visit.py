"""What every view here is called with."""

from cohorts.visiting import Visit, by_its_reader, wants_json

__all__ = ["Visit", "by_its_reader", "wants_json"]
