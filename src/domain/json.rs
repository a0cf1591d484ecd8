//! Records for other programs.

use serde::Serialize;

/// Records as JSON lines: one object a line, in order.
///
/// # Errors
/// When a record cannot be written as JSON.
pub fn json_lines<T: Serialize>(records: impl IntoIterator<Item = T>) -> Result<Vec<u8>, serde_json::Error> {
    let mut lines = Vec::new();
    for record in records {
        serde_json::to_writer(&mut lines, &record)?;
        lines.push(b'\n');
    }
    Ok(lines)
}
