"""How far an inspection has come once a milestone is reached.

Care Inspectorate, The Guide (joint inspections) gives the order: scoping after notification, then the activity with the
partnership, then analysis, the Quality and Consistency Panel and the accuracy check. Where surveys and the reading of
evidence belong is not stated; we count them as fieldwork.
"""

from data_models.rules.inspections import ORDER, may_become
from data_models.vocabulary import MilestoneKind, Stage

# None: the milestone says nothing about the stage, or it is reached by a deed of its own.
REACHES: dict[MilestoneKind, Stage | None] = {
    MilestoneKind.NOTIFICATION: Stage.NOTIFIED,
    MilestoneKind.COORDINATOR_NOMINATED: Stage.SCOPING,
    MilestoneKind.PRE_INSPECTION_RETURN: Stage.SCOPING,
    MilestoneKind.POSITION_STATEMENT: Stage.SCOPING,
    MilestoneKind.DOCUMENT_RETURN: Stage.SCOPING,
    MilestoneKind.BRIEFING: Stage.SCOPING,
    MilestoneKind.STAFF_SURVEY: Stage.FIELDWORK,
    MilestoneKind.CHILDREN_AND_PARENT_SURVEY: Stage.FIELDWORK,
    MilestoneKind.DISCUSSION_1: Stage.FIELDWORK,
    MilestoneKind.EVIDENCE_ANALYSED: Stage.FIELDWORK,
    MilestoneKind.RECORDS_READ: Stage.FIELDWORK,
    MilestoneKind.DISCUSSION_2: Stage.FIELDWORK,
    MilestoneKind.ON_SITE: Stage.FIELDWORK,
    MilestoneKind.INTERVIEWS: Stage.FIELDWORK,
    MilestoneKind.VALIDATION: Stage.FIELDWORK,
    MilestoneKind.FINAL_ANALYSIS: Stage.ANALYSIS,
    MilestoneKind.DISCUSSION_3: Stage.ANALYSIS,
    MilestoneKind.PANEL: Stage.PANEL,
    MilestoneKind.ACCURACY_CHECK: Stage.ACCURACY_CHECK,
    MilestoneKind.EMBARGOED_REPORT: None,
    MilestoneKind.PUBLICATION: None,
    MilestoneKind.POST_INSPECTION: None,
    MilestoneKind.FEEDBACK: None,
    MilestoneKind.OTHER: None,
}

# Reaching these changes who may see what: nobody reaches them by filling in a date.
HAS_ITS_OWN_DEED = frozenset({MilestoneKind.EMBARGOED_REPORT, MilestoneKind.PUBLICATION})


def stage_after(current: Stage, reached: MilestoneKind) -> Stage:
    """The stage once this milestone is reached: further on, or the same. One entered late moves nothing back."""
    stage = REACHES[reached]
    if stage is None or not may_become(current, stage):
        return current
    return max(current, stage, key=ORDER.index)
