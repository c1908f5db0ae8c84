//! The structure tree of the file: which words on which pages are a heading, a paragraph, a cell, a note.
//!
//! In: the [`Tree`] and the pages, whose sequences were painted with their numbers. Out: one object for each node that says
//! something, the way back from each page to its nodes, and the list of notes.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{
    super::layout::{Item, NodeId, Page, Paged, Role, Tree},
    information::text,
};

/// How far letters reach above and below their baseline, in ems.
const ASCENT: f32 = 0.9;
const DESCENT: f32 = 0.22;

/// The words of a node: page and number of the sequence on it.
type Contents = BTreeMap<NodeId, Vec<(usize, i64)>>;

/// Adds the tree and returns its root.
pub fn add(file: &mut Document, paged: &Paged, pages: &[ObjectId]) -> lopdf::Result<Object> {
    let contents = contents(&paged.pages);
    let tree = &paged.structure;
    let kept = kept(tree, &contents);
    let objects: BTreeMap<NodeId, ObjectId> = kept.into_iter().map(|id| (id, file.new_object_id())).collect();
    let root = file.new_object_id();
    let mut parents = BTreeMap::from([(Tree::ROOT, root)]);
    let mut notes = Vec::new();
    let mut last_heading = 0;
    // A node stands before its children, so its own parent is known.
    for (id, object) in &objects {
        let Some(node) = tree.get(*id) else { continue };
        let children = node.children.iter().filter_map(|child| Some((*child, *objects.get(child)?)));
        parents.extend(children.clone().map(|(child, _)| (child, *object)));
        let role = unskipped(&node.role, &mut last_heading);
        let mut element = dictionary! { "Type" => "StructElem", "S" => role.name() };
        element.set("P", parents.get(id).copied().unwrap_or(root));
        let own = contents.get(id).map_or(&[][..], Vec::as_slice);
        hold(&mut element, own, children.map(|(_, child)| child), pages);
        describe(&mut element, &node.role, own.first().and_then(|(page, _)| paged.pages.get(*page)), *id);
        if node.role == Role::Note {
            let name = Object::string_literal(format!("note-{:06}", notes.len() / 2 + 1));
            element.set("ID", name.clone());
            notes.extend([name, Object::Reference(*object)]);
        }
        file.set_object(*object, element);
    }
    let mut dictionary =
        dictionary! { "Type" => "StructTreeRoot", "K" => objects.get(&Tree::ROOT).copied().unwrap_or(root) };
    dictionary.set("ParentTree", way_back(file, &paged.pages, pages, &objects)?);
    dictionary.set("ParentTreeNextKey", number(pages.len()));
    if !notes.is_empty() {
        dictionary.set("IDTree", dictionary! { "Names" => notes });
    }
    file.set_object(root, dictionary);
    Ok(Object::Reference(root))
}

/// The role of a node; a heading below one that says nothing, and so is left out, takes its level.
fn unskipped(role: &Role, last_heading: &mut u8) -> Role {
    match role {
        Role::Heading(level) => {
            *last_heading = (*level).clamp(1, *last_heading + 1);
            Role::Heading(*last_heading)
        }
        role => role.clone(),
    }
}

/// The sequences of each node, as `paint` numbers them.
fn contents(pages: &[Page]) -> Contents {
    let mut contents = Contents::new();
    for (index, page) in pages.iter().enumerate() {
        for ((node, _), mark) in page.sequences().filter(|(node, _)| node.is_some()).zip(0..) {
            node.into_iter().for_each(|node| contents.entry(node).or_default().push((index, mark)));
        }
    }
    contents
}

/// The nodes that say something, and the empty rows and cells that keep a table in shape.
fn kept(tree: &Tree, contents: &Contents) -> BTreeSet<NodeId> {
    let mut kept = BTreeSet::new();
    // Children stand behind their parent.
    for (id, node) in tree.nodes().rev() {
        // A row without cells of its own is one that merged cells cover.
        let shape = matches!(node.role, Role::Row | Role::Cell { .. } | Role::HeadCell { .. });
        if shape || contents.contains_key(&id) || node.children.iter().any(|child| kept.contains(child)) {
            kept.insert(id);
        }
    }
    kept
}

/// Says what an element holds: its own words, then its children.
fn hold(element: &mut Dictionary, own: &[(usize, i64)], children: impl Iterator<Item = ObjectId>, pages: &[ObjectId]) {
    let home = own.first().map(|(page, _)| *page);
    if let Some(page) = home.and_then(|page| pages.get(page)) {
        element.set("Pg", *page);
    }
    let words = own.iter().filter_map(|(page, mark)| {
        if Some(*page) == home {
            return Some(Object::Integer(*mark));
        }
        let page = *pages.get(*page)?;
        Some(Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => *mark }))
    });
    let mut parts: Vec<Object> = words.chain(children.map(Object::Reference)).collect();
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => element.set("K", only),
        (_, Some(last)) => {
            parts.push(last);
            element.set("K", parts);
        }
        _ => {}
    }
}

/// Says what a role asks for beyond its name.
fn describe(element: &mut Dictionary, role: &Role, page: Option<&Page>, id: NodeId) {
    match role {
        Role::Table { summary } if !summary.is_empty() => {
            element.set("A", dictionary! { "O" => "Table", "Summary" => text(summary) });
        }
        Role::HeadCell { columns, rows } => {
            let mut attributes = dictionary! { "O" => "Table", "Scope" => "Column" };
            span(&mut attributes, "ColSpan", *columns);
            span(&mut attributes, "RowSpan", *rows);
            element.set("A", attributes);
        }
        Role::Cell { columns, rows } if *columns > 1 || *rows > 1 => {
            let mut attributes = dictionary! { "O" => "Table" };
            span(&mut attributes, "ColSpan", *columns);
            span(&mut attributes, "RowSpan", *rows);
            element.set("A", attributes);
        }
        Role::Figure { alternative } => {
            element.set("Alt", text(alternative));
            let bounds = page.map(|page| bounds(page, id));
            let bounds = bounds.into_iter().flatten().map(Object::Real).collect::<Vec<_>>();
            element.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds });
        }
        _ => {}
    }
}

fn span(attributes: &mut Dictionary, name: &str, count: usize) {
    if count > 1 {
        attributes.set(name, number(count));
    }
}

/// The box around everything of a node on a page: left, bottom, right, top from the foot of the page.
fn bounds(page: &Page, id: NodeId) -> [f32; 4] {
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for item in page.items.iter().filter(|item| item.node() == Some(id)) {
        let (left, top, right, bottom) = match item {
            Item::Text(run) => (run.x, run.y - ASCENT * run.size, run.x + run.width, run.y + DESCENT * run.size),
            Item::Rule(rule) => {
                let ((x1, y1), (x2, y2)) = (rule.from, rule.to);
                (x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2))
            }
            Item::Area(area) => (area.x, area.y, area.x + area.width, area.y + area.height),
        };
        let [x1, y1, x2, y2] = bounds;
        let (bottom, top) = (page.sheet.height - bottom, page.sheet.height - top);
        bounds = [x1.min(left), y1.min(bottom), x2.max(right), y2.max(top)];
    }
    bounds
}

/// The way back from the sequences of each page to their elements.
fn way_back(
    file: &mut Document,
    pages: &[Page],
    targets: &[ObjectId],
    objects: &BTreeMap<NodeId, ObjectId>,
) -> lopdf::Result<Object> {
    let mut numbers = Vec::new();
    for (index, (page, target)) in pages.iter().zip(targets).enumerate() {
        let nodes = page.sequences().filter_map(|(node, _)| objects.get(&node?).copied());
        let nodes: Vec<Object> = nodes.map(Object::Reference).collect();
        numbers.extend([number(index), Object::Reference(file.add_object(nodes))]);
        let page = file.get_object_mut(*target).and_then(Object::as_dict_mut)?;
        page.set("StructParents", number(index));
        page.set("Tabs", "S");
    }
    Ok(Object::Reference(file.add_object(dictionary! { "Nums" => numbers })))
}

fn number(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
