"""1.9: complaints with their letters, measures and dispute files; letter templates, partners, alarms of the rate."""

VERSION = 1009

SQL = (
    """
    CREATE TABLE "complaint" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "number" TEXT NOT NULL DEFAULT '',
      "source_number" TEXT NOT NULL DEFAULT '',
      "ticket_id" TEXT NOT NULL DEFAULT '',
      "grade" TEXT NOT NULL DEFAULT 'ordinary',
      "dispute" INTEGER NOT NULL DEFAULT 0,
      "subject" TEXT NOT NULL DEFAULT '',
      "stage" TEXT NOT NULL DEFAULT 'soothe',
      "title" TEXT NOT NULL DEFAULT '',
      "description" TEXT NOT NULL DEFAULT '',
      "channel" TEXT NOT NULL DEFAULT 'phone',
      "department" TEXT NOT NULL DEFAULT '',
      "house_id" TEXT NOT NULL DEFAULT '',
      "place" TEXT NOT NULL DEFAULT '',
      "person_id" TEXT NOT NULL DEFAULT '',
      "person_name" TEXT NOT NULL DEFAULT '',
      "person_phone" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "happened_at" INTEGER,
      "reported_at" INTEGER,
      "entered_at" INTEGER,
      "responded_at" INTEGER,
      "solved_at" INTEGER,
      "ended_at" INTEGER,
      "respond_due" INTEGER,
      "solve_due" INTEGER,
      "respond_late" INTEGER NOT NULL DEFAULT 0,
      "solve_late" INTEGER NOT NULL DEFAULT 0,
      "told_at" INTEGER,
      "told_to" TEXT NOT NULL DEFAULT '',
      "soothed" TEXT NOT NULL DEFAULT '',
      "findings" TEXT NOT NULL DEFAULT '',
      "plan" TEXT NOT NULL DEFAULT '',
      "consent" TEXT NOT NULL DEFAULT '',
      "approved_at" INTEGER,
      "approved_by" TEXT NOT NULL DEFAULT '',
      "result" TEXT NOT NULL DEFAULT '',
      "no_letter" TEXT NOT NULL DEFAULT '',
      "cause" TEXT NOT NULL DEFAULT '',
      "cause_note" TEXT NOT NULL DEFAULT '',
      "no_measure" TEXT NOT NULL DEFAULT '',
      "closing_words" TEXT NOT NULL DEFAULT '',
      "satisfaction" INTEGER,
      "mediator_id" TEXT NOT NULL DEFAULT '',
      "compromise" TEXT NOT NULL DEFAULT '',
      "outcome" TEXT NOT NULL DEFAULT '',
      "settled_on" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_source_number" ON "complaint" ("source_number")',
    'CREATE INDEX "complaint_ticket_id" ON "complaint" ("ticket_id")',
    'CREATE INDEX "complaint_house_id" ON "complaint" ("house_id")',
    'CREATE INDEX "complaint_person_id" ON "complaint" ("person_id")',
    'CREATE INDEX "complaint_staff_id" ON "complaint" ("staff_id")',
    """
    CREATE TABLE "complaint_event" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "action" TEXT NOT NULL DEFAULT '',
      "from_stage" TEXT NOT NULL DEFAULT '',
      "to_stage" TEXT NOT NULL DEFAULT '',
      "target" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_event_complaint_id" ON "complaint_event" ("complaint_id")',
    """
    CREATE TABLE "complaint_letter" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "template" TEXT NOT NULL DEFAULT '',
      "title" TEXT NOT NULL DEFAULT '',
      "receiver" TEXT NOT NULL DEFAULT '',
      "body" TEXT NOT NULL DEFAULT '',
      "written_on" TEXT NOT NULL DEFAULT '',
      "sent_at" INTEGER,
      "sent_by" TEXT NOT NULL DEFAULT '',
      "delivery" TEXT NOT NULL DEFAULT '',
      "seal" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_letter_complaint_id" ON "complaint_letter" ("complaint_id")',
    """
    CREATE TABLE "letter_template" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "hint" TEXT NOT NULL DEFAULT '',
      "body" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "complaint_measure" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "text" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "due_at" INTEGER,
      "task_id" TEXT NOT NULL DEFAULT '',
      "dropped" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_measure_complaint_id" ON "complaint_measure" ("complaint_id")',
    """
    CREATE TABLE "complaint_ticket" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "ticket_id" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_ticket_complaint_id" ON "complaint_ticket" ("complaint_id")',
    'CREATE INDEX "complaint_ticket_ticket_id" ON "complaint_ticket" ("ticket_id")',
    """
    CREATE TABLE "partner" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "title" TEXT NOT NULL DEFAULT '',
      "contact" TEXT NOT NULL DEFAULT '',
      "phone" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0,
      "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "complaint_partner" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "partner_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_partner_complaint_id" ON "complaint_partner" ("complaint_id")',
    """
    CREATE TABLE "dispute_party" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "side" TEXT NOT NULL DEFAULT 'first',
      "person_id" TEXT NOT NULL DEFAULT '',
      "name" TEXT NOT NULL DEFAULT '',
      "phone" TEXT NOT NULL DEFAULT '',
      "house_id" TEXT NOT NULL DEFAULT '',
      "stance" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "dispute_party_complaint_id" ON "dispute_party" ("complaint_id")',
    'CREATE INDEX "dispute_party_person_id" ON "dispute_party" ("person_id")',
    """
    CREATE TABLE "dispute_talk" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "party_id" TEXT NOT NULL DEFAULT '',
      "at" INTEGER,
      "place" TEXT NOT NULL DEFAULT '',
      "text" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "dispute_talk_complaint_id" ON "dispute_talk" ("complaint_id")',
    """
    CREATE TABLE "evidence" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT 'photo',
      "title" TEXT NOT NULL DEFAULT '',
      "taken_at" INTEGER,
      "giver" TEXT NOT NULL DEFAULT '',
      "attachment_id" TEXT NOT NULL DEFAULT '',
      "sha256" TEXT NOT NULL DEFAULT '',
      "lies" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "evidence_complaint_id" ON "evidence" ("complaint_id")',
    """
    CREATE TABLE "follow_up" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "complaint_id" TEXT NOT NULL DEFAULT '',
      "due_on" TEXT NOT NULL DEFAULT '',
      "text" TEXT NOT NULL DEFAULT '',
      "staff_id" TEXT NOT NULL DEFAULT '',
      "done_at" INTEGER,
      "finding" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "follow_up_complaint_id" ON "follow_up" ("complaint_id")',
    """
    CREATE TABLE "complaint_alarm" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "building" TEXT NOT NULL DEFAULT '',
      "period" TEXT NOT NULL DEFAULT '',
      "complaints" INTEGER NOT NULL DEFAULT 0,
      "houses" INTEGER NOT NULL DEFAULT 0,
      "raised_at" INTEGER,
      "due_at" INTEGER,
      "task_id" TEXT NOT NULL DEFAULT '',
      "seen_at" INTEGER,
      "seen_by" TEXT NOT NULL DEFAULT '',
      "measures" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "complaint_alarm_period" ON "complaint_alarm" ("period")',
    'CREATE INDEX "complaint_number" ON "complaint" ("number", "id")',
    'CREATE INDEX "complaint_stage" ON "complaint" ("stage", "id")',
    'CREATE INDEX "complaint_entered_at" ON "complaint" ("entered_at", "id")',
    'CREATE INDEX "complaint_reported_at" ON "complaint" ("reported_at")',
    'CREATE INDEX "complaint_measure_task" ON "complaint_measure" ("task_id")',
    'CREATE INDEX "follow_up_open" ON "follow_up" ("due_on") WHERE "done_at" IS NULL',
    'CREATE INDEX "complaint_alarm_open" ON "complaint_alarm" ("raised_at") WHERE "seen_at" IS NULL',
)
