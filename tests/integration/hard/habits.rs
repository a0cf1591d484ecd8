//! Hands with habits of bureaus and of other houses: bounds for targets, periods by their months, rows and columns that a
//! table need not have.

use super::hand::{Coded, Dated, Grouped, Hand, Identity, Measured, Typing, plain};
use super::rework;

/// More hands.
pub(super) fn hands() -> Vec<Hand> {
    let mut all = Vec::new();
    let mut hand = |name: &'static str, habit: &dyn Fn(&mut Hand)| {
        let mut one = plain(name);
        habit(&mut one);
        all.push(one);
    };
    hand("every target a bound, in signs", &|h| h.typing = Typing::Signs);
    hand("every target a bound, in words", &|h| h.typing = Typing::Sides);
    hand("shares as so many of so many", &|h| h.typing = Typing::Parts);
    hand("money in millions", &|h| h.typing = Typing::Millions);
    hand("percent signs behind decimal points", &|h| h.typing = Typing::PercentDot);
    hand("the quarter by its months", &|h| {
        h.quarter = 4;
        h.sheet_name = 1;
    });
    hand("the quarter in words", &|h| h.quarter = 5);
    hand("numerator and denominator in rows of their own", &|h| h.rework = rework::components);
    hand("a mean at the foot", &|h| {
        h.rework = rework::mean_at_the_foot;
        h.achieved = super::hand::Achieved::Rounded;
    });
    hand("no column of units of measure", &|h| {
        h.unmeasured = true;
        h.typing = Typing::WithUnit;
    });
    hand("no column of units of measure, bare numbers", &|h| h.unmeasured = true);
    hand("months as limits", &|h| h.dated = Dated::Month);
    hand("dates with points", &|h| h.dated = Dated::Dots);
    hand("dates in the English way", &|h| h.dated = Dated::English);
    hand("marks of footnotes", &|h| h.rework = rework::footnotes);
    hand("columns numbered with their formula", &|h| h.numbered = 3);
    hand("a column of remarks", &|h| h.remarks = true);
    hand("dashes in quarters to come", &|h| {
        h.measured = Measured::Wide;
        h.dashed = true;
    });
    hand("copies of a drive", &|h| h.file_name = 3);
    hand("all units in one workbook", &|h| h.shared_book = true);
    hand("names in brackets", &|h| h.nip = 3);
    hand("signed electronically", &|h| h.rework = rework::signed_electronically);
    hand("a count at the foot", &|h| h.rework = rework::count_at_the_foot);
    hand("for the time being", &|h| h.rework = rework::for_the_time_being);
    hand("titles of other houses", &|h| {
        h.titles = 3;
        h.identity = Identity::Otherwise("Satuan Kerja");
    });
    hand("a bureau's own way, all at once", &|h| {
        h.typing = Typing::Signs;
        h.quarter = 4;
        h.numbered = 3;
        h.remarks = true;
        h.grouped = Grouped::Repeated;
        h.coded = Coded::Column;
        h.dated = Dated::Month;
        h.identity = Identity::Otherwise("Perangkat Daerah");
        h.nip = 3;
        h.origin = (2, 1);
        h.rework = |form, document| {
            rework::footnotes(form, document);
            rework::mean_at_the_foot(form, document);
        };
    });
    all
}
