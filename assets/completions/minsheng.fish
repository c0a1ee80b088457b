# fish completion for minsheng. `minsheng complete` prints the completions: a word, a tab and its description.
function __minsheng_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l lines ($words[1] complete -- $words[2..-1] 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $lines
    end
end
complete -c minsheng -f -k -a '(__minsheng_complete)'
