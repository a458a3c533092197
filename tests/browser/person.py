"""A visitor who sees what is on the screen: with a finger or a mouse, or with nothing but a keyboard."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

#: stops of Tab after which somebody gives up.
PATIENCE = 150
# A shared machine may take long over what a visitor's does at once; what must never come is still waited for in vain.
expect.set_options(timeout=20_000)
FOCUSED = "e => e === document.activeElement || (e.shadowRoot && e.shadowRoot.activeElement)"


@dataclass(slots=True)
class Person:
    """Somebody in front of a page.

    Attributes:
        page: what is open. keyboard: whether there is nothing but a keyboard.
    """

    page: Page
    keyboard: bool = False

    def reach(self, target: Locator) -> None:
        """Bring the focus to a target by Tab alone, and see that it can be seen there."""
        expect(target).to_be_visible()
        for _ in range(PATIENCE):
            if target.evaluate(FOCUSED):
                expect(target).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        message = f"Tab does not reach {target}"
        raise AssertionError(message)

    def choose(self, target: Locator) -> None:
        """Follow a link or press a button."""
        if self.keyboard:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def begin(self, field: Locator) -> None:
        """Go to a field."""
        if self.keyboard:
            self.reach(field)
        else:
            field.click()

    def write(self, field: Locator, words: str) -> None:
        """Type words into a field and send them."""
        self.begin(field)
        self.page.keyboard.type(words, delay=5)
        self.page.keyboard.press("Enter")
