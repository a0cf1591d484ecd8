-- The national recap out of the dataset: counts from where every indicator stands, money and reports from the one row
-- that each institution's own recap left. Standard SQL: DuckDB and Spark both run it over views `posisi` and `ringkasan`.
SELECT
  r.tahun,
  r.instansi,
  r.nama_instansi,
  r.kurun,
  r.capaian,
  p.iku,
  p.iku_tercapai,
  p.iku_merah,
  p.iku_tanpa_data,
  r.unit,
  r.unit_lapor,
  p.indikator,
  p.indikator_merah,
  r.pagu,
  r.realisasi_anggaran
FROM ringkasan r
LEFT JOIN (
  SELECT
    tahun,
    instansi,
    SUM(CASE WHEN lingkup = 'instansi' THEN 1 ELSE 0 END) AS iku,
    SUM(CASE WHEN lingkup = 'instansi' AND warna = 'hijau' THEN 1 ELSE 0 END) AS iku_tercapai,
    SUM(CASE WHEN lingkup = 'instansi' AND warna = 'merah' THEN 1 ELSE 0 END) AS iku_merah,
    SUM(CASE WHEN lingkup = 'instansi' AND warna NOT IN ('hijau', 'kuning', 'merah') THEN 1 ELSE 0 END) AS iku_tanpa_data,
    SUM(CASE WHEN lingkup = 'unit' THEN 1 ELSE 0 END) AS indikator,
    SUM(CASE WHEN lingkup = 'unit' AND warna = 'merah' THEN 1 ELSE 0 END) AS indikator_merah
  FROM posisi
  GROUP BY tahun, instansi
) p ON p.tahun = r.tahun AND p.instansi = r.instansi
ORDER BY r.tahun, r.instansi
