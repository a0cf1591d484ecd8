//! Sheet `Rencana Aksi`: what will be done, and when.

use super::pk::target;
use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::domain::triwulan::Triwulan;
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, Sel};

const KOLOM: [Kolom; 20] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("Kode", Rupa::Teks, 8, 14),
    Kolom::baru("Indikator", Rupa::Lipat, 24, 42),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Target", Rupa::Angka, 9, 14),
    Kolom::baru("Target TW I", Rupa::Angka, 8, 11),
    Kolom::baru("Target TW II", Rupa::Angka, 8, 11),
    Kolom::baru("Target TW III", Rupa::Angka, 8, 11),
    Kolom::baru("Target TW IV", Rupa::Angka, 8, 11),
    Kolom::baru("Rencana Aksi", Rupa::Lipat, 20, 42),
    Kolom::baru("Kriteria Keberhasilan", Rupa::Lipat, 14, 30),
    Kolom::baru("Keluaran", Rupa::Lipat, 12, 26),
    Kolom::baru("Waktu", Rupa::Teks, 8, 20),
    Kolom::baru("Penanggung Jawab", Rupa::Lipat, 12, 22),
    Kolom::baru("Anggaran (Rp)", Rupa::Angka, 10, 18),
    Kolom::baru("Kode Kaskade", Rupa::Teks, 8, 14),
    BERKAS,
    LEMBAR,
    SEL,
];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let nama = bahan.nama_nama_unit();
    let baris = bahan.tables.rencana_aksi().map(move |row| {
        let mut sel = vec![
            Sel::teks(row.unit),
            Sel::teks(row.unit.and_then(|unit| nama.get(unit).copied())),
            Sel::teks(row.kode),
            Sel::teks(row.indikator()),
            Sel::teks(row.satuan()),
        ];
        // The target belongs to the indicator: it stands beside its first action only, so that sums are right.
        if row.first {
            sel.push(target(row.target()));
            sel.extend(row.target_tw().map(Sel::angka));
        } else {
            sel.extend(std::iter::repeat_n(Sel::Kosong, 5));
        }
        sel.extend([
            Sel::teks(row.aksi()),
            Sel::teks(row.kriteria()),
            Sel::teks(row.keluaran()),
            row.waktu().map_or(Sel::Kosong, |waktu| Sel::milik(daftar_triwulan(waktu))),
            Sel::teks(row.penanggung_jawab()),
            Sel::angka(row.anggaran()),
            Sel::teks(row.kode_simpul()),
        ]);
        sel.extend(sel_asal(&row));
        Baris::biasa(sel)
    });
    LembarTabel {
        nama: "Rencana Aksi",
        nama_tabel: "RencanaAksi",
        judul: judul(bahan, "Rencana Aksi"),
        keterangan: format!(
            "{}. Satu baris untuk setiap aksi; target tertulis pada aksi pertama indikatornya.",
            bahan.tanggal_data()
        ),
        kolom: &KOLOM,
        baris: IsiBaris::baru(baris),
        beku: 3,
        jumlah: ("Baris tampil", vec![("Rencana Aksi", Jumlah::Banyak), ("Anggaran (Rp)", Jumlah::Tambah)]),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

/// "TW I, TW II".
fn daftar_triwulan(waktu: &[Triwulan]) -> String {
    waktu.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
