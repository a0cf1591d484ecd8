//! A row of the table `pengukuran` with the questions that rules ask about it.

use std::ops::Deref;

use crate::domain::dasar_target::DasarTarget;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::polaritas::Polaritas;
use crate::finding::{Tempat, Temuan};
use crate::rules::Aturan;
use crate::rules::bantu::rekam::Rekam;
use crate::rules::bantu::tulis::tanpa_isi;
use crate::tables::{PengukuranRow, Tables};

/// One indicator in one quarter, with the cells behind it.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Ukur<'a> {
    pub(in crate::rules) rekam: Rekam<'a>,
    row: PengukuranRow<'a>,
}

impl<'a> Deref for Ukur<'a> {
    type Target = PengukuranRow<'a>;

    fn deref(&self) -> &PengukuranRow<'a> {
        &self.row
    }
}

/// The rows of the table that pass a filter, in its order.
pub(in crate::rules) fn yang<'a>(tables: &'a Tables, filter: impl Fn(&PengukuranRow<'a>) -> bool) -> Vec<Ukur<'a>> {
    let rows = tables.pengukuran().filter(filter);
    rows.map(|row| Ukur { rekam: Rekam::baru(tables, row.record), row }).collect()
}

impl<'a> Ukur<'a> {
    /// Achievement before floor and cap.
    pub(in crate::rules) fn penuh(&self) -> Option<f64> {
        self.row.capaian.penuh()
    }

    /// A field for the quarter of this row.
    pub(in crate::rules) fn kolom(&self, bidang: Bidang) -> Kolom {
        self.triwulan.map_or(bidang.berjalan(), |triwulan| bidang.tw(triwulan))
    }

    pub(in crate::rules) fn isian(&self, bidang: Bidang) -> Option<&'a Isian> {
        self.rekam.isian(self.kolom(bidang))
    }

    pub(in crate::rules) fn tempat(&self, bidang: Bidang) -> Option<Tempat> {
        self.rekam.tempat(self.kolom(bidang))
    }

    /// A finding at the cell of a field.
    pub(in crate::rules) fn temuan(
        &self,
        aturan: &Aturan,
        bidang: Bidang,
        pesan: String,
        saran: &str,
    ) -> Option<Temuan> {
        self.rekam.temuan(aturan, self.kolom(bidang), pesan, saran)
    }

    /// A finding at the cells of several fields, the first one guilty.
    pub(in crate::rules) fn temuan_banyak(
        &self,
        aturan: &Aturan,
        bidang: &[Bidang],
        pesan: String,
        saran: &str,
    ) -> Option<Temuan> {
        let kolom: Vec<Kolom> = bidang.iter().map(|bidang| self.kolom(*bidang)).collect();
        self.rekam.temuan_banyak(aturan, &kolom, pesan, saran)
    }

    /// Whether its document is a measurement, and about this quarter.
    pub(in crate::rules) fn berjalan(&self) -> bool {
        let mengukur = self.rekam.terdaftar().is_some_and(|dokumen| dokumen.jenis == JenisDokumen::Pengukuran);
        let kini = self.rekam.tables.triwulan_rekaman(self.rekam.nomor);
        mengukur && (self.triwulan.is_none() || self.triwulan == kini)
    }

    /// The direction, when the cascade knows the indicator.
    pub(in crate::rules) fn polaritas(&self) -> Option<Polaritas> {
        self.rekam.simpul().map(|simpul| simpul.polaritas)
    }

    /// Whether the form has this field and leaves it without anything to read.
    pub(in crate::rules) fn kosong(&self, bidang: Bidang) -> bool {
        self.isian(bidang).is_some_and(tanpa_isi)
    }

    /// Whether the form has this field and something to read stands there.
    pub(in crate::rules) fn terisi(&self, bidang: Bidang) -> bool {
        self.isian(bidang).is_some_and(|isian| !tanpa_isi(isian))
    }

    /// Whether nothing was reached although something was due: a realisation of 0, a dash or a blank.
    pub(in crate::rules) fn nihil(&self) -> bool {
        let Some(isian) = self.isian(Bidang::Realisasi) else { return false };
        let nol = isian.nilai.angka() == Some(0.0);
        let baik = nol && self.polaritas() == Some(Polaritas::Minimum);
        let belum_jatuh = self.target_banding == Some(0.0)
            || self.isian(Bidang::Target).is_some_and(|isian| matches!(isian.nilai, Nilai::Strip | Nilai::TidakAda));
        (nol || isian.nilai.tanpa_isi()) && !baik && !belum_jatuh
    }

    /// The cell of the target that the realisation is compared with, unless it stands in the agreement.
    pub(in crate::rules) fn tempat_target(&self) -> Option<Tempat> {
        let simpul = || self.rekam.simpul().map(|simpul| simpul.rekaman);
        match self.target_dari? {
            DasarTarget::FormulirTriwulan => self.tempat(Bidang::Target),
            DasarTarget::KaskadeTriwulan => self.rekam.tables.tempat(simpul()?, Bidang::Target.tw(self.triwulan?)),
            DasarTarget::FormulirTahunan => self.rekam.tempat(Bidang::Target.tahunan()),
            DasarTarget::KaskadeTahunan => self.rekam.tables.tempat(simpul()?, Bidang::Target.tahunan()),
            DasarTarget::Pk => None,
        }
    }

    /// The target that the realisation is compared with, by its name.
    pub(in crate::rules) fn nama_target(&self) -> String {
        let triwulan = self.sebut_triwulan();
        match self.target_dari {
            Some(DasarTarget::FormulirTriwulan) => format!("target{triwulan}"),
            Some(DasarTarget::KaskadeTriwulan) => format!("target{triwulan} di kaskade"),
            Some(DasarTarget::KaskadeTahunan) => "target tahunan di kaskade".into(),
            Some(DasarTarget::Pk) => "target PK".into(),
            Some(DasarTarget::FormulirTahunan) | None => "target".into(),
        }
    }

    /// The quarter in a sentence: " TW II", or nothing.
    pub(in crate::rules) fn sebut_triwulan(&self) -> String {
        self.triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default()
    }
}
