//! UK05: an achievement so high that it needs a word.

use crate::domain::kolom::Bidang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::persen;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK05",
    nama: "Capaian sangat tinggi tanpa penjelasan",
    tingkat: Tingkat::Peringatan,
    apa: "Capaian di atas 120 % (atau batas atas profil) perlu penjelasan dalam kolom keterangan, kendala, atau solusi bila formulir menyediakannya. Capaian di atas 200 % selalu dilaporkan.",
    mengapa: "Capaian setinggi itu biasanya berarti target terlalu rendah, satuan keliru, atau tanda desimal salah tempat.",
    sumber: "Universitas Samudra (391,6 %); LKjIP direktorat jenderal (322 %)",
    salah: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|90|«150»|
",
    benar: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|90|150|Target disusun sebelum ada perekrutan bersama tiga perusahaan
",
    periksa: Periksa::Ruang(periksa),
};

/// The cap most in use, where the profile sets none (domain 7.7).
const BATAS: f64 = 120.0;
/// Above this no explanation is enough.
const JANGGAL: f64 = 200.0;
/// Where an explanation may stand.
const PENJELASAN: [Bidang; 3] = [Bidang::Keterangan, Bidang::Kendala, Bidang::Solusi];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let batas = konteks.setelan.profil.batas_atas.unwrap_or(BATAS);
    let tinggi = yang(konteks.tables, |row| row.capaian.penuh().is_some_and(|penuh| penuh > batas + 0.005));
    tinggi.iter().filter_map(|ukur| satu(ukur, batas)).collect()
}

fn satu(ukur: &Ukur<'_>, batas: f64) -> Option<Temuan> {
    let penuh = ukur.penuh()?;
    let berkolom = PENJELASAN.into_iter().any(|bidang| ukur.isian(bidang).is_some());
    let dijelaskan = PENJELASAN.into_iter().any(|bidang| ukur.terisi(bidang));
    let (pesan, saran) = if penuh > JANGGAL {
        (
            format!("Capaian{} sebesar {} tidak lazim.", ukur.sebut_triwulan(), persen(penuh)),
            "Periksa satuan, tanda desimal, dan targetnya; bila angkanya memang benar, tulis penjelasannya.",
        )
    } else if berkolom && !dijelaskan {
        (
            format!(
                "Capaian{} sebesar {} melebihi {} tanpa penjelasan.",
                ukur.sebut_triwulan(),
                persen(penuh),
                persen(batas)
            ),
            "Tulis penyebabnya dalam kolom keterangan atau kendala, atau periksa lagi target dan realisasinya.",
        )
    } else {
        return None;
    };
    let bidang = if ukur.isian(Bidang::Capaian).is_some() { Bidang::Capaian } else { Bidang::Realisasi };
    let temuan = ukur.temuan(&ATURAN, bidang, pesan, saran)?;
    let temuan = temuan.beda(persen(penuh), format!("paling tinggi {}", persen(batas))).selisih(penuh - batas);
    let lain = if bidang == Bidang::Capaian { ukur.tempat(Bidang::Realisasi) } else { None };
    Some(temuan.semua_terkait(lain).semua_terkait(ukur.tempat_target()))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn uk(kolom: &str, isi: &str) -> Vec<String> {
        let kepala = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW{kolom}"
        );
        sel("UK05", &format!("{kepala}\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|{isi}"))
    }

    #[test]
    fn above_two_hundred_no_explanation_is_enough() {
        assert_eq!(uk("|Kendala", "61|Ada perekrutan bersama"), ["G4"]);
        assert_eq!(uk("|Kendala", "45|Ada perekrutan bersama"), Vec::<String>::new());
        assert_eq!(uk("|Kendala", "45|-"), ["G4"]);
    }

    #[test]
    fn a_form_without_room_for_a_word_is_not_asked_for_one() {
        assert_eq!(uk("", "45"), Vec::<String>::new());
        assert_eq!(uk("", "61"), ["G4"]);
    }
}
