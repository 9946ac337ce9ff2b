"""A browser that gets its pages from the application itself, and what it makes of them."""

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Error, Page, Route

SKELETON = """() => [...document.querySelectorAll('*')]
    .map((each) => `${each.tagName} ${[...each.attributes].map(({name}) => name).sort().join(' ')}`).join('\\n')"""
LISTEN = """window.ran = []
document.addEventListener('securitypolicyviolation', (event) => ran.push(`policy: ${event.violatedDirective}`))
for (const name of ['alert', 'msgbox']) window[name] = () => ran.push('script')"""


class Reader:
    """A browser that gets its pages from the application itself, as somebody with a client of theirs."""

    def __init__(self, browser: Browser, base_url: str, timezone: str = "Asia/Tokyo") -> None:
        self.base_url = base_url
        self.client: FlaskClient | None = None
        self.context = browser.new_context(timezone_id=timezone)
        self.context.add_init_script(LISTEN)
        self.context.route("**/*", self.answer)
        self.page: Page = self.context.new_page()

    def answer(self, route: Route) -> None:
        """Hand the browser what the application says; what leads elsewhere is not there."""
        assert self.client is not None
        if not route.request.url.startswith(self.base_url):
            route.abort()
            return
        got = self.client.open(route.request.url.removeprefix(self.base_url), method=route.request.method)
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.get_data())

    def read(self, client: FlaskClient, path: str) -> tuple[str, list[str]]:
        """The skeleton of a page, elements with the names of their attributes; what ran or was forbidden to."""
        self.client = client
        self.page.goto(f"{self.base_url}{path}")
        try:
            return self.page.evaluate(SKELETON), self.page.evaluate("window.ran")
        except Error:  # the page went elsewhere by itself
            return "", ["left"]
