//! `selaras.toml` as it is written: every key that it may have, checked for nothing but its type.
//!
//! Sections that have a key for each kind of document take their keys from the table of kinds.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use toml::value::Datetime;

use crate::domain::capaian::ProfilParameter;
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::{Due, KINDS, KindFacts};
use crate::language::Language;
use crate::workbook::limits::Limits;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsFile {
    pub(super) instansi: InstansiSection,
    #[serde(default)]
    pub(super) tenggat: OfKinds<Deadlines>,
    #[serde(default)]
    pub(super) capaian: Option<ProfilParameter>,
    #[serde(default)]
    pub(super) aturan: BTreeMap<String, AturanSection>,
    #[serde(default)]
    pub(super) pengecualian: Vec<PengecualianSection>,
    #[serde(default, rename = "batas")]
    pub(super) limit: Limits,
    #[serde(default, rename = "templat")]
    pub(super) template: OfKinds<FormLayout>,
    #[serde(default)]
    pub(super) surat: SuratSection,
    #[serde(default, rename = "cetak")]
    pub(super) print: OfKinds<PrintLayout>,
    #[serde(default, rename = "rekap")]
    pub(super) recap: RecapSection,
    #[serde(default, rename = "pengesahan")]
    pub(super) ratification: RatificationSection,
    #[serde(default, rename = "alur")]
    pub(super) flow: FlowSection,
    #[serde(default, rename = "arsip")]
    pub(super) archive: ArchiveSection,
    #[serde(default)]
    pub(super) register: RegisterSection,
    #[serde(default, rename = "surel")]
    pub(super) mail: MailSection,
    #[serde(rename = "pengingat")]
    pub(super) reminders: Option<ReminderSection>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReminderSection {
    #[serde(rename = "hari")]
    pub(super) days: Option<Vec<u32>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailSection {
    #[serde(rename = "pengguna")]
    pub(super) user: Option<String>,
    #[serde(rename = "sandi_perintah")]
    pub(super) secret_command: Option<String>,
    /// Known so that it can be refused in words of its own.
    #[serde(rename = "sandi", alias = "kata_sandi", alias = "password")]
    pub(super) password: Option<serde::de::IgnoredAny>,
    #[serde(rename = "token")]
    pub(super) bare_token: Option<serde::de::IgnoredAny>,
    #[serde(rename = "masuk_dengan")]
    pub(super) kind: Option<String>,
    #[serde(rename = "sertifikat")]
    pub(super) certificates: Option<String>,
    #[serde(rename = "imap")]
    pub(super) incoming: Option<String>,
    #[serde(rename = "imap_tls")]
    pub(super) incoming_security: Option<String>,
    #[serde(rename = "kotak")]
    pub(super) folder: Option<String>,
    #[serde(rename = "sejak")]
    pub(super) since: Option<Datetime>,
    #[serde(default, rename = "pengirim")]
    pub(super) senders: Vec<String>,
    #[serde(default, rename = "subjek")]
    pub(super) subjects: Vec<String>,
    #[serde(rename = "pindah_ke")]
    pub(super) moved_to: Option<String>,
    #[serde(rename = "smtp")]
    pub(super) outgoing: Option<String>,
    #[serde(rename = "smtp_tls")]
    pub(super) outgoing_security: Option<String>,
    #[serde(rename = "dari")]
    pub(super) from: Option<String>,
    #[serde(rename = "balas_ke")]
    pub(super) reply_to: Option<String>,
    #[serde(rename = "draf")]
    pub(super) drafts: Option<String>,
    #[serde(rename = "per_menit")]
    pub(super) per_minute: Option<u32>,
    #[serde(rename = "lampiran_mb")]
    pub(super) megabytes: Option<u64>,
    #[serde(rename = "tautan")]
    pub(super) link: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RatificationSection {
    #[serde(default, rename = "empat_mata")]
    pub(super) four_eyes: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FlowSection {
    #[serde(rename = "prosedur")]
    pub(super) procedures: Option<Vec<String>>,
    #[serde(default, rename = "libur")]
    pub(super) holidays: Vec<Datetime>,
    #[serde(rename = "dpa")]
    pub(super) budget: Option<Datetime>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterSection {
    #[serde(rename = "pola")]
    pub(super) pattern: Option<String>,
    #[serde(default, rename = "pola_dokumen")]
    pub(super) patterns: BTreeMap<String, String>,
    #[serde(rename = "masa_simpan")]
    pub(super) retention: Option<u32>,
    #[serde(default, rename = "masa_simpan_dokumen")]
    pub(super) retention_of: BTreeMap<String, u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArchiveSection {
    #[serde(rename = "salinan")]
    pub(super) copies: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecapSection {
    #[serde(rename = "tahun_lalu")]
    pub(super) last_year: Option<PathBuf>,
    #[serde(rename = "riwayat_hari")]
    pub(super) history_days: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuratSection {
    #[serde(rename = "tanda_tangan")]
    pub(super) signature: Option<String>,
    #[serde(rename = "hari_perbaikan")]
    pub(super) days_to_mend: Option<u32>,
    #[serde(rename = "alamat")]
    pub(super) address: Option<String>,
    #[serde(rename = "halaman")]
    pub(super) page: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstansiSection {
    #[serde(rename = "nama")]
    pub(super) name: String,
    #[serde(rename = "kode")]
    pub(super) code: Option<String>,
    #[serde(rename = "tahun")]
    pub(super) year: i32,
    #[serde(default, rename = "kop")]
    pub(super) letterhead: Vec<String>,
    pub(super) logo: Option<String>,
    #[serde(default, rename = "bahasa")]
    pub(super) language: Language,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AturanSection {
    #[serde(rename = "tingkat")]
    pub(super) severity: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PengecualianSection {
    pub(super) aturan: String,
    pub(super) unit: Option<String>,
    pub(super) indikator: Option<String>,
    #[serde(rename = "berkas")]
    pub(super) file: Option<String>,
    #[serde(rename = "alasan")]
    pub(super) reason: String,
    #[serde(rename = "sampai")]
    pub(super) until: Datetime,
}

/// A section with a key for each kind of document that has one there.
#[derive(Debug)]
pub(super) struct OfKinds<V>(pub(super) BTreeMap<DocumentKind, V>);

impl<V> Default for OfKinds<V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// What a section holds of a kind.
pub(super) trait KindValue: Sized {
    /// The key of a kind; `None` for a kind that has none in this section.
    fn key(kind: &KindFacts) -> Option<&'static str>;
    /// Reads what stands at the key.
    fn read<'de, M: MapAccess<'de>>(kind: &KindFacts, map: &mut M) -> Result<Self, M::Error>;
}

/// The layout that a kind is written in.
#[derive(Debug)]
pub(super) struct FormLayout(pub(super) String);

impl KindValue for FormLayout {
    fn key(kind: &KindFacts) -> Option<&'static str> {
        kind.kind.is_sent().then_some(kind.code)
    }

    fn read<'de, M: MapAccess<'de>>(_: &KindFacts, map: &mut M) -> Result<Self, M::Error> {
        map.next_value().map(Self)
    }
}

/// The layout that a kind is printed in.
#[derive(Debug)]
pub(super) struct PrintLayout(pub(super) String);

impl KindValue for PrintLayout {
    fn key(kind: &KindFacts) -> Option<&'static str> {
        (!kind.prints.is_empty()).then_some(kind.code)
    }

    fn read<'de, M: MapAccess<'de>>(_: &KindFacts, map: &mut M) -> Result<Self, M::Error> {
        map.next_value().map(Self)
    }
}

/// When the documents of a kind are due: one day, or one for each quarter; a blank text for a quarter in which none is.
#[derive(Debug)]
pub(super) struct Deadlines(pub(super) Vec<Option<Datetime>>);

impl KindValue for Deadlines {
    fn key(kind: &KindFacts) -> Option<&'static str> {
        kind.deadline
    }

    fn read<'de, M: MapAccess<'de>>(kind: &KindFacts, map: &mut M) -> Result<Self, M::Error> {
        match kind.due {
            Due::Quarter(_) => {
                let days = map.next_value::<Vec<toml::Value>>()?.into_iter().map(quarter_day);
                days.collect::<Result<_, _>>().map(Self)
            }
            Due::Year | Due::Person | Due::Never => map.next_value().map(|day| Self(vec![Some(day)])),
        }
    }
}

fn quarter_day<E: de::Error>(written: toml::Value) -> Result<Option<Datetime>, E> {
    match written {
        toml::Value::Datetime(day) => Ok(Some(day)),
        toml::Value::String(text) if text.trim().is_empty() => Ok(None),
        other => Err(E::custom(format!("invalid type: {}, expected a TOML datetime", other.type_str()))),
    }
}

impl<'de, V: KindValue> Deserialize<'de> for OfKinds<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(SectionVisitor(PhantomData))
    }
}

struct SectionVisitor<V>(PhantomData<V>);

impl<'de, V: KindValue> Visitor<'de> for SectionVisitor<V> {
    type Value = OfKinds<V>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a table")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut section = OfKinds::default();
        while let Some(kind) = map.next_key_seed(KindKey(V::key))? {
            section.0.insert(kind.kind, V::read(kind, &mut map)?);
        }
        Ok(section)
    }
}

/// Reads a key as the kind that it stands for. A key that stands for none is told as derived code tells it, at its place.
struct KindKey(fn(&KindFacts) -> Option<&'static str>);

impl<'de> DeserializeSeed<'de> for KindKey {
    type Value = &'static KindFacts;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KindKey {
    type Value = &'static KindFacts;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, written: &str) -> Result<Self::Value, E> {
        KINDS.iter().find(|kind| (self.0)(kind) == Some(written)).ok_or_else(|| {
            let known: Vec<String> = KINDS.iter().filter_map(self.0).map(|key| format!("`{key}`")).collect();
            E::custom(format!("unknown field `{written}`, expected one of {}", known.join(", ")))
        })
    }
}
