"""The invented inspections whose reports are out, what each found, and the follow-up that came of it."""

from seed_data.demonstration import follow_ups
from seed_data.demonstration.inspection_story import tell_inspection
from seed_data.demonstration.inspection_told import Story
from seed_data.demonstration.world import World

REVIEW = "The panel proposes a progress review"
RETURN = "The Care Inspectorate and its scrutiny partners will carry out a progress review"

PUBLISHED = (
    Story(
        "West Dunbartonshire",
        98,
        (2, 2, 3, 2),
        "Important weaknesses in planning and in oversight. Leaders know what has to change and have begun.",
        "Improvement support is proposed, with a report to the panel after a year.",
        "The Care Inspectorate will offer improvement support to the partnership.",
        "within 12 months of publication",
        12,
        "The findings identify significant concerns about the oversight of children's safety at home.",
    ),
    Story(
        "Inverclyde",
        92,
        (3, 2, 3, 3),
        "Committed staff and good relationships. Chronologies and plans are not yet good enough to keep risk in view.",
        f"{REVIEW} within 18 months, on chronologies, planning and the use of performance information.",
        f"{RETURN}, focused on the recommendations.",
        "within 18 months of publication",
        18,
    ),
    Story(
        "North Lanarkshire",
        57,
        (3, 2, 3, 2),
        "Strengths just outweigh weaknesses for children. Planning and strategic leadership have important weaknesses.",
        f"{REVIEW} within a year, on planning and leadership.",
        f"{RETURN} on planning and leadership.",
        "within 12 months of publication",
        12,
    ),
    Story(
        "South Lanarkshire",
        48,
        (2, 1, 3, 2),
        "Major weaknesses in planning and managing risk. Leaders accept the findings.",
        f"{REVIEW} within a year, and formal monitoring until then.",
        f"{RETURN} on all priority areas.",
        "within 14 months of publication",
        14,
        "The findings identify significant concerns about the planning and management of risk for children at home.",
    ),
    Story(
        "East Ayrshire",
        46,
        (3, 2, 4, 3),
        "Good involvement of children and families. The quality of plans is too variable.",
        f"{REVIEW} on the quality of plans; the timing to be agreed.",
        f"{RETURN} on the quality of plans.",
    ),
    Story(
        "Perth and Kinross",
        44,
        (4, 4, 2, 4),
        "Important strengths. Advocacy reached too few children at the time of the inspection.",
        "No progress review: advocacy was re-commissioned during the inspection. To be looked at again.",
        not_key=("5.4",),
    ),
    Story(
        "Clackmannanshire",
        36,
        (3, 2, 3, 3),
        "Staff know children well. Assessment and planning do not yet draw on that knowledge.",
        f"{REVIEW} within a year, on assessment and planning.",
        f"{RETURN} on assessment and planning.",
        "within one year of publication",
        12,
    ),
    Story(
        "Stirling",
        20,
        (2, 2, 3, 3),
        "Too many children wait for the support they need. New leaders have a credible plan.",
        f"{REVIEW} within a year; formal monitoring is proposed.",
        f"{RETURN} on outcomes and planning.",
        "within 12 months of publication",
        12,
        "The findings identify significant concerns about waiting for support and about drift in planning.",
    ),
    Story("Falkirk", 14, (4, 3, 4, 4), "Important strengths; the timeliness of reviews is an area for improvement."),
    Story(
        "Renfrewshire",
        7,
        (3, 3, 3, 2),
        "Strong practice in teams. Oversight by senior leaders has important weaknesses.",
        "The panel did not settle follow-up; the link inspector and the service manager are to decide.",
    ),
    Story(
        "Angus",
        1,
        (3, 2, 4, 3),
        "Children describe trusting relationships. Plans are often late and do not say what will change.",
        f"{REVIEW} within a year is to be considered.",
        f"{RETURN} on planning, if the decision on follow-up confirms it.",
        "within 12 months of publication",
        12,
    ),
)


def tell(world: World) -> None:
    for story in PUBLISHED:
        world.inspections[story.area] = tell_inspection(world, story)
    follow_ups.tell(world)
