"""`python -m tests.browser.samples` serves the sample pages on loopback, for the eyes of whoever draws."""

from werkzeug.serving import run_simple

from tests.browser.samples.app import create_samples

if __name__ == "__main__":
    print("http://127.0.0.1:8010/guide  /slots /slots-many /form /errors /confirmation /done /desk /errors/503")
    run_simple("127.0.0.1", 8010, create_samples())
