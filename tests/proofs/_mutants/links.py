"""Links from mails."""

from tests.proofs._mutants.mutant import Mutant

OWN = "tests/selfassessment/test_links.py"
CELLS = ("tests/access/test_links.py::test_every_cell",)

MUTANTS = [
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
        "link.opened_at is not None and link.browser != browser",
        "link.opened_at is None and link.browser == browser",
        (f"{OWN}::test_another_browser_is_kept_out",),
    ),
    Mutant(
        "a link shows what was begun after login",
        "cohorts/actions/links.py",
        "link.opened_at is None and has_begun",
        "link.opened_at is None and not has_begun and False",
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
]
