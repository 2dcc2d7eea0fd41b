/**
 * A value to be written as JSON.
 *
 * Objects are maps, since `__proto__` is a valid tag key and a plain object would lose it.
 */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly object: ReadonlyMap<string, Json> };
