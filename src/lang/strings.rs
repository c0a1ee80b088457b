//! The one table of words, except those of actions (`app/action.rs`). A row that lacks a language
//! does not compile.

macro_rules! table {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// Every word that a person reads, in one language. `{}` stands for what [`fill`](super::fill) puts in.
        #[derive(Debug)]
        pub struct Strings {
            $(#[doc = concat!("The words of the row `", stringify!($name), "`.")] pub $name: &'static str,)*
        }

        pub(crate) const ZH: Strings = Strings { $($name: $zh,)* };
        pub(crate) const EN: Strings = Strings { $($name: $en,)* };

        #[cfg(test)]
        const ROWS: &[(&str, &str, &str)] = &[$((stringify!($name), $zh, $en),)*];
    };
}

table! {
    // The board.
    all_domains: "全部", "All";
    pane_domains: "领域", "Domains";
    pane_projects: "项目", "Projects";
    pane_detail: "详情", "Details";
    programmes: "{} 份清单：{}", "{} programmes: {}";
    number_prefix: "编号:", "no:";
    position: "{}/{}", "{}/{}";
    search_label: "搜索:", "Search:";
    found_count: "{}/{} 项", "{} of {}";
    found_part: "{}+/{} 项", "{}+ of {}";
    searching: "查找中…", "Searching…";
    found_subsequence: "相近", "loose match";
    found_similar_sound: "读音相近", "similar sound";
    nothing_found: "没有找到。试试拼音（tingche）、首字母（tc），或少输几个字；按 Esc 删去最后一个词。", "No results. Try fewer letters or another word, in English, Chinese or pinyin; Esc removes the last word.";
    nothing_found_yet: "没有找到。试试拼音（tingche）、首字母（tc），或少输几个字；按 Ctrl-w 删去一个词。", "No results. Try fewer letters or another word, in English, Chinese or pinyin; Ctrl-w deletes a word.";
    nothing_in_programme: "这份清单里没有，其他清单里有 {} 项：按 a 查看全部。", "No results in this programme, {} in others: press a to show all.";
    nothing_here: "这个领域里没有，其他领域里有 {} 项：按 a 查看全部领域。", "No results in this domain, {} in others: press a to show all domains.";
    touch_to_begin: "轻触屏幕开始", "Touch to begin";
    still_there: "还在吗？", "Are you still there?";
    still_there_hint: "如果没有操作，{} 秒后回到首页", "Otherwise this screen returns to the start in {} seconds";
    challenge_hint: "要继续看，请轻触按钮，或按数字键 {}。否则 {} 秒后回到首页", "To continue, touch the button or press {}. Otherwise back to the start in {} seconds";
    button_continue: "我还在，继续", "Continue";
    key_delete: "删除", "Del";
    key_more: "换页", "More";
    quote_number: "请对窗口说“{} 号项目”", "Ask staff about no. {}";
    nothing_found_status: "没有找到“{}”这个词。要按进度找，请输入“状态:{}”。", "No project contains the word “{}”. To search by progress, type status:{}.";
    nothing_found_touch: "没有找到。请点“{}”删去几个字母，或点“{}”按领域查找。", "No results. Touch {} to remove letters, or {} to browse by domain.";
    typing_number: "到项目编号 {}_", "Go to project {}_";
    help_title: "按键帮助:", "Keys:";
    help_hint: "打字筛选", "type to filter";
    keys_board: "看板", "On the board";
    keys_search: "搜索框里", "In the search box";
    keys_overview: "总览里", "On the overview";
    keys_copy: "复制菜单里", "In the copy menu";
    keys_code: "二维码页", "On the QR code";
    keys_mark: "输入记号时", "When entering a mark";
    keys_help: "本页", "On this page";
    too_small: "窗口太小：至少要 {}，现在是 {}。请放大窗口。", "The window is too small: it needs at least {}, and has {}. Please enlarge it.";
    notice_quit_armed: "再按一次 Ctrl-C 退出", "Press Ctrl-C again to quit";
    notice_garbled: "输入的内容不是 UTF-8 文字：请把终端的字符编码设为 UTF-8", "The input is not UTF-8: set the character encoding of the terminal to UTF-8";
    notice_no_han: "这个终端显示不了汉字，按 e 换成英文；要看中文，请用 foot、kmscon 或 SSH", "This console cannot show Chinese characters; use foot, kmscon or SSH";
    coming: "[{}] {}%，{}/{} MB，{} 项", "[{}] {}%, {}/{} MB, {} projects";
    coming_left: "，还需 {} 秒，Ctrl-C 停止", ", {} s left, Ctrl-C stops";
    stopped: "只读了文件的前一部分", "Only the beginning of the file was read";
    broken: "只有文件的前一部分：后面有 {} 处错误", "Only the beginning of the file; errors in the rest: {}";
    stale_of: "数据截至 {}", "Data as of {}";
    stale_builtin: "自带的 2026 年清单", "The built-in programme of 2026";
    stale_faulty: "{}；新文件有 {} 处错误", "{}; errors in the new file: {}";
    left_out: "没有显示 {}", "{} is not shown";
    stale_left_out: "没有显示 {}：有 {} 处错误", "{} is not shown; errors in it: {}";
    stale_left_out_unreadable: "没有显示 {}：无法读取", "{} is not shown; it cannot be read";
    stale_unreadable: "{}；数据文件无法读取", "{}; the data file cannot be read";
    unread_format: "文件格式 {} 较新（本程序支持到 {}），没有全部显示", "File format {} (known: {}), not fully shown";
    unread_entries: "{} 条无法识别，没有显示", "Unrecognised entries, not shown: {}";
    unread: "部分内容没有显示", "Some content is not shown";
    page_left_out: "这个项目还有 {} 条内容无法识别，没有显示", "Unrecognised entries of this project, not shown: {}";
    log_left_out: "{}：{} 条看不懂，没有显示", "{}: entries not understood and not shown: {}";
    needs_all: "以上内容本程序无法识别，写出时会丢失；请先改正，或换用新版 minsheng", "this version does not recognise the content named above, and would lose it; correct it, or use a newer minsheng";
    closed: "暂停服务", "Out of service";
    closed_ask: "请到服务窗口咨询", "Please ask at the counter";
    status_projects: "{} 个项目", "{} projects";
    log_started: "启动：版本 {}，{}，{} 个项目", "started: version {}, {}, {} projects";
    log_builtin: "自带的清单", "the built-in programme";
    log_ended: "结束，代码 {}", "ended with code {}";
    log_renewed: "{}：换上新数据，{} 个项目", "{}: new data, {} projects";
    log_refused: "{}：{} 处错误，不换，继续显示原来的数据", "{}: not shown, errors in it: {}; what was shown stays";
    log_unreadable: "{}：读不到，继续显示原来的数据", "{}: cannot be read; what was shown stays";
    log_refused_first: "{}：{} 处错误，没有显示", "{}: not shown, errors in it: {}";
    log_unreadable_first: "{}：读不到，没有显示", "{}: not shown, cannot be read";
    log_not_shown: "{}（没有显示：{}）", "{} (not shown: {})";
    log_file_faulty: "{} 有 {} 处错误", "{} with errors: {}";
    log_file_unreadable: "{} 读不到", "{} that cannot be read";
    log_shows: "现在显示：{}，{} 个项目", "now shown: {}, {} projects";
    log_counts_failed: "{}：次数暂时写不进去，先记在内存里，一分钟内再试：{}", "{}: the counts cannot be written for now; they are kept in memory and tried again within a minute: {}";
    log_counts_aside: "{}：次数先存在 {}，下一个看板会加进去：{}", "{}: the last counts stand in {} until the next board adds them: {}";
    log_counts_lost: "{}：有 {} 次写不下来，丢失了：{}", "{}: counts are lost: {}; they cannot be written: {}";
    count_locked: "别的程序占着这张表", "another program has the table";
    count_day: "日期", "day";
    count_what_happened: "什么事", "what happened";
    count_what: "项目或搜索", "project or query";
    count_times: "次数", "times";
    count_opened: "打开", "opened";
    count_nothing_found: "没有找到", "nothing found";
    count_strange: "不是次数表", "not a table of counts";
    notice_cannot_suspend: "这里不能挂起：没有可以返回的命令行", "Cannot suspend: there is no shell to return to";
    notice_works_in: "这里不起作用，只能用于: {}", "Not available here, only: {}";
    mark_as: "按一个字母（a-z）给这里做记号，Esc 取消", "Mark this place with a letter (a-z)";
    mark_to: "跳到哪个记号？{}", "Go to which mark? {}";
    notice_marked: "已记为 {}：按 ' 再按 {} 就能回来", "Marked as {}: press ' and {} to return here";
    notice_no_mark: "没有记号 {}", "There is no mark {}";
    notice_no_marks: "还没有记号；按 m 做一个", "No marks yet; press m to set one";
    notice_no_letter: "记号只能是字母 a-z", "A mark is a letter from a to z";
    notice_no_way_back: "没有可以后退的位置", "Nothing to go back to";
    notice_no_way_forward: "没有可以前进的位置", "Nothing to go forward to";
    notice_theme: "配色: {} ({})", "Theme: {} ({})";
    notice_mouse_on: "鼠标可以点按和滚动；按住 Shift 才能选字", "Mouse on: click and scroll; hold Shift to select text";
    notice_mouse_off: "鼠标已交还终端，可以选取文字", "Mouse off: the terminal selects text again";
    notice_no_colours: "这个终端没有颜色可换", "This terminal has no colours to change";
    theme_auto16: "终端自己的颜色", "the terminal's own colours";
    theme_dark: "深色", "light on dark";
    theme_light: "浅色", "dark on light";
    theme_contrast: "高对比度", "high contrast";
    theme_mono: "无色", "no colours";
    no_such_project: "没有 {} 号项目，最接近的是 {}", "There is no project {}; the nearest are {}";

    // The overview.
    overview: "总览", "Overview";
    overview_counts: "{} 个项目，{} 个领域", "{} projects in {} domains";
    overview_rule: "每个领域显示一个数：人数、户数优先，其次是件数，最后是长度和面积。", "One figure per domain: people first, then items, then lengths and areas.";
    headline_of: "{}（{} 号项目）", "{} (project {})";
    more_projects: "还有 {} 项", "and {} more";

    // The page about a project.
    domain_sorted: "{}（按本清单归类）", "{} (classified by this catalogue)";
    targets: "目标", "Targets";
    source: "来源", "Source";
    domain: "领域", "Domain";
    number: "编号", "No.";
    title: "名称", "Title";
    figure: "数量", "Figure";
    about: "约", "about";
    at_least: "不少于", "at least";
    more_than: "超", "more than";

    // How far it is.
    status_unreported: "未报送", "unreported";
    status_unclear: "不明", "unclear";
    status_under_way: "推进中", "under way";
    status_behind: "滞后", "behind";
    status_done: "已完成", "done";
    progress: "进度", "Progress";
    status: "状态", "Status";
    latest_report: "最新进展", "Latest report";
    comma: "，", ", ";
    reports: "进展", "Reports";
    planned: "计划 {} 至 {}", "Planned from {} to {}";
    planned_from: "计划 {} 开始", "Planned from {}";
    planned_to: "计划 {} 完成", "Planned until {}";
    behind_plan: "比计划落后 {} 个百分点", "{} points behind plan";
    behind_done: "滞后：已完成 {}%", "behind: {}% done";
    not_updated: "{} 天未更新", "no report for {} days";
    rates: "完成率 {}%，开工率 {}%，滞后 {}", "{}% done, {}% started, {} behind";
    rates_rule: "完成率、开工率按项目数计算；横条表示平均进度。", "Rates count projects; bars show the mean progress.";
    mean_progress: "平均进度", "Mean";
    done_rate: "完成率", "Completed";
    begun_rate: "开工率", "Started";
    stale_count: "久未更新", "No recent report";
    all_of_them: "合计", "Total";
    no_progress: "这份数据没有进度；怎样报进度见文档《办公表格》，怎样写在数据文件里见《数据格式》", "This data has no progress; docs/office.md and docs/data-format.md say how to add it";
    report_title: "{}进展情况通报", "{}: progress";
    report_as_of: "截至 {}", "As of {}";
    report_sum: "共 {} 项：已完成 {} 项，推进中 {} 项，滞后 {} 项，未报送 {} 项。完成率 {}%，开工率 {}%。", "{} projects: {} done, {} under way, {} behind, {} unreported. {}% are done, {}% have started.";
    report_late: "滞后项目", "Projects behind plan";
    report_rules: "判定办法：比计划落后 {} 个百分点及以上为滞后，计划进度按起止日期均匀推算；没有报送百分数的项目，取各目标完成比例的平均数；超过 {} 天没有报送的为久未更新。", "Rules: a project is behind if it is {} points or more behind its plan, which is a straight line from start to end; if no percentage was reported, its progress is the mean of its targets; no recent report means none for more than {} days.";

    // What is copied of it.
    copy_title: "复制: {} {}", "Copy: {} {}";
    extract_line: "一句话", "One line";
    extract_number: "编号", "Number";
    extract_brief: "简报", "Brief";
    colon: "：", ": ";
    semicolon: "；", "; ";
    notice_copied: "已发送到终端的剪贴板；如果粘贴不出来，请用鼠标选取文字", "Sent to the terminal's clipboard";
    notice_too_long: "太长，终端收不下: {} kB，上限 {} kB", "Too long for the terminal: {} kB; the limit is {} kB";

    // The code for phones.
    code_title: "手机扫码带走，不用联网:", "Scan with a phone; no network needed:";
    code_left_out: "放不下，没有写进去: {}。", "Left out for lack of room: {}.";
    code_larger: "窗口大一些就放得下。", " A larger window would fit everything.";
    code_targets: "最主要的目标", "the main target";
    code_other_targets: "其余目标", "other targets";
    code_places: "地点", "places";
    code_source: "来源", "source";
    code_too_small: "这里放不下二维码：至少要 {}，现在是 {}。请放大窗口。", "No room for a QR code: it needs at least {}, and has {}. Please enlarge the window.";
    code_too_long: "这个项目的名称太长，二维码放不下；请看详情页。", "This title is too long for a QR code; see the details.";
    code_no_colours: "这个终端没有颜色，而手机只认白底黑字的二维码。按 y 可以复制文字。", "This terminal has no colours, but phones only read black-on-white codes. Press y in the list to copy the text.";

    // Buttons.
    button_home: "首页", "Home";
    button_back: "返回", "Back";
    button_code: "扫码", "QR code";
    button_accept: "看结果", "Results";
    button_large: "大字", "Large";
    button_usual: "标准字", "Normal";
    button_up: "上页", "Up";
    button_down: "下页", "Down";
    button_top: "开头", "Top";

    // The command line.
    cli_about: "民生：一个城镇全年民生实事项目的终端看板。不带命令就打开看板。", "A town's yearly public projects. Without a command, opens the board.";
    cli_list: "列出项目，可按搜索词筛选", "List projects: all, or those that match a query";
    cli_show: "显示一个项目的全部内容", "Show one project in full";
    cli_frame: "模拟按键，打印看板的一屏", "Print one screen of the board, after pressing the given keys";
    cli_stats: "统计各领域进度: 完成、推进、滞后和未报送", "Count the projects of each domain by status";
    cli_report: "生成进展通报（Markdown 或 HTML）", "Write a progress report as Markdown or HTML";
    cli_config: "打印带说明的默认设置", "Print the default settings, with comments";
    cli_check: "检查数据文件，列出所有问题", "Check data files and list every problem";
    cli_fmt: "统一数据文件的格式，保留注释", "Format a data file, keeping its comments";
    cli_diff: "比较两份清单，列出不同之处", "List what changed from one data file to another";
    cli_publish: "检查新的数据文件，没有错误就发布，并保留旧文件", "Check a data file and publish it, keeping the old one";
    cli_closed: "全屏显示“暂停服务”，供大厅使用", "Show “Out of service” on the full screen, for halls";
    cli_export: "把清单导出为 Excel、CSV、JSON、Markdown 或 RON", "Export the programme as Excel, CSV, JSON, Markdown or RON";
    cli_import: "把 Excel、CSV 或 JSON 转换成数据文件（RON）", "Convert Excel, CSV or JSON to a data file (RON)";
    cli_completions: "打印 bash、zsh 或 fish 的补全脚本", "Print a completion script for bash, zsh or fish";
    cli_complete: "打印光标处可用的补全，供补全脚本调用", "Print the completions at the cursor; the completion scripts call it";
    cli_help: "显示看板或一个命令的选项", "Show the options of the board or of a command";
    cli_man: "打印手册页（troff）", "Print the manual page (troff)";
    help_usage: "用法", "Usage";
    help_arguments: "参数", "Arguments";
    help_options: "选项", "Options";
    help_commands: "命令", "Commands";
    help_short: "看板的选项、例子和退出码: minsheng help board。命令的选项: minsheng help 命令", "Options of the board: minsheng help board. Of a command: minsheng help COMMAND";
    help_after: "例子:\n  minsheng                    打开看板\n  minsheng 7                  直接打开 7 号项目\n  minsheng --domain health    打开看板，只看医疗\n  minsheng list 停车          列出与“停车”有关的项目\n  minsheng show 20            显示 20 号项目\n  minsheng check 数据.ron     检查数据文件\n  minsheng export -o 清单.xlsx        导出为 Excel 表格\n  minsheng import 清单.xlsx -o 新.ron  把表格转换成数据文件\n\n退出码: 0 正常；1 没有这个项目，diff、check --strict 或 fmt --check 有结果，或为保留原有的读取权限而没有替换文件；2 命令、数据或终端有错；129 终端断开；128+n 被信号 n 终止。\n环境变量: MINSHENG_DATA 数据文件；LANG 语言；TERM 和 COLORTERM 颜色数；NO_COLOR 不用颜色；MINSHENG_AMBIGUOUS 同 --ambiguous。", "Examples:\n  minsheng                    open the board\n  minsheng 7                  open it at project 7\n  minsheng --domain health    open it, showing only the domain health\n  minsheng list parking       list the projects about parking\n  minsheng show 20            show project 20\n  minsheng check data.ron     check a data file\n  minsheng export -o list.xlsx          write an Excel workbook\n  minsheng import list.xlsx -o new.ron  convert it to a data file\n\nExit codes: 0 success; 1 no such project, findings of diff, check --strict or fmt --check, or a file not replaced because some accounts could no longer read it; 2 an error in the command line, the data or the terminal; 129 the terminal was closed; 128+n terminated by signal n.\nEnvironment: MINSHENG_DATA data file; LANG language; TERM and COLORTERM number of colours; NO_COLOR no colours; MINSHENG_AMBIGUOUS same as --ambiguous.";
    value_options: "选项", "OPTIONS";
    value_query: "搜索词", "QUERY";
    value_no: "编号", "NO";
    value_log: "journal|文件", "journal|FILE";
    value_file: "文件", "FILE";
    value_old: "旧文件", "OLD";
    value_new: "新文件", "NEW";
    value_format: "格式", "FORMAT";
    value_day: "日期", "DATE";
    value_keys: "按键", "KEYS";
    value_size: "宽x高", "WxH";
    value_theme: "配色", "THEME";
    value_colours: "颜色数", "COUNT";
    value_width: "宽窄", "WIDTH";
    value_command: "命令", "COMMAND";
    arg_no: "项目编号", "Project number";
    arg_domain: "领域的代号（如 health）或名称", "Domain: its id (such as health) or its name";
    arg_query: "打开时的搜索词", "Initial query";
    arg_list_query: "搜索词；几个词用空格隔开，都要符合", "Query; if it has several words, all must match";
    arg_list_format: "输出格式: table（默认）json csv md", "Output format: table (default), json, csv or md";
    arg_show_format: "输出格式: text（默认）json md", "Output format: text (default), json or md";
    arg_keys: "要按的键，用空格隔开；<Enter> 这样的是键名，其余逐字输入", "Keys to press, separated by spaces; <Enter> names a key, other characters are typed";
    arg_size: "屏幕的列数x行数，默认 80x24", "Screen size in columns x rows (default 80x24)";
    arg_styles: "同时打印样式", "Print the styles as well";
    arg_check_file: "要检查的文件: .ron .xlsx .csv .json；可以写几个，也可以写 .ron 文件的文件夹", "Files to check (.ron, .xlsx, .csv or .json), or folders of .ron files";
    arg_check_format: "输出格式: text（默认）json", "Output format: text (default) or json";
    arg_strict: "有提醒也算不通过（退出码 1），未知字段算错误（退出码 2）", "Fail on warnings (exit code 1), and count unknown fields as errors (exit code 2)";
    arg_fmt_file: "要整理格式的 RON 文件", "RON file to format";
    arg_fmt_check: "只检查格式，不统一则退出码为 1", "Only check the format; exit code 1 if it would change";
    arg_diff_old: "旧文件: .ron .xlsx .csv .json", "Old file: .ron, .xlsx, .csv or .json";
    arg_diff_new: "新文件", "New file";
    arg_diff_format: "输出格式: text（默认）md json", "Output format: text (default), md or json";
    arg_report_format: "输出格式: md（默认）html", "Output format: md (default) or html";
    arg_as_of: "显示截至这一天的进度，写成 2026-05-31；默认是今天；之后的报送不计入", "Show progress as of this day, such as 2026-05-31 (default: today), ignoring later reports";
    arg_export_format: "格式: xlsx csv json md ron；默认按 -o 的扩展名，没有扩展名就是 ron", "Format: xlsx, csv, json, md or ron (default: the extension of the -o file, else ron)";
    arg_import_file: "要转换的文件: .xlsx .csv .json", "File to convert: .xlsx, .csv or .json";
    value_title: "名称", "TITLE";
    arg_title: "表格没有写清单名称时用的名称", "Title of the programme, if the table has none";
    arg_hidden: "隐藏的工作表、行和列，以及划掉的行，也一并读入", "Read hidden sheets, rows and columns, too, and rows that are struck through";
    arg_import_report: "把导入情况写入文件：每一列、每一行怎样处理，每个数字读自哪些字；格式看扩展名: csv md json", "Write a report on the import: columns, rows, and figures beside their words; the extension (csv, md or json) is its format";
    arg_import_strict: "有任何疑问就不导入", "Refuse the table if anything in it is in doubt";
    arg_import_into: "并入这个数据文件：按编号保留表里没有的列（英文、地点、进度等），并显示变化", "Merge into this data file: by number, keep what the table has no column for, and show the changes";
    arg_allow_removals: "配合 --into：允许删去表里没有的项目", "With --into: let the import remove projects that the table lacks";
    arg_output: "输出文件；不写或写 - 就打印出来", "Output file (default: -, print)";
    arg_force: "文件已存在时覆盖（输入文件除外）", "Overwrite an existing file (never the input)";
    arg_data: "数据文件（RON）或存放数据文件的文件夹，可写几次；默认是自带的 2026 年清单", "Data file (RON) or folder of data files; may be repeated (default: the built-in programme of 2026)";
    arg_lang: "语言: zh en；默认看系统的语言设置", "Language: zh or en (default: from the locale)";
    arg_theme: "配色: auto16（默认，终端自己的颜色）dark light contrast mono", "Theme: auto16 (default, the terminal's own colours), dark, light, contrast or mono";
    arg_colours: "颜色数: none 8 16 256 true；默认看 TERM、COLORTERM 和 NO_COLOR", "Colours: none, 8, 16, 256 or true (default: from TERM, COLORTERM and NO_COLOR)";
    arg_ascii: "线条和横条只用 ASCII 字符", "Draw lines and bars in plain ASCII";
    arg_large: "大字版（关怀版）", "Large print";
    arg_mouse: "启动时就启用鼠标", "Turn the mouse on at the start";
    arg_kiosk: "大厅触摸屏模式：不能退出，没人操作时自动回到首页（含 --restricted、--mouse）", "Kiosk mode for touch screens in halls: cannot be quit, and resets when idle (implies --restricted and --mouse)";
    arg_idle: "配合 --kiosk：多少秒没人操作就问“还在吗”（默认 60）", "With --kiosk: seconds without input before it asks whether anyone is there (default 60)";
    arg_answer: "配合 --kiosk：问过之后再等多少秒（默认 15）", "With --kiosk: seconds to answer that question (default 15)";
    value_seconds: "秒数", "SECONDS";
    arg_config: "设置文件；默认是 ~/.config/minsheng/config.ron", "Settings file (default: ~/.config/minsheng/config.ron)";
    arg_shell: "哪种命令行: bash zsh fish；项目编号和领域也能补全", "Shell: bash, zsh or fish; project numbers and domains are completed, too";
    arg_print: "打印带说明的默认设置（不写也是这样）", "Print the default settings, with comments (the default)";
    arg_config_keys: "打印可以绑定按键的位置和动作", "Print the places and actions that keys can be bound to";
    arg_ambiguous: "“”─① 这类字符占几格: auto（默认，启动时询问终端）narrow wide safe（两种终端都不错位）", "Width of characters such as “”─①: auto (default, asks the terminal), narrow, wide or safe (aligned on both)";
    arg_log: "启动、更新数据和出错时写日志: journal（系统日志）或一个文件", "Log starts, new data and errors: journal, or a file";
    arg_count: "按天统计打开了哪些项目、哪些搜索没有结果（CSV 文件，不记名）", "CSV file with counts per day of projects opened and searches without results (anonymous)";
    arg_publish_new: "新的数据文件", "The new data file";
    arg_publish_to: "要替换的文件，或放入的文件夹（沿用原名）；默认是看板的数据文件", "File or folder to publish to (default: the board's data file)";
    arg_closed_for: "多少秒后自动结束", "Quit after this many seconds";
    arg_restricted: "受限模式：只读 --data 指定的文件，不能挂起，不能复制；用于 SSH 强制命令和大厅", "Restricted mode for SSH forced commands and halls: reads only the files given with --data; no suspending, no copying";
    arg_help_command: "命令名，或 board（看板）；不写就列出全部命令", "Command name, or board; without it, lists all commands";
    arg_version: "显示版本", "Show the version";
    arg_help: "显示帮助", "Show help";
    usage_unknown: "未知的参数：{}。", "Unknown argument: {}. ";
    usage_missing_value: "{} 后面缺少内容。", "{} needs a value. ";
    usage_bad_value: "{} 不能用于 {}；可以写：{}。", "{} is not valid for {}; possible values: {}. ";
    usage_missing: "缺少 {}。", "{} is missing. ";
    usage_no_value: "{} 后面不能写内容，却写了 {}。", "{} takes no value, but {} was given. ";
    usage_not_text: "{} 不是 UTF-8 文字。", "{} is not UTF-8 text. ";
    usage_repeated: "{} 写了不止一次，或者与别的选项冲突。", "{} was given more than once, or conflicts with another option. ";
    usage_restricted: "受限模式（--restricted）下不能用 {}。", "{} cannot be used in restricted mode (--restricted).";
    request_refused: "这个账号只能打开看板，或执行 list、show、frame；例如 ssh 主机 list 停车", "This account opens the board, or runs list, show or frame; for example: ssh HOST list parking";
    usage_of_board: "{} 是看板的选项，这个命令没有。", "{} is an option of the board, not of this command. ";
    usage_other: "命令写得不对。", "The command line is not valid. ";
    usage_did_you_mean: "你是不是想写 {}？", "Did you mean {}? ";
    usage_see_help: "用法见 minsheng --help。", "See minsheng --help.";
    bad_no: "{} 不是项目编号（整数，如 7），也不是命令；命令见 minsheng --help", "{} is neither a project number, such as 7, nor a command; for those see minsheng --help";
    no_such_programme: "没有 {} 这份清单；可以写：{}", "there is no programme {}; possible values: {}";
    several_projects: "{} 号项目不止一个，请写明是哪一个：", "several projects have the number {}; choose one:";
    several_domains: "{} 这个领域在几份清单里都有；可以写：{}", "several programmes have the domain {}; possible values: {}";
    one_programme: "这里只能是一份清单；请用 --data 指定一个文件：{}", "this takes a single programme; choose a file with --data: {}";
    no_such_domain: "没有 {} 这个领域；可以写：{}", "there is no domain {}; possible values: {}";
    bad_size: "{} 不是屏幕大小；写成 80x24 这样", "{} is not a screen size; write it like 80x24";
    bad_key: "没有 {} 这个键；键名见看板里的帮助（?）", "there is no key {}; the help page (?) lists the names";
    no_terminal: "看板要在终端里打开，而这里的输入或输出不是终端。要文字输出，请用 minsheng list、minsheng show 编号，或 minsheng frame。", "The board needs a terminal, and the input or the output is not one. For text, use minsheng list, minsheng show NO or minsheng frame.";
    dumb_terminal: "TERM={} 的终端显示不了看板。如果实际可以，请用 TERM=xterm-256color minsheng 打开；否则请用 minsheng list 或 minsheng show 编号。", "According to TERM={}, this terminal cannot show the board. If it can, start it with TERM=xterm-256color minsheng; otherwise use minsheng list or minsheng show NO.";
    terminal_failed: "终端出错：{}", "The terminal failed: {}";
    board_short: "看板不能运行：{}", "The board cannot run: {}";
    short_descriptors: "能同时打开的文件数已经用完；请管理员放宽上限（ulimit -n，服务里是 LimitNOFILE=）", "too many files are open; ask an administrator to raise the limit (ulimit -n, or LimitNOFILE= of a service)";
    short_files: "整台机器能打开的文件数已经用完；请管理员放宽上限（sysctl fs.file-max）", "too many files are open on this machine; ask an administrator to raise its limit (sysctl fs.file-max)";
    short_memory: "内存不够；请关掉别的程序，或请管理员放宽上限（ulimit -v，服务里是 MemoryMax=）", "not enough memory; end other programs, or ask an administrator to raise the limit (ulimit -v, or MemoryMax= of a service)";
    short_threads: "不能再启动线程，全部工作由一个线程做，会慢一些；请管理员放宽任务数上限（ulimit -u，服务里是 TasksMax=）", "no more threads can be started, so one thread does all the work, more slowly; ask an administrator to raise the limit of tasks (ulimit -u, or TasksMax= of a service)";
    list_empty: "没有找到。", "No results.";
    config_hint: "设置文件的写法: minsheng config --print", "For all settings and their format: minsheng config --print";
    checked: "{}: 没有问题，{} 个项目，{} 个领域", "{}: no problems; projects: {}, domains: {}";
    list_subsequence: "没有连在一起的，以下是相近的。", "No exact matches; these match loosely.";
    list_similar_sound: "没有完全一致的，以下读音相近。", "No exact matches; these sound similar.";

    // Faults of a file.
    published: "{} 已发布：{} 个项目，{} 个领域", "{} published: {} projects in {} domains";
    published_private: "提醒：{} 的权限是 {}，属主和属组以外的账号（例如大厅看板的账号）读不到；要让所有人都能读：chmod a+r {}", "warning: the mode of {} is {}, so only its owner and group can read it, and not, for example, the account of a board in a hall; to let everyone read it: chmod a+r {}";
    published_kept: "{}；旧文件保存为 {}", "{}; the old file is kept as {}";
    publish_ron_only: "{} 是表格或 JSON；publish 只发布 RON 数据文件，请先转换: minsheng import {} -o data.ron", "{} is a spreadsheet or JSON; publish takes a RON data file, so convert it first: minsheng import {} -o data.ron";
    publish_where: "发布到哪里？请写 --to 文件，或用 --data 指定看板的数据文件", "Publish to which file? Name it with --to, or name the data file of the board with --data";
    fault_no_files: "这个文件夹里没有数据文件；请放入名称以 .ron 结尾的文件（隐藏文件不算）", "this folder has no data files; put files there whose names end in .ron (hidden files do not count)";
    fault_named_twice: "这个文件写了两次；请去掉一个", "this file is named twice; name it once";
    fault_missing: "找不到这个文件；请检查路径和文件名", "there is no such file; check the path and the name";
    fault_forbidden: "没有读取权限；请管理员开放读取，例如 chmod a+r", "no permission to read it; ask an administrator to make it readable, for example with chmod a+r";
    fault_not_a_file: "这不是普通文件（而是文件夹、管道或设备）；请给出一个 .ron 文件", "this is not a regular file (but a folder, pipe or device); name a .ron file";
    fault_too_large: "文件太大，上限是 {} MiB；请拆成几个文件", "the file is larger than the limit of {} MiB; split it";
    fault_no_room: "内存不够：读这个文件大约要 {} MiB，现在只有 {} MiB；请放宽内存限制（ulimit -v、MemoryMax=）、换内存更大的机器，或拆成几个文件", "not enough memory: reading this file takes about {} MiB, and {} MiB are available; raise the limit (ulimit -v, MemoryMax=), use a machine with more memory, or split the file";
    fault_unreadable: "无法读取：{}", "cannot be read: {}";
    fault_no_draft: "无法写入：存放临时文件的文件夹不能用（{}）；请把 TMPDIR 设为可以写的文件夹", "cannot be written: the folder for temporary files cannot be used ({}); set TMPDIR to a writable folder";
    fault_encoding: "文件编码是 {}，不是 UTF-8；请在编辑器里“另存为 UTF-8”", "the file is encoded as {}, not as UTF-8; save it as UTF-8 in your editor";
    fault_not_text: "这里不是 UTF-8 文字；请在编辑器里“另存为 UTF-8”", "this is not UTF-8 text; save the file as UTF-8 in your editor";
    fault_zero_bytes: "从这里起是一串零字节，不是文字，像是断电造成的；请换回完好的一份，例如旁边的 .last-good 文件或备份", "from here on there are zero bytes instead of text, probably after a power cut; restore a good copy, such as the .last-good file beside it or a backup";
    fault_empty: "文件里没有内容；可以复制一份自带的 projects.ron 来修改", "the file is empty; start from a copy of the shipped projects.ron";
    fault_unexpected: "{} 不该在这里；请对照自带的 projects.ron", "{} does not belong here; compare with the shipped projects.ron";
    fault_full_width: "这里的 {} 是中文标点或全角字符；请改成英文半角的 {}", "{} is a Chinese or full-width character; use the half-width {}";
    fault_invisible: "这里有一个看不见的字符 {}；请删去", "there is an invisible character {} here; delete it";
    fault_unclosed: "这里的 {} 没有配对的 {}{}；请补上", "this {} has no closing {}{}; add it";
    fault_closed_by: "，第 {} 行却是 {}", ", but line {} has {}";
    fault_quote_in_text: "前面的引号已经结束了文字；请检查引号和逗号，正文里的引号用“ ”或写成 \\\"", "the quote before this ends the text; check quotes and commas, and write a quote inside a text as “ ” or \\\"";
    fault_bad_escape: "反斜杠后面的写法不对；正文里的反斜杠要写成 \\\\", "this backslash does not begin a valid escape; write a backslash inside a text as \\\\";
    fault_expected: "这里应该是{}{}", "expected {}{}";
    fault_found: "，却是 {}", ", found {}";
    fault_too_deep: "括号套得太深；请对照自带的 projects.ron", "brackets are nested too deeply; compare with the shipped projects.ron";
    fault_bad_format: "格式 {} 不对；应该是 1 或更大的整数，一般不用写", "{} is not a format number; write a whole number of at least 1, or leave it out";
    fault_unknown_field: "没有 {} 这个字段；{}", "there is no field {}; {}";
    fault_missing_field: "缺少字段 {}；请补上", "the field {} is missing; add it";
    fault_repeated_field: "字段 {} 写了两次；请删去一个", "the field {} occurs twice; delete one";
    fault_unknown_word: "{} 在这里无效；{}", "{} is not valid here; {}";
    fault_unknown_domain: "没有 {} 这个领域；{}", "there is no domain {}; {}";
    fault_one_of: "可以写：{}", "possible values: {}";
    fault_did_you_mean: "你是不是想写 {}？", "did you mean {}?";
    fault_repeated_domain: "领域 {} 定义了两次；请改掉一个", "the domain {} is defined twice; rename one";
    fault_bad_id: "领域代号 {} 不合规；只用小写字母、数字、- 和 _", "{} is not a domain id; use only lower-case letters, digits, - and _";
    fault_repeated_number: "编号 {} 重复，第 {} 行已经用过；请改成没用过的编号", "number {} is already used in line {}; give this project another number";
    fault_bad_year: "年份 {} 不对；应该写成 2026 这样的整数", "{} is not a year; write a whole number such as 2026";
    fault_bad_number: "编号 {} 不对；应该是 1 到 9999999 的整数", "{} is not a project number; use a whole number from 1 to 9999999";
    fault_empty_text: "{} 是空的；请填写文字", "{} is empty; fill it in";
    fault_bad_amount: "数量 {} 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000", "{} is not an amount; use a plain number of at least 0, such as 600 or 110000";
    fault_inverted_range: "max 比 amount 小；请对调", "max is less than amount; swap them";
    fault_range_without_max: "qualifier 是 range，却没有 max；请补上 max，或改掉 qualifier", "the qualifier is range, but max is missing; add max or change the qualifier";
    fault_max_without_range: "有 max，qualifier 却不是 range；请写 qualifier: range，或删去 max", "there is a max, but the qualifier is not range; write qualifier: range, or delete max";
    fault_bad_date: "日期 {} 不对；请写成 2026-12-31 这样", "{} is not a date; write it like 2026-12-31";
    fault_date_without_year: "“{}”没有写年份，清单也没有；请写成 2026-10-31 这样，或者给清单填上年份", "{} has no year, and neither does the programme; write it like 2026-10-31, or give the programme its year";
    fault_partial_date: "无法识别“{}”（{}），只识别出 {}；请只写一天，如 2026-10-31，其余写到“更多”里", "{} in {} is not understood, only {} is; write one day, such as 2026-10-31, and move the rest to More";
    fault_two_dates: "“{}”里是起止两天，这里应该只有一天；请写成 2026-10-31 这样", "{} is a start and an end, but one date is expected here; write it like 2026-10-31";
    fault_inverted_plan: "完成日期早于开始日期；请对调", "the end is before the start; swap the dates";
    fault_bad_percent: "完成比例 {} 不对；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）", "{} is not a percentage; write a number from 0 to 100, such as 40 (in a spreadsheet, the text 40%)";
    fault_empty_update: "这条进展没有内容；请写上 {}，或写一句说明（note）", "this report is empty; add {} or a note";
    fault_unknown_project: "没有 {} 号项目；请改成项目表里有的编号", "there is no project {}; use a number from the table of projects";
    fault_unknown_target: "这个项目没有“{}”这个目标；{}", "this project has no target {}; {}";
    fault_missetting: "{}", "{}";
    fault_bad_key: "没有 {} 这个键；键名写一个字符，或 <F5> <Ctrl-d> 这样", "there is no key {}; write one character, or a name such as <F5> or <Ctrl-d>";
    fault_bad_seconds: "秒数 {} 不对；应该是 1 到 86400 的整数", "{} is not a valid number of seconds; use a whole number from 1 to 86400";
    fault_key_taken: "{} 在这里已经有别的用处；请换一个键，或给原来的动作也换个键", "{} is already bound to something else here; choose another key, or bind that action to another key as well";
    fault_no_domains: "一个领域也没有；请至少写一个", "there are no domains; add at least one";
    fault_no_projects: "一个项目也没有；请至少写一个", "there are no projects; add at least one";

    fault_bad_json: "这里的 JSON 有错误；请检查引号、逗号和括号（最后一项后面不能有逗号）", "this is not valid JSON; check quotes, commas and brackets (no comma after the last item)";
    fault_bad_workbook: "这个表格打不开（{}）；请在 Excel 或 WPS 里另存为 .xlsx", "this workbook cannot be opened ({}); save it as .xlsx in Excel or WPS";
    fault_overstated_texts: "{} 声明有 {} 条文字，但最多只能容纳 {} 条；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "{} declares {} texts, but has room for {} at most; open the workbook in Excel, WPS or LibreOffice and save it again";
    fault_overstated_sheets: "这个表格声明有 {} 张工作表，但里面总共只有 {} 个文件；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "the workbook declares {} sheets, but contains {} files; open it in Excel, WPS or LibreOffice and save it again";
    fault_outside: "{} 不在工作表里：一张表最多 1048576 行、16384 列；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "{} is outside the sheet, which has at most 1048576 rows and 16384 columns; open the workbook in Excel, WPS or LibreOffice and save it again";
    fault_sprawl: "单元格相隔太远，或重复内容太多，展开后超过 {} MiB；请删掉项目表以外的行和列，再另存一次", "its cells are so far apart, or repeat so much, that they take more than {} MiB; delete the rows and columns outside the tables and save it again";
    fault_many_sheets: "这个工作簿有 {} 张工作表，最多能读 {} 张；请删去不用的", "this workbook has {} sheets, but at most {} are read; delete those that are not needed";
    fault_old_workbook: "这是旧版 .xls 或加了密码的表格；请在 Excel 或 WPS 里去掉密码、另存为 .xlsx", "this is an old .xls or has a password; remove the password and save it as .xlsx in Excel or WPS";
    fault_no_table: "没有找到项目表；表头至少要有“编号”“领域”“名称”三列，样子可以用 minsheng export -o 样表.xlsx 得到", "there is no table of projects; its header needs at least No., Domain and Title; for a sample: minsheng export -o sample.xlsx";
    fault_no_title: "没有清单名称；请在表头上面加一行，只写名称", "the programme has no name; add a row above the header that contains only its name";
    fault_broken_cell: "这一格是公式错误（如 #REF!）；请改成文字或数字", "this cell is an error such as #REF!; write a text or a number";
    fault_empty_cell: "“{}”是空的；请填写（合并的单元格在 CSV 里要逐行填写）", "{} is empty; fill it in (in CSV, each row of a merged cell needs its own value)";
    fault_long_cell: "文字太长：Excel 一格最多 {} 字；请改用 --format csv", "this text is longer than the {} characters that an Excel cell holds; use --format csv";
    fault_open_quote: "引号 \" 不成对，后面的内容可能连成了一段；请补上或删去", "a quote \" is not paired, so rows may have been joined; add or delete one";
    fault_no_figure: "“{}”里看不出数目；请写成“新增公共停车位 不少于 600 个”这样，没有数目的写到“更多”里", "there is no number in {}; write it like New parking spaces at least 600 spaces, or move what has no number to More";
    fault_partial_figure: "无法识别“{}”（{}）{}；{}", "{} in {} is not understood{}; {}";
    fault_understood: "，只识别出“{}”", ", only {} is";
    fault_write_lines: "一行只写一个目标，可以写成：{}", "write one target per line: {}";
    fault_write_target: "一行只写一个目标，写成“新增公共停车位 不少于 600 个”这样，其余写到“更多”里", "write one target per line, like New parking spaces at least 600 spaces, and move the rest to More";
    fault_bare_figure: "“{}”没说数的是什么；请写成“新增公共停车位 不少于 600 个”这样", "{} does not say what is counted; write it like New parking spaces at least 600 spaces";
    fault_unknown_qualifier: "数目前的“{}”没有对应的写法（{}）；可以写 约、不少于、超，或 3000-8000", "{} before a number has no equivalent here ({}); use about, at least, more than, or a range such as 3000-8000";
    fault_falling_range: "“{}”从大到小；请对调", "{} runs from high to low; swap the numbers";
    fault_figures_differ: "中文写的是 {}，英文写的是 {}；请改成一样", "the Chinese says {}, the English says {}; make them the same";

    // What is said of a file, and where.
    at_cell: "{}（第 {} 行 {} 列）", "{} (row {}, column {})";
    warning: "提醒：{}", "warning: {}";
    remark: "说明：{}", "note: {}";
    note_encoding: "文件编码是 {}，已按它读入", "read as {}";
    note_unknown_column: "未知的列“{}”，没有读入{}", "the column {} is unknown and was ignored{}";
    note_meant_column: "；是不是“{}”？", "; did you mean {}?";
    note_skipped_sheet: "工作表“{}”里没有可识别的表头，没有读入", "the sheet {} has no header that is recognised, and was ignored";
    note_gathered_domains: "没有领域表；从“领域”一列得到 {} 个领域", "there is no table of domains; {} domains were taken from the column Domain";
    note_newer_format: "文件格式是 {}，本程序支持到 {}：无法识别的内容不显示", "this file has format {}, this program supports up to {}: content that it does not recognise is not shown";
    note_unknown_field: "未知字段 {}，没有读入{}{}", "the field {} is unknown and was ignored{}{}";
    note_times: "（共 {} 处：{}）", " (times: {}; at {})";
    note_further_fields: "还有 {} 个未知字段，没有一一列出", "{} more unknown fields are not listed";
    note_left_out: "这一条没有显示：{}", "this entry is not shown: {}";
    note_title_from_row: "清单名称取自表头上面的一行：{}", "the programme's name is the row above the header: {}";
    note_read_day: "“{}”按 {} 读入{}", "{} is taken as {}{}";

    lint_no_unit: "“{}”没有单位；请补上 unit，如 个、米、户", "{} has no unit; add one, such as spaces, m or households";
    lint_long_title: "名称有 {} 列宽，40 列的屏幕一行只放得下 {} 列；请尽量缩短", "this title is {} columns wide, but a line on a 40-column screen holds {}; shorten it if you can";
    lint_long_text: "这段文字有 {} 个字，任何屏幕都显示不全；请缩短到 {} 个字以内", "this text has {} characters, more than any screen shows; shorten it to at most {}";
    lint_no_english: "“{}”没有英文；英文读者会看到中文", "{} has no English; readers of English will see the Chinese";
    lint_unlisted_place: "简介提到“{}”，地点里却没有；请补上，或改简介", "the summary names {}, but the places do not; add it there or change the summary";
    lint_full_width_digits: "数字是全角的；建议写成：{}", "these digits are full-width; better: {}";
    lint_stray_qualifier: "“{}”写在了文字里，显示和搜索数量时不起作用；请改用 qualifier", "{} written in the text is ignored when figures are shown and searched; use qualifier";
    lint_figure_in_words: "“{}”写在了文字里，不算作目标的数目；请一个目标只写一个数，其余写到 facts 里", "{} in the text is not read as a figure; give each target one number, and move the rest to facts";
    lint_unknown_unit: "不认识单位“{}”；请核对，没写错就不用改", "the unit {} is not known; check it, and leave it as it is if it is right";
    lint_far_day: "日期 {} 和清单的年份 {} 相差太远；请核对", "{} is far from the programme's year {}; check it";
    lint_same_title: "名称和 {} 号项目一样", "project {} has the same title";
    lint_idle_domain: "领域 {} 里没有项目；请删去，或添加项目", "the domain {} has no projects; delete it or add some";
    check_summary: "{}: 可以使用，{} 条提醒；{} 个项目，{} 个领域", "{}: can be used; warnings: {}, projects: {}, domains: {}";
    check_answered: "{}: 另有 {} 条提醒，文件里已注明允许（check: allow）", "{}: further warnings, allowed in the file (check: allow): {}";
    check_more: "{}: 还有 {} 条没有列出", "{}: {} more are not listed";

    // What has changed.
    diff_programme: "清单", "Programme";
    diff_domain: "领域 {}", "Domain {}";
    diff_project: "项目 {}", "Project {}";
    diff_added: "新增 {}", "added, {}";
    diff_removed: "删去 {}", "removed, {}";
    diff_set: "{}：{} → {}", "{}: {} → {}";
    diff_more: "{}：增加 {}", "{}: added {}";
    diff_less: "{}：去掉 {}", "{}: removed {}";
    diff_nothing: "（无）", "(nothing)";
    diff_none: "没有不同。", "No differences.";
    diff_title: "本期变化：{}", "What changed: {}";

    // The house style.
    fmt_ron_only: "{} 不是 RON 数据文件；表格和 JSON 请先 minsheng import", "{} is not a RON data file; convert spreadsheets and JSON with minsheng import first";
    fmt_tidy: "{}: 格式统一", "{}: formatted";
    fmt_untidy: "{}: 格式不统一；用 minsheng fmt 整理", "{}: not formatted; minsheng fmt formats it";

    // Files that are written.
    saved: "已写入 {}：{} 个项目，{} 个领域", "{} written; projects: {}, domains: {}";
    save_exists: "{} 已经存在，没有写入；请换个名字，或加 --force 覆盖", "{} already exists and was not changed; choose another name, or add --force to overwrite it";
    save_input: "{} 正是读入的文件，不会覆盖；请换个名字", "{} is the input and is never overwritten; choose another name";
    save_changed: "{} 刚刚被他人修改过，没有写入；请查看后重新执行", "{} has just been changed by someone else and was not overwritten; check it and run the command again";
    save_not_a_file: "{} 不是普通文件，没有写入；请换个名字", "{} is not a regular file and was not changed; choose another name";
    save_readers: "{} 没有替换：新文件无法保留原来的{}，有些账号会因此读不到；请用 root 账号（sudo）重新执行，或先让所有人都能读旧文件：chmod a+r {}", "{} was not replaced: the new file cannot keep the {} of the old one, so some accounts could no longer read it; run this as root (sudo), or let everyone read the old file first: chmod a+r {}";
    lost_ownership: "属主和属组 {}", "owner and group {}";
    lost_list: "访问控制列表（ACL）", "access control list (ACL)";
    lost_label: "安全标签", "security label";
    save_failed: "{} 写入失败，原来的文件没有改动：{}", "{} cannot be written, and the old file was not changed: {}";
    export_needs_file: "xlsx 不能打印到终端；请加 -o 文件.xlsx", "xlsx cannot be printed to a terminal; add -o FILE.xlsx";
    import_differs: "写出的内容读回来不一致，所以没有写入；请报告这个问题", "the output does not read back the same, so nothing was written; please report this";
    progress_read: "读入", "Reading";
    progress_write: "写出", "Writing";

    // The manual page.
    man_name: "名称", "NAME";
    man_synopsis: "用法", "SYNOPSIS";
    man_options: "选项", "OPTIONS";
    man_commands: "命令", "COMMANDS";
    man_keys: "按键", "KEYS";
    man_files: "文件", "FILES";
    man_examples: "例子", "EXAMPLES";
    man_status: "退出码和环境变量", "EXIT STATUS AND ENVIRONMENT";
    man_one_line: "全年民生实事项目的终端看板", "a terminal board for a town's yearly public projects";
    man_config: "设置；全部写法见 minsheng config --print", "settings; minsheng config --print shows all of them";
    man_place: "退出时的位置", "the place where the board was last left";

    // What can be expected.
    expected_text: "双引号里的文字 \" … \"", "a text in double quotes \" … \"";
    expected_number: "数字", "a number";
    expected_list: "方括号里的列表 [ … ]", "a list in square brackets";
    expected_fields: "圆括号里的字段 ( … )", "fields in round brackets";
    expected_list_end: "逗号或者 ]", "a comma or ]";
    expected_fields_end: "逗号或者 )", "a comma or )";
    expected_comma: "逗号", "a comma";
    expected_colon: "冒号", "a colon";
    expected_name: "字段名", "a field name";
    expected_end: "文件结尾", "the end of the file";
    expected_more: "更多内容（文件提前结束）", "more content (the file ends too early)";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_something_with_the_same_blanks() {
        for (name, zh, en) in ROWS {
            assert!(!zh.is_empty() && !en.is_empty(), "{name}");
            assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{name}");
        }
    }
}
