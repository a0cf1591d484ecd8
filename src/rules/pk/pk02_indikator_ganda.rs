//! PK02: the same indicator twice in one agreement.

use std::collections::HashMap;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::teks::kunci_indikator;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::kutip;
use crate::rules::bantu::rekam::{Rekam, baris_dokumen};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK02",
    nama: "Indikator ganda dalam satu PK",
    tingkat: Tingkat::Peringatan,
    apa: "Kode atau bunyi indikator yang sama muncul dua kali dalam satu PK.",
    mengapa: "Indikator yang dihitung dua kali membuat rata-rata capaian dan rekap menjadi salah.",
    sumber: "praktik telaah PK; PermenPANRB 53/2014",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2||«persentase lulusan yang bekerja dalam 6 bulan»|%|60
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2||Jumlah mitra industri|Mitra|12
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let dokumen = konteks.tables.dokumen_dipakai(JenisDokumen::Pk);
    dokumen.flat_map(|(nomor, _, _)| periksa_dokumen(konteks.tables, nomor)).collect()
}

fn periksa_dokumen(tables: &Tables, dokumen: u32) -> Vec<Temuan> {
    let mut kode: HashMap<&str, Rekam<'_>> = HashMap::new();
    let mut bunyi: HashMap<String, Rekam<'_>> = HashMap::new();
    let mut temuan = Vec::new();
    for rekam in baris_dokumen(tables, dokumen).filter(Rekam::pokok) {
        let kalimat = rekam.kalimat().map(kunci_indikator).filter(|kalimat| !kalimat.is_empty());
        let sekode = rekam.kode().and_then(|milik| kode.get(milik)).copied();
        let sebunyi = kalimat.as_ref().and_then(|milik| bunyi.get(milik)).copied();
        match (sekode, sebunyi) {
            (Some(pertama), _) => temuan.extend(ganda(&rekam, &pertama, "kode")),
            (None, Some(pertama)) => temuan.extend(ganda(&rekam, &pertama, "bunyi")),
            (None, None) => {}
        }
        if let Some(milik) = rekam.kode() {
            kode.entry(milik).or_insert(rekam);
        }
        if let Some(milik) = kalimat {
            bunyi.entry(milik).or_insert(rekam);
        }
    }
    temuan
}

fn ganda(rekam: &Rekam<'_>, pertama: &Rekam<'_>, apanya: &str) -> Option<Temuan> {
    let asal = pertama.tempat_indikator()?;
    let pesan =
        format!("Indikator {} sudah ada di sel {} dengan {apanya} yang sama.", kutip(&rekam.label()), asal.teks_sel());
    let saran = "Hapus salah satu, atau perbaiki kode dan bunyinya bila memang dua indikator yang berbeda.";
    Some(rekam.temuan_di(&ATURAN, rekam.tempat_indikator()?, pesan, saran).terkait(asal))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    #[test]
    fn one_code_with_two_wordings_is_one_indicator_twice() {
        let kepala = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        let baris = "1|Kerja sama|[IKK 9.1] Jumlah mitra|Mitra|12\n2||[ikk 9.1] Jumlah mitra aktif|Mitra|12\n3||[IKK 9.2] Nilai|Nilai|3";
        assert_eq!(sel("PK02", &format!("{kepala}\n{baris}")), ["C5"]);
    }
}
