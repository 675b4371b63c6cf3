// Stands in for the compiler where the bootstrap is tested: copies each source to where its output
// belongs, believes its own record like the true one in incremental mode, and refuses a source that
// contains the word BROKEN.
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

appendFileSync(process.env.FAKE_TSC_CALLS, "compiled\n");
const record = "dist/.tsbuildinfo";
const before = read(record) ?? "{}";
const known = JSON.parse(before);
for (const name of readdirSync("src", { recursive: true })) {
  if (!name.endsWith(".ts")) continue;
  const source = join("src", name);
  const text = readFileSync(source, "utf8");
  if (text.includes("BROKEN")) {
    process.stdout.write(`${source}(1,1): error TS1: this is broken\n`);
    process.exit(2);
  }
  if (known[source] === text) continue;
  known[source] = text;
  const output = join("dist", source.replace(/ts$/, "js"));
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, text);
}
mkdirSync("dist", { recursive: true });
writeFileSync(record, JSON.stringify(known));

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
