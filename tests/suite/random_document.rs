//! Random whole documents: every kind of block, in any order, with texts that no sane office would write.
//!
//! In: seeds of a frame and of its blocks, so that proptest can leave blocks out of a failing document. Out: a [`Document`] whose
//! texts each hold a word found nowhere else, and the list of those texts.

use chrono::{Days, NaiveDate};
use dondoc::{
    document::{
        Align, Appendix, Bar, Block, Cell, Chart, Closing, Column, Document, HeadCell, Inline, Layout, Letterhead,
        Marks, Medium, Metadata, Orientation, Preset, Profile, Recipient, Row, RowKind, Series, Status, Table,
        TextStyle, Title, Tone, Urgency, Value,
    },
    value::Ratio,
};
use proptest::{collection::vec, prelude::*};

/// The seeds of a document: of all but its blocks, of the blocks of its text, of the blocks of each appendix.
pub type Seeds = (u64, Vec<u64>, Vec<Vec<u64>>);

pub fn seeds() -> impl Strategy<Value = Seeds> {
    (any::<u64>(), vec(any::<u64>(), 0..12), vec(vec(any::<u64>(), 0..5), 0..=3))
}

/// Words of every kind that breaks programs.
const ODD: [&str; 29] = [
    "Ủy ban nhân dân tỉnh",
    "thực hiện nhiệm vụ được giao",
    "3439/UBND-KTTH",
    "<b>&amp;</b>",
    "\"trích dẫn\" 'đơn'",
    "=SUM(A1)",
    "+84",
    "-5",
    "@ten",
    "a\u{300}o\u{31b}\u{309} U\u{309}y ban",
    "hai  cách   ba",
    " đầu",
    "cuối ",
    "dòng\nmới",
    "tab\tgiữa",
    "không\u{a0}ngắt",
    "zero\u{200b}width",
    "gạch\u{ad}mềm",
    "]]>",
    "{{ x }} {% y %} \\n %s",
    "https://www.chinhphu.vn/default.aspx?pageid=27160&docid=199378",
    "(1) (2)",
    "“ngoặc” – gạch — dài…",
    "½ m² § ©",
    "ĐIỀU HÀNH KINH TẾ - XÃ HỘI",
    "50%",
    "\r\n",
    "\u{feff}",
    "./.",
];

/// Makes the parts of one document; numbers its texts and its footnotes.
pub struct Maker {
    state: u64,
    serial: usize,
    /// The texts so far, and the words of drawings, which only PDF prints as text.
    pub texts: Vec<String>,
    pub drawn: Vec<String>,
    notes: Vec<Vec<Inline>>,
    /// One document in eight has footnotes that do not match their marks.
    pub broken_notes: bool,
}

/// The document of some seeds, with all of its texts.
pub fn document((frame, body, appendices): &Seeds) -> (Document, Maker) {
    let mut maker = Maker {
        state: *frame,
        serial: 0,
        texts: Vec::new(),
        drawn: Vec::new(),
        notes: Vec::new(),
        broken_notes: frame % 8 == 7,
    };
    let mut document = maker.frame();
    document.body = maker.blocks(body, true);
    document.appendices = appendices.iter().map(|blocks| maker.appendix(*frame, blocks)).collect();
    if document.status == Status::Final {
        let parts = document.appendices.iter_mut().map(|part| &mut part.blocks).chain([&mut document.body]);
        parts.for_each(|blocks| blocks.retain(|block| !matches!(block, Block::Gap(_))));
    }
    document.footnotes = std::mem::take(&mut maker.notes);
    if maker.broken_notes {
        document.footnotes.push(vec![Inline::plain("Chú thích không có dấu.")]);
    }
    (document, maker)
}

impl Maker {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Some words without a number of their own.
    fn words(&mut self, most: usize) -> String {
        let parts: Vec<&str> = (0..self.below(most + 1)).map(|_| self.pick(&ODD)).collect();
        parts.join(" ")
    }

    /// A text with a word found nowhere else.
    fn text(&mut self) -> String {
        self.serial += 1;
        let number = format!("n{:04}z", self.serial);
        let words = match self.below(12) {
            0 => format!("{number} {}", "chữ Việt ".repeat(55)),
            1 => format!("{}{number}", "nghiêng".repeat(11)),
            2 => format!("  {}  {number}   ", self.words(2)),
            3 => number,
            _ => format!("{} {number} {}", self.words(4), self.words(6)),
        };
        self.texts.push(words.clone());
        words
    }

    /// A text, an empty one, or one of nothing but spaces.
    fn maybe_text(&mut self) -> String {
        match self.below(8) {
            0 => String::new(),
            1 => self.pick(&[" ", "   ", "\n", "\u{200b}", "\u{a0}", "\t"]).to_owned(),
            _ => self.text(),
        }
    }

    fn inlines(&mut self, noted: bool) -> Vec<Inline> {
        let mut content = Vec::new();
        for _ in 0..self.below(5) {
            if noted && self.one_in(5) {
                for _ in 0..=self.below(3) {
                    self.note(&mut content);
                }
            } else {
                let style = TextStyle { bold: self.one_in(3), italic: self.one_in(3) };
                let text = self.maybe_text();
                content.push(Inline::Text { text, style });
            }
        }
        if noted && self.one_in(6) {
            self.note(&mut content);
        }
        content
    }

    fn note(&mut self, content: &mut Vec<Inline>) {
        if self.broken_notes && self.one_in(3) {
            content.push(Inline::Footnote(self.notes.len() + 1));
            return;
        }
        if !self.notes.is_empty() && self.one_in(6) {
            content.push(Inline::Footnote(self.below(self.notes.len())));
            return;
        }
        let mut own = self.inlines(false);
        if self.one_in(12) {
            let text = (0..40).map(|_| self.text()).collect::<Vec<_>>().join(" ");
            own.push(Inline::plain(text));
        }
        content.push(Inline::Footnote(self.notes.len()));
        self.notes.push(own);
    }

    fn blocks(&mut self, seeds: &[u64], noted: bool) -> Vec<Block> {
        let one = |seed: &u64| {
            self.state = *seed;
            self.block(noted)
        };
        seeds.iter().map(one).collect()
    }

    fn block(&mut self, noted: bool) -> Block {
        match self.below(16) {
            0 => Block::Part { number: self.maybe_text(), title: self.maybe_text() },
            1..=3 => Block::Heading { level: self.pick(&[1, 2, 3]), content: self.inlines(noted) },
            4 => Block::Line { align: self.align(), content: self.inlines(noted) },
            5 | 6 => Block::Chart(self.chart()),
            7..=10 => Block::Table(self.table()),
            11 => {
                // Texts of gaps that a final document drops must not be looked for.
                let known = self.texts.len();
                let gap = Block::Gap(self.maybe_text());
                self.texts.truncate(known);
                gap
            }
            _ => Block::Paragraph(self.inlines(noted)),
        }
    }

    fn align(&mut self) -> Align {
        self.pick(&[Align::Left, Align::Center, Align::Right])
    }

    fn count(&mut self) -> u64 {
        self.pick(&[0, 1, 7, 999, 1_234_567, 4_000_000_000, 9_007_199_254_740_991])
    }

    fn chart(&mut self) -> Chart {
        let known = self.texts.len();
        let tones = [Tone::OnTime, Tone::Late, Tone::InDeadline, Tone::Overdue];
        let series: Vec<Series> =
            (0..=self.below(4)).map(|index| Series { label: self.maybe_text(), tone: tones[index % 4] }).collect();
        let count = self.pick(&[0, 1, 3, 9, 150]);
        let bar = |maker: &mut Self| Bar {
            label: if count == 150 { format!("Sở {}", maker.below(99)) } else { maker.maybe_text() },
            values: series.iter().map(|_| maker.count()).collect(),
        };
        let bars = (0..count).map(|_| bar(self)).collect();
        self.drawn.extend(self.texts.split_off(known));
        Chart { id: self.words(1), title: self.maybe_text(), alternative: self.words(3), series, bars }
    }

    fn table(&mut self) -> Table {
        let count = self.pick(&[1, 2, 3, 4, 5, 8, 14]);
        let column = |maker: &mut Self, index: usize| Column {
            id: format!("c{index}"),
            width: maker.pick(&[0.0, 0.5, 1.0, 1.0, 5.0, 40.0]),
            align: maker.align(),
            rate: None,
        };
        let columns: Vec<Column> = (0..count).map(|index| column(self, index)).collect();
        let head = self.head(count);
        let mut rows: Vec<Row> = Vec::new();
        for _ in 0..self.pick(&[0, 1, 2, 5, 30]) {
            rows.push(Row { kind: RowKind::Body, cells: (0..count).map(|_| Cell::new(self.value())).collect() });
        }
        self.merge(&mut rows, count);
        if self.one_in(3) && !rows.is_empty() {
            let cells = (0..count).map(|_| Cell::new(self.value())).collect();
            rows.push(Row { kind: RowKind::Total, cells });
        }
        Table::new(self.words(2), self.words(3), columns, head, rows).unwrap()
    }

    /// One heading row, or two of which the upper spans pairs of columns.
    fn head(&mut self, count: usize) -> Vec<Vec<HeadCell>> {
        let single = |maker: &mut Self, rows| HeadCell { text: maker.head_text(count), columns: 1, rows };
        if count < 3 || self.one_in(2) {
            return vec![(0..count).map(|_| single(self, 1)).collect()];
        }
        let mut upper = vec![single(self, 2)];
        let mut lower = Vec::new();
        let mut column = 1;
        while column < count {
            let columns = (count - column).min(2);
            upper.push(HeadCell { text: self.head_text(count), columns, rows: 1 });
            lower.extend((0..columns).map(|_| single(self, 1)));
            column += columns;
        }
        vec![upper, lower]
    }

    /// The words of a heading cell; all headings of a table together fit a page.
    fn head_text(&mut self, columns: usize) -> String {
        if columns < 4 {
            return self.maybe_text();
        }
        self.serial += 1;
        let text = format!("{} n{:04}z", self.words(1), self.serial);
        self.texts.push(text.clone());
        text
    }

    /// Merges cells downwards in some columns; what a merged cell covers is not printed.
    fn merge(&mut self, rows: &mut [Row], count: usize) {
        for column in 0..count {
            if rows.len() < 2 || !self.one_in(4) {
                continue;
            }
            let start = self.below(rows.len() - 1);
            let merged = 2 + self.below(rows.len() - start - 1);
            rows[start].cells[column].rows = merged;
            for row in &mut rows[start + 1..start + merged] {
                if let Value::Text(text) = &row.cells[column].value {
                    self.texts.retain(|known| known != text);
                }
                row.cells[column] = Cell { value: Value::Blank, rows: 0 };
            }
        }
    }

    fn value(&mut self) -> Value {
        match self.below(12) {
            0 => Value::Blank,
            1 => Value::Count(self.count()),
            2 => Value::CountOrBlank(self.count()),
            3 => {
                let (part, whole) = (self.count(), self.count());
                Value::Rate { ratio: Ratio { part, whole }, digits: self.pick(&[0, 1, 2]) }
            }
            4 => Value::Date(self.date()),
            5 => Value::Mark,
            6 | 7 => Value::Text(self.words(2)),
            _ => Value::Text(self.maybe_text()),
        }
    }

    fn date(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + Days::new(self.next() % 60_000)
    }

    fn lines(&mut self, counts: &[usize]) -> Vec<String> {
        (0..self.pick(counts)).map(|_| self.maybe_text()).collect()
    }

    fn option(&mut self) -> Option<String> {
        self.one_in(2).then(|| self.maybe_text())
    }

    fn appendix(&mut self, frame: u64, blocks: &[u64]) -> Appendix {
        self.state = frame.wrapping_mul(31).wrapping_add(self.serial as u64);
        Appendix {
            id: self.words(2),
            label: self.maybe_text(),
            title: self.maybe_text(),
            reference: self.maybe_text(),
            orientation: self.pick(&[Orientation::Portrait, Orientation::Landscape]),
            blocks: self.blocks(blocks, true),
        }
    }

    fn frame(&mut self) -> Document {
        let layout = Layout {
            profile: self.pick(&[Profile::Nd30, Profile::Tt01]),
            preset: self.pick(&[Preset::Large, Preset::Small]),
            medium: self.pick(&[Medium::Paper, Medium::Electronic]),
        };
        let title = match self.below(2) {
            0 => Title::Letter { subject: self.maybe_text() },
            _ => Title::Named { kind: self.maybe_text(), subject: self.maybe_text() },
        };
        let letterhead = Letterhead {
            superior: self.lines(&[0, 1, 2]),
            issuer: self.lines(&[0, 1, 2]),
            number: self.maybe_text(),
            place_and_date: self.maybe_text(),
            title,
            addressees: self.lines(&[0, 0, 1, 12]),
            marks: Marks {
                urgency: self.pick(&[None, Some(Urgency::Urgent), Some(Urgency::VeryUrgent), Some(Urgency::Express)]),
                circulation: self.option(),
                drafter: self.option(),
                address: self.option(),
                copy: self.option(),
            },
        };
        let recipient = |maker: &mut Self| Recipient { level: maker.pick(&[0, 1]), text: maker.maybe_text() };
        let mut closing = Closing {
            recipients: (0..self.pick(&[0, 1, 7, 60])).map(|_| recipient(self)).collect(),
            authority: self.lines(&[0, 1, 2]),
            office: None,
            signer: self.maybe_text(),
        };
        // An office is that of a signer.
        if !closing.signer.is_empty() {
            closing.office = self.option();
        }
        Document {
            metadata: self.metadata(),
            layout,
            status: self.pick(&[Status::Draft, Status::Final]),
            letterhead,
            body: Vec::new(),
            closing,
            appendices: Vec::new(),
            footnotes: Vec::new(),
        }
    }

    fn metadata(&mut self) -> Metadata {
        let words = |maker: &mut Self| maker.one_in(2).then(|| maker.words(3));
        Metadata {
            title: self.words(5),
            date: NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Days::new(self.next() % 4000),
            organ_id: words(self),
            organization: self.words(3),
            type_name: self.words(2),
            code_number: words(self),
            code_notation: self.words(2),
            subject: self.words(5),
            position: self.words(2),
            full_name: self.words(2),
            to: (0..self.below(3)).map(|_| self.words(2)).collect(),
            file_catalog: self.pick(&[None, Some(2019)]),
            file_notation: words(self),
            doc_ordinal: self.pick(&[None, Some(7)]),
            priority: self.pick(&[None, Some(Urgency::Express)]),
            issued_amount: self.pick(&[None, Some(300)]),
            due_date: self.pick(&[None, Some(NaiveDate::from_ymd_opt(2020, 2, 29).unwrap())]),
            description: words(self),
        }
    }
}
