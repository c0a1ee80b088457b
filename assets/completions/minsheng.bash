# bash completion for minsheng. `minsheng complete` prints the completions: a word, a tab and its description.
_minsheng() {
    local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]} line description
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}") lines
    # bash splits `--lang=zh` into three words; the value is the word to complete.
    [ "$current" = = ] && current=
    COMPREPLY=()
    mapfile -t lines < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${words[@]}" 2>/dev/null)
    if [ "${lines[0]}" = :files ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [ "${#lines[@]}" -eq 1 ]; then
        COMPREPLY=("${lines[0]%%$'\t'*}")
    else
        # The descriptions keep bash from completing a common beginning, so that it lists the completions.
        for line in "${lines[@]}"; do
            description=${line#*$'\t'}
            COMPREPLY+=("${line%%$'\t'*}${description:+  ($description)}")
        done
    fi
}
complete -o nosort -F _minsheng minsheng
