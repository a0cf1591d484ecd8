//! What a form is filled with before it goes out: from the cascade and from what its unit sent already, or nothing.

use std::collections::BTreeMap;

use super::JobError;
use crate::domain::capaian::Profil;
use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::simpul::{Jenjang, Simpul};
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::forms::tulis::{self, BarisIsi, IndikatorIsi, IsiFormulir, PejabatIsi};
use crate::rules;
use crate::tables::Tables;
use crate::template::{Pustaka, Templat};
use crate::workspace::Ruang;
use chrono::NaiveDateTime;

/// Open rows below what is filled in.
const BARIS_KOSONG: u32 = 10;
/// Open rows of a form without any row filled in.
const BARIS_FORMULIR_KOSONG: u32 = 20;

/// Columns and the rules that look at them, for the sheet of instructions.
const DIPERIKSA: &[(Bidang, &[&str])] = &[
    (Bidang::Indikator, &["PK02", "PK03", "UK01", "RA01"]),
    (Bidang::Sasaran, &["PK01"]),
    (Bidang::Satuan, &["PK01", "NL05"]),
    (Bidang::Target, &["PK01", "PK03", "RA05", "UK02", "NL03"]),
    (Bidang::Realisasi, &["UK06", "UK09", "NL03", "NL04"]),
    (Bidang::Capaian, &["UK03", "FX02"]),
    (Bidang::Status, &["UK04"]),
    (Bidang::Kendala, &["UK06"]),
    (Bidang::TindakLanjut, &["UK06", "UK07"]),
    (Bidang::BuktiDukung, &["UK08"]),
    (Bidang::Pembilang, &["UK11"]),
    (Bidang::Penyebut, &["UK11"]),
    (Bidang::RencanaAksi, &["RA02", "RA03"]),
    (Bidang::Kriteria, &["RA03"]),
    (Bidang::Keluaran, &["RA03"]),
    (Bidang::Waktu, &["RA02"]),
    (Bidang::Anggaran, &["PK05", "FX06"]),
    (Bidang::RealisasiAnggaran, &["FX06"]),
    (Bidang::SumberData, &["PK06"]),
    (Bidang::Nip, &["ID04", "ID07"]),
];

/// A form without a unit.
pub(super) struct Kosong<'a> {
    pub(super) templat: &'a Templat,
    pub(super) instansi: &'a str,
    pub(super) tahun: i32,
    pub(super) triwulan: Option<Triwulan>,
    pub(super) profil: &'a Profil,
    pub(super) sandi: Option<String>,
    pub(super) dibuat: NaiveDateTime,
}

/// What such a form holds.
pub(super) fn kosong<'a>(dari: &Kosong<'a>) -> IsiFormulir<'a> {
    IsiFormulir {
        instansi: dari.instansi.to_string(),
        unit: None,
        pihak_pertama: PejabatIsi::default(),
        pihak_kedua: PejabatIsi::default(),
        tahun: dari.tahun,
        triwulan: dari.triwulan,
        indikator: Vec::new(),
        anggaran: Vec::new(),
        kosong: BARIS_FORMULIR_KOSONG,
        profil: dari.profil,
        diperiksa: diperiksa(dari.templat.jenis),
        sandi: dari.sandi.clone(),
        dibuat: dari.dibuat,
        ditandatangani: None,
    }
}

/// A unit, with what its forms are filled from.
pub(super) struct BahanUnit<'a> {
    pub(super) ruang: &'a Ruang,
    pub(super) tables: &'a Tables,
    pub(super) unit: &'a Unit,
    pub(super) indikator: Vec<IndikatorIsi>,
    sandi: Option<String>,
    dibuat: NaiveDateTime,
}

impl<'a> BahanUnit<'a> {
    pub(super) fn baru(
        ruang: &'a Ruang,
        tables: &'a Tables,
        unit: &'a Unit,
        sandi: Option<String>,
        dibuat: NaiveDateTime,
    ) -> Self {
        Self { ruang, tables, unit, indikator: indikator(tables, &unit.kode), sandi, dibuat }
    }

    /// One of its forms, in the layout of the workspace or in the one that is named.
    pub(super) fn formulir(
        &self,
        jenis: JenisDokumen,
        triwulan: Option<Triwulan>,
        tata_letak: Option<&str>,
    ) -> Result<(&'a Templat, IsiFormulir<'a>), JobError> {
        let id = tata_letak.unwrap_or_else(|| self.ruang.tata_letak.untuk(jenis));
        let templat = layout(&self.ruang.pustaka, id)?;
        let tabel = templat.tabel.iter().find(|tabel| tabel.peran == PeranTabel::Indikator);
        let baris: Vec<BarisIsi> =
            tabel.map_or_else(Vec::new, |tabel| tulis::baris_indikator(tabel, &self.indikator, triwulan));
        let atasan = self.unit.induk.as_deref().and_then(|kode| self.tables.unit(kode));
        let isi = IsiFormulir {
            instansi: self.ruang.instansi.clone(),
            unit: Some((self.unit.kode.clone(), self.unit.nama.clone())),
            pihak_pertama: pejabat(self.unit),
            pihak_kedua: atasan.map(pejabat).unwrap_or_default(),
            tahun: self.ruang.tahun,
            triwulan,
            indikator: baris,
            anggaran: Vec::new(),
            kosong: if self.indikator.is_empty() { BARIS_FORMULIR_KOSONG } else { BARIS_KOSONG },
            profil: &self.ruang.profil,
            diperiksa: diperiksa(templat.jenis),
            sandi: self.sandi.clone(),
            dibuat: self.dibuat,
            ditandatangani: None,
        };
        Ok((templat, isi))
    }
}

/// A layout that forms are written in.
pub(super) fn layout<'a>(library: &'a Pustaka, id: &str) -> Result<&'a Templat, JobError> {
    library.kini(id).filter(|layout| layout.jenis != JenisDokumen::Kaskade).ok_or_else(|| {
        let all = library.terkini().filter(|layout| layout.jenis != JenisDokumen::Kaskade);
        JobError::UnknownLayout { id: id.to_string(), known: all.map(|layout| layout.id.clone()).collect() }
    })
}

fn pejabat(unit: &Unit) -> PejabatIsi {
    PejabatIsi { jabatan: unit.jabatan.clone(), nama: unit.pimpinan.clone(), nip: unit.nip.clone() }
}

/// The indicators of a unit: the cascade's, with the targets that its agreement promises and what it has measured.
fn indikator(tables: &Tables, unit: &str) -> Vec<IndikatorIsi> {
    let milik: Vec<&Simpul> = tables.simpul.iter().filter(|simpul| simpul.unit.as_deref() == Some(unit)).collect();
    // What the people of a unit promise stands in their own agreements, unless the unit has nothing else.
    let perorangan = milik.iter().all(|simpul| simpul.jenjang == Some(Jenjang::Iki));
    let mut hasil: Vec<IndikatorIsi> = milik
        .into_iter()
        .filter(|simpul| perorangan || simpul.jenjang != Some(Jenjang::Iki))
        .map(IndikatorIsi::from)
        .collect();
    let letak: BTreeMap<String, usize> =
        hasil.iter().enumerate().map(|(nomor, satu)| (satu.kode.clone(), nomor)).collect();
    let cari = |kode: Option<&str>| kode.and_then(|kode| letak.get(kode)).copied();
    let nilai = |rekaman: u32, kolom| tables.isian(rekaman, kolom).map(|isian| isian.nilai.clone());
    let terisi = |nilai: &Nilai| !nilai.tanpa_isi();
    for row in tables.pk().filter(|row| row.unit == Some(unit)) {
        let rekaman = row.record;
        let Some(satu) = cari(row.kode_simpul()).and_then(|nomor| hasil.get_mut(nomor)) else { continue };
        satu.bagian = row.bagian().map(str::to_string);
        if let Some(target) = nilai(rekaman, Bidang::Target.tahunan()).filter(terisi) {
            satu.target = target;
        }
        for (tw, tempat) in Triwulan::SEMUA.into_iter().zip(&mut satu.target_tw) {
            if let Some(target) = nilai(rekaman, Bidang::Target.tw(tw)).filter(terisi) {
                *tempat = target;
            }
        }
    }
    for row in tables.pengukuran().filter(|row| row.unit == Some(unit)) {
        let rekaman = row.record;
        let milik = cari(row.kode_simpul()).and_then(|nomor| hasil.get_mut(nomor));
        let (Some(satu), Some(tw)) = (milik, row.triwulan) else { continue };
        let tertulis =
            nilai(rekaman, Bidang::Realisasi.tw(tw)).or_else(|| nilai(rekaman, Bidang::Realisasi.berjalan()));
        if let (Some(tempat), Some(tertulis)) = (satu.realisasi_tw.get_mut(tw as usize), tertulis.filter(terisi)) {
            *tempat = tertulis;
        }
    }
    hasil
}

/// What the rules look at in the columns of a kind of document.
fn diperiksa(jenis: JenisDokumen) -> Vec<(Bidang, String)> {
    let keluarga = match jenis {
        JenisDokumen::Pk => "PK",
        JenisDokumen::RencanaAksi => "RA",
        JenisDokumen::Pengukuran => "UK",
        JenisDokumen::Kaskade => "KS",
    };
    let lain =
        |kode: &str| JenisDokumen::Kaskade != jenis && ["NL", "FX", "ID"].iter().any(|awal| kode.starts_with(awal));
    let aturan = |kode: &&str| rules::KATALOG.iter().find(|aturan| aturan.kode == *kode);
    DIPERIKSA
        .iter()
        .flat_map(|(bidang, kode)| {
            kode.iter()
                .filter(|kode| kode.starts_with(keluarga) || lain(kode))
                .filter_map(aturan)
                .map(|satu| (*bidang, format!("{}: {}", satu.kode, satu.nama)))
        })
        .collect()
}
