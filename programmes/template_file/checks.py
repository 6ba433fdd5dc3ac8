"""What must agree in a template. Tangles are never kept; hindrances wait until it is published."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from programmes.template_file.kinds import Fault, Path

type Document = dict[str, Any]
type Tasks = Iterator[tuple[Path, dict[str, Any]]]


def tangles(document: Document, instruments: Collection[str]) -> list[Fault]:
    """What contradicts itself: something named that is not there, named twice, or in a wrong
    order. `instruments`: the self-assessments that can be asked."""
    found = [
        *_twice(("functions",), "code", document["functions"], _("Två funktioner har den koden.")),
        *_meetings(document),
        *_days(document),
    ]
    days = document["reminder_days"]
    if len(set(days)) < len(days):
        found.append(Fault(path=("reminder_days",), words=_("Samma dag står två gånger.")))
    for place, one in enumerate(document["assessments"]):
        if one["instrument"] not in instruments:
            path = ("assessments", place, "instrument")
            found.append(Fault(path=path, words=_("Det finns ingen självskattning med den koden.")))
    return found


def _twice(path: Path, name: str, those: Iterable[Any], words: str) -> Iterator[Fault]:
    seen = set()
    for place, one in enumerate(those):
        if one[name] in seen:
            yield Fault(path=(*path, place, name), words=words)
        seen.add(one[name])


def _meetings(document: Document) -> Iterator[Fault]:
    known = {one["code"] for one in document["functions"]}
    seen = set()
    for place, meeting in enumerate(document["meetings"]):
        identity = meeting["kind"] == Meeting.Kind.COORDINATORS, meeting["number"]
        if identity in seen:
            words = _("Två träffar har det numret. En samordnarträff får ha samma som sin träff.")
            yield Fault(path=("meetings", place, "number"), words=words)
        seen.add(identity)
        for number, session in enumerate(meeting["sessions"]):
            path: Path = ("meetings", place, "sessions", number)
            yield from _session(path, session, known)


def _session(path: Path, session: dict[str, Any], known: set[str]) -> Iterator[Fault]:
    if session["ends_at"] <= session["starts_at"]:
        words = _("Passet slutar innan det börjar. Ändra en av tiderna.")
        yield Fault(path=(*path, "ends_at"), words=words)
    for at, code in enumerate(session["audience"]):
        if code not in known:
            words = _("Mallen har ingen funktion med koden %(code)s.") % {"code": code}
            yield Fault(path=(*path, "audience", at), words=words)
    if len(set(session["audience"])) < len(session["audience"]):
        yield Fault(path=(*path, "audience"), words=_("Samma funktion står två gånger."))


def _days(document: Document) -> Iterator[Fault]:
    codes = set()
    for path, task in tasks(document):
        if task["code"] in codes:
            yield Fault(path=(*path, "code"), words=_("Två uppgifter har den koden."))
        codes.add(task["code"])
    dated = [*tasks(document)]
    dated += [(("assessments", at), one) for at, one in enumerate(document["assessments"])]
    for path, one in dated:
        opens = one["opens_days_before"]
        if opens is not None and opens < one["due_days_before"]:
            words = _("Den öppnar efter sista dagen. Ändra en av dagarna.")
            yield Fault(path=(*path, "opens_days_before"), words=words)


def tasks(document: Document) -> Tasks:
    """Every assignment, with its place."""
    for at, task in enumerate(document["preparation"]):
        yield ("preparation", at), task
    for place, meeting in enumerate(document["meetings"]):
        for at, task in enumerate(meeting["assignments"]):
            yield ("meetings", place, "assignments", at), task


# --- What is not finished -----------------------------------------------------------------------


def hindrances(document: Document) -> list[Fault]:
    """What is still missing before it can be published, in the order of the page."""
    found = [
        *_lacking((), document, {"functions": _("Mallen har ingen funktion.")}),
        *_lacking((), document, {"meetings": _("Mallen har ingen träff.")}),
    ]
    roles = {one["role"] for one in document["functions"]}
    if document["functions"] and "coordinator" not in roles:
        words = _("Ingen funktion är samordnare. Institutionerna lämnar in genom sin samordnare.")
        found.append(Fault(path=("functions",), words=words))
    for at, one in enumerate(document["functions"]):
        found += _untranslated(("functions", at), one, named(one, "name"), ("name",))
    for path, task in tasks(document):
        if path[0] == "preparation":
            found += _of_task(path, task)
    for at, meeting in enumerate(document["meetings"]):
        found += _of_meeting(("meetings", at), meeting)
    return found


def _of_meeting(path: Path, meeting: dict[str, Any]) -> Iterator[Fault]:
    title = meeting_title(meeting)
    yield from _untranslated(path, meeting, title, ("theme",))
    if not meeting["sessions"]:
        yield Fault(path=path, words=_("%(title)s har inget pass.") % {"title": title})
    for at, session in enumerate(meeting["sessions"]):
        if not session["audience"]:
            told = {"title": title, "number": at + 1}
            words = _("%(title)s: pass %(number)s kallar ingen.") % told
            yield Fault(path=(*path, "sessions", at), words=words)
    for at, task in enumerate(meeting["assignments"]):
        yield from _of_task((*path, "assignments", at), task)


def _of_task(path: Path, task: dict[str, Any]) -> Iterator[Fault]:
    title = named(task, "title")
    yield from _untranslated(path, task, title, ("title", "instructions"))
    if not task["questions"]:
        words = _("%(title)s har ingen fråga att svara på.") % {"title": title}
        yield Fault(path=path, words=words)
    for at, question in enumerate(task["questions"]):
        told = {"title": title, "number": at + 1}
        name = _("%(title)s, fråga %(number)s") % told
        yield from _untranslated((*path, "questions", at), question, name, ("prompt", "hint"))


def _untranslated(
    path: Path, one: dict[str, Any], title: str, names: Iterable[str]
) -> Iterator[Fault]:
    if any(one[f"{name}_sv"] and not one[f"{name}_en"] for name in names):
        words = _("%(title)s saknar text på engelska.") % {"title": title}
        yield Fault(path=path, words=words)


def _lacking(path: Path, one: dict[str, Any], words: dict[str, str]) -> Iterator[Fault]:
    for name, said in words.items():
        if not one[name]:
            yield Fault(path=(*path, name), words=said)


def named(node: dict[str, Any], name: str) -> str:
    """In the reader's language, if it is there."""
    return str(node.get(f"{name}_{(get_language() or 'sv')[:2]}") or node[f"{name}_sv"])


def meeting_title(meeting: dict[str, Any]) -> str:
    """«Träff 2» or «Samordnarträff 2»."""
    return Meeting(kind=meeting["kind"], number=meeting["number"]).name
