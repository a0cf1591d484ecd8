//! What a run found out, and what leadership must know of it, as plain data.
//!
//! Takes [`BahanLaporan`], everything a run found out; gives the recap ([`model`]), who sent what ([`kepatuhan`]) and the
//! recap as a message ([`teks`]). Everything that any writer prints is worked out here, once; writers only draw.

pub mod kepatuhan;
pub mod model;
pub mod teks;
pub(crate) mod ulangan;

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::banding::PerubahanRuang;
use crate::cascade::{HasilSimpul, Kaskade};
use crate::domain::capaian::Profil;
use crate::domain::periode::Kurun;
use crate::domain::surel::Dilewati;
use crate::domain::tanggal::format_panjang;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::tables::Tables;
use model::TahunLalu;

/// Everything that reports are made of.
#[derive(Debug, Clone, Copy)]
pub struct BahanLaporan<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// The cascade as a tree.
    pub kaskade: &'a Kaskade,
    /// Figures of every node, in the order of [`Tables::simpul`].
    pub hasil: &'a [HasilSimpul],
    /// Findings that stand.
    pub temuan: &'a [Temuan],
    /// Findings that a waiver accepts.
    pub dikecualikan: &'a [Temuan],
    /// Name of the institution.
    pub instansi: &'a str,
    /// The year.
    pub tahun: i32,
    /// How achievement is computed.
    pub profil: &'a Profil,
    /// Deadlines.
    pub tenggat: &'a Tenggat,
    /// When the run was made: the date of the data.
    pub dibuat: NaiveDateTime,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The period.
    pub kurun: Kurun,
    /// The newest quarter that has data.
    pub terbaru: Triwulan,
    /// Last year's table of achievements, or why there is none.
    pub tahun_lalu: &'a TahunLalu,
    /// What came with mails and is no workbook.
    pub dilewati: &'a [Dilewati],
    /// What changed since the run before; none where nobody asked.
    pub perubahan: Option<&'a PerubahanRuang>,
}

impl<'a> BahanLaporan<'a> {
    /// Names of units by code, for writers that ask for every row.
    pub(crate) fn nama_nama_unit(&self) -> HashMap<&'a str, &'a str> {
        self.tables.unit.iter().map(|unit| (unit.kode.as_str(), unit.nama.as_str())).collect()
    }

    /// "Data per 20 Juli 2026".
    pub(crate) fn tanggal_data(&self) -> String {
        format!("Data per {}", format_panjang(self.dibuat.date()))
    }
}
