"""Settings that start safely or not at all, each in a Python of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

KEY = "known to every reader of the tests"
ASK = """
import json, sys
from exchange_portal import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""
DEMO_ROUTES = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "exchange_portal.settings"
import django
django.setup()
from django.urls import Resolver404, resolve
for path in sys.argv[1:]:
    try:
        print(resolve(path).func.__module__.split(".")[0])
    except Resolver404:
        print("absent")
"""


def python(code: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**clean, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def ask(*names: str, **env: str) -> dict[str, object]:
    done = python(ASK, *names, **env)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_without_a_key_it_does_not_start() -> None:
    done = python(ASK)

    assert done.returncode != 0
    assert "PORTAL_SECRET_KEY is not set" in done.stderr


def test_the_demo_makes_a_key_of_its_own() -> None:
    keys = {str(ask("SECRET_KEY", PORTAL_DEMO="1")["SECRET_KEY"]) for _ in range(2)}

    assert len(keys) == 2
    assert all(len(key) >= 50 for key in keys)


def test_a_server_is_strict_unless_told_otherwise() -> None:
    names = (
        "DEBUG",
        "DEMO",
        "HTTPS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
    )

    assert ask(*names, PORTAL_SECRET_KEY=KEY) == {
        "DEBUG": False,
        "DEMO": False,
        "HTTPS": True,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


def test_cookies_belong_to_this_host_alone() -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    found = ask(*names, PORTAL_SECRET_KEY=KEY)

    assert {name: str(value)[:7] for name, value in found.items()} == dict.fromkeys(
        names, "__Host-"
    )


def test_no_debugging_and_no_silence_in_any_form() -> None:
    source = (ROOT / "exchange_portal" / "settings.py").read_text()

    assert "SILENCED_SYSTEM_CHECKS" not in source
    assert "unsafe" not in source
    assert ask("DEBUG", PORTAL_DEMO="1", DEBUG="1") == {"DEBUG": False}


@pytest.mark.parametrize("path", ["/demo/", "/demo/inkorg/"])
def test_demo_routes_are_absent_on_a_server(path: str) -> None:
    on_a_server = python(DEMO_ROUTES, path, PORTAL_SECRET_KEY=KEY)
    in_the_demo = python(DEMO_ROUTES, path, PORTAL_DEMO="1")

    assert on_a_server.stdout.split() == ["absent"], on_a_server.stderr
    assert in_the_demo.stdout.split() == ["demo"], in_the_demo.stderr


def test_the_demo_is_no_part_of_a_server() -> None:
    apps = ask("INSTALLED_APPS", "MAILERS", PORTAL_SECRET_KEY=KEY)

    assert "demo" not in str(apps["INSTALLED_APPS"])
    assert "smtp" in str(apps["MAILERS"])
