//! The number formats of an .xlsx workbook: which style shows percent, which a date.

use quick_xml::events::Event;

use crate::ooxml::strict::{Xml, attribute, part_text};
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::NumberFormats;

/// Excel's own limit for cell formats.
const MAX_STYLES: u64 = 65_536;

/// Reads the styles part.
pub(super) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<NumberFormats, ReadError> {
    let text = part_text(name, bytes)?;
    let mut xml = Xml::new(name, &text, limits.depth);
    let mut formats = NumberFormats::default();
    let mut section = String::new();
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        match (xml.depth(), element.local_name().as_ref()) {
            (2, local) => section = local.to_string(),
            (3, "numFmt") if section == "numFmts" => {
                let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok());
                if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")?) {
                    formats.codes.insert(id, code);
                }
            }
            (3, "xf") if section == "cellXfs" => {
                let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or(0);
                formats.styles.push(id);
            }
            _ => {}
        }
    }
    let count = formats.styles.len() as u64;
    if count > MAX_STYLES { Err(ReadError::exceeds("Jumlah gaya sel", count, MAX_STYLES)) } else { Ok(formats) }
}
