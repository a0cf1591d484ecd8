//! What happens to a form after it was filled in: rows put in between, columns hidden, a table that came by way of Word.

use super::book::{At, Cell};
use super::form::Form;
use super::model::{Document, Kind};

/// A change of a form that was filled in.
pub(super) type Rework = fn(&mut Form, &Document);

pub(super) fn nothing(_: &mut Form, _: &Document) {}

impl Form {
    /// All places that are remembered beside the cells.
    fn places(&mut self) -> impl Iterator<Item = &mut At> {
        let known = [&mut self.unit, &mut self.nip, &mut self.role, &mut self.day, &mut self.budget_total]
            .into_iter()
            .flatten();
        self.cell.values_mut().chain(self.heading.values_mut()).chain(std::iter::once(&mut self.title)).chain(known)
    }

    /// Moves whatever stands where `moved` says; the ends of merged cells move each by itself.
    fn shift(&mut self, moved: impl Fn(At) -> At) {
        self.places().for_each(|at| *at = moved(*at));
        let cells = std::mem::take(&mut self.sheet.cells);
        let followed = |cell: Cell| match cell {
            Cell::Formula(formula, result, format) => Cell::Formula(follow(&formula, &moved), result, format),
            other => other,
        };
        self.sheet.cells = cells.into_iter().map(|(at, cell)| (moved(at), followed(cell))).collect();
        self.sheet.merges.iter_mut().for_each(|(from, to)| (*from, *to) = (moved(*from), moved(*to)));
        self.sheet.hidden_rows.iter_mut().for_each(|row| *row = moved((*row, 0)).0);
        self.sheet.hidden_columns.iter_mut().for_each(|column| *column = moved((0, *column)).1);
    }

    pub(super) fn put_row(&mut self, at: u32) {
        self.shift(|(row, column)| (row + u32::from(row >= at), column));
    }

    pub(super) fn put_column(&mut self, at: u16) {
        self.shift(|(row, column)| (row, column + u16::from(column >= at)));
    }

    /// The row of an indicator.
    pub(super) fn row_of(&self, number: usize) -> Option<u32> {
        ["indikator", "kode"].into_iter().find_map(|field| self.cell.get(&(number, field))).map(|at| at.0)
    }

    /// The last row of the last indicator.
    pub(super) fn last_row(&self, document: &Document) -> Option<u32> {
        let last = document.rows.len().checked_sub(1).and_then(|number| self.row_of(number))?;
        let over = self.sheet.merges.iter().filter(|(from, to)| (from.0..=to.0).contains(&last)).map(|(_, to)| to.0);
        Some(over.max().unwrap_or(last))
    }

    /// Rows that begin an objective, but the first, from below.
    pub(super) fn groups(&self, document: &Document) -> Vec<(usize, u32)> {
        let sasaran = |number: usize| document.rows.get(number).and_then(|row| row.field.get("sasaran"));
        let starts = (1..document.rows.len()).filter(|number| sasaran(*number) != sasaran(number - 1));
        starts.filter_map(|number| Some((number, self.row_of(number)?))).rev().collect()
    }
}

/// A formula whose references went where their cells went.
fn follow(formula: &str, moved: &impl Fn(At) -> At) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for letter in formula.chars().chain(['\u{0}']) {
        if letter.is_ascii_alphanumeric() {
            word.push(letter);
            continue;
        }
        match word.parse::<selaras::domain::address::CellAddress>() {
            Ok(cell) => out += &super::book::address(moved((cell.row, cell.column as u16))),
            Err(_) => out += &word,
        }
        word.clear();
        out.extend((letter != '\u{0}').then_some(letter));
    }
    out
}

/// Notes between objectives.
pub(super) fn notes_between(form: &mut Form, document: &Document) {
    for (number, row) in form.groups(document) {
        form.put_row(row);
        let left = form.heading.values().map(|at| at.1).min().unwrap_or(0);
        form.sheet.text((row, left), format!("Catatan: data baris ini dibahas pada rapat ke-{number}."));
    }
}

/// A blank row between objectives, hidden, and a blank column, hidden.
pub(super) fn hidden_blanks(form: &mut Form, document: &Document) {
    for (_, row) in form.groups(document) {
        form.put_row(row);
        form.sheet.hidden_rows.push(row);
    }
    if let Some(column) = form.heading.get("satuan").map(|at| at.1) {
        form.put_column(column);
        form.sheet.hidden_columns.push(column);
    }
}

/// A mean below each objective.
pub(super) fn means(form: &mut Form, document: &Document) {
    if !matches!(document.kind, Kind::Uk(_)) {
        return;
    }
    let (Some(text), Some(achieved)) =
        (form.heading.get("indikator").copied(), form.heading.get("capaian.tw").copied())
    else {
        return;
    };
    let count = document.rows.len();
    let last = count.checked_sub(1).and_then(|number| form.row_of(number)).map(|row| row + 1);
    let mut ends: Vec<(usize, u32)> = last.map(|row| (count, row)).into_iter().collect();
    ends.extend(form.groups(document));
    for (number, row) in ends {
        let from = form.groups(document).into_iter().map(|(start, _)| start).find(|start| *start < number).unwrap_or(0);
        let figures: Vec<f64> = (from..number)
            .filter_map(|one| form.cell.get(&(one, "capaian.tw")))
            .filter_map(|at| match form.sheet.cells.get(at) {
                Some(Cell::Number(figure, _)) => Some(*figure),
                _ => None,
            })
            .collect();
        if figures.is_empty() {
            continue;
        }
        form.put_row(row);
        form.sheet.text((row, text.1), "Rata-rata capaian sasaran");
        let mean = figures.iter().sum::<f64>() / figures.len() as f64;
        form.sheet.cells.insert((row, achieved.1), Cell::Number(mean, ""));
    }
}

/// The text of each indicator in two rows, its other cells merged over both, as a table of Word arrives in Excel.
pub(super) fn paragraphs(form: &mut Form, document: &Document) {
    for number in (0..document.rows.len()).rev() {
        let Some(at) = form.cell.get(&(number, "indikator")).copied() else { continue };
        let Some(Cell::Text(text)) = form.sheet.cells.get(&at).cloned() else { continue };
        let Some(half) = text.char_indices().filter(|(_, letter)| *letter == ' ').map(|(place, _)| place).nth(1) else {
            continue;
        };
        form.put_row(at.0 + 1);
        form.sheet.text(at, text[..half].to_string());
        form.sheet.text((at.0 + 1, at.1), text[half..].trim().to_string());
        let columns: Vec<u16> = form.heading.values().map(|at| at.1).collect();
        for column in columns.into_iter().filter(|column| *column != at.1) {
            let (top, below) = ((at.0, column), (at.0 + 1, column));
            let covered =
                |(from, to): &(At, At)| from.1 <= column && column <= to.1 && from.0 <= top.0 && to.0 >= top.0;
            match form.sheet.merges.iter().position(covered) {
                // Cells that were merged over several indicators already.
                Some(merge) if form.sheet.merges[merge].1.0 == top.0 => form.sheet.merges[merge].1 = below,
                Some(_) => {}
                None => form.sheet.merges.push((top, below)),
            }
        }
    }
}

/// Blanks that do not break, dashes and quotes of a text program, lines broken where the page ended.
pub(super) fn from_word(form: &mut Form, _: &Document) {
    let headings: Vec<At> = form.heading.values().copied().collect();
    for (at, cell) in &mut form.sheet.cells {
        let Cell::Text(text) = cell else { continue };
        let letters = text.chars().count();
        if text == "-" {
            *text = "–".to_string();
        } else if headings.contains(at) {
            *text = text.replace(' ', "\n");
        } else if letters > 24 && !text.contains("://") {
            let place = text.char_indices().filter(|(_, letter)| *letter == ' ').map(|(place, _)| place).nth(2);
            if let Some(place) = place {
                text.replace_range(place..=place, " \n");
            }
        }
        text.push('\u{a0}');
    }
}

/// A number or a letter before every indicator.
pub(super) fn numbered(form: &mut Form, document: &Document) {
    for number in 0..document.rows.len() {
        let Some(at) = form.cell.get(&(number, "indikator")).copied() else { continue };
        if let Some(Cell::Text(text)) = form.sheet.cells.get_mut(&at) {
            *text = format!("{}. {text}", number + 1);
        }
    }
}

/// The unit of measure behind every indicator, in brackets.
pub(super) fn measured_in_brackets(form: &mut Form, document: &Document) {
    for (number, row) in document.rows.iter().enumerate() {
        let Some(at) = form.cell.get(&(number, "indikator")).copied() else { continue };
        if let Some(Cell::Text(text)) = form.sheet.cells.get_mut(&at) {
            *text = format!("{text} ({})", row.indicator.satuan);
        }
    }
}

/// A dash wherever nothing is to be said.
pub(super) fn dashes(form: &mut Form, document: &Document) {
    for number in 0..document.rows.len() {
        let Some(row) = form.row_of(number) else { continue };
        for field in ["kendala", "tindak_lanjut", "penanggung_jawab", "batas_waktu", "pembilang", "penyebut"] {
            let Some(column) = form.heading.get(field).map(|at| at.1) else { continue };
            form.sheet.cells.entry((row, column)).or_insert_with(|| Cell::Text("-".to_string()));
        }
    }
}

/// One heading over the target and its unit of measure beside it.
pub(super) fn one_heading(form: &mut Form, _: &Document) {
    let (Some(target), Some(satuan)) = (form.heading.get("target").copied(), form.heading.get("satuan").copied())
    else {
        return;
    };
    if target.0 == satuan.0 && target.1 + 1 == satuan.1 {
        form.sheet.cells.remove(&satuan);
        let own = |(from, _): &(At, At)| *from == target || *from == satuan;
        let bottom = form.sheet.merges.iter().filter(|merge| own(merge)).map(|(_, to)| to.0).max();
        form.sheet.merges.retain(|merge| !own(merge));
        form.sheet.merges.push((target, (bottom.unwrap_or(target.0), satuan.1)));
    }
}

/// Titles of people, and their names and offices over merged cells.
pub(super) fn titled(form: &mut Form, document: &Document) {
    for cell in form.sheet.cells.values_mut() {
        if let Cell::Text(text) = cell
            && *text == document.unit.leader
        {
            *text = format!("Dr. Ir. {text}, S.T., M.T.");
        }
    }
    for at in [form.role, form.nip, form.day].into_iter().flatten() {
        form.sheet.merges.push((at, (at.0, at.1 + 1)));
    }
}

/// Numerator and denominator below every percentage, each in a row of its own.
pub(super) fn components(form: &mut Form, document: &Document) {
    if !matches!(document.kind, Kind::Uk(_)) {
        return;
    }
    let percentages = document.rows.iter().enumerate().rev().filter(|(_, row)| row.indicator.satuan == "%");
    for (number, one) in percentages {
        let places = ["indikator", "realisasi.tw"].map(|field| form.cell.get(&(number, field)).copied());
        let [Some(text), Some(reached)] = places else { continue };
        let figure = |field: &str| match one.field.get(field) {
            Some(super::model::Said::Figure(figure)) => Cell::Number(*figure, ""),
            _ => Cell::Text("-".to_string()),
        };
        let lines = [("a. Jumlah lulusan yang bekerja", "pembilang"), ("b. Jumlah seluruh lulusan", "penyebut")];
        for (order, (line, field)) in (1..).zip(lines) {
            form.put_row(text.0 + order);
            form.sheet.text((text.0 + order, text.1), line);
            form.sheet.cells.insert((text.0 + order, reached.1), figure(field));
        }
    }
}

/// A row below the last indicator: its number, and the columns of wording and achievement.
pub(super) fn foot(form: &mut Form, document: &Document) -> Option<(u32, u16, u16)> {
    let last = form.last_row(document)?;
    let (text, achieved) = (form.heading.get("indikator")?.1, form.heading.get("capaian.tw")?.1);
    form.put_row(last + 1);
    Some((last + 1, text, achieved))
}

/// The mean of the achievements that stand as numbers.
pub(super) fn mean_achieved(form: &Form, document: &Document) -> Option<f64> {
    let places = (0..document.rows.len()).filter_map(|number| form.cell.get(&(number, "capaian.tw")));
    let figures: Vec<f64> = places
        .filter_map(|at| match form.sheet.cells.get(at) {
            Some(Cell::Number(figure, _) | Cell::Formula(_, Some(figure), _)) => Some(*figure),
            _ => None,
        })
        .collect();
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
}

/// The mean of all achievements at the foot of a measurement.
pub(super) fn mean_at_the_foot(form: &mut Form, document: &Document) {
    if !matches!(document.kind, Kind::Uk(_)) {
        return;
    }
    let Some(mean) = mean_achieved(form, document) else { return };
    if let Some((row, text, achieved)) = foot(form, document) {
        form.sheet.text((row, text), "Rata-rata Capaian Kinerja");
        form.sheet.cells.insert((row, achieved), Cell::Number(mean, "0.00"));
    }
}

/// Marks of footnotes behind some indicators, and what they mean below the table.
pub(super) fn footnotes(form: &mut Form, document: &Document) {
    for number in (0..document.rows.len()).step_by(3) {
        if let Some(at) = form.cell.get(&(number, "indikator"))
            && let Some(Cell::Text(text)) = form.sheet.cells.get_mut(at)
        {
            text.push_str(" *)");
        }
    }
    let end = form.sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let left = form.heading.values().map(|at| at.1).min().unwrap_or(0);
    form.sheet.text((end + 2, left), "*) data diambil dari sistem informasi lembaga");
}

/// Somebody who holds the office for the time being.
pub(super) fn for_the_time_being(form: &mut Form, _: &Document) {
    if let Some(Cell::Text(text)) = form.role.and_then(|at| form.sheet.cells.get_mut(&at)) {
        *text = format!("Plt. {text}");
    }
}

/// A line on how it was signed between the office and the name, and what is acknowledged above the other office.
pub(super) fn signed_electronically(form: &mut Form, _: &Document) {
    let Some(role) = form.role else { return };
    form.sheet.text((role.0 + 2, role.1), "Ditandatangani secara elektronik oleh:");
    let left = form.sheet.cells.range((role.0, 0)..(role.0, role.1)).map(|(at, _)| at.1).next();
    if let Some(left) = left {
        form.sheet.text((role.0 - 1, left), "Mengetahui,");
    }
}

/// How many indicators there are, at the foot.
pub(super) fn count_at_the_foot(form: &mut Form, document: &Document) {
    let last = form.last_row(document);
    let text = form.heading.get("indikator").map(|at| at.1);
    if let (Some(last), Some(text)) = (last, text) {
        form.put_row(last + 1);
        form.sheet.text((last + 1, text), format!("Jumlah indikator: {}", document.rows.len()));
    }
}
