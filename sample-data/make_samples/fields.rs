//! The catalogue of invented wording: fields of work, their subjects, what tasks ask for, which unit deals with what.

/// A field of work: its name, the mark of the section that drafts its documents, and its subjects.
pub struct Field {
    /// Lĩnh vực.
    pub name: &'static str,
    /// The section's mark in document numbers (KTTH, NNTN, …).
    pub mark: &'static str,
    /// What its tasks are about; `{year}` is the year of the tasks.
    pub subjects: [&'static str; 5],
}

/// The fields; their order is used by [`FIELDS_OF`].
pub const FIELDS: [Field; 16] = [
    field(
        "Nông nghiệp, nông thôn",
        "NNTN",
        [
            "quản lý, bảo vệ rừng và phòng cháy, chữa cháy rừng",
            "xây dựng nông thôn mới",
            "phát triển cây dược liệu và Sâm Ngọc Linh",
            "phòng, chống dịch bệnh trên đàn gia súc, gia cầm",
            "phòng, chống thiên tai và tìm kiếm cứu nạn",
        ],
    ),
    field(
        "Tài chính, ngân sách",
        "KTTH",
        [
            "phân bổ, giao dự toán ngân sách nhà nước",
            "quản lý, sử dụng tài sản công",
            "thu ngân sách nhà nước trên địa bàn",
            "quyết toán dự án hoàn thành",
            "sắp xếp, đổi mới doanh nghiệp nhà nước",
        ],
    ),
    field(
        "Kế hoạch, đầu tư",
        "KTTH",
        [
            "giải ngân vốn đầu tư công",
            "kế hoạch đầu tư công trung hạn",
            "xúc tiến, thu hút đầu tư",
            "hỗ trợ doanh nghiệp nhỏ và vừa",
            "các chương trình mục tiêu quốc gia",
        ],
    ),
    field(
        "Công Thương",
        "KTTH",
        [
            "bình ổn thị trường dịp Tết Nguyên đán",
            "phát triển cụm công nghiệp",
            "chống buôn lậu, gian lận thương mại và hàng giả",
            "an toàn hồ, đập thủy điện",
            "khuyến công và phát triển ngành nghề nông thôn",
        ],
    ),
    field(
        "Tài nguyên, môi trường",
        "NNTN",
        [
            "cấp giấy chứng nhận quyền sử dụng đất",
            "xử lý cơ sở gây ô nhiễm môi trường",
            "quản lý hoạt động khai thác khoáng sản",
            "thu gom, xử lý chất thải rắn sinh hoạt",
            "bồi thường, hỗ trợ và tái định cư",
        ],
    ),
    field(
        "Xây dựng, đô thị",
        "HTKT",
        [
            "quy hoạch và chỉnh trang đô thị",
            "quản lý trật tự xây dựng",
            "quản lý chất lượng công trình xây dựng",
            "phát triển nhà ở xã hội",
            "quản lý vật liệu xây dựng",
        ],
    ),
    field(
        "Giao thông vận tải",
        "HTKT",
        [
            "bảo đảm trật tự, an toàn giao thông",
            "bảo trì, sửa chữa đường bộ",
            "kiểm soát tải trọng phương tiện",
            "phát triển giao thông nông thôn",
            "quản lý hoạt động vận tải hành khách",
        ],
    ),
    field(
        "Giáo dục và đào tạo",
        "KGVX",
        [
            "phổ cập giáo dục, xóa mù chữ",
            "kỳ thi trung học phổ thông quốc gia năm {year}",
            "sắp xếp mạng lưới trường, lớp học",
            "xây dựng trường đạt chuẩn quốc gia",
            "duy trì sĩ số học sinh dân tộc thiểu số",
        ],
    ),
    field(
        "Y tế",
        "KGVX",
        [
            "phòng, chống dịch bệnh mùa mưa",
            "bảo đảm an toàn thực phẩm",
            "thực hiện bảo hiểm y tế toàn dân",
            "xây dựng bộ tiêu chí quốc gia về y tế xã",
            "quản lý giá dịch vụ khám bệnh, chữa bệnh",
        ],
    ),
    field(
        "Lao động, xã hội",
        "KGVX",
        [
            "giảm nghèo bền vững",
            "giải quyết việc làm và xuất khẩu lao động",
            "chính sách đối với người có công",
            "bảo vệ, chăm sóc trẻ em",
            "đào tạo nghề cho lao động nông thôn",
        ],
    ),
    field(
        "Văn hóa, du lịch",
        "KGVX",
        [
            "bảo tồn không gian văn hóa cồng chiêng",
            "phát triển du lịch sinh thái Măng Đen",
            "tu bổ, tôn tạo di tích lịch sử",
            "nếp sống văn minh trong việc cưới, việc tang",
            "đại hội thể dục thể thao các cấp",
        ],
    ),
    field(
        "Dân tộc",
        "NC",
        [
            "chính sách đối với đồng bào dân tộc thiểu số",
            "Chương trình 135",
            "chính sách đối với người có uy tín",
            "hỗ trợ đất ở, đất sản xuất, nước sinh hoạt",
            "giảm thiểu tình trạng tảo hôn và hôn nhân cận huyết thống",
        ],
    ),
    field(
        "Nội vụ, cải cách hành chính",
        "NC",
        [
            "tinh giản biên chế",
            "cải cách thủ tục hành chính, thực hiện cơ chế một cửa",
            "sắp xếp tổ chức bộ máy",
            "tuyển dụng, quản lý công chức, viên chức",
            "thi đua, khen thưởng",
        ],
    ),
    field(
        "Thanh tra, tư pháp",
        "NC",
        [
            "tiếp công dân, giải quyết khiếu nại, tố cáo",
            "phòng, chống tham nhũng",
            "kiểm tra, xử lý văn bản quy phạm pháp luật",
            "phổ biến, giáo dục pháp luật",
            "thực hiện kết luận thanh tra",
        ],
    ),
    field(
        "Khoa học, thông tin",
        "KGVX",
        [
            "xây dựng chính quyền điện tử",
            "ứng dụng công nghệ thông tin trong cơ quan nhà nước",
            "phát triển tài sản trí tuệ của sản phẩm đặc thù",
            "quản lý báo chí, xuất bản",
            "bảo đảm an toàn thông tin mạng",
        ],
    ),
    field(
        "Đối ngoại, biên giới",
        "NC",
        [
            "hợp tác với các tỉnh Nam Lào và Đông Bắc Campuchia",
            "quản lý đoàn ra, đoàn vào",
            "quản lý, bảo vệ biên giới",
            "vận động viện trợ phi chính phủ nước ngoài",
            "phát triển Khu kinh tế cửa khẩu quốc tế Bờ Y",
        ],
    ),
];

/// What a task asks for; `{}` stands for the subject.
pub const REQUESTS: [&str; 18] = [
    "Báo cáo tình hình, kết quả thực hiện công tác {}",
    "Báo cáo đột xuất một số nội dung liên quan đến {}",
    "Chuẩn bị nội dung làm việc của Chủ tịch UBND tỉnh về {}",
    "Chủ trì, phối hợp với các đơn vị liên quan kiểm tra việc {}",
    "Cung cấp số liệu về {} phục vụ phiên họp thường kỳ của UBND tỉnh",
    "Đề xuất giải pháp tháo gỡ khó khăn, vướng mắc trong {}",
    "Góp ý dự thảo văn bản của Trung ương về {}",
    "Kiểm tra, xử lý nội dung báo chí phản ánh về {}",
    "Rà soát, tổng hợp và báo cáo số liệu về {}",
    "Tham mưu kiện toàn Ban Chỉ đạo cấp tỉnh về {}",
    "Tham mưu UBND tỉnh ban hành văn bản chỉ đạo về {}",
    "Thẩm định hồ sơ, trình UBND tỉnh xem xét, quyết định nội dung về {}",
    "Tổ chức sơ kết, đánh giá kết quả {}",
    "Tổ chức tuyên truyền trên phương tiện thông tin đại chúng về {}",
    "Trả lời kiến nghị của cử tri về {}",
    "Triển khai kết luận của Chủ tịch UBND tỉnh về {}",
    "Xây dựng dự thảo nghị quyết trình HĐND tỉnh về {}",
    "Xây dựng kế hoạch triển khai {}",
];

/// What the Government and the Prime Minister ask a province for.
pub const STATE_REQUESTS: [&str; 7] = [
    "Báo cáo Thủ tướng Chính phủ kết quả {}",
    "Chỉ đạo các sở, ngành, địa phương tăng cường {}",
    "Góp ý dự thảo nghị định của Chính phủ liên quan đến {}",
    "Kiểm tra, xử lý và báo cáo Thủ tướng Chính phủ thông tin báo chí nêu về {}",
    "Rà soát, đề xuất sửa đổi quy định về {}",
    "Tổ chức tổng kết việc {}",
    "Xây dựng kế hoạch của tỉnh triển khai {}",
];

/// The fields of the departments, by a part of the unit's name; districts deal with [`DISTRICT_FIELDS`].
pub const FIELDS_OF: [(&str, &[usize]); 20] = [
    ("Dân tộc", &[11]),
    ("Khu kinh tế", &[15, 2]),
    ("Công Thương", &[3]),
    ("Giáo dục", &[7]),
    ("Giao thông", &[6]),
    ("Kế hoạch", &[2, 1]),
    ("Khoa học", &[14]),
    ("Lao động", &[9]),
    ("Ngoại vụ", &[15]),
    ("Nội vụ", &[12]),
    ("Nông nghiệp", &[0]),
    ("Tài chính", &[1]),
    ("Tài nguyên", &[4]),
    ("Thông tin", &[14]),
    ("Tư pháp", &[13]),
    ("Văn hóa", &[10]),
    ("Xây dựng", &[5]),
    ("Y tế", &[8]),
    ("Thanh tra", &[13]),
    ("Văn phòng", &[12, 2]),
];
/// The fields of the districts, the frequent ones twice.
pub const DISTRICT_FIELDS: [usize; 11] = [0, 0, 2, 4, 4, 5, 7, 9, 11, 12, 13];

const fn field(name: &'static str, mark: &'static str, subjects: [&'static str; 5]) -> Field {
    Field { name, mark, subjects }
}
