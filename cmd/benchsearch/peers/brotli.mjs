// brotli.mjs FILE...: a compressed copy beside each, as a host would serve it.
import fs from "node:fs";
import zlib from "node:zlib";

for (const name of process.argv.slice(2)) {
  const data = fs.readFileSync(name);
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  fs.writeFileSync(name + ".br", zlib.brotliCompressSync(data, { params }));
}
