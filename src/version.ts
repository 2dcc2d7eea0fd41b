/** What made a file: manifests name it. The version is that of package.json. */
export const TOOL = { name: 'iam-user-data-collector', version: '0.1.0' } as const;
