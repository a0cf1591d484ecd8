//! NL04: a percent that may have been written as a fraction.

use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Keraguan, Nilai};
use crate::domain::satuan::satuan_baku;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::{angka, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL04",
    nama: "Persen mungkin ditulis sebagai pecahan",
    tingkat: Tingkat::Peringatan,
    apa: "Sel bersatuan persen tanpa format persen berisi angka paling besar 1 (0,38), sehingga dapat berarti 0,38 % atau 38 %.",
    mengapa: "Kedua bacaan berbeda seratus kali; yang dipakai adalah angka seperti tertulis.",
    sumber: "Pemeriksaan VAL-04; berkas Renja Cirebon memuat 0,38 di antara 38,1.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«0.6»
2|Lulusan siap kerja|Persentase lulusan yang melanjutkan studi|%|12
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Lulusan siap kerja|Persentase lulusan yang melanjutkan studi|%|12
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    if !isian::angka(sel).any(ragu) {
        return Vec::new();
    }
    let persen = isian::angka(sel).filter(|sel| ragu(sel) || pasti_persen(sel));
    isian::kelompok(persen, |sel| sel.kolom).into_iter().filter_map(kolom).collect()
}

fn ragu(sel: &SelTabel<'_>) -> bool {
    sel.isian.keraguan.contains(&Keraguan::MungkinPecahanPersen)
}

/// A value of the same column that says percent points without doubt, and more than one of them.
fn pasti_persen(sel: &SelTabel<'_>) -> bool {
    let persen = matches!(sel.isian.nilai, Nilai::Persen { .. })
        || sel.kolom.bidang == Bidang::Capaian
        || satuan_baku(sel.satuan()).persen;
    persen && sel.isian.nilai.angka().is_some_and(|angka| angka > 1.0)
}

/// One finding for the doubtful cells of a column.
fn kolom(sel: Vec<&SelTabel<'_>>) -> Option<Temuan> {
    let (ragu, pasti): (Vec<&SelTabel<'_>>, Vec<&SelTabel<'_>>) = sel.into_iter().partition(|sel| ragu(sel));
    let pertama = ragu.first()?;
    let contoh = pertama.isian.nilai.angka()?;
    let nama = sebut(pertama.kolom);
    let bacaan = format!("{} dapat berarti {} % atau {} %", angka(contoh), angka(contoh), angka(contoh * 100.0));
    let pesan = match pasti.first().and_then(|sel| Some((sel, sel.isian.nilai.angka()?))) {
        Some((sel, lain)) => format!(
            "Di kolom {nama}, {bacaan}: sel lain di kolom yang sama ({}) memakai persen penuh, {} %.",
            sel.isian.sel,
            angka(lain)
        ),
        None => format!("Semua angka persen di kolom {nama} paling besar 1 dan tanpa format persen; {bacaan}."),
    };
    let saran = "Tulis dalam persen penuh (38,1), atau beri format persen pada sel yang berisi pecahan.";
    let temuan = temuan(&ATURAN, pertama.tempat_sel(isian::alamat(&ragu)), pesan, saran);
    let temuan = if pasti.is_empty() { temuan } else { temuan.terkait(pertama.tempat_sel(isian::alamat(&pasti))) };
    Some(match ragu.as_slice() {
        [satu] => satu.lengkapi(temuan),
        _ => temuan.unit(pertama.dokumen.unit.as_deref()),
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const KEPALA: &str = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
";

    #[test]
    fn a_column_of_fractions_is_one_finding_with_every_cell() {
        let isi = "1|A|Persentase satu|%|0.4\n2|A|Persentase dua|%|0.55\n3|A|Jumlah tiga|Orang|12\n";
        let temuan = uji::temuan("NL04", &format!("{KEPALA}{isi}"));
        let [satu] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!(satu.tempat.teks_sel(), "E3,E4");
        assert!(satu.pesan.starts_with("Semua angka persen"), "{}", satu.pesan);
    }

    #[test]
    fn a_percent_format_leaves_no_doubt() {
        assert!(
            uji::sel("NL04", &format!("{KEPALA}1|A|Persentase satu|%|40%\n2|A|Persentase dua|%|0.5%\n")).is_empty()
        );
    }
}
