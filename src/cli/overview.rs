//! The last screen of a run: a line for each unit that needs something, and what is to be done now.

use selaras::domain::text::brief;
use selaras::language::Language;
use selaras::letters::{Overview, OverviewUnit};

use super::terminal::is_safe;
use super::{DisplayArgs, Format, language, wrap};

/// Units of the table, unless everything was asked for.
const MOST: usize = 25;
/// Codes of units of which nothing has come.
const MOST_SILENT: usize = 20;
/// Letters of a task in another language than that of its message.
const LETTERS: usize = 240;

/// Prints it, for people.
pub(super) fn show(overview: &Overview, display: &DisplayArgs) {
    if display.quiet || display.format == Format::Json {
        return;
    }
    let most = if display.detailed { usize::MAX } else { MOST };
    anstream::print!("{}", text(overview, most, language::now(), wrap::width()));
}

fn text(overview: &Overview, most: usize, language: Language, width: Option<usize>) -> String {
    let folded = |line: String| wrap::folded(&line, width);
    let mut lines = vec![String::new()];
    if !overview.units.is_empty() {
        lines.extend(table(overview, most, language));
    }
    if !overview.silent.is_empty() {
        let silent = format!("Belum mengirim apa pun: {} unit ({})", overview.silent.len(), silent(&overview.silent));
        lines.push(folded(language.say(&silent)));
    }
    if overview.complete > 0 {
        lines.push(language.say(&format!("Tidak perlu apa-apa: {} unit", overview.complete)));
    }
    let legend = "✓ masuk  ▲ terlambat  ◆ diterima, belum dapat dihitung  ✗ belum  – belum jatuh tempo";
    lines.push(folded(language.say(legend)));
    if !overview.tasks.is_empty() {
        lines.push(String::new());
        lines.push(language.say("Yang harus dilakukan sekarang:"));
        let tasks = tasks(overview, language).enumerate();
        lines.extend(tasks.map(|(at, task)| folded(format!("  {}. {task}", at + 1))));
    }
    lines.join("\n") + "\n"
}

/// What is to be done now. A message that was cut is known in no other language: the whole one is said, then cut.
fn tasks(overview: &Overview, language: Language) -> impl Iterator<Item = String> {
    let whole = overview.whole.iter().map(|task| is_safe(task));
    let cut = overview.tasks.iter().map(|task| is_safe(task));
    cut.zip(whole.map(Some).chain(std::iter::repeat(None))).map(move |(cut, whole)| match whole {
        Some(whole) if language == Language::English && language.knows(&whole) => brief(&language.say(&whole), LETTERS),
        _ => language.say(&cut),
    })
}

fn table(overview: &Overview, most: usize, language: Language) -> Vec<String> {
    let width = overview.units.iter().map(|unit| unit.code.chars().count()).max().unwrap_or_default().max(4);
    let head: Vec<String> = overview.documents.iter().map(|name| format!("{name:^6}")).collect();
    let [errors, warnings, action] = ["galat", "peringatan", "tindakan"].map(|word| language.say(word));
    let mut lines = vec![format!("{:width$}  {}  {errors}  {warnings}  {action}", "Unit", head.join("  "))];
    let widths = (errors.chars().count(), warnings.chars().count());
    let line = |unit: &OverviewUnit| {
        let marks: Vec<String> = unit.marks.iter().map(|mark| format!("{mark:^6}")).collect();
        let (code, marks) = (is_safe(&unit.code), marks.join("  "));
        let (errors, warnings) = (format!("{:>1$}", unit.errors, widths.0), format!("{:>1$}", unit.warnings, widths.1));
        format!("{code:width$}  {marks}  {errors}  {warnings}  {}", language.say(&unit.action))
    };
    lines.extend(overview.units.iter().take(most).map(line));
    if overview.units.len() > most {
        let more = format!("… dan {} unit lain; lihat lembar Kepatuhan dan Temuan", overview.units.len() - most);
        lines.push(language.say(&more));
    }
    lines
}

fn silent(codes: &[String]) -> String {
    let named: Vec<String> = codes.iter().take(MOST_SILENT).map(|code| is_safe(code)).collect();
    let more =
        if codes.len() > named.len() { format!(", dan {} lain", codes.len() - named.len()) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> OverviewUnit {
        OverviewUnit {
            code: code.to_string(),
            marks: vec!["✓", "✗"],
            errors: 2,
            warnings: 10,
            action: "kirim koreksi.eml".to_string(),
            ..OverviewUnit::default()
        }
    }

    #[test]
    fn sixty_silent_units_take_one_line_and_columns_stand_below_one_another() {
        let overview = Overview {
            documents: vec!["PK", "TW I"],
            units: vec![unit("JTI"), unit("BAK-AKADEMIK")],
            silent: (1..=60).map(|number| format!("U{number}")).collect(),
            complete: 3,
            others: Vec::new(),
            tasks: vec!["Kirim surat".to_string()],
            whole: Vec::new(),
        };
        let text = text(&overview, MOST, Language::Indonesian, None);
        assert!(text.lines().count() <= 12, "{text}");
        assert!(text.contains("60 unit (U1, ") && text.contains("dan 40 lain"), "{text}");
        let at = |line: usize, what: &str| {
            let line = text.lines().nth(line).unwrap_or_default();
            line.find(what).map(|byte| line[..byte].chars().count())
        };
        assert_eq!(at(1, "tindakan"), at(2, "kirim"), "{text}");
        assert_eq!(at(2, "kirim"), at(3, "kirim"), "{text}");
    }

    #[test]
    fn a_long_table_is_cut_and_says_so() {
        let units = (0..100).map(|number| unit(&format!("U{number}"))).collect();
        let text = text(
            &Overview { documents: vec!["PK", "TW I"], units, ..Overview::default() },
            MOST,
            Language::English,
            None,
        );
        assert!(text.lines().count() < 35 && text.contains("75 more units"), "{text}");
    }
}
