//! Tells cargo that `report-templates/` is part of the program: its files are embedded at compile time.

fn main() {
    println!("cargo:rerun-if-changed=report-templates");
}
