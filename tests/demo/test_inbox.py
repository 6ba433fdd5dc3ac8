"""The demo's inbox reads what Django's file mailer really writes."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend

from demo.inbox import mail_named, mails
from demo.mail_look import look


def post(
    folder: Path, *pairs: tuple[str, str], date: str = "Mon, 23 Nov 2026 09:42:00 +0100"
) -> None:
    backend = EmailBackend(alias="demo", file_path=folder)
    for to, subject in pairs:
        mail = EmailMultiAlternatives(
            subject, f"Hej!\n\n{'-' * 79}\n\nText till {to}.", "portalen@x.example", [to]
        )
        mail.extra_headers["Date"] = date
        mail.attach_alternative(f"<p>Hej {to}</p>", "text/html")
        backend.send_messages([mail])
    backend.close()


def test_every_mail_is_found_newest_first(tmp_path: Path) -> None:
    post(tmp_path, ("ada@vr.example", "Först"), ("Ben <BEN@vr.example>", "Därpå"))
    post(tmp_path, ("ada@vr.example", "Sist"), date="Mon, 23 Nov 2026 10:00:00 +0100")

    found = mails(tmp_path)

    assert [mail.subject for mail in found] == ["Sist", "Därpå", "Först"]
    assert found[1].recipients == ("ben@vr.example",)
    assert "Text till ada@vr.example." in found[2].text
    assert found[2].html.strip() == "<p>Hej ada@vr.example</p>"


def test_the_mails_of_one_person(tmp_path: Path) -> None:
    post(tmp_path, ("ada@vr.example", "Till Ada"), ("ben@vr.example", "Till Ben"))

    assert [mail.subject for mail in mails(tmp_path, to="ben@vr.example")] == ["Till Ben"]


def test_a_mail_by_its_name(tmp_path: Path) -> None:
    post(tmp_path, ("ada@vr.example", "Ett"), ("ada@vr.example", "Två"))
    wanted = mails(tmp_path)[1]

    assert mail_named(tmp_path, wanted.slug) == wanted
    assert mail_named(tmp_path, "../../etc/passwd") is None


def test_an_empty_folder(tmp_path: Path) -> None:
    assert mails(tmp_path / "none") == []


def test_the_look_runs_nothing_and_fetches_nothing() -> None:
    policy = look("<p>Hej</p><script>alert(1)</script>")._csp_config  # type: ignore[attr-defined]

    assert policy["default-src"] == ["'none'"]
    assert "allow-scripts" not in policy["sandbox"]
    assert "script-src" not in policy


@pytest.mark.parametrize("kind", ["text", "html"])
def test_swedish_letters_survive(tmp_path: Path, kind: str) -> None:
    post(tmp_path, ("åsa@vr.example", "Räksmörgås på lördag"))

    (mail,) = mails(tmp_path)

    assert mail.subject == "Räksmörgås på lördag"
    assert "åsa" in getattr(mail, kind)
