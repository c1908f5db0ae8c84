//! Tasks as CSV in UTF-8: commas, dd/mm/yyyy, cells quoted where they must be.
//!
//! In: the stream of tasks and how many of them. Out: bytes, a buffer at a time.

use std::io::{self, Write};

use super::row::{HEADINGS, Tasks, Value};

/// What is gathered before it is written.
const BUFFER: usize = 1 << 20;

/// Writes the heading and as many tasks as wanted.
///
/// # Errors
/// When the output takes no more.
pub fn write(tasks: &mut Tasks, rows: u64, mut to: impl Write) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(BUFFER + (1 << 12));
    for (index, heading) in HEADINGS.into_iter().enumerate() {
        if index > 0 {
            buffer.push(b',');
        }
        cell(heading, &mut buffer);
    }
    buffer.push(b'\n');
    for _ in 0..rows {
        push(tasks, &mut buffer);
        if buffer.len() >= BUFFER {
            to.write_all(&buffer)?;
            buffer.clear();
        }
    }
    to.write_all(&buffer)?;
    to.flush()
}

/// Appends the line of the next task.
fn push(tasks: &mut Tasks, to: &mut Vec<u8>) {
    let row = tasks.next_row();
    for (index, value) in row.values().into_iter().enumerate() {
        if index > 0 {
            to.push(b',');
        }
        match value {
            Value::Text(text) => cell(text, to),
            Value::Number(number) => write!(to, "{number}").expect("memory takes it"),
            Value::Day(day) => day.into_iter().for_each(|day| to.extend_from_slice(row.written(day))),
        }
    }
    to.push(b'\n');
}

fn cell(text: &str, to: &mut Vec<u8>) {
    if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n')) {
        to.push(b'"');
        to.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        to.push(b'"');
    } else {
        to.extend_from_slice(text.as_bytes());
    }
}
