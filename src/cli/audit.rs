//! `dondoc audit FILE`: whether a file that is about to be signed agrees with itself.
//!
//! In: a workbook, a text table or a Word file. Out: the form on the terminal, as files where a folder is named; exit status 3 when
//! anything must be put right.

use super::{Ending, args::AuditOptions, console::Console};
use crate::{
    audit::{Verdict, conclusion, lines},
    output,
    pipeline::{self, AuditJob, AuditMade},
    render::Options,
};

/// Looks at a file and tells what was found.
pub fn audit(options: &AuditOptions, console: &Console) -> Ending {
    let job = AuditJob {
        file: options.file.clone(),
        against: options.against.clone(),
        period: options.period,
        formats: options.out.is_some().then(|| options.formats.clone()),
        options: Options { pdf_profile: options.pdf_profile },
    };
    let made = pipeline::audit(&job, console).and_then(|made| {
        options.out.as_ref().map_or(Ok(()), |folder| output::write_all(folder, &made.files))?;
        Ok(made)
    });
    match made {
        Ok(AuditMade { audit, files }) => {
            console.finish();
            lines(&audit).iter().for_each(|line| console.say(line));
            if let Some(folder) = &options.out {
                console.written(folder, &files);
            }
            console.say(&conclusion(&audit));
            if audit.verdict() == Verdict::Fail { Ending::ThresholdExceeded } else { Ending::Done }
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}
