//! Sheet `PK`: what was promised.

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::domain::nilai::{Isian, Nilai};
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, Sel};

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
    let baris = bahan.tables.pk().map(move |row| {
        let mut sel = vec![
            Sel::teks(row.unit),
            Sel::teks(row.unit.and_then(|unit| nama.get(unit).copied())),
            Sel::teks(row.kode),
            Sel::teks(row.bagian()),
            Sel::teks(row.sasaran()),
            Sel::teks(row.indikator()),
            Sel::teks(row.satuan()),
            target(row.target()),
        ];
        sel.extend(row.target_tw().map(Sel::angka));
        sel.push(Sel::teks(row.kode_simpul()));
        sel.extend(sel_asal(&row));
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
pub(super) fn target(entry: Option<&Isian>) -> Sel<'_> {
    let Some(entry) = entry else { return Sel::Kosong };
    match entry.nilai {
        Nilai::Angka { .. } | Nilai::Persen { .. } | Nilai::Uang { .. } => {
            Sel::angka_atau(entry.nilai.angka(), entry.teks())
        }
        _ => Sel::teks(entry.teks()),
    }
}
