"""What could go wrong, and why do we think so?"""

from markupsafe import Markup

from dashboard.components.address import asked_number, asked_word
from dashboard.components.flags import views as parts
from dashboard.components.flags.back_test import show_back_test
from dashboard.components.flags.deeds import flag_forms, flag_openers
from dashboard.components.flags.raising import flag_form, flag_opener
from dashboard.components.flags.register import flag_counts, flags_table
from dashboard.components.flags.whole import flag_top
from dashboard.components.links import anchor
from dashboard.components.opening import open_page
from dashboard.components.row_history import history_table
from dashboard.components.section import section
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.areas import all_areas
from data_models.queries.back_test import back_test
from data_models.queries.flag_picture import flag_picture
from data_models.queries.risk_flags import flags
from data_models.queries.row_history import row_history
from data_models.queries.rule_runs import last_run
from data_models.rules.references import Kind

PATH = "risk-flags"


def main() -> None:
    asked = asked_number("flag", PATH, Kind.FLAG)
    if asked:
        _one(asked[1])
        return
    open_page(PATH)
    view = asked_word("show", parts.VIEWS, "view of risk flags", PATH) or parts.FLAGS
    if view == parts.BACK_TEST:
        _back_test(view)
    else:
        _every(view)


def _every(view: str) -> None:
    areas = {one.gss_code: one.short_name for one in record().ask(all_areas)}
    every, area = record().ask(flags), asked_word("area", areas, "area", PATH)
    wanted = parts.narrowed(every, {"area": area, **_asked()})
    show(Markup('<div class="jumps">{}{}</div>').format(flag_counts(every), flag_opener(areas, area)))
    show(parts.view_row(every, view, record().ask(last_run)))
    flag_form(areas, area)
    parts.choosers(areas)
    show(parts.narrowed_to_a_rule(_asked()["rule"]) + flags_table(wanted, record().on, parts.nothing(every)))


def _asked() -> dict[str, str | None]:
    """What the address narrows the list to."""
    return {
        "theme": asked_word("theme", parts.THEMES, "theme", PATH),
        "source": asked_word("source", parts.SOURCES, "source of a flag", PATH),
        "state": asked_word("state", parts.KNOWN_STATES, "state of a flag", PATH),
        "rule": asked_word("rule", parts.RULE_CODES, "rule", PATH),
    }


def _back_test(view: str) -> None:
    show(parts.view_row(record().ask(flags), view, record().ask(last_run)))
    version = f"{record().change} {record().on} {record().thresholds}"
    show_back_test(record().ask(back_test), record().thresholds, version=version)


def _one(flag_id: int) -> None:
    picture = record().ask(flag_picture, flag_id=flag_id)
    if picture is None:
        raise AddressError(f"There is no risk flag RF-{flag_id:04d} in the record.", "See every risk flag", PATH)
    flag = picture.flag
    open_page(PATH, f"Risk flag {flag.reference}")
    back = Markup('<p class="back">{}: {}</p>')
    show(back.format(anchor(flag.area_name, "area", area=flag.area_code), anchor("every risk flag", PATH)))
    show(flag_openers(picture))
    flag_forms(picture)
    edits = record().ask(row_history, table="risk_flag", key=flag_id)
    story = section("history", "Its whole history", history_table(edits))
    show(flag_top(picture, record().on, record().thresholds) + story)


main()
