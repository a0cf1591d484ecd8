//! From the quarters of a node to its figures to date (domain 8.2).

use super::{Alat, HasilPeriode, HasilSimpul};
use crate::domain::capaian::periode::{EmpatTriwulan, tambahan};
use crate::domain::capaian::{Alasan, Capaian, Deret, sampai_triwulan, simpulkan};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::periode::Kurun;
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
    /// Fills the figures of the period of a node from its quarters.
    pub(super) fn sampai(
        &self,
        satu: &mut HasilSimpul,
        simpul: &Simpul,
        target: [Option<f64>; 4],
        tahunan: Option<f64>,
    ) {
        let tahunan = target_tahun(simpul, tahunan);
        let dalam: Vec<(Triwulan, &HasilPeriode)> =
            Triwulan::SEMUA.into_iter().zip(&satu.triwulan).filter(|(tw, _)| self.kurun.memuat(*tw)).collect();
        let Some((tw, akhir)) = dalam.iter().rev().find(|(_, periode)| periode.lapor) else { return };
        let (tw, akhir) = (*tw, (*akhir).clone());
        // Grades have no series: the last one stands, also after a figure typed beside an earlier one.
        let tanpa_deret = dalam.iter().all(|(_, periode)| periode.realisasi.is_none())
            || dalam.iter().any(|(_, periode)| periode.tanpa_angka());
        if tanpa_deret {
            satu.sampai = akhir;
            if self.kurun == Kurun::Tahunan {
                self.predikat_setahun(satu, simpul, tw);
            }
            return;
        }
        let (konsolidasi, kumulatif) = self.konsolidasi(satu, simpul, &target, tahunan);
        let Some(deret) = self.deret(satu, target, tahunan, konsolidasi, kumulatif) else {
            satu.sampai = HasilPeriode { lapor: true, ..Default::default() };
            isi_capaian(&mut satu.sampai, Capaian::TidakTerhitung(Alasan::TidakAda));
            satu.catatan
                .push("realisasi kumulatif TW II belum ada, sehingga bagian Semester II tidak diketahui".into());
            return;
        };
        let hasil = sampai_triwulan(self.profil, simpul.polaritas, konsolidasi, &deret, self.sampai);
        satu.sampai =
            HasilPeriode { target: hasil.target, realisasi: hasil.realisasi, lapor: true, ..Default::default() };
        if self.kurun == Kurun::Tahunan {
            self.setahun(&mut satu.sampai, simpul, tahunan, hasil.terhadap_tahun);
            return;
        }
        isi_capaian(&mut satu.sampai, hasil.capaian);
        if hasil.target.is_some() || hasil.capaian.alasan() != Some(Alasan::TidakAda) {
            return;
        }
        let sebagian_tahun = self.kurun == Kurun::SemesterII && konsolidasi == KonsolidasiPeriode::Jumlah;
        if sebagian_tahun {
            satu.catatan.push("target triwulan tidak lengkap, sehingga target semester tidak diketahui".to_string());
        } else if hasil.terhadap_tahun.penuh().is_some() {
            satu.sampai.target = tahunan;
            isi_capaian(&mut satu.sampai, hasil.terhadap_tahun);
            satu.catatan.push("target triwulan tidak lengkap; dibandingkan dengan target tahunan".to_string());
        } else if konsolidasi == KonsolidasiPeriode::NilaiAkhir || kumulatif {
            satu.sampai = akhir;
        }
    }

    /// The quarters of the period as a series. Of a flow told in running totals, the second semester is what it grew since
    /// TW II, which must be known.
    fn deret(
        &self,
        satu: &HasilSimpul,
        target: [Option<f64>; 4],
        tahunan: Option<f64>,
        konsolidasi: KonsolidasiPeriode,
        kumulatif: bool,
    ) -> Option<Deret> {
        let realisasi: EmpatTriwulan = std::array::from_fn(|tw| satu.triwulan[tw].realisasi);
        if self.kurun != Kurun::SemesterII {
            return Some(Deret { target, realisasi, tahunan, kumulatif });
        }
        if kumulatif && konsolidasi == KonsolidasiPeriode::Jumlah {
            let akhir = (2..4).rev().find(|tw| realisasi[*tw].is_some())?;
            let lewat = realisasi[1]?;
            let tumbuh = |lewat: f64, kini: Option<f64>| tambahan(&[None, Some(lewat), None, Some(kini?)])[3];
            let isi = |nilai| [None, None, None, nilai];
            return Some(Deret {
                target: isi(target[1].and_then(|lewat| tumbuh(lewat, target[akhir]))),
                realisasi: isi(tumbuh(lewat, realisasi[akhir])),
                tahunan,
                kumulatif: false,
            });
        }
        let dalam = |deret: EmpatTriwulan| [None, None, deret[2], deret[3]];
        Some(Deret { target: dalam(target), realisasi: dalam(realisasi), tahunan, kumulatif })
    }

    /// Against the target of the year: as the cascade has it, range or figure, else the form's.
    fn setahun(&self, sampai: &mut HasilPeriode, simpul: &Simpul, tahunan: Option<f64>, formulir: Capaian) {
        sampai.target = tahunan;
        let capaian = match sampai.realisasi {
            Some(angka) if !simpul.target.tanpa_isi() => {
                let realisasi = Nilai::Angka { angka, satuan: None };
                let persen = satuan_baku(&simpul.satuan).persen;
                hitung::capaian(self.profil, simpul.polaritas, persen, &simpul.target, &realisasi)
            }
            _ => formulir,
        };
        isi_capaian(sampai, capaian);
    }

    /// A grade against the grade of the year, where the cascade has one.
    fn predikat_setahun(&self, satu: &mut HasilSimpul, simpul: &Simpul, tw: Triwulan) {
        let isian = |rekaman: &u32| self.tables.isian(*rekaman, Bidang::Realisasi.tw(tw));
        let terakhir = satu.rekaman.iter().rev().filter_map(isian).find(|isian| !isian.nilai.kosong());
        if let (Some(isian), false) = (terakhir, simpul.target.tanpa_isi()) {
            let persen = satuan_baku(&simpul.satuan).persen;
            satu.sampai.target = None;
            isi_capaian(
                &mut satu.sampai,
                hitung::capaian(self.profil, simpul.polaritas, persen, &simpul.target, &isian.nilai),
            );
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
