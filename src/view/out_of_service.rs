//! The out-of-service screen of a kiosk: in both languages, and large enough to be read from the
//! door.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::put_str;
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

/// Width and height of the four bitmaps together, in dots.
const BITMAP_SIZE: (u16, u16) = (BITMAP_STEP * 4 - 2, 16);

/// Draws the notice that there is no service, and where to ask. `han` is true if the terminal has
/// Chinese characters.
pub fn out_of_service(han: bool, buf: &mut Buffer) {
    let area = buf.area;
    let languages = Lang::ALL.into_iter().filter(|lang| han || *lang == Lang::En);
    let lines: Vec<&str> =
        languages.flat_map(|lang| [lang.strings().closed, lang.strings().closed_ask]).collect();
    let text = u16::try_from(lines.len()).unwrap_or_default();
    // A cell is about twice as high as it is wide: two make a square dot, if there is room.
    let wide = if area.width >= 2 * BITMAP_SIZE.0 + 2 { 2 } else { 1 };
    let large = area.width >= BITMAP_SIZE.0 && area.height >= BITMAP_SIZE.1 + text + 3;
    let height = if large { BITMAP_SIZE.1 + 2 + text } else { text };
    let mut y = area.y + area.height.saturating_sub(height) / 2;
    if large {
        let left = area.x + (area.width - wide * BITMAP_SIZE.0) / 2;
        for (dots, x) in BITMAPS.iter().zip((left..).step_by(usize::from(wide * BITMAP_STEP))) {
            paint(dots, wide, (x, y), buf);
        }
        y += BITMAP_SIZE.1 + 2;
    }
    for (line, y) in lines.iter().zip(y..area.bottom()) {
        let line = fit(line, usize::from(area.width));
        let indent = area.width.saturating_sub(u16::try_from(cells(&line)).unwrap_or_default()) / 2;
        put_str(buf, area.x + indent, y, &line, usize::from(area.width), Style::new());
    }
}

fn paint(dots: &[u16; 16], wide: u16, (left, top): (u16, u16), buf: &mut Buffer) {
    for (row, y) in dots.iter().zip(top..) {
        for dot in (0..16).filter(|dot| row << dot & 0x8000 != 0) {
            let x = left + wide * dot;
            for x in x..x + wide {
                if let Some(cell) = buf.cell_mut((x, y)) {
                    cell.set_style(Style::new().add_modifier(Modifier::REVERSED));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::view::rows;

    /// Renders the screen as text, with `#` for a dot.
    fn screen(width: u16, height: u16, han: bool) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        out_of_service(han, &mut buf);
        for cell in &mut buf.content {
            if cell.modifier.contains(Modifier::REVERSED) {
                cell.set_symbol("#");
            }
        }
        rows(&buf).iter().map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn it_is_read_from_the_door_and_at_the_counter() {
        let wanted = [
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
            "                                  请到柜台咨询",
            "                                 Out of service",
            "                           Please ask at the counter",
            "",
        ];
        assert_eq!(screen(80, 24, true).lines().collect::<Vec<_>>(), wanted);
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
