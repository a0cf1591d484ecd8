//! Measurements by unit and indicator, each quarter once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

use super::Uraian;
use super::angka::{STRIP, Sumber, Tulisan};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::periode::Kurun;
use crate::domain::tanggal::format_panjang;
use crate::domain::triwulan::Triwulan;
use crate::recap::ulangan;
use crate::tables::{PengukuranRow, Tables};

/// A measurement that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct CountedMeasurement<'a> {
    /// Its row in the table.
    pub(super) nomor: usize,
    /// Code of its unit.
    pub(super) unit: &'a str,
    /// The key of its indicator.
    pub(super) kunci: &'a str,
    /// What it says.
    pub(super) row: PengukuranRow<'a>,
    uraian: [Option<&'a str>; 5],
}

impl<'a> Deref for CountedMeasurement<'a> {
    type Target = PengukuranRow<'a>;

    fn deref(&self) -> &PengukuranRow<'a> {
        &self.row
    }
}

impl<'a> CountedMeasurement<'a> {
    fn of(nomor: usize, row: PengukuranRow<'a>) -> Option<Self> {
        let uraian =
            [row.kendala(), row.solusi(), row.tindak_lanjut(), row.penanggung_jawab(), row.batas_waktu()].map(berisi);
        Some(Self { nomor, unit: row.unit?, kunci: row.kunci?, row, uraian })
    }

    /// The obstacle, where one is named.
    pub(super) fn kendala(&self) -> Option<&'a str> {
        self.uraian[0]
    }

    /// Whether the form names an obstacle or a follow-up; "tidak ada" names none.
    pub(super) fn beruraian(&self, tables: &Tables) -> bool {
        let berkata =
            |bidang: Bidang| tables.isian(self.record, bidang.tahunan()).is_some_and(|isian| !isian.nilai.tanpa_isi());
        let bidang = [Bidang::Kendala, Bidang::Solusi, Bidang::TindakLanjut];
        self.uraian.iter().zip(bidang).any(|(teks, bidang)| teks.is_some() && berkata(bidang))
    }

    /// What the form says beside its figures.
    pub(super) fn uraian(&self, tables: &Tables) -> Uraian {
        let [kendala, solusi, tindak_lanjut, penanggung_jawab, batas_waktu] = self.uraian;
        // A day in a cell of dates reads as a number there, and as a day here.
        let hari = tables.isian(self.record, Bidang::BatasWaktu.tahunan()).and_then(|isian| match isian.nilai {
            Nilai::Tanggal { tanggal } => Some(format_panjang(tanggal.into())),
            _ => None,
        });
        Uraian {
            triwulan: self.triwulan,
            menurut: self.triwulan.map_or_else(|| STRIP.to_string(), |tw| tw.to_string()),
            kendala: Tulisan::baru(kendala),
            tindak_lanjut: Tulisan::baru(tindak_lanjut.or(solusi)),
            penanggung_jawab: Tulisan::baru(penanggung_jawab),
            batas_waktu: Tulisan::baru(batas_waktu.and(hari.as_deref()).or(batas_waktu)),
            asal: Some(self.sumber()),
        }
    }

    /// Where its indicator stands.
    fn sumber(&self) -> Sumber {
        Sumber {
            berkas: self.file.to_string(),
            lembar: self.sheet.to_string(),
            sel: self.cell().map(|cell| cell.to_string()).unwrap_or_default(),
        }
    }
}

/// A dash says that there is nothing to say.
fn berisi(teks: Option<&str>) -> Option<&str> {
    teks.map(str::trim).filter(|teks| !teks.is_empty() && !teks.chars().all(|huruf| "-–—".contains(huruf)))
}

/// All measurements, findable.
pub(super) struct Indeks<'a> {
    /// By unit, then indicator in the order of the forms; the quarters in order, an unknown quarter first.
    unit: HashMap<&'a str, Milik<'a>>,
    /// What was typed as realisation, by record and quarter.
    tulisan: BTreeMap<u32, Vec<(Option<Triwulan>, &'a str)>>,
}

/// The measurements of a unit: the quarters of each indicator, and where each indicator stands among them.
#[derive(Default)]
struct Milik<'a> {
    kuartal: Vec<Vec<CountedMeasurement<'a>>>,
    letak: HashMap<&'a str, usize>,
}

impl<'a> Indeks<'a> {
    pub(super) fn baru(tables: &'a Tables) -> Self {
        let ulangan = ulangan::pengukuran(tables);
        let mut indeks = Self { unit: HashMap::new(), tulisan: BTreeMap::new() };
        for (nomor, row) in tables.pengukuran().enumerate().filter(|(nomor, _)| !ulangan.contains_key(nomor)) {
            let Some(ukur) = CountedMeasurement::of(nomor, row) else { continue };
            if let (Some(teks), None) = (ukur.realisasi_teks(), ukur.realisasi_angka()) {
                indeks.tulisan.entry(ukur.record).or_default().push((ukur.triwulan, teks));
            }
            let milik = indeks.unit.entry(ukur.unit).or_default();
            let letak = *milik.letak.entry(ukur.kunci).or_insert(milik.kuartal.len());
            match milik.kuartal.get_mut(letak) {
                Some(kuartal) => kuartal.push(ukur),
                None => milik.kuartal.push(vec![ukur]),
            }
        }
        for kuartal in indeks.unit.values_mut().flat_map(|milik| &mut milik.kuartal) {
            kuartal.sort_by_key(|ukur| ukur.triwulan);
        }
        indeks
    }

    /// The quarters of each indicator of a unit, in the order of the forms.
    pub(super) fn semua(&self, unit: &str) -> &[Vec<CountedMeasurement<'a>>] {
        self.unit.get(unit).map(|milik| milik.kuartal.as_slice()).unwrap_or_default()
    }

    /// The newest filled measurement in a period of each indicator of a unit, else its newest there.
    pub(super) fn milik(&self, unit: &str, kurun: Kurun) -> impl Iterator<Item = &CountedMeasurement<'a>> {
        self.semua(unit).iter().filter_map(move |kuartal| {
            let dalam = || kuartal.iter().rev().filter(move |ukur| ukur.triwulan.is_none_or(|tw| kurun.memuat(tw)));
            dalam().find(|ukur| ukur.terisi()).or_else(|| dalam().next())
        })
    }

    /// Achievement of an indicator in each quarter until the end of a period.
    pub(super) fn tren(&self, unit: &str, kunci: &str, kurun: Kurun) -> [Option<f64>; 4] {
        let mut tren = [None; 4];
        for ukur in self.kuartal(unit, kunci) {
            if let Some(triwulan) = ukur.triwulan.filter(|tw| *tw <= kurun.akhir()) {
                tren[triwulan as usize] = ukur.capaian.dibatasi();
            }
        }
        tren
    }

    /// What the form of the newest quarter of a period says about an indicator; where it says nothing, the newest form
    /// that does.
    pub(super) fn uraian(&self, tables: &Tables, unit: &str, kunci: &str, kurun: Kurun) -> Uraian {
        let kuartal =
            || self.kuartal(unit, kunci).iter().rev().filter(|ukur| ukur.triwulan.is_none_or(|tw| kurun.memuat(tw)));
        let terpilih = kuartal().find(|ukur| ukur.terisi() || ukur.uraian.iter().any(Option::is_some));
        terpilih.or_else(|| kuartal().next()).map(|ukur| ukur.uraian(tables)).unwrap_or_default()
    }

    /// The last grade among some records in a period.
    pub(super) fn tulisan_terakhir(&self, rekaman: &[u32], kurun: Kurun) -> Option<&'a str> {
        let semua = rekaman.iter().filter_map(|rekaman| self.tulisan.get(rekaman)).flatten();
        let semua = semua.filter(|(triwulan, _)| triwulan.is_none_or(|tw| kurun.memuat(tw)));
        semua.max_by_key(|(triwulan, _)| *triwulan).map(|(_, teks)| *teks)
    }

    /// The measurements of an indicator by a unit, in the order of the quarters.
    pub(super) fn kuartal(&self, unit: &str, kunci: &str) -> &[CountedMeasurement<'a>] {
        let milik = self.unit.get(unit);
        let kuartal = milik.and_then(|milik| milik.kuartal.get(*milik.letak.get(kunci)?));
        kuartal.map(Vec::as_slice).unwrap_or_default()
    }
}
