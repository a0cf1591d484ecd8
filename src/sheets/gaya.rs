//! How the workbooks look: colours, formats, marks. Sober, printable, and readable without colour.

use rust_xlsxwriter::{
    ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, FormatBorder,
    FormatUnderline, Formula, Worksheet, XlsxError,
};

use super::column::Rupa;
use super::sel::{Hasil, Sel};
use crate::domain::capaian::Warna;

/// Headings and header rows.
pub(crate) const BIRU: u32 = 0x1F_3864;
/// Secondary text.
pub(crate) const REDUP: u32 = 0x6B_7280;
/// Thin lines.
pub(crate) const GARIS: u32 = 0xD0_D5DD;
/// Soft background.
pub(crate) const LATAR: u32 = 0xF3_F5F8;
/// Bars of a trend.
pub(crate) const TREN: u32 = 0x8E_A3C8;
/// Text.
pub(crate) const TINTA: u32 = 0x1F_2933;

/// Up to two decimals and thousands; the reader's program puts its own marks.
pub(crate) const PECAHAN: &str = "#,##0.00_ ";
/// Whole numbers and rupiah. Both leave the width of a blank at the right edge.
pub(crate) const BULAT: &str = "#,##0_ ";

/// Mark and word: "● hijau"; "– belum ada data" for grey.
pub(crate) fn label(warna: Warna) -> String {
    match warna {
        Warna::AbuAbu => format!("{} belum ada data", warna.tanda()),
        warna => format!("{} {}", warna.tanda(), warna.nama()),
    }
}

/// Text colour of a light. Teal, ochre and brick differ for colour-blind readers too.
pub(crate) const fn warna_teks(warna: Warna) -> u32 {
    match warna {
        Warna::Hijau => 0x0B_6B5B,
        Warna::Kuning => 0x8A_5A00,
        Warna::Merah => 0xB0_2A1E,
        Warna::AbuAbu => REDUP,
    }
}

/// Background of a light.
pub(crate) const fn warna_latar(warna: Warna) -> u32 {
    match warna {
        Warna::Hijau => 0xD6_EFE9,
        Warna::Kuning => 0xFD_EFC8,
        Warna::Merah => 0xF8_D7D3,
        Warna::AbuAbu => 0xEC_EEF1,
    }
}

/// Colour of a bar in a chart.
pub(crate) const fn warna_batang(warna: Warna) -> u32 {
    match warna {
        Warna::Hijau => 0x2A_9D8F,
        Warna::Kuning => 0xE9_B44C,
        Warna::Merah => 0xC8_4B3F,
        Warna::AbuAbu => 0xB8_BEC8,
    }
}

/// The format that every other starts from: a face that every office has, and that LibreOffice measures alike.
pub(crate) fn dasar() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10).set_font_color(TINTA)
}

/// Every light, for legends and conditional formats.
pub(crate) const LAMPU: [Warna; 4] = [Warna::Hijau, Warna::Kuning, Warna::Merah, Warna::AbuAbu];

/// How a cell of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wujud {
    /// One line.
    Teks,
    /// Wrapped.
    Lipat,
    Tengah,
    /// A text where figures stand.
    Kanan,
    /// A whole number.
    Bulat,
    /// A figure with two decimals.
    Pecahan,
    Tautan,
}

impl Wujud {
    pub(crate) const SEMUA: [Self; 7] =
        [Self::Teks, Self::Lipat, Self::Tengah, Self::Kanan, Self::Bulat, Self::Pecahan, Self::Tautan];

    /// What a cell looks like in a column of this kind.
    pub(crate) fn dari(rupa: Rupa, sel: &Sel<'_>) -> Self {
        match (rupa, sel) {
            (_, Sel::Tautan(..)) => Self::Tautan,
            // A grade or a range stands where figures stand.
            (Rupa::Angka | Rupa::Persen, Sel::Teks(_) | Sel::Rumus(_, Hasil::Teks(_))) => Self::Kanan,
            (Rupa::Angka, sel) if sel.nilai().is_none_or(|nilai| nilai.fract() != 0.0) => Self::Pecahan,
            (rupa, _) => Self::bawaan(rupa),
        }
    }

    /// What most cells of a column look like.
    pub(crate) const fn bawaan(rupa: Rupa) -> Self {
        match rupa {
            Rupa::Teks => Self::Teks,
            Rupa::Lipat => Self::Lipat,
            Rupa::Tengah => Self::Tengah,
            Rupa::Angka => Self::Bulat,
            Rupa::Persen => Self::Pecahan,
        }
    }
}

/// The kinds of row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Corak {
    Biasa,
    Redup,
    Tebal,
    Jumlah,
}

impl Corak {
    pub(crate) const SEMUA: [Self; 4] = [Self::Biasa, Self::Redup, Self::Tebal, Self::Jumlah];
}

/// The formats of a workbook.
pub(crate) struct Gaya {
    pub(crate) judul: Format,
    pub(crate) keterangan: Format,
    pub(crate) kepala: Format,
    /// A row of no table.
    dasar: Format,
}

impl Gaya {
    pub(crate) fn baru() -> Self {
        let dasar = dasar();
        Self {
            judul: dasar.clone().set_bold().set_font_size(15).set_font_color(BIRU),
            keterangan: dasar.clone().set_font_size(9).set_font_color(REDUP),
            kepala: dasar
                .clone()
                .set_bold()
                .set_font_color(0xFF_FFFF)
                .set_background_color(BIRU)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xFF_FFFF),
            dasar: dasar.set_align(FormatAlign::Top),
        }
    }

    /// The format of a cell in a row of this kind.
    pub(crate) fn sel(&self, corak: Corak, wujud: Wujud) -> Format {
        let dasar = self.dasar.clone();
        // A thin line below every row, in the cells and not as a rule: beside a rule that colours, LibreOffice leaves out
        // the one or the other.
        let bergaris = |rupa: Format| rupa.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(GARIS);
        let dasar = match corak {
            Corak::Biasa => bergaris(dasar),
            Corak::Redup => bergaris(dasar.set_font_color(REDUP).set_italic()),
            Corak::Tebal => bergaris(dasar.set_bold()),
            Corak::Jumlah => dasar.set_bold().set_background_color(LATAR),
        };
        match wujud {
            Wujud::Teks => dasar,
            Wujud::Lipat => dasar.set_text_wrap(),
            Wujud::Tengah => dasar.set_align(FormatAlign::Center),
            Wujud::Kanan => dasar.set_align(FormatAlign::Right),
            Wujud::Bulat => dasar.set_num_format(BULAT),
            Wujud::Pecahan => dasar.set_num_format(PECAHAN),
            Wujud::Tautan => dasar.set_font_color(0x1D_4ED8).set_underline(FormatUnderline::Single),
        }
    }
}

/// Colours the cells of a column by the achievement that stands in `sel_nilai` of the same row (as "$M5"; the row number
/// is that of the first cell). Text, blanks and what has no figure turn grey.
pub(crate) fn lampu(
    lembar: &mut Worksheet,
    (baris_awal, baris_akhir): (u32, u32),
    kolom: u16,
    sel_nilai: &str,
) -> Result<(), XlsxError> {
    for warna in LAMPU {
        let bila = match warna {
            Warna::Hijau => format!("AND(ISNUMBER({sel_nilai}),ROUND({sel_nilai},9)>=100)"),
            Warna::Kuning => format!("AND(ISNUMBER({sel_nilai}),ROUND({sel_nilai},9)>=80,ROUND({sel_nilai},9)<100)"),
            Warna::Merah => format!("AND(ISNUMBER({sel_nilai}),ROUND({sel_nilai},9)<80)"),
            Warna::AbuAbu => format!("NOT(ISNUMBER({sel_nilai}))"),
        };
        let aturan = ConditionalFormatFormula::new().set_rule(Formula::new(bila)).set_format(rupa_lampu(warna));
        lembar.add_conditional_format(baris_awal, kolom, baris_akhir, kolom, &aturan)?;
    }
    Ok(())
}

/// Colours the cells of some columns by the words with which their texts begin.
pub(crate) fn lampu_awalan(
    lembar: &mut Worksheet,
    (baris_awal, baris_akhir): (u32, u32),
    (kolom_awal, kolom_akhir): (u16, u16),
    awalan: &[(&str, Warna)],
) -> Result<(), XlsxError> {
    for (awalan, warna) in awalan {
        let bila = ConditionalFormatTextRule::BeginsWith(awalan.to_string());
        let aturan = ConditionalFormatText::new().set_rule(bila).set_format(rupa_lampu(*warna));
        lembar.add_conditional_format(baris_awal, kolom_awal, baris_akhir, kolom_akhir, &aturan)?;
    }
    Ok(())
}

/// The look of a cell of this light.
fn rupa_lampu(warna: Warna) -> Format {
    Format::new().set_font_color(warna_teks(warna)).set_background_color(warna_latar(warna))
}

/// The status of an achievement as a live formula over the cell that holds it, and its words now.
pub(crate) fn rumus_status(sel_nilai: &str) -> String {
    let [hijau, kuning, merah, abu] = LAMPU.map(label);
    format!(
        "IF(ISNUMBER({sel_nilai}),IF(ROUND({sel_nilai},9)>=100,\"{hijau}\",IF(ROUND({sel_nilai},9)>=80,\"{kuning}\",\"{merah}\")),\"{abu}\")"
    )
}
