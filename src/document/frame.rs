//! What stands around the text: the head of page 1 and the end with recipients and signature.
//!
//! In: lines as they are to be printed. Out: plain values. The numbers of the components (ô) are those of Nghị định
//! 30/2020/NĐ-CP, Phụ lục I.

/// Ô 1: Quốc hiệu.
pub const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Ô 1: Tiêu ngữ, below it.
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Ô 9a: the words before the addressees.
pub const ADDRESSED_TO: &str = "Kính gửi:";
/// Ô 9b: the words above the recipients.
pub const RECIPIENTS: &str = "Nơi nhận:";

/// The head of page 1, each line as it is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Ô 2: lines of the superior body, upper case, not bold; may be empty.
    pub superior: Vec<String>,
    /// Ô 2: lines of the issuing body, upper case, bold, with a short rule below the last.
    pub issuer: Vec<String>,
    /// Ô 3: `Số: 28/BC-TKTra`.
    pub number: String,
    /// Ô 4: `Kon Tum, ngày 01 tháng 01 năm 2019`.
    pub place_and_date: String,
    /// Ô 5a or 5b.
    pub title: Title,
    /// Ô 9a: whom the document addresses ("Kính gửi: …"), without dash and closing mark; empty for a report sent to many.
    pub addressees: Vec<String>,
    /// Marks that few documents bear.
    pub marks: Marks,
}

/// What a document is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// Ô 5a: a named document.
    Named {
        /// `BÁO CÁO`.
        kind: String,
        /// The subject below the kind, with a short rule below it.
        subject: String,
    },
    /// Ô 5b: an official letter (công văn), whose subject stands below its number.
    Letter {
        /// `V/v đôn đốc thực hiện nhiệm vụ`.
        subject: String,
    },
}

impl Title {
    /// What the document is about.
    #[must_use]
    pub fn subject(&self) -> &str {
        match self {
            Self::Named { subject, .. } | Self::Letter { subject } => subject,
        }
    }
}

/// The components that only some documents have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Ô 10b: how urgent it is; a red box in the left column.
    pub urgency: Option<Urgency>,
    /// Ô 11: how far it may go, upper case (`LƯU HÀNH NỘI BỘ`); a box in the top margin.
    pub circulation: Option<String>,
    /// Ô 12: who drafted it and how many copies there are (`PL.(300)`), below the recipients.
    pub drafter: Option<String>,
    /// Ô 13: address, e-mail, telephone; at the foot of page 1 below a rule.
    pub address: Option<String>,
    /// Ô 14: the words of a signed electronic copy, in the top right corner of page 1.
    pub copy: Option<String>,
}

/// How urgent a document is (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum Urgency {
    /// KHẨN.
    #[serde(rename = "khan")]
    Urgent,
    /// THƯỢNG KHẨN.
    #[serde(rename = "thuong-khan")]
    VeryUrgent,
    /// HOẢ TỐC.
    #[serde(rename = "hoa-toc")]
    Express,
}

impl Urgency {
    /// The words in the box.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Urgent => "KHẨN",
            Self::VeryUrgent => "THƯỢNG KHẨN",
            Self::Express => "HOẢ TỐC",
        }
    }

    /// Its number in record systems: 0 is an ordinary document.
    #[must_use]
    pub const fn priority(self) -> u8 {
        match self {
            Self::Urgent => 1,
            Self::VeryUrgent => 2,
            Self::Express => 3,
        }
    }

    /// Width and height of the box in millimetres.
    #[must_use]
    pub const fn box_mm(self) -> (f32, f32) {
        match self {
            Self::Urgent => (20.0, 8.0),
            Self::VeryUrgent => (40.0, 8.0),
            Self::Express => (30.0, 8.0),
        }
    }
}

/// The end of the text: who receives it and who signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Ô 9b: the recipients as printed, without the leading dash.
    pub recipients: Vec<Recipient>,
    /// Ô 7a: authority and title above the signature room, upper case (`KT. TỔ TRƯỞNG`, `TỔ PHÓ`).
    pub authority: Vec<String>,
    /// Ô 7b: the other office of the signer, upper case, above the name; may be empty.
    pub office: Option<String>,
    /// Ô 7b: the name of the signer.
    pub signer: String,
}

impl Closing {
    /// Whether it says nothing: nobody receives it and nobody signs it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.recipients.is_empty() && self.authority.is_empty() && self.office.is_none() && self.signer.is_empty()
    }
}

/// One line of the recipients list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// 0 for "- …", 1 for "+ …".
    pub level: u8,
    /// The text with its closing mark.
    pub text: String,
}
