//! Rows as frames of what they are known by, for rules that compare sets of indicators.

use std::borrow::Cow;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame};

use crate::tables::IndikatorRow;
use crate::tables::schema::{Column, frame_of};

/// Number of the record.
pub(in crate::rules) const RECORD: &str = "record";
/// Index of the document.
pub(in crate::rules) const DOCUMENT: &str = "document";
/// Code of the unit.
pub(in crate::rules) const UNIT: &str = "unit";
/// Key of the indicator.
pub(in crate::rules) const KEY: &str = "kunci";
/// Code of the node that the indicator is tied to.
pub(in crate::rules) const NODE: &str = "simpul";

/// The keys of rows.
pub(in crate::rules) fn keys<'a>(rows: impl Iterator<Item = IndikatorRow<'a>>) -> LazyFrame {
    fn text(text: Option<&str>) -> Option<Cow<'_, str>> {
        text.map(Cow::Borrowed)
    }
    lazy(
        &rows.collect::<Vec<_>>(),
        &[
            Column::count(RECORD, |row| Some(row.record)),
            Column::count(DOCUMENT, |row| Some(row.document)),
            Column::text(UNIT, |row| text(row.unit)),
            Column::text(KEY, |row| text(row.key)),
            Column::text(NODE, |row| text(row.node_code())),
        ],
    )
}

/// Rows with these columns, to be asked.
pub(in crate::rules) fn lazy<R>(rows: &[R], columns: &[Column<R>]) -> LazyFrame {
    frame_of(rows, columns).expect("columns of one length make a frame").lazy()
}

/// Carries out a query over such frames. Only a column that no frame has could make it fail, which is a mistake in the
/// rule itself and does not depend on what was sent.
pub(in crate::rules) fn collect(query: LazyFrame) -> DataFrame {
    query.collect().expect("a rule asks for columns that its frames have")
}

/// The numbers in a column of an answer.
pub(in crate::rules) fn numbers(answer: &DataFrame, column: &str) -> Vec<u32> {
    let column = answer.column(column).and_then(|column| column.u32()).expect("an answer has the column asked for");
    column.iter().flatten().collect()
}
