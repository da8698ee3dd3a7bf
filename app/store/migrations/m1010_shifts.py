"""1.10: kinds of shift, who is on duty, and shift handovers."""

VERSION = 1010

SQL = (
    """
    CREATE TABLE "shift_kind" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "starts" INTEGER NOT NULL DEFAULT 0,
      "ends" INTEGER NOT NULL DEFAULT 0,
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "duty" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "on_day" TEXT NOT NULL DEFAULT '',
      "kind_id" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "role" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "duty_on_day" ON "duty" ("on_day")',
    'CREATE INDEX "duty_staff_id" ON "duty" ("staff_id")',
    """
    CREATE TABLE "handover" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "on_day" TEXT NOT NULL DEFAULT '',
      "kind_id" TEXT NOT NULL DEFAULT '',
      "shift_title" TEXT NOT NULL DEFAULT '',
      "starts_at" INTEGER,
      "ends_at" INTEGER,
      "cut_off" INTEGER,
      "next_day" TEXT NOT NULL DEFAULT '',
      "next_kind" TEXT NOT NULL DEFAULT '',
      "next_title" TEXT NOT NULL DEFAULT '',
      "next_ends" INTEGER,
      "state" TEXT NOT NULL DEFAULT 'draft',
      "back_entered" INTEGER NOT NULL DEFAULT 0,
      "last_id" TEXT NOT NULL DEFAULT '',
      "out_id" TEXT NOT NULL DEFAULT '',
      "out_name" TEXT NOT NULL DEFAULT '',
      "out_at" INTEGER,
      "in_id" TEXT NOT NULL DEFAULT '',
      "in_name" TEXT NOT NULL DEFAULT '',
      "in_at" INTEGER,
      "in_mode" TEXT NOT NULL DEFAULT '',
      "in_note" TEXT NOT NULL DEFAULT '',
      "sealed_at" INTEGER,
      "seal" TEXT NOT NULL DEFAULT '',
      "seal_format" INTEGER NOT NULL DEFAULT 0,
      "seal_rows" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "handover_line" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "handover_id" TEXT NOT NULL DEFAULT '',
      "section" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "kind" TEXT NOT NULL DEFAULT '',
      "record_id" TEXT NOT NULL DEFAULT '',
      "number" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "detail" TEXT NOT NULL DEFAULT '',
      "place" TEXT NOT NULL DEFAULT '',
      "who" TEXT NOT NULL DEFAULT '',
      "due_at" INTEGER,
      "level" INTEGER NOT NULL DEFAULT 0,
      "late" INTEGER NOT NULL DEFAULT 0,
      "required" INTEGER NOT NULL DEFAULT 0,
      "marked" INTEGER NOT NULL DEFAULT 0,
      "flag_id" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "handover_line_handover_id" ON "handover_line" ("handover_id")',
    'CREATE INDEX "handover_line_record_id" ON "handover_line" ("record_id")',
    """
    CREATE TABLE "handover_tick" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "handover_id" TEXT NOT NULL DEFAULT '',
      "line_id" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "name" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "after" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "handover_tick_handover_id" ON "handover_tick" ("handover_id")',
    """
    CREATE TABLE "handover_count" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "handover_id" TEXT NOT NULL DEFAULT '',
      "code" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "expected" INTEGER,
      "counted" INTEGER,
      "last" INTEGER,
      "reason" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "handover_count_handover_id" ON "handover_count" ("handover_id")',
    """
    CREATE TABLE "handover_event" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "handover_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "action" TEXT NOT NULL DEFAULT '',
      "name" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT '',
      "chained" TEXT NOT NULL DEFAULT '',
      "digest" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "handover_event_handover_id" ON "handover_event" ("handover_id")',
    """
    CREATE TABLE "handover_flag" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "detail" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT '',
      "record_id" TEXT NOT NULL DEFAULT '',
      "number" TEXT NOT NULL DEFAULT '',
      "cleared_at" INTEGER,
      "cleared_by" TEXT NOT NULL DEFAULT '',
      "why" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "handover_flag_record_id" ON "handover_flag" ("record_id")',
    'CREATE INDEX "handover_shift" ON "handover" ("on_day", "kind_id")',
    'CREATE INDEX "handover_starts_at" ON "handover" ("starts_at", "id")',
    'CREATE INDEX "handover_cut_off" ON "handover" ("cut_off", "id")',
    'CREATE INDEX "handover_waiting" ON "handover" ("state") WHERE "state" NOT IN (\'sealed\', \'void\')',
    'CREATE INDEX "handover_flag_open" ON "handover_flag" ("created_at") WHERE "cleared_at" IS NULL',
    'CREATE INDEX "person_tag_care" ON "person_tag" ("code") WHERE "dictionary" = \'care_flag\'',
)
