//! The frame `pengukuran`: one row for each indicator and quarter that a form measures.
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

use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::hitung;
use super::tempat::isian_setara;
use super::umum::{PunyaUmum, Umum, rekaman_indikator};
use super::{Tables, TablesError, umum};
use crate::domain::capaian::{Alasan, Capaian, Profil};
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;

struct BarisUkur<'a> {
    umum: Umum<'a>,
    triwulan: Option<i32>,
    tahunan: Option<&'a Isian>,
    target: Option<&'a Isian>,
    realisasi: Option<&'a Isian>,
    kumulatif: bool,
    banding: Option<f64>,
    target_dari: Option<&'static str>,
    capaian: Capaian,
    pembilang: Option<f64>,
    penyebut: Option<f64>,
    tertulis: Option<f64>,
    lain: [Option<&'a Isian>; LAIN.len()],
}

/// Further columns that are plain text of the form, in the order of the frame.
const LAIN: [(&str, Bidang); 8] = [
    ("status", Bidang::Status),
    ("kendala", Bidang::Kendala),
    ("solusi", Bidang::Solusi),
    ("tindak_lanjut", Bidang::TindakLanjut),
    ("penanggung_jawab", Bidang::PenanggungJawab),
    ("batas_waktu", Bidang::BatasWaktu),
    ("bukti_dukung", Bidang::BuktiDukung),
    ("keterangan", Bidang::Keterangan),
];

impl PunyaUmum for BarisUkur<'_> {
    fn umum(&self) -> &Umum<'_> {
        &self.umum
    }
}

/// The frame `pengukuran`.
pub(super) fn frame(tables: &Tables, profil: &Profil) -> Result<DataFrame, TablesError> {
    let pk = target_pk(tables);
    let baris: Vec<BarisUkur<'_>> = rekaman_indikator(tables, &[JenisDokumen::Pengukuran, JenisDokumen::RencanaAksi])
        .into_par_iter()
        .flat_map_iter(|rekaman| {
            let triwulan = triwulan_baris(tables, rekaman).into_iter();
            triwulan.filter_map(|triwulan| satu(tables, profil, &pk, rekaman, triwulan)).collect::<Vec<_>>()
        })
        .collect();
    susun(&baris)
}

fn susun(baris: &[BarisUkur<'_>]) -> Result<DataFrame, TablesError> {
    let angka = |isian: Option<&Isian>| isian.and_then(|isian| isian.nilai.angka());
    let mut penyusun = umum::penyusun(baris)
        .i32("triwulan", |b| b.triwulan)
        .angka("target_tahunan", |b| angka(b.tahunan))
        .teks("target_tahunan_teks", |b| b.tahunan.and_then(Isian::teks))
        .angka("target", |b| angka(b.target))
        .teks("target_teks", |b| b.target.and_then(Isian::teks))
        .angka("target_banding", |b| b.banding)
        .teks("target_dari", |b| b.target_dari)
        .angka("realisasi", |b| angka(b.realisasi))
        .teks("realisasi_teks", |b| b.realisasi.and_then(Isian::teks))
        .teks("realisasi_kelas", |b| b.realisasi.map(|isian| isian.nilai.kelas()))
        .ya("kumulatif", |b| Some(b.kumulatif))
        .angka("pembilang", |b| b.pembilang)
        .angka("penyebut", |b| b.penyebut)
        .angka("capaian_tertulis", |b| b.tertulis)
        .angka("capaian", |b| b.capaian.dibatasi())
        .angka("capaian_penuh", |b| b.capaian.penuh())
        .teks("alasan", |b| b.capaian.alasan().map(Alasan::nama));
    for (nomor, (nama, _)) in LAIN.iter().enumerate() {
        penyusun = penyusun.teks(nama, move |b| b.lain[nomor].and_then(Isian::teks));
    }
    Ok(umum::selesai(penyusun)?)
}

fn satu<'a>(
    tables: &'a Tables,
    profil: &Profil,
    pk: &TargetPk<'a>,
    rekaman: u32,
    triwulan: Option<Triwulan>,
) -> Option<BarisUkur<'a>> {
    let umum = Umum::dari(tables, rekaman)?;
    let (baris, kini) = (tables.baris_dari(rekaman)?, tables.triwulan_rekaman(rekaman));
    let isian = |bidang: Bidang| isian_setara(baris, kolom(bidang, triwulan), || kini);
    let (tahunan, target) = (isian_setara(baris, Bidang::Target.tahunan(), || kini), isian(Bidang::Target));
    let realisasi = isian(Bidang::Realisasi);
    let pembanding = pembanding(tables, rekaman, triwulan, target, tahunan)
        .or_else(|| Some((Cow::Borrowed(*pk.get(&(umum.unit?, umum.kunci?))?), "pk")));
    let simpul = tables.simpul_dari(rekaman);
    let persen = berpersen(umum.satuan.or(simpul.map(|simpul| simpul.satuan.as_str())));
    let polaritas = simpul.map_or(Polaritas::Maksimum, |simpul| simpul.polaritas);
    let angka = |bidang: Bidang| isian(bidang).and_then(|isian| isian.nilai.angka());
    let dicapai = realisasi.map_or(&Nilai::Kosong, |isian| &isian.nilai);
    Some(BarisUkur {
        umum,
        triwulan: triwulan.and_then(|tw| i32::try_from(tw.nomor()).ok()),
        tahunan,
        target,
        realisasi,
        kumulatif: kumulatif(tables, rekaman, triwulan),
        banding: pembanding.as_ref().and_then(|(nilai, _)| hitung::bilangan(nilai, persen)),
        target_dari: pembanding.as_ref().map(|(_, asal)| *asal),
        capaian: match &pembanding {
            Some((target, _)) => hitung::capaian(profil, polaritas, persen, target, dicapai),
            None => Capaian::TidakTerhitung(Alasan::TidakAda),
        },
        pembilang: angka(Bidang::Pembilang),
        penyebut: angka(Bidang::Penyebut),
        tertulis: angka(Bidang::Capaian),
        lain: LAIN.map(|(_, bidang)| isian(bidang)),
    })
}

/// What the realisation is compared with and where that stands, without the PK.
fn pembanding<'a>(
    tables: &'a Tables,
    rekaman: u32,
    triwulan: Option<Triwulan>,
    target: Option<&'a Isian>,
    tahunan: Option<&'a Isian>,
) -> Option<(Cow<'a, Nilai>, &'static str)> {
    let simpul = tables.simpul_dari(rekaman);
    let berjalan = kumulatif(tables, rekaman, triwulan);
    let simpul_tw = simpul.zip(triwulan).and_then(|(simpul, tw)| target_simpul(simpul, tw, berjalan));
    [
        (target.map(|isian| Cow::Borrowed(&isian.nilai)), "formulir triwulan"),
        (simpul_tw, "kaskade triwulan"),
        (tahunan.map(|isian| Cow::Borrowed(&isian.nilai)), "formulir tahunan"),
        (simpul.map(|simpul| Cow::Borrowed(&simpul.target)), "kaskade tahunan"),
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
    for rekaman in rekaman_indikator(tables, &[JenisDokumen::Pk]) {
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
