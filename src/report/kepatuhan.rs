//! Which unit sent which document, and when: the matrix as plain data, for both workbooks.
//!
//! A document is late when it was received after its deadline; without a deadline nothing is late. What was not sent is
//! missing once its deadline has passed; without a deadline, the PK and the Rencana Aksi are missed at once, and a
//! quarter when others have sent it or a later one.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::tables::{Status, Tables};

/// The documents of a year, in the order of the matrix.
pub const DOKUMEN: [(JenisDokumen, Option<Triwulan>); 6] = [
    (JenisDokumen::Pk, None),
    (JenisDokumen::RencanaAksi, None),
    (JenisDokumen::Pengukuran, Some(Triwulan::I)),
    (JenisDokumen::Pengukuran, Some(Triwulan::II)),
    (JenisDokumen::Pengukuran, Some(Triwulan::III)),
    (JenisDokumen::Pengukuran, Some(Triwulan::IV)),
];

/// The headings of the matrix.
pub const JUDUL: [&str; 6] = ["PK", "RA", "TW I", "TW II", "TW III", "TW IV"];

/// How a document of a unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keadaan {
    /// Sent in time, or without a deadline; the day where it is known.
    Masuk(Option<NaiveDate>),
    /// Sent after the deadline, by so many days.
    Terlambat(NaiveDate, i64),
    /// Not sent, though it should have been.
    Belum,
    /// Not sent, and not due yet.
    BelumJatuhTempo,
}

impl Keadaan {
    /// Whether it was sent.
    pub const fn masuk(&self) -> bool {
        matches!(self, Self::Masuk(_) | Self::Terlambat(..))
    }

    /// The mark of the matrix.
    pub const fn tanda(&self) -> &'static str {
        match self {
            Self::Masuk(_) => "✓",
            Self::Terlambat(..) => "▲",
            Self::Belum => "✗",
            Self::BelumJatuhTempo => "–",
        }
    }

    /// The word behind the mark.
    pub const fn kata(&self) -> &'static str {
        match self {
            Self::Masuk(_) => "masuk",
            Self::Terlambat(..) => "terlambat",
            Self::Belum => "belum",
            Self::BelumJatuhTempo => "belum jatuh tempo",
        }
    }
}

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petak {
    /// How the document stands.
    pub keadaan: Keadaan,
    /// The file that counts.
    pub berkas: Option<String>,
}

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisKepatuhan {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama: String,
    /// Its documents, in the order of [`DOKUMEN`].
    pub petak: [Petak; 6],
}

impl BarisKepatuhan {
    /// Documents that should have been sent and were not.
    pub fn belum(&self) -> usize {
        self.petak.iter().filter(|petak| petak.keadaan == Keadaan::Belum).count()
    }

    /// Documents that were sent late.
    pub fn terlambat(&self) -> usize {
        self.petak.iter().filter(|petak| matches!(petak.keadaan, Keadaan::Terlambat(..))).count()
    }
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kepatuhan {
    /// A row for each unit that is expected to send, in the order of the register.
    pub baris: Vec<BarisKepatuhan>,
    /// Files that count for no unit: could not be read, or their unit is not known; with the reason.
    pub tidak_terpakai: Vec<(String, String)>,
}

impl Kepatuhan {
    /// Units that sent a document, of all units.
    pub fn masuk(&self, dokumen: usize) -> (usize, usize) {
        let masuk =
            self.baris.iter().filter(|baris| baris.petak.get(dokumen).is_some_and(|petak| petak.keadaan.masuk()));
        (masuk.count(), self.baris.len())
    }

    /// The column of a quarter.
    pub const fn kolom(triwulan: Triwulan) -> usize {
        2 + triwulan as usize
    }
}

/// Fills the matrix as it stands at `dibuat`; `triwulan` is the newest quarter that has data.
pub fn susun(tables: &Tables, tenggat: &Tenggat, dibuat: NaiveDateTime, triwulan: Triwulan) -> Kepatuhan {
    let hari = dibuat.date();
    let baris = tables.unit.iter().filter(|unit| diharapkan(tables, &unit.kode)).map(|unit| BarisKepatuhan {
        unit: unit.kode.clone(),
        nama: unit.nama.clone(),
        petak: DOKUMEN.map(|(jenis, tw)| petak(tables, &unit.kode, jenis, tw, tenggat, hari, triwulan)),
    });
    Kepatuhan { baris: baris.collect(), tidak_terpakai: tidak_terpakai(tables) }
}

/// A unit that answers for a node of the cascade, or sent something.
fn diharapkan(tables: &Tables, unit: &str) -> bool {
    tables.simpul.iter().any(|simpul| simpul.unit.as_deref() == Some(unit))
        || tables.dokumen.iter().any(|dokumen| dokumen.unit.as_deref() == Some(unit))
}

fn petak(
    tables: &Tables,
    unit: &str,
    jenis: JenisDokumen,
    tw: Option<Triwulan>,
    tenggat: &Tenggat,
    hari: NaiveDate,
    terbaru: Triwulan,
) -> Petak {
    let batas = tenggat.untuk(jenis, tw);
    let berkas = tables.dokumen.iter().find(|dokumen| {
        dokumen.status == Status::Dipakai
            && dokumen.jenis == jenis
            && dokumen.unit.as_deref() == Some(unit)
            && (tw.is_none() || dokumen.triwulan == tw)
    });
    let berkas = berkas.and_then(|dokumen| tables.berkas.get(dokumen.berkas as usize));
    let Some(berkas) = berkas else {
        let lewat = match batas {
            Some(batas) => batas < hari,
            None => tw.is_none_or(|tw| tw <= terbaru),
        };
        return Petak { keadaan: if lewat { Keadaan::Belum } else { Keadaan::BelumJatuhTempo }, berkas: None };
    };
    let diterima = berkas.diterima.map(|kapan| kapan.date());
    let keadaan = match diterima.zip(batas) {
        Some((diterima, batas)) if diterima > batas => Keadaan::Terlambat(diterima, (diterima - batas).num_days()),
        _ => Keadaan::Masuk(diterima),
    };
    Petak { keadaan, berkas: Some(berkas.jalur.clone()) }
}

fn tidak_terpakai(tables: &Tables) -> Vec<(String, String)> {
    let gagal = tables.berkas.iter().filter(|berkas| berkas.salinan_dari.is_none()).filter_map(|berkas| {
        let gagal = berkas.hasil.as_ref().err()?;
        Some((berkas.jalur.clone(), gagal.pesan.clone()))
    });
    let tanpa_unit =
        tables.dokumen.iter().filter(|dokumen| dokumen.status == Status::TidakTerhubung).filter_map(|dokumen| {
            let berkas = tables.berkas.get(dokumen.berkas as usize)?;
            (dokumen.jenis != JenisDokumen::Kaskade && berkas.salinan_dari.is_none())
                .then(|| (berkas.jalur.clone(), format!("{}: unit kerja tidak diketahui", dokumen.jenis.nama())))
        });
    let mut semua: Vec<_> = gagal.chain(tanpa_unit).collect();
    semua.sort();
    semua.dedup();
    semua
}
