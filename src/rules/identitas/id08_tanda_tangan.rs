//! ID08: a signature block that lacks something.

use crate::domain::dokumen::{JenisDokumen, Pejabat, Pihak};
use crate::domain::nilai::Isian;
use crate::domain::teks::kunci;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::{daftar, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

/// Elected and appointed heads, who have no NIP.
const TANPA_NIP: [&str; 9] = [
    "gubernur",
    "wakil gubernur",
    "bupati",
    "wakil bupati",
    "wali kota",
    "walikota",
    "wakil wali kota",
    "menteri",
    "presiden",
];

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID08",
    nama: "Blok tanda tangan belum lengkap",
    tingkat: Tingkat::Peringatan,
    apa: "PK tanpa blok tanda tangan pihak pertama, atau blok tanda tangan yang belum memuat nama (kedua pihak) dan NIP (pihak pertama). Gubernur, bupati, wali kota, dan menteri tidak ber-NIP.",
    mengapa: "PK adalah janji antara dua pejabat; tanpa nama dan NIP tidak jelas siapa yang berjanji.",
    sumber: "PermenPANRB 53/2014 (format PK); pemeriksaan TTD-01.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||«Ketua Jurusan Teknologi Informasi,»
|||Budi Santoso
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    dokumen::kiriman(konteks.tables).flat_map(|dokumen| satu(&dokumen)).collect()
}

fn satu(dokumen: &DokumenRuang<'_>) -> Vec<Temuan> {
    let pejabat = &dokumen.isi.pejabat;
    let mut hasil: Vec<Temuan> = pejabat.iter().filter_map(|pejabat| kurang(dokumen, pejabat)).collect();
    if dokumen.terdaftar.jenis == JenisDokumen::Pk && !pejabat.iter().any(|pejabat| pejabat.pihak == Pihak::Pertama) {
        let pesan = "Perjanjian Kinerja ini tidak memuat blok tanda tangan pihak pertama.";
        let saran = "Tambahkan di bawah tabel: tempat dan tanggal, jabatan, nama, dan NIP pihak pertama, serta pihak kedua di sebelah kirinya.";
        hasil.push(temuan(&ATURAN, dokumen.lembar(), pesan, saran).unit(dokumen.unit()));
    }
    hasil
}

/// What a signature lacks. The role stands there always: without it nothing is known to be a signature.
fn kurang(dokumen: &DokumenRuang<'_>, pejabat: &Pejabat) -> Option<Temuan> {
    let peran = pejabat.peran.teks().unwrap_or_default().trim_end_matches([',', ' ']);
    let kosong = |isian: Option<&Isian>| isian.is_none_or(|isian| isian.nilai.tanpa_isi());
    let nama = kosong(pejabat.nama.as_ref());
    let nip = pejabat.pihak == Pihak::Pertama && !tanpa_nip(peran) && kosong(pejabat.nip.as_ref());
    let mut belum = Vec::new();
    if nama {
        belum.push("nama".to_string());
    }
    if nip {
        belum.push("NIP".to_string());
    }
    if belum.is_empty() {
        return None;
    }
    let sel = pejabat.nip.as_ref().filter(|_| !nama).map_or(pejabat.peran.sel, |nip| nip.sel);
    let pihak = match pejabat.pihak {
        Pihak::Pertama => "pihak pertama",
        Pihak::Kedua => "pihak kedua",
    };
    let belum = daftar(&belum);
    let pesan = format!("Tanda tangan {pihak} ({}) belum memuat {belum}.", kutip(peran));
    let saran = format!("Tulis {belum} pejabat itu di bawah jabatannya.");
    Some(temuan(&ATURAN, dokumen.sel(sel), pesan, saran).unit(dokumen.unit()))
}

fn tanpa_nip(peran: &str) -> bool {
    let kunci = kunci(peran);
    let peran = kunci.trim_start_matches("plt").trim_start_matches("pj").trim_start_matches(['.', ' ']);
    TANPA_NIP.iter().any(|jabatan| {
        peran.strip_prefix(jabatan).is_some_and(|sisa| sisa.is_empty() || sisa.starts_with([' ', ',', '.']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bantu::uji;

    #[test]
    fn elected_heads_have_no_nip() {
        for peran in ["Gubernur DKI Jakarta,", "Bupati Contoh", "Pj. Wali Kota Contoh,", "WALIKOTA CONTOH"] {
            assert!(tanpa_nip(peran), "{peran}");
        }
        for peran in ["Kepala Biro Umum Sekretariat Gubernur", "Ketua Jurusan", "Bupatiwati"] {
            assert!(!tanpa_nip(peran), "{peran}");
        }
    }

    const KEPALA: &str = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4
";

    #[test]
    fn both_parties_need_a_name_and_the_first_a_nip() {
        let dua =
            "\n|Direktur,||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan,\n\n|||Budi\n|||NIP 19700101 199501 1 001\n";
        assert_eq!(uji::sel("ID08", &format!("{KEPALA}{dua}")), ["B5"]);
    }

    #[test]
    fn an_agreement_without_signatures_is_told_once_and_without_a_cell() {
        assert_eq!(uji::sel("ID08", KEPALA), [""]);
    }
}
