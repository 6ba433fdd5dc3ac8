"""What base.html shows round every page; `programmes.context.frame` fills it in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NavItem:
    """A link in the navigation under the masthead."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Who:
    """Whom the masthead greets."""

    name: str
    function: str = ""


@dataclass(frozen=True)
class Contact:
    """The person at the agency to ask; shown in every page's foot."""

    name: str
    email: str = ""
    institution: str = ""
