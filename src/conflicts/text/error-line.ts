// The last resort: a line that begins with `Error:`, of a tool whose form is not known here. Its words
// decide, and it counts only while nothing else is found or when they say something.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { paragraphAt } from "./paragraph.ts";
import { resourceOfPath } from "./resource-path.ts";

export const errorLine: TextForm = {
  anchor:
    /^[ \t]{0,40}(?:ERROR|Error|error|FATAL|Fatal|CloudError|ValidationError)(?: in [\w.-]{1,60})?: ?/gm,
  read(text, match) {
    const { words, end } = paragraphAt(text, match.index + match[0].length);
    if (words === "") return null;
    const [head = "", code = null] = /^([A-Z][a-z]\w{3,118}): /.exec(words) ?? [];
    const message = words.slice(head.length);
    return { at: match.index, end, body: envelopeOf({ code, message }), given: {}, isVague: true };
  },
};

export const failedDeployment: TextForm = {
  anchor: /Deployment failed\. Correlation ID: ([\w-]{8,80})\.\s{1,4}(?=[^\s{])/g,
  read(text, match) {
    const { words, end } = paragraphAt(text, match.index + match[0].length);
    const given = { correlationId: match[1] ?? null };
    return { at: match.index, end, body: envelopeOf({ code: null, message: words }), given };
  },
};

/** Terraform asks for an import of what exists already, in words of its own. */
export const terraformImport: TextForm = {
  anchor: /A\sresource\swith\sthe\sID\s"(\/[^"\s]{1,2000})"\salready\sexists/g,
  read(text, match) {
    const { end } = paragraphAt(text, match.index);
    const named = resourceOfPath(match[1] ?? "");
    return {
      at: match.index,
      end,
      body: envelopeOf({ code: "ResourceAlreadyExists", message: match[0].replaceAll(/\s/g, " ") }),
      given:
        named === null ? {} : { resourceId: named.resourceId, resourceType: named.resourceType },
    };
  },
};
