-- Why a document was changed after it was ratified: kind of reason, and the day of the forum that decided.
ALTER TABLE peristiwa ADD COLUMN dasar TEXT;
ALTER TABLE peristiwa ADD COLUMN forum TEXT;

-- The register: each document and version once, its number without a gap in its group and year.
CREATE TABLE register (
  id INTEGER PRIMARY KEY,
  kelompok TEXT NOT NULL,
  tahun INTEGER NOT NULL,
  urut INTEGER NOT NULL CHECK (urut > 0),
  nomor TEXT NOT NULL UNIQUE,
  hari TEXT NOT NULL,
  unit TEXT NOT NULL,
  dokumen TEXT NOT NULL,
  versi INTEGER NOT NULL,
  sidik TEXT NOT NULL,
  UNIQUE (kelompok, tahun, urut),
  UNIQUE (unit, dokumen, versi)
) STRICT;
