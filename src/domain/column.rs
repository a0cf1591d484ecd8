//! What a column means: the canonical fields of domain section 4, each with the period it stands for.
//!
//! Written as text (`target.tw1`, `realisasi.tw`, `target.bulan12`, `target.semester1`) in definitions, frames and JSON.

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::triwulan::Triwulan;

/// A field and the period it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub struct FormColumn {
    /// What it holds.
    #[serde(rename = "bidang")]
    pub field: Field,
    /// The part of the year, or the other year, that its values are of.
    #[serde(rename = "periode")]
    pub period: Period,
}

impl FormColumn {
    /// Its place in the order of columns as one number. Rows are searched by column a million times in a run, and comparing
    /// fields and periods one after the other is a third of that.
    pub(crate) fn rank(self) -> u32 {
        let period = match self.period {
            Period::Yearly => 0,
            Period::Running => 1 << 16,
            Period::Triwulan(triwulan) => (2 << 16) | triwulan as u32,
            Period::Month(month) => (3 << 16) | u32::from(month),
            Period::Year(year) => (4 << 16) | u32::from(year),
            Period::EveryYear => 5 << 16,
            Period::Semester(semester) => (6 << 16) | u32::from(semester),
        };
        ((self.field as u32) << 20) | period
    }
}

/// The period a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Period {
    /// The year, or no period at all.
    Yearly,
    /// The period of the document ("Target TW" on a form for TW II).
    Running,
    /// A quarter.
    Triwulan(Triwulan),
    /// A month, 1 to 12.
    Month(u8),
    /// A year that the header names: plans over several years have a column for each.
    Year(u16),
    /// Every year that headers name; in definitions only.
    EveryYear,
    /// A half of the year, 1 or 2.
    Semester(u8),
}

impl Period {
    /// Whether it is a quarter, a month or a half of a year.
    pub const fn is_part_of_year(self) -> bool {
        matches!(self, Self::Triwulan(_) | Self::Month(_) | Self::Semester(_))
    }
}

macro_rules! field {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $group:ident;)*) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in definitions, frames and JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How its cells are read.
            pub const fn reading(self) -> Reading {
                match self { $(Self::$name => Reading::$group,)* }
            }
        }
    };
}

/// How the cells of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Free text: kept as typed.
    Text,
    /// A row number, a code or a name: never taken for a quantity.
    Code,
    /// A value of section 6's grammar; one decimal/thousand decision per column.
    Value,
    /// Percent points.
    Percent,
    /// Rupiah: a dot before three digits is a thousand mark.
    Money,
    /// A day.
    Date,
    /// A list of quarters.
    Time,
    /// A NIP: digits that must be text.
    Nip,
}

field! {
    /// Row number.
    No = "no", Code;
    /// Code of the indicator (or node) of the row.
    Code = "kode", Code;
    /// Code of the objective.
    SasaranCode = "kode_sasaran", Code;
    /// Code of the parent (cascade workbook).
    ParentCode = "kode_induk", Code;
    /// Code of the unit (cascade workbook).
    UnitCode = "kode_unit", Code;
    /// Level: IKU, IKK, IKI.
    Jenjang = "jenjang", Code;
    /// Goal.
    Tujuan = "tujuan", Text;
    /// Objective.
    Sasaran = "sasaran", Text;
    /// Indicator wording.
    Indikator = "indikator", Text;
    /// Mixed column whose level must be inferred (domain 5.3).
    Description = "uraian", Text;
    /// Unit of measure.
    Satuan = "satuan", Text;
    /// Direction.
    Polaritas = "polaritas", Text;
    /// How quarters add up.
    PeriodKonsolidasi = "konsolidasi_periode", Text;
    /// How units add up.
    KonsolidasiUnit = "konsolidasi_unit", Text;
    /// IKU or proxy, percent or not: kept as typed.
    Kind = "jenis", Text;
    /// Weight.
    Bobot = "bobot", Value;
    /// Weight of the objective.
    BobotSasaran = "bobot_sasaran", Value;
    /// Source of the data.
    SumberData = "sumber_data", Text;
    /// How it is measured: definition or formula.
    CaraPengukuran = "cara_pengukuran", Text;
    /// What its words mean, where that stands beside how it is measured.
    OperationalDefinition = "definisi_operasional", Text;
    /// State at the start.
    KondisiAwal = "kondisi_awal", Value;
    /// What is promised: a figure, a bound, a range or a grade, in the unit of measure of the row.
    Target = "target", Value;
    /// Realisation.
    Realisasi = "realisasi", Value;
    /// What is divided, for an indicator that is a share.
    Numerator = "pembilang", Value;
    /// What it is divided by.
    Denominator = "penyebut", Value;
    /// Stated achievement, percent.
    Capaian = "capaian", Percent;
    /// Stated achievement to date, percent.
    AccumulatedCapaian = "capaian_akumulasi", Percent;
    /// Achievement predicted in the agreement, percent.
    CapaianPrediction = "prediksi_capaian", Percent;
    /// Status, category or grade of the row.
    Status = "status", Text;
    /// The column Keterangan: whatever a unit wants to say.
    Remark = "keterangan", Text;
    /// Obstacle.
    Kendala = "kendala", Text;
    /// What was done about it.
    Solusi = "solusi", Text;
    /// Follow-up.
    TindakLanjut = "tindak_lanjut", Text;
    /// Who acts.
    PenanggungJawab = "penanggung_jawab", Text;
    /// By when the follow-up is done; a day, or as typed.
    TimeLimit = "batas_waktu", Date;
    /// Evidence of the realisation.
    BuktiDukung = "bukti_dukung", Text;
    /// Evidence of the previous quarter's follow-up.
    BuktiTindakLanjut = "bukti_tindak_lanjut", Text;
    /// Action.
    RencanaAksi = "rencana_aksi", Text;
    /// Success criterion.
    Kriteria = "kriteria", Text;
    /// Output of the action.
    Keluaran = "keluaran", Text;
    /// When the action happens.
    Time = "waktu", Time;
    /// The quarter a row of the form is about (one row per quarter).
    RowTriwulan = "triwulan", Time;
    /// Programme or activity of a budget line.
    Program = "program", Text;
    /// Budget ceiling.
    Anggaran = "anggaran", Money;
    /// Budget realised.
    RealisasiAnggaran = "realisasi_anggaran", Money;
    /// Budget absorbed, percent.
    Serapan = "serapan", Percent;
    /// Source of funds.
    SumberDana = "sumber_dana", Text;
    /// What a unit is called in full.
    UnitName = "nama_unit", Text;
    /// Other names of a unit.
    OtherName = "nama_lain", Text;
    /// Unit above.
    UnitParent = "induk_unit", Code;
    /// Head of a unit, or name of an official.
    Leader = "pimpinan", Text;
    /// 18 digits that identify a civil servant.
    Nip = "nip", Nip;
    /// Office held.
    Jabatan = "jabatan", Text;
    /// Indicator of the superior or of the unit that this one serves: its code or its wording.
    SuperiorIndikator = "indikator_atasan", Text;
    /// Step of a procedure (register).
    Step = "langkah", Code;
    /// Why a step refused (register).
    Refusal = "sebab_tolak", Text;
    /// Who did a step (register).
    Actor = "pelaku", Text;
    /// The day of a step (register).
    StepDate = "tanggal_langkah", Date;
    /// E-mail address.
    Mail = "surel", Text;
    /// Telephone number that takes short messages.
    Phone = "ponsel", Text;
    /// Severity of a rule of one's own (cascade workbook).
    OwnSeverity = "tingkat_aturan", Text;
    /// Table that a rule of one's own looks at.
    OwnTable = "tabel_aturan", Text;
    /// When a rule of one's own finds something.
    OwnCondition = "syarat_aturan", Text;
    /// What a rule of one's own says.
    OwnMessage = "pesan_aturan", Text;
    /// How to mend what a rule of one's own found.
    OwnRemedy = "perbaikan_aturan", Text;
    /// Known, read, and meant for nobody: it is not reported as unknown.
    Ignore = "abaikan", Text;
}

impl Field {
    /// Whether it holds a figure, or what a figure is counted in.
    pub const fn measures(self) -> bool {
        matches!(self, Self::Satuan | Self::Polaritas)
            || matches!(self.reading(), Reading::Value | Reading::Percent | Reading::Money)
    }

    /// This field for the year, or for no period.
    pub const fn yearly(self) -> FormColumn {
        FormColumn { field: self, period: Period::Yearly }
    }

    /// This field for the period of the document.
    pub const fn running(self) -> FormColumn {
        FormColumn { field: self, period: Period::Running }
    }

    /// This field for a quarter.
    pub const fn tw(self, triwulan: Triwulan) -> FormColumn {
        FormColumn { field: self, period: Period::Triwulan(triwulan) }
    }

    /// This field for a month, 1 to 12.
    pub const fn month(self, month: u8) -> FormColumn {
        FormColumn { field: self, period: Period::Month(month) }
    }

    /// This field for a half of the year, 1 or 2.
    pub const fn semester(self, semester: u8) -> FormColumn {
        FormColumn { field: self, period: Period::Semester(semester) }
    }

    /// This field for one year of several.
    pub const fn year(self, year: u16) -> FormColumn {
        FormColumn { field: self, period: Period::Year(year) }
    }
}

impl FormColumn {
    /// What a column of a definition means under a header that names this year; `None` when the definition asks for a
    /// year and the header names none.
    pub fn below(self, year: Option<u16>) -> Option<Self> {
        match self.period {
            Period::EveryYear => year.map(|year| self.field.year(year)),
            _ => Some(self),
        }
    }

    /// Whether a column of a definition takes in this column of a form.
    pub fn covers(self, other: Self) -> bool {
        let whole_year = self.period == Period::EveryYear && matches!(other.period, Period::Year(_));
        self == other || (whole_year && self.field == other.field)
    }
}

impl fmt::Display for FormColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.name())?;
        match self.period {
            Period::Yearly => Ok(()),
            Period::Running => f.write_str(".tw"),
            Period::Triwulan(tw) => write!(f, ".tw{}", tw.number()),
            Period::Month(month) => write!(f, ".bulan{month}"),
            Period::Year(year) => write!(f, ".{year}"),
            Period::EveryYear => f.write_str(".{tahun}"),
            Period::Semester(semester) => write!(f, ".semester{semester}"),
        }
    }
}

/// A text that names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bukan nama kolom: {0:?}")]
pub struct InvalidColumn(pub String);

impl FromStr for FormColumn {
    type Err = InvalidColumn;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || InvalidColumn(text.to_string());
        let (name, suffix) = text.split_once('.').map_or((text, None), |(name, suffix)| (name, Some(suffix)));
        let field = Field::ALL.iter().copied().find(|field| field.name() == name).ok_or_else(wrong)?;
        let period = match suffix {
            None => Period::Yearly,
            Some("tw") => Period::Running,
            Some("{tahun}") => Period::EveryYear,
            Some(suffix) => {
                if let Some(number) = suffix.strip_prefix("tw") {
                    let tw = number.parse().ok().and_then(Triwulan::from_number).ok_or_else(wrong)?;
                    Period::Triwulan(tw)
                } else if let Some(number) = suffix.strip_prefix("semester") {
                    let semester =
                        number.parse().ok().filter(|semester| (1..=2).contains(semester)).ok_or_else(wrong)?;
                    Period::Semester(semester)
                } else if let Some(year) = suffix.parse().ok().filter(|year| (2000..2100).contains(year)) {
                    Period::Year(year)
                } else {
                    let number = suffix.strip_prefix("bulan").ok_or_else(wrong)?;
                    let month = number.parse().ok().filter(|month| (1..=12).contains(month)).ok_or_else(wrong)?;
                    Period::Month(month)
                }
            }
        };
        Ok(Self { field, period })
    }
}

impl From<FormColumn> for String {
    fn from(column: FormColumn) -> Self {
        column.to_string()
    }
}

impl TryFrom<String> for FormColumn {
    type Error = InvalidColumn;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_order_of_their_ranks() {
        let periods = [
            Period::Yearly,
            Period::Running,
            Period::Triwulan(Triwulan::I),
            Period::Triwulan(Triwulan::IV),
            Period::Month(1),
            Period::Month(12),
            Period::Year(0),
            Period::Year(u16::MAX),
            Period::EveryYear,
            Period::Semester(1),
            Period::Semester(2),
        ];
        let column = |field: &Field| periods.map(|period| FormColumn { field: *field, period });
        let all: Vec<FormColumn> = Field::ALL.iter().flat_map(column).collect();
        assert!(all.is_sorted());
        assert!(all.windows(2).all(|two| two[0].rank() < two[1].rank()));
    }

    #[test]
    fn every_field_reads_back_for_every_period() {
        for field in Field::ALL {
            let mut all = vec![field.yearly(), field.running()];
            all.extend(Triwulan::ALL.map(|tw| field.tw(tw)));
            all.extend((1..=12).map(|month| field.month(month)));
            all.extend((1..=2).map(|semester| field.semester(semester)));
            all.extend([field.year(2026), FormColumn { field: *field, period: Period::EveryYear }]);
            for column in all {
                assert_eq!(column.to_string().parse(), Ok(column));
            }
        }
    }

    #[test]
    fn names_that_are_no_field_are_refused() {
        for text in [
            "",
            "targett",
            "target.tw5",
            "target.bulan13",
            "target.semester3",
            "target.x",
            "target.1999",
            "target.20266",
        ] {
            assert!(text.parse::<FormColumn>().is_err(), "{text}");
        }
    }
}
