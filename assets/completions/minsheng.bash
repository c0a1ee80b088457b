# bash completion for minsheng. The program prints the candidates: a word, a tab, a description.
_minsheng() {
    local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]} line told
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}") lines
    # bash splits `--lang=`; the word is what follows the equals sign.
    [ "$current" = = ] && current=
    COMPREPLY=()
    mapfile -t lines < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${words[@]}" 2>/dev/null)
    if [ "${lines[0]}" = :files ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [ "${#lines[@]}" -eq 1 ]; then
        COMPREPLY=("${lines[0]%%$'\t'*}")
    else
        # Only the titles keep bash from completing a longer common prefix, so it lists the candidates as they are.
        for line in "${lines[@]}"; do
            told=${line#*$'\t'}
            COMPREPLY+=("${line%%$'\t'*}${told:+  ($told)}")
        done
    fi
}
complete -o nosort -F _minsheng minsheng
