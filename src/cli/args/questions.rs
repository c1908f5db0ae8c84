//! What a user may type behind `analyze` and `sql`.
//!
//! In: the arguments of the process. Out: options, only checked for form.

use std::path::PathBuf;

use clap::{Args, builder::TypedValueParser};

use super::period;
use crate::{period::Asked, pipeline::ResultFormat};

/// Whom a question is asked of, and where its answer goes.
#[derive(Debug, Args)]
pub struct AskedOf {
    /// Thời điểm chốt số liệu, bắt buộc khi hỏi trên tệp dữ liệu: 2025-12-31, 31/12/2025, hoặc tên trong [as_of] / As-of, required for files
    #[arg(long, value_name = "NGÀY")]
    pub as_of: Option<String>,
    /// Chỉ tính nhiệm vụ giao trong kỳ: 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026, 2026-01-01..2026-03-15 / Only tasks given in this period [default: all given up to the as-of]
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub period: Option<Asked>,
    /// Danh mục đơn vị (xem dondoc list) / Registry of units [default: that of the project; kon-tum for files]
    #[arg(long, value_name = "DANH-MỤC")]
    pub units: Option<String>,
    /// Định dạng: table, csv, json, xlsx, parquet / Format [default: that of --out, else table]
    #[arg(long, value_name = "ĐỊNH-DẠNG", value_parser = formats())]
    pub format: Option<ResultFormat>,
    /// Tệp kết quả / File of the result [default: printed]
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

/// Options of `analyze`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  dondoc analyze sample-data/kon-tum-2018 --by unit\n  dondoc analyze nhiem-vu.csv --by unit,month \
    --as-of 2025-12-31 --where status=overdue --out tre-han.xlsx\n  dondoc analyze nhiem-vu.xlsx --by field --metrics assigned,overdue,late_rate \
    --as-of 31/12/2025 --sort overdue --top 10\n\nCột và chỉ tiêu / Columns and metrics: dondoc list"
)]
pub struct AnalyzeOptions {
    /// Thư mục hồ sơ có tệp dondoc.toml, hoặc các tệp dữ liệu / Project folder, or data files
    #[arg(value_name = "DỮ-LIỆU", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Nhóm theo các cột, cách nhau bằng dấu phẩy: unit, field, month, … (xem dondoc list) / Group by these columns
    #[arg(long, value_name = "CỘT", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Chỉ tiêu, cách nhau bằng dấu phẩy: assigned, overdue, late_rate, … (xem dondoc list) / Metrics [default: the counts]
    #[arg(long, value_name = "CHỈ-TIÊU", value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// Điều kiện: unit=\"Sở Nội vụ\", month>=2025-01, status=overdue,late, field~\"đất đai\"; ghi nhiều lần thì phải cùng đúng / Condition; several must all hold
    #[arg(long = "where", value_name = "ĐIỀU-KIỆN")]
    pub conditions: Vec<String>,
    /// Xếp giảm dần theo chỉ tiêu này / Highest of this metric first
    #[arg(long, value_name = "CHỈ-TIÊU")]
    pub sort: Option<String>,
    /// Chỉ lấy số nhóm đầu tiên / Only so many groups
    #[arg(long, value_name = "SỐ")]
    pub top: Option<usize>,
    /// Hỏi ai, trả lời vào đâu
    #[command(flatten)]
    pub asked_of: AskedOf,
}

/// Options of `sql`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ / Example:\n  dondoc sql \"SELECT unit, count(*) AS n FROM assignments WHERE status = 'overdue' GROUP BY unit ORDER BY n DESC\" \
    nhiem-vu.csv --as-of 2025-12-31\n\nBảng / Tables: tasks (mỗi nhiệm vụ một dòng), assignments (mỗi nhiệm vụ và đơn vị chủ trì một dòng)"
)]
pub struct SqlOptions {
    /// Câu lệnh SELECT / SELECT statement
    #[arg(value_name = "SQL")]
    pub statement: String,
    /// Thư mục hồ sơ có tệp dondoc.toml, hoặc các tệp dữ liệu / Project folder, or data files
    #[arg(value_name = "DỮ-LIỆU", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Hỏi ai, trả lời vào đâu
    #[command(flatten)]
    pub asked_of: AskedOf,
}

fn formats() -> impl TypedValueParser<Value = ResultFormat> {
    let ids = clap::builder::PossibleValuesParser::new(ResultFormat::ALL.map(ResultFormat::id));
    ids.map(|id| ResultFormat::ALL.into_iter().find(|format| format.id() == id).unwrap_or(ResultFormat::Table))
}
