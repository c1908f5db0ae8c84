//! Batches worked on beside the reading of those that follow.
//!
//! In: a stream of batches and what is to be done with each. Out: what came of each, in their order, to be put together on the thread that
//! reads. Which thread works on a batch, and when, decides nothing.

use std::{
    collections::VecDeque,
    sync::mpsc::{self, Receiver, RecvError, TryRecvError},
};

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    normalize::{Normalized, TaskBatch},
};

/// How many batches are worked on or wait for it at once, beside the one that is read: those of a few row groups, so that whoever reads need
/// not wait for them.
const MOST: usize = 8;

/// Works on every batch; `take` gets what came of each, and whether its tasks are taken back.
///
/// # Errors
/// The first in the order of batches: of the stream, or of the work.
pub fn each<T: Send>(
    tasks: &mut Normalized<'_>,
    work: impl Fn(&TaskBatch) -> Result<T, Failure> + Sync,
    mut take: impl FnMut(T, bool),
) -> Result<(), Failure> {
    let work = &work;
    rayon::in_place_scope(|scope| {
        let mut under_way = VecDeque::new();
        let mut next = tasks.next_batch();
        while let Ok(Some(batch)) = next {
            let (done, found) = mpsc::channel();
            under_way.push_back((found, batch.taken_back));
            scope.spawn(move |_| {
                // Nobody listens any more after an error.
                let _ = done.send(work(&batch));
            });
            if under_way.len() > MOST
                && let Some((found, taken_back)) = under_way.pop_front()
            {
                take(wait(&found)?, taken_back);
            }
            next = tasks.next_batch();
        }
        for (found, taken_back) in under_way {
            take(wait(&found)?, taken_back);
        }
        next.map(|_| ())
    })
}

/// Waits for what comes of a batch; a thread that others wait for too works on in the meantime.
fn wait<T>(found: &Receiver<Result<T, Failure>>) -> Result<T, Failure> {
    let received = loop {
        match found.try_recv() {
            Ok(found) => break Ok(found),
            Err(TryRecvError::Disconnected) => break Err(RecvError),
            Err(TryRecvError::Empty) if rayon::yield_now().is_none() => break found.recv(),
            Err(TryRecvError::Empty) => {}
        }
    };
    // The work broke off: the scope tells it louder.
    received.unwrap_or_else(|error| Err(Diagnostic::error(Code::InternalError).with("reason", error).into()))
}
