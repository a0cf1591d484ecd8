//! TL03: two columns with one meaning, or a header that only resembles a known one.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, kutip, sebut, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL03",
    nama: "Judul kolom meragukan",
    tingkat: Tingkat::Peringatan,
    apa: "Dua kolom berarti sama, atau sebuah judul kolom hanya mirip dengan judul yang dikenal.",
    mengapa: "Kolom yang meragukan tidak dipakai, jadi isinya tidak ikut terhitung sampai judulnya jelas.",
    sumber: "Pemeriksaan LAY-03; pernah ditemukan kolom Batas Waktu TL yang hilang tanpa pemberitahuan.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|«Target Kinerja»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|65%
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
            let temuan = match fakta {
                Fakta::KolomGanda { sel, dipakai, kolom, judul } if sel == dipakai => {
                    let pesan = format!(
                        "Kolom {} juga berarti {}, padahal tabel ini sudah punya kolom itu; kolom ini tidak dipakai.",
                        kutip(judul),
                        sebut(*kolom)
                    );
                    temuan(&ATURAN, lembar.sel(*sel), pesan, SARAN_GANDA)
                }
                Fakta::KolomGanda { sel, dipakai, kolom, judul } => {
                    let pesan = format!(
                        "Kolom {} dan kolom di sel {dipakai} sama-sama berarti {}; yang dipakai kolom di sel {dipakai}.",
                        kutip(judul),
                        sebut(*kolom)
                    );
                    temuan(&ATURAN, lembar.sel(*sel), pesan, SARAN_GANDA).terkait(lembar.sel(*dipakai))
                }
                Fakta::KolomMirip { sel, judul, mungkin, mirip } => {
                    let pesan = format!(
                        "Judul kolom {} tidak dikenal, tetapi mirip {} (kolom {}); kolom ini belum dipakai.",
                        kutip(judul),
                        kutip(mirip),
                        sebut(*mungkin)
                    );
                    let saran = format!("Bila memang itu maksudnya, tuliskan judulnya {}.", kutip(mirip));
                    temuan(&ATURAN, lembar.sel(*sel), pesan, saran).beda(judul, mirip)
                }
                _ => return None,
            };
            Some(temuan.unit(lembar.unit))
        })
        .collect()
}

const SARAN_GANDA: &str = "Sisakan satu kolom saja, atau beri kolom yang lain judul yang menjelaskan bedanya.";
