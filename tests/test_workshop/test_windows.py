"""Browsers of tests are watched."""

from playwright.sync_api import Browser

from tests.windows import Windows


def test_a_request_to_another_host_is_noticed(browser: Browser) -> None:
    windows = Windows(browser)
    page = windows.open().new_page()
    page.set_content('<img src="http://198.51.100.7/x.png">', wait_until="commit")
    page.wait_for_timeout(200)
    windows.close()

    assert windows.wrongs == ["asked http://198.51.100.7/x.png"]


def test_a_break_of_the_policy_is_noticed(browser: Browser) -> None:
    windows = Windows(browser)
    page = windows.open().new_page()
    policy = "<meta http-equiv='Content-Security-Policy' content=\"style-src 'none'\">"
    page.set_content(f"{policy}<p style='color: red'>Text</p>")
    windows.close()

    assert len(windows.wrongs) == 1


def test_nothing_wrong_is_nothing_noticed(browser: Browser) -> None:
    windows = Windows(browser)
    windows.open().new_page().set_content("<p>Text</p>")
    windows.close()

    assert windows.wrongs == []
