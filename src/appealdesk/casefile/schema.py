"""The shape of a case file and how older shapes are brought up to date.

``user_version`` is ``major * 1000 + minor``. A newer minor adds what older programs may ignore; a
newer major is opened for reading only. ``application_id`` tells the file's type by its bytes.
"""

from collections.abc import Callable, Mapping

import apsw

APPLICATION_ID = 0x41504431  # "APD1"
SCHEMA_MAJOR = 1
SCHEMA_MINOR = 1
PAGE_SIZE = 16384  # bytes; twice as fast as 4096 for large originals
CIPHER = "aegis"

RECORDED: tuple[str, ...] = (
    "setting", "detail", "section", "document", "page", "reason", "evidence",
    "situation", "document_fact", "reason_fact", "answer", "stage",
)  # fmt: skip
"""Tables whose changes are the history; everything else is content-addressed or a log."""

DDL = """
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE detail (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE section (
  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, is_included INTEGER NOT NULL);
CREATE TABLE document (
  id INTEGER PRIMARY KEY, section INTEGER, position INTEGER NOT NULL, title TEXT NOT NULL,
  file_name TEXT NOT NULL, source TEXT NOT NULL, clean TEXT NOT NULL, kind TEXT NOT NULL,
  route TEXT NOT NULL, notes TEXT NOT NULL, problem TEXT);
CREATE TABLE page (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL, position INTEGER NOT NULL,
  source_index INTEGER NOT NULL, is_included INTEGER NOT NULL, rotation INTEGER NOT NULL);
CREATE TABLE reason (
  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL,
  insurer_words TEXT NOT NULL, response TEXT NOT NULL);
CREATE TABLE evidence (
  reason INTEGER NOT NULL, position INTEGER NOT NULL, document INTEGER NOT NULL, page INTEGER,
  PRIMARY KEY (reason, position));
CREATE TABLE blob (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE page_text (sha256 TEXT NOT NULL, source_index INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (sha256, source_index));
CREATE TABLE import_facts (sha256 TEXT NOT NULL PRIMARY KEY, facts BLOB NOT NULL);
CREATE TABLE history (
  seq INTEGER PRIMARY KEY, label TEXT NOT NULL, at TEXT NOT NULL, changeset BLOB NOT NULL);
CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE export (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  pages INTEGER NOT NULL, size INTEGER NOT NULL, delivery TEXT NOT NULL);
"""

ADDITIONS = """
CREATE TABLE IF NOT EXISTS situation (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document_fact (
  document INTEGER PRIMARY KEY, date TEXT NOT NULL, novelty TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reason_fact (
  reason INTEGER PRIMARY KEY, kind TEXT NOT NULL, tables TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (
  check_id TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stage (stage TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL);
"""
"""What minor versions added: tables only, so that older programs may ignore them.

1.1: what the guidance needs to know of a case.
"""

Migration = Callable[[apsw.Connection], None]

MIGRATIONS: Mapping[int, Migration] = {}
"""For each older major version, what brings a file from it to the next one."""


def version_of(major: int, minor: int) -> int:
    """The ``user_version`` of a schema."""
    return major * 1000 + minor


def prepare(db: apsw.Connection) -> None:
    """Settings of every connection. Never WAL: the one file must always be the whole case."""
    db.set_busy_timeout(2000)
    # A case comes from anybody: nothing that was planted in its schema may run.
    db.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    db.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
    db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    db.pragma("journal_mode", "delete")
    db.pragma("synchronous", "full")
    db.pragma("secure_delete", True)
    db.pragma("foreign_keys", False)
    db.pragma("temp_store", "memory")  # private papers leave no temporary file behind


def make_tables(db: apsw.Connection) -> None:
    """Lay out an empty case file."""
    db.execute(DDL)
    db.execute(ADDITIONS)
    db.pragma("application_id", APPLICATION_ID)
    db.pragma("user_version", version_of(SCHEMA_MAJOR, SCHEMA_MINOR))
    db.execute("INSERT INTO state VALUES ('done', 0)")


def add_what_is_new(db: apsw.Connection) -> None:
    """Give a file of this major version the tables that a later minor version added."""
    version = int(db.pragma("user_version"))  # type: ignore[call-overload, unused-ignore]
    if version >= version_of(SCHEMA_MAJOR, SCHEMA_MINOR):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(ADDITIONS)
        db.pragma("user_version", version_of(SCHEMA_MAJOR, SCHEMA_MINOR))
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def steps(major: int, migrations: Mapping[int, Migration]) -> tuple[Migration, ...]:
    """What brings a file from an older major version up to this one.

    Raises:
        KeyError: a step is missing.
    """
    return tuple(migrations[step] for step in range(major, SCHEMA_MAJOR))


def migrate(db: apsw.Connection, todo: tuple[Migration, ...]) -> None:
    """Bring an older file up to this schema, all or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in todo:
            step(db)
        db.execute(ADDITIONS)
        db.pragma("user_version", version_of(SCHEMA_MAJOR, SCHEMA_MINOR))
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
