//! An invented institution: a cascade of seven kinds of indicators, nine units, and what each unit's documents say.

use chrono::NaiveDate;

use super::rework::{Rework, nothing};

pub(super) const YEAR: i32 = 2026;

/// How often something is decided by chance; equal seeds give equal forms.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(parts: &[u64]) -> Self {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for part in parts {
            state = (state ^ part).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(31);
        }
        Self(state | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// A unit of the register.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) leader: String,
    pub(super) nip: String,
    pub(super) office: String,
}

const UNITS: [(&str, &str, &str); 9] = [
    ("JTS", "Jurusan Teknik Sipil", "Ketua Jurusan Teknik Sipil"),
    ("JTK", "Jurusan Teknik Kimia", "Ketua Jurusan Teknik Kimia"),
    ("JAK", "Jurusan Akuntansi", "Ketua Jurusan Akuntansi"),
    ("BKU", "Bagian Keuangan dan Umum", "Kepala Bagian Keuangan dan Umum"),
    ("BAK", "Bagian Akademik", "Kepala Bagian Akademik"),
    ("PPM", "Pusat Penelitian dan Pengabdian", "Kepala Pusat Penelitian dan Pengabdian"),
    ("PJM", "Pusat Penjaminan Mutu", "Kepala Pusat Penjaminan Mutu"),
    ("UPB", "UPT Bahasa", "Kepala UPT Bahasa"),
    ("UPP", "UPT Perpustakaan", "Kepala UPT Perpustakaan"),
];

/// The register. The first unit's forms are always clean.
pub(super) fn units() -> Vec<Unit> {
    let person = ["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan"];
    UNITS
        .iter()
        .enumerate()
        .map(|(order, (code, name, office))| Unit {
            code: (*code).to_string(),
            name: (*name).to_string(),
            leader: format!("Contoh Pimpinan {}", person[order]),
            nip: format!("19{}0101199{}031{:03}", 60 + order, order % 8, order + 1),
            office: (*office).to_string(),
        })
        .collect()
}

/// What an indicator is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Percent points.
    Percent,
    /// Things that are counted.
    Count,
    /// A number with decimals.
    Index,
    /// Rupiah.
    Money,
    /// A grade.
    Grade,
}

/// An indicator of a unit.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    pub(super) code: String,
    pub(super) parent: String,
    pub(super) sasaran: &'static str,
    pub(super) text: &'static str,
    pub(super) satuan: &'static str,
    pub(super) measure: Measure,
    pub(super) polarity: &'static str,
    pub(super) periods: &'static str,
    pub(super) units: &'static str,
    pub(super) year: f64,
    pub(super) targets: [f64; 4],
    pub(super) reached: [f64; 4],
}

impl Indicator {
    /// Achievement of a quarter in percent points, by the profile "umum".
    pub(super) fn capaian(&self, tw: usize) -> Option<f64> {
        let (target, reached) = (self.targets[tw], self.reached[tw]);
        match (self.measure, self.polarity) {
            (Measure::Grade, _) => None,
            (_, "minimum") => Some((2.0 * target - reached) / target * 100.0),
            _ => Some(reached / target * 100.0),
        }
    }
}

/// The indicators of a unit; figures differ between units and seeds.
pub(super) fn indicators(unit: usize, seed: u64) -> Vec<Indicator> {
    let mut chance = Chance::new(&[seed, unit as u64, 77]);
    let mut step = |limit: usize| chance.below(limit) as f64;
    let base = 40.0 + 4.0 * step(8);
    let share = [base / 4.0, base / 2.0, base * 0.75, base];
    let things = 4.0 + step(6);
    let people = 1100.0 + 150.0 * step(9);
    let money = 250_000_000.0 + 12_500_000.0 * step(10);
    let days = 10.0 + step(5);
    let index = 3.25 + 0.05 * step(8);
    let all = |value: f64| [value; 4];
    // The second row of every unit falls short, with everything that a form asks for then.
    vec![
        one(
            1,
            unit,
            "Lulusan siap kerja",
            "Persentase lulusan yang bekerja dalam enam bulan",
            "%",
            Measure::Percent,
            ("maksimum", "nilai akhir", "rata-rata"),
            base,
            share,
            share.map(|v| v + 0.5),
        ),
        one(
            2,
            unit,
            "Lulusan siap kerja",
            "Jumlah dokumen kurikulum yang ditinjau",
            "Dokumen",
            Measure::Count,
            ("maksimum", "jumlah", "jumlah"),
            things * 4.0,
            all(things),
            all(things - 1.0),
        ),
        one(
            3,
            unit,
            "Layanan cepat dan mudah",
            "Rata-rata waktu penyelesaian layanan",
            "Hari",
            Measure::Count,
            ("minimum", "nilai akhir", "rata-rata"),
            days,
            all(days),
            [days - 1.0, days - 1.5, days - 2.0, days - 1.25],
        ),
        one(
            4,
            unit,
            "Layanan cepat dan mudah",
            "Indeks kepuasan pengguna layanan",
            "Indeks",
            Measure::Index,
            ("maksimum", "rata-rata", "rata-rata"),
            index,
            all(index),
            [index + 0.1, index + 0.15, index + 0.12, index + 0.2],
        ),
        one(
            5,
            unit,
            "Layanan cepat dan mudah",
            "Jumlah penerima layanan informasi",
            "Orang",
            Measure::Count,
            ("maksimum", "jumlah", "jumlah"),
            people * 4.0,
            all(people),
            [people + 10.0, people + 17.0, people + 4.0, people + 29.0],
        ),
        one(
            6,
            unit,
            "Tata kelola yang akuntabel",
            "Nilai kerja sama yang dihasilkan",
            "Rupiah",
            Measure::Money,
            ("maksimum", "jumlah", "jumlah"),
            money * 4.0,
            all(money),
            [money + 5_000_000.0, money + 6_250_000.0, money + 1_500_000.0, money + 8_000_000.0],
        ),
        one(
            7,
            unit,
            "Tata kelola yang akuntabel",
            "Predikat akuntabilitas kinerja unit",
            "Predikat",
            Measure::Grade,
            ("maksimum", "nilai akhir", "tanpa"),
            0.0,
            all(0.0),
            all(0.0),
        ),
    ]
}

#[allow(clippy::too_many_arguments)]
fn one(
    kind: usize,
    unit: usize,
    sasaran: &'static str,
    text: &'static str,
    satuan: &'static str,
    measure: Measure,
    (polarity, periods, units): (&'static str, &'static str, &'static str),
    year: f64,
    targets: [f64; 4],
    reached: [f64; 4],
) -> Indicator {
    let tidy = |value: f64| (value * 1e6).round() / 1e6;
    Indicator {
        code: format!("IKK {kind}.{}", unit + 1),
        parent: format!("IKU {kind}"),
        sasaran,
        text,
        satuan,
        measure,
        polarity,
        periods,
        units,
        year: tidy(year),
        targets: targets.map(tidy),
        reached: reached.map(tidy),
    }
}

/// The cascade and register as a drawing ([`selaras::workbook::grid`]).
pub(super) fn cascade(seed: u64) -> String {
    let units = units();
    let mut text = String::from("=== Unit\nKode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel\n");
    for unit in &units {
        text += &format!("{}|{}|||{}|'{}|{}|\n", unit.code, unit.name, unit.leader, unit.nip, unit.office);
    }
    text += "=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV\n";
    let all: Vec<Vec<Indicator>> = (0..units.len()).map(|unit| indicators(unit, seed)).collect();
    for kind in 0..all[0].len() {
        let first = &all[0][kind];
        let combined = |take: &dyn Fn(&Indicator) -> f64| {
            let sum: f64 = all.iter().map(|unit| take(&unit[kind])).sum();
            if first.units == "jumlah" { sum } else { ((sum / all.len() as f64) * 1e6).round() / 1e6 }
        };
        let figure = |value: f64| if first.measure == Measure::Grade { "BB".to_string() } else { value.to_string() };
        let tw: Vec<String> = (0..4).map(|tw| figure(combined(&|one| one.targets[tw]))).collect();
        text += &format!(
            "{}||IKU||{}|{} di seluruh lembaga|{}|{}|{}|{}||{}|{}\n",
            first.parent,
            first.sasaran,
            first.text,
            first.satuan,
            first.polarity,
            first.periods,
            first.units,
            figure(combined(&|one| one.year)),
            tw.join("|")
        );
        for (unit, own) in units.iter().zip(&all) {
            let one = &own[kind];
            let tw: Vec<String> = one.targets.iter().map(|value| figure(*value)).collect();
            text += &format!(
                "{}|{}|IKK|{}|{}|{}|{}|{}|{}|||{}|{}\n",
                one.code,
                one.parent,
                unit.code,
                one.sasaran,
                one.text,
                one.satuan,
                one.polarity,
                one.periods,
                figure(one.year),
                tw.join("|")
            );
        }
    }
    text
}

/// What a cell is to say; how it is typed is the hand's affair.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    Blank,
    Text(String),
    /// A figure of the indicator's kind.
    Figure(f64),
    /// An achievement in percent points.
    Capaian(f64),
    /// A stored achievement under a formula whose target stands so many rows above.
    Slipped(f64, u32),
    Day(NaiveDate),
    /// Exactly this, however the hand writes.
    Raw(super::book::Cell),
}

impl Said {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Pk,
    Ra,
    Uk(usize),
}

/// A row about an indicator: fields by name.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) indicator: Indicator,
    pub(super) field: std::collections::BTreeMap<&'static str, Said>,
    /// The same before any fault.
    pub(super) clean: std::collections::BTreeMap<&'static str, Said>,
}

impl Row {
    pub(super) fn set(&mut self, field: &'static str, said: Said) {
        self.field.insert(field, said);
    }
}

/// A document of a unit, before a hand writes it.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) kind: Kind,
    pub(super) unit: Unit,
    pub(super) rows: Vec<Row>,
    /// Budget lines of an agreement, and the total that is typed below them.
    pub(super) budget: Vec<(String, f64)>,
    pub(super) budget_total: Option<f64>,
    pub(super) year: i32,
    pub(super) quarter_named: bool,
    pub(super) day: (u32, u32),
    pub(super) nip: super::book::Cell,
    /// Who signs, where it is not the head of the unit.
    pub(super) signer: Option<Unit>,
    pub(super) unsigned_name: bool,
    /// What stands as the unit in the header.
    pub(super) stated_unit: String,
    pub(super) left_out: Vec<&'static str>,
    pub(super) hidden: Option<usize>,
    /// Fields whose contents stand in each other's column.
    pub(super) swapped: Option<(&'static str, &'static str)>,
    /// How the total of the budget is made.
    pub(super) total_by: TotalBy,
    /// A quarter that the title says instead of its own.
    pub(super) title_quarter: Option<usize>,
    /// Nobody signs.
    pub(super) unsigned: bool,
    /// The year of the signatures, where it is not the form's.
    pub(super) signed_year: Option<i32>,
    /// A folder of its own.
    pub(super) folder: Option<&'static str>,
    /// A name over the number of the head, where it is not the head's.
    pub(super) signed_name: Option<&'static str>,
    /// A fault of the filled form itself.
    pub(super) rework: Rework,
    /// Of which all its figures were made.
    pub(super) seed: u64,
}

/// How the total of a budget is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TotalBy {
    /// Typed, or as the hand makes its figures.
    Hand,
    /// A sum over all rows with the result of another day.
    Stale,
    /// A sum over all rows, one of them hidden.
    Hidden,
    /// A sum that leaves the last row out.
    Short,
}

/// The documents that a unit sends until the middle of the year.
pub(super) fn documents(unit: usize, seed: u64) -> Vec<Document> {
    documents_of(unit, seed, &[Kind::Pk, Kind::Ra, Kind::Uk(0), Kind::Uk(1)])
}

/// Documents of these kinds.
pub(super) fn documents_of(unit: usize, seed: u64, kinds: &[Kind]) -> Vec<Document> {
    kinds.iter().map(|kind| document(unit, seed, *kind)).collect()
}

fn document(number: usize, seed: u64, kind: Kind) -> Document {
    let unit = units().swap_remove(number);
    let rows = indicators(number, seed).into_iter().map(|one| row(one, kind)).collect();
    let budget = match kind {
        Kind::Pk => vec![
            ("Program Pendidikan Tinggi".to_string(), 1_250_000_000.0),
            ("Program Dukungan Manajemen".to_string(), 475_500_000.0),
            ("Program Penelitian Terapan".to_string(), 310_250_000.0),
            ("Program Kerja Sama".to_string(), 95_000_000.0),
        ],
        _ => Vec::new(),
    };
    Document {
        kind,
        rows,
        budget_total: (!budget.is_empty()).then(|| budget.iter().map(|(_, amount)| amount).sum()),
        budget,
        year: YEAR,
        quarter_named: true,
        day: match kind {
            Kind::Pk => (20, 1),
            Kind::Ra => (9, 2),
            // Signed in the month after; the last quarter, before the year is over.
            Kind::Uk(3) => (28, 12),
            Kind::Uk(tw) => (3, 4 + 3 * tw as u32),
        },
        nip: super::book::Cell::Text(unit.nip.clone()),
        signer: None,
        unsigned_name: false,
        stated_unit: unit.name.clone(),
        left_out: Vec::new(),
        hidden: None,
        swapped: None,
        total_by: TotalBy::Hand,
        title_quarter: None,
        unsigned: false,
        signed_year: None,
        folder: None,
        signed_name: None,
        rework: nothing,
        seed,
        unit,
    }
}

fn row(one: Indicator, kind: Kind) -> Row {
    let figure = |value: f64| match one.measure {
        Measure::Grade => Said::text("BB"),
        _ => Said::Figure(value),
    };
    let mut row = Row { indicator: one.clone(), field: Default::default(), clean: Default::default() };
    row.set("kode", Said::text(&one.code));
    row.set("sasaran", Said::text(one.sasaran));
    row.set("indikator", Said::text(one.text));
    row.set("satuan", Said::text(one.satuan));
    row.set("target", figure(one.year));
    match kind {
        Kind::Pk => {}
        Kind::Ra => {
            for (tw, field) in ["target.tw1", "target.tw2", "target.tw3", "target.tw4"].into_iter().enumerate() {
                row.set(field, figure(one.targets[tw]));
            }
            row.set("rencana_aksi", Said::text(format!("Menyusun rencana kerja untuk {}", one.text.to_lowercase())));
            row.set("penanggung_jawab", Said::text("Koordinator program"));
        }
        Kind::Uk(tw) => {
            row.set("target.tw", figure(one.targets[tw]));
            row.set("realisasi.tw", figure(one.reached[tw]));
            if let Some(capaian) = one.capaian(tw) {
                row.set("capaian.tw", Said::Capaian(capaian));
            }
            if one.measure == Measure::Percent {
                row.set("pembilang", Said::Figure(one.reached[tw] * 2.0));
                row.set("penyebut", Said::Figure(200.0));
            }
            let word = one.capaian(tw).map(|capaian| if capaian < 100.0 { "Tidak Tercapai" } else { "Tercapai" });
            row.set("status", word.map_or(Said::Blank, Said::text));
            let short = one.capaian(tw).is_some_and(|capaian| capaian < 100.0);
            row.set("kendala", if short { Said::text("Narasumber belum tersedia") } else { Said::text("-") });
            if short {
                row.set("tindak_lanjut", Said::text("Menjadwalkan ulang peninjauan bersama mitra"));
                row.set("penanggung_jawab", Said::text("Koordinator kurikulum"));
                row.set("batas_waktu", Said::Day(NaiveDate::from_ymd_opt(YEAR, 9, 30).unwrap_or_default()));
            }
            row.set(
                "bukti_dukung",
                Said::text(format!("https://arsip.contoh.example/{}/tw{}", one.code.replace(' ', "-"), tw + 1)),
            );
        }
    }
    let short = one.capaian(1).is_some_and(|capaian| capaian < 100.0);
    row.set("keterangan", Said::text(if short { "Lihat kendala" } else { "Terlaksana sesuai rencana" }));
    row.set("rumus", Said::text("realisasi dibagi target"));
    row.set("sumber", Said::text("Sistem informasi lembaga"));
    row.set("paraf", Said::Blank);
    if one.measure != Measure::Grade {
        row.set("tahun_lalu", Said::Figure((one.year * 0.9 * 100.0).round() / 100.0));
    }
    row.clean = row.field.clone();
    row
}
