//! The colours of marks. A colour says the severity and, in its last bits, which fill it stands in for, so that a
//! marked cell knows its own fill wherever it is moved and whatever program saves the file.

use crate::finding::Tingkat;

/// Fills that a colour can stand in for; 0 is no fill at all.
pub(super) const MAX_KODE: usize = 254;

/// Base colour and where the low five bits of the code go; its other three are the low bits of green.
const fn dasar(tingkat: Tingkat) -> (u32, u32) {
    match tingkat {
        Tingkat::Galat => (0xF9_C8C0, 0),
        Tingkat::Peringatan => (0xFD_E8A0, 0),
        Tingkat::Info => (0xC0_E0FA, 16),
    }
}

/// The colour of a mark as `FFRRGGBB`.
pub(super) fn rgb(tingkat: Tingkat, kode: usize) -> String {
    let kode = u32::try_from(kode.min(MAX_KODE)).unwrap_or(0);
    let (warna, geser) = dasar(tingkat);
    format!("FF{:06X}", warna | ((kode >> 5) << 8) | ((kode & 0x1F) << geser))
}

/// The code in the colour of a mark; `None` for every other colour.
pub(super) fn kode(rgb: &str) -> Option<usize> {
    let digit = match rgb.len() {
        8 => rgb.get(2..)?,
        6 => rgb,
        _ => return None,
    };
    let warna = u32::from_str_radix(digit, 16).ok()?;
    [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info]
        .into_iter()
        .find_map(|tingkat| {
            let (dasar, geser) = dasar(tingkat);
            let (rendah, tinggi) = (0x1F << geser, 0x07_u32 << 8);
            let kode = (((warna & tinggi) >> 8) << 5) | ((warna & rendah) >> geser);
            (warna & !(rendah | tinggi) == dasar).then_some(kode)
        })
        .and_then(|kode| usize::try_from(kode).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_tells_what_it_stands_in_for() {
        for tingkat in [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info] {
            for nomor in 0..=MAX_KODE {
                assert_eq!(kode(&rgb(tingkat, nomor)), Some(nomor));
            }
        }
        assert_eq!(rgb(Tingkat::Galat, 0), "FFF9C8C0");
    }

    #[test]
    fn colours_that_people_use_are_not_ours() {
        for warna in ["FFFFC7CE", "FFFFEB9C", "FFC6EFCE", "FFFFFF00", "FFFF0000", "FFDDEBF7", "FFFCE4D6", "x"] {
            assert_eq!(kode(warna), None, "{warna}");
        }
    }
}
