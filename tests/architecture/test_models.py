"""What holds for every table of ours."""

import pytest
from django.apps import apps
from django.db import models
from pgtrigger import registry

OUR_APPS = {
    "core",
    "people",
    "publications",
    "notifications",
    "training",
    "ethics_officers",
    "reporting",
}

# Kept without row history: a log themselves, saying nothing about anybody, or worked out.
WITHOUT_HISTORY = {
    "core.AuditEntry",
    "notifications.Message",
    "notifications.Heartbeat",
    "publications.Acknowledgement",
    "publications.Concordance",
    "publications.Movement",
    "publications.Passage",
    "publications.Recipient",
    "reporting.Attended",
    "reporting.Changed",
    "reporting.CoverageCount",
    "reporting.KeptPeriod",
    "reporting.Served",
    "reporting.Taught",
    "training.Due",
    "training.DueCount",
}


def _is_of_history(model):
    return hasattr(model, "pgh_tracked_model") or "pgh_id" in {f.name for f in model._meta.fields}


OUR_MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in OUR_APPS and not _is_of_history(model)
]
NAMED_MODELS = [model for model in OUR_MODELS if not model._meta.auto_created]
TABLES = [model for model in NAMED_MODELS if not model._meta.proxy]


def _label(model):
    return model._meta.label


def _triggers_of(model):
    return {trigger.name for tracked, trigger in registry.registered() if tracked is model}


@pytest.mark.parametrize("model", TABLES, ids=_label)
def test_every_table_says_which_of_its_rows_a_user_sees(model):
    assert callable(getattr(model.objects, "visible_to", None))


@pytest.mark.parametrize("model", [m for m in OUR_MODELS if not m._meta.proxy], ids=_label)
def test_every_table_keeps_its_history_unless_it_is_a_log_itself(model):
    proxies = [m for m in OUR_MODELS if m._meta.proxy and m._meta.concrete_model is model]
    tracked = any("insert_insert" in _triggers_of(m) for m in [model, *proxies])

    assert tracked or _label(model) in WITHOUT_HISTORY


@pytest.mark.parametrize("model", [m for m in TABLES if m._meta.managed], ids=_label)
def test_nothing_goes_because_something_else_went(model):
    cascading = [
        field.name
        for field in model._meta.fields
        if field.remote_field and field.remote_field.on_delete is not models.PROTECT
    ]

    assert cascading == []


@pytest.mark.parametrize("model", TABLES, ids=_label)
def test_who_and_when_come_in_pairs_kept_by_a_constraint(model):
    fields = {field.name: field for field in model._meta.fields}
    unkept = []
    for name, field in fields.items():
        when = fields.get(f"{name.removesuffix('_by')}_at")
        if not name.endswith("_by") or not when or not (field.null or when.null):
            continue
        checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        if not any({name, when.name} <= _fields_in(check.condition) for check in checks):
            unkept.append(name)

    assert unkept == []


@pytest.mark.parametrize("model", TABLES, ids=_label)
def test_every_constraint_is_named_after_its_app(model):
    names = [constraint.name for constraint in model._meta.constraints]

    assert [n for n in names if not n.startswith(f"{model._meta.app_label}_")] == []


def _fields_in(condition):
    if isinstance(condition, models.Q):
        return set().union(*(_fields_in(child) for child in condition.children))
    return {condition[0].split("__")[0]}
