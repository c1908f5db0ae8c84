//! The structure of a document: what its text is, apart from where it stands, for screen readers and for archives.
//!
//! In: roles, in reading order, while the document is set. Out: a [`Tree`]; each text run on a page names its node, and what names
//! none (page numbers, rules, repeated headings) is decoration.

/// A node of the tree, which is valid for the tree that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(usize);

/// What a part of the document is: the standard structure types of PDF 1.7 that reports need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// An appendix.
    Part,
    /// A group of blocks, such as the text or its closing.
    Division,
    /// A heading; the title of the document is 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Text of a paragraph that goes on after a footnote.
    Span,
    /// The mark of a footnote in the text.
    Reference,
    /// A footnote.
    Note,
    /// The number before a footnote.
    Label,
    /// A table.
    Table {
        /// What it shows.
        summary: String,
    },
    /// Its heading rows.
    Head,
    /// Its other rows.
    Body,
    /// A row.
    Row,
    /// A heading cell.
    HeadCell {
        /// Columns covered.
        columns: usize,
        /// Rows covered.
        rows: usize,
    },
    /// A cell.
    Cell {
        /// Columns covered.
        columns: usize,
        /// Rows covered.
        rows: usize,
    },
    /// A drawing.
    Figure {
        /// What it says, for those who cannot see it.
        alternative: String,
    },
}

/// A node of the tree: its own text comes before its children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// The parts of it, in reading order.
    pub children: Vec<NodeId>,
}

/// The structure of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Role {
    /// The name of the structure type in the file.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Part => "Part",
            Self::Division => "Div",
            Self::Heading(0 | 1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(3) => "H3",
            Self::Heading(4) => "H4",
            Self::Heading(5) => "H5",
            Self::Heading(_) => "H6",
            Self::Paragraph => "P",
            Self::Span => "Span",
            Self::Reference => "Reference",
            Self::Note => "Note",
            Self::Label => "Lbl",
            Self::Table { .. } => "Table",
            Self::Head => "THead",
            Self::Body => "TBody",
            Self::Row => "TR",
            Self::HeadCell { .. } => "TH",
            Self::Cell { .. } => "TD",
            Self::Figure { .. } => "Figure",
        }
    }

    /// Whether text set in it needs a paragraph of its own.
    #[must_use]
    pub const fn holds_blocks(&self) -> bool {
        matches!(self, Self::Document | Self::Part | Self::Division | Self::Note)
    }
}

impl Tree {
    /// The first node: the whole document.
    pub const ROOT: NodeId = NodeId(0);

    /// Adds a node after the other children of its parent.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent.0) {
            parent.children.push(id);
        }
        id
    }

    /// All nodes; each stands before its children.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index), node))
    }

    /// A node.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0)
    }
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node { role: Role::Document, children: Vec::new() }] }
    }
}
