//! What changed in a unit, in a line.

use selaras::compare::{ChangeFate, UnitChange};

use super::language;

/// "4 isian diubah, 1 baris baru; 5 temuan sudah diperbaiki, 2 masih ada, 1 baru".
pub(super) fn brief(unit: &UnitChange) -> String {
    let list = |all: &[(ChangeFate, &str)]| -> String {
        let exists = all.iter().map(|(fate, what)| (unit.count(*fate), what)).filter(|(count, _)| *count > 0);
        exists.map(|(count, what)| language::say(&format!("{count} {what}"))).collect::<Vec<_>>().join(", ")
    };
    let submission = list(&[
        (ChangeFate::NewDocument, "dokumen baru"),
        (ChangeFate::MissingDocument, "dokumen tidak ada lagi"),
        (ChangeFate::Changed, "isian diubah"),
        (ChangeFate::FilledIn, "isian diisi"),
        (ChangeFate::Emptied, "isian dikosongkan"),
        (ChangeFate::NewRow, "baris baru"),
        (ChangeFate::MissingRow, "baris dihapus"),
    ]);
    let temuan = list(&[
        (ChangeFate::Mended, "temuan sudah diperbaiki"),
        (ChangeFate::NotAsked, "temuan tidak diminta lagi"),
        (ChangeFate::NotChecked, "temuan tidak dapat diperiksa"),
        (ChangeFate::StillExists, "temuan masih ada"),
        (ChangeFate::New, "temuan baru"),
    ]);
    [submission, temuan].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
