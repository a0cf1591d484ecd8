//! Lines as wide as the terminal: broken between words, each going on below where it began.

use std::io::IsTerminal;

/// A terminal narrower than this is left to break lines itself.
const NARROWEST: usize = 40;

/// The columns of the terminal that a person watches; `None` where lines go into a file or to a program, whole.
pub(super) fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
    Some(usize::from(columns)).filter(|columns| *columns >= NARROWEST)
}

/// A text of one or more lines at the width of the terminal.
pub(super) fn fitted(text: &str) -> String {
    text.split('\n').map(|line| folded(line, width())).collect::<Vec<_>>().join("\n")
}

/// A line at a width. What goes on stands below its first word, behind the blanks, number or arrow that it begins with.
pub(super) fn folded(line: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|width| line.chars().count() > *width) else { return line.to_string() };
    let hang = beginning(line);
    let mut lines = Vec::new();
    let (mut current, mut used) = (line.chars().take(hang).collect::<String>(), hang);
    let mut first = true;
    for word in line.chars().skip(hang).collect::<String>().split(' ') {
        let letters = word.chars().count();
        if !first && used + 1 + letters > width {
            lines.push(std::mem::replace(&mut current, " ".repeat(hang)));
            (used, first) = (hang, true);
        }
        if !first {
            current.push(' ');
            used += 1;
        }
        current.push_str(word);
        (used, first) = (used + letters, false);
    }
    lines.push(current);
    lines.join("\n")
}

/// Letters before the first word: blanks, and "1. ", "→ " or "- " behind them.
fn beginning(line: &str) -> usize {
    let blanks = line.chars().take_while(|letter| *letter == ' ').count();
    let mut words = line.trim_start().splitn(2, ' ');
    let (Some(mark), Some(_)) = (words.next(), words.next()) else { return blanks };
    let numbered = mark.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
    if numbered || ["→", "-"].contains(&mark) { blanks + mark.chars().count() + 1 } else { blanks }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use super::*;

    #[test]
    fn a_long_line_goes_on_below_its_first_word_and_no_word_is_lost() {
        let task = "  12. Kirim surat di hasil/koreksi: 8 koreksi, 7 tanda terima (buka tiap .eml, baca, kirim)";
        let shown = folded(task, Some(44));
        assert!(shown.lines().count() > 1 && shown.lines().all(|line| line.chars().count() <= 44), "{shown}");
        assert!(
            shown.lines().skip(1).all(|line| line.starts_with("      ") && !line.starts_with("       ")),
            "{shown}"
        );
        let words = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        assert_eq!(words(&shown), words(task));
        let advice = "      → Perbaiki rumusnya; bila nilainya memang tidak dapat dihitung, tulis keterangan";
        let shown = folded(advice, Some(50));
        let below = shown.lines().nth(1).expect("a second line");
        assert!(below.starts_with("        ") && !below.starts_with("         "), "{shown}");
    }

    #[test]
    fn what_fits_and_what_nobody_watches_stays_one_line() {
        let line = "JTI  kirim koreksi.eml";
        assert_eq!(folded(line, Some(80)), line);
        assert_eq!(folded(&line.repeat(20), None), line.repeat(20));
        let long = format!("  {}", "x".repeat(90));
        assert_eq!(folded(&long, Some(50)), long, "a word is never broken");
    }
}
