"""The calendar feed: what somebody owes and the meetings to come, fetched by a calendar that cannot sign in, at an
address that is a secret.

Who it belongs to, whether they still work here and what they owe is looked up at every fetch.
"""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.looking import by_number
from dashboard.reports.calendar import as_ics
from dashboard.session import admitted, engine
from data_models.calendar_feeds import key_of
from data_models.database import reading
from data_models.errors import NotAllowed, RecordError
from data_models.queries.calendar_feeds import meetings_to_come, owner_of_feed
from data_models.queries.my_areas import my_areas

log = logging.getLogger("link_inspector.calendar")
CALENDAR = "/calendar/{secret}.ics"
# Who asks with an address that is nobody's is not told whether it ever was one.
NOBODYS = PlainTextResponse("There is no calendar at this address.", status_code=404)


def address_of(secret: str) -> str:
    """Below the root of the dashboard."""
    return CALENDAR.lstrip("/").format(secret=secret)


def calendar_file(request: Request) -> Response:
    try:
        with reading(engine()) as session:
            person_id = owner_of_feed(session, key_of(request.path_params["secret"]))
        if person_id is None:
            return NOBODYS
        content = _calendar_of(person_id)
    except NotAllowed:
        return NOBODYS
    except RecordError as away:
        return PlainTextResponse(str(away), status_code=503)
    log.info("The calendar of person %s was fetched", person_id)
    return Response(content, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"})


def _calendar_of(person_id: int) -> bytes:
    with admitted(by_number(person_id)) as opened:
        owed = opened.ask(my_areas)
        assert opened.head.changed_at is not None
        clocks = [one for _, band in owed.bands for one in band]
        meetings = opened.ask(meetings_to_come)
        return as_ics(opened.viewer.name, clocks, meetings, dict(owed.areas), opened.head.changed_at)
