//! The formats of the first page.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::capaian::Warna;
use crate::report::gaya::{self, BIRU, GARIS, LATAR, REDUP};

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
    pub(super) bulat: Format,
    pub(super) angka: Format,
    pub(super) kecil: Format,
    pub(super) kaki: Format,
}

impl Gaya {
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
                .set_font_size(20)
                .set_bold()
                .set_font_color(BIRU)
                .set_align(FormatAlign::VerticalCenter),
            sub: dasar.clone().set_font_size(8).set_font_color(REDUP).set_text_wrap().set_align(FormatAlign::Top),
            kalimat: dasar.clone().set_font_size(12).set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            bagian: dasar.clone().set_font_size(11).set_bold().set_font_color(BIRU).set_align(FormatAlign::Bottom),
            kepala_tengah: kepala.clone().set_align(FormatAlign::Center),
            kepala,
            teks: isi.clone().set_text_wrap(),
            tebal: isi.clone().set_bold(),
            kanan: isi.clone().set_align(FormatAlign::Right),
            bulat: isi.clone().set_num_format(gaya::BULAT),
            angka: isi.clone().set_num_format(gaya::PECAHAN),
            kecil: isi.set_font_size(8).set_text_wrap(),
            kaki: dasar.set_font_size(8).set_font_color(REDUP),
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
                .set_font_size(18)
                .set_bold()
                .set_font_color(tinta)
                .set_num_format(format)
                .set_align(FormatAlign::VerticalCenter),
            dasar.set_font_size(8).set_font_color(REDUP).set_text_wrap().set_align(FormatAlign::Top),
        ]
    }
}
