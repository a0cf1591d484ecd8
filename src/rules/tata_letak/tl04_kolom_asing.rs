//! TL04: a column with data that nothing knows.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL04",
    nama: "Kolom tidak dikenal",
    tingkat: Tingkat::Info,
    apa: "Kolom yang berisi data, tetapi judulnya tidak dikenal atau tidak ada.",
    mengapa: "Isi kolom itu tidak masuk ke rekap; lebih baik diketahui daripada hilang diam-diam.",
    sumber: "Pemeriksaan LAY-04: tidak ada kolom yang dibuang tanpa pemberitahuan.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|«Warna Map»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Biru
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let Fakta::KolomTakDikenal { sel, judul, isi } = fakta else { return None };
            // A wording that resembles a known one is TL03's finding.
            let mirip = |lain: &Fakta| matches!(lain, Fakta::KolomMirip { sel: milik, .. } if milik == sel);
            if lembar.lembar.fakta.iter().any(mirip) {
                return None;
            }
            let pesan = if judul.trim().is_empty() {
                format!("Kolom tanpa judul di samping tabel berisi data dalam {isi} baris; isinya tidak dibaca.")
            } else {
                format!("Kolom {} tidak dikenal dan berisi data dalam {isi} baris; isinya tidak dibaca.", kutip(judul))
            };
            let saran =
                "Bila isinya perlu dibaca, pakai judul kolom seperti di templat; bila hanya catatan, biarkan saja.";
            Some(temuan(&ATURAN, lembar.sel(*sel), pesan, saran).unit(lembar.unit))
        })
        .collect()
}
