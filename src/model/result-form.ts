/** What a row stands for. A user without access keys has one row in either form. */
export const ROW_FORMS = ['user', 'access-key'] as const;

export type RowForm = (typeof ROW_FORMS)[number];

/** The formats of data files, in the order in which they are published. */
export const FORMAT_NAMES = ['csv', 'jsonl'] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

/** One at least. */
export type Formats = readonly [FormatName, ...FormatName[]];
