//! Stated achievements whose two figures are not of one kind: what was reached since January beside the target of one
//! quarter, a percentage with its sign beside one without.

use crate::domain::column::Field;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::target_basis::TargetBasis;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::{figure, percent};
use crate::tables::PengukuranRow;

/// What is said of a cell, and how it is mended.
pub(super) type Said = (String, String);

/// Whether a stated figure is one that was computed, or what the profile's cap leaves of it.
fn near(as_written: f64, computed: [Option<f64>; 2], tolerance: f64) -> bool {
    computed.into_iter().flatten().any(|computed| (as_written - computed).abs() <= tolerance)
}

/// Of an indicator whose quarters add up, what was reached since January, set against the target of the quarter alone.
pub(super) fn other_span(measure: &RowMeasure<'_>, tolerance: f64) -> Option<Said> {
    let adds = measure.record.node()?.period_konsolidasi == Some(KonsolidasiPeriode::Total);
    let form = measure.own.basis == Some(TargetBasis::TriwulanForm);
    if !adds || !form || !measure.cumulative || measure.semester {
        return None;
    }
    let (target, reached) = (measure.other_target()?, measure.figure_realisasi()?);
    let as_written = measure.as_written_capaian()?;
    let (own, agreed) = (&measure.own.capaian, &measure.agreed.capaian);
    let right = agreed.full()?;
    if !near(as_written, [own.full(), own.limited()], tolerance)
        || near(as_written, [Some(right), agreed.limited()], tolerance)
    {
        return None;
    }
    let tw = measure.triwulan?;
    let message = format!(
        "Capaian tertulis {} membandingkan realisasi s.d. {tw} ({}) dengan target {tw} saja ({}); terhadap target s.d. {tw} ({}) hasilnya {}.",
        percent(as_written),
        figure(reached),
        figure(target),
        figure(measure.agreed.target?),
        percent(right)
    );
    let advice = format!(
        "Samakan rentangnya: tulis target s.d. {tw} di kolom targetnya, atau realisasi {tw} saja di kolom realisasinya, lalu hitung ulang capaiannya."
    );
    Some((message, advice))
}

/// Whether the stated figure is right of what was reached since January: the form's own target is another span's.
pub(super) fn to_date(row: &PengukuranRow<'_>, as_written: f64, tolerance: f64) -> bool {
    let agreed = &row.agreed.capaian;
    row.cumulative && near(as_written, [agreed.full(), agreed.limited()], tolerance)
}

/// What the form's own formula makes of a percentage with its sign beside one without: Excel divides a hundredth.
pub(super) fn typed_percent(measure: &RowMeasure<'_>) -> Option<Said> {
    if !measure.divided_hundredth() {
        return None;
    }
    let shown = measure.entry(Field::Capaian)?.value.figure()?;
    let (reached, target) = (measure.figure_realisasi()?, measure.own.target?);
    let message = format!(
        "Rumus di sel ini menghasilkan {}, karena realisasinya diketik dengan tanda persen ({}%, oleh Excel disimpan sebagai {}) dan targetnya tidak ({}); yang dihitung {}.",
        figure(shown),
        figure(reached),
        figure(reached / 100.0),
        figure(target),
        percent(measure.full()?)
    );
    let advice = format!(
        "Tulis realisasinya {}, tanpa tanda persen seperti targetnya; rumusnya tidak perlu diubah.",
        figure(reached)
    );
    Some((message, advice))
}
