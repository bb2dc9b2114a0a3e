"""The command that catches mail, as `make run` runs it: a process of its own."""

import os
import signal
import smtplib
import socket
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.core.mail import EmailMessage, get_connection
from django.core.management import CommandError, call_command

from notifications import caught_mail
from tests.mail import free_port


def catch_mail(port, folder):
    """Start the command in a process of its own, as it needs an event loop of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "catch_mail", "--port", str(port)],
        cwd=configured.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "MAIL_CATCHER_DIR": str(folder),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def catcher(settings, tmp_path):
    """Run the command; give its port."""
    settings.MAIL_CATCHER_DIR = tmp_path
    port = free_port()
    with catch_mail(port, tmp_path) as process:
        assert process.stdout.readline() == f"Catching mail on 127.0.0.1:{port}, in {tmp_path}.\n"
        yield process, port
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_catch_mail_keeps_each_mail_as_a_file_until_it_is_told_to_stop(catcher, settings):
    _, port = catcher
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = port

    with get_connection(host="127.0.0.1", port=port) as server:
        server.send_messages(
            [
                EmailMessage("One", ".a dot first\n", to=["one@gov.example"]),
                EmailMessage("Two", "字\n", to=["two@gov.example"]),
            ]
        )

    mails = [caught_mail.find(mail_id) for mail_id in caught_mail.newest_first()]
    assert [(mail.summary.subject, mail.text) for mail in mails] == [
        ("Two", "字\n"),
        ("One", ".a dot first\n"),
    ]


def test_catch_mail_listens_on_this_machine_alone(catcher):
    _, port = catcher

    with smtplib.SMTP("127.0.0.1", port) as server:
        assert server.noop()[0] == 250
    with socket.socket() as listener:
        listener.bind(("127.0.0.2", port))  # free, so nothing listens on every address


def test_catch_mail_says_that_a_port_is_taken(tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]

        _, said = catch_mail(port, tmp_path).communicate(timeout=60)

    assert f"CommandError: Port {port} can't be listened on" in said


def test_catch_mail_refuses_outside_the_sample(settings):
    settings.SAMPLE = False

    with pytest.raises(CommandError, match="in the sample only; elsewhere set EMAIL_URL"):
        call_command("catch_mail", port=free_port())
