//! Sheets on which no headings were found at all, and that are more than notes: what looks like a table all the same, and what is drawn.
//!
//! Nothing that a unit sent is passed over in silence. Takes a sheet of which nothing was read, gives the fact that it is told by.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::Fact;
use crate::domain::text::key;
use crate::template::Library;
use crate::workbook::{Cell, CellValue, Sheet};

use super::titles;

/// Cells of a row of a table at least.
const CELLS: usize = 3;
/// Rows below the headings at least, and below a title that names one of our documents.
const ROWS: usize = 3;
const TITLED_ROWS: usize = 1;
/// Cells of a picture at least, its title among them.
const PARTS: usize = 4;
/// A longer text heads no column.
const LONGEST: usize = 120;

/// What a sheet is that draws how goals hang together.
const TREE: &str = "gambar pohon kinerja";
/// How such drawings are called.
const TREES: [&str; 6] = ["pohon kinerja", "cascading", "casecading", "kaskade", "cascade", "peta strategi"];

/// The fact of a sheet that looks like a table, or draws a tree of goals.
pub(super) fn told(sheet: &Sheet, library: &Library) -> Option<Fact> {
    table(sheet, library).or_else(|| tree(sheet))
}

/// A row of labels over rows that are about as wide.
fn table(sheet: &Sheet, library: &Library) -> Option<Fact> {
    let rows: Vec<&[Cell]> = sheet.cells.chunk_by(|one, other| one.address.row == other.address.row).collect();
    let wide = |cells: &&[Cell]| cells.len() >= CELLS && !cells.iter().any(answers);
    let at = rows.iter().position(|cells| wide(cells) && heads(cells))?;
    let first = rows[at].first()?.address;
    let below = rows[at + 1..].iter().take_while(|cells| !cells.is_empty()).filter(|cells| wide(cells)).count();
    let above = titles(sheet, first.row);
    let titled = above.iter().any(|title| library.dictionary.document_kind(title).is_some());
    if below < if titled { TITLED_ROWS } else { ROWS } {
        return None;
    }
    let headings: Vec<(_, String)> = rows[at].iter().map(|cell| (cell.address, text(cell).to_string())).collect();
    let read = |(_, text): &(_, String)| library.dictionary.read(&[text.as_str()]).column.map(|meant| meant.field);
    let fields: Vec<Field> = headings.iter().filter_map(read).collect();
    let texts: Vec<String> = headings.iter().map(|(_, text)| text.clone()).collect();
    Some(Fact::UnreadTable {
        cell: first,
        rows: u32::try_from(below).unwrap_or(u32::MAX),
        headings: headings.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        known: u32::try_from(fields.iter().filter(|field| **field != Field::Ignore).count()).unwrap_or(u32::MAX),
        missing: missing(&fields),
        nearest: Vec::new(),
        boxes: false,
        paper: library.dictionary.other_paper(&above, &texts).map(str::to_string),
    })
}

/// What a table of ours cannot do without and these fields are not.
fn missing(fields: &[Field]) -> Vec<FormColumn> {
    let subject = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi];
    let figure = [Field::Target, Field::Realisasi, Field::Capaian];
    let without = |wanted: &[Field]| !fields.iter().any(|field| wanted.contains(field));
    let pairs = [(&subject[..], Field::Indikator), (&figure[..], Field::Target)];
    pairs.into_iter().filter(|(wanted, _)| without(wanted)).map(|(_, field)| field.yearly()).collect()
}

/// Whether a row could head columns: short texts of letters in most of its cells, and in three at least.
fn heads(cells: &[Cell]) -> bool {
    let label = |cell: &&Cell| {
        let text = text(cell);
        text.chars().count() <= LONGEST && text.starts_with(|letter: char| letter.is_alphabetic())
    };
    // Months that are counted head columns too: half of the row may be of numbers.
    let count = |cell: &&Cell| match &cell.value {
        CellValue::Number(number) => (1.0..=31.0).contains(number) && number.fract() == 0.0,
        _ => text(cell).trim().parse::<u8>().is_ok(),
    };
    let (labels, counts) = (cells.iter().filter(label).count(), cells.iter().filter(count).count());
    labels >= CELLS && labels + counts == cells.len()
}

/// Whether a cell is the value of a label before it: ": Kepala Dinas".
fn answers(cell: &Cell) -> bool {
    text(cell).trim_start().starts_with(':')
}

/// What the name of a sheet or its first line calls the drawing of a tree.
fn tree(sheet: &Sheet) -> Option<Fact> {
    let first = sheet.cells.first()?;
    let called = |name: &str| {
        let name = key(name);
        TREES.iter().any(|tree| name.contains(tree)) || name == "pohon"
    };
    let parts = sheet.cells.iter().filter(|cell| !text(cell).trim().is_empty()).count();
    let rows = sheet.cells.chunk_by(|one, other| one.address.row == other.address.row).count();
    if parts < PARTS || !(called(&sheet.name) || called(text(first))) {
        return None;
    }
    Some(Fact::UnreadTable {
        cell: first.address,
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        headings: Vec::new(),
        known: 0,
        missing: Vec::new(),
        nearest: Vec::new(),
        boxes: false,
        paper: Some(TREE.to_string()),
    })
}

fn text(cell: &Cell) -> &str {
    match &cell.value {
        CellValue::Text(text) => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::extract::extract;
    use crate::workbook::grid::workbook_from_text;

    /// What is told of a sheet of this name that holds this.
    fn of(name: &str, drawing: &str) -> Option<(u32, Option<String>)> {
        let library = Library::built_in().unwrap();
        let file = extract(&workbook_from_text(&format!("=== {name}\n{drawing}")), &library);
        file.sheets[0].facts.iter().find_map(|fact| match fact {
            Fact::UnreadTable { rows, paper, .. } => Some((*rows, paper.clone())),
            _ => None,
        })
    }

    #[test]
    fn a_row_of_labels_and_numbers_over_rows_as_wide_is_told_as_a_table() {
        let weeks = "RENCANA AKSI TAHUN 2026\n\nUrusan|Zorvak|Plimek|1|2|3\nA|b|c|x|y|z\nD|e|f|x|y|z\n";
        assert_eq!(of("RA", weeks), Some((2, None)));
    }

    #[test]
    fn a_drawing_of_a_tree_of_goals_is_told_by_its_name() {
        let boxes = "POHON KINERJA\n\n|ESELON II\n|Meningkatnya mutu\n|Persentase lulusan (85%)\n\n|||ESELON III\n|||Jumlah kelas (12 ruang)\n";
        assert_eq!(of("Lembar1", boxes), Some((8, Some(TREE.to_string()))).map(|(_, paper)| (6, paper)));
    }

    #[test]
    fn a_cover_and_a_letter_are_told_of_in_no_way() {
        let cover = "PERJANJIAN KINERJA TAHUN 2026\nDalam rangka mewujudkan manajemen yang efektif, yang bertanda tangan di bawah ini:\n1|Nama|: Contoh Pejabat\n|Jabatan|: Kepala Dinas\n2|Nama|: Misal Atasan\n|Jabatan|: Bupati\n\nPihak Kedua||Pihak Pertama\nMisal Atasan||Contoh Pejabat\n";
        assert_eq!(of("Sampul", cover), None);
    }
}
