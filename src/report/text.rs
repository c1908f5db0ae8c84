//! The words of a report: template and remarks rendered together, with every appendix under its right number.
//!
//! In: the template, the project's remarks, [`Figures`]. Out: the [`Parts`] of the document and what the remarks hold that no place
//! of the template takes up.

use std::collections::BTreeMap;

use super::{
    assemble::appendix_label,
    engine::{self, Names, Script},
    figures::Figures,
    front_matter::Template,
    markdown,
    parts::{Parts, Printables},
    remarks,
};
use crate::{
    assets::TextFile,
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Block, Inline},
};

/// What the words of a report are made of.
pub struct Text<'a> {
    /// The template.
    pub template: &'a Template,
    /// The values that tags may name.
    pub figures: &'a Figures,
    /// The file of remarks.
    pub remarks: Option<&'a TextFile>,
    /// The tables and charts that can be printed.
    pub printables: &'a Printables,
}

/// Why appendices cannot be numbered, as the catalogue of reasons knows it.
const UNSTEADY: &str = "appendices depend on their own numbers";

impl Text<'_> {
    /// Reads the text, with warnings for the remarks that stay unprinted.
    ///
    /// A sentence names an appendix before the appendix comes, and a condition may leave one out. So the labels are first taken from
    /// the headings of the template; where other appendices come out, the text is rendered once more with their labels.
    ///
    /// # Errors
    /// All errors of template, remarks and footnotes; `template-syntax` when the appendices change with their own labels.
    pub fn read(&self) -> Result<(Parts, Vec<Diagnostic>), Failure> {
        let expected = self.expected_labels();
        let (parts, stray) = self.rendered_with(&expected)?;
        let found = self.labels_of(parts.appendix_ids());
        if found == expected {
            return Ok((parts, stray));
        }
        let (parts, stray) = self.rendered_with(&found)?;
        if self.labels_of(parts.appendix_ids()) == found {
            return Ok((parts, stray));
        }
        let place = Location::file(self.template.file.name.as_str());
        Err(Diagnostic::error(Code::TemplateSyntax).at(place).with("reason", UNSTEADY).into())
    }

    /// What a person wrote, each part as blocks under the key of its title, for files that have no Markdown. The words of a footnote
    /// stand in brackets where its mark is.
    ///
    /// # Errors
    /// Those of the remarks and their footnotes.
    pub fn remark_blocks(
        &self,
        appendices: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Vec<Block>>, Failure> {
        let remarks = self.rendered_remarks(&Names::new(self.printables, appendices.clone()))?;
        let blocks = |(key, markdown): (String, String)| {
            let layout = self.template.layout;
            let Parts { body, footnotes, .. } =
                markdown::read(&markdown, self.printables, layout, |text| self.place_of(text))?;
            Ok((key, body.into_iter().map(|block| with_notes(block, &footnotes)).collect()))
        };
        remarks.into_iter().map(blocks).collect()
    }

    /// What a question to every script of the report brings up: the template, then each remark.
    pub fn scripts<T>(&self, ask: impl Fn(&Script<'_>) -> Vec<T>) -> Vec<T> {
        let mut found = ask(&self.template.body_script());
        for (file, part) in
            self.remarks.iter().flat_map(|file| remarks::parts(file).into_iter().map(move |part| (file, part)))
        {
            found.extend(ask(&Script {
                file: &file.name,
                lines_before: part.lines_before,
                text: &part.text,
                pieces: &[],
            }));
        }
        found
    }

    /// The labels that the headings of the template promise, whatever a condition leaves out.
    pub fn expected_labels(&self) -> BTreeMap<String, String> {
        self.labels_of(heading_ids(&self.template.body).iter().map(String::as_str))
    }

    fn rendered_with(&self, appendices: &BTreeMap<String, String>) -> Result<(Parts, Vec<Diagnostic>), Failure> {
        let mut names = Names::new(self.printables, appendices.clone());
        names.remarks = self.rendered_remarks(&names)?;
        let markdown = engine::render(&self.template.body_script(), self.figures, &names)?;
        let parts = markdown::read(&markdown, self.printables, self.template.layout, |text| self.place_of(text))?;
        let stray = self.remarks.map(|file| remarks::unprinted(file, &names.asked_remarks())).unwrap_or_default();
        Ok((parts, stray))
    }

    /// Remarks may cite figures as the template does; they are rendered first and stand in the template as text.
    fn rendered_remarks(&self, names: &Names) -> Result<BTreeMap<String, String>, Failure> {
        let Some(file) = self.remarks else { return Ok(BTreeMap::new()) };
        let parts = remarks::parts(file);
        let errors = remarks::repeated(file, &parts).into_iter().chain(remarks::appendices(file));
        Failure::unless_empty(errors.collect(), ())?;
        let render = |part: remarks::Remark| {
            let script = Script { file: &file.name, lines_before: part.lines_before, text: &part.text, pieces: &[] };
            Ok((part.key(), engine::render(&script, self.figures, names)?.trim().to_owned()))
        };
        parts.into_iter().map(render).collect()
    }

    /// Labels of appendices by id, as sentences name them; one without an id is counted all the same.
    pub fn labels_of<'b>(&self, ids: impl Iterator<Item = &'b str>) -> BTreeMap<String, String> {
        let numbering = self.template.layout.appendix_numbering.unwrap_or_default();
        let ids: Vec<&str> = ids.collect();
        let labelled = (1..).zip(&ids).filter(|(_, id)| !id.is_empty());
        labelled.map(|(number, id)| ((*id).to_owned(), appendix_label(numbering, number, ids.len()))).collect()
    }

    /// Where a text was last written: in the remarks, else in the template.
    fn place_of(&self, text: &str) -> Location {
        let place = |file: &TextFile| {
            let lines = (1..).zip(file.text.lines()).filter(|(_, line)| line.contains(text));
            lines.last().map(|(line, _)| file.at_line(line))
        };
        let template = &self.template.file;
        let mut partials = self.template.partials.iter();
        let found = self.remarks.and_then(place).or_else(|| place(template));
        let found = found.or_else(|| partials.find_map(|partial| place(&partial.file)));
        found.unwrap_or_else(|| Location::file(template.name.as_str()))
    }
}

/// A block with the words of its footnotes in it.
fn with_notes(block: Block, footnotes: &[Vec<Inline>]) -> Block {
    let inlines = |content: Vec<Inline>| -> Vec<Inline> {
        let of_mark = |inline: Inline| match inline {
            Inline::Footnote(index) => {
                let note = footnotes.get(index).cloned().unwrap_or_default();
                [vec![Inline::plain(" (")], note, vec![Inline::plain(")")]].concat()
            }
            text @ Inline::Text { .. } => vec![text],
        };
        content.into_iter().flat_map(of_mark).collect()
    };
    match block {
        Block::Paragraph(content) => Block::Paragraph(inlines(content)),
        Block::Heading { level, content } => Block::Heading { level, content: inlines(content) },
        Block::Line { align, content } => Block::Line { align, content: inlines(content) },
        other => other,
    }
}

/// The id of each appendix heading in the order of the text, empty where it has none.
pub fn heading_ids(body: &str) -> Vec<String> {
    let id = |line: &str| {
        let attributes = line.rsplit_once('{').map_or("", |(_, attributes)| attributes);
        attributes.split([' ', '}']).find_map(|word| word.strip_prefix('#')).unwrap_or_default().to_owned()
    };
    body.lines().filter(|line| line.starts_with("# ") && !line.contains(".part")).map(id).collect()
}
