//! NL05: units of measure that contradict each other, or are no units.

use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::satuan::{self, CacatSatuan, satuan_baku};
use crate::domain::teks::kunci;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::SelTabel;
use crate::rules::bantu::{daftar, kutip, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL05",
    nama: "Satuan tidak cocok",
    tingkat: Tingkat::Peringatan,
    apa: "Satuan yang ditulis di samping angka berbeda dari kolom Satuan, atau isi kolom Satuan salah eja, gabungan beberapa satuan, atau memuat angka.",
    mengapa: "Angka tanpa satuan yang pasti tidak dapat dibandingkan antara PK, Rencana Aksi, dan Pengukuran.",
    sumber: "Pemeriksaan VAL-05; Boyolali (\"4,47 persen\"), daftar satuan DKI (\"1 Laporan\", \"laporan,bulan, persen\").",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Dosen berkualitas|Jumlah dosen bersertifikat|Orang|«4,47 persen»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Dosen berkualitas|Jumlah dosen bersertifikat|Orang|4 orang
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    sel.iter()
        .filter_map(|sel| match sel.kolom.bidang {
            Bidang::Satuan => cacat(sel),
            Bidang::Target | Bidang::Realisasi | Bidang::KondisiAwal => beda(sel),
            _ => None,
        })
        .collect()
}

/// A unit beside a value that is not the row's.
fn beda(sel: &SelTabel<'_>) -> Option<Temuan> {
    let baris = sel.satuan();
    let tertulis = satuan_nilai(&sel.isian.nilai).filter(|tertulis| *tertulis != baris)?;
    let baku = satuan_baku(baris);
    if baku.nama.is_empty() || baku.cacat.is_some() || satuan::sama(tertulis, baris) || memuat(tertulis, baris) {
        return None;
    }
    let pesan = format!(
        "Nilai {} di kolom {} bersatuan {}, padahal kolom Satuan menyebut {}.",
        kutip(&sel.isian.mentah),
        sebut(sel.kolom),
        kutip(tertulis),
        kutip(baris)
    );
    let saran = "Samakan satuannya; di kolom nilai cukup tulis angkanya.";
    Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).beda(tertulis, baris)))
}

fn satuan_nilai(nilai: &Nilai) -> Option<&str> {
    match nilai {
        Nilai::Persen { .. } | Nilai::Batas { persen: true, .. } | Nilai::Rentang { persen: true, .. } => Some("%"),
        Nilai::Uang { .. } => Some("Rupiah"),
        Nilai::Angka { satuan, .. }
        | Nilai::Batas { satuan, .. }
        | Nilai::Rentang { satuan, .. }
        | Nilai::Pecahan { satuan, .. } => satuan.as_deref(),
        _ => None,
    }
}

/// Whether one wording contains the other word for word: "100 dari 110 Organisasi Kepemudaan" beside "Organisasi",
/// "Rupiah" beside "Juta Rupiah".
fn memuat(kiri: &str, kanan: &str) -> bool {
    let baku = |teks: &str| kunci(&satuan_baku(teks).nama);
    let (kiri, kanan) = (baku(kiri), baku(kanan));
    let kata = |teks: &str, dicari: &str| {
        let kata: Vec<&str> = teks.split([' ', '/']).collect();
        dicari.split([' ', '/']).all(|satu| kata.contains(&satu))
    };
    kata(&kiri, &kanan) || kata(&kanan, &kiri)
}

/// A satuan that is misspelled, composite, or a quantity.
fn cacat(sel: &SelTabel<'_>) -> Option<Temuan> {
    let teks = sel.isian.teks()?;
    let (pesan, seharusnya, saran) = match satuan_baku(teks).cacat? {
        CacatSatuan::SalahEja { seharusnya } => (
            format!("Satuan {} tampaknya salah eja; mungkin maksudnya {}.", kutip(teks), kutip(seharusnya)),
            Some(seharusnya.to_string()),
            "Perbaiki ejaan satuannya.",
        ),
        CacatSatuan::Gabungan { bagian } => (
            format!("Satuan {} menggabungkan {}.", kutip(teks), daftar(&bagian)),
            None,
            "Pilih satu satuan yang sesuai dengan targetnya; bila memang ada beberapa, pisahkan menjadi beberapa indikator.",
        ),
        CacatSatuan::BerisiAngka { satuan } if satuan.is_empty() => (
            format!("Kolom Satuan berisi angka {}, bukan satuan.", kutip(teks)),
            None,
            "Isi kolom Satuan dengan nama satuannya.",
        ),
        CacatSatuan::BerisiAngka { satuan } => (
            format!("Satuan {} memuat angka; satuannya cukup {}.", kutip(teks), kutip(&satuan)),
            Some(satuan),
            "Pindahkan angkanya ke kolom target dan sisakan nama satuannya saja.",
        ),
    };
    let temuan = temuan(&ATURAN, sel.tempat(), pesan, saran);
    Some(sel.lengkapi(match seharusnya {
        Some(seharusnya) => temuan.beda(teks, seharusnya),
        None => temuan.ditemukan(teks),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bantu::uji;

    #[test]
    fn a_longer_wording_of_the_same_unit_is_no_difference() {
        assert!(memuat("Organisasi Kepemudaan", "Organisasi"));
        assert!(memuat("Rupiah", "Juta Rupiah"));
        assert!(memuat("Orang", "Orang / Bulan"));
        assert!(!memuat("%", "Orang"));
        assert!(!memuat("Laporan", "Dokumen"));
    }

    #[test]
    fn misspelled_composite_and_counted_units_are_told_in_the_satuan_cell() {
        let gambar = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|A|Persentase satu|Prosentase|40
2|A|Jumlah dua|laporan,bulan, persen|3
3|A|Jumlah tiga|1 Laporan|3
4|A|Jumlah empat|Laporan|3 Lap
5|A|Biaya lima|Juta Rupiah|Rp 5.000
";
        let temuan = uji::temuan("NL05", gambar);
        let baca: Vec<(String, Option<&str>)> =
            temuan.iter().map(|temuan| (temuan.tempat.teks_sel(), temuan.seharusnya.as_deref())).collect();
        assert_eq!(baca, [("D3".into(), Some("%")), ("D4".into(), None), ("D5".into(), Some("Laporan"))]);
    }
}
