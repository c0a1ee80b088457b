//! Radicals and compatibility ideographs, as text from a PDF has them, are the characters that they
//! look like: in texts and in queries, also by pinyin.

use super::Fixture;

#[test]
fn what_looks_the_same_is_found() {
    let fixture = Fixture::with_titles([
        ("⽼旧⼩区改造", ""),
        ("更新老楼", ""),
        ("\u{f914}園", ""),
        ("\u{f9d1}合路 ⻢⻓", ""),
        ("用⼾改造", ""),
    ]);
    for (typed, numbers) in [
        ("老旧小区", &[101][..]),
        ("⽼旧⼩区", &[101]),
        ("ljxq", &[101]),
        ("laojiu", &[101]),
        ("⽼楼", &[102]),
        ("乐园", &[103]),
        ("樂园", &[103]),
        ("yueyuan", &[103]),
        ("六合路", &[104]),
        ("lhl", &[104]),
        ("马长", &[104]),
        ("machang", &[104]),
        ("\u{f9d1}", &[104]),
        ("用户", &[105]),
        ("\"⼾\"", &[105]),
    ] {
        assert_eq!(fixture.search(typed).in_titles(), numbers, "{typed}");
    }
    assert_eq!(fixture.search("旧小区").highlighted(101), [1, 2, 3]);
    assert_eq!(fixture.search("mac").highlighted(104), [4, 5]);
}
