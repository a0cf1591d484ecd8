//! The one model behind every form of a workspace: units, indicators, targets, realisations. A form is written from it
//! and from nothing else, so that forms agree with one another and with the cascade but for the mistakes that are planted.

use selaras::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};

use super::acak::Acak;

/// Indicators of a unit.
pub const INDIKATOR: usize = 40;
/// Documents that a unit sends in a year.
pub const DOKUMEN: usize = 6;
/// Key indicators of an institution.
pub const IKU: usize = 20;
/// The year of every workspace.
pub const TAHUN: i32 = 2026;

const SASARAN: [&str; 5] = [
    "Meningkatnya mutu layanan kepada masyarakat",
    "Meningkatnya kompetensi sumber daya manusia",
    "Meningkatnya tata kelola yang akuntabel",
    "Meningkatnya pemanfaatan hasil kerja sama",
    "Meningkatnya kualitas sarana dan prasarana",
];

/// Wording, unit of measure, how quarters add up, how units add up, and a usual annual target.
const POLA: [(&str, &str, KonsolidasiPeriode, KonsolidasiUnit, f64); 10] = [
    (
        "Persentase layanan yang selesai tepat waktu",
        "%",
        KonsolidasiPeriode::NilaiAkhir,
        KonsolidasiUnit::RataRata,
        80.0,
    ),
    ("Jumlah dokumen perencanaan yang disahkan", "Dokumen", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 24.0),
    ("Jumlah orang yang mengikuti pelatihan", "Orang", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 1600.0),
    ("Indeks kepuasan pengguna layanan", "Indeks", KonsolidasiPeriode::NilaiAkhir, KonsolidasiUnit::RataRata, 3.6),
    ("Persentase temuan yang ditindaklanjuti", "%", KonsolidasiPeriode::NilaiAkhir, KonsolidasiUnit::RataRata, 90.0),
    ("Jumlah laporan yang disampaikan", "Laporan", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 12.0),
    ("Jumlah kerja sama yang dilaksanakan", "Kegiatan", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 8.0),
    ("Persentase sarana yang berfungsi baik", "%", KonsolidasiPeriode::NilaiAkhir, KonsolidasiUnit::RataRata, 75.0),
    ("Jumlah data yang diperbarui", "Data", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 24000.0),
    ("Jumlah kelompok sasaran yang dibina", "Kelompok", KonsolidasiPeriode::Jumlah, KonsolidasiUnit::Jumlah, 40.0),
];

const TOPIK: [&str; 8] =
    ["perizinan", "pendidikan", "kesehatan", "kepegawaian", "keuangan", "kearsipan", "penelitian", "informasi publik"];

const BIDANG: [&str; 10] = [
    "Perencanaan",
    "Keuangan",
    "Kepegawaian",
    "Pelayanan",
    "Pengawasan",
    "Penelitian",
    "Kemitraan",
    "Arsip",
    "Informasi",
    "Prasarana",
];

const NAMA: [&str; 10] = [
    "Contoh Budiman",
    "Contoh Hartono",
    "Contoh Wulandari",
    "Contoh Prasetyo",
    "Contoh Lestari",
    "Contoh Ramadhan",
    "Contoh Setiawati",
    "Contoh Anggraini",
    "Contoh Nugraha",
    "Contoh Maharani",
];

/// One institution.
#[derive(Debug)]
pub struct Lembaga {
    /// Its name.
    pub nama: String,
    /// Its units.
    pub unit: Vec<UnitTiruan>,
}

/// A unit: code, name, head.
#[derive(Debug)]
pub struct UnitTiruan {
    pub kode: String,
    pub nama: String,
    pub pimpinan: String,
    pub nip: String,
    pub jabatan: String,
}

/// One indicator of a unit, with its year.
#[derive(Debug, Clone)]
pub struct Indikator {
    pub kode: String,
    pub induk: String,
    pub sasaran: &'static str,
    pub teks: String,
    pub satuan: &'static str,
    pub periode: KonsolidasiPeriode,
    pub target: f64,
    pub target_tw: [f64; 4],
    pub realisasi_tw: [f64; 4],
}

impl Lembaga {
    /// The institution of a workspace.
    pub fn baru(benih: u64, nomor: usize, unit: usize) -> Self {
        let unit = (0..unit)
            .map(|urutan| {
                let mut acak = Acak::baru(benih, &[nomor as u64, 1, urutan as u64]);
                let bidang = BIDANG[urutan % BIDANG.len()];
                let nama = format!("{bidang} Wilayah {}", urutan / BIDANG.len() + 1);
                let lahir = 1966 + acak.bawah(18);
                let (bulan, hari) = (1 + acak.bawah(12), 1 + acak.bawah(28));
                let kerja = lahir + 24 + acak.bawah(4);
                UnitTiruan {
                    kode: format!("U{:04}", urutan + 1),
                    jabatan: format!("Kepala {nama}"),
                    nama,
                    pimpinan: format!("{} {}", acak.satu(&NAMA), urutan + 1),
                    nip: format!("{lahir}{bulan:02}{hari:02}{kerja}031{:03}", 1 + acak.bawah(9)),
                }
            })
            .collect();
        Self { nama: format!("Lembaga Contoh {:04}", nomor + 1), unit }
    }
}

/// The key indicators: those of the institution as a whole, from the indicators of its units.
pub fn iku(benih: u64, nomor: usize, unit: usize) -> Vec<Indikator> {
    (0..IKU)
        .map(|urutan| {
            let (teks, satuan, periode, _, _) = POLA[urutan % POLA.len()];
            let mut jumlah = [0.0; 5];
            let mut banyak = 0.0;
            for satu in 0..unit {
                for nomor_indikator in (urutan..INDIKATOR).step_by(IKU) {
                    let anak = indikator(benih, nomor, satu, nomor_indikator);
                    let anak =
                        [anak.target, anak.target_tw[0], anak.target_tw[1], anak.target_tw[2], anak.target_tw[3]];
                    jumlah.iter_mut().zip(anak).for_each(|(jumlah, anak)| *jumlah += anak);
                    banyak += 1.0;
                }
            }
            let rata = konsolidasi(urutan) == KonsolidasiUnit::RataRata;
            let angka = jumlah.map(|jumlah| if rata { bulat(jumlah / banyak, 4) } else { jumlah });
            Indikator {
                kode: kode_iku(urutan),
                induk: String::new(),
                sasaran: SASARAN[urutan % SASARAN.len()],
                teks: format!("{teks} lembaga bidang {}", TOPIK[urutan % TOPIK.len()]),
                satuan,
                periode,
                target: angka[0],
                target_tw: [angka[1], angka[2], angka[3], angka[4]],
                realisasi_tw: [0.0; 4],
            }
        })
        .collect()
}

fn kode_iku(urutan: usize) -> String {
    format!("IKU {}.{}", urutan / 5 + 1, urutan % 5 + 1)
}

/// How units add up to a key indicator.
pub fn konsolidasi(urutan: usize) -> KonsolidasiUnit {
    POLA[urutan % POLA.len()].3
}

/// An indicator of a unit.
pub fn indikator(benih: u64, nomor: usize, unit: usize, urutan: usize) -> Indikator {
    let mut acak = Acak::baru(benih, &[nomor as u64, 2, unit as u64, urutan as u64]);
    let (teks, satuan, periode, _, baku) = POLA[urutan % POLA.len()];
    let jumlah = periode == KonsolidasiPeriode::Jumlah;
    let desimal = if satuan == "%" { 1 } else { 2 };
    let iku = urutan % IKU;
    let langkah = if jumlah { (baku / 8.0).max(1.0) } else { baku / 100.0 };
    let per_tw = if jumlah { (baku / 4.0 + langkah * acak.bawah(3) as f64).round() } else { 0.0 };
    let target = if jumlah { per_tw * 4.0 } else { bulat(baku + langkah * acak.bawah(9) as f64, desimal) };
    let target_tw =
        if jumlah { [per_tw; 4] } else { [0.7, 0.8, 0.9, 1.0].map(|bagian| bulat(target * bagian, desimal)) };
    let realisasi_tw = target_tw.map(|target| {
        let faktor = *acak.satu(&[1.0, 1.0, 1.0, 1.02, 1.05, 1.1, 1.0, 0.9, 0.95, 1.04]);
        let hasil = target * faktor;
        if jumlah { hasil.round().max(1.0) } else { bulat(if satuan == "%" { hasil.min(100.0) } else { hasil }, 1) }
    });
    Indikator {
        kode: format!("IKK {}.{}.{}", iku / 5 + 1, iku % 5 + 1, unit * (INDIKATOR / IKU) + urutan / IKU + 1),
        induk: kode_iku(iku),
        sasaran: SASARAN[urutan / (INDIKATOR / SASARAN.len())],
        teks: format!("{teks} bidang {}{}", TOPIK[urutan % TOPIK.len()], if urutan < IKU { "" } else { " di daerah" }),
        satuan,
        periode,
        target,
        target_tw,
        realisasi_tw,
    }
}

/// Rounded to so many decimals.
pub fn bulat(angka: f64, desimal: i32) -> f64 {
    let kali = 10_f64.powi(desimal);
    (angka * kali).round() / kali
}
