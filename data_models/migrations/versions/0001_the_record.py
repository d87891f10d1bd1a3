"""The record"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "area",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("gss_code", sa.String(length=9), nullable=False),
        sa.Column("retired_gss_code", sa.String(length=9), nullable=True),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column("official_name", sa.String(length=200), nullable=False),
        sa.Column("health_board", sa.String(length=200), nullable=False),
        sa.Column("health_board_code", sa.String(length=9), nullable=False),
        sa.Column("tile_row", sa.Integer(), nullable=False),
        sa.Column("tile_column", sa.Integer(), nullable=False),
        sa.Column("tile_label", sa.String(length=12), nullable=False),
        sa.Column("tile_code", sa.String(length=3), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("population_year", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(health_board) <= 200", name=op.f("ck_area_health_board_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_area_note_length")),
        sa.CheckConstraint("length(official_name) <= 200", name=op.f("ck_area_official_name_length")),
        sa.CheckConstraint("length(short_name) <= 200", name=op.f("ck_area_short_name_length")),
        sa.PrimaryKeyConstraint("gss_code", name=op.f("pk_area")),
        sa.UniqueConstraint("short_name", name=op.f("uq_area_short_name")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "partnership",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=True),
        sa.CheckConstraint(
            "kind IN ('community_planning', 'health_and_social_care', 'adult_protection', 'public_protection', 'community_justice')",
            name=op.f("ck_partnership_kind_is_known"),
        ),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_partnership_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=48), nullable=False),
        sa.Column("team", sa.String(length=48), nullable=True),
        sa.Column("work_email", sa.String(length=200), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("access_ended_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_person_origin_is_known"),
        ),
        sa.CheckConstraint(
            "role IN ('link_inspector', 'relationship_manager_adult', 'relationship_manager_elc', 'service_manager', 'chief_inspector', 'strategic_support_officer', 'administrator', 'shared_screen')",
            name=op.f("ck_person_role_is_known"),
        ),
        sa.CheckConstraint(
            "team IN ('adults', 'children', 'justice', 'protection')", name=op.f("ck_person_team_is_known")
        ),
        sa.CheckConstraint("length(display_name) <= 200", name=op.f("ck_person_display_name_length")),
        sa.CheckConstraint("length(issuer) <= 200", name=op.f("ck_person_issuer_length")),
        sa.CheckConstraint("length(subject) <= 200", name=op.f("ck_person_subject_length")),
        sa.CheckConstraint("length(work_email) <= 200", name=op.f("ck_person_work_email_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_person_issuer_subject")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "programme",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("strand", sa.String(length=48), nullable=False),
        sa.Column("scrutiny_type", sa.String(length=48), nullable=False),
        sa.Column("scale", sa.String(length=48), nullable=False),
        sa.Column("plan_name", sa.String(length=200), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.Column("framework", sa.String(length=200), nullable=False),
        sa.Column("evaluates", sa.Boolean(), nullable=False),
        sa.Column("attributes_findings", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("starts_precision", sa.String(length=48), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ends_precision", sa.String(length=48), nullable=False),
        sa.Column("weeks_to_publication", sa.Integer(), nullable=True),
        sa.Column("plan_weeks", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "ends_precision IN ('day', 'month', 'year', 'unknown')",
            name=op.f("ck_programme_ends_precision_is_known"),
        ),
        sa.CheckConstraint(
            "scale IN ('six_point', 'asp_statement', 'progress', 'none')",
            name=op.f("ck_programme_scale_is_known"),
        ),
        sa.CheckConstraint(
            "scrutiny_type IN ('inspection', 'progress_review', 'thematic_review', 'supported_self_evaluation', 'inquiry', 'other')",
            name=op.f("ck_programme_scrutiny_type_is_known"),
        ),
        sa.CheckConstraint(
            "starts_precision IN ('day', 'month', 'year', 'unknown')",
            name=op.f("ck_programme_starts_precision_is_known"),
        ),
        sa.CheckConstraint(
            "strand IN ('children', 'adults', 'adult_support_and_protection', 'justice', 'governance')",
            name=op.f("ck_programme_strand_is_known"),
        ),
        sa.CheckConstraint("length(code) <= 200", name=op.f("ck_programme_code_length")),
        sa.CheckConstraint("length(framework) <= 200", name=op.f("ck_programme_framework_length")),
        sa.CheckConstraint("length(legal_basis) <= 200", name=op.f("ck_programme_legal_basis_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_programme_name_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_programme_note_length")),
        sa.CheckConstraint("length(plan_name) <= 200", name=op.f("ck_programme_plan_name_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_programme_source_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "published_import",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("encoding", sa.String(length=200), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(encoding) <= 200", name=op.f("ck_published_import_encoding_length")),
        sa.CheckConstraint("length(file_name) <= 200", name=op.f("ck_published_import_file_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_import")),
        sa.UniqueConstraint("sha256", name=op.f("uq_published_import_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "record_marker",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_record_marker_kind_is_known"),
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_record_marker_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_marker")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "setting_value",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_setting_value_reason_length")),
        sa.CheckConstraint("length(value) <= 200", name=op.f("ck_setting_value_value_length")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting_value")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "area_alias",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.CheckConstraint("length(alias) <= 200", name=op.f("ck_area_alias_alias_length")),
        sa.CheckConstraint("length(folded) <= 200", name=op.f("ck_area_alias_folded_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_area_alias_area_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_alias")),
        sa.UniqueConstraint("folded", name=op.f("uq_area_alias_folded")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("area_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_alias_area_code"), ["area_code"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=48), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "role IN ('link_inspector', 'relationship_manager_adult', 'relationship_manager_elc')",
            name=op.f("ck_assignment_role_is_known"),
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_assignment_ends_after_it_starts")),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_assignment_reason_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_assignment_area_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_open_per_area_and_role",
            ["area_code", "role"],
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        )

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("actor_role", sa.String(length=200), nullable=False),
        sa.Column("deed", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(actor_name) <= 200", name=op.f("ck_change_actor_name_length")),
        sa.CheckConstraint("length(actor_role) <= 200", name=op.f("ck_change_actor_role_length")),
        sa.CheckConstraint("length(deed) <= 200", name=op.f("ck_change_deed_length")),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_change_reason_length")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_change_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("token", name=op.f("uq_change_token")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_deed"), ["deed"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_recorded_at"), ["recorded_at"], unique=False)

    op.create_table(
        "footprint_step",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("week_from", sa.Integer(), nullable=False),
        sa.Column("week_to", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "kind IN ('notification', 'coordinator_nominated', 'pre_inspection_return', 'position_statement', 'document_return', 'staff_survey', 'children_and_parent_survey', 'professional_discussion_1', 'professional_discussion_2', 'professional_discussion_3', 'written_evidence_analysed', 'records_read', 'on_site', 'final_analysis', 'quality_and_consistency_panel', 'accuracy_check', 'embargoed_report', 'publication', 'post_inspection_follow_up', 'briefing', 'interviews_and_focus_groups', 'validation', 'feedback', 'other')",
            name=op.f("ck_footprint_step_kind_is_known"),
        ),
        sa.CheckConstraint("length(label) <= 200", name=op.f("ck_footprint_step_label_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_footprint_step_source_length")),
        sa.CheckConstraint("week_to >= week_from", name=op.f("ck_footprint_step_weeks_in_order")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_footprint_step_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_footprint_step")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("footprint_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_footprint_step_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("domain", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_voluntary", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(domain) <= 200", name=op.f("ck_indicator_domain_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_indicator_name_length")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_indicator_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_indicator_programme_id_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("scrutiny_type", sa.String(length=48), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("partnership_name", sa.String(length=200), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.Column("mode", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=48), nullable=False),
        sa.Column("plan_year", sa.String(length=9), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("planned_publication_on", sa.Date(), nullable=True),
        sa.Column("publication_state", sa.String(length=48), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(length=48), nullable=False),
        sa.Column("published_note", sa.String(length=4000), nullable=False),
        sa.Column("report_url", sa.String(length=4000), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("follows_inspection_id", sa.Integer(), nullable=True),
        sa.Column("panel_decision", sa.String(length=4000), nullable=False),
        sa.Column("panel_decided_on", sa.Date(), nullable=True),
        sa.Column("accuracy_response_due_on", sa.Date(), nullable=True),
        sa.Column("accuracy_responded_on", sa.Date(), nullable=True),
        sa.Column("intention_recorded", sa.Boolean(), nullable=True),
        sa.Column("intention_text", sa.String(length=4000), nullable=False),
        sa.Column("timescale_text", sa.String(length=4000), nullable=False),
        sa.Column("timescale_from", sa.Date(), nullable=True),
        sa.Column("timescale_to", sa.Date(), nullable=True),
        sa.Column("has_significant_concerns", sa.Boolean(), nullable=False),
        sa.Column("significant_concerns_text", sa.String(length=4000), nullable=False),
        sa.Column("requests_plan", sa.Boolean(), nullable=False),
        sa.Column("records_planned", sa.Integer(), nullable=True),
        sa.Column("records_read", sa.Integer(), nullable=True),
        sa.Column("records_double_read", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(published_precision = 'unknown') = (published_on IS NULL)",
            name=op.f("ck_inspection_published_date_has_its_precision"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_inspection_origin_is_known"),
        ),
        sa.CheckConstraint(
            "publication_state = 'published' OR published_on IS NULL",
            name=op.f("ck_inspection_only_published_has_published_date"),
        ),
        sa.CheckConstraint(
            "publication_state IN ('not_published', 'embargoed', 'published')",
            name=op.f("ck_inspection_publication_state_is_known"),
        ),
        sa.CheckConstraint(
            "published_precision IN ('day', 'month', 'year', 'unknown')",
            name=op.f("ck_inspection_published_precision_is_known"),
        ),
        sa.CheckConstraint(
            "scrutiny_type IN ('inspection', 'progress_review', 'thematic_review', 'supported_self_evaluation', 'inquiry', 'other')",
            name=op.f("ck_inspection_scrutiny_type_is_known"),
        ),
        sa.CheckConstraint(
            "stage IN ('planned', 'notified', 'scoping', 'fieldwork', 'analysis', 'panel', 'accuracy_check', 'embargoed', 'published', 'cancelled')",
            name=op.f("ck_inspection_stage_is_known"),
        ),
        sa.CheckConstraint("length(intention_text) <= 4000", name=op.f("ck_inspection_intention_text_length")),
        sa.CheckConstraint("length(legal_basis) <= 200", name=op.f("ck_inspection_legal_basis_length")),
        sa.CheckConstraint("length(mode) <= 200", name=op.f("ck_inspection_mode_length")),
        sa.CheckConstraint("length(panel_decision) <= 4000", name=op.f("ck_inspection_panel_decision_length")),
        sa.CheckConstraint("length(partnership_name) <= 200", name=op.f("ck_inspection_partnership_name_length")),
        sa.CheckConstraint("length(published_note) <= 4000", name=op.f("ck_inspection_published_note_length")),
        sa.CheckConstraint("length(report_url) <= 4000", name=op.f("ck_inspection_report_url_length")),
        sa.CheckConstraint(
            "length(significant_concerns_text) <= 4000",
            name=op.f("ck_inspection_significant_concerns_text_length"),
        ),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_inspection_source_length")),
        sa.CheckConstraint("length(summary) <= 4000", name=op.f("ck_inspection_summary_length")),
        sa.CheckConstraint("length(theme) <= 200", name=op.f("ck_inspection_theme_length")),
        sa.CheckConstraint("length(timescale_text) <= 4000", name=op.f("ck_inspection_timescale_text_length")),
        sa.CheckConstraint("length(title) <= 200", name=op.f("ck_inspection_title_length")),
        sa.ForeignKeyConstraint(
            ["follows_inspection_id"], ["inspection.id"], name=op.f("fk_inspection_follows_inspection_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_inspection_lead_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_inspection_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inspection_follows_inspection_id"), ["follows_inspection_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspection_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_publication_state"), ["publication_state"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_published_on"), ["published_on"], unique=False)

    op.create_table(
        "partnership_area",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_partnership_area_area_code")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_partnership_area_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "area_code", name=op.f("pk_partnership_area")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "planned_scrutiny",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("body", sa.String(length=48), nullable=False),
        sa.Column("activity", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "body IN ('care_inspectorate', 'his', 'hmics', 'education_scotland', 'hmips', 'audit_scotland', 'other')",
            name=op.f("ck_planned_scrutiny_body_is_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_planned_scrutiny_origin_is_known"),
        ),
        sa.CheckConstraint("length(activity) <= 200", name=op.f("ck_planned_scrutiny_activity_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_planned_scrutiny_source_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_planned_scrutiny_area_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_scrutiny")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("planned_scrutiny", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planned_scrutiny_area_code"), ["area_code"], unique=False)

    op.create_table(
        "programme_milestone",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("planned_to", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("actual_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "kind IN ('notification', 'coordinator_nominated', 'pre_inspection_return', 'position_statement', 'document_return', 'staff_survey', 'children_and_parent_survey', 'professional_discussion_1', 'professional_discussion_2', 'professional_discussion_3', 'written_evidence_analysed', 'records_read', 'on_site', 'final_analysis', 'quality_and_consistency_panel', 'accuracy_check', 'embargoed_report', 'publication', 'post_inspection_follow_up', 'briefing', 'interviews_and_focus_groups', 'validation', 'feedback', 'other')",
            name=op.f("ck_programme_milestone_kind_is_known"),
        ),
        sa.CheckConstraint("length(label) <= 200", name=op.f("ck_programme_milestone_label_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_programme_milestone_note_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_programme_milestone_source_length")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_programme_milestone_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_milestone")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("programme_milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_milestone_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "review_notification",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=48), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.String(length=4000), nullable=False),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.Column("report_received_on", sa.Date(), nullable=True),
        sa.Column("feedback_due_on", sa.Date(), nullable=True),
        sa.Column("feedback_given_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "decision IN ('pending', 'proceed', 'not_proceed')",
            name=op.f("ck_review_notification_decision_is_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('learning_review_child', 'learning_review_adult', 'serious_incident_review', 'looked_after_child_death')",
            name=op.f("ck_review_notification_kind_is_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_review_notification_origin_is_known"),
        ),
        sa.CheckConstraint(
            "length(decision_reason) <= 4000", name=op.f("ck_review_notification_decision_reason_length")
        ),
        sa.CheckConstraint("length(reference) <= 200", name=op.f("ck_review_notification_reference_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_review_notification_area_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_notification")),
        sa.UniqueConstraint("reference", name=op.f("uq_review_notification_reference")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("review_notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_notification_area_code"), ["area_code"], unique=False)

    op.create_table(
        "self_evaluation",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("is_validated", sa.Boolean(), nullable=False),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("letter_issued_on", sa.Date(), nullable=True),
        sa.Column("feedback_given_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_self_evaluation_origin_is_known"),
        ),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_self_evaluation_note_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_self_evaluation_source_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_self_evaluation_area_code")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_self_evaluation_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_evaluation")),
        sa.UniqueConstraint("programme_id", "area_code", name=op.f("uq_self_evaluation_programme_id_area_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("self_evaluation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_self_evaluation_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_self_evaluation_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "thematic_participation",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("phase", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("feedback_given_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_thematic_participation_origin_is_known"),
        ),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_thematic_participation_note_length")),
        sa.CheckConstraint("length(phase) <= 200", name=op.f("ck_thematic_participation_phase_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_thematic_participation_source_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_thematic_participation_area_code")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_thematic_participation_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thematic_participation")),
        sa.UniqueConstraint(
            "programme_id",
            "area_code",
            "phase",
            name=op.f("uq_thematic_participation_programme_id_area_code_phase"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("thematic_participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thematic_participation_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_thematic_participation_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "action_item_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("lead_agency", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("outcome_measure", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("original_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("percent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("last_update_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("claimed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("claimed_by", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("evidence_note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("verified_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("verified_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("disputed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("dispute_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("withdrawn_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("recurs_from_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_action_item_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_action_item_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_action_item_version")),
    )
    with op.batch_alter_table("action_item_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_item_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_item_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "action_plan",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_is_default", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.String(length=200), nullable=False),
        sa.Column("judgement", sa.String(length=48), nullable=True),
        sa.Column("judgement_note", sa.String(length=4000), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("contact_every_days", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "judgement IN ('answers_the_findings', 'answers_some_findings', 'does_not_answer_the_findings')",
            name=op.f("ck_action_plan_judgement_is_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_action_plan_origin_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('not_requested', 'requested', 'received', 'returned', 'agreed', 'closed')",
            name=op.f("ck_action_plan_state_is_known"),
        ),
        sa.CheckConstraint("length(close_reason) <= 4000", name=op.f("ck_action_plan_close_reason_length")),
        sa.CheckConstraint("length(judgement_note) <= 4000", name=op.f("ck_action_plan_judgement_note_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_action_plan_name_length")),
        sa.CheckConstraint("length(received_by) <= 200", name=op.f("ck_action_plan_received_by_length")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_action_plan_inspection_id")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["person.id"], name=op.f("fk_action_plan_judged_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_plan")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_action_plan_inspection_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_plan_judged_by_id"), ["judged_by_id"], unique=False)

    op.create_table(
        "action_plan_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("requested_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_is_default", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("received_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("received_by", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("judgement", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("judgement_note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("judged_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("judged_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("agreed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("contact_every_days", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("close_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_action_plan_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_action_plan_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_action_plan_version")),
    )
    with op.batch_alter_table("action_plan_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_plan_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_plan_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "action_update_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("updated_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("percent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_action_update_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_action_update_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_action_update_version")),
    )
    with op.batch_alter_table("action_update_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_update_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_update_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "area_alias_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("alias", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("folded", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_area_alias_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_area_alias_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_area_alias_version")),
    )
    with op.batch_alter_table("area_alias_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_alias_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_alias_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "area_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("gss_code", sa.String(length=9), autoincrement=False, nullable=False),
        sa.Column("retired_gss_code", sa.String(length=9), autoincrement=False, nullable=True),
        sa.Column("short_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("official_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("health_board", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("health_board_code", sa.String(length=9), autoincrement=False, nullable=True),
        sa.Column("tile_row", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("tile_column", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("tile_label", sa.String(length=12), autoincrement=False, nullable=True),
        sa.Column("tile_code", sa.String(length=3), autoincrement=False, nullable=True),
        sa.Column("population", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("population_year", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_area_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_area_version_superseded_by")),
        sa.PrimaryKeyConstraint("gss_code", "change_id", name=op.f("pk_area_version")),
    )
    with op.batch_alter_table("area_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "assignment_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("role", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("starts_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("ends_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_assignment_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_assignment_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_assignment_version")),
    )
    with op.batch_alter_table("assignment_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "assurance_update_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("monitoring_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("given_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("audience", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("summary", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_assurance_update_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_assurance_update_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_assurance_update_version")),
    )
    with op.batch_alter_table("assurance_update_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assurance_update_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assurance_update_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "contact_purpose_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("contact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_contact_purpose_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_contact_purpose_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("contact_id", "purpose", "change_id", name=op.f("pk_contact_purpose_version")),
    )
    with op.batch_alter_table("contact_purpose_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_purpose_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_purpose_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "contact_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("held_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("summary", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("signposted_to", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("body", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("plan_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_contact_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_contact_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_contact_version")),
    )
    with op.batch_alter_table("contact_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "contradiction",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("area_code", sa.String(), nullable=True),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("statement_a", sa.String(length=4000), nullable=False),
        sa.Column("source_a", sa.String(length=4000), nullable=False),
        sa.Column("statement_b", sa.String(length=4000), nullable=False),
        sa.Column("source_b", sa.String(length=4000), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_contradiction_note_length")),
        sa.CheckConstraint("length(source_a) <= 4000", name=op.f("ck_contradiction_source_a_length")),
        sa.CheckConstraint("length(source_b) <= 4000", name=op.f("ck_contradiction_source_b_length")),
        sa.CheckConstraint("length(statement_a) <= 4000", name=op.f("ck_contradiction_statement_a_length")),
        sa.CheckConstraint("length(statement_b) <= 4000", name=op.f("ck_contradiction_statement_b_length")),
        sa.CheckConstraint("length(subject) <= 200", name=op.f("ck_contradiction_subject_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_contradiction_area_code")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_contradiction_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contradiction")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contradiction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contradiction_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contradiction_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "contradiction_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("statement_a", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source_a", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("statement_b", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source_b", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_contradiction_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_contradiction_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_contradiction_version")),
    )
    with op.batch_alter_table("contradiction_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contradiction_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contradiction_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "due_date_revision_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("from_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("to_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("revised_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("agreed_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_due_date_revision_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_due_date_revision_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_due_date_revision_version")),
    )
    with op.batch_alter_table("due_date_revision_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_date_revision_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_date_revision_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "evaluation_total",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("unnamed", sa.Integer(), nullable=False),
        sa.Column("verbatim", sa.String(length=4000), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("grade BETWEEN 1 AND 6", name=op.f("ck_evaluation_total_grade_on_scale")),
        sa.CheckConstraint("length(label) <= 200", name=op.f("ck_evaluation_total_label_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_evaluation_total_source_length")),
        sa.CheckConstraint("length(verbatim) <= 4000", name=op.f("ck_evaluation_total_verbatim_length")),
        sa.CheckConstraint(
            "total >= 1 AND unnamed BETWEEN 0 AND total", name=op.f("ck_evaluation_total_counts_add_up")
        ),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_evaluation_total_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_total")),
        sa.UniqueConstraint(
            "inspection_id", "label", "grade", name=op.f("uq_evaluation_total_inspection_id_label_grade")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("evaluation_total", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_total_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "evaluation_total_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("label", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("grade", sa.SmallInteger(), autoincrement=False, nullable=True),
        sa.Column("total", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("unnamed", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("verbatim", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_evaluation_total_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_evaluation_total_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_evaluation_total_version")),
    )
    with op.batch_alter_table("evaluation_total_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_total_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluation_total_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "evaluation_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("indicator_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("recommendation_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("label", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("scale", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("standing", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("grade", sa.SmallInteger(), autoincrement=False, nullable=True),
        sa.Column("statement", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("progress", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("is_key_area", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("verbatim", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("original_word", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("words_suggest_weakness", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("corrected_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("correction_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_evaluation_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_evaluation_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_evaluation_version")),
    )
    with op.batch_alter_table("evaluation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluation_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "exit_line_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("monitoring_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("criterion", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("assessment", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("evidence", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("assessed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("assessed_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_exit_line_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_exit_line_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_exit_line_version")),
    )
    with op.batch_alter_table("exit_line_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exit_line_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exit_line_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "factor",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint("kind IN ('helps', 'hinders')", name=op.f("ck_factor_kind_is_known")),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_factor_origin_is_known"),
        ),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_factor_text_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_factor_area_code")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_factor_inspection_id")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_factor_noted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("factor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_factor_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_noted_by_id"), ["noted_by_id"], unique=False)

    op.create_table(
        "factor_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("noted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("noted_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("ended_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_factor_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_factor_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_factor_version")),
    )
    with op.batch_alter_table("factor_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_factor_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "follow_up_candidate_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("evaluation_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("evaluation_total_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("trigger", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("covers", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("is_key_area", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("opened_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decide_by", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("close_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("closed_by_inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("sequel_note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_follow_up_candidate_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_follow_up_candidate_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_follow_up_candidate_version")),
    )
    with op.batch_alter_table("follow_up_candidate_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_candidate_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_follow_up_candidate_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "follow_up_decision",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_body", sa.String(length=200), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("window_is_default", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "choice <> 'none' OR (signed_by_id IS NOT NULL AND review_on IS NOT NULL)",
            name=op.f("ck_follow_up_decision_none_is_signed"),
        ),
        sa.CheckConstraint(
            "choice IN ('progress_review', 'improvement_support', 'link_inspector_monitoring', 'none')",
            name=op.f("ck_follow_up_decision_choice_is_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_follow_up_decision_origin_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('decided', 'recorded_in_report', 'scheduled', 'in_progress', 'reported', 'further_review', 'continued_monitoring', 'closed')",
            name=op.f("ck_follow_up_decision_state_is_known"),
        ),
        sa.CheckConstraint(
            "due_to IS NULL OR due_from IS NULL OR due_to >= due_from",
            name=op.f("ck_follow_up_decision_window_in_order"),
        ),
        sa.CheckConstraint("length(close_reason) <= 4000", name=op.f("ck_follow_up_decision_close_reason_length")),
        sa.CheckConstraint("length(decided_by_body) <= 200", name=op.f("ck_follow_up_decision_decided_by_body_length")),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_follow_up_decision_reason_length")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_follow_up_decision_decided_by_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_follow_up_decision_inspection_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["person.id"], name=op.f("fk_follow_up_decision_signed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_decision")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("follow_up_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_decision_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_decision_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_decision_signed_by_id"), ["signed_by_id"], unique=False)

    op.create_table(
        "follow_up_decision_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("choice", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("decided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decided_by_body", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("signed_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("window_is_default", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("close_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_follow_up_decision_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_follow_up_decision_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_follow_up_decision_version")),
    )
    with op.batch_alter_table("follow_up_decision_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_decision_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_follow_up_decision_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "footprint_step_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("label", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("week_from", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("week_to", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_footprint_step_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_footprint_step_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_footprint_step_version")),
    )
    with op.batch_alter_table("footprint_step_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_footprint_step_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_footprint_step_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "formal_monitoring",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("review_every_weeks", sa.Integer(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("close_reason", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_formal_monitoring_origin_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'open', 'declined', 'closed')",
            name=op.f("ck_formal_monitoring_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('closed', 'declined') OR (closed_on IS NOT NULL AND close_reason <> '')",
            name=op.f("ck_formal_monitoring_ends_with_a_reason"),
        ),
        sa.CheckConstraint("length(close_reason) <= 4000", name=op.f("ck_formal_monitoring_close_reason_length")),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_formal_monitoring_reason_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_formal_monitoring_area_code")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_formal_monitoring_closed_by_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_formal_monitoring_inspection_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_formal_monitoring_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formal_monitoring")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("formal_monitoring", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_formal_monitoring_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_formal_monitoring_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_formal_monitoring_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_formal_monitoring_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(
            "uq_formal_monitoring_open_per_area",
            ["area_code"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "formal_monitoring_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("proposed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("opened_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("opened_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("review_every_weeks", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("next_review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("close_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_formal_monitoring_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_formal_monitoring_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_formal_monitoring_version")),
    )
    with op.batch_alter_table("formal_monitoring_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_formal_monitoring_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_formal_monitoring_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "good_practice",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("strand", sa.String(length=48), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("validated_by_id", sa.Integer(), nullable=True),
        sa.Column("disseminated_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_good_practice_origin_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('noted', 'validated', 'disseminated')", name=op.f("ck_good_practice_state_is_known")
        ),
        sa.CheckConstraint(
            "strand IN ('children', 'adults', 'adult_support_and_protection', 'justice', 'governance')",
            name=op.f("ck_good_practice_strand_is_known"),
        ),
        sa.CheckConstraint("length(summary) <= 4000", name=op.f("ck_good_practice_summary_length")),
        sa.CheckConstraint("length(title) <= 200", name=op.f("ck_good_practice_title_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_good_practice_area_code")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_good_practice_indicator_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_good_practice_inspection_id")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_good_practice_noted_by_id")),
        sa.ForeignKeyConstraint(["validated_by_id"], ["person.id"], name=op.f("fk_good_practice_validated_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_good_practice")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("good_practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_good_practice_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_good_practice_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_good_practice_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_good_practice_noted_by_id"), ["noted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_good_practice_validated_by_id"), ["validated_by_id"], unique=False)

    op.create_table(
        "good_practice_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("title", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("summary", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("strand", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("indicator_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("noted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("noted_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("validated_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("validated_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("disseminated_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_good_practice_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_good_practice_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_good_practice_version")),
    )
    with op.batch_alter_table("good_practice_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_good_practice_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_good_practice_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "indicator_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("number", sa.String(length=12), autoincrement=False, nullable=True),
        sa.Column("name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("domain", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("is_voluntary", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_indicator_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_indicator_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_indicator_version")),
    )
    with op.batch_alter_table("indicator_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "inspection_area",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_inspection_area_area_code")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_area_inspection_id")),
        sa.PrimaryKeyConstraint("inspection_id", "area_code", name=op.f("pk_inspection_area")),
        sqlite_autoincrement=False,
    )
    with op.batch_alter_table("inspection_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_area_area_code"), ["area_code"], unique=False)

    op.create_table(
        "inspection_area_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_inspection_area_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_inspection_area_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "area_code", "change_id", name=op.f("pk_inspection_area_version")),
    )
    with op.batch_alter_table("inspection_area_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_area_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_area_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "inspection_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("scrutiny_type", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("title", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("partnership_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("theme", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("legal_basis", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("mode", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("stage", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("plan_year", sa.String(length=9), autoincrement=False, nullable=True),
        sa.Column("lead_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("starts_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("planned_publication_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("publication_state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("published_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("published_precision", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("published_note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("report_url", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("summary", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("follows_inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("panel_decision", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("panel_decided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("accuracy_response_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("accuracy_responded_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("intention_recorded", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("intention_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("timescale_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("timescale_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("timescale_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("has_significant_concerns", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("significant_concerns_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("requests_plan", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("records_planned", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("records_read", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("records_double_read", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_inspection_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_inspection_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_inspection_version")),
    )
    with op.batch_alter_table("inspection_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "item_recommendation_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recommendation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_item_recommendation_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_item_recommendation_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint(
            "item_id", "recommendation_id", "change_id", name=op.f("pk_item_recommendation_version")
        ),
    )
    with op.batch_alter_table("item_recommendation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_recommendation_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_item_recommendation_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "milestone",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("planned_from", sa.Date(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "kind IN ('notification', 'coordinator_nominated', 'pre_inspection_return', 'position_statement', 'document_return', 'staff_survey', 'children_and_parent_survey', 'professional_discussion_1', 'professional_discussion_2', 'professional_discussion_3', 'written_evidence_analysed', 'records_read', 'on_site', 'final_analysis', 'quality_and_consistency_panel', 'accuracy_check', 'embargoed_report', 'publication', 'post_inspection_follow_up', 'briefing', 'interviews_and_focus_groups', 'validation', 'feedback', 'other')",
            name=op.f("ck_milestone_kind_is_known"),
        ),
        sa.CheckConstraint("length(label) <= 200", name=op.f("ck_milestone_label_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_milestone_note_length")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_milestone_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "milestone_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("label", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("planned_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("planned_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("actual_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_milestone_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_milestone_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_milestone_version")),
    )
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "partnership_area_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("partnership_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_partnership_area_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_partnership_area_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "area_code", "change_id", name=op.f("pk_partnership_area_version")),
    )
    with op.batch_alter_table("partnership_area_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_area_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_area_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "partnership_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("code", sa.String(length=9), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_partnership_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_partnership_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_partnership_version")),
    )
    with op.batch_alter_table("partnership_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "person_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("display_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("role", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("team", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("work_email", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("started_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("left_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("access_ended_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("issuer", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("subject", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_person_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_person_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_person_version")),
    )
    with op.batch_alter_table("person_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "planned_scrutiny_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("body", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("activity", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("from_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("to_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_planned_scrutiny_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_planned_scrutiny_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_planned_scrutiny_version")),
    )
    with op.batch_alter_table("planned_scrutiny_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planned_scrutiny_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_planned_scrutiny_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "practice_share_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("shared_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("shared_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("result", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_practice_share_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_practice_share_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_practice_share_version")),
    )
    with op.batch_alter_table("practice_share_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_share_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_share_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "programme_milestone_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("label", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("planned_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("planned_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("actual_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("actual_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_programme_milestone_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_programme_milestone_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_programme_milestone_version")),
    )
    with op.batch_alter_table("programme_milestone_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_milestone_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_programme_milestone_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "programme_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("strand", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("scrutiny_type", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("scale", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("plan_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("legal_basis", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("framework", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("evaluates", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("attributes_findings", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("starts_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("starts_precision", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("ends_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("ends_precision", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("weeks_to_publication", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("plan_weeks", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_programme_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_programme_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_programme_version")),
    )
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "progress_review_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("due_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("scheduled_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("reported_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("outcome", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("outcome_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_progress_review_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_progress_review_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_progress_review_version")),
    )
    with op.batch_alter_table("progress_review_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_review_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "published_import_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("sha256", sa.String(length=64), autoincrement=False, nullable=True),
        sa.Column("encoding", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("rows_read", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("rows_new", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("imported_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_published_import_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_published_import_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_published_import_version")),
    )
    with op.batch_alter_table("published_import_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_import_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_published_import_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "published_row",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("area_text", sa.String(length=200), nullable=False),
        sa.Column("partnership_name", sa.String(length=200), nullable=False),
        sa.Column("programme_text", sa.String(length=200), nullable=False),
        sa.Column("published_text", sa.String(length=200), nullable=False),
        sa.Column("indicator_text", sa.String(length=200), nullable=False),
        sa.Column("value_text", sa.String(length=4000), nullable=False),
        sa.Column("follow_up_text", sa.String(length=4000), nullable=False),
        sa.Column("source_url", sa.String(length=4000), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(area_text) <= 200", name=op.f("ck_published_row_area_text_length")),
        sa.CheckConstraint("length(follow_up_text) <= 4000", name=op.f("ck_published_row_follow_up_text_length")),
        sa.CheckConstraint("length(indicator_text) <= 200", name=op.f("ck_published_row_indicator_text_length")),
        sa.CheckConstraint("length(partnership_name) <= 200", name=op.f("ck_published_row_partnership_name_length")),
        sa.CheckConstraint("length(programme_text) <= 200", name=op.f("ck_published_row_programme_text_length")),
        sa.CheckConstraint("length(published_text) <= 200", name=op.f("ck_published_row_published_text_length")),
        sa.CheckConstraint("length(source_url) <= 4000", name=op.f("ck_published_row_source_url_length")),
        sa.CheckConstraint("length(value_text) <= 4000", name=op.f("ck_published_row_value_text_length")),
        sa.ForeignKeyConstraint(["import_id"], ["published_import.id"], name=op.f("fk_published_row_import_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_published_row_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_row")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_published_row_fingerprint")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("published_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_row_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_published_row_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "published_row_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("fingerprint", sa.String(length=64), autoincrement=False, nullable=True),
        sa.Column("area_text", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("partnership_name", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("programme_text", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("published_text", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("indicator_text", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("value_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("follow_up_text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source_url", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_published_row_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_published_row_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_published_row_version")),
    )
    with op.batch_alter_table("published_row_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_row_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_published_row_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_recommendation_text_length")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_recommendation_indicator_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_recommendation_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("inspection_id", "number", name=op.f("uq_recommendation_inspection_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "recommendation_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("text", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("is_priority", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("indicator_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_recommendation_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_recommendation_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_recommendation_version")),
    )
    with op.batch_alter_table("recommendation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "record_marker_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("made_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_record_marker_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_record_marker_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_record_marker_version")),
    )
    with op.batch_alter_table("record_marker_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_marker_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_marker_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "review_notification_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("reference", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("known_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("notified_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decision", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("decided_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decision_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("report_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("report_received_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("feedback_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("feedback_given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_review_notification_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_review_notification_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_review_notification_version")),
    )
    with op.batch_alter_table("review_notification_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_notification_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_review_notification_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "risk_flag",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("strand", sa.String(length=48), nullable=True),
        sa.Column("theme", sa.String(length=48), nullable=False),
        sa.Column("purpose", sa.SmallInteger(), nullable=False),
        sa.Column("descriptor", sa.String(length=48), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("potential_impact", sa.String(length=4000), nullable=False),
        sa.Column("impact_level", sa.String(length=48), nullable=False),
        sa.Column("evidence", sa.String(length=4000), nullable=False),
        sa.Column("source_kind", sa.String(length=48), nullable=False),
        sa.Column("rule_code", sa.String(length=200), nullable=True),
        sa.Column("rule_version", sa.Integer(), nullable=True),
        sa.Column("rule_values", sa.String(length=4000), nullable=False),
        sa.Column("clears_when", sa.String(length=4000), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("muted_on", sa.Date(), nullable=True),
        sa.Column("muted_until", sa.Date(), nullable=True),
        sa.Column("mute_reason", sa.String(length=4000), nullable=False),
        sa.Column("muted_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("close_reason", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "descriptor IN ('no_significant_concerns', 'area_of_uncertainty', 'area_of_concern', 'significant_concern')",
            name=op.f("ck_risk_flag_descriptor_is_known"),
        ),
        sa.CheckConstraint(
            "impact_level IN ('low', 'medium', 'high')", name=op.f("ck_risk_flag_impact_level_is_known")
        ),
        sa.CheckConstraint("muted_until IS NULL OR mute_reason <> ''", name=op.f("ck_risk_flag_mute_has_a_reason")),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_risk_flag_origin_is_known"),
        ),
        sa.CheckConstraint("potential_impact <> ''", name=op.f("ck_risk_flag_impact_is_said")),
        sa.CheckConstraint("source_kind <> 'rule' OR rule_code IS NOT NULL", name=op.f("ck_risk_flag_rule_is_named")),
        sa.CheckConstraint("source_kind IN ('person', 'rule')", name=op.f("ck_risk_flag_source_kind_is_known")),
        sa.CheckConstraint(
            "state <> 'closed' OR (closed_on IS NOT NULL AND close_reason <> '')",
            name=op.f("ck_risk_flag_closed_has_a_reason"),
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_risk_flag_state_is_known")),
        sa.CheckConstraint(
            "strand IN ('children', 'adults', 'adult_support_and_protection', 'justice', 'governance')",
            name=op.f("ck_risk_flag_strand_is_known"),
        ),
        sa.CheckConstraint(
            "theme IN ('leadership_and_governance', 'workforce_and_capacity', 'public_protection_practice', 'quality_of_practice', 'performance_information', 'finance_and_resources', 'partnership_working', 'other')",
            name=op.f("ck_risk_flag_theme_is_known"),
        ),
        sa.CheckConstraint("length(clears_when) <= 4000", name=op.f("ck_risk_flag_clears_when_length")),
        sa.CheckConstraint("length(close_reason) <= 4000", name=op.f("ck_risk_flag_close_reason_length")),
        sa.CheckConstraint("length(evidence) <= 4000", name=op.f("ck_risk_flag_evidence_length")),
        sa.CheckConstraint("length(mute_reason) <= 4000", name=op.f("ck_risk_flag_mute_reason_length")),
        sa.CheckConstraint("length(potential_impact) <= 4000", name=op.f("ck_risk_flag_potential_impact_length")),
        sa.CheckConstraint("length(rule_code) <= 200", name=op.f("ck_risk_flag_rule_code_length")),
        sa.CheckConstraint("length(rule_values) <= 4000", name=op.f("ck_risk_flag_rule_values_length")),
        sa.CheckConstraint("length(title) <= 200", name=op.f("ck_risk_flag_title_length")),
        sa.CheckConstraint("purpose BETWEEN 1 AND 6", name=op.f("ck_risk_flag_purpose_on_scale")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_risk_flag_area_code")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_risk_flag_closed_by_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_risk_flag_inspection_id")),
        sa.ForeignKeyConstraint(["muted_by_id"], ["person.id"], name=op.f("fk_risk_flag_muted_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_risk_flag_owner_id")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_risk_flag_raised_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_flag")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("risk_flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_flag_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_muted_by_id"), ["muted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_raised_by_id"), ["raised_by_id"], unique=False)

    op.create_table(
        "risk_flag_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("strand", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("theme", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("purpose", sa.SmallInteger(), autoincrement=False, nullable=True),
        sa.Column("descriptor", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("title", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("potential_impact", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("impact_level", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("evidence", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("source_kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("rule_code", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("rule_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("rule_values", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("clears_when", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("raised_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("raised_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("owner_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("muted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("muted_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("mute_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("muted_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("closed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("close_reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_risk_flag_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_risk_flag_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_risk_flag_version")),
    )
    with op.batch_alter_table("risk_flag_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_flag_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_flag_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "self_evaluation_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("submitted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("is_validated", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("validated_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("letter_issued_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("feedback_given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_self_evaluation_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_self_evaluation_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_self_evaluation_version")),
    )
    with op.batch_alter_table("self_evaluation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_self_evaluation_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_self_evaluation_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "setting_value_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("key", sa.String(length=80), autoincrement=False, nullable=False),
        sa.Column("value", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("reason", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_setting_value_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_setting_value_version_superseded_by")),
        sa.PrimaryKeyConstraint("key", "change_id", name=op.f("pk_setting_value_version")),
    )
    with op.batch_alter_table("setting_value_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_setting_value_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_setting_value_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "survey",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("shared_with_partnership_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('staff', 'children_and_young_people', 'parents_and_carers')",
            name=op.f("ck_survey_kind_is_known"),
        ),
        sa.CheckConstraint("respondents IS NULL OR respondents >= 0", name=op.f("ck_survey_respondents_counted")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_survey_inspection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "survey_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("opens_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("closes_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("respondents", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("shared_with_partnership_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_survey_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_survey_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_survey_version")),
    )
    with op.batch_alter_table("survey_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=48), nullable=False),
        sa.Column("body", sa.String(length=48), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "body IN ('care_inspectorate', 'his', 'hmics', 'education_scotland', 'hmips', 'audit_scotland', 'other')",
            name=op.f("ck_team_member_body_is_known"),
        ),
        sa.CheckConstraint(
            "role IN ('lead', 'deputy_lead', 'inspector', 'associate_assessor', 'inspection_volunteer', 'young_inspection_volunteer', 'strategic_support_officer', 'service_manager')",
            name=op.f("ck_team_member_role_is_known"),
        ),
        sa.CheckConstraint("headcount BETWEEN 1 AND 20", name=op.f("ck_team_member_headcount_sensible")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_team_member_inspection_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "team_member_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("role", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("body", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("headcount", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_team_member_version_change_id")),
        sa.ForeignKeyConstraint(["superseded_by"], ["change.id"], name=op.f("fk_team_member_version_superseded_by")),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_team_member_version")),
    )
    with op.batch_alter_table("team_member_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_member_version_superseded_by"), ["superseded_by"], unique=False)

    op.create_table(
        "thematic_participation_version",
        sa.Column("row_version", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("area_code", sa.String(), autoincrement=False, nullable=True),
        sa.Column("phase", sa.String(length=200), autoincrement=False, nullable=True),
        sa.Column("from_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("to_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("feedback_given_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("note", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("origin", sa.String(length=48), autoincrement=False, nullable=True),
        sa.Column("source", sa.String(length=4000), autoincrement=False, nullable=True),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("operation", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_thematic_participation_version_change_id")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_thematic_participation_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", "change_id", name=op.f("pk_thematic_participation_version")),
    )
    with op.batch_alter_table("thematic_participation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thematic_participation_version_change_id"), ["change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_thematic_participation_version_superseded_by"), ["superseded_by"], unique=False
        )

    op.create_table(
        "action_item",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("lead_agency", sa.String(length=200), nullable=False),
        sa.Column("outcome_measure", sa.String(length=4000), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=48), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("last_update_on", sa.Date(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("claimed_by", sa.String(length=200), nullable=False),
        sa.Column("evidence_note", sa.String(length=4000), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("disputed_on", sa.Date(), nullable=True),
        sa.Column("dispute_reason", sa.String(length=4000), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=4000), nullable=False),
        sa.Column("recurs_from_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status <> 'completion_verified' OR (verified_on IS NOT NULL AND verified_by_id IS NOT NULL AND claimed_on IS NOT NULL)",
            name=op.f("ck_action_item_verified_needs_two_keys"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'at_risk', 'completion_claimed', 'completion_disputed', 'completion_verified', 'withdrawn')",
            name=op.f("ck_action_item_status_is_known"),
        ),
        sa.CheckConstraint("length(claimed_by) <= 200", name=op.f("ck_action_item_claimed_by_length")),
        sa.CheckConstraint("length(dispute_reason) <= 4000", name=op.f("ck_action_item_dispute_reason_length")),
        sa.CheckConstraint("length(evidence_note) <= 4000", name=op.f("ck_action_item_evidence_note_length")),
        sa.CheckConstraint("length(lead_agency) <= 200", name=op.f("ck_action_item_lead_agency_length")),
        sa.CheckConstraint("length(outcome_measure) <= 4000", name=op.f("ck_action_item_outcome_measure_length")),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_action_item_text_length")),
        sa.CheckConstraint("length(withdrawn_reason) <= 4000", name=op.f("ck_action_item_withdrawn_reason_length")),
        sa.CheckConstraint(
            "percent IS NULL OR percent BETWEEN 0 AND 100", name=op.f("ck_action_item_percent_in_range")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["action_plan.id"], name=op.f("fk_action_item_plan_id")),
        sa.ForeignKeyConstraint(["recurs_from_id"], ["action_item.id"], name=op.f("fk_action_item_recurs_from_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["person.id"], name=op.f("fk_action_item_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_action_item_plan_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_item_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_item_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_item_recurs_from_id"), ["recurs_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_item_verified_by_id"), ["verified_by_id"], unique=False)

    op.create_table(
        "assurance_update",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("monitoring_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(audience) <= 200", name=op.f("ck_assurance_update_audience_length")),
        sa.CheckConstraint("length(summary) <= 4000", name=op.f("ck_assurance_update_summary_length")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_assurance_update_given_by_id")),
        sa.ForeignKeyConstraint(
            ["monitoring_id"], ["formal_monitoring.id"], name=op.f("fk_assurance_update_monitoring_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assurance_update")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assurance_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assurance_update_given_by_id"), ["given_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assurance_update_monitoring_id"), ["monitoring_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("signposted_to", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=48), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "body IN ('care_inspectorate', 'his', 'hmics', 'education_scotland', 'hmips', 'audit_scotland', 'other')",
            name=op.f("ck_contact_body_is_known"),
        ),
        sa.CheckConstraint("kind <> 'signpost' OR signposted_to <> ''", name=op.f("ck_contact_signpost_says_where")),
        sa.CheckConstraint(
            "kind IN ('meeting', 'support', 'challenge', 'signpost', 'intelligence')",
            name=op.f("ck_contact_kind_is_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_contact_origin_is_known"),
        ),
        sa.CheckConstraint("length(signposted_to) <= 200", name=op.f("ck_contact_signposted_to_length")),
        sa.CheckConstraint("length(summary) <= 4000", name=op.f("ck_contact_summary_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_contact_area_code")),
        sa.ForeignKeyConstraint(["plan_id"], ["action_plan.id"], name=op.f("fk_contact_plan_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_contact_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "evaluation",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("scale", sa.String(length=48), nullable=False),
        sa.Column("standing", sa.String(length=48), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=True),
        sa.Column("statement", sa.String(length=48), nullable=True),
        sa.Column("progress", sa.String(length=48), nullable=True),
        sa.Column("is_key_area", sa.Boolean(), nullable=True),
        sa.Column("verbatim", sa.String(length=4000), nullable=False),
        sa.Column("original_word", sa.String(length=200), nullable=False),
        sa.Column("words_suggest_weakness", sa.Boolean(), nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("correction_reason", sa.String(length=4000), nullable=False),
        sa.Column("source", sa.String(length=4000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(grade IS NULL OR (scale = 'six_point' AND standing = 'evaluated')) AND (statement IS NULL OR (scale = 'asp_statement' AND standing = 'evaluated')) AND (progress IS NULL OR (scale = 'progress' AND standing = 'evaluated'))",
            name=op.f("ck_evaluation_value_is_of_its_scale"),
        ),
        sa.CheckConstraint(
            "progress IN ('significant', 'some', 'minimal', 'none', 'too_early')",
            name=op.f("ck_evaluation_progress_is_known"),
        ),
        sa.CheckConstraint(
            "scale IN ('six_point', 'asp_statement', 'progress', 'none')",
            name=op.f("ck_evaluation_scale_is_known"),
        ),
        sa.CheckConstraint(
            "standing <> 'evaluated' OR (grade IS NOT NULL OR statement IS NOT NULL OR progress IS NOT NULL)",
            name=op.f("ck_evaluation_evaluated_has_a_value"),
        ),
        sa.CheckConstraint(
            "standing IN ('evaluated', 'not_evaluated', 'not_in_scope', 'missing', 'pre_dates_framework')",
            name=op.f("ck_evaluation_standing_is_known"),
        ),
        sa.CheckConstraint("statement IN ('A', 'B', 'C')", name=op.f("ck_evaluation_statement_is_known")),
        sa.CheckConstraint("grade BETWEEN 1 AND 6", name=op.f("ck_evaluation_grade_on_scale")),
        sa.CheckConstraint("length(correction_reason) <= 4000", name=op.f("ck_evaluation_correction_reason_length")),
        sa.CheckConstraint("length(label) <= 200", name=op.f("ck_evaluation_label_length")),
        sa.CheckConstraint("length(original_word) <= 200", name=op.f("ck_evaluation_original_word_length")),
        sa.CheckConstraint("length(source) <= 4000", name=op.f("ck_evaluation_source_length")),
        sa.CheckConstraint("length(verbatim) <= 4000", name=op.f("ck_evaluation_verbatim_length")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_evaluation_indicator_id")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_evaluation_inspection_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_evaluation_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluation_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluation_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "exit_line",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("monitoring_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=48), nullable=False),
        sa.Column("assessment", sa.String(length=48), nullable=False),
        sa.Column("evidence", sa.String(length=4000), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "assessment = 'unassessed' OR assessed_on IS NOT NULL",
            name=op.f("ck_exit_line_assessed_has_a_date"),
        ),
        sa.CheckConstraint(
            "assessment IN ('unassessed', 'not_met', 'partly_met', 'met')",
            name=op.f("ck_exit_line_assessment_is_known"),
        ),
        sa.CheckConstraint(
            "criterion IN ('leadership_commitment', 'capacity', 'plan', 'own_monitoring', 'demonstrated_progress')",
            name=op.f("ck_exit_line_criterion_is_known"),
        ),
        sa.CheckConstraint("length(evidence) <= 4000", name=op.f("ck_exit_line_evidence_length")),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["person.id"], name=op.f("fk_exit_line_assessed_by_id")),
        sa.ForeignKeyConstraint(["monitoring_id"], ["formal_monitoring.id"], name=op.f("fk_exit_line_monitoring_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_line")),
        sa.UniqueConstraint("monitoring_id", "criterion", name=op.f("uq_exit_line_monitoring_id_criterion")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("exit_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exit_line_assessed_by_id"), ["assessed_by_id"], unique=False)

    op.create_table(
        "practice_share",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=False),
        sa.Column("shared_by_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("length(result) <= 4000", name=op.f("ck_practice_share_result_length")),
        sa.ForeignKeyConstraint(["area_code"], ["area.gss_code"], name=op.f("fk_practice_share_area_code")),
        sa.ForeignKeyConstraint(["practice_id"], ["good_practice.id"], name=op.f("fk_practice_share_practice_id")),
        sa.ForeignKeyConstraint(["shared_by_id"], ["person.id"], name=op.f("fk_practice_share_shared_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_share")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("practice_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_share_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_share_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_share_shared_by_id"), ["shared_by_id"], unique=False)

    op.create_table(
        "progress_review",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("original_inspection_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("scheduled_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=48), nullable=True),
        sa.Column("outcome_text", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_progress_review_origin_is_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('no_further_inspections_planned', 'further_progress_review', 'link_inspector_continues_to_engage', 'continue_to_monitor_and_offer_support', 'not_stated')",
            name=op.f("ck_progress_review_outcome_is_known"),
        ),
        sa.CheckConstraint("length(outcome_text) <= 4000", name=op.f("ck_progress_review_outcome_text_length")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["follow_up_decision.id"], name=op.f("fk_progress_review_decision_id")
        ),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"], name=op.f("fk_progress_review_inspection_id")),
        sa.ForeignKeyConstraint(
            ["original_inspection_id"],
            ["inspection.id"],
            name=op.f("fk_progress_review_original_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_review")),
        sa.UniqueConstraint(
            "original_inspection_id",
            "sequence",
            name=op.f("uq_progress_review_original_inspection_id_sequence"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("progress_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_review_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_review_inspection_id"), ["inspection_id"], unique=False)

    op.create_table(
        "action_update",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=48), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'at_risk', 'completion_claimed', 'completion_disputed', 'completion_verified', 'withdrawn')",
            name=op.f("ck_action_update_status_is_known"),
        ),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_action_update_note_length")),
        sa.ForeignKeyConstraint(["item_id"], ["action_item.id"], name=op.f("fk_action_update_item_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_action_update_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_update")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_update_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_update_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "contact_purpose",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("purpose BETWEEN 1 AND 6", name=op.f("ck_contact_purpose_purpose_on_scale")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_purpose_contact_id")),
        sa.PrimaryKeyConstraint("contact_id", "purpose", name=op.f("pk_contact_purpose")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "due_date_revision",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("from_due_on", sa.Date(), nullable=False),
        sa.Column("to_due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=48), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("revised_on", sa.Date(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('wider_improvement_programme', 'staffing_or_vacancies', 'funding', 'waiting_for_a_partner', 'scope_changed', 'data_or_systems', 'date_was_recorded_wrongly', 'other')",
            name=op.f("ck_due_date_revision_reason_is_known"),
        ),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_due_date_revision_note_length")),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["person.id"], name=op.f("fk_due_date_revision_agreed_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["action_item.id"], name=op.f("fk_due_date_revision_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_date_revision")),
        sa.UniqueConstraint("item_id", "sequence", name=op.f("uq_due_date_revision_item_id_sequence")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("due_date_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_date_revision_agreed_by_id"), ["agreed_by_id"], unique=False)

    op.create_table(
        "follow_up_candidate",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("evaluation_total_id", sa.Integer(), nullable=True),
        sa.Column("trigger", sa.String(length=48), nullable=False),
        sa.Column("covers", sa.Integer(), nullable=False),
        sa.Column("is_key_area", sa.Boolean(), nullable=True),
        sa.Column("state", sa.String(length=48), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(length=4000), nullable=False),
        sa.Column("closed_by_inspection_id", sa.Integer(), nullable=True),
        sa.Column("sequel_note", sa.String(length=4000), nullable=False),
        sa.Column("origin", sa.String(length=48), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published_record', 'demonstration', 'office')",
            name=op.f("ck_follow_up_candidate_origin_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR close_reason <> ''", name=op.f("ck_follow_up_candidate_closed_has_a_reason")
        ),
        sa.CheckConstraint(
            "state <> 'decided' OR decision_id IS NOT NULL",
            name=op.f("ck_follow_up_candidate_decided_has_a_decision"),
        ),
        sa.CheckConstraint(
            "state IN ('owed', 'decided', 'closed', 'sequel_not_established')",
            name=op.f("ck_follow_up_candidate_state_is_known"),
        ),
        sa.CheckConstraint(
            "trigger IN ('grade', 'asp_statement', 'significant_concern', 'ministerial_request', 'other')",
            name=op.f("ck_follow_up_candidate_trigger_is_known"),
        ),
        sa.CheckConstraint("covers >= 1", name=op.f("ck_follow_up_candidate_covers_something")),
        sa.CheckConstraint("length(close_reason) <= 4000", name=op.f("ck_follow_up_candidate_close_reason_length")),
        sa.CheckConstraint("length(sequel_note) <= 4000", name=op.f("ck_follow_up_candidate_sequel_note_length")),
        sa.ForeignKeyConstraint(
            ["closed_by_inspection_id"],
            ["inspection.id"],
            name=op.f("fk_follow_up_candidate_closed_by_inspection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["follow_up_decision.id"], name=op.f("fk_follow_up_candidate_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_follow_up_candidate_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_total_id"],
            ["evaluation_total.id"],
            name=op.f("fk_follow_up_candidate_evaluation_total_id"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_follow_up_candidate_inspection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_candidate")),
        sa.UniqueConstraint("evaluation_id", name=op.f("uq_follow_up_candidate_evaluation_id")),
        sa.UniqueConstraint("evaluation_total_id", name=op.f("uq_follow_up_candidate_evaluation_total_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("follow_up_candidate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_follow_up_candidate_closed_by_inspection_id"),
            ["closed_by_inspection_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_follow_up_candidate_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_candidate_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_candidate_state"), ["state"], unique=False)

    op.create_table(
        "item_recommendation",
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["action_item.id"], name=op.f("fk_item_recommendation_item_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_item_recommendation_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("item_id", "recommendation_id", name=op.f("pk_item_recommendation")),
        sqlite_autoincrement=False,
    )
    with op.batch_alter_table("item_recommendation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_recommendation_recommendation_id"), ["recommendation_id"], unique=False
        )


def downgrade() -> None:

    with op.batch_alter_table("item_recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_recommendation_recommendation_id"))

    op.drop_table("item_recommendation")
    with op.batch_alter_table("follow_up_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_state"))
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_decision_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_closed_by_inspection_id"))

    op.drop_table("follow_up_candidate")
    with op.batch_alter_table("due_date_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_date_revision_agreed_by_id"))

    op.drop_table("due_date_revision")
    op.drop_table("contact_purpose")
    with op.batch_alter_table("action_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_update_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_action_update_item_id"))

    op.drop_table("action_update")
    with op.batch_alter_table("progress_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_review_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_progress_review_decision_id"))

    op.drop_table("progress_review")
    with op.batch_alter_table("practice_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_share_shared_by_id"))
        batch_op.drop_index(batch_op.f("ix_practice_share_practice_id"))
        batch_op.drop_index(batch_op.f("ix_practice_share_area_code"))

    op.drop_table("practice_share")
    with op.batch_alter_table("exit_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exit_line_assessed_by_id"))

    op.drop_table("exit_line")
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_evaluation_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_evaluation_indicator_id"))

    op.drop_table("evaluation")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_contact_plan_id"))
        batch_op.drop_index(batch_op.f("ix_contact_held_on"))
        batch_op.drop_index(batch_op.f("ix_contact_area_code"))

    op.drop_table("contact")
    with op.batch_alter_table("assurance_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assurance_update_monitoring_id"))
        batch_op.drop_index(batch_op.f("ix_assurance_update_given_by_id"))

    op.drop_table("assurance_update")
    with op.batch_alter_table("action_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_item_verified_by_id"))
        batch_op.drop_index(batch_op.f("ix_action_item_recurs_from_id"))
        batch_op.drop_index(batch_op.f("ix_action_item_plan_id"))
        batch_op.drop_index(batch_op.f("ix_action_item_due_on"))

    op.drop_table("action_item")
    with op.batch_alter_table("thematic_participation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thematic_participation_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_thematic_participation_version_change_id"))

    op.drop_table("thematic_participation_version")
    with op.batch_alter_table("team_member_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_team_member_version_change_id"))

    op.drop_table("team_member_version")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_person_id"))
        batch_op.drop_index(batch_op.f("ix_team_member_inspection_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("survey_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_survey_version_change_id"))

    op.drop_table("survey_version")
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_inspection_id"))

    op.drop_table("survey")
    with op.batch_alter_table("setting_value_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_setting_value_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_setting_value_version_change_id"))

    op.drop_table("setting_value_version")
    with op.batch_alter_table("self_evaluation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_self_evaluation_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_self_evaluation_version_change_id"))

    op.drop_table("self_evaluation_version")
    with op.batch_alter_table("risk_flag_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_flag_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_version_change_id"))

    op.drop_table("risk_flag_version")
    with op.batch_alter_table("risk_flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_flag_raised_by_id"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_owner_id"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_muted_by_id"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_closed_by_id"))
        batch_op.drop_index(batch_op.f("ix_risk_flag_area_code"))

    op.drop_table("risk_flag")
    with op.batch_alter_table("review_notification_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_notification_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_review_notification_version_change_id"))

    op.drop_table("review_notification_version")
    with op.batch_alter_table("record_marker_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_marker_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_record_marker_version_change_id"))

    op.drop_table("record_marker_version")
    with op.batch_alter_table("recommendation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_recommendation_version_change_id"))

    op.drop_table("recommendation_version")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_indicator_id"))

    op.drop_table("recommendation")
    with op.batch_alter_table("published_row_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_row_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_published_row_version_change_id"))

    op.drop_table("published_row_version")
    with op.batch_alter_table("published_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_row_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_published_row_import_id"))

    op.drop_table("published_row")
    with op.batch_alter_table("published_import_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_import_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_published_import_version_change_id"))

    op.drop_table("published_import_version")
    with op.batch_alter_table("progress_review_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_review_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_progress_review_version_change_id"))

    op.drop_table("progress_review_version")
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_programme_version_change_id"))

    op.drop_table("programme_version")
    with op.batch_alter_table("programme_milestone_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_milestone_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_programme_milestone_version_change_id"))

    op.drop_table("programme_milestone_version")
    with op.batch_alter_table("practice_share_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_share_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_practice_share_version_change_id"))

    op.drop_table("practice_share_version")
    with op.batch_alter_table("planned_scrutiny_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_scrutiny_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_planned_scrutiny_version_change_id"))

    op.drop_table("planned_scrutiny_version")
    with op.batch_alter_table("person_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_person_version_change_id"))

    op.drop_table("person_version")
    with op.batch_alter_table("partnership_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partnership_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_partnership_version_change_id"))

    op.drop_table("partnership_version")
    with op.batch_alter_table("partnership_area_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partnership_area_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_partnership_area_version_change_id"))

    op.drop_table("partnership_area_version")
    with op.batch_alter_table("milestone_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_milestone_version_change_id"))

    op.drop_table("milestone_version")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_inspection_id"))

    op.drop_table("milestone")
    with op.batch_alter_table("item_recommendation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_recommendation_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_item_recommendation_version_change_id"))

    op.drop_table("item_recommendation_version")
    with op.batch_alter_table("inspection_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_inspection_version_change_id"))

    op.drop_table("inspection_version")
    with op.batch_alter_table("inspection_area_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_area_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_inspection_area_version_change_id"))

    op.drop_table("inspection_area_version")
    with op.batch_alter_table("inspection_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_area_area_code"))

    op.drop_table("inspection_area")
    with op.batch_alter_table("indicator_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_indicator_version_change_id"))

    op.drop_table("indicator_version")
    with op.batch_alter_table("good_practice_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_good_practice_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_good_practice_version_change_id"))

    op.drop_table("good_practice_version")
    with op.batch_alter_table("good_practice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_good_practice_validated_by_id"))
        batch_op.drop_index(batch_op.f("ix_good_practice_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_good_practice_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_good_practice_indicator_id"))
        batch_op.drop_index(batch_op.f("ix_good_practice_area_code"))

    op.drop_table("good_practice")
    with op.batch_alter_table("formal_monitoring_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_version_change_id"))

    op.drop_table("formal_monitoring_version")
    with op.batch_alter_table("formal_monitoring", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_formal_monitoring_open_per_area",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_closed_by_id"))
        batch_op.drop_index(batch_op.f("ix_formal_monitoring_area_code"))

    op.drop_table("formal_monitoring")
    with op.batch_alter_table("footprint_step_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_footprint_step_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_footprint_step_version_change_id"))

    op.drop_table("footprint_step_version")
    with op.batch_alter_table("follow_up_decision_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_decision_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_follow_up_decision_version_change_id"))

    op.drop_table("follow_up_decision_version")
    with op.batch_alter_table("follow_up_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_decision_signed_by_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_decision_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_decision_decided_by_id"))

    op.drop_table("follow_up_decision")
    with op.batch_alter_table("follow_up_candidate_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_follow_up_candidate_version_change_id"))

    op.drop_table("follow_up_candidate_version")
    with op.batch_alter_table("factor_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_factor_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_factor_version_change_id"))

    op.drop_table("factor_version")
    with op.batch_alter_table("factor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_factor_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_factor_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_factor_area_code"))

    op.drop_table("factor")
    with op.batch_alter_table("exit_line_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exit_line_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_exit_line_version_change_id"))

    op.drop_table("exit_line_version")
    with op.batch_alter_table("evaluation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_evaluation_version_change_id"))

    op.drop_table("evaluation_version")
    with op.batch_alter_table("evaluation_total_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_total_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_evaluation_total_version_change_id"))

    op.drop_table("evaluation_total_version")
    with op.batch_alter_table("evaluation_total", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_total_inspection_id"))

    op.drop_table("evaluation_total")
    with op.batch_alter_table("due_date_revision_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_date_revision_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_due_date_revision_version_change_id"))

    op.drop_table("due_date_revision_version")
    with op.batch_alter_table("contradiction_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contradiction_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_contradiction_version_change_id"))

    op.drop_table("contradiction_version")
    with op.batch_alter_table("contradiction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contradiction_inspection_id"))
        batch_op.drop_index(batch_op.f("ix_contradiction_area_code"))

    op.drop_table("contradiction")
    with op.batch_alter_table("contact_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_contact_version_change_id"))

    op.drop_table("contact_version")
    with op.batch_alter_table("contact_purpose_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_purpose_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_contact_purpose_version_change_id"))

    op.drop_table("contact_purpose_version")
    with op.batch_alter_table("assurance_update_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assurance_update_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_assurance_update_version_change_id"))

    op.drop_table("assurance_update_version")
    with op.batch_alter_table("assignment_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_assignment_version_change_id"))

    op.drop_table("assignment_version")
    with op.batch_alter_table("area_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_area_version_change_id"))

    op.drop_table("area_version")
    with op.batch_alter_table("area_alias_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_alias_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_area_alias_version_change_id"))

    op.drop_table("area_alias_version")
    with op.batch_alter_table("action_update_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_update_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_action_update_version_change_id"))

    op.drop_table("action_update_version")
    with op.batch_alter_table("action_plan_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_plan_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_action_plan_version_change_id"))

    op.drop_table("action_plan_version")
    with op.batch_alter_table("action_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_plan_judged_by_id"))

    op.drop_table("action_plan")
    with op.batch_alter_table("action_item_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_item_version_superseded_by"))
        batch_op.drop_index(batch_op.f("ix_action_item_version_change_id"))

    op.drop_table("action_item_version")
    with op.batch_alter_table("thematic_participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thematic_participation_programme_id"))
        batch_op.drop_index(batch_op.f("ix_thematic_participation_area_code"))

    op.drop_table("thematic_participation")
    with op.batch_alter_table("self_evaluation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_self_evaluation_programme_id"))
        batch_op.drop_index(batch_op.f("ix_self_evaluation_area_code"))

    op.drop_table("self_evaluation")
    with op.batch_alter_table("review_notification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_notification_area_code"))

    op.drop_table("review_notification")
    with op.batch_alter_table("programme_milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_milestone_programme_id"))

    op.drop_table("programme_milestone")
    with op.batch_alter_table("planned_scrutiny", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_scrutiny_area_code"))

    op.drop_table("planned_scrutiny")
    op.drop_table("partnership_area")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_published_on"))
        batch_op.drop_index(batch_op.f("ix_inspection_publication_state"))
        batch_op.drop_index(batch_op.f("ix_inspection_programme_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_lead_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_follows_inspection_id"))

    op.drop_table("inspection")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_programme_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("footprint_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_footprint_step_programme_id"))

    op.drop_table("footprint_step")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_recorded_at"))
        batch_op.drop_index(batch_op.f("ix_change_deed"))
        batch_op.drop_index(batch_op.f("ix_change_actor_id"))

    op.drop_table("change")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_open_per_area_and_role",
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_person_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_area_code"))

    op.drop_table("assignment")
    with op.batch_alter_table("area_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_alias_area_code"))

    op.drop_table("area_alias")
    op.drop_table("setting_value")
    op.drop_table("record_marker")
    op.drop_table("published_import")
    op.drop_table("programme")
    op.drop_table("person")
    op.drop_table("partnership")
    op.drop_table("area")
