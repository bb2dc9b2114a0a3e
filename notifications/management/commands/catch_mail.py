"""Catch mail instead of sending it, so that the sample shows in the browser what would go out."""

import asyncio
import logging
import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notifications import caught_mail

LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    help = "Accepts mail on this machine and keeps it as files, to be read at /system/caught-mail/."
    requires_system_checks = []  # it serves no pages, and `make run` waits for it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="the port to listen on")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.SAMPLE:
            raise CommandError("Mail is caught in the sample only; elsewhere set EMAIL_URL.")
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every line
        asyncio.run(self._catch(port))

    async def _catch(self, port: int) -> None:
        # Production has no aiosmtpd, and gets the sentence above rather than an ImportError.
        from aiosmtpd.smtp import SMTP

        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        try:
            server = await loop.create_server(
                # Told its name, the server does not look it up for each connection.
                lambda: SMTP(Keeper(), hostname=LOOPBACK, enable_SMTPUTF8=True, loop=loop),
                LOOPBACK,
                port,
            )
        except OSError as error:
            raise CommandError(f"Port {port} can't be listened on: {error.strerror}.") from error
        self.stdout.write(f"Catching mail on {LOOPBACK}:{port}, in {settings.MAIL_CATCHER_DIR}.")
        self.stdout.flush()
        await stop.wait()
        server.close()
        await server.wait_closed()


class Keeper:
    """What the SMTP server does with a mail."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        caught_mail.store(envelope.original_content)
        return "250 Caught"
