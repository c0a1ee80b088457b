//! The table rows that `benches/performance_table` collects for docs/performance.md: the
//! measurement, the value of this program, and the values of others.

/// Prints a row of the table.
pub(crate) fn print_row(label: &str, ours: &str, others: &str) {
    println!("| {label} | {ours} | {others} |");
}

/// Formats a count with separators: `1,000,000`.
pub(crate) fn format_count(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Formats a time in milliseconds with three significant digits or fewer.
pub(crate) fn format_ms(ms: f64) -> String {
    match ms {
        ..1.0 => format!("{ms:.3} ms"),
        ..10.0 => format!("{ms:.2} ms"),
        ..1000.0 => format!("{ms:.0} ms"),
        _ => format!("{:.2} s", ms / 1e3),
    }
}
