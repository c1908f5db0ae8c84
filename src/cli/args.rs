//! What a user may type.
//!
//! In: the arguments of the process. Out: [`Arguments`], only checked for form.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum, builder::TypedValueParser};

use crate::{
    locale::Lang,
    period::Asked,
    pipeline::LETTER_FORMATS,
    render::{RENDERERS, pdf::PdfProfile},
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

/// What can be done with the office's own Word template.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Tìm lỗi trong một mẫu Word / Find what is wrong with a Word template
    Check(TemplateCheckOptions),
    /// Tạo tệp Word ban đầu từ một mẫu báo cáo / Write a Word file to start from
    New(TemplateNewOptions),
}

/// Options of `template new`.
#[derive(Debug, Args)]
pub struct TemplateNewOptions {
    /// Mã mẫu báo cáo, xem dondoc list / Id of a report template
    #[arg(value_name = "MẪU-BÁO-CÁO")]
    pub report: String,
    /// Thư mục hồ sơ, để theo các lựa chọn của hồ sơ / Project folder, for its choices
    #[arg(value_name = "HỒ-SƠ")]
    pub project: Option<PathBuf>,
    /// Tệp để ghi / File to write [default: mau-<MẪU-BÁO-CÁO>.docx]
    #[arg(long, value_name = "TỆP.docx")]
    pub out: Option<PathBuf>,
}

/// Options of `template check`.
#[derive(Debug, Args)]
pub struct TemplateCheckOptions {
    /// Mẫu Word (.docx) / The Word template
    #[arg(value_name = "TỆP.docx")]
    pub file: PathBuf,
    /// Thư mục hồ sơ / Project folder [default: the folder of the file, or one above it, that has a dondoc.toml]
    #[arg(value_name = "HỒ-SƠ")]
    pub project: Option<PathBuf>,
    /// Ghi bản sao có nhận xét của Word ở từng chỗ sai / Write a copy with Word comments at each mistake [default: TỆP-nhan-xet.docx]
    #[arg(long, value_name = "BẢN-SAO.docx", num_args = 0..=1)]
    pub annotate: Option<Option<PathBuf>>,
    /// Xét như báo cáo chính thức / As for a final report
    #[arg(long = "final")]
    pub force_final: bool,
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
    /// Kỳ báo cáo thay cho kỳ trong dondoc.toml: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15 / Another period
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
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
    /// Kỳ báo cáo thay cho kỳ trong dondoc.toml: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15 / Another period
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
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
    /// Kỳ báo cáo thay cho kỳ trong dondoc.toml: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15 / Another period
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
    /// Báo cáo chính thức: không được thiếu phần nào / A gap is an error
    #[arg(long = "final")]
    pub force_final: bool,
}

/// Options of `analyze`.
#[derive(Debug, Args)]
pub struct AnalyzeOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml, hoặc các tệp dữ liệu / Project folder, or data files
    #[arg(value_name = "DỮ-LIỆU", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Nhóm theo các cột, cách nhau bằng dấu phẩy / Group by these columns
    #[arg(long, value_name = "CỘT", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Chỉ tiêu, cách nhau bằng dấu phẩy / Metrics
    #[arg(long, value_name = "CHỈ-TIÊU", value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// Thời điểm chốt số liệu, bắt buộc với tệp dữ liệu / As-of, required for files
    #[arg(long, value_name = "NGÀY")]
    pub as_of: Option<NaiveDate>,
    /// Định dạng: csv / Format
    #[arg(long, value_name = "ĐỊNH-DẠNG", default_value = "csv")]
    pub format: String,
    /// Kỳ mà nhiệm vụ được giao / Period in which tasks were given
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
    /// Danh mục đơn vị / Registry of units
    #[arg(long, value_name = "DANH-MỤC")]
    pub units: Option<String>,
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
