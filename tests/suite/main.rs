//! The one integration binary: each module is a topic.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod analyze;
mod analyze_same;
mod annual;
mod annual_edges;
mod answers;
mod audit;
mod counts;
mod cross_format;
mod csv;
mod deadlines;
mod dirty_files;
mod docx;
mod docx_components;
mod dumps;
mod electronic;
mod export_samples;
mod fixture;
mod floors;
mod heading_variants;
mod hostile;
mod hostile_parquet;
mod html;
mod invariants;
mod joint;
mod known_exports;
mod lanes;
mod lanes_of_columns;
mod large_texts;
mod letters;
mod messages;
mod no_tasks;
mod notes;
mod odd_documents;
mod odd_exports;
mod parquet;
mod pdf;
mod pdf_archive;
mod pdf_edges;
mod pdf_layout;
mod pdf_measures;
mod pdf_text;
mod periodic;
mod periods;
mod proposed_mapping;
mod random_document;
mod read_back;
mod reference_docx;
mod report_faults;
mod rulebooks;
mod same_layouts;
mod same_tasks;
mod sample_texts;
mod samples;
mod score_pages;
mod scores;
mod scoring;
mod small_report;
mod sql;
mod status_labels;
mod structure_tree;
mod task_grid;
mod text_encodings;
mod units;
mod unseen_files;
mod word_templates;
mod workbench;
mod workbook_kinds;
mod workbooks;
mod xlsx;
mod xlsx_parts;
mod xlsx_rates;
