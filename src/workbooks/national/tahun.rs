//! Sheet `Nasional`: the totals of each year, as formulas over the rows of the sheet `Instansi`.

use std::collections::BTreeMap;

use super::instansi::{DIJUMLAH, KOLOM as INSTANSI, NAMA as LEMBAR_INSTANSI};
use super::{BahanNasional, keterangan};
use crate::domain::capaian::anggaran::serapan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Kolom, LembarTabel, Rupa, Sel, baris_rumus, huruf};
use crate::tables::frame::Pembaca;

const KOLOM: [Kolom; 20] = [
    Kolom::baru("Tahun", Rupa::Tengah, 12, 12),
    Kolom::baru("Instansi", Rupa::Angka, 9, 10),
    Kolom::baru("Belum Masuk", Rupa::Angka, 9, 10),
    Kolom::baru("Rata-rata Capaian IKU (%)", Rupa::Persen, 12, 13),
    Kolom::baru("dari Instansi", Rupa::Angka, 9, 10),
    Kolom::baru("IKU", Rupa::Angka, 8, 10),
    Kolom::baru("IKU Tercapai", Rupa::Angka, 9, 10),
    Kolom::baru("IKU Merah", Rupa::Angka, 8, 10),
    Kolom::baru("IKU Tanpa Data", Rupa::Angka, 9, 10),
    Kolom::baru("Unit", Rupa::Angka, 8, 10),
    Kolom::baru("Unit Lapor", Rupa::Angka, 8, 10),
    Kolom::baru("Indikator", Rupa::Angka, 10, 12),
    Kolom::baru("Indikator Merah", Rupa::Angka, 10, 12),
    Kolom::baru("Pagu (Rp)", Rupa::Angka, 18, 26),
    Kolom::baru("Realisasi (Rp)", Rupa::Angka, 18, 26),
    Kolom::baru("Serapan (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Berkas", Rupa::Angka, 9, 11),
    Kolom::baru("Tak Terbaca", Rupa::Angka, 8, 10),
    Kolom::baru("Galat", Rupa::Angka, 9, 11),
    Kolom::baru("Peringatan", Rupa::Angka, 11, 12),
];

/// What a year's rows add up to.
#[derive(Debug, Default)]
struct Tahun {
    instansi: u32,
    capaian: f64,
    capaian_dari: u32,
    /// In the order of [`DIJUMLAH`]; `None` where no row has a figure.
    jumlah: [Option<f64>; DIJUMLAH.len()],
}

pub(super) fn tulis(bahan: &BahanNasional<'_>, buku: &mut Buku<'_>, gaya: &Gaya) -> Result<(), SheetError> {
    let tahun = hitung(bahan);
    let akhir = baris_rumus(bahan.ringkasan.height().max(1) - 1);
    let baris = tahun.iter().enumerate().map(|(urutan, (tahun, satu))| {
        let belum = bahan.tertinggal.iter().filter(|satu| satu.tahun == Some(*tahun)).count();
        Baris::biasa(sel(*tahun, satu, belum, baris_rumus(urutan), akhir))
    });
    LembarTabel {
        nama: "Nasional",
        nama_tabel: "RekapNasional",
        judul: "Rekap Kinerja Nasional".into(),
        keterangan: keterangan(bahan),
        kolom: &KOLOM,
        baris: IsiBaris::milik(baris),
        beku: 1,
        jumlah: ("", Vec::new()),
        lampu: vec![("Rata-rata Capaian IKU (%)", "Rata-rata Capaian IKU (%)")],
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn hitung(bahan: &BahanNasional<'_>) -> BTreeMap<i32, Tahun> {
    let mut hasil: BTreeMap<i32, Tahun> = BTreeMap::new();
    for baris in Pembaca::baru(bahan.ringkasan).baris() {
        let Some(tahun) = baris.i32("tahun") else { continue };
        let satu = hasil.entry(tahun).or_default();
        satu.instansi += 1;
        if let Some(capaian) = baris.angka("capaian") {
            satu.capaian += capaian;
            satu.capaian_dari += 1;
        }
        for (jumlah, (_, nama)) in satu.jumlah.iter_mut().zip(DIJUMLAH) {
            if let Some(angka) = baris.angka(nama) {
                *jumlah = Some(jumlah.unwrap_or_default() + angka);
            }
        }
    }
    hasil
}

fn sel<'s>(tahun: i32, satu: &Tahun, belum: usize, baris: u32, akhir: u32) -> Vec<Sel<'s>> {
    let awal = baris_rumus(0);
    let daerah = |judul: &str| {
        let huruf = huruf(&INSTANSI, judul);
        format!("{LEMBAR_INSTANSI}!${huruf}${awal}:${huruf}${akhir}")
    };
    let (kunci, capaian) = (daerah("Tahun"), daerah("Capaian IKU (%)"));
    let (p, r) = (huruf(&KOLOM, "Pagu (Rp)"), huruf(&KOLOM, "Realisasi (Rp)"));
    let jumlah = |judul: &str| DIJUMLAH.iter().position(|(milik, _)| *milik == judul).and_then(|n| satu.jumlah[n]);
    let persen = jumlah("Realisasi (Rp)").zip(jumlah("Pagu (Rp)")).and_then(|(r, p)| serapan(r, p).ok());
    KOLOM
        .iter()
        .map(|kolom| match kolom.judul {
            "Tahun" => Sel::Angka(f64::from(tahun)),
            "Instansi" => Sel::rumus(format!("COUNTIF({kunci},A{baris})"), Some(f64::from(satu.instansi))),
            "Belum Masuk" => Sel::Angka(belum as f64),
            "Rata-rata Capaian IKU (%)" => Sel::rumus(
                format!("IFERROR(AVERAGEIFS({capaian},{kunci},A{baris}),\"\")"),
                (satu.capaian_dari > 0).then(|| satu.capaian / f64::from(satu.capaian_dari)),
            ),
            "dari Instansi" => {
                Sel::rumus(format!("COUNTIFS({kunci},A{baris},{capaian},\">=0\")"), Some(f64::from(satu.capaian_dari)))
            }
            "Serapan (%)" => Sel::rumus(format!("IF({p}{baris}<=0,\"\",100*{r}{baris}/{p}{baris})"), persen),
            judul => Sel::rumus(
                format!("SUMIFS({},{kunci},A{baris})", daerah(judul)),
                Some(jumlah(judul).unwrap_or_default()),
            ),
        })
        .collect()
}
