"""We answer to our own names only, wherever a request writes another (SECURITY T17)."""

import pytest
from flask import request

from tests.web.edge.conftest import PRODUCTION

FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "madoguchi.example.evil.example"},
    {"Host": "evil.example:443"},
    {"Host": "madoguchi.example@evil.example"},
    {"Host": "madoguchi.example, evil.example"},
    {"Host": "madoguchi.example:80:80"},
    {"Host": "madoguchi.example/../evil"},
    {"Host": ""},
    {"Host": "[::1]:8000"},
    {"Host": "madoguchi.example."},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Host": "madoguchi.example, evil.example"},
    {"X-Host": "evil.example"},
    {"Forwarded": "for=192.0.2.1;host=evil.example;proto=https"},
    {"Forwarded": 'for=192.0.2.1;host="evil.example"'},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_host_is_refused(edge, headers):
    response = edge(**PRODUCTION).test_client().get("/scratch/form", headers=headers)
    assert response.status_code == 400
    assert "evil" not in response.text
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("target", ["http://evil.example/scratch/form", "https://madoguchi.example@evil.example/"])
def test_an_absolute_address_of_another_host_is_refused(edge, target):
    response = edge(**PRODUCTION).test_client().get("/scratch/form", environ_overrides={"RAW_URI": target})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [{}, {"Host": "MADOGUCHI.example:443"}, {"X-Forwarded-Host": "madoguchi.example"}, {"Forwarded": "for=192.0.2.1"}],
    ids=str,
)
def test_our_own_host_is_served(edge, headers):
    assert edge(**PRODUCTION).test_client().get("/scratch/form", headers=headers).status_code == 200


def test_static_files_are_not_given_to_another_host(edge):
    answer = edge(**PRODUCTION).test_client().get("/static/img/mark.svg", headers={"Host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path,status", [("/healthz", 200), ("/scratch/form", 400)])
def test_probes_may_knock_at_the_machines_own_address(edge, path, status):
    answer = edge(**PRODUCTION).test_client().get(path, headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == status


@pytest.mark.parametrize("base,status", [("http://127.0.0.1:8000", 400), ("http://0.0.0.0:8000", 200)])
def test_a_demo_on_every_address_answers_to_every_number(edge, base, status):
    client = edge(public_base_url=base, agency_base_url=base, intranet_base_url=base).test_client()
    headers = {"Host": "192.168.1.5:8000"}
    assert client.get("/scratch/form", base_url="http://127.0.0.1:8000", headers=headers).status_code == status
    assert client.get("/scratch/form", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("hops,seen", [(0, "127.0.0.1"), (1, "198.51.100.7"), (2, "192.0.2.9")])
def test_only_the_stated_number_of_proxies_is_believed(edge, hops, seen):
    app = edge(**PRODUCTION, proxy_hops=hops)
    found = []
    app.before_request(lambda: found.append(request.remote_addr))
    app.test_client().get("/scratch/form", headers={"X-Forwarded-For": "203.0.113.1, 192.0.2.9, 198.51.100.7"})
    assert found == [seen]
