"""1.3: houses, people and what belongs to them."""

VERSION = 1003

SQL = (
    """
    CREATE TABLE "house" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "building" TEXT NOT NULL DEFAULT '',
      "unit" TEXT NOT NULL DEFAULT '',
      "room" TEXT NOT NULL DEFAULT '',
      "key" TEXT NOT NULL DEFAULT '',
      "floor" INTEGER,
      "floors" INTEGER,
      "lift" INTEGER,
      "area" INTEGER,
      "inner_area" INTEGER,
      "layout" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT 'home',
      "status" TEXT NOT NULL DEFAULT '',
      "zone" TEXT NOT NULL DEFAULT '',
      "handed_over_on" TEXT NOT NULL DEFAULT '',
      "code" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "house_key" ON "house" ("key")',
    'CREATE INDEX "house_zone" ON "house" ("zone")',
    'CREATE INDEX "house_code" ON "house" ("code")',
    """
    CREATE TABLE "person" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "name" TEXT NOT NULL DEFAULT '',
      "initials" TEXT NOT NULL DEFAULT '',
      "sex" TEXT NOT NULL DEFAULT '',
      "born_on" TEXT NOT NULL DEFAULT '',
      "id_card" TEXT NOT NULL DEFAULT '',
      "kind" TEXT NOT NULL DEFAULT '',
      "code" TEXT NOT NULL DEFAULT '',
      "company" TEXT NOT NULL DEFAULT '',
      "wechat" TEXT NOT NULL DEFAULT '',
      "emergency_name" TEXT NOT NULL DEFAULT '',
      "emergency_phone" TEXT NOT NULL DEFAULT '',
      "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "person_name" ON "person" ("name")',
    'CREATE INDEX "person_initials" ON "person" ("initials")',
    'CREATE INDEX "person_code" ON "person" ("code")',
    """
    CREATE TABLE "person_phone" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "person_id" TEXT NOT NULL DEFAULT '',
      "phone" TEXT NOT NULL DEFAULT '',
      "tail" TEXT NOT NULL DEFAULT '',
      "label" TEXT NOT NULL DEFAULT '',
      "position" INTEGER NOT NULL DEFAULT 0
    )
    """,
    'CREATE INDEX "person_phone_person_id" ON "person_phone" ("person_id")',
    'CREATE INDEX "person_phone_phone" ON "person_phone" ("phone")',
    'CREATE INDEX "person_phone_tail" ON "person_phone" ("tail")',
    """
    CREATE TABLE "residence" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "person_id" TEXT NOT NULL DEFAULT '',
      "house_id" TEXT NOT NULL DEFAULT '',
      "relation" TEXT NOT NULL DEFAULT 'owner',
      "since_on" TEXT NOT NULL DEFAULT '',
      "until_on" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "residence_person_id" ON "residence" ("person_id")',
    'CREATE INDEX "residence_house_id" ON "residence" ("house_id")',
    """
    CREATE TABLE "person_tag" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "person_id" TEXT NOT NULL DEFAULT '',
      "dictionary" TEXT NOT NULL DEFAULT '',
      "code" TEXT NOT NULL DEFAULT '',
      "cycle_days" INTEGER
    )
    """,
    'CREATE INDEX "person_tag_person_id" ON "person_tag" ("person_id")',
    """
    CREATE TABLE "vehicle" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "created_at" INTEGER,
      "created_by" TEXT NOT NULL DEFAULT '',
      "updated_at" INTEGER,
      "person_id" TEXT NOT NULL DEFAULT '',
      "plate" TEXT NOT NULL DEFAULT '',
      "describe" TEXT NOT NULL DEFAULT ''
    )
    """,
    'CREATE INDEX "vehicle_person_id" ON "vehicle" ("person_id")',
    'CREATE INDEX "vehicle_plate" ON "vehicle" ("plate")',
)
