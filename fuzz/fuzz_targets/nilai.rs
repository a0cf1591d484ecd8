//! Any text as a value: no panic, and text without a digit never becomes a figure.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::domain::kolom::Bacaan;
use selaras::domain::nilai::angka::keputusan_kolom;
use selaras::domain::nilai::baca::{SelMentah, baca};

fuzz_target!(|teks: &str| {
    for bacaan in
        [Bacaan::Nilai, Bacaan::Persen, Bacaan::Uang, Bacaan::Teks, Bacaan::Kode, Bacaan::Tanggal, Bacaan::Nip]
    {
        let keputusan = keputusan_kolom(teks.lines(), bacaan == Bacaan::Uang);
        for baris in teks.lines() {
            let sel = SelMentah { teks: baris, ..SelMentah::default() };
            let (nilai, _) = baca(&sel, bacaan, &keputusan, None);
            if let Some(angka) = nilai.angka() {
                assert!(angka.is_finite() && baris.chars().any(char::is_numeric), "{baris:?} became {angka}");
            }
        }
    }
});
