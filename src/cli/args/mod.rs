//! What a user may type.
//!
//! In: the arguments of the process. Out: [`Arguments`], only checked for form.

mod questions;
mod template;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, builder::TypedValueParser};

pub use questions::{AnalyzeOptions, AskedOf, SqlOptions};
pub use template::{TemplateCheckOptions, TemplateCommand, TemplateNewOptions};

use crate::{
    locale::Lang,
    period::Asked,
    pipeline::LETTER_FORMATS,
    project::parse_instant,
    render::{RENDERERS, pdf::PdfProfile},
    value::AsOf,
};

/// Turns the exports of a task-tracking system into the official inspection report.
#[derive(Debug, Parser)]
#[command(name = "dondoc", version, about = ABOUT, help_expected = true)]
pub struct Arguments {
    /// Language of messages: vi or en [default: DONDOC_LANG, else the system's]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArgument>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const ABOUT: &str = "Đôn đốc: từ dữ liệu theo dõi nhiệm vụ đến báo cáo kiểm tra (PDF, DOCX, XLSX, HTML)\nFrom task exports to the official inspection report";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo báo cáo của một hồ sơ / Make the report of a project
    Report(ReportOptions),
    /// Kiểm tra hồ sơ, ghi kết quả kiểm tra số liệu / Check the data, write what was found
    Check(CheckOptions),
    /// Tạo công văn đôn đốc gửi từng đơn vị còn việc / Make a reminder letter for each unit
    Letters(LettersOptions),
    /// Chấm điểm các đơn vị theo bộ tiêu chí / Score the units by a rulebook
    Score(ScoreOptions),
    /// Đếm nhiệm vụ theo bất kỳ cột nào / Count tasks by any columns
    Analyze(AnalyzeOptions),
    /// Hỏi bằng câu lệnh SQL / Ask in SQL
    Sql(SqlOptions),
    /// Kiểm tra một bảng hoặc văn bản trước khi trình ký / Audit a table or document before it is signed
    Audit(AuditOptions),
    /// Đề xuất mẫu nhận dạng cho một tệp chưa biết / Propose a mapping for an unknown file
    Map(MapOptions),
    /// Kiểm tra bộ tiêu chí chấm điểm / Check a rulebook
    Rulebook {
        /// Việc cần làm / What to do
        #[command(subcommand)]
        command: RulebookCommand,
    },
    /// Mẫu Word của cơ quan: kiểm tra, xem các tên, tạo tệp ban đầu / The office's own Word template
    Template {
        /// Việc cần làm / What to do
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Liệt kê mẫu nhận dạng, danh mục đơn vị, mẫu báo cáo, bộ tiêu chí, chỉ tiêu, trường, chính sách / List what there is
    List,
    /// Giải thích một mã / Explain a diagnostic code, metric, field, policy, mapping or rulebook
    Explain {
        /// Mã, ví dụ: unparseable-date, on_time, deadline
        #[arg(value_name = "MÃ")]
        id: String,
    },
}

/// What can be done with a rulebook.
#[derive(Debug, Subcommand)]
pub enum RulebookCommand {
    /// Tìm lỗi trong một bộ tiêu chí / Find what is wrong with a rulebook
    Check {
        /// Tệp bộ tiêu chí (.toml) / File of the rulebook
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
}

/// Which days a run speaks of, instead of those of dondoc.toml.
#[derive(Debug, Clone, Copy, Args)]
pub struct DayOptions {
    /// Kỳ báo cáo thay cho kỳ trong dondoc.toml: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15 / Another period
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
    /// Thời điểm chốt số liệu thay cho [as_of]: 2026-06-30, 2026-06-30T15:30 [mặc định: [as_of] của hồ sơ nếu thuộc kỳ, nếu không thì ngày cuối kỳ] / Another as-of
    #[arg(long, value_name = "NGÀY", value_parser = instant)]
    pub as_of: Option<AsOf>,
}

/// Options of `report`.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml / Project folder with its dondoc.toml
    #[arg(value_name = "HỒ-SƠ")]
    pub project: PathBuf,
    /// Thư mục kết quả / Output folder [default: HỒ-SƠ/out]
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Định dạng, cách nhau bằng dấu phẩy / Formats, separated by commas [default: all]
    #[arg(long, value_delimiter = ',', value_parser = format_ids())]
    pub formats: Vec<String>,
    /// Chuẩn của tệp PDF: a-2a (lưu trữ và trình đọc màn hình), a-1b, plain / Standards of the PDF
    #[arg(long, value_name = "CHUẨN", default_value = "a-2a", value_parser = pdf_profiles())]
    pub pdf_profile: PdfProfile,
    /// Kỳ và thời điểm chốt
    #[command(flatten)]
    pub days: DayOptions,
    /// Mẫu Word của cơ quan, dùng để tạo tệp DOCX / The office's own Word file for the DOCX
    #[arg(long, value_name = "TỆP.docx")]
    pub docx_template: Option<PathBuf>,
    /// Báo cáo chính thức: không được thiếu phần nào / A gap is an error
    #[arg(long = "final")]
    pub force_final: bool,
}

/// Options of `letters`.
#[derive(Debug, Args)]
pub struct LettersOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml / Project folder with its dondoc.toml
    #[arg(value_name = "HỒ-SƠ")]
    pub project: PathBuf,
    /// Thư mục kết quả / Output folder [default: HỒ-SƠ/out/cong-van]
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Định dạng, cách nhau bằng dấu phẩy / Formats, separated by commas [default: all]
    #[arg(long, value_delimiter = ',', value_parser = clap::builder::PossibleValuesParser::new(LETTER_FORMATS))]
    pub formats: Vec<String>,
    /// Chuẩn của tệp PDF: a-2a (lưu trữ và trình đọc màn hình), a-1b, plain / Standards of the PDF
    #[arg(long, value_name = "CHUẨN", default_value = "a-2a", value_parser = pdf_profiles())]
    pub pdf_profile: PdfProfile,
    /// Kỳ và thời điểm chốt
    #[command(flatten)]
    pub days: DayOptions,
    /// Công văn chính thức: không được thiếu phần nào / A gap is an error
    #[arg(long = "final")]
    pub force_final: bool,
}

/// Options of `score`.
#[derive(Debug, Args)]
pub struct ScoreOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml / Project folder with its dondoc.toml
    #[arg(value_name = "HỒ-SƠ")]
    pub project: PathBuf,
    /// Thư mục kết quả / Output folder [default: HỒ-SƠ/out/cham-diem]
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Bộ tiêu chí: id hoặc tệp .toml, cách nhau bằng dấu phẩy / Rulebooks by id or file [default: rules of [scores]]
    #[arg(long, value_name = "BỘ-TIÊU-CHÍ", value_delimiter = ',')]
    pub rules: Vec<String>,
    /// Bộ tiêu chí để so sánh trên cùng số liệu / Rulebooks to compare with, on the same data
    #[arg(long, value_name = "BỘ-TIÊU-CHÍ", value_delimiter = ',')]
    pub against: Vec<String>,
    /// Định dạng, cách nhau bằng dấu phẩy / Formats, separated by commas [default: all]
    #[arg(long, value_delimiter = ',', value_parser = format_ids())]
    pub formats: Vec<String>,
    /// Chuẩn của tệp PDF: a-2a (lưu trữ và trình đọc màn hình), a-1b, plain / Standards of the PDF
    #[arg(long, value_name = "CHUẨN", default_value = "a-2a", value_parser = pdf_profiles())]
    pub pdf_profile: PdfProfile,
    /// Kỳ và thời điểm chốt
    #[command(flatten)]
    pub days: DayOptions,
    /// Văn bản chính thức: không được thiếu phần nào / A gap is an error
    #[arg(long = "final")]
    pub force_final: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml / Project folder with its dondoc.toml
    #[arg(value_name = "HỒ-SƠ")]
    pub project: PathBuf,
    /// Thư mục kết quả / Output folder [default: HỒ-SƠ/out]
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Kỳ và thời điểm chốt
    #[command(flatten)]
    pub days: DayOptions,
    /// Báo cáo chính thức: không được thiếu phần nào / A gap is an error
    #[arg(long = "final")]
    pub force_final: bool,
}

/// Options of `audit`.
#[derive(Debug, Args)]
pub struct AuditOptions {
    /// Tệp cần kiểm tra: .xlsx, .csv, .docx / File to look at
    #[arg(value_name = "TỆP")]
    pub file: PathBuf,
    /// Hồ sơ, hoặc thư mục kết quả, để so từng số với số liệu tính được / Project or its results to compare with
    #[arg(long, value_name = "HỒ-SƠ")]
    pub against: Option<PathBuf>,
    /// Kỳ báo cáo của hồ sơ thay cho kỳ trong dondoc.toml / Another period of that project
    #[arg(long, value_name = "KỲ", value_parser = period, requires = "against")]
    pub period: Option<Asked>,
    /// Thư mục để ghi phiếu kiểm tra / Folder for the form [default: only printed]
    #[arg(long, value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Định dạng của phiếu, cách nhau bằng dấu phẩy / Formats of the form, separated by commas [default: all]
    #[arg(long, value_delimiter = ',', value_parser = format_ids())]
    pub formats: Vec<String>,
    /// Chuẩn của tệp PDF: a-2a (lưu trữ và trình đọc màn hình), a-1b, plain / Standards of the PDF
    #[arg(long, value_name = "CHUẨN", default_value = "a-2a", value_parser = pdf_profiles())]
    pub pdf_profile: PdfProfile,
}

/// Options of `map`.
#[derive(Debug, Args)]
pub struct MapOptions {
    /// Tệp dữ liệu / Data file
    #[arg(value_name = "TỆP")]
    pub file: PathBuf,
    /// Trang tính / Sheet [default: the one with most known headings]
    #[arg(long, value_name = "TRANG")]
    pub sheet: Option<String>,
    /// Tệp để ghi mẫu, UTF-8 / File to write the mapping to [default: printed]
    #[arg(long, value_name = "TỆP-MẪU")]
    pub out: Option<PathBuf>,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArgument {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<LangArgument> for Lang {
    fn from(lang: LangArgument) -> Self {
        match lang {
            LangArgument::Vi => Self::Vi,
            LangArgument::En => Self::En,
        }
    }
}

fn format_ids() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(RENDERERS.iter().map(|renderer| renderer.id))
}

fn pdf_profiles() -> impl TypedValueParser<Value = PdfProfile> {
    let ids = clap::builder::PossibleValuesParser::new(PdfProfile::ALL.map(PdfProfile::id));
    ids.map(|id| PdfProfile::ALL.into_iter().find(|profile| profile.id() == id).unwrap_or_default())
}

fn period(word: &str) -> Result<Asked, &'static str> {
    Asked::read(word).ok_or("2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15")
}

fn instant(text: &str) -> Result<AsOf, &'static str> {
    parse_instant(text).ok_or("2026-06-30, 2026-06-30T15:30")
}
