//! Sheet `Kendala dan Tindak Lanjut`: what units wrote in each quarter, carried over until it is done.

use super::{atau_strip, keadaan, sel_sumber};
use crate::domain::capaian::Warna;
use crate::recap::model::{BarisTindak, KeadaanTindak, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{BARIS_ISI, Baris, Buku, Jumlah, Kolom, LembarTabel, Rupa, RupaBaris, Sel, nomor};

const KOLOM: [Kolom; 16] = [
    Kolom::baru("Unit", Rupa::Teks, 8, 14),
    Kolom::baru("Nama Unit", Rupa::Lipat, 14, 28),
    Kolom::baru("Kode", Rupa::Teks, 9, 14),
    Kolom::baru("Indikator", Rupa::Lipat, 24, 42),
    Kolom::baru("Triwulan", Rupa::Tengah, 9, 10),
    Kolom::baru("Capaian (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Kendala", Rupa::Lipat, 18, 40),
    Kolom::baru("Tindak Lanjut", Rupa::Lipat, 18, 40),
    Kolom::baru("Penanggung Jawab", Rupa::Lipat, 12, 22),
    Kolom::baru("Batas Waktu", Rupa::Teks, 10, 18),
    Kolom::baru("Keadaan", Rupa::Teks, 14, 22),
    Kolom::baru("Alasan", Rupa::Lipat, 18, 34),
    Kolom::baru("Dibawa ke", Rupa::Teks, 9, 18),
    Kolom::baru("Berkas", Rupa::Teks, 12, 34),
    Kolom::baru("Lembar", Rupa::Teks, 8, 14),
    Kolom::baru("Sel", Rupa::Teks, 6, 10),
];

pub(super) fn tulis<'a>(rekap: &'a Rekap, naik: &str, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let akhir = BARIS_ISI + u32::try_from(rekap.tindak.len().max(1)).unwrap_or(u32::MAX) - 1;
    let lembar = LembarTabel {
        nama: "Kendala dan Tindak Lanjut",
        nama_tabel: "RekapTindak",
        judul: format!("Kendala dan Tindak Lanjut Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: format!(
            "{}. Dianggap selesai bila targetnya tercapai di triwulan itu atau sesudahnya, atau bukti tindak lanjutnya disampaikan; selain itu terbuka. – berarti tidak diisi unit.",
            keadaan(rekap)
        ),
        kolom: &KOLOM,
        baris: rekap.tindak.iter().map(|satu| baris(satu, naik)).collect::<Vec<_>>().into(),
        beku: 3,
        jumlah: ("", vec![("Indikator", Jumlah::Banyak)]),
        lampu: vec![("Capaian (%)", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    let kolom = nomor(&KOLOM, "Keadaan");
    Ok(gaya::lampu_awalan(
        lembar,
        (BARIS_ISI, akhir),
        (kolom, kolom),
        &[
            (KeadaanTindak::Selesai.tulisan(), Warna::Hijau),
            (KeadaanTindak::Terbuka.tulisan(), Warna::Kuning),
            (KeadaanTindak::LewatBatas.tulisan(), Warna::Merah),
        ],
    )?)
}

fn baris<'a>(satu: &'a BarisTindak, naik: &str) -> Baris<'a> {
    let asal = satu.asal.as_ref();
    let sel = vec![
        Sel::Teks(satu.unit.as_str().into()),
        Sel::Teks(satu.nama_unit.as_str().into()),
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::Teks(satu.nama_triwulan.as_str().into()),
        Sel::angka_atau(satu.capaian.angka, Some(&satu.capaian.tulisan)),
        atau_strip(&satu.kendala),
        atau_strip(&satu.tindak_lanjut),
        atau_strip(&satu.penanggung_jawab),
        atau_strip(&satu.batas_waktu),
        Sel::Teks(satu.tulisan_keadaan.into()),
        Sel::Teks(satu.alasan.as_str().into()),
        Sel::Teks(satu.dibawa.as_str().into()),
        sel_sumber(naik, asal),
        Sel::teks(asal.map(|asal| asal.lembar.as_str())),
        Sel::teks(asal.map(|asal| asal.sel.as_str())),
    ];
    let rupa = if satu.keadaan == KeadaanTindak::Selesai { RupaBaris::Redup } else { RupaBaris::Biasa };
    Baris { sel, rupa, tingkat: 0 }
}
