#![no_main]

#[path = "../check.rs"]
#[allow(dead_code)]
mod check;
#[path = "../../../it/support/board.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The same bytes give the same random numbers.
    let seed = bytes.iter().fold(1469598103934665603_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(1099511628211));
    check::table(bytes, &mut check::Rng(seed | 1));
});
