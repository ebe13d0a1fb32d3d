# What tst_csvstatsstep compares with: the same statistics by Python's csv module.
# Usage: csvstats.py FILE DELIMITER HEADER(yes|no)
import csv
import datetime
import json
import re
import sys


def cell_type(cell):
    text = cell.strip(" \t\n\r\v\f")
    if not text:
        return "empty"
    if re.fullmatch(r"[+-]?[0-9]+", text):
        return "integer"
    if text.lower() in ("true", "false", "yes", "no"):
        return "boolean"
    try:
        if re.fullmatch(r"[0-9+\-.eE]+", text):
            float(text)
            return "number"
    except ValueError:
        pass
    try:
        datetime.date.fromisoformat(text[:10])
        if len(text) > 10:
            datetime.datetime.fromisoformat(text)
        return "date"
    except ValueError:
        return "text"


def column_type(cells):
    types = {cell_type(cell) for cell in cells} - {"empty"}
    if not types:
        return "empty"
    if len(types) == 1:
        return types.pop()
    return "number" if types == {"integer", "number"} else "text"


csv.field_size_limit(1 << 21)
with open(sys.argv[1], newline="", encoding="utf-8-sig") as table:
    rows = [row for row in csv.reader(table, delimiter=sys.argv[2], strict=True) if row]
header = [f"column_{i + 1}" for i in range(len(rows[0]))]
if sys.argv[3] == "yes":
    header = [name.strip() for name in rows.pop(0)]
columns = []
for i, name in enumerate(header):
    cells = [row[i] for row in rows if i < len(row)]
    empty = sum(cell_type(cell) == "empty" for cell in cells)
    columns.append({"name": name, "type": column_type(cells), "empty": empty})
ragged = sum(len(row) != len(header) for row in rows)
print(json.dumps({"csv_rows": len(rows), "csv_ragged_rows": ragged, "csv_columns": columns}))
