//! Figures written as Indonesians read them.

use super::capaian::bulatkan;

/// "1.234,56" with so many decimals, halves up; "–" for what is no figure.
pub fn angka(angka: f64, digit: u8) -> String {
    if !angka.is_finite() {
        return "–".to_string();
    }
    let tulisan = desimal(bulatkan(angka, digit), digit);
    let (tanda, tulisan) = tulisan.strip_prefix('-').map_or(("", tulisan.as_str()), |sisa| ("-", sisa));
    let (utuh, pecahan) = tulisan.split_once('.').unwrap_or((tulisan, ""));
    let mut hasil = String::from(tanda);
    for (letak, angka) in utuh.chars().enumerate() {
        if letak > 0 && (utuh.len() - letak) % 3 == 0 {
            hasil.push('.');
        }
        hasil.push(angka);
    }
    if !pecahan.is_empty() {
        hasil.push(',');
        hasil.push_str(pecahan);
    }
    hasil
}

/// A rounded figure with a point before its decimals.
fn desimal(bulat: f64, digit: u8) -> String {
    let skala = 10_f64.powi(i32::from(digit));
    let besar = (bulat.abs() * skala).round();
    // So large a multiple of the last decimal is a whole number in binary too, and whole numbers are written in a fifth of
    // the time that exact decimals take.
    if besar >= 1e15 {
        return format!("{bulat:.*}", usize::from(digit));
    }
    let tanda = if bulat < 0.0 { "-" } else { "" };
    let (besar, skala) = (besar as u64, skala as u64);
    if digit == 0 {
        return format!("{tanda}{besar}");
    }
    format!("{tanda}{}.{:0lebar$}", besar / skala, besar % skala, lebar = usize::from(digit))
}

/// As [`angka`] with at most so many decimals: "57", "2,5".
pub fn angka_pendek(nilai: f64, digit: u8) -> String {
    let bulat = bulatkan(nilai, digit);
    // Most figures are whole ones: half the time of writing decimals and taking them off again.
    let tulisan = if bulat.fract() == 0.0 { angka(bulat, 0) } else { angka(nilai, digit) };
    if tulisan.contains(',') { tulisan.trim_end_matches('0').trim_end_matches(',').to_string() } else { tulisan }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_those_of_the_figure(utuh in -1_000_000_000_i64..1_000_000_000, bagian in 0.0..1.0_f64, digit in 0_u8..9) {
            for nilai in [utuh as f64, utuh as f64 + bagian, bagian, utuh as f64 * 1e6 + bagian] {
                let bulat = bulatkan(nilai, digit);
                prop_assert_eq!(desimal(bulat, digit), format!("{:.*}", usize::from(digit), bulat));
            }
        }
    }

    #[test]
    fn short_figures_have_no_decimals_that_say_nothing() {
        for (nilai, tulisan) in
            [(1.0, "1"), (0.999_999_9, "1"), (-0.000_000_1, "0"), (2.25, "2,25"), (-1e16, "-10.000.000.000.000.000")]
        {
            assert_eq!(angka_pendek(nilai, 6), tulisan);
        }
    }

    #[test]
    fn figures_read_as_indonesians_write_them() {
        for (nilai, digit, tulisan) in
            [(1234.5, 2, "1.234,50"), (999.0, 0, "999"), (-1_234_567.891, 1, "-1.234.567,9"), (0.0, 2, "0,00")]
        {
            assert_eq!(angka(nilai, digit), tulisan);
        }
        assert_eq!(angka_pendek(2.5, 2), "2,5");
        assert_eq!(angka_pendek(1000.0, 2), "1.000");
        assert_eq!(angka(f64::NAN, 2), "–");
    }
}
