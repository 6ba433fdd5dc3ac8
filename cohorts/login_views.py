"""The page where one writes the code: the way back, and a new code."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class ConfirmCodeView(ConfirmLoginCodeView):
    """A new code is asked for exactly as the first one: counted in the same limit of the address,
    lasting its own quarter of an hour, and with the same answer to strangers."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.POST.get("action") != "resend":
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        email = self._process.state["email"]
        if ratelimit.consume(request, action="request_login_code", key=email.lower()):
            user = self._process.user
            LoginCodeVerificationProcess.initiate(request=request, user=user, email=email)
            messages.success(request, _("En ny kod är på väg. Den förra gäller inte längre."))
        else:
            messages.error(request, _("Det har skickats många koder dit. Vänta en minut."))
        return redirect(self.passthrough_next_url(request.path))


confirm_code = ConfirmCodeView.as_view()
