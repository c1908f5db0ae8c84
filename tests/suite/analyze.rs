//! Questions about tasks, answered.

use crate::workbench::{Run, run};

/// Where the sample data lies.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");

fn ask(arguments: &[&str]) -> Run {
    let arguments: Vec<&str> = std::iter::once("analyze").chain(arguments.iter().copied()).collect();
    run(std::path::Path::new(SAMPLES), &arguments)
}

#[test]
fn the_figures_of_the_report_come_out_of_its_project() {
    let of_inputs = ask(&["kon-tum-2018", "--by", "input", "--period", "2018", "--format", "csv"]);
    assert_eq!(
        of_inputs.stdout,
        "input,assigned,done,on_time,late,open,in_deadline,overdue,no_deadline,cancelled\n\
         government,173,163,161,2,10,9,1,9,0\n\
         province,3393,2821,2330,491,572,544,28,25,0\n"
    );
    assert_eq!(of_inputs.status, 0);
}
