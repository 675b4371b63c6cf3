// Says in a plain sentence why npm failed, from the error codes that it prints. npm's own text comes
// after the sentence, because for a cause not in the table it is all there is.

const causes = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network request/,
    "the package registry cannot be reached. Check the network, or the proxy and registry settings of npm, and try again",
  ],
  [
    /ENOTCACHED/,
    "npm is set to offline and its cache does not hold every package. Go online once and try again",
  ],
  [/ENOSPC/, "the disk is full. About 700 MB are needed in this folder"],
  [/EACCES|EPERM|EROFS/, "npm may not write here. Check who owns this folder and npm's cache"],
  [
    /EINTEGRITY/,
    "a package is not the one that the lock file names. If a proxy or mirror stands between, it may have changed it",
  ],
  [
    /UNABLE_TO_GET_ISSUER|SELF_SIGNED|CERT_/,
    "the certificate of the package registry is not trusted. Behind a proxy that inspects traffic, set npm's cafile",
  ],
  [
    /E401|E403/,
    "the package registry refuses access. Check the registry setting of npm and its token",
  ],
  [
    /E404/,
    "the package registry does not hold every package of the lock file. Check the registry setting of npm",
  ],
  [/spawn npm ENOENT|npm: not found/, "npm is not on the path"],
];

export function explainNpmFailure(what, output) {
  const cause = causes.find(([pattern]) => pattern.test(output))?.[1];
  const sentence = cause === undefined ? `${what}; npm says:` : `${what}: ${cause}. npm says:`;
  const lines = output
    .trim()
    .split("\n")
    .filter((line) => !/^npm warn/i.test(line));
  return [sentence, ...lines.slice(-12).map((line) => `  ${line}`)].join("\n");
}
