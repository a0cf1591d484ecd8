//! Sheet `Rencana Aksi`: what will be done, and when.

use super::pk::{target, target_tw};
use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::domain::triwulan::Triwulan;
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, Sel};
use crate::tables::frame::Pembaca;

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
    let pembaca = Pembaca::baru(&bahan.tables.rencana_aksi);
    let baris = (0..pembaca.tinggi()).map(move |nomor| {
        let b = pembaca.ke(nomor);
        let unit = b.teks("unit");
        let mut sel = vec![
            Sel::teks(unit),
            Sel::teks(unit.and_then(|unit| nama.get(unit).copied())),
            Sel::teks(b.teks("kode")),
            Sel::teks(b.teks("indikator")),
            Sel::teks(b.teks("satuan")),
        ];
        // The target belongs to the indicator: it stands beside its first action only, so that sums are right.
        if b.ya("awal") == Some(true) {
            sel.push(target(&b));
            sel.extend(target_tw(&b));
        } else {
            sel.extend(std::iter::repeat_n(Sel::Kosong, 5));
        }
        sel.extend([
            Sel::teks(b.teks("aksi")),
            Sel::teks(b.teks("kriteria")),
            Sel::teks(b.teks("keluaran")),
            b.teks("waktu").map_or(Sel::Kosong, |waktu| Sel::milik(daftar_triwulan(waktu))),
            Sel::teks(b.teks("penanggung_jawab")),
            Sel::angka(b.angka("anggaran")),
            Sel::teks(b.teks("simpul")),
        ]);
        sel.extend(sel_asal(&b));
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

/// "1,2" becomes "TW I, TW II".
fn daftar_triwulan(waktu: &str) -> String {
    let nama = |nomor: &str| nomor.parse().ok().and_then(Triwulan::dari_nomor).map(|tw| tw.to_string());
    waktu.split(',').map(|nomor| nama(nomor).unwrap_or_else(|| nomor.to_string())).collect::<Vec<_>>().join(", ")
}
