"""Invented inspections under way today, at every stage, and those planned for next year."""

from data_models.vocabulary import MilestoneKind
from seed_data.demonstration.inspection_story import tell_inspection
from seed_data.demonstration.inspection_told import Story
from seed_data.demonstration.world import World

# Words that stand in no other text: they must reach nobody outside the area's team before publication.
EMBARGOED_AREA = "Dundee City"
EMBARGOED_WORDS = ("Ptarmigan Steps", "Lanternwell")
READY_AREA = "Inverclyde"

UNDER_WAY = (
    Story(
        EMBARGOED_AREA,
        -1,
        (3, 2, 4, 3),
        "The Ptarmigan Steps approach to family support is a strength. Records of the Lanternwell project show that "
        "risk is not always recognised in time.",
        "The panel confirms weak for indicator 5.3 and proposes a progress review of the Lanternwell project.",
        "A progress review of planning, with attention to the Lanternwell project.",
        "within 12 months of publication",
        12,
        days=4,
    ),
    # Of the inspector one can look as: checked by the partnership, and ready to be published.
    Story(
        READY_AREA,
        -2,
        (3, 2, 4, 4),
        panel="Evaluations confirmed, weak for indicator 5.3. The panel proposes a progress review of plans in a year.",
        days=5,
    ),
    Story(
        "Aberdeen City",
        -3,
        (4, 3, 4, 4),
        panel="Evaluations confirmed after discussion of indicator 5.3. No follow-up scrutiny is needed.",
    ),
    Story("Fife", -9, waits=(MilestoneKind.DISCUSSION_2,)),
    Story("Moray", -17),
    Story("South Ayrshire", -31),
    Story("Scottish Borders", -36),
    Story("East Renfrewshire", -44),
)


def tell(world: World) -> None:
    for story in UNDER_WAY:
        # Plans, follow-up and monitoring refer to an area's inspection that is out, where there is one.
        world.inspections.setdefault(story.area, tell_inspection(world, story))
