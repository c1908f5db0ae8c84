//! The grid of a table: cells shaped once, columns given their widths, rows their heights.
//!
//! In: a [`Table`]. Out: a [`Grid`] of measured cells that `table` lays on pages.

use parley::Alignment;

use super::{
    super::{
        blocks::alignment,
        compose::Composer,
        item::{Face, Item},
        line::Line,
        shape::{Column, Setting, Shaped},
        sheet::{GRID_WIDTH, SINGLE, TABLE_SIZE},
        structure::NodeId,
    },
    nodes::Nodes,
};
use crate::{
    document::{Cell, NO_ROWS, Row, RowKind, Table},
    render::columns::{self, Need},
};

/// Room between the text of a cell and its borders.
pub const PADDING_X: f32 = 5.0;
pub const PADDING_Y: f32 = 1.5;
/// Other columns may take what a heading has beyond the room for so many lines.
const HEAD_LINES: usize = 3;
/// Document numbers stay whole, unless the table is too narrow for them.
const SETTING: Setting = Setting { size: TABLE_SIZE, leading: SINGLE, breakable: false };
const NARROW: Setting = Setting { breakable: true, ..SETTING };

/// A measured table.
pub struct Grid {
    /// Left edges of the columns, and the right edge of the last.
    pub edges: Vec<f32>,
    /// The heading rows as one picture, and their height.
    pub head: (Vec<Item>, f32),
    /// What stands in place of the rows of an empty table, and its height.
    pub nothing: (Vec<Item>, f32),
    pub rows: Vec<GridRow>,
}

/// A measured row.
pub struct GridRow {
    pub height: f32,
    /// Whether it must not be parted from the row above: a sum means nothing without what it sums.
    pub total: bool,
    pub cells: Vec<GridCell>,
}

/// A cell; one that a merged cell above covers has `rows` 0 and no lines.
pub struct GridCell {
    pub rows: usize,
    pub lines: Vec<Line>,
}

/// A shaped heading cell with its place.
struct HeadBox {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    shaped: Shaped,
}

impl Grid {
    /// Measures a table that is to fill this width.
    pub fn measure(composer: &mut Composer, table: &Table, width: f32) -> Self {
        let nodes = Nodes::add(composer, table);
        let mut head = shape_head(composer, table, &nodes, SETTING);
        let mut body = shape_body(composer, table, &nodes, SETTING);
        let mut needs = needs(table, &mut head, &body);
        if needs.iter().map(|need| need.least).sum::<f32>() > width {
            head = shape_head(composer, table, &nodes, NARROW);
            body = shape_body(composer, table, &nodes, NARROW);
            needs = self::needs(table, &mut head, &body);
        }
        let edges = edges(&needs, width);
        let rows = rows(table, &mut body, &edges);
        let nothing = nodes.nothing.map(|node| draw_nothing(composer, node, width)).unwrap_or_default();
        Self { head: draw_head(&mut head, table.head().len(), &edges), nothing, rows, edges }
    }

    /// Width of the columns from `start`, without the padding of the cell.
    fn inner_width(edges: &[f32], start: usize, columns: usize) -> f32 {
        span_width(edges, start, columns) - 2.0 * PADDING_X
    }
}

impl GridCell {
    /// Height of some of its lines with the padding of the cell.
    pub fn height(lines: &[Line]) -> f32 {
        if lines.is_empty() {
            return 0.0;
        }
        lines.iter().map(|line| line.height).sum::<f32>() + 2.0 * PADDING_Y
    }
}

fn edge(edges: &[f32], index: usize) -> f32 {
    edges.get(index).copied().unwrap_or_default()
}

fn span_width(edges: &[f32], start: usize, columns: usize) -> f32 {
    edge(edges, start + columns) - edge(edges, start)
}

fn shape_head(composer: &mut Composer, table: &Table, nodes: &Nodes, setting: Setting) -> Vec<HeadBox> {
    let mut boxes = Vec::new();
    for ((row, column, cell), node) in table.placed_head().into_iter().zip(&nodes.head) {
        let shaped = composer.shape_as(*node, &cell.text, Face::Bold, setting);
        boxes.push(HeadBox { row, column, rows: cell.rows, columns: cell.columns, shaped });
    }
    boxes
}

/// Shaped cells row by row; nothing for blank and covered ones.
fn shape_body(composer: &mut Composer, table: &Table, nodes: &Nodes, setting: Setting) -> Vec<Vec<Option<Shaped>>> {
    let mut shape_row = |(row, nodes): (&Row, &Vec<Option<NodeId>>)| {
        let face = if row.kind == RowKind::Total { Face::Bold } else { Face::Regular };
        let mut shape_cell = |(cell, node): (&Cell, &Option<NodeId>)| {
            let text = cell.value.printed();
            node.filter(|_| !text.is_empty()).map(|node| composer.shape_as(node, &text, face, setting))
        };
        row.cells.iter().zip(nodes).map(&mut shape_cell).collect()
    };
    table.rows().iter().zip(&nodes.body).map(&mut shape_row).collect()
}

/// What each column asks for, body and headings together.
fn needs(table: &Table, head: &mut [HeadBox], body: &[Vec<Option<Shaped>>]) -> Vec<Need> {
    let start = |column: &crate::document::Column| Need { share: column.width, least: 0.0, most: 0.0 };
    let mut needs: Vec<Need> = table.columns().iter().map(start).collect();
    // Half a point more than measured: a word must not be torn by rounding.
    let padded = |width: f32| width + 2.0 * PADDING_X + 0.5;
    for row in body {
        for (need, shaped) in needs.iter_mut().zip(row) {
            let (least, most) = shaped.as_ref().map_or((0.0, 0.0), Shaped::widths);
            (need.least, need.most) = (need.least.max(padded(least)), need.most.max(padded(most)));
        }
    }
    for cell in head {
        let least = padded(cell.shaped.widths().0);
        let spread = 1.0 / f32::from(u16::try_from(cell.columns.max(1)).unwrap_or(u16::MAX));
        let wish = if cell.columns == 1 { padded(cell.shaped.narrowest(HEAD_LINES)) } else { 0.0 };
        for need in needs.iter_mut().skip(cell.column).take(cell.columns) {
            (need.least, need.most) = (need.least.max(least * spread), need.most.max(wish));
        }
    }
    needs
}

fn edges(needs: &[Need], width: f32) -> Vec<f32> {
    let mut x = 0.0;
    let mut edges = vec![x];
    for width in columns::widths(needs, width) {
        x += width;
        edges.push(x);
    }
    edges
}

/// Breaks the cells at their widths; a merged cell taller than its rows makes them all a little taller.
fn rows(table: &Table, body: &mut [Vec<Option<Shaped>>], edges: &[f32]) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    for (row, shaped) in table.rows().iter().zip(body) {
        let mut cells = Vec::new();
        for (index, ((cell, shaped), column)) in row.cells.iter().zip(shaped).zip(table.columns()).enumerate() {
            let align = alignment(column.align);
            let width = Grid::inner_width(edges, index, 1);
            let lines = shaped.as_mut().map(|shaped| shaped.lines(Column { width, indent: 0.0, align }));
            cells.push(GridCell { rows: cell.rows, lines: lines.unwrap_or_default() });
        }
        let single = cells.iter().filter(|cell| cell.rows == 1).map(|cell| GridCell::height(&cell.lines));
        let height = single.fold(SETTING.height() + 2.0 * PADDING_Y, f32::max);
        rows.push(GridRow { height, total: row.kind == RowKind::Total, cells });
    }
    stretch(&mut rows);
    rows
}

fn stretch(rows: &mut [GridRow]) {
    let mut wanted = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let merged = row.cells.iter().filter(|cell| cell.rows > 1);
        wanted.extend(merged.map(|cell| (index, cell.rows, GridCell::height(&cell.lines))));
    }
    for (start, count, height) in wanted {
        let Some(group) = rows.get_mut(start..start + count) else { continue };
        let missing = height - group.iter().map(|row| row.height).sum::<f32>();
        let each = missing.max(0.0) / f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        for row in group {
            row.height += each;
        }
    }
}

/// Draws the heading rows: bold, centred both ways, bordered.
fn draw_head(head: &mut [HeadBox], count: usize, edges: &[f32]) -> (Vec<Item>, f32) {
    let mut lines: Vec<Vec<Line>> = Vec::new();
    for cell in head.iter_mut() {
        let width = Grid::inner_width(edges, cell.column, cell.columns);
        lines.push(cell.shaped.balanced(width));
    }
    let tops = head_tops(head, &lines, count);
    let mut items = Vec::new();
    for (cell, lines) in head.iter().zip(lines) {
        let (top, bottom) = (edge(&tops, cell.row), edge(&tops, cell.row + cell.rows));
        let x = edge(edges, cell.column);
        let text: f32 = lines.iter().map(|line| line.height).sum();
        let mut y = top + (bottom - top - text) / 2.0;
        for line in lines {
            items.extend(line.items.into_iter().map(|item| item.moved(x + PADDING_X, y)));
            y += line.height;
        }
        items.push(Item::level(x, top, span_width(edges, cell.column, cell.columns), GRID_WIDTH));
        items.push(Item::upright(x, top, bottom - top, GRID_WIDTH));
    }
    let height = edge(&tops, count);
    let right = edges.last().copied().unwrap_or_default();
    items.push(Item::upright(right, 0.0, height, GRID_WIDTH));
    (items, height)
}

/// One cell across the whole table.
fn draw_nothing(composer: &mut Composer, node: NodeId, width: f32) -> (Vec<Item>, f32) {
    let column = Column { width, indent: 0.0, align: Alignment::Center };
    let lines = composer.shape_as(node, NO_ROWS, Face::Italic, SETTING).lines(column);
    let height = GridCell::height(&lines);
    let items = lines.into_iter().flat_map(|line| line.items).map(|item| item.moved(0.0, PADDING_Y)).collect();
    (items, height)
}

/// Top edges of the heading rows and the bottom edge of the last.
fn head_tops(head: &[HeadBox], lines: &[Vec<Line>], count: usize) -> Vec<f32> {
    let mut tops = vec![0.0f32; count + 1];
    for row in 0..count {
        for (cell, lines) in head.iter().zip(lines).filter(|(cell, _)| cell.row + cell.rows == row + 1) {
            let bottom = edge(&tops, cell.row) + GridCell::height(lines).max(SETTING.height() + 2.0 * PADDING_Y);
            if let Some(top) = tops.get_mut(row + 1) {
                *top = top.max(bottom);
            }
        }
        let reached = edge(&tops, row);
        if let Some(top) = tops.get_mut(row + 1) {
            *top = top.max(reached);
        }
    }
    tops
}
