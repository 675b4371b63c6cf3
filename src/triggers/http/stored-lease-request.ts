// What a tool has asked for, read back from the input of its orchestration; what does not fit counts as
// absent.

import type { ToolLeaseRequest } from "../../contracts/tool-lease-messages.ts";
import { toolLeaseRequestSchema } from "../../contracts/tool-lease-state.ts";

export function storedLeaseRequest(value: unknown): ToolLeaseRequest | null {
  const parsed = toolLeaseRequestSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
