//! The formats of the first page.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::capaian::Warna;
use crate::recap::model::Angka;
use crate::sheets::gaya::{self, BIRU, GARIS, LATAR, REDUP};

pub(super) struct Gaya {
    pub(super) judul: Format,
    pub(super) sub: Format,
    pub(super) kalimat: Format,
    pub(super) bagian: Format,
    pub(super) kepala: Format,
    pub(super) kepala_tengah: Format,
    pub(super) teks: Format,
    pub(super) tebal: Format,
    pub(super) kanan: Format,
    pub(super) kecil: Format,
    pub(super) kaki: Format,
    pub(super) peringatan: Format,
}

/// The number format that prints a figure as the model does.
pub(super) fn format_angka(angka: &Angka) -> String {
    match angka.digit {
        0 => "#,##0".to_string(),
        digit => format!("#,##0.{}", "0".repeat(usize::from(digit))),
    }
}

impl Gaya {
    /// The format of a quantity; a text stands at the right as figures do.
    pub(super) fn angka(&self, besaran: &Angka) -> Format {
        match besaran.angka {
            Some(_) => self.kanan.clone().set_num_format(format_angka(besaran)),
            None => self.kanan.clone(),
        }
    }

    pub(super) fn baru() -> Self {
        let dasar = gaya::dasar();
        let garis = |rupa: Format| rupa.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(GARIS);
        let isi = garis(dasar.clone().set_font_size(9).set_align(FormatAlign::VerticalCenter));
        let kepala = dasar
            .clone()
            .set_font_size(8)
            .set_bold()
            .set_font_color(REDUP)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(REDUP);
        Self {
            judul: dasar
                .clone()
                .set_font_size(18)
                .set_shrink()
                .set_bold()
                .set_font_color(BIRU)
                .set_align(FormatAlign::VerticalCenter),
            sub: dasar.clone().set_font_size(8).set_font_color(REDUP).set_text_wrap().set_align(FormatAlign::Top),
            kalimat: dasar.clone().set_font_size(11).set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            bagian: dasar.clone().set_font_size(11).set_bold().set_font_color(BIRU).set_align(FormatAlign::Bottom),
            kepala_tengah: kepala.clone().set_align(FormatAlign::Center),
            kepala,
            teks: isi.clone().set_text_wrap(),
            tebal: isi.clone().set_bold().set_shrink(),
            kanan: isi.clone().set_align(FormatAlign::Right),
            kecil: isi.set_font_size(8).set_text_wrap(),
            kaki: dasar.clone().set_font_size(8).set_font_color(REDUP),
            peringatan: dasar
                .set_font_size(8)
                .set_font_color(gaya::warna_teks(Warna::Kuning))
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
        }
    }

    /// A cell that carries a light.
    pub(super) fn lampu(warna: Warna) -> Format {
        let garis = gaya::dasar().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(GARIS);
        garis
            .set_font_size(9)
            .set_bold()
            .set_font_color(gaya::warna_teks(warna))
            .set_background_color(gaya::warna_latar(warna))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
    }

    /// The three lines of a card: label, figure, what it rests on; the edge shows its light.
    pub(super) fn kartu(warna: Option<Warna>, format: &str) -> [Format; 3] {
        let tinta = warna.map_or(BIRU, gaya::warna_teks);
        let dasar = gaya::dasar()
            .set_background_color(LATAR)
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border_left(FormatBorder::Thick)
            .set_border_left_color(warna.map_or(BIRU, gaya::warna_batang))
            .set_border_right(FormatBorder::Thick)
            .set_border_right_color(0xFF_FFFF);
        [
            dasar.clone().set_font_size(8).set_font_color(REDUP).set_align(FormatAlign::Bottom),
            dasar
                .clone()
                .set_font_size(16)
                .set_bold()
                .set_font_color(tinta)
                .set_num_format(format)
                .set_align(FormatAlign::VerticalCenter),
            dasar.set_font_size(7.5).set_font_color(REDUP).set_text_wrap().set_align(FormatAlign::Top),
        ]
    }
}
