//! The words of invented tasks.
//!
//! Out: parts that are put together to a content, a document, a note.

pub const ASSIGNERS: &[&str] = &[
    "UBND tỉnh",
    "Chủ tịch UBND tỉnh",
    "PCT UBND tỉnh phụ trách Kinh tế",
    "PCT UBND tỉnh phụ trách Văn xã",
    "Thường trực Tỉnh ủy",
];

pub const NOTATIONS: &[&str] = &["UBND-TH", "UBND-KGVX", "UBND-NNTN", "UBND-KTN", "TB-VP", "QĐ-UBND"];

pub const FIELDS: &[&str] = &[
    "Y tế",
    "Nội chính",
    "Kinh tế ngành",
    "Khoa giáo - Văn xã",
    "Nông nghiệp và Môi trường",
    "Tài chính, ngân sách",
    "Đầu tư công",
    "Cải cách hành chính",
];

pub const ACTIONS: &[&str] = &[
    "Chủ trì, phối hợp với các đơn vị liên quan kiểm tra, rà soát và báo cáo UBND tỉnh về ",
    "Thẩm định hồ sơ, trình Ủy ban nhân dân tỉnh xem xét, quyết định ",
    "Tham mưu UBND tỉnh ban hành văn bản chỉ đạo, đôn đốc việc thực hiện ",
    "Xây dựng dự thảo nghị quyết trình Hội đồng nhân dân tỉnh về ",
    "Tổ chức sơ kết, đánh giá kết quả thực hiện và đề xuất giải pháp đối với ",
    "Khẩn trương giải quyết kiến nghị của cử tri liên quan đến ",
    "Nghiên cứu, đề xuất phương án bố trí kinh phí để triển khai ",
    "Theo dõi; hướng dẫn các huyện - thành phố thực hiện ",
];

pub const MATTERS: &[&str] = &[
    "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025",
    "công tác phòng chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh trong mùa mưa bão",
    "chính sách hỗ trợ đất ở và nước sinh hoạt cho đồng bào dân tộc thiểu số tại chỗ",
    "phát triển cây dược liệu và Sâm Ngọc Linh gắn với bảo vệ rừng tự nhiên",
    "tiến độ giải ngân vốn đầu tư công và xử lý nợ đọng xây dựng cơ bản",
    "việc sắp xếp, tổ chức lại các đơn vị sự nghiệp công lập thuộc tỉnh",
    "Đề án \"Chuyển đổi số trong giải quyết thủ tục hành chính\" tại bộ phận một cửa các cấp",
    "việc cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân tái định cư thủy điện",
    "kế hoạch thu hút đầu tư vào Khu kinh tế cửa khẩu quốc tế Bờ Y",
    "công tác tiêm chủng, phòng chống dịch bệnh trên người và trên đàn vật nuôi",
];

pub const REASONS: &[&str] = &[
    " theo ý kiến chỉ đạo của Thủ tướng Chính phủ tại cuộc họp thường kỳ",
    " theo kết luận của Chủ tịch UBND tỉnh tại buổi làm việc với đơn vị",
    " theo đề nghị của Bộ chuyên ngành",
    " theo Nghị quyết của Hội đồng nhân dân tỉnh khóa XII",
    " để kịp thời tháo gỡ khó khăn, vướng mắc cho cơ sở",
    " bảo đảm đúng quy định của pháp luật",
];

pub const NOTES: &[&str] = &[
    "",
    "Đề nghị đơn vị cập nhật kết quả lên phần mềm",
    "Đã đôn đốc lần 2",
    "Chờ ý kiến của Bộ ngành Trung ương",
    "Đơn vị đã có văn bản báo cáo, đang tổng hợp",
    "Chuyển chuyên viên phòng Tổng hợp theo dõi",
];
