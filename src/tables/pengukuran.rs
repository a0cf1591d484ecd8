//! The table `pengukuran`: one row for each indicator and quarter that a form measures.
//!
//! A form with a column for each quarter gives a row for every quarter that has an entry, and for those up to the
//! document's quarter even when they are blank. Any other form gives one row, for the quarter of the row or of the
//! document; `triwulan` is null when neither is known. Rencana Aksi with realisation columns give rows for their
//! entries only.
//!
//! Achievement is computed against the first of: the form's target of the quarter, the cascade's target of the quarter,
//! the form's target of the year, the cascade's, the PK's; `target_dari` says which, `target_banding` holds its figure.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;

use rayon::prelude::*;

use super::Tables;
use super::hitung;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::schema::{Column, Counted, Row};
use super::tempat::isian_setara;
use crate::domain::capaian::{Alasan, Capaian, Profil};
use crate::domain::dasar_target::DasarTarget;
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;

/// What is computed of a measurement once: the rest of its row stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    record: u32,
    triwulan: Option<Triwulan>,
    kumulatif: bool,
    target_banding: Option<f64>,
    target_dari: Option<DasarTarget>,
    capaian: Capaian,
}

/// An indicator in a quarter.
#[derive(Debug, Clone, Copy)]
pub struct PengukuranRow<'a> {
    base: IndikatorRow<'a>,
    /// The quarter, where it is known.
    pub triwulan: Option<Triwulan>,
    /// Whether the header of the realisation says that values run up.
    pub kumulatif: bool,
    /// The figure that the achievement is computed against.
    pub target_banding: Option<f64>,
    /// Where that target stands.
    pub target_dari: Option<DasarTarget>,
    /// The achievement, computed.
    pub capaian: Capaian,
}

impl<'a> Deref for PengukuranRow<'a> {
    type Target = IndikatorRow<'a>;

    fn deref(&self) -> &IndikatorRow<'a> {
        &self.base
    }
}

impl HasIndikator for PengukuranRow<'_> {
    fn base(&self) -> &IndikatorRow<'_> {
        &self.base
    }
}

impl<'a> PengukuranRow<'a> {
    /// The entry of a field for the quarter of the row.
    pub fn entry_tw(&self, bidang: Bidang) -> Option<&'a Isian> {
        self.entry(kolom(bidang, self.triwulan))
    }

    fn text_tw(&self, bidang: Bidang) -> Option<&'a str> {
        self.entry_tw(bidang).and_then(Isian::teks)
    }

    fn number_tw(&self, bidang: Bidang) -> Option<f64> {
        self.entry_tw(bidang).and_then(|entry| entry.nilai.angka())
    }

    /// The form's own target of the year.
    pub fn target_tahunan(&self) -> Option<&'a Isian> {
        self.entry(Bidang::Target.tahunan())
    }

    /// The figure of the form's own target of the year.
    pub fn target_tahunan_angka(&self) -> Option<f64> {
        self.target_tahunan().and_then(|entry| entry.nilai.angka())
    }

    /// The form's own target of the quarter.
    pub fn target(&self) -> Option<&'a Isian> {
        self.entry_tw(Bidang::Target)
    }

    /// The target as it was typed: of the quarter, else of the year.
    pub fn target_teks(&self) -> Option<&'a str> {
        self.target().and_then(Isian::teks).or_else(|| self.target_tahunan().and_then(Isian::teks))
    }

    /// What was reached.
    pub fn realisasi(&self) -> Option<&'a Isian> {
        self.entry_tw(Bidang::Realisasi)
    }

    /// The figure of what was reached.
    pub fn realisasi_angka(&self) -> Option<f64> {
        self.realisasi().and_then(|entry| entry.nilai.angka())
    }

    /// What was reached, as it was typed.
    pub fn realisasi_teks(&self) -> Option<&'a str> {
        self.realisasi().and_then(Isian::teks)
    }

    /// Whether anything was entered; a dash is an entry.
    pub fn terisi(&self) -> bool {
        self.realisasi().is_some_and(|entry| !entry.nilai.kosong())
    }

    /// The numerator.
    pub fn pembilang(&self) -> Option<f64> {
        self.number_tw(Bidang::Pembilang)
    }

    /// The denominator.
    pub fn penyebut(&self) -> Option<f64> {
        self.number_tw(Bidang::Penyebut)
    }

    /// The achievement that the form states, in percent points.
    pub fn capaian_tertulis(&self) -> Option<f64> {
        self.number_tw(Bidang::Capaian)
    }

    /// The status that the form states.
    pub fn status(&self) -> Option<&'a str> {
        self.text_tw(Bidang::Status)
    }

    /// The obstacle.
    pub fn kendala(&self) -> Option<&'a str> {
        self.text_tw(Bidang::Kendala)
    }

    /// What was done about it.
    pub fn solusi(&self) -> Option<&'a str> {
        self.text_tw(Bidang::Solusi)
    }

    /// What will be done.
    pub fn tindak_lanjut(&self) -> Option<&'a str> {
        self.text_tw(Bidang::TindakLanjut)
    }

    /// Who does it.
    pub fn penanggung_jawab(&self) -> Option<&'a str> {
        self.text_tw(Bidang::PenanggungJawab)
    }

    /// By when.
    pub fn batas_waktu(&self) -> Option<&'a str> {
        self.text_tw(Bidang::BatasWaktu)
    }

    /// What proves the realisation.
    pub fn bukti_dukung(&self) -> Option<&'a str> {
        self.text_tw(Bidang::BuktiDukung)
    }

    /// A remark.
    pub fn keterangan(&self) -> Option<&'a str> {
        self.text_tw(Bidang::Keterangan)
    }
}

impl Row for PengukuranRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        indikator::columns([
            Column::small("triwulan", |row: &Self| row.triwulan.and_then(|tw| i32::try_from(tw.nomor()).ok())),
            Column::number("target_tahunan", Self::target_tahunan_angka),
            Column::text("target_tahunan_teks", |row| borrowed(row.target_tahunan().and_then(Isian::teks))),
            Column::number("target", |row| row.target().and_then(|entry| entry.nilai.angka())),
            Column::text("target_teks", |row| borrowed(row.target().and_then(Isian::teks))),
            Column::number("target_banding", |row| row.target_banding),
            Column::text("target_dari", |row| borrowed(row.target_dari.map(DasarTarget::nama))),
            Column::number("realisasi", Self::realisasi_angka),
            Column::text("realisasi_teks", |row| borrowed(row.realisasi_teks())),
            Column::text("realisasi_kelas", |row| borrowed(row.realisasi().map(|entry| entry.nilai.kelas()))),
            Column::flag("kumulatif", |row| row.kumulatif),
            Column::number("pembilang", Self::pembilang),
            Column::number("penyebut", Self::penyebut),
            Column::number("capaian_tertulis", Self::capaian_tertulis),
            Column::number("capaian", |row| row.capaian.dibatasi()),
            Column::number("capaian_penuh", |row| row.capaian.penuh()),
            Column::text("alasan", |row| borrowed(row.capaian.alasan().map(Alasan::nama))),
            Column::text("status", |row| borrowed(row.status())),
            Column::text("kendala", |row| borrowed(row.kendala())),
            Column::text("solusi", |row| borrowed(row.solusi())),
            Column::text("tindak_lanjut", |row| borrowed(row.tindak_lanjut())),
            Column::text("penanggung_jawab", |row| borrowed(row.penanggung_jawab())),
            Column::text("batas_waktu", |row| borrowed(row.batas_waktu())),
            Column::text("bukti_dukung", |row| borrowed(row.bukti_dukung())),
            Column::text("keterangan", |row| borrowed(row.keterangan())),
        ])
    }
}

/// What is computed of every measurement, in the order of the table.
pub(super) fn measure(tables: &Tables, profil: &Profil) -> Vec<Measured> {
    let pk = target_pk(tables);
    indikator::records(tables, &[JenisDokumen::Pengukuran, JenisDokumen::RencanaAksi])
        .into_par_iter()
        .flat_map_iter(|record| {
            let quarters = triwulan_baris(tables, record).into_iter();
            quarters.filter_map(|tw| satu(tables, profil, &pk, record, tw)).collect::<Vec<_>>()
        })
        .collect()
}

impl Tables {
    /// The rows of the table `pengukuran`.
    pub fn pengukuran(&self) -> impl ExactSizeIterator<Item = PengukuranRow<'_>> + Clone {
        let rows = self.rows.pengukuran.iter().filter_map(|measured| {
            let Measured { record, triwulan, kumulatif, target_banding, target_dari, capaian } = *measured;
            let base = IndikatorRow::of(self, record)?;
            Some(PengukuranRow { base, triwulan, kumulatif, target_banding, target_dari, capaian })
        });
        Counted::new(self.rows.pengukuran.len(), rows)
    }
}

fn satu(
    tables: &Tables,
    profil: &Profil,
    pk: &TargetPk<'_>,
    record: u32,
    triwulan: Option<Triwulan>,
) -> Option<Measured> {
    let base = IndikatorRow::of(tables, record)?;
    let (baris, kini) = (tables.baris_dari(record)?, tables.triwulan_rekaman(record));
    let isian = |bidang: Bidang| isian_setara(baris, kolom(bidang, triwulan), || kini);
    let (tahunan, target) = (isian_setara(baris, Bidang::Target.tahunan(), || kini), isian(Bidang::Target));
    let pembanding = pembanding(tables, record, triwulan, target, tahunan)
        .or_else(|| Some((Cow::Borrowed(*pk.get(&(base.unit?, base.kunci?))?), DasarTarget::Pk)));
    let persen = berpersen(base.satuan().or(base.simpul.map(|simpul| simpul.satuan.as_str())));
    let polaritas = base.simpul.map_or(Polaritas::Maksimum, |simpul| simpul.polaritas);
    let dicapai = isian(Bidang::Realisasi).map_or(&Nilai::Kosong, |isian| &isian.nilai);
    Some(Measured {
        record,
        triwulan,
        kumulatif: kumulatif(tables, record, triwulan),
        target_banding: pembanding.as_ref().and_then(|(nilai, _)| hitung::bilangan(nilai, persen)),
        target_dari: pembanding.as_ref().map(|(_, asal)| *asal),
        capaian: match &pembanding {
            Some((target, _)) => hitung::capaian(profil, polaritas, persen, target, dicapai),
            None => Capaian::TidakTerhitung(Alasan::TidakAda),
        },
    })
}

/// What the realisation is compared with and where that stands, without the PK.
fn pembanding<'a>(
    tables: &'a Tables,
    rekaman: u32,
    triwulan: Option<Triwulan>,
    target: Option<&'a Isian>,
    tahunan: Option<&'a Isian>,
) -> Option<(Cow<'a, Nilai>, DasarTarget)> {
    let simpul = tables.simpul_dari(rekaman);
    let berjalan = kumulatif(tables, rekaman, triwulan);
    let simpul_tw = simpul.zip(triwulan).and_then(|(simpul, tw)| target_simpul(simpul, tw, berjalan));
    [
        (target.map(|isian| Cow::Borrowed(&isian.nilai)), DasarTarget::FormulirTriwulan),
        (simpul_tw, DasarTarget::KaskadeTriwulan),
        (tahunan.map(|isian| Cow::Borrowed(&isian.nilai)), DasarTarget::FormulirTahunan),
        (simpul.map(|simpul| Cow::Borrowed(&simpul.target)), DasarTarget::KaskadeTahunan),
    ]
    .into_iter()
    .find_map(|(nilai, asal)| Some((nilai.filter(|nilai| !nilai.tanpa_isi())?, asal)))
}

/// The cascade's target of a quarter. Against a running total stands the running total of quarter targets that add up;
/// where the cascade does not say how they make a year, none does.
fn target_simpul(simpul: &Simpul, triwulan: Triwulan, berjalan: bool) -> Option<Cow<'_, Nilai>> {
    let sampai = simpul.target_tw.get(..=triwulan as usize)?;
    match simpul.konsolidasi_periode {
        _ if !berjalan => sampai.last().map(Cow::Borrowed),
        Some(KonsolidasiPeriode::NilaiAkhir) => sampai.last().map(Cow::Borrowed),
        Some(KonsolidasiPeriode::Jumlah) => {
            let jumlah = sampai.iter().map(Nilai::angka).sum::<Option<f64>>()?;
            Some(Cow::Owned(Nilai::Angka { angka: jumlah, satuan: None }))
        }
        Some(KonsolidasiPeriode::RataRata) | None => None,
    }
}

/// Annual targets of agreements by unit and indicator.
type TargetPk<'a> = HashMap<(&'a str, &'a str), &'a Nilai>;

fn target_pk(tables: &Tables) -> TargetPk<'_> {
    let mut target = HashMap::new();
    for rekaman in indikator::records(tables, &[JenisDokumen::Pk]) {
        let isian = tables
            .isian(rekaman, Bidang::Target.tahunan())
            .or_else(|| tables.isian(rekaman, Bidang::Target.berjalan()))
            .filter(|isian| !isian.nilai.tanpa_isi());
        let unit = tables.dokumen_dari(rekaman).and_then(|dokumen| dokumen.unit.as_deref());
        let kunci = tables.tautan.get(rekaman as usize).and_then(|tautan| tautan.kunci.as_deref());
        if let (Some(isian), Some(unit), Some(kunci)) = (isian, unit, kunci) {
            target.entry((unit, kunci)).or_insert(&isian.nilai);
        }
    }
    target
}

/// The field of a row for a quarter; the only one the form has when the quarter is not known.
fn kolom(bidang: Bidang, triwulan: Option<Triwulan>) -> Kolom {
    triwulan.map_or(bidang.berjalan(), |tw| bidang.tw(tw))
}

/// Whether the column of the realisation says that it runs up.
fn kumulatif(tables: &Tables, rekaman: u32, triwulan: Option<Triwulan>) -> bool {
    let judul = || {
        let milik = tables.kolom_setara(rekaman, kolom(Bidang::Realisasi, triwulan))?;
        tables.tabel_dari(rekaman)?.kolom.iter().find(|judul| judul.kolom == milik)
    };
    judul().is_some_and(|judul| judul.kumulatif)
}

fn berpersen(satuan: Option<&str>) -> bool {
    satuan.is_some_and(|satuan| satuan_baku(satuan).persen)
}

/// The quarters for which a record gives a row; `[None]` for one row without a known quarter.
fn triwulan_baris(tables: &Tables, rekaman: u32) -> Vec<Option<Triwulan>> {
    let (Some(baris), Some(dokumen)) = (tables.baris_dari(rekaman), tables.dokumen_dari(rekaman)) else {
        return Vec::new();
    };
    let mengukur = dokumen.jenis == JenisDokumen::Pengukuran;
    let isian = |tw: Triwulan| realisasi_tw(baris, tw);
    let berkolom: Vec<Triwulan> = Triwulan::SEMUA.into_iter().filter(|tw| isian(*tw).is_some()).collect();
    if berkolom.is_empty() {
        return if satu_kolom(tables, baris, rekaman, mengukur) {
            vec![tables.triwulan_rekaman(rekaman)]
        } else {
            Vec::new()
        };
    }
    let terisi = |tw: &Triwulan| isian(*tw).is_some_and(|isian| !isian.nilai.kosong());
    let jatuh = |tw: &Triwulan| mengukur && dokumen.triwulan.is_some_and(|kini| *tw <= kini);
    let hasil: Vec<_> = berkolom.into_iter().filter(|tw| terisi(tw) || jatuh(tw)).map(Some).collect();
    if hasil.is_empty() && mengukur && baris.jenis == JenisBaris::Data { vec![dokumen.triwulan] } else { hasil }
}

/// The realisation of a quarter, in a column of its own or in that of its last month.
fn realisasi_tw(baris: &Baris, triwulan: Triwulan) -> Option<&Isian> {
    baris.isian(Bidang::Realisasi.tw(triwulan)).or_else(|| {
        let bulan = u8::try_from(triwulan.nomor() * 3).ok()?;
        baris.isian(Bidang::Realisasi.bulan(bulan))
    })
}

/// Whether a row of a form with one realisation column is a measurement. The first row of an indicator in a measurement
/// always is, blank or not; a row that goes on with it, and a row of a plan, only with an entry of its own.
fn satu_kolom(tables: &Tables, baris: &Baris, rekaman: u32, mengukur: bool) -> bool {
    let sendiri = [Bidang::Realisasi.berjalan(), Bidang::Realisasi.tahunan()]
        .into_iter()
        .filter_map(|kolom| baris.isian(kolom))
        .any(|isian| !isian.nilai.kosong() && !isian.turunan);
    if baris.jenis == JenisBaris::Data && mengukur {
        return sendiri || !belum_jatuh(tables, baris, rekaman);
    }
    sendiri
}

/// Whether a row stands for a quarter after the document's own, on forms with a row for each quarter.
fn belum_jatuh(tables: &Tables, baris: &Baris, rekaman: u32) -> bool {
    let per_baris = baris.isian(Bidang::TriwulanBaris.tahunan()).is_some();
    let pertama = tables.tautan.get(rekaman as usize).is_some_and(|tautan| tautan.pokok == rekaman);
    let kini = tables.dokumen_dari(rekaman).and_then(|dokumen| dokumen.triwulan);
    per_baris && !pertama && tables.triwulan_rekaman(rekaman).zip(kini).is_some_and(|(baris, kini)| baris > kini)
}
