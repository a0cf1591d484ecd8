//! TL01: a file without a single table that is known.

use crate::domain::dokumen::{BerkasTerbaca, CalonHeader, Fakta, LembarTerbaca, PeranLembar};
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{Berkas, JALUR_KASKADE};

use crate::rules::bantu::{kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

/// How many of the closest rows a message shows.
const TERBANYAK: usize = 5;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL01",
    nama: "Tidak ada tabel yang dikenal",
    tingkat: Tingkat::Galat,
    apa: "Tidak satu pun lembar dalam berkas ini memuat baris judul kolom PK, Rencana Aksi, atau Pengukuran yang dikenal.",
    mengapa: "Tanpa judul kolom yang dikenal, tidak ada satu angka pun dari berkas ini yang masuk ke rekap.",
    sumber: "Pemeriksaan LAY-01; susunan kolom menurut PermenPANRB 53/2014 dan formulir yang beredar.",
    salah: "\
*** JTI/pk.xlsx
=== Lembar1
PERJANJIAN KINERJA TAHUN 2026
Urutan|Apa yang Dituju|Alat Ukur|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== Lembar1
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let berkas = konteks.tables.berkas.iter().filter(|berkas| berkas.salinan_dari.is_none());
    berkas
        .filter_map(|berkas| {
            let terbaca = berkas.hasil.as_ref().ok().filter(|terbaca| terbaca.dokumen.is_empty())?;
            Some(satu(berkas, terbaca))
        })
        .collect()
}

fn satu(berkas: &Berkas, terbaca: &BerkasTerbaca) -> Temuan {
    let calon = calon(terbaca);
    let mendekati: Vec<String> = calon.iter().map(|(lembar, calon)| sebut(&lembar.nama, calon)).collect();
    let pesan = if terbaca.lembar.iter().all(|lembar| lembar.peran == PeranLembar::Kosong) {
        "Semua lembar berkas ini kosong.".to_string()
    } else if mendekati.is_empty() {
        format!("Tidak ada lembar berkas ini yang memuat tabel {} yang dikenal.", dicari(berkas))
    } else {
        let mendekati = mendekati.join("; ");
        format!(
            "Tidak ada lembar berkas ini yang memuat tabel {} yang dikenal. Yang paling mendekati: {mendekati}.",
            dicari(berkas)
        )
    };
    let saran = "Pindahkan isinya ke templat yang dibagikan, atau samakan judul kolomnya dengan templat itu; bila berkas ini memang bukan formulir kinerja, keluarkan dari kiriman.";
    let terkait = calon.iter().map(|(lembar, calon)| Tempat::sel(&berkas.jalur, &lembar.nama, calon.sel));
    temuan(&ATURAN, Tempat::berkas(&berkas.jalur), pesan, saran).semua_terkait(terkait)
}

fn dicari(berkas: &Berkas) -> &'static str {
    if berkas.jalur == JALUR_KASKADE { "Unit atau Kaskade" } else { "PK, Rencana Aksi, atau Pengukuran" }
}

/// The closest rows of all sheets, those with most known wordings first.
fn calon(terbaca: &BerkasTerbaca) -> Vec<(&LembarTerbaca, &CalonHeader)> {
    let mut semua: Vec<(&LembarTerbaca, &CalonHeader)> = terbaca
        .lembar
        .iter()
        .flat_map(|lembar| lembar.fakta.iter().map(move |fakta| (lembar, fakta)))
        .filter_map(|(lembar, fakta)| match fakta {
            Fakta::TanpaTabel { calon } => Some(calon.iter().map(move |calon| (lembar, calon))),
            _ => None,
        })
        .flatten()
        .collect();
    semua.sort_by_key(|(_, calon)| std::cmp::Reverse(calon.dikenal.len()));
    semua.truncate(TERBANYAK);
    semua
}

fn sebut(lembar: &str, calon: &CalonHeader) -> String {
    let kutipan = |teks: &[String]| teks.iter().map(|teks| kutip(teks)).collect::<Vec<_>>().join(", ");
    let asing =
        if calon.asing.is_empty() { String::new() } else { format!(", tidak dikenal {}", kutipan(&calon.asing)) };
    format!("lembar {} baris {} (dikenal {}{asing})", kutip(lembar), calon.sel.row + 1, kutipan(&calon.dikenal))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    #[test]
    fn blank_and_instruction_sheets_do_not_make_a_form() {
        let temuan =
            uji::temuan("TL01", "*** JTI/a.xlsx\n=== Sheet1\n*** JTI/b.xlsx\n=== Petunjuk\nIsi kolom target\n");
        let pesan: Vec<&str> = temuan.iter().map(|temuan| temuan.pesan.as_str()).collect();
        assert_eq!(
            pesan,
            [
                "Semua lembar berkas ini kosong.",
                "Tidak ada lembar berkas ini yang memuat tabel PK, Rencana Aksi, atau Pengukuran yang dikenal."
            ]
        );
    }

    #[test]
    fn a_sheet_beside_a_form_need_not_be_one() {
        let gambar =
            "*** JTI/a.xlsx\n=== PK\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n=== Lain\nNama|Target\n";
        assert!(uji::temuan("TL01", gambar).is_empty());
    }
}
