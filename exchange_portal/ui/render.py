"""A component rendered from Python: in the gallery, and where a table row becomes one."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exchange_portal.ui.components import COMPONENTS


def component(
    name: str, props: dict[str, Any], *, content: str = "", request: HttpRequest | None = None
) -> SafeString:
    """The HTML of a component; its props are checked as in a template."""
    known = COMPONENTS[name]
    known.check_names(set(props))
    context = known.complete(props) | {"content": content}
    return render_to_string(known.template, context, request=request)
