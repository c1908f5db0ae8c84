//! Who gives the invented tasks, to which units, and in which forms its deadlines are written.

use super::plan::{Due, Form, Office};
use crate::calendar::date;

pub const KON_TUM: [&str; 24] = [
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Công Thương",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Giáo dục và Đào tạo",
    "Sở Giao thông vận tải",
    "Sở Khoa học và Công nghệ",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Thanh tra tỉnh",
    "Ban Dân tộc",
    "UBND huyện Đắk Hà",
    "UBND huyện Đắk Tô",
    "UBND huyện Ngọc Hồi",
    "UBND huyện Sa Thầy",
    "UBND huyện Tu Mơ Rông",
    "UBND huyện Kon Rẫy",
    "UBND thành phố Kon Tum",
];
pub const BINH_DINH: [&str; 13] = [
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Du lịch",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Kế hoạch và Đầu tư",
    "Sở Giáo dục và Đào tạo",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "UBND huyện Tuy Phước",
    "UBND huyện Tây Sơn",
    "UBND thành phố Quy Nhơn",
    "UBND thị xã An Nhơn",
];
pub const QUANG_NGAI: [&str; 11] = [
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Công Thương",
    "Sở Tư pháp",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Thanh tra tỉnh",
];

/// The forms of deadlines of a tracker: no date at all, or one that stands for it.
pub const FEW_FORMS: [Form; 4] = [|_| Due::Blank, Due::Day, |_| Due::Null, Due::Day];
/// The forms of deadlines of people.
pub const MANY_FORMS: [Form; 5] = [Due::Quarter, Due::Month, |_| Due::Recurring, Due::Before, |_| Due::Blank];

/// An office of Kon Tum in 2024.
pub fn kon_tum(prefix: &'static str, forms: &'static [Form], joint: usize) -> Office {
    let mark = "UBND-KTTH";
    Office { prefix, mark, units: &KON_TUM, forms, as_of: date(2024, 12, 31), joint, extensions: false }
}
