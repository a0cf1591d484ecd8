//! Invented sheets of the shapes that units send, with faults of formulas planted in them.
//!
//! The kinds of fault are those of published collections of spreadsheet errors: a reference to another cell, a range
//! that stops short, a figure typed over a formula, another operator. Clean sheets hold what is no fault: rows in which
//! less is better, guards against zero, sections, subtotals, dashes, columns of figures beside columns of formulas.

use crate::domain::address::{CellAddress, column_letters};
use crate::workbook::{Cell, CellValue, Sheet};

/// Numbers that follow from a seed alone.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    pub(super) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn figure(&mut self) -> f64 {
        self.below(9000) as f64 / 10.0 + 7.0
    }
}

/// A sheet and the cells in which a fault was planted.
pub(super) struct Planted {
    pub(super) sheet: Sheet,
    pub(super) faults: Vec<(CellAddress, Fault)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Reference,
    Range,
    TypedOver,
    Operator,
}

pub(super) const FAULTS: [Fault; 4] = [Fault::Reference, Fault::Range, Fault::TypedOver, Fault::Operator];

struct Maker {
    cells: Vec<Cell>,
    dice: Dice,
    /// Cells in which a fault may be planted.
    computed: Vec<usize>,
}

impl Maker {
    fn put(&mut self, row: u32, column: u32, value: CellValue, formula: Option<String>) {
        let address = CellAddress::new(row, column);
        self.cells.push(Cell { address, value, percent_format: false, formula });
    }

    fn text(&mut self, row: u32, column: u32, text: &str) {
        self.put(row, column, CellValue::Text(text.to_string()), None);
    }

    fn number(&mut self, row: u32, column: u32, figure: f64) {
        self.put(row, column, CellValue::Number(figure), None);
    }

    fn typed(&mut self, row: u32, column: u32) {
        let figure = self.dice.figure();
        self.number(row, column, figure);
    }

    fn computed(&mut self, row: u32, column: u32, formula: String) {
        self.computed.push(self.cells.len());
        self.meant(row, column, formula);
    }

    /// A formula that no fault is planted in.
    fn meant(&mut self, row: u32, column: u32, formula: String) {
        let figure = self.dice.figure();
        self.put(row, column, CellValue::Number(figure), Some(formula));
    }

    fn head(&mut self, row: u32, titles: &[&str]) {
        for (column, title) in (0..).zip(titles) {
            self.text(row, column, title);
        }
    }

    fn column_numbers(&mut self, row: u32, columns: u32) {
        for column in 0..columns {
            self.number(row, column, f64::from(column + 1));
        }
    }
}

fn a(column: u32, row: u32) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// A sheet of one of the shapes, with so many faults.
pub(super) fn planted(seed: u64, faults: usize) -> Planted {
    let mut maker = Maker { cells: Vec::new(), dice: Dice::new(seed), computed: Vec::new() };
    let begin = maker.dice.below(6) as u32;
    maker.text(begin, 0, "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026");
    match seed % 6 {
        0 => achievement(&mut maker, begin + 2),
        1 => budget(&mut maker, begin + 2),
        2 => quarters(&mut maker, begin + 2),
        3 => nested(&mut maker, begin + 2),
        4 => scores(&mut maker, begin + 2),
        _ => pairs(&mut maker, begin + 2),
    }
    let mut planted = Vec::new();
    let mut tried = 0;
    while planted.len() < faults && tried < 40 {
        tried += 1;
        let number = maker.computed[maker.dice.below(maker.computed.len())];
        let fault = FAULTS[maker.dice.below(FAULTS.len())];
        let address = maker.cells[number].address;
        if planted.iter().any(|(old, _): &(CellAddress, Fault)| old.column == address.column || old.row == address.row)
        {
            continue;
        }
        if plant(&mut maker, number, fault) {
            planted.push((address, fault));
        }
    }
    let mut cells = maker.cells;
    cells.sort_by_key(|cell| cell.address);
    let sheet = Sheet::plain("TW II", cells);
    Planted { sheet, faults: planted }
}

/// Puts a fault into a formula; whether it has a place for it.
fn plant(maker: &mut Maker, number: usize, fault: Fault) -> bool {
    let formula = maker.cells[number].formula.clone().unwrap_or_default();
    let changed = match fault {
        Fault::TypedOver => {
            maker.cells[number].formula = None;
            return true;
        }
        Fault::Operator => {
            let sign = ['/', '*', '+', '-'].into_iter().find(|sign| formula.contains(*sign));
            let other = |sign: char| match sign {
                '/' => "*",
                '*' => "/",
                '+' => "-",
                _ => "+",
            };
            sign.map(|sign| formula.replacen(sign, other(sign), 1))
        }
        Fault::Reference => shifted(&formula, maker.dice.below(2) == 0),
        Fault::Range => ranged(&formula, maker.dice.below(2) == 0),
    };
    match changed.filter(|changed| *changed != formula) {
        Some(changed) => {
            maker.cells[number].formula = Some(changed);
            true
        }
        None => false,
    }
}

/// The first single reference one row further down or up.
fn shifted(formula: &str, down: bool) -> Option<String> {
    if formula.contains(':') {
        return None;
    }
    let (begin, end) = reference(formula)?;
    let at: CellAddress = formula[begin..end].parse().ok()?;
    let row = if down { at.row + 1 } else { at.row.checked_sub(1)? };
    Some(format!("{}{}{}", &formula[..begin], CellAddress::new(row, at.column), &formula[end..]))
}

/// A range that begins one cell later or ends one earlier.
fn ranged(formula: &str, begin_later: bool) -> Option<String> {
    let middle = formula.find(':')?;
    let open = formula[..middle].rfind('(')? + 1;
    let close = middle + formula[middle..].find(')')?;
    let (mut first, mut last): (CellAddress, CellAddress) =
        (formula[open..middle].parse().ok()?, formula[middle + 1..close].parse().ok()?);
    let down = first.column == last.column;
    if (down && last.row - first.row < 2) || (!down && last.column - first.column < 2) {
        return None;
    }
    match (begin_later, down) {
        (true, true) => first.row += 1,
        (true, false) => first.column += 1,
        (false, true) => last.row -= 1,
        (false, false) => last.column -= 1,
    }
    Some(format!("{}{first}:{last}{}", &formula[..open], &formula[close..]))
}

fn reference(formula: &str) -> Option<(usize, usize)> {
    let bytes = formula.as_bytes();
    let mut begin = 0;
    while begin < bytes.len() {
        if bytes[begin].is_ascii_uppercase() {
            let mut end = begin;
            while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
                end += 1;
            }
            if formula[begin..end].parse::<CellAddress>().is_ok() {
                return Some((begin, end));
            }
            begin = end;
        }
        begin += 1;
    }
    None
}

/// Indicators with target, realisation and achievement; some of which are better low.
fn achievement(maker: &mut Maker, top: u32) {
    maker.head(top, &["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)", "Keterangan"]);
    if maker.dice.one_in(2) {
        maker.column_numbers(top + 1, 8);
    }
    let guarded = maker.dice.one_in(3);
    let rows = 6 + maker.dice.below(14) as u32;
    let (mut row, first) = (top + 2, top + 2);
    for number in 0..rows {
        if number > 0 && maker.dice.one_in(6) {
            maker.text(row, 1, "Sasaran Strategis lain yang panjang namanya");
            row += 1;
        }
        maker.number(row, 0, f64::from(number + 1));
        maker.text(row, 2, "Persentase layanan yang selesai tepat waktu");
        maker.text(row, 3, "%");
        maker.typed(row, 4);
        maker.typed(row, 5);
        let (t, r) = (a(4, row), a(5, row));
        if maker.dice.one_in(6) {
            let low = if maker.dice.one_in(2) { format!("(2*{t}-{r})/{t}*100") } else { format!("{t}/{r}*100") };
            maker.meant(row, 6, low);
        } else if maker.dice.one_in(12) {
            maker.text(row, 6, "-");
        } else if guarded {
            maker.computed(row, 6, format!("IF({t}=0,0,{r}/{t}*100)"));
        } else {
            maker.computed(row, 6, format!("{r}/{t}*100"));
        }
        row += 1;
    }
    if maker.dice.one_in(2) {
        maker.text(row, 2, "Rata-rata capaian");
        maker.meant(row, 6, format!("AVERAGE({}:{})", a(6, first), a(6, row - 1)));
    }
}

/// Programmes with budget, spending, what is left and what part was spent, and totals.
fn budget(maker: &mut Maker, top: u32) {
    maker.head(top, &["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "Serapan (%)"]);
    let rows = 5 + maker.dice.below(12) as u32;
    let first = top + 1;
    for row in first..first + rows {
        maker.number(row, 0, f64::from(row - first + 1));
        maker.text(row, 1, "Program pendidikan vokasi");
        maker.typed(row, 2);
        maker.typed(row, 3);
        maker.computed(row, 4, format!("{}-{}", a(2, row), a(3, row)));
        maker.computed(row, 5, format!("{}/{}*100", a(3, row), a(2, row)));
    }
    let total = first + rows;
    maker.text(total, 1, "Jumlah");
    for column in 2..5 {
        maker.computed(total, column, format!("SUM({}:{})", a(column, first), a(column, total - 1)));
    }
    maker.computed(total, 5, format!("{}/{}*100", a(3, total), a(2, total)));
}

/// Four quarters, their sum, and the share of the year; totals below.
fn quarters(maker: &mut Maker, top: u32) {
    maker.head(top, &["No", "Indikator", "Target", "TW I", "TW II", "TW III", "TW IV", "Jumlah", "Capaian (%)"]);
    let rows = 5 + maker.dice.below(12) as u32;
    let first = top + 1;
    let plus = maker.dice.one_in(2);
    for row in first..first + rows {
        maker.number(row, 0, f64::from(row - first + 1));
        maker.text(row, 1, "Jumlah mitra industri");
        for column in 2..7 {
            if column > 4 && maker.dice.one_in(4) {
                continue;
            }
            maker.typed(row, column);
        }
        let sum = if plus {
            (3..7).map(|column| a(column, row)).collect::<Vec<_>>().join("+")
        } else {
            format!("SUM({}:{})", a(3, row), a(6, row))
        };
        maker.computed(row, 7, sum);
        maker.computed(row, 8, format!("{}/{}*100", a(7, row), a(2, row)));
    }
    let total = first + rows;
    maker.text(total, 1, "Jumlah");
    for column in 2..8 {
        maker.computed(total, column, format!("SUM({}:{})", a(column, first), a(column, total - 1)));
    }
}

/// Activities under their programmes, which sum them up from below.
fn nested(maker: &mut Maker, top: u32) {
    maker.head(top, &["Kode", "Program/Kegiatan", "Pagu", "TW I", "TW II", "Serapan (%)"]);
    let mut row = top + 1;
    for group in 0..3 + maker.dice.below(3) as u32 {
        let parent = row;
        let children = 2 + maker.dice.below(4) as u32;
        maker.text(parent, 0, &format!("5.0{group}"));
        maker.text(parent, 1, "PROGRAM LAYANAN");
        for column in 2..5 {
            maker.meant(parent, column, format!("SUM({}:{})", a(column, parent + 1), a(column, parent + children)));
        }
        maker.computed(parent, 5, format!("({}+{})/{}*100", a(3, parent), a(4, parent), a(2, parent)));
        for child in parent + 1..=parent + children {
            maker.text(child, 1, "Kegiatan pembinaan mahasiswa");
            for column in 2..5 {
                maker.typed(child, column);
            }
            maker.computed(child, 5, format!("({}+{})/{}*100", a(3, child), a(4, child), a(2, child)));
        }
        row = parent + children + 1;
    }
}

/// Weights and values, their product, and one total; below it a working area of other formulas.
fn scores(maker: &mut Maker, top: u32) {
    maker.head(top, &["No", "Komponen", "Bobot", "Nilai", "Nilai Tertimbang"]);
    let rows = 4 + maker.dice.below(10) as u32;
    let first = top + 1;
    for row in first..first + rows {
        maker.number(row, 0, f64::from(row - first + 1));
        maker.text(row, 1, "Perencanaan kinerja");
        maker.typed(row, 2);
        maker.typed(row, 3);
        maker.computed(row, 4, format!("{}*{}/100", a(2, row), a(3, row)));
    }
    let total = first + rows;
    maker.text(total, 1, "Jumlah");
    maker.computed(total, 2, format!("SUM({}:{})", a(2, first), a(2, total - 1)));
    maker.computed(total, 4, format!("SUM({}:{})", a(4, first), a(4, total - 1)));
    maker.text(total + 2, 1, "Nilai akhir");
    maker.meant(total + 2, 4, format!("ROUND({},2)", a(4, total)));
    maker.text(total + 3, 1, "Selisih dari tahun lalu");
    maker.meant(total + 3, 4, format!("{}-71.5", a(4, total + 2)));
}

/// Performance and money side by side for each quarter, and shares of both.
fn pairs(maker: &mut Maker, top: u32) {
    maker.head(
        top,
        &[
            "No",
            "Kegiatan",
            "Target K",
            "Target Rp",
            "TW I K",
            "TW I Rp",
            "TW II K",
            "TW II Rp",
            "K",
            "Rp",
            "% K",
            "% Rp",
        ],
    );
    maker.column_numbers(top + 1, 12);
    let rows = 6 + maker.dice.below(10) as u32;
    for row in top + 2..top + 2 + rows {
        maker.number(row, 0, f64::from(row - top - 1));
        maker.text(row, 1, "Kegiatan pembinaan mahasiswa");
        for column in 2..8 {
            maker.typed(row, column);
        }
        for side in 0..2 {
            maker.computed(row, 8 + side, format!("{}+{}", a(4 + side, row), a(6 + side, row)));
            maker.computed(row, 10 + side, format!("{}/{}*100", a(8 + side, row), a(2 + side, row)));
        }
    }
}
