//! Writes a task file as large as wanted (`cargo run --release --example make-tasks -- --rows 10000000 --out tasks.csv`).
//!
//! In: how many rows, the format, a seed. Out: one export of 16 columns as CSV or Parquet, the same bytes for the same arguments, written as it
//! is made: memory does not grow with the rows.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool for those who work on the project: it may write files, and a surprise should stop it at once"
)]

#[path = "csv.rs"]
mod csv;
#[path = "parquet.rs"]
mod parquet;
#[path = "../../sample-data/make_samples/random.rs"]
#[allow(dead_code, reason = "the samples shuffle, tasks do not")]
mod random;
#[path = "row.rs"]
mod row;
#[path = "units.rs"]
mod units;
#[path = "wording.rs"]
mod wording;

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

use clap::{Parser, ValueEnum};

use crate::row::Tasks;

#[derive(Parser)]
struct Arguments {
    /// How many tasks.
    #[arg(long)]
    rows: u64,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Another seed gives other tasks.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; without it the bytes go to the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Parquet,
}

fn main() {
    let asked = Arguments::parse();
    let to: Box<dyn Write> = match &asked.out {
        Some(path) => Box::new(File::create(path).expect("the file can be written")),
        None => Box::new(io::stdout().lock()),
    };
    let mut tasks = Tasks::new(asked.seed);
    match asked.format {
        Format::Csv => csv::write(&mut tasks, asked.rows, to).expect("the output takes the rows"),
        Format::Parquet => parquet::write(&mut tasks, asked.rows, to).expect("the output takes the rows"),
    }
}
