//! A sheet in the making: columns with heading paths, what stands in them, and the habits of the officer who draws it.

use selaras::domain::address::CellAddress;

use super::super::expectation::{Optional, Record, SheetExpectation, TableExpectation};
use super::words::{Dice, Item};

/// What stands in a column.
#[derive(Clone, Copy)]
pub(crate) enum Content {
    Number,
    GoalNumber,
    GoalCode,
    Goal,
    Program,
    Sub,
    SubCode,
    /// A part of an account code that is split over columns.
    CodePart(usize),
    Code,
    Indikator,
    Unit,
    Target,
    Planned(usize),
    Done(usize),
    DoneTotal,
    MonthPlanned(usize),
    MonthDone(usize),
    Share(usize),
    ShareTotal,
    Year(usize),
    Ceiling,
    CeilingYear(usize),
    Spent(usize),
    SpentTotal,
    SpentShare,
    Owner,
    Obstacle,
    Remedy,
    Action,
    Link,
    Method,
    Source,
    Weight,
    Polarity,
    LowerGoal,
    LowerIndikator,
    /// Planned and done at the end of a half of the year.
    HalfPlanned(usize),
    HalfDone(usize),
    /// What was done in a year before this one.
    Before(usize),
    /// The target before the plan was changed.
    OldTarget,
    /// "Rp", in a column of its own before the amount.
    RupiahMark,
    /// Code and name of one of the three levels of the budget.
    LevelCode(usize),
    LevelName(usize),
    /// A word of the office that means nothing to anybody else.
    Foreign,
    Blank,
}

/// A column: its heading path (parents first), its right fields (`a|b`; with `?` in front it may stay unread; none at
/// all when it concerns nobody), and what stands in it.
#[derive(Clone)]
pub(crate) struct Column {
    pub path: Vec<String>,
    pub fields: &'static str,
    pub content: Content,
}

pub(crate) fn column(path: &[&str], fields: &'static str, content: Content) -> Column {
    Column { path: path.iter().map(ToString::to_string).collect(), fields, content }
}

/// How an officer draws.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    None,
    Plain,
    Brackets,
    Formulas,
}

/// The habits that one sheet is drawn with.
#[derive(Clone)]
pub(crate) struct Habits {
    /// Merges in headings and columns, or blanks in their place.
    pub merges: bool,
    pub numbers: Numbers,
    /// The last level of the heading (K | Rp) stands below the row of column numbers.
    pub units_below: bool,
    pub left: usize,
    /// Rows that name a program or goal above its indicators.
    pub groups: bool,
    pub subtotals: bool,
    pub notes: bool,
    pub signature: bool,
    /// Figures typed as text in Indonesian notation, and nothing merged: a file saved as CSV.
    pub csv: bool,
    /// Several actions below an indicator.
    pub actions: usize,
    /// Numerator and denominator below an indicator.
    pub fractions: bool,
}

impl Habits {
    pub(crate) fn of(dice: &mut Dice) -> Self {
        Self {
            merges: dice.percent(65),
            numbers: dice.any(&[Numbers::None, Numbers::None, Numbers::Plain, Numbers::Brackets]),
            units_below: false,
            left: if dice.percent(20) { 1 + dice.below(2) } else { 0 },
            groups: false,
            subtotals: false,
            notes: dice.percent(25),
            signature: dice.percent(40),
            csv: false,
            actions: 1,
            fractions: false,
        }
    }

    /// An export of an application: plain rows from the first cell on, and nothing around them.
    pub(crate) fn of_export(dice: &mut Dice) -> Self {
        let of = Self::of(dice);
        Self { merges: false, numbers: Numbers::None, left: 0, notes: false, signature: false, ..of }
    }
}

/// A grid of drawn cells.
#[derive(Default)]
pub(crate) struct Canvas {
    rows: Vec<Vec<String>>,
}

impl Canvas {
    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn blank(&mut self, rows: usize) {
        self.rows.extend((0..rows).map(|_| Vec::new()));
    }

    pub(crate) fn push(&mut self, left: usize, cells: Vec<String>) {
        let mut row = vec![String::new(); left];
        row.extend(cells);
        self.rows.push(row);
    }

    pub(crate) fn line(&mut self, cells: &[&str]) {
        self.push(0, cells.iter().map(ToString::to_string).collect());
    }

    pub(crate) fn put(&mut self, row: usize, at: usize, text: &str) {
        while self.rows.len() <= row {
            self.rows.push(Vec::new());
        }
        if self.rows[row].len() <= at {
            self.rows[row].resize(at + 1, String::new());
        }
        self.rows[row][at] = text.to_string();
    }

    pub(crate) fn text(&self) -> String {
        self.rows.iter().map(|row| row.join("|").trim_end_matches('|').to_string() + "\n").collect()
    }
}

/// A sheet that holds a table, with what must be read from it.
pub(crate) struct Sheet {
    pub name: String,
    pub canvas: Canvas,
    pub expected: SheetExpectation,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        let expected = SheetExpectation { name: name.to_string(), ..SheetExpectation::default() };
        Self { name: name.to_string(), canvas: Canvas::default(), expected }
    }

    /// Draws a table below what stands there already.
    pub(crate) fn table(&mut self, kind: &[&str], columns: &[Column], items: &[Item], habits: &Habits) {
        heading(&mut self.canvas, columns, habits);
        let mut table =
            TableExpectation { kind: kind.iter().map(ToString::to_string).collect(), ..TableExpectation::default() };
        rows(&mut self.canvas, columns, items, habits, &mut table);
        self.expected.tables.push(table);
        let width = habits.left + columns.len();
        if habits.notes {
            self.canvas.blank(1);
            self.canvas.line(&["Catatan:"]);
            self.canvas.line(&["1. Diisi oleh setiap bidang paling lambat tanggal 5 bulan berikutnya."]);
            self.canvas.line(&["*) target dapat disesuaikan dengan perubahan anggaran"]);
        }
        if habits.signature {
            signature(&mut self.canvas, width.saturating_sub(2).max(1));
        }
    }

    /// Draws a table a second time, or another one, to the right of the rows that stand there.
    pub(crate) fn beside(&mut self, top: usize, left: usize, other: &Canvas) {
        for (offset, row) in other.rows.iter().enumerate() {
            for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                self.canvas.put(top + offset, left + at, cell);
            }
        }
    }
}

fn signature(canvas: &mut Canvas, left: usize) {
    canvas.blank(1);
    for text in ["Kota Contoh, 7 Juli 2026", "Kepala Dinas Pustaka Contoh,"] {
        canvas.push(left, vec![text.to_string()]);
    }
    canvas.blank(3);
    for text in ["Nama Contoh", "NIP. 19000101 190001 1 001"] {
        canvas.push(left, vec![text.to_string()]);
    }
}

/// The heading, the row of column numbers, and the units below it.
fn heading(canvas: &mut Canvas, columns: &[Column], habits: &Habits) {
    let depth = columns.iter().map(|column| column.path.len()).max().unwrap_or(1);
    let above = if habits.units_below { depth - 1 } else { depth };
    let merges = habits.merges && !habits.csv;
    for level in 0..above {
        let row =
            columns.iter().enumerate().map(|(place, column)| cell_of_heading(columns, place, column, level, merges));
        canvas.push(habits.left, row.collect());
    }
    if habits.numbers != Numbers::None {
        let mut number = 0;
        let mut cells = Vec::new();
        for (place, column) in columns.iter().enumerate() {
            let paired = habits.units_below && column.path.len() == depth && same_parent(columns, place, depth - 1);
            if paired {
                cells.push(if merges { "<".to_string() } else { String::new() });
                continue;
            }
            number += 1;
            cells.push(number_cell(habits.numbers, number, column.content));
        }
        canvas.push(habits.left, cells);
    }
    if habits.units_below {
        let row = columns.iter().map(|column| match column.path.get(depth - 1) {
            Some(unit) => unit.clone(),
            None if merges && habits.numbers != Numbers::None => "^".to_string(),
            None => String::new(),
        });
        canvas.push(habits.left, row.collect());
    }
}

fn number_cell(numbers: Numbers, number: usize, content: Content) -> String {
    match numbers {
        Numbers::Brackets => format!("({number})"),
        Numbers::Formulas if matches!(content, Content::Share(_) | Content::ShareTotal | Content::SpentShare) => {
            format!("{number} = {}/{} x 100%", number - 1, number.saturating_sub(3).max(1))
        }
        Numbers::Formulas if matches!(content, Content::DoneTotal) => format!("{number}=7+8+9+10"),
        _ => number.to_string(),
    }
}

fn same_parent(columns: &[Column], place: usize, levels: usize) -> bool {
    place > 0
        && columns[place].path.len() > levels
        && columns[place - 1].path.len() > levels
        && columns[place - 1].path[..levels] == columns[place].path[..levels]
}

fn cell_of_heading(columns: &[Column], place: usize, column: &Column, level: usize, merges: bool) -> String {
    let mark = |mark: &str| if merges { mark.to_string() } else { String::new() };
    if level >= column.path.len() {
        return mark("^");
    }
    if level + 1 < column.path.len() && same_parent(columns, place, level + 1) {
        return mark("<");
    }
    let code = |place: usize| matches!(columns[place].content, Content::CodePart(_));
    if place > 0 && code(place) && code(place - 1) {
        return mark("<");
    }
    column.path[level].clone()
}

fn rows(canvas: &mut Canvas, columns: &[Column], items: &[Item], habits: &Habits, table: &mut TableExpectation) {
    let mut start = 0;
    for (place, item) in items.iter().enumerate() {
        let first = place == 0 || items[place - 1].goal_number != item.goal_number;
        if first && habits.groups {
            let mut row = vec![String::new(); columns.len()];
            row[0] = item.program.to_uppercase();
            if habits.merges && !habits.csv {
                row.iter_mut().skip(1).for_each(|cell| *cell = "<".to_string());
            }
            canvas.push(habits.left, row);
        }
        if first {
            start = canvas.height() as u32;
        }
        table.records.push(data_row(canvas, columns, item, start, habits));
        for action in 1..habits.actions {
            table.records.push(action_row(canvas, columns, item, action, habits));
        }
        if habits.fractions {
            fraction_rows(canvas, columns, item, habits);
        }
        let last = items.get(place + 1).is_none_or(|next| next.goal_number != item.goal_number);
        if last && habits.subtotals {
            let own: Vec<&Item> = items.iter().filter(|other| other.goal_number == item.goal_number).collect();
            let sum = |of: &dyn Fn(&Item) -> Option<f64>| {
                let all: Vec<f64> = own.iter().filter_map(|item| of(item)).collect();
                if all.is_empty() { String::new() } else { all.iter().sum::<f64>().to_string() }
            };
            let sums = columns.iter().map(|column| match column.content {
                Content::Ceiling => sum(&|item| Some(item.ceiling)),
                Content::Spent(quarter) => sum(&|item| item.spent[quarter]),
                Content::SpentTotal => {
                    sum(&|item| Some(item.spent.iter().flatten().sum::<f64>()).filter(|spent| *spent > 0.0))
                }
                _ => String::new(),
            });
            canvas.push(habits.left, sums.collect());
        }
    }
    if habits.subtotals {
        let mut row = vec![String::new(); columns.len()];
        row[0] = "JUMLAH".to_string();
        for (cell, column) in row.iter_mut().zip(columns) {
            if matches!(column.content, Content::Ceiling | Content::Spent(_) | Content::SpentTotal) {
                *cell = items.iter().map(|item| item.ceiling).sum::<f64>().to_string();
            }
        }
        canvas.push(habits.left, row);
    }
}

/// Columns that are written once for a goal and left blank, or merged, for its other indicators.
fn of_the_goal(content: Content) -> bool {
    matches!(content, Content::GoalNumber | Content::GoalCode | Content::Goal | Content::Program)
}

fn subject(columns: &[Column]) -> Option<usize> {
    let wanted =
        |column: &Column| matches!(column.content, Content::Indikator | Content::Sub) && !column.fields.is_empty();
    columns
        .iter()
        .position(wanted)
        .or_else(|| columns.iter().position(|column| matches!(column.content, Content::Program)))
}

/// A row of data; what belongs to its goal was written in row `start`.
fn data_row(canvas: &mut Canvas, columns: &[Column], item: &Item, start: u32, habits: &Habits) -> Record {
    let row = canvas.height() as u32;
    let at = |place: usize, row: u32| CellAddress::new(row, (habits.left + place) as u32);
    let mut record = Record { row, subject: subject(columns).map(|place| at(place, row)), ..Record::default() };
    let plain = habits.actions == 1 && !habits.subtotals && !habits.fractions;
    let below = if habits.merges && !habits.csv && plain { "^" } else { "" };
    let mut cells = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let carried = of_the_goal(column.content) && start != row;
        let text = typed(column.content, item, habits);
        expect(&mut record, column, at(place, if carried { start } else { row }), &text);
        cells.push(if carried { below.to_string() } else { text });
    }
    record.may.extend(joined_code(columns, &cells, |place| at(place, row)));
    canvas.push(habits.left, cells);
    record
}

/// The parts of an account code may come as one code, as the drawings of real forms allow; one part alone never.
fn joined_code(columns: &[Column], cells: &[String], at: impl Fn(usize) -> CellAddress) -> Option<Optional> {
    let part = |place: &usize| matches!(columns[*place].content, Content::CodePart(_));
    let places: Vec<usize> = (0..columns.len()).filter(part).collect();
    let text: Vec<&str> = places.iter().map(|place| cells[*place].trim_start_matches('\'')).collect();
    let first = places.first()?;
    Some(Optional { cell: at(*first), fields: vec!["kode".to_string()], texts: vec![text.join(".")] })
}

/// Another action of the indicator above.
fn action_row(canvas: &mut Canvas, columns: &[Column], item: &Item, action: usize, habits: &Habits) -> Record {
    let row = canvas.height() as u32;
    let mut record = Record { row, ..Record::default() };
    let mut cells = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let cell = CellAddress::new(row, (habits.left + place) as u32);
        let own = matches!(column.content, Content::Action | Content::Owner);
        let text = match column.content {
            Content::Action => item.actions[action % item.actions.len()].to_string(),
            Content::Owner => item.owner.to_string(),
            _ => String::new(),
        };
        if own {
            expect(&mut record, column, cell, &text);
        } else {
            // What stands above may be carried down where it says which indicator this is.
            let fields = alternatives(column.fields);
            let identity =
                !matches!(column.content, Content::Planned(_) | Content::Ceiling | Content::Target | Content::Unit);
            let rows = (0..row).rev().take(24).filter(|_| identity);
            record.may.extend(rows.map(|above| Optional {
                cell: CellAddress::new(above, cell.column),
                fields: fields.clone(),
                texts: Vec::new(),
            }));
        }
        cells.push(text);
    }
    canvas.push(habits.left, cells);
    record
}

/// Numerator and denominator of the indicator above: no indicators.
fn fraction_rows(canvas: &mut Canvas, columns: &[Column], item: &Item, habits: &Habits) {
    for (word, part) in [("Pembilang", 0.8), ("Penyebut", 1.0)] {
        let cells = columns.iter().map(|column| match column.content {
            Content::Indikator => format!("{word}: banyaknya {}", item.goal.to_lowercase()),
            Content::Done(quarter) if item.done[quarter].is_some() => (part * 50.0).to_string(),
            _ => String::new(),
        });
        canvas.push(habits.left, cells.collect());
    }
}

fn alternatives(fields: &str) -> Vec<String> {
    fields.trim_start_matches('?').split('|').filter(|field| !field.is_empty()).map(str::to_string).collect()
}

fn expect(record: &mut Record, column: &Column, cell: CellAddress, typed: &str) {
    if typed.is_empty() || column.fields.is_empty() {
        return;
    }
    let fields = alternatives(column.fields);
    if column.fields.starts_with('?') {
        record.may.push(Optional { cell, fields, texts: Vec::new() });
    } else {
        record.must.push((cell, fields));
    }
}

/// A cell as the officer types it.
fn typed(content: Content, item: &Item, habits: &Habits) -> String {
    let figure = |figure: f64| if habits.csv { indonesian(figure) } else { figure.to_string() };
    let maybe = |figure_of: Option<f64>| figure_of.map(figure).unwrap_or_default();
    let quarters = || item.done.iter().flatten().count();
    let share = |done: Option<f64>, planned: f64| maybe(done.map(|done| (done * 1000.0 / planned).round() / 10.0));
    let last = item.done.iter().flatten().last().copied();
    match content {
        Content::Number => item.number.to_string(),
        Content::GoalNumber => item.goal_number.to_string(),
        Content::GoalCode => format!("SS.{}", item.goal_number),
        Content::Goal => item.goal.to_string(),
        Content::Program => item.program.to_string(),
        Content::Sub => item.sub.to_string(),
        Content::SubCode => format!("2.23.0{}.2.01.{:04}", item.goal_number, item.number),
        Content::CodePart(part) => match part {
            0 => "2".to_string(),
            1 => "'23".to_string(),
            2 => format!("'0{}", item.goal_number),
            3 => "'2.01".to_string(),
            _ => format!("'{:02}", item.number),
        },
        Content::Code => format!("IK.{}.{}", item.goal_number, item.number),
        Content::Indikator => item.text.clone(),
        Content::Unit => item.unit.to_string(),
        Content::Target => figure(item.target),
        Content::Planned(quarter) => figure(item.planned[quarter]),
        Content::Done(quarter) => maybe(item.done[quarter]),
        Content::DoneTotal => maybe(last),
        Content::MonthPlanned(month) => figure(item.months[month]),
        Content::MonthDone(month) => {
            if month < 3 * quarters() {
                figure(item.months[month])
            } else {
                String::new()
            }
        }
        Content::Share(quarter) => share(item.done[quarter], item.planned[quarter]),
        Content::ShareTotal => share(last, item.target),
        Content::Year(year) => figure(item.years[year]),
        Content::Ceiling => figure(item.ceiling),
        Content::CeilingYear(year) => figure(item.ceiling / 1_000_000.0 + year as f64),
        Content::Spent(quarter) => maybe(item.spent[quarter]),
        Content::SpentTotal => maybe(Some(item.spent.iter().flatten().sum::<f64>()).filter(|sum| *sum > 0.0)),
        Content::SpentShare => {
            share(Some(item.spent.iter().flatten().sum::<f64>()).filter(|sum| *sum > 0.0), item.ceiling)
        }
        Content::Owner => item.owner.to_string(),
        Content::Obstacle => item.obstacle.to_string(),
        Content::Remedy => item.remedy.to_string(),
        Content::Action => item.actions[0].to_string(),
        Content::Link => format!("https://contoh.go.id/berkas/{}", item.number),
        Content::Method => "Banyaknya yang memenuhi dibagi seluruhnya dikali seratus".to_string(),
        Content::Source => "Laporan bidang".to_string(),
        Content::Weight => figure(item.weight),
        Content::Polarity => "Maksimal".to_string(),
        Content::LowerGoal => format!("Terlaksananya urusan seksi {}", item.number),
        Content::LowerIndikator => format!("Jumlah berkas seksi {}", item.number),
        Content::HalfPlanned(half) => figure(item.planned[2 * half + 1]),
        Content::HalfDone(half) => maybe(item.done[2 * half + 1]),
        Content::Before(years) => figure(item.target - 3.0 * years as f64),
        Content::OldTarget => figure(item.target + 2.0),
        Content::RupiahMark => "Rp".to_string(),
        Content::LevelCode(level) => {
            let parts = ["2.23", "2.01", "0007"].map(str::to_string);
            parts[..=level].join(".") + &format!(".{}", item.number)
        }
        Content::LevelName(level) => [item.program, "Kegiatan Pembinaan", item.sub][level].to_string(),
        Content::Foreign => ["ya", "tidak", "sudah ditelaah"][item.number % 3].to_string(),
        Content::Blank => String::new(),
    }
}

/// A figure as text in Indonesian notation.
fn indonesian(figure: f64) -> String {
    let text = figure.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if part.is_empty() && whole.len() > 3 {
        format!("'{grouped}")
    } else if part.is_empty() {
        format!("'{whole}")
    } else {
        format!("'{grouped},{part}")
    }
}
