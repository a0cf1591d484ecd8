//! Hands of other programs, of people in a hurry, and of forms that went through many mailboxes.

use super::hand::{Coded, Dated, Format, Grouped, Hand, Identity, Typing, plain};
use super::rework;

/// Two letters of every long word changed: "Reailsasi TW", "Indkiator Kinerja".
fn slipped(text: &str) -> String {
    let word = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() >= 8 {
            letters.swap(3, 4);
        }
        letters.into_iter().collect::<String>()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// More hands.
#[allow(clippy::too_many_lines)]
pub(super) fn hands() -> Vec<Hand> {
    let mut all = Vec::new();
    let mut hand = |name: &'static str, habit: &dyn Fn(&mut Hand)| {
        let mut one = plain(name);
        habit(&mut one);
        all.push(one);
    };
    hand("texts in the English way", &|h| h.typing = Typing::English);
    hand("values pasted over formulas", &|h| h.typing = Typing::Pasted);
    hand("copied from Word", &|h| {
        h.typing = Typing::Comma;
        h.dated = Dated::Words;
        h.rework = rework::from_word;
    });
    hand("paragraphs of Word in rows of their own", &|h| {
        h.typing = Typing::Comma;
        h.rework = rework::paragraphs;
    });
    hand("binary workbooks", &|h| {
        h.format = Format::Xlsb;
        h.typing = Typing::Formatted;
    });
    hand("web pages that are called workbooks", &|h| {
        h.format = Format::Html;
        h.dated = Dated::Words;
    });
    hand("sheets and files copied several times", &|h| {
        h.sheet_name = 2;
        h.file_name = 2;
    });
    hand("notes between objectives", &|h| h.rework = rework::notes_between);
    hand("means below objectives", &|h| h.rework = rework::means);
    hand("hidden blank rows and columns", &|h| h.rework = rework::hidden_blanks);
    hand("columns the other way round", &|h| h.backwards = true);
    hand("columns of their own in the middle", &|h| h.middle_columns = true);
    hand("last year's figures beside", &|h| h.wording = 4);
    hand("target and unit of measure under one heading", &|h| {
        h.shuffled = true;
        h.rework = rework::one_heading;
    });
    hand("numbers before indicators", &|h| h.rework = rework::numbered);
    hand("units of measure behind indicators", &|h| h.rework = rework::measured_in_brackets);
    hand("dashes where nothing is", &|h| h.rework = rework::dashes);
    hand("titles of people over merged cells", &|h| h.rework = rework::titled);
    hand("slips of the pen in headings", &|h| h.heading_letters = slipped);
    hand("texts in the English way under capitals", &|h| {
        h.typing = Typing::English;
        h.grouped = Grouped::Repeated;
        h.coded = Coded::Column;
        h.heading_letters = |text| text.to_uppercase();
        h.identity = Identity::ThreeCells;
    });
    hand("by way of Word, all at once", &|h| {
        h.typing = Typing::Comma;
        h.dated = Dated::Words;
        h.grouped = Grouped::Below;
        h.coded = Coded::Before;
        h.identity = Identity::Block;
        h.title_in_two = true;
        h.merged_titles = true;
        h.bullets = true;
        h.origin = (3, 1);
        h.rework = |form, document| {
            rework::dashes(form, document);
            rework::from_word(form, document);
        };
    });
    all
}
