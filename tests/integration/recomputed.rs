//! Formulas of senders computed anew: what another program calculates is never called old, and what is old is told.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_xlsxwriter::{Formula, Workbook, XlsxError};
use selaras::audit::audit;
use selaras::domain::address::CellAddress;
use selaras::domain::audit::OddKind;
use selaras::pipeline::{self, NoProgress};
use selaras::report;
use selaras::workbook::CellValue;
use selaras::workbook::grid::workbook_from_text;
use selaras::workbook::limits::Limits;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::office::Office;
use crate::shared::root;

/// A result that no formula of the test gives.
const OLD: &str = "987654321.25";
const SHEETS: u32 = 24;
const FORMULAS: u32 = 30;
/// Rows and columns of figures.
const ROWS: u32 = 12;
const COLUMNS: u16 = 6;

/// Numbers that look thrown, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn cell(&mut self) -> String {
        let column = char::from(b'A' + self.below(u64::from(COLUMNS)) as u8);
        format!("{column}{}", self.below(u64::from(ROWS)) + 1)
    }

    /// A reference as people write it: plain, fixed, on another sheet.
    fn reference(&mut self, sheet: u32) -> String {
        let cell = self.cell();
        match self.below(8) {
            0 => cell.replacen(char::is_alphabetic, &format!("${}$", &cell[..1]), 1),
            1 if sheet > 0 => format!("'Lembar {}'!{cell}", self.below(u64::from(sheet)) + 1),
            _ => cell,
        }
    }

    fn range(&mut self) -> String {
        let first = self.below(u64::from(ROWS) / 2) + 1;
        let last = first + 1 + self.below(u64::from(ROWS) / 2 - 1);
        let column = char::from(b'A' + self.below(u64::from(COLUMNS)) as u8);
        format!("{column}{first}:{column}{last}")
    }

    fn expression(&mut self, sheet: u32, depth: u32) -> String {
        let limit = if depth == 0 { 3 } else { 14 };
        match self.below(limit) {
            0 => format!("{}", self.below(200)),
            1 => format!("{}.{}", self.below(9), self.below(90) + 10),
            2 => self.reference(sheet),
            3 => format!("SUM({})", self.range()),
            4 => format!("AVERAGE({},{})", self.range(), self.reference(sheet)),
            5 => format!("MAX({})-MIN({})", self.range(), self.range()),
            6 => format!("COUNT({})*{}", self.range(), self.below(5)),
            7 => self.pair(sheet, depth, '+'),
            8 => self.pair(sheet, depth, '-'),
            9 => self.pair(sheet, depth, '*'),
            10 => self.pair(sheet, depth, '/'),
            11 => {
                let sign = ["=", "<>", "<", ">", "<=", ">="][self.below(6) as usize];
                let (left, right) = (self.reference(sheet), self.below(60));
                let (yes, no) = (self.expression(sheet, depth - 1), self.expression(sheet, depth - 1));
                format!("IF({left}{sign}{right},{yes},{no})")
            }
            12 => format!("IFERROR({},0)", self.pair(sheet, depth, '/')),
            _ => format!("ROUND({},{})", self.expression(sheet, depth - 1), self.below(4)),
        }
    }

    fn pair(&mut self, sheet: u32, depth: u32, sign: char) -> String {
        let (left, right) = (self.expression(sheet, depth - 1), self.expression(sheet, depth - 1));
        match self.below(5) {
            0 => format!("-({left}{sign}{right})"),
            1 => format!("({left}{sign}{right})*50%"),
            2 => format!("({left}){sign}({right})^2"),
            _ => format!("({left}{sign}{right})"),
        }
    }
}

fn written() -> Result<Vec<u8>, XlsxError> {
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let mut book = Workbook::new();
    for number in 0..SHEETS {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("Lembar {}", number + 1))?;
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                match dice.below(12) {
                    0 => sheet.write_string(row, column, "-")?,
                    1 => sheet,
                    2 => sheet.write_number(row, column, 0.0)?,
                    3 => sheet.write_number(row, column, -(dice.below(50) as f64))?,
                    4 => sheet.write_number(row, column, dice.below(1000) as f64 / 7.0)?,
                    _ => sheet.write_number(row, column, dice.below(400) as f64)?,
                };
            }
        }
        for row in 0..FORMULAS {
            let formula = format!("={}", dice.expression(number, 3));
            sheet.write_formula(row, COLUMNS + 2, Formula::new(formula).set_result(OLD))?;
        }
    }
    book.save_to_buffer()
}

/// Cells whose stored result is not their formula's, with what was told.
fn stale(bytes: &[u8]) -> Vec<String> {
    let book = selaras::workbook::read(bytes, &Limits::default()).expect("a workbook");
    let all = book.sheets.iter().flat_map(|sheet| {
        let odd = audit(sheet, &book.sheets).into_iter().filter(|odd| odd.kind == OddKind::Stale);
        odd.map(|odd| format!("{}!{} {:?} {:?} {:?}", sheet.name, odd.cell, odd.formula, odd.stored, odd.expected))
    });
    all.collect()
}

#[test]
fn what_another_program_calculates_is_never_called_old() {
    let bytes = written().expect("a workbook");
    let told = stale(&bytes).len();
    let all = (SHEETS * FORMULAS) as usize;
    println!("formulas {all}, computed anew and told {told}");
    // The rest meets a text or an error among its figures, and is not computed.
    assert!(told * 2 > all, "{told} of {all}");
    let Some(office) = Office::open() else { return };
    // A workbook that holds results is believed; without them all is calculated.
    let bare = crate::shared::change_sheet(&bytes, |text| text.replace(&format!("<v>{OLD}</v>"), ""));
    let book = BTreeMap::from([("rumus".to_string(), bare)]);
    let computed = office.change(&book, "xlsx:Calc MS Excel 2007 XML");
    let text = crate::shared::part(&computed["rumus"], "xl/worksheets/sheet1.xml");
    assert!(!text.contains("987654321"), "LibreOffice calculated nothing");
    let told = stale(&computed["rumus"]);
    assert!(told.is_empty(), "{} told\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_labels_of_old_results_are_what_libreoffice_says() {
    let Some(office) = Office::open() else { return };
    let labelled = workbook_from_text(include_str!("../../src/audit/berlabel.txt"));
    let mut book = Workbook::new();
    for sheet in &labelled.sheets {
        let written = book.add_worksheet();
        written.set_name(&sheet.name).expect("a name");
        for cell in &sheet.cells {
            let (row, column) = (cell.address.row, cell.address.column as u16);
            match (&cell.formula, &cell.value) {
                (Some(formula), _) => {
                    let formula = Formula::new(format!("={formula}")).set_result(OLD);
                    written.write_formula(row, column, formula).expect("a formula")
                }
                (None, CellValue::Number(number)) => written.write_number(row, column, *number).expect("a number"),
                (None, CellValue::Text(text)) => written.write_string(row, column, text).expect("a text"),
                (None, other) => panic!("{other:?}"),
            };
        }
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let bare = crate::shared::change_sheet(&bytes, |text| text.replace(&format!("<v>{OLD}</v>"), ""));
    let book = BTreeMap::from([("berlabel".to_string(), bare)]);
    let computed = &office.change(&book, "xlsx:Calc MS Excel 2007 XML")["berlabel"];
    let computed = selaras::workbook::read(computed, &Limits::default()).expect("a workbook");
    let mut looked = 0;
    for cell in labelled.sheets[0].cells.iter().filter(|cell| cell.formula.is_some()) {
        let now = computed.sheets[0].cell(cell.address).map(|cell| cell.value.clone());
        let (CellValue::Number(stored), Some(CellValue::Number(now))) = (&cell.value, now) else {
            panic!("{} {:?}", cell.address, cell.value)
        };
        let near = |one: f64| (one - stored).abs() < 1e-9 * stored.abs().max(1.0);
        let rounded = |digits: i32| (now * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
        let same = near(now) || (0..=4).any(|digits| near(rounded(digits)));
        let label = CellAddress { row: cell.address.row, column: cell.address.column + 1 };
        let label = labelled.sheets[0].cell(label).map(|cell| cell.value.clone());
        let wanted = if same { "benar" } else { "basi" };
        assert_eq!(label, Some(CellValue::Text(wanted.to_string())), "{} {now}", cell.address);
        looked += 1;
    }
    assert!(looked > 140, "{looked}");
}

#[test]
fn our_own_workbooks_hold_the_results_of_their_formulas() {
    for name in ["politeknik", "pemprov"] {
        let workspace = Workspace::open(&root().join("samples").join(name)).expect("a sample workspace");
        let day = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
        let outcome = pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run");
        let input = outcome.input(&workspace, day);
        for bytes in [report::konsolidasi(&input), report::recap(&input)] {
            let told = stale(&bytes.expect("a workbook"));
            assert!(told.is_empty(), "{name}: {}", told.join("\n"));
        }
    }
}
