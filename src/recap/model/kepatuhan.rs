//! Who sent what, as it prints.

use chrono::NaiveDate;
use serde::Serialize;

use super::angka::{Lampu, STRIP};
use crate::domain::capaian::Warna;
use crate::domain::tanggal::tanggal_pendek;
use crate::domain::tenggat::Tenggat;
use crate::recap::kepatuhan::{BarisKepatuhan, DOKUMEN, JUDUL, Keadaan, Kepatuhan, Petak};

/// Units by documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatriksDokumen {
    /// The documents.
    pub kolom: Vec<KolomDokumen>,
    /// The units, in the order of the register.
    pub baris: Vec<BarisDokumen>,
    /// Files that count for no unit, each with the reason.
    pub tidak_terpakai: Vec<(String, String)>,
}

/// A document of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KolomDokumen {
    /// "PK", "RA", "TW I".
    pub judul: &'static str,
    /// When it is due.
    pub tenggat: Option<NaiveDate>,
    /// The same in print: "28 Feb 2026", or a dash.
    pub tulisan_tenggat: String,
    /// Units that sent it, of all.
    pub masuk: (usize, usize),
}

/// The documents of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarisDokumen {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama: String,
    /// Its documents, in the order of the columns.
    pub petak: Vec<PetakDokumen>,
    /// Documents that were sent.
    pub masuk: usize,
    /// Documents that were sent late.
    pub terlambat: usize,
    /// Documents that are missing.
    pub belum: usize,
    /// All documents in a line: "PK ✓ · RA ✓ · TW I ▲".
    pub tulisan: String,
}

/// A document of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PetakDokumen {
    /// How it stands.
    pub keadaan: Keadaan,
    /// "✓", "▲", "✗", "–".
    pub tanda: &'static str,
    /// "masuk", "terlambat", "belum", "belum jatuh tempo".
    pub kata: &'static str,
    /// The colour beside the mark.
    pub lampu: Lampu,
    /// When it was received, where mail tells.
    pub tanggal: Option<NaiveDate>,
    /// Days after the deadline.
    pub hari_terlambat: Option<i64>,
    /// Mark, day and days late: "▲ 12 Jul 2026 (+2 hari)".
    pub tulisan: String,
    /// The file that counts.
    pub berkas: Option<String>,
}

impl MatriksDokumen {
    /// The matrix in print.
    pub(super) fn susun(kepatuhan: &Kepatuhan, tenggat: &Tenggat) -> Self {
        let kolom = DOKUMEN.into_iter().zip(JUDUL).enumerate().map(|(nomor, ((jenis, tw), judul))| {
            let tenggat = tenggat.untuk(jenis, tw);
            KolomDokumen {
                judul,
                tenggat,
                tulisan_tenggat: tenggat.map_or_else(|| STRIP.to_string(), tanggal_pendek),
                masuk: kepatuhan.masuk(nomor),
            }
        });
        Self {
            kolom: kolom.collect(),
            baris: kepatuhan.baris.iter().map(BarisDokumen::dari).collect(),
            tidak_terpakai: kepatuhan.tidak_terpakai.clone(),
        }
    }
}

impl BarisDokumen {
    fn dari(baris: &BarisKepatuhan) -> Self {
        let petak: Vec<PetakDokumen> = baris.petak.iter().map(PetakDokumen::dari).collect();
        let satu = |(judul, petak): (&str, &PetakDokumen)| format!("{judul} {}", petak.tanda);
        Self {
            unit: baris.unit.clone(),
            nama: baris.nama.clone(),
            masuk: baris.petak.iter().filter(|petak| petak.keadaan.masuk()).count(),
            terlambat: baris.terlambat(),
            belum: baris.belum(),
            tulisan: JUDUL.into_iter().zip(&petak).map(satu).collect::<Vec<_>>().join(" · "),
            petak,
        }
    }
}

impl PetakDokumen {
    fn dari(petak: &Petak) -> Self {
        let keadaan = petak.keadaan.clone();
        let (tanggal, hari_terlambat) = match keadaan {
            Keadaan::Masuk(hari) => (hari, None),
            Keadaan::Terlambat(hari, lewat) => (Some(hari), Some(lewat)),
            Keadaan::Belum | Keadaan::BelumJatuhTempo => (None, None),
        };
        let warna = match keadaan {
            Keadaan::Masuk(_) => Warna::Hijau,
            Keadaan::Terlambat(..) => Warna::Kuning,
            Keadaan::Belum => Warna::Merah,
            Keadaan::BelumJatuhTempo => Warna::AbuAbu,
        };
        Self {
            tanda: keadaan.tanda(),
            kata: keadaan.kata(),
            lampu: Lampu::baru(warna),
            tanggal,
            hari_terlambat,
            tulisan: keadaan.tulisan(),
            berkas: petak.berkas.clone(),
            keadaan,
        }
    }
}
