//! The deadlines of a unit as a calendar file that any telephone or mail program takes (iCalendar, RFC 5545).

use chrono::{Days, NaiveDate};

use crate::domain::document_kind::YEAR;
use crate::domain::official::document_code;
use crate::domain::tenggat::Tenggat;

/// The file name of a calendar.
pub const FILE: &str = "tenggat.ics";
/// Bytes of a line before it is folded.
const LINE: usize = 73;

/// The calendar of a unit: an event of a whole day for each deadline, with an alarm for each day of reminders. Equal input
/// gives equal bytes.
pub fn calendar(instansi: &str, unit: (&str, &str), tenggat: &Tenggat, days: &[u32]) -> String {
    let (code, name) = unit;
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//selaras//tenggat//ID", "CALSCALE:GREGORIAN"]
            .map(str::to_string)
            .to_vec();
    lines.push(format!("X-WR-CALNAME:{}", escaped(&format!("Tenggat {name}"))));
    for one in &YEAR {
        let Some(deadline) = tenggat.of(one.kind, one.quarter) else { continue };
        let document = match one.quarter {
            Some(quarter) => format!("{} {quarter}", one.kind.name()),
            None => one.kind.name().to_string(),
        };
        let end = deadline.checked_add_days(Days::new(1)).unwrap_or(deadline);
        lines.push("BEGIN:VEVENT".to_string());
        let place = document_code(one.kind, one.quarter);
        lines.push(format!("UID:{}", escaped(&format!("{place}-{}-{code}@selaras.invalid", compact(deadline)))));
        // The stamp says when it was made; the deadline's own day keeps equal calendars equal.
        lines.push(format!("DTSTAMP:{}T000000Z", compact(deadline)));
        lines.push(format!("DTSTART;VALUE=DATE:{}", compact(deadline)));
        lines.push(format!("DTEND;VALUE=DATE:{}", compact(end)));
        lines.push(format!("SUMMARY:{}", escaped(&format!("Tenggat {document} {name}"))));
        lines.push(format!(
            "DESCRIPTION:{}",
            escaped(&format!("{document} dikirim ke {instansi} paling lambat hari ini."))
        ));
        lines.push("TRANSP:TRANSPARENT".to_string());
        for day in days {
            lines.push("BEGIN:VALARM".to_string());
            lines.push("ACTION:DISPLAY".to_string());
            lines.push(format!("DESCRIPTION:{}", escaped(&format!("Tenggat {document} {day} hari lagi"))));
            // Eight in the morning of that day.
            lines.push(format!("TRIGGER:-P{}DT16H", day.saturating_sub(1)));
            lines.push("END:VALARM".to_string());
        }
        lines.push("END:VEVENT".to_string());
    }
    lines.push("END:VCALENDAR".to_string());
    lines.iter().map(|line| format!("{}\r\n", folded(line))).collect()
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut outcome = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => outcome.extend(['\\', letter]),
            '\n' => outcome.push_str("\\n"),
            letter if letter.is_control() => outcome.push(' '),
            letter => outcome.push(letter),
        }
    }
    outcome
}

/// A long line goes on in the next after a blank, never inside of a letter.
fn folded(line: &str) -> String {
    let mut outcome = String::with_capacity(line.len() + line.len() / LINE * 3);
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE {
            outcome.push_str("\r\n ");
            used = 1;
        }
        outcome.push(letter);
        used += letter.len_utf8();
    }
    outcome
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::document::DocumentKind;

    #[test]
    fn a_calendar_has_each_deadline_once_and_every_line_is_short() {
        let tenggat =
            Tenggat::default().with(DocumentKind::Pengukuran, &["2026-04-10".parse().ok(), "2026-07-10".parse().ok()]);
        let unit = ("JTI", "Jurusan Teknologi Informasi, Rekayasa; dan Kecerdasan Buatan Terapan");
        let text = calendar("Politeknik Contoh", unit, &tenggat, &[7, 1]);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert_eq!(text.matches("BEGIN:VALARM").count(), 4);
        assert!(text.contains("DTSTART;VALUE=DATE:20260710\r\nDTEND;VALUE=DATE:20260711\r\n"), "{text}");
        assert!(text.contains("TRIGGER:-P6DT16H") && text.contains("TRIGGER:-P0DT16H"), "{text}");
        assert!(text.replace("\r\n ", "").contains("Informasi\\, Rekayasa\\; dan Kecerdasan"), "{text}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
        assert!(!text.replace("\r\n", "").contains('\n'));
    }
}
