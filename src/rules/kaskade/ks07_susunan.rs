//! KS07: a cascade that is no tree: circles, parents that do not exist, codes used twice, levels out of order.

use std::collections::HashSet;

use crate::domain::kolom::Bidang;
use crate::domain::simpul::Simpul;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::kutip;
use crate::rules::bantu::simpul::{ambil, nama, tempat, tempat_semua, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS07",
    nama: "Susunan kaskade keliru",
    tingkat: Tingkat::Galat,
    apa: "Kode induk harus ada dalam kaskade dan tidak boleh berputar, setiap kode dipakai satu kali, dan jenjang turun berurutan IKU, IKK, IKI.",
    mengapa: "Rekap menjumlahkan capaian mengikuti kode induk; susunan yang keliru membuat angka lembaga salah tanpa terlihat.",
    sumber: "SOP politeknik (penurunan IKU ke IKK); matriks kaskade Kementerian Keuangan",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|«IKU 1.7»|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let kaskade = konteks.kaskade;
    let siklus = kaskade.siklus();
    let berputar: HashSet<usize> = siklus.iter().flatten().copied().collect();
    let mut semua: Vec<Temuan> =
        siklus.iter().filter_map(|siklus| melingkar(konteks, &ambil(kaskade, siklus))).collect();
    let tak_dikenal = kaskade.induk_tak_dikenal().filter_map(|nomor| kaskade.ambil(nomor));
    semua.extend(tak_dikenal.filter_map(|satu| induk_tak_dikenal(konteks, satu)));
    let ganda = kaskade.kode_ganda();
    semua.extend(
        ganda.into_iter().filter_map(|(awal, nomor)| ganda_kode(konteks, kaskade.ambil(awal)?, kaskade.ambil(nomor)?)),
    );
    // Inside a circle somebody always stands above somebody higher: that follows from the circle.
    let lurus = |pasangan: &(usize, usize)| !(berputar.contains(&pasangan.0) && berputar.contains(&pasangan.1));
    for (anak, induk) in kaskade.loncat_jenjang().into_iter().chain(kaskade.jenjang_terbalik()).filter(lurus) {
        semua.extend(
            kaskade.ambil(anak).zip(kaskade.ambil(induk)).and_then(|(anak, induk)| jenjang(konteks, anak, induk)),
        );
    }
    semua
}

fn melingkar(konteks: &Konteks<'_>, siklus: &[&Simpul]) -> Option<Temuan> {
    let pertama = *siklus.first()?;
    let saran = "Perbaiki Kode Induk salah satunya sehingga rantainya berakhir pada IKU.";
    if siklus.len() == 1 {
        let pesan = format!("{} menyebut dirinya sendiri sebagai induk.", nama(pertama));
        return temuan(konteks, &ATURAN, pertama, Bidang::KodeInduk, pesan, saran);
    }
    let rantai: Vec<String> = siklus.iter().chain([&pertama]).map(|satu| nama(satu)).collect();
    let pesan = format!("Kode induk berputar: {}.", rantai.join(" → "));
    let mut satu = temuan(konteks, &ATURAN, pertama, Bidang::KodeInduk, pesan, saran)?;
    satu.tempat = tempat_semua(konteks.tables, siklus.iter().copied(), Bidang::KodeInduk)?;
    Some(satu)
}

fn induk_tak_dikenal(konteks: &Konteks<'_>, simpul: &Simpul) -> Option<Temuan> {
    const MIRIP: f64 = 0.75;
    let induk = simpul.kode_induk.as_deref()?;
    let kode = konteks.kaskade.simpul().iter().map(|lain| lain.kode.as_str()).filter(|kode| *kode != simpul.kode);
    let terdekat =
        kode.map(|kode| (strsim::normalized_levenshtein(induk, kode), kode)).max_by(|a, b| a.0.total_cmp(&b.0));
    let dugaan = terdekat.filter(|(nilai, _)| *nilai >= MIRIP);
    let dugaan = dugaan.map(|(_, kode)| format!("; mungkin maksudnya {}", kutip(kode))).unwrap_or_default();
    let pesan = format!("Kode induk {} tidak ada dalam kaskade{dugaan}.", kutip(induk));
    let saran = "Perbaiki Kode Induk, atau tambahkan baris untuk induk tersebut.";
    Some(temuan(konteks, &ATURAN, simpul, Bidang::KodeInduk, pesan, saran)?.ditemukan(induk))
}

fn ganda_kode(konteks: &Konteks<'_>, awal: &Simpul, simpul: &Simpul) -> Option<Temuan> {
    let asal = tempat(konteks.tables, awal, Bidang::Kode)?;
    let pesan = format!("Kode {} sudah dipakai di sel {}.", kutip(&simpul.kode), asal.teks_sel());
    let saran = "Beri kode yang berbeda, atau hapus baris yang ganda.";
    Some(temuan(konteks, &ATURAN, simpul, Bidang::Kode, pesan, saran)?.ditemukan(&simpul.kode).terkait(asal))
}

fn jenjang(konteks: &Konteks<'_>, anak: &Simpul, induk: &Simpul) -> Option<Temuan> {
    let (bawah, atas) = (anak.jenjang?, induk.jenjang?);
    let (anak_, induk_) = (nama(anak), nama(induk));
    let pesan = if bawah < atas {
        format!("{anak_} ({bawah}) berada di bawah {induk_} ({atas}), padahal jenjangnya lebih tinggi.")
    } else {
        format!("{anak_} ({bawah}) langsung berada di bawah {induk_} ({atas}), tanpa IKK di antaranya.")
    };
    let saran = "Perbaiki Kode Induk atau Jenjang agar urutannya IKU, IKK, lalu IKI.";
    let satu = temuan(konteks, &ATURAN, anak, Bidang::KodeInduk, pesan, saran)?;
    Some(satu.semua_terkait(tempat(konteks.tables, induk, Bidang::Jenjang)))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn kaskade(baris: &str) -> Vec<String> {
        let kepala = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Target";
        sel("KS07", &format!("{kepala}\n{baris}"))
    }

    #[test]
    fn a_circle_is_told_once() {
        let baris = "IKU 1|IKK 1.1|IKU||Satu|1\nIKK 1.1|IKK 1.2|IKK|JTI|Dua|1\nIKK 1.2|IKU 1|IKK|JTI|Tiga|1";
        assert_eq!(kaskade(baris), ["B2,B3,B4"]);
    }

    #[test]
    fn a_code_used_twice_is_told_at_the_second_row() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKK 1.1|IKU 1|IKK|JTI|Dua|1\nikk1.1|IKU 1|IKK|JTI|Tiga|1"), ["A4"]);
    }

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKI 1.1|IKU 1|IKI|JTI|Dua|1"), ["B3"]);
        assert_eq!(kaskade("IKK 1||IKK|JTI|Satu|1\nIKU 1.1|IKK 1|IKU||Dua|1"), ["B3"]);
    }
}
