"""1.11: weekly plans, their tasks, reviews and templates."""

VERSION = 1011

SQL = (
    """
    CREATE TABLE "plan" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "week" TEXT NOT NULL DEFAULT '',
      "first_on" TEXT NOT NULL DEFAULT '',
      "last_on" TEXT NOT NULL DEFAULT '',
      "department" TEXT NOT NULL DEFAULT '',
      "state" TEXT NOT NULL DEFAULT 'draft',
      "template" TEXT NOT NULL DEFAULT '',
      "goals" TEXT NOT NULL DEFAULT '',
      "focus" TEXT NOT NULL DEFAULT '',
      "arrangements" TEXT NOT NULL DEFAULT '',
      "summary" TEXT NOT NULL DEFAULT '',
      "author_id" TEXT NOT NULL DEFAULT '',
      "submitted_at" INTEGER,
      "approved_at" INTEGER,
      "approved_by" TEXT NOT NULL DEFAULT '',
      "reviewed_at" INTEGER,
      "reviewed_by" TEXT NOT NULL DEFAULT '',
      "send_back" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "plan_week" ON "plan" ("week")',
    'CREATE INDEX "plan_first_on" ON "plan" ("first_on")',
    """
    CREATE TABLE "plan_task" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "plan_id" TEXT NOT NULL DEFAULT '',
      "part" TEXT NOT NULL DEFAULT 'problems',
      "section" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT '',
      "assignee_id" TEXT NOT NULL DEFAULT '',
      "role" TEXT NOT NULL DEFAULT '',
      "deadline" TEXT NOT NULL DEFAULT '',
      "due_at" INTEGER,
      "minutes" INTEGER NOT NULL DEFAULT 0,
      "position" INTEGER NOT NULL DEFAULT 0,
      "state" TEXT NOT NULL DEFAULT 'open',
      "reason" TEXT NOT NULL DEFAULT '',
      "result" TEXT NOT NULL DEFAULT '',
      "done_at" INTEGER,
      "source_kind" TEXT NOT NULL DEFAULT '',
      "source_id" TEXT NOT NULL DEFAULT '',
      "origin" TEXT NOT NULL DEFAULT '',
      "origin_key" TEXT NOT NULL DEFAULT '',
      "carried" INTEGER NOT NULL DEFAULT 0,
      "carried_from" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "plan_task_plan_id" ON "plan_task" ("plan_id")',
    'CREATE INDEX "plan_task_assignee_id" ON "plan_task" ("assignee_id")',
    'CREATE INDEX "plan_task_source_id" ON "plan_task" ("source_id")',
    'CREATE INDEX "plan_task_carried_from" ON "plan_task" ("carried_from")',
    'CREATE INDEX "plan_task_open" ON "plan_task" ("due_at") WHERE "state" = \'open\'',
    'CREATE INDEX "plan_task_waiting" ON "plan_task" ("id") WHERE "plan_id" = \'\'',
    """
    CREATE TABLE "plan_tick" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "task_id" TEXT NOT NULL DEFAULT '',
      "day_on" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "plan_tick_task_id" ON "plan_tick" ("task_id")',
    """
    CREATE TABLE "plan_event" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "plan_id" TEXT NOT NULL DEFAULT '',
      "task_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "action" TEXT NOT NULL DEFAULT '',
      "from_state" TEXT NOT NULL DEFAULT '',
      "to_state" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT '',
      "after_approval" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "plan_event_plan_id" ON "plan_event" ("plan_id")',
    'CREATE INDEX "plan_event_task_id" ON "plan_event" ("task_id")',
    """
    CREATE TABLE "improvement" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "plan_id" TEXT NOT NULL DEFAULT '',
      "problem" TEXT NOT NULL DEFAULT '',
      "cause" TEXT NOT NULL DEFAULT '',
      "measure" TEXT NOT NULL DEFAULT '',
      "assignee_id" TEXT NOT NULL DEFAULT '',
      "deadline" TEXT NOT NULL DEFAULT '',
      "due_at" INTEGER,
      "state" TEXT NOT NULL DEFAULT 'open',
      "effect" TEXT NOT NULL DEFAULT '',
      "task_id" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "improvement_plan_id" ON "improvement" ("plan_id")',
    'CREATE INDEX "improvement_assignee_id" ON "improvement" ("assignee_id")',
    'CREATE INDEX "improvement_state" ON "improvement" ("state")',
    'CREATE INDEX "improvement_task_id" ON "improvement" ("task_id")',
    """
    CREATE TABLE "plan_left" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "plan_id" TEXT NOT NULL DEFAULT '',
      "origin_key" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "plan_left_plan_id" ON "plan_left" ("plan_id")',
    """
    CREATE TABLE "plan_template" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "when_used" TEXT NOT NULL DEFAULT '',
      "goals" TEXT NOT NULL DEFAULT '',
      "focus" TEXT NOT NULL DEFAULT '',
      "arrangements" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "plan_template_row" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "template_id" TEXT NOT NULL DEFAULT '',
      "part" TEXT NOT NULL DEFAULT 'problems',
      "section" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT '',
      "role" TEXT NOT NULL DEFAULT '',
      "assignee_id" TEXT NOT NULL DEFAULT '',
      "deadline" TEXT NOT NULL DEFAULT '',
      "minutes" INTEGER NOT NULL DEFAULT 0,
      "position" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "plan_template_row_template_id" ON "plan_template_row" ("template_id")',
)
