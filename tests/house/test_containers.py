"""deploy/container starts what the units start, mounts what there is and keeps what a restore needs."""

import re

import yaml

from app.config import PREFIX
from app.notices.transport.receipts import FOLDER
from bin._serve import ONE_HEAP
from tests.harness.source import ROOT
from tests.house.test_deploy import DEPLOY, SURFACES, is_ours, text_of


def test_the_containers_are_what_the_units_are():
    services = yaml.safe_load(text_of("container", "compose.yaml"))["services"]
    for surface in SURFACES:
        both = [services[f"{surface}-{number}"] for number in (1, 2)]
        assert all(each["environment"][f"{PREFIX}SURFACES"] == surface for each in both)
        assert f"{surface}-2:8000" in text_of("container", "upstreams.conf")
    for name in ("worker-1", "worker-2", "migrate", "command"):
        command = services[name]["command"]
        assert is_ours(" ".join(command[1:]))
    web = re.search(r"^CMD \[(.*)\]$", text_of("container", "Dockerfile"), re.MULTILINE)
    assert web
    assert is_ours(" ".join(re.findall(r'"([^"]*)"', web[1])[1:]))
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", text_of("container", "Dockerfile"), re.MULTILINE)
    assert all((ROOT / name).exists() for line in copied for name in line.split())


def test_the_containers_can_back_up_and_keep_what_a_restore_needs():
    services = yaml.safe_load(text_of("container", "compose.yaml"))["services"]
    for name in ("worker-1", "worker-2", "migrate", "command"):
        assert "keeping:/var/lib/madoguchi/backups" in services[name]["volumes"], name
    assert "postgresql-client-15" in text_of("container", "Dockerfile")


def test_a_receipt_outlives_the_worker_that_was_killed():
    """Each container's own folder is in memory, and gone with it (docs/decisions/0021)."""
    composed = yaml.safe_load(text_of("container", "compose.yaml"))
    for name in ("worker-1", "worker-2"):
        assert f"taken:/var/lib/madoguchi/{FOLDER}" in composed["services"][name]["volumes"], name
    assert "taken" in composed["volumes"]
    assert f"/var/lib/madoguchi/{FOLDER}" in text_of("container", "Dockerfile"), "made there, for its owner"


def test_web_processes_share_one_heap_however_they_are_started():
    """The start script says it, and so say the unit and the container (docs/decisions/0019)."""
    (told,) = (f"{name}={value}" for name, value in ONE_HEAP.items())
    assert f"\nEnvironment={told}\n" in text_of("systemd", "madoguchi-web@.service")
    assert re.search(rf"^ENV .*\b{told}\b", text_of("container", "Dockerfile"), re.MULTILINE)


def test_the_files_a_container_mounts_are_there():
    services = yaml.safe_load(text_of("container", "compose.yaml"))["services"]
    sources = [volume.split(":")[0] for each in services.values() for volume in each.get("volumes", [])]
    ours = [source for source in sources if source.startswith("../")]
    assert [source for source in ours if not (DEPLOY / "container" / source).resolve().exists()] == []


def test_every_log_of_a_container_is_rotated():
    services = yaml.safe_load(text_of("container", "compose.yaml"))["services"]
    bounds = {name: set(each["logging"]["options"]) for name, each in services.items()}
    assert [name for name, given in bounds.items() if given != {"max-size", "max-file"}] == []
    told = text_of("nginx", "madoguchi.conf") + text_of("nginx", "surface.conf")
    written = set(re.findall(r"_log (/\S+?);?(?:\s|$)", told))
    start = " ".join(services["proxy"]["command"])
    assert [path for path in written if not re.search(rf"ln -sf /dev/std(out|err) {path} ", start)] == []
