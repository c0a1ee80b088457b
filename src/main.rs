//! Entry point: collects the environment, runs the command, prints its output and exits.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use minsheng::commands::{CommandOutput, Environment, FAILURE, Terminals};
use minsheng::host::{SystemdEnv, current_day};
use minsheng::lang::{Lang, fill};
use minsheng::tty::Multiplexer;
use minsheng::{cli, commands, text};

fn main() -> ExitCode {
    // Not `args()`: it panics on an argument that is not UTF-8, as a file name may be.
    let args: Vec<_> = env::args_os().collect();
    let env = environment();
    let locale = if env.is_linux_console() {
        Lang::En
    } else {
        Lang::from_locale(&var("LC_ALL"), &var("LC_MESSAGES"), &var("LANG"))
    };
    let data = env::var_os("MINSHENG_DATA").filter(|path| !path.is_empty()).map(PathBuf::from);
    let request = env::var_os("SSH_ORIGINAL_COMMAND");
    let output = match cli::parse_with_request(&args, locale, data, request.as_deref()) {
        Ok(cli) => commands::run(&cli, &env),
        Err(message) if message.is_error => CommandOutput::error(&message.text),
        Err(message) => CommandOutput { out: message.text + "\n", ..CommandOutput::default() },
    };
    print(&output, locale)
}

/// Collects the environment.
fn environment() -> Environment {
    Environment {
        terminals: Terminals {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
        },
        term: var("TERM"),
        colorterm: var("COLORTERM"),
        multiplexer: Multiplexer::innermost(&var("TMUX"), &var("STY"), &var("TERM")),
        ambiguous: var("MINSHENG_AMBIGUOUS"),
        user_config: xdg_dir("XDG_CONFIG_HOME", ".config").map(|folder| folder.join("config.ron")),
        system_config: Some(PathBuf::from("/etc/minsheng/config.ron")),
        session_file: xdg_dir("XDG_STATE_HOME", ".local/state")
            .map(|folder| folder.join("place.ron")),
        no_color: !var("NO_COLOR").is_empty(),
        today: current_day(),
        remote: !var("SSH_CONNECTION").is_empty(),
        systemd: SystemdEnv {
            socket: env::var_os("NOTIFY_SOCKET").unwrap_or_default(),
            watchdog_usec: var("WATCHDOG_USEC"),
            watchdog_pid: var("WATCHDOG_PID"),
        },
    }
}

/// Returns the path of our folder in an [XDG base
/// directory](https://specifications.freedesktop.org/basedir-spec/latest/), which need not exist:
/// the directory that the variable `name` holds, or `default` in the home directory.
fn xdg_dir(name: &str, default: &str) -> Option<PathBuf> {
    let absolute = |path: PathBuf| Some(path).filter(|path| path.is_absolute());
    let folder = env::var_os(name).map(PathBuf::from).and_then(absolute);
    let folder = folder.or_else(|| Some(absolute(env::var_os("HOME")?.into())?.join(default)));
    folder.map(|folder| folder.join("minsheng"))
}

/// Returns the value of an environment variable; empty if it is not set or not UTF-8.
fn var(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// Prints the output; a failure is told in `lang`. A reader that closes the pipe early
/// (`| head -1`) is no error.
fn print(output: &CommandOutput, lang: Lang) -> ExitCode {
    for line in &output.err {
        let _ = writeln!(io::stderr(), "{line}");
    }
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(output.out.as_bytes())
        .and_then(|()| stdout.write_all(&output.bytes))
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let message = fill(lang.strings().print_failed, &[&error.to_string()]);
            let _ = writeln!(io::stderr(), "minsheng: {}", text::clean(&message));
            ExitCode::from(FAILURE)
        }
        _ => ExitCode::from(output.code),
    }
}
