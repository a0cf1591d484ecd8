//! One cell as a typed value: the value grammar of domain section 6.
//!
//! Takes a cell reduced to what the grammar needs ([`SelMentah`]), how its column is read, the column's decision on
//! marks and the satuan of the row; gives the value and everything that was doubtful. A number in a numeric cell is taken
//! as it is, and percent by the number format alone, never by magnitude. What fits nothing stays [`Nilai::Teks`]: no text
//! is dropped, and none becomes zero.

mod besaran;
mod frasa;

use chrono::{Datelike, Days, NaiveDate};

use super::angka::{KeputusanKolom, tanpa_derau};
use super::{Keraguan, Nilai};
use crate::domain::kolom::Bacaan;
use crate::domain::satuan::Satuan;
use crate::domain::tanggal::{baca_tanggal, format_panjang};
use crate::domain::triwulan::{Triwulan, baca_triwulan_kolom};

use frasa::{baca_umum, rapikan};

/// A cell, reduced to what the grammar needs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SelMentah<'a> {
    /// Its text as typed; for a number, the number as the file holds it.
    pub teks: &'a str,
    /// The number, when the cell is numeric.
    pub angka: Option<f64>,
    /// Whether its number format is a percent format.
    pub format_persen: bool,
    /// The day, when its number format is a date format.
    pub tanggal: Option<NaiveDate>,
    /// The error value it shows.
    pub galat: Option<&'a str>,
    /// Whether it is a formula whose result the file does not hold.
    pub belum_dihitung: bool,
}

/// What was read, and what was doubtful about it.
type Terbaca = (Nilai, Vec<Keraguan>);

/// A General cell of a percent column that is no greater than this may be a fraction (0.95 for 95 %).
const PECAHAN_SATUAN: f64 = 1.0;
/// The same in a column of stated achievement, where 1.2 may be 120 %.
const PECAHAN_CAPAIAN: f64 = 1.5;
/// From here on Excel's 15 digits do not hold a number to the last digit (domain 12.3).
const DIGIT_HILANG: f64 = 1e15;

/// Reads one cell.
pub fn baca(sel: &SelMentah, bacaan: Bacaan, keputusan: &KeputusanKolom, satuan: Option<&Satuan>) -> Terbaca {
    if let Some(galat) = sel.galat {
        return pasti(Nilai::Galat { galat: galat.to_string() });
    }
    if sel.belum_dihitung {
        return pasti(Nilai::BelumDihitung);
    }
    match bacaan {
        Bacaan::Teks => pasti(baca_teks(sel)),
        Bacaan::Kode => pasti(baca_kode(sel)),
        Bacaan::Tanggal => pasti(baca_hari(sel)),
        Bacaan::Waktu => pasti(baca_waktu(sel)),
        Bacaan::Nip => baca_nip(sel),
        Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang => {
            let konteks = Konteks::baru(sel.teks, bacaan, keputusan, satuan);
            match (sel.tanggal, angka_sel(sel)) {
                (Some(tanggal), _) => pasti(Nilai::Tanggal { tanggal: tanggal.into() }),
                (None, Some(angka)) if sel.format_persen => pasti(Nilai::Persen { persen: tanpa_derau(angka * 100.0) }),
                (None, Some(angka)) => konteks.angka_polos(angka),
                (None, None) => besaran::baca(&konteks),
            }
        }
    }
}

fn pasti(nilai: Nilai) -> Terbaca {
    (nilai, Vec::new())
}

/// The text as typed, without the blanks around it.
fn teks_apa_adanya(teks: &str) -> Nilai {
    Nilai::Teks { teks: teks.trim().to_string() }
}

fn angka_sel(sel: &SelMentah) -> Option<f64> {
    sel.angka.filter(|angka| angka.is_finite())
}

/// What the numbers of a text mean here.
struct Konteks<'a> {
    /// As typed.
    teks: &'a str,
    keputusan: KeputusanKolom,
    satuan: &'a Satuan,
    /// Plain numbers are rupiah.
    uang: bool,
    /// Plain numbers are percent points.
    persen: bool,
    /// Up to here a plain number may be a fraction instead.
    pecahan_sampai: f64,
}

impl<'a> Konteks<'a> {
    fn baru(teks: &'a str, bacaan: Bacaan, keputusan: &KeputusanKolom, satuan: Option<&'a Satuan>) -> Self {
        static TANPA: Satuan = Satuan::TANPA;
        // The satuan of a row tells about its values, not about its money or its achievement.
        let satuan = satuan.filter(|_| bacaan == Bacaan::Nilai).unwrap_or(&TANPA);
        let uang = bacaan == Bacaan::Uang || satuan.uang;
        Self {
            teks,
            keputusan: keputusan.untuk_uang(uang).untuk_hitungan(satuan.hitungan),
            uang,
            persen: bacaan == Bacaan::Persen || satuan.persen,
            pecahan_sampai: if bacaan == Bacaan::Persen { PECAHAN_CAPAIAN } else { PECAHAN_SATUAN },
            satuan,
        }
    }

    /// Whether a number may be a fraction where percent points are expected (VAL-04).
    fn mungkin_pecahan(&self, angka: f64) -> bool {
        self.persen && angka > 0.0 && angka <= self.pecahan_sampai
    }

    /// A number with nothing typed beside it.
    fn angka_polos(&self, angka: f64) -> Terbaca {
        if self.uang {
            return pasti(Nilai::Uang { rupiah: angka });
        }
        if self.mungkin_pecahan(angka) {
            return (Nilai::Angka { angka, satuan: None }, vec![Keraguan::MungkinPecahanPersen]);
        }
        pasti(if self.persen { Nilai::Persen { persen: angka } } else { Nilai::Angka { angka, satuan: None } })
    }
}

/// A free text. Numbers and days that Excel made of it are written out again.
fn baca_teks(sel: &SelMentah) -> Nilai {
    if let Some(tanggal) = sel.tanggal {
        return Nilai::Teks { teks: format_panjang(tanggal) };
    }
    match angka_sel(sel) {
        Some(angka) if sel.format_persen => {
            let teks = format!("{}%", tanpa_derau(angka * 100.0)).replace('.', ",");
            Nilai::Teks { teks }
        }
        Some(angka) if sel.teks.trim().is_empty() => Nilai::Teks { teks: angka.to_string().replace('.', ",") },
        _ => baca_umum(&rapikan(sel.teks)).unwrap_or_else(|| teks_apa_adanya(sel.teks)),
    }
}

/// A code: 1.1 is "1.1" in any number format. A day is what Excel made of "1-2", and is told as such.
fn baca_kode(sel: &SelMentah) -> Nilai {
    if let Some(tanggal) = sel.tanggal {
        return Nilai::Tanggal { tanggal: tanggal.into() };
    }
    match angka_sel(sel) {
        Some(angka) => Nilai::Teks { teks: angka.to_string() },
        // "NA" and "TAD" may be codes of units.
        None => match baca_umum(&rapikan(sel.teks)) {
            Some(Nilai::TidakAda) if matches!(sel.teks.trim(), "NA" | "TAD") => teks_apa_adanya(sel.teks),
            Some(umum) => umum,
            None => teks_apa_adanya(sel.teks),
        },
    }
}

fn baca_hari(sel: &SelMentah) -> Nilai {
    let tanggal = sel.tanggal.or_else(|| match angka_sel(sel) {
        Some(angka) => hari_dari_seri(angka),
        None => baca_tanggal(sel.teks),
    });
    match tanggal {
        Some(tanggal) => Nilai::Tanggal { tanggal: tanggal.into() },
        None => baca_umum(&rapikan(sel.teks)).unwrap_or_else(|| teks_apa_adanya(sel.teks)),
    }
}

/// The day of an Excel serial that lost its date format, for whole days of the years 2000 to 2099.
fn hari_dari_seri(seri: f64) -> Option<NaiveDate> {
    let awal = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let hari = (36_526..=73_050).contains(&(seri as u64)) && seri.fract() == 0.0;
    hari.then(|| awal.checked_add_days(Days::new(seri as u64)))?
}

fn baca_waktu(sel: &SelMentah) -> Nilai {
    if let Some(tanggal) = sel.tanggal {
        let triwulan = Triwulan::dari_bulan(tanggal.month()).into_iter().collect();
        return Nilai::Triwulan { triwulan };
    }
    let triwulan = match angka_sel(sel) {
        Some(angka) => Triwulan::SEMUA.into_iter().find(|tw| f64::from(tw.nomor()) == angka).map(|tw| vec![tw]),
        None => baca_triwulan_kolom(sel.teks)
            .or_else(|| baca_tanggal(sel.teks).and_then(|t| Triwulan::dari_bulan(t.month())).map(|tw| vec![tw])),
    };
    match triwulan {
        Some(triwulan) => Nilai::Triwulan { triwulan },
        None => baca_umum(&rapikan(sel.teks)).unwrap_or_else(|| teks_apa_adanya(sel.teks)),
    }
}

/// A NIP as typed; [`crate::domain::nip::Nip`] judges it. A numeric cell keeps 15 of its 18 digits.
fn baca_nip(sel: &SelMentah) -> Terbaca {
    match angka_sel(sel) {
        Some(angka) => {
            let ragu = if angka.abs() >= DIGIT_HILANG { vec![Keraguan::NipBerupaAngka] } else { Vec::new() };
            (Nilai::Teks { teks: angka.to_string() }, ragu)
        }
        None => pasti(baca_umum(&rapikan(sel.teks)).unwrap_or_else(|| teks_apa_adanya(sel.teks))),
    }
}

#[cfg(test)]
mod tests;
