//! Tasks that stand twice under different ids.
//!
//! In: task batches. Out: the tasks whose document, content and lead units another has too. Only 64-bit hashes are held; equal hashes are
//! compared as text.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use polars::prelude::{DataFrame, PolarsError};

use super::Finding;
use crate::normalize::{Source, UnitList};

/// Hashes of the tasks seen so far.
#[derive(Default)]
pub struct SameTasks {
    /// (hash, index of the source, place, code of the set of lead units)
    seen: Vec<(u64, usize, u64, u32)>,
}

impl SameTasks {
    /// Notes the tasks of a batch that name a document and a content.
    pub fn note(&mut self, frame: &DataFrame) -> Result<(), PolarsError> {
        let (document, content) = (frame.column("document")?.str()?, frame.column("content")?.str()?);
        let (sets, sources) = (frame.column("lead_units")?.u32()?, frame.column("source")?.u32()?);
        let places = frame.column("place")?.u64()?;
        for row in 0..frame.height() {
            let (Some(document), Some(content)) = (document.get(row), content.get(row)) else { continue };
            let set = sets.get(row).unwrap_or(u32::MAX);
            let mut hasher = DefaultHasher::new();
            (document, content, set).hash(&mut hasher);
            let source = sources.get(row).unwrap_or_default() as usize;
            self.seen.push((hasher.finish(), source, places.get(row).unwrap_or_default(), set));
        }
        Ok(())
    }

    /// Every task that has a twin, each with where the first of them stands.
    pub fn findings(&mut self, sources: &[Source], units: &UnitList) -> Vec<Finding> {
        self.seen.sort_unstable();
        let mut twins: BTreeMap<(String, String, u32), Vec<(usize, u64)>> = BTreeMap::new();
        for group in self.seen.chunk_by(|left, right| left.0 == right.0).filter(|group| group.len() > 1) {
            for (_, source, place, set) in group {
                let Some(found) = sources.get(*source) else { continue };
                let text = |field| found.table.text(*place, field);
                twins.entry((text("document"), text("content"), *set)).or_default().push((*source, *place));
            }
        }
        let mut findings: Vec<Finding> = Vec::new();
        for ((_, content, set), rows) in twins.into_iter().filter(|(_, rows)| rows.len() > 1) {
            let first = rows.first().copied().unwrap_or_default();
            let of_first = sources.get(first.0).map(|source| source.table.text(first.1, "task_id")).unwrap_or_default();
            findings.extend(rows.iter().skip(1).map(|(source, place)| Finding {
                place: Some((*source, *place)),
                task_id: sources.get(*source).map(|found| found.table.text(*place, "task_id")).unwrap_or_default(),
                units: units.names(units.of_set(set)),
                words: format!("giống nhiệm vụ mã {of_first}: {content}"),
            }));
        }
        findings.sort_by_key(|finding| finding.place);
        findings
    }
}
