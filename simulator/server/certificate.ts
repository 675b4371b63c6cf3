// The certificate with which the simulator speaks HTTPS on loopback: self-signed, made at start,
// good for a year, never stored unless asked for. Written out by hand because it is a page of DER,
// while the usual library needs a decorator polyfill and takes longer to load than everything else.

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, bool, der, field, integer, octets, oid, sequence, set, text, time } from "./der.ts";

export interface ServerCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

export function makeCertificate(now: Date): ServerCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(oid("2.5.4.3"), text("Interlock simulator"))));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = sequence(
    field(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_WITH_SHA256,
    name,
    // Valid from the day before, for clocks that are a little behind.
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + 365 * DAY_MS))),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    field(3, extensions()),
  );
  const signature = sign("sha256", body, privateKey);
  const certificate = sequence(body, ECDSA_WITH_SHA256, bits(signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    keyPem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

/** Its own authority, for a server, reached by the names of loopback only. */
function extensions(): Buffer {
  const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
    sequence(oid(id), ...(critical ? [bool(true)] : []), octets(value));
  const digitalSignatureAndCertSign = bits(Buffer.from([0b1000_0100]), 2);
  const loopback6 = Buffer.alloc(16);
  loopback6[15] = 1;
  return sequence(
    extension("2.5.29.19", true, sequence(bool(true))),
    extension("2.5.29.15", true, digitalSignatureAndCertSign),
    extension("2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.1"))),
    extension(
      "2.5.29.17",
      false,
      sequence(
        der(DNS_NAME, Buffer.from("localhost", "ascii")),
        der(IP_ADDRESS, Buffer.from([127, 0, 0, 1])),
        der(IP_ADDRESS, loopback6),
      ),
    ),
  );
}
