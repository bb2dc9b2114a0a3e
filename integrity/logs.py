"""What logs must not hold."""

import logging
import re

# The address of a personal calendar, or a link for outsiders, is all one needs to read it.
_SECRET = re.compile(r"(/calendar/|/publications/outside/)[^/\s]+")


class WithoutSecretAddresses(logging.Filter):
    """Lets every record pass, without the secret part of the addresses in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _SECRET.sub(r"\1…", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True
