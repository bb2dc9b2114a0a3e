"""The columns of the officers' lists as files."""

from ethics_officers.exports.activities import (
    activity_columns,
)
from ethics_officers.exports.designations import (
    register_columns,
    with_names,
)
from ethics_officers.exports.directory import (
    directory_columns,
)
from ethics_officers.exports.figures import (
    columns_behind,
)
from ethics_officers.exports.network import (
    question_columns,
    shared_file_columns,
)
from ethics_officers.exports.oversight import (
    oversight_cells,
    oversight_columns,
)
from ethics_officers.exports.plans import (
    plan_columns,
    plan_list_columns,
    with_figures,
)
from ethics_officers.exports.returns import (
    answer_columns,
    answer_rows,
    return_columns,
)
from ethics_officers.exports.strategies import (
    strategy_columns,
)
from ethics_officers.exports.talk_requests import (
    talk_request_columns,
)

__all__ = [
    "activity_columns",
    "answer_columns",
    "answer_rows",
    "columns_behind",
    "directory_columns",
    "oversight_cells",
    "oversight_columns",
    "plan_columns",
    "plan_list_columns",
    "question_columns",
    "register_columns",
    "return_columns",
    "shared_file_columns",
    "strategy_columns",
    "talk_request_columns",
    "with_figures",
    "with_names",
]
