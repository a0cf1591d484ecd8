//! FX02: a typed figure among formulas.

use crate::domain::address::CellAddress;
use crate::domain::dokumen::JenisBaris;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::{sebut, temuan};
use crate::rules::{Aturan, Periksa};

/// Fewer formulas than these make no column of formulas.
const TERSEDIKIT: usize = 3;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "FX02",
    nama: "Angka ketikan di kolom rumus",
    tingkat: Tingkat::Peringatan,
    apa: "Di kolom yang sebagian besar barisnya berisi rumus, ada sel yang berisi angka ketikan.",
    mengapa: "Angka ketikan tidak ikut berubah ketika realisasi diperbaiki, sehingga diam-diam menjadi salah.",
    sumber: "Pemeriksaan FX-02; berkas Renja Cirebon baris 170.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|«90»
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|=F5/E5*100 -> 100
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    if sel.iter().filter(|sel| sel.isian.rumus.is_some()).count() < TERSEDIKIT {
        return Vec::new();
    }
    let baris = isian::angka(sel).filter(|sel| sel.baris.jenis != JenisBaris::Jumlah);
    isian::kelompok(baris, |sel| sel.kolom).iter().flat_map(|kolom| satu_kolom(kolom)).collect()
}

fn satu_kolom(kolom: &[&SelTabel<'_>]) -> Vec<Temuan> {
    let terisi: Vec<&SelTabel<'_>> = kolom.iter().copied().filter(|sel| !sel.isian.nilai.tanpa_isi()).collect();
    let rumus: Vec<CellAddress> = terisi.iter().filter(|sel| berumus(sel)).map(|sel| sel.isian.sel).collect();
    if rumus.len() < TERSEDIKIT || rumus.len() * 2 <= terisi.len() {
        return Vec::new();
    }
    let ketikan = terisi.into_iter().filter(|sel| sel.isian.rumus.is_none() && sel.isian.nilai.angka().is_some());
    ketikan
        .map(|sel| {
            let pesan = format!(
                "Kolom {} di baris ini berisi angka ketikan {}, padahal {} baris lain di kolom ini memakai rumus.",
                sebut(sel.kolom),
                tulis(&sel.isian.nilai),
                rumus.len()
            );
            let saran = "Salin rumus dari baris di atasnya, atau jelaskan di keterangan mengapa angkanya diketik.";
            let temuan = temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(tulis(&sel.isian.nilai));
            sel.lengkapi(temuan.terkait(sel.tempat_sel(rumus.clone())))
        })
        .collect()
}

/// Whether a cell computes from other cells. `=4/21*100` is a typed figure that shows where it comes from.
fn berumus(sel: &SelTabel<'_>) -> bool {
    sel.isian.rumus.as_deref().is_some_and(merujuk)
}

fn merujuk(rumus: &str) -> bool {
    rumus
        .split(|huruf: char| !(huruf.is_ascii_alphanumeric() || huruf == '$'))
        .any(|bagian| bagian.replace('$', "").parse::<CellAddress>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_figures_alone_is_a_typed_figure() {
        assert!(merujuk("F3/E3*100") && merujuk("=SUM($A$1:A4)") && merujuk("Data!B2"));
        assert!(!merujuk("(4/21)*100") && !merujuk("=PI()*2"));
    }
}
