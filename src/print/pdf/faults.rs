//! What the engine says of a layout, in words for its author.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::dunia::Dunia;
use super::galat::Kesalahan;
use super::tata_letak::TataLetak;

/// Faults of a layout that are told; the first ones are the ones that matter.
const TERBANYAK: usize = 5;

/// What the engine says, for people.
pub(super) fn kesalahan(dunia: &Dunia, tata_letak: &TataLetak, semua: &[SourceDiagnostic]) -> Vec<Kesalahan> {
    semua.iter().take(TERBANYAK).map(|satu| satu_kesalahan(dunia, tata_letak, satu)).collect()
}

fn satu_kesalahan(dunia: &Dunia, tata_letak: &TataLetak, satu: &SourceDiagnostic) -> Kesalahan {
    let nama = satu.span.id().map(|id| id.vpath().get_without_slash().to_string());
    let letak = satu.span.id().and_then(|id| {
        let rentang = dunia.range(satu.span)?;
        let (baris, kolom) = dunia.sumber(id)?.lines().byte_to_line_column(rentang.start)?;
        Some((baris + 1, kolom + 1))
    });
    let petunjuk: Vec<String> = satu.hints.iter().map(|petunjuk| petunjuk.v.to_string()).collect();
    let mut pesan = terjemah(&satu.message);
    if !petunjuk.is_empty() {
        pesan = format!("{pesan} ({})", petunjuk.join("; "));
    }
    Kesalahan { berkas: nama.map(|nama| tata_letak.jalur(&nama)), letak, pesan }
}

/// The commonest messages of the engine in Indonesian; the others as the engine words them.
fn terjemah(pesan: &str) -> String {
    const AWALAN: &[(&str, &str)] = &[
        ("unknown variable: ", "nama tidak dikenal: "),
        ("dictionary does not contain key ", "data tidak memuat "),
        ("file not found (searched at ", "berkas tidak ada: "),
        ("unknown font family: ", "huruf tidak ada: "),
        ("failed to decode image", "gambar tidak dapat dibaca"),
        ("failed to parse SVG", "gambar SVG tidak dapat dibaca"),
        ("unclosed ", "belum ditutup: "),
        ("unexpected argument: ", "argumen tidak dikenal: "),
        ("unexpected ", "tidak pada tempatnya: "),
        ("expected ", "seharusnya ada: "),
    ];
    for (awal, pengganti) in AWALAN {
        if let Some(sisa) = pesan.strip_prefix(awal) {
            let sisa = if awal.ends_with("at ") { sisa.trim_end_matches(')') } else { sisa };
            return format!("{pengganti}{sisa}");
        }
    }
    pesan.to_string()
}
