//! The shared dictionary: header wording, document titles, identity labels and row words.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dokumen::{JenisDokumen, KunciIdentitas};
use crate::domain::kolom::Kolom;
use crate::domain::teks::kunci;

/// The dictionary, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Kamus {
    /// Canonical header path → meaning.
    pub(super) jalur: BTreeMap<String, Kolom>,
    /// Wordings that lean on the column right before them: its meaning and the wording → their meaning.
    pub(super) sambungan: BTreeMap<(Kolom, String), Kolom>,
    /// Canonical header paths with `*`, in order.
    pub(super) pola: Vec<(String, Kolom)>,
    /// Every single wording that occurs in some path, of the dictionary or of a definition.
    pub(super) bagian: BTreeSet<String>,
    /// Title words → kind of document.
    pub(super) dokumen: Vec<(JenisDokumen, Vec<String>)>,
    /// Label → what the line tells.
    pub(super) identitas: BTreeMap<String, KunciIdentitas>,
    /// Sheet names of instructions.
    pub(super) petunjuk: Vec<String>,
    /// Words of rows.
    pub(super) baris: KataBaris,
}

/// Words by which a row is recognised; `*` stands for anything, `#` for a number.
#[derive(Debug, Clone, Default)]
pub struct KataBaris {
    pub(super) jumlah: Vec<String>,
    pub(super) catatan: Vec<String>,
    pub(super) tanda_tangan: Vec<String>,
    pub(super) bagian: Vec<String>,
    pub(super) contoh: Vec<String>,
}

impl Kamus {
    /// What a canonical header path means.
    pub fn arti(&self, jalur: &str) -> Option<Kolom> {
        self.jalur
            .get(jalur)
            .copied()
            .or_else(|| self.pola.iter().find(|(pola, _)| cocok(pola, jalur)).map(|(_, kolom)| *kolom))
    }

    /// What a canonical header path means right after a column of another meaning: "%" after a realisation.
    pub fn arti_setelah(&self, sebelumnya: Kolom, jalur: &str) -> Option<Kolom> {
        self.sambungan.get(&(sebelumnya, jalur.to_string())).copied()
    }

    /// Adds wordings that occur in the headers of definitions.
    pub(super) fn kenali_bagian<'a>(&mut self, bagian: impl Iterator<Item = &'a str>) {
        self.bagian.extend(bagian.filter(|bagian| !bagian.is_empty()).map(str::to_string));
    }

    /// Whether a canonical wording occurs in some header.
    pub fn kenal_bagian(&self, kanonik: &str) -> bool {
        self.bagian.contains(kanonik)
    }

    /// Every single-part wording with its meaning, for suggestions.
    pub fn bunyi(&self) -> impl Iterator<Item = (&str, Kolom)> {
        self.jalur.iter().map(|(jalur, kolom)| (jalur.as_str(), *kolom))
    }

    /// The kind of document that a title names: what it says first counts ("Rencana Aksi atas Perjanjian Kinerja").
    pub fn jenis_dokumen(&self, judul: &str) -> Option<JenisDokumen> {
        let judul = kunci(judul);
        self.dokumen
            .iter()
            .flat_map(|(jenis, kata)| kata.iter().map(move |kata| (jenis, kata)))
            .filter_map(|(jenis, kata)| Some((letak_kata(&judul, kata)?, *jenis)))
            .min_by_key(|(letak, _)| *letak)
            .map(|(_, jenis)| jenis)
    }

    /// What an identity label tells.
    pub fn label(&self, label: &str) -> Option<KunciIdentitas> {
        self.identitas.get(&kunci(label)).copied()
    }

    /// Whether a sheet of this name holds instructions.
    pub fn lembar_petunjuk(&self, nama: &str) -> bool {
        mengenal(&self.petunjuk, nama)
    }

    /// Whether a text is the label of a total row. One wrong letter is forgiven ("TOTAL ANGARAN").
    pub fn label_jumlah(&self, teks: &str) -> bool {
        let kunci = kunci(teks);
        self.baris.jumlah.iter().any(|kata| kunci == *kata || (kata.len() > 6 && satu_huruf_beda(&kunci, kata)))
    }

    /// Whether a text opens a total row: its label, perhaps with more words ("Jumlah seluruh anggaran").
    pub fn baris_jumlah(&self, teks: &str) -> bool {
        let kunci = kunci(teks);
        self.label_jumlah(teks)
            || self.baris.jumlah.iter().any(|kata| {
                kunci
                    .strip_prefix(kata.as_str())
                    .is_some_and(|sisa| sisa.starts_with([' ', ':', '(']) && kunci.len() < 60)
            })
    }

    /// Whether a text opens notes below a table.
    pub fn baris_catatan(&self, teks: &str) -> bool {
        mengenal(&self.baris.catatan, teks)
    }

    /// Whether a text opens a signature block.
    pub fn baris_tanda_tangan(&self, teks: &str) -> bool {
        mengenal(&self.baris.tanda_tangan, teks.trim().trim_end_matches(','))
    }

    /// Whether a text is the heading of a section.
    pub fn judul_bagian(&self, teks: &str) -> bool {
        mengenal(&self.baris.bagian, teks)
    }

    /// Whether a text was left over from the blank form.
    pub fn teks_contoh(&self, teks: &str) -> bool {
        let rapi = teks.trim();
        let titik = rapi.len() >= 3 && rapi.chars().all(|huruf| matches!(huruf, '.' | '…' | '_'));
        titik || berkurung_sudut(rapi) || mengenal(&self.baris.contoh, teks)
    }
}

/// Whether two texts are one letter apart. Most are told apart by their length alone.
fn satu_huruf_beda(teks: &str, kata: &str) -> bool {
    // A letter takes up to four bytes.
    teks.len().abs_diff(kata.len()) <= 4 && strsim::levenshtein(teks, kata) <= 1
}

/// Where whole words stand in a text: "capaian kinerja" does not stand in "pencapaian kinerja".
fn letak_kata(teks: &str, kata: &str) -> Option<usize> {
    teks.match_indices(kata)
        .find(|(letak, kena)| {
            let sebelum = teks[..*letak].chars().next_back();
            let sesudah = teks[letak + kena.len()..].chars().next();
            [sebelum, sesudah].into_iter().flatten().all(|huruf| !huruf.is_alphanumeric())
        })
        .map(|(letak, _)| letak)
}

/// Whether a text holds a field of a form: `<Nama Pejabat>`. "nilai < 10 dan > 5" is none.
fn berkurung_sudut(teks: &str) -> bool {
    let Some((_, dalam)) = teks.split_once('<') else { return false };
    let Some((dalam, _)) = dalam.split_once('>') else { return false };
    dalam.starts_with(char::is_alphabetic) && !dalam.ends_with(char::is_whitespace)
}

fn mengenal(pola: &[String], teks: &str) -> bool {
    let kunci = kunci(teks);
    let Some(awal) = kunci.bytes().next() else { return false };
    // Most patterns are told apart by their first letter alone.
    let bisa = |pola: &&String| pola.bytes().next().is_some_and(|huruf| matches!(huruf, b'*' | b'#') || huruf == awal);
    pola.iter().filter(bisa).any(|pola| cocok(pola, &kunci))
}

/// Whether a text fits a pattern in which `*` stands for any run and `#` for a run of digits.
pub(super) fn cocok(pola: &str, teks: &str) -> bool {
    let (awal, sisa) = sampai_tanda(pola);
    let Some(teks) = teks.strip_prefix(awal) else { return false };
    let Some(tanda) = sisa.chars().next() else { return teks.is_empty() };
    let sisa = &sisa[1..];
    if tanda == '#' {
        let akhir = teks.find(|huruf: char| !huruf.is_ascii_digit()).unwrap_or(teks.len());
        return akhir > 0 && cocok(sisa, &teks[akhir..]);
    }
    if sisa.is_empty() {
        return true;
    }
    // What stands behind `*` is looked for where it can begin: trying every letter was a tenth of reading a workbook.
    let (berikut, _) = sampai_tanda(sisa);
    let mut ekor = teks;
    while let Some(letak) = ekor.find(berikut) {
        if cocok(sisa, &ekor[letak..]) {
            return true;
        }
        let Some(huruf) = ekor[letak..].chars().next() else { return false };
        ekor = &ekor[letak + huruf.len_utf8()..];
    }
    false
}

/// A pattern up to its first `*` or `#`, and from there on.
fn sampai_tanda(pola: &str) -> (&str, &str) {
    pola.split_at(pola.bytes().position(|huruf| matches!(huruf, b'*' | b'#')).unwrap_or(pola.len()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::kolom::Bidang;
    use crate::domain::triwulan::Triwulan;
    use crate::template::Pustaka;
    use crate::template::judul::jalur_kanonik;

    fn arti(jalur: &[&str]) -> Option<Kolom> {
        Pustaka::bawaan().unwrap().kamus.arti(&jalur_kanonik(jalur.iter().copied()))
    }

    #[test]
    fn the_same_child_means_target_or_realisation_by_its_parent() {
        assert_eq!(arti(&["Target", "TW I"]), Some(Bidang::Target.tw(Triwulan::I)));
        assert_eq!(arti(&["Realisasi (Kumulatif)", "TW I"]), Some(Bidang::Realisasi.tw(Triwulan::I)));
        assert_eq!(arti(&["Target Bulan", "Desember"]), Some(Bidang::Target.bulan(12)));
    }

    #[test]
    fn traps_of_the_synonym_table_do_not_match() {
        assert_eq!(arti(&["Nomor Indikator"]), Some(Bidang::Kode.tahunan()));
        assert_eq!(arti(&["Kelompok Sasaran"]), None);
        assert_eq!(arti(&["Harga Satuan"]), None);
        assert_eq!(arti(&["Sumber Dana"]), Some(Bidang::SumberDana.tahunan()));
        assert_eq!(arti(&["Jumlah Indikator"]), Some(Bidang::Abaikan.tahunan()));
        assert_eq!(arti(&["Batas Waktu TL"]), Some(Bidang::BatasWaktu.tahunan()));
        assert_eq!(arti(&["Target Renstra"]), None);
    }

    #[test]
    fn a_total_is_known_in_spite_of_a_typing_error() {
        let kamus = Pustaka::bawaan().unwrap().kamus;
        for teks in ["TOTAL", "Jumlah", "TOTAL ANGARAN", "Sub Total", "Jumlah Anggaran:"] {
            assert!(kamus.baris_jumlah(teks), "{teks}");
        }
        assert!(!kamus.baris_jumlah("Jumlahkan data"));
    }

    #[test]
    fn text_of_the_blank_form_is_known() {
        let kamus = Pustaka::bawaan().unwrap().kamus;
        for teks in [
            "Sasaran 1",
            "IKU 1",
            "<Nama>",
            "${ttd_pengirim}",
            "CONTOH",
            "Tuliskan sasaran di sini",
            "Xxxxxx",
            "NIP <NIP>",
        ] {
            assert!(kamus.teks_contoh(teks), "{teks}");
        }
        for teks in ["Sasaran Strategis", "IKU 1.1 Persentase lulusan", "IKK 5.1.2", "≤ 5", "nilai < 10 dan > 5"] {
            assert!(!kamus.teks_contoh(teks), "{teks}");
        }
    }

    #[test]
    fn the_kind_of_document_comes_from_its_title() {
        let kamus = Pustaka::bawaan().unwrap().kamus;
        assert_eq!(kamus.jenis_dokumen("PERJANJIAN KINERJA TAHUN 2026"), Some(JenisDokumen::Pk));
        assert_eq!(kamus.jenis_dokumen("RENCANA AKSI PERJANJIAN KINERJA"), Some(JenisDokumen::RencanaAksi));
        assert_eq!(kamus.jenis_dokumen("RENCANA AKSI PENCAPAIAN KINERJA"), Some(JenisDokumen::RencanaAksi));
        assert_eq!(kamus.jenis_dokumen("PENGUKURAN KINERJA ATAS PERJANJIAN KINERJA"), Some(JenisDokumen::Pengukuran));
        assert_eq!(kamus.jenis_dokumen("PENGUKURAN KINERJA TRIWULAN I"), Some(JenisDokumen::Pengukuran));
        assert_eq!(kamus.jenis_dokumen("DAFTAR HADIR"), None);
    }
}
