// An option that may be given several times; its value is all that it was given.

import { Option } from "commander";

export function repeatedOption(flags: string, description: string): Option {
  const collect = (text: string, before: readonly string[] = []): readonly string[] => [
    ...before,
    text,
  ];
  return new Option(flags, description).argParser(collect);
}
