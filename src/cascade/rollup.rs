//! Measurements carried up the tree: for every node its target, realisation and achievement, quarter by quarter and to
//! date, and who has not reported.
//!
//! Reading, where the forms leave a choice:
//! * A node that its own unit measured keeps that value, whatever its children say. A node without unit and children is
//!   measured by the one unit that reports it.
//! * Otherwise its members are its children, and units that reported the node itself without being its unit or having
//!   a child of it. Their
//!   realisations combine as the node's Konsolidasi Unit says, and achievement is the combined realisation against the
//!   node's own target. A member without a figure is listed and never counted as zero.
//! * Percentages are never added (domain 7.5). Where a member's satuan differs from the node's, or members have grades
//!   instead of figures, realisations cannot be combined: their achievements are, except by sum; the cap was applied to
//!   each before (domain 7.7).
//! * The period may be a semester or the year (domain 8.2): a semester takes its own quarters, of running totals what they
//!   grew since the quarter before; the year is measured against the target of the year.
//! * To date follows domain 8.2 with the node's Konsolidasi Periode over its combined quarters; where the sheet does not
//!   say how, the targets decide, and where these do not either, the last value stands, with a note.

mod gabungan;
mod sampai;
mod ukur;

use std::collections::BTreeSet;

use super::Kaskade;
use crate::domain::capaian::Profil;
use crate::domain::periode::Kurun;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;
use gabungan::Anggota;
use ukur::{Kuartal, UkurSimpul};

/// Where the figures of a node come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asal {
    /// Its own unit measured it.
    Sendiri,
    /// Its members, combined in this way.
    Anggota(KonsolidasiUnit),
    /// Nobody measured it, or nothing says how its members combine.
    TidakAda,
}

/// The figures of a node for a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HasilPeriode {
    /// What achievement is computed against.
    pub target: Option<f64>,
    /// What was reached; `None` for grades too.
    pub realisasi: Option<f64>,
    /// Achievement after floor and cap, percent points.
    pub capaian: Option<f64>,
    /// Achievement before floor and cap.
    pub capaian_penuh: Option<f64>,
    /// Why there is no achievement ([`Alasan::nama`](crate::domain::capaian::Alasan::nama)), when something was reported.
    pub alasan: Option<String>,
    /// Whether anything was reported.
    pub lapor: bool,
}

/// What the roll-up gives for one node.
#[derive(Debug, Clone, PartialEq)]
pub struct HasilSimpul {
    /// The node: index into [`Tables::simpul`].
    pub simpul: usize,
    /// The quarters up to the one asked for; later ones are blank.
    pub triwulan: [HasilPeriode; 4],
    /// The period asked for.
    pub sampai: HasilPeriode,
    /// Where the figures come from.
    pub asal: Asal,
    /// How many members reported for the quarter asked for, of how many. A node whose own figure stands, and one
    /// without members, counts itself.
    pub dari: (usize, usize),
    /// The members that did not, as people know them.
    pub belum: Vec<String>,
    /// The members that reported something that cannot be counted, and why.
    pub tidak_terhitung: Vec<(String, String)>,
    /// The records on which the figures rest, in order.
    pub rekaman: Vec<u32>,
    /// What a reader must know about the figures.
    pub catatan: Vec<String>,
    /// Whether the quarters hold running totals.
    pub kumulatif: bool,
}

impl HasilSimpul {
    /// Whether anything was reported in any quarter until the one asked for.
    pub fn pernah_lapor(&self) -> bool {
        self.triwulan.iter().any(|periode| periode.lapor)
    }

    fn kosong(simpul: usize) -> Self {
        Self {
            simpul,
            triwulan: Default::default(),
            sampai: HasilPeriode::default(),
            asal: Asal::TidakAda,
            dari: (0, 0),
            belum: Vec::new(),
            tidak_terhitung: Vec::new(),
            rekaman: Vec::new(),
            catatan: Vec::new(),
            kumulatif: false,
        }
    }
}

/// What every step needs.
struct Alat<'a> {
    kaskade: &'a Kaskade,
    tables: &'a Tables,
    profil: &'a Profil,
    kurun: Kurun,
    /// The newest quarter that counts.
    sampai: Triwulan,
}

/// The figures of every node at the end of a quarter, in the order of [`Tables::simpul`].
pub fn gulung(kaskade: &Kaskade, tables: &Tables, profil: &Profil, sampai: Triwulan) -> Vec<HasilSimpul> {
    gulung_kurun(kaskade, tables, profil, Kurun::Triwulan(sampai), sampai)
}

/// The figures of every node for a period, of quarters until `sampai`, in the order of [`Tables::simpul`].
pub fn gulung_kurun(
    kaskade: &Kaskade,
    tables: &Tables,
    profil: &Profil,
    kurun: Kurun,
    sampai: Triwulan,
) -> Vec<HasilSimpul> {
    let alat = Alat { kaskade, tables, profil, kurun, sampai: sampai.min(kurun.akhir()) };
    let ukur = ukur::kumpulkan(tables);
    let mut hasil: Vec<HasilSimpul> = (0..kaskade.simpul().len()).map(HasilSimpul::kosong).collect();
    let urutan = dari_bawah(kaskade);
    for nomor in &urutan {
        if let (Some(simpul), Some(ukur)) = (kaskade.ambil(*nomor), ukur.get(*nomor)) {
            hasil[*nomor] = alat.satu(*nomor, simpul, ukur, &hasil);
        }
    }
    let terjangkau: BTreeSet<usize> = urutan.into_iter().collect();
    for satu in hasil.iter_mut().filter(|satu| !terjangkau.contains(&satu.simpul)) {
        satu.catatan.push("kode induknya melingkar, sehingga nilainya tidak dapat digulung".to_string());
    }
    hasil
}

/// Nodes so that children come before their parents; nodes on a circle, and above it, are left out.
fn dari_bawah(kaskade: &Kaskade) -> Vec<usize> {
    let banyak = kaskade.simpul().len();
    let mut sisa: Vec<usize> = (0..banyak).map(|nomor| kaskade.anak(nomor).len()).collect();
    let mut urutan: Vec<usize> = (0..banyak).filter(|&nomor| kaskade.anak(nomor).is_empty()).collect();
    let mut kini = 0;
    while let Some(&nomor) = urutan.get(kini) {
        kini += 1;
        if let Some(induk) = kaskade.induk(nomor) {
            sisa[induk] -= 1;
            if sisa[induk] == 0 {
                urutan.push(induk);
            }
        }
    }
    urutan
}

impl Alat<'_> {
    fn satu(&self, nomor: usize, simpul: &Simpul, ukur: &UkurSimpul<'_>, hasil: &[HasilSimpul]) -> HasilSimpul {
        let sendiri = self.pengukur(nomor, simpul, ukur);
        let anggota = self.anggota(nomor, simpul, ukur, sendiri, hasil);
        let mut satu = match sendiri.and_then(|unit| ukur.unit.get(unit)) {
            Some(kuartal) if kuartal.iter().flatten().any(|ukur| ukur.terisi) => {
                let mut satu = self.diukur_sendiri(nomor, simpul, kuartal);
                if anggota.iter().any(|anggota| anggota.hasil.pernah_lapor()) {
                    satu.catatan.push("diukur sendiri oleh unitnya; hasil turunannya tidak dipakai".to_string());
                }
                satu
            }
            _ => self.dari_anggota(nomor, simpul, &anggota),
        };
        self.hitung_pelapor(&mut satu, simpul, &anggota);
        if !ukur.tanpa_triwulan.is_empty() {
            satu.catatan.push(format!("{} baris pengukuran tanpa triwulan tidak dipakai", ukur.tanpa_triwulan.len()));
        }
        satu
    }

    /// Children that count for a node, then other units that reported it.
    fn anggota<'h>(
        &self,
        nomor: usize,
        simpul: &Simpul,
        ukur: &UkurSimpul<'_>,
        sendiri: Option<&str>,
        hasil: &'h [HasilSimpul],
    ) -> Vec<Anggota<'h>> {
        if simpul.konsolidasi_unit == Some(KonsolidasiUnit::Tanpa) {
            return Vec::new();
        }
        let anak = self.kaskade.anak_terhitung(nomor).into_iter().filter_map(|anak| {
            let milik = self.kaskade.ambil(anak)?;
            Some(Anggota {
                nama: self.nama(milik),
                bobot: milik.bobot,
                satuan: milik.satuan.clone(),
                simpul: true,
                hasil: std::borrow::Cow::Borrowed(hasil.get(anak)?),
            })
        });
        let lewat_anak = |unit: &str| {
            let anak = self.kaskade.anak(nomor).iter().filter_map(|&anak| self.kaskade.ambil(anak));
            anak.filter_map(|anak| anak.unit.as_deref()).any(|milik| milik == unit)
        };
        let lain = ukur.unit.iter().filter(move |(unit, _)| Some(**unit) != sendiri && !lewat_anak(unit));
        let unit = lain.map(|(unit, kuartal)| Anggota {
            nama: self.nama_unit(unit),
            bobot: None,
            satuan: simpul.satuan.clone(),
            simpul: false,
            hasil: std::borrow::Cow::Owned(self.diukur_sendiri(nomor, simpul, kuartal)),
        });
        anak.chain(unit).collect()
    }

    fn diukur_sendiri(&self, nomor: usize, simpul: &Simpul, kuartal: &Kuartal<'_>) -> HasilSimpul {
        let mut satu = HasilSimpul { asal: Asal::Sendiri, ..HasilSimpul::kosong(nomor) };
        let terlihat = || Triwulan::SEMUA.into_iter().zip(kuartal).filter(|(tw, _)| *tw <= self.sampai);
        for (tw, ukur) in terlihat().filter_map(|(tw, ukur)| Some((tw, ukur.as_ref()?))) {
            satu.triwulan[tw as usize] = HasilPeriode {
                target: ukur.banding,
                realisasi: ukur.realisasi,
                capaian: ukur.row.capaian.dibatasi(),
                capaian_penuh: ukur.row.capaian.penuh(),
                alasan: ukur.row.capaian.alasan().filter(|_| ukur.terisi).map(|alasan| alasan.nama().to_string()),
                lapor: ukur.terisi,
            };
            satu.rekaman.push(ukur.row.record);
        }
        satu.kumulatif = terlihat().filter_map(|(_, ukur)| ukur.as_ref()).any(|ukur| ukur.terisi && ukur.row.kumulatif);
        let target = sampai::target_tw(simpul, |tw| kuartal[tw as usize].as_ref().and_then(|ukur| ukur.target_tw));
        let tahunan = kuartal.iter().flatten().find_map(|ukur| ukur.tahunan);
        self.sampai(&mut satu, simpul, target, tahunan);
        satu
    }

    /// Counts members; the node itself where its own figure stands, or where a node of a unit has no figure at all.
    fn hitung_pelapor(&self, satu: &mut HasilSimpul, simpul: &Simpul, anggota: &[Anggota<'_>]) {
        let kini = self.sampai as usize;
        let sendiri = match satu.asal {
            Asal::Sendiri => true,
            Asal::Anggota(_) => false,
            Asal::TidakAda => simpul.unit.is_some() && !anggota.iter().any(|anggota| anggota.hasil.pernah_lapor()),
        };
        if sendiri || anggota.is_empty() {
            let lapor = satu.triwulan[kini].lapor;
            satu.dari = (usize::from(lapor), 1);
            if !lapor {
                satu.belum.push(self.nama(simpul));
            }
        } else {
            let (lapor, belum): (Vec<_>, Vec<_>) =
                anggota.iter().partition(|anggota| anggota.hasil.triwulan[kini].lapor);
            satu.dari = (lapor.len(), anggota.len());
            satu.belum = belum.into_iter().map(|anggota| anggota.nama.clone()).collect();
        }
    }

    /// "Jurusan Akuntansi (IKK 1.2)".
    fn nama(&self, simpul: &Simpul) -> String {
        match &simpul.unit {
            Some(unit) => format!("{} ({})", self.nama_unit(unit), simpul.kode),
            None => simpul.kode.clone(),
        }
    }

    fn nama_unit(&self, kode: &str) -> String {
        self.tables.unit(kode).map_or_else(|| kode.to_string(), |unit| unit.nama.clone())
    }

    /// The unit whose measurement is the node's own.
    fn pengukur<'u>(&self, nomor: usize, simpul: &'u Simpul, ukur: &UkurSimpul<'u>) -> Option<&'u str> {
        simpul.unit.as_deref().or_else(|| {
            let mut unit = ukur.unit.keys();
            let satu = unit.next()?;
            (unit.next().is_none() && self.kaskade.anak(nomor).is_empty()).then_some(*satu)
        })
    }
}
