"""Who owes each kind of matter. No source lists it: it is ours, and follows who may do the deed that ends it."""

from data_models.vocabulary import CoverRole, MatterKind, RoleName

_LINK = frozenset({RoleName.LINK_INSPECTOR})
_SENIOR = frozenset({RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR})
_SUPPORT = frozenset({RoleName.SUPPORT_OFFICER})
_ADMIN = frozenset({RoleName.ADMINISTRATOR})
_ALL_THREE = _LINK | {RoleName.RELATIONSHIP_MANAGER_ADULT, RoleName.RELATIONSHIP_MANAGER_ELC}

OWED_BY: dict[MatterKind, frozenset[RoleName]] = {
    MatterKind.DECISION_OWED: _LINK,
    MatterKind.INTENTION_MISSING: _LINK,
    MatterKind.FOLLOW_UP_DUE: _LINK,
    MatterKind.NO_FOLLOW_UP_REVIEW: _SENIOR,
    MatterKind.MONITORING_PROPOSED: _SENIOR,
    MatterKind.MONITORING_REVIEW: _LINK,
    MatterKind.PLAN_DUE: _LINK,
    MatterKind.PLAN_TO_JUDGE: _LINK,
    MatterKind.PLAN_TO_SETTLE: _LINK,
    MatterKind.PLAN_TO_CLOSE: _LINK,
    MatterKind.PLAN_TO_SIGN_OFF: _SENIOR,
    MatterKind.ACTION_DUE: _LINK,
    MatterKind.CLAIM_TO_VERIFY: _LINK,
    MatterKind.DISPUTE_TO_SETTLE: _SENIOR,
    MatterKind.FLAG_REVIEW: _ALL_THREE,
    MatterKind.FLAG_OPEN: _ALL_THREE,
    MatterKind.CONTACT_DUE: _ALL_THREE,
    MatterKind.PURPOSE_UNTOUCHED: _LINK,
    MatterKind.COVER_GAP: _SUPPORT,
    MatterKind.MILESTONE_DUE: _LINK,
    MatterKind.NEXT_STEP_MISSING: _LINK,
    MatterKind.REVIEW_DECISION_AWAITED: _LINK,
    MatterKind.REVIEW_REPORT_DUE: _LINK,
    MatterKind.REVIEW_FEEDBACK_DUE: _LINK,
    MatterKind.SELF_EVALUATION_DUE: _SUPPORT,
    MatterKind.VALIDATION_ANSWER_DUE: _SUPPORT,
    MatterKind.MEETING_ACTION_DUE: _SENIOR,
    MatterKind.PRACTICE_TO_VALIDATE: _LINK,
}
# What a meeting gave somebody is theirs by name, in whatever role, and the managers' only once they have left.
BY_NAME_ALONE = frozenset({MatterKind.MEETING_ACTION_DUE})

# An open flag is a standing fact: its review is what somebody has to do.
IS_A_TASK: dict[MatterKind, bool] = {kind: kind is not MatterKind.FLAG_OPEN for kind in MatterKind}


def is_owed_by(kind: MatterKind, role: RoleName) -> bool:
    """Whether somebody of this role is asked to deal with such a matter."""
    return role in OWED_BY[kind]


def falls_to_link_inspector(kind: MatterKind) -> bool:
    """Owed by the area's link inspector unless the record names somebody else."""
    return RoleName.LINK_INSPECTOR in OWED_BY[kind]


def falls_to_manager(kind: MatterKind, owner_id: int | None) -> bool:
    """What would be the link inspector's in an area that has none is the managers' until somebody covers it."""
    return owner_id is None and falls_to_link_inspector(kind)


def answers_for(kind: MatterKind) -> frozenset[RoleName]:
    """Who has it while nobody owns it: the managers for a link inspector who is missing, else the roles that owe it."""
    return _SENIOR if falls_to_link_inspector(kind) else OWED_BY[kind]


def stands_in_for(kind: MatterKind) -> frozenset[RoleName]:
    """Who sees what nobody here answers for: the managers, and the administrator, who can add somebody."""
    return (_SENIOR | _ADMIN) - answers_for(kind)


def is_by_name_alone(kind: MatterKind) -> bool:
    """Whether nobody but its owner is asked to deal with it, and the managers where it has none any more."""
    return kind in BY_NAME_ALONE


def goes_with(kind: MatterKind, role: CoverRole) -> bool:
    """Whether it passes to the next holder of this post without anybody doing anything."""
    return is_owed_by(kind, RoleName(role.value))
