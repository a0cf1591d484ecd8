//! How cells of a form look: locked and white what is known, pale yellow what the unit fills in.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::domain::kolom::{Bacaan, Bidang};

/// The formats of a workbook.
pub(super) struct Gaya {
    pub(super) judul: Format,
    pub(super) judul_kiri: Format,
    pub(super) tebal: Format,
    pub(super) label: Format,
    pub(super) prosa: Format,
    pub(super) sel_prosa: Format,
    pub(super) kepala: Format,
    pub(super) nomor: Format,
    pub(super) bagian: Format,
    pub(super) jumlah: Format,
    /// What is still missing.
    pub(super) kurang: Format,
}

const KUNING: Color = Color::RGB(0xFF_FB_E6);
const JINGGA: Color = Color::RGB(0xF8_CB_AD);
const BIRU: Color = Color::RGB(0xDD_E6_F0);
const ABU: Color = Color::RGB(0xF2_F2_F2);

impl Gaya {
    pub(super) fn baru() -> Self {
        let tengah = || Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let bingkai = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
        let kepala = bingkai(tengah()).set_bold().set_background_color(BIRU);
        Self {
            judul: tengah().set_bold().set_font_size(13.0),
            judul_kiri: Format::new().set_bold().set_font_size(13.0),
            tebal: Format::new().set_bold(),
            label: Format::new().set_align(FormatAlign::Top),
            prosa: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            sel_prosa: bingkai(Format::new()).set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1),
            nomor: bingkai(tengah()).set_font_size(9.0).set_background_color(ABU),
            bagian: bingkai(Format::new()).set_bold().set_background_color(ABU).set_indent(1),
            jumlah: bingkai(Format::new()).set_bold().set_num_format("#,##0").set_indent(1),
            kurang: Format::new().set_background_color(JINGGA),
            kepala,
        }
    }

    /// A cell of a table.
    pub(super) fn sel(&self, bidang: Bidang, persen: bool, terbuka: bool) -> Format {
        let mut format = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        format = match bidang.bacaan() {
            Bacaan::Kode if bidang == Bidang::No => format.set_align(FormatAlign::Center),
            _ if persen => format.set_num_format("0.00%"),
            Bacaan::Kode | Bacaan::Waktu | Bacaan::Nip => {
                format.set_num_format("@").set_align(FormatAlign::Left).set_indent(1)
            }
            Bacaan::Uang => format.set_num_format("#,##0"),
            Bacaan::Persen => format.set_num_format("0.00"),
            Bacaan::Tanggal => format.set_num_format("dd/mm/yyyy"),
            Bacaan::Nilai => format.set_align(FormatAlign::Right).set_indent(1),
            Bacaan::Teks => format.set_align(FormatAlign::Left).set_indent(1),
        };
        if terbuka { format.set_background_color(KUNING).set_unlocked() } else { format }
    }

    /// A cell of the identity or signature block that the unit fills in.
    pub(super) fn isian(&self, tebal: bool) -> Format {
        let format = Format::new().set_background_color(KUNING).set_unlocked().set_num_format("@");
        if tebal { format.set_bold() } else { format }
    }
}

/// Lines that a text takes in a column, word by word as a rule of thumb.
pub(super) fn baris_teks(teks: &str, lebar: f64) -> f64 {
    teks.split('\n').map(|baris| (baris.chars().count() as f64 * 1.15 / lebar.max(3.0)).ceil().max(1.0)).sum()
}
