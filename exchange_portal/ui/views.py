"""The gallery: every component in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exchange_portal.access import gate
from exchange_portal.ui.components import COMPONENTS, Component
from exchange_portal.ui.forms import SampleForm
from exchange_portal.ui.gallery import State
from exchange_portal.ui.render import component
from exchange_portal.ui.rules import may_see_gallery


def _shown(one: Component, state: State, request: HttpRequest) -> SafeString:
    plain = state.content and not isinstance(state.content, SafeString)
    content = format_html("<p>{}</p>", state.content) if plain else state.content
    return component(one.name, state.props, content=content, request=request)


@gate(rule=may_see_gallery)
def gallery(request: HttpRequest) -> HttpResponse:
    rooms = [
        (one, [(state.label, _shown(one, state, request)) for state in one.states])
        for one in COMPONENTS.values()
    ]
    wrong = SampleForm({"level": "2", "email": "ada.lind@"}, prefix="fel")
    context = {"rooms": rooms, "empty_form": SampleForm(), "wrong_form": wrong}
    return render(request, "ui/gallery.html", context)
