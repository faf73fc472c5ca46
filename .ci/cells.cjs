// usage: cells.cjs WRITTEN READ. Compares two CSV files cell for cell, and exits with 1 where they differ.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");

function cells(file) {
  const text = fs.readFileSync(file, "utf8").replace(/^\ufeff/, "");
  const rows = [[]];
  const pattern = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  while (pattern.lastIndex < text.length) {
    const [, cell, end] = pattern.exec(text);
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"').replaceAll("\r\n", "\n") : cell);
    if (end !== "," && pattern.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

const [written, read] = process.argv.slice(2).map(cells);
assert.ok(written.length > 2 && written[0].length > 10, "too little to compare");
assert.deepEqual(read, written);
const count = written.flat().length;
console.log(`ok ${process.argv[2].split("/").at(-1)}: ${written.length} rows, ${count} cells are as written`);
