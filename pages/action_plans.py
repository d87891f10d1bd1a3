"""Is the promised improvement happening?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.choosers import chooser
from dashboard.components.kept import kept
from dashboard.components.opening import open_page
from dashboard.components.plans import views as parts
from dashboard.components.plans.forecasts import asked_band, choose_forecast, item_forecast, show_forecast
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.action_item_rows import ItemPicture, PlanPicture
from data_models.queries.action_items import item_picture, items, plan_picture
from data_models.queries.action_plans import plans
from data_models.queries.areas import all_areas
from data_models.queries.forecasts import forecast_of_item, forecast_picture
from data_models.queries.row_history import row_history
from data_models.rules.references import Kind
from data_models.vocabulary import PlanState

PATH = "action-plans"


def main() -> None:
    item, plan = asked_number("item", PATH, Kind.PLAN), asked_number("plan", PATH, Kind.PLAN)
    if item:
        _item(item[1])
    elif plan:
        _plan(plan[1])
    else:
        _every()


def _every() -> None:
    open_page(PATH)
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    states = {one.value: say(one) for one in PlanState}
    area, state = asked_word("area", areas, "area", PATH), asked_word("state", states, "state of a plan", PATH)
    band = asked_band(PATH)
    view = asked_word("show", parts.VIEWS, "view of action plans", PATH) or parts.ALL
    every = record().ask(plans)
    inspection = asked_number("inspection", PATH, Kind.INSPECTION)
    parts.show_asking(inspection[1] if inspection else None)
    if not every:
        show(parts.no_plans() + parts.asking())
        return
    promised = record().ask(items)
    show(parts.headline_row(every, promised, record().on))
    expected = record().ask(forecast_picture)
    by_view, by_area, by_state = st.columns([2, 1, 1], vertical_alignment="center")
    with by_view:
        show(parts.view_row(every, promised, len(expected.rows), view) + parts.asking())
    with by_area:
        chooser("area", "Area", areas, "Every area")
    with by_state:
        if view == parts.FORECAST:
            choose_forecast()
        else:
            chooser("state", "State of the plan", states, "Every state")
    if view == parts.FORECAST:
        show_forecast(expected, area, band)
        return
    wanted = parts.narrowed(every, area, state)
    show(kept(f"plans {view} {area} {state}", lambda: parts.shown(view, wanted, promised, record().on)))


def _plan(plan_id: int) -> None:
    picture = record().ask(plan_picture, plan_id=plan_id)
    if picture is None:
        raise AddressError(f"There is no action plan AP-{plan_id:04d} in the record.", "See every plan", PATH)
    open_page(PATH, f"{picture.plan.name.capitalize()} {picture.plan.reference}")
    parts.show_plan(picture, record().ask(forecast_picture).by_item, record().on)
    _slips(picture)
    show(parts.plan_story(record().ask(row_history, table="action_plan", key=plan_id)))


def _slips(picture: PlanPicture) -> None:
    show(Markup("<h2>How far the dates have moved</h2>"))
    version = f"{record().change} {record().on} {picture.plan.id}"
    parts.show_slips(picture.items, record().on, version)


def _item(item_id: int) -> None:
    picture = record().ask(item_picture, item_id=item_id)
    if picture is None:
        raise AddressError(f"There is no action with the number {item_id} in the record.", "See every plan", PATH)
    open_page(PATH, _title(picture))
    parts.show_item(picture, record().on)
    show(item_forecast(record().ask(forecast_of_item, item_id=item_id), record().thresholds))
    show(parts.item_story(picture, record().ask(row_history, table="action_item", key=item_id)))


def _title(picture: ItemPicture) -> str:
    return f"Action {picture.item.reference}"


main()
