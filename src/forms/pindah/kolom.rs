//! Which column of the new form takes what a column of the old one held.

use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::tanda::Jejak;
use crate::domain::teks::{kode_indikator, kunci, kunci_indikator};
use crate::domain::triwulan::Triwulan;
use crate::template::TabelTemplat;

/// The quarters that decide what "this quarter" means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Masa {
    /// Of the row of the old form, else of the old form.
    pub(super) lama: Option<Triwulan>,
    /// Of the row of the new form, else of the new form.
    pub(super) baru: Option<Triwulan>,
}

/// The column of the new form for a value of the old one.
pub(super) fn cari(tabel: &TabelTemplat, kolom: Kolom, masa: Masa) -> Option<Kolom> {
    let ada = |kolom: Kolom| tabel.kolom.iter().any(|milik| milik.kolom == kolom).then_some(kolom);
    let sebagai = |periode: Periode| ada(Kolom { bidang: kolom.bidang, periode });
    let triwulan = match kolom.periode {
        Periode::Triwulan(triwulan) => Some(triwulan),
        Periode::Berjalan => masa.lama,
        // A realisation without a period on the form of a quarter is that quarter's; a target is the year's.
        Periode::Tahunan if kolom.bidang != Bidang::Target && berkala(kolom.bidang) => masa.lama,
        Periode::Tahunan | Periode::Bulan(_) | Periode::Tahun(_) | Periode::SetiapTahun => None,
    };
    let tepat = if kolom.periode == Periode::Berjalan { None } else { ada(kolom) };
    let dari_triwulan = |triwulan: Triwulan| {
        let berjalan = || if masa.baru == Some(triwulan) { sebagai(Periode::Berjalan) } else { None };
        let tahunan = kolom.bidang != Bidang::Target && berkala(kolom.bidang) && masa.baru == Some(triwulan);
        sebagai(Periode::Triwulan(triwulan))
            .or_else(berjalan)
            .or_else(|| if tahunan { sebagai(Periode::Tahunan) } else { None })
    };
    let tanpa_masa = || if kolom.periode == Periode::Berjalan && triwulan.is_none() { ada(kolom) } else { None };
    let uraian = || {
        let campur = kolom == Bidang::Indikator.tahunan();
        if campur { ada(Bidang::Uraian.tahunan()) } else { None }
    };
    tepat.or_else(|| triwulan.and_then(dari_triwulan)).or_else(tanpa_masa).or_else(uraian)
}

/// Fields that are stated for each quarter.
fn berkala(bidang: Bidang) -> bool {
    matches!(
        bidang,
        Bidang::Target
            | Bidang::Realisasi
            | Bidang::Capaian
            | Bidang::Pembilang
            | Bidang::Penyebut
            | Bidang::RealisasiAnggaran
            | Bidang::Serapan
    )
}

/// Whether a cell that the new form fills in says the same.
pub(super) fn sama(kolom: Kolom, lama: &str, baru: &str) -> bool {
    match kolom.bidang {
        Bidang::Kode => {
            kode_indikator(lama).unwrap_or_else(|| kunci(lama)) == kode_indikator(baru).unwrap_or_else(|| kunci(baru))
        }
        Bidang::Sasaran | Bidang::Indikator | Bidang::Uraian => kunci_indikator(lama) == kunci_indikator(baru),
        _ => Jejak::dari(kolom, lama) == Jejak::dari(kolom, baru),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Pustaka;

    fn tabel(id: &str) -> TabelTemplat {
        Pustaka::bawaan().unwrap().kini(id).unwrap().tabel[0].clone()
    }

    #[test]
    fn the_running_quarter_of_one_form_is_a_column_of_the_other() {
        let masa = |lama, baru| Masa { lama, baru };
        let (berjalan, dua) = (Bidang::Realisasi.berjalan(), Bidang::Realisasi.tw(Triwulan::II));
        let umum = tabel("uk-umum");
        assert_eq!(cari(&umum, dua, masa(None, Some(Triwulan::II))), Some(berjalan));
        assert_eq!(cari(&umum, dua, masa(None, Some(Triwulan::I))), None);
        assert_eq!(cari(&umum, berjalan, masa(Some(Triwulan::II), Some(Triwulan::II))), Some(berjalan));
        assert_eq!(cari(&umum, berjalan, masa(Some(Triwulan::I), Some(Triwulan::II))), None);
        assert_eq!(cari(&umum, Bidang::Target.tahunan(), masa(None, None)), Some(Bidang::Target.tahunan()));
        assert_eq!(
            cari(&umum, Bidang::Realisasi.tahunan(), masa(Some(Triwulan::I), Some(Triwulan::I))),
            Some(berjalan)
        );
        assert_eq!(cari(&umum, Bidang::Target.bulan(3), masa(None, Some(Triwulan::I))), None);
    }

    #[test]
    fn what_is_filled_in_is_the_same_in_any_spelling() {
        assert!(sama(Bidang::Indikator.tahunan(), "1. Jumlah mitra", "[IKK 1.1] Jumlah  mitra"));
        assert!(sama(Bidang::Target.tahunan(), "60%", "60"));
        assert!(!sama(Bidang::Target.tahunan(), "60", "61"));
    }
}
