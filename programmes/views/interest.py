"""An institution says that it wants to take part: a form for anybody, and the staff's pages."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts import actions as cohorts
from cohorts.visiting import Visit
from exchange_portal.access import gate, public
from exchange_portal.pages.limits import takes_a_turn
from exchange_portal.ui.paging import page_of
from programmes import actions, queries
from programmes.actions import Refused
from programmes.forms import DecisionForm, InterestForm
from programmes.interest import near_duplicates
from programmes.interest_mail import decision_mail, key_of
from programmes.models import ExpressionOfInterest
from programmes.rules import may_decide_interest, may_start_rounds

FROM_A_NETWORK, TO_AN_ADDRESS = 20, 3  # an hour
State = ExpressionOfInterest.State


@public
@require_http_methods(["GET", "HEAD", "POST"])
def express_interest(request: HttpRequest) -> HttpResponse:
    """Anybody may send it. It goes to nobody before the writer has confirmed the address."""
    now = request.now  # type: ignore[attr-defined]
    form = InterestForm(request.POST or None, now=now)
    is_whole = request.method == "POST" and form.is_valid()
    if is_whole and (form.is_from_a_machine or _is_sent(request, form)):
        return redirect("interest_sent")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/express_interest.html", {"form": form}, status=status)


def _is_sent(request: HttpRequest, form: InterestForm) -> bool:
    now = request.now  # type: ignore[attr-defined]
    given, network = form.cleaned_data, get_adapter().get_client_ip(request)
    turns = (
        takes_a_turn(network, now, what="interest", per_hour=FROM_A_NETWORK),
        takes_a_turn(given["contact_email"].lower(), now, what="intmail", per_hour=TO_AN_ADDRESS),
    )
    if not all(turns):
        form.add_error(None, _("Det har kommit många anmälningar härifrån. Vänta en timme."))
        return False
    try:
        actions.express_interest(
            given["programme"],
            told=form.told(),
            form_key=given["form_key"],
            language="en" if get_language() == "en" else "sv",
            now=now,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


@public
@require_safe
def interest_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "programmes/interest_sent.html")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_interest(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Opening it changes nothing: mail scanners open links too."""
    key = key_of(token)
    interests = ExpressionOfInterest.objects.select_related("programme")
    known = interests.filter(key=key).first() if key else None
    if request.method == "POST" and known is not None:
        try:
            actions.confirm_interest(known.key, now=request.now)  # type: ignore[attr-defined]
        except Refused:
            known = None
        else:
            return redirect("confirm_interest", token)
    status = HTTPStatus.OK if known else HTTPStatus.NOT_FOUND
    return render(request, "programmes/confirm_interest.html", {"interest": known}, status=status)


@gate(rule=may_start_rounds)
def interests(request: Visit) -> HttpResponse:
    """Those to decide about first, then those who have got an answer."""
    seen = queries.interests(request.user, request.now)
    which = request.GET.get("visa", "")
    chosen = seen.filter(state=which) if which in State.values else seen
    context = {
        "page": page_of(request, chosen),
        "which": which,
        "states": [one for one in State.choices if one[0] != State.UNCONFIRMED],
        "versions": queries.templates_for_admitted(request.user, request.now),
    }
    return render(request, "programmes/interests.html", context)


@gate(ExpressionOfInterest, rule=may_decide_interest, methods=["GET", "POST"])
def interest(request: Visit, interest: ExpressionOfInterest) -> HttpResponse:
    """What they told, and deciding: the mail is shown before it goes, and from there one may go
    back to what one wrote."""
    near = near_duplicates(interest.institution_name)
    form = DecisionForm(request.POST or None, interest=interest, near=near)
    context = {"interest": interest, "form": form}
    wish = request.POST.get("gor")
    if request.method == "POST" and form.is_valid() and wish != "andra":
        if wish != "skicka":
            return _show_mail(request, interest, form)
        if _is_decided(request, interest, form):
            return redirect("interest", interest.key)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/interest.html", context, status=status)


def _show_mail(request: Visit, interest: ExpressionOfInterest, form: DecisionForm) -> HttpResponse:
    decision = form.decision()
    interest.state, interest.reason = decision.state, decision.reason
    context = {
        "interest": interest,
        "decision": decision,
        "fields": [(field.html_name, field.value()) for field in form],
        "mail": decision_mail(interest),
    }
    return render(request, "programmes/interest_preview.html", context)


def _is_decided(request: Visit, interest: ExpressionOfInterest, form: DecisionForm) -> bool:
    try:
        actions.decide_interest(
            interest,
            decision=form.decision(),
            version=form.cleaned_data["version"],
            by=request.user,
            now=request.now,
        )
    except (Refused, cohorts.Refused) as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field or None, str(refusal))
        return False
    words = {"name": interest.contact_name}
    messages.success(request, _("Beslutet är sparat och mejlas till %(name)s.") % words)
    return True
