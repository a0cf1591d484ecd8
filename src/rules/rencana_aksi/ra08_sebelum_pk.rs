//! RA08: a plan that was signed before the agreement it plans.

use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::signed::SignedOn;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA08",
    name: "Rencana Aksi ditandatangani sebelum PK",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID02", "ID13", "PK10"],
    fields: &[],
    what: "Tanggal pengesahan Rencana Aksi lebih awal daripada tanggal pengesahan PK unit yang sama. Bila tanggal hanya menyebut bulan, seluruh bulan itu mungkin; PK perubahan tidak dibandingkan.",
    why: "Rencana aksi menguraikan janji dalam PK; yang disahkan sebelum PK belum tentu menguraikan janji yang sama.",
    source: "SOP DPRD Nganjuk (urutan IKI, PK, Rencana Aksi); pemeriksaan RA-08",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||Kota Contoh, 16 Februari 2026
|||Ketua Jurusan
|||Nama Ketua
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I

|||«Kota Contoh, 9 Februari 2026»
|||Ketua Jurusan
|||Nama Ketua
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||Kota Contoh, 16 Februari 2026
|||Ketua Jurusan
|||Nama Ketua
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I

|||Kota Contoh, Februari 2026
|||Ketua Jurusan
|||Nama Ketua
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let mut agreed: HashMap<&str, (SignedOn, Place)> = HashMap::default();
    // An agreement that was replaced since was the one in force when the plan was signed.
    let signed =
        tables.documents.iter().zip(0_u32..).filter(|(one, _)| one.kind == DocumentKind::Pk && one.status.received());
    let signed = signed.filter_map(|(registered, number)| Some((number, registered, tables.document_content(number)?)));
    for (number, registered, content) in signed.filter(|(_, _, one)| !one.change) {
        let (Some(unit), Some(signed), Some(file)) =
            (registered.unit.as_deref(), SignedOn::of(content), tables.document_file(number))
        else {
            continue;
        };
        let place = Place::cell(&file.path, &content.sheet, signed.cell);
        // Of several agreements of one unit (a sheet for each official) the earliest binds.
        let owned = agreed.entry(unit).or_insert((signed, place.clone()));
        if signed.first < owned.0.first {
            *owned = (signed, place);
        }
    }
    let plans = tables.in_use_document(DocumentKind::RencanaAksi);
    let early = plans.filter_map(|(number, registered, content)| {
        let signed = SignedOn::of(content)?;
        let (pk, pk_place) = agreed.get(registered.unit.as_deref()?).filter(|(pk, _)| signed.last < pk.first)?;
        let message =
            format!("Rencana Aksi ditandatangani {}, sebelum PK-nya ditandatangani {}.", signed.text(), pk.text());
        let advice = "Periksa kedua tanggal pengesahannya; Rencana Aksi disahkan bersama atau sesudah PK.";
        let place = Place::cell(&tables.document_file(number)?.path, &content.sheet, signed.cell);
        let one = ATURAN.finding(place, message, advice).unit(registered.unit.as_deref());
        let one = one.difference(signed.text(), format!("tidak sebelum {}", pk.text()));
        Some(one.gap((signed.last - pk.first).num_days() as f64).related(pk_place.clone()))
    });
    early.collect()
}
