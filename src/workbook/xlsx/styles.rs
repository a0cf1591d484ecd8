//! The number formats of an .xlsx workbook: which style shows percent, and a clean styles part for the cell reader,
//! which takes from it nothing but which style shows a date.

use std::collections::BTreeMap;

use quick_xml::escape::escape;
use quick_xml::events::Event;

use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::{builtin_percent, shows_percent};
use crate::workbook::xml::{Xml, attribute, part_text};

/// Excel's own limit for cell formats.
const MAX_STYLES: u64 = 65_536;

/// Number formats by style index.
#[derive(Debug, Default)]
pub(super) struct Styles {
    codes: BTreeMap<u32, String>,
    /// Format id of each style.
    styles: Vec<u32>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let text = part_text(name, bytes)?;
        let mut xml = Xml::new(name, &text, limits.kedalaman);
        let mut styles = Self::default();
        let mut section = String::new();
        while let Some(event) = xml.next()? {
            let Event::Start(element) = event else { continue };
            match (xml.depth(), element.local_name().as_ref()) {
                (2, local) => section = local.to_string(),
                (3, "numFmt") if section == "numFmts" => {
                    let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")?) {
                        styles.codes.insert(id, code);
                    }
                }
                (3, "xf") if section == "cellXfs" => {
                    let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles.styles.push(id);
                }
                _ => {}
            }
        }
        let count = styles.styles.len() as u64;
        if count > MAX_STYLES { Err(ReadError::melebihi("Jumlah gaya sel", count, MAX_STYLES)) } else { Ok(styles) }
    }

    /// How many styles there are. A cell may only name one of them.
    pub(super) fn len(&self) -> usize {
        self.styles.len()
    }

    /// Whether a number in a cell of this style is shown as percent.
    pub(super) fn percent(&self, style: u32, number: f64) -> bool {
        let Some(id) = self.styles.get(style as usize) else { return false };
        let code = self.codes.get(id).map(String::as_str).or(builtin_percent(*id));
        code.is_some_and(|code| shows_percent(code, number))
    }

    /// A styles part with the number formats alone.
    pub(super) fn clean_part(&self) -> String {
        let mut part = String::from("<styleSheet><numFmts>");
        for (id, code) in &self.codes {
            part.push_str(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escape(code.as_str())));
        }
        part.push_str("</numFmts><cellXfs>");
        for id in &self.styles {
            part.push_str(&format!("<xf numFmtId=\"{id}\"/>"));
        }
        part.push_str("</cellXfs></styleSheet>");
        part
    }
}
