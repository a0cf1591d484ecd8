//! NL03: a text where a number belongs.

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Periode};
use crate::domain::nilai::{Keraguan, Nilai};
use crate::domain::satuan::satuan_baku;
use crate::domain::teks::kunci;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::fakta::teks_contoh;
use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::{kutip, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL03",
    nama: "Teks di tempat angka",
    tingkat: Tingkat::Galat,
    apa: "Kolom angka (target, realisasi, capaian, anggaran) berisi teks yang bukan angka, tanda strip, predikat, atau tanggal. Target berupa kalimat diterima bila kaskade memang menyebut kalimat yang sama.",
    mengapa: "Teks tidak dapat dihitung; nilainya hilang dari rekap sampai ditulis sebagai angka.",
    sumber: "Pemeriksaan VAL-03; pernah ditemukan angka yang hilang diam-diam karena diketik dengan kata.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«menunggu data alumni»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|-
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    isian::angka(sel)
        .filter_map(|sel| {
            let Nilai::Teks { teks } = &sel.isian.nilai else { return None };
            let meragukan = sel.isian.keraguan.iter().any(|ragu| matches!(ragu, Keraguan::TandaAngka { .. }));
            if meragukan || target_kalimat(sel, teks) || contoh(sel) {
                return None;
            }
            let pesan = format!("Kolom {} berisi teks {}, padahal seharusnya angka.", sebut(sel.kolom), kutip(teks));
            let saran = "Tulis angkanya saja; bila nilainya belum ada, tulis \"-\" dan jelaskan di kolom keterangan atau kendala.";
            Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(teks)))
        })
        .collect()
}

/// Whether a sentence is what the cascade promises here: then targets are that sentence, and realisations may be any.
/// In the cascade itself a sentence is a target unless the satuan counts or measures something.
fn target_kalimat(sel: &SelTabel<'_>, teks: &str) -> bool {
    let target = sel.kolom.bidang == Bidang::Target;
    if !target && sel.kolom.bidang != Bidang::Realisasi {
        return false;
    }
    if sel.dokumen.jenis == JenisDokumen::Kaskade {
        let satuan = satuan_baku(sel.satuan());
        return target && !(satuan.persen || satuan.hitungan || satuan.uang);
    }
    match sel.tables.simpul_dari(sel.rekaman).map(|simpul| &simpul.target) {
        Some(Nilai::Teks { teks: kaskade }) => {
            !target || sel.kolom.periode != Periode::Tahunan || kunci(kaskade) == kunci(teks)
        }
        _ => false,
    }
}

fn contoh(sel: &SelTabel<'_>) -> bool {
    let berkas = sel.tables.berkas_dokumen(sel.letak.0);
    berkas.is_some_and(|berkas| teks_contoh(berkas, &sel.isi.lembar, sel.isian.sel))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const KASKADE: &str = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Akreditasi unggul|Status akreditasi|Status|Terakreditasi Unggul
IKK 1.2||IKK|JTI|Mitra bertambah|Jumlah mitra|Mitra|enam puluh
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
";

    #[test]
    fn a_sentence_that_the_cascade_promises_is_a_target() {
        let gambar = format!("{KASKADE}1|Akreditasi unggul|Status akreditasi|Status|terakreditasi  unggul\n");
        // The cascade's own "enam puluh" counts partners, and is no number.
        assert_eq!(uji::sel("NL03", &gambar), ["H3"]);
    }

    #[test]
    fn another_sentence_is_none() {
        let gambar = format!("{KASKADE}1|Akreditasi unggul|Status akreditasi|Status|segera diurus\n");
        assert_eq!(uji::sel("NL03", &gambar), ["H3", "E3"]);
    }
}
