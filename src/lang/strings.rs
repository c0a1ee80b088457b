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
    found_subsequence: "相近", "alike";
    found_similar_sound: "按近音", "by near sounds";
    nothing_found: "没有找到。可以试试拼音（tingche）、首字母（tc）、少几个字，或按 Esc 去掉最后一个词。", "Nothing found. Try fewer letters or another word, in English, Chinese or pinyin; Esc drops the last word.";
    nothing_found_yet: "没有找到。可以试试拼音（tingche）、首字母（tc）、少几个字，或按 Ctrl-w 删去一个词。", "Nothing found. Try fewer letters or another word, in English, Chinese or pinyin; Ctrl-w deletes a word.";
    nothing_in_programme: "这份清单没有，其他清单有 {} 项：按 a 看全部。", "None in this programme, but {} in others: press a for all.";
    nothing_here: "这个领域没有，其他领域有 {} 项：按 a 看全部领域。", "None in this domain, but {} in others: press a for all domains.";
    touch_to_begin: "轻触屏幕开始", "Touch to begin";
    still_there: "还在吗？", "Are you still there?";
    still_there_hint: "没有人的话，{} 秒后回到首页", "If not, this board goes back to its beginning in {} seconds";
    challenge_hint: "要继续看，请轻触按钮，或按数字键 {}。不然 {} 秒后回到首页", "To go on, touch the button or press {}. If not, this board goes back to its beginning in {} seconds";
    button_continue: "我还在，继续", "Yes, go on";
    key_delete: "删除", "Del";
    key_more: "换页", "More";
    quote_number: "柜台请报 {} 号", "Counter: no. {}";
    nothing_found_touch: "没有找到。请点“{}”去掉字母，或点“{}”从领域里找。", "Nothing found. Touch {} for fewer letters, or {} to look by domain.";
    typing_number: "到项目编号 {}_", "Go to project {}_";
    help_title: "按键帮助:", "Keys:";
    help_hint: "打字筛选", "type to filter";
    keys_board: "看板", "On the board";
    keys_search: "搜索框里", "In the search box";
    keys_overview: "总览里", "On the overview";
    keys_copy: "复制菜单里", "In the copy menu";
    keys_code: "二维码上", "At the code for phones";
    keys_mark: "等记号字母时", "While a mark's letter is asked for";
    keys_help: "本页", "On this page";
    too_small: "窗口太小：至少要 {}，现在是 {}。请放大窗口。", "This window is too small: at least {} is needed, it has {}. Please enlarge it.";
    notice_quit_armed: "再按一次 Ctrl-C 退出", "Press Ctrl-C again to quit";
    notice_garbled: "打进来的不是 UTF-8 文字：请把终端的字符编码设为 UTF-8", "What was typed is no UTF-8: set the terminal's character encoding to UTF-8";
    notice_no_han: "这个终端没有汉字，按 e 换成英文；要看中文，请用 foot、kmscon 或 SSH", "The Linux console has no Chinese characters. For Chinese: foot, kmscon, SSH";
    coming: "[{}] {}%，{}/{} MB，{} 项", "[{}] {}%, {}/{} MB, {} projects";
    coming_left: "，还要 {} 秒，Ctrl-C 停止", ", {} s left, Ctrl-C stops";
    stopped: "只读入了文件的前面一部分", "Only the beginning of the file was read";
    broken: "只有文件的前面一部分：后面有 {} 处错误", "Only the beginning of the file; errors in the rest: {}";
    stale_of: "数据截至 {}", "Data of {}";
    stale_builtin: "自带的 2026 年清单", "The built-in programme of 2026";
    stale_faulty: "{}；新文件有 {} 处错误", "{}; errors in the new file: {}";
    left_out: "缺 {}", "{} is left out";
    stale_left_out: "缺 {}：有 {} 处错误", "{} is left out; errors in it: {}";
    stale_left_out_unreadable: "缺 {}：读不到", "{} is left out; it cannot be read";
    stale_unreadable: "{}；数据文件读不到了", "{}; the data file cannot be read";
    unread_format: "文件格式 {} 较新（本程序 {}），没有全部显示", "Format {} (known: {}): not all is shown";
    unread_entries: "{} 条看不懂，没有显示", "Not understood and not shown: {}";
    unread: "部分内容没有显示", "Some of it is not shown";
    page_left_out: "这个项目还有 {} 条内容本程序看不懂，没有显示", "Entries of this project that this version cannot show: {}";
    log_left_out: "{}：{} 条看不懂，没有显示", "{}: entries not understood and not shown: {}";
    needs_all: "上面这些本程序看不懂，写出去会丢掉；请先改好，或换新版本的 minsheng", "what is named above is not understood here and would be lost; mend it, or use a later minsheng";
    closed: "暂停服务", "Out of service";
    closed_ask: "请到柜台咨询", "Please ask at the counter";
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
    notice_cannot_suspend: "这里不能挂起：没有可以回去的命令行", "Cannot suspend here: there is no shell to go back to";
    notice_works_in: "这里用不上，只在这里有用: {}", "Not here, but: {}";
    mark_as: "把这里记成哪个字母？a-z，Esc 取消", "Mark it with which letter, a-z?";
    mark_to: "到哪个记号？{}", "Go to which mark? {}";
    notice_marked: "这里记成了 {}：先按 ' 再按 {} 就回来", "Marked as {}: ' and {} lead back here";
    notice_no_mark: "没有 {} 这个记号", "There is no mark {}";
    notice_no_marks: "还没有记号；按 m 记一个", "No marks yet; m sets one";
    notice_no_letter: "记号只能是字母 a-z", "A mark is a letter, a-z";
    notice_no_way_back: "前面没有去过别处", "There is nowhere to go back to";
    notice_no_way_forward: "后面没有了", "There is nowhere to go forward to";
    notice_theme: "配色: {} ({})", "Theme: {} ({})";
    notice_mouse_on: "鼠标可以点按和滚动；按住 Shift 才能选字", "The mouse clicks and scrolls; hold Shift to select text";
    notice_mouse_off: "鼠标交还终端，可以选字", "The mouse selects text again";
    notice_no_colours: "这里没有颜色可换", "There are no colours to change here";
    theme_auto16: "终端自己的颜色", "the terminal's own colours";
    theme_dark: "深色", "light on dark";
    theme_light: "浅色", "dark on light";
    theme_contrast: "高对比度", "high contrast";
    theme_mono: "无色", "no colours";
    no_such_project: "没有 {} 号项目，最近的是 {}", "There is no project {}; the nearest are {}";

    // The overview.
    overview: "总览", "Overview";
    overview_counts: "{} 个项目，{} 个领域", "{} projects in {} domains";
    overview_rule: "每个领域一个数：先看人，再看物，最后看长短大小。", "One number a domain: people before things, things before lengths and areas.";
    headline_of: "{}（{} 号项目）", "{} (project {})";
    more_projects: "还有 {} 项", "and {} more";

    // The page about a project.
    domain_sorted: "{}（本清单归类）", "{} (sorted by this catalogue)";
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
    status_unreported: "未公布", "unreported";
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
    not_updated: "{} 天未更新", "no report for {} days";
    rates: "完成率 {}%，开工率 {}%，滞后 {}", "{}% done, {}% begun, {} behind";
    rates_rule: "完成率、开工率按项目数算；条长是平均进度。", "Rates are of projects; bars are the mean of what is done.";
    mean_progress: "平均进度", "Mean";
    done_rate: "完成率", "Done rate";
    begun_rate: "开工率", "Begun rate";
    stale_count: "久未更新", "No report for long";
    all_of_them: "合计", "All";
    no_progress: "这份数据没有写进度；写法见自带数据文件的说明", "These data say nothing about progress; the comments of the shipped data file say how it is written";
    report_title: "{}进展情况通报", "{}: progress";
    report_as_of: "截至 {}", "As of {}";
    report_sum: "共 {} 项：已完成 {} 项，推进中 {} 项，滞后 {} 项，未公布 {} 项。完成率 {}%，开工率 {}%。", "{} projects: {} done, {} under way, {} behind, {} unreported. {}% are done, {}% have begun.";
    report_late: "滞后项目", "Projects behind plan";
    report_rules: "判定办法：比计划落后 {} 个百分点及以上为滞后，计划按起止日期均匀推算；项目没有报百分数的，取各目标完成比例的平均数；超过 {} 天没有报送为久未更新。", "By these rules: behind is {} points or more behind plan, which is a straight line from start to end; where no percentage was reported of a project, it is the mean of its targets; a report older than {} days is old.";

    // What is copied of it.
    copy_title: "复制: {} {}", "Copy: {} {}";
    extract_line: "一句话", "One line";
    extract_number: "编号", "Number";
    extract_brief: "简报", "Brief";
    colon: "：", ": ";
    semicolon: "；", "; ";
    notice_copied: "已发给终端的剪贴板；粘贴不出就选取文字", "Sent to your terminal's clipboard";
    notice_too_long: "太长，终端收不下: {} kB，上限 {} kB", "Too long for terminals: {} kB; at most {} kB are sent";

    // The code for phones.
    code_title: "手机扫码带走，不用联网:", "Scan it with a phone; it needs no network:";
    code_left_out: "放不下，没有写进去: {}。", "No room for: {}.";
    code_larger: "窗口大些就都有。", " A larger window has all of it.";
    code_targets: "最主要的目标", "the main target";
    code_other_targets: "其余目标", "other targets";
    code_places: "地点", "places";
    code_source: "来源", "source";
    code_too_small: "这里放不下二维码：至少要 {}，现在是 {}。请放大窗口。", "There is no room for a code: it needs at least {}, here are {}. Please enlarge the window.";
    code_too_long: "这个项目的标题太长，没有二维码装得下；请看详情页。", "This title is too long for any code; the details show it.";
    code_no_colours: "这个终端没有颜色，而二维码要白底黑字才扫得出。按 y 可以复制文字。", "This terminal has no colours, and phones read black on white only. Press y in the list to copy the text.";

    // Buttons.
    button_home: "首页", "Home";
    button_back: "返回", "Back";
    button_code: "扫码", "Code";
    button_accept: "看结果", "Hits";
    button_large: "大字", "Large";
    button_usual: "常规字", "Usual";
    button_up: "上页", "Up";
    button_down: "下页", "More";
    button_top: "开头", "Top";

    // The command line.
    cli_about: "民生：一个城镇全年民生实事项目的终端看板。不带命令就打开看板。", "minsheng: a terminal board for a town's yearly public projects. Without a command it opens the board.";
    cli_list: "列出项目，可以带搜索词", "List projects, all or those that a query finds";
    cli_show: "显示一个项目的全部内容", "Show all there is about one project";
    cli_frame: "按一串键，打印看板的一屏", "Press keys and print one screen of the board";
    cli_stats: "统计进度: 各领域的完成、推进、滞后和未公布", "Count how far projects are, domain by domain";
    cli_report: "写出进展通报（Markdown 或 HTML）", "Write the bulletin about progress, as Markdown or HTML";
    cli_config: "打印带说明的默认设置", "Print the commented default settings";
    cli_check: "检查一个数据文件，列出所有问题", "Check a data file and name every fault in it";
    cli_fmt: "把数据文件整理成统一的格式，说明文字保留", "Put a data file into the house style, comments kept";
    cli_diff: "说出两份清单有什么不同", "Tell what has changed from one file to another";
    cli_publish: "检查一个数据文件，没有错误才放到位，旧的留一份", "Check a data file and, if it is good, put it in place; the old one is kept";
    cli_closed: "全屏显示“暂停服务”，给大厅用", "Show that there is no service, for halls";
    cli_export: "把清单写成 Excel、CSV、JSON、Markdown 或 RON", "Write the programme as Excel, CSV, JSON, Markdown or RON";
    cli_import: "把 Excel、CSV 或 JSON 变成数据文件（RON）", "Make a data file (RON) of Excel, CSV or JSON";
    cli_completions: "打印 bash、zsh 或 fish 的补全脚本，项目编号和领域带名称", "Print what bash, zsh or fish need to complete command lines, projects by number and title included";
    cli_complete: "说出这里可以写什么，给补全脚本用", "Say what may stand there; for the scripts of the shells";
    cli_man: "打印手册页（troff）", "Print the manual page (troff)";
    help_usage: "用法", "Usage";
    help_options: "参数", "Arguments and options";
    help_commands: "命令", "Commands";
    help_after: "例子:\n  minsheng                    打开看板\n  minsheng 7                  直接打开 7 号项目\n  minsheng --domain health    打开看板，只看医疗\n  minsheng list 停车          列出与“停车”有关的项目\n  minsheng show 20            显示 20 号项目\n  minsheng check 数据.ron     检查数据文件\n  minsheng export -o 清单.xlsx        写成 Excel 表格\n  minsheng import 清单.xlsx -o 新.ron  从表格变成数据文件\n\n退出码: 0 正常，1 没有这个项目，或怕原来的账号读不到而没有换文件，2 命令、数据或终端有问题，129 终端断开，128+n 被信号 n 结束。\n环境变量: MINSHENG_DATA 数据文件，LANG 语言，TERM 和 COLORTERM 颜色数，NO_COLOR 不用颜色，MINSHENG_AMBIGUOUS 同 --ambiguous。", "Examples:\n  minsheng                    open the board\n  minsheng 7                  open it at project 7\n  minsheng --domain health    open it on health only\n  minsheng list parking       list what has to do with parking\n  minsheng show 20            show project 20\n  minsheng check data.ron     check a data file\n  minsheng export -o list.xlsx          write it as an Excel workbook\n  minsheng import list.xlsx -o new.ron  make a data file of one\n\nExit codes: 0 fine, 1 no such project, or a file not replaced for the sake of its readers, 2 command line, data or terminal at fault, 129 the terminal is gone, 128+n ended by signal n.\nEnvironment: MINSHENG_DATA data file, LANG language, TERM and COLORTERM number of colours, NO_COLOR none, MINSHENG_AMBIGUOUS as --ambiguous.";
    value_options: "参数", "OPTIONS";
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
    arg_no: "项目编号", "Number of a project";
    arg_domain: "领域，写代号（如 health）或名称", "A domain, by its id (such as health) or its name";
    arg_query: "打开时的搜索词", "What to search for at the start";
    arg_list_query: "搜索词；几个词用空格隔开，都要符合", "What to search for; of several words all must match";
    arg_list_format: "输出格式: table（默认）json csv md", "Output: table (default), json, csv or md";
    arg_show_format: "输出格式: text（默认）json md", "Output: text (default), json or md";
    arg_keys: "要按的键，空格隔开；<Enter> 这样的是键名，其余逐字输入", "Keys to press, separated by spaces; <Enter> names a key, anything else is typed";
    arg_size: "屏幕的列数x行数，默认 80x24", "Columns x rows of the screen, 80x24 by default";
    arg_styles: "再打印样式", "Print the styles, too";
    arg_check_file: "要检查的文件: .ron .xlsx .csv .json；可以写几个，也可以是文件夹", "The files to check: .ron, .xlsx, .csv or .json; or folders of .ron files";
    arg_check_format: "输出格式: text（默认）json", "Output: text (default) or json";
    arg_strict: "有提醒也算不通过（退出码 1），有不认识的字段算错误（退出码 2）", "Warnings count, too (exit code 1), unknown fields as faults (exit code 2)";
    arg_fmt_file: "要整理的文件（RON）", "The file (RON)";
    arg_fmt_check: "只说整不整齐，不整齐退出码为 1", "Only say whether it is in order; exit code 1 if not";
    arg_diff_old: "原来的文件: .ron .xlsx .csv .json", "The older file: .ron, .xlsx, .csv or .json";
    arg_diff_new: "现在的文件", "The newer file";
    arg_diff_format: "输出格式: text（默认）md json", "Output: text (default), md or json";
    arg_report_format: "输出格式: md（默认）html", "Output: md (default) or html";
    arg_as_of: "进度截至哪一天，写成 2026-05-31；不写就是今天，之后的报送不算", "The day that progress is told of, such as 2026-05-31; today by default; later reports do not count";
    arg_export_format: "格式: xlsx csv json md ron；不写就看 -o 的扩展名，再没有就是 ron", "Format: xlsx, csv, json, md or ron; by default what the name after -o ends in, or else ron";
    arg_import_file: "要读的文件: .xlsx .csv .json", "The file to read: .xlsx, .csv or .json";
    arg_output: "写到这个文件；不写或写 - 就打印出来", "Write to this file; without it, or with -, print";
    arg_force: "文件已经存在也覆盖（读入的那个除外）", "Replace a file that is there already (never the one that is read)";
    arg_data: "数据文件（RON）或装数据的文件夹，可写几次；不写就用自带的 2026 年清单", "Data file (RON), or a folder of them; may be said several times; the built-in programme of 2026 by default";
    arg_lang: "语言: zh en；不写就看系统的语言设置", "Language: zh or en; by default that of the locale";
    arg_theme: "配色: auto16（默认，终端自己的颜色）dark light contrast mono", "Theme: auto16 (default, the terminal's own colours), dark, light, contrast or mono";
    arg_colours: "颜色数: none 8 16 256 true；不写就看 TERM、COLORTERM 和 NO_COLOR", "Colours: none, 8, 16, 256 or true; by default what TERM, COLORTERM and NO_COLOR say";
    arg_ascii: "横线竖线和柱子只用 ASCII 字符", "Lines and bars of plain ASCII";
    arg_large: "大字版（关怀版）", "Large print";
    arg_mouse: "鼠标一开始就归看板", "The mouse clicks from the start";
    arg_kiosk: "给大厅里的触摸屏：不能退出，没人时自动回到开头（含 --restricted、--mouse）", "For a touch screen in a hall: nobody can leave it, and it begins anew when nobody is there (with --restricted and --mouse)";
    arg_idle: "配合 --kiosk：没人碰多少秒后问“还在吗”（默认 60）", "With --kiosk: after so many seconds without a touch, ask whether somebody is there (60)";
    arg_answer: "配合 --kiosk：问过之后再等多少秒（默认 15）", "With --kiosk: so many seconds to answer that (15)";
    value_seconds: "秒数", "SECONDS";
    arg_config: "设置文件；不写就用 ~/.config/minsheng/config.ron", "File of settings; ~/.config/minsheng/config.ron by default";
    arg_shell: "哪种命令行: bash zsh fish", "Which shell: bash, zsh or fish";
    arg_print: "打印带说明的默认设置（不写也是这样）", "Print the commented defaults (that is what it does anyway)";
    arg_config_keys: "打印可以换键的地方和动作的名字", "Print the names of places and actions that keys can be given to";
    arg_ambiguous: "“”─① 这类字符占几格: auto（默认，问一次终端）narrow wide safe（两种终端都不错位）", "Cells that “”─① and the like take: auto (default, asks the terminal once), narrow, wide or safe (right on either)";
    arg_log: "启动、换数据和故障记到哪里：系统日志 journal，或一个文件", "Where starts, new data and faults are logged: journal, or a file";
    arg_count: "数一数每天打开了哪些项目、哪些搜索没有结果（CSV，不记名）", "Count per day which projects are opened and which searches find nothing (CSV, anonymous)";
    arg_publish_new: "新的数据文件", "The new data file";
    arg_publish_to: "放到哪里；文件夹里沿用原名；不写就是看板正在用的数据文件", "In the place of which, or into which folder; by default of the one that the board shows";
    arg_closed_for: "过这么多秒自己结束", "End by itself after so many seconds";
    arg_restricted: "受限：只读这条命令里 --data 的文件，不能挂起，不能复制；给 SSH 强制命令和大厅用", "Restricted: no file but that of --data on this very command line, no suspending, no copying; for forced SSH commands and halls";
    arg_version: "显示版本", "Show the version";
    arg_help: "显示帮助", "Show this help";
    usage_unknown: "不认识 {}。", "{} is not known. ";
    usage_missing_value: "{} 后面缺少内容。", "{} needs a value. ";
    usage_bad_value: "{} 不能用于 {}；可以写：{}。", "{} cannot be the value of {}; possible are: {}. ";
    usage_missing: "缺少 {}。", "{} is missing. ";
    usage_no_value: "{} 后面不用写内容，却写了 {}。", "{} takes no value, and {} was given. ";
    usage_not_text: "{} 不是 UTF-8 文字。", "{} is no UTF-8 text. ";
    usage_repeated: "{} 写了不止一次，或者与别的参数冲突。", "{} is there more than once, or in conflict with another. ";
    usage_restricted: "受限模式（--restricted）下不能用 {}。", "{} cannot be used in restricted mode (--restricted).";
    request_refused: "这个账号只能打开看板，或执行 list、show、frame；例如 ssh 主机 list 停车", "This account opens the board, or runs list, show or frame; for example: ssh HOST list parking";
    usage_of_board: "{} 是看板的参数，这个命令没有。", "{} is an option of the board, not of this command. ";
    usage_other: "命令不对。", "The command line is not understood. ";
    usage_did_you_mean: "你是不是想写 {}？", "Did you mean {}? ";
    usage_see_help: "用法见 minsheng --help。", "See minsheng --help.";
    bad_no: "{} 不是项目编号；编号是整数，如 7", "{} is no number of a project; write a whole number such as 7";
    no_such_programme: "没有 {} 这份清单；可以写：{}", "there is no programme {}; possible are: {}";
    several_projects: "{} 号项目不止一个，请写明是哪一个：", "more than one project has the number {}; name one of:";
    several_domains: "{} 这个领域有几份清单都有；可以写：{}", "several programmes have a domain {}; possible are: {}";
    one_programme: "这里只能是一份清单；请用 --data 指定一个文件：{}", "this takes one programme; name one file with --data: {}";
    no_such_domain: "没有 {} 这个领域；可以写：{}", "there is no domain {}; possible are: {}";
    bad_size: "{} 不是屏幕大小；写成 80x24 这样", "{} is no size of a screen; write it like 80x24";
    bad_key: "没有 {} 这个键；键名见看板里的帮助（?）", "there is no key {}; the help page (?) has their names";
    no_terminal: "看板要在终端里打开，而这里的输入或输出不是终端。要文字输出，请用 minsheng list、minsheng show 编号，或 minsheng frame。", "The board needs a terminal, and input or output is none here. For text use minsheng list, minsheng show NO or minsheng frame.";
    dumb_terminal: "按这个终端的说法（TERM={}），它画不出看板。其实能画的话，用 TERM=xterm-256color minsheng 打开；否则请用 minsheng list 或 minsheng show 编号。", "By what it says of itself (TERM={}) this terminal cannot show the board. If it can, start TERM=xterm-256color minsheng; else use minsheng list or minsheng show NO.";
    terminal_failed: "终端出错：{}", "The terminal failed: {}";
    board_short: "看板不能运行：{}", "The board cannot run: {}";
    short_descriptors: "能同时打开的文件数已经用完；请管理员放宽上限（ulimit -n，服务里是 LimitNOFILE=）", "too many files are open already; have the limit raised (ulimit -n, or LimitNOFILE= of a service)";
    short_files: "整台机器能打开的文件数已经用完；请管理员放宽上限（sysctl fs.file-max）", "too many files are open on the whole machine; have its limit raised (sysctl fs.file-max)";
    short_memory: "内存不够；请关掉别的程序，或请管理员放宽上限（ulimit -v，服务里是 MemoryMax=）", "there is not enough memory; end other programs, or have the limit raised (ulimit -v, or MemoryMax= of a service)";
    short_threads: "不能再启动线程，全部工作由一个线程做，会慢一些；请管理员放宽任务数上限（ulimit -u，服务里是 TasksMax=）", "no further thread can be started, so one does all the work and takes longer; have the limit of tasks raised (ulimit -u, or TasksMax= of a service)";
    list_empty: "没有找到。", "Nothing found.";
    config_hint: "设置文件怎么写: minsheng config --print", "How settings are written: minsheng config --print";
    checked: "{}: 没有问题，{} 个项目，{} 个领域", "{}: no problems; projects: {}, domains: {}";
    list_subsequence: "没有连在一起的，以下是相近的。", "Nothing matches in one piece; these are alike.";
    list_similar_sound: "没有完全一致的，以下按近音匹配。", "Nothing matches as typed; these sound nearly the same.";

    // Faults of a file.
    published: "{} 已换上：{} 个项目，{} 个领域", "{} is in place: {} projects in {} domains";
    published_private: "提醒：{} 的权限是 {}，属主和属组以外的账号（例如大厅看板的账号）读不到；要让所有人都能读：chmod a+r {}", "warning: the mode of {} is {}, so accounts other than its owner and group, such as that of a board in a hall, cannot read it; to let everybody read it: chmod a+r {}";
    published_kept: "{}；原来的留在 {}", "{}; what was there is kept as {}";
    publish_ron_only: "{} 是表格或 JSON；publish 只放 RON 数据文件，请先转换: minsheng import {} -o data.ron", "{} is a spreadsheet or JSON; publish takes a RON data file, which this makes: minsheng import {} -o data.ron";
    publish_where: "放到哪里？请写 --to 文件，或用 --data 指定看板的数据文件", "Where to? Name the file with --to, or the data file of the board with --data";
    fault_no_files: "这个文件夹里没有数据文件；请放入名称以 .ron 结尾的文件（隐藏文件不算）", "no data file is in this folder; put files there whose names end in .ron (hidden ones do not count)";
    fault_named_twice: "这个文件给了两次；请去掉一次", "this file is named twice; name it once";
    fault_missing: "找不到这个文件；请检查路径和文件名", "there is no such file; check path and name";
    fault_forbidden: "没有读取权限；请管理员开放读取，例如 chmod a+r", "no permission to read it; have it made readable, for example with chmod a+r";
    fault_not_a_file: "这不是普通文件（而是文件夹、管道或设备）；请给出一个 .ron 文件", "this is no regular file (but a folder, pipe or device); name a .ron file";
    fault_too_large: "文件太大，上限是 {} MiB；请拆成几个文件", "the file is larger than {} MiB, the most that is read; split it";
    fault_no_room: "内存不够：读这个文件大约要 {} MiB，现在只有 {} MiB；请放宽内存限制（ulimit -v、MemoryMax=）、换内存更大的机器，或拆成几个文件", "not enough memory: this file needs about {} MiB, and {} MiB are left; raise the limit (ulimit -v, MemoryMax=), use a machine with more, or split the file";
    fault_unreadable: "读不出来：{}", "cannot be read: {}";
    fault_no_draft: "写不成：存放临时文件的文件夹不能用（{}）；请把 TMPDIR 设为可以写的文件夹", "cannot be written: the folder for temporary files cannot be used ({}); set TMPDIR to one that can be written to";
    fault_encoding: "文件编码是 {}，不是 UTF-8；请在编辑器里“另存为 UTF-8”", "the file is encoded as {}, not as UTF-8; save it as UTF-8 in your editor";
    fault_not_text: "这里不是 UTF-8 文字；请在编辑器里“另存为 UTF-8”", "this is no UTF-8 text; save the file as UTF-8 in your editor";
    fault_zero_bytes: "从这里起是一串零字节，不是文字，像是断电造成的；请换回完好的一份，例如旁边的 .last-good 文件或备份", "zero bytes begin here instead of text, as a power cut leaves them; bring back a good copy, such as the .last-good file beside it or a backup";
    fault_empty: "文件里没有内容；可以从自带的 projects.ron 抄一份来改", "there is nothing in the file; start from a copy of the shipped projects.ron";
    fault_unexpected: "{} 不该在这里；请对照自带的 projects.ron", "{} should not stand here; compare with the shipped projects.ron";
    fault_full_width: "这里的 {} 是中文标点或全角字符；请改成英文半角的 {}", "{} is a Chinese or full-width character; use the half-width {}";
    fault_invisible: "这里有一个看不见的字符 {}；请删去", "there is an invisible character {} here; delete it";
    fault_unclosed: "这里的 {} 没有配对的 {}{}；请补上", "this {} has no {} that closes it{}; add it";
    fault_closed_by: "，第 {} 行却是 {}", ", line {} has {} instead";
    fault_quote_in_text: "前面的引号已经结束了文字；请检查引号和逗号，正文里的引号用“ ”或写成 \\\"", "the quote before this ends the text; check quotes and commas, and write a quote inside a text as “ ” or \\\"";
    fault_bad_escape: "反斜杠后面的写法不对；正文里的反斜杠要写成 \\\\", "what follows this backslash means nothing; a backslash inside a text is written \\\\";
    fault_expected: "这里应该是{}{}", "{} should stand here{}";
    fault_found: "，却是 {}", ", not {}";
    fault_too_deep: "括号套得太深；请对照自带的 projects.ron", "brackets are nested too deeply; compare with the shipped projects.ron";
    fault_bad_format: "格式 {} 不对；应该是 1 起的整数，一般不用写", "{} is no format; write a whole number from 1, or leave it out";
    fault_unknown_field: "没有 {} 这个字段；{}", "there is no field {}; {}";
    fault_missing_field: "缺少字段 {}；请补上", "the field {} is missing; add it";
    fault_repeated_field: "字段 {} 写了两次；请删去一个", "the field {} is there twice; delete one";
    fault_unknown_word: "不认识 {}；{}", "{} is not known here; {}";
    fault_unknown_domain: "没有 {} 这个领域；{}", "there is no domain {}; {}";
    fault_one_of: "可以写：{}", "possible are: {}";
    fault_did_you_mean: "你是不是想写 {}？", "did you mean {}?";
    fault_repeated_domain: "领域 {} 定义了两次；请改掉一个", "the domain {} is defined twice; rename one";
    fault_bad_id: "领域代号 {} 不合规；只用小写字母、数字、- 和 _", "{} cannot be a domain's id; use small letters, digits, - and _ only";
    fault_repeated_number: "编号 {} 重复，第 {} 行已经用过；请改成没用过的编号", "number {} is already used in line {}; give this project another one";
    fault_bad_year: "年份 {} 不对；应该写成 2026 这样的整数", "{} is no year; write a whole number such as 2026";
    fault_bad_number: "编号 {} 不对；应该是 1 到 9999999 的整数", "{} cannot be a number of a project; use a whole number from 1 to 9999999";
    fault_empty_text: "{} 是空的；请填写文字", "{} is empty; write something";
    fault_bad_amount: "数量 {} 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000", "{} is no amount; use a plain number that is not negative, such as 600 or 110000";
    fault_inverted_range: "max 比 amount 小；请对调", "max is smaller than amount; swap them";
    fault_range_without_max: "qualifier 是 range，却没有 max；请补上 max，或改掉 qualifier", "the qualifier is range, but max is missing; add max or change the qualifier";
    fault_max_without_range: "有 max，qualifier 却不是 range；请写 qualifier: range，或删去 max", "there is a max, but the qualifier is not range; write qualifier: range or delete max";
    fault_bad_date: "日期 {} 不对；应该写成 2026-01-27", "{} is no date; write it like 2026-01-27";
    fault_inverted_plan: "完成的日子比开始早；请对调", "it ends before it begins; swap the days";
    fault_bad_percent: "完成了 {} 说不清；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）", "{} is no percentage of what is done; write one from 0 to 100, such as 40 (in a spreadsheet as the text 40%)";
    fault_empty_update: "这条进展什么也没说；请写上 {}，或写一句说明（note）", "this report says nothing; give it {} or a note";
    fault_unknown_project: "没有 {} 号项目；请改成项目表里有的编号", "there is no project {}; use a number of the table of projects";
    fault_unknown_target: "这个项目没有“{}”这个目标；{}", "this project has no target {}; {}";
    fault_missetting: "{}", "{}";
    fault_bad_key: "没有 {} 这个键；键名写一个字符，或 <F5> <Ctrl-d> 这样", "there is no key {}; write one character, or a name such as <F5> or <Ctrl-d>";
    fault_bad_seconds: "秒数 {} 不对；应该是 1 到 86400 的整数", "{} cannot be a number of seconds here; use a whole number from 1 to 86400";
    fault_key_taken: "{} 在这里已经有别的用处；请换一个键，或给那个动作也换键", "{} does something else here already; choose another key, or give that action another one, too";
    fault_no_domains: "一个领域也没有；请至少写一个", "there is no domain in it; add at least one";
    fault_no_projects: "一个项目也没有；请至少写一个", "there is no project in it; add at least one";

    fault_bad_json: "JSON 在这里写得不对；请检查引号、逗号和括号（最后一项后面不能有逗号）", "this is no JSON here; check quotes, commas and brackets (no comma follows a last item)";
    fault_bad_workbook: "这个表格打不开（{}）；请在 Excel 或 WPS 里另存为 .xlsx", "this workbook cannot be opened ({}); save it as .xlsx in Excel or WPS";
    fault_overstated_texts: "{} 说自己有 {} 条文字，可是它最多放得下 {} 条；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "{} says that it holds {} texts, but has room for {} at most; open the workbook in Excel, WPS or LibreOffice and save it again";
    fault_overstated_sheets: "这个表格说自己有 {} 张工作表，可是里面总共只有 {} 个文件；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "the workbook says that it has {} sheets, but there are {} files in it; open it in Excel, WPS or LibreOffice and save it again";
    fault_outside: "{} 不在工作表里：一张表最多 1048576 行、16384 列；请用 Excel、WPS 或 LibreOffice 打开，再另存一次", "{} is outside of the sheet, which has 1048576 rows and 16384 columns at most; open the workbook in Excel, WPS or LibreOffice and save it again";
    fault_sprawl: "单元格隔得太远，或者同样的内容太多，摊开来超过 {} MiB；请删掉项目表以外的行和列，再另存一次", "its cells lie so far apart, or repeat so much, that they take more than {} MiB; delete the rows and columns outside of the tables and save it again";
    fault_many_sheets: "这个工作簿有 {} 张工作表，最多能读 {} 张；请删去不用的", "this workbook has {} sheets, and no more than {} are read; delete those that are not needed";
    fault_old_workbook: "这是旧版 .xls 或加了密码的表格；请在 Excel 或 WPS 里去掉密码、另存为 .xlsx", "this is an old .xls or under a password; remove the password and save it as .xlsx in Excel or WPS";
    fault_no_table: "没有找到项目表；表头至少要有“编号”“领域”“名称”三列，样子可以用 minsheng export -o 样表.xlsx 得到", "there is no table of projects; its header needs No., Domain and Title at least; minsheng export -o sample.xlsx shows how";
    fault_no_title: "没有清单名称；请在表头上面加一行，只写名称", "the programme has no name; put a row above the header with its name alone";
    fault_broken_cell: "这一格是公式错误（如 #REF!）；请改成文字或数字", "this cell is an error such as #REF!; write a text or a number";
    fault_empty_cell: "“{}”是空的；请填写（合并的单元格在 CSV 里要逐行填写）", "{} is empty; fill it in (in CSV every row that was merged needs its own)";
    fault_long_cell: "文字太长：Excel 一格最多 {} 字；请改用 --format csv", "this text is longer than the {} characters of a cell in Excel; use --format csv";
    fault_open_quote: "引号 \" 不成对，后面的内容可能并在了一起；请补上或删去", "quotes \" do not come in pairs, so rows may have run together; add or delete one";
    fault_no_figure: "“{}”里看不出数目；请写成“新增公共停车位 不少于 600 个”这样，没有数目的写到“更多”里", "there is no number in {}; write it like New parking spaces at least 600 spaces, or put what has none under More";
    fault_bare_figure: "“{}”没说数的是什么；请写成“新增公共停车位 不少于 600 个”这样", "{} does not say what is counted; write it like New parking spaces at least 600 spaces";
    fault_unknown_qualifier: "数目前的“{}”没有对应的写法（{}）；可以写 约、不少于、超，或 3000-8000", "{} before a number cannot be kept ({}); possible are about, at least, more than, or 3000-8000";
    fault_falling_range: "“{}”从大到小；请对调", "{} runs from the larger to the smaller; swap them";
    fault_figures_differ: "中文写的是 {}，英文写的是 {}；请改成一样", "the Chinese says {}, the English {}; make them the same";

    // What is said of a file, and where.
    at_cell: "{}（第 {} 行 {} 列）", "{} (row {}, column {})";
    warning: "提醒：{}", "warning: {}";
    remark: "说明：{}", "note: {}";
    note_encoding: "文件编码是 {}，已按它读入", "read as {}";
    note_unknown_column: "不认识“{}”这一列，没有读入{}", "the column {} is not known and was left out{}";
    note_meant_column: "；是不是“{}”？", "; is it {}?";
    note_skipped_sheet: "工作表“{}”里没有我们认识的表头，没有读入", "the sheet {} has no header that is known and was left out";
    note_gathered_domains: "没有领域表，按“领域”一列整理出 {} 个领域", "there is no table of domains; {} are taken from the column Domain";
    note_newer_format: "文件是格式 {}，本程序认得到格式 {}：认不得的内容不显示", "this file is of format {}, this program knows {}: what it does not know is not shown";
    note_unknown_field: "不认识字段 {}，没有读入{}{}", "the field {} is not known and was left out{}{}";
    note_times: "（共 {} 处：{}）", " (times: {}; at {})";
    note_further_fields: "还有 {} 个不认识的字段，没有一一列出", "not listed: {} more fields that are not known";
    note_left_out: "这一条没有显示：{}", "this entry is not shown: {}";
    note_title_from_row: "清单名称取自表头上面的一行：{}", "the programme's name is the row above the header: {}";

    lint_no_unit: "“{}”没有单位；请补上 unit，如 个、米、户", "{} has no unit; add one, such as spaces, m or households";
    lint_long_title: "名称有 {} 列宽，40 列的屏幕一行放得下 {} 列；能短就短一些", "this title takes {} columns, a line on a screen of 40 holds {}; shorten it if you can";
    lint_long_text: "这段文字有 {} 个字，任何屏幕都显示不全；请缩短到 {} 个字以内", "this text has {} characters, more than any screen shows; shorten it to {} at most";
    lint_no_english: "“{}”没有英文；看英文的人会看到中文", "{} is there in Chinese only; readers of English will see that";
    lint_unlisted_place: "简介提到“{}”，地点里却没有；请补上，或改简介", "the summary names {}, the places do not; add it there or change the summary";
    lint_full_width_digits: "数字是全角的；建议写成：{}", "these digits are full-width; better: {}";
    lint_stray_qualifier: "“{}”写在了文字里，显示和搜索时不算数；请改用 qualifier", "{} among the words does not count when figures are shown and searched; use qualifier";
    lint_same_title: "名称和 {} 号项目一样", "project {} has the same title";
    lint_idle_domain: "领域 {} 里没有项目；请删去，或给它项目", "the domain {} has no projects; delete it or give it some";
    check_summary: "{}: 可以使用，{} 条提醒；{} 个项目，{} 个领域", "{}: can be used; warnings: {}, projects: {}, domains: {}";
    check_answered: "{}: 另有 {} 条提醒文件里已有交代（check: allow）", "{}: further warnings that the file itself answers (check: allow): {}";
    check_more: "{}: 还有 {} 条没有列出", "{}: not listed: {} more";

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
    diff_title: "本期变化：{}", "What has changed: {}";

    // The house style.
    fmt_ron_only: "{} 不是 RON 数据文件；表格和 JSON 请先 minsheng import", "{} is no RON data file; use minsheng import for spreadsheets and JSON first";
    fmt_tidy: "{}: 格式整齐", "{}: in the house style";
    fmt_untidy: "{}: 格式不整齐；用 minsheng fmt 整理", "{}: not in the house style; minsheng fmt puts it in order";

    // Files that are written.
    saved: "已写入 {}：{} 个项目，{} 个领域", "{} written; projects: {}, domains: {}";
    save_exists: "{} 已经存在，没有写；换个名字，或加 --force 覆盖", "{} is there already and was not touched; choose another name, or add --force to replace it";
    save_input: "{} 正是读入的文件，不会覆盖；请换个名字", "{} is the file that was read and is never replaced; choose another name";
    save_changed: "{} 刚刚被别人改过，没有写；请看一眼，再执行一次", "{} has been written by somebody else meanwhile and was not touched; look at it and run this again";
    save_not_a_file: "{} 不是普通文件，没有写；请换个名字", "{} is no regular file and was not touched; choose another name";
    save_readers: "{} 没有换：新文件保不住原来的{}，原来读得到的账号会读不到；请用 root 账号（sudo）再执行一次，或先让所有人都能读旧文件：chmod a+r {}", "{} was not replaced: the new file cannot keep the {} of the old one, so accounts that read the old one could not read the new one; run this as root (sudo), or let everybody read the old one first: chmod a+r {}";
    lost_ownership: "属主和属组 {}", "owner and group {}";
    lost_list: "访问控制列表（ACL）", "access control list (ACL)";
    lost_label: "安全标签", "security label";
    save_failed: "{} 写不成，原来的文件没有动：{}", "{} cannot be written, and what was there is untouched: {}";
    export_needs_file: "xlsx 不能打印到终端；请加 -o 文件.xlsx", "xlsx cannot be printed on a terminal; add -o FILE.xlsx";
    import_differs: "写出来的内容读回来不一样，所以没有写；请报告这个问题", "what would be written does not read as what was there, so nothing is; please report this";
    progress_read: "读入", "Reading";
    progress_write: "写出", "Writing";

    // The manual page.
    man_name: "名称", "NAME";
    man_synopsis: "用法", "SYNOPSIS";
    man_options: "参数", "OPTIONS";
    man_commands: "命令", "COMMANDS";
    man_keys: "按键", "KEYS";
    man_files: "文件", "FILES";
    man_examples: "例子", "EXAMPLES";
    man_status: "退出码和环境变量", "EXIT STATUS AND ENVIRONMENT";
    man_one_line: "全年民生实事项目的终端看板", "a terminal board for a town's yearly public projects";
    man_config: "设置；全部写法见 minsheng config --print", "settings; minsheng config --print shows all of them";
    man_place: "退出时的位置", "where the board was left";

    // What can be expected.
    expected_text: "双引号里的文字 \" … \"", "a text in double quotes \" … \"";
    expected_number: "数字", "a number";
    expected_list: "方括号里的列表 [ … ]", "a list in square brackets";
    expected_fields: "圆括号里的字段 ( … )", "fields in round brackets";
    expected_list_end: "逗号或者 ]", "a comma or ]";
    expected_fields_end: "逗号或者 )", "a comma or )";
    expected_comma: "逗号", "a comma";
    expected_colon: "冒号", "a colon";
    expected_name: "字段名", "the name of a field";
    expected_end: "文件结尾", "the end of the file";
    expected_more: "更多内容（文件提前结束）", "something more (the file ends early)";
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
