//! A big house: a thousand units, a hundred thousand findings. Every page is read a piece at a time and answers at once. The
//! figures are measured with a release build; every build holds that pages stay small.

use std::time::{Duration, Instant};

use super::client::Service;
use crate::generator::{GenerationPlan, disagree, generate};

/// Workbooks: six of each unit.
const FILES: usize = 6_000;
/// Bytes of a page at most, whatever the house.
const LARGEST: usize = 700_000;

#[test]
#[ignore = "six thousand workbooks: SELARAS_PROGRAM=… cargo test --test integration page::big -- --ignored --nocapture"]
fn a_thousand_units_and_a_hundred_thousand_findings_are_read_a_page_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("besar");
    let plan = GenerationPlan { file: FILES, number: 0, seed: 7 };
    generate(&workspace, &plan).expect("a workspace");
    disagree(&workspace, &plan).expect("another cascade");
    let service = Service::with(folder, workspace, &["--tanpa-peramban"]);
    let begun = Instant::now();
    let mut owner = service.owner();
    owner.rest();
    let first = owner.page("/temuan").body;
    println!("read in {:.1?}", begun.elapsed());
    let all = first.split("role=\"status\">").nth(2).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let all: usize = all.parse().expect("a number of findings");
    let units = owner.page("/matriks").body;
    let unit = units.split("href=\"/unit/").nth(1).and_then(|rest| rest.split('"').next()).expect("a unit").to_string();
    println!("{all} findings; {}", memory(service.process()));
    assert!(all >= 100_000, "{all} findings");
    let last = all / 25;
    let ways = [
        "/matriks".to_string(),
        "/matriks?hal=15".to_string(),
        "/matriks?cari=unit&keadaan=perlu+diperbaiki".to_string(),
        "/temuan".to_string(),
        format!("/temuan?hal={last}"),
        "/temuan?tingkat=galat&hal=100".to_string(),
        format!("/temuan?unit={unit}"),
        "/temuan?kata=target".to_string(),
        format!("/unit/{unit}"),
        format!("/unit/{unit}/temuan"),
        "/rekap".to_string(),
        "/rekap/asal/3".to_string(),
        "/atur".to_string(),
        "/alur".to_string(),
        "/alur?hal=20".to_string(),
        "/pengesahan".to_string(),
        "/surat".to_string(),
        "/surat?hal=5".to_string(),
        format!("/surat/{unit}"),
        "/akun".to_string(),
        "/ajar".to_string(),
        "/jalan".to_string(),
    ];
    let mut slow = Vec::new();
    for way in &ways {
        let mut times: Vec<Duration> = Vec::new();
        let mut size = 0;
        for _ in 0..5 {
            let asked = Instant::now();
            size = owner.page(way).bytes.len();
            times.push(asked.elapsed());
        }
        times.sort();
        println!("{way}: {:?} in the middle, {:?} at most, {} KB", times[2], times[4], size / 1024);
        assert!(size <= LARGEST, "{way} is {size} bytes long");
        if times[2] > Duration::from_secs(1) {
            slow.push(format!("{way}: {:?}", times[2]));
        }
    }
    println!("{}", memory(service.process()));
    if std::env::var_os("SELARAS_PROGRAM").is_some() || !cfg!(debug_assertions) {
        assert!(slow.is_empty(), "{slow:?}");
    }
}

/// What a process holds, and held at most.
fn memory(process: u32) -> String {
    let all = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let lines = all.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
