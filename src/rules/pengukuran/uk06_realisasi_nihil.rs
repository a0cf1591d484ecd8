//! UK06: nothing reached, and no word on why.

use crate::domain::kolom::Bidang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::daftar;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK06",
    nama: "Realisasi nol atau kosong tanpa kendala dan tindak lanjut",
    tingkat: Tingkat::Peringatan,
    apa: "Bila realisasi triwulan yang dilaporkan 0 atau kosong, kendala dan tindak lanjutnya diisi. Indikator yang makin kecil makin baik boleh 0, dan triwulan yang targetnya 0 tidak diperiksa.",
    mengapa: "Tanpa kendala dan tindak lanjut, pimpinan tidak tahu apakah pekerjaan macet atau hanya belum dilaporkan.",
    sumber: "formulir impor BPS; SOP DPRD Nganjuk",
    salah: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|0|«»|
",
    benar: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|0|Wisuda mundur ke Agustus|Penelusuran lulusan dimulai September
",
    periksa: Periksa::Ruang(periksa),
};

const DIMINTA: [(Bidang, &str); 2] = [(Bidang::Kendala, "kendala"), (Bidang::TindakLanjut, "tindak lanjut")];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let nihil = yang(konteks.tables, |row| row.realisasi_angka().is_none_or(|angka| angka == 0.0));
    nihil.iter().filter_map(satu).collect()
}

/// What a row with nothing reached leaves blank; empty when this rule has nothing to say about it.
pub(super) fn kurang(ukur: &Ukur<'_>) -> Vec<(Bidang, &'static str)> {
    if !ukur.berjalan() || !ukur.nihil() {
        return Vec::new();
    }
    DIMINTA.into_iter().filter(|(bidang, _)| ukur.kosong(*bidang)).collect()
}

fn satu(ukur: &Ukur<'_>) -> Option<Temuan> {
    let kurang = kurang(ukur);
    let nama = daftar(&kurang.iter().map(|(_, nama)| (*nama).to_string()).collect::<Vec<_>>());
    let pesan = if ukur.realisasi_angka().is_some() {
        format!("Realisasi{} 0, tetapi {nama} belum ditulis.", ukur.sebut_triwulan())
    } else {
        format!("Realisasi{} belum diisi, dan {nama} juga belum ditulis.", ukur.sebut_triwulan())
    };
    let saran = "Isi realisasinya bila sudah ada; bila memang belum, tulis kendala dan tindak lanjutnya.";
    let bidang: Vec<Bidang> = kurang.iter().map(|(bidang, _)| *bidang).collect();
    let temuan = ukur.temuan_banyak(&ATURAN, &bidang, pesan, saran)?;
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn uk(polaritas: &str, isi: &str) -> Vec<String> {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\nIKK 1.1||IKK|JTI|Jumlah aduan|Aduan|{polaritas}|4"
        );
        let kepala = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut";
        sel("UK06", &format!("{kaskade}\n{kepala}\n1|Layanan|Jumlah aduan|Aduan|4|{isi}"))
    }

    #[test]
    fn zero_blank_and_dash_need_a_word_where_something_was_due() {
        for realisasi in ["0", "", "-"] {
            assert_eq!(uk("maksimum", &format!("2|{realisasi}||Rapat")), ["H4"], "{realisasi}");
        }
        assert_eq!(uk("maksimum", "2|0|Belum ada data|"), ["I4"]);
        assert_eq!(uk("maksimum", "0|0||"), Vec::<String>::new());
        assert_eq!(uk("maksimum", "-|||"), Vec::<String>::new());
    }

    #[test]
    fn no_complaints_at_all_need_no_excuse() {
        assert_eq!(uk("minimum", "2|0||"), Vec::<String>::new());
        assert_eq!(uk("minimum", "2|||"), ["H4,I4"]);
    }
}
