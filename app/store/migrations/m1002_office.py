"""1.2: staff and roles, audit, settings, scenario cards, categories, dictionaries."""

VERSION = 1002

SQL = (
    """
    CREATE TABLE "staff" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "number" TEXT NOT NULL DEFAULT '',
      "name" TEXT NOT NULL DEFAULT '',
      "initials" TEXT NOT NULL DEFAULT '',
      "phone" TEXT NOT NULL DEFAULT '',
      "department" TEXT NOT NULL DEFAULT '',
      "position" TEXT NOT NULL DEFAULT '',
      "skills" TEXT NOT NULL DEFAULT '',
      "zone" TEXT NOT NULL DEFAULT '',
      "pin_hash" TEXT NOT NULL DEFAULT '',
      "active" INTEGER NOT NULL DEFAULT 1,
      "joined_on" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "staff_number" ON "staff" ("number")',
    """
    CREATE TABLE "staff_role" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "staff_id" TEXT NOT NULL DEFAULT '',
      "role" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "staff_role_staff_id" ON "staff_role" ("staff_id")',
    """
    CREATE TABLE "audit" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "at" INTEGER,
      "action" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT '',
      "record_id" TEXT NOT NULL DEFAULT '',
      "detail" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "audit_at" ON "audit" ("at")',
    'CREATE INDEX "audit_record_id" ON "audit" ("record_id")',
    """
    CREATE TABLE "login_attempt" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "failures" INTEGER NOT NULL DEFAULT 0,
      "last_at" INTEGER
    )
    """,
    """
    CREATE TABLE "setting_value" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "value" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "scenario" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "code" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "group_name" TEXT NOT NULL DEFAULT '',
      "keywords" TEXT NOT NULL DEFAULT '',
      "type" TEXT NOT NULL DEFAULT '',
      "category" TEXT NOT NULL DEFAULT '',
      "level" INTEGER NOT NULL DEFAULT 3,
      "department" TEXT NOT NULL DEFAULT '',
      "applies" TEXT NOT NULL DEFAULT '',
      "who" TEXT NOT NULL DEFAULT '',
      "what" TEXT NOT NULL DEFAULT '',
      "quality" TEXT NOT NULL DEFAULT '',
      "finish_by" TEXT NOT NULL DEFAULT '',
      "record" TEXT NOT NULL DEFAULT '',
      "empathy" TEXT NOT NULL DEFAULT '',
      "solution" TEXT NOT NULL DEFAULT '',
      "papers" TEXT NOT NULL DEFAULT '',
      "papers_note" TEXT NOT NULL DEFAULT '',
      "checklist" TEXT NOT NULL DEFAULT '',
      "ask" TEXT NOT NULL DEFAULT '',
      "safety" TEXT NOT NULL DEFAULT '',
      "never_say" TEXT NOT NULL DEFAULT '',
      "flow" TEXT NOT NULL DEFAULT '',
      "version" INTEGER NOT NULL DEFAULT 1,
      "review_on" TEXT NOT NULL DEFAULT '',
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    'CREATE INDEX "scenario_code" ON "scenario" ("code")',
    """
    CREATE TABLE "category" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "parent" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "keywords" TEXT NOT NULL DEFAULT '',
      "type" TEXT NOT NULL DEFAULT '',
      "level" INTEGER NOT NULL DEFAULT 3,
      "department" TEXT NOT NULL DEFAULT '',
      "urgent" INTEGER NOT NULL DEFAULT 0,
      "urgent_why" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    'CREATE INDEX "category_parent" ON "category" ("parent")',
    """
    CREATE TABLE "word" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "dictionary" TEXT NOT NULL DEFAULT '',
      "code" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "extra" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    'CREATE INDEX "word_dictionary" ON "word" ("dictionary")',
    """
    CREATE TABLE "view_state" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "value" TEXT NOT NULL DEFAULT ''
    )
    """,
)
