//! A letter as HTML: its text, and below it the cells that it is about in a cut of their sheet.
//!
//! The text says the same as the letter's plain part, word for word. Mail programs show no style sheets: each cell says how
//! it looks.

use super::cut::{Cut, Cuts};
use crate::language::Language;
use crate::letters::UnitAction;
use crate::recap::ReportInput;

/// How text looks.
const TEXT: &str = "font-family:Segoe UI,Arial,sans-serif;font-size:14px;color:#1f2328;line-height:1.45";
/// How a cell looks.
const CELL: &str = "border:1px solid #c8ccd1;padding:3px 6px;vertical-align:top;font-size:12px";
/// How a cell looks that is to be mended.
const GUILTY: &str = "border:3px solid #b00020;padding:3px 6px;vertical-align:top;font-size:12px;background:#fde8ea";
/// How a cell looks that it is compared with.
const PARTNER: &str = "border:2px dashed #8a5a00;padding:3px 6px;vertical-align:top;font-size:12px;background:#fff4d6";
/// How headings, letters of columns and numbers of rows look.
const HEAD: &str =
    "border:1px solid #c8ccd1;padding:3px 6px;font-size:11px;background:#eef1f4;font-weight:normal;color:#57606a";

/// The letter of a unit as HTML.
pub fn letter(input: &ReportInput<'_>, action: &UnitAction<'_>, text: &str, language: Language) -> String {
    let main = action.main_findings();
    let cuts = Cuts::of(input.tables, &main);
    let cuts: Vec<Cut> = main.iter().flat_map(|finding| cuts.about(finding)).collect();
    let code = if language == Language::English { "en" } else { "id" };
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\"></head><body style=\"{TEXT}\">\n"
    );
    for paragraph in text.trim().split("\n\n") {
        html.push_str(&format!("<p>{}</p>\n", escaped(paragraph).replace('\n', "<br>\n")));
    }
    for one in &cuts {
        html.push_str(&table(one, language));
    }
    html.push_str("</body></html>\n");
    html
}

/// A cut as a table that needs nothing around it.
fn table(cut: &Cut, language: Language) -> String {
    let name = cut.file.rsplit('/').next().unwrap_or(&cut.file);
    let caption = language.say(&format!("{name}, lembar {}", cut.sheet));
    let mut html = format!(
        "<table style=\"border-collapse:collapse;margin:12px 0\"><caption style=\"text-align:left;font-size:12px;color:#57606a\">{}</caption>\n<tr><th style=\"{HEAD}\"></th>",
        escaped(&caption)
    );
    for column in &cut.columns {
        html.push_str(&format!("<th style=\"{HEAD}\">{}</th>", escaped(&column.letters)));
    }
    html.push_str("</tr>\n");
    if cut.has_headings() {
        html.push_str(&format!("<tr><th style=\"{HEAD}\"></th>"));
        for column in &cut.columns {
            html.push_str(&format!("<th style=\"{HEAD}\">{}</th>", escaped(&column.heading)));
        }
        html.push_str("</tr>\n");
    }
    for row in &cut.rows {
        html.push_str(&format!("<tr><th style=\"{HEAD}\">{}</th>", row.number));
        for cell in &row.cells {
            let (style, mark) = match (cell.guilty(), cell.partner()) {
                (true, _) => (GUILTY, "✖ "),
                (false, true) => (PARTNER, ""),
                (false, false) => (CELL, ""),
            };
            html.push_str(&format!("<td style=\"{style}\">{mark}{}</td>", escaped(&cell.text)));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
    html
}

/// Text that says nothing to a mail program but itself.
fn escaped(text: &str) -> String {
    let mut outcome = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => outcome.push_str("&amp;"),
            '<' => outcome.push_str("&lt;"),
            '>' => outcome.push_str("&gt;"),
            '"' => outcome.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' => outcome.push(' '),
            letter => outcome.push(letter),
        }
    }
    outcome
}
