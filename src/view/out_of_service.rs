//! The out-of-service screen of a kiosk: in both languages, and large enough to be read from the
//! door.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Modifier, Style};

use super::canvas::set_stringn;
use crate::lang::Lang;
use crate::text::{cells, fit};

/// Bitmaps of 暂停服务, 16 rows of 16 dots each, the most significant bit at the left; after GNU
/// Unifont. They are painted as blanks in reverse video, which needs no font: a console without
/// Chinese characters shows them, too.
const BITMAPS: [[u16; 16]; 4] = [
    [
        0x100C, 0xFEF0, 0x2080, 0x4880, 0x7EFE, 0x0888, 0x0E88, 0xF908, 0x4A08, 0x1FF8, 0x1010,
        0x1010, 0x1FF0, 0x1010, 0x1010, 0x1FF0,
    ],
    [
        0x0820, 0x0820, 0x0FFF, 0x1000, 0x11FC, 0x3104, 0x51FC, 0x1000, 0x17FF, 0x1401, 0x11FC,
        0x1020, 0x1020, 0x1020, 0x10E0, 0x0000,
    ],
    [
        0x0000, 0x3CFE, 0x2482, 0x2482, 0x2486, 0x3C80, 0x24FE, 0x24A2, 0x24A2, 0x3C94, 0x2494,
        0x2488, 0x248C, 0x4492, 0x4CA1, 0x0000,
    ],
    [
        0x0400, 0x0400, 0x0FF0, 0x1820, 0x24C0, 0x0300, 0x0CC0, 0x3230, 0xC20E, 0x1FF0, 0x0210,
        0x0410, 0x0810, 0x0810, 0x10A0, 0x2040,
    ],
];

/// Distance in dots from one character to the next.
const BITMAP_STEP: u16 = 18;

/// Size of the four bitmaps together, in dots.
const BITMAP_SIZE: Size = Size { width: BITMAP_STEP * 4 - 2, height: 16 };

/// Draws the notice that there is no service, and where to ask. `has_han` is true if the terminal
/// has Chinese characters.
pub(crate) fn out_of_service(has_han: bool, buf: &mut Buffer) {
    let area = buf.area;
    let languages = Lang::ALL.into_iter().filter(|lang| has_han || *lang == Lang::En);
    let lines: Vec<&str> =
        languages.flat_map(|lang| [lang.strings().closed, lang.strings().closed_ask]).collect();
    let text_rows = u16::try_from(lines.len()).unwrap_or_default();
    // A cell is about twice as high as it is wide: two make a square dot, if there is room.
    let dot_width = if area.width >= 2 * BITMAP_SIZE.width + 2 { 2 } else { 1 };
    let is_large =
        area.width >= BITMAP_SIZE.width && area.height >= BITMAP_SIZE.height + text_rows + 3;
    let height = if is_large { BITMAP_SIZE.height + 2 + text_rows } else { text_rows };
    let mut y = area.y + area.height.saturating_sub(height) / 2;
    if is_large {
        let left = area.x + (area.width - dot_width * BITMAP_SIZE.width) / 2;
        for (bitmap, x) in
            BITMAPS.iter().zip((left..).step_by(usize::from(dot_width * BITMAP_STEP)))
        {
            draw_bitmap(bitmap, dot_width, Position { x, y }, buf);
        }
        y += BITMAP_SIZE.height + 2;
    }
    let width = usize::from(area.width);
    for (line, y) in lines.iter().zip(y..area.bottom()) {
        let line = fit(line, width);
        let indent = area.width.saturating_sub(u16::try_from(cells(&line)).unwrap_or_default()) / 2;
        set_stringn(buf, area.x + indent, y, &line, width, Style::new());
    }
}

/// Draws `bitmap`, with dots of `dot_width` cells, from its upper left corner `origin` on.
fn draw_bitmap(bitmap: &[u16; 16], dot_width: u16, origin: Position, buf: &mut Buffer) {
    for (row, y) in bitmap.iter().zip(origin.y..) {
        for dot in (0..16).filter(|dot| row << dot & 0x8000 != 0) {
            let dot = Rect { x: origin.x + dot_width * dot, y, width: dot_width, height: 1 };
            buf.set_style(dot, Style::new().add_modifier(Modifier::REVERSED));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::rows;

    /// Renders the screen as text, with `#` for a dot.
    fn screen(width: u16, height: u16, has_han: bool) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        out_of_service(has_han, &mut buf);
        for cell in &mut buf.content {
            if cell.modifier.contains(Modifier::REVERSED) {
                cell.set_symbol("#");
            }
        }
        rows(&buf).iter().map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn it_is_read_from_the_door_and_at_the_counter() {
        let expected = [
            "",
            "        #        ##        #     #                              #",
            "     ####### ####          #     #         ####  #######        #",
            "       #     #             ############    #  #  #     #       ########",
            "      #  #   #            #                #  #  #     #      ##     #",
            "      ###### #######      #   #######      #  #  #    ##     #  #  ##",
            "         #   #   #       ##   #     #      ####  #               ##",
            "         ### #   #      # #   #######      #  #  #######       ##  ##",
            "     #####  #    #        #                #  #  # #   #     ##  #   ##",
            "      #  # #     #        # ###########    #  #  # #   #   ##    #     ###",
            "        ##########        # #         #    ####  #  # #       #########",
            "        #       #         #   #######      #  #  #  # #          #    #",
            "        #       #         #      #         #  #  #   #          #     #",
            "        #########         #      #         #  #  #   ##        #      #",
            "        #       #         #      #        #   #  #  #  #       #      #",
            "        #       #         #    ###        #  ##  # #    #     #    # #",
            "        #########                                            #      #",
            "",
            "",
            "                                    暂停服务",
            "                                请到服务窗口咨询",
            "                                 Out of service",
            "                           Please ask at the counter",
            "",
        ];
        assert_eq!(screen(80, 24, true).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn where_there_are_no_chinese_characters_there_is_still_the_large_word() {
        let screen = screen(150, 30, false);
        assert!(screen.contains("##") && screen.contains("Out of service"), "{screen}");
        assert!(screen.is_ascii(), "{screen}");
    }

    #[test]
    fn any_size_says_it_as_well_as_it_can() {
        for width in 0..160 {
            for height in 0..40 {
                let screen = screen(width, height, true);
                assert!(
                    width < 8 || height < 4 || screen.contains("暂停服务"),
                    "{width}x{height}\n{screen}"
                );
            }
        }
    }
}
