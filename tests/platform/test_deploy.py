# ruff: noqa: S310 - what is started and asked here is ours
"""What is written for production fits the application, and its own tools accept it."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
import yaml
from django.conf import settings

from scripts import processes
from scripts.machine import free_port
from tests.platform.tools import ROOT, tool

FOR_THE_SAMPLE_ALONE = {"SAMPLE", "MAIL_CATCHER_DIR"}
FOR_COMPOSE_ALONE = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "TLS_FOLDER", "VERSION"}


def variables_of_the_settings() -> set[str]:
    settings = (ROOT / "integrity" / "settings.py").read_text()
    return set(re.findall(r'\bread\(\s*"([A-Z_]+)"', settings))


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_example_names_each_variable_and_no_other():
    example = (ROOT / ".env.example").read_text()

    named = set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))

    assert named == variables_of_the_settings() | FOR_COMPOSE_ALONE


def test_example_holds_no_secret():
    example = (ROOT / ".env.example").read_text()

    secrets = re.findall(r"^(\w*(?:SECRET|PASSWORD)\w*)=(.*)$", example, flags=re.MULTILINE)

    assert secrets == [
        ("SECRET_KEY", ""),
        ("OBJECT_STORE_SECRET", ""),
        ("OIDC_CLIENT_SECRET", ""),
        ("POSTGRES_PASSWORD", ""),
        ("REDIS_PASSWORD", ""),
    ]


def test_compose_hands_over_each_variable(compose):
    assert set(compose["x-app"]["environment"]) == (
        variables_of_the_settings() - FOR_THE_SAMPLE_ALONE
    )


def test_compose_has_no_default_for_a_secret(compose):
    text = (ROOT / "compose.yaml").read_text()

    uses = re.findall(r"\$\{(\w*(?:KEY|PASSWORD)\w*)([^}]*)\}", text)

    assert {name for name, _ in uses} == {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert {rest for _, rest in uses} == {":?"}


def test_compose_has_all_parts(compose):
    assert set(compose["services"]) == {
        "migrate", "web", "worker", "beat", "db", "redis", "nginx",
    }  # fmt: skip
    assert "--locale=C.UTF-8" in compose["services"]["db"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_image_holds_every_app():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    kept = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), flags=re.MULTILINE))

    assert apps
    assert apps <= kept


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_systemd_accepts_the_unit(name, tmp_path):
    unit = tmp_path / f"integrity-{name}.service"
    text = (ROOT / "deploy" / "systemd" / unit.name).read_text()
    # Verified is also that the program is there; what is installed elsewhere is here ours.
    assert "/srv/integrity/.venv/bin/python" in text
    unit.write_text(text.replace("/srv/integrity/.venv/bin/python", sys.executable))

    answer = subprocess.run(
        [tool("systemd-analyze"), "verify", "--man=no", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    about_ours = [line for line in answer.stderr.splitlines() if "integrity" in line]
    assert about_ours == []
    assert answer.returncode == 0


@pytest.fixture
def site(tmp_path, monkeypatch):
    """nginx as we ship it in front of a web server; gives the ports of http and https."""
    web_port, http_port, https_port = free_port(), free_port(), free_port()
    main = configuration(tmp_path, web_port, http_port, https_port)
    monkeypatch.chdir(tmp_path)
    web = processes.start(
        "web",
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(web_port),
            "--blocking-threads", "1", "tests.platform.reflect:application",
        ],
        log=tmp_path / "web.log",
    )  # fmt: skip
    nginx = processes.start(
        "nginx", [tool("nginx"), "-p", tmp_path, "-c", main], log=tmp_path / "nginx.log"
    )

    with processes.stopped_in_order([nginx, web]):
        answered = ask(f"https://127.0.0.1:{https_port}/", tmp_path, [nginx, web])
        answered.close()
        yield http_port, https_port


def test_nginx_hands_over_what_it_saw_itself(site, tmp_path):
    http_port, https_port = site

    with ask(f"https://127.0.0.1:{https_port}/a?b=c", tmp_path) as page:
        seen = json.load(page)
    with pytest.raises(urllib.error.HTTPError) as redirect:
        opener_without_redirects().open(f"http://127.0.0.1:{http_port}/a?b=c")

    assert redirect.value.code == 301
    assert redirect.value.headers["Location"] == "https://127.0.0.1/a?b=c"
    redirect.value.close()
    assert seen["PATH_INFO"] == "/a"
    assert seen["HTTP_X_FORWARDED_PROTO"] == "https"
    assert seen["HTTP_X_REAL_IP"] == "127.0.0.1"
    assert seen["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"


def test_nginx_sends_the_file_that_web_tells_it_to_and_says_what_web_says_of_it(site, tmp_path):
    file = tmp_path / "files" / "2026" / "11" / "name"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"0123456789")

    with ask(f"https://127.0.0.1:{site[1]}/a-file", tmp_path) as answer:
        content, headers = answer.read(), answer.headers
    with ask(f"https://127.0.0.1:{site[1]}/a-file", tmp_path, Range="bytes=2-4") as answer:
        part = answer.read()

    assert content == b"0123456789"
    assert part == b"234"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nginx_gives_nobody_a_file_by_its_address(site, tmp_path):
    file = tmp_path / "files" / "name"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"secret")

    with pytest.raises(urllib.error.HTTPError) as refusal:
        ask(f"https://127.0.0.1:{site[1]}/kept-files/name", tmp_path)

    assert refusal.value.code == 404
    refusal.value.close()


def sent_to(port, path, size, folder):
    """What nginx answers to a form of so many bytes, of which the first alone is sent."""
    trust = ssl.create_default_context(cafile=folder / "fullchain.pem")
    raw = socket.create_connection(("127.0.0.1", port), timeout=10)
    with trust.wrap_socket(raw, server_hostname="127.0.0.1") as connection:
        connection.sendall(
            f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\nx".encode()
        )
        return connection.recv(4096).split(b" ", 2)[1]


def test_nginx_lets_a_video_through_to_the_library_and_not_elsewhere(site, tmp_path):
    two_gigabytes, four_gigabytes = 2 * 1024**3, 4 * 1024**3

    # As it comes, not once it has come: the web server answers without waiting for the rest.
    assert sent_to(site[1], "/publications/1/", two_gigabytes, tmp_path) == b"200"
    assert sent_to(site[1], "/publications/1/", four_gigabytes, tmp_path) == b"413"
    assert sent_to(site[1], "/plans/1/", two_gigabytes, tmp_path) == b"413"


def test_sizes_of_nginx_are_those_of_the_settings():
    text = (ROOT / "deploy" / "nginx" / "integrity.conf").read_text()

    sizes = [int(size) for size in re.findall(r"client_max_body_size (\d+)m;", text)]

    megabyte = 1024**2
    largest = max(settings.LARGEST_FILES.values())
    # Each with some room for the words of the form, so that the application is what refuses.
    assert sizes == [settings.LARGEST_FORM // megabyte + 1, largest // megabyte + 2]


def configuration(folder, web_port: int, http_port: int, https_port: int):
    """The shipped file on other ports and paths, within a main file such as Debian's."""
    subprocess.run(
        [
            tool("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    upstream = (ROOT / "deploy" / "nginx" / "upstream-host.conf").read_text()
    (folder / "upstream.conf").write_text(upstream.replace("8000", str(web_port)))
    site = (ROOT / "deploy" / "nginx" / "integrity.conf").read_text()
    for shipped, ours in {
        "listen [::]:80 default_server;": "",
        "listen [::]:443 ssl http2 default_server;": "",
        "listen 80 ": f"listen 127.0.0.1:{http_port} ",
        "listen 443 ": f"listen 127.0.0.1:{https_port} ",
        "/etc/nginx/tls": str(folder),
        "/etc/nginx/integrity-upstream.conf": str(folder / "upstream.conf"),
        "/var/lib/integrity/files/": f"{folder}/files/",
    }.items():
        assert shipped in site
        site = site.replace(shipped, ours)
    (folder / "site.conf").write_text(site)
    paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    temporary = "".join(f"{path}_temp_path {folder / path};\n" for path in paths)
    main = folder / "nginx.conf"
    # What starts it as root would not let it read the folder of a test.
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(
        f"{user}daemon off;\npid {folder / 'pid'};\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder / 'site.conf'};\n}}\n"
    )
    return main


def ask(address: str, folder, children=(), **headers):
    """The answer of the web server, through nginx, to a visitor who claims to be another."""
    trust = ssl.create_default_context(cafile=folder / "fullchain.pem")
    claims = {"X-Forwarded-Proto": "http", "X-Real-IP": "6.6.6.6", "X-Forwarded-For": "6.6.6.6"}
    request = urllib.request.Request(address, headers=claims | headers)
    end = time.monotonic() + 20
    while True:
        processes.complain_of_the_dead(children)
        try:
            return urllib.request.urlopen(request, context=trust)
        except OSError as refusal:
            # 502: nginx is there, the web server not yet.
            if time.monotonic() > end or getattr(refusal, "code", 502) != 502:
                raise
            if isinstance(refusal, urllib.error.HTTPError):
                refusal.close()
            time.sleep(0.1)


def opener_without_redirects() -> urllib.request.OpenerDirector:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    return urllib.request.build_opener(Stay)
