"""Reading the environment: a wrong value refuses to start, and says how to mend it."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

env = environ.Env()

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})


def read(name: str, convert: Callable[[str], T], default: T | None = None) -> T:
    """Give the value of a variable, converted.

    Raises ImproperlyConfigured, naming the variable, if it is missing without a default
    or can't be converted; the message of the converter's ValueError says what is wrong.
    """
    raw = env.str(name, "").strip()
    if not raw:
        if default is None:
            raise ImproperlyConfigured(
                f"The environment variable {name} is not set. See .env.example for what it means."
            )
        return default
    try:
        return convert(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"The environment variable {name} is wrong: {error}") from error


def boolean(raw: str) -> bool:
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("write 1 for yes or 0 for no.")


def text(raw: str) -> str:
    return raw


def percent(raw: str) -> int:
    if not raw.isdecimal() or int(raw) > 100:
        raise ValueError("write a whole number from 0 to 100, without the sign %.")
    return int(raw)


def secret(raw: str) -> str:
    if len(raw) < 50 or len(set(raw)) < 5:
        raise ValueError(
            "a secret has at least 50 characters; make one with `openssl rand -hex 32`."
        )
    return raw


def words(raw: str) -> list[str]:
    return [word.strip() for word in raw.split(",") if word.strip()]


def some_of(*known: str) -> Callable[[str], list[str]]:
    """Give a converter that accepts a list of these words only."""

    def convert(raw: str) -> list[str]:
        named = words(raw)
        if not named or not set(named) <= set(known):
            raise ValueError(f"write one or more of {', '.join(known)}, separated by commas.")
        return named

    return convert


def hosts(raw: str) -> list[str]:
    names = words(raw)
    if any("/" in name or " " in name for name in names):
        raise ValueError(
            "write host names separated by commas, without http:// and without spaces."
        )
    return names


def web_address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ValueError("write an address such as https://integrity.example.hk, without a path.")
    return raw.rstrip("/")


def url_with_scheme(*schemes: str) -> Callable[[str], str]:
    """Give a converter that accepts addresses of these schemes only."""

    def convert(raw: str) -> str:
        scheme = urlsplit(raw).scheme
        if scheme not in schemes:
            raise ValueError(
                f"it starts with “{scheme}:” but must start with {' or '.join(schemes)}."
            )
        return raw

    return convert


def origin_of(address: str) -> str:
    """Give the scheme, host and port of an address, as browsers compare them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
