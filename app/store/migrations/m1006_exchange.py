"""1.6: what the exchange with other desks knows: streams and their segments, who wrote what, what was set aside."""

VERSION = 1006

SQL = (
    # Everything up to this step of the log has been packed for the share, or came from there.
    "ALTER TABLE sync_ctx ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0",
    # Where a unit of work lies in this desk's own stream: its segment, and the number of writes up to its end there.
    "ALTER TABLE sync_tx ADD COLUMN seq INTEGER",
    "ALTER TABLE sync_tx ADD COLUMN ops INTEGER",
    "CREATE TABLE sync_stream (idx INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, state TEXT NOT NULL, "
    "applied INTEGER NOT NULL DEFAULT 0, head BLOB, seen BLOB)",
    "CREATE TABLE sync_segment (id INTEGER PRIMARY KEY, idx INTEGER NOT NULL, seq INTEGER NOT NULL, "
    "state TEXT NOT NULL, at INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL)",
    "CREATE UNIQUE INDEX sync_segment_place ON sync_segment (idx, seq)",
    "CREATE INDEX sync_segment_waiting ON sync_segment (state, idx, seq) WHERE state IN ('sealed', 'sent')",
    "CREATE TABLE sync_author (idx INTEGER PRIMARY KEY, author TEXT NOT NULL UNIQUE)",
    "CREATE TABLE sync_column (tbl TEXT NOT NULL, idx INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (tbl, idx)) "
    "WITHOUT ROWID",
    "CREATE TABLE sync_row (tbl TEXT NOT NULL, pk TEXT NOT NULL, meta BLOB NOT NULL, PRIMARY KEY (tbl, pk)) "
    "WITHOUT ROWID",
    "CREATE TABLE sync_sibling (tbl TEXT NOT NULL, pk TEXT NOT NULL, col TEXT NOT NULL, stream INTEGER NOT NULL, "
    "seq INTEGER NOT NULL, op INTEGER NOT NULL, hlc INTEGER NOT NULL, author TEXT NOT NULL, value)",
    "CREATE INDEX sync_sibling_record ON sync_sibling (tbl, pk)",
    "CREATE TABLE sync_unknown (tbl TEXT NOT NULL, pk TEXT NOT NULL, col TEXT NOT NULL, stream INTEGER NOT NULL, "
    "seq INTEGER NOT NULL, op INTEGER NOT NULL, hlc INTEGER NOT NULL, author TEXT NOT NULL, value BLOB NOT NULL)",
    "CREATE INDEX sync_unknown_record ON sync_unknown (tbl, pk)",
    "CREATE TABLE sync_tomb (tbl TEXT NOT NULL, pk TEXT NOT NULL, deletions BLOB NOT NULL, vals BLOB, "
    "PRIMARY KEY (tbl, pk)) WITHOUT ROWID",
    "CREATE TABLE sync_problem (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, "
    "at INTEGER NOT NULL, settled INTEGER NOT NULL DEFAULT 0, tbl TEXT NOT NULL DEFAULT '', "
    "pk TEXT NOT NULL DEFAULT '', params TEXT NOT NULL DEFAULT '', bytes BLOB)",
    "CREATE UNIQUE INDEX sync_problem_subject ON sync_problem (kind, subject)",
    "CREATE TABLE sync_roster (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE TABLE sync_ack (stream TEXT PRIMARY KEY, number INTEGER NOT NULL, heard_at INTEGER NOT NULL, "
    "content BLOB NOT NULL)",
)
