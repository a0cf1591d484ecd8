//! From the inbox to the archive: reasons for changes, steps of procedures, numbers, archives, and kills at any moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::office::Office;
use crate::official::{changed_figure, content, run, waived};
use crate::shared::{cell_content, change_part, change_sheet, part, selaras};

const RATIFIER: &str = "Dr. Contoh Direktur, Direktur";

/// The numbers of the register, by document, as the archive tells them.
fn numbers(workspace: &Path) -> BTreeMap<String, Vec<String>> {
    let journal = selaras::journal::Journal::existing(workspace).expect("a journal").expect("a journal");
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in journal.register().expect("the register") {
        all.entry(entry.group).or_default().push(entry.number);
    }
    all
}

/// A workbook in which one wording stands for another.
fn reworded(book: &[u8], old: &str, new: &str) -> Vec<u8> {
    let part = |name: &str| name == "xl/sharedStrings.xml" || name.starts_with("xl/worksheets/sheet");
    let mut found = false;
    let changed = change_part(book, part, |text| {
        found |= text.contains(old);
        text.replace(old, new)
    });
    assert!(found, "no {old} in it");
    changed
}

#[test]
fn a_plan_that_changes_after_it_was_ratified_needs_a_reason_and_its_forum() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    let ratify =
        |day: &str| run(&["sahkan", &path, "--dokumen", "ra", "--unit", "JTI", "--oleh", RATIFIER, "--tanggal", day]);
    assert_eq!(ratify("2026-03-12").0, 0, "{}", ratify("2026-03-12").1);
    let form = workspace.join("masuk/JTI/Rencana Aksi JTI 2026.xlsx");
    let bytes = std::fs::read(&form).expect("a plan");
    std::fs::write(&form, reworded(&bytes, "tahap pertama", "tahap awal")).expect("a changed plan");
    let consolidate = |day: &str| run(&["konsolidasi", &path, "--tanggal", day, "-v"]);
    let (code, told) = consolidate("2026-05-04");
    assert_eq!(code, 1, "{told}");
    let finding = told.lines().find(|row| row.contains("galat AL11")).unwrap_or_default();
    assert!(finding.contains("Rencana Aksi JTI 2026.xlsx ›"), "{told}");
    assert!(told.contains("alasan perubahannya belum dicatat"), "{told}");
    let record = |more: &[&str]| {
        let start = ["catat", path.as_str(), "--unit", "jti", "--dokumen", "ra", "--tanggal", "2026-05-05"];
        run(&[&start[..], more].concat())
    };
    let (code, told) = record(&["--perubahan", "z", "--alasan", "x", "--forum", "2026-05-04"]);
    assert!(code == 2 && told.contains("a (perubahan ketentuan perundang-undangan)"), "{told}");
    let (code, told) = record(&["--perubahan", "b", "--alasan", "Arahan Direktur"]);
    assert!(code == 2 && told.contains("--forum"), "{told}");
    let (code, told) = record(&["--perubahan", "b", "--alasan", "Arahan Direktur", "--forum", "2026-05-04"]);
    assert!(code == 0 && told.contains("alasan perubahan dicatat"), "{told}");
    let (_, told) = consolidate("2026-05-06");
    assert!(!told.contains("galat AL11"), "{told}");
    // What was ratified is still the first version, and the second has a number of its own.
    let open =
        ["buka", &path, "--dokumen", "ra", "--unit", "JTI", "--alasan", "Forum triwulan", "--tanggal", "2026-05-07"];
    assert_eq!(run(&open).0, 0);
    let (code, told) = ratify("2026-05-08");
    assert!(code == 0 && told.contains("RA JTI: Resmi, versi 2"), "{told}");
    let mine = numbers(&workspace)["ra"].iter().filter(|number| number.contains("/JTI/")).count();
    assert_eq!(mine, 2, "{:?}", numbers(&workspace));
    // The reason was for the change before: the next one needs its own.
    let bytes = std::fs::read(&form).expect("a plan");
    std::fs::write(&form, reworded(&bytes, "tahap awal", "tahap mula")).expect("a changed plan");
    assert!(consolidate("2026-05-09").1.contains("galat AL11"));
}

#[test]
fn a_document_goes_through_its_procedure_back_once_and_to_its_end() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    let settings = std::fs::read_to_string(workspace.join("selaras.toml")).expect("settings");
    let procedure = "\n[alur]\nprosedur = [\"kpu-44-2022\"]\nlibur = [2026-02-17]\n[register]\npola = \"{urut:03}/{jenis}/{unit}/{tahun}\"\n";
    std::fs::write(workspace.join("selaras.toml"), settings + procedure).expect("settings");
    run(&["konsolidasi", &path, "--tanggal", "2026-02-12", "--diam"]);
    let flow = |day: &str| run(&["alur", &path, "--tanggal", day, "-v"]).1;
    let told = flow("2026-02-12");
    assert!(told.contains("Langkah 6") && told.contains("PK JTI sejak"), "{told}");
    let record = |step: &str, more: &[&str]| {
        let start =
            ["catat", path.as_str(), "--unit", "JTI", "--dokumen", "pk", "--langkah", step, "--tanggal", "2026-02-13"];
        run(&[&start[..], more].concat())
    };
    let (code, told) = record("99", &[]);
    assert!(code == 2 && told.contains("7 (Memaraf dokumen"), "{told}");
    assert_eq!(record("6", &["--jam", "09:30"]).0, 0);
    let (code, told) = record("7", &["--tolak", "Salah pejabat", "--oleh", "Sekretaris"]);
    assert!(code == 0 && told.contains("menolak"), "{told}");
    let told = flow("2026-02-20");
    // Friday the 13th, then a weekend, a working day and a holiday.
    assert!(
        told.contains("PK JTI sejak 13 Feb 2026, paling lambat 16 Feb 2026: TERLAMBAT; 1 kali kembali (Salah pejabat)"),
        "{told}"
    );
    for step in ["5", "6", "7"] {
        assert_eq!(record(step, &[]).0, 0);
    }
    let ratify = ["sahkan", &path, "--dokumen", "pk", "--unit", "JTI", "--oleh", RATIFIER, "--tanggal", "2026-02-18"];
    assert_eq!(run(&ratify).0, 0);
    let told = flow("2026-02-20");
    assert!(told.contains("Selesai (1)") && told.contains("PK JTI"), "{told}");
    assert!(told.contains("Alur: 1 dari "), "{told}");
    // Numbers of a kind follow one another; the receipt of a unit names its own.
    let pk = &numbers(&workspace)["pk"];
    for (number, order) in pk.iter().zip(1..) {
        assert!(number.starts_with(&format!("{order:03}/PK/")), "{pk:?}");
    }
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-02-20", "--diam"]);
    assert!(workspace.join("hasil/register-2026.xlsx").is_file(), "{told}");
}

#[test]
fn a_signed_copy_is_known_by_its_number_kept_and_its_signature_told() {
    let (keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    run(&["konsolidasi", &path, "--tanggal", "2026-02-20", "--diam"]);
    assert_eq!(numbers(&workspace)["pk"][0], "001/PK/JTI/2026", "the number that the signed copy bears");
    let signed =
        std::fs::read(crate::shared::root().join("src/signed/test/ditandatangani.pdf")).expect("a signed copy");
    std::fs::write(workspace.join("masuk/PK JTI.pdf"), &signed).expect("a signed copy in the inbox");
    std::fs::write(workspace.join("masuk/nota.pdf"), b"%PDF-1.4\nsurat biasa\n%%EOF\n").expect("another PDF");
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-02-26"]);
    let row = told.lines().find(|row| row.contains("PK JTI.pdf")).unwrap_or_else(|| panic!("{told}"));
    for what in [
        "salinan PK JTI nomor 001/PK/JTI/2026",
        "oleh Contoh Penanda Tangan pada 2026-02-25 10:15",
        "isinya utuh",
        "(BSrE) tidak diperiksa",
    ] {
        assert!(row.contains(what), "{what}: {row}");
    }
    assert!(told.contains("nota.pdf (dokumen PDF, bukan buku kerja Excel)"), "{told}");
    // One flipped byte; and by mail.
    let mut spoilt = signed.clone();
    let at = spoilt.windows(8).position(|part| part == b"MediaBox").expect("a page");
    spoilt[at] ^= 1;
    let mail = mail_builder::MessageBuilder::new()
        .from(("Unit JTI", "jti@politeknik-contoh.example"))
        .to("biro@politeknik-contoh.example")
        .date(1_772_600_000_i64)
        .subject("PK bertanda tangan")
        .text_body("Terlampir.")
        .attachment("application/pdf", "PK bertanda tangan.pdf", spoilt)
        .write_to_vec()
        .expect("a mail");
    std::fs::write(workspace.join("masuk/kiriman.eml"), mail).expect("a mail");
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-03-05"]);
    assert!(told.contains("ISINYA BERUBAH sejak itu") && !told.contains("masuk/PK JTI.pdf adalah"), "{told}");
    // What is gone from the inbox is still kept, and goes into the archive.
    std::fs::remove_file(workspace.join("masuk/PK JTI.pdf")).expect("it");
    assert_eq!(run(&["arsip", &path, "--tanggal", "2026-12-31"]).0, 0);
    let unpacked = keep.path().join("bongkar");
    let archive = std::fs::File::open(workspace.join("arsip/arsip-2026-2026-12-31.zip")).expect("an archive");
    zip::ZipArchive::new(archive).expect("a zip").extract(&unpacked).expect("room");
    let register = std::fs::read_to_string(unpacked.join("register.csv")).expect("the register");
    let row = register.lines().find(|row| row.starts_with("001/PK/JTI/2026")).expect("its row");
    assert!(row.contains("ISINYA BERUBAH"), "the copy that came last: {row}");
    assert!(content(&unpacked.join("kiriman")).into_values().any(|bytes| bytes == signed));
    let (code, told) = run(&["arsip", "periksa", &path]);
    assert!(code == 0 && told.contains("Utuh"), "{told}");
}

#[test]
fn the_pages_of_a_copy_are_read_and_their_targets_set_against_the_agreement() {
    let Some(office) = Office::open() else { return };
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    run(&["konsolidasi", &path, "--tanggal", "2026-02-20", "--diam"]);
    let number = &numbers(&workspace)["pk"][0];
    let form = std::fs::read(workspace.join("masuk/JTI/PK JTI 2026.xlsx")).expect("a form");
    let numbered = change_part(
        &form,
        |name| name.ends_with("sharedStrings.xml"),
        |text| text.replace("JURUSAN TEKNOLOGI INFORMASI DENGAN", &format!("NOMOR {number} DENGAN")),
    );
    let other = change_sheet(&numbered, |text| text.replace("<v>52</v>", "<v>50</v>"));
    let books = BTreeMap::from([("PK JTI".to_string(), numbered), ("PK JTI lain".to_string(), other)]);
    for (name, pdf) in office.change(&books, "pdf") {
        std::fs::write(workspace.join("masuk").join(format!("{name}.pdf")), pdf).expect("a copy");
    }
    std::fs::write(workspace.join("masuk/pindai.pdf"), format!("%PDF-1.4\n% {number}\n%%EOF\n")).expect("a picture");
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-02-26"]);
    let row = |name: &str| {
        told.lines().find(|row| row.contains(&format!("{name} adalah"))).unwrap_or_else(|| panic!("{told}"))
    };
    assert!(row("PK JTI.pdf").ends_with("; 7 target di halamannya sama dengan PK"), "{told}");
    let different = row("PK JTI lain.pdf");
    assert!(different.ends_with("; ANGKANYA BERBEDA dari PK: target IKK 2.1.1 tertulis 50, di PK 52"), "{different}");
    assert!(row("pindai.pdf").ends_with("jadi tidak dibandingkan dengan PK"), "{told}");
}

#[test]
fn what_the_bureau_types_into_the_register_is_recorded_once_and_what_cannot_be_is_told_in_its_cell() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    run(&["konsolidasi", &path, "--tanggal", "2026-02-20", "--diam"]);
    let book = std::fs::read(workspace.join("hasil/register-2026.xlsx")).expect("a register");
    let number = numbers(&workspace)["pk"][0].clone();
    let strings = part(&book, "xl/sharedStrings.xml");
    assert!(strings.contains(&number), "{strings}");
    // The first row of the register is the first agreement's.
    let typed = |cells: &[(&str, &str)]| {
        let mut book = book.clone();
        for (cell, value) in cells {
            book = cell_content(&book, "Register", cell, value);
        }
        std::fs::write(workspace.join("masuk/register-2026.xlsx"), book).expect("a register in the inbox");
    };
    let steps = || {
        let journal = selaras::journal::Journal::existing(&workspace).expect("a journal").expect("a journal");
        let events = journal.events().expect("events");
        events.into_iter().filter(|one| one.step.is_some()).collect::<Vec<_>>()
    };
    typed(&[
        ("H5", "4"),
        ("I5", "Salah pejabat"),
        ("J5", "Kepala Bagian"),
        ("K5", "18 Februari 2026"),
        ("H6", "1"),
        ("K6", "19/02/2026"),
    ]);
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-02-21", "-v"]);
    assert!(!told.contains("AL12"), "{told}");
    let recorded = steps();
    assert_eq!(recorded.len(), 2, "{recorded:?}");
    assert_eq!(recorded[0].kind, selaras::journal::EventKind::Refused);
    assert_eq!(
        (recorded[0].reason.as_deref(), recorded[0].by.as_deref()),
        (Some("Salah pejabat"), Some("Kepala Bagian"))
    );
    assert_eq!((recorded[1].step.as_deref(), recorded[1].day.to_string().as_str()), (Some("1"), "2026-02-19"));
    // Dropped back again it adds nothing.
    run(&["konsolidasi", &path, "--tanggal", "2026-02-22", "--diam"]);
    assert_eq!(steps(), recorded);
    // What cannot be recorded is told where it was typed, and nothing of it is recorded.
    typed(&[
        ("H5", "99"),
        ("K5", "18 Februari 2026"),
        ("H6", "1"),
        ("A6", "999/PK/XXX/2026"),
        ("K6", "19/02/2026"),
        ("H7", "1"),
        ("K7", "kemarin"),
        ("I8", "Salah"),
    ]);
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-02-23", "-v"]);
    for (cell, what) in [
        ("H5", "\"99\" tidak ada dalam prosedur"),
        ("A6", "tidak ada di register"),
        ("K7", "tidak terbaca sebagai tanggal"),
        ("H8", "Langkah belum ditulis"),
    ] {
        let place = told.lines().position(|row| {
            row.contains("galat AL12") && row.contains("register-2026.xlsx") && row.trim_end().ends_with(cell)
        });
        let place = place.unwrap_or_else(|| panic!("{cell}: {told}"));
        assert!(told.lines().nth(place + 1).is_some_and(|row| row.contains(what)), "{cell}: {told}");
    }
    assert_eq!(steps(), recorded);
}

#[test]
fn an_archive_is_checked_without_the_program_and_a_flipped_byte_is_named() {
    let (keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    run(&["sahkan", &path, "--triwulan", "2", "--oleh", RATIFIER, "--tanggal", "2026-07-20"]);
    let (code, told) = run(&["arsip", &path, "--tanggal", "2026-12-31"]);
    assert_eq!(code, 0, "{told}");
    let archive = workspace.join("arsip/arsip-2026-2026-12-31.zip");
    let inspect = |path: &Path| run(&["arsip", "periksa", &path.display().to_string()]);
    let (code, told) = inspect(&archive);
    assert!(code == 0 && told.contains("Utuh"), "{told}");
    let (code, told) = inspect(&workspace);
    assert!(code == 0 && told.contains("Utuh"), "{told}");
    // On a machine without this program.
    let unpacked = keep.path().join("bongkar");
    zip::ZipArchive::new(std::fs::File::open(&archive).expect("it")).expect("a zip").extract(&unpacked).expect("room");
    if let Ok(output) = Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(&unpacked).output()
    {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        // One flipped byte, and it is named.
        let spoilt = unpacked.join("resmi/tw2.v1/konsolidasi-2026.xlsx");
        let mut bytes = std::fs::read(&spoilt).expect("an output");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&spoilt, bytes).expect("a flipped byte");
        let output = Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(&unpacked).output();
        let output = output.expect("it ran before");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(!output.status.success() && told.contains("resmi/tw2.v1/konsolidasi-2026.xlsx"), "{told}");
        assert_eq!(told.lines().count(), 1, "nothing else is named: {told}");
    }
    let official = std::fs::read(workspace.join("resmi/tw2.v1/rekap-2026-tw2.xlsx")).expect("an output");
    assert_eq!(std::fs::read(unpacked.join("resmi/tw2.v1/rekap-2026-tw2.xlsx")).expect("the same"), official);
    let mut bytes = std::fs::read(&archive).expect("an archive");
    let place = bytes.windows(64).position(|window| *window == official[200..264]).expect("its bytes");
    bytes[place + 10] ^= 1;
    std::fs::write(&archive, bytes).expect("a flipped byte");
    let (code, told) = inspect(&archive);
    assert!(code == 1 && told.contains("resmi/tw2.v1/rekap-2026-tw2.xlsx"), "{told}");
    let (code, told) = inspect(&workspace);
    assert!(code == 1 && told.contains("arsip-2026-2026-12-31.zip"), "{told}");
    // Five years later something is past its retention, and nothing is deleted.
    let before = content(&workspace).len();
    assert!(run(&["arsip", "jatuh-tempo", &path, "--tanggal", "2031-12-31"]).1.contains("Tidak ada dokumen"));
    let (code, told) = run(&["arsip", "jatuh-tempo", &path, "--tanggal", "2032-01-01"]);
    assert!(code == 0 && told.contains("tidak ada yang dihapus"), "{told}");
    assert_eq!(content(&workspace).len(), before + 1, "the draft of the minutes, and nothing less");
    let (code, told) = run(&["arsip", &path, "--versi-resmi", "tw2.v9", "--tanggal", "2026-12-31"]);
    assert!(code == 2 && told.contains("tw2.v1"), "{told}");
}

#[test]
fn whatever_is_ended_at_any_moment_leaves_journal_numbers_and_archive_consistent() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    let form = workspace.join("masuk/JTI/Pengukuran TW II JTI.xlsx");
    let original = std::fs::read(&form).expect("a form");
    // A signed copy lies in the inbox all the while.
    let signed = crate::shared::root().join("src/signed/test/ditandatangani.pdf");
    std::fs::copy(signed, workspace.join("masuk/PK JTI.pdf")).expect("a signed copy");
    let commands: [&[&str]; 6] = [
        &["konsolidasi", &path, "--diam"],
        &["sahkan", &path, "--triwulan", "2", "--oleh", RATIFIER],
        &["buka", &path, "--triwulan", "2", "--alasan", "Reviu"],
        &["sahkan", &path, "--dokumen", "pk", "--oleh", RATIFIER],
        &["catat", &path, "--unit", "JTI", "--dokumen", "pk", "--langkah", "1"],
        &["arsip", &path],
    ];
    let mut seed = 11_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut before: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for round in 0..50_u64 {
        let digit = char::from(b'1' + u8::try_from(random(9)).unwrap_or_default());
        let at = usize::try_from(random(20)).unwrap_or_default();
        std::fs::write(&form, change_sheet(&original, |text| changed_figure(&text, at, digit))).expect("a later form");
        let command = commands[usize::try_from(random(6)).unwrap_or_default()];
        let day = format!("2026-08-{:02}", 1 + round % 28);
        let mut child = Command::new(crate::shared::program())
            .args(command)
            .args(["--tanggal", &day])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let end = Instant::now() + Duration::from_millis(random(1_200));
        while Instant::now() < end && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_millis(3));
        }
        let _ = child.kill();
        let _ = child.wait();
        // Numbers that were given stay, in their order, and none stands twice.
        if let Ok(Some(journal)) = selaras::journal::Journal::existing(&workspace) {
            let damaged = journal.inspect().expect("a sound journal").damaged;
            assert!(damaged.is_empty(), "round {round} {command:?}: {damaged:?}");
        }
        if workspace.join("riwayat.db").is_file() {
            let now = numbers(&workspace);
            for (group, was) in &before {
                assert!(now.get(group).is_some_and(|now| now.starts_with(was)), "round {round} {command:?}");
            }
            before = now;
        }
    }
    // One run that ends by itself, and everything that is kept is sound.
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-08-30", "--diam"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    let (code, told) = run(&["arsip", "periksa", &path]);
    assert!(code == 0 && told.contains("Utuh"), "{told}");
    let left: Vec<PathBuf> =
        content(&workspace).into_keys().filter(|file| file.to_string_lossy().contains(".selaras-")).collect();
    assert!(left.is_empty(), "{left:?}");
    let journal = selaras::journal::Journal::existing(&workspace).expect("a journal").expect("a journal");
    assert_eq!(journal.copies().expect("signed copies").len(), 1, "kept once");
    for version in journal.versions().expect("versions") {
        let outputs = journal.outputs(&version).expect("outputs");
        assert!(version.scope.period().is_none() || outputs.len() > 10, "{}", version.code());
    }
}
