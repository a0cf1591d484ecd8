//! Measurements by unit and indicator, each quarter once.

use std::collections::{BTreeMap, HashMap};

use super::Uraian;
use crate::domain::triwulan::Triwulan;
use crate::report::ulangan;
use crate::tables::Tables;
use crate::tables::frame::{BarisFrame, Pembaca};

/// One measurement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ukur<'a> {
    pub(super) unit: &'a str,
    pub(super) kunci: &'a str,
    pub(super) triwulan: Option<Triwulan>,
    pub(super) kode: Option<&'a str>,
    pub(super) sasaran: &'a str,
    pub(super) indikator: &'a str,
    pub(super) satuan: &'a str,
    pub(super) target: Option<f64>,
    pub(super) target_teks: Option<&'a str>,
    pub(super) realisasi: Option<f64>,
    pub(super) realisasi_teks: Option<&'a str>,
    pub(super) terisi: bool,
    pub(super) penuh: Option<f64>,
    pub(super) capaian: Option<f64>,
    uraian: [Option<&'a str>; 5],
    asal: [Option<&'a str>; 3],
}

impl<'a> Ukur<'a> {
    fn dari(baris: &BarisFrame<'a, '_>) -> Option<Self> {
        let triwulan = baris.i32("triwulan").and_then(|tw| Triwulan::dari_nomor(u32::try_from(tw).ok()?));
        Some(Self {
            unit: baris.teks("unit")?,
            kunci: baris.teks("kunci")?,
            triwulan,
            kode: baris.teks("kode"),
            sasaran: baris.teks("sasaran").unwrap_or_default(),
            indikator: baris.teks("indikator").unwrap_or_default(),
            satuan: baris.teks("satuan").unwrap_or_default(),
            target: baris.angka("target_banding"),
            target_teks: baris.teks("target_teks").or(baris.teks("target_tahunan_teks")),
            realisasi: baris.angka("realisasi"),
            realisasi_teks: baris.teks("realisasi_teks"),
            terisi: baris.teks("realisasi_kelas").is_some_and(|kelas| kelas != "kosong"),
            penuh: baris.angka("capaian_penuh"),
            capaian: baris.angka("capaian"),
            uraian: ["kendala", "solusi", "tindak_lanjut", "penanggung_jawab", "batas_waktu"]
                .map(|kolom| berisi(baris.teks(kolom))),
            asal: ["berkas", "lembar", "sel"].map(|kolom| baris.teks(kolom)),
        })
    }

    fn uraian(&self) -> Uraian {
        let [kendala, solusi, tindak_lanjut, penanggung_jawab, batas_waktu] =
            self.uraian.map(|teks| teks.map(str::to_string));
        let asal = match self.asal {
            [Some(berkas), Some(lembar), sel] => Some((berkas.into(), lembar.into(), sel.unwrap_or_default().into())),
            _ => None,
        };
        Uraian {
            triwulan: self.triwulan,
            kendala,
            tindak_lanjut: tindak_lanjut.or(solusi),
            penanggung_jawab,
            batas_waktu,
            asal,
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
    unit: HashMap<&'a str, Vec<Vec<Ukur<'a>>>>,
    /// What was typed as realisation, by record and quarter.
    tulisan: BTreeMap<u32, Vec<(Option<Triwulan>, &'a str)>>,
}

impl<'a> Indeks<'a> {
    pub(super) fn baru(tables: &'a Tables) -> Self {
        let ulangan = ulangan::pengukuran(tables);
        let pembaca = Pembaca::baru(&tables.pengukuran);
        let mut indeks = Self { unit: HashMap::new(), tulisan: BTreeMap::new() };
        for baris in pembaca.baris().filter(|baris| !ulangan.contains_key(&baris.nomor())) {
            let Some(ukur) = Ukur::dari(&baris) else { continue };
            if let (Some(rekaman), Some(teks), None) = (baris.u32("rekaman"), ukur.realisasi_teks, ukur.realisasi) {
                indeks.tulisan.entry(rekaman).or_default().push((ukur.triwulan, teks));
            }
            let milik = indeks.unit.entry(ukur.unit).or_default();
            match milik.iter_mut().find(|kuartal| kuartal.first().is_some_and(|satu| satu.kunci == ukur.kunci)) {
                Some(kuartal) => kuartal.push(ukur),
                None => milik.push(vec![ukur]),
            }
        }
        for kuartal in indeks.unit.values_mut().flatten() {
            kuartal.sort_by_key(|ukur| ukur.triwulan);
        }
        indeks
    }

    /// The newest filled measurement of each indicator of a unit, else its newest.
    pub(super) fn milik(&self, unit: &str) -> impl Iterator<Item = &Ukur<'a>> {
        let semua = self.unit.get(unit).map(Vec::as_slice).unwrap_or_default();
        semua.iter().filter_map(|kuartal| kuartal.iter().rev().find(|ukur| ukur.terisi).or(kuartal.last()))
    }

    /// Achievement of an indicator in each quarter.
    pub(super) fn tren(&self, unit: &str, kunci: &str) -> [Option<f64>; 4] {
        let mut tren = [None; 4];
        for ukur in self.kuartal(unit, kunci) {
            if let Some(triwulan) = ukur.triwulan {
                tren[triwulan as usize] = ukur.capaian;
            }
        }
        tren
    }

    /// What the form of the newest quarter says about an indicator; where it says nothing, the newest form that does.
    pub(super) fn uraian(&self, unit: &str, kunci: &str, sampai: Triwulan) -> Uraian {
        let kuartal =
            || self.kuartal(unit, kunci).iter().rev().filter(|ukur| ukur.triwulan.is_none_or(|tw| tw <= sampai));
        let terpilih = kuartal().find(|ukur| ukur.terisi || ukur.uraian.iter().any(Option::is_some));
        terpilih.or(kuartal().next()).map(Ukur::uraian).unwrap_or_default()
    }

    /// The last grade among some records.
    pub(super) fn tulisan_terakhir(&self, rekaman: &[u32]) -> Option<&'a str> {
        let semua = rekaman.iter().filter_map(|rekaman| self.tulisan.get(rekaman)).flatten();
        semua.max_by_key(|(triwulan, _)| *triwulan).map(|(_, teks)| *teks)
    }

    fn kuartal(&self, unit: &str, kunci: &str) -> &[Ukur<'a>] {
        let semua = self.unit.get(unit).map(Vec::as_slice).unwrap_or_default();
        let cocok = semua.iter().find(|kuartal| kuartal.first().is_some_and(|satu| satu.kunci == kunci));
        cocok.map(Vec::as_slice).unwrap_or_default()
    }
}
