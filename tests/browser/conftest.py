"""A real browser on the real demo. Without Chromium these tests are skipped loudly; with CI=true or --all they fail."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.eyes import Window
    from tests.browser.served import Demo
    from tests.harness.applications import Ground


HERE = Path(__file__).parent
BOTH_WIDTHS = {"test_every_page", "test_samples"}


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """The system's Chromium, started once for this process."""
    from playwright.sync_api import sync_playwright

    from tests.browser.eyes import FLAGS

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def demo(chromium: str, ground: "Ground") -> "Iterator[Demo]":
    """The running demo of this process: SQLite, its clock started at 10:00 on Monday 11 May 2026."""
    from tests.browser.served import serving_demo

    with serving_demo(ground.root, ground.worker) as running:
        yield running


@pytest.fixture
def demo_url(demo: "Demo") -> str:
    """The address of the running demo."""
    return demo.url


@pytest.fixture(scope="session")
def samples_url(chromium: str) -> Iterator[str]:
    """The address of the sample pages that show every macro."""
    from tests.browser.samples.app import create_samples

    server = make_server("127.0.0.1", 0, create_samples(), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def window(browser: "Browser", pytestconfig: pytest.Config) -> "Iterator[Callable[..., Window]]":
    """`window(url, width=1280)`: a fresh window of one person; closed after the test."""
    from tests.browser.eyes import SCREENS, Window, open_window

    opened: list[Window] = []

    def make(url: str, width: int = 1280, **more: Any) -> Window:
        screens = SCREENS if pytestconfig.getoption("screens") else None
        opened.append(open_window(browser, url, width, screens, **more))
        return opened[-1]

    yield make
    for each in opened:
        each.page.context.close()


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def width(request: pytest.FixtureRequest) -> int:
    """The two widths every page is looked at in."""
    chosen: int = request.param
    return chosen


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Walk a flow at one width: the public's on a phone, the desk's at a desk; every page is looked at in both."""
    left = [item for item in items if is_left(item) and not config.getoption("faults")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def is_left(item: pytest.Item) -> bool:
    """Whether this is a flow at the width that stands back."""
    if item.path.parent != HERE or item.path.stem in BOTH_WIDTHS or not isinstance(item, pytest.Function):
        return False
    other = "phone" if item.path.stem.startswith("test_desk") else "desktop"
    return "width" in item.fixturenames and other in item.callspec.id.split("-")
