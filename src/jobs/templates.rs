//! Forms to send out: filled in from the cascade and from what units sent already, or blank.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rayon::prelude::*;

use super::filling::{self, BlankFormArgs, SentRows, UnitInput};
use super::handed_out::{self, FOLDER};
use super::{JobError, Look, Progress, Readers, Stage};
use crate::domain::capaian::{Profil, ProfilName};
use crate::domain::document_kind::YearDocument;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::files::{self, FilesError, Names, Staging, file_name};
use crate::forms::write;
use crate::letters::{HandedForm, SuratKind, SuratTemplate, eml, hand_out};
use crate::pipeline::{self, returns::own_texts};
use crate::post::marks;
use crate::report::ReportError;
use crate::template::Library;
use crate::workspace::Workspace;

/// Which forms are made for whom.
#[derive(Debug, Clone)]
pub struct TemplatesOptions {
    /// The workspace; the forms go to `hasil/templat`.
    pub folder: PathBuf,
    /// Codes of units; all when there is none.
    pub units: Vec<String>,
    /// The forms of each.
    pub forms: Vec<YearDocument>,
    /// All forms of a unit in one workbook.
    pub one_workbook: bool,
    /// Password of the locked sheets; locked without one when there is none.
    pub password: Option<String>,
    /// The day.
    pub today: NaiveDate,
    /// Who reads what units sent already.
    pub readers: Readers,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    /// The folder that holds the forms.
    pub folder: PathBuf,
    /// How many workbooks.
    pub workbooks: usize,
    /// Units without an indicator in the cascade: their forms are blank.
    pub without_indicators: Vec<String>,
    /// What people should know about the run itself.
    pub notes: Vec<String>,
}

/// Writes the forms of units.
///
/// # Errors
/// When the workspace cannot be worked on, a unit is not known, or a form cannot be written.
pub fn templates(options: &TemplatesOptions, progress: &(dyn Progress + Sync)) -> Result<Templates, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let lock = workspace.lock()?;
    let way = options.readers.of(Some(&workspace), &workspace.limit);
    let result = pipeline::run(&workspace, &way, options.today, progress)?;
    let tables = &result.tables;
    let asked = tables.units_as_typed(&options.units)?;
    let mut forms = options.forms.clone();
    forms.sort_unstable();
    forms.dedup();
    progress.stage(Stage::Writing);
    let mut made = Templates {
        folder: workspace.results().join(FOLDER),
        workbooks: 0,
        without_indicators: Vec::new(),
        notes: lock.note().into_iter().collect(),
    };
    let names = Names::of_codes(tables.units.iter().map(|unit| unit.code.as_str()));
    let sent = SentRows::of(tables);
    let own = own_texts(&workspace.folder.join("templat")).map_err(JobError::Letters)?;
    let template =
        SuratTemplate::with(&own, workspace.surat.language).map_err(|error| JobError::Letters(error.into()))?;
    let staging = Staging::begin(&workspace.results())?;
    let chosen = tables.units.par_iter().filter(|unit| asked.is_empty() || asked.contains(&unit.code));
    let written = chosen.map(|unit| -> Result<_, JobError> {
        let created = options.today.and_time(NaiveTime::MIN);
        let material = UnitInput::new(&workspace, &sent, unit, options.password.clone(), created);
        let name = names.get(unit.code.as_str()).map_or("unit", String::as_str);
        let made = of_unit(&material, &forms, options.one_workbook, (staging.path(), name))?;
        let count = made.len();
        letter(&workspace, unit, &forms, made, (&template, created, &staging.path().join(FOLDER).join(name)))?;
        Ok((count, material.indikator.is_empty().then(|| unit.code.clone())))
    });
    for (count, without_indicators) in written.collect::<Result<Vec<_>, _>>()? {
        made.workbooks += count;
        made.without_indicators.extend(without_indicators);
    }
    staging.publish(&[])?;
    progress.stage(Stage::Done);
    Ok(made)
}

/// One form of a unit, filled in as [`templates`] does, and its file name; nothing for a unit that the register does not
/// have.
///
/// # Errors
/// When the form cannot be made.
pub fn unit_form(look: &Look, unit: &str, form: YearDocument) -> Result<Option<(String, Vec<u8>)>, JobError> {
    let tables = &look.result.tables;
    let Some(unit) = tables.unit(unit) else { return Ok(None) };
    let sent = SentRows::of(tables);
    let material = UnitInput::new(&look.workspace, &sent, unit, None, look.today.and_time(NaiveTime::MIN));
    let filled = material.form(form.kind, form.quarter, None)?;
    let workbook = write::form(&[filled]).map_err(ReportError::from)?;
    let name = format!("{}_{}_{}.xlsx", file_name(&unit.code), form.file_name(), look.workspace.year);
    Ok(Some((name, workbook)))
}

/// A workbook that was made.
struct MadeForm {
    /// Its name.
    name: String,
    /// Its bytes.
    content: Vec<u8>,
}

/// Writes the forms of a unit.
fn of_unit(
    material: &UnitInput<'_>,
    forms: &[YearDocument],
    one_workbook: bool,
    (results, code): (&Path, &str),
) -> Result<Vec<MadeForm>, JobError> {
    let folder = results.join(FOLDER).join(code);
    files::ensure_folder(&folder)?;
    let year = material.workspace.year;
    let mut filled = Vec::with_capacity(forms.len());
    for form in forms {
        filled.push((form.file_name(), material.form(form.kind, form.quarter, None)?));
    }
    let mut made = Vec::with_capacity(filled.len());
    if one_workbook {
        let all: Vec<_> = filled.into_iter().map(|(_, form)| form).collect();
        let content = write::form(&all).map_err(ReportError::from)?;
        made.push(MadeForm { name: format!("{code}_formulir_{year}.xlsx"), content });
    } else {
        for (name, form) in filled {
            let content = write::form(&[form]).map_err(ReportError::from)?;
            made.push(MadeForm { name: format!("{code}_{name}_{year}.xlsx"), content });
        }
    }
    for one in &made {
        files::save(&folder.join(&one.name), &one.content)?;
    }
    Ok(made)
}

/// Writes the letter with which a unit gets its forms.
fn letter(
    workspace: &Workspace,
    unit: &Unit,
    forms: &[YearDocument],
    made: Vec<MadeForm>,
    (template, day, folder): (&SuratTemplate, NaiveDateTime, &Path),
) -> Result<(), JobError> {
    let one = |(number, form): (usize, &YearDocument)| {
        let file = made.get(number).or(made.first()).map(|one| one.name.clone()).unwrap_or_default();
        let quarter = form.quarter.map(|quarter| format!(" {quarter}")).unwrap_or_default();
        HandedForm {
            file,
            heading: form.heading.to_string(),
            name: format!("{}{quarter}", form.kind.name()),
            due: workspace.tenggat.of(form.kind, form.quarter),
        }
    };
    let handed: Vec<HandedForm> = forms.iter().enumerate().map(one).collect();
    let surat = hand_out(unit, (&workspace.instansi, workspace.year), &handed, (template, &workspace.surat));
    let attachments: Vec<_> =
        made.into_iter().map(|one| eml::Attachment { name: one.name, content: one.content }).collect();
    let path = folder.join(SuratKind::HandOut.file());
    let version = handed_out::version(&surat.subjek, &surat.content, &attachments);
    let kind = SuratKind::HandOut.name();
    let marks = [(marks::UNIT, unit.code.as_str()), (marks::KIND, kind), (marks::VERSION, &version)];
    let parts = eml::DraftParts { attachments: &attachments, marks: &marks, html: None };
    let draft = eml::draft_with(&surat, &parts, day).map_err(FilesError::at(&path))?;
    files::save(&path, &draft)?;
    Ok(())
}

/// Where blank forms go.
#[derive(Debug, Clone)]
pub struct BlankOptions {
    /// The folder.
    pub target: PathBuf,
    /// The workspace whose layouts, name and year stand in them; the shipped layouts when there is none.
    pub workspace: Option<PathBuf>,
    /// Password of the locked sheets.
    pub password: Option<String>,
    /// The day.
    pub today: NaiveDate,
}

/// Writes every layout that is known as a blank form; gives their number.
///
/// # Errors
/// When the workspace cannot be opened or a form cannot be written.
pub fn blank_templates(options: &BlankOptions) -> Result<usize, JobError> {
    let workspace = options.workspace.as_deref().map(Workspace::open).transpose()?;
    let shipped;
    let (library, year, profile) = match &workspace {
        Some(workspace) => (&workspace.library, workspace.year, workspace.profil.clone()),
        None => {
            shipped = Library::built_in()?;
            (&shipped, options.today.year(), Profil::standard(ProfilName::General))
        }
    };
    let staging = Staging::begin_in(&options.target)?;
    let mut count = 0;
    for layout in library.latest().filter(|layout| layout.kind.is_sent()) {
        let form = filling::blank(&BlankFormArgs {
            template: layout,
            instansi: workspace.as_ref().map_or("", |workspace| workspace.instansi.as_str()),
            year,
            triwulan: layout.kind.quarter(Some(Triwulan::I)),
            profil: &profile,
            password: options.password.clone(),
            made: options.today.and_time(NaiveTime::MIN),
        });
        let workbook = write::form(&[(layout, form)]).map_err(ReportError::from)?;
        files::save(&staging.path().join(format!("{}.xlsx", layout.id)), &workbook)?;
        count += 1;
    }
    staging.publish(&[])?;
    Ok(count)
}
