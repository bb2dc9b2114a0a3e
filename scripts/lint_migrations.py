"""Look for migrations that would break the release still running. Runs inside `.venv`.

The linter's command is called without its app being installed, because production has no use for
the app.
"""

import os

import django
from django.apps import apps
from django.core.management import call_command

from scripts.project import ROOT

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "integrity.settings")
    django.setup()
    from django_migration_linter.management.commands.lintmigrations import Command

    ours = [app.label for app in apps.get_app_configs() if app.path == str(ROOT / app.label)]
    call_command(
        Command(),
        include_apps=ours,
        # Those that first make an app's tables: before them no release of it was running.
        ignore_name_contains="_initial",
        # Rows already there are what makes a new one fail, and whoever adds one looks at those.
        exclude_migration_tests=["ADD_UNIQUE"],
        no_cache=True,
        project_root_path=str(ROOT),
    )
