//! Outputs: old or new and never half, whatever ends a run or stands in its way.

use std::collections::{BTreeMap, BTreeSet};
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
fn a_run_that_is_killed_leaves_all_outputs_old_or_all_new_and_no_process() {
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
    kembalikan();
    let mut benih = 7_u64;
    for _ in 0..24 {
        benih = benih.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let saat = lamanya.mul_f64((benih >> 33) as f64 / f64::from(u32::MAX >> 1));
        let mut proses = mulai(&ruang);
        thread::sleep(saat);
        // It may have ended by itself.
        let _ = proses.kill();
        let selesai = proses.wait().expect("an end").code().is_some();
        let ada = hasil(&ruang);
        assert!(ada == lama || ada == baru, "killed after {saat:?}: {:?}", berbeda(&ada, &lama, &baru));
        assert!(tanpa_pembaca(&ruang), "killed after {saat:?}: a reader goes on");
        if selesai || ada == baru {
            kembalikan();
        }
    }
    let mut proses = mulai(&ruang);
    thread::sleep(lamanya / 2);
    proses.kill().expect("a run in its middle");
    proses.wait().expect("an end");
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-10-20"]);
    assert!(teks(&keluaran.stderr).contains("tidak selesai"), "{}", teks(&keluaran.stderr));
    assert!(hasil(&ruang) == baru, "the next run puts everything right");
    assert_eq!(sisa(&ruang, &baru), Vec::<PathBuf>::new(), "the next run clears what was left");
    let samping = fs::read_dir(&ruang).expect("the workspace").flatten();
    let samping: Vec<_> = samping.filter(|satu| satu.file_name().to_string_lossy().starts_with('.')).collect();
    assert!(samping.is_empty(), "{samping:?}");
    let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-10-20"]);
    assert!(!teks(&keluaran.stderr).contains("tidak selesai"), "{}", teks(&keluaran.stderr));
}

/// Outputs that are neither all old nor all new.
fn berbeda(
    ada: &BTreeMap<PathBuf, Vec<u8>>,
    lama: &BTreeMap<PathBuf, Vec<u8>>,
    baru: &BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<String> {
    let semua: BTreeSet<&PathBuf> = ada.keys().chain(lama.keys()).collect();
    let satu = |jalur: &&PathBuf| {
        let (kini, lama, baru) = (ada.get(*jalur), lama.get(*jalur), baru.get(*jalur));
        let apa = if kini.is_none() {
            "gone"
        } else if kini == lama {
            "old"
        } else if kini == baru {
            "new"
        } else {
            "neither"
        };
        format!("{}: {apa}", jalur.display())
    };
    semua.iter().map(satu).collect()
}

/// Whether no reader of a workspace is left, a moment after its parent has ended.
#[cfg(target_os = "linux")]
fn tanpa_pembaca(ruang: &Path) -> bool {
    let ruang = ruang.display().to_string();
    let ada = || {
        fs::read_dir("/proc").expect("the processes").flatten().any(|proses| {
            let baris = fs::read(proses.path().join("cmdline")).unwrap_or_default();
            let baris = String::from_utf8_lossy(&baris).into_owned();
            baris.contains("--pekerja") && baris.contains(&ruang)
        })
    };
    (0..50).any(|_| {
        thread::sleep(Duration::from_millis(10));
        !ada()
    })
}

#[cfg(not(target_os = "linux"))]
fn tanpa_pembaca(_ruang: &Path) -> bool {
    true
}

#[test]
fn results_of_two_runs_side_by_side_are_refused_by_those_who_read_them() {
    let (folder, ruang) = salin_sampel("pemprov");
    jalankan(&ruang);
    let data = ruang.join("hasil/data");
    let lama = fs::read(data.join("temuan.parquet")).expect("a table");
    let ingatan = fs::read(data.join("putaran.bin")).expect("what is remembered");
    mulai(&ruang).wait().expect("an end");
    fs::write(data.join("temuan.parquet"), lama).expect("the table of another run");
    let (jalur, keluar) = (ruang.display().to_string(), folder.path().join("nasional").display().to_string());
    let keluaran = selaras(&["gabung", &keluar, &jalur]);
    assert_eq!(keluaran.status.code(), Some(2));
    let galat = teks(&keluaran.stderr);
    assert!(galat.contains("tidak utuh") && galat.contains("temuan.parquet"), "{galat}");
    assert_eq!(selaras(&["banding", &jalur, &jalur]).status.code(), Some(1), "what is compared is whole");
    fs::write(data.join("putaran.bin"), ingatan).expect("the memory of another run");
    let keluaran = selaras(&["banding", &jalur, &jalur]);
    assert_eq!(keluaran.status.code(), Some(2));
    assert!(teks(&keluaran.stderr).contains("putaran.bin"), "{}", teks(&keluaran.stderr));
}

#[test]
fn what_stands_in_the_way_of_outputs_is_named_and_never_opened() {
    use std::os::unix::fs::symlink;

    let (folder, ruang) = salin_sampel("pemprov");
    let jalur = ruang.display().to_string();
    jalankan(&ruang);
    let pipa = |jalur: &Path| {
        let dibuat = Command::new("mkfifo").arg(jalur).status().expect("mkfifo");
        assert!(dibuat.success());
    };
    let hasil = ruang.join("hasil");
    for (nama, perintah) in [
        ("koreksi", "konsolidasi"),
        ("konsolidasi-2026.xlsx", "konsolidasi"),
        ("data", "konsolidasi"),
        ("data/pk.parquet", "konsolidasi"),
        ("data/putaran.bin", "konsolidasi"),
        (".kunci", "konsolidasi"),
        ("templat", "templat"),
        (".kunci", "templat"),
    ] {
        let tempat = hasil.join(nama);
        let aman = folder.path().join("disisihkan");
        let ada = fs::rename(&tempat, &aman).is_ok();
        pipa(&tempat);
        let keluaran = dalam_semenit(&[perintah, &jalur, "--tanggal", "2026-10-20"]);
        let galat = teks(&keluaran.stderr);
        assert_eq!(keluaran.status.code(), Some(2), "{nama}: {galat}");
        assert!(galat.contains(nama.rsplit('/').next().unwrap_or(nama)), "{nama}: {galat}");
        fs::remove_file(&tempat).expect("the pipe is still there");
        if ada {
            fs::rename(&aman, &tempat).expect("back again");
        }
    }
    let luar = folder.path().join("milik orang.xlsx");
    fs::write(&luar, "milik orang").expect("a file outside");
    fs::remove_file(hasil.join("rekap-2026.xlsx")).expect("an output");
    symlink(&luar, hasil.join("rekap-2026.xlsx")).expect("a link in its place");
    let keluaran = dalam_semenit(&["konsolidasi", &jalur, "--tanggal", "2026-10-20"]);
    assert_eq!(keluaran.status.code(), Some(2));
    assert!(teks(&keluaran.stderr).contains("pintasan"), "{}", teks(&keluaran.stderr));
    assert_eq!(fs::read_to_string(&luar).expect("the file outside"), "milik orang");
    fs::remove_file(hasil.join("rekap-2026.xlsx")).expect("the link");
    fs::create_dir_all(ruang.join("templat")).expect("a folder of definitions");
    for nama in ["selaras.toml", "templat/baru.toml", "templat/koreksi.txt"] {
        let tempat = ruang.join(nama);
        let semula = fs::read(&tempat).ok();
        let _ = fs::remove_file(&tempat);
        pipa(&tempat);
        let keluaran = dalam_semenit(&["konsolidasi", &jalur, "--tanggal", "2026-10-20"]);
        let galat = teks(&keluaran.stderr);
        assert!(galat.contains("bukan berkas biasa"), "{nama}: {galat}");
        fs::remove_file(&tempat).expect("the pipe");
        if let Some(isi) = semula {
            fs::write(&tempat, isi).expect("the settings");
        }
    }
}

/// Runs the program, which must end within a minute.
fn dalam_semenit(argumen: &[&str]) -> std::process::Output {
    let mut proses = Command::new(env!("CARGO_BIN_EXE_selaras"))
        .args(argumen)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let batas = Instant::now() + Duration::from_secs(60);
    while proses.try_wait().expect("a process").is_none() {
        if Instant::now() > batas {
            let _ = proses.kill();
            panic!("{argumen:?} did not end");
        }
        thread::sleep(Duration::from_millis(10));
    }
    proses.wait_with_output().expect("its output")
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
