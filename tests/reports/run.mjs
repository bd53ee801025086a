// DuckDB reads each report in its three formats; they have to be the same tables, of the types that the metadata promises.
import { readFileSync } from 'node:fs';
import { strict as assert } from 'node:assert';
import { DuckDBInstance } from '@duckdb/node-api';
import SwaggerParser from '@apidevtools/swagger-parser';

const folder = process.env.FOLDER;
const db = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await db.runAndReadAll(sql)).getRowObjectsJson();
const types = { string: 'VARCHAR', date: 'DATE', integer: 'INTEGER', double: 'DOUBLE' };

for (const name of ['plan-reviews', 'adherence', 'networks', 'reviews-due']) {
  const file = (extension) => `'${folder}/${name}.${extension}'`;
  const columns = JSON.parse(readFileSync(`${folder}/${name}.csv-metadata.json`)).tableSchema.columns;
  const promised = Object.fromEntries(columns.map((c) => [c.name, types[c.datatype.base ?? c.datatype]]));
  assert.deepEqual([...readFileSync(`${folder}/${name}.csv`).subarray(0, 3)], [0xef, 0xbb, 0xbf]);

  // Parquet says its types itself; of a CSV they are guessed, wherever there is something to guess by.
  await db.run(`CREATE TABLE "${name}" AS SELECT * FROM read_parquet(${file('parquet')})`);
  const typed = Object.fromEntries((await rows(`DESCRIBE "${name}"`)).map((c) => [c.column_name, c.column_type]));
  assert.deepEqual(typed, promised);
  for (const { column_name, column_type } of await rows(`DESCRIBE SELECT * FROM read_csv(${file('csv')}, sample_size = -1)`)) {
    const [{ filled }] = await rows(`SELECT count("${column_name}") AS filled FROM "${name}"`);
    const expected = promised[column_name].replace('INTEGER', 'BIGINT');
    assert.ok(Number(filled) === 0 || column_type === expected || (expected === 'DOUBLE' && column_type === 'BIGINT'), `${name}.${column_name}: ${column_type}`);
  }

  const list = Object.entries(promised).map(([column, type]) => `'${column}': '${type}'`).join(', ');
  const readers = { csv: `read_csv(${file('csv')}, header = true, columns = {${list}})`, jsonl: `read_json(${file('jsonl')}, format = 'newline_delimited', columns = {${list}})` };
  for (const [format, read] of Object.entries(readers)) {
    for (const [one, other] of [[`"${name}"`, read], [read, `"${name}"`]]) {
      assert.deepEqual(await rows(`SELECT * FROM ${one} EXCEPT ALL SELECT * FROM ${other}`), [], `${name}: ${format} is not as Parquet`);
    }
  }
  const [{ n }] = await rows(`SELECT count(*) AS n FROM "${name}"`);
  assert.ok(Number(n) > 0, `${name} has no rows`);
  const counts = Object.keys(promised).filter((c) => promised[c] === 'INTEGER');
  const [told] = await rows(`SELECT ${counts.map((c) => `count("${c}")`).join(' + ')} AS n FROM "${name}"`);
  assert.ok(Number(told.n) > 0, `${name} tells nothing`);
  const few = counts.map((c) => `"${c}" < 5 OR "${c}" % 5 <> 0`).join(' OR ');
  assert.deepEqual(await rows(`SELECT * FROM "${name}" WHERE ${few}`), [], `${name} has counts that are few or exact`);
  console.log(`${name}: ${n} rows, ${columns.length} columns, the same in CSV, JSON lines and Parquet`);
}

const api = await SwaggerParser.validate(`${folder}/openapi.json`);
console.log(`OpenAPI ${api.openapi}: ${Object.keys(api.paths).length} paths`);
