//! A statement as Polars should see it: the same question, without what would surprise whoever asked.
//!
//! In: the statement as typed. Out: its text where counts are whole numbers below zero too, results are headed by what they are, the order
//! of rows is always the same, and days may be typed as people type them. What is no query stays as it is.

use std::{collections::BTreeSet, ops::ControlFlow};

use sqlparser::{
    ast::{
        BinaryOperator, CastKind, DataType, Distinct, Expr, Function, GroupByExpr, Ident, OrderBy, OrderByExpr,
        OrderByKind, OrderByOptions, Query, Select, SelectItem, SetExpr, Statement, TableFactor, TypedString, Value,
        VisitMut, VisitorMut, visit_expressions,
    },
    dialect::GenericDialect,
    parser::{Parser, ParserOptions},
};

use super::{
    super::{
        condition::{day, part_of_year},
        dimension::{DimensionKind, dimension},
    },
    TABLES,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    schema,
};

/// The text that Polars gets.
///
/// # Errors
/// `invalid-sql` for running sums over groups, which Polars would answer with lists, and for an order by sums that are no columns of the
/// result, which it does not know.
pub fn rewritten(text: &str) -> Result<String, Diagnostic> {
    let options = ParserOptions { trailing_commas: true, ..ParserOptions::default() };
    let parser = Parser::new(&GenericDialect).with_options(options).try_with_sql(text);
    match parser.and_then(|mut parser| parser.parse_statements()).as_deref() {
        Ok([Statement::Query(query)]) => {
            let mut query = query.clone();
            match query.visit(&mut Rewriting) {
                ControlFlow::Continue(()) => Ok(query.to_string()),
                ControlFlow::Break(found) => Err(*found),
            }
        }
        // Polars says what is wrong with it.
        _ => Ok(text.to_owned()),
    }
}

struct Rewriting;

impl VisitorMut for Rewriting {
    type Break = Box<Diagnostic>;

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<Self::Break> {
        let refused = |reason: &str| Box::new(Diagnostic::error(Code::InvalidSql).with("reason", reason));
        let Query { body, order_by, .. } = &mut *query;
        if let SetExpr::Select(select) = body.as_mut() {
            if is_grouped(select) && has_window(select) {
                return ControlFlow::Break(refused("window over groups"));
            }
            if let Some(OrderBy { kind: OrderByKind::Expressions(by), .. }) = order_by {
                by.iter_mut().for_each(|one| find_column(one, &select.projection));
                if by.iter().any(|one| has_aggregate(&one.expr)) {
                    return ControlFlow::Break(refused("order by an aggregate"));
                }
            }
            name_columns(select);
        }
        settle_order(query);
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<Self::Break> {
        match expr {
            Expr::Function(function) if name_of(function) == "count" => {
                let count = Box::new(expr.clone());
                let data_type = DataType::BigInt(None);
                *expr = Expr::Cast { kind: CastKind::Cast, expr: count, data_type, array: false, format: None };
            }
            Expr::BinaryOp { left, op, right } if is_comparison(op) => {
                as_held(right, left);
                as_held(left, right);
            }
            Expr::Between { expr, low, high, .. } => [low, high].into_iter().for_each(|value| as_held(value, expr)),
            Expr::InList { expr, list, .. } => list.iter_mut().for_each(|value| as_held(value, expr)),
            Expr::Case { operand: Some(operand), conditions, .. } => {
                conditions.iter_mut().for_each(|case| as_held(&mut case.condition, operand));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn name_of(function: &Function) -> String {
    function.name.to_string().to_lowercase()
}

fn is_grouped(select: &Select) -> bool {
    match &select.group_by {
        GroupByExpr::All(_) => true,
        GroupByExpr::Expressions(columns, _) => !columns.is_empty(),
    }
}

fn has_window(select: &Select) -> bool {
    let found = visit_expressions(&select.projection, |expr| match expr {
        Expr::Function(Function { over: Some(_), .. }) => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    found.is_break()
}

/// Functions that make one value of many rows.
const AGGREGATES: [&str; 26] = [
    "array_agg",
    "avg",
    "corr",
    "count",
    "covar",
    "covar_pop",
    "covar_samp",
    "first",
    "group_concat",
    "last",
    "listagg",
    "max",
    "median",
    "min",
    "quantile_cont",
    "quantile_disc",
    "stddev",
    "stddev_samp",
    "stdev",
    "stdev_samp",
    "string_agg",
    "sum",
    "total",
    "var",
    "var_samp",
    "variance",
];

fn has_aggregate(expr: &Expr) -> bool {
    let found = visit_expressions(expr, |expr| match expr {
        Expr::Function(function) if function.over.is_none() && AGGREGATES.contains(&name_of(function).as_str()) => {
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    found.is_break()
}

/// An order by what a column of the result is reckoned from becomes one by that column.
fn find_column(by: &mut OrderByExpr, projection: &[SelectItem]) {
    let wanted = spoken(&by.expr);
    let is_wanted = |item: &SelectItem| match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => spoken(expr) == wanted,
        _ => false,
    };
    let is_one = |item: &SelectItem| matches!(item, SelectItem::UnnamedExpr(_) | SelectItem::ExprWithAlias { .. });
    // Columns behind a `*` have no number.
    let column = projection.iter().take_while(|item| is_one(item)).position(is_wanted);
    if let Some(column) = column.filter(|_| has_aggregate(&by.expr)) {
        by.expr = ordinal(column + 1).expr;
    }
}

/// An expression in small letters but for what stands in marks.
fn spoken(expr: &Expr) -> String {
    let mut mark = None;
    let mut letter = |letter: char| {
        match mark {
            Some(open) if open == letter => mark = None,
            None if ['\'', '"', '`'].contains(&letter) => mark = Some(letter),
            _ => {}
        }
        if mark.is_none() { letter.to_ascii_lowercase() } else { letter }
    };
    expr.to_string().chars().map(&mut letter).collect()
}

fn is_comparison(operator: &BinaryOperator) -> bool {
    use BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, NotEq};
    matches!(operator, Eq | NotEq | Lt | LtEq | Gt | GtEq)
}

/// A day, a month or a quarter typed as people do becomes what the column holds that it is compared with.
fn as_held(expr: &mut Expr, column: &Expr) {
    let column = match column {
        Expr::Identifier(name) => name.value.to_lowercase(),
        Expr::CompoundIdentifier(parts) => parts.last().map(|part| part.value.to_lowercase()).unwrap_or_default(),
        _ => return,
    };
    let Expr::Value(found) = &mut *expr else { return };
    let Value::SingleQuotedString(text) = &mut found.value else { return };
    let kind = dimension(&column).map(|known| known.kind);
    let day = (schema::is_day(&column) || matches!(kind, Some(DimensionKind::Day(_)))).then(|| day(text)).flatten();
    let of_year = match kind {
        Some(DimensionKind::Month(_)) => part_of_year(text, "").map(|(year, month)| format!("{year}-{month:02}")),
        Some(DimensionKind::Quarter(_)) => part_of_year(text, "Q").map(|(year, quarter)| format!("{year}-Q{quarter}")),
        _ => None,
    };
    if let Some(day) = day {
        let value = Value::SingleQuotedString(day.to_string()).into();
        *expr = Expr::TypedString(TypedString { data_type: DataType::Date, value, uses_odbc_syntax: false });
    } else if let Some(of_year) = of_year {
        *text = of_year;
    }
}

/// What is reckoned heads its column by what it is: `count`, `max_days_late`, `count_minus_5`; columns of one name by their tables too.
fn name_columns(select: &mut Select) {
    let mut taken = BTreeSet::new();
    for item in &mut select.projection {
        let (name, expr) = match item {
            SelectItem::UnnamedExpr(Expr::Identifier(name)) | SelectItem::ExprWithAlias { alias: name, .. } => {
                taken.insert(name.value.clone());
                continue;
            }
            SelectItem::UnnamedExpr(expr) => {
                if let Expr::CompoundIdentifier(parts) = &*expr {
                    let own = parts.last().map(|part| part.value.clone()).unwrap_or_default();
                    if taken.insert(own) {
                        continue;
                    }
                }
                (heading(expr), expr.clone())
            }
            _ => continue,
        };
        let mut names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}_{number}")));
        if let Some(name) = names.find(|name| taken.insert(name.clone())) {
            *item = SelectItem::ExprWithAlias { expr, alias: Ident::with_quote('"', name) };
        }
    }
}

/// What an expression is, as one word.
fn heading(expr: &Expr) -> String {
    let mut text = expr.to_string();
    for (sign, word) in [(" + ", " plus "), (" - ", " minus "), (" * ", " times "), (" / ", " by ")] {
        text = text.replace(sign, word);
    }
    if let Some(rest) = text.strip_prefix('-') {
        text = format!("minus {rest}");
    }
    let word = plain(&text);
    if word.is_empty() { "value".to_owned() } else { word }
}

/// Letters and digits, with `_` between them.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

/// Rows that nothing puts in order are put in the order of their columns, and so are those that are equal in what does.
fn settle_order(query: &mut Query) {
    let columns = columns_of(&query.body);
    match &mut query.order_by {
        Some(OrderBy { kind: OrderByKind::Expressions(by), .. }) => match columns {
            Some(_) if by.iter().any(|one| one.expr.to_string().eq_ignore_ascii_case("all")) => {}
            Some(columns) => by.extend((1..=columns).map(ordinal)),
            None => by.extend(places_of(&query.body).into_iter().flatten().map(|name| Ident::new(*name).into())),
        },
        Some(_) => {}
        None if is_in_file_order(&query.body) => {}
        None => {
            let all = OrderByExpr::from(Ident::new("ALL"));
            query.order_by = Some(OrderBy { kind: OrderByKind::Expressions(vec![all]), interpolate: None });
        }
    }
}

fn ordinal(column: usize) -> OrderByExpr {
    let options = OrderByOptions { asc: None, nulls_first: None };
    OrderByExpr { expr: Expr::value(Value::Number(column.to_string(), false)), options, with_fill: None }
}

/// How many columns a query has; none where it asks for all that there are.
fn columns_of(body: &SetExpr) -> Option<usize> {
    match body {
        SetExpr::Select(select) => {
            let is_one =
                |item: &SelectItem| matches!(item, SelectItem::UnnamedExpr(_) | SelectItem::ExprWithAlias { .. });
            select.projection.iter().all(is_one).then_some(select.projection.len())
        }
        SetExpr::SetOperation { left, .. } => columns_of(left),
        SetExpr::Query(query) => columns_of(&query.body),
        _ => None,
    }
}

/// Where the rows of a table stand: what puts them in the order of the files.
fn places_of(body: &SetExpr) -> Option<&'static [&'static str]> {
    let SetExpr::Select(select) = body else { return None };
    let [only] = select.from.as_slice() else { return None };
    let TableFactor::Table { name, .. } = &only.relation else { return None };
    let is_known = only.joins.is_empty() && TABLES.contains(&name.to_string().to_lowercase().as_str());
    is_known.then_some(&["input", "file", "sheet", "row", "unit_id"])
}

/// Whether the rows come as the files have them: nothing groups or joins them.
fn is_in_file_order(body: &SetExpr) -> bool {
    let SetExpr::Select(select) = body else { return false };
    let is_distinct = matches!(select.distinct, Some(Distinct::Distinct | Distinct::On(_)));
    let is_joined = select.from.len() > 1 || select.from.iter().any(|from| !from.joins.is_empty());
    !is_grouped(select) && !is_distinct && !is_joined
}
