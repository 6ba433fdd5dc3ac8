"""Answers that tell nothing by how long they take."""

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

type View = Callable[..., HttpResponseBase]


def evenly(view: View) -> View:
    """What is sent in is answered at a fixed time after it came: the work for someone who is known
    here takes some milliseconds more than for a stranger, and they would show."""

    @wraps(view)
    def even(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        came = time.monotonic()
        answer = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(came + settings.LOGIN_ANSWER_SECONDS - time.monotonic(), 0))
        return answer

    return even
