//! How long the sample takes: the whole run, and each format by itself. `cargo bench` prints medians of 20.
//!
//! In: sample-data/kon-tum-2018. Out: lines on the terminal; nothing is written and nothing is asserted.
#![allow(missing_docs, clippy::expect_used, reason = "a measuring program stops at the first surprise")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use dondoc::{
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::{Options, RENDERERS},
};

const RUNS: usize = 20;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2018");
    let run = |formats: &[&str]| {
        let project = Project::load(&folder).expect("the sample loads");
        let formats = formats.iter().map(|format| (*format).to_owned()).collect();
        pipeline::run(&Job { project, formats, options: Options::default(), force_final: true }, &Silent)
            .expect("the sample runs")
            .files
            .len()
    };
    measure("whole run, all formats", || run(&[]));
    // A name that is no format renders none: what remains is reading, counting and composing.
    let without = measure("whole run, no format", || run(&["none"]));
    for renderer in RENDERERS {
        let with = measure(&format!("with {}", renderer.id), || run(&[renderer.id]));
        println!("{:<28}{:>9.1} ms", format!("  {} alone", renderer.id), milliseconds(with.saturating_sub(without)));
    }
}

fn measure(name: &str, mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times.get(RUNS / 2).copied().unwrap_or_default();
    println!("{name:<28}{:>9.1} ms", milliseconds(median));
    median
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
