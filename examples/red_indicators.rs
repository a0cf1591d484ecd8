//! Which units must act, for a dashboard: consolidates a workspace and counts what went back to each unit.
//!
//!     cargo run --example red_indicators -- samples/politeknik 2026-07-20

use std::collections::BTreeMap;
use std::error::Error;

use chrono::NaiveDate;
use selaras::finding::Severity;
use selaras::{ConsolidateOptions, Silent, consolidate};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which workspace?")?;
    let today: NaiveDate = arguments.next().ok_or("which day?")?.parse()?;
    let done = consolidate(&ConsolidateOptions::new(folder, today), &Silent)?;
    let mut of_unit: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in done.result.temuan.iter().filter(|finding| finding.severity == Severity::Error) {
        *of_unit.entry(finding.unit.as_deref().unwrap_or("(no unit)")).or_default() += 1;
    }
    for (unit, count) in of_unit {
        println!("{unit}\t{count}");
    }
    Ok(())
}
