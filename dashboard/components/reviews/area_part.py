"""Reviews on the page of an area: what it notified, on time or not, and the way to record one more."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.reviews.notifying import notify_offer
from dashboard.components.reviews.register import clock_words, decision_words, feedback_words, report_words
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.wording import say
from data_models.queries.areas import AreaPicture
from data_models.queries.reviews import ReviewRow


def reviews_part(shown: AreaPicture, on: date) -> Markup:
    code = shown.area.gss_code
    notify = row_deeds("reviews", "", notify_offer((code,)), area=code)
    above = Markup("<p>{}</p>").format(notify) if notify else notify
    return above + _reviews_table(shown.reviews, on)


def _reviews_table(reviews: Iterable[ReviewRow], on: date) -> Markup:
    columns: list[Column[ReviewRow]] = [
        Column("Review", lambda one: anchor(one.reference, "reviews", review=one.id), names_row=True),
        Column("Kind", lambda one: say(one.kind)),
        Column("Notified", lambda one: clock_words(one.notification, on)),
        Column("Decision", decision_words),
        Column("Report", lambda one: report_words(one, on)),
        Column("Our feedback", lambda one: feedback_words(one, on)),
    ]
    empty = "No review has been notified. That is worth asking about; it is not a comfort."
    return table(reviews, columns, caption="Reviews that are quality-assured", empty=empty)
