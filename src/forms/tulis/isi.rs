//! What a form is filled with before it is sent out.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::capaian::Profil;
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::nilai::{ArahBatas, Nilai};
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::simpul::Simpul;
use crate::domain::teks::pisah_kode;
use crate::domain::triwulan::Triwulan;
use crate::template::TabelTemplat;

/// Open rows below each indicator of an action plan, its own row included.
const BARIS_RENCANA: u32 = 4;

/// What is known of a form before it is sent out.
#[derive(Debug, Clone)]
pub struct IsiFormulir<'a> {
    /// Name of the institution.
    pub instansi: String,
    /// Code and name of the unit; without a code, the name is what somebody typed.
    pub unit: Option<(String, String)>,
    /// Who signs.
    pub pihak_pertama: PejabatIsi,
    /// The superior, who signs an agreement too.
    pub pihak_kedua: PejabatIsi,
    /// The year.
    pub tahun: i32,
    /// The quarter, for measurements.
    pub triwulan: Option<Triwulan>,
    /// Rows of the table of indicators.
    pub indikator: Vec<BarisIsi>,
    /// Rows of the budget table.
    pub anggaran: Vec<BarisIsi>,
    /// Open rows below them.
    pub kosong: u32,
    /// How achievement is computed.
    pub profil: &'a Profil,
    /// What is checked in a column, for the sheet of instructions.
    pub diperiksa: Vec<(Bidang, String)>,
    /// Password of the sheet protection; none by default.
    pub sandi: Option<String>,
    /// When the workbook was made.
    pub dibuat: NaiveDateTime,
    /// Place and day of the signature, on a form that is signed already.
    pub ditandatangani: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PejabatIsi {
    /// Office.
    pub jabatan: Option<String>,
    /// Name.
    pub nama: Option<String>,
    /// NIP, as text.
    pub nip: Option<String>,
}

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum SelIsi {
    /// Text.
    Teks(String),
    /// A number.
    Angka(f64),
    /// Percent points, written as a fraction under a percent format.
    Persen(f64),
    /// A day.
    Tanggal(NaiveDate),
}

impl SelIsi {
    /// The cell as the reader shows it.
    pub(in crate::forms) fn tampak(&self) -> String {
        match self {
            Self::Teks(teks) => teks.clone(),
            Self::Angka(angka) | Self::Persen(angka) => angka.to_string(),
            Self::Tanggal(hari) => hari.format("%Y-%m-%d").to_string(),
        }
    }
}

/// One row of a table, perhaps with open rows that go on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct BarisIsi {
    /// Heading of its section.
    pub bagian: Option<String>,
    /// What is known; these cells are locked.
    pub isian: BTreeMap<Kolom, SelIsi>,
    /// What the unit typed already; these cells stay open. Where both are there, `isian` counts.
    pub ketikan: BTreeMap<Kolom, SelIsi>,
    /// Open rows that go on with it.
    pub lanjutan: u32,
    /// What the unit typed already into those rows, from the first on.
    pub ketikan_lanjutan: Vec<BTreeMap<Kolom, SelIsi>>,
    /// Direction of its indicator.
    pub polaritas: Polaritas,
    /// Whether its figures are percent points that no column of units tells.
    pub persen: bool,
    /// Whether it is a heading without figures of its own (an objective in a mixed column).
    pub kepala: bool,
}

impl Default for BarisIsi {
    fn default() -> Self {
        Self {
            bagian: None,
            isian: BTreeMap::new(),
            ketikan: BTreeMap::new(),
            lanjutan: 0,
            ketikan_lanjutan: Vec::new(),
            polaritas: Polaritas::Maksimum,
            persen: false,
            kepala: false,
        }
    }
}

impl BarisIsi {
    /// What stands in a cell of the row, filled in or typed.
    pub fn nilai(&self, kolom: Kolom) -> Option<&SelIsi> {
        self.isian.get(&kolom).or_else(|| self.ketikan.get(&kolom))
    }

    /// How many open rows go on with it.
    pub(super) fn banyak_lanjutan(&self) -> u32 {
        self.lanjutan.max(u32::try_from(self.ketikan_lanjutan.len()).unwrap_or(u32::MAX))
    }
}

/// An indicator of the unit, as the cascade or the unit's agreement has it.
#[derive(Debug, Clone, PartialEq)]
pub struct IndikatorIsi {
    /// Heading of its section, when the agreement had one.
    pub bagian: Option<String>,
    /// Code.
    pub kode: String,
    /// Level.
    pub jenjang: String,
    /// Objective.
    pub sasaran: String,
    /// Wording, without the code.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Direction.
    pub polaritas: Polaritas,
    /// How quarters add up.
    pub konsolidasi_periode: Option<KonsolidasiPeriode>,
    /// Weight.
    pub bobot: Option<f64>,
    /// Target of the year.
    pub target: Nilai,
    /// Targets of the quarters.
    pub target_tw: [Nilai; 4],
    /// Realisation of the quarters that were measured.
    pub realisasi_tw: [Nilai; 4],
}

impl From<&Simpul> for IndikatorIsi {
    fn from(simpul: &Simpul) -> Self {
        Self {
            bagian: None,
            kode: simpul.kode.clone(),
            jenjang: simpul.jenjang.map(|jenjang| jenjang.to_string()).unwrap_or_default(),
            sasaran: simpul.sasaran.clone(),
            indikator: simpul.indikator.clone(),
            satuan: simpul.satuan.clone(),
            polaritas: simpul.polaritas,
            konsolidasi_periode: simpul.konsolidasi_periode,
            bobot: simpul.bobot,
            target: simpul.target.clone(),
            target_tw: simpul.target_tw.clone(),
            realisasi_tw: std::array::from_fn(|_| Nilai::Kosong),
        }
    }
}

/// The rows of a table for the indicators of a unit. Realisations are filled in for the quarters before `triwulan`.
pub fn baris_indikator(tabel: &TabelTemplat, indikator: &[IndikatorIsi], triwulan: Option<Triwulan>) -> Vec<BarisIsi> {
    let punya = |bidang: Bidang| tabel.kolom.iter().any(|milik| milik.kolom.bidang == bidang);
    let campur = punya(Bidang::Uraian) && !punya(Bidang::Indikator);
    let mut hasil: Vec<BarisIsi> = Vec::new();
    let mut sasaran_lalu = None;
    for (bagian, satu) in per_bagian(tabel, indikator) {
        if campur && sasaran_lalu != Some(&satu.sasaran) && !satu.sasaran.is_empty() {
            let isian = BTreeMap::from([(Bidang::Uraian.tahunan(), SelIsi::Teks(satu.sasaran.clone()))]);
            hasil.push(BarisIsi { isian, kepala: true, bagian: bagian.clone(), ..BarisIsi::default() });
        }
        sasaran_lalu = Some(&satu.sasaran);
        let persen = !punya(Bidang::Satuan) && matches!(satu.target, Nilai::Persen { .. });
        let dasar = BarisIsi { bagian, persen, polaritas: satu.polaritas, ..BarisIsi::default() };
        if punya(Bidang::TriwulanBaris) {
            for tw in Triwulan::SEMUA {
                hasil.push(BarisIsi { isian: isian(tabel, satu, Some(tw), triwulan), ..dasar.clone() });
            }
        } else {
            let lanjutan = if punya(Bidang::RencanaAksi) { BARIS_RENCANA - 1 } else { 0 };
            hasil.push(BarisIsi { isian: isian(tabel, satu, triwulan, triwulan), lanjutan, ..dasar });
        }
    }
    hasil
}

/// The indicators section by section: those of the definition first, then the others as they come. What has no section
/// stands above the first one, because a section reaches down to the next.
fn per_bagian<'a>(tabel: &TabelTemplat, indikator: &'a [IndikatorIsi]) -> Vec<(Option<String>, &'a IndikatorIsi)> {
    let mut semua: Vec<(Option<String>, &IndikatorIsi)> =
        indikator.iter().map(|satu| (satu.bagian.clone().or_else(|| tabel.bagian.first().cloned()), satu)).collect();
    let mut urutan: Vec<Option<String>> = vec![None];
    urutan.extend(tabel.bagian.iter().cloned().map(Some));
    for (bagian, _) in &semua {
        if !urutan.contains(bagian) {
            urutan.push(bagian.clone());
        }
    }
    semua.sort_by_key(|(bagian, _)| urutan.iter().position(|satu| satu == bagian));
    semua
}

fn isian(
    tabel: &TabelTemplat,
    satu: &IndikatorIsi,
    berjalan: Option<Triwulan>,
    kini: Option<Triwulan>,
) -> BTreeMap<Kolom, SelIsi> {
    let punya = |bidang: Bidang| tabel.kolom.iter().any(|milik| milik.kolom.bidang == bidang);
    let bersatuan = punya(Bidang::Satuan);
    tabel
        .kolom
        .iter()
        .filter_map(|milik| {
            let kolom = milik.kolom;
            let teks = |teks: &str| (!teks.trim().is_empty()).then(|| SelIsi::Teks(teks.trim().to_string()));
            let isi = match kolom.bidang {
                Bidang::Kode => teks(&satu.kode),
                Bidang::Jenjang | Bidang::Jenis => teks(&satu.jenjang),
                Bidang::Sasaran => teks(&satu.sasaran),
                Bidang::Indikator | Bidang::Uraian if punya(Bidang::Kode) => teks(&satu.indikator),
                Bidang::Indikator | Bidang::Uraian => teks(&berkode(&satu.kode, &satu.indikator)),
                Bidang::Satuan => teks(&satu.satuan),
                Bidang::Polaritas => teks(satu.polaritas.nama()),
                Bidang::KonsolidasiPeriode => satu.konsolidasi_periode.and_then(|cara| teks(cara.nama())),
                Bidang::Bobot => satu.bobot.map(SelIsi::Angka),
                Bidang::TriwulanBaris => berjalan.and_then(|tw| teks(romawi(tw))),
                Bidang::Target | Bidang::Realisasi => sel_nilai(&nilai(satu, kolom, berjalan, kini)?, bersatuan),
                _ => None,
            };
            Some((kolom, isi?))
        })
        .collect()
}

fn nilai(satu: &IndikatorIsi, kolom: Kolom, berjalan: Option<Triwulan>, kini: Option<Triwulan>) -> Option<Nilai> {
    let tw = match kolom.periode {
        Periode::Tahunan if kolom.bidang == Bidang::Target => return Some(satu.target.clone()),
        Periode::Triwulan(tw) => tw,
        Periode::Berjalan => berjalan?,
        Periode::Tahunan | Periode::Bulan(_) | Periode::Tahun(_) | Periode::SetiapTahun => return None,
    };
    let urutan = tw as usize;
    match kolom.bidang {
        Bidang::Target => satu.target_tw.get(urutan).cloned(),
        _ => kini.filter(|kini| tw < *kini).and_then(|_| satu.realisasi_tw.get(urutan).cloned()),
    }
}

/// Code and wording in one cell, where they read back as just these two.
pub(in crate::forms) fn berkode(kode: &str, indikator: &str) -> String {
    let gabung = format!("[{kode}] {indikator}");
    if !kode.is_empty() && pisah_kode(&gabung) == (Some(kode.to_string()), indikator) {
        gabung
    } else {
        indikator.to_string()
    }
}

/// Quarters as forms write them.
pub(in crate::forms) fn romawi(tw: Triwulan) -> &'static str {
    match tw {
        Triwulan::I => "I",
        Triwulan::II => "II",
        Triwulan::III => "III",
        Triwulan::IV => "IV",
    }
}

/// A value as a cell; percent points stand bare beside a column of units.
fn sel_nilai(nilai: &Nilai, bersatuan: bool) -> Option<SelIsi> {
    let tulis = |angka: f64| angka.to_string().replace('.', ",");
    let akhiran = |persen: bool, satuan: &Option<String>| match satuan {
        _ if persen => "%".to_string(),
        Some(satuan) => format!(" {satuan}"),
        None => String::new(),
    };
    Some(match nilai {
        Nilai::Angka { angka, satuan: None } => SelIsi::Angka(*angka),
        Nilai::Angka { angka, satuan: Some(satuan) } => SelIsi::Teks(format!("{} {satuan}", tulis(*angka))),
        Nilai::Persen { persen } if bersatuan => SelIsi::Angka(*persen),
        Nilai::Persen { persen } => SelIsi::Persen(*persen),
        Nilai::Uang { rupiah } => SelIsi::Angka(*rupiah),
        Nilai::Batas { arah, angka, persen, satuan } => {
            let tanda = match arah {
                ArahBatas::Minimal => "≥",
                ArahBatas::Maksimal => "≤",
                ArahBatas::LebihDari => ">",
                ArahBatas::KurangDari => "<",
            };
            SelIsi::Teks(format!("{tanda} {}{}", tulis(*angka), akhiran(*persen, satuan)))
        }
        Nilai::Rentang { bawah, atas, persen, satuan } => {
            SelIsi::Teks(format!("{} - {}{}", tulis(*bawah), tulis(*atas), akhiran(*persen, satuan)))
        }
        Nilai::Pecahan { pembilang, penyebut, satuan } => {
            SelIsi::Teks(format!("{} dari {}{}", tulis(*pembilang), tulis(*penyebut), akhiran(false, satuan)))
        }
        Nilai::Predikat { predikat, angka } => SelIsi::Teks(match angka {
            Some(angka) => format!("{} ({})", tulis(*angka), predikat.nama()),
            None => predikat.nama().to_string(),
        }),
        Nilai::Tanggal { tanggal } => SelIsi::Tanggal((*tanggal).into()),
        Nilai::Teks { teks } => SelIsi::Teks(teks.clone()),
        Nilai::Strip => SelIsi::Teks("-".to_string()),
        Nilai::TidakAda => SelIsi::Teks("n/a".to_string()),
        Nilai::Kosong | Nilai::Triwulan { .. } | Nilai::Galat { .. } | Nilai::BelumDihitung => return None,
    })
}
