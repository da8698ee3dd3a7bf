"""1.1: facts about the database, change capture, search index."""

VERSION = 1001

SQL = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE sync_ctx (id INTEGER PRIMARY KEY CHECK (id = 1), applying INTEGER NOT NULL DEFAULT 0, "
    "tx INTEGER NOT NULL DEFAULT 0, base BLOB)",
    "INSERT INTO sync_ctx (id) VALUES (1)",
    "CREATE TABLE sync_tx (tx INTEGER PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, base BLOB)",
    "CREATE TABLE sync_oplog (seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL, tbl TEXT NOT NULL, pk TEXT NOT NULL, "
    "kind TEXT NOT NULL, col TEXT, old, new)",
    "CREATE INDEX sync_oplog_record ON sync_oplog (pk, tbl)",
    "CREATE TABLE search_doc (doc INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL)",
    "CREATE UNIQUE INDEX search_doc_record ON search_doc (record, kind)",
    # The terms are made by the program; "ascii" takes every character beyond ASCII as part of a term.
    "CREATE VIRTUAL TABLE search_fts USING fts5(tokens, content='', tokenize='ascii')",
)
