/** An entity's name and key, and the text `@name@key` under which the host keeps it. */
export interface EntityName {
  readonly name: string;
  readonly key: string;
}

/** The name is kept in lower case, as the extension does; the key keeps its letters. */
export function entityIdText(id: EntityName): string {
  return `@${id.name.toLowerCase()}@${id.key}`;
}

export function parseEntityId(text: string): EntityName {
  const end = text.indexOf("@", 1);
  if (!text.startsWith("@") || end < 0) throw new Error(`"${text}" is not the id of an entity.`);
  return { name: text.slice(1, end).toLowerCase(), key: text.slice(end + 1) };
}

/** Whether an instance id is that of an entity rather than of an orchestration. */
export function isEntityIdText(text: string): boolean {
  return /^@[^@]+@/.test(text);
}
