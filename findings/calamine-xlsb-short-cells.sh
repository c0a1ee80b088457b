#!/usr/bin/env bash
# Of an .xlsb that SheetJS writes, calamine and pyxlsb read the first column only, without an error.
#
# SheetJS (npm `xlsx`) 0.18.5, python-calamine 0.9.1, pyxlsb 1.0.10. Needs node, npm, python3 and
# package registries; writes to a temporary folder only. Exit 0: as described; 1: it changed.
#
# After the first cell of a row SheetJS writes the short records of [MS-XLSB] (BrtShortReal,
# BrtShortIsst, ...), which leave the column out: it is one more than that of the cell before.
# SheetJS reads them back; the two readers pass over them, and pyxlsb also over texts in the first
# column. A table read with them silently loses all other columns; the same table as .xlsx is whole.
#
# Prints the rows as each of them reads the file:
#   SheetJS xlsb [["no","name","amount"],[1,"road",300],[2,"school",2.5]]
#   calamine xlsx [["no", "name", "amount"], [1.0, "road", 300.0], [2.0, "school", 2.5]]
#   calamine xlsb [["no"], [1], [2]]
#   pyxlsb xlsb [[null, null, null], [1.0, null, null], [2.0, null, null]]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . xlsx@0.18.5 >/dev/null
python3 -m venv venv
venv/bin/pip -q install python-calamine==0.9.1 pyxlsb==1.0.10
found=$(
    node - <<'JS'
const sheets = require('xlsx');
const book = sheets.utils.book_new();
const rows = [['no', 'name', 'amount'], [1, 'road', 300], [2, 'school', 2.5]];
sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet(rows), 'list');
for (const kind of ['xlsx', 'xlsb']) sheets.writeFile(book, `book.${kind}`, { bookType: kind });
const read = sheets.utils.sheet_to_json(sheets.readFile('book.xlsb').Sheets.list, { header: 1 });
console.log('SheetJS xlsb', JSON.stringify(read));
JS
    venv/bin/python - <<'PYTHON'
import json
import pyxlsb, python_calamine

for kind in ("xlsx", "xlsb"):
    book = python_calamine.CalamineWorkbook.from_path(f"book.{kind}")
    print("calamine", kind, json.dumps(book.get_sheet_by_index(0).to_python()))
with pyxlsb.open_workbook("book.xlsb") as book, book.get_sheet(1) as sheet:
    print("pyxlsb xlsb", json.dumps([[cell.v for cell in row] for row in sheet.rows()]))
PYTHON
)
printf '%s\n' "$found"
[ "$found" = 'SheetJS xlsb [["no","name","amount"],[1,"road",300],[2,"school",2.5]]
calamine xlsx [["no", "name", "amount"], [1.0, "road", 300.0], [2.0, "school", 2.5]]
calamine xlsb [["no"], [1], [2]]
pyxlsb xlsb [[null, null, null], [1.0, null, null], [2.0, null, null]]' ]
