//! The lines that `benches/truth` gathers and the READMEs carry: what was measured, how it is here,
//! and how it is beside.

/// Prints such a line.
pub(crate) fn row(what: &str, here: &str, beside: &str) {
    println!("| {what} | {here} | {beside} |");
}

/// A number of things: `1,000,000`.
pub(crate) fn count(count: usize) -> String {
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

/// A time in milliseconds, with as many digits as say something.
pub(crate) fn time(ms: f64) -> String {
    match ms {
        ..1.0 => format!("{ms:.3} ms"),
        ..10.0 => format!("{ms:.2} ms"),
        ..1000.0 => format!("{ms:.0} ms"),
        _ => format!("{:.2} s", ms / 1e3),
    }
}
