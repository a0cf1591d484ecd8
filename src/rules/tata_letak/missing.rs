//! What is said of a table that lacks a column, and how that is mended: in the words of TL02.

use crate::domain::address::{CellAddress, column_letters};
use crate::domain::document::DocumentKind;
use crate::domain::text::{key, listed};
use crate::rules::helpers::quote;

/// A heading with its cell, as a list names it.
pub(super) fn shown(heading: &str, cell: CellAddress) -> String {
    if heading.trim().is_empty() {
        format!("tanpa judul (sel {cell})")
    } else {
        format!("{} (sel {cell})", quote(heading))
    }
}

/// What is said where columns are not read: the one that is missed may be among them.
pub(super) fn perhaps_unread(kind: DocumentKind, missed: &[String], unread: &str) -> (String, String) {
    let (kind, missed) = (kind.name(), listed(missed));
    let message = format!("Kolom {missed} tidak dikenali pada tabel {kind} ini; judul yang belum dikenal: {unread}.");
    let advice = format!(
        "Bila salah satunya kolom {missed}, ganti judulnya menjadi {missed}; bila tidak ada, tambahkan kolom itu dan isi untuk setiap indikator."
    );
    (message, advice)
}

/// What is said where no heading comes near.
pub(super) fn without_any(kind: DocumentKind, missed: &[String], open: Option<CellAddress>) -> (String, String) {
    let (kind, missed) = (kind.name(), listed(missed));
    let Some(column) = open.map(|open| column_letters(open.column)) else {
        let message = format!("Tabel {kind} ini tidak memiliki kolom {missed}.");
        return (message, "Tambahkan kolom itu dan isi untuk setiap indikator.".to_string());
    };
    let message = format!(
        "Kolom {missed} tidak ditemukan pada tabel {kind} ini; kolom {column} tidak terbaca, karena judulnya tidak dikenal."
    );
    let advice = format!(
        "Bila kolom {column} yang dimaksud, ganti judulnya menjadi {missed} dan isi untuk setiap indikator; bila bukan, tambahkan kolomnya."
    );
    (message, advice)
}

/// What is said of a table that only its columns make a document of a kind: it may be something else.
pub(super) fn by_its_columns(
    kind: DocumentKind,
    missed: &[String],
    near: Option<&(String, CellAddress)>,
) -> (String, String) {
    let same = |heading: &str| missed.iter().any(|missed| key(heading) == key(missed));
    let near = near.map(|(heading, cell)| {
        if same(heading) {
            format!("; kolom {} di sel {cell} tidak terbaca bersama indikatornya", quote(heading))
        } else {
            format!("; judul yang paling dekat {} di sel {cell}", quote(heading))
        }
    });
    let name = kind.name();
    let message = format!(
        "Judul lembar ini tidak menyebut jenis dokumennya; dari judul kolomnya tabel ini terbaca sebagai {name}, tetapi kolom {} tidak ditemukan{}.",
        listed(missed),
        near.unwrap_or_default()
    );
    let advice = format!(
        "Bila ini memang {name}, tulis jenisnya di judul dan lengkapi kolom itu; bila dokumen kinerja lain, tulis jenisnya di judul; bila bukan formulir kinerja, keluarkan dari kiriman."
    );
    (message, advice)
}

/// What is said of a list beside a form, or of a plan, that only its columns make a document of a kind.
pub(super) fn perhaps_a_list(
    kind: DocumentKind,
    missed: &[String],
    near: Option<&(String, CellAddress)>,
) -> (String, String) {
    let (name, missed) = (kind.name(), listed(missed));
    let near = near.map(|(heading, cell)| format!("; judul yang paling dekat {} di sel {cell}", quote(heading)));
    let message = format!(
        "Tabel ini tidak menyebut jenis dokumennya; dari judul kolomnya terbaca sebagai {name}, tanpa kolom {missed}{}.",
        near.unwrap_or_default()
    );
    let advice = format!(
        "Bila ini rencana, daftar, atau lampiran, tidak perlu diubah; bila memang {name}, tulis jenisnya di judul dan lengkapi kolom {missed}."
    );
    (message, advice)
}

/// What is said where title and columns speak of two kinds.
pub(super) fn between_kinds(
    kind: DocumentKind,
    missed: &[String],
    title: &str,
    other: DocumentKind,
) -> (String, String) {
    let (name, other) = (kind.name(), other.name());
    let message = format!(
        "Judul lembar ini, {}, seperti judul {other}, tetapi dari judul kolomnya tabel ini terbaca sebagai {name}, dan kolom {} tidak ditemukan.",
        quote(title),
        listed(missed)
    );
    let advice = format!(
        "Bila ini {other}, tulis jenisnya dengan jelas di judul dan lengkapi kolomnya; bila {name}, perbaiki judulnya dan lengkapi kolom itu; bila bukan formulir kinerja, keluarkan dari kiriman."
    );
    (message, advice)
}
