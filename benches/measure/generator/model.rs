//! The one model behind every form of a workspace: units, indicators, targets, realisations. A form is written from it
//! and from nothing else, so that forms agree with one another and with the cascade but for the mistakes that are planted.

use selaras::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};

use super::random::Random;

/// Indicators of a unit.
pub const INDIKATOR: usize = 40;
/// Documents that a unit sends in a year.
pub const DOCUMENT: usize = 6;
/// Key indicators of an institution.
pub const IKU: usize = 20;
/// The year of every workspace.
pub const YEAR: i32 = 2026;

const SASARAN: [&str; 5] = [
    "Meningkatnya mutu layanan kepada masyarakat",
    "Meningkatnya kompetensi sumber daya manusia",
    "Meningkatnya tata kelola yang akuntabel",
    "Meningkatnya pemanfaatan hasil kerja sama",
    "Meningkatnya kualitas sarana dan prasarana",
];

/// Wording, unit of measure, how quarters add up, how units add up, and a usual annual target.
const PATTERN: [(&str, &str, KonsolidasiPeriode, KonsolidasiUnit, f64); 10] = [
    ("Persentase layanan yang selesai tepat waktu", "%", KonsolidasiPeriode::LastValue, KonsolidasiUnit::Average, 80.0),
    ("Jumlah dokumen perencanaan yang disahkan", "Dokumen", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 24.0),
    ("Jumlah orang yang mengikuti pelatihan", "Orang", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 1600.0),
    ("Indeks kepuasan pengguna layanan", "Indeks", KonsolidasiPeriode::LastValue, KonsolidasiUnit::Average, 3.6),
    ("Persentase temuan yang ditindaklanjuti", "%", KonsolidasiPeriode::LastValue, KonsolidasiUnit::Average, 90.0),
    ("Jumlah laporan yang disampaikan", "Laporan", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 12.0),
    ("Jumlah kerja sama yang dilaksanakan", "Kegiatan", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 8.0),
    ("Persentase sarana yang berfungsi baik", "%", KonsolidasiPeriode::LastValue, KonsolidasiUnit::Average, 75.0),
    ("Jumlah data yang diperbarui", "Data", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 24000.0),
    ("Jumlah kelompok sasaran yang dibina", "Kelompok", KonsolidasiPeriode::Total, KonsolidasiUnit::Total, 40.0),
];

const TOPIC: [&str; 8] =
    ["perizinan", "pendidikan", "kesehatan", "kepegawaian", "keuangan", "kearsipan", "penelitian", "informasi publik"];

const FIELD: [&str; 10] = [
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

const NAME: [&str; 10] = [
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
pub struct MockInstitution {
    /// Its name.
    pub name: String,
    /// Its units.
    pub unit: Vec<MockUnit>,
}

/// A unit: code, name, head.
#[derive(Debug)]
pub struct MockUnit {
    pub code: String,
    pub name: String,
    pub leader: String,
    pub nip: String,
    pub jabatan: String,
}

/// One indicator of a unit, with its year.
#[derive(Debug, Clone)]
pub struct MockIndikator {
    pub code: String,
    pub parent: String,
    pub sasaran: &'static str,
    pub text: String,
    pub satuan: &'static str,
    pub period: KonsolidasiPeriode,
    pub target: f64,
    pub target_tw: [f64; 4],
    pub realisasi_tw: [f64; 4],
}

impl MockInstitution {
    /// The institution of a workspace.
    pub fn new(seed: u64, number: usize, unit: usize) -> Self {
        let unit = (0..unit)
            .map(|order| {
                let mut random = Random::new(seed, &[number as u64, 1, order as u64]);
                let field = FIELD[order % FIELD.len()];
                let name = format!("{field} Wilayah {}", order / FIELD.len() + 1);
                let born = 1966 + random.lower(18);
                let (month, day) = (1 + random.lower(12), 1 + random.lower(28));
                let work = born + 24 + random.lower(4);
                MockUnit {
                    code: format!("U{:04}", order + 1),
                    jabatan: format!("Kepala {name}"),
                    name,
                    leader: format!("{} {}", random.one(&NAME), order + 1),
                    nip: format!("{born}{month:02}{day:02}{work}031{:03}", 1 + random.lower(9)),
                }
            })
            .collect();
        Self { name: format!("Lembaga Contoh {:04}", number + 1), unit }
    }
}

/// The key indicators: those of the institution as a whole, from the indicators of its units.
pub fn iku(seed: u64, number: usize, unit: usize) -> Vec<MockIndikator> {
    (0..IKU)
        .map(|order| {
            let (text, satuan, period, _, _) = PATTERN[order % PATTERN.len()];
            let mut total = [0.0; 5];
            let mut count = 0.0;
            for one in 0..unit {
                for indikator_number in (order..INDIKATOR).step_by(IKU) {
                    let child = indikator(seed, number, one, indikator_number);
                    let child =
                        [child.target, child.target_tw[0], child.target_tw[1], child.target_tw[2], child.target_tw[3]];
                    total.iter_mut().zip(child).for_each(|(total, child)| *total += child);
                    count += 1.0;
                }
            }
            let mean = konsolidasi(order) == KonsolidasiUnit::Average;
            let figure = total.map(|total| if mean { whole(total / count, 4) } else { total });
            MockIndikator {
                code: iku_code(order),
                parent: String::new(),
                sasaran: SASARAN[order % SASARAN.len()],
                text: format!("{text} lembaga bidang {}", TOPIC[order % TOPIC.len()]),
                satuan,
                period,
                target: figure[0],
                target_tw: [figure[1], figure[2], figure[3], figure[4]],
                realisasi_tw: [0.0; 4],
            }
        })
        .collect()
}

fn iku_code(order: usize) -> String {
    format!("IKU {}.{}", order / 5 + 1, order % 5 + 1)
}

/// How units add up to a key indicator.
pub fn konsolidasi(order: usize) -> KonsolidasiUnit {
    PATTERN[order % PATTERN.len()].3
}

/// An indicator of a unit.
pub fn indikator(seed: u64, number: usize, unit: usize, order: usize) -> MockIndikator {
    let mut random = Random::new(seed, &[number as u64, 2, unit as u64, order as u64]);
    let (text, satuan, period, _, standard) = PATTERN[order % PATTERN.len()];
    let total = period == KonsolidasiPeriode::Total;
    let decimal = if satuan == "%" { 1 } else { 2 };
    let iku = order % IKU;
    let step = if total { (standard / 8.0).max(1.0) } else { standard / 100.0 };
    let per_tw = if total { (standard / 4.0 + step * random.lower(3) as f64).round() } else { 0.0 };
    let target = if total { per_tw * 4.0 } else { whole(standard + step * random.lower(9) as f64, decimal) };
    let target_tw = if total { [per_tw; 4] } else { [0.7, 0.8, 0.9, 1.0].map(|part| whole(target * part, decimal)) };
    let realisasi_tw = target_tw.map(|target| {
        let factor = *random.one(&[1.0, 1.0, 1.0, 1.02, 1.05, 1.1, 1.0, 0.9, 0.95, 1.04]);
        let outcome = target * factor;
        if total {
            outcome.round().max(1.0)
        } else {
            whole(if satuan == "%" { outcome.min(100.0) } else { outcome }, 1)
        }
    });
    MockIndikator {
        code: format!("IKK {}.{}.{}", iku / 5 + 1, iku % 5 + 1, unit * (INDIKATOR / IKU) + order / IKU + 1),
        parent: iku_code(iku),
        sasaran: SASARAN[order / (INDIKATOR / SASARAN.len())],
        text: format!("{text} bidang {}{}", TOPIC[order % TOPIC.len()], if order < IKU { "" } else { " di daerah" }),
        satuan,
        period,
        target,
        target_tw,
        realisasi_tw,
    }
}

/// Rounded to so many decimals.
pub fn whole(figure: f64, decimal: i32) -> f64 {
    let times = 10_f64.powi(decimal);
    (figure * times).round() / times
}
