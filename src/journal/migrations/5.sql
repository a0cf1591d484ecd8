-- Where each document of a unit stood at the last run: reminders are decided by it.
CREATE TABLE keadaan (
  unit TEXT NOT NULL,
  dokumen TEXT NOT NULL,
  keadaan TEXT NOT NULL,
  galat INTEGER NOT NULL DEFAULT 0,
  hari TEXT NOT NULL,
  PRIMARY KEY (unit, dokumen)
) STRICT, WITHOUT ROWID;

-- The files that it saw, so that what came since is noticed.
CREATE TABLE dilihat (
  berkas TEXT PRIMARY KEY,
  ukuran INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages taken from a mailbox: each once, known by what it says and not by where it lies.
CREATE TABLE surel (
  id INTEGER PRIMARY KEY,
  sidik TEXT NOT NULL UNIQUE,
  pesan TEXT,
  berkas TEXT,
  formulir INTEGER NOT NULL,
  hari TEXT NOT NULL,
  pengirim TEXT,
  subjek TEXT
) STRICT;

-- Where a message lies: account, folder, the validity of its numbers and its number. One that brings nothing has no row above.
CREATE TABLE surel_letak (
  akun TEXT NOT NULL,
  kotak TEXT NOT NULL,
  keabsahan INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  surel INTEGER REFERENCES surel (id),
  PRIMARY KEY (akun, kotak, keabsahan, uid)
) STRICT, WITHOUT ROWID;

-- Letters: one for each unit, kind and version of what it is about; and what became of it at each address.
CREATE TABLE surat (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  jenis TEXT NOT NULL,
  versi TEXT NOT NULL,
  pesan TEXT NOT NULL UNIQUE,
  subjek TEXT NOT NULL,
  hari TEXT NOT NULL,
  UNIQUE (unit, jenis, versi)
) STRICT;
CREATE TABLE surat_alamat (
  surat INTEGER NOT NULL REFERENCES surat (id),
  alamat TEXT NOT NULL,
  keadaan TEXT NOT NULL,
  percobaan INTEGER NOT NULL,
  hari TEXT NOT NULL,
  jawaban TEXT,
  PRIMARY KEY (surat, alamat)
) STRICT, WITHOUT ROWID;

-- Reminders: once for each document, day before or after its deadline, and channel.
CREATE TABLE pengingat (
  unit TEXT NOT NULL,
  dokumen TEXT NOT NULL,
  tenggat TEXT NOT NULL,
  jarak INTEGER NOT NULL,
  saluran TEXT NOT NULL,
  hari TEXT NOT NULL,
  PRIMARY KEY (unit, dokumen, tenggat, jarak, saluran)
) STRICT, WITHOUT ROWID;
