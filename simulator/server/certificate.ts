// The certificate with which the simulator speaks HTTPS on loopback: self-signed, made at start,
// good for a year, never stored unless asked for. It is its own authority, for a server, reached by
// the names of loopback only.

import { generate } from "selfsigned";

export interface ServerCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Valid from the day before, for clocks that are a little behind. */
export async function makeCertificate(now: Date): Promise<ServerCertificate> {
  const made = await generate([{ name: "commonName", value: "Interlock simulator" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + 365 * dayMs),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  return { certificatePem: made.cert, keyPem: made.private };
}
