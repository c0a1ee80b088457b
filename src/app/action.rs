//! The actions a key, button or click can trigger.

use serde::Deserialize;

use super::Motion;
use crate::lang::Lang;

/// Defines the actions from one row each: the variant, its name in the settings file, its word on
/// the command line if that is shorter, its description in Chinese and English, a longer one for
/// lists of keys if it needs one, other words for it in both languages, and the list motion that it
/// stands for, if it is one.
macro_rules! actions {
    ($(
        $action:ident $name:literal $(@ $word:literal)?: $zh:literal, $en:literal
        $(/ $long_zh:literal, $long_en:literal)? $(~ $synonyms:literal)? $(=> $motion:ident)?;
    )*) => {
        /// A user action, independent of the key, button or click that triggered it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        pub enum Action {
            $(#[doc = concat!($en, ".")] #[serde(rename = $name)] $action,)*
        }

        impl Action {
            /// Returns the action's name as the settings file spells it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$action => $name,)* }
            }

            /// Returns the word for the action on the command line.
            #[must_use]
            pub fn word(self) -> &'static str {
                let word: Option<&'static str> =
                    match self { $(Self::$action => [$($word)?].first().copied(),)* };
                word.unwrap_or(self.name())
            }

            /// Returns the short description, shown in the footer and on buttons.
            #[must_use]
            pub fn describe(self, lang: Lang) -> &'static str {
                let [zh, en] = match self { $(Self::$action => [$zh, $en],)* };
                match lang {
                    Lang::Zh => zh,
                    Lang::En => en,
                }
            }

            /// Returns the description for lists of keys, which names what a reader looks for.
            #[must_use]
            pub fn explain(self, lang: Lang) -> &'static str {
                let long: Option<[&'static str; 2]> = match self {
                    $(Self::$action => [$([$long_zh, $long_en])?].first().copied(),)*
                };
                match (long, lang) {
                    (None, _) => self.describe(lang),
                    (Some([zh, _]), Lang::Zh) => zh,
                    (Some([_, en]), Lang::En) => en,
                }
            }

            /// Returns other words for the action, by which the help page finds it.
            #[must_use]
            pub fn synonyms(self) -> &'static str {
                match self { $(Self::$action => concat!("", $($synonyms)?),)* }
            }

            /// Returns the list motion this action stands for, if it is one.
            #[must_use]
            pub fn motion(self) -> Option<Motion> {
                match self {
                    $($(Self::$action => Some(Motion::$motion),)?)*
                    _ => None,
                }
            }
        }

        #[cfg(test)]
        const ROWS: &[(Action, &str)] = &[$((Action::$action, $name),)*];
    };
}

actions! {
    Up "up": "上一行", "Up" => Up;
    Down "down": "下一行", "Down" => Down;
    PageUp "page_up": "上一页", "Page up" => PageUp;
    PageDown "page_down": "下一页", "Page down" => PageDown;
    HalfUp "half_up": "上半页", "Half page up" => HalfUp;
    HalfDown "half_down": "下半页", "Half page down" => HalfDown;
    Top "top": "到开头", "To the start" => Top;
    Bottom "bottom": "到末尾", "To the end" => Bottom;
    Left "left": "左边的栏", "Left pane";
    Right "right": "右边的栏", "Right pane";
    NextPane "next_pane": "换栏", "Next pane";
    PrevPane "prev_pane": "上一栏", "Previous pane";
    DetailUp "detail_up": "详情上滚", "Scroll details up";
    DetailDown "detail_down": "详情下滚", "Scroll details down";
    Open "open": "打开", "Open";
    Back "back": "返回", "Close" ~ "后退 取消 cancel escape";
    Search "search": "搜索", "Search" ~ "查找 find look";
    Filter "filter": "筛选", "Filter" ~ "过滤 条件 facets narrow";
    Command "command": "命令", "Command" / "命令行", "Command line" ~ "prompt";
    Changes "changes": "有什么变化", "What has changed" ~ "变动 更新 修改 diff news updates";
    GoBack "go_back": "后退", "Back";
    GoForward "go_forward": "前进", "Forward";
    Mark "mark": "做记号", "Set mark";
    ToMark "to_mark": "跳到记号", "Go to mark";
    NextHit "next_hit": "下一个结果", "Next result";
    PrevHit "prev_hit": "上一个结果", "Previous result";
    Number "number" @ "go": "按编号打开", "Go to number" ~ "跳转 序号 goto jump";
    AllDomains "all_domains" @ "all": "查看全部领域", "Show all domains";
    Zoom "zoom": "详情占满全屏", "Full-width details" ~ "放大 加宽 full screen wide zoom";
    Copy "copy": "复制", "Copy" ~ "剪贴板 拷贝 clipboard yank";
    Code "code" @ "qr": "二维码", "QR code" ~ "手机 扫码 phone scan code";
    Choose "choose": "选取或取消", "Choose or not" / "选取这一项，或取消（再复制、导出、扫码）", "Choose the row, or not: to copy, export or scan several" ~ "多选 勾选 标记 select several mark tick";
    ChooseAll "choose_all": "全部选取", "Choose all" / "选取列出的全部，或全部取消", "Choose all in the list, or none" ~ "全选 多选 select all";
    Export "export": "导出", "Export" / "导出选取的或列出的项目", "Export the chosen or listed projects" ~ "表格 保存 下载 excel csv markdown save download table";
    Save "save": "存成文件", "Save as a file" ~ "导出 保存 write export";
    Sort "sort": "排序", "Sort" ~ "顺序 次序 按数量 order arrange rank";
    Overview "overview": "总览", "Overview" ~ "汇总 全局 summary dashboard";
    Language "language" @ "lang": "English", "中文" / "语言：换成 English", "Language: switch to 中文" ~ "语言 英文 双语 language English Chinese";
    Theme "theme": "切换配色", "Next theme" ~ "配色 颜色 深色 浅色 colours colors dark light";
    Mouse "mouse": "开关鼠标", "Mouse on/off" ~ "点按 触摸 click touch";
    Large "large": "大字版（关怀版）", "Large print" ~ "字体 字号 放大 老年 font size big";
    Home "home": "首页", "Home";
    Redraw "redraw": "重绘屏幕", "Redraw the screen";
    Help "help": "帮助", "Help" ~ "快捷键 按键 keys shortcuts commands";
    Suspend "suspend": "挂起，回到命令行", "Suspend to the shell";
    Interrupt "interrupt": "清空输入；再按一次退出", "Clear input; again to quit";
    Quit "quit": "退出", "Quit" ~ "离开 关闭 q exit leave bye";
    // Only where text is typed:
    Accept "accept": "看结果", "Show results";
    Run "run": "执行", "Run";
    Complete "complete": "补全", "Complete";
    CompleteBack "complete_back": "上一个补全", "Previous completion";
    Toggle "toggle": "选/不选", "Choose" / "选上，或者去掉", "Choose, or take back";
    CursorLeft "cursor_left": "光标左移", "Cursor left";
    CursorRight "cursor_right": "光标右移", "Cursor right";
    CursorStart "cursor_start": "光标到开头", "Cursor to start";
    CursorEnd "cursor_end": "光标到末尾", "Cursor to end";
    DeleteBack "delete_back": "删除前一个字", "Delete back";
    DeleteForward "delete_forward": "删除后一个字", "Delete forward";
    DeleteWord "delete_word": "删除前一个词", "Delete word back";
    DeleteAll "delete_all": "清空", "Clear";
    Earlier "earlier": "上一条搜索", "Previous search";
    Later "later": "下一条搜索", "Next search";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_describe_every_action() {
        for (action, name) in ROWS {
            for lang in Lang::ALL {
                for text in [action.describe(lang), action.explain(lang)] {
                    assert!(!text.is_empty() && !text.contains("{}"), "{name}");
                }
            }
        }
    }

    #[test]
    fn names_are_the_variants_in_snake_case() {
        for (action, name) in ROWS {
            assert_eq!(name.replace('_', ""), format!("{action:?}").to_lowercase());
            assert_eq!(ron::from_str(name), Ok(*action));
        }
    }
}
