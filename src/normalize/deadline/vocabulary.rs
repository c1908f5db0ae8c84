//! The vocabulary of deadlines: every word that officials write there, without accents, and what it means.
//!
//! In: nothing. Out: [`PHRASES`] and [`SILENT`], two catalogues; a word that stands in neither is not understood.

/// What a word or mark means for a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A number; `digits` is 0 for one in words (`tháng mười`).
    Number {
        /// Its value.
        value: u32,
        /// How many digits it was written with.
        digits: usize,
    },
    /// A Roman number, only of a quarter.
    Roman(u32),
    /// `/`.
    Slash,
    /// `-` or a longer dash.
    Dash,
    /// `.`.
    Dot,
    /// `,`, `;`, `và`: another moment follows.
    And,
    /// An opening bracket: the moment behind it makes the one in front exact.
    Open,
    /// `ngày`.
    Day,
    /// `tuần`, only where something recurs.
    Week,
    /// `tháng`, `T`.
    Month,
    /// `quý`, `Q`.
    Quarter,
    /// `năm`.
    Year,
    /// `giai đoạn`: years without the word for year follow.
    Years,
    /// `nửa`.
    Half,
    /// `đầu`.
    First,
    /// `giữa`.
    Middle,
    /// `cuối`.
    Last,
    /// `thượng tuần`, `trung tuần`: the day on which that part of a month ends; 0 for its last day (`hạ tuần`).
    Dekad(u32),
    /// `từ`.
    From,
    /// `đến`.
    To,
    /// `hết`.
    EndOf,
    /// `trước`.
    Before,
    /// `thường xuyên`, `liên tục`, `trở đi`: there is no end unless one is named.
    Recurring,
    /// `hằng tháng`, `định kỳ`: days without a year come again and again.
    Periodic,
    /// `không có hạn`.
    NoDeadline,
}

/// Words that speak of the day, longest first where one begins like another.
pub const PHRASES: &[(&[&str], Sign)] = &[
    (&["khong", "co", "thoi", "han"], Sign::NoDeadline),
    (&["khong", "co", "han"], Sign::NoDeadline),
    (&["chua", "co", "thoi", "han"], Sign::NoDeadline),
    (&["chua", "co", "han"], Sign::NoDeadline),
    (&["khong", "quy", "dinh", "thoi", "han"], Sign::NoDeadline),
    (&["khong", "quy", "dinh"], Sign::NoDeadline),
    (&["khong", "xac", "dinh", "thoi", "han"], Sign::NoDeadline),
    (&["khong", "xac", "dinh"], Sign::NoDeadline),
    (&["khong", "thoi", "han"], Sign::NoDeadline),
    (&["khong", "han"], Sign::NoDeadline),
    (&["khong", "co"], Sign::NoDeadline),
    (&["khong"], Sign::NoDeadline),
    (&["theo", "dinh", "ky"], Sign::Periodic),
    (&["thuong", "xuyen"], Sign::Recurring),
    (&["thuong", "ky"], Sign::Periodic),
    (&["dinh", "ky"], Sign::Periodic),
    (&["dinh", "ki"], Sign::Periodic),
    (&["lien", "tuc"], Sign::Recurring),
    (&["tro", "di"], Sign::Recurring),
    (&["cac", "nam", "tiep", "theo"], Sign::Recurring),
    (&["nhung", "nam", "tiep", "theo"], Sign::Recurring),
    (&["cac", "nam", "sau"], Sign::Recurring),
    (&["hang", "ngay"], Sign::Periodic),
    (&["hang", "tuan"], Sign::Periodic),
    (&["hang", "thang"], Sign::Periodic),
    (&["hang", "quy"], Sign::Periodic),
    (&["hang", "nam"], Sign::Periodic),
    (&["moi", "ngay"], Sign::Periodic),
    (&["moi", "tuan"], Sign::Periodic),
    (&["moi", "thang"], Sign::Periodic),
    (&["moi", "quy"], Sign::Periodic),
    (&["moi", "nam"], Sign::Periodic),
    (&["lan"], Sign::Periodic),
    (&["thuong", "tuan"], Sign::Dekad(10)),
    (&["trung", "tuan"], Sign::Dekad(20)),
    (&["ha", "tuan"], Sign::Dekad(0)),
    (&["giai", "doan"], Sign::Years),
    (&["muoi", "mot"], Sign::Number { value: 11, digits: 0 }),
    (&["muoi", "hai"], Sign::Number { value: 12, digits: 0 }),
    (&["muoi"], Sign::Number { value: 10, digits: 0 }),
    (&["mot"], Sign::Number { value: 1, digits: 0 }),
    (&["hai"], Sign::Number { value: 2, digits: 0 }),
    (&["ba"], Sign::Number { value: 3, digits: 0 }),
    (&["bon"], Sign::Number { value: 4, digits: 0 }),
    (&["sau"], Sign::Number { value: 6, digits: 0 }),
    (&["bay"], Sign::Number { value: 7, digits: 0 }),
    (&["tam"], Sign::Number { value: 8, digits: 0 }),
    (&["chin"], Sign::Number { value: 9, digits: 0 }),
    (&["i"], Sign::Roman(1)),
    (&["ii"], Sign::Roman(2)),
    (&["iii"], Sign::Roman(3)),
    (&["iv"], Sign::Roman(4)),
    (&["ngay"], Sign::Day),
    (&["tuan"], Sign::Week),
    (&["thang"], Sign::Month),
    (&["thg"], Sign::Month),
    (&["th"], Sign::Month),
    (&["t"], Sign::Month),
    (&["quy"], Sign::Quarter),
    (&["qui"], Sign::Quarter),
    (&["q"], Sign::Quarter),
    (&["nam"], Sign::Year),
    (&["nua"], Sign::Half),
    (&["dau"], Sign::First),
    (&["giua"], Sign::Middle),
    (&["cuoi"], Sign::Last),
    (&["tu"], Sign::From),
    (&["den"], Sign::To),
    (&["toi"], Sign::To),
    (&["het"], Sign::EndOf),
    (&["truoc"], Sign::Before),
    (&["va"], Sign::And),
    (&["&"], Sign::And),
    (&["+"], Sign::And),
    (&[","], Sign::And),
    (&[";"], Sign::And),
    (&["("], Sign::Open),
    (&["/"], Sign::Slash),
    (&["-"], Sign::Dash),
    (&["."], Sign::Dot),
];

/// Words around a deadline that do not change it.
pub const SILENT: &[&[&str]] = &[
    &["khong", "qua"],
    &["khong", "cham", "hon"],
    &["khong", "muon", "hon"],
    &["thoi", "gian"],
    &["thoi", "han"],
    &["thoi", "diem"],
    &["han"],
    &["hoan", "thanh"],
    &["hoan", "tat"],
    &["thuc", "hien"],
    &["giai", "quyet"],
    &["xu", "ly"],
    &["ket", "thuc"],
    &["ban", "hanh"],
    &["bao", "cao"],
    &["du", "kien"],
    &["tinh", "den"],
    &["trinh"],
    &["gui"],
    &["nop"],
    &["xong"],
    &["phai"],
    &["cham", "nhat"],
    &["muon", "nhat"],
    &["tre", "nhat"],
    &["trong"],
    &["vao"],
    &["la"],
    &["ca"],
    &["nay"],
    &["cua"],
    &["mung"],
    &["mong"],
    &["thu", "hai"],
    &["thu", "ba"],
    &["thu", "tu"],
    &["thu", "nam"],
    &["thu", "sau"],
    &["thu", "bay"],
    &["chu", "nhat"],
    &["sang"],
    &["chieu"],
    &[":"],
    &[")"],
];
