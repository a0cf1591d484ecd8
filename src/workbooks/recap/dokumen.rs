//! Sheet `Kepatuhan`: which unit sent which document, when, and how many days late.

use super::keadaan;
use crate::domain::capaian::Warna;
use crate::recap::model::{BarisDokumen, PetakDokumen, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{BARIS_ISI, Baris, Buku, Kolom, LembarTabel, Rupa, RupaBaris, Sel};
use crate::workbooks::asal::tautan_dari;

const KOLOM: [Kolom; 11] = [
    Kolom::baru("Unit", Rupa::Teks, 8, 14),
    Kolom::baru("Nama Unit", Rupa::Lipat, 18, 34),
    Kolom::baru("PK", Rupa::Teks, 14, 26),
    Kolom::baru("RA", Rupa::Teks, 14, 26),
    Kolom::baru("TW I", Rupa::Teks, 14, 26),
    Kolom::baru("TW II", Rupa::Teks, 14, 26),
    Kolom::baru("TW III", Rupa::Teks, 14, 26),
    Kolom::baru("TW IV", Rupa::Teks, 14, 26),
    Kolom::baru("Masuk", Rupa::Angka, 8, 9),
    Kolom::baru("Terlambat", Rupa::Angka, 8, 11),
    Kolom::baru("Belum", Rupa::Angka, 8, 9),
];

pub(super) fn tulis<'a>(rekap: &'a Rekap, naik: &str, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let matriks = &rekap.kepatuhan;
    let mut baris = vec![tenggat(rekap)];
    baris.extend(matriks.baris.iter().map(|satu| unit(satu, naik)));
    let akhir = BARIS_ISI + u32::try_from(baris.len()).unwrap_or(u32::MAX) - 1;
    let lain = match matriks.tidak_terpakai.len() {
        0 => String::new(),
        banyak => format!(
            " {banyak} berkas atau dokumen tidak dapat dihubungkan dengan unit; lihat lembar Sumber di konsolidasi-{}.xlsx.",
            rekap.tahun
        ),
    };
    let lembar = LembarTabel {
        nama: "Kepatuhan",
        nama_tabel: "RekapKepatuhan",
        judul: format!("Kepatuhan Penyampaian Dokumen Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: format!(
            "{}. ✓ masuk, ▲ terlambat, ✗ belum, – belum jatuh tempo. Tanggal dan hari terlambat hanya untuk kiriman surel.{lain}",
            keadaan(rekap)
        ),
        kolom: &KOLOM,
        baris: baris.into(),
        beku: 2,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(gaya::lampu_awalan(
        lembar,
        (BARIS_ISI, akhir),
        (2, 7),
        &[("✓", Warna::Hijau), ("▲", Warna::Kuning), ("✗", Warna::Merah)],
    )?)
}

/// The row of the deadlines.
fn tenggat(rekap: &Rekap) -> Baris<'_> {
    let mut sel = vec![Sel::Kosong, Sel::Teks("Batas penyampaian".into())];
    sel.extend(rekap.kepatuhan.kolom.iter().map(|kolom| Sel::Teks(kolom.tulisan_tenggat.as_str().into())));
    sel.extend(std::iter::repeat_n(Sel::Kosong, 3));
    Baris { sel, rupa: RupaBaris::Tebal, tingkat: 0 }
}

fn unit<'a>(satu: &'a BarisDokumen, naik: &str) -> Baris<'a> {
    let mut sel = vec![Sel::Teks(satu.unit.as_str().into()), Sel::Teks(satu.nama.as_str().into())];
    sel.extend(satu.petak.iter().map(|petak| sel_petak(petak, naik)));
    sel.extend([satu.masuk, satu.terlambat, satu.belum].map(|banyak| Sel::Angka(banyak as f64)));
    Baris::biasa(sel)
}

fn sel_petak<'a>(petak: &'a PetakDokumen, naik: &str) -> Sel<'a> {
    match petak.berkas.as_deref().and_then(|berkas| tautan_dari(naik, berkas, None, None)) {
        Some(alamat) => Sel::Tautan(alamat, petak.tulisan.as_str().into()),
        None => Sel::Teks(petak.tulisan.as_str().into()),
    }
}
