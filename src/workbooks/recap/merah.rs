//! Sheet `Merah`: every red indicator of a unit, the worst first, with why and who acts.

use super::{atau_strip, keadaan, sel_besaran, sel_sumber};
use crate::recap::model::{BarisMerah, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, Jumlah, Kolom, LembarTabel, Rupa, Sel};

pub(super) const NAMA: &str = "Merah";

const KOLOM: [Kolom; 17] = [
    Kolom::baru("No", Rupa::Tengah, 5, 7),
    Kolom::baru("Unit", Rupa::Teks, 9, 14),
    Kolom::baru("Nama Unit", Rupa::Lipat, 12, 28),
    Kolom::baru("Kode", Rupa::Teks, 10, 16),
    Kolom::baru("Indikator", Rupa::Lipat, 28, 46),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Target Periode", Rupa::Angka, 9, 14),
    Kolom::baru("Realisasi Periode", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Kendala", Rupa::Lipat, 18, 40),
    Kolom::baru("Tindak Lanjut", Rupa::Lipat, 18, 40),
    Kolom::baru("Penanggung Jawab", Rupa::Lipat, 12, 24),
    Kolom::baru("Batas Waktu", Rupa::Teks, 10, 18),
    Kolom::baru("Menurut", Rupa::Teks, 9, 10),
    Kolom::baru("Berkas", Rupa::Teks, 12, 36),
    Kolom::baru("Lembar", Rupa::Teks, 8, 14),
    Kolom::baru("Sel", Rupa::Teks, 6, 12),
];

pub(super) fn tulis<'a>(rekap: &'a Rekap, naik: &str, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let keterangan = if rekap.merah.is_empty() {
        format!("{}. Tidak ada indikator unit yang merah.", keadaan(rekap))
    } else {
        format!("{}. Capaian di bawah 80%, terendah lebih dahulu. – berarti tidak diisi unit.", keadaan(rekap))
    };
    LembarTabel {
        nama: NAMA,
        nama_tabel: "RekapMerah",
        judul: format!("Indikator Merah Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan,
        kolom: &KOLOM,
        baris: rekap.merah.iter().map(|satu| baris(naik, satu)).collect::<Vec<_>>().into(),
        beku: 2,
        jumlah: ("", vec![("Indikator", Jumlah::Banyak)]),
        lampu: vec![("Capaian (%)", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn baris<'a>(naik: &str, satu: &'a BarisMerah) -> Baris<'a> {
    let (indikator, uraian) = (&satu.isi.indikator, &satu.isi.uraian);
    let asal = uraian.asal.as_ref();
    Baris::biasa(vec![
        Sel::Angka(satu.nomor as f64),
        Sel::Teks(satu.unit.as_str().into()),
        Sel::Teks(satu.nama_unit.as_str().into()),
        Sel::Teks(indikator.kode.as_str().into()),
        Sel::Teks(indikator.indikator.as_str().into()),
        Sel::Teks(indikator.satuan.as_str().into()),
        sel_besaran(&indikator.posisi.target),
        sel_besaran(&indikator.posisi.realisasi),
        Sel::angka(indikator.posisi.capaian.angka),
        atau_strip(&uraian.kendala),
        atau_strip(&uraian.tindak_lanjut),
        atau_strip(&uraian.penanggung_jawab),
        atau_strip(&uraian.batas_waktu),
        Sel::Teks(uraian.menurut.as_str().into()),
        sel_sumber(naik, asal),
        Sel::teks(asal.map(|asal| asal.lembar.as_str())),
        Sel::teks(asal.map(|asal| asal.sel.as_str())),
    ])
}
