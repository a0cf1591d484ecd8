-- Letters that were written to units: on a day one of a kind for each, with what it is about, so that nothing is asked for
-- twice and no deadline moves by itself.
CREATE TABLE surat_ditulis (
  unit TEXT NOT NULL,
  jenis TEXT NOT NULL,
  hari TEXT NOT NULL,
  ke INTEGER NOT NULL CHECK (ke > 0),
  batas TEXT,
  pokok TEXT NOT NULL,
  PRIMARY KEY (unit, jenis, hari)
) STRICT;
