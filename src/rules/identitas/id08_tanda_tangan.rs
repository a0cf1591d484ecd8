//! ID08: a signature block that lacks something.

use crate::domain::date::{find_place_and_date, month_name};
use crate::domain::document::{DocumentKind, Pejabat, Pihak};
use crate::domain::text::{key, listed};
use crate::domain::value::Entry;
use crate::finding::{Place, Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::parties::{self, BothParties};
use crate::rules::helpers::{capital, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

/// Signatures that a message lists.
const SHOWN: usize = 3;

/// Elected and appointed heads, who have no NIP.
const WITHOUT_NIP: [&str; 9] = [
    "gubernur",
    "wakil gubernur",
    "bupati",
    "wakil bupati",
    "wali kota",
    "walikota",
    "wakil wali kota",
    "menteri",
    "presiden",
];

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID08",
    name: "Blok tanda tangan belum lengkap",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "PK tanpa blok tanda tangan pihak pertama, blok tanda tangan yang belum memuat nama (kedua pihak) dan NIP (pihak pertama), satu nama untuk kedua pihak, atau tanggal yang tidak ada di kalender. Gubernur, bupati, wali kota, dan menteri tidak ber-NIP.",
    why: "PK adalah janji antara dua pejabat; tanpa nama dan NIP tidak jelas siapa yang berjanji.",
    source: "PermenPANRB 53/2014 (format PK); pemeriksaan TTD-01.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||«Ketua Jurusan Teknologi Informasi,»
|||Budi Santoso
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let all = |document: &WorkspaceDocument<'_>| {
        let pejabat = document.content.pejabat.iter();
        pejabat.filter_map(|pejabat| lacking(context.tables, document, pejabat)).collect::<Vec<Temuan>>()
    };
    let mut outcome = once_a_file(document::submission(context.tables).flat_map(|document| all(&document)));
    outcome.extend(document::submission(context.tables).flat_map(|document| one(context.tables, &document)));
    outcome
}

/// Who sends a draft is told once what its signatures lack, however many sheets and parties it has: the gravest first.
fn once_a_file(all: impl Iterator<Item = Temuan>) -> Vec<Temuan> {
    let mut outcome: Vec<(Temuan, Vec<Place>)> = Vec::new();
    for one in all {
        // Documents of a file follow one another.
        let same = |first: &Temuan| first.place.file == one.place.file && first.unit == one.unit;
        match outcome.last_mut().filter(|(first, _)| same(first)) {
            Some((first, others)) if first.severity < one.severity => {
                others.push(std::mem::replace(first, one).place);
            }
            Some((_, others)) => others.push(one.place),
            None => outcome.push((one, Vec::new())),
        }
    }
    outcome.into_iter().map(|(first, others)| with_others(first, others)).collect()
}

/// A finding that names the other signatures of its file that lack something too.
fn with_others(mut first: Temuan, others: Vec<Place>) -> Temuan {
    if others.is_empty() {
        return first;
    }
    let named = |place: &Place| match &place.sheet {
        Some(sheet) if place.sheet != first.place.sheet => format!("lembar {} sel {}", quote(sheet), place.cell_text()),
        _ => format!("sel {}", place.cell_text()),
    };
    let mut said: Vec<String> = others.iter().take(SHOWN).map(named).collect();
    if others.len() > SHOWN {
        said.push(format!("{} lainnya", others.len() - SHOWN));
    }
    let message = format!("{} Tanda tangan lain di berkas ini juga belum lengkap: {}.", first.message, listed(&said));
    first.message = message;
    first.all_related(others)
}

fn one(tables: &Tables, document: &WorkspaceDocument<'_>) -> Vec<Temuan> {
    let pejabat = &document.content.pejabat;
    let mut outcome: Vec<Temuan> = Vec::new();
    let agreement = || {
        document.registered.kind == DocumentKind::Pk
            && !document.content.import_list()
            && document::called_agreement(tables, document)
    };
    if agreement() && !pejabat.iter().any(|pejabat| pejabat.pihak == Pihak::First) {
        let message = "Perjanjian Kinerja ini tidak memuat blok tanda tangan pihak pertama.";
        let advice = "Tambahkan di bawah tabel: tempat dan tanggal, jabatan, nama, dan NIP pihak pertama, serta pihak kedua di sebelah kirinya.";
        let one = temuan(&ATURAN, document.sheet(), message, advice).unit(document.unit());
        // An annex may be signed on the statement that it belongs to.
        let annex = document.titles().any(|title| key(title).starts_with("lampiran"));
        let statement = "Bila ditandatangani pada lembar pernyataannya, tidak perlu diubah; bila tidak, tambahkan di bawah tabel: tempat dan tanggal, jabatan, nama, dan NIP kedua pihak.";
        outcome.push(if annex {
            Temuan { severity: Severity::Info, advice: statement.to_string(), ..one }
        } else {
            one
        });
    }
    outcome.extend(one_name_for_both(tables, document));
    outcome.extend(impossible_day(document));
    outcome
}

/// Nobody makes an agreement with himself; who holds both offices for the time being says so ("Plt.", "Plh.", "Pj.").
/// Whose name it is, the register knows: then the other one is wrong.
fn one_name_for_both(tables: &Tables, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let party = |side: Pihak| parties::party(document, side).filter(|one| !one.acting());
    let (first, second) = (party(Pihak::First)?, party(Pihak::Second)?);
    if document.registered.kind != DocumentKind::Pk
        || parties::name(first)? != parties::name(second)?
        || key(&first.role.raw) == key(&second.role.raw)
    {
        return None;
    }
    let (other, own) = (second.name.as_ref()?, first.name.as_ref()?);
    let place = |entry: &Entry| document.cell(entry.cell);
    let (wrong, right, advice) = match parties::both_are(tables, document) {
        BothParties::OwnHead => {
            (other, own, "Tulis nama atasan yang menerima janji ini di bawah jabatan pihak kedua.".to_string())
        }
        BothParties::OtherHead(holder) => (
            own,
            other,
            format!("Itu nama pimpinan {}; tulis nama yang berjanji di bawah jabatan pihak pertama.", holder.name),
        ),
        BothParties::NotTheHead { unit, head } => (
            own,
            other,
            format!(
                "Pimpinan {} di daftar unit adalah {}: tulis nama dan NIP-nya di bawah jabatan pihak pertama; bila pimpinannya sudah berganti, perbaiki nama di pihak kedua.",
                unit.name,
                quote(head)
            ),
        ),
        BothParties::Unknown => {
            (own, other, "Perbaiki nama yang keliru: yang berjanji dan yang menerima janji dua orang.".to_string())
        }
    };
    let message = format!("Kedua pihak bernama sama: {}.", quote(wrong.text()?));
    let temuan = temuan(&ATURAN, place(wrong), message, advice).unit(document.unit());
    Some(temuan.related(place(right)))
}

/// A day that no calendar has.
fn impossible_day(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let ratification = document.content.ratification.as_ref()?;
    let date = find_place_and_date(&ratification.raw)?;
    let (day, month) = (date.day?, month_name(date.month)?);
    if date.date().is_some() {
        return None;
    }
    let message = format!("Tanggal tanda tangan {day} {month} {} tidak ada di kalender.", date.year);
    let advice = "Perbaiki tanggalnya sesuai dokumen yang ditandatangani.";
    Some(temuan(&ATURAN, document.cell(ratification.cell), message, advice).unit(document.unit()))
}

/// What a signature lacks. The role stands there always: without it nothing is known to be a signature.
fn lacking(tables: &Tables, document: &WorkspaceDocument<'_>, pejabat: &Pejabat) -> Option<Temuan> {
    let role = pejabat.role.text().unwrap_or_default().trim_end_matches([',', ' ']);
    // "<Jabatan>" is the form's own: that nobody filled in the block is told where its examples are.
    if role.starts_with('<') && role.ends_with('>') {
        return None;
    }
    let blank = |entry: Option<&Entry>| entry.is_none_or(|entry| entry.value.without_content());
    let name = blank(pejabat.name.as_ref());
    let nip = pejabat.pihak == Pihak::First && !without_nip(role) && blank(pejabat.nip.as_ref());
    let mut not_yet = Vec::new();
    if name {
        not_yet.push("nama".to_string());
    }
    if nip {
        not_yet.push(number_of(role).to_string());
    }
    if not_yet.is_empty() {
        return None;
    }
    let cell = pejabat.nip.as_ref().filter(|_| !name).map_or(pejabat.role.cell, |nip| nip.cell);
    let pihak = side(tables, document, pejabat);
    let not_yet = listed(&not_yet);
    let message = if name {
        format!("Di bawah {} ({pihak}) tidak terbaca {not_yet}.", quote(role))
    } else {
        format!("{} ({}) belum memuat {not_yet}.", capital(pihak), quote(role))
    };
    // A line that reads as an office may stand where the name was looked for; in a block that nobody filled in there is none.
    let blank_block = pejabat.nip.is_none() && !role.contains(", ");
    let advice = if name && blank_block {
        format!("Tulis {not_yet} pejabat itu di bawah jabatannya.")
    } else if name {
        format!(
            "Tulis {not_yet} pejabat itu di bawah jabatannya; baris yang diawali nama jabatan terbaca sebagai jabatan."
        )
    } else {
        format!("Tulis {not_yet} pejabat itu di bawah namanya.")
    };
    // A second line between office and number may be the name of somebody who is called as an office is.
    if let Some((office, line)) = role.rsplit_once(", ").filter(|_| name && !nip && pejabat.nip.is_some()) {
        let message = format!(
            "Di bawah {} ({pihak}) tidak terbaca {not_yet}: {} terbaca sebagai jabatan, karena yang diawali nama jabatan dianggap jabatan.",
            quote(office),
            quote(line)
        );
        let advice = format!(
            "Bila {} nama pejabatnya, tidak ada yang perlu diubah; bila bukan, tulis namanya di atas NIP (baris yang diawali nama jabatan tidak terbaca sebagai nama).",
            quote(line)
        );
        let one = temuan(&ATURAN, document.cell(cell), message, advice).unit(document.unit());
        return Some(Temuan { severity: Severity::Info, ..one });
    }
    let one = temuan(&ATURAN, document.cell(cell), message, advice).unit(document.unit());
    // Plans and measurements bind nobody by their signatures: one that is still to come is a draft's.
    let binds = document.registered.kind == DocumentKind::Pk && !plan(tables, document);
    Some(Temuan { severity: if binds { one.severity } else { Severity::Info }, ..one })
}

/// What the number of an officer is called: police and soldiers have an NRP.
fn number_of(role: &str) -> &'static str {
    const ARMED: [&str; 10] = [
        "kepolisian",
        "kapolres",
        "kapolresta",
        "kapolsek",
        "kapolda",
        "kodim",
        "komandan",
        "dandim",
        "danramil",
        "pangdam",
    ];
    let role = key(role);
    let mut words = role.split(|letter: char| !letter.is_alphanumeric());
    if words.any(|word| ARMED.contains(&word)) { "NRP" } else { "NIP" }
}

/// Whether its columns made it an agreement, and it is signed by one officer alone.
fn plan(tables: &Tables, document: &WorkspaceDocument<'_>) -> bool {
    document.content.pejabat.len() == 1 && !document::called_agreement(tables, document)
}

/// Whose signature it is. Only agreements have parties; and where an elected head stands at the right, it is the other one
/// who promises.
fn side(tables: &Tables, document: &WorkspaceDocument<'_>, pejabat: &Pejabat) -> &'static str {
    if document.registered.kind != DocumentKind::Pk || plan(tables, document) {
        return "tanda tangan";
    }
    let elected = |pejabat: &Pejabat| without_nip(pejabat.role.text().unwrap_or_default());
    let all = &document.content.pejabat;
    let exchanged = all.iter().any(|one| one.pihak == Pihak::First && elected(one))
        && all.iter().any(|one| one.pihak == Pihak::Second && !elected(one));
    match (pejabat.pihak, exchanged) {
        (Pihak::First, false) | (Pihak::Second, true) => "tanda tangan pihak pertama",
        _ => "tanda tangan pihak kedua",
    }
}

fn without_nip(role: &str) -> bool {
    let key = key(role);
    let role = key.trim_start_matches("plt").trim_start_matches("pj").trim_start_matches(['.', ' ']);
    WITHOUT_NIP.iter().any(|jabatan| {
        role.strip_prefix(jabatan).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '.']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn elected_heads_have_no_nip() {
        for role in ["Gubernur DKI Jakarta,", "Bupati Contoh", "Pj. Wali Kota Contoh,", "WALIKOTA CONTOH"] {
            assert!(without_nip(role), "{role}");
        }
        for role in ["Kepala Biro Umum Sekretariat Gubernur", "Ketua Jurusan", "Bupatiwati"] {
            assert!(!without_nip(role), "{role}");
        }
    }

    const HEAD: &str = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4
";

    #[test]
    fn police_are_asked_for_their_own_number() {
        assert_eq!(number_of("KEPALA KEPOLISIAN RESOR CONTOH"), "NRP");
        assert_eq!(number_of("Kepala Dinas Perhubungan"), "NIP");
    }

    #[test]
    fn both_parties_need_a_name_and_the_first_a_nip() {
        let two =
            "\n|Direktur,||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan,\n\n|||Budi\n|||NIP 19700101 199501 1 001\n";
        assert_eq!(test::cell("ID08", &format!("{HEAD}{two}")), ["B5"]);
    }

    #[test]
    fn one_name_for_both_parties_and_a_day_that_no_calendar_has_are_told() {
        let block = |second: &str, date: &str| {
            let names = format!("\n|{second}||Budi Contoh, M.T.\n|||NIP 19700101 199501 1 001\n");
            test::cell("ID08", &format!("{HEAD}\n|Direktur,||Kota Contoh, {date}\n|||Ketua Jurusan,\n{names}"))
        };
        assert_eq!(block("Siti Contoh", "5 Januari 2026"), Vec::<String>::new());
        assert_eq!(block("Dr. Budi Contoh", "5 Januari 2026"), ["D8"]);
        assert_eq!(block("Siti Contoh", "31 Juni 2026"), ["D5"]);
    }

    #[test]
    fn of_one_name_for_both_parties_the_register_knows_which_is_wrong() {
        let told = |leaders: [&str; 2]| {
            let register = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk|Pimpinan\nPOL|Politeknik||{}\nJTI|Jurusan TI|POL|{}\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1||IKK|JTI|Jumlah mitra|Mitra|4\n",
                leaders[0], leaders[1]
            );
            let block = "\n|Direktur,||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan,\n\n|Budi Contoh||Budi Contoh, M.T.\n|||NIP 19700101 199501 1 001\n";
            test::cell("ID08", &format!("{register}{HEAD}{block}"))
        };
        assert_eq!(told(["Siti Contoh", "Budi Contoh"]), ["B8"]);
        assert_eq!(told(["Budi Contoh", "Siti Contoh"]), ["D8"]);
        // Whoever it is, the head of the unit that promises is another.
        assert_eq!(told(["", "Siti Contoh"]), ["D8"]);
    }

    #[test]
    fn a_name_that_was_not_read_is_not_called_absent() {
        // "Camat Contoh" in the place of a name is read as an office.
        let block =
            "\n|||Kota Contoh, 5 Januari 2026\n|||Camat Contoh,\n\n\n|||Camat Contoh\n|||NIP 19700101 199501 1 001\n";
        let [one] = test::temuan("ID08", &format!("{HEAD}{block}")).try_into().expect("one finding");
        assert!(one.message.contains("tidak terbaca nama"), "{}", one.message);
        assert!(one.advice.contains("yang diawali nama jabatan"), "{}", one.advice);
    }

    #[test]
    fn a_block_that_nobody_filled_in_is_told_nothing_of_lines_that_read_as_offices() {
        let block = "\n|||Kota Contoh, 5 Januari 2026\n|||Camat Contoh,\n";
        let [one] = test::temuan("ID08", &format!("{HEAD}{block}")).try_into().expect("one finding");
        assert_eq!(one.advice, "Tulis nama dan NIP pejabat itu di bawah jabatannya.");
    }

    #[test]
    fn roles_of_a_signature_block_are_labels_and_lack_no_number() {
        for role in ["Disusun", "Disusun oleh,", "Diperiksa oleh", "Dievaluasi", "Verifikator", "Dibuat oleh:"] {
            let block = format!(
                "\n|{role}||Ketua Jurusan,\n|Kota Contoh, 7 Januari 2026||\n\n\n|||Budi\n|||NIP 19700101 199501 1 001\n"
            );
            assert_eq!(test::cell("ID08", &format!("{HEAD}{block}")), Vec::<String>::new(), "{role}");
            let named = block.replace("\n|||Budi", "\n|Sari||Budi");
            assert_eq!(test::cell("ID08", &format!("{HEAD}{named}")), Vec::<String>::new(), "{role}");
        }
    }

    #[test]
    fn what_signatures_lack_is_told_once_a_file() {
        let sheet = |name: &str| {
            format!(
                "=== {name}\nPENGUKURAN KINERJA TRIWULAN {name} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n1|A|Jumlah mitra|Mitra|4|4\n\n||||Kota Contoh, 8 Juli 2026\n||||Ketua Jurusan,\n\n||||Budi\n"
            )
        };
        let image = format!("*** JTI/tw.xlsx\n{}{}", sheet("I"), sheet("II"));
        let [one] = test::temuan("ID08", &image).try_into().expect("one finding");
        assert!(one.message.contains("lembar \"II\" sel"), "{}", one.message);
        assert_eq!(one.severity, Severity::Info);
        // Of an agreement both parties.
        let two = "\n|Direktur,||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan,\n";
        let [one] = test::temuan("ID08", &format!("{HEAD}{two}")).try_into().expect("one finding");
        assert_eq!(one.severity, Severity::Warning);
    }

    #[test]
    fn an_annex_may_be_signed_on_its_statement() {
        let [one] = test::temuan("ID08", &HEAD.replace("PERJANJIAN", "LAMPIRAN PERJANJIAN")).try_into().expect("one");
        assert_eq!(one.severity, Severity::Info);
    }

    #[test]
    fn an_agreement_without_signatures_is_told_once_and_without_a_cell() {
        assert_eq!(test::cell("ID08", HEAD), [""]);
    }
}
