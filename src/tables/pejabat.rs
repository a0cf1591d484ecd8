//! The frame `pejabat`: who signed what.

use polars::prelude::DataFrame;

use super::frame::Penyusun;
use super::{Status, Tables, TablesError};
use crate::domain::dokumen::{Pejabat, Pihak};
use crate::domain::nilai::Isian;

struct BarisPejabat<'a> {
    dokumen: u32,
    unit: Option<&'a str>,
    jenis: &'static str,
    pejabat: &'a Pejabat,
    berkas: &'a str,
    lembar: &'a str,
    sel: String,
}

/// The frame `pejabat`: the signatures of documents that count. `sel` is the name's cell, else the role line's.
pub(super) fn frame(tables: &Tables) -> Result<DataFrame, TablesError> {
    let mut baris: Vec<BarisPejabat<'_>> = Vec::new();
    for (terdaftar, dokumen) in tables.dokumen.iter().zip(0_u32..) {
        let (Some(isi), Some(berkas)) = (tables.isi_dokumen(dokumen), tables.berkas_dokumen(dokumen)) else { continue };
        if terdaftar.status != Status::Dipakai {
            continue;
        }
        baris.extend(isi.pejabat.iter().map(|pejabat| BarisPejabat {
            dokumen,
            unit: terdaftar.unit.as_deref(),
            jenis: terdaftar.jenis.singkatan(),
            pejabat,
            berkas: &berkas.jalur,
            lembar: &isi.lembar,
            sel: pejabat.nama.as_ref().unwrap_or(&pejabat.peran).sel.to_string(),
        }));
    }
    baris.sort_by_key(|satu| (satu.unit, satu.dokumen));
    Ok(Penyusun::baru(&baris)
        .u32("dokumen", |b| Some(b.dokumen))
        .teks("unit", |b| b.unit)
        .teks("jenis_dokumen", |b| Some(b.jenis))
        .teks("pihak", |b| {
            Some(match b.pejabat.pihak {
                Pihak::Pertama => "pertama",
                Pihak::Kedua => "kedua",
            })
        })
        .teks("peran", |b| b.pejabat.peran.teks())
        .teks("nama", |b| b.pejabat.nama.as_ref().and_then(Isian::teks))
        .teks("nip", |b| b.pejabat.nip.as_ref().and_then(Isian::teks))
        .teks("berkas", |b| Some(b.berkas))
        .teks("lembar", |b| Some(b.lembar))
        .teks("sel", |b| Some(&b.sel))
        .selesai()?)
}
