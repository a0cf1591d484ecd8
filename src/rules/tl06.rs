//! TL06: text of the blank form that nobody replaced.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::Fakta;
use crate::domain::teks::kunci;
use crate::finding::{Temuan, Tingkat};

use super::bantu::{daftar_sel, fakta, kutip, temuan};
use super::{Aturan, Konteks};

pub(super) static ATURAN: Aturan = Aturan {
    kode: "TL06",
    nama: "Teks contoh belum diganti",
    tingkat: Tingkat::Galat,
    apa: "Teks petunjuk atau contoh dari formulir kosong (\"<...>\", \"Sasaran 1\", \"Tuliskan ...\") masih tertinggal.",
    mengapa: "Dokumen yang masih memuat teks contoh belum selesai diisi.",
    sumber: "Templat Instruksi Sekda DKI Jakarta 4/2024; berkas Renja Cirebon dengan \"Sasaran 1\"; pemeriksaan LAY-06.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|«Tuliskan sasaran di sini»|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa,
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::lembar(konteks.tables)
        .flat_map(|satu| {
            // The same text in many cells is one finding.
            let mut contoh: BTreeMap<String, (&str, Vec<CellAddress>)> = BTreeMap::new();
            for fakta in &satu.lembar.fakta {
                if let Fakta::TeksContoh { sel, teks } = fakta {
                    let sel_sama = &mut contoh.entry(kunci(teks)).or_insert((teks, Vec::new())).1;
                    if !sel_sama.contains(sel) {
                        sel_sama.push(*sel);
                    }
                }
            }
            let mut temuan: Vec<Temuan> = contoh
                .into_values()
                .map(|(teks, sel)| {
                    let pesan = format!("Teks contoh {} di sel {} belum diganti.", kutip(teks), daftar_sel(&sel));
                    let saran = "Ganti dengan isi yang sebenarnya, atau hapus barisnya bila tidak dipakai.";
                    temuan(&ATURAN, satu.banyak_sel(sel), pesan, saran).ditemukan(teks).unit(satu.unit)
                })
                .collect();
            temuan.sort_by(|kiri, kanan| kiri.tempat.sel.cmp(&kanan.tempat.sel));
            temuan
        })
        .collect()
}
