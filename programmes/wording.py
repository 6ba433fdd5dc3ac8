"""Numbers and time as people say them: «tre saker», «ungefär en halv dag»."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MINUTES_IN_A_DAY = 8 * 60
WORDS = {
    2: gettext_lazy("två"),
    3: gettext_lazy("tre"),
    4: gettext_lazy("fyra"),
    5: gettext_lazy("fem"),
    6: gettext_lazy("sex"),
    7: gettext_lazy("sju"),
    8: gettext_lazy("åtta"),
    9: gettext_lazy("nio"),
    10: gettext_lazy("tio"),
    11: gettext_lazy("elva"),
    12: gettext_lazy("tolv"),
}


def in_words(count: int) -> str:
    """«två», «tre» … «tolv»; larger numbers in digits. One is left to the sentence: en or ett."""
    return str(WORDS.get(count, count))


def things_to_do(count: int) -> str:
    """The heading of Min sida."""
    if count == 0:
        return _("Inget att göra just nu")
    words = ngettext("En sak att göra", "%(count)s saker att göra", count)
    return words % {"count": in_words(count).capitalize()}


def institutions(count: int) -> str:
    words = ngettext("En institution är med.", "%(count)s institutioner är med.", count)
    return words % {"count": in_words(count).capitalize()}


def more_things(count: int) -> str:
    """What stands on the fold behind the first three."""
    words = ngettext("En sak till, längre fram", "%(count)s saker till, längre fram", count)
    return words % {"count": in_words(count).capitalize()}


def time_needed(minutes: int) -> str:
    """Time in round figures: no plan is truer than that. Empty for no time at all."""
    if minutes <= 0:
        return ""
    if minutes <= 45:
        return _("ungefär en halvtimme")
    if minutes <= 90:
        return _("ungefär en timme")
    if minutes < 180:
        return _("ungefär två timmar")
    half_days = max(round(2 * minutes / MINUTES_IN_A_DAY), 1)
    if half_days == 1:
        return _("ungefär en halv dag")
    return _days(half_days)


def _days(half_days: int) -> str:
    whole, half = divmod(half_days, 2)
    if whole == 1:
        return _("ungefär en och en halv dag") if half else _("ungefär en dag")
    if half:
        return _("ungefär %(days)s och en halv dag") % {"days": in_words(whole)}
    return _("ungefär %(days)s dagar") % {"days": in_words(whole)}
