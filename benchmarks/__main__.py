"""Measure, print, and write down: `make bench [ARGS="--only hot,pages --quick"]`.

Runs inside `.venv`, on the servers in DATABASE_URL and REDIS_URL; in databases of its own, which
are gone afterwards.
"""

import argparse
import datetime as dt
import json
import os
import subprocess
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module

import django

from benchmarks import machine, report, servers
from benchmarks.bounds import Transactions
from benchmarks.clients import Site, UnexpectedAnswerError, Visitor
from benchmarks.figures import Figure
from scripts import processes, project
from scripts.machine import free_port
from scripts.processes import StopRequested, listen_for_stop_requests
from scripts.project import LOGS, PYTHON, CommandError, say

# The largest database comes last.
SCENARIOS = ("hot", "spread", "reminders", "exports", "circulation", "library", "coverage", "pages")


def bench(only: list[str], *, quick: bool, registrations: tuple[int, ...] = ()) -> list[Figure]:
    """Run these scenarios; give their figures, which are already printed and written down."""
    facts = {"commit": machine.commit(), "size": "quick" if quick else "full", **machine.facts()}
    address, redis = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
    database = servers.examine(address)
    facts["postgresql"] = database.version.split()[0]
    with ExitStack() as stack:
        addresses = stack.enter_context(servers.own_databases(address, "product", "floor"))
        mail_port = free_port()
        env = servers.environment(addresses["product"], redis, mail_port)
        os.environ.update(env)
        django.setup()
        # Django is ready only now.
        from benchmarks import scenarios
        from benchmarks.scenarios.sign_ups import warm_up

        size = scenarios.QUICK if quick else scenarios.FULL
        if registrations:
            size = replace(size, completed=registrations)
        say("Preparing the product's database and static files …")
        people, sessions = _prepare_product(size)
        say("Preparing the floor's …")
        floor_env = env | {
            "DATABASE_URL": addresses["floor"],
            "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings",
        }
        floor_people, floor_sessions = _prepare_floor(size, floor_env)
        product_site = stack.enter_context(
            servers.web(
                "Product", "integrity.wsgi:application", env, database, origin=servers.ORIGIN
            )
        )
        floor_site: Site = stack.enter_context(
            servers.web(
                "Floor",
                "benchmarks.floor.wsgi:application",
                floor_env,
                database,
                origin="http://127.0.0.1",
            )
        )
        prepared = scenarios.Bench(
            size=size,
            product=scenarios.Place(product_site, people, sessions),
            floor=scenarios.Place(floor_site, floor_people, floor_sessions),
            transactions=Transactions(addresses["floor"], database.process),
            database=database,
            env=env,
            mail_port=mail_port,
        )
        if not prepared.transactions.program:
            say("There is no pgbench on this machine: its bound is left out.")
        for place in (prepared.product, prepared.floor):
            warm_up(place, size.warm_up)
        figures: list[Figure] = []
        for name in only:
            say(f"Measuring: {name} …")
            for figure in import_module(f"benchmarks.scenarios.{name}").measure(prepared):
                # At once, so that a run that is stopped keeps what it has measured.
                report.append([figure], facts, now=dt.datetime.now(dt.UTC))
                figures.append(figure)
    facts["load_at_end"] = round(os.getloadavg()[0], 2)
    _print(figures, facts)
    return figures


def _prepare_product(size) -> tuple[list[Visitor], list[int]]:
    from django.core.management import call_command

    from benchmarks import data
    from benchmarks.scenarios import UPCOMING

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    processes.run_or_stop(
        "Collecting the static files",
        [PYTHON, "manage.py", "collectstatic", "--no-input"],
        log=LOGS / "bench" / "collectstatic.log",
    )
    sessions = list(data.make_sessions(UPCOMING, capacity=size.hot_seats))
    persons = data.make_people(size.people)
    keys = data.cookies_of(persons)
    data.analyse()
    visitors = [
        Visitor(person, {"sessionid": key}) for person, key in zip(persons, keys, strict=True)
    ]
    return visitors, sessions


def _prepare_floor(size, env: dict[str, str]) -> tuple[list[Visitor], list[int]]:
    from benchmarks.scenarios import UPCOMING

    wanted = {"people": size.people, "capacities": [size.hot_seats] * UPCOMING}
    done = subprocess.run(
        [PYTHON, "-m", "benchmarks.floor.prepare", json.dumps(wanted)],
        env=env,
        cwd=project.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"The floor could not be prepared:\n{done.stderr}")
    made = json.loads(done.stdout)
    return [Visitor(0, {"sessionid": key}) for key in made["keys"]], made["sessions"]


def _print(figures: list[Figure], facts: dict[str, object]) -> None:
    for line in report.table(figures):
        say(line)
    say("\n" + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts.items()))
    if float(str(facts["load_at_start"])) > 0.5 * int(str(facts["cores"])):
        say("The machine was busy before we began: trust the CPU figures, not rates and times.")
    say(f"{report.verdict(figures)} Each figure is also a line in benchmarks/results.jsonl.")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small size of everything")
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        default=list(SCENARIOS),
        metavar="NAME,NAME",
        help=f"some of {', '.join(SCENARIOS)}",
    )
    parser.add_argument(
        "--registrations",
        type=lambda text: tuple(sorted(int(number) for number in text.split(","))),
        default=(),
        metavar="NUMBER,NUMBER",
        help="how many coverage is measured with, one after the other",
    )
    options = parser.parse_args()
    if unknown := set(options.only) - set(SCENARIOS):
        parser.error(f"There is no scenario {', '.join(unknown)}; choose of {SCENARIOS}.")
    listen_for_stop_requests()
    try:
        bench(options.only, quick=options.quick, registrations=options.registrations)
    except StopRequested as stop:
        return stop.exit_code
    except UnexpectedAnswerError as error:
        raise CommandError(f"{error}. The servers' logs are in {LOGS / 'bench'}.") from error
    return 0


if __name__ == "__main__":
    project.leave(main)
