//! Outputs: old or new and never half, whatever ends a run or stands in its way.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{berkas_di, isi_folder, jalankan};
use crate::bersama::{salin_sampel, selaras, teks};

#[test]
fn a_second_run_on_one_workspace_says_so_and_stops() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let hasil = ruang.join("hasil");
    fs::create_dir_all(&hasil).expect("a folder");
    let kunci = fs::File::create(hasil.join(".kunci")).expect("the lock file");
    kunci.lock().expect("the lock");
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string()]);
    assert_eq!(keluaran.status.code(), Some(2));
    assert!(teks(&keluaran.stderr).contains("sedang diproses"), "{}", teks(&keluaran.stderr));
    drop(kunci);
    fs::write(hasil.join(".selaras-sisa"), b"separuh").expect("a leftover");
    jalankan(&ruang);
    assert!(!hasil.join(".selaras-sisa").exists(), "what an ended run left half-written is cleared");
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_half_written_stays() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let hasil = ruang.join("hasil");
    fs::write(&hasil, b"bukan folder").expect("a file in the way");
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string()]);
    assert_eq!(keluaran.status.code(), Some(2));
    assert!(teks(&keluaran.stderr).contains(&hasil.display().to_string()), "{}", teks(&keluaran.stderr));
    fs::remove_file(&hasil).expect("the way is free");
    fs::create_dir_all(hasil.join("konsolidasi-2026.xlsx/isi")).expect("a folder in the way");
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string()]);
    assert_eq!(keluaran.status.code(), Some(2));
    assert!(teks(&keluaran.stderr).contains("konsolidasi-2026.xlsx"), "{}", teks(&keluaran.stderr));
    let sisa: Vec<_> =
        berkas_di(&ruang).into_iter().filter(|jalur| jalur.to_string_lossy().contains(".selaras-")).collect();
    assert!(sisa.is_empty(), "{sisa:?}");
}

/// Outputs without what an ended run left half-written: its name says that it is no result.
fn hasil(ruang: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = ruang.join("hasil");
    let sementara = |jalur: &Path| {
        let dalam = jalur.strip_prefix(&folder).unwrap_or(jalur);
        dalam.components().any(|satu| satu.as_os_str().to_string_lossy().starts_with('.'))
    };
    isi_folder(&folder).into_iter().filter(|(jalur, _)| !sementara(jalur)).collect()
}

fn mulai(ruang: &Path) -> Child {
    let mut perintah = Command::new(env!("CARGO_BIN_EXE_selaras"));
    perintah.args(["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-10-20"]);
    perintah.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// What lies in the results beside the outputs and what is kept of reading, which grows at its end.
fn sisa(ruang: &Path, keluaran: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let hasil = ruang.join("hasil");
    let simpanan = hasil.join("data/.bacaan.bin");
    isi_folder(&hasil).into_keys().filter(|jalur| !keluaran.contains_key(jalur) && *jalur != simpanan).collect()
}

#[test]
fn a_run_that_is_killed_leaves_every_output_old_or_new() {
    let (_folder, ruang) = salin_sampel("pemprov");
    jalankan(&ruang);
    let lama = hasil(&ruang);
    let saat = Instant::now();
    mulai(&ruang).wait().expect("an end");
    let lamanya = saat.elapsed();
    let baru = hasil(&ruang);
    assert!(lama != baru, "another day must give other bytes, or this test shows nothing");
    let koreksi = ruang.join("hasil/koreksi");
    assert!(lama.keys().any(|jalur| jalur.starts_with(&koreksi)), "what goes back to units is an output too");
    let kembalikan = || {
        fs::remove_dir_all(ruang.join("hasil")).expect("an empty place");
        for (jalur, isi) in &lama {
            fs::create_dir_all(jalur.parent().unwrap_or(&ruang)).expect("its folder");
            fs::write(jalur, isi).expect("the old output");
        }
    };
    let periksa = |kapan: &str| {
        let ada = hasil(&ruang);
        for (jalur, isi) in &ada {
            let sah = lama.get(jalur) == Some(isi) || baru.get(jalur) == Some(isi);
            assert!(sah, "killed {kapan}: {} is neither the old nor the new one", jalur.display());
        }
        // The summary of the data is away while the tables change: where it stands, they are those of one run.
        let ringkasan = ruang.join("hasil/data/ringkasan.parquet");
        for jalur in lama.keys().filter(|jalur| baru.contains_key(*jalur) && **jalur != ringkasan) {
            assert!(ada.contains_key(jalur), "killed {kapan}: {} is gone", jalur.display());
        }
    };
    for persen in [30, 60] {
        kembalikan();
        let mut proses = mulai(&ruang);
        thread::sleep(lamanya * persen / 100);
        // It may have ended by itself.
        let _ = proses.kill();
        proses.wait().expect("an end");
        periksa(&format!("after {persen} percent"));
    }
    // While outputs are being written: from the moment at which the first of them is new.
    let pertama = ruang.join("hasil/konsolidasi-2026.xlsx");
    for milidetik in [0, 1, 3, 10, 30, 60, 100, 150, 250, 400] {
        kembalikan();
        let mut proses = mulai(&ruang);
        while fs::read(&pertama).is_ok_and(|isi| Some(&isi) == lama.get(&pertama))
            && proses.try_wait().expect("a process").is_none()
        {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(milidetik));
        let _ = proses.kill();
        proses.wait().expect("an end");
        periksa(&format!("{milidetik} ms after the first output"));
    }
    mulai(&ruang).wait().expect("an end");
    assert!(hasil(&ruang) == baru, "the next run puts everything right");
    assert_eq!(sisa(&ruang, &baru), Vec::<PathBuf>::new(), "the next run clears what was left");
}

#[test]
fn a_disk_without_room_is_said_with_the_file_and_the_old_one_stays() {
    let (_folder, ruang) = salin_sampel("pemprov");
    jalankan(&ruang);
    let lama = hasil(&ruang);
    let jalur = ruang.display().to_string();
    // Blocks of 512 bytes that one file may have: a write beyond them fails as on a full disk.
    for blok in [0, 8, 20] {
        let keluaran = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &blok.to_string()])
            .args([env!("CARGO_BIN_EXE_selaras"), "konsolidasi", &jalur, "--tanggal", "2026-10-20"])
            .output()
            .expect("a shell");
        assert_eq!(keluaran.status.code(), Some(2), "{}", teks(&keluaran.stderr));
        let galat = teks(&keluaran.stderr);
        assert!(galat.contains("konsolidasi-2026.xlsx") && galat.contains("ukuran"), "{galat}");
        assert!(hasil(&ruang) == lama, "the outputs of the run before stay as they were");
        assert_eq!(sisa(&ruang, &lama), Vec::<PathBuf>::new(), "nothing half-written stays");
    }
}
