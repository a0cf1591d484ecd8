//! A cell: what it holds, how much room it needs, and how it is written.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Formula, Url, Worksheet};

use super::SheetError;
use crate::ooxml::text::teks_sel;

/// What a cell holds. Texts are written as texts whatever they look like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sel<'a> {
    Kosong,
    Teks(Cow<'a, str>),
    Angka(f64),
    /// A formula without its `=`, and its result now.
    Rumus(String, Hasil),
    /// An address and the text that shows.
    Tautan(String, Cow<'a, str>),
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Hasil {
    Angka(f64),
    /// Also "" for a formula that has nothing to say.
    Teks(String),
}

impl Hasil {
    fn tertulis(&self) -> String {
        match self {
            Self::Angka(angka) => angka.to_string(),
            Self::Teks(teks) => teks.clone(),
        }
    }
}

impl<'a> Sel<'a> {
    pub(crate) fn teks(teks: Option<&'a str>) -> Self {
        teks.map_or(Self::Kosong, |teks| Self::Teks(Cow::Borrowed(teks)))
    }

    pub(crate) fn milik(teks: String) -> Self {
        if teks.is_empty() { Self::Kosong } else { Self::Teks(Cow::Owned(teks)) }
    }

    pub(crate) fn angka(angka: Option<f64>) -> Self {
        angka.filter(|angka| angka.is_finite()).map_or(Self::Kosong, Self::Angka)
    }

    /// The figure, else the text.
    pub(crate) fn angka_atau(angka: Option<f64>, teks: Option<&'a str>) -> Self {
        match Self::angka(angka) {
            Self::Kosong => Self::teks(teks),
            angka => angka,
        }
    }

    /// A formula whose result is a figure, or nothing.
    pub(crate) fn rumus(rumus: String, hasil: Option<f64>) -> Self {
        Self::Rumus(rumus, hasil.map_or(Hasil::Teks(String::new()), Hasil::Angka))
    }

    /// The same cell, of texts of its own.
    pub(super) fn menjadi_milik(self) -> Sel<'static> {
        match self {
            Self::Kosong => Sel::Kosong,
            Self::Teks(teks) => Sel::Teks(Cow::Owned(teks.into_owned())),
            Self::Angka(angka) => Sel::Angka(angka),
            Self::Rumus(rumus, hasil) => Sel::Rumus(rumus, hasil),
            Self::Tautan(alamat, teks) => Sel::Tautan(alamat, Cow::Owned(teks.into_owned())),
        }
    }

    /// Its figure now.
    pub(crate) fn nilai(&self) -> Option<f64> {
        match self {
            Self::Angka(angka) | Self::Rumus(_, Hasil::Angka(angka)) => Some(*angka),
            _ => None,
        }
    }

    /// Lines that its text takes in a column of this width.
    pub(super) fn banyak_baris(&self, lebar: f64) -> usize {
        match self {
            Self::Teks(teks) => banyak_baris(teks, lebar),
            _ => 1,
        }
    }

    pub(super) fn lebar(&self) -> usize {
        match self {
            Self::Kosong => 0,
            Self::Teks(teks) | Self::Tautan(_, teks) => {
                teks.lines().map(|baris| baris.chars().count()).max().unwrap_or(0)
            }
            Self::Rumus(_, Hasil::Teks(teks)) => teks.chars().count(),
            // Thousands marks and decimals come with the format.
            Self::Angka(angka) | Self::Rumus(_, Hasil::Angka(angka)) => {
                let utuh = angka.trunc().abs().to_string().len();
                utuh + utuh / 3 + if angka.fract() == 0.0 { 1 } else { 4 }
            }
        }
    }
}

/// Lines that a text takes in a column of so many characters, broken at words.
pub(crate) fn banyak_baris(teks: &str, lebar: f64) -> usize {
    // Letters are narrower than the digits that column widths are counted in.
    let muat = (lebar * 1.08).max(1.0) as usize;
    // Most texts are short; a text has no more characters than bytes.
    if teks.len() <= muat && !teks.contains('\n') {
        return 1;
    }
    let satu = |baris: &str| {
        let (mut banyak, mut isi) = (1, 0);
        for kata in baris.split_whitespace().map(|kata| kata.chars().count()) {
            if isi > 0 && isi + 1 + kata > muat {
                banyak += 1;
                isi = 0;
            }
            banyak += kata.saturating_sub(1) / muat;
            isi += kata % muat.max(1) + usize::from(isi > 0);
        }
        banyak
    };
    teks.lines().map(satu).sum::<usize>().max(1)
}

/// Height of a row of so many lines, in points; Excel allows 409.
pub(crate) fn tinggi(baris: usize) -> f64 {
    (baris.min(31) as f64 * 12.8 + 3.5).min(409.0)
}

/// Writes a cell of a sheet that is no table. A link that the writer refuses is written as its text.
pub(crate) fn tulis_sel(
    lembar: &mut Worksheet,
    (baris, kolom): (u32, u16),
    sel: &Sel<'_>,
    rupa: &Format,
) -> Result<(), SheetError> {
    match sel {
        Sel::Kosong => {
            lembar.write_blank(baris, kolom, rupa)?;
        }
        Sel::Teks(teks) => {
            lembar.write_string_with_format(baris, kolom, teks_sel(teks), rupa)?;
        }
        // The writer would take a text that looks like a figure for one.
        Sel::Rumus(_, Hasil::Teks(hasil)) if hasil.parse::<f64>().is_ok() => {
            lembar.write_string_with_format(baris, kolom, teks_sel(hasil), rupa)?;
        }
        Sel::Angka(angka) => {
            lembar.write_number_with_format(baris, kolom, *angka, rupa)?;
        }
        Sel::Rumus(rumus, hasil) => {
            let rumus = Formula::new(rumus).set_result(hasil.tertulis());
            lembar.write_formula_with_format(baris, kolom, rumus, rupa)?;
        }
        Sel::Tautan(alamat, isi) => {
            let tautan = Url::new(alamat).set_text(teks_sel(isi));
            if lembar.write_url_with_format(baris, kolom, tautan, rupa).is_err() {
                lembar.write_string_with_format(baris, kolom, teks_sel(isi), rupa)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        assert_eq!(banyak_baris("", 10.0), 1);
        assert_eq!(banyak_baris("satu dua", 20.0), 1);
        assert_eq!(banyak_baris("satu dua tiga empat", 9.0), 3);
        assert_eq!(banyak_baris("satu\ndua", 20.0), 2);
        assert_eq!(banyak_baris(&"x".repeat(40), 10.0), 4);
    }
}
