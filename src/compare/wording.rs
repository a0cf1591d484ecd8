//! What cells, rows and fields are called in a state.

use super::ChangeFate;
use std::borrow::Cow;

use crate::domain::column::Field;
use crate::domain::date::long_format;
use crate::domain::document::{FormRow, IdentityKey, TableRole};
use crate::domain::numeral::short_figure;
use crate::domain::text;
use crate::domain::value::{Entry, Value};
use crate::tables::Tables;

/// Decimals that count when two figures are compared.
const DECIMAL: u8 = 6;

/// What a cell says, as people read it; cells that say the same have the same text.
pub(super) fn wording(entry: &Entry) -> Option<Cow<'_, str>> {
    let raw = entry.text()?;
    let numeral = || raw.parse::<f64>().is_ok_and(f64::is_finite);
    Some(match &entry.value {
        Value::Figure { figure, .. } if numeral() => short_figure(*figure, DECIMAL).into(),
        Value::Percent { percent } if numeral() => format!("{} %", short_figure(*percent, DECIMAL)).into(),
        Value::Money { rupiah } if numeral() => short_figure(*rupiah, 2).into(),
        Value::Date { date } => long_format((*date).into()).into(),
        _ => one_space(raw),
    })
}

/// A text with one space between its words.
fn one_space(text: &str) -> Cow<'_, str> {
    let tidied = text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if tidied { text.into() } else { text.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// What a row is known by: its indicator, or its budget line; and its quarter, on forms with a row for each.
pub(super) fn row_key<'a>(tables: &'a Tables, record_id: u32, row: &FormRow) -> Option<Cow<'a, str>> {
    let anggaran = tables.table_from(record_id).is_some_and(|table| table.role == TableRole::Anggaran);
    let key: Cow<'_, str> = if anggaran {
        let as_written = |field: &Field| row.entry(field.yearly()).and_then(Entry::text);
        format!("anggaran {}", text::key([Field::Code, Field::Program].iter().find_map(as_written)?)).into()
    } else {
        tables.links.get(record_id as usize)?.key.as_deref()?.into()
    };
    let triwulan_in_rows = row.entry(Field::RowTriwulan.yearly()).is_some();
    let triwulan = tables.record_id_triwulan(record_id).filter(|_| triwulan_in_rows);
    Some(triwulan.map_or(key.clone(), |triwulan| format!("{key} {triwulan}").into()))
}

pub(super) fn label(tables: &Tables, record_id: u32, row: &FormRow) -> String {
    let indikator = tables.label_indikator(record_id);
    if !indikator.is_empty() {
        return indikator;
    }
    let first =
        [Field::Program, Field::Sasaran].into_iter().find_map(|field| row.entry(field.yearly()).and_then(Entry::text));
    first.map_or_else(|| format!("baris {}", row.row + 1), |text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) const fn identity_name(key: IdentityKey) -> Option<&'static str> {
    Some(match key {
        IdentityKey::Unit => "unit kerja",
        IdentityKey::Name => "nama",
        IdentityKey::Nip => "nip",
        IdentityKey::Jabatan => "jabatan",
        IdentityKey::Duty => "tugas",
        IdentityKey::Function => "fungsi",
        IdentityKey::Year => "tahun",
        IdentityKey::Triwulan => "triwulan",
        IdentityKey::AnggaranDocument => "dokumen anggaran",
        IdentityKey::HeadingRow => return None,
    })
}

impl ChangeFate {
    /// The heading above what became this.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::NewDocument => "Dokumen baru",
            Self::MissingDocument => "Dokumen yang tidak ada lagi",
            Self::NewRow => "Baris baru",
            Self::MissingRow => "Baris yang dihapus",
            Self::FilledIn => "Isian yang semula kosong",
            Self::Emptied => "Isian yang dikosongkan",
            Self::Changed => "Isian yang diubah",
            Self::Mended => "Temuan yang sudah diperbaiki",
            Self::NotAsked => "Temuan yang tidak diminta lagi",
            Self::NotChecked => "Temuan yang tidak dapat diperiksa, karena dokumennya tidak ada lagi",
            Self::StillExists => "Temuan yang masih ada",
            Self::New => "Temuan baru",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_words_count_once_and_a_tidy_text_is_not_copied() {
        for (text, tidied) in [("a  b", "a b"), (" a\tb\n", "a b"), ("a\u{a0}b", "a b"), (" ", ""), ("", "")] {
            assert_eq!(one_space(text), tidied, "{text:?}");
        }
        assert!(matches!(one_space("dua kata"), Cow::Borrowed("dua kata")));
    }
}
