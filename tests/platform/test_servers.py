import psycopg2
import pytest
import redis

from scripts import servers
from scripts.project import CommandError


@pytest.fixture(scope="module")
def own_servers():
    """Servers of our own, even where the tests themselves run on configured ones."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL", raising=False)
        environment.delenv("REDIS_URL", raising=False)
        with servers.running(keep_data=False) as running:
            yield running


@pytest.fixture
def cursor(own_servers):
    connection = psycopg2.connect(own_servers.urls["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        yield cursor
    connection.close()


def test_role_has_the_rights_of_production_and_no_more(cursor):
    cursor.execute(
        "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )

    assert cursor.fetchone() == (False, True, False)


def test_role_may_create_the_extensions_and_databases_it_needs(cursor):
    cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute("CREATE DATABASE of_a_test")
    cursor.execute("DROP DATABASE of_a_test")


def test_trigrams_know_chinese(cursor):
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute("SELECT cardinality(show_trgm('廉政公署')), '防止貪污' LIKE '%貪污%'")

    assert cursor.fetchone() == (5, True)


def test_database_uses_unicode_with_the_locale_of_production(cursor):
    cursor.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database"
        " WHERE datname = current_database()"
    )

    assert cursor.fetchone() == ("UTF8", "C.UTF-8", "C.UTF-8")


def test_redis_answers_only_to_its_password(own_servers):
    address = own_servers.urls["REDIS_URL"]
    with redis.Redis.from_url(address) as with_password:
        assert with_password.ping() is True

    with_no_password = "redis://" + address.split("@")[1]

    with (
        redis.Redis.from_url(with_no_password) as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()


def test_servers_are_gone_after_the_block(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    with servers.running(keep_data=False) as running:
        assert [child.has_ended() for child in running.children] == [False, False]

    assert [child.has_ended() for child in running.children] == [True, True]
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(running.urls["DATABASE_URL"])


def test_configured_servers_win(monkeypatch):
    configured = {"DATABASE_URL": "postgres://a@b/c", "REDIS_URL": "redis://d"}
    for name, value in configured.items():
        monkeypatch.setenv(name, value)

    with servers.running(keep_data=False) as running:
        assert (running.urls, running.children) == (configured, [])


def test_data_of_a_release_that_is_not_here_is_refused_with_a_way_out(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    account = servers.account_for_servers()

    with (
        pytest.raises(CommandError, match=r"made by PostgreSQL 9.*FRESH=1"),
        servers.postgres.running(tmp_path, account=account, durable=False),
    ):
        pass
