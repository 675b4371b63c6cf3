// Words for what an identity may not do, and for what it could not prove to be.
// Source: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting.

import type { Cue } from "./cue.ts";

export const accessCues: readonly Cue[] = [
  {
    signal: "authorization",
    phrases: `
      not have .. authorization|permission*|access|right|rights|privilege*|role
      not authorized
      may not read|list|write|use|see
      403 forbidden
      returned|answered 401|403
      not granted .. access|permission*|role|rights
      not entitled
      sign|log in again
      consent .. not
      unauthorized
      authorization fail*
      authentication fail*|error|required
      authentication is? not permitted|allowed
      access is|was? denied|forbidden
      access is|was? not allowed
      insufficient|missing|lack*|without|required|necessary|no|need*|grant|proper|appropriate|enough .. permission*|privilege*
      insufficient|missing|lack*|without|required|necessary|no|need*|grant|proper|appropriate|enough .. access rights
      insufficient|missing|lack*|without|required|necessary|no|need*|grant|proper|appropriate|enough .. role assignment
      identity|principal|caller|client|user lacks|lack
      permission* ... required|missing|denied|insufficient|needed
      permission* ... not granted
      require*|need* ... permission*|role|roles
      must have ... permission*|role
      access is required
      access|bearer|authentication|security token
      token is|has|was? expired|invalid|missing|malformed
      token is|was? not valid
      only the? subscription? user|users|member|members|principal|principals|owner|owners|admin*|caller|callers
      user|principal|identity|caller|client|tenant is? not allowed|permitted
      run|execute az login
      not allowed|permitted to access|perform|read|call
      aadsts*
      deny assignment*
      not authenticated
      credential*|secret|password is|are|was|were|has|have? been? invalid|incorrect|wrong|expired|lapsed
      credential* is|are|were|have
      different|another|wrong|cross|home tenant
      tenant ... mismatch|invalid
      tenant ... not match
      firewall ... block*|denied|deny|denies|restrict*`,
  },
];
