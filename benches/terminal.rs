//! What the board costs a terminal: time to the first frame, and bytes for what people do. Run it with
//! `cargo bench --bench terminal`; the bytes are the same every time, the time is that of this machine today.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and has nobody to report to")]

#[path = "../tests/support/pty.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod pty;

use std::time::Instant;

use pty::Launch;

/// What people do, and the keys for it.
const DEEDS: [(&str, &str); 6] = [
    ("cursor down", "j"),
    ("a page down", "\x1b[6~"),
    ("to the detail", "\t"),
    ("open the help", "?"),
    ("open the search", "/"),
    ("type a letter", "/t"),
];

fn main() {
    let mut starts: Vec<f64> = (0..15)
        .map(|_| {
            let start = Instant::now();
            let app = Launch::board(&[]).start();
            app.wait_until("the first frame", |screen| {
                screen.contents().contains("25/25") || screen.contents().contains("1/25")
            });
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    starts.sort_by(f64::total_cmp);
    println!("spawn to first frame, 80x24: min {:.1} ms, median {:.1} ms", starts[0], starts[starts.len() / 2]);
    println!("{:<16} {:>8} {:>8}  bytes", "", "80x24", "200x60");
    let all = |deed: Option<&str>| [(80, 24), (200, 60)].map(|(width, height)| bytes(width, height, deed));
    let [small, large] = all(None);
    println!("{:<16} {small:>8} {large:>8}", "first frame");
    for (name, keys) in DEEDS {
        let [small, large] = all(Some(keys));
        println!("{name:<16} {small:>8} {large:>8}");
    }
}

/// The bytes of the last frame: the first, or that of the last of some keys.
fn bytes(width: u16, height: u16, keys: Option<&str>) -> usize {
    let app = Launch::board(&[]).size(width, height).start();
    app.wait("1/25");
    app.absorb("");
    let Some(keys) = keys else { return app.raw().len() };
    let (before, last) = if keys.starts_with('/') && keys.len() > 1 { keys.split_at(1) } else { ("", keys) };
    if !before.is_empty() {
        app.absorb(before);
    }
    let so_far = app.raw().len();
    app.absorb(last);
    // The board sleeps, but its last bytes may still be on their way to us.
    while app.raw().len() == so_far || !app.raw().ends_with(b"\x1b[?2026l") {
        std::thread::yield_now();
    }
    app.raw().len() - so_far
}
