//! ID12: a form of another year or quarter, with its title changed.

use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID12",
    nama: "Formulir disiapkan untuk tahun atau triwulan lain",
    tingkat: Tingkat::Peringatan,
    apa: "Formulir disiapkan untuk satu tahun dan triwulan (tercatat di sifat dokumennya), tetapi judulnya menyebut yang lain.",
    mengapa: "Target dan realisasi yang sudah terisi berasal dari tahun atau triwulan yang lama; mengganti judulnya tidak mengganti angkanya.",
    sumber: "Pemeriksaan ID-02 dan templat: setiap formulir disiapkan untuk satu tahun dan satu triwulan.",
    salah: "\
*** JTI/tw2.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_tahun = 2026
--- selaras_periode = I
=== TW II
«PENGUKURAN KINERJA TRIWULAN II TAHUN 2026»
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    benar: "\
*** JTI/tw2.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_tahun = 2026
--- selaras_periode = II
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    periksa: Periksa::Ruang(periksa),
};

const SARAN: &str =
    "Pakai formulir yang disiapkan untuk periode ini, atau periksa lagi setiap target dan realisasi yang sudah terisi.";

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tahun = konteks.setelan.tahun;
    dokumen::kiriman(konteks.tables)
        .flat_map(|dokumen| [beda_tahun(&dokumen, tahun), beda_triwulan(&dokumen)])
        .flatten()
        .collect()
}

/// A form of another year. Where its title says that year too, the title is what is wrong (ID02).
fn beda_tahun(dokumen: &DokumenRuang<'_>, tahun: i32) -> Option<Temuan> {
    let disiapkan = dokumen.isi.tanda.as_ref()?.tahun.filter(|disiapkan| *disiapkan != tahun)?;
    let judul = dokumen.isi.tahun;
    if judul.is_some_and(|judul| judul.nilai == disiapkan) {
        return None;
    }
    let tempat = judul.map_or_else(|| dokumen.lembar(), |judul| dokumen.sel(judul.sel));
    let tertulis = judul.map_or(tahun, |judul| judul.nilai);
    let pesan = format!("Formulir ini disiapkan untuk tahun {disiapkan}, tetapi dipakai untuk tahun {tertulis}.");
    let temuan = temuan(&ATURAN, tempat, pesan, SARAN).unit(dokumen.unit());
    Some(temuan.beda(disiapkan.to_string(), tertulis.to_string()))
}

fn beda_triwulan(dokumen: &DokumenRuang<'_>) -> Option<Temuan> {
    let disiapkan = dokumen.isi.tanda.as_ref()?.triwulan?;
    let judul = dokumen.isi.triwulan.filter(|judul| judul.nilai != disiapkan)?;
    let pesan = format!("Formulir ini disiapkan untuk {disiapkan}, tetapi judulnya menyebut {}.", judul.nilai);
    let temuan = temuan(&ATURAN, dokumen.sel(judul.sel), pesan, SARAN).unit(dokumen.unit());
    Some(temuan.beda(disiapkan.to_string(), judul.nilai.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    #[test]
    fn a_form_of_last_year_with_a_new_title_is_told_and_one_with_its_old_title_is_not_told_twice() {
        let lalu = super::ATURAN.benar.replace("selaras_tahun = 2026", "selaras_tahun = 2025");
        assert_eq!(uji::sel("ID12", &lalu), ["A1"]);
        let utuh = lalu.replace("TAHUN 2026", "TAHUN 2025");
        assert!(uji::sel("ID12", &utuh).is_empty());
        assert_eq!(uji::sel("ID02", &utuh).len(), 1);
    }
}
