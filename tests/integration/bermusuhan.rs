//! Broken and hostile files: every one gets its answer, none stops the others, none changes what the others give.

mod daftar;
#[cfg(unix)]
mod kotak;
mod mutasi;
mod pembuat;
#[cfg(unix)]
mod tulis;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::daftar::{Jawaban, Musuh};
use crate::bersama::{salin_sampel, selaras, teks};

/// Findings of a run, as objects.
fn jalankan(ruang: &Path) -> Vec<serde_json::Value> {
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--format", "json"]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    let tampak = teks(&keluaran.stdout);
    tampak.lines().filter_map(|baris| serde_json::from_str(baris).ok()).collect()
}

fn taruh(masuk: &Path, musuh: &[Musuh]) {
    for satu in musuh {
        let jalur = masuk.join(&satu.nama);
        fs::create_dir_all(jalur.parent().expect("a folder above")).expect("a folder");
        fs::write(jalur, &satu.isi).expect("a file");
    }
}

/// Code and message of the findings about each file.
fn menurut_berkas(temuan: &[serde_json::Value]) -> BTreeMap<String, Vec<(String, String)>> {
    let mut peta: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for satu in temuan {
        let isi = |nama: &str| satu[nama].as_str().unwrap_or_default().to_string();
        peta.entry(isi("berkas")).or_default().push((isi("kode"), isi("pesan")));
    }
    peta
}

/// What is wrong with the answer to a file, if anything is.
fn salah(satu: &Musuh, temuan: &[(String, String)]) -> Option<String> {
    let ditolak = temuan.iter().find(|(kode, _)| kode == "BK01");
    let benar = match satu.jawaban {
        Jawaban::Ditolak(kata) => ditolak.is_some_and(|(_, pesan)| pesan.contains(kata)),
        Jawaban::Dibaca => ditolak.is_none() && !temuan.is_empty(),
        Jawaban::Dilewati => temuan.is_empty(),
    };
    (!benar).then(|| format!("{}: {:?}, tetapi {temuan:?}", satu.nama, satu.jawaban))
}

#[test]
fn every_hostile_file_gets_its_answer_and_the_good_ones_give_the_same_bytes() {
    let (_folder, ruang) = salin_sampel("pemprov");
    jalankan(&ruang);
    let sebelum = data(&ruang);
    let musuh = daftar::semua();
    taruh(&ruang.join("masuk"), &musuh);
    let isi_sebelum = berkas_di(ruang.parent().expect("a folder above"));
    let temuan = jalankan(&ruang);
    let peta = menurut_berkas(&temuan);
    let kesalahan: Vec<String> =
        musuh.iter().filter_map(|satu| salah(satu, peta.get(&satu.nama).map_or(&[][..], Vec::as_slice))).collect();
    assert!(kesalahan.is_empty(), "{} of {}:\n{}", kesalahan.len(), musuh.len(), kesalahan.join("\n"));
    let sesudah = data(&ruang);
    for (nama, isi) in &sebelum {
        assert!(sesudah.get(nama) == Some(isi), "{nama} changed");
    }
    assert_eq!(isi_sebelum, berkas_di(ruang.parent().expect("a folder above")), "something was written outside hasil/");
}

/// The tables of rows, by name; those of files and findings must of course grow.
fn data(ruang: &Path) -> BTreeMap<&'static str, Vec<u8>> {
    ["pk", "rencana_aksi", "pengukuran", "anggaran", "pejabat", "kaskade"]
        .into_iter()
        .map(|nama| (nama, fs::read(ruang.join("hasil/data").join(format!("{nama}.parquet"))).expect("a table")))
        .collect()
}

/// Path and bytes of every file below a folder of outputs, without what a run makes use of for a while.
#[cfg(unix)]
fn isi_folder(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let sementara = |jalur: &PathBuf| {
        let dalam = jalur.strip_prefix(folder).unwrap_or(jalur);
        dalam.components().any(|satu| satu.as_os_str() == ".kunci")
    };
    let semua = berkas_di(folder).into_iter().filter(|jalur| !sementara(jalur));
    semua.map(|jalur| (jalur.clone(), fs::read(&jalur).expect("an output"))).collect()
}

/// Every file below a folder, except in `hasil/`.
fn berkas_di(folder: &Path) -> BTreeSet<PathBuf> {
    let mut semua = BTreeSet::new();
    let mut antre = vec![folder.to_path_buf()];
    while let Some(kini) = antre.pop() {
        for entri in fs::read_dir(&kini).expect("a folder").flatten() {
            if entri.file_type().is_ok_and(|jenis| jenis.is_dir()) {
                if entri.file_name() != "hasil" {
                    antre.push(entri.path());
                }
            } else {
                semua.insert(entri.path());
            }
        }
    }
    semua
}

#[cfg(unix)]
#[test]
fn what_lies_oddly_in_the_inbox_is_said_and_not_followed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let (_folder, ruang) = salin_sampel("pemprov");
    let masuk = ruang.join("masuk");
    let luar = tempfile::tempdir().expect("a folder outside");
    fs::write(luar.path().join("rahasia.xlsx"), b"rahasia").expect("a file outside");
    symlink(luar.path(), masuk.join("folder luar")).expect("a link");
    symlink(luar.path().join("rahasia.xlsx"), masuk.join("berkas luar.xlsx")).expect("a link");
    symlink(&masuk, masuk.join("lingkaran")).expect("a loop");
    symlink("tidak ada", masuk.join("putus.xlsx")).expect("a dangling link");
    let panjang = format!("{}.xlsx", "n".repeat(250));
    for nama in [panjang.as_str(), "kabar\nbaru \u{1B}[31m.xlsx", "=cmd|'!A1.xlsx", "\u{202E}xslx.exe.xlsx"] {
        fs::write(masuk.join(nama), format!("%PDF-1.7 {nama}")).expect("an odd name");
    }
    fs::write(masuk.join(OsStr::from_bytes(b"rusak\xFF.xlsx")), b"%PDF-1.7").expect("a name that is no text");
    let temuan = jalankan(&ruang);
    let peta = menurut_berkas(&temuan);
    let pesan = |nama: &str| {
        let milik = peta.get(nama).unwrap_or_else(|| panic!("{nama} got no answer"));
        milik.iter().find(|(kode, _)| kode == "BK01").map(|(_, pesan)| pesan.clone()).unwrap_or_default()
    };
    for nama in ["folder luar", "berkas luar.xlsx", "lingkaran", "putus.xlsx"] {
        assert!(pesan(nama).contains("pintasan"), "{nama}: {}", pesan(nama));
    }
    for nama in [panjang.as_str(), "kabar\nbaru \u{1B}[31m.xlsx", "=cmd|'!A1.xlsx", "\u{202E}xslx.exe.xlsx"] {
        assert!(pesan(nama).contains("PDF"), "{nama:?}: {}", pesan(nama));
    }
    assert!(pesan("rusak\u{FFFD}.xlsx").contains("Nama berkas"), "{}", pesan("rusak\u{FFFD}.xlsx"));
    let jalur = ruang.display().to_string();
    let layar = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20", "-v"]);
    assert!(!teks(&layar.stdout).contains('\u{1B}'), "an escape sequence of a file name reached the terminal");
}

#[test]
fn archives_that_mean_harm_are_refused_and_a_workbook_named_zip_is_read() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let masuk = ruang.join("masuk");
    let banyak: Vec<(String, Vec<u8>)> = (0..6_000).map(|nomor| (format!("{nomor}.xlsx"), Vec::new())).collect();
    let bom = vec![("bom.xlsx".to_string(), vec![b' '; 26 << 20])];
    let keluar = vec![("../../keluar.xlsx".to_string(), b"x".to_vec()), ("/akar.xlsx".to_string(), b"x".to_vec())];
    for (nama, isi) in [
        ("banyak.zip", pembuat::arsip_polos(&banyak)),
        ("bom.zip", pembuat::arsip(&bom)),
        ("keluar.zip", pembuat::arsip(&keluar)),
        ("rusak.zip", pembuat::acak(2_000)),
        ("buku kerja.zip", pembuat::Buku::teks("Catatan").selesai()),
    ] {
        fs::write(masuk.join(nama), isi).expect("an archive");
    }
    let temuan = jalankan(&ruang);
    let peta = menurut_berkas(&temuan);
    for (nama, kode, kata) in [
        ("banyak.zip", "BK01", "6000 berkas"),
        ("bom.zip/bom.xlsx", "BK01", "Ukuran berkas"),
        ("keluar.zip/../../keluar.xlsx", "BK01", "ke luar arsip"),
        ("rusak.zip", "BK01", "tidak dapat dibuka"),
        ("buku kerja.zip", "TL01", ""),
    ] {
        let milik = peta.get(nama).unwrap_or_else(|| panic!("{nama} got no answer: {:?}", peta.keys()));
        assert!(milik.iter().any(|(satu, pesan)| satu == kode && pesan.contains(kata)), "{nama}: {milik:?}");
    }
}

#[test]
fn a_cut_workbook_is_refused_or_gives_the_same_cells_wherever_it_is_cut() {
    use selaras::workbook::{Limits, read};

    let baris = "<row r=\"1\"><c r=\"A1\"><v>12345</v></c><c r=\"B1\" t=\"str\"><v>teks</v></c></row>";
    for utuh in [pembuat::Buku::baris(baris).selesai(), pembuat::xls(&[1.5; 300], &[])] {
        let batas = Limits::default();
        let benar = read(&utuh, &batas).expect("a sound workbook");
        for sampai in (0..utuh.len()).step_by(3) {
            if let Ok(terbaca) = read(&utuh[..sampai], &batas) {
                assert!(terbaca == benar, "cut at {sampai} of {}", utuh.len());
            }
        }
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text_in_every_output() {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    let (_folder, ruang) = salin_sampel("pemprov");
    let jahat = ["=1+1", "+SUM(A1)", "-2+3|cmd", "@A1", "_x0009_=1", "_x000D_=2", "_x001B_[31mmerah_x0000_"];
    let sel = |kolom: char, nomor: usize, isi: &str| {
        format!("<c r=\"{kolom}{nomor}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{isi}</t></is></c>")
    };
    let mut baris = format!("<row r=\"1\">{}</row>", sel('A', 1, "PERJANJIAN KINERJA TAHUN 2026"));
    let judul: String =
        "ABC".chars().zip(["Sasaran", "Indikator Kinerja", "Target"]).map(|(k, teks)| sel(k, 2, teks)).collect();
    baris += &format!("<row r=\"2\">{judul}</row>");
    for (nomor, isi) in (3..).zip(jahat) {
        let isi: String = ['A', 'B'].into_iter().map(|kolom| sel(kolom, nomor, isi)).collect();
        baris += &format!("<row r=\"{nomor}\">{isi}<c r=\"C{nomor}\"><v>5</v></c></row>");
    }
    let folder = fs::read_dir(ruang.join("masuk")).expect("the inbox").flatten().find(|entri| entri.path().is_dir());
    let berkas = folder.expect("a unit").path().join("PK tambahan.xlsx");
    fs::write(berkas, pembuat::Buku::baru().lembar("PK", &baris).selesai()).expect("a form");
    let temuan = jalankan(&ruang);
    assert!(temuan.iter().any(|satu| satu["kode"] == "NL09"), "control characters are a finding");
    let mut buku: Xlsx<_> =
        open_workbook(ruang.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    let isi = buku.worksheet_range("PK").expect("sheet PK");
    let rumus = buku.worksheet_formula("PK").expect("its formulas");
    let mut terlihat = 0;
    for (baris, kolom, nilai) in isi.used_cells() {
        let Data::String(teks) = nilai else { continue };
        if jahat.iter().any(|satu| teks.contains(satu.trim_start_matches("_x0009_").trim_start_matches("_x000D_"))) {
            terlihat += 1;
            let alamat = (u32::try_from(baris).expect("a row"), u32::try_from(kolom).expect("a column"));
            let (awal, _) = (isi.start().expect("cells"), ());
            let alamat = (alamat.0 + awal.0, alamat.1 + awal.1);
            assert!(rumus.get_value(alamat).is_none_or(String::is_empty), "a formula at {alamat:?}: {teks}");
        }
    }
    assert!(terlihat >= 6, "the texts themselves must be there: {terlihat}");
    let layar = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20", "-v"]);
    assert!(!teks(&layar.stdout).contains('\u{1B}'), "an escape sequence of a cell reached the terminal");
}

#[test]
fn results_that_nobody_calculated_are_no_figures_and_old_ones_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let teks = |kolom: char, baris: u32, isi: &str| {
        format!("<c r=\"{kolom}{baris}\" t=\"inlineStr\"><is><t>{isi}</t></is></c>")
    };
    let formulir = |hasil: [u32; 2], hitung: &str| {
        let mut isi = format!("<row r=\"1\">{}</row>", teks('A', 1, "PERJANJIAN KINERJA TAHUN 2026"));
        isi += &format!("<row r=\"2\">{}{}", teks('A', 2, "Sasaran"), teks('B', 2, "Indikator Kinerja"));
        isi += &format!("{}</row>", teks('C', 2, "Target"));
        for (baris, hasil) in (3..).zip(hasil) {
            isi += &format!(
                "<row r=\"{baris}\">{}{}",
                teks('A', baris, "Mutu"),
                teks('B', baris, &format!("Jumlah {baris}"))
            );
            isi += &format!("<c r=\"C{baris}\"><f>F{baris}*2</f><v>{hasil}</v></c></row>");
        }
        pembuat::Buku::baru().kepala(hitung).lembar("PK", &isi).selesai()
    };
    let pustaka = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>";
    let lama = "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/>";
    for (nama, isi, kode) in [
        ("semua nol.xlsx", formulir([0, 0], pustaka), vec!["NL08"]),
        ("hasil diberikan.xlsx", formulir([7, 0], pustaka), vec![]),
        ("hasil lama.xlsx", formulir([7, 0], lama), vec!["FX07"]),
        ("terhitung.xlsx", formulir([0, 0], "<calcPr calcId=\"191029\"/>"), vec![]),
    ] {
        let jalur = folder.path().join(nama);
        fs::write(&jalur, isi).expect("a form");
        let keluaran =
            selaras(&["periksa", &jalur.display().to_string(), "--format", "json", "--tanggal", "2026-07-20"]);
        let tampak = crate::bersama::teks(&keluaran.stdout);
        let temuan: Vec<serde_json::Value> =
            tampak.lines().filter_map(|baris| serde_json::from_str(baris).ok()).collect();
        let ada: Vec<&str> = temuan.iter().filter_map(|satu| satu["kode"].as_str()).collect();
        let ada: Vec<&str> = ada.into_iter().filter(|kode| matches!(*kode, "NL08" | "FX07" | "BK01")).collect();
        assert_eq!(ada, kode, "{nama}: {tampak}");
    }
}

/// For looking at the set by hand: `cargo test --test integration the_set -- --ignored` writes it to `target/musuh`.
#[test]
#[ignore = "writes files for use by hand"]
fn the_set_is_written_to_a_folder() {
    taruh(&crate::bersama::akar().join("target"), &daftar::semua());
}
