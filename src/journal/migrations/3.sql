-- What came by the page: the number of its receipt, where it lies below masuk/, and what was found in it at once.
CREATE TABLE tanda_terima (
  id INTEGER PRIMARY KEY,
  tahun INTEGER NOT NULL,
  urut INTEGER NOT NULL CHECK (urut > 0),
  waktu TEXT NOT NULL,
  unit TEXT NOT NULL,
  oleh TEXT NOT NULL,
  nama TEXT NOT NULL,
  berkas TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  ukuran INTEGER NOT NULL,
  dokumen TEXT NOT NULL,
  galat INTEGER NOT NULL,
  peringatan INTEGER NOT NULL,
  UNIQUE (tahun, urut)
) STRICT;
CREATE INDEX tanda_terima_unit ON tanda_terima (unit, id);

-- Who may use the page in an office: a role, for a unit its code, and the password as an argon2id hash.
CREATE TABLE akun (
  nama TEXT PRIMARY KEY,
  peran TEXT NOT NULL CHECK (peran IN ('biro', 'unit', 'pimpinan')),
  unit TEXT NOT NULL DEFAULT '',
  sandi TEXT NOT NULL,
  sejak TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Links that open the page of a unit once. Only the digest of what stands in the link is kept.
CREATE TABLE tautan (
  sidik TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  oleh TEXT NOT NULL,
  dibuat TEXT NOT NULL,
  sampai TEXT NOT NULL,
  dipakai TEXT
) STRICT, WITHOUT ROWID;

-- What people changed by the page or on accounts: when, who, what.
CREATE TABLE perubahan (
  id INTEGER PRIMARY KEY,
  waktu TEXT NOT NULL,
  oleh TEXT NOT NULL,
  apa TEXT NOT NULL,
  rincian TEXT NOT NULL
) STRICT;
