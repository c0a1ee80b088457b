#compdef minsheng
# zsh completion for minsheng. `minsheng complete` prints the completions: a word, a tab and its description.
_minsheng() {
    local -a lines offers
    local line
    lines=("${(@f)$(${~words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ $lines[1] == :files ]]; then
        _files
        return
    fi
    for line in $lines; do
        # The word ends at the first colon that is not escaped.
        offers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    (( $#offers )) && _describe -V minsheng offers
}
if [[ $funcstack[1] == _minsheng ]]; then
    _minsheng "$@"
else
    compdef _minsheng minsheng
fi
