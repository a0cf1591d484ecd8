//! Settings that nobody needs to doubt, or every fault of the file at once, each with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::checker::SettingsChecker;
use super::faults;
use super::keeping::{FlowSettings, RegisterSettings};
use super::mail_problem::MailProblem;
use super::setting_fault::{SettingFault, SettingProblem, nearest};
use super::{post, raw};
use crate::domain::capaian::Profil;
use crate::domain::document::DocumentKind;
use crate::domain::instansi::{InstansiCode, InstansiCodeError};
use crate::domain::number_pattern::{InvalidPattern, NumberPattern};
use crate::domain::tenggat::Tenggat;
use crate::finding::Severity;
use crate::finding::verdict::{AturanOverride, Pengecualian};
use crate::language::Language;
use crate::letters::SuratSettings;
use crate::post::{MailSettings, ReminderSettings};
use crate::rules;
use crate::template::Library;
use crate::workbook::limits::Limits;

/// Days that results of earlier rounds are kept unless the settings say otherwise.
pub(super) const HISTORY_DAYS: u32 = 365;

/// Settings that nobody needs to doubt.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the institution.
    pub instansi: String,
    /// Its short code: as set, else out of its name; `None` when the name makes none.
    pub code: Option<InstansiCode>,
    /// The year that the workspace is of, 2000 to 2100.
    pub year: i32,
    /// Deadlines.
    pub tenggat: Tenggat,
    /// How achievement is computed.
    pub profil: Profil,
    /// Severities and waivers.
    pub aturan: AturanOverride,
    /// Limits of what is read.
    pub limit: Limits,
    /// What letters to units say of the institution.
    pub surat: SuratSettings,
    /// The lines of its letterhead, the greatest first.
    pub letterhead: Vec<String>,
    /// Its logo: a picture below its folder.
    pub logo: Option<String>,
    /// The layouts that its documents are printed in.
    pub print: PrintSettings,
    /// The layouts that this institution's forms are written in.
    pub layout: LayoutSettings,
    /// The workspace of the year before, as the settings name it: relative to this one's folder.
    pub last_year: Option<PathBuf>,
    /// Days that results of earlier rounds are kept; 0 keeps none.
    pub history_days: u32,
    /// Whether who submitted a document may not ratify it.
    pub four_eyes: bool,
    /// The procedures that documents go through.
    pub flow: FlowSettings,
    /// How numbers of the register are written, and how long documents are kept.
    pub register: RegisterSettings,
    /// Whether every file that is received is also kept by its digest. What is ratified always is.
    pub copies: bool,
    /// The mailbox and the server for letters.
    pub mail: MailSettings,
    /// When units are reminded.
    pub reminders: ReminderSettings,
}

/// The layouts that documents are printed in, by the names of their files; the one that fits the form where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintSettings(BTreeMap<DocumentKind, String>);

impl PrintSettings {
    /// The layout of a kind of document, where one is named.
    pub fn of(&self, kind: DocumentKind) -> Option<&str> {
        self.0.get(&kind).map(String::as_str)
    }
}

/// The layouts that forms are written in, by the id of their definition; that of the table of kinds where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayoutSettings(BTreeMap<DocumentKind, String>);

impl LayoutSettings {
    /// The layout of a kind of document.
    pub fn of(&self, kind: DocumentKind) -> &str {
        self.0.get(&kind).map_or(kind.facts().layout, String::as_str)
    }

    /// What is wrong with it, given the definitions that there are.
    pub(super) fn mistakes(&self, library: &Library, text: &str) -> Vec<SettingFault> {
        let wrong = self.0.iter().filter_map(|(kind, id)| {
            let code = kind.facts().code;
            let known: Vec<String> = library
                .latest()
                .filter(|template| template.kind == *kind)
                .map(|template| template.id.clone())
                .collect();
            (!known.contains(id)).then(|| SettingFault {
                place: faults::place_in(text, &["templat", code]),
                setting: Some(format!("[templat] {code}")),
                problem: SettingProblem::UnknownLayout { written: id.clone(), known },
            })
        });
        wrong.collect()
    }
}

pub(super) fn read(text: &str) -> Result<Settings, Vec<SettingFault>> {
    let (raw, places) = faults::read::<raw::SettingsFile>(text)?;
    let mut checker = SettingsChecker { places: &places, faults: Vec::new() };
    if raw.instansi.name.trim().is_empty() {
        checker.note(&["instansi", "nama"], "[instansi] nama", SettingProblem::Blank);
    }
    if !(2000..=2100).contains(&raw.instansi.year) {
        checker.note(&["instansi", "tahun"], "[instansi] tahun", SettingProblem::UnlikelyYear(raw.instansi.year));
    }
    let code = match &raw.instansi.code {
        None => InstansiCode::from_name(&raw.instansi.name),
        Some(code) => code
            .parse()
            .map_err(|error: InstansiCodeError| checker.note(&["instansi", "kode"], "[instansi] kode", error))
            .ok(),
    };
    let tenggat = tenggat(&raw.tenggat, &mut checker);
    let profil = Profil::with(&raw.capaian.unwrap_or_default())
        .map_err(|error| checker.note(&["capaian"], "[capaian]", error))
        .ok();
    let surat = surat(raw.surat, raw.instansi.language, &mut checker);
    if let Some(logo) = raw.instansi.logo.as_ref().filter(|logo| !is_picture_inside(logo)) {
        checker.note(&["instansi", "logo"], "[instansi] logo", SettingProblem::NoPicture(logo.clone()));
    }
    let aturan = aturan(raw.aturan, raw.pengecualian, &mut checker);
    let flow = flow(&raw.flow, &mut checker);
    let register = register(raw.register, &mut checker);
    let mail = post::mail(raw.mail, &mut checker);
    let reminders = post::reminders(raw.reminders, &mut checker);
    let layout = LayoutSettings(raw.template.0.into_iter().map(|(kind, layout)| (kind, layout.0)).collect());
    let print = PrintSettings(raw.print.0.into_iter().map(|(kind, layout)| (kind, layout.0)).collect());
    match profil {
        Some(profil) if checker.faults.is_empty() => Ok(Settings {
            instansi: raw.instansi.name.trim().to_string(),
            code,
            year: raw.instansi.year,
            tenggat,
            profil,
            aturan,
            limit: raw.limit,
            layout,
            surat,
            last_year: raw.recap.last_year,
            history_days: raw.recap.history_days.unwrap_or(HISTORY_DAYS),
            four_eyes: raw.ratification.four_eyes,
            flow,
            register,
            copies: raw.archive.copies.unwrap_or(true),
            mail,
            reminders,
            letterhead: raw.instansi.letterhead,
            logo: raw.instansi.logo,
            print,
        }),
        _ => Err(checker.faults),
    }
}

fn tenggat(raw: &raw::OfKinds<raw::Deadlines>, checker: &mut SettingsChecker<'_>) -> Tenggat {
    let mut outcome = Tenggat::default();
    for (kind, days) in &raw.0 {
        let name = kind.facts().deadline.unwrap_or_default();
        let (path, setting) = (["tenggat", name], format!("[tenggat] {name}"));
        let most = kind.of_year().count();
        if days.0.len() > most {
            checker.note(&path, &setting, SettingProblem::TooManyDays { written: days.0.len(), most });
        }
        let days: Vec<_> = days.0.iter().map(|day| checker.day(&path, &setting, day.as_ref()?)).collect();
        outcome = outcome.with(*kind, &days);
    }
    outcome
}

fn aturan(
    severities: BTreeMap<String, raw::AturanSection>,
    pengecualian: Vec<raw::PengecualianSection>,
    checker: &mut SettingsChecker<'_>,
) -> AturanOverride {
    let mut outcome = AturanOverride::default();
    for (code, section) in severities {
        let place = ["aturan", &code, "tingkat"];
        let severity = match section.severity.as_str() {
            "galat" => Some(Severity::Error),
            "peringatan" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            "mati" => None,
            _ => {
                let setting = format!("[aturan.{code}] tingkat");
                checker.note(&place, &setting, SettingProblem::NoSeverity(section.severity));
                continue;
            }
        };
        match rule(&code) {
            Ok(code) => {
                outcome.severity.insert(code, severity);
            }
            Err(problem) => checker.note(&place[..2], &format!("[aturan.{code}]"), problem),
        }
    }
    for (number, one) in pengecualian.into_iter().enumerate() {
        let (position, order) = (format!("[[pengecualian]] ke-{}:", number + 1), number.to_string());
        let path = |key| ["pengecualian", &order, key];
        if one.reason.trim().is_empty() {
            checker.note(&path("alasan"), &format!("{position} alasan"), SettingProblem::Required);
        }
        let aturan = rule(&one.aturan).map_err(|problem| checker.note(&path("aturan"), &position, problem));
        let until = checker.day(&path("sampai"), &format!("{position} sampai"), &one.until);
        if let (Ok(aturan), Some(until)) = (aturan, until) {
            outcome.pengecualian.push(Pengecualian {
                aturan,
                unit: one.unit,
                indikator: one.indikator,
                file: one.file,
                reason: one.reason,
                until,
            });
        }
    }
    outcome
}

/// The code of a rule as the catalogue writes it, or what is wrong with it.
///
/// Codes that may be of a rule of one's own are taken: the cascade workbook, which has them, is read later.
fn rule(code: &str) -> Result<String, SettingProblem> {
    let known = || rules::CATALOGUE.iter().map(|rule| rule.code);
    known()
        .find(|known| known.eq_ignore_ascii_case(code.trim()))
        .map(str::to_string)
        .or_else(|| {
            // "PKO3" is PK03 with a letter for its zero, not a rule of one's own.
            let shape = |code: &str| code.trim().to_uppercase().replace('O', "0").replace(['I', 'L'], "1");
            let misread = known().any(|known| shape(known) == shape(code));
            (rules::own_code(code.trim()) && !misread).then(|| code.trim().to_uppercase())
        })
        .ok_or_else(|| SettingProblem::UnknownAturan { written: code.to_string(), meant: nearest(code, known()) })
}

fn surat(raw: raw::SuratSection, language: Language, checker: &mut SettingsChecker<'_>) -> SuratSettings {
    let standard = SuratSettings::default();
    let days_to_mend = raw.days_to_mend.unwrap_or(standard.days_to_mend);
    if days_to_mend > 365 {
        let path = ["surat", "hari_perbaikan"];
        checker.note(&path, "[surat] hari_perbaikan", SettingProblem::OverAYear(days_to_mend));
    }
    let signature = raw.signature.map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
    let address = raw.address.map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
    let page = raw.page.map(|text| text.trim().trim_end_matches('/').to_string()).filter(|text| !text.is_empty());
    if page.as_deref().is_some_and(|page| !page.starts_with("https://") || page.contains(char::is_whitespace)) {
        checker.note(&["surat", "halaman"], "[surat] halaman", MailProblem::NoPage);
    }
    SuratSettings { signature, days_to_mend, address, page, language }
}

fn flow(raw: &raw::FlowSection, checker: &mut SettingsChecker<'_>) -> FlowSettings {
    let standard = FlowSettings::default();
    let mut day = |name: &str, value| checker.day(&["alur", name], &format!("[alur] {name}"), value);
    FlowSettings {
        holidays: raw.holidays.iter().filter_map(|value| day("libur", value)).collect(),
        budget: raw.budget.as_ref().and_then(|value| day("dpa", value)),
        procedures: raw.procedures.clone().unwrap_or(standard.procedures),
    }
}

fn register(raw: raw::RegisterSection, checker: &mut SettingsChecker<'_>) -> RegisterSettings {
    let mut read = |name: &str, text: &str| -> Option<NumberPattern> {
        let wrong = |error: InvalidPattern| checker.note(&["register", name], "[register]", error);
        text.parse().map_err(wrong).ok()
    };
    let pattern = raw.pattern.as_deref().and_then(|text| read("pola", text));
    let patterns: BTreeMap<String, NumberPattern> = raw
        .patterns
        .iter()
        .filter_map(|(document, text)| Some((document.to_lowercase(), read("pola_dokumen", text)?)))
        .collect();
    let pattern = pattern.unwrap_or_default();
    if !pattern.names_kind() {
        checker.note(&["register", "pola"], "[register] pola", SettingProblem::NoKindInPattern);
    }
    let mut seen: Vec<&NumberPattern> = Vec::new();
    for one in patterns.values().filter(|one| !one.names_kind()) {
        if seen.contains(&one) {
            let path = ["register", "pola_dokumen"];
            checker.note(&path, "[register] pola_dokumen", SettingProblem::SamePattern);
        }
        seen.push(one);
    }
    RegisterSettings { pattern, patterns, retention: raw.retention_of, retention_of_all: raw.retention }
}

/// Whether a path is of a picture that lies in the workspace.
fn is_picture_inside(logo: &str) -> bool {
    let path = Path::new(logo);
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let image = ["png", "jpg", "jpeg", "svg"].contains(&suffix.as_str());
    image && path.components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What is said of the faults of a text.
    fn told(text: &str) -> Vec<String> {
        read(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_fault_of_the_settings_is_told_at_once() {
        let text = "[instansi]\nnama = \" \"\ntahun = 26\n[aturan.UK07]\ntingkat = \"gawat\"\n[[pengecualian]]\naturan = \"PK03\"\nalasan = \"\"\nsampai = 2026-06-30\n";
        let mistakes = told(text);
        assert_eq!(mistakes.len(), 4, "{mistakes:?}");
    }

    #[test]
    fn the_shortest_settings_are_a_name_and_a_year() {
        let settings = read("[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n").unwrap();
        assert_eq!(settings.year, 2026);
        assert_eq!(settings.tenggat, Tenggat::default());
    }

    #[test]
    fn a_layout_that_does_not_exist_is_told_with_those_that_do() {
        let text = "[instansi]\nnama = \"X\"\ntahun = 2026\n[templat]\npk = \"pk-lama\"\npengukuran = \"uk-deli\"\n";
        let mistakes = read(text).unwrap().layout.mistakes(&Library::built_in().unwrap(), text);
        let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].starts_with("baris 5: [templat] pk"), "{mistakes:?}");
        assert!(mistakes[0].contains("pk-satuan"), "{mistakes:?}");
    }

    #[test]
    fn letterhead_logo_and_layouts_of_print_are_settings() {
        let text = "[instansi]\nnama = \"X\"\ntahun = 2026\nkop = [\"A\", \"B\"]\nlogo = \"gambar/logo.svg\"\n[cetak]\npk = \"pk-dki\"\n";
        let settings = read(text).unwrap();
        assert_eq!((settings.letterhead.len(), settings.logo.as_deref()), (2, Some("gambar/logo.svg")));
        assert_eq!(settings.print.of(DocumentKind::Pk), Some("pk-dki"));
        for logo in ["logo.docx", "../logo.png", "/etc/logo.png"] {
            let mistakes = told(&text.replace("gambar/logo.svg", logo));
            assert!(mistakes[0].contains(logo), "{mistakes:?}");
        }
    }

    #[test]
    fn settings_that_nobody_knows_are_told_with_their_line_and_what_was_meant() {
        let text = "[instansi]\nnama = \"X\"\ntahunn = 2026\n[tenggatt]\npk = 2026-02-28\n[surat]\nhari_perbaikan = \"lima\"\nwarna = 1\n";
        let mistakes = told(text);
        let expected = [
            "baris 1: tahun belum ditulis",
            "baris 3: tahunn tidak dikenal; mungkin maksudnya tahun; yang dikenal: nama, kode, tahun, kop, logo, bahasa",
            "baris 4: tenggatt tidak dikenal; mungkin maksudnya tenggat; yang dikenal: instansi, tenggat, capaian, aturan, pengecualian, batas, templat, surat, cetak, rekap, pengesahan, alur, arsip, register, surel, pengingat",
            "baris 7: isi hari_perbaikan tertulis \"lima\", seharusnya bilangan bulat mulai dari 0",
            "baris 8: warna tidak dikenal; yang dikenal: tanda_tangan, hari_perbaikan, alamat, halaman",
        ];
        assert_eq!(mistakes, expected);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_told_and_one_in_small_letters_is_the_rule() {
        let start = "[instansi]\nnama = \"X\"\ntahun = 2026\n";
        let content = "[aturan.UK7]\ntingkat = \"mati\"\n[[pengecualian]]\naturan = \"PKO3\"\nalasan = \"nota\"\nsampai = 2026-06-30\n";
        let mistakes = told(&format!("{start}{content}"));
        let expected = [
            "baris 4: [aturan.UK7] aturan UK7 tidak ada; mungkin maksudnya UK07; daftarnya: selaras aturan",
            "baris 7: [[pengecualian]] ke-1: aturan PKO3 tidak ada; mungkin maksudnya PK03; daftarnya: selaras aturan",
        ];
        assert_eq!(mistakes, expected);
        let settings = read(&format!("{start}[aturan.uk07]\ntingkat = \"mati\"\n")).unwrap();
        assert!(settings.aturan.off().contains("UK07"));
    }

    #[test]
    fn sections_of_kinds_know_the_keys_of_the_table_and_nothing_else() {
        let start = "[instansi]\nnama = \"X\"\ntahun = 2026\n";
        let content =
            "[tenggat]\npk = \"besok\"\ntriwulann = []\n[templat]\nkaskade = \"x\"\n[cetak]\npengukuran = \"x\"\n";
        let mistakes = told(&format!("{start}{content}"));
        let expected = [
            "baris 5: isi pk tertulis \"besok\", seharusnya tanggal, misalnya 28-02-2026",
            "baris 6: triwulann tidak dikenal; mungkin maksudnya triwulan; yang dikenal: pk, rencana_aksi, triwulan",
            "baris 8: kaskade tidak dikenal; yang dikenal: pk, rencana_aksi, pengukuran, iki",
            "baris 10: pengukuran tidak dikenal; yang dikenal: pk, rencana_aksi, iki",
        ];
        assert_eq!(mistakes, expected);
        let blank = format!("{start}[tenggat]\ntriwulan = [\"\", 2026-07-10, \"\", 2027-01-10]\n");
        assert!(read(&blank).unwrap().tenggat.by_semester());
        let five = "[tenggat]\ntriwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10, 2027-04-10]\n";
        let mistakes = told(&format!("{start}{five}"));
        assert_eq!(mistakes, ["baris 5: [tenggat] triwulan berisi 5 tanggal; paling banyak 4"]);
    }
}
