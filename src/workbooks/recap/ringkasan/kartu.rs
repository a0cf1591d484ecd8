//! The large figures: cells of the model's cards, by formula where the sheets behind give the figure.

use super::Halaman;
use super::rupa::{Gaya, format_angka};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{Kartu, Rekap};
use crate::sheets::Sel;
use crate::sheets::SheetError;
use crate::workbooks::recap::Letak;
use crate::workbooks::recap::unit::rentang_status;
use crate::workbooks::rumus::{self, Butir};

/// The columns of each card.
const KOLOM: [(u16, u16); 5] = [(0, 2), (3, 5), (6, 9), (10, 13), (14, 17)];
/// Terms that a formula may add up.
const SUKU_TERBANYAK: usize = 150;

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak) -> Result<(), SheetError> {
    for ((urutan, satu), kolom) in rekap.kartu.iter().enumerate().zip(KOLOM) {
        let [label, nilai, sub] = Gaya::kartu(satu.lampu.map(|lampu| lampu.warna), &format(satu));
        page.isi(page.baris, kolom, &Sel::Teks(satu.label.as_str().into()), &label)?;
        page.tautkan(page.baris + 1, kolom.0, letak.asal(urutan))?;
        page.isi(page.baris + 1, kolom, &sel(satu, rekap, letak), &nilai)?;
        page.isi(page.baris + 2, kolom, &Sel::Teks(satu.sub.as_str().into()), &sub)?;
    }
    for tinggi in [15.0, 26.0, 32.0] {
        page.maju(tinggi)?;
    }
    page.jeda(8.0)
}

/// The number format that prints a card as the model does.
fn format(kartu: &Kartu) -> String {
    format!("{}\"{}\"", format_angka(&kartu.nilai), kartu.akhiran)
}

fn sel<'a>(kartu: &'a Kartu, rekap: &Rekap, letak: &Letak) -> Sel<'a> {
    let Some(nilai) = kartu.nilai.angka else { return Sel::Teks(kartu.tulisan.as_str().into()) };
    let rumus = match kartu.id {
        "capaian" => rata_rata(rekap, letak),
        "iku" => tercapai(rekap, letak),
        "merah" => Some((format!("COUNTIF({},\"■*\")", rentang_status()), Some(rekap.ringkas.indikator[2] as f64))),
        _ => None,
    };
    match rumus {
        Some((rumus, hasil)) if rumus::sama(hasil, Some(nilai)) => Sel::rumus(rumus, Some(nilai)),
        _ => Sel::Angka(nilai),
    }
}

fn rata_rata(rekap: &Rekap, letak: &Letak) -> Option<(String, Option<f64>)> {
    let butir: Vec<Butir> = rekap
        .iku
        .iter()
        .enumerate()
        .map(|(urutan, iku)| Butir {
            sel: letak.iku(urutan, "Capaian (%)"),
            nilai: iku.indikator.posisi.capaian.angka,
            bobot: None,
        })
        .collect();
    rumus::gabungan(KonsolidasiUnit::RataRata, &butir)
}

fn tercapai(rekap: &Rekap, letak: &Letak) -> Option<(String, Option<f64>)> {
    let suku: Vec<String> =
        (0..rekap.iku.len()).map(|urutan| format!("(ROUND(N({}),9)>=100)", letak.iku(urutan, "Capaian (%)"))).collect();
    let muat = !suku.is_empty() && suku.len() <= SUKU_TERBANYAK;
    muat.then(|| (format!("0+{}", suku.join("+")), Some(rekap.ringkas.iku[0] as f64)))
}
