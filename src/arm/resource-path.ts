// A resource ID as the path of a URL. IDs may have spaces and letters that a URL does not take as they
// are; the slashes between the names stay.

export function encodedPath(resourceId: string): string {
  return resourceId.split("/").map(encodeURIComponent).join("/");
}
