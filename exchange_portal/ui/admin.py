"""The admin is not a fifth door: what it shows comes from `visible_to`, who may do what from
rules, and what it changes goes through actions."""

from collections.abc import Iterable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin, ShowFacets
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Media, ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from exchange_portal.access import Rule

if TYPE_CHECKING:
    _ModelAdmin = ModelAdmin[Any]
else:
    _ModelAdmin = ModelAdmin

# Login and passwords are the portal's own; nothing is deleted, and the trail is the history.
NOT_OURS = ("login", "logout", "password_change", "password_change_done", "view_on_site")
NOT_HERE = ("_delete", "_history")

# Of Django's scripts those that move our forms. The rest, half of the weight of a page, fills one
# field from others as one types, and no field of ours is filled so.
FORM_SCRIPTS = (
    "vendor/jquery/jquery.min.js",
    "jquery.init.js",
    "core.js",
    "admin/RelatedObjectLookups.js",
)

type Route = URLPattern | URLResolver
type Form = ModelForm[Any]  # read lazily: Django's class takes no brackets


def nobody(user: Any, now: datetime) -> bool:
    """The rule of what no one may."""
    return False


def _without(routes: Iterable[Route], names: tuple[str, ...]) -> list[Route]:
    return [route for route in routes if not str(getattr(route, "name", "")).endswith(names)]


class PortalAdminSite(AdminSite):
    """Django's admin behind the portal's own door and in its dress."""

    site_title = site_header = _("Erfarenhetsutbytet")
    index_title = _("Administration")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Packages offer admins of their own, which know no rules: they are left out."""
        if admin_class is not None and issubclass(admin_class, PortalAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever may do nothing behind the door does not get through it, whatever `is_staff` says:
        an engagement that ran out yesterday has left it standing."""
        return super().has_permission(request) and any(
            one.has_module_permission(request) for one in self._registry.values()
        )

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Strangers have been sent to login before they come here; others may not."""

        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise PermissionDenied
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        return inner if cacheable else never_cache(inner)

    def get_urls(self) -> list[Any]:
        """Strangers go straight to the portal's login."""
        routes = _without(super().get_urls(), NOT_OURS)
        for route in routes:
            if isinstance(route, URLPattern) and hasattr(route.callback, "login_url"):
                route.callback.login_url = reverse_lazy(settings.LOGIN_URL)
        return routes

    def get_app_list(self, request: HttpRequest, app_label: Any = None) -> list[Any]:
        """Each model with a line on what it is for; what is used daily comes first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            for row in app["models"]:
                row["admin"] = self._registry[row["model"]]
            app["models"].sort(key=lambda row: row["admin"].place)
        return apps

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Without the list of apps on every page: the navigation is the portal's."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": resolve_url("home"),
            "has_permission": self.has_permission(request),
            "available_apps": SimpleLazyObject(lambda: self.get_app_list(request)),
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
        }


class PortalAdmin(_ModelAdmin):
    """A model in the admin.

    Rules are asked `rule(user, now)`, once a request. An admin that lets rows be added or changed
    writes `act_add` or `act_change`, which call an action; `refusals` are the exceptions of
    that action that become an error on the form.
    """

    view_rule: Rule = nobody
    add_rule: Rule = nobody
    change_rule: Rule = nobody
    refusals: tuple[type[Exception], ...] = ()
    purpose: Any = ""  # a line on what the rows are for, where they are listed
    place = 9  # among those of its app; the lowest first
    # For models of the platform, which know no readers: whoever the rules let in sees every row.
    shows_all_rows = False

    list_per_page = 30
    list_max_show_all = 30
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    view_on_site: Any = False

    def act_add(self, form: Form, *, by: Any, now: datetime) -> models.Model:
        """Add the thing by an action, and return it."""
        raise NotImplementedError

    def act_change(self, thing: Any, form: Form, *, by: Any, now: datetime) -> None:
        """Change the thing by an action; `form.changed_data` names what was changed."""
        raise NotImplementedError

    # --- Who may: rules, never Django's permissions --------------------------------------

    def _may(self, request: HttpRequest, name: str) -> bool:
        """`type(self)`: a rule is a plain function, not a method of the admin."""
        rule = getattr(type(self), name)
        asked = request.__dict__.setdefault("admin_rules", {})
        if rule not in asked:
            asked[rule] = rule(request.user, request.now)  # type: ignore[attr-defined]
        return bool(asked[rule])

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view_rule") or self._may(request, "change_rule")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "add_rule")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change_rule")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) or self.has_add_permission(request)

    # --- What is seen ----------------------------------------------------------------------

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only what the list offers to filter by. Django lets the address ask about any column and
        any relation, hidden ones too: who has begun a draft, how a password's hash begins."""
        offered = {str(name) for name in self.list_filter} | {str(self.date_hierarchy)}
        return lookup.split("__", maxsplit=1)[0] in offered

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if self.shows_all_rows else _visible(rows, request)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        related = db_field.remote_field.model._default_manager.using(db)
        chosen = super().get_field_queryset(db, db_field, request)
        return _visible(related.all() if chosen is None else chosen, request)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        return super().get_object(request, object_id, from_field or None)

    def get_urls(self) -> list[Any]:
        return _without(super().get_urls(), NOT_HERE)

    @property
    def media(self) -> Media:
        """Lists move without a script, but for the rows that are chosen to act upon."""
        return _scripts("actions.js") if self.actions else Media()

    # --- What is changed: actions, never obj.save() -----------------------------------------

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by, now = request.user, request.now  # type: ignore[attr-defined]
        if change:
            self.act_change(obj, form, by=by, now=now)
        else:
            made = self.act_add(form, by=by, now=now)
            obj.__dict__ |= made.__dict__

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The action has set relations too."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The action has written the trail."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The action has written the trail."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A refusal undoes the transaction; the form is shown again, with its reason on top."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refusal:
            request.__dict__["admin_refusal"] = str(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The heading is the thing's own name. What is only read needs no scripts."""
        if context["original"] is not None:
            context |= {"title": self.title_of(context["original"]), "subtitle": ""}
        if context["adminform"].form.fields:
            context["media"] = _scripts(*FORM_SCRIPTS) + context["media"]
        return super().render_change_form(request, context, *args, **kwargs)

    def title_of(self, thing: Any) -> str:
        return str(thing)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if any("\0" in value for value in request.GET.values()):  # no database can be asked
            raise Http404
        name = capfirst(self.opts.verbose_name_plural)
        heading = {"title": name, "subtitle": "", "lead": self.purpose}
        return super().changelist_view(request, heading | (extra_context or {}))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Form]:
        form: type[Form] = super().get_form(request, obj, change, **kwargs)
        reason = request.__dict__.get("admin_refusal")
        return _refused(form, reason) if reason else form


def _scripts(*names: str) -> Media:
    return Media(js=[f"admin/js/{name}" for name in names])


def _visible(rows: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
    """A model that does not say who may see it is seen by nobody."""
    if hasattr(rows, "visible_to"):
        return rows.visible_to(request.user, request.now)  # type: ignore[attr-defined, no-any-return]
    return rows.none()


def _refused(form: type[Form], reason: str) -> type[Form]:
    class RefusedForm(form):  # type: ignore[misc, valid-type]
        def clean(self) -> dict[str, Any]:
            cleaned: dict[str, Any] = super().clean() or self.cleaned_data
            self.add_error(None, reason)
            return cleaned

    return RefusedForm
