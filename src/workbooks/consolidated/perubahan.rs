//! Sheet `Perubahan`: what the last version of each unit changed against the one before, cell by cell and finding by
//! finding. Left out where nothing is remembered from run to run.

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_berkas};
use crate::banding::{BarisPerubahan, Nasib, PerubahanRuang};
use crate::domain::capaian::Warna;
use crate::domain::tanggal::tanggal_pendek;
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{BARIS_ISI, Baris, Buku, Jumlah, Kolom, LembarTabel, Rupa, RupaBaris, Sel};

const KOLOM: [Kolom; 17] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("Keadaan", Rupa::Teks, 14, 26),
    Kolom::baru("Dokumen", Rupa::Teks, 9, 14),
    Kolom::baru("Indikator", Rupa::Lipat, 16, 38),
    Kolom::baru("Isian", Rupa::Lipat, 10, 22),
    Kolom::baru("Sebelum", Rupa::Lipat, 12, 34),
    Kolom::baru("Sesudah", Rupa::Lipat, 12, 34),
    Kolom::baru("Kode", Rupa::Tengah, 8, 9),
    Kolom::baru("Tingkat", Rupa::Teks, 9, 12),
    Kolom::baru("Pesan", Rupa::Lipat, 20, 56),
    Kolom::baru("Versi Lama", Rupa::Teks, 11, 13),
    Kolom::baru("Versi Baru", Rupa::Teks, 11, 13),
    BERKAS,
    LEMBAR,
    SEL,
    Kolom::baru("Jenis", Rupa::Teks, 9, 10),
];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let Some(perubahan) = bahan.perubahan else { return Ok(()) };
    let baris = baris(bahan, perubahan);
    let keterangan = if perubahan.unit.is_empty() {
        "Belum ada unit yang mengirim versi baru, jadi belum ada yang dibandingkan."
    } else {
        "Setiap unit dibandingkan dengan versi kirimannya yang sebelumnya; unit yang belum mengirim versi baru tidak dimuat."
    };
    LembarTabel {
        nama: "Perubahan",
        nama_tabel: "Perubahan",
        judul: judul(bahan, "Perubahan Kiriman"),
        keterangan: format!("{}. {keterangan}", bahan.tanggal_data()),
        kolom: &KOLOM,
        baris: baris.into(),
        beku: 3,
        jumlah: ("Baris tampil", vec![("Keadaan", Jumlah::Banyak)]),
        lampu: Vec::new(),
    }
    .tulis_dihias(buku, gaya, |lembar, akhir| {
        Ok(gaya::lampu_awalan(
            lembar,
            (BARIS_ISI, akhir),
            (2, 2),
            &[("✓", Warna::Hijau), ("▲", Warna::Kuning), ("✗", Warna::Merah)],
        )?)
    })
}

fn baris<'a>(bahan: &BahanLaporan<'a>, perubahan: &'a PerubahanRuang) -> Vec<Baris<'a>> {
    let nama = bahan.nama_nama_unit();
    let mut hasil = Vec::new();
    for (versi, milik) in &perubahan.unit {
        for satu in &milik.isi {
            let b = BarisPerubahan::dari(&milik.unit, satu);
            // What is gone lies in a file that counts no more; a link would mislead.
            let hilang = matches!(satu.nasib, Nasib::DokumenHilang | Nasib::BarisHilang | Nasib::Diperbaiki);
            let berkas = if hilang { Sel::teks(b.berkas) } else { sel_berkas(b.berkas, b.lembar, b.sel.as_deref()) };
            let sel = vec![
                Sel::teks(b.unit),
                Sel::teks(b.unit.and_then(|unit| nama.get(unit).copied())),
                Sel::milik(format!("{}{}", tanda(satu.nasib), b.keadaan)),
                b.dokumen.map_or(Sel::Kosong, Sel::milik),
                Sel::teks(b.indikator),
                b.isian.map_or(Sel::Kosong, Sel::milik),
                Sel::teks(b.sebelum),
                Sel::teks(b.sesudah),
                Sel::teks(b.kode),
                Sel::teks(b.tingkat),
                Sel::teks(b.pesan),
                Sel::milik(tanggal_pendek(versi.lama)),
                Sel::milik(tanggal_pendek(versi.baru)),
                berkas,
                Sel::teks(b.lembar),
                b.sel.map_or(Sel::Kosong, Sel::milik),
                Sel::teks(Some(b.jenis)),
            ];
            let selesai = matches!(satu.nasib, Nasib::Diperbaiki | Nasib::TidakDiminta);
            let rupa = if selesai { RupaBaris::Redup } else { RupaBaris::Biasa };
            hasil.push(Baris { sel, rupa, tingkat: 0 });
        }
    }
    hasil
}

const fn tanda(nasib: Nasib) -> &'static str {
    match nasib {
        Nasib::Diperbaiki => "✓ ",
        Nasib::MasihAda => "✗ ",
        Nasib::Baru => "▲ ",
        _ => "",
    }
}
