"""1.8: lists break ties by id, alike on every desk, and sort by indexes that hold it; reopened tickets are counted."""

VERSION = 1008

SQL = (
    'DROP INDEX "ticket_number"',
    'CREATE INDEX "ticket_number" ON "ticket" ("number", "id")',
    'DROP INDEX "ticket_state"',
    'CREATE INDEX "ticket_state" ON "ticket" ("state", "id")',
    'DROP INDEX "ticket_entered_at"',
    'CREATE INDEX "ticket_entered_at" ON "ticket" ("entered_at", "id")',
    'DROP INDEX "ticket_place"',
    'CREATE INDEX "ticket_place" ON "ticket" ("house_id", "place", "id")',
    'DROP INDEX "ticket_level"',
    'CREATE INDEX "ticket_level" ON "ticket" ("level", "id")',
    'DROP INDEX "ticket_category"',
    'CREATE INDEX "ticket_category" ON "ticket" ("category", "id")',
    'DROP INDEX "audit_at"',
    'CREATE INDEX "audit_at" ON "audit" ("at", "id")',
    'CREATE INDEX "ticket_merged_into" ON "ticket" ("merged_into") WHERE "merged_into" <> \'\'',
    'CREATE INDEX "ticket_event_reopen" ON "ticket_event" ("ticket_id") WHERE "action" = \'reopen\'',
)
