"""1.12: training: templates, checklists and their signatures, courses and sessions, certificates."""

VERSION = 1012

SQL = (
    """
    CREATE TABLE "training_template" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "tier" TEXT NOT NULL DEFAULT 'newcomer',
      "goal" TEXT NOT NULL DEFAULT '',
      "theory_percent" INTEGER NOT NULL DEFAULT 30,
      "minutes_target" INTEGER NOT NULL DEFAULT 0,
      "yearly" INTEGER NOT NULL DEFAULT 0,
      "working_days" INTEGER NOT NULL DEFAULT 0,
      "version" INTEGER NOT NULL DEFAULT 1,
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "training_item" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "template_id" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "stage" TEXT NOT NULL DEFAULT '',
      "day" INTEGER NOT NULL DEFAULT 1,
      "kind" TEXT NOT NULL DEFAULT 'theory',
      "title" TEXT NOT NULL DEFAULT '',
      "content" TEXT NOT NULL DEFAULT '',
      "minutes" INTEGER NOT NULL DEFAULT 0,
      "required" INTEGER NOT NULL DEFAULT 1,
      "signer" TEXT NOT NULL DEFAULT 'mentor',
      "pass_score" INTEGER,
      "course_id" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_item_template_id" ON "training_item" ("template_id")',
    """
    CREATE TABLE "training" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "staff_id" TEXT NOT NULL DEFAULT '',
      "template_id" TEXT NOT NULL DEFAULT '',
      "template_version" INTEGER NOT NULL DEFAULT 1,
      "title" TEXT NOT NULL DEFAULT '',
      "tier" TEXT NOT NULL DEFAULT 'newcomer',
      "theory_percent" INTEGER NOT NULL DEFAULT 30,
      "minutes_target" INTEGER NOT NULL DEFAULT 0,
      "working_days" INTEGER NOT NULL DEFAULT 0,
      "year" INTEGER NOT NULL DEFAULT 0,
      "start_on" TEXT NOT NULL DEFAULT '',
      "mentor_id" TEXT NOT NULL DEFAULT '',
      "state" TEXT NOT NULL DEFAULT 'open',
      "passed_on" TEXT NOT NULL DEFAULT '',
      "certificate" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_staff_id" ON "training" ("staff_id")',
    'CREATE INDEX "training_mentor_id" ON "training" ("mentor_id")',
    'CREATE INDEX "training_state" ON "training" ("state")',
    """
    CREATE TABLE "training_row" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "training_id" TEXT NOT NULL DEFAULT '',
      "item_id" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "stage" TEXT NOT NULL DEFAULT '',
      "day" INTEGER NOT NULL DEFAULT 1,
      "due_on" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT 'theory',
      "title" TEXT NOT NULL DEFAULT '',
      "content" TEXT NOT NULL DEFAULT '',
      "minutes" INTEGER NOT NULL DEFAULT 0,
      "required" INTEGER NOT NULL DEFAULT 1,
      "signer" TEXT NOT NULL DEFAULT 'mentor',
      "pass_score" INTEGER,
      "course_id" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_row_training_id" ON "training_row" ("training_id")',
    """
    CREATE TABLE "training_sign" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "training_id" TEXT NOT NULL DEFAULT '',
      "row_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "attempt" INTEGER NOT NULL DEFAULT 1,
      "signer_id" TEXT NOT NULL DEFAULT '',
      "result" TEXT NOT NULL DEFAULT 'pass',
      "score" INTEGER,
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_sign_training_id" ON "training_sign" ("training_id")',
    'CREATE INDEX "training_sign_row_id" ON "training_sign" ("row_id")',
    """
    CREATE TABLE "training_step" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "training_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "action" TEXT NOT NULL DEFAULT '',
      "target" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_step_training_id" ON "training_step" ("training_id")',
    """
    CREATE TABLE "training_course" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "form" TEXT NOT NULL DEFAULT 'course',
      "title" TEXT NOT NULL DEFAULT '',
      "month" INTEGER NOT NULL DEFAULT 0,
      "kind" TEXT NOT NULL DEFAULT 'theory',
      "minutes" INTEGER NOT NULL DEFAULT 60,
      "goal" TEXT NOT NULL DEFAULT '',
      "content" TEXT NOT NULL DEFAULT '',
      "scenario" TEXT NOT NULL DEFAULT '',
      "roles" TEXT NOT NULL DEFAULT '',
      "observe" TEXT NOT NULL DEFAULT '',
      "materials" TEXT NOT NULL DEFAULT '',
      "version" INTEGER NOT NULL DEFAULT 1,
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "training_session" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "form" TEXT NOT NULL DEFAULT 'course',
      "course_id" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "starts_at" INTEGER,
      "minutes" INTEGER NOT NULL DEFAULT 60,
      "kind" TEXT NOT NULL DEFAULT 'theory',
      "place" TEXT NOT NULL DEFAULT '',
      "trainer_id" TEXT NOT NULL DEFAULT '',
      "trainer_name" TEXT NOT NULL DEFAULT '',
      "content" TEXT NOT NULL DEFAULT '',
      "materials" TEXT NOT NULL DEFAULT '',
      "state" TEXT NOT NULL DEFAULT 'planned',
      "result" TEXT NOT NULL DEFAULT '',
      "ended_at" INTEGER
    )
    """,
    'CREATE INDEX "training_session_course_id" ON "training_session" ("course_id")',
    'CREATE INDEX "training_session_starts_at" ON "training_session" ("starts_at")',
    """
    CREATE TABLE "training_attendee" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "session_id" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "presence" TEXT NOT NULL DEFAULT '',
      "score" INTEGER,
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "training_attendee_session_id" ON "training_attendee" ("session_id")',
    'CREATE INDEX "training_attendee_staff_id" ON "training_attendee" ("staff_id")',
    """
    CREATE TABLE "training_note" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "session_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "text" TEXT NOT NULL DEFAULT '',
      "improve" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "due_at" INTEGER
    )
    """,
    'CREATE INDEX "training_note_session_id" ON "training_note" ("session_id")',
    """
    CREATE TABLE "certificate" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "staff_id" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT '',
      "number" TEXT NOT NULL DEFAULT '',
      "issuer" TEXT NOT NULL DEFAULT '',
      "issued_on" TEXT NOT NULL DEFAULT '',
      "expires_on" TEXT NOT NULL DEFAULT '',
      "remind_days" INTEGER,
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "certificate_staff_id" ON "certificate" ("staff_id")',
    'CREATE INDEX "certificate_expires_on" ON "certificate" ("expires_on")',
)
