//! What cells, rows and fields are called in a state.

use std::borrow::Cow;

use crate::domain::bilangan::angka_pendek;
use crate::domain::dokumen::{Baris, KunciIdentitas, PeranTabel};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::tanggal::format_panjang;
use crate::domain::teks;
use crate::tables::Tables;

/// Decimals that count when two figures are compared.
const DESIMAL: u8 = 6;

/// What a cell says, as people read it; cells that say the same have the same text.
pub(super) fn tulisan(isian: &Isian) -> Option<Cow<'_, str>> {
    let mentah = isian.teks()?;
    let bilangan = || mentah.parse::<f64>().is_ok_and(f64::is_finite);
    Some(match &isian.nilai {
        Nilai::Angka { angka, .. } if bilangan() => angka_pendek(*angka, DESIMAL).into(),
        Nilai::Persen { persen } if bilangan() => format!("{} %", angka_pendek(*persen, DESIMAL)).into(),
        Nilai::Uang { rupiah } if bilangan() => angka_pendek(*rupiah, 2).into(),
        Nilai::Tanggal { tanggal } => format_panjang((*tanggal).into()).into(),
        _ => satu_spasi(mentah),
    })
}

/// A text with one space between its words.
fn satu_spasi(teks: &str) -> Cow<'_, str> {
    let rapi = teks.split(' ').all(|kata| !kata.is_empty() && !kata.contains(char::is_whitespace));
    if rapi { teks.into() } else { teks.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// What a row is known by: its indicator, or its budget line; and its quarter, on forms with a row for each.
pub(super) fn kunci_baris<'a>(tables: &'a Tables, rekaman: u32, baris: &Baris) -> Option<Cow<'a, str>> {
    let anggaran = tables.tabel_dari(rekaman).is_some_and(|tabel| tabel.peran == PeranTabel::Anggaran);
    let kunci: Cow<'_, str> = if anggaran {
        let tertulis = |bidang: &Bidang| baris.isian(bidang.tahunan()).and_then(Isian::teks);
        format!("anggaran {}", teks::kunci([Bidang::Kode, Bidang::Program].iter().find_map(tertulis)?)).into()
    } else {
        tables.tautan.get(rekaman as usize)?.kunci.as_deref()?.into()
    };
    let berbaris_triwulan = baris.isian(Bidang::TriwulanBaris.tahunan()).is_some();
    let triwulan = tables.triwulan_rekaman(rekaman).filter(|_| berbaris_triwulan);
    Some(triwulan.map_or(kunci.clone(), |triwulan| format!("{kunci} {triwulan}").into()))
}

pub(super) fn label(tables: &Tables, rekaman: u32, baris: &Baris) -> String {
    let indikator = tables.label_indikator(rekaman);
    if !indikator.is_empty() {
        return indikator;
    }
    let pertama = [Bidang::Program, Bidang::Sasaran]
        .into_iter()
        .find_map(|bidang| baris.isian(bidang.tahunan()).and_then(Isian::teks));
    pertama.map_or_else(
        || format!("baris {}", baris.baris + 1),
        |teks| teks.split_whitespace().collect::<Vec<_>>().join(" "),
    )
}

pub(super) const fn nama_identitas(kunci: KunciIdentitas) -> Option<&'static str> {
    Some(match kunci {
        KunciIdentitas::Unit => "unit kerja",
        KunciIdentitas::Nama => "nama",
        KunciIdentitas::Nip => "nip",
        KunciIdentitas::Jabatan => "jabatan",
        KunciIdentitas::Tahun => "tahun",
        KunciIdentitas::Triwulan => "triwulan",
        KunciIdentitas::DokumenAnggaran => "dokumen anggaran",
        KunciIdentitas::BarisJudul => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_words_count_once_and_a_tidy_text_is_not_copied() {
        for (teks, rapi) in [("a  b", "a b"), (" a\tb\n", "a b"), ("a\u{a0}b", "a b"), (" ", ""), ("", "")] {
            assert_eq!(satu_spasi(teks), rapi, "{teks:?}");
        }
        assert!(matches!(satu_spasi("dua kata"), Cow::Borrowed("dua kata")));
    }
}
