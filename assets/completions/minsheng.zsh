#compdef minsheng
# zsh completion for minsheng. The program prints the candidates: a word, a tab, a description.
_minsheng() {
    local -a lines offers
    local line
    lines=("${(@f)$(${~words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ $lines[1] == :files ]]; then
        _files
        return
    fi
    for line in $lines; do
        # The word stands before the colon.
        offers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    (( $#offers )) && _describe -V minsheng offers
}
if [[ $funcstack[1] == _minsheng ]]; then
    _minsheng "$@"
else
    compdef _minsheng minsheng
fi
