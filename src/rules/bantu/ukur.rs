//! One indicator in one quarter, as the frame `pengukuran` holds it, with the cells behind it.

use polars::prelude::{Expr, IntoLazy, col};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::polaritas::Polaritas;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Tempat, Temuan};
use crate::rules::Aturan;
use crate::rules::bantu::rekam::{Rekam, kumpulkan};
use crate::rules::bantu::tulis::tanpa_isi;
use crate::tables::Tables;
use crate::tables::frame::Pembaca;

/// What a realisation is compared with (column `target_dari`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Acuan {
    /// The form's target of the quarter.
    FormulirTriwulan,
    /// The cascade's target of the quarter.
    KaskadeTriwulan,
    /// The form's target of the year.
    FormulirTahunan,
    /// The cascade's target of the year.
    KaskadeTahunan,
    /// The agreement's target of the year.
    Pk,
}

/// A row of the frame.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Ukur<'a> {
    pub(in crate::rules) rekam: Rekam<'a>,
    pub(in crate::rules) triwulan: Option<Triwulan>,
    /// The target that the realisation is compared with, and where it stands.
    pub(in crate::rules) target: Option<f64>,
    pub(in crate::rules) acuan: Option<Acuan>,
    pub(in crate::rules) target_tahunan: Option<f64>,
    pub(in crate::rules) realisasi: Option<f64>,
    /// Whether the header of the realisation says that values run up.
    pub(in crate::rules) kumulatif: bool,
    pub(in crate::rules) tertulis: Option<f64>,
    /// Computed achievement, after floor and cap.
    pub(in crate::rules) capaian: Option<f64>,
    /// Computed achievement, before floor and cap.
    pub(in crate::rules) penuh: Option<f64>,
}

/// The columns that make an [`Ukur`].
const KOLOM: [&str; 10] = [
    "rekaman",
    "triwulan",
    "target_banding",
    "target_dari",
    "target_tahunan",
    "realisasi",
    "kumulatif",
    "capaian_tertulis",
    "capaian",
    "capaian_penuh",
];

/// The rows of the frame that pass a filter, in its order.
pub(in crate::rules) fn yang(tables: &Tables, saringan: Expr) -> Vec<Ukur<'_>> {
    let frame = kumpulkan(tables.pengukuran.clone().lazy().filter(saringan).select(KOLOM.map(col)));
    let pembaca = Pembaca::baru(&frame);
    let baris = pembaca.baris().filter_map(|baris| {
        let triwulan = baris.i32("triwulan").and_then(|nomor| u32::try_from(nomor).ok());
        Some(Ukur {
            rekam: Rekam::baru(tables, baris.u32("rekaman")?),
            triwulan: triwulan.and_then(Triwulan::dari_nomor),
            target: baris.angka("target_banding"),
            acuan: baris.teks("target_dari").and_then(Acuan::baca),
            target_tahunan: baris.angka("target_tahunan"),
            realisasi: baris.angka("realisasi"),
            kumulatif: baris.ya("kumulatif").unwrap_or(false),
            tertulis: baris.angka("capaian_tertulis"),
            capaian: baris.angka("capaian"),
            penuh: baris.angka("capaian_penuh"),
        })
    });
    baris.collect()
}

impl Acuan {
    fn baca(teks: &str) -> Option<Self> {
        match teks {
            "formulir triwulan" => Some(Self::FormulirTriwulan),
            "kaskade triwulan" => Some(Self::KaskadeTriwulan),
            "formulir tahunan" => Some(Self::FormulirTahunan),
            "kaskade tahunan" => Some(Self::KaskadeTahunan),
            "pk" => Some(Self::Pk),
            _ => None,
        }
    }

    /// Whether it is the target of the quarter itself.
    pub(in crate::rules) const fn triwulanan(self) -> bool {
        matches!(self, Self::FormulirTriwulan | Self::KaskadeTriwulan)
    }
}

impl<'a> Ukur<'a> {
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
        let belum_jatuh = self.target == Some(0.0)
            || self.isian(Bidang::Target).is_some_and(|isian| matches!(isian.nilai, Nilai::Strip | Nilai::TidakAda));
        (nol || isian.nilai.tanpa_isi()) && !baik && !belum_jatuh
    }

    /// The cell of the target that the realisation is compared with, unless it stands in the agreement.
    pub(in crate::rules) fn tempat_target(&self) -> Option<Tempat> {
        let simpul = || self.rekam.simpul().map(|simpul| simpul.rekaman);
        match self.acuan? {
            Acuan::FormulirTriwulan => self.tempat(Bidang::Target),
            Acuan::KaskadeTriwulan => self.rekam.tables.tempat(simpul()?, Bidang::Target.tw(self.triwulan?)),
            Acuan::FormulirTahunan => self.rekam.tempat(Bidang::Target.tahunan()),
            Acuan::KaskadeTahunan => self.rekam.tables.tempat(simpul()?, Bidang::Target.tahunan()),
            Acuan::Pk => None,
        }
    }

    /// The target that the realisation is compared with, by its name.
    pub(in crate::rules) fn nama_target(&self) -> String {
        let triwulan = self.sebut_triwulan();
        match self.acuan {
            Some(Acuan::FormulirTriwulan) => format!("target{triwulan}"),
            Some(Acuan::KaskadeTriwulan) => format!("target{triwulan} di kaskade"),
            Some(Acuan::KaskadeTahunan) => "target tahunan di kaskade".into(),
            Some(Acuan::Pk) => "target PK".into(),
            Some(Acuan::FormulirTahunan) | None => "target".into(),
        }
    }

    /// The quarter in a sentence: " TW II", or nothing.
    pub(in crate::rules) fn sebut_triwulan(&self) -> String {
        self.triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default()
    }
}
