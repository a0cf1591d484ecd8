//! One cell of an .ods table: its typed value from the attributes, its text from the paragraphs.

use quick_xml::events::{BytesStart, Event};

use super::formula;
use crate::ooxml::strict::{Xml, attribute, resolve};
use crate::workbook::cell::CellValue;
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::value::{iso_moment, number, text};

/// A cell that holds a value or begins a merge.
#[derive(Debug)]
pub(super) struct OdsCell {
    /// Rows and columns that it covers.
    pub(super) span: (u64, u64),
    pub(super) value: Option<CellValue>,
    pub(super) percent: bool,
    pub(super) formula: Option<String>,
}

/// What the attributes of a cell say.
#[derive(Default)]
struct Head {
    kind: String,
    is_error: bool,
    value: Option<String>,
    formula: Option<String>,
    rows: Option<String>,
    columns: Option<String>,
}

/// Reads the cell that was just opened, to its end; `None` when it is blank and merges nothing.
pub(super) fn read(xml: &mut Xml<'_>, element: &BytesStart<'_>, limits: &Limits) -> Result<Option<OdsCell>, ReadError> {
    let head = head(element)?;
    let shown = shown_text(xml, limits)?;
    let span = (span(head.rows.as_deref())?, span(head.columns.as_deref())?);
    let percent = head.kind == "percentage";
    let formula = head.formula.as_deref().map(formula::to_excel);
    let value = value(&head, shown)?;
    let value = value.or_else(|| unfinished(&head));
    let blank = value.is_none() && span == (1, 1);
    Ok((!blank).then_some(OdsCell { span, value, percent, formula }))
}

/// A formula for which no kind of value is stored has not been calculated.
fn unfinished(head: &Head) -> Option<CellValue> {
    (head.formula.is_some() && head.kind.is_empty()).then_some(CellValue::NotCalculated)
}

fn head(element: &BytesStart<'_>) -> Result<Head, ReadError> {
    let mut head = Head::default();
    for name in element.attributes() {
        let name = name.map_err(|error| ReadError::damaged(format!("atribut sel tidak sah ({error})")))?.key.0;
        let place = match name {
            "office:value-type" => {
                head.kind = attribute(element, name)?.unwrap_or_default();
                continue;
            }
            "calcext:value-type" => {
                head.is_error = attribute(element, name)?.as_deref() == Some("error");
                continue;
            }
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => &mut head.value,
            "table:formula" => &mut head.formula,
            "table:number-rows-spanned" => &mut head.rows,
            "table:number-columns-spanned" => &mut head.columns,
            _ => continue,
        };
        *place = attribute(element, name)?;
    }
    Ok(head)
}

fn span(written: Option<&str>) -> Result<u64, ReadError> {
    match written {
        None => Ok(1),
        Some(written) => written
            .parse()
            .ok()
            .filter(|span| *span > 0)
            .ok_or_else(|| ReadError::contradicting(format!("jumlah sel gabungan \"{written}\" tidak sah"))),
    }
}

/// The typed value. Errors are told by their shown text, whatever number stands beside it.
fn value(head: &Head, shown: String) -> Result<Option<CellValue>, ReadError> {
    if head.is_error || (head.formula.is_some() && is_error(&shown)) {
        return if shown.is_empty() {
            Err(ReadError::contradicting("nilai galat tanpa nama"))
        } else {
            Ok(Some(CellValue::Error(shown)))
        };
    }
    let written = head.value.as_deref().unwrap_or_default();
    let unsound = || ReadError::contradicting(format!("nilai \"{written}\" tidak sesuai jenis selnya"));
    match head.kind.as_str() {
        "float" | "percentage" | "currency" => number(written.parse().map_err(|_| unsound())?).map(Some),
        "date" => iso_moment(written).map(CellValue::DateTime).map(Some).ok_or_else(unsound),
        // Some libraries write a time of day here; what the cell shows is then all that is known.
        "time" => Ok(days(written).map(CellValue::Number).or_else(|| text(shown))),
        "boolean" => match written {
            "true" => Ok(Some(CellValue::Bool(true))),
            "false" => Ok(Some(CellValue::Bool(false))),
            _ => Err(unsound()),
        },
        "string" if !written.is_empty() => Ok(text(written.to_string())),
        // Kinds of other programs: what the cell shows is what a person sees.
        _ => Ok(text(shown)),
    }
}

/// What LibreOffice and Excel show for a formula that failed.
fn is_error(shown: &str) -> bool {
    let excel = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    excel.contains(&shown) || shown.strip_prefix("Err:").is_some_and(|code| code.parse::<u32>().is_ok())
}

/// `PT36H30M00S` in days, as the spreadsheet itself counts durations.
fn days(written: &str) -> Option<f64> {
    let (sign, rest) = written.strip_prefix('-').map_or((1.0, written), |rest| (-1.0, rest));
    let mut rest = rest.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, factor) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((amount, after)) = rest.split_once(unit) {
            seconds += amount.replace(',', ".").parse::<f64>().ok().filter(|amount| amount.is_finite())? * factor;
            rest = after;
        }
    }
    rest.is_empty().then_some(sign * seconds / 86_400.0)
}

/// The paragraphs of the cell, a line each. Notes, drawings and phonetic text are not what the cell holds.
fn shown_text(xml: &mut Xml<'_>, limits: &Limits) -> Result<String, ReadError> {
    let cell = xml.depth();
    let mut lines = Lines { text: String::new(), paragraphs: 0, blank: true };
    while xml.depth() >= cell {
        let Some(event) = xml.next()? else { break };
        match event {
            Event::Start(element) => match element.name().0 {
                "text:p" if xml.depth() == cell + 1 => lines.paragraph(),
                "text:span" | "text:a" | "text:ruby" | "text:ruby-base" => {}
                "text:s" => {
                    let count = attribute(&element, "text:c")?.map_or(Ok(1), |count| count.parse::<u64>());
                    let count = count.map_err(|_| ReadError::contradicting("jumlah spasi tidak sah"))?;
                    lines.spaces(count, limits)?;
                }
                "text:tab" => lines.push('\t'),
                "text:line-break" => lines.push('\n'),
                name if name.starts_with("text:") && xml.depth() > cell + 1 && name != "text:ruby-text" => {}
                _ => xml.skip()?,
            },
            Event::Text(piece) if xml.depth() > cell => piece.xml10_content().chars().for_each(|c| lines.letter(c)),
            Event::CData(piece) if xml.depth() > cell => piece.xml10_content().chars().for_each(|c| lines.letter(c)),
            Event::GeneralRef(reference) if xml.depth() > cell => {
                resolve(&reference).into_iter().for_each(|c| lines.letter(c));
            }
            _ => {}
        }
        if lines.text.len() as u64 > limits.total_text {
            return Err(ReadError::exceeds("Jumlah teks (byte)", lines.text.len() as u64, limits.total_text));
        }
    }
    Ok(lines.text)
}

/// Text in which a run of blanks counts as one, as OpenDocument has it.
struct Lines {
    text: String,
    paragraphs: u32,
    /// Whether another blank adds nothing.
    blank: bool,
}

impl Lines {
    fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        self.blank = true;
    }

    fn letter(&mut self, letter: char) {
        if matches!(letter, ' ' | '\t' | '\r' | '\n') {
            if !self.blank {
                self.text.push(' ');
            }
            self.blank = true;
        } else {
            self.push(letter);
        }
    }

    fn push(&mut self, letter: char) {
        self.text.push(letter);
        self.blank = false;
    }

    fn spaces(&mut self, count: u64, limits: &Limits) -> Result<(), ReadError> {
        if count > limits.text_long {
            return Err(ReadError::exceeds("Panjang teks dalam satu sel", count, limits.text_long));
        }
        (0..count).for_each(|_| self.push(' '));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn durations_are_days() {
        assert_eq!(days("PT36H00M00S"), Some(1.5));
        assert_eq!(days("-PT12H"), Some(-0.5));
        assert_eq!(days("PT1H30M"), Some(0.0625));
        for wrong in ["36:00", "PTxH", "PT1H x", "P1D", ""] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
