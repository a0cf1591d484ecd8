//! A quarter of an institution, day by day: units send, forget, mend and send again; mail is fetched and checked, letters and
//! reminders leave, some come back; and the program is ended at any moment. What happened is counted at the end: no mail lost,
//! none taken twice, no letter sent twice, nobody reminded of what had come.
//!
//! `SELARAS_TRIWULAN="300 30 100"` plays it with so many units, days and killings; by default it is small.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use mail_parser::MessageParser;
use rust_xlsxwriter::{Workbook, Worksheet};

use super::dovecot::{Dovecot, SECRET};
use super::smtp::{Line, Script, Smtp};
use super::*;

/// Figures in any order, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

fn sheet(sheet: &mut Worksheet, rows: &str) {
    for (row, line) in (0_u32..).zip(rows.lines()) {
        for (column, cell) in (0_u16..).zip(line.split('|')) {
            match cell.parse::<f64>() {
                Ok(figure) => sheet.write_number(row, column, figure).expect("a cell"),
                Err(_) => sheet.write_string(row, column, cell).expect("a cell"),
            };
        }
    }
}

fn book(sheets: &[(&str, String)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        sheet(book.add_worksheet().set_name(*name).expect("a name"), rows);
    }
    book.save_to_buffer().expect("a workbook")
}

fn code(unit: usize) -> String {
    format!("U{unit:03}")
}

fn address(unit: usize) -> String {
    format!("u{unit:03}@contoh.ac.id")
}

/// The measurement of a unit; one with a fault has an error of Excel where the realisation belongs.
fn measurement(unit: usize, version: usize, faulty: bool) -> Vec<u8> {
    let reached = if faulty { "#REF!".to_string() } else { format!("{}", 10 + version) };
    let rows = format!(
        "PENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nUnit Kerja|Unit Contoh {unit:03}\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung\n1|Kerja sama|Jumlah mitra {unit:03}|Mitra|40|10|{reached}|tautan"
    );
    book(&[("Data", rows)])
}

/// What a unit sends, and when.
struct Sending {
    day: u64,
    faulty: bool,
}

/// The plan of a unit: most send, some late or never, some with a fault that they mend days later.
fn plan(dice: &mut Dice, days: u64) -> Vec<Sending> {
    let first = match dice.below(10) {
        0 => return Vec::new(),
        1..=2 => days * 5 / 6 + dice.below(days / 6),
        _ => dice.below(days * 5 / 6),
    };
    let mut all = vec![Sending { day: first, faulty: dice.below(10) < 4 }];
    while all.last().is_some_and(|last| last.faulty) && dice.below(8) > 0 {
        let day = all.last().map_or(0, |last| last.day) + 1 + dice.below(4);
        all.push(Sending { day, faulty: dice.below(4) == 0 });
    }
    all.retain(|one| one.day < days);
    all
}

/// Runs a command, ended at a random moment first where the dice say so.
fn run_through(
    arguments: &[&str],
    workspace: &Path,
    kills: &mut u64,
    dice: &mut Dice,
    long: &mut BTreeMap<String, Duration>,
) -> String {
    let name = format!("{} {}", arguments[0], arguments.contains(&"--pengingat"));
    let usual = long.get(&name).copied().unwrap_or(Duration::from_millis(300));
    while *kills > 0 && dice.below(3) > 0 {
        *kills -= 1;
        let mut child =
            program(arguments, workspace).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let share = u32::try_from(dice.below(1000)).expect("a share");
        thread::sleep(usual * share / 1000);
        let _ = child.kill();
        let _ = child.wait();
    }
    let begin = Instant::now();
    let output = run(arguments, workspace);
    long.insert(name, begin.elapsed());
    let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {said}");
    said
}

/// What a server says of a letter that it could not deliver.
fn came_back(number: usize, to: &str, raw: &[u8]) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@contoh.ac.id\r\nTo: biro@contoh.ac.id\r\nSubject: Undelivered\r\nMessage-ID: <balik.{number}@contoh.ac.id>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b{number}\"\r\n\r\n--b{number}\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b{number}\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n--b{number}--\r\n",
        String::from_utf8_lossy(raw)
    )
    .into_bytes()
}

#[test]
fn a_quarter_loses_nothing_and_does_nothing_twice() {
    let Some(server) = Dovecot::start() else { return };
    let wanted = std::env::var("SELARAS_TRIWULAN").unwrap_or_else(|_| "8 8 12".into());
    let figures: Vec<u64> = wanted.split_whitespace().map(|one| one.parse().expect("a figure")).collect();
    let [units, days, kills] = figures.as_slice() else { panic!("units, days, killings") };
    let (units, days, mut kills) = (usize::try_from(*units).expect("units"), *days, *kills);
    let begin = NaiveDate::from_ymd_opt(2026, 4, 10).expect("a day") - Days::new(days * 5 / 6);
    let mut dice = Dice(20_260_410);
    let (_held, workspace) = workspace("");
    let settings = format!("{}{}", incoming(server.open, "tanpa"), outgoing(0, "tanpa"));
    let smtp = Smtp::start(Line::Open, Script { login: Some(("biro".into(), SECRET.into())), ..Script::default() });
    fs::write(
        workspace.join("selaras.toml"),
        format!(
            "[instansi]\nnama = \"Akademi Contoh\"\ntahun = 2026\n[tenggat]\npk = 2026-12-28\nrencana_aksi = 2026-12-28\ntriwulan = [2026-04-10]\n\n[surel]\npengguna = \"biro\"\n{}",
            settings.replace("127.0.0.1:0", &format!("127.0.0.1:{}", smtp.port))
        ),
    )
    .expect("settings");
    let mut register = "Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel|Ponsel".to_string();
    let mut cascade = "Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV".to_string();
    for unit in 0..units {
        register.push_str(&format!(
            "\n{}|Unit Contoh {unit:03}|||||Ketua Unit Contoh {unit:03}|{}|0812 0000 {unit:04}",
            code(unit),
            address(unit)
        ));
        cascade.push_str(&format!(
            "\nIKK {}.1||IKK|{}|Kerja sama|Jumlah mitra {unit:03}|Mitra|maksimum|jumlah|||40|10|10|10|10",
            unit + 1,
            code(unit)
        ));
    }
    fs::write(workspace.join("kaskade.xlsx"), book(&[("Unit", register), ("Kaskade", cascade)])).expect("a cascade");
    let plans: Vec<Vec<Sending>> = (0..units).map(|_| plan(&mut dice, days)).collect();
    let (mut forms, mut mails, mut reported, mut long) = (0, 0, BTreeSet::new(), BTreeMap::new());
    let mut day_of: Vec<(String, Vec<u8>, u64)> = Vec::new();
    server.deliver("biro", &[]);
    for day in 0..days {
        let mut mail = Vec::new();
        for (unit, sendings) in plans.iter().enumerate() {
            for (version, sending) in sendings.iter().enumerate().filter(|(_, one)| one.day == day) {
                let number = unit * 100 + version;
                let bytes = with_form(number, &address(unit), measurement(unit, version, sending.faulty));
                mail.push((format!("{}.M{number}.uji", 1_775_000_000 + day * 1000), bytes));
                forms += 1;
            }
            if dice.below(3) == 0 {
                let number = usize::try_from(day).expect("a day") * 1000 + unit;
                mail.push((format!("{}.L{number}.uji", 1_775_000_000 + day * 1000), without_form(number)));
            }
        }
        // Letters to every ninth unit come back a day later.
        for (to, raw) in &smtp.script.lock().unwrap().taken {
            let unit: usize = to[1..4].parse().expect("a unit");
            if unit % 9 == 8 && reported.insert((to.clone(), raw.len())) {
                let number = reported.len();
                let report = came_back(number, to, raw);
                mail.push((format!("{}.B{number}.uji", 1_775_000_000 + day * 1000), report));
            }
        }
        mails += mail.len();
        server.deliver("biro", &mail);
        let date = (begin + Days::new(day)).to_string();
        let mut through = |arguments: &[&str]| run_through(arguments, &workspace, &mut kills, &mut dice, &mut long);
        through(&["ambil", "--tanggal", &date]);
        through(&["konsolidasi", "--diam", "--tanggal", &date]);
        through(&["kirim", "--ya", "--tanggal", &date]);
        through(&["kirim", "--ya", "--pengingat", "--tanggal", &date]);
        let taken = &smtp.script.lock().unwrap().taken;
        day_of.extend(taken.iter().skip(day_of.len()).map(|(to, raw)| (to.clone(), raw.clone(), day)));
    }
    // No mail is lost, none is taken twice.
    assert_eq!(taken(&workspace).len(), forms, "kept messages");
    // No letter is sent twice.
    let id = |raw: &[u8]| {
        MessageParser::default().parse(raw).and_then(|one| one.message_id().map(str::to_string)).expect("an id")
    };
    let mut seen = BTreeSet::new();
    for (to, raw, day) in &day_of {
        assert!(seen.insert((to.clone(), id(raw))), "{} went to {to} twice, the second time on day {day}", id(raw));
    }
    // Nobody is reminded of what had come without a fault.
    let (mut reminders, mut others) = (0, 0);
    for (to, raw, day) in &day_of {
        if !id(raw).contains(".pengingat.") {
            others += 1;
            continue;
        }
        reminders += 1;
        let unit: usize = to[1..4].parse().expect("a unit");
        let last = plans[unit].iter().rfind(|one| one.day <= *day);
        assert!(last.is_none_or(|last| last.faulty), "{to} was reminded on day {day} of what had come");
    }
    // Every version that came was answered: what nobody knows is told, and nothing else is missing.
    let held = done(&["kirim", "--lihat"], &workspace).matches("mungkin sudah sampai").count();
    let answered: BTreeSet<&String> =
        day_of.iter().filter(|(_, raw, _)| !id(raw).contains(".pengingat.")).map(|(to, ..)| to).collect();
    let senders = plans.iter().filter(|plan| !plan.is_empty()).count();
    assert!(answered.len() + held >= senders, "{} of {senders} units were answered", answered.len());
    eprintln!(
        "{units} units, {days} days, {} times killed: {mails} mails with {forms} forms, {others} letters, {reminders} reminders, {} came back, {held} of unknown fate",
        figures[2] - kills,
        reported.len()
    );
}
