"""The two rounds that the demo shows: who takes part in JiM+ 2021–2022 is as it was, and the
universities of the JiHU round exist.

Functions, themes, hours and assignments come from the templates that the portal is shipped with.
Assumed, because the sources say nothing of it: all dates, the places, which universities form the
group, and the English names. Days are counted from the day that the demo is built, so that meeting
2 is nine days away; nobody meets on a Saturday or a Sunday, so it may be eleven. The people (in
`people.py` and `holders.py`) are invented.
"""

from dataclasses import dataclass, field

from cohorts.models import Institution

type Names = tuple[str, str, str]  # name, English name, short name

HOST: Names = ("Jämställdhetsmyndigheten", "Swedish Gender Equality Agency", "JÄMY")
PLACE = "Digitalt"
LINK = "https://mote.jamy.example/"


@dataclass(frozen=True, kw_only=True)
class GroupFact:
    """Institutions that work together, the anchor first, and the days of their meetings by number;
    the coordinators' meetings by the number of the meeting that they prepare."""

    name: str
    institutions: tuple[Names, ...]
    meetings: dict[int, int]
    coordinators: dict[int, int] = field(default_factory=dict)
    process_leader: str


@dataclass(frozen=True, kw_only=True)
class RoundFact:
    """`begun_by` starts it from the template about the day `begun_on`, and is its first contact."""

    programme: str
    template: str
    name: str
    kind: Institution.Kind
    begun_by: str
    begun_on: int
    preparation: tuple[int, int]  # first and last day
    ends_on: int
    groups: tuple[GroupFact, ...]


JIM = RoundFact(
    programme="jim-plus",
    template="2021",
    name="JiM+ 2021–2022",
    kind=Institution.Kind.AGENCY,
    begun_by="Gun Ek",
    begun_on=-156,
    preparation=(-126, -36),
    ends_on=419,  # fifteen months after the preparation
    groups=(
        GroupFact(
            name="Grupp 1",
            institutions=(
                ("Kriminalvården", "Swedish Prison and Probation Service", "KV"),
                ("Polismyndigheten", "Swedish Police Authority", "Polisen"),
                ("Migrationsverket", "Swedish Migration Agency", "MIG"),
                (
                    "Statens institutionsstyrelse",
                    "National Board of Institutional Care",
                    "SiS",
                ),
            ),
            meetings={1: -33, 2: 9},
            coordinators={1: -37, 2: 5},
            process_leader="Pia Dahl",
        ),
        GroupFact(
            name="Grupp 2",
            institutions=(
                ("Vetenskapsrådet", "Swedish Research Council", "VR"),
                ("Forte", "Swedish Research Council for Health, Working Life and Welfare", "Forte"),
                ("Formas", "Swedish Research Council for Sustainable Development", "Formas"),
                ("Vinnova", "Sweden’s Innovation Agency", "Vinnova"),
            ),
            meetings={1: -33, 2: 9},
            coordinators={1: -37, 2: 5},
            process_leader="Cleo Berg",
        ),
        GroupFact(
            name="Grupp 3",
            institutions=(
                ("Skatteverket", "Swedish Tax Agency", "SKV"),
                ("Arbetsförmedlingen", "Swedish Public Employment Service", "AF"),
                ("Försäkringskassan", "Swedish Social Insurance Agency", "FK"),
                ("Centrala studiestödsnämnden", "Swedish Board of Student Finance", "CSN"),
                ("Pensionsmyndigheten", "Swedish Pensions Agency", "PM"),
            ),
            meetings={1: -32, 2: 10},  # the day after group 1, that has the same process leader
            coordinators={1: -36, 2: 6},
            process_leader="Pia Dahl",
        ),
    ),
)
# Group, meeting, day: set a few days ago. Heads come to meeting 5, so that its day is set early.
NEW_DATES = (("Grupp 2", 3, 79), ("Grupp 2", 5, 317))

JIHU = RoundFact(
    programme="jihu",
    template="2023",  # made of the shipped one: see `templates.ask_of_the_course_once`
    name="JiHU 2022–2023",
    kind=Institution.Kind.UNIVERSITY,
    begun_by="Disa Wik",
    begun_on=-12,
    preparation=(-10, 80),
    ends_on=445,
    groups=(
        GroupFact(
            name="Lärosätesgruppen",
            institutions=(
                ("Karlstads universitet", "Karlstad University", "KaU"),
                ("Örebro universitet", "Örebro University", "ORU"),
                ("Mittuniversitetet", "Mid Sweden University", "MIUN"),
                ("Linnéuniversitetet", "Linnaeus University", "LNU"),
            ),
            meetings={1: 86, 2: 149},
            coordinators={1: 23},
            process_leader="Disa Wik",
        ),
    ),
)
