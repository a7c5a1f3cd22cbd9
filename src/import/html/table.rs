//! Tables: Markdown's have one header row and one line a row.

use super::emphasis::BREAK;
use super::tree::{Element, elements};
use super::writer::{Block, Remark, Writer};

/// More columns than this are no table that anybody reads.
const MOST_COLUMNS: usize = 60;

struct Row {
    cells: Vec<String>,
    header: bool,
}

/// The blocks of a table: its caption, if it has one, and its rows.
pub(super) fn blocks(writer: &mut Writer<'_>, table: &Element) -> Vec<Block> {
    let mut rows_found = Vec::new();
    collect(&table.children, false, &mut rows_found);
    let mut cells = rows_found
        .iter()
        .flat_map(|(row, _)| elements(&row.children));
    if let (Some(only), None) = (cells.next(), cells.next()) {
        // A frame rather than a table.
        return writer.blocks(&only.children);
    }
    let mut merged = false;
    let mut rows: Vec<Row> = Vec::new();
    for (row, in_header) in rows_found {
        let found: Vec<&Element> = elements(&row.children)
            .filter(|cell| matches!(cell.name.as_str(), "td" | "th"))
            .collect();
        let header = in_header || (!found.is_empty() && found.iter().all(|cell| cell.name == "th"));
        let mut cells = Vec::new();
        for cell in found {
            cells.push(content(writer, cell));
            let span = |name| cell.attribute(name).and_then(|it| it.parse::<usize>().ok());
            let columns = span("colspan").unwrap_or(1).min(MOST_COLUMNS);
            merged |= columns > 1 || span("rowspan").is_some_and(|rows| rows > 1);
            cells.extend((1..columns).map(|_| String::new()));
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { cells, header });
        }
    }
    let mut blocks = Vec::new();
    if let Some(caption) = elements(&table.children).find(|it| it.name == "caption") {
        let line = writer.line(&caption.children);
        if !line.trim().is_empty() {
            blocks.push(Block::new(super::escape::start_of_line(&line)));
        }
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if width == 0 {
        return blocks;
    }
    if merged {
        writer.remarks.push(Remark::MergedCells);
    }
    if !rows[0].header {
        writer.remarks.push(Remark::HeaderlessTable);
    }
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (number, row) in rows.iter().enumerate() {
        let mut cells = row.cells.clone();
        cells.resize(width, String::new());
        lines.push(format!("| {} |", cells.join(" | ")));
        if number == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    blocks.push(Block::new(lines.join("\n")));
    blocks
}

/// The rows of a table, each with whether it stands in the header.
fn collect<'a>(nodes: &'a [super::tree::Node], header: bool, rows: &mut Vec<(&'a Element, bool)>) {
    for element in elements(nodes) {
        match element.name.as_str() {
            "tr" => rows.push((element, header)),
            name @ ("thead" | "tbody" | "tfoot") => {
                collect(&element.children, name == "thead", rows);
            }
            _ => {}
        }
    }
}

/// A cell on one line.
fn content(writer: &mut Writer<'_>, cell: &Element) -> String {
    let lines = writer.lines(&cell.children);
    let lines: Vec<&str> = lines
        .split(BREAK)
        .map(|line| line.trim_matches(' '))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("<br>").replace('|', "\\|")
}
