"""A browser as one person uses it; every page it passes is looked at for faults."""

import os

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from people.models import Person

# WCAG 2.2, levels A and AA, as axe-core names its rules.
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

LAUNCH = {
    "executable_path": os.environ.get("CHROMIUM"),
    "args": [
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--no-sandbox",
    ],
}


class Browser:
    """Goes to pages of the live server and checks each: no accessibility fault, no error."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        # What a Content-Security-Policy refuses is an error in the console, too.
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def sign_in(self, person: Person) -> None:
        """Be this person from now on."""
        client = Client()
        client.force_login(person.user)
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": self.address,
                }
            ]
        )

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def press(self, name: str, *, role: str = "button", exact: bool = True) -> None:
        """Press a button, or a link, and look at the page that follows."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """Check the page as it is now, with axe; expect that it does not scroll sideways."""
        # What the edge of the window cuts through is no small target.
        self.page.evaluate("window.scrollTo(0, 0)")
        results = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": STANDARD}})
        self.faults += [
            f"{self.page.url}: {violation['id']}: {violation['help']}: "
            + "; ".join(node["html"][:200] for node in violation["nodes"][:3])
            for violation in results.response["violations"]
        ]
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.faults.append(f"{self.page.url}: the page is wider than the window")

    def _note_console(self, message) -> None:
        # Chromium reports as errors the answers with which we refuse, too; those are meant.
        if message.type in {"error", "warning"} and "status of 422" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")
