//! Hands: ways in which people fill in forms. Each is the plain way with a few habits of its own.

use super::offices::Beside;
use super::rework::{Rework, nothing};

/// How figures are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typing {
    /// Numbers without a format.
    Plain,
    /// Numbers under the format of their kind: percent, thousands, rupiah.
    Formatted,
    /// Numbers under a format of accounts.
    Account,
    /// Texts with a decimal comma.
    Comma,
    /// Texts with points between thousands.
    Points,
    /// Texts with a decimal point.
    Dot,
    /// Texts with the unit behind the figure.
    WithUnit,
    /// Percent as text with its sign, the rest numbers.
    PercentText,
    /// Formulas with a stored result.
    Formulas,
    /// Now a number, now a text.
    Mixed,
    /// Texts with blanks around them.
    Spaced,
    /// Texts with two decimals everywhere.
    Zeros,
    /// Targets of percentages as bounds.
    Bounds,
    /// Texts with commas between thousands and a decimal point.
    English,
    /// Numbers with the last digits of a calculation.
    Pasted,
    /// Every target as a bound on the side that is good, in signs.
    Signs,
    /// The same in words.
    Sides,
    /// What was reached of a whole as so many of so many.
    Parts,
    /// Money in words of millions, the rest numbers.
    Millions,
    /// Percent as text with a decimal point and its sign.
    PercentDot,
}

/// How achievement is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Achieved {
    Formula,
    Value,
    Rounded,
    Percent,
    Text,
    Without,
}

/// How the objective of several rows is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouped {
    Merged,
    Below,
    Repeated,
    /// A row of its own above its indicators.
    Section,
}

/// How the code of an indicator is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coded {
    Column,
    Brackets,
    /// In brackets and small letters, without a blank: "[ikk1.1]".
    Tight,
    Before,
    Without,
}

/// Where the form says whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    OneCell,
    TwoCells,
    ThreeCells,
    Title,
    Block,
    Folder,
    FileName,
    /// The code of the unit instead of its name.
    Code,
    Otherwise(&'static str),
}

/// How plans are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    Quarters,
    Stages,
    Months,
}

/// How measurements are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measured {
    /// One quarter.
    Single,
    /// A column for each quarter under common headings.
    Wide,
    /// A row for each quarter.
    Rows,
    /// Codes and realisations for an application.
    Import,
}

/// What files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Csv(char, bool),
    /// A binary workbook.
    Xlsb,
    /// A table of a web page that is called .xls.
    Html,
    Office(&'static str),
}

/// How dates are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dated {
    Cell,
    Words,
    Slashes,
    Short,
    Dots,
    English,
    Month,
}

/// A way of filling in forms.
#[derive(Debug, Clone)]
pub(super) struct Hand {
    pub(super) name: &'static str,
    pub(super) typing: Typing,
    pub(super) achieved: Achieved,
    pub(super) grouped: Grouped,
    pub(super) coded: Coded,
    pub(super) identity: Identity,
    pub(super) plan: Plan,
    pub(super) measured: Measured,
    pub(super) format: Format,
    pub(super) dated: Dated,
    /// Which wording of headings.
    pub(super) wording: usize,
    /// Where a sheet begins.
    pub(super) origin: (u32, u16),
    /// A row that numbers the columns: none, plain, in brackets.
    pub(super) numbered: usize,
    /// Change of the letters of names and texts.
    pub(super) letters: fn(&str) -> String,
    pub(super) satuan: usize,
    pub(super) sheet_name: usize,
    pub(super) file_name: usize,
    pub(super) one_book: bool,
    /// One workbook for each kind of document, with a sheet for every unit.
    pub(super) shared_book: bool,
    pub(super) other_sheets: bool,
    pub(super) notes: bool,
    pub(super) blank_rows: bool,
    pub(super) hidden_help: bool,
    pub(super) title_in_two: bool,
    pub(super) merged_titles: bool,
    pub(super) heading_letters: fn(&str) -> String,
    pub(super) nip: usize,
    pub(super) both_sign: bool,
    pub(super) shuffled: bool,
    pub(super) extra_columns: bool,
    pub(super) repeated_heading: bool,
    pub(super) numbered_rows: usize,
    pub(super) lead_lines: usize,
    /// How the quarter is told: in the title, in digits, on a line of its own, by sheet and file.
    pub(super) quarter: usize,
    /// What forms call themselves.
    pub(super) titles: usize,
    /// Obstacles in several lines with bullets.
    pub(super) bullets: bool,
    /// A column that says how far targets were reached, in words.
    pub(super) status: bool,
    /// Columns from the last to the first.
    pub(super) backwards: bool,
    /// Dashes in the columns of quarters to come.
    pub(super) dashed: bool,
    /// No column of units of measure.
    pub(super) unmeasured: bool,
    /// A column of remarks in measurements.
    pub(super) remarks: bool,
    /// Columns of their own in the middle of the table.
    pub(super) middle_columns: bool,
    /// Sheets beside the form in its workbook.
    pub(super) beside: Beside,
    /// What happens to the form after it was filled in.
    pub(super) rework: Rework,
}

impl Hand {
    /// The ending of files that another program must write.
    pub(super) fn office(&self) -> Option<&'static str> {
        match self.format {
            Format::Office(ending) => Some(ending),
            Format::Xlsx | Format::Csv(..) | Format::Xlsb | Format::Html => None,
        }
    }
}

fn same(text: &str) -> String {
    text.to_string()
}

fn upper(text: &str) -> String {
    text.to_uppercase()
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// "jurusan  teknik sipil " with blanks that do not break.
fn loose(text: &str) -> String {
    format!("{} ", text.replacen(' ', "\u{a0} ", 1))
}

fn broken(text: &str) -> String {
    text.replacen(' ', "\n", 1)
}

fn starred(text: &str) -> String {
    format!("{text} *)")
}

fn colon(text: &str) -> String {
    format!(" {text} :")
}

pub(super) fn plain(name: &'static str) -> Hand {
    Hand {
        name,
        typing: Typing::Plain,
        achieved: Achieved::Value,
        grouped: Grouped::Merged,
        coded: Coded::Without,
        identity: Identity::OneCell,
        plan: Plan::Quarters,
        measured: Measured::Single,
        format: Format::Xlsx,
        dated: Dated::Cell,
        wording: 0,
        origin: (0, 0),
        numbered: 0,
        letters: same,
        satuan: 0,
        sheet_name: 0,
        file_name: 0,
        one_book: false,
        shared_book: false,
        other_sheets: false,
        notes: false,
        blank_rows: false,
        hidden_help: false,
        title_in_two: false,
        merged_titles: false,
        heading_letters: same,
        nip: 0,
        both_sign: true,
        shuffled: false,
        extra_columns: false,
        repeated_heading: false,
        numbered_rows: 0,
        lead_lines: 0,
        quarter: 0,
        titles: 0,
        bullets: false,
        status: false,
        backwards: false,
        dashed: false,
        unmeasured: false,
        remarks: false,
        middle_columns: false,
        beside: Beside::Nothing,
        rework: nothing,
    }
}

/// All hands.
#[allow(clippy::too_many_lines)]
pub(super) fn hands() -> Vec<Hand> {
    let mut all = Vec::new();
    let mut hand = |name: &'static str, habit: &dyn Fn(&mut Hand)| {
        let mut one = plain(name);
        habit(&mut one);
        all.push(one);
    };
    hand("plain", &|_| {});
    hand("formats of cells", &|h| h.typing = Typing::Formatted);
    hand("formats of accounts", &|h| h.typing = Typing::Account);
    hand("texts with commas", &|h| h.typing = Typing::Comma);
    hand("texts with points and commas", &|h| h.typing = Typing::Points);
    hand("texts with decimal points", &|h| h.typing = Typing::Dot);
    hand("units behind figures", &|h| h.typing = Typing::WithUnit);
    hand("percent signs as text", &|h| h.typing = Typing::PercentText);
    hand("formulas for figures", &|h| {
        h.typing = Typing::Formulas;
        h.achieved = Achieved::Formula;
    });
    hand("numbers and texts mixed", &|h| h.typing = Typing::Mixed);
    hand("blanks around figures", &|h| h.typing = Typing::Spaced);
    hand("achievement by formula", &|h| h.achieved = Achieved::Formula);
    hand("achievement rounded", &|h| h.achieved = Achieved::Rounded);
    hand("achievement in percent format", &|h| h.achieved = Achieved::Percent);
    hand("achievement as text", &|h| h.achieved = Achieved::Text);
    hand("no achievement", &|h| h.achieved = Achieved::Without);
    hand("blanks below an objective", &|h| h.grouped = Grouped::Below);
    hand("objectives repeated", &|h| h.grouped = Grouped::Repeated);
    hand("a column of codes", &|h| h.coded = Coded::Column);
    hand("codes in brackets", &|h| h.coded = Coded::Brackets);
    hand("codes before the wording", &|h| h.coded = Coded::Before);
    hand("label and name in two cells", &|h| h.identity = Identity::TwoCells);
    hand("label, colon and name", &|h| h.identity = Identity::ThreeCells);
    hand("the unit in the title", &|h| h.identity = Identity::Title);
    hand("a block of name, NIP and office", &|h| h.identity = Identity::Block);
    hand("the unit only by folder", &|h| h.identity = Identity::Folder);
    hand("the unit only by file name", &|h| {
        h.identity = Identity::FileName;
        h.file_name = 1;
    });
    hand("another label for the unit", &|h| h.identity = Identity::Otherwise("Nama Unit Kerja"));
    hand("OPD as label", &|h| h.identity = Identity::Otherwise("OPD"));
    hand("plans by stages", &|h| h.plan = Plan::Stages);
    hand("plans by stages, blanks below", &|h| {
        h.plan = Plan::Stages;
        h.grouped = Grouped::Below;
        h.coded = Coded::Brackets;
    });
    hand("plans by months", &|h| h.plan = Plan::Months);
    hand("a column for each quarter", &|h| h.measured = Measured::Wide);
    hand("a column for each quarter, formats and formulas", &|h| {
        h.measured = Measured::Wide;
        h.typing = Typing::Formatted;
        h.achieved = Achieved::Formula;
        h.numbered = 1;
    });
    hand("a row for each quarter", &|h| h.measured = Measured::Rows);
    hand("an import by codes", &|h| {
        h.measured = Measured::Import;
        h.coded = Coded::Column;
        h.identity = Identity::Folder;
    });
    hand("formal headings", &|h| h.wording = 1);
    hand("headings in groups", &|h| {
        h.wording = 2;
        h.numbered = 2;
    });
    hand("long headings", &|h| {
        h.wording = 3;
        h.coded = Coded::Column;
    });
    hand("headings in capitals and broken lines", &|h| {
        h.heading_letters = |text| broken(&upper(text));
        h.numbered = 1;
    });
    hand("starred headings", &|h| {
        h.heading_letters = starred;
        h.notes = true;
    });
    hand("headings with colons and blanks", &|h| h.heading_letters = colon);
    hand("far down and to the right", &|h| {
        h.origin = (11, 3);
        h.lead_lines = 3;
    });
    hand("names in capitals", &|h| h.letters = upper);
    hand("names in small letters", &|h| h.letters = lower);
    hand("loose blanks in names", &|h| h.letters = loose);
    hand("units of measure in words", &|h| h.satuan = 1);
    hand("units of measure abbreviated", &|h| {
        h.satuan = 2;
        h.typing = Typing::WithUnit;
    });
    hand("sheets without a name", &|h| {
        h.sheet_name = 1;
        h.other_sheets = true;
    });
    hand("all in one workbook", &|h| {
        h.one_book = true;
        h.other_sheets = true;
    });
    hand("notes and legends below", &|h| h.notes = true);
    hand("blank rows between", &|h| h.blank_rows = true);
    hand("a hidden column for helping", &|h| h.hidden_help = true);
    hand("titles over merged cells in two lines", &|h| {
        h.title_in_two = true;
        h.merged_titles = true;
    });
    hand("NIP with blanks, one signs", &|h| {
        h.nip = 1;
        h.both_sign = false;
    });
    hand("NIP with a colon", &|h| h.nip = 2);
    hand("columns in another order", &|h| h.shuffled = true);
    hand("columns of their own", &|h| h.extra_columns = true);
    hand("headings repeated on the next page", &|h| h.repeated_heading = true);
    hand("rows numbered in Roman and letters", &|h| h.numbered_rows = 1);
    hand("dates in words", &|h| h.dated = Dated::Words);
    hand("dates with slashes", &|h| h.dated = Dated::Slashes);
    hand("dates cut short", &|h| h.dated = Dated::Short);
    hand("text files with commas", &|h| h.format = Format::Csv(',', false));
    hand("text files with semicolons", &|h| {
        h.format = Format::Csv(';', true);
        h.grouped = Grouped::Repeated;
    });
    hand("text files with tabs", &|h| {
        h.format = Format::Csv('\t', true);
        h.grouped = Grouped::Repeated;
    });
    hand("ods", &|h| {
        h.format = Format::Office("ods");
        h.typing = Typing::Formatted;
        h.achieved = Achieved::Formula;
    });
    hand("xls", &|h| {
        h.format = Format::Office("xls");
        h.typing = Typing::Formatted;
        h.grouped = Grouped::Below;
    });
    hand("figures with two decimals", &|h| h.typing = Typing::Zeros);
    hand("targets as bounds", &|h| h.typing = Typing::Bounds);
    hand("objectives in rows of their own", &|h| h.grouped = Grouped::Section);
    hand("tight codes in brackets", &|h| h.coded = Coded::Tight);
    hand("the unit by its code", &|h| h.identity = Identity::Code);
    hand("quarters in digits", &|h| h.quarter = 1);
    hand("the quarter on a line of its own", &|h| h.quarter = 2);
    hand("the quarter by sheet and file alone", &|h| h.quarter = 3);
    hand("other titles", &|h| h.titles = 1);
    hand("titles in small letters", &|h| {
        h.titles = 2;
        h.notes = true;
    });
    hand("bullets and lines", &|h| h.bullets = true);
    hand("a column of status", &|h| h.status = true);
    hand("everything at once", &|h| {
        h.typing = Typing::Mixed;
        h.achieved = Achieved::Formula;
        h.grouped = Grouped::Below;
        h.coded = Coded::Brackets;
        h.identity = Identity::Block;
        h.origin = (6, 2);
        h.numbered = 2;
        h.letters = upper;
        h.other_sheets = true;
        h.notes = true;
        h.blank_rows = true;
        h.title_in_two = true;
        h.nip = 1;
        h.bullets = true;
        h.lead_lines = 2;
        h.dated = Dated::Words;
    });
    all.extend(super::ugly::hands());
    all.extend(super::habits::hands());
    all.extend(super::offices::hands());
    all
}
