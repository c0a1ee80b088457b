//! Mends the text of mirrors that write simplified characters as traditional ones with their
//! reading in brackets, 項(xiàng), and lose characters on the way.
//!
//! Such a mirror works on GBK bytes. Where the second byte of a character and the first byte of the
//! next look like an entry of its table, it cuts both in two: `X?reading)` stays, and the bytes from
//! there on are shifted by one up to the next ASCII byte. Full-width marks are replaced in the same
//! way, so after a character whose second byte is A3 a mark appears from nowhere. The way back is
//! by bytes: the one that was lost is put in front, and the run is decoded again.

use std::borrow::Cow;

use encoding_rs::GBK;
use pinyin::{ToPinyin, ToPinyinMulti};

use super::traditional::{is_text_traditional, is_traditional, simplified};

/// A character that stands for one that is lost.
pub(super) const LOST: char = char::REPLACEMENT_CHARACTER;

/// Minimum number of readings in the text of a mirror.
const READINGS_MIN: usize = 5;
/// Longest reading, `zhuāng`, in characters.
const READING_MAX: usize = 6;
/// Longest run of shifted characters.
const RUN_MAX: usize = 200;

/// Marks in ASCII, each with the second byte of its full-width form in GBK.
const MARKS: [(char, u8); 8] = [
    ('!', 0xa1),
    (',', 0xac),
    (';', 0xbb),
    (':', 0xba),
    ('?', 0xbf),
    ('(', 0xa8),
    (')', 0xa9),
    ('？', 0xbf),
];

/// Words with one of the characters whose second byte in GBK is A3, in traditional characters;
/// none of them fits, then it is a full stop.
const CUT_WORDS: &str = "專科 專業 專項 專職 專家 專題 專區 專用 專門 專線 專班 幸福 福利 福祉 造福 \
    祝福 惠福 小而危 危險 危房 危舊 危橋 危舊房 環保 社保 醫保 保障 保護 保險 保健 保潔 保供 保證 保安 \
    保留 保持 確保 低保 學校 校園 校車 校舍 校外 校內 高校 進校 入校 家校 院校 母校 常態 日常 正常 \
    經常 常住 常規 規模 模式 模範 大規模 海綿 海洋 海岸 上海 沿海 海域 海防 海口 停車 停靠 停放 停用 \
    裕民 富裕 牛羊 奶牛";

/// The characters whose second byte in GBK is A3, without the full stop.
const CUT_CHARS: [char; 11] = ['海', '保', '模', '專', '校', '常', '福', '危', '裕', '停', '牛'];

/// Text that was mended, and how.
#[derive(Debug, Default)]
pub(super) struct MendedText {
    pub text: String,
    /// Number of readings that were removed; 0 if the text is not from such a mirror.
    pub readings: usize,
    /// True if traditional characters were replaced by simplified ones.
    pub is_simplified: bool,
    /// Number of characters that their bytes gave back.
    pub restored: usize,
    /// Lines, from 0, with a character that is one of a few, and the words around it.
    pub chosen: Vec<(usize, String)>,
    /// Lines, from 0, with a character that is lost, and the words around it.
    pub lost: Vec<(usize, String)>,
}

/// Mends a text if it needs it.
pub(super) fn mend(text: &str) -> MendedText {
    let mut mended = MendedText::default();
    let text = &without_double_marks(text);
    let is_mirror = count_readings(text) >= READINGS_MIN;
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            mended.text.push('\n');
        }
        let chars: Vec<char> = line.chars().collect();
        let (chars, chosen) = if is_mirror {
            let mut repair = LineMender::new(&chars);
            repair.run();
            mended.readings += repair.readings;
            mended.restored += repair.restored;
            (repair.out, repair.chosen)
        } else {
            (without_lost_digits(chars), Vec::new())
        };
        let around = |at: usize| -> String {
            let from = at.saturating_sub(5);
            chars.iter().skip(from).take(11).map(|c| simplified(*c)).collect()
        };
        mended.chosen.extend(chosen.iter().map(|at| (nth, around(*at))));
        let lost = chars.iter().enumerate().filter(|(_, c)| **c == LOST).map(|(at, _)| at);
        mended.lost.extend(lost.map(|at| (nth, around(at))));
        mended.text.extend(&chars);
    }
    if is_mirror || is_text_traditional(&mended.text) {
        mended.is_simplified = true;
        mended.text = mended.text.chars().map(simplified).collect();
    }
    mended
}

/// Removes the comma that some copies put before each mark.
fn without_double_marks(text: &str) -> Cow<'_, str> {
    const DOUBLED_MIN: usize = 4;
    if text.matches(",。").count() + text.matches(",、").count() < DOUBLED_MIN {
        return text.into();
    }
    let mut text = text.to_owned();
    for mark in ["。", "、", "；", ";", "：", "，", ","] {
        text = text.replace(&format!(",{mark}"), mark);
    }
    text.into()
}

/// Counts the characters with their reading in brackets.
fn count_readings(text: &str) -> usize {
    let mut count = 0;
    let mut pieces = text.split('(');
    let mut before = pieces.next().unwrap_or_default();
    for piece in pieces {
        let reading = piece.split_once(')').map(|(reading, _)| reading);
        let c = before.chars().next_back();
        count += usize::from(c.zip(reading).is_some_and(|(c, reading)| has_reading(c, reading)));
        before = piece;
    }
    count
}

/// Returns true if `reading` is one of the character's, with its tone.
fn has_reading(c: char, reading: &str) -> bool {
    let readings = c.to_pinyin_multi();
    readings.is_some_and(|readings| readings.into_iter().any(|own| own.with_tone() == reading))
}

/// Returns true if `reading` is the usual one of the character, with its tone.
fn has_usual_reading(c: char, reading: &str) -> bool {
    c.to_pinyin().is_some_and(|own| own.with_tone() == reading)
}

/// Replaces a question mark between an ideograph and a number, which a wrong decoding has left, by
/// the sign for what is lost. Before a whole year it is rather a question.
fn without_lost_digits(mut chars: Vec<char>) -> Vec<char> {
    for at in 1..chars.len().saturating_sub(1) {
        let before = chars.get(at - 1).copied();
        let digits: String =
            chars.iter().skip(at + 1).take(5).take_while(|c| c.is_ascii_digit()).collect();
        let is_year = digits.parse().is_ok_and(|year: u16| (1949..=2100).contains(&year));
        let is_lost = before.is_some_and(is_ideograph) && !digits.is_empty() && !is_year;
        if let Some(c) = chars.get_mut(at).filter(|c| **c == '?' && is_lost) {
            *c = LOST;
        }
    }
    chars
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Mends a line of a mirror, from left to right.
struct LineMender<'a> {
    chars: &'a [char],
    at: usize,
    out: Vec<char>,
    readings: usize,
    restored: usize,
    /// Indexes into `out` of the characters that were chosen.
    chosen: Vec<usize>,
}

impl<'a> LineMender<'a> {
    fn new(chars: &'a [char]) -> Self {
        Self { chars, at: 0, out: Vec::new(), readings: 0, restored: 0, chosen: Vec::new() }
    }

    fn run(&mut self) {
        while let Some(c) = self.chars.get(self.at).copied() {
            let is_done =
                self.reading(c) || self.cut_reading(c) || self.cut_mark(c) || self.lost_digit(c);
            if !is_done {
                self.out.push(if is_private(c) { LOST } else { c });
                self.at += 1;
            }
        }
    }

    fn peek(&self, offset: usize) -> Option<char> {
        self.chars.get(self.at + offset).copied()
    }

    /// Returns the letters from `offset` up to a closing bracket, and the offset after it.
    fn letters(&self, offset: usize) -> Option<(String, usize)> {
        let rest = self.chars.get(self.at + offset..)?;
        let length = rest.iter().take(READING_MAX + 1).position(|c| *c == ')')?;
        let letters: String = rest.get(..length)?.iter().collect();
        (length > 0 && letters.chars().all(char::is_alphabetic))
            .then_some((letters, offset + length + 1))
    }

    /// Removes the reading of the character before it.
    fn reading(&mut self, c: char) -> bool {
        let Some(last) = self.out.last().copied().filter(|_| c == '(') else { return false };
        let Some((reading, end)) = self.letters(1) else { return false };
        if !has_reading(last, &reading) {
            return false;
        }
        self.readings += 1;
        self.at += end;
        true
    }

    /// Mends `X?reading)` and the run after it.
    fn cut_reading(&mut self, c: char) -> bool {
        let Some(last) = self.out.last().copied().filter(|_| c == '?') else { return false };
        let Some((reading, end)) = self.letters(1) else { return false };
        let Some([_, first]) = gbk_bytes(last) else { return false };
        let fitting = |fits: fn(char, &str) -> bool| -> Vec<u8> {
            let fits = |c: char| is_traditional(c) && fits(c, &reading);
            (0x40..=0xfe).filter(|second| gbk_char(first, *second).is_some_and(fits)).collect()
        };
        // Such mirrors know one reading of each character, nearly always the usual one.
        let usual = fitting(has_usual_reading);
        let seconds = if usual.is_empty() { fitting(has_reading) } else { usual };
        if seconds.is_empty() {
            return false;
        }
        let run = self.run_at(end);
        let decoded: Vec<Vec<char>> =
            seconds.iter().filter_map(|second| run.decode_after(*second)).collect();
        self.at += end;
        match decoded.as_slice() {
            [] => self.out.push(LOST),
            [first, others @ ..] => {
                if !others.is_empty() {
                    self.chosen.push(self.out.len());
                }
                self.restored += first.len();
                self.out.extend(first);
                self.at += run.length;
            }
        }
        true
    }

    /// Mends a mark that a cut has made, with the character before it and the run after it.
    fn cut_mark(&mut self, c: char) -> bool {
        let is_marked = c == '?' && self.peek(1).is_some_and(|next| mark_byte(next).is_some());
        let offset = usize::from(is_marked);
        let Some(byte) = self.peek(offset).and_then(mark_byte) else { return false };
        let run = self.run_at(offset + 1);
        // Without the first sign of a cut only what no one writes shows that there is one.
        if run.length == 0 || (!is_marked && !run.is_odd) {
            return false;
        }
        let Some(decoded) = run.decode_after(byte) else { return false };
        self.at += offset + 1 + run.length;
        self.chosen.push(self.out.len());
        let cut = cut_char(&self.out, decoded.first().copied());
        self.restored += decoded.len();
        self.out.push(cut);
        self.out.extend(decoded);
        true
    }

    /// Marks a number whose first digit is lost.
    fn lost_digit(&mut self, c: char) -> bool {
        let is_lost = c == '?' && self.peek(1).is_some_and(|next| next.is_ascii_digit());
        if is_lost {
            self.out.push(LOST);
            self.at += 1;
        }
        is_lost
    }

    /// Returns the shifted run at `offset`: up to the first ASCII character, which belongs to it.
    fn run_at(&self, offset: usize) -> ShiftedRun {
        let rest = self.chars.get(self.at + offset..).unwrap_or_default();
        let wide = rest.iter().take(RUN_MAX).take_while(|c| !c.is_ascii()).count();
        let mut run = ShiftedRun::default();
        for c in rest.iter().take(wide) {
            match gbk_bytes(*c) {
                Some(bytes) => run.bytes.extend(bytes),
                None => return run,
            }
            run.is_odd |= !is_usual(*c);
        }
        match rest.get(wide).and_then(|c| u8::try_from(*c).ok()) {
            Some(last @ (0x40..=0x7e)) => {
                run.bytes.push(last);
                run.length = wide + 1;
            }
            // The last character lacks its second byte, and the sign took the next one with it.
            Some(b'?') => {
                run.is_open = true;
                run.length = wide + 1;
            }
            _ => {}
        }
        run
    }
}

/// Characters whose bytes are shifted by one.
#[derive(Default)]
struct ShiftedRun {
    bytes: Vec<u8>,
    /// Number of characters; 0 if it is no such run.
    length: usize,
    /// True if the last byte is the first one of a character that is lost.
    is_open: bool,
    /// True if it has characters that no announcement has.
    is_odd: bool,
}

impl ShiftedRun {
    /// Decodes the run after the byte that was lost; `None` if that gives no usual text.
    fn decode_after(&self, byte: u8) -> Option<Vec<char>> {
        if self.length == 0 {
            return None;
        }
        let bytes: Vec<u8> = std::iter::once(byte).chain(self.bytes.iter().copied()).collect();
        let mut chars = Vec::new();
        for pair in bytes.chunks(2) {
            match pair {
                [first, second] => chars.push(gbk_char(*first, *second)?),
                _ if self.is_open => chars.push(LOST),
                _ => return None,
            }
        }
        chars.iter().all(|c| is_usual(*c) || *c == LOST).then_some(chars)
    }
}

/// Returns the character whose second byte became a mark: the one that makes a word with its
/// neighbours, or else a full stop.
fn cut_char(before: &[char], after: Option<char>) -> char {
    let before: String = before.iter().skip(before.len().saturating_sub(2)).collect();
    let is_word = |c: &char| {
        let text: String = before.chars().chain([*c]).chain(after).collect();
        CUT_WORDS.split_whitespace().any(|word| word.contains(*c) && text.contains(word))
    };
    CUT_CHARS.into_iter().find(is_word).unwrap_or('。')
}

fn mark_byte(c: char) -> Option<u8> {
    MARKS.into_iter().find(|(mark, _)| *mark == c).map(|(_, byte)| byte)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// Returns true for a mark or a character that announcements have: one of GB 2312, or the
/// traditional form of one.
fn is_usual(c: char) -> bool {
    match gbk_bytes(simplified(c)) {
        Some([0xb0..=0xf7, 0xa1..=0xfe]) => is_ideograph(c),
        Some([0xa1, second]) => (0xa1..=0xbf).contains(&second),
        _ => matches!(c, '（' | '）' | '，' | '；' | '：' | '！' | '？'),
    }
}

/// Returns the two bytes of a character in GBK.
fn gbk_bytes(c: char) -> Option<[u8; 2]> {
    let mut text = [0; 4];
    let (bytes, _, has_failed) = GBK.encode(c.encode_utf8(&mut text));
    match *bytes {
        [first, second] if !has_failed => Some([first, second]),
        _ => None,
    }
}

/// Returns the character of two bytes in GBK.
fn gbk_char(first: u8, second: u8) -> Option<char> {
    let bytes = [first, second];
    let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
