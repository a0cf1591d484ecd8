-- What was received: a file at a path with its bytes, from the first run that saw it.
CREATE TABLE kiriman (
  id INTEGER PRIMARY KEY,
  berkas TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  ukuran INTEGER NOT NULL,
  hari TEXT NOT NULL,
  diterima TEXT,
  pengirim TEXT,
  subjek TEXT,
  UNIQUE (berkas, sha256)
) STRICT;

-- What became of a document, in order: received, checked, sent back, ratified, reopened, steps of a procedure.
CREATE TABLE peristiwa (
  id INTEGER PRIMARY KEY,
  hari TEXT NOT NULL,
  jam TEXT,
  unit TEXT NOT NULL,
  dokumen TEXT NOT NULL,
  jenis TEXT NOT NULL,
  sidik TEXT NOT NULL DEFAULT '',
  galat INTEGER,
  peringatan INTEGER,
  aturan TEXT,
  langkah TEXT,
  oleh TEXT,
  alasan TEXT
) STRICT;
CREATE INDEX peristiwa_dokumen ON peristiwa (unit, dokumen, id);

-- Official versions, with everything that stood behind them.
CREATE TABLE versi (
  id INTEGER PRIMARY KEY,
  lingkup TEXT NOT NULL,
  nomor INTEGER NOT NULL CHECK (nomor > 0),
  hari TEXT NOT NULL,
  oleh TEXT NOT NULL,
  catatan TEXT,
  program TEXT NOT NULL,
  profil TEXT NOT NULL,
  keadaan BLOB NOT NULL,
  angka BLOB NOT NULL,
  dibuka_hari TEXT,
  dibuka_oleh TEXT,
  dibuka_alasan TEXT,
  UNIQUE (lingkup, nomor)
) STRICT;

-- The digests of the files that stood, the cascade included.
CREATE TABLE versi_berkas (
  versi INTEGER NOT NULL REFERENCES versi (id),
  berkas TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (versi, berkas)
) STRICT, WITHOUT ROWID;

-- The bytes of official outputs, by digest.
CREATE TABLE isi (
  sha256 TEXT PRIMARY KEY,
  isi BLOB NOT NULL
) STRICT;
CREATE TABLE versi_keluaran (
  versi INTEGER NOT NULL REFERENCES versi (id),
  nama TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES isi (sha256),
  PRIMARY KEY (versi, nama)
) STRICT, WITHOUT ROWID;
