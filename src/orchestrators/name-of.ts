// What a resource is called in sentences: the last part of its ID.

export function nameOf(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf("/") + 1);
}
