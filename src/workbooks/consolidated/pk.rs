//! Sheet `PK`: what was promised.

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, Sel};
use crate::tables::frame::{BarisFrame, Pembaca};

const KOLOM: [Kolom; 16] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("Kode", Rupa::Teks, 8, 14),
    Kolom::baru("Bagian", Rupa::Lipat, 8, 18),
    Kolom::baru("Sasaran", Rupa::Lipat, 16, 36),
    Kolom::baru("Indikator", Rupa::Lipat, 24, 46),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Target", Rupa::Angka, 9, 16),
    Kolom::baru("Target TW I", Rupa::Angka, 8, 12),
    Kolom::baru("Target TW II", Rupa::Angka, 8, 12),
    Kolom::baru("Target TW III", Rupa::Angka, 8, 12),
    Kolom::baru("Target TW IV", Rupa::Angka, 8, 12),
    Kolom::baru("Kode Kaskade", Rupa::Teks, 8, 14),
    BERKAS,
    LEMBAR,
    SEL,
];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let nama = bahan.nama_nama_unit();
    let pembaca = Pembaca::baru(&bahan.tables.pk);
    let baris = (0..pembaca.tinggi()).map(move |nomor| {
        let b = pembaca.ke(nomor);
        let unit = b.teks("unit");
        let mut sel = vec![
            Sel::teks(unit),
            Sel::teks(unit.and_then(|unit| nama.get(unit).copied())),
            Sel::teks(b.teks("kode")),
            Sel::teks(b.teks("bagian")),
            Sel::teks(b.teks("sasaran")),
            Sel::teks(b.teks("indikator")),
            Sel::teks(b.teks("satuan")),
            target(&b),
        ];
        sel.extend(target_tw(&b));
        sel.push(Sel::teks(b.teks("simpul")));
        sel.extend(sel_asal(&b));
        Baris::biasa(sel)
    });
    LembarTabel {
        nama: "PK",
        nama_tabel: "PerjanjianKinerja",
        judul: judul(bahan, "Perjanjian Kinerja"),
        keterangan: format!(
            "{}. Satu baris untuk setiap indikator; klik berkas untuk membuka asalnya.",
            bahan.tanggal_data()
        ),
        kolom: &KOLOM,
        baris: IsiBaris::baru(baris),
        beku: 3,
        jumlah: ("Baris tampil", vec![("Indikator", Jumlah::Banyak)]),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

/// The annual target: a plain figure as a number; a bound, a range or a grade as it was typed.
pub(super) fn target<'f>(baris: &BarisFrame<'f, '_>) -> Sel<'f> {
    match baris.teks("target_kelas") {
        Some("angka" | "persen" | "uang") => Sel::angka_atau(baris.angka("target"), baris.teks("target_teks")),
        _ => Sel::teks(baris.teks("target_teks")),
    }
}

/// The targets of the quarters.
pub(super) fn target_tw<'f>(baris: &BarisFrame<'f, '_>) -> [Sel<'f>; 4] {
    ["target_tw1", "target_tw2", "target_tw3", "target_tw4"].map(|kolom| Sel::angka(baris.angka(kolom)))
}
