//! The post loop: forms come by mail, marked workbooks and letters go back, mended ones come again.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use chrono::NaiveDateTime;
use mail_builder::MessageBuilder;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::Value;

use crate::bersama::{akar, keluhan, salin_sampel, selaras, tampilkan_baris, teks};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A message as a mail program saves it.
fn surat(unit: &str, kapan: &str, lampiran: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let saat: NaiveDateTime = kapan.parse().expect("a moment");
    let mut pesan = MessageBuilder::new()
        .from((format!("Staf {unit} – Politeknik"), format!("{unit}@politeknik-contoh.example")))
        .to("perencanaan@politeknik-contoh.example")
        .subject(format!("Kiriman {unit}"))
        .message_id(format!("{unit}.{}@contoh", saat.and_utc().timestamp()))
        .date(saat.and_utc().timestamp())
        .text_body("Terlampir.");
    for (jenis, nama, isi) in lampiran {
        pesan = pesan.attachment(*jenis, *nama, isi.clone());
    }
    pesan.write_to_vec().expect("a message")
}

fn sampel(nama: &str) -> Vec<u8> {
    fs::read(akar().join("samples/politeknik/masuk").join(nama)).expect("a shipped sample")
}

fn zip(nama: &str, isi: &[u8]) -> Vec<u8> {
    let mut arsip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    arsip.start_file(nama, zip::write::SimpleFileOptions::default()).expect("a member");
    arsip.write_all(isi).expect("its bytes");
    arsip.finish().expect("an archive").into_inner()
}

/// A mailbox, a message in an archive, a single message, a Maildir.
fn isi_kotak(masuk: &Path) {
    fs::remove_dir_all(masuk).expect("the sample's own inbox");
    fs::create_dir_all(masuk.join("Surat/cur")).expect("a Maildir");
    fs::create_dir_all(masuk.join("Surat/new")).expect("a Maildir");
    let bak = surat(
        "bak",
        "2026-03-05T02:00:00",
        &[
            (XLSX, "PK Bagian Akademik – final.xlsx", sampel("BAK/PK BAK.xlsx")),
            (XLSX, "RA BAK.xlsx", sampel("BAK/RA BAK.xlsx")),
            ("image/png", "logo.png", vec![0x89, b'P', b'N', b'G']),
        ],
    );
    let jts = surat(
        "jts",
        "2026-02-20T02:00:00",
        &[("application/zip", "kirim.zip", zip("PK_JTS.xls", &sampel("JTS/PK_JTS.xls")))],
    );
    let mut kotak = Vec::new();
    for pesan in [bak, jts] {
        kotak.extend(b"From perencanaan@politeknik-contoh.example Mon Mar  9 08:00:00 2026\n");
        kotak.extend(pesan);
        kotak.extend(b"\n\n");
    }
    fs::write(masuk.join("kotak masuk.mbox"), kotak).expect("a mailbox");
    let jti = surat("jti", "2026-02-19T02:00:00", &[(XLSX, "PK JTI 2026.xlsx", sampel("JTI/PK JTI 2026.xlsx"))]);
    fs::write(masuk.join("surat.zip"), zip("jti.eml", &jti)).expect("an archive");
    let tertukar = surat("jtm", "2026-02-21T02:00:00", &[(XLSX, "RA.xlsx", sampel("JTI/Rencana Aksi JTI 2026.xlsx"))]);
    fs::write(masuk.join("Surat/new/1771639200.M1P1.host"), tertukar).expect("a message");
}

fn konsolidasi(ruang: &Path) -> (String, Vec<Value>) {
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    assert_eq!(keluhan(&keluaran), "");
    let temuan = fs::read_to_string(ruang.join("hasil/data/temuan.jsonl")).expect("the findings");
    let temuan = temuan.lines().map(|baris| serde_json::from_str(baris).expect("a JSON object")).collect();
    (teks(&keluaran.stdout), temuan)
}

fn cari<'a>(temuan: &'a [Value], kode: &str, unit: &str) -> Vec<&'a Value> {
    let milik = |satu: &&Value| satu["kode"] == kode && satu["unit"] == unit && satu["pengecualian"].is_null();
    temuan.iter().filter(milik).collect()
}

fn berkas(folder: &Path) -> Vec<String> {
    let mut hasil: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|galat| panic!("{}: {galat}", folder.display()))
        .map(|entri| entri.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    hasil.sort();
    hasil
}

#[test]
fn forms_in_mail_reach_their_units_and_come_back_marked_with_a_letter() {
    let (_folder, ruang) = salin_sampel("politeknik");
    isi_kotak(&ruang.join("masuk"));
    let (tampak, temuan) = konsolidasi(&ruang);
    assert!(tampak.contains("kotak masuk.mbox/1/logo.png (gambar, bukan buku kerja Excel)"), "{tampak}");

    let terlambat = cari(&temuan, "AL01", "BAK");
    let terlambat =
        |kata: &str| terlambat.iter().any(|satu| satu["pesan"].as_str().is_some_and(|pesan| pesan.contains(kata)));
    assert!(terlambat("Perjanjian Kinerja diterima 5 Maret 2026, 5 hari setelah tenggat"), "the mail's day counts");
    assert!(cari(&temuan, "AL01", "JTS").iter().all(|satu| !satu["pesan"].to_string().contains("Perjanjian Kinerja")));
    let tertukar = cari(&temuan, "ID10", "JTI");
    assert_eq!(tertukar.len(), 1, "a form of JTI from the address of JTM: {temuan:?}");

    let koreksi = ruang.join("hasil/koreksi");
    let nama = ["PK Bagian Akademik – final - koreksi.xlsx", "RA BAK - koreksi.xlsx", "koreksi.eml"];
    assert_eq!(berkas(&koreksi.join("BAK")), nama);
    assert_eq!(berkas(&koreksi.join("JTS")), ["PK_JTS - koreksi.xlsx", "koreksi.eml"], "an old format as a copy");
    assert_eq!(berkas(&koreksi.join("JTM")), ["pengingat.eml"], "it sent nothing of its own");

    let surat = fs::read(koreksi.join("BAK/koreksi.eml")).expect("a letter");
    let surat = MessageParser::default().parse(&surat).expect("a message");
    assert_eq!(
        surat.to().and_then(|ke| ke.first()).and_then(|satu| satu.address()),
        Some("bak@politeknik-contoh.example")
    );
    assert!(surat.in_reply_to().as_text().is_some_and(|id| id.starts_with("bak.")), "it answers the unit's mail");
    assert_eq!(surat.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert!(surat.subject().is_some_and(|subjek| subjek.contains("Politeknik Contoh") && subjek.contains("PK dan RA")));
    let isi = surat.body_text(0).expect("a text");
    assert!(isi.contains("Yang paling penting") && isi.contains("27 Juli 2026") && !isi.contains('{'), "{isi}");
    let lampiran: Vec<_> = surat.attachments().filter_map(|satu| satu.attachment_name()).collect();
    assert_eq!(lampiran, &nama[..2]);
}

#[test]
fn a_mended_copy_that_comes_back_counts_and_its_finding_is_gone() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let masuk = ruang.join("masuk");
    isi_kotak(&masuk);
    let (_, temuan) = konsolidasi(&ruang);
    assert_eq!(cari(&temuan, "TL07", "BAK").len(), 1, "a hidden row in the action plan");
    let koreksi = ruang.join("hasil/koreksi/BAK");
    let pk = fs::read(koreksi.join("PK Bagian Akademik – final - koreksi.xlsx")).expect("a marked workbook");
    let ra = tampilkan_baris(&fs::read(koreksi.join("RA BAK - koreksi.xlsx")).expect("a marked workbook"));
    let balasan =
        surat("bak", "2026-07-10T02:00:00", &[(XLSX, "PK - koreksi.xlsx", pk), (XLSX, "RA BAK - koreksi.xlsx", ra)]);
    fs::write(masuk.join("balasan.eml"), balasan).expect("a message");

    let (_, sesudah) = konsolidasi(&ruang);
    assert!(cari(&sesudah, "TL07", "BAK").is_empty(), "mended: {:?}", cari(&sesudah, "TL07", "BAK"));
    let pk = cari(&sesudah, "PK03", "BAK");
    assert_eq!(pk.len(), 1, "still there, once: what we wrote into the file is no form: {pk:?}");
    assert_eq!(pk[0]["berkas"], "balasan.eml/PK - koreksi.xlsx", "the newest counts");
    let dibaca = sesudah.iter().filter(|satu| satu["lembar"] == "TEMUAN").count();
    assert_eq!(dibaca, 0, "our own sheet raises nothing");
    assert_eq!(berkas(&koreksi), ["PK - koreksi.xlsx", "koreksi.eml"], "the folder is new, and names never grow");
}

#[test]
fn letters_speak_the_words_of_the_workspace_and_a_broken_text_ends_nothing() {
    let (_folder, ruang) = salin_sampel("politeknik");
    isi_kotak(&ruang.join("masuk"));
    let templat = ruang.join("templat");
    fs::create_dir_all(&templat).expect("a folder");
    fs::write(templat.join("pengingat.txt"), "Subjek: Ayo {kode}\n\nSalam dari {instansi}.\n").expect("a text");
    konsolidasi(&ruang);
    let surat = fs::read(ruang.join("hasil/koreksi/JTM/pengingat.eml")).expect("a letter");
    let surat = MessageParser::default().parse(&surat).expect("a message");
    assert_eq!(surat.subject(), Some("Ayo JTM"));
    assert_eq!(surat.body_text(0).expect("a text").trim(), "Salam dari Politeknik Contoh.");

    fs::write(templat.join("pengingat.txt"), "Subjek: Ayo {nama}\n").expect("a text");
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "the reports are there all the same");
    assert!(teks(&keluaran.stderr).contains("{nama} tidak dikenal"), "{}", teks(&keluaran.stderr));
    assert!(ruang.join("hasil/koreksi/JTM/pengingat.eml").is_file(), "what was there stays");
}

#[test]
fn a_unit_marks_its_own_file_before_it_sends_it_and_nothing_is_written_over() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let asli = ruang.join("masuk/BAK/RA BAK.xlsx");
    let semula = fs::read(&asli).expect("a sample");
    let ke = ruang.join("salinan");
    let periksa = |tambahan: &[&str]| {
        let (asli, ruang) = (asli.display().to_string(), ruang.display().to_string());
        let mut argumen = vec!["periksa", &asli, "--ruang", &ruang, "--tanggal", "2026-07-20", "--tandai"];
        argumen.extend(tambahan);
        let keluaran = selaras(&argumen);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    };
    periksa(&[]);
    periksa(&["--ke", &ke.display().to_string()]);
    periksa(&["--ke", &ke.display().to_string()]);
    assert!(asli.with_file_name("RA BAK - koreksi.xlsx").is_file());
    assert_eq!(berkas(&ke), ["RA BAK (2) - koreksi.xlsx", "RA BAK - koreksi.xlsx"]);
    assert_eq!(fs::read(&asli).expect("the file"), semula, "the file itself stays as it is");
}
