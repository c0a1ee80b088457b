# bash completion for minsheng. The program itself says what may stand there: a word, a tab, and what it is.
_minsheng() {
    local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]} line told
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}") lines
    # After bash has taken `--lang=` apart, what is typed behind the sign is the word.
    [ "$current" = = ] && current=
    COMPREPLY=()
    mapfile -t lines < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${words[@]}" 2>/dev/null)
    if [ "${lines[0]}" = :files ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [ "${#lines[@]}" -eq 1 ]; then
        COMPREPLY=("${lines[0]%%$'\t'*}")
    else
        # They share no beginning that is longer than what is typed only by their titles, so bash lists them as they are.
        for line in "${lines[@]}"; do
            told=${line#*$'\t'}
            COMPREPLY+=("${line%%$'\t'*}${told:+  ($told)}")
        done
    fi
}
complete -o nosort -F _minsheng minsheng
