"""1.5: indexes for the orders people choose in the list of tickets, so that a sort reads an index and not every row."""

VERSION = 1005

SQL = (
    'CREATE INDEX "ticket_place" ON "ticket" ("house_id", "place")',
    'CREATE INDEX "ticket_level" ON "ticket" ("level")',
    'CREATE INDEX "ticket_category" ON "ticket" ("category")',
)
