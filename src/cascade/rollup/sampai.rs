//! From the quarters of a node to its figures to date (domain 8.2).

use super::{Alat, HasilPeriode, HasilSimpul};
use crate::domain::capaian::{Alasan, Capaian, Deret, sampai_triwulan, simpulkan};
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;
use crate::tables::hitung;

/// The targets of the quarters: what `formulir` states, else the cascade's.
pub(super) fn target_tw(simpul: &Simpul, formulir: impl Fn(Triwulan) -> Option<f64>) -> [Option<f64>; 4] {
    let persen = satuan_baku(&simpul.satuan).persen;
    Triwulan::SEMUA.map(|tw| {
        formulir(tw).or_else(|| simpul.target_tw.get(tw as usize).and_then(|nilai| hitung::bilangan(nilai, persen)))
    })
}

/// The target of the year: the cascade's, else the form's.
pub(super) fn target_tahun(simpul: &Simpul, formulir: Option<f64>) -> Option<f64> {
    hitung::bilangan(&simpul.target, satuan_baku(&simpul.satuan).persen).or(formulir)
}

/// An achievement as results hold it.
pub(super) fn isi_capaian(periode: &mut HasilPeriode, capaian: Capaian) {
    periode.capaian = capaian.dibatasi();
    periode.capaian_penuh = capaian.penuh();
    periode.alasan = capaian.alasan().map(|alasan| alasan.nama().to_string());
}

impl HasilPeriode {
    /// Whether there is an achievement but no figure: a grade.
    pub(super) fn tanpa_angka(&self) -> bool {
        self.capaian.is_some() && self.realisasi.is_none()
    }
}

impl Alat<'_> {
    /// Fills the figures to date of a node from its quarters.
    pub(super) fn sampai(
        &self,
        satu: &mut HasilSimpul,
        simpul: &Simpul,
        target: [Option<f64>; 4],
        tahunan: Option<f64>,
    ) {
        let tahunan = target_tahun(simpul, tahunan);
        let Some(akhir) = satu.triwulan.iter().rev().find(|periode| periode.lapor).cloned() else { return };
        let realisasi = std::array::from_fn(|tw| satu.triwulan[tw].realisasi);
        // Grades have no series: the last one stands, also after a figure typed beside an earlier one.
        if realisasi.iter().all(Option::is_none) || satu.triwulan.iter().any(HasilPeriode::tanpa_angka) {
            satu.sampai = akhir;
            return;
        }
        let (konsolidasi, kumulatif) = self.konsolidasi(satu, simpul, &target, tahunan);
        let deret = Deret { target, realisasi, tahunan, kumulatif };
        let hasil = sampai_triwulan(self.profil, simpul.polaritas, konsolidasi, &deret, self.sampai);
        satu.sampai =
            HasilPeriode { target: hasil.target, realisasi: hasil.realisasi, lapor: true, ..Default::default() };
        isi_capaian(&mut satu.sampai, hasil.capaian);
        if hasil.target.is_some() || hasil.capaian.alasan() != Some(Alasan::TidakAda) {
            return;
        }
        if hasil.terhadap_tahun.penuh().is_some() {
            satu.sampai.target = tahunan;
            isi_capaian(&mut satu.sampai, hasil.terhadap_tahun);
            satu.catatan.push("target triwulan tidak lengkap; dibandingkan dengan target tahunan".to_string());
        } else if konsolidasi == KonsolidasiPeriode::NilaiAkhir || kumulatif {
            satu.sampai = akhir;
        }
    }

    /// How the quarters make the year, and whether they hold running totals: the cascade says, else the targets show,
    /// else the last value stands, which never overstates.
    fn konsolidasi(
        &self,
        satu: &mut HasilSimpul,
        simpul: &Simpul,
        target: &[Option<f64>; 4],
        tahunan: Option<f64>,
    ) -> (KonsolidasiPeriode, bool) {
        if let Some(konsolidasi) = simpul.konsolidasi_periode {
            return (konsolidasi, satu.kumulatif);
        }
        match tahunan.and_then(|tahunan| simpulkan(target, tahunan)) {
            Some(simpulan) => (simpulan.konsolidasi, satu.kumulatif || simpulan.kumulatif),
            None => {
                satu.catatan
                    .push("Konsolidasi Periode tidak diisi dan tidak terbaca dari target; dipakai nilai akhir".into());
                (KonsolidasiPeriode::NilaiAkhir, satu.kumulatif)
            }
        }
    }
}
