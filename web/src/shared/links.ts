/** An address from the server, if it is one that may be opened; javascript: and the like are not. */
export function webAddress(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

/** What a telephone dials for a number as printed (010-1234 5678). */
export function dial(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}
