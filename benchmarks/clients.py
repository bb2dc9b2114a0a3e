"""People at their browsers, as far as a server sees them: cookies, CSRF, one request at a time."""

import http.client
import queue
import re
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from benchmarks.counting import HEADER

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')

Task = TypeVar("Task")
Result = TypeVar("Result")


class UnexpectedAnswerError(Exception):
    """The server answered something else than the scenario is about."""


@dataclass(frozen=True)
class Site:
    """A server to ask, and the processes whose time is its."""

    port: int
    host: str = "127.0.0.1"
    origin: str = "http://127.0.0.1"
    processes: tuple[int, ...] = ()

    @property
    def headers(self) -> dict[str, str]:
        """What the proxy in front of the application would say."""
        parts = urlsplit(self.origin)
        return {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme, "Origin": self.origin}


@dataclass(frozen=True)
class Answer:
    """What came back, when it was asked for and when it was there (`time.monotonic()`)."""

    status: int
    body: bytes
    location: str
    cookies: dict[str, str]
    statements: int
    sent_at: float
    answered_at: float

    @property
    def seconds(self) -> float:
        return self.answered_at - self.sent_at


class Client:
    """One kept connection to a site, as a proxy keeps it, over which people ask in turn."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._connection = http.client.HTTPConnection(site.host, site.port, timeout=120)

    def get(self, path: str, person: "Visitor", expect: int = 200) -> Answer:
        return self._ask("GET", path, person, b"", expect)

    def post(self, path: str, person: "Visitor", expect: int = 302) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": person.token}).encode()
        return self._ask("POST", path, person, body, expect)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, person: "Visitor", body: bytes, expect: int) -> Answer:
        headers = self._site.headers | {"Cookie": person.cookie_header}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        sent_at = time.monotonic()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        answer = Answer(
            response.status,
            content,
            response.getheader("Location", ""),
            _cookies(response.headers.get_all("Set-Cookie") or []),
            int(response.getheader(HEADER) or 0),
            sent_at,
            time.monotonic(),
        )
        if answer.status != expect:
            raise UnexpectedAnswerError(f"{method} {path} was answered {answer.status}")
        person.remember(answer)
        return answer


@dataclass
class Visitor:
    """Somebody signed in, with the cookies and the token of the last form."""

    person: int
    cookies: dict[str, str]
    token: str = ""

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def remember(self, answer: Answer) -> None:
        self.cookies.update(answer.cookies)
        if found := TOKEN.search(answer.body):
            self.token = found[1].decode()


@dataclass
class SignUp:
    """One person's whole way to a seat: list, page, the deciding POST, result."""

    visitor: Visitor
    session: int
    answers: list[Answer] = field(default_factory=list)

    @property
    def deciding(self) -> Answer:
        return self.answers[2]

    @property
    def statements(self) -> int:
        return sum(answer.statements for answer in self.answers)


def sign_up(client: Client, visitor: Visitor, session: int) -> SignUp:
    """Find the session in the list, read its page, press, read the outcome."""
    way = SignUp(visitor, session)
    page = f"/sessions/{session}/"
    way.answers.append(client.get("/sessions/", visitor))
    way.answers.append(client.get(page, visitor))
    way.answers.append(client.post(f"{page}register/", visitor))
    way.answers.append(client.get(urlsplit(way.deciding.location).path, visitor))
    return way


def run(
    site: Site, tasks: Iterable[Task], work: Callable[[Client, Task], Result], *, clients: int
) -> Sequence[Result]:
    """Let so many clients at once do the tasks, each taking the next when it has done one."""
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)

    def one_client(_: int) -> list[Result]:
        client, done = Client(site), []
        try:
            while True:
                done.append(work(client, waiting.get_nowait()))
        except queue.Empty:
            return done
        finally:
            client.close()

    with ThreadPoolExecutor(clients) as pool:
        return [result for done in pool.map(one_client, range(clients)) for result in done]


def _cookies(headers: Iterable[str]) -> dict[str, str]:
    pairs = (header.partition(";")[0].partition("=") for header in headers)
    return {name: value for name, _, value in pairs}
