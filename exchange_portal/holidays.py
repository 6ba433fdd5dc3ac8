"""Days on which nobody in Sweden is expected at work.

The public holidays are those of 1 § lagen (1989:253) om allmänna helgdagar. The eves are those that
count as Sundays by 3 a § semesterlagen (1977:480).
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SATURDAY, SUNDAY = 5, 6
EVERY_YEAR = {
    (1, 1): gettext_lazy("nyårsdagen"),
    (1, 6): gettext_lazy("trettondedag jul"),
    (5, 1): gettext_lazy("första maj"),
    (6, 6): gettext_lazy("nationaldagen"),
    (12, 24): gettext_lazy("julafton"),
    (12, 25): gettext_lazy("juldagen"),
    (12, 26): gettext_lazy("annandag jul"),
    (12, 31): gettext_lazy("nyårsafton"),
}
AFTER_EASTER = {
    -2: gettext_lazy("långfredagen"),
    0: gettext_lazy("påskdagen"),
    1: gettext_lazy("annandag påsk"),
    39: gettext_lazy("Kristi himmelsfärdsdag"),
    49: gettext_lazy("pingstdagen"),
}


def off_day(day: date) -> str:
    """«Det är Kristi himmelsfärdsdag.» or «Det är en lördag.»; "" of an ordinary working day."""
    weekend = {SATURDAY: _("en lördag"), SUNDAY: _("en söndag")}
    name = holiday(day) or weekend.get(day.weekday(), "")
    return _("Det är %(day)s.") % {"day": name} if name else ""


def holiday(day: date) -> str:
    """Its name, or ""."""
    fixed = EVERY_YEAR.get((day.month, day.day), "")
    return str(fixed or AFTER_EASTER.get((day - easter(day.year)).days, "") or _in_a_week(day))


def _in_a_week(day: date) -> str:
    """Midsummer's Day is the Saturday from 20 to 26 June, All Saints' Day that from 31 October to 6
    November."""
    if day.weekday() == SATURDAY and date(day.year, 6, 20) <= day <= date(day.year, 6, 26):
        return _("midsommardagen")
    if day.weekday() == SATURDAY - 1 and date(day.year, 6, 19) <= day <= date(day.year, 6, 25):
        return _("midsommarafton")
    if day.weekday() == SATURDAY and date(day.year, 10, 31) <= day <= date(day.year, 11, 6):
        return _("alla helgons dag")
    return ""


def easter(year: int) -> date:
    """Easter Day in the Gregorian calendar: the algorithm of J. Meeus, Astronomical Algorithms,
    chapter 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)
