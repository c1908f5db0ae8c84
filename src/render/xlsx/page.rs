//! Paper: what a sheet looks like when it is printed.
//!
//! In: the orientation and the layout law. Out: A4 with the margins of the law, as wide as the page, its number where the law
//! wants it.

use rust_xlsxwriter::Worksheet;

use crate::document::{Orientation, Profile};

const A4: u8 = 9;
const MM_PER_INCH: f64 = 25.4;
/// Left, right, top, bottom: the margins of the report.
const MARGINS_MM: [f64; 4] = [30.0, 15.0, 20.0, 20.0];
const EDGE_MM: f64 = 10.0;
/// 14 pt, upright. A sheet cannot leave it out on its first page only.
const TOP_CENTRE: &str = "&C&\"Times New Roman,Regular\"&14&P";
const FOOT_RIGHT: &str = "&R&\"Times New Roman,Regular\"&14&P";

/// Sets up the paper of a sheet.
pub fn set_up(worksheet: &mut Worksheet, orientation: Orientation, profile: Profile) {
    let [left, right, top, bottom] = MARGINS_MM.map(|margin| margin / MM_PER_INCH);
    let edge = EDGE_MM / MM_PER_INCH;
    worksheet.set_paper_size(A4);
    worksheet.set_margins(left, right, top, bottom, edge, edge);
    worksheet.set_print_fit_to_pages(1, 0);
    // Each appendix has pages of its own.
    worksheet.set_print_first_page_number(1);
    match profile {
        Profile::Nd30 => worksheet.set_header(TOP_CENTRE),
        Profile::Tt01 => worksheet.set_footer(FOOT_RIGHT),
    };
    if orientation == Orientation::Landscape {
        worksheet.set_landscape();
    }
}
