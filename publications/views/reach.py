"""How far a circulation reached, by department: a picture, its numbers, and the lists behind."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications.exports import reach_cells, reach_columns
from publications.filters import ReachForm, departments_asked
from publications.models import Circulation, CirculationRound
from publications.permissions.chasers import can_chase
from publications.queries.reach import FEWEST_SHOWN, reach_of
from publications.queries.viewings import WATCHED
from publications.rules.chasers import can_be_chased
from publications.tables import ReachTable

# More than there are bureaux and departments, so that the picture shows all of them.
ROWS_ON_A_PAGE = 100


@never_cache
@require_GET
@requires(Permission.VIEW_LIBRARY, Permission.VIEW_OWN_DEPARTMENT)
def circulation_reach(request: SignedInRequest, circulation_id: int) -> HttpResponseBase:
    circulation, round_ = circulation_and_round(request, circulation_id)
    now = timezone.now()
    form = ReachForm(
        request.GET, departments=departments_asked(request), round_number=round_.number
    )
    level, department = form.chosen("level") or "", form.chosen("department")
    reach = reach_of(round_, request.user, today=day_of(now), level=level)
    reached = [
        each for each in reach.departments if department is None or each.department == department
    ]
    table = ReachTable(reached, round_, has_watched=reach.has_watched)
    if file_format := format_asked(request):
        audit.record(
            request.user,
            "publications.reach_exported",
            circulation,
            at=now,
            format=file_format,
            round=round_.number,
        )
        columns = reach_columns(has_watched=reach.has_watched)
        cells = reach_cells(columns, in_order_asked(table, request))
        return cells_as_file(file_format, name="reach", columns=columns, cells=cells, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    return render(
        request,
        page_or_part(request, "publications/circulation_reach.html"),
        {
            "circulation": circulation,
            "round": round_,
            "form": form,
            "level": level,
            "reach": reach,
            "reached": [row.record for row in table.paginated_rows],
            "table": table,
            "fewest": FEWEST_SHOWN,
            "watched_from": WATCHED,
            "can_chase": can_chase(request.user) and can_be_chased(round_),
        },
    )


def circulation_and_round(
    request: SignedInRequest, circulation_id: int
) -> tuple[Circulation, CirculationRound]:
    """Give a circulation and the round that the address asks for, or else the newest."""
    visible = Circulation.objects.visible_to(request.user)
    circulation = get_object_or_404(
        visible.select_related("edition__publication"), pk=circulation_id
    )
    rounds = circulation.rounds.select_related("circulation", "edition").order_by("-number")
    asked = request.GET.get("round", "")
    if asked.isdecimal() and len(asked) < 6:
        rounds = rounds.filter(number=asked)
    newest = rounds.first()
    if newest is None:
        raise Http404
    return circulation, newest
