//! KS09: weights that do not total 100.

use crate::domain::capaian::agregat::bobot_genap;
use crate::domain::kolom::Bidang;
use crate::domain::simpul::Simpul;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::angka;
use crate::rules::bantu::simpul::{ambil, nama, tempat_semua, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS09",
    nama: "Jumlah bobot bukan 100",
    tingkat: Tingkat::Galat,
    apa: "Bobot semua turunan dari satu induk, dan bobot semua IKU, harus berjumlah 100 (atau 1). Kelompok yang tidak memakai bobot sama sekali tidak diperiksa; bobot yang kosong dihitung 0.",
    mengapa: "Rata-rata tertimbang dengan bobot yang tidak genap membuat nilai lembaga terlalu tinggi atau terlalu rendah.",
    sumber: "praktik nilai kinerja organisasi (bobot IKU berjumlah 100)",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Konsolidasi Unit|Bobot|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|rata-rata tertimbang||60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan||«60»|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Persentase lulusan yang bekerja dalam 6 bulan||30|60
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Konsolidasi Unit|Bobot|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|rata-rata tertimbang||60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan||60|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Persentase lulusan yang bekerja dalam 6 bulan||40|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let kelompok = konteks.kaskade.bersaudara().into_iter();
    kelompok
        .filter_map(|(induk, anggota)| {
            satu_kelompok(
                konteks,
                induk.and_then(|induk| konteks.kaskade.ambil(induk)),
                &ambil(konteks.kaskade, &anggota),
            )
        })
        .collect()
}

fn satu_kelompok(konteks: &Konteks<'_>, induk: Option<&Simpul>, anggota: &[&Simpul]) -> Option<Temuan> {
    let bobot: Vec<f64> = anggota.iter().map(|satu| satu.bobot.unwrap_or(0.0)).collect();
    let kosong = anggota.iter().filter(|satu| satu.bobot.is_none()).count();
    if kosong == anggota.len() || bobot_genap(&bobot) {
        return None;
    }
    let jumlah: f64 = bobot.iter().sum();
    let kelompok = match induk {
        Some(induk) => format!("{} turunan {}", anggota.len(), nama(induk)),
        None => format!("{} IKU", anggota.len()),
    };
    let catatan = if kosong > 0 { format!("; {kosong} di antaranya kosong dan dihitung 0") } else { String::new() };
    let pesan = format!("Bobot {kelompok} berjumlah {}, seharusnya 100{catatan}.", angka(jumlah));
    let saran = "Sesuaikan bobotnya sampai berjumlah 100 (atau 1), atau kosongkan semua bila tidak memakai bobot.";
    let mut satu = temuan(konteks, &ATURAN, anggota.first()?, Bidang::Bobot, pesan, saran)?;
    satu.tempat = tempat_semua(konteks.tables, anggota.iter().copied(), Bidang::Bobot)?;
    satu.indikator = induk.map(crate::rules::bantu::simpul::label);
    Some(satu.beda(angka(jumlah), "100").selisih(jumlah - if jumlah.abs() <= 2.0 { 1.0 } else { 100.0 }))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan as temuan_uji;

    fn kaskade(baris: &str) -> Vec<Temuan> {
        let kepala = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Bobot|Target";
        temuan_uji("KS09", &format!("{kepala}\n{baris}"))
    }

    #[test]
    fn blank_weights_count_as_nothing_and_the_finding_says_so() {
        let hasil = kaskade("IKU 1||IKU||Satu|60|1\nIKU 2||IKU||Dua||1");
        assert_eq!(hasil.len(), 1);
        assert_eq!(hasil[0].tempat.teks_sel(), "F2,F3");
        assert!(hasil[0].pesan.contains("1 di antaranya kosong"), "{}", hasil[0].pesan);
    }

    #[test]
    fn a_total_of_one_is_as_good_and_no_weights_at_all_are_no_fault() {
        assert!(kaskade("IKU 1||IKU||Satu|0.4|1\nIKU 2||IKU||Dua|0.6|1").is_empty());
        assert!(kaskade("IKU 1||IKU||Satu||1\nIKU 2||IKU||Dua||1").is_empty());
    }
}
