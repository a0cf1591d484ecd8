//! The first day: letters that remember, results that keep their history, forms handed out, settings in Excel and in text.

use std::fs;
use std::path::{Path, PathBuf};

use mail_parser::{MessageParser, MimeHeaders};
use rust_xlsxwriter::Workbook;

use crate::shared::{copy_sample, selaras, text};

/// Runs the main job on a day; what it printed, both streams.
fn round(workspace: &Path, day: &str, more: &[&str]) -> String {
    let workspace = workspace.display().to_string();
    let mut arguments = vec!["konsolidasi", &workspace, "--tanggal", day];
    arguments.extend(more);
    let output = selaras(&arguments);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

fn letter(workspace: &Path, unit: &str, name: &str) -> Vec<u8> {
    fs::read(workspace.join("hasil/koreksi").join(unit).join(name)).expect("a letter")
}

fn subject_and_body(bytes: &[u8]) -> (String, String) {
    let message = MessageParser::default().parse(bytes).expect("a message");
    (message.subject().unwrap_or_default().to_string(), message.body_text(0).unwrap_or_default().into_owned())
}

#[test]
fn a_letter_waits_as_it_was_written_and_reminds_when_its_day_has_passed() {
    let (_folder, workspace) = copy_sample("politeknik");
    let first = round(&workspace, "2026-07-20", &[]);
    assert!(first.contains("kirim koreksi.eml") && first.contains("Kirim surat di hasil/koreksi"), "{first}");
    let written = letter(&workspace, "JTM", "koreksi.eml");
    let again = round(&workspace, "2026-07-20", &[]);
    assert!(again.contains("kirim koreksi.eml"), "a run on the same day is the same round: {again}");
    assert_eq!(letter(&workspace, "JTM", "koreksi.eml"), written);

    let later = round(&workspace, "2026-07-22", &[]);
    assert!(later.contains("menunggu s.d. 27 Jul 2026") && later.contains("jangan dikirim lagi"), "{later}");
    assert_eq!(letter(&workspace, "JTM", "koreksi.eml"), written, "the same letter, its day and its deadline");

    let reminded = round(&workspace, "2026-07-30", &[]);
    assert!(reminded.contains("kirim koreksi.eml (pengingat)"), "{reminded}");
    let (subject, body) = subject_and_body(&letter(&workspace, "JTM", "koreksi.eml"));
    assert!(subject.contains("] Pengingat Perbaikan "), "{subject}");
    assert!(body.contains("sudah kami sampaikan pada 20 Juli 2026 dengan batas 27 Juli 2026"), "{body}");
    assert!(body.contains("paling lambat 6 Agustus 2026"), "{body}");

    round(&workspace, "2026-08-10", &[]);
    let (subject, _) = subject_and_body(&letter(&workspace, "JTM", "koreksi.eml"));
    assert!(subject.contains("] Pengingat kedua Perbaikan "), "{subject}");
}

#[test]
fn what_a_unit_sends_again_with_the_same_faults_keeps_its_deadline() {
    let (_folder, workspace) = copy_sample("politeknik");
    round(&workspace, "2026-07-20", &[]);
    let sent = workspace.join("masuk/JTM/Pengukuran TW1 JTM.xlsx");
    let twice = crate::shared::change_part(
        &fs::read(&sent).expect("a form"),
        |name| name == "docProps/core.xml",
        |xml| xml + " ",
    );
    fs::write(&sent, twice).expect("the same form, saved again");
    round(&workspace, "2026-07-22", &[]);
    let (subject, body) = subject_and_body(&letter(&workspace, "JTM", "koreksi.eml"));
    assert!(!subject.contains("Pengingat"), "{subject}");
    assert!(body.contains("batasnya tidak berubah") && body.contains("paling lambat 27 Juli 2026"), "{body}");
}

#[test]
fn results_are_named_by_their_period_and_earlier_rounds_are_kept_for_a_year() {
    let (_folder, workspace) = copy_sample("politeknik");
    round(&workspace, "2026-07-20", &["--triwulan", "1"]);
    round(&workspace, "2026-07-20", &[]);
    let results = workspace.join("hasil");
    for name in ["rekap-2026-tw1.xlsx", "rekap-2026-tw2.xlsx", "rekap-2026-tw2.txt"] {
        assert!(results.join(name).is_file(), "{name}");
    }
    let konsolidasi = fs::read(results.join("konsolidasi-2026.xlsx")).expect("the workbook");
    let written = letter(&workspace, "JTM", "koreksi.eml");
    round(&workspace, "2026-07-22", &[]);
    let kept = results.join("riwayat/2026-07-20");
    assert_eq!(fs::read(kept.join("konsolidasi-2026.xlsx")).expect("the workbook of then"), konsolidasi);
    assert_eq!(fs::read(kept.join("koreksi/JTM/koreksi.eml")).expect("the letter of then"), written);
    assert!(kept.join("rekap-2026-tw1.xlsx").is_file() && !results.join("rekap-2026-tw1.xlsx").exists());
    round(&workspace, "2026-07-25", &[]);
    assert!(kept.is_dir() && results.join("riwayat/2026-07-22").is_dir());
    let waiting = results.join("riwayat/2026-07-22/koreksi/JTM/koreksi.eml");
    assert!(!waiting.exists(), "a letter is kept once, with the round that wrote it");
    round(&workspace, "2027-07-22", &[]);
    assert!(!kept.exists() && results.join("riwayat/2026-07-25").is_dir(), "a year and two days later");
}

#[test]
fn forms_are_handed_out_with_a_letter_and_say_where_and_until_when() {
    let (_folder, workspace) = copy_sample("politeknik");
    let settings = workspace.join("selaras.toml");
    let own = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, own + "\n[surat]\nalamat = \"perencanaan@politeknik-contoh.example\"\n").expect("settings");
    let folder = workspace.display().to_string();
    let output = selaras(&["templat", &folder, "--unit", "JTI", "--tanggal", "2026-01-20"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let forms = workspace.join("hasil/templat/JTI");
    let mail = fs::read(forms.join("pengantar.eml")).expect("a letter");
    let message = MessageParser::default().parse(&mail).expect("a message");
    let names: Vec<&str> = message.attachments().filter_map(|one| one.attachment_name()).collect();
    assert!(names.contains(&"JTI_PK_2026.xlsx") && names.contains(&"JTI_TW-I_2026.xlsx"), "{names:?}");
    let body = message.body_text(0).unwrap_or_default();
    assert!(body.contains("JTI_PK_2026.xlsx: Perjanjian Kinerja, dikirim kembali paling lambat"), "{body}");
    // What is printed on the forms does not disturb their reading.
    for name in names {
        let path = forms.join(name).display().to_string();
        let output = selaras(&["periksa", &path, "--ruang", &folder, "--tanggal", "2026-01-20", "--format", "json"]);
        let told = text(&output.stdout);
        let wrong: Vec<&str> = told
            .lines()
            .filter(|row| ["TL0", "ID0", "ID1", "NL0"].iter().any(|code| row.contains(&format!("\"kode\":\"{code}"))))
            .filter(|row| !row.contains("\"tingkat\":\"info\"") && !row.contains("TL06"))
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

/// The headings of a cascade.
const KASKADE: [&str; 12] = [
    "Kode",
    "Kode Induk",
    "Jenjang",
    "Kode Unit",
    "Sasaran",
    "Indikator",
    "Satuan",
    "Polaritas",
    "Konsolidasi Periode",
    "Konsolidasi Unit",
    "Bobot",
    "Target",
];

/// A workspace with this settings file, and a cascade of one unit and one indicator with these sheets of settings.
fn made(toml: Option<(&str, &[u8])>, sheets: &[(&str, &[&[&str]])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("ruang");
    fs::create_dir_all(workspace.join("masuk")).expect("a folder");
    if let Some((name, bytes)) = toml {
        fs::write(workspace.join(name), bytes).expect("settings");
    }
    let mut book = Workbook::new();
    let unit: &[&[&str]] = &[
        &["Kode", "Nama Unit", "Nama Lain", "Induk", "Pimpinan", "NIP", "Jabatan", "Surel"],
        &["JTI", "Jurusan Contoh"],
    ];
    let node: &[&[&str]] = &[
        &KASKADE,
        &["IKU 1", "", "IKU", "", "Mutu naik", "Jumlah mitra", "Mitra", "maksimum", "jumlah", "jumlah", "", "5"],
    ];
    for (name, rows) in [("Unit", unit), ("Kaskade", node)].into_iter().chain(sheets.iter().copied()) {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save(workspace.join("kaskade.xlsx")).expect("a cascade");
    (folder, workspace)
}

/// What is said of a workspace when it is run.
fn told(workspace: &Path) -> String {
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    let said = text(&output.stderr).replace(&path, "RUANG");
    let status = output.status.code().map_or("-".to_string(), |code| code.to_string());
    format!("[{status}] {}", if said.trim().is_empty() { "dipahami\n" } else { &said })
}

const HEAD: &str = "[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n";

#[test]
fn every_mistake_in_the_settings_is_understood_or_told_in_words_of_people() {
    let line = |text: &str| format!("{HEAD}{text}\n").into_bytes();
    let utf16 =
        || format!("{HEAD}[tenggat]\npk = 2026-02-28\n").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let windows = b"[instansi]\nnama = \x93Politeknik \x96 Contoh\x94\ntahun = 2026\n".to_vec();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("kutip lengkung", "selaras.toml", "[instansi]\nnama = “Politeknik Contoh”\ntahun = 2026\n".into()),
        ("koma desimal", "selaras.toml", line("[capaian]\nbatas_atas = 120,5")),
        ("tanggal 28-02-2026", "selaras.toml", line("[tenggat]\npk = 28-02-2026")),
        ("tanggal 28 Februari 2026", "selaras.toml", line("[tenggat]\npk = 28 Februari 2026")),
        ("tanggal di antara kutip", "selaras.toml", line("[tenggat]\npk = \"28 Februari 2026\"")),
        ("UTF-16 dengan tanda", "selaras.toml", [vec![0xff, 0xfe], utf16()].concat()),
        ("UTF-16 tanpa tanda", "selaras.toml", utf16()),
        ("ANSI Windows", "selaras.toml", windows),
        ("selaras.toml.txt", "selaras.toml.txt", line("")),
        ("tidak ada", "lain.toml", line("")),
        ("tahun teks", "selaras.toml", "[instansi]\nnama = \"X\"\ntahun = \"2026\"\n".into()),
        ("tahun terlalu besar", "selaras.toml", "[instansi]\nnama = \"X\"\ntahun = 99999999999\n".into()),
        ("tahun 26", "selaras.toml", "[instansi]\nnama = \"X\"\ntahun = 26\n".into()),
        ("tanpa kutip", "selaras.toml", "[instansi]\nnama = Politeknik Contoh\ntahun = 2026\n".into()),
        ("kutip tidak ditutup", "selaras.toml", "[instansi]\nnama = \"Politeknik\ntahun = 2026\n".into()),
        ("titik dua", "selaras.toml", "[instansi]\nnama: \"Politeknik\"\ntahun = 2026\n".into()),
        ("bagian tidak ditutup", "selaras.toml", line("[tenggat\npk = 2026-02-28")),
        ("bagian dua kali", "selaras.toml", line("[tenggat]\npk = 2026-02-28\n[tenggat]\nrencana_aksi = 2026-02-28")),
        ("kunci dua kali", "selaras.toml", line("[tenggat]\npk = 2026-02-28\npk = 2026-03-28")),
        ("kunci kosong", "selaras.toml", line("[tenggat]\npk =")),
        ("tanggal yang tidak ada", "selaras.toml", line("[tenggat]\npk = 31-02-2026")),
        ("tanggal ISO yang tidak ada", "selaras.toml", line("[tenggat]\npk = 2026-02-30")),
        ("bukan tanggal", "selaras.toml", line("[tenggat]\npk = \"besok\"")),
        ("daftar tidak ditutup", "selaras.toml", line("[tenggat]\ntriwulan = [2026-04-10, 2026-07-10")),
        (
            "lima triwulan",
            "selaras.toml",
            line("[tenggat]\ntriwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10, 2027-04-10]"),
        ),
        ("kunci salah eja", "selaras.toml", line("[surat]\nhari_perbaika = 5")),
        ("bilangan negatif", "selaras.toml", line("[surat]\nhari_perbaikan = -5")),
        ("bilangan pecahan", "selaras.toml", line("[surat]\nhari_perbaikan = 7,5")),
        ("profil salah eja", "selaras.toml", line("[capaian]\nprofil = \"umun\"")),
        ("batas kata", "selaras.toml", line("[capaian]\nbatas_atas = \"seratus\"")),
        ("tingkat salah", "selaras.toml", line("[aturan.UK07]\ntingkat = \"gawat\"")),
        (
            "aturan salah",
            "selaras.toml",
            line("[[pengecualian]]\naturan = \"PKO3\"\nalasan = \"nota\"\nsampai = 2026-06-30"),
        ),
        ("tanpa alasan", "selaras.toml", line("[[pengecualian]]\naturan = \"PK03\"\nsampai = 30 Juni 2026")),
        ("jalur Windows", "selaras.toml", line("[rekap]\ntahun_lalu = \"..\\politeknik-2025\"")),
        ("ya", "selaras.toml", line("[pengesahan]\nempat_mata = ya")),
        ("mungkin", "selaras.toml", line("[pengesahan]\nempat_mata = \"mungkin\"")),
        ("titik ribuan", "selaras.toml", line("[batas]\nukuran_berkas = 52.428.800")),
        ("bagian tidak dikenal", "selaras.toml", line("[tenggatt]\npk = 2026-02-28")),
    ];
    let mut page = String::new();
    for (name, file, bytes) in cases {
        let (_folder, workspace) = made(Some((file, &bytes)), &[]);
        let said = told(&workspace);
        for english in ["expected", "invalid", "stream", "missing field", "unknown", "did not", "TOML"] {
            assert!(!said.contains(english), "{name}: {said}");
        }
        page.push_str(&format!("{name}: {said}\n"));
    }
    insta::assert_snapshot!("settings_typed_wrongly", page);
}

#[test]
fn settings_may_stand_in_excel_and_their_faults_are_told_at_their_cells() {
    let settings: &[&[&str]] = &[
        &["Pengaturan", "Nilai", "Penjelasan"],
        &["Nama instansi", "Politeknik Contoh"],
        &["Tahun", "2026"],
        &["Tenggat PK", "28 Februari 2026"],
        &["Tenggat TW II", "10-07-2026"],
        &["Batas atas capaian", "120,5"],
    ];
    let right = made(None, &[("Pengaturan", settings)]);
    let mut page = format!("hanya Excel: {}\n", told(&right.1));

    let both = made(Some(("selaras.toml", b"[instansi]\nnama = \"Politeknik Lain\"\n")), &[("Pengaturan", settings)]);
    page.push_str(&format!("keduanya: {}\n", told(&both.1)));

    let wrong: &[&[&str]] = &[
        &["Pengaturan", "Nilai"],
        &["Nama instansi", ""],
        &["Tahun", "dua ribu"],
        &["Tenggat PK", "31 Februari 2026"],
        &["Hari perbaikan", "seminggu"],
        &["Profil capaian", "umun"],
        &["Tenggat PKK", "1 Maret 2026"],
    ];
    let waivers: &[&[&str]] = &[
        &["Aturan", "Unit", "Indikator", "Berkas", "Alasan", "Berlaku Sampai"],
        &["PKO3", "JTI", "", "", "nota dinas", "30 Juni 2026"],
        &["PK03", "JTI", "", "", "", "besok"],
    ];
    let holidays: &[&[&str]] = &[&["Tanggal", "Keterangan"], &["17 Agustus 2026", "Kemerdekaan"], &["lebaran", ""]];
    let all = made(None, &[("Pengaturan", wrong), ("Pengecualian", waivers), ("Libur", holidays)]);
    page.push_str(&format!("salah semua: {}\n", told(&all.1)));
    insta::assert_snapshot!("settings_in_excel", page);
}

#[test]
fn a_new_workspace_is_set_up_in_excel_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("Politeknik Contoh 2026");
    let output = selaras(&["mulai", &workspace.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains(&format!("selaras konsolidasi \"{}\"", workspace.display())), "it can be pasted: {said}");
    let cascade = fs::read(workspace.join("kaskade.xlsx")).expect("a cascade");
    let book = selaras::workbook::read(&cascade, &selaras::workbook::Limits::default()).expect("it reads");
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected = [
        "Pengaturan",
        "Unit",
        "Kaskade",
        "Aturan",
        "Contoh Aturan",
        "Pengecualian",
        "Libur",
        "Penjelasan",
        "Contoh Kaskade",
        "Daftar Pilihan",
    ];
    assert_eq!(names, expected);
    // The settings are whole; what is missing is what only the planner knows.
    let told = told(&workspace);
    assert!(told.contains("belum berisi unit maupun indikator"), "{told}");
}

/// The first day by the script that people may run: its commands are counted, and what each shows.
#[cfg(unix)]
#[test]
fn the_first_day_takes_few_commands_and_each_shows_little() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new("sh")
        .arg(crate::shared::root().join("samples/hari-pertama.sh"))
        .arg(folder.path())
        .env("SELARAS", crate::shared::program())
        .output()
        .expect("a shell");
    let said = text(&output.stdout);
    let commands: Vec<&str> = said.split("$ selaras ").skip(1).collect();
    assert!((1..=8).contains(&commands.len()), "{} commands", commands.len());
    assert!(commands.iter().all(|one| one.lines().count() <= 60), "{said}");
    assert!(said.contains(&format!("{} perintah", commands.len())), "{said}");
    for state in ["dua belas unit", "pengantar.eml", "putaran pertama", "diajarkan", "putaran kedua"] {
        assert!(said.lines().any(|line| line.starts_with("== ") && line.contains(state)), "{state}: {said}");
    }
    let taught = commands.iter().find(|one| one.starts_with("templat kenali")).expect("the strange form");
    assert!(!taught.contains("selaras: "), "{taught}");
    let last = commands.last().expect("the second round");
    let unit = last.lines().find(|line| line.starts_with("BUM ")).expect("the unit with the strange form");
    assert!(!unit.contains('◆'), "its form is read after it was taught: {unit}");
    assert!(last.contains("Yang harus dilakukan sekarang:") && last.contains("rekap-2026-tw2.xlsx"), "{last}");
    let results = folder.path().join("politeknik-2026/hasil");
    assert!(results.join("riwayat/2026-04-13/rekap-2026-tw1.xlsx").is_file(), "the first round is kept");
    let (subject, _) = subject_and_body(&fs::read(results.join("templat/JTI/pengantar.eml")).expect("a letter"));
    assert!(subject.contains("Formulir PK, TW I, dan TW II 2026"), "{subject}");
}

/// What people type otherwise than the help says, and wrongly: what is said of it, with its exit status.
#[test]
fn every_argument_typed_otherwise_or_wrongly_is_understood_or_told_with_an_example() {
    let (_folder, workspace) = copy_sample("politeknik");
    let outside = tempfile::tempdir().expect("a folder");
    let run = |place: &Path, typed: &[&str]| {
        let mut command = std::process::Command::new(crate::shared::program());
        command.current_dir(place).args(typed).stdin(std::process::Stdio::null());
        command.output().expect("the program")
    };
    let (toml, xlsx) = (workspace.join("selaras.toml"), workspace.join("kaskade.xlsx"));
    let [whole, toml, xlsx] = [&workspace, &toml, &xlsx].map(|path| path.display().to_string());
    let (inside, below, elsewhere) = (workspace.clone(), workspace.join("masuk"), outside.path().to_path_buf());
    let main = |path: &str, more: &[&str]| -> Vec<String> {
        let path = if path.is_empty() { &[][..] } else { &[path][..] };
        let all = [&["konsolidasi"][..], path, &["--diam"], more].concat();
        all.iter().map(|word| (*word).to_string()).collect()
    };
    let words = |all: &[&str]| all.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
    let day = ["--tanggal", "20-07-2026"];
    let with = |more: &[&'static str]| [&day[..], more].concat();
    let cases: Vec<(&Path, Vec<String>)> = vec![
        (&elsewhere, main(&whole, &with(&["--triwulan", "I"]))),
        (&elsewhere, main(&whole, &with(&["--triwulan", "TW 1"]))),
        (&elsewhere, main(&whole, &with(&["--triwulan", "triwulan ii"]))),
        (&elsewhere, main(&whole, &with(&["--semester", "Semester I"]))),
        (&elsewhere, main(&whole, &["--tanggal", "20 Juli 2026"])),
        (&elsewhere, main(&whole, &["--tanggal", "20/7/2026"])),
        (&inside, main("", &day)),
        (&below, main("", &day)),
        (&elsewhere, main(&toml, &day)),
        (&elsewhere, main(&xlsx, &day)),
        (&inside, words(&["templat", "--unit", "jti", "--jenis", "pk", "--tanggal", "20-04-2026"])),
        (&inside, words(&["templat", "--unit", "jtx", "--jenis", "pk", "--tanggal", "20-04-2026"])),
        (&inside, words(&["templat", "--jenis", "PK,TW1", "--unit", "JTI", "--tanggal", "20-04-2026"])),
        (&inside, words(&["templat", "--jenis", "laporan", "--tanggal", "20-04-2026"])),
        (&elsewhere, main(&whole, &["--triwulan", "5"])),
        (&elsewhere, main(&whole, &["--triwulan", "lima"])),
        (&elsewhere, main(&whole, &["--semester", "3"])),
        (&elsewhere, main(&whole, &["--tanggal", "31-02-2026"])),
        (&elsewhere, main(&whole, &["--tanggal", "kemarin"])),
        (&elsewhere, main(&whole, &["--triwulan", "1", "--tahunan"])),
        (&elsewhere, main("", &day)),
        (&elsewhere, main("politeknik-2027", &day)),
        (&elsewhere, words(&["konsolidai", "politeknik-2026"])),
        (&elsewhere, words(&["konsolidasi", "politeknik-2026", "--trivulan", "2"])),
        (&elsewhere, words(&["periksa"])),
        (&elsewhere, words(&["periksa", "PK JTI.xlsx"])),
        (&elsewhere, words(&["aturan", "UK99"])),
        (&elsewhere, words(&["mulai"])),
        (&elsewhere, words(&["bantuan", "periksaa"])),
        (&elsewhere, words(&["sahkan", "--triwulan", "2"])),
    ];
    let mut page = String::new();
    for (place, typed) in cases {
        let words: Vec<&str> = typed.iter().map(String::as_str).collect();
        let output = run(place, &words);
        let status = output.status.code().map_or("-".to_string(), |code| code.to_string());
        // Of what was understood the last line says enough; of what was not, all of it is read.
        let shown = text(&output.stdout) + &text(&output.stderr);
        let said = if status == "2" { shown.trim() } else { shown.trim().lines().last().unwrap_or_default() };
        let place = if *place == *inside {
            "RUANG"
        } else if *place == *below {
            "RUANG/masuk"
        } else {
            ""
        };
        let line = format!("{place}$ selaras {}\n[{status}] {said}\n\n", typed.join(" "));
        // How many rules there are is no part of the answer.
        let words = line.split(' ').collect::<Vec<_>>();
        let counted = |at: usize| words.get(at + 1).is_some_and(|next| next.starts_with("aturan);"));
        let line = words.iter().enumerate().map(|(at, word)| if counted(at) { "(…" } else { word });
        let line = line.collect::<Vec<_>>().join(" ");
        page.push_str(&line.replace(&whole, "RUANG").replace('\\', "/"));
        for english in ["error:", "invalid", "unexpected", "required", "Usage", "For more"] {
            assert!(!said.contains(english), "{typed:?}: {said}");
        }
    }
    insta::assert_snapshot!("arguments_typed", page);
}

/// Settings as Excel keeps them: a year as a number, a deadline as a day, and what people paste.
#[test]
fn settings_in_excel_are_understood_as_numbers_days_and_pasted_texts() {
    let (_folder, workspace) = made(None, &[]);
    let mut book = Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let unit = book.add_worksheet().set_name("Unit").expect("a name");
    for (column, text) in (0..).zip(["Kode", "Nama Unit"]) {
        unit.write_string(0, column, text).expect("a cell");
    }
    unit.write_string(1, 0, "JTI").and_then(|unit| unit.write_string(1, 1, "Jurusan Contoh")).expect("a unit");
    let sheet = book.add_worksheet().set_name("Pengaturan").expect("a name");
    for (row, (key, value)) in (1..).zip([("Nama instansi", "“Politeknik Contoh”"), ("Bahasa surat dan layar", "ID")])
    {
        sheet.write_string(row, 0, key).and_then(|sheet| sheet.write_string(row, 1, value)).expect("a setting");
    }
    sheet.write_string(0, 0, "Pengaturan").and_then(|sheet| sheet.write_string(0, 1, "Nilai")).expect("a head");
    sheet.write_string(3, 0, "Tahun").and_then(|sheet| sheet.write_number(3, 1, 2026)).expect("a year");
    sheet.write_string(4, 0, "Batas atas capaian").and_then(|sheet| sheet.write_number(4, 1, 120.5)).expect("a limit");
    let due = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 2, 28).expect("a day");
    sheet.write_string(5, 0, "Tenggat PK").expect("a key");
    sheet.write_datetime_with_format(5, 1, due, &day).expect("a day");
    book.save(workspace.join("kaskade.xlsx")).expect("a cascade");
    insta::assert_snapshot!("settings_as_excel_keeps_them", told(&workspace));
}

/// An agreement of a unit without a target, and with one in the next round.
fn agreement(workspace: &Path, code: &str, target: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("PK").expect("a name");
    let rows: [&[&str]; 4] = [
        &["PERJANJIAN KINERJA TAHUN 2026"],
        &["Unit Kerja :", &format!("Jurusan {code}")],
        &["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"],
        &["1", "Mutu naik", &format!("Jumlah mitra {code}"), "Mitra", target],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, *cell).expect("a cell");
        }
    }
    book.save(workspace.join("masuk").join(format!("PK {code}.xlsx"))).expect("an agreement");
}

#[test]
fn a_house_of_ninety_units_fits_on_a_screen_in_every_round() {
    let codes: Vec<String> = (1..=90).map(|number| format!("U{number:02}")).collect();
    let units: Vec<[String; 2]> = codes.iter().map(|code| [code.clone(), format!("Jurusan {code}")]).collect();
    let node = |code: &String| {
        let (own, wording) = (format!("IKK 1.{code}"), format!("Jumlah mitra {code}"));
        let row = [
            own.as_str(),
            "IKU 1",
            "IKK",
            code.as_str(),
            "Mutu naik",
            wording.as_str(),
            "Mitra",
            "maksimum",
            "jumlah",
            "",
            "",
            "5",
        ];
        row.map(str::to_string)
    };
    let nodes: Vec<[String; 12]> = codes.iter().map(node).collect();
    let (_folder, workspace) = many(&units, &nodes);
    for code in codes.iter().skip(60) {
        agreement(&workspace, code, "");
    }
    for number in 1..=14 {
        fs::write(workspace.join("masuk").join(format!("foto {number}.png")), b"\x89PNG\r\n\x1a\n").expect("a picture");
    }
    let first = round(&workspace, "2026-07-20", &[]);
    for (number, code) in codes.iter().skip(60).enumerate() {
        agreement(&workspace, code, if number % 2 == 0 { "5" } else { "7" });
    }
    for day in ["2026-07-22", "2026-08-10"] {
        let again = round(&workspace, day, &[]);
        let lines = again.lines().count();
        assert!(again.contains("60 unit (U01, ") && lines <= 60, "{lines} lines: {again}");
    }
    let lines = first.lines().count();
    assert!(first.contains("60 unit (U01, ") && lines <= 60, "{lines} lines: {first}");
}

/// A workspace with these units and, below one IKU, these rows of the cascade.
fn many(units: &[[String; 2]], nodes: &[[String; 12]]) -> (tempfile::TempDir, PathBuf) {
    let (folder, workspace) = made(Some(("selaras.toml", HEAD.as_bytes())), &[]);
    let mut book = Workbook::new();
    let iku = ["IKU 1", "", "IKU", "", "Mutu naik", "Jumlah mitra", "Mitra", "maksimum", "jumlah", "jumlah", "", "450"];
    let sheets = [
        ("Unit", vec![vec!["Kode", "Nama Unit"]], units.iter().map(|row| row.to_vec()).collect::<Vec<_>>()),
        ("Kaskade", vec![KASKADE.to_vec(), iku.to_vec()], nodes.iter().map(|row| row.to_vec()).collect()),
    ];
    for (name, head, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        let head = head.into_iter().map(|row| row.into_iter().map(str::to_string).collect::<Vec<_>>());
        for (row, cells) in (0..).zip(head.chain(rows)) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
    }
    book.save(workspace.join("kaskade.xlsx")).expect("a cascade");
    (folder, workspace)
}
