//! The sample inbox: every attachment reaches its unit, marked workbooks and letters go out, mended ones come back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Reader, Xlsx};
use chrono::NaiveDate;
use mail_builder::MessageBuilder;
use mail_parser::{MessageParser, MimeHeaders};
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::tables::{Status, Tables};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;
use serde_json::Value;

use crate::bersama::{akar, bagian, isi_sel, keluhan, salin_sampel, selaras, teks};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a table of the sample's README.
fn daftar(judul: &str) -> Vec<Vec<String>> {
    let readme = fs::read_to_string(akar().join("samples/kotak-surat/README.md")).expect("the sample's README");
    let baris = readme.lines().skip_while(|baris| *baris != format!("## {judul}")).skip(1);
    let baris = baris.take_while(|baris| !baris.starts_with("## ")).filter(|baris| baris.starts_with("| ")).skip(1);
    let hasil: Vec<Vec<String>> = baris
        .map(|baris| {
            baris.trim_start_matches("| ").trim_end_matches(" |").split(" | ").map(|s| s.trim().into()).collect()
        })
        .collect();
    assert!(!hasil.is_empty(), "{judul}");
    hasil
}

fn tables(ruang: &Path) -> pipeline::Hasil {
    let ruang = Ruang::buka(ruang).expect("the sample");
    let hari = NaiveDate::from_ymd_opt(2026, 4, 20).expect("a day");
    pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari, &TanpaKemajuan).expect("a run")
}

fn konsolidasi(ruang: &Path, tanggal: &str) -> (String, Vec<Value>) {
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", tanggal]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    assert_eq!(keluhan(&keluaran), "");
    let temuan = fs::read_to_string(ruang.join("hasil/data/temuan.jsonl")).expect("the findings");
    (teks(&keluaran.stdout), temuan.lines().map(|baris| serde_json::from_str(baris).expect("a finding")).collect())
}

/// Units of the documents of each file, and whether any of them counts.
fn milik(tables: &Tables) -> BTreeMap<&str, (BTreeSet<&str>, bool)> {
    let mut hasil: BTreeMap<&str, (BTreeSet<&str>, bool)> = BTreeMap::new();
    for dokumen in &tables.dokumen {
        let satu = hasil.entry(&tables.berkas[dokumen.berkas as usize].jalur).or_default();
        satu.0.extend(dokumen.unit.as_deref());
        satu.1 |= dokumen.status == Status::Dipakai;
    }
    hasil
}

#[test]
fn every_attachment_of_the_sample_inbox_reaches_its_unit() {
    let hasil = tables(&akar().join("samples/kotak-surat"));
    let milik = milik(&hasil.tables);
    let mut ada: BTreeSet<&str> = hasil.tables.berkas.iter().map(|berkas| berkas.jalur.as_str()).collect();
    for baris in daftar("Lampiran") {
        let [jalur, unit, keterangan] = baris.as_slice() else { panic!("three columns in {baris:?}") };
        assert!(ada.remove(jalur.as_str()), "{jalur} was not taken in: {ada:?}");
        let berkas = hasil.tables.berkas.iter().find(|berkas| berkas.jalur == *jalur).expect("a file");
        if unit.is_empty() {
            let sebab = berkas.hasil.as_ref().expect_err("what cannot be opened").clone();
            assert!(sebab.saran.contains(".eml") || sebab.saran.contains("ulang"), "{sebab:?}");
            continue;
        }
        let (unit_dokumen, dipakai) = &milik[jalur.as_str()];
        assert_eq!(unit_dokumen.iter().copied().collect::<Vec<_>>(), [unit.as_str()], "{jalur}");
        let lain = keterangan.contains("digantikan") || keterangan.contains("salinan");
        assert_eq!(*dipakai, !lain, "{jalur}: {keterangan}");
    }
    assert_eq!(ada.into_iter().collect::<Vec<_>>(), ["kaskade.xlsx"], "nothing that the list does not know");
    let dilewati: BTreeSet<&str> = hasil.dilewati.iter().map(|satu| satu.jalur.as_str()).collect();
    let tertulis = daftar("Lampiran yang dilewati");
    assert_eq!(dilewati, tertulis.iter().map(|baris| baris[0].as_str()).collect());
    assert_eq!(hasil.berkas_sistem, ["Thunderbird/Inbox.msf"]);

    let terusan = |berkas: &&selaras::tables::Berkas| berkas.jalur.contains("noname.eml");
    let terusan = hasil.tables.berkas.iter().find(terusan).and_then(|berkas| berkas.asal_surel.as_ref());
    assert_eq!(
        terusan.map(|asal| asal.pengirim.as_str()),
        Some("pts@akademi-contoh.example"),
        "who made it, not who passed it on"
    );
    let ponsel = hasil.tables.berkas.iter().find(|berkas| berkas.jalur.starts_with("ponsel.eml"));
    assert_eq!(ponsel.and_then(selaras::tables::Berkas::hari_surel), None, "a mail without a date accuses nobody");
}

#[test]
fn every_planted_mistake_of_the_sample_inbox_is_found_and_every_unit_gets_its_letter() {
    let (_folder, ruang) = salin_sampel("kotak-surat");
    let (tampak, temuan) = konsolidasi(&ruang, "2026-04-20");
    for baris in daftar("Kesalahan yang ditanam") {
        let ada = temuan.iter().any(|satu| {
            let sel = satu["sel"].as_str().unwrap_or_default();
            satu["kode"] == baris[3] && satu["berkas"] == baris[0] && sel.split(',').any(|satu| satu == baris[2])
        });
        let sekode: Vec<_> = temuan.iter().filter(|satu| satu["berkas"] == baris[0]).collect();
        assert!(ada, "{baris:?} not among {sekode:#?}");
    }
    assert!(tampak.contains("9 lampiran surel bukan buku kerja dan dilewati:"), "{tampak}");
    let buku = fs::read(ruang.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    assert!(bagian(&buku, "xl/sharedStrings.xml").contains("dokumen PDF, bukan buku kerja Excel"), "a row in Sumber");

    let surat: BTreeMap<&str, &str> = BTreeMap::from([
        ("PTI", "koreksi.eml"),
        ("PTM", "koreksi.eml"),
        ("PTS", "koreksi.eml"),
        ("PAK", "koreksi.eml"),
        ("PAB", "koreksi.eml"),
        ("PKS", "tanda-terima.eml"),
        ("PAG", "pengingat.eml"),
    ]);
    for (unit, nama) in surat {
        let folder = ruang.join("hasil/koreksi").join(unit);
        let isi = fs::read(folder.join(nama)).unwrap_or_else(|galat| panic!("{unit}: {galat}"));
        let pesan = MessageParser::default().parse(&isi).expect("a message");
        let lampiran: Vec<_> = pesan.attachments().filter_map(|satu| satu.attachment_name()).collect();
        let mut berkas: Vec<String> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entri| entri.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|nama| !nama.ends_with(".eml"))
            .collect();
        berkas.sort();
        let mut terlampir = lampiran.clone();
        terlampir.sort_unstable();
        assert_eq!(berkas, terlampir, "{unit}: what is marked goes with the letter");
        assert_eq!(nama == "koreksi.eml", !berkas.is_empty(), "{unit}");
    }
}

/// The units that send back what they were sent, and the cell that one of them leaves as it is.
const DIBIARKAN: (&str, &str) = ("RA05", "PTM");

#[test]
fn mended_copies_come_back_with_their_findings_gone_and_the_comparison_right() {
    let (_folder, ruang) = salin_sampel("kotak-surat");
    let (_, semula) = konsolidasi(&ruang, "2026-04-20");
    let unit_dari: BTreeMap<String, String> =
        daftar("Lampiran").into_iter().map(|baris| (baris[0].clone(), baris[1].clone())).collect();
    let mut per_unit: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for baris in daftar("Kesalahan yang ditanam") {
        per_unit.entry(unit_dari[&baris[0]].clone()).or_default().push(baris);
    }
    for (unit, kesalahan) in &per_unit {
        let surat = fs::read(ruang.join("hasil/koreksi").join(unit).join("koreksi.eml")).expect("a letter");
        let surat = MessageParser::default().parse(&surat).expect("a message");
        let mut balasan = MessageBuilder::new()
            .from((unit.clone(), format!("{}@akademi-contoh.example", unit.to_lowercase())))
            .to("perencanaan@akademi-contoh.example")
            .subject(format!("Re: {}", surat.subject().expect("a subject")))
            .message_id(format!("balasan.{unit}@akademi-contoh.example"))
            .in_reply_to(surat.message_id().expect("an id"))
            .date(1_777_000_000_i64)
            .text_body("Sudah kami perbaiki.");
        for lampiran in surat.attachments() {
            let nama = lampiran.attachment_name().expect("a name");
            let mut isi = lampiran.contents().to_vec();
            for baris in kesalahan.iter().filter(|baris| nama_sama(&baris[0], nama)) {
                if (baris[3].as_str(), unit.as_str()) != DIBIARKAN {
                    isi = isi_sel(&isi, &baris[1], &baris[2], &baris[4]);
                }
            }
            balasan = balasan.attachment(XLSX, nama, isi);
        }
        fs::write(ruang.join("masuk").join(format!("balasan {unit}.eml")), balasan.write_to_vec().expect("a message"))
            .expect("a message in the inbox");
    }

    let (tampak, sesudah) = konsolidasi(&ruang, "2026-04-27");
    for (unit, kesalahan) in &per_unit {
        for baris in kesalahan {
            let tersisa: Vec<_> =
                sesudah.iter().filter(|satu| satu["kode"] == baris[3] && satu["unit"] == unit.as_str()).collect();
            let dibiarkan = (baris[3].as_str(), unit.as_str()) == DIBIARKAN;
            assert_eq!(tersisa.len(), usize::from(dibiarkan), "{baris:?}: {tersisa:#?}");
        }
        let galat = |semua: &[Value]| {
            let milik = |satu: &&Value| {
                satu["unit"] == unit.as_str()
                    && satu["tingkat"] != "info"
                    && satu["kode"] != "AL01"
                    && satu["kode"] != "BK02"
            };
            semua.iter().filter(milik).count()
        };
        let (lama, baru) = (galat(&semula), galat(&sesudah));
        let folder = ruang.join("hasil/koreksi").join(unit);
        let nama = if baru == 0 { "tanda-terima.eml" } else { "koreksi.eml" };
        let surat = fs::read(folder.join(nama)).unwrap_or_else(|galat| panic!("{unit}: {galat}; {sesudah:#?}"));
        let surat =
            MessageParser::default().parse(&surat).expect("a message").body_text(0).expect("a text").into_owned();
        let kalimat = match (lama, baru) {
            (1, 0) => "Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih.".to_string(),
            (_, 0) => format!("Semua {lama} catatan sebelumnya sudah diperbaiki. Terima kasih."),
            _ => format!("Dari {lama} catatan sebelumnya, {} sudah diperbaiki dan {baru} masih ada.", lama - baru),
        };
        assert!(surat.contains(&kalimat), "{unit}: {kalimat}\n{surat}");
        assert!(tampak.contains(&format!("\n  {unit}: ")), "{unit} in {tampak}");
    }
    assert!(!tampak.contains("\n  PKS: "), "what nobody sent anew did not change: {tampak}");
    assert!(sesudah.iter().all(|satu| satu["lembar"] != "TEMUAN"), "our own sheet raises nothing");

    // One mistake was left: its workbook comes again, with one list of findings and one name.
    let folder = ruang.join("hasil/koreksi/PTM");
    let mut nama: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|satu| satu.expect("an entry").file_name()).collect();
    nama.sort();
    assert_eq!(nama, ["RA PTM - koreksi.xlsx", "koreksi.eml"]);
    let isi = fs::read(folder.join("RA PTM - koreksi.xlsx")).expect("a marked workbook");
    let buku: Xlsx<_> = Xlsx::new(Cursor::new(&isi)).expect("a workbook");
    assert_eq!(buku.sheet_names(), ["TEMUAN", "RA"]);
    let mut paket = zip::ZipArchive::new(Cursor::new(&isi)).expect("a package");
    let komentar: Vec<String> = paket
        .file_names()
        .map(|nama| nama.expect("a name").into_owned())
        .filter(|nama| nama.contains("comments"))
        .collect();
    assert_eq!(komentar.len(), 1, "{komentar:?}");
    let mut teks = String::new();
    paket.by_name(&komentar[0]).expect("comments").read_to_string(&mut teks).expect("their text");
    assert_eq!(teks.matches("GALAT RA05").count(), 1, "{teks}");

    // And a third run over the same inbox says nothing new.
    let (tampak, _) = konsolidasi(&ruang, "2026-04-27");
    assert!(tampak.contains("Tidak ada perubahan sejak putaran 27 April 2026."), "{tampak}");
}

/// Whether a marked workbook is the one of an attachment.
fn nama_sama(jalur: &str, bertanda: &str) -> bool {
    let batang = |nama: &str| nama.rsplit_once('.').map(|(batang, _)| batang.to_string()).unwrap_or_default();
    batang(jalur.rsplit('/').next().unwrap_or(jalur)) == batang(bertanda).trim_end_matches(" - koreksi")
}
