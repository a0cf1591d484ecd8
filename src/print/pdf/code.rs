//! A number as a QR code.

use qrcode::{Color, EcLevel, QrCode};

/// The rows of the code, dark squares as `1` and light ones as `0`; none for what is too long for one.
pub fn code(text: &str) -> Vec<String> {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::Q) else { return Vec::new() };
    let squares = code.to_colors();
    let row = |row: &[Color]| row.iter().map(|one| if *one == Color::Dark { '1' } else { '0' }).collect();
    squares.chunks(code.width()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_becomes_a_square_with_its_three_marks() {
        let rows = code("001/PK/JTI/2026");
        assert!(rows.len() >= 21 && rows.iter().all(|row| row.len() == rows.len()));
        for corner in [&rows[0][..7], &rows[0][rows.len() - 7..], &rows[rows.len() - 1][..7]] {
            assert_eq!(corner, "1111111");
        }
        assert!(code(&"a".repeat(5000)).is_empty());
    }
}
