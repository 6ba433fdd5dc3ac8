"""Invented people of the demo: who they are, where, and what they are good for trying."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.models import Engagement


@dataclass(frozen=True)
class Holder:
    """Someone with a seat. `institution` is a short name and `function` a code."""

    name: str
    institution: str
    function: str

    @property
    def email(self) -> str:
        return address(self.name, self.institution)


@dataclass(frozen=True)
class Employee:
    """Someone at the agency, engaged for groups, for a programme, or else for the whole portal."""

    name: str
    roles: tuple[Engagement.Role, ...]
    groups: tuple[str, ...] = ()
    programme: str = ""
    institution: str = "JÄMY"

    @property
    def email(self) -> str:
        return address(self.name, self.institution)


@dataclass(frozen=True)
class Persona:
    """A person one can be with one click. `slug` stands in the address of the button."""

    name: str
    short_name: str  # of the institution
    institution: str
    part: Promise
    tries: Promise

    @property
    def slug(self) -> str:
        return self.first_name.lower()

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def email(self) -> str:
        return address(self.name, self.short_name)


def address(name: str, short_name: str) -> str:
    """An address that can never exist: the domain .example is kept free for such as this."""
    plain = str.maketrans("åäöéü ", "aaoeu.")
    return f"{name.lower().translate(plain)}@{short_name.lower().translate(plain)}.example"


EMPLOYEES = (
    Employee(
        "Cleo Berg",
        (Engagement.Role.PROCESS_LEADER, Engagement.Role.CONTACT_PERSON),
        ("Grupp 2",),
    ),
    Employee(
        "Pia Dahl",
        (Engagement.Role.PROCESS_LEADER, Engagement.Role.CONTACT_PERSON),
        ("Grupp 1", "Grupp 3"),
    ),
    Employee("Gun Ek", (Engagement.Role.ADMINISTRATOR,)),
    Employee("Disa Wik", (Engagement.Role.PROCESS_LEADER,), programme="jihu"),
)
GUEST = Persona(
    "Siri Falk",
    "SCB",
    "Statistikmyndigheten SCB",
    _("gäst vid träff 2"),
    _("Se vad en gäst ser: träff 2 i varje grupp, och inget annat. Svara och dela en fil."),
)
ASSISTANT = Persona(
    "Asta Blom",
    "VR",
    "Vetenskapsrådet",
    _("assistent åt generaldirektören"),
    _("Se generaldirektörens träffar och svara åt henne. Inget annat syns."),
)
PERSONAS = (
    Persona(
        "Ada Lind",
        "VR",
        "Vetenskapsrådet",
        _("samordnare"),
        _("Skriv svaren inför träff 2, bifoga en fil och lämna in."),
    ),
    Persona(
        "Ben Sund",
        "VR",
        "Vetenskapsrådet",
        _("planering och uppföljning"),
        _(
            "Öppna samma utkast som Ada i en annan webbläsare och skriv vidare. Titta igenom det du"
            " har svarat i självskattningen."
        ),
    ),
    Persona(
        "Hedda Ask",
        "VR",
        "Vetenskapsrådet",
        _("generaldirektör"),
        _("Se vad en chef får veta: vad som väntar och hur mycket tid det tar."),
    ),
    Persona(
        "Dan Falk",
        "Forte",
        "Forte",
        _("samordnare"),
        _("Läs er inlämning och kvittot. Se vad de andra i gruppen delar."),
    ),
    Persona(
        "Frida Lund",
        "Formas",
        "Formas",
        _("samordnare"),
        _("Fortsätt med ett påbörjat utkast. Ingen utanför Formas ser det."),
    ),
    Persona(
        "Eve Ström",
        "KV",
        "Kriminalvården",
        _("samordnare"),
        _("En annan grupp: här syns ingenting från grupp 2."),
    ),
    Persona(
        "Cleo Berg",
        "JÄMY",
        "Jämställdhetsmyndigheten",
        _("processledare och kontaktperson för grupp 2"),
        _("Läs det som är inlämnat och be om komplettering. Utkast syns inte."),
    ),
    Persona(
        "Pia Dahl",
        "JÄMY",
        "Jämställdhetsmyndigheten",
        _("processledare och kontaktperson för grupp 1 och 3"),
        _("Håll ihop två grupper. Här syns inget från grupp 2."),
    ),
    Persona(
        "Gun Ek",
        "JÄMY",
        "Jämställdhetsmyndigheten",
        _("administratör"),
        _("Se alla grupper, bjud in människor och ändra sidornas texter."),
    ),
    Persona(
        "Tora Nygren",
        "ORU",
        "Örebro universitet",
        _("samordnare"),
        _("En omgång för lärosäten som nyss har börjat. Fyll platserna och skatta er själva."),
    ),
    Persona(
        "Rolf Alving",
        "ORU",
        "Örebro universitet",
        _("rektor"),
        _("Svara för dig själv om ledningen. Rektor är med på första och sista träffen."),
    ),
    ASSISTANT,
    GUEST,
)
