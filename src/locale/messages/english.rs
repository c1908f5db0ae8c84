//! The message catalogue in English: one entry for each code.
//!
//! In: a code. Out: its words, with `{name}` where the details of the diagnostic go.

use super::{MessageText, say};
use crate::diagnostic::Code;

/// The words of a code.
#[expect(clippy::too_many_lines, reason = "a catalogue")]
pub fn text(code: Code) -> MessageText {
    match code {
        Code::FolderNotFound => say(
            "there is no such folder",
            "check the path; put it in quotes if it has spaces, such as: dondoc report \"D:/Báo cáo năm 2018\"",
        ),
        Code::ProjectNotFound => say(
            "this is no report project: it has no dondoc.toml",
            "rename `{nearest}` to `dondoc.toml`\nrun again with a folder that has one, such as: dondoc report sample-data/kon-tum-2018",
        ),
        Code::InvalidToml => say("malformed: {reason}", "mend this line and run again"),
        Code::UnknownKey => say("unknown key `{key}`", "did you mean `{nearest}`?\nknown keys: {known}"),
        Code::MissingKey => say("the key `{key}` is missing", "add `{key}` to the section that starts at this line"),
        Code::InvalidValue => say("invalid value: {value}", "write it like: {example}"),
        Code::UnknownChoice => say("there is no choice `{value}`", "did you mean `{nearest}`?\nchoices: {known}"),
        Code::RepeatedId => say("the id `{id}` is used above", "give each part an id of its own"),
        Code::UnknownDefinition => {
            say("there is no `{id}` in report-templates/{kind}", "did you mean `{nearest}`?\nthere are: {known}")
        }
        Code::UnknownAsOf => say(
            "`{table}` speaks of the instant `{name}`, which dondoc.toml does not declare",
            "did you mean `{nearest}`?\nadd it to [as_of] in dondoc.toml, such as: {name} = \"2018-12-27T15:30\"",
        ),
        Code::UnfitKey => say(
            "table `{table}` is of a kind that does not use `{key}`",
            "take the key out, or change the kind of the table",
        ),
        Code::UnknownColumn => say(
            "table `{table}` has a column that does not exist: `{name}`",
            "did you mean `{nearest}`?\nknown columns: {known}",
        ),
        Code::UnknownSource => say(
            "`{table}` uses undeclared data: `{name}`",
            "did you mean `{nearest}`?\nids declared in dondoc.toml: {known}",
        ),
        Code::AmbiguousSpelling => say(
            "the spelling `{spelling}` belongs to two units: {first} and {second}",
            "leave each spelling with one unit of the registry",
        ),
        Code::InvalidSuccession => say(
            "the succession of {date} cannot be: {reason}",
            "unit: {unit}\ncompare with valid_from and valid_to of the units in the registry",
        ),
        Code::MissingAsOf => say(
            "nobody says which day the figures speak of: data files have no as-of",
            "add --as-of, such as --as-of 2025-12-31\na project with dondoc.toml needs none",
        ),
        Code::UnknownDimension => {
            say("tasks cannot be grouped by `{name}`", "did you mean `{nearest}`?\ncolumns: {known}")
        }
        Code::UnfitCondition => say(
            "cannot understand the condition `{condition}`",
            "write it like: {example}\nsigns: = (several values with commas), !=, >=, <=, >, <, ~ (contains), !~ (does not contain)",
        ),
        Code::UnknownValue => {
            say("the column {column} has no value `{value}`", "did you mean `{nearest}`?\nvalues: {known}")
        }
        Code::UnmetValue => say(
            "no task has `{value}` as its {column}",
            "did you mean `{nearest}`?\nto look for a part of the words use ~, such as {part}\na value with commas stands in quotes: {whole}",
        ),
        Code::MixedInputs => say(
            "a question is asked of one project, or of some data files",
            "ask this project alone, or name the data files in it",
        ),
        Code::MissingOut => say("the format {format} cannot be printed", "name a file, such as --out result.{format}"),
        Code::UnfitOut => say(
            "the result cannot be written to this file: {reason}",
            "choose another name for --out, such as --out result.xlsx\nextensions: .xlsx, .csv, .json, .parquet, .txt",
        ),
        Code::RefusedSql => say(
            "`{word}` has no place in the SQL statement: it may ask, not change or read other files",
            "write one SELECT statement over the table tasks or assignments, before the name of the project or the file; its columns: DESCRIBE tasks",
        ),
        Code::UnknownSqlName => say(
            "there is no table or column `{name}`",
            "did you mean `{nearest}`?\ntexts stand in single quotes: status = 'overdue'\ntables: {tables}\ncolumns: {known}",
        ),
        Code::InvalidSql => say(
            "the SQL statement cannot be run: {reason}",
            "texts stand in single quotes: status = 'overdue'; names of columns stand bare; see them with DESCRIBE tasks",
        ),
        Code::UnknownMetric => say("there is no metric `{name}`", "did you mean `{nearest}`?\nmetrics: {known}"),
        Code::UnknownName => say("there is no {reason} `{name}`", "did you mean `{nearest}`?\nknown names: {known}"),
        Code::UnusedName => say("{reason} `{name}` is declared but not used", "drop this part, or use it in a rule"),
        Code::UnfitTree => say(
            "criterion `{code}` stands in the wrong place: {reason}",
            "add a [[criterion]] with code = \"{parent}\", or correct the code\nwhat has parts is their sum, what has none has a rule",
        ),
        Code::UnbalancedPoints => say(
            "the maximum of `{code}` is {max}, but its parts add up to {sum}",
            "correct max of `{code}` or of one of its parts",
        ),
        Code::ScaleDiffers => say(
            "the fields add up to {sum} points, and results are restated on a scale of {scale}",
            "if that is not meant, correct scale or the maxima of the fields",
        ),
        Code::UnfitRule => say(
            "`{code}` is not right: {reason}",
            "written: {found}\nto choose from: {known}\ndocs/cham-diem.md tells what can be written",
        ),
        Code::UnfitMeasure => {
            say("`{measure}` cannot be used like this: {reason}", "docs/cham-diem.md tells what can be written")
        }
        Code::WrongScale => say(
            "threshold {value} is on another scale than `{measure}`: {reason}",
            "write {proposed}\ncompare it with what is measured",
        ),
        Code::PointsOutOfRange => say(
            "{points} points of `{code}` are not between 0 and {max}",
            "correct the points on this line, or the maximum of `{code}`",
        ),
        Code::UnreachableCase => say(
            "this band of `{code}` is never used: {reason}",
            "earlier bands are asked first; change their order or the bounds",
        ),
        Code::BandOverlap => say(
            "two bands claim the values {values}; the earlier one has them",
            "say to which band the bound belongs: from, over, to, below",
        ),
        Code::BandGap => say(
            "the bands leave out the values {values}: {reason}",
            "let one band reach the next (such as below instead of to), or add a band for these values",
        ),
        Code::ClassOrder => say(
            "class `{class}` is better than `{other}`, which stands before it",
            "write every [[class]] from best to worst",
        ),
        Code::FileNotFound => say(
            "file not found",
            "did you mean `{nearest}`?\nwrite the path with /: `{slashes}`\ncheck the path as typed, or its name in dondoc.toml and in the project folder",
        ),
        Code::FileUnreadable => {
            say("cannot read the file: {reason}", "check the permissions of the file and its path in dondoc.toml")
        }
        Code::UnknownFileKind => {
            say("files of this kind cannot be read", "known extensions: {known}\nopen the file and save it as {kind}")
        }
        Code::DamagedFile => say(
            "the file is damaged or of another kind",
            "try to open it in Excel or Word; if it opens, save it with the right extension, if not, export it again",
        ),
        Code::PasswordProtected => {
            say("the file has a password", "open it in Excel or Word, remove the password and save it")
        }
        Code::FileTooLarge => say(
            "the file is beyond what is read: {reason} above {most}",
            "the limit was passed at: {place}\nopen the file, delete what should not be there and save it, or divide it; if it does not open, export it again",
        ),
        Code::NotUnicode => say(
            "the file is no Unicode text (UTF-8)",
            "save it as UTF-8: in Excel as \"CSV UTF-8\", in Notepad with the encoding \"UTF-8\"",
        ),
        Code::ConvertedText => say(
            "the text of the file is in {encoding}; it was converted to Unicode",
            "see whether some rows of tables/tasks.csv read right; if not, save the file as UTF-8 or as .xlsx",
        ),
        Code::NoFiles => say(
            "no file that can be read fits `{pattern}`",
            "files that are there but are not read: {files}\ncheck the folder and the extensions; those that can be read: {known}",
        ),
        Code::FilesLeftOut => say(
            "these files and folders are not read: {files}",
            "lock files of Excel (~$…), hidden files, folders inside and files of other kinds are no data; to have one read, move it out or save it as .xlsx",
        ),
        Code::RepeatedRows => say(
            "{rows} rows are the same as one of another file of the folder; without task ids all of them count; the first is here",
            "if the files overlap (exports that grow from month to month), leave only the latest",
        ),
        Code::SheetNotFound => say("there is no sheet `{sheet}`", "sheets of the file: {known}"),
        Code::SheetLeftOut => say(
            "this sheet was not read: it has not all required columns",
            "if it holds tasks, give its columns the headings of the other sheets",
        ),
        Code::SheetNotAsked => say(
            "this sheet has the same heading but was not read, since sheet in [[input]] chooses one only",
            "if its tasks should count too, delete that line to read every sheet of the heading",
        ),
        Code::HiddenSheet => say(
            "this hidden sheet was not read",
            "to read it, unhide it in Excel or name it with sheet = \"…\" in dondoc.toml",
        ),
        Code::HiddenRows => say(
            "{rows} rows are hidden in the file, {reason}",
            "most often by a filter of Excel; to count or to skip hidden rows set hidden_rows = \"read\" or \"skip\" in [policy]",
        ),
        Code::HiddenColumns => say("hidden columns were read: {columns}", "unhide them in Excel to see them"),
        Code::LinkedFile => say(
            "formulas of this file take values from other files; no other file is opened, the values saved last are read",
            "open it in Excel, update its links (Data, Edit Links) and save it, or put values in the place of the formulas",
        ),
        Code::AmbiguousSheets => say(
            "several sheets have the same heading and no column that is read as task ids: {sheets}",
            "if one of the columns that are not read holds the ids, add its heading to the mapping: {unread}\nname the sheet to read in [[input]] of dondoc.toml, such as: sheet = \"{first}\", since nobody can tell whether their rows repeat each other",
        ),
        Code::AmbiguousColumn => say(
            "several columns may be `{label}`: {columns}",
            "give the columns different names, or write \"group / column\" in the mapping to choose the right one",
        ),
        Code::UnreadColumns => {
            say("these columns were not read: {columns}", "if one of them is needed, add its heading to the mapping")
        }
        Code::UnreadDates => say(
            "these columns are full of dates and were not read: {columns}",
            "if they are days given, deadlines, extensions or days done, add their headings to the mapping; see: dondoc map \"{file}\"",
        ),
        Code::StatusByLabels => say(
            "there is no column of days done, so status labels count, as if they held for the as-of, {day}",
            "if there is such a column under another name, add its heading to the mapping\nwrite the day of extraction into [[input]] of dondoc.toml, such as: extracted_on = \"{written}\"",
        ),
        Code::NoDeadlines => say(
            "there is no column of deadlines: labels alone tell which tasks are late or overdue; all others count as on time or in deadline",
            "export the column of deadlines too; if it is there under another name, add its heading to the mapping",
        ),
        Code::HeadingChanged => say(
            "the repeated heading has its columns in another order than the first",
            "move this part to a sheet of its own, or put its columns in the same order",
        ),
        Code::UnclosedQuote => say(
            "a quotation mark opens here and never closes, so the rows below cannot be told apart",
            "mend the quotation mark, or open the file in Excel and save it again",
        ),
        Code::RaggedRow => say(
            "the row has {found} cells while the heading has {wanted} columns",
            "a separator may be missing or too many; mend the row in the export",
        ),
        Code::DoubtfulRow => say(
            "nothing tells that this row is a task: `{value}`",
            "if it is one, give it a number, an id or a date in the export; else delete the row",
        ),
        Code::ImplausibleYear => {
            say("implausible year: `{value}`", "check the year; the row waits in dong-can-ra-soat.xlsx")
        }
        Code::ErrorCell => say(
            "the cell {field} holds an error or a formula without a value: `{value}`",
            "open the file in Excel, mend the formula and save it again",
        ),
        Code::SeveralUnits => say(
            "it cannot be told which units lead here: `{value}`",
            "part the units by semicolons or line breaks, say who leads (chủ trì: …; phối hợp: …), or add the spelling to the registry of units",
        ),
        Code::MissingIds => say(
            "{rows} rows have no task id, so duplicates among them cannot be found; the first is here",
            "fill in the task ids in the export",
        ),
        Code::ShorterExtension => say(
            "{rows} rows have an extension before their first deadline; the first is here",
            "they count by the extension; check both dates",
        ),
        Code::DamagedText => say(
            "the cell {field} lost characters: `{value}`",
            "export it again as UTF-8 or .xlsx, or mend the cell in the data; the row waits in dong-can-ra-soat.xlsx",
        ),
        Code::LostCharacters => say(
            "{rows} rows have a cell that lost characters; they count all the same, and print … in its place; the first is here",
            "to print it whole, export the file again as UTF-8 or .xlsx, or mend the data",
        ),
        Code::NoHeading => say(
            "no heading found in the first {rows} rows of the file",
            "these columns are needed: {wanted}; check the file, or name another mapping in dondoc.toml",
        ),
        Code::MappingChosen => say(
            "read by the mapping `{mapping}` ({title}): {fields} fields recognised",
            "headings that are only nearly known, to be checked: {nearly}\nwrite mapping = \"{mapping}\" into [[input]] of dondoc.toml to have it read so always",
        ),
        Code::NoMapping => say(
            "no mapping fits this file; headings seen: {seen}",
            "the nearest is `{nearest}`, which lacks: {missing}\nhave a mapping proposed for the file: dondoc map \"{file}\"\nmany letters are lost and stand as {lost}: save the file anew as UTF-8 or .xlsx\nmappings tried: {candidates}",
        ),
        Code::SeveralMappings => say(
            "several mappings fit this file equally: {candidates}; headings seen: {seen}",
            "name one in [[input]] of dondoc.toml, such as: mapping = \"generic\"\nor have one proposed for the file: dondoc map \"{file}\"",
        ),
        Code::MissingColumn => {
            say("the required column `{label}` is missing", "it may be called: {labels}\ncolumns of the file: {seen}")
        }
        Code::UnparseableDate => say(
            "cannot read `{value}` as a date",
            "compare with the document that gave the task; the row waits in dong-can-ra-soat.xlsx\n`{serial}` may be a day of Excel: format the cell as a date and save the file",
        ),
        Code::TwoDigitYear => say(
            "the year has two digits only: `{value}`",
            "write four digits, or set two_digit_year = \"20xx\" in [policy]",
        ),
        Code::MissingYear => say(
            "the deadline `{value}` names no year",
            "write the year into the cell, such as tháng 8/2018; a year is never guessed",
        ),
        Code::DerivedDeadlines => say(
            "{rows} deadlines name no day; {reason}",
            "the first is here; the days are in tables/tasks.csv, whose column deadline_kind tells how each is written",
        ),
        Code::NoCalendar => say(
            "the calendar has no year {year}, so nobody knows whether {date} is a day of rest",
            "add {year} to report-templates/calendars/vietnam.toml, or drop rest_day from [policy]",
        ),
        Code::UnconfirmedCalendar => say(
            "the days off of {year} have not been compared with the official notice",
            "compare report-templates/calendars/vietnam.toml with the notice of {year}",
        ),
        Code::MissingValue => {
            say("the cell {field} is empty", "fill it in the export; the row waits in dong-can-ra-soat.xlsx")
        }
        Code::VagueUnit => say("`{value}` names no unit", "name each unit that the task is given to"),
        Code::UnregisteredUnit => say(
            "the registry does not know the unit `{value}`",
            "did you mean `{nearest}`?\nadd the spelling to report-templates/units if it is that unit",
        ),
        Code::UnitNeedsDay => say(
            "`{value}` is the name of several units of different times, and this row has no day given in any of them",
            "add the day given, or write the unit's id instead of its name",
        ),
        Code::UnitNotThere => say(
            "{rows} rows are given to `{value}` on days when it was not there (registry: {days})",
            "check the days given, or mend valid_from and valid_to in the registry",
        ),
        Code::DuplicateId => say(
            "the task id `{value}` stands in an equal row before: {first_file}, row {first_row}",
            "the first row counts; this one waits in dong-can-ra-soat.xlsx",
        ),
        Code::ConflictingId => say(
            "the task id `{value}` stands in rows that differ; another one: {first_file}, row {first_row}",
            "keep the right row in the export; none of them counts until then",
        ),
        Code::DatesOutOfOrder => say(
            "{rows} rows were done before they were given; the first is here",
            "they count by the dates as written; check them unless they were entered late",
        ),
        Code::SecretRow => say(
            "the row bears a secrecy mark; stopped, its text is not printed",
            "delete the row from the file: secret documents have no place in an electronic report\nif column `{heading}` holds no secrecy marks, list it under ignored of the mapping",
        ),
        Code::UnknownStatus => say(
            "nobody knows what the status `{value}` means",
            "did you mean `{nearest}`?\nadd the label to [statuses] of the mapping, with its group: \"Đã hoàn thành / Quá hạn\"",
        ),
        Code::DoneWithoutDate => say(
            "the status is `{value}` but there is no date of completion",
            "add the date to the export, or change done_without_date in [policy]",
        ),
        Code::SeveralMarks => say("several statuses are marked: {value}", "leave one X in each row"),
        Code::StatusDiffers => say(
            "{rows} rows have a label that differs from the status by their dates; the first is here",
            "the report goes by the dates; compare the labels with the dates of completion and the deadlines",
        ),
        Code::NoAssignedDate => say(
            "{rows} rows say no day on which they were given; they count as given in the period",
            "export that column too if the software can\nif one of the columns that are not read holds these days, add its heading to the mapping: {unread}",
        ),
        Code::OtherDay => say(
            "table `{table}` speaks of {as_of}, but the statuses in {file} hold for {day} only",
            "export again on the day of the as-of, or write the right day into [[input]], such as: extracted_on = \"2018-12-27\"\nif the table is \
             of the period before or of last year: write compare = false into [period]",
        ),
        Code::NoIds => say(
            "the file has no column of task ids, so duplicate rows cannot be found",
            "export the task ids too if the system can\nif one of the columns that are not read holds the ids, add its heading to the mapping: {unread}",
        ),
        Code::UnfilledCorrection => say(
            "the correction leaves the cell {field} empty",
            "fill in task id, field, reason and approver of every correction",
        ),
        Code::UnknownField => {
            say("there is no field `{value}`", "did you mean `{nearest}`?\nfields that can be corrected: {known}")
        }
        Code::FixedField => say(
            "the field `{value}` may not be corrected",
            "mend it in the system and export again\nfields that can be corrected: {known}",
        ),
        Code::UnknownTask => say(
            "no export has a task with the id `{value}`",
            "check the id; delete the correction if the task is no longer in the data",
        ),
        Code::CorrectionMismatch => say(
            "the old value `{value}` does not fit the data",
            "{file}, cell {cell} now says: `{found}`\n{file} has changed since this was approved: mend the old value if it is still needed, or delete the row\nrow {earlier} above made it `{found}`: join the two rows, or write that as the old value",
        ),
        Code::CorrectionsMade => {
            say("the data was read with {count} approved corrections", "each stands in this file and in manifest.json")
        }
        Code::MissingUnit => say("this row names no unit", "name the unit, or delete the row"),
        Code::RepeatedUnit => say("the unit `{value}` stands in row {first_row} already", "make one row of the two"),
        Code::UnitsNotInRegister => {
            say("the register lacks {count} scored units: {units}", "add a row for each, even for one without any X")
        }
        Code::TotalDiffers => say(
            "the total row says {written}, the marks X count {counted}",
            "mend the total row, or check the marks; the report prints what was counted",
        ),
        Code::InvalidMark => say("`{value}` is no X", "write X for yes, leave it empty for no"),
        Code::SharedLevelGroup => say(
            "two rulebooks score the group `{group}`: {first} and {second}",
            "a level group is scored by one rulebook; drop the group from one (level_groups), or drop one from rules",
        ),
        Code::RulebookNotInForce => say(
            "rulebook `{id}` is not in force on {day} (from {from} until before {to})",
            "name the rulebook of that year as rules in [scores]",
        ),
        Code::UnreadableValue => say("the value `{value}` cannot be read", "write for example: {example}"),
        Code::ValueOutOfBounds => say(
            "the value `{value}` is out of range: {range}",
            "correct this cell; write a ratio as 85% or 0,85; points never exceed the maximum of their criterion",
        ),
        Code::RepeatedValue => say(
            "the value `{value}` is given for this unit on another sheet too",
            "give each column of a unit on one sheet only",
        ),
        Code::NobodyScored => say("rulebook `{id}` scores nobody", "correct its level_groups"),
        Code::RepeatedTask => say("task `{value}` was given before: {first}", "make one row of the two"),
        Code::UnscoredTask => say("task `{value}` is not scored", "do you mean `{nearest}`?"),
        Code::UnusedColumn => say("column `{label}` is unused", "do you mean `{nearest}`?\nuse: {known}"),
        Code::PointsNotApplicable => say("criterion {code} does not apply, has points: {units}", "see the cell"),
        Code::UnscoredCriterion => say(
            "criterion {code} ({title}) lacks what it needs for some units ({count}): {units}",
            "fill the register or the file of given values (values in [scores]); without it there are 0 points for now",
        ),
        Code::UnbalancedRows => say(
            "rows do not add up: {read} read, {accepted} accepted, {quarantined} quarantined, {skipped} skipped",
            "this is a defect of the program; send the file and this message to its makers",
        ),
        Code::UnbalancedTable => say(
            "table `{table}` does not add up at {what}: {whole} in all, {parts} as the sum of its parts",
            "this is a defect of the program; send this message to its makers",
        ),
        Code::NoneAccepted => say(
            "no row of the file was accepted: all {rows} wait in quarantine, so every figure made from it is 0",
            "mend the rows in the export before you use the report",
        ),
        Code::NoTaskRows => say(
            "the file has a heading but no row of a task, so every figure made from it is 0",
            "check filter and period of the export; rows that were skipped are listed in dong-can-ra-soat.xlsx",
        ),
        Code::UnfilledColumn => say(
            "column `{column}` of table `{table}` stays empty: none of its inputs has it",
            "add the column to the export, its heading to the mapping, or take it out of the report template",
        ),
        Code::AsOfAfterReport => say(
            "the as-of `{name}` ({as_of}) lies after the date of the document ({date})",
            "check [as_of] and date in [report] of dondoc.toml",
        ),
        Code::AsOfMoved => say(
            "the as-of `{name}` ({as_of}) is not of the period of --period, so the figures speak of its last day: {day}",
            "for another day add --as-of, such as --as-of 2026-06-30",
        ),
        Code::AsOfKept => say(
            "the period of --period ends on {day}, the as-of `{name}` is {as_of}: the figures speak of no later day",
            "for the whole period add --as-of {date}, with data exported on that day or later",
        ),
        Code::UnitsWithoutTasks => say(
            "{count} scored units have no row in the data: {units}",
            "check that the exports are complete; the report prints an empty row for each of these units",
        ),
        Code::LostTasks => say(
            "the unit `{unit}` is no more ({days}) and nothing says who has its tasks on {as_of}",
            "add a [[succession]] with one unit in `to` to the registry; until then the unit keeps its own row",
        ),
        Code::EmptyTable => say(
            "table `{table}` counts no task though its inputs hold {rows} accepted rows: period {from} to {to}, as of {as_of}",
            "check year in [project] and the instants in [as_of] of dondoc.toml, above all after copying a project",
        ),
        Code::TooManyQuarantined => say(
            "{rows} rows wait in quarantine, more than the {limit} allowed",
            "mend the rows in dong-can-ra-soat.xlsx, or raise max_quarantined in [policy]",
        ),
        Code::CheckExceeded => say(
            "the check \"{check}\" found {count}, more than the {limit} allowed",
            "look at kiem-tra-so-lieu.xlsx, mend the data and run again, or raise the number in [check]",
        ),
        Code::TemplateSyntax => say("the report template is malformed: {reason}", "mend this line of the template"),
        Code::UnknownVariable => {
            say("the report template uses the unknown name `{name}`", "did you mean `{nearest}`?\nknown names: {known}")
        }
        Code::UnknownTable => say(
            "the report template uses the undeclared table `{name}`",
            "did you mean `{nearest}`?\ndeclared tables: {known}",
        ),
        Code::UnknownFunction => say(
            "the report template uses an unknown filter or function: `{name}`",
            "did you mean `{nearest}`?\nknown filters and functions: {known}",
        ),
        Code::UnfitValue => say(
            "the value of `{tag}` has no place here: {reason}",
            "mend the value in the file of figures, or this line of the template",
        ),
        Code::MissingFigure => say(
            "the report needs the figure `{name}`, which nobody has typed",
            "did you mean `{nearest}`?\nadd `{key} = …` to [{section}] in {file}\nname the file of figures in [report] of dondoc.toml, such as: {example}",
        ),
        Code::DecimalFigure => say(
            "the figure is written {value}, which is a decimal fraction",
            "if the point parts thousands, write {digits}; a rate stands in quotes, such as: \"83,1\"",
        ),
        Code::MissingRemark => say(
            "the remark `{part}` is missing",
            "write it in the file of remarks, below a line `## {part}`; a draft prints a marked gap",
        ),
        Code::RepeatedRemark => {
            say("the remark `{part}` stands at line {first_line} already", "make one part of the two, or rename one")
        }
        Code::UnusedRemark => say(
            "the remark `{part}` is not printed: this time the report template asks for no part of that name",
            "did you mean `{nearest}`?\nparts that are used: {known}",
        ),
        Code::StrayRemark => say(
            "the text that starts here is not printed: it stands above the first line `## `",
            "move it below a line `## title of the part`, or delete it",
        ),
        Code::AppendixInRemark => say(
            "the heading `{title}` opens an appendix, which remarks cannot do",
            "write `## {title}` for a part, `### {title}` for a heading within one; without # or the line of = if it is plain text",
        ),
        Code::MissingNumber => say(
            "a final report needs its number: \"{value}\"",
            "write the number, then the notation, such as: number = \"28/BC-TKTra\"; until then leave status = \"draft\"",
        ),
        Code::BrokenFootnote => say(
            "footnote `[^{label}]`: {reason}",
            "each footnote needs a mark [^{label}] in the text and exactly one line [^{label}]: text",
        ),
        Code::MissingStyle => say(
            "reference.docx has no style `{style}`",
            "add the style to the file, or remove the file to use the one that comes with the program",
        ),
        Code::UnclosedTag => say("tag not closed: `{tag}`", "close it with `{closer}` in the same paragraph"),
        Code::UnclosedBlock => say("`{tag}` has no end", "add `{closer}` where this part ends"),
        Code::StrayTag => say("stray tag: `{tag}`", "delete it, or add its beginning before it"),
        Code::UnknownTag => say(
            "no kind of tag is called `{name}`: `{tag}`",
            "is it `{nearest}`?\na tag begins with one of: {known}; a value stands in two braces, such as {example}",
        ),
        Code::MisplacedTag => say(
            "misplaced tag: `{tag}`: {reason}",
            "its partner: {other}\nfor whole table rows write {row}; for whole paragraphs {paragraph}; each tag stands alone in its row or paragraph",
        ),
        Code::RefusedTemplate => say(
            "this Word template cannot be used: {reason}",
            "to be removed: {target}\nopen it in Word and save it as a Word Document (.docx) without macros and without content from other files or sites; detach an attached template in Developer > Document Template",
        ),
        Code::NoTags => say(
            "the Word template has no tag: what comes out is the template itself, without figures of this period",
            "put a tag in the place of each figure, such as {example}; see dondoc template fields",
        ),
        Code::TypedFigure => say(
            "`{figure}`, typed in \"{clause}\", differs from what was computed: {values}",
            "correct it, best by {tag} in its place; a figure that another document has published is declared in [[published]] of dondoc.toml (figure, source)",
        ),
        Code::NothingComputed => say(
            "nothing was computed here to compare with",
            "after --against name a project folder (with dondoc.toml), or a folder of results with manifest.json and a Word file that nobody has edited",
        ),
        Code::MissingGlyph => {
            say("the font has no character `{character}` ({code})", "replace it in the data or in the remarks")
        }
        Code::InternalError => {
            say("cannot make the result: {reason}", "this is a defect of the program; send this message to its makers")
        }
        Code::EarlierFiles => say(
            "the folder still holds files of an earlier run, which do not belong to these results: {files}",
            "delete them if you do not need them, or run again so that all files are written",
        ),
        Code::OutputLocked => {
            say("the result file is open in another program", "close it (Word, Excel, a PDF viewer) and run again")
        }
        Code::OutputFailed => {
            say("cannot write the file: {reason}", "check the path, the permissions and the space on the disk")
        }
    }
}
