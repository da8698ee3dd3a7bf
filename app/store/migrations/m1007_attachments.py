"""1.7: attachments, and how far their contents have come to and from the share."""

VERSION = 1007

SQL = (
    """
    CREATE TABLE "attachment" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "owner_table" TEXT NOT NULL DEFAULT '',
      "owner_id" TEXT NOT NULL DEFAULT '',
      "blob" TEXT NOT NULL DEFAULT '',
      "size" INTEGER NOT NULL DEFAULT 0,
      "name" TEXT NOT NULL DEFAULT '',
      "media" TEXT NOT NULL DEFAULT '',
      "taken_at" INTEGER,
      "note" TEXT NOT NULL DEFAULT '',
      "personal" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "attachment_owner_id" ON "attachment" ("owner_id")',
    'CREATE INDEX "attachment_blob" ON "attachment" ("blob")',
    # A content: its bytes; whether it is known to be here; on the share: '' not known, sent, confirmed, missing or
    # damaged, since when, and when last looked; parts sent or fetched so far; whether a person waits for it.
    "CREATE TABLE sync_blob (digest TEXT PRIMARY KEY, size INTEGER NOT NULL DEFAULT 0, "
    "here INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL DEFAULT 0, "
    "looked INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0, "
    "got INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE INDEX sync_blob_open ON sync_blob (here, state)",
    # Which segment says for the first time that a record has this content.
    "CREATE TABLE sync_reference (idx INTEGER NOT NULL, seq INTEGER NOT NULL, digest TEXT NOT NULL, "
    "PRIMARY KEY (idx, seq, digest)) WITHOUT ROWID",
    "CREATE INDEX sync_reference_digest ON sync_reference (digest)",
)
