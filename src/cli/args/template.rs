//! What a user may type behind `dondoc template`.
//!
//! In: the arguments of the process. Out: [`TemplateCommand`].

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What can be done with the office's own Word template.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Tìm lỗi trong một mẫu Word / Find what is wrong with a Word template
    Check(TemplateCheckOptions),
    /// Tạo tệp Word ban đầu từ một mẫu báo cáo / Write a Word file to start from
    New(TemplateNewOptions),
    /// Liệt kê mọi thẻ dùng được, kèm ý nghĩa và ví dụ / List every tag with its meaning and an example
    Fields {
        /// Thư mục hồ sơ / Project folder
        #[arg(value_name = "HỒ-SƠ", default_value = ".")]
        project: PathBuf,
    },
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
