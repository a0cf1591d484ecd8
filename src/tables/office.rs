//! Words of an office, and whether they name what is led: "Kepala Dinas Pendidikan" does, "Kepala" and "Kepala Kantor" do not.

use crate::domain::text::key;

/// Words of an office in front of the name of what is led.
const OFFICES: [&str; 15] = [
    "kepala",
    "ketua",
    "koordinator",
    "direktur",
    "sekretaris",
    "wakil",
    "pelaksana",
    "tugas",
    "harian",
    "penjabat",
    "plt",
    "plh",
    "pj",
    "pjs",
    "manajer",
];
/// What any unit may be called where its name is not said, and who signs a report without saying what for.
const ANY: [&str; 21] = [
    "kantor",
    "satker",
    "satuan",
    "kerja",
    "unit",
    "opd",
    "skpd",
    "instansi",
    "perangkat",
    "daerah",
    "lembaga",
    "selaku",
    "pimpinan",
    "yang",
    "membuat",
    "laporan",
    "pembuat",
    "penyusun",
    "pelapor",
    "menyetujui",
    "mengetahui",
];

pub(super) fn is_office_word(word: &str) -> bool {
    OFFICES.contains(&word.trim_end_matches(['.', ',', '/']))
}

/// The words of an office that may name what is led.
pub(super) fn led(office: &str) -> Vec<String> {
    let tidied = key(office);
    let words = tidied.split([' ', ',', '.', '/']).filter(|word| !word.is_empty());
    words.filter(|word| !is_office_word(word) && !ANY.contains(word)).map(str::to_string).collect()
}
