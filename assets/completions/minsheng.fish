# fish completion for minsheng. The program prints the candidates: a word, a tab, a description.
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
