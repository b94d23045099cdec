/** `node scripts/types.mjs <schema.ts>`: the client's types, from the API's document on standard input. */
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";

const JSON_TYPE = "application/json";
const FOR_READERS = ["example", "examples", "description", "summary", "tags", "security"];

/** Examples and texts are for readers of the documentation; refusals all have the one shape `Problem`. */
function slim(node, inside = "") {
  // The client gives each POST its key by itself.
  if (Array.isArray(node)) return node.filter((one) => one?.name !== "Idempotency-Key").map((one) => slim(one));
  if (typeof node !== "object" || node === null) return node;
  const named = ["properties", "schemas", "paths", "responses", "content"].includes(inside);
  const kept = Object.entries(node)
    .filter(([name]) => named || !FOR_READERS.includes(name))
    .filter(([name]) => inside !== "responses" || /^[23]/.test(name))
    .filter(([name]) => inside !== "content" || name === JSON_TYPE || !(JSON_TYPE in node))
    .map(([name, value]) => [name, slim(value, named ? "" : name)]);
  return Object.fromEntries(kept);
}

/** The names of all schemas that are met from here on. */
function schemasFrom(node, schemas, met = new Set()) {
  if (typeof node !== "object" || node === null) return met;
  const name = node.$ref?.split("/").at(-1);
  if (name && !met.has(name)) {
    met.add(name);
    schemasFrom(schemas[name], schemas, met);
  }
  for (const one of Object.values(node)) schemasFrom(one, schemas, met);
  return met;
}

/** A field with a default may be left out where it is sent; what is only answered always has all fields. */
function answersWhole({ paths, components: { schemas } }) {
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const sent = schemasFrom(
    operations.map((one) => one?.requestBody),
    schemas,
  );
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.properties && !sent.has(name)) schema.required = Object.keys(schema.properties);
  }
}

const [to] = process.argv.slice(2);
if (!to) throw new Error("usage: node scripts/types.mjs <schema.ts>");
const document = slim(JSON.parse(await text(process.stdin)));
answersWhole(document);
const made = astToString(await openapiTS(document, { alphabetize: true, exportType: true }));
writeFileSync(to, `// Made by "make ui-types" from the API's own document. Not to be edited.\n\n${made}`);
