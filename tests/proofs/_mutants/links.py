"""Links from mails."""

from tests.proofs._mutants.mutant import Mutant

OWN = "tests/selfassessment/test_links.py"
MEETINGS, PREPARATION = "tests/meetings/test_links.py", "tests/preparation/test_links.py"
CELLS = ("tests/access/test_links.py::test_every_cell[svara]",)

MUTANTS = [
    Mutant(
        "whoever reads a reported fault has a link that opens",
        "exchange_portal/pages/actions.py",
        "page=unsigned(page)",
        "page=page",
        ("tests/exchange_portal/pages/test_faults.py",),
    ),
    # --- Links -------------------------------------------------------------------------------
    Mutant(
        "a link opens every thing of its kind",
        "cohorts/links.py",
        "            thing=thing,\n            until_on__gte",
        "            until_on__gte",
        (f"{OWN}::test_it_opens_that_and_nothing_else", *CELLS),
    ),
    Mutant(
        "a link that came wrong opens",
        "cohorts/links.py",
        "            refused_at=None,\n",
        "",
        (f"{OWN}::test_it_came_to_the_wrong_person",),
    ),
    Mutant(
        "a link opens without its signature",
        "cohorts/views/links.py",
        " or not links.is_signed(path, user.email, signature)",
        "",
        (f"{OWN}::test_forged_and_old_ones_say_the_same",),
    ),
    Mutant(
        "a link opens in every browser",
        "cohorts/actions/links.py",
        "link.browser != _hashed(secret)",
        "False",
        (f"{OWN}::test_another_browser_is_kept_out",),
    ),
    Mutant(
        "a link shows what was begun after login",
        "cohorts/actions/links.py",
        "has_begun if link.opened_at is None",
        "False if link.opened_at is None",
        (f"{OWN}::test_what_was_begun_after_login_is_not_shown",),
    ),
    Mutant(
        "an address is mended of someone who has answered by a link",
        "cohorts/actions/invitations.py",
        "opened_at__isnull=False",
        "opened_at__isnull=False, pk=0",
        (f"{OWN}::test_whoever_has_answered_by_a_link_keeps_their_address",),
    ),
    Mutant(
        "a link goes on after the seat has ended",
        "cohorts/links.py",
        "return user if rights_of(user, now).holdings else None",
        "return user",
        (f"{OWN}::test_access_ends_with_the_seat",),
    ),
    # --- Meetings and the head's confirmation -----------------------------------------------
    Mutant(
        "whoever sees a meeting finds the page of those who are called",
        "meetings/views/invitations.py",
        '@gate(Meeting, rule=is_called, methods=["GET", "POST"], by_link=COME)',
        '@gate(Meeting, methods=["GET", "POST"], by_link=COME)',
        (f"{MEETINGS}::test_those_who_get_none",),
    ),
    Mutant(
        "a link answers for sessions that one is not called to",
        "meetings/queries/calls.py",
        "return next((one for one in own if one.seat.function_id in functions), None)",
        "return next(iter(own), None)",
        (f"{MEETINGS}::test_their_sessions_and_nothing_else",),
    ),
    Mutant(
        "a link shows what somebody else has confirmed",
        "preparation/views/by_link.py",
        "own = latest if latest and latest.confirmed_by_id == request.user.pk else None",
        "own = latest",
        (f"{PREPARATION}::test_the_page_and_nothing_else",),
    ),
    Mutant(
        "a confirmation does not say that it came by a link",
        "preparation/views/by_link.py",
        'getattr(request, "comes_by_link", False)',
        "False",
        (f"{PREPARATION}::test_the_head_confirms_from_the_mail",),
    ),
    Mutant(
        "what was disowned counts",
        "preparation/models/confirmations.py",
        'return self.exclude(pk__in=Disowned.objects.values("confirmation"))',
        "return self.all()",
        (f"{PREPARATION}::test_the_head_says_that_it_was_somebody_else",),
    ),
    Mutant(
        "anyone disowns what a head has confirmed",
        "preparation/rules.py",
        "return is_by_link and user.pk in (by.pk, by.merged_into_id)",
        "return is_by_link",
        (f"{PREPARATION}::test_nobody_else_says_so",),
    ),
]
