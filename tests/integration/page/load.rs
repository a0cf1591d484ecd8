//! Many units at once: fifty send two hundred files in a minute. The figures are measured with `--release`; every build holds
//! that all are answered and that nothing is lost.

use std::time::{Duration, Instant};

use super::client::{Service, below};

const UNITS: usize = 50;
const EACH: usize = 4;

#[test]
#[ignore = "a load of a minute: SELARAS_PROGRAM=target/release/selaras cargo test --test integration page::load -- --ignored --nocapture"]
fn fifty_units_send_two_hundred_files_within_a_minute() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.rest();
    // What forms hold is learnt from a page.
    owner.page("/unit/JTI");
    let units = ["JTI", "JTM", "JAB", "JKS", "JTE", "JTS", "JAG", "P3M", "BAK", "PPM"];
    let form = std::fs::read(service.workspace.join("masuk/JTI/PK JTI 2026.xlsx")).expect("a form");
    let before = below(&service.workspace.join("masuk")).len();
    let begun = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..UNITS)
            .map(|number| {
                let (mut unit, code, form) = (owner.clone(), units[number % units.len()], &form);
                scope.spawn(move || {
                    let mut times = Vec::new();
                    for round in 0..EACH {
                        // A minute has room for all; nobody sends everything in its first second.
                        let turn = Duration::from_millis((60_000 * (round * UNITS + number) / (UNITS * EACH)) as u64);
                        std::thread::sleep(turn.saturating_sub(begun.elapsed()));
                        let asked = Instant::now();
                        let answer = unit.upload(&format!("/unit/{code}/periksa"), &[("PK.xlsx", form)]);
                        times.push(asked.elapsed());
                        assert_eq!(answer.status, 303, "{}", answer.body);
                        let way = answer.location().to_string();
                        assert_eq!(unit.post(&format!("{way}/kirim"), &[]).status, 303);
                    }
                    times
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a unit")).collect()
    });
    times.sort();
    let all = begun.elapsed();
    let late = times[times.len() * 95 / 100];
    // On a machine that others use the times say little; what it costs is said by the processor.
    let processor = processor(service.process());
    let memory = std::fs::read_to_string(format!("/proc/{}/status", service.process())).unwrap_or_default();
    let memory = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_string();
    println!(
        "{} files in {all:.1?}; median {:?}, 95 % within {late:?}, longest {:?}; {processor:.1} s of processor, readers included; {memory}",
        times.len(),
        times[times.len() / 2],
        times.last().expect("times")
    );
    assert_eq!(times.len(), UNITS * EACH);
    assert_eq!(below(&service.workspace.join("masuk")).len(), before + UNITS * EACH, "every file has its place");
    if !cfg!(debug_assertions) || std::env::var_os("SELARAS_PROGRAM").is_some() {
        assert!(late < Duration::from_secs(2), "95 % within {late:?}");
    }
}

/// Seconds of the processor that a process took, and those that it started and that have ended.
fn processor(process: u32) -> f64 {
    let all = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let times = all.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(4);
    times.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
