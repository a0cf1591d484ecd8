//! Sheet `Instansi`: one row for each institution and year.

use super::{BahanNasional, keterangan};
use crate::domain::capaian::anggaran::serapan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, Sel, baris_rumus, huruf};
use crate::tables::frame::{BarisFrame, Pembaca};

pub(super) const NAMA: &str = "Instansi";

pub(super) const KOLOM: [Kolom; 22] = [
    Kolom::baru("Tahun", Rupa::Tengah, 12, 12),
    Kolom::baru("Kode", Rupa::Teks, 12, 30),
    Kolom::baru("Nama Instansi", Rupa::Lipat, 20, 46),
    Kolom::baru("Kurun", Rupa::Tengah, 12, 16),
    Kolom::baru("Data per", Rupa::Tengah, 13, 13),
    Kolom::baru("Capaian IKU (%)", Rupa::Persen, 10, 12),
    Kolom::baru("IKU", Rupa::Angka, 7, 9),
    Kolom::baru("IKU Tercapai", Rupa::Angka, 9, 10),
    Kolom::baru("IKU Merah", Rupa::Angka, 8, 9),
    Kolom::baru("IKU Tanpa Data", Rupa::Angka, 9, 10),
    Kolom::baru("Unit", Rupa::Angka, 7, 9),
    Kolom::baru("Unit Lapor", Rupa::Angka, 8, 9),
    Kolom::baru("Indikator", Rupa::Angka, 10, 11),
    Kolom::baru("Indikator Merah", Rupa::Angka, 10, 11),
    Kolom::baru("Pagu (Rp)", Rupa::Angka, 16, 24),
    Kolom::baru("Realisasi (Rp)", Rupa::Angka, 16, 24),
    Kolom::baru("Serapan (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Berkas", Rupa::Angka, 8, 10),
    Kolom::baru("Tak Terbaca", Rupa::Angka, 8, 10),
    Kolom::baru("Galat", Rupa::Angka, 8, 10),
    Kolom::baru("Peringatan", Rupa::Angka, 11, 11),
    Kolom::baru("Cara Menghitung Capaian", Rupa::Lipat, 20, 46),
];

/// Columns that hold counts and money, by heading, and where their figures stand in the frame.
pub(super) const DIJUMLAH: [(&str, &str); 14] = [
    ("IKU", "iku"),
    ("IKU Tercapai", "iku_tercapai"),
    ("IKU Merah", "iku_merah"),
    ("IKU Tanpa Data", "iku_tanpa_data"),
    ("Unit", "unit"),
    ("Unit Lapor", "unit_lapor"),
    ("Indikator", "indikator"),
    ("Indikator Merah", "indikator_merah"),
    ("Pagu (Rp)", "pagu"),
    ("Realisasi (Rp)", "realisasi_anggaran"),
    ("Berkas", "berkas"),
    ("Tak Terbaca", "berkas_gagal"),
    ("Galat", "galat"),
    ("Peringatan", "peringatan"),
];

pub(super) fn tulis<'a>(bahan: &BahanNasional<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let pembaca = Pembaca::baru(bahan.ringkasan);
    let baris = (0..pembaca.tinggi()).map(move |urutan| Baris::biasa(sel(&pembaca.ke(urutan), baris_rumus(urutan))));
    let mut jumlah = vec![("Kode", Jumlah::Banyak), ("Capaian IKU (%)", Jumlah::RataRata)];
    jumlah.extend(DIJUMLAH.map(|(judul, _)| (judul, Jumlah::Tambah)));
    LembarTabel {
        nama: NAMA,
        nama_tabel: "RekapInstansi",
        judul: "Rekap per instansi".into(),
        keterangan: keterangan(bahan),
        kolom: &KOLOM,
        baris: IsiBaris::baru(baris),
        beku: 3,
        jumlah: ("Baris tampil", jumlah),
        lampu: vec![("Capaian IKU (%)", "Capaian IKU (%)")],
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn sel<'f>(b: &BarisFrame<'f, '_>, baris: u32) -> Vec<Sel<'f>> {
    let (pagu, realisasi) = (b.angka("pagu"), b.angka("realisasi_anggaran"));
    let persen = realisasi.zip(pagu).and_then(|(realisasi, pagu)| serapan(realisasi, pagu).ok());
    let (p, r) = (huruf(&KOLOM, "Pagu (Rp)"), huruf(&KOLOM, "Realisasi (Rp)"));
    KOLOM
        .iter()
        .map(|kolom| match (kolom.judul, DIJUMLAH.iter().find(|(judul, _)| *judul == kolom.judul)) {
            (_, Some((_, nama))) => Sel::angka(b.angka(nama)),
            ("Tahun", _) => Sel::angka(b.angka("tahun")),
            ("Kode", _) => Sel::teks(b.teks("instansi")),
            ("Nama Instansi", _) => Sel::teks(b.teks("nama_instansi")),
            ("Kurun", _) => Sel::teks(b.teks("kurun")),
            ("Data per", _) => b.teks("tanggal").map_or(Sel::Kosong, |tanggal| Sel::milik(super::hari(tanggal))),
            ("Capaian IKU (%)", _) => Sel::angka(b.angka("capaian")),
            ("Cara Menghitung Capaian", _) => Sel::teks(b.teks("profil")),
            ("Serapan (%)", _) => Sel::rumus(
                format!("IF(COUNT({p}{baris},{r}{baris})<2,\"\",IF({p}{baris}<=0,\"\",100*{r}{baris}/{p}{baris}))"),
                persen,
            ),
            _ => Sel::Kosong,
        })
        .collect()
}
