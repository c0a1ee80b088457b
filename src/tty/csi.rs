//! Control sequences as bytes: `ESC [`, numbers, and a final byte (ECMA-48).

/// Appends the control sequence of `numbers` and the byte `last`.
pub(crate) fn push_csi(bytes: &mut Vec<u8>, numbers: &[u16], last: u8) {
    bytes.extend_from_slice(b"\x1b[");
    for (nth, number) in numbers.iter().enumerate() {
        if nth > 0 {
            bytes.push(b';');
        }
        push_number(bytes, *number);
    }
    bytes.push(last);
}

/// Appends `number` in decimal.
pub(crate) fn push_number(bytes: &mut Vec<u8>, number: u16) {
    if number >= 10 {
        push_number(bytes, number / 10);
    }
    bytes.push(b'0' + (number % 10) as u8);
}

/// Replaces the bytes from `start` on by those that `alternative` appends, unless these are more;
/// in place, for speed.
pub(crate) fn keep_shorter(
    bytes: &mut Vec<u8>,
    start: usize,
    alternative: impl FnOnce(&mut Vec<u8>),
) {
    let end = bytes.len();
    alternative(bytes);
    if bytes.len() - end <= end - start {
        bytes.drain(start..end);
    } else {
        bytes.truncate(end);
    }
}

/// Returns what `push` appends after other bytes.
#[cfg(test)]
pub(crate) fn appended_by(push: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = b"before ".to_vec();
    push(&mut bytes);
    String::from_utf8(bytes).unwrap().strip_prefix("before ").unwrap().to_owned()
}
