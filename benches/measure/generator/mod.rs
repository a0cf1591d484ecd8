//! Workspaces out of a seed: settings, cascade and an inbox of filled forms in mixed layouts. Equal seeds give equal
//! files. Every unit has forty indicators and sends six workbooks: agreement, action plan, four measurements.

mod entry;
mod free;
mod kaskade;
mod model;
mod random;

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::Workbook;
use selaras::domain::capaian::{Profil, ProfilName};
use selaras::domain::column::Field;
use selaras::domain::document::{DocumentKind, TableRole};
use selaras::domain::triwulan::Triwulan;
use selaras::forms::write::{self, FilledRow, FormCell, FormContent, FormPejabat};
use selaras::template::{Library, Template, TemplateTable};

use entry::{PlantedFlaw, WritingLook, WritingWay};
pub use model::DOCUMENT;
use model::{INDIKATOR, MockIndikator, MockInstitution, MockUnit, YEAR};
use random::Random;

type Generated<T> = Result<T, Box<dyn Error>>;

/// Layouts of the agreements, action plans and measurements of a unit; `None` stands for a form of its own.
const LAYOUT: [Option<[&str; 3]>; 8] = [
    Some(["pk-satuan", "ra-umum", "uk-umum"]),
    Some(["pk-vokasi", "ra-klaten", "uk-cirebon"]),
    None,
    Some(["pk-skpd", "ra-umum", "uk-umum"]),
    Some(["pk-satker", "ra-dki", "uk-bps-impor"]),
    Some(["pk-satuan", "ra-klaten", "uk-cirebon"]),
    None,
    Some(["pk-unit-kerja", "ra-borang", "uk-umum"]),
];

/// A form has a mistake in one of so many cases.
const FLAW_FROM: u64 = 12;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct GenerationPlan {
    /// Workbooks.
    pub file: usize,
    /// Number of the workspace.
    pub number: usize,
    /// Seed.
    pub seed: u64,
}

/// Writes a workspace; gives the number of workbooks in its inbox.
///
/// # Errors
/// When a file cannot be written.
pub fn generate(folder: &Path, plan: &GenerationPlan) -> Generated<usize> {
    let unit = plan.file.div_ceil(DOCUMENT).max(1);
    let institution = MockInstitution::new(plan.seed, plan.number, unit);
    fs::create_dir_all(folder.join("masuk"))?;
    fs::write(folder.join("kaskade.xlsx"), kaskade::book(&institution, plan.seed, plan.number)?)?;
    let factory = Factory::new(&institution, plan.seed, plan.number)?;
    for number in 0..plan.file {
        factory.write(folder, number, 0)?;
    }
    // Written last: a workspace that has settings is whole.
    fs::write(folder.join("selaras.toml"), settings(&institution.name))?;
    Ok(plan.file)
}

/// Writes the cascade of a workspace anew with targets that no form agrees with: nearly every row of every form is a finding.
///
/// # Errors
/// When the file cannot be written.
#[allow(dead_code, reason = "the tests of the page need it, the benches do not")]
pub fn disagree(folder: &Path, plan: &GenerationPlan) -> Generated<()> {
    let institution = MockInstitution::new(plan.seed, plan.number, plan.file.div_ceil(DOCUMENT).max(1));
    fs::write(folder.join("kaskade.xlsx"), kaskade::book(&institution, plan.seed + 1, plan.number)?)?;
    Ok(())
}

/// Writes every so many workbooks of a workspace anew, with other mistakes and figures; gives their number.
///
/// # Errors
/// When the folder is no generated workspace, or a file cannot be written.
pub fn change(folder: &Path, seed: u64, every: usize, round: u64) -> Generated<usize> {
    let (_, file) = counted(folder)?;
    let chosen: Vec<usize> = (0..file).step_by(every.max(1)).collect();
    rewrite(folder, seed, &chosen, round)?;
    Ok(chosen.len())
}

/// Units and workbooks of a generated workspace.
fn counted(folder: &Path) -> Generated<(usize, usize)> {
    let (mut unit, mut file) = (0, 0);
    for listed in fs::read_dir(folder.join("masuk"))? {
        unit += 1;
        file += fs::read_dir(listed?.path())?.count();
    }
    Ok((unit, file))
}

/// Writes these workbooks of a workspace anew, by their numbers.
///
/// # Errors
/// As [`change`].
pub fn rewrite(folder: &Path, seed: u64, chosen: &[usize], round: u64) -> Generated<Vec<PathBuf>> {
    let (unit, _) = counted(folder)?;
    let settings = fs::read_to_string(folder.join("selaras.toml"))?;
    let number = settings.lines().find_map(|row| row.strip_prefix("nama = \"Lembaga Contoh ")?.strip_suffix('"'));
    let number: usize = number.ok_or("ruang kerja ini tidak dibuat oleh bangkitkan")?.parse::<usize>()? - 1;
    let institution = MockInstitution::new(seed, number, unit);
    let factory = Factory::new(&institution, seed, number)?;
    chosen.iter().map(|one| factory.write(folder, *one, round)).collect()
}

/// A workspace with one measurement of very many rows.
///
/// # Errors
/// When a file cannot be written.
pub fn one_big(folder: &Path, row: u32, seed: u64) -> Generated<()> {
    let institution = MockInstitution::new(seed, 0, 1);
    fs::create_dir_all(folder.join("masuk"))?;
    fs::write(folder.join("selaras.toml"), settings(&institution.name))?;
    fs::write(folder.join("kaskade.xlsx"), kaskade::book(&institution, seed, 0)?)?;
    let indikator: Vec<MockIndikator> = (0..row as usize)
        .map(|order| {
            let mut one = model::indikator(seed, 0, 0, order % INDIKATOR);
            if order >= INDIKATOR {
                one.code = format!("{}.{}", one.code, order / INDIKATOR);
                one.text = format!("{} lokasi {}", one.text, order / INDIKATOR);
            }
            one
        })
        .collect();
    let way = WritingWay {
        look: WritingLook::Figure,
        triwulan: Some(Triwulan::I),
        coded: false,
        with_satuan: true,
        flaw: None,
    };
    let content = free::book(DocumentKind::Pengukuran, &way, &institution.name, &institution.unit[0], &indikator, 1)?;
    fs::write(folder.join("masuk/rincian.xlsx"), content)?;
    Ok(())
}

/// What the forms of one workspace are made with.
struct Factory<'a> {
    institution: &'a MockInstitution,
    seed: u64,
    number: usize,
    library: Library,
    profil: Profil,
}

impl<'a> Factory<'a> {
    fn new(institution: &'a MockInstitution, seed: u64, number: usize) -> Generated<Self> {
        Ok(Self {
            institution,
            seed,
            number,
            library: Library::built_in()?,
            profil: Profil::standard(ProfilName::General),
        })
    }

    /// Writes the workbook of a number, from which its unit and its document follow; gives its path.
    fn write(&self, folder: &Path, file: usize, round: u64) -> Generated<PathBuf> {
        let (unit, document) = (file / DOCUMENT, file % DOCUMENT);
        let sender = &self.institution.unit[unit];
        let mut random = Random::new(self.seed, &[self.number as u64, 3, file as u64, round]);
        let (kind, triwulan) = document_to(document);
        let mut indikator: Vec<MockIndikator> =
            (0..INDIKATOR).map(|order| model::indikator(self.seed, self.number, unit, order)).collect();
        if round > 0 {
            indikator.iter_mut().for_each(|one| one.realisasi_tw = one.target_tw);
        }
        let look =
            [WritingLook::Figure, WritingLook::Text, WritingLook::Percent, WritingLook::Figure, WritingLook::Figure]
                [unit % 5];
        let flaw = entry::flaw(&mut random, INDIKATOR, FLAW_FROM);
        let way = WritingWay { look, triwulan, coded: false, with_satuan: true, flaw };
        let content = match LAYOUT[unit % LAYOUT.len()] {
            None => free::book(kind, &way, &self.institution.name, sender, &indikator, unit)?,
            Some(position) => self.form(position[document.min(2)], way, sender, &indikator)?,
        };
        let destination: PathBuf = folder.join("masuk").join(&sender.code);
        fs::create_dir_all(&destination)?;
        let name = match triwulan {
            Some(tw) => format!("{}_TW-{}_{YEAR}.xlsx", sender.code, roman(tw)),
            None => format!("{}_{}_{YEAR}.xlsx", sender.code, if document == 0 { "PK" } else { "RA" }),
        };
        let path = destination.join(name);
        fs::write(&path, content)?;
        let late = random.per_thousand(20);
        File::options().write(true).open(&path)?.set_modified(accepted(document, unit, late))?;
        Ok(path)
    }

    /// A workbook by the library's own writer, with one more sheet that the unit keeps for itself.
    fn form(&self, id: &str, way: WritingWay, unit: &MockUnit, indikator: &[MockIndikator]) -> Generated<Vec<u8>> {
        let template =
            self.library.templates.iter().find(|template| template.id == id).ok_or("tata letak tidak ada")?;
        let table = |role| template.tables.iter().find(|table| table.role == role);
        let has = |table: &TemplateTable, field| table.columns.iter().any(|owned| owned.column.field == field);
        let main = table(TableRole::Indikator).ok_or("tata letak tanpa tabel indikator")?;
        let way = WritingWay { coded: has(main, Field::Code), with_satuan: has(main, Field::Satuan), ..way };
        let row = row(main, &way, indikator.iter().enumerate());
        let anggaran = table(TableRole::Anggaran)
            .map_or_else(Vec::new, |table| self::row(table, &way, indikator.iter().enumerate().step_by(8)));
        let pejabat = FormPejabat {
            jabatan: Some(unit.jabatan.clone()),
            name: Some(unit.leader.clone()),
            nip: Some(unit.nip.clone()),
        };
        let superior = FormPejabat {
            jabatan: Some(format!("Kepala {}", self.institution.name)),
            name: Some("Contoh Pimpinan".into()),
            nip: Some("197001011995011001".into()),
        };
        let content = FormContent {
            instansi: self.institution.name.clone(),
            unit: Some((unit.code.clone(), unit.name.clone())),
            first_pihak: pejabat,
            second_pihak: superior,
            year: YEAR,
            triwulan: way.triwulan,
            indikator: row,
            anggaran,
            blank: 0,
            profil: &self.profil,
            checked: Vec::new(),
            password: None,
            made: NaiveDateTime::default(),
            signed: Some(date_place(template.kind, way.triwulan)),
            due: None,
            address: None,
        };
        self.book(template, content)
    }

    fn book(&self, template: &Template, content: FormContent<'_>) -> Generated<Vec<u8>> {
        let mut book: Workbook = write::book(&[(template, content)])?;
        let sheet = book.add_worksheet();
        sheet.set_name("Catatan")?;
        for row in 0..20 {
            sheet.write_string(row, 0, format!("Rapat persiapan ke-{}", row + 1))?;
            sheet.write_string(row, 1, "selesai")?;
        }
        Ok(book.save_to_buffer()?)
    }
}

fn row<'a>(
    table: &TemplateTable,
    way: &WritingWay,
    indikator: impl Iterator<Item = (usize, &'a MockIndikator)>,
) -> Vec<FilledRow> {
    let entry = |(order, one): (usize, &MockIndikator)| FilledRow {
        entries: table
            .columns
            .iter()
            .filter_map(|owned| match (table.role, owned.column.field) {
                (TableRole::Anggaran, Field::Code) => Some((owned.column, FormCell::Text(format!("{}", 4001 + order)))),
                _ => Some((owned.column, way.cell(owned.column, order, one)?)),
            })
            .collect(),
        ..FilledRow::default()
    };
    indikator.filter(|(order, _)| way.flaw != Some((*order, PlantedFlaw::MissingRow))).map(entry).collect()
}

fn document_to(document: usize) -> (DocumentKind, Option<Triwulan>) {
    match document {
        0 => (DocumentKind::Pk, None),
        1 => (DocumentKind::RencanaAksi, None),
        other => (DocumentKind::Pengukuran, Triwulan::ALL.get(other - 2).copied()),
    }
}

fn roman(tw: Triwulan) -> &'static str {
    ["I", "II", "III", "IV"][tw as usize]
}

fn heading(kind: DocumentKind, triwulan: Option<Triwulan>) -> String {
    match (kind, triwulan) {
        (DocumentKind::Pk, _) => format!("PERJANJIAN KINERJA TAHUN {YEAR}"),
        (DocumentKind::RencanaAksi, _) => format!("RENCANA AKSI TAHUN {YEAR}"),
        (_, tw) => format!("PENGUKURAN KINERJA TRIWULAN {} TAHUN {YEAR}", tw.map_or("I", roman)),
    }
}

fn date_place(kind: DocumentKind, triwulan: Option<Triwulan>) -> String {
    match (kind, triwulan) {
        (DocumentKind::Pk, _) => format!("Contohan, 20 Januari {YEAR}"),
        (DocumentKind::RencanaAksi, _) => format!("Contohan, 2 Februari {YEAR}"),
        (_, Some(Triwulan::I)) => format!("Contohan, 2 April {YEAR}"),
        (_, Some(Triwulan::II)) => format!("Contohan, 2 Juli {YEAR}"),
        (_, Some(Triwulan::III)) => format!("Contohan, 2 Oktober {YEAR}"),
        (_, _) => format!("Contohan, 4 Januari {}", YEAR + 1),
    }
}

/// When a file came.
fn accepted(document: usize, unit: usize, late: bool) -> SystemTime {
    let (year, month, day) =
        [(YEAR, 2, 20), (YEAR, 2, 21), (YEAR, 4, 5), (YEAR, 7, 5), (YEAR, 10, 5), (YEAR + 1, 1, 5)][document];
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let seconds = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    let extra = (unit % 3) as u64 * 86_400 + if late { 15 * 86_400 } else { 0 };
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default() + extra)
}

fn settings(name: &str) -> String {
    format!(
        "# Ruang kerja tiruan untuk pengukuran. Semua nama, NIP dan angka adalah rekaan.\n\
         [instansi]\nnama = \"{name}\"\ntahun = {YEAR}\n\n\
         [tenggat]\npk = 2026-02-28\nrencana_aksi = 2026-02-28\n\
         triwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10]\n"
    )
}
