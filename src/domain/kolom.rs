//! What a column means: the canonical fields of domain section 4, each with the period it stands for.
//!
//! Written as text (`target.tw1`, `realisasi.tw`, `target.bulan12`) in definitions, frames and JSON.

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::triwulan::Triwulan;

/// A field and the period it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub struct Kolom {
    /// What it holds.
    pub bidang: Bidang,
    /// For which period.
    pub periode: Periode,
}

/// The period a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Periode {
    /// The year, or no period at all.
    Tahunan,
    /// The period of the document ("Target TW" on a form for TW II).
    Berjalan,
    /// A quarter.
    Triwulan(Triwulan),
    /// A month, 1 to 12.
    Bulan(u8),
    /// A year that the header names: plans over several years have a column for each.
    Tahun(u16),
    /// Every year that headers name; in definitions only.
    SetiapTahun,
}

macro_rules! bidang {
    ($($(#[$doc:meta])* $nama:ident = $teks:literal, $kelompok:ident;)*) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub enum Bidang { $($(#[$doc])* $nama,)* }

        impl Bidang {
            /// Every field, in the order of this list.
            pub const SEMUA: &'static [Self] = &[$(Self::$nama,)*];

            /// Its name in definitions, frames and JSON.
            pub const fn nama(self) -> &'static str {
                match self { $(Self::$nama => $teks,)* }
            }

            /// How its cells are read.
            pub const fn bacaan(self) -> Bacaan {
                match self { $(Self::$nama => Bacaan::$kelompok,)* }
            }
        }
    };
}

/// How the cells of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bacaan {
    /// Free text: kept as typed.
    Teks,
    /// A row number, a code or a name: never taken for a quantity.
    Kode,
    /// A value of section 6's grammar; one decimal/thousand decision per column.
    Nilai,
    /// Percent points.
    Persen,
    /// Rupiah: a dot before three digits is a thousand mark.
    Uang,
    /// A day.
    Tanggal,
    /// A list of quarters.
    Waktu,
    /// A NIP: digits that must be text.
    Nip,
}

bidang! {
    /// Row number.
    No = "no", Kode;
    /// Code of the indicator (or node) of the row.
    Kode = "kode", Kode;
    /// Code of the objective.
    KodeSasaran = "kode_sasaran", Kode;
    /// Code of the parent (cascade workbook).
    KodeInduk = "kode_induk", Kode;
    /// Code of the unit (cascade workbook).
    KodeUnit = "kode_unit", Kode;
    /// Level: IKU, IKK, IKI.
    Jenjang = "jenjang", Kode;
    /// Goal.
    Tujuan = "tujuan", Teks;
    /// Objective.
    Sasaran = "sasaran", Teks;
    /// Indicator wording.
    Indikator = "indikator", Teks;
    /// Mixed column whose level must be inferred (domain 5.3).
    Uraian = "uraian", Teks;
    /// Unit of measure.
    Satuan = "satuan", Teks;
    /// Direction.
    Polaritas = "polaritas", Teks;
    /// How quarters add up.
    KonsolidasiPeriode = "konsolidasi_periode", Teks;
    /// How units add up.
    KonsolidasiUnit = "konsolidasi_unit", Teks;
    /// IKU or proxy, percent or not: kept as typed.
    Jenis = "jenis", Teks;
    /// Weight.
    Bobot = "bobot", Nilai;
    /// Source of the data.
    SumberData = "sumber_data", Teks;
    /// How it is measured: definition or formula.
    CaraPengukuran = "cara_pengukuran", Teks;
    /// State at the start.
    KondisiAwal = "kondisi_awal", Nilai;
    /// Target.
    Target = "target", Nilai;
    /// Realisation.
    Realisasi = "realisasi", Nilai;
    /// Numerator.
    Pembilang = "pembilang", Nilai;
    /// Denominator.
    Penyebut = "penyebut", Nilai;
    /// Stated achievement, percent.
    Capaian = "capaian", Persen;
    /// Stated achievement to date, percent.
    CapaianAkumulasi = "capaian_akumulasi", Persen;
    /// Achievement predicted in the agreement, percent.
    PrediksiCapaian = "prediksi_capaian", Persen;
    /// Status, category or grade of the row.
    Status = "status", Teks;
    /// Remarks.
    Keterangan = "keterangan", Teks;
    /// Obstacle.
    Kendala = "kendala", Teks;
    /// What was done about it.
    Solusi = "solusi", Teks;
    /// Follow-up.
    TindakLanjut = "tindak_lanjut", Teks;
    /// Who acts.
    PenanggungJawab = "penanggung_jawab", Teks;
    /// By when.
    BatasWaktu = "batas_waktu", Tanggal;
    /// Evidence of the realisation.
    BuktiDukung = "bukti_dukung", Teks;
    /// Evidence of the previous quarter's follow-up.
    BuktiTindakLanjut = "bukti_tindak_lanjut", Teks;
    /// Action.
    RencanaAksi = "rencana_aksi", Teks;
    /// Success criterion.
    Kriteria = "kriteria", Teks;
    /// Output of the action.
    Keluaran = "keluaran", Teks;
    /// When the action happens.
    Waktu = "waktu", Waktu;
    /// The quarter a row of the form is about (one row per quarter).
    TriwulanBaris = "triwulan", Waktu;
    /// Programme or activity of a budget line.
    Program = "program", Teks;
    /// Budget ceiling.
    Anggaran = "anggaran", Uang;
    /// Budget realised.
    RealisasiAnggaran = "realisasi_anggaran", Uang;
    /// Budget absorbed, percent.
    Serapan = "serapan", Persen;
    /// Source of funds.
    SumberDana = "sumber_dana", Teks;
    /// Name of a unit.
    NamaUnit = "nama_unit", Teks;
    /// Other names of a unit.
    NamaLain = "nama_lain", Teks;
    /// Unit above.
    IndukUnit = "induk_unit", Kode;
    /// Head of a unit, or name of an official.
    Pimpinan = "pimpinan", Teks;
    /// NIP.
    Nip = "nip", Nip;
    /// Office held.
    Jabatan = "jabatan", Teks;
    /// E-mail address.
    Surel = "surel", Teks;
    /// Known, read, and meant for nobody: it is not reported as unknown.
    Abaikan = "abaikan", Teks;
}

impl Bidang {
    /// This field for the year, or for no period.
    pub const fn tahunan(self) -> Kolom {
        Kolom { bidang: self, periode: Periode::Tahunan }
    }

    /// This field for the period of the document.
    pub const fn berjalan(self) -> Kolom {
        Kolom { bidang: self, periode: Periode::Berjalan }
    }

    /// This field for a quarter.
    pub const fn tw(self, triwulan: Triwulan) -> Kolom {
        Kolom { bidang: self, periode: Periode::Triwulan(triwulan) }
    }

    /// This field for a month, 1 to 12.
    pub const fn bulan(self, bulan: u8) -> Kolom {
        Kolom { bidang: self, periode: Periode::Bulan(bulan) }
    }

    /// This field for one year of several.
    pub const fn tahun(self, tahun: u16) -> Kolom {
        Kolom { bidang: self, periode: Periode::Tahun(tahun) }
    }
}

impl Kolom {
    /// What a column of a definition means under a header that names this year; `None` when the definition asks for a
    /// year and the header names none.
    pub fn di_bawah(self, tahun: Option<u16>) -> Option<Self> {
        match self.periode {
            Periode::SetiapTahun => tahun.map(|tahun| self.bidang.tahun(tahun)),
            _ => Some(self),
        }
    }

    /// Whether a column of a definition takes in this column of a form.
    pub fn mencakup(self, lain: Self) -> bool {
        let setahun = self.periode == Periode::SetiapTahun && matches!(lain.periode, Periode::Tahun(_));
        self == lain || (setahun && self.bidang == lain.bidang)
    }
}

impl fmt::Display for Kolom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.bidang.nama())?;
        match self.periode {
            Periode::Tahunan => Ok(()),
            Periode::Berjalan => f.write_str(".tw"),
            Periode::Triwulan(tw) => write!(f, ".tw{}", tw.nomor()),
            Periode::Bulan(bulan) => write!(f, ".bulan{bulan}"),
            Periode::Tahun(tahun) => write!(f, ".{tahun}"),
            Periode::SetiapTahun => f.write_str(".{tahun}"),
        }
    }
}

/// A text that names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bukan nama kolom: {0:?}")]
pub struct InvalidKolom(pub String);

impl FromStr for Kolom {
    type Err = InvalidKolom;

    fn from_str(teks: &str) -> Result<Self, Self::Err> {
        let salah = || InvalidKolom(teks.to_string());
        let (nama, akhiran) = teks.split_once('.').map_or((teks, None), |(nama, akhiran)| (nama, Some(akhiran)));
        let bidang = Bidang::SEMUA.iter().copied().find(|bidang| bidang.nama() == nama).ok_or_else(salah)?;
        let periode = match akhiran {
            None => Periode::Tahunan,
            Some("tw") => Periode::Berjalan,
            Some("{tahun}") => Periode::SetiapTahun,
            Some(akhiran) => {
                if let Some(nomor) = akhiran.strip_prefix("tw") {
                    let tw = nomor.parse().ok().and_then(Triwulan::dari_nomor).ok_or_else(salah)?;
                    Periode::Triwulan(tw)
                } else if let Some(tahun) = akhiran.parse().ok().filter(|tahun| (2000..2100).contains(tahun)) {
                    Periode::Tahun(tahun)
                } else {
                    let nomor = akhiran.strip_prefix("bulan").ok_or_else(salah)?;
                    let bulan = nomor.parse().ok().filter(|bulan| (1..=12).contains(bulan)).ok_or_else(salah)?;
                    Periode::Bulan(bulan)
                }
            }
        };
        Ok(Self { bidang, periode })
    }
}

impl From<Kolom> for String {
    fn from(kolom: Kolom) -> Self {
        kolom.to_string()
    }
}

impl TryFrom<String> for Kolom {
    type Error = InvalidKolom;

    fn try_from(teks: String) -> Result<Self, Self::Error> {
        teks.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_back_for_every_period() {
        for bidang in Bidang::SEMUA {
            let mut semua = vec![bidang.tahunan(), bidang.berjalan()];
            semua.extend(Triwulan::SEMUA.map(|tw| bidang.tw(tw)));
            semua.extend((1..=12).map(|bulan| bidang.bulan(bulan)));
            semua.extend([bidang.tahun(2026), Kolom { bidang: *bidang, periode: Periode::SetiapTahun }]);
            for kolom in semua {
                assert_eq!(kolom.to_string().parse(), Ok(kolom));
            }
        }
    }

    #[test]
    fn names_that_are_no_field_are_refused() {
        for teks in ["", "targett", "target.tw5", "target.bulan13", "target.x", "target.1999", "target.20266"] {
            assert!(teks.parse::<Kolom>().is_err(), "{teks}");
        }
    }
}
