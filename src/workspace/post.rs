//! The sections `[surel]` and `[pengingat]`.

use std::path::{Component, Path, PathBuf};

use super::checker::SettingsChecker;
use super::mail_problem::MailProblem;
use super::raw::{MailSection, ReminderSection};
use super::setting_fault::SettingProblem;
use crate::post::{LARGEST, MailSettings, PER_MINUTE, ReminderSettings, Security, Server};

/// Days before a deadline that a reminder may be given on.
const FURTHEST: u32 = 60;
/// Megabytes that a letter may have at most.
const MOST_MEGABYTES: u64 = 100;
/// Commands that print what stands beside them: a secret would stand in the file.
const PRINTS: [&str; 3] = ["echo", "printf", "write-output"];
/// Ways to log in.
const WAYS: [&str; 2] = ["sandi", "oauth2"];
/// Ways to close a line to others; the third is for this machine alone and is not offered.
const LINES: [&str; 2] = ["langsung", "starttls"];

pub(super) fn reminders(raw: Option<ReminderSection>, checker: &mut SettingsChecker<'_>) -> ReminderSettings {
    let Some(mut days) = raw.and_then(|section| section.days) else { return ReminderSettings::default() };
    if let Some(wrong) = days.iter().find(|day| !(1..=FURTHEST).contains(*day)) {
        checker.note(&["pengingat", "hari"], "[pengingat] hari", MailProblem::ReminderDay(*wrong));
    }
    days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    days.dedup();
    ReminderSettings { days }
}

/// Notes what is wrong with a setting of mail.
fn wrong(checker: &mut SettingsChecker<'_>, name: &str, problem: impl Into<SettingProblem>) {
    checker.note(&["surel", name], &format!("[surel] {name}"), problem);
}

fn unknown(written: &str, known: &[&str]) -> SettingProblem {
    let known = known.iter().map(ToString::to_string).collect();
    SettingProblem::UnknownChoice { written: written.to_string(), known }
}

pub(super) fn mail(raw: MailSection, checker: &mut SettingsChecker<'_>) -> MailSettings {
    for (name, there) in [("sandi", raw.password.is_some()), ("token", raw.bare_token.is_some())] {
        if there {
            wrong(checker, name, MailProblem::SecretWritten);
        }
    }
    let secret_command = text(raw.secret_command);
    let first = secret_command.as_deref().and_then(|command| command.split_whitespace().next()).unwrap_or_default();
    if PRINTS.contains(&first.to_lowercase().as_str()) {
        wrong(checker, "sandi_perintah", MailProblem::SecretPrinted);
    }
    let way = raw.kind.as_deref().map_or(WAYS[0], str::trim);
    if !WAYS.contains(&way) {
        wrong(checker, "masuk_dengan", unknown(way, &WAYS));
    }
    let certificates = text(raw.certificates).map(PathBuf::from);
    if let Some(path) = certificates.as_deref().filter(|path| !inside(path)) {
        wrong(checker, "sertifikat", MailProblem::Outside(path.display().to_string()));
    }
    let incoming = server(checker, "imap", raw.incoming, raw.incoming_security, (993, 143));
    let outgoing = server(checker, "smtp", raw.outgoing, raw.outgoing_security, (465, 587));
    for (name, written) in [("dari", &raw.from), ("balas_ke", &raw.reply_to)] {
        if written.as_deref().is_some_and(|one| !one.contains('@') || one.contains(char::is_control)) {
            wrong(checker, name, MailProblem::NoAddress);
        }
    }
    let megabytes = raw.megabytes.unwrap_or(LARGEST >> 20);
    if !(1..=MOST_MEGABYTES).contains(&megabytes) {
        wrong(checker, "lampiran_mb", MailProblem::Megabytes(megabytes));
    }
    if raw.link.as_deref().is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://")) {
        wrong(checker, "tautan", MailProblem::NoLink);
    }
    let since = raw.since.as_ref().and_then(|day| checker.day(&["surel", "sejak"], "[surel] sejak", day));
    MailSettings {
        user: text(raw.user).unwrap_or_default(),
        secret_command,
        token: way == WAYS[1],
        certificates,
        incoming,
        folder: text(raw.folder).unwrap_or_else(|| "INBOX".to_string()),
        since,
        senders: raw.senders,
        subjects: raw.subjects,
        moved_to: text(raw.moved_to),
        outgoing,
        from: text(raw.from),
        reply_to: text(raw.reply_to),
        drafts: text(raw.drafts).unwrap_or_else(|| "Drafts".to_string()),
        per_minute: Some(raw.per_minute.unwrap_or(PER_MINUTE)).filter(|count| *count > 0),
        largest: megabytes << 20,
        link: text(raw.link),
    }
}

/// A server of the settings; what is wrong with it is noted.
fn server(
    checker: &mut SettingsChecker<'_>,
    name: &str,
    written: Option<String>,
    security: Option<String>,
    ports: (u16, u16),
) -> Option<Server> {
    let written = text(written)?;
    let security = security.as_deref().map(str::trim);
    if let Some(other) = security.filter(|one| !LINES.contains(one) && *one != "tanpa") {
        wrong(checker, &format!("{name}_tls"), unknown(other, &LINES));
        return None;
    }
    read_server(&written, security, ports).map_err(|problem| wrong(checker, name, problem)).ok()
}

/// A text that says something.
fn text(written: Option<String>) -> Option<String> {
    written.map(|text| text.trim().to_string()).filter(|text| !text.is_empty())
}

fn inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// A server: "imap.contoh.ac.id", "imap.contoh.ac.id:993"; its ports are the closed one and the one that is closed later.
fn read_server(written: &str, security: Option<&str>, ports: (u16, u16)) -> Result<Server, MailProblem> {
    let none = || MailProblem::NoServer(written.to_string());
    let (host, port) = match written.split_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| none())?)),
        None => (written, None),
    };
    if host.is_empty() || !host.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._".contains(letter)) {
        return Err(none());
    }
    let security = match security {
        Some("langsung") => Security::Tls,
        Some("starttls") => Security::StartTls,
        Some(_) => Security::Open,
        // What the port says: the one that is closed later is never the other.
        None if port == Some(ports.1) || port == Some(25) => Security::StartTls,
        None => Security::Tls,
    };
    let server = Server {
        host: host.to_string(),
        port: port.unwrap_or(if security == Security::Tls { ports.0 } else { ports.1 }),
        security,
    };
    if security == Security::Open && !server.is_here() {
        return Err(MailProblem::OpenLine(written.to_string()));
    }
    Ok(server)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::settings::read;
    use super::*;

    const START: &str = "[instansi]\nnama = \"X\"\ntahun = 2026\n";

    #[test]
    fn a_secret_in_the_settings_is_a_fault_and_is_not_repeated() {
        for line in [
            "sandi = \"Rahasia123\"",
            "token = \"Rahasia123\"",
            "sandi_perintah = \"echo Rahasia123\"",
            "kata_sandi = \"Rahasia123\"",
            "sandi = 1",
        ] {
            let mistakes = read(&format!("{START}[surel]\n{line}\n")).unwrap_err();
            let [mistake] = mistakes.as_slice() else { panic!("{mistakes:?}") };
            assert!(!format!("{mistake:?}").contains("Rahasia123"), "{mistake:?}");
            let told = mistake.to_string();
            assert!(told.starts_with("baris ") && told.contains("sandi") && !told.contains("Rahasia123"), "{told}");
        }
    }

    #[test]
    fn a_port_says_how_the_line_is_closed_and_an_open_line_leaves_this_machine_never() {
        let server = |written: &str, security| read_server(written, security, (465, 587));
        let tls = server("surel.contoh.ac.id", None).unwrap();
        assert_eq!((tls.port, tls.security), (465, Security::Tls));
        let later = server("surel.contoh.ac.id:587", None).unwrap();
        assert_eq!((later.port, later.security), (587, Security::StartTls));
        assert_eq!(server("surel.contoh.ac.id", Some("starttls")).unwrap().port, 587);
        assert!(server("surel.contoh.ac.id", Some("tanpa")).unwrap_err().to_string().contains("terbaca di jalan"));
        assert_eq!(server("127.0.0.1:2525", Some("tanpa")).unwrap().security, Security::Open);
        for wrong in ["imaps://surel.contoh.ac.id", "surel.contoh.ac.id:imap", "surel contoh"] {
            assert!(server(wrong, None).is_err(), "{wrong}");
        }
    }

    #[test]
    fn reminders_and_mail_have_sensible_settings_of_their_own() {
        let settings =
            read(&format!("{START}[surel]\nimap = \"surel.contoh.ac.id\"\n[pengingat]\nhari = [1, 7, 3, 7]\n"))
                .unwrap();
        assert_eq!(settings.reminders.days, [7, 3, 1]);
        assert_eq!((settings.mail.folder.as_str(), settings.mail.per_minute), ("INBOX", Some(PER_MINUTE)));
        let mistakes =
            read(&format!("{START}[surel]\nsertifikat = \"../ca.pem\"\ndari = \"biro\"\n[pengingat]\nhari = [90]\n"))
                .unwrap_err();
        assert_eq!(mistakes.len(), 3, "{mistakes:?}");
    }
}
