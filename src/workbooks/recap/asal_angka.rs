//! Sheet `Asal Angka`: for each figure of the first page the chain of rows behind it, as links into the consolidated
//! workbook and into the files of the units, with what was typed there.

use super::{keadaan, sel_sumber};
use crate::recap::model::{AsalAngka, Langkah, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Kolom, LembarTabel, Rupa, RupaBaris, Sel, baris_rumus, berurutan};
use crate::workbooks::asal::tautan_konsolidasi;

pub(super) const NAMA: &str = "Asal Angka";

const KOLOM: [Kolom; 9] = [
    Kolom::baru("Angka", Rupa::Lipat, 30, 56),
    Kolom::baru("Nilai", Rupa::Angka, 10, 18),
    Kolom::baru("Cara", Rupa::Lipat, 20, 44),
    Kolom::baru("Konsolidasi", Rupa::Teks, 14, 22),
    Kolom::baru("Isi Sel", Rupa::Angka, 10, 24),
    Kolom::baru("Berkas", Rupa::Teks, 14, 40),
    Kolom::baru("Lembar", Rupa::Teks, 8, 18),
    Kolom::baru("Sel", Rupa::Teks, 6, 10),
    Kolom::baru("Bagian", Rupa::Teks, 8, 10),
];

/// Where each figure will begin, as formulas write it.
pub(super) fn letak(rekap: &Rekap) -> Vec<u32> {
    berurutan(&rekap.asal, banyak_baris).map(|(awal, _)| baris_rumus(awal)).collect()
}

/// Rows of a figure and the chain behind it.
fn banyak_baris(asal: &AsalAngka) -> usize {
    1 + asal.langkah.len()
}

pub(super) fn tulis<'a>(rekap: &'a Rekap, naik: &'a str, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let banyak = rekap.asal.iter().map(banyak_baris).sum();
    let baris = rekap.asal.iter().flat_map(move |satu| {
        let langkah = satu.langkah.iter();
        std::iter::once(kepala(satu))
            .chain(langkah.map(move |langkah| rincian(langkah, satu.bagian, rekap.tahun, naik)))
    });
    LembarTabel {
        nama: NAMA,
        nama_tabel: "RekapAsal",
        judul: format!("Asal Angka Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: format!(
            "{}. Baris tebal: angka di lembar Ringkasan; di bawahnya baris yang membentuknya. Klik Konsolidasi untuk membuka barisnya di konsolidasi-{}.xlsx, Berkas untuk membuka kiriman unit.",
            keadaan(rekap),
            rekap.tahun
        ),
        kolom: &KOLOM,
        baris: IsiBaris::berjumlah(banyak, baris),
        beku: 1,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn kepala(satu: &AsalAngka) -> Baris<'_> {
    let mut sel = vec![
        Sel::Teks(satu.nama.as_str().into()),
        Sel::Teks(satu.tulisan.as_str().into()),
        Sel::Teks(satu.cara.as_str().into()),
    ];
    sel.extend(std::iter::repeat_n(Sel::Kosong, 5));
    sel.push(Sel::Teks(satu.bagian.into()));
    Baris { sel, rupa: RupaBaris::Tebal, tingkat: 0 }
}

fn rincian<'a>(langkah: &'a Langkah, bagian: &'static str, tahun: i32, naik: &str) -> Baris<'a> {
    let konsolidasi = langkah.konsolidasi.as_ref().map(|rujukan| {
        let alamat = tautan_konsolidasi(naik, tahun, &rujukan.lembar, &rujukan.sel);
        Sel::Tautan(alamat, format!("{}!{}", rujukan.lembar, rujukan.sel).into())
    });
    let sumber = langkah.sumber.as_ref();
    let takik = "   ".repeat(usize::from(langkah.tingkat));
    let sel = vec![
        Sel::milik(format!("{takik}{}", langkah.apa)),
        Sel::angka_atau(langkah.nilai.angka, Some(&langkah.nilai.tulisan)),
        Sel::Kosong,
        konsolidasi.unwrap_or(Sel::Kosong),
        Sel::teks(langkah.mentah.as_deref()),
        sel_sumber(naik, sumber),
        Sel::teks(sumber.map(|sumber| sumber.lembar.as_str()).filter(|lembar| !lembar.is_empty())),
        Sel::teks(sumber.map(|sumber| sumber.sel.as_str()).filter(|sel| !sel.is_empty())),
        Sel::Teks(bagian.into()),
    ];
    Baris { sel, rupa: RupaBaris::Biasa, tingkat: langkah.tingkat.min(6) }
}
