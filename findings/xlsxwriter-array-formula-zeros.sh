#!/usr/bin/env bash
# XlsxWriter writes an array formula over several cells as a formula in the first cell and a plain
# number 0 in each of the others, so a reader cannot tell these zeros from typed ones.
#
# XlsxWriter 3.2.5, read with openpyxl 3.1.5 (Python 3.9 or later). Needs python3 and a package
# registry; writes to a temporary folder only. Exit 0: as described; 1: it changed.
#
# Excel stores the calculated result in every cell of the range. Until an office program has opened
# and saved the file, B2 and B3 hold 0 where 4 and 6 belong; only the `ref` of the formula in B1 says
# that they are part of it. `import` therefore takes a 0 inside the range of an array formula for
# not calculated, if the workbook asks to be calculated when it is opened.
#
# Prints the cells as they are in the file, and as openpyxl gives them with and without formulas:
#   B1 <f t="array" ref="B1:B3">A1:A3*2</f><v>0</v>
#   B2 <v>0</v>
#   B3 <v>0</v>
#   values [0, 0, 0]
#   formulas ['ArrayFormula', 'int', 'int']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install XlsxWriter==3.2.5 openpyxl==3.1.5
cd "$folder"
found=$(venv/bin/python - <<'PYTHON'
import re, zipfile
import openpyxl, xlsxwriter

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for row in range(3):
        sheet.write_number(row, 0, row + 1)
    sheet.write_array_formula("B1:B3", "{=A1:A3*2}")
xml = zipfile.ZipFile("book.xlsx").read("xl/worksheets/sheet1.xml").decode()
for name, content in re.findall(r'<c r="(B\d)"[^>]*>(.*?)</c>', xml):
    print(name, content)
cells = lambda **options: [row[1].value for row in openpyxl.load_workbook("book.xlsx", **options).active.rows]
print("values", cells(data_only=True))
print("formulas", [type(value).__name__ for value in cells()])
PYTHON
)
printf '%s\n' "$found"
[ "$found" = 'B1 <f t="array" ref="B1:B3">A1:A3*2</f><v>0</v>
B2 <v>0</v>
B3 <v>0</v>
values [0, 0, 0]
formulas ['"'ArrayFormula', 'int', 'int'"']' ]
