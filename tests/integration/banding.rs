//! Between rounds: what a unit changed, in the terminal, in the workbook and in its letter.

use std::fs;
use std::path::Path;

use mail_parser::MessageParser;
use serde_json::Value;

use crate::bersama::{akar, bagian, salin_sampel, selaras, tampilkan_baris, teks};

fn konsolidasi(ruang: &Path, tanggal: &str) -> String {
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", tanggal]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    teks(&keluaran.stdout)
}

/// The rows of the sheet of changes, as the texts of its file in order; the shared texts of the workbook hold them.
fn lembar(ruang: &Path) -> (String, String) {
    let buku = fs::read(ruang.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    (bagian(&buku, "xl/workbook.xml"), bagian(&buku, "xl/sharedStrings.xml"))
}

fn surat(ruang: &Path, unit: &str) -> String {
    let isi = fs::read(ruang.join("hasil/koreksi").join(unit).join("koreksi.eml")).expect("a letter");
    MessageParser::default().parse(&isi).expect("a message").body_text(0).expect("a text").into_owned()
}

#[test]
fn what_a_unit_changed_is_told_until_it_sends_again() {
    let (_folder, ruang) = salin_sampel("politeknik");
    assert!(konsolidasi(&ruang, "2026-07-13").contains("Belum ada putaran sebelumnya untuk dibandingkan."));
    assert!(lembar(&ruang).0.contains("<sheet name=\"Perubahan\""));
    assert!(lembar(&ruang).1.contains("Belum ada unit yang mengirim versi baru"));
    assert!(!surat(&ruang, "BAK").contains("catatan sebelumnya"));

    let ra = ruang.join("masuk/BAK/RA BAK.xlsx");
    fs::write(&ra, tampilkan_baris(&fs::read(&ra).expect("a sample"))).expect("a mended file");
    let tampak = konsolidasi(&ruang, "2026-07-20");
    assert!(tampak.contains("Perubahan sejak putaran 13 Juli 2026 (rinciannya di lembar Perubahan):"), "{tampak}");
    assert!(tampak.contains("\n  BAK: 1 temuan sudah diperbaiki, 5 temuan masih ada\n"), "{tampak}");
    let kalimat = "Dari 6 catatan sebelumnya, 1 sudah diperbaiki dan 5 masih ada.";
    assert!(surat(&ruang, "BAK").contains(kalimat), "{}", surat(&ruang, "BAK"));
    assert!(!surat(&ruang, "P3M").contains("catatan sebelumnya"), "it sent nothing new");
    for isi in ["✓ sudah diperbaiki", "✗ masih ada", "13 Jul 2026", "20 Jul 2026"] {
        assert!(lembar(&ruang).1.contains(isi), "{isi}");
    }

    let semua = || {
        ["konsolidasi-2026.xlsx", "data/putaran.bin", "koreksi/BAK/koreksi.eml"]
            .map(|nama| fs::read(ruang.join("hasil").join(nama)).expect("an output"))
    };
    let sebelum = semua();
    let tampak = konsolidasi(&ruang, "2026-07-20");
    assert!(tampak.contains("Tidak ada perubahan sejak putaran 20 Juli 2026."), "{tampak}");
    assert!(sebelum == semua(), "a run that is repeated says the same, the comparison of BAK included");

    let (ingatan, lama) = (ruang.join("hasil/data/putaran.bin"), ruang.join("hasil/data/putaran.jsonl"));
    fs::remove_file(&ingatan).expect("what is remembered");
    fs::write(&lama, "{\"bentuk\":\"selaras 0.1.0 putaran 1\"}\n").expect("what an earlier version remembered");
    let tampak = konsolidasi(&ruang, "2026-07-20");
    assert!(
        tampak.contains(
            "Tidak dibandingkan dengan putaran sebelumnya: putaran sebelumnya ditulis oleh versi selaras yang lain."
        ),
        "{tampak}"
    );
    assert!(ingatan.is_file() && !lama.exists(), "what nobody reads any more is taken away");
    assert!(konsolidasi(&ruang, "2026-07-20").contains("Tidak ada perubahan"), "and from here on it goes on");
}

#[test]
fn two_files_are_set_against_each_other_with_their_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let lama = akar().join("samples/politeknik/masuk/BAK/RA BAK.xlsx");
    let baru = folder.path().join("RA BAK (2).xlsx");
    let mended = crate::bersama::ubah_lembar(&fs::read(&lama).expect("a sample"), |teks| {
        teks.replace(" hidden=\"1\"", "").replace("<v>500</v>", "<v>510</v>")
    });
    fs::write(&baru, mended).expect("a mended file");
    let ruang = akar().join("samples/politeknik").display().to_string();
    let (lama, baru) = (lama.display().to_string(), baru.display().to_string());
    let jalankan = |tambahan: &[&str]| {
        let mut argumen = vec!["diff", &lama, &baru, "--ruang", &ruang, "--tanggal", "2026-07-20"];
        argumen.extend(tambahan);
        selaras(&argumen)
    };
    let tampak = teks(&jalankan(&[]).stdout);
    for isi in
        ["Isian yang diubah (1)", "target: 500 → 510", "RA BAK (2).xlsx › RA › D7", "Temuan yang sudah diperbaiki (1)"]
    {
        assert!(tampak.contains(isi), "{isi}: {tampak}");
    }
    let json = teks(&jalankan(&["--format", "json"]).stdout);
    let baris: Vec<Value> = json.lines().map(|satu| serde_json::from_str(satu).expect("a JSON object")).collect();
    assert_eq!((baris[0]["keadaan"].as_str(), baris[0]["sebelum"].as_str()), (Some("diubah"), Some("500")));
    assert!(baris.iter().any(|satu| satu["kode"] == "TL07" && satu["keadaan"] == "sudah diperbaiki"));

    let sama = selaras(&["banding", &lama, &lama]);
    assert!(teks(&sama.stdout).contains("Tidak ada perubahan."), "{}", teks(&sama.stdout));
    let campur = selaras(&["banding", &lama, &ruang]);
    assert_eq!(campur.status.code(), Some(2));
    assert!(teks(&campur.stderr).contains("dua berkas, atau dua folder"));
}

#[test]
fn two_results_are_set_against_each_other_and_an_empty_one_is_said() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let kosong = selaras(&["banding", &ruang.display().to_string(), &ruang.display().to_string()]);
    assert_eq!(kosong.status.code(), Some(2));
    assert!(teks(&kosong.stderr).contains("jalankan selaras konsolidasi dahulu"), "{}", teks(&kosong.stderr));
    konsolidasi(&ruang, "2026-07-13");
    let simpanan = ruang.join("hasil Juli");
    fs::rename(ruang.join("hasil"), &simpanan).expect("results put aside");
    fs::remove_file(ruang.join("masuk/BAK/RA BAK.xlsx")).expect("a file taken away");
    konsolidasi(&ruang, "2026-07-20");
    let keluaran = selaras(&["banding", &simpanan.display().to_string(), &ruang.display().to_string()]);
    let tampak = teks(&keluaran.stdout);
    for isi in ["BAK  1 dokumen tidak ada lagi", "Dokumen yang tidak ada lagi (1)", "Temuan yang tidak dapat diperiksa"]
    {
        assert!(tampak.contains(isi), "{isi}: {tampak}");
    }
    assert_eq!(keluaran.status.code(), Some(1), "the newer one still has findings at galat");
}
