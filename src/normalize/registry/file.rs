//! A registry as it is written.
//!
//! In: the TOML of `report-templates/units/<province>.toml`. Out: its units and successions, checked for form only.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

use super::validity::Validity;

/// One file of units.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the id is for the reader of the file; unknown keys stay errors")]
pub struct RegistryFile {
    id: String,
    /// What it is a registry of.
    pub name: String,
    /// Where its units were read.
    pub source: String,
    /// Whether they were seen there.
    pub status: Option<UnitStatus>,
    /// Ids of registries whose units stand behind these.
    #[serde(default)]
    pub include: Vec<String>,
    /// Units in print order.
    #[serde(default, rename = "unit")]
    pub units: Vec<Unit>,
    /// What became of them.
    #[serde(default, rename = "succession")]
    pub successions: Vec<Succession>,
}

/// One unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable id, ours.
    pub id: String,
    /// What sort of body it is.
    pub kind: Option<UnitKind>,
    /// The name as tables print it.
    pub name: String,
    /// Its usual short form; it counts as a spelling.
    pub short_name: Option<String>,
    /// Every other spelling met.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Spellings that are usual elsewhere and not yet met in its own papers.
    #[serde(default)]
    pub assumed_spellings: Vec<String>,
    /// Which group it is compared within.
    pub level_group: LevelGroup,
    /// Groups that it belonged to on other days.
    #[serde(default)]
    pub other_level_groups: Vec<DatedGroup>,
    /// Whether it is scored, and so keeps a row even without tasks.
    pub scored: bool,
    /// First day of scoring, where it is not that of the unit.
    #[serde(default, deserialize_with = "day")]
    pub scored_from: Option<NaiveDate>,
    /// The day on which scoring has ended, where it is not that of the unit.
    #[serde(default, deserialize_with = "day")]
    pub scored_to: Option<NaiveDate>,
    /// First day of its work; without one it has always been there.
    #[serde(default, deserialize_with = "day")]
    pub valid_from: Option<NaiveDate>,
    /// The first day on which it is no more.
    #[serde(default, deserialize_with = "day")]
    pub valid_to: Option<NaiveDate>,
    /// Official codes: attributes, never keys, since a code may change its meaning.
    #[serde(default)]
    pub codes: Vec<OfficialCode>,
    /// What it rests on.
    pub legal_basis: Option<String>,
    /// Where this was read, where it is not what the file says.
    pub source: Option<String>,
    /// Whether this was seen, where it is not what the file says.
    pub status: Option<UnitStatus>,
}

impl Unit {
    /// The days on which the unit is there.
    #[must_use]
    pub fn validity(&self) -> Validity {
        Validity { from: self.valid_from, to: self.valid_to }
    }

    /// The days on which it is scored; `None` when it never is.
    #[must_use]
    pub fn scored_in(&self) -> Option<Validity> {
        let scored = Validity { from: self.scored_from, to: self.scored_to };
        self.scored.then(|| self.validity().shared(scored)).flatten()
    }

    /// The group in which it is compared on a day.
    #[must_use]
    pub fn level_group_on(&self, day: NaiveDate) -> LevelGroup {
        let other = self.other_level_groups.iter().find(|dated| dated.validity().contains(day));
        other.map_or(self.level_group, |dated| dated.group)
    }

    /// Everything that it is called.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let others = self.short_name.iter().chain(&self.spellings).chain(&self.assumed_spellings);
        std::iter::once(&self.name).chain(others).chain([&self.id])
    }
}

/// What sort of body a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the Vietnamese words are the meaning")]
pub enum UnitKind {
    So,
    Ban,
    ThanhTra,
    VanPhong,
    Bql,
    Tinh,
    Huyen,
    ThiXa,
    ThanhPho,
    Xa,
    Phuong,
    ThiTran,
    DacKhu,
    /// A body of the central government in the province.
    Central,
    /// A public service unit.
    PublicService,
    /// Whatever else.
    Other,
}

impl UnitKind {
    /// Stable id, as in registries.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::So => "so",
            Self::Ban => "ban",
            Self::ThanhTra => "thanh_tra",
            Self::VanPhong => "van_phong",
            Self::Bql => "bql",
            Self::Tinh => "tinh",
            Self::Huyen => "huyen",
            Self::ThiXa => "thi_xa",
            Self::ThanhPho => "thanh_pho",
            Self::Xa => "xa",
            Self::Phuong => "phuong",
            Self::ThiTran => "thi_tran",
            Self::DacKhu => "dac_khu",
            Self::Central => "central",
            Self::PublicService => "public_service",
            Self::Other => "other",
        }
    }
}

/// Which units are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelGroup {
    /// Sở, ban, ngành of the province.
    Department,
    /// UBND of a district or provincial city.
    District,
    /// UBND of a commune or ward.
    Commune,
    /// The province itself.
    Province,
    /// Bodies of the central government in the province.
    Central,
    /// Public service units.
    PublicService,
    /// Whoever else is met.
    Other,
}

impl LevelGroup {
    /// Stable id, as in registries and rulebooks.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Province => "province",
            Self::Central => "central",
            Self::PublicService => "public_service",
            Self::Other => "other",
        }
    }

    /// What it is, in Vietnamese and English.
    #[must_use]
    pub fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Self::Department => ("sở, ban, ngành", "department of the province"),
            Self::District => ("UBND cấp huyện", "district"),
            Self::Commune => ("UBND cấp xã", "commune or ward"),
            Self::Province => ("cấp tỉnh", "province"),
            Self::Central => ("cơ quan trung ương đóng trên địa bàn", "body of the central government"),
            Self::PublicService => ("đơn vị sự nghiệp", "public service unit"),
            Self::Other => ("khác", "other"),
        }
    }
}

/// A level group of some days only.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedGroup {
    /// The group.
    pub group: LevelGroup,
    /// Its first day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<NaiveDate>,
    /// The first day after it.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<NaiveDate>,
}

impl DatedGroup {
    fn validity(&self) -> Validity {
        Validity { from: self.from, to: self.to }
    }
}

/// A code that a list of the state gives a unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficialCode {
    /// The list or system.
    pub system: String,
    /// The code.
    pub code: String,
    /// The first day on which it means this unit.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer does.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<NaiveDate>,
}

/// Whether something was seen in a document or is taken for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitStatus {
    /// Read in the document that the source names.
    Verified,
    /// Not yet seen in a document.
    Assumed,
}

/// What became of units on a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// Ids of the units before.
    pub from: Vec<String>,
    /// Ids of the units after; an abolished unit may have none.
    #[serde(default)]
    pub to: Vec<String>,
    /// What happened.
    pub kind: SuccessionKind,
    /// The first day of the new state.
    #[serde(deserialize_with = "required_day")]
    pub date: NaiveDate,
    /// What it rests on.
    pub legal_basis: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
    /// Whether it was seen.
    pub status: Option<UnitStatus>,
}

/// What happens to units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// One unit goes on under another name.
    Rename,
    /// Units become one.
    Merge,
    /// A unit becomes several.
    Split,
    /// A unit ends; its tasks pass to one unit, to several, or to none that is known.
    Abolish,
    /// Some functions pass on while the unit stays; its tasks stay too.
    Transfer,
}

impl SuccessionKind {
    /// What it is, in Vietnamese and English.
    #[must_use]
    pub fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Self::Rename => ("đổi tên", "renamed"),
            Self::Merge => ("hợp nhất", "merged"),
            Self::Split => ("chia, tách", "split"),
            Self::Abolish => ("giải thể, kết thúc hoạt động", "abolished"),
            Self::Transfer => ("chuyển một phần chức năng", "some functions passed on"),
        }
    }
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    required_day(from).map(Some)
}

fn required_day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(from)?;
    crate::project::parse_date(&text).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &"yyyy-mm-dd"))
}
