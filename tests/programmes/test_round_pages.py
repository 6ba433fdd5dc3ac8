"""Starting a round in the browser: choose a template, fill in, look, start."""

from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cohorts.models import Institution, Participation, Round, Seat
from meetings.models import Assignment, Meeting, Session
from programmes.forms import FIRST_GROUPS, MOST_GROUPS
from programmes.models import TemplateVersion
from tests.personas import World, login
from tests.programmes.filling_in import carried, filled, post, press_start, preview
from tests.programmes.starting import institution, leader_of
from tests.programmes.test_home import words
from tests.test_languages.reading import strange_words

# --- The whole way ------------------------------------------------------------------------------


def test_from_min_sida_to_a_round(gun: Client, world: World, jim: TemplateVersion) -> None:
    home = gun.get(reverse("home")).text
    assert reverse("round_templates") in home
    templates = gun.get(reverse("round_templates")).text
    assert "JiM+ 2021" in templates
    assert "5 funktioner, 10 träffar och 12 uppgifter." in words(templates)
    read = words(gun.get(reverse("round_template", args=[jim.key])).text)
    assert "Träff 2: Problem- och målformulering 9–12 och 13–16 för" in read
    assert "Öppnar 28 dagar före träffen. Sista dag 7 dagar före träffen." in read
    assert "Vilka indikatorer har ni för era mål" in read

    shown = preview(gun, jim, filled(world))
    answer = press_start(gun, jim, shown)

    round = Round.objects.get(name="JiM+ 2027–2028")
    assert answer["Location"] == reverse("round_meetings", args=[round.key])
    places = Participation.objects.filter(cohort__round=round)
    assert sorted(places.values_list("cohort__name", "institution__name", "role")) == [
        ("Grupp 1", "CSN", "member"),
        ("Grupp 1", "Pensionsmyndigheten", "member"),
        ("Grupp 1", "Skatteverket", "anchor"),
        ("Grupp 2", "Forte", "member"),
    ]
    dated = Meeting.objects.filter(cohort__round=round, held_on=world.days(120))
    assert [(one.cohort.name, one.kind) for one in dated] == [("Grupp 1", "kickoff")]


def test_the_preview_says_exactly_what_is_made(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    before = Round.objects.count()
    shown = preview(gun, jim, filled(world))
    text = words(shown.text)
    assert Round.objects.count() == before
    assert "2 grupper, 4 institutioner, 20 platser, 20 träffar och 24 uppgifter." in text
    assert "Skatteverket Ankare CSN Pensionsmyndigheten 15 platser." in text

    press_start(gun, jim, shown)
    round = Round.objects.get(name="JiM+ 2027–2028")
    assert Seat.objects.filter(participation__cohort__round=round).count() == 20
    assert Meeting.objects.filter(cohort__round=round).count() == 20
    assert Assignment.objects.filter(cohort__round=round).count() == 24
    assert Session.objects.filter(meeting__cohort__round=round).count() == 30


def test_pressed_twice_it_is_one_round(gun: Client, world: World, jim: TemplateVersion) -> None:
    shown = preview(gun, jim, filled(world))
    first, second = (press_start(gun, jim, shown) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Round.objects.filter(name="JiM+ 2027–2028").count() == 1


def test_two_previews_do_not_make_two_of_a_name(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    shown = [preview(gun, jim, filled(world)) for _ in range(2)]
    first, second = (press_start(gun, jim, one) for one in shown)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Det finns redan en omgång med det namnet." in second.text
    assert 'value="Skatteverket"' in second.text  # what was written is kept


# --- To and fro ---------------------------------------------------------------------------------


def test_one_group_more_keeps_what_was_written_and_complains_of_nothing(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    data = {**filled(world), "name": "", "gor": "grupp"}
    answer = post(gun, jim, "plan_round", data)

    assert answer.status_code == HTTPStatus.OK
    assert 'id="grupp4"' in answer.text
    assert 'value="csn"' in answer.text
    assert "Något behöver rättas" not in answer.text


def test_an_institution_that_is_missing_is_added_while_the_form_stands(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    """In a portal just installed the list is empty."""
    address = reverse("admin:cohorts_institution_add")
    page = gun.get(reverse("plan_round", args=[jim.key])).text
    assert f'<a href="{address}" target="_blank">' in page

    data = filled(world, **{"grupp1-other_2": "Nya verket"})
    assert preview(gun, jim, data).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    new = {"name": "Nya verket", "name_en": "", "short_name": "Nya", "kind": "agency"}
    assert gun.post(address, new).status_code == HTTPStatus.FOUND
    assert "Nya verket" in preview(gun, jim, data).text


def test_whoever_may_not_add_institutions_is_told_who_may(
    client: Client, world: World, jim: TemplateVersion
) -> None:
    page = (
        login(client, leader_of(world, "jim-plus")).get(reverse("plan_round", args=[jim.key])).text
    )

    assert "Be en administratör lägga till den." in page
    assert reverse("admin:cohorts_institution_add") not in page


def test_a_full_group_gets_more_rows(gun: Client, world: World, jim: TemplateVersion) -> None:
    data = {**filled(world), "grupp1-other_5": "Forte", "gor": "grupp"}
    html = post(gun, jim, "plan_round", data).text

    assert 'name="grupp1-other_7"' in html
    assert 'name="grupp2-other_6"' not in html


def test_back_from_the_preview_everything_is_there(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    shown = preview(gun, jim, filled(world))
    address = reverse("plan_round", args=[jim.key])
    html = gun.post(address, {**carried(shown.text, address), "gor": "andra"}).text

    assert 'value="JiM+ 2027–2028"' in html
    assert 'value="Skatteverket"' in html
    assert f'value="{world.days(120).isoformat()}"' in html


# --- What is said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words_said"),
    [
        ({"name": ""}, "Skriv vad omgången heter."),
        ({"ends_on": ""}, "Skriv när omgången slutar."),
        ({"preparation_ends_on": "2001-01-01"}, "Förberedelsen slutar innan den börjar."),
        ({"preparation_starts_on": "1066-10-14"}, "Skriv ett år mellan 2000 och 2100."),
        ({"contact": "0"}, "Välj en kontaktperson i listan."),
        ({"grupp1-anchor": "Skateverket"}, "Menar du Skatteverket?"),
        ({"grupp1-anchor": "Xyz"}, "Ingen institution heter Xyz. Välj ett namn i listan."),
        ({"grupp1-other_2": "CSN"}, "CSN står två gånger i Grupp 1."),
        ({"grupp2-other_2": "Skatteverket"}, "Skatteverket är redan med i Grupp 1."),
        ({"grupp2-group_name": "Grupp 1"}, "Två grupper heter Grupp 1."),
        ({"grupp3-group_name": "Norr"}, "Norr har ingen institution."),
        ({"grupp1-meeting_2": "2099-01-01"}, "ligger utanför omgången"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(
    gun: Client, world: World, jim: TemplateVersion, changes: dict[str, str], words_said: str
) -> None:
    answer = preview(gun, jim, filled(world, **changes))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words_said in answer.text
    assert "Något behöver rättas" in answer.text
    assert 'value="Pensionsmyndigheten"' in answer.text
    assert not Round.objects.filter(name="JiM+ 2027–2028").exists()


def test_the_later_of_two_is_pointed_at(gun: Client, world: World, jim: TemplateVersion) -> None:
    html = preview(gun, jim, filled(world, **{"grupp2-other_2": "Skatteverket"})).text

    assert 'href="#id_grupp2-other_2"' in html


def test_no_group_at_all(gun: Client, world: World, jim: TemplateVersion) -> None:
    data = {name: text for name, text in filled(world).items() if not name.startswith("grupp")}

    assert "Välj minst en institution." in preview(gun, jim, data).text


def test_crafted_posts_are_answered(gun: Client, world: World, jim: TemplateVersion) -> None:
    odd = ["", "-1", "9" * 400, "²", "x"]
    for text in odd:
        answer = post(gun, jim, "plan_round", {"antal": text, "gor": "granska"})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.text.count("<fieldset") in {1, FIRST_GROUPS}
        assert post(gun, jim, "start_round", {**filled(world), "token": text}).status_code == 422
    nul = filled(world, **{"grupp1-anchor": "\0", "grupp1-other_²": "x", "name": "a\0"})
    assert preview(gun, jim, nul).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    many = post(gun, jim, "plan_round", {"antal": "999", "gor": "grupp"})
    assert many.text.count("<fieldset") == MOST_GROUPS
    assert not Round.objects.filter(name__startswith="JiM+ 2027").exists()


def test_in_english_every_text_is_english(gun: Client, world: World, jim: TemplateVersion) -> None:
    world.gun.language = "en"
    world.gun.save()
    gun.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    institutions = Institution.objects.values_list("name", "short_name")
    names = [*(name for both in institutions for name in both), "Gun Hall", "Erfarenhetsutbytet"]
    names += ["Cleo Berg", "Paul Frisk", "Svenska", "JiM+"]
    routes = ("round_template", "plan_round")
    pages = [gun.get(reverse(one, args=[jim.key])) for one in routes]
    pages += [preview(gun, jim, filled(world)), preview(gun, jim, filled(world, name=""))]

    assert [strange_words(one.text, "en", names) for one in pages] == [set()] * 4


# --- How much is asked -------------------------------------------------------------------------


def test_pages_ask_the_same_however_much_there_is(
    client: Client, begun: World, jim: TemplateVersion, django_assert_max_num_queries: Any
) -> None:
    login(client, begun.gun)
    addresses = [
        reverse("round_templates"),
        reverse("round_template", args=[jim.key]),
        reverse("plan_round", args=[jim.key]),
        reverse("round_meetings", args=[begun.round.key]),
    ]

    def counts() -> list[int]:
        asked = []
        for address in addresses:
            with django_assert_max_num_queries(12) as queries:
                assert client.get(address).status_code == HTTPStatus.OK
            asked.append(len(queries))
        return asked

    counts()  # the first page of a session asks once for more
    few = counts()
    for number in range(3):
        institution(begun, f"Myndighet {number}")
    press_start(client, jim, preview(client, jim, filled(begun)))
    fresh = Round.objects.get(name="JiM+ 2027–2028")
    addresses[-1] = reverse("round_meetings", args=[fresh.key])

    assert counts() == few
    assert max(few[:-1]) <= 10
    assert few[-1] <= 15  # the groups side by side are a board


def test_the_preview_asks_the_same_for_one_group_and_three(
    gun: Client, world: World, jim: TemplateVersion
) -> None:
    one = {**filled(world), "grupp2-other_1": ""}
    three = filled(world, **{"grupp3-anchor": "Formas", "grupp3-other_1": "Vinnova"})
    preview(gun, jim, one)

    with assertNumQueries(9):
        assert preview(gun, jim, one).status_code == HTTPStatus.OK
    with assertNumQueries(9):
        assert preview(gun, jim, three).status_code == HTTPStatus.OK
