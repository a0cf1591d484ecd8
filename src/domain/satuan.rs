//! Units of measure, in one spelling (domain section 6, last paragraph).
//!
//! Takes what stands in a satuan column or beside a value, gives its canonical name, whether it is percent points, rupiah
//! or a count, and what is wrong with how it was written. A unit that is not known keeps its own wording.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::teks;

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satuan {
    /// Its canonical name; its own wording when it is not known; empty when nothing was typed.
    pub nama: String,
    /// Whether values are percent points.
    pub persen: bool,
    /// Whether values count whole things: a dot before three digits groups thousands.
    pub hitungan: bool,
    /// Whether values are rupiah.
    pub uang: bool,
    /// Whether values are grades: "TW" is an audit opinion here, and no quarter.
    pub predikat: bool,
    /// What is wrong with the wording.
    pub cacat: Option<CacatSatuan>,
}

/// What is wrong with the wording of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacatSatuan {
    /// Misspelled ("Prosentase", "Lapran"). A spelling that is only close to a known one keeps its wording.
    SalahEja {
        /// How it should be written.
        seharusnya: &'static str,
    },
    /// Several units in one cell ("laporan,bulan, persen").
    Gabungan {
        /// The units, in canonical form.
        bagian: Vec<String>,
    },
    /// A quantity in the satuan column ("1 Laporan", "1").
    BerisiAngka {
        /// The unit beside the number; empty when there is none.
        satuan: String,
    },
}

/// A longer text is prose in the wrong column.
const TERPANJANG: usize = 100;

/// What makes a thousand of one.
const KELIPATAN: [&str; 8] = ["ribu", "juta", "jt", "miliar", "milyar", "triliun", "trilyun", "000"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Jenis {
    /// Percent points.
    Persen,
    /// Rupiah.
    Uang,
    /// Grades.
    Predikat,
    /// Things that are counted.
    Hitungan,
    /// Scores and measures, where decimals are usual.
    Ukuran,
    /// Time: also the right side of "Orang / Bulan".
    Waktu,
}

struct Dikenal {
    nama: &'static str,
    jenis: Jenis,
    /// Other accepted wordings.
    lain: &'static [&'static str],
    /// Misspellings that were seen.
    salah: &'static [&'static str],
}

const fn satuan(
    nama: &'static str,
    jenis: Jenis,
    lain: &'static [&'static str],
    salah: &'static [&'static str],
) -> Dikenal {
    Dikenal { nama, jenis, lain, salah }
}

const DIKENAL: &[Dikenal] = &[
    satuan(
        "%",
        Jenis::Persen,
        &["persen", "persentase"],
        &["prosentase", "pesentase", "presentase", "prosen", "persent"],
    ),
    satuan("Rupiah", Jenis::Uang, &["rp"], &[]),
    satuan("Predikat", Jenis::Predikat, &["kategori"], &["predikt", "prediket"]),
    satuan("Opini", Jenis::Predikat, &["opini bpk", "opini audit"], &[]),
    satuan("Laporan", Jenis::Hitungan, &["lap"], &["lapran", "laporn"]),
    satuan("Dokumen", Jenis::Hitungan, &["dok"], &["doklumen", "dokumn", "dokumem"]),
    satuan("Orang", Jenis::Hitungan, &["org"], &[]),
    satuan("Orang/Bulan", Jenis::Hitungan, &["ob", "orang bulan"], &[]),
    satuan("Unit", Jenis::Hitungan, &[], &[]),
    satuan("Paket", Jenis::Hitungan, &["pkt"], &[]),
    satuan("Kegiatan", Jenis::Hitungan, &["keg"], &["kegaiatan"]),
    satuan("Kelompok", Jenis::Hitungan, &[], &[]),
    satuan("Organisasi", Jenis::Hitungan, &[], &[]),
    satuan("Lembaga", Jenis::Hitungan, &[], &[]),
    satuan("Perusahaan", Jenis::Hitungan, &[], &[]),
    satuan("Mitra", Jenis::Hitungan, &[], &[]),
    satuan("Mahasiswa", Jenis::Hitungan, &["mhs"], &[]),
    satuan("Lulusan", Jenis::Hitungan, &[], &[]),
    satuan("Dosen", Jenis::Hitungan, &[], &[]),
    satuan("Pegawai", Jenis::Hitungan, &[], &[]),
    satuan("Peserta", Jenis::Hitungan, &[], &[]),
    satuan("Siswa", Jenis::Hitungan, &[], &[]),
    satuan("Program Studi", Jenis::Hitungan, &["prodi"], &[]),
    satuan("Judul", Jenis::Hitungan, &[], &[]),
    satuan("Artikel", Jenis::Hitungan, &[], &[]),
    satuan("Publikasi", Jenis::Hitungan, &[], &[]),
    satuan("Sertifikat", Jenis::Hitungan, &[], &["sertipikat"]),
    satuan("Layanan", Jenis::Hitungan, &[], &[]),
    satuan("Kasus", Jenis::Hitungan, &[], &[]),
    satuan("Rekomendasi", Jenis::Hitungan, &[], &[]),
    satuan("Peraturan", Jenis::Hitungan, &[], &[]),
    satuan("Kali", Jenis::Hitungan, &[], &[]),
    satuan("Buah", Jenis::Hitungan, &[], &[]),
    satuan("Lokasi", Jenis::Hitungan, &[], &[]),
    satuan("Desa", Jenis::Hitungan, &[], &[]),
    satuan("Kecamatan", Jenis::Hitungan, &[], &[]),
    satuan("Keluarga", Jenis::Hitungan, &["kk"], &[]),
    satuan("Nilai", Jenis::Ukuran, &[], &[]),
    satuan("Angka", Jenis::Ukuran, &[], &[]),
    satuan("Indeks", Jenis::Ukuran, &[], &["index", "indek"]),
    satuan("Poin", Jenis::Ukuran, &[], &["point"]),
    satuan("Skor", Jenis::Ukuran, &[], &[]),
    satuan("Rasio", Jenis::Ukuran, &[], &[]),
    satuan("Bulan", Jenis::Waktu, &["bln"], &[]),
    satuan("Hari", Jenis::Waktu, &[], &[]),
    satuan("Minggu", Jenis::Waktu, &[], &[]),
    satuan("Triwulan", Jenis::Waktu, &["tw"], &[]),
    satuan("Semester", Jenis::Waktu, &[], &[]),
    satuan("Tahun", Jenis::Waktu, &["thn"], &[]),
    satuan("Jam", Jenis::Waktu, &[], &[]),
    satuan("Menit", Jenis::Waktu, &[], &[]),
];

/// A known unit, and whether this wording of it is accepted.
fn dikenal(kunci: &str) -> Option<(&'static Dikenal, bool)> {
    static MENURUT_EJAAN: LazyLock<HashMap<String, (&Dikenal, bool)>> = LazyLock::new(|| {
        let mut peta = HashMap::new();
        for satuan in DIKENAL {
            let sah = std::iter::once(&satuan.nama).chain(satuan.lain).map(|ejaan| (ejaan, true));
            for (ejaan, sah) in sah.chain(satuan.salah.iter().map(|ejaan| (ejaan, false))) {
                peta.entry(ejaan.to_ascii_lowercase()).or_insert((satuan, sah));
            }
        }
        peta
    });
    MENURUT_EJAAN.get(kunci).copied()
}

/// The unit a text names.
pub fn satuan_baku(teks: &str) -> Satuan {
    let kunci = teks::kunci(teks);
    let kunci = kunci.trim_end_matches(['_', ' ', '.', ',']);
    if kunci.is_empty() || kunci.chars().all(|huruf| huruf == '-') {
        return Satuan::polos("");
    }
    if kunci.len() > TERPANJANG {
        return asing(teks, kunci);
    }
    if let Some(satuan) = Satuan::sederhana(kunci) {
        return satuan;
    }
    // "Indeks (0-4)", "Persen (%)": the bracket explains. "Rp (juta)" is another unit than rupiah.
    if let Some((depan, isi)) = kunci.strip_suffix(')').and_then(|isi| isi.split_once('('))
        && !KELIPATAN.iter().any(|kata| isi.contains(kata))
        && let Some(satuan) = Satuan::sederhana(depan.trim())
    {
        return satuan;
    }
    berisi_angka(kunci).or_else(|| laju(kunci)).or_else(|| gabungan(teks, kunci)).unwrap_or_else(|| asing(teks, kunci))
}

/// Whether a text is a unit of the list, also misspelled.
pub(crate) fn terdaftar(teks: &str) -> bool {
    let kunci = teks::kunci(teks);
    dikenal(&kunci).is_some() || laju(&kunci).is_some()
}

/// Whether two texts name the same unit. Nothing typed is no unit.
pub fn sama(kiri: &str, kanan: &str) -> bool {
    let (kiri, kanan) = (satuan_baku(kiri), satuan_baku(kanan));
    !kiri.nama.is_empty() && teks::kunci(&kiri.nama) == teks::kunci(&kanan.nama)
}

impl Satuan {
    /// No unit.
    pub const TANPA: Self =
        Self { nama: String::new(), persen: false, hitungan: false, uang: false, predikat: false, cacat: None };

    fn polos(nama: &str) -> Self {
        Self { nama: nama.to_string(), ..Self::TANPA }
    }

    fn sederhana(kunci: &str) -> Option<Self> {
        let (satuan, sah) = dikenal(kunci)?;
        Some(Self {
            nama: satuan.nama.to_string(),
            persen: satuan.jenis == Jenis::Persen,
            hitungan: satuan.jenis == Jenis::Hitungan,
            uang: satuan.jenis == Jenis::Uang,
            predikat: satuan.jenis == Jenis::Predikat,
            cacat: (!sah).then_some(CacatSatuan::SalahEja { seharusnya: satuan.nama }),
        })
    }
}

/// "1 Laporan", "1".
fn berisi_angka(kunci: &str) -> Option<Satuan> {
    let sisa = kunci.trim_start_matches(|huruf: char| huruf.is_ascii_digit() || "., ".contains(huruf));
    let berangka = kunci.starts_with(|huruf: char| huruf.is_ascii_digit());
    if !berangka || !(sisa.is_empty() || kunci.strip_suffix(sisa).is_some_and(|depan| depan.ends_with(' '))) {
        return None;
    }
    let isi = satuan_baku(sisa);
    let cacat = Some(CacatSatuan::BerisiAngka { satuan: isi.nama.clone() });
    let nama = if isi.nama.is_empty() { kunci.to_string() } else { isi.nama };
    Some(Satuan { nama, cacat, ..isi })
}

/// "Orang / Bulan": so many a month. One unit, and a legal one.
fn laju(kunci: &str) -> Option<Satuan> {
    let (atas, bawah) = kunci.split_once('/')?;
    let (waktu, _) = dikenal(bawah).filter(|(satuan, _)| satuan.jenis == Jenis::Waktu)?;
    let atas = Satuan::sederhana(atas)?;
    Some(Satuan { nama: format!("{}/{}", atas.nama, waktu.nama), ..atas })
}

fn gabungan(teks: &str, kunci: &str) -> Option<Satuan> {
    let kunci = kunci.replace(" dan ", ",").replace(" atau ", ",");
    let bagian: Vec<&str> =
        kunci.split([',', ';', '/', '&', '+']).map(str::trim).filter(|bagian| !bagian.is_empty()).collect();
    let baku: Vec<String> =
        bagian.iter().filter_map(|b| dikenal(b)).map(|(satuan, _)| satuan.nama.to_string()).collect();
    // One known word among strange ones may be a wording of its own ("dokumen dan arsip daerah").
    (bagian.len() >= 2 && baku.len() >= 2)
        .then(|| Satuan { cacat: Some(CacatSatuan::Gabungan { bagian: baku }), ..Satuan::polos(teks.trim()) })
}

/// A unit that is not known; when one letter makes it a known one, that is offered and nothing more.
fn asing(teks: &str, kunci: &str) -> Satuan {
    const TERPENDEK: usize = 6;
    let sepanjang = |nama: &&str| nama.len() >= TERPENDEK && nama.len().abs_diff(kunci.len()) <= 1;
    let mut mirip = DIKENAL.iter().map(|satuan| satuan.nama).filter(sepanjang);
    let mirip = mirip.find(|nama| strsim::osa_distance(&nama.to_lowercase(), kunci) == 1);
    let nama = teks.split_whitespace().collect::<Vec<_>>().join(" ");
    Satuan { cacat: mirip.map(|seharusnya| CacatSatuan::SalahEja { seharusnya }), ..Satuan::polos(&nama) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nama(teks: &str) -> String {
        satuan_baku(teks).nama
    }

    #[test]
    fn wordings_of_section_6_have_one_name() {
        for (baku, semua) in [
            ("%", vec!["%", "persen", "Persen", " PERSEN ", "Prosentase", "Pesentase", "Persen (%)", "% (persen)"]),
            ("Laporan", vec!["Lap", "Laporan", "LAPORAN.", "Lapran", "lap."]),
            ("Dokumen", vec!["Dok", "Dokumen", "dokumen", "Doklumen"]),
            ("Poin", vec!["Poin", "POIN", "POIN ", "POIN_", "Point"]),
            ("Indeks", vec!["Indeks", "indeks (0-4)", "Index"]),
            ("Orang/Bulan", vec!["Orang / Bulan", "orang/bulan", "ORANG /BULAN", "org/bln"]),
            ("Rupiah", vec!["Rupiah", "Rp", "Rp."]),
        ] {
            for teks in semua {
                assert_eq!(nama(teks), baku, "{teks}");
            }
        }
        for teks in ["Nilai", "Angka", "Orang", "Unit", "Paket", "Kegiatan", "Bulan", "Predikat", "Hari"] {
            assert_eq!((nama(&teks.to_uppercase()).as_str(), satuan_baku(teks).cacat), (teks, None));
        }
    }

    #[test]
    fn misspelled_units_are_named_and_told() {
        for (teks, seharusnya) in
            [("Prosentase", "%"), ("Pesentase", "%"), ("Lapran", "Laporan"), ("Doklumen", "Dokumen")]
        {
            let satuan = satuan_baku(teks);
            assert_eq!((satuan.nama.as_str(), satuan.cacat), (seharusnya, Some(CacatSatuan::SalahEja { seharusnya })));
        }
    }

    #[test]
    fn a_spelling_that_is_only_close_is_offered_and_joins_nothing() {
        let satuan = satuan_baku("Dokmen");
        assert_eq!(satuan.nama, "Dokmen");
        assert_eq!(satuan.cacat, Some(CacatSatuan::SalahEja { seharusnya: "Dokumen" }));
        assert!(!sama("Dokmen", "Dokumen"));
        assert_eq!(satuan_baku("Mahasiswi").cacat, Some(CacatSatuan::SalahEja { seharusnya: "Mahasiswa" }));
    }

    #[test]
    fn malformed_units_of_section_6_are_told() {
        assert_eq!(satuan_baku("1 Laporan").cacat, Some(CacatSatuan::BerisiAngka { satuan: "Laporan".into() }));
        assert_eq!(nama("1 Laporan"), "Laporan");
        assert_eq!(satuan_baku("1").cacat, Some(CacatSatuan::BerisiAngka { satuan: String::new() }));
        let bagian = vec!["Laporan".to_string(), "Bulan".into(), "%".into()];
        assert_eq!(satuan_baku("laporan,bulan, persen").cacat, Some(CacatSatuan::Gabungan { bagian }));
        let bagian = vec!["Dokumen".to_string(), "Laporan".into()];
        assert_eq!(satuan_baku("Dok/Lap").cacat, Some(CacatSatuan::Gabungan { bagian }));
    }

    #[test]
    fn so_many_a_month_is_one_legal_unit() {
        let satuan = satuan_baku("Orang / Bulan");
        assert_eq!((satuan.hitungan, satuan.cacat), (true, None));
    }

    #[test]
    fn units_that_count_things_are_told_from_measures() {
        for teks in ["Orang", "Dokumen", "Laporan", "Lap", "Kegiatan", "Paket", "1 Laporan"] {
            assert!(satuan_baku(teks).hitungan, "{teks}");
        }
        for teks in ["%", "Nilai", "Indeks", "Angka", "Poin", "Bulan", "Hari", "Ton", ""] {
            assert!(!satuan_baku(teks).hitungan, "{teks}");
        }
        assert!(satuan_baku("persen").persen && satuan_baku("Rp").uang && satuan_baku("Opini").predikat);
    }

    #[test]
    fn an_unknown_unit_keeps_its_wording() {
        assert_eq!(satuan_baku(" Ton  Gabah "), Satuan::polos("Ton Gabah"));
        assert_eq!(satuan_baku("m2"), Satuan::polos("m2"));
        assert_eq!(satuan_baku(&"20 2026 ".repeat(4000)).cacat, None);
        assert_eq!(satuan_baku("-"), Satuan::polos(""));
        // A million rupiah is not a rupiah.
        assert_eq!(satuan_baku("Rp (juta)"), Satuan::polos("Rp (juta)"));
        assert_eq!(satuan_baku("Juta Rupiah"), Satuan::polos("Juta Rupiah"));
    }

    #[test]
    fn the_same_unit_is_the_same_in_any_wording() {
        // Domain VAL-05: "4,47 persen" beside satuan "Persen" is no difference.
        assert!(sama("persen", "%") && sama("Lap", "Laporan") && sama("ton", "Ton"));
        assert!(!sama("Poin", "Persen") && !sama("", "") && !sama("", "Orang"));
    }

    proptest! {
        #[test]
        fn a_canonical_name_is_its_own_canonical_name(teks in "\\PC{0,30}", mirip in "[0-9a-p /,.()%-]{0,20}") {
            for teks in [teks, mirip] {
                let satuan = satuan_baku(&teks);
                if !satuan.nama.is_empty() && satuan.cacat.is_none() {
                    prop_assert!(sama(&satuan.nama, &teks), "{teks:?} -> {satuan:?}");
                }
            }
        }
    }
}
