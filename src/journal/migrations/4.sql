-- Signed copies of printed documents: which number each bears, and what it says of its signatures.
CREATE TABLE salinan (
  sha256 TEXT PRIMARY KEY,
  nomor TEXT NOT NULL,
  unit TEXT NOT NULL,
  dokumen TEXT NOT NULL,
  versi INTEGER NOT NULL,
  berkas TEXT NOT NULL,
  hari TEXT NOT NULL,
  tertanda INTEGER NOT NULL,
  utuh INTEGER,
  keadaan TEXT NOT NULL
) STRICT;
CREATE INDEX salinan_nomor ON salinan (nomor);
