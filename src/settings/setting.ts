import type * as z from 'zod';

/** Everything there is to say about one setting; flags, help, checks and reference follow from it. */
export interface Setting<Value = unknown> {
  /** With its dashes. */
  readonly flag: `--${string}`;
  /** What stands for the value in help; `null`: a switch, which takes none. */
  readonly placeholder: string | null;
  /** Names of environment variables; the first that is set counts. */
  readonly environment: readonly string[];
  readonly group: SettingGroup;
  /** One sentence, with the unit and the limits. */
  readonly description: string;
  /** What holds when it is not set, in words or as it would be written. */
  readonly defaultText: string;
  /** Checks a value of the file, or the text of a flag or variable; knows the default. */
  readonly schema: z.ZodType<Value>;
  /** `@file` stands for the content of the file. */
  readonly mayNameFile?: boolean;
  /** Where the value is put together from several variables. */
  readonly readEnvironment?: (environment: Environment) => EnvironmentValue | null;
}

/** The headings of help and reference, in their order. */
export const SETTING_GROUPS = ['Accounts to read', 'Access to AWS', 'Result', 'Run'] as const;

export type SettingGroup = (typeof SETTING_GROUPS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentValue {
  readonly variable: string;
  readonly value: string;
}

/** Keeps the type of the value. */
export function setting<Value>(definition: Setting<Value>): Setting<Value> {
  return definition;
}

/** The first of the variables that is set; an empty one is not. */
export function readVariable(
  environment: Environment,
  names: readonly string[],
): EnvironmentValue | null {
  for (const variable of names) {
    const value = environment[variable];
    if (value !== undefined && value.trim() !== '') return { variable, value };
  }
  return null;
}
