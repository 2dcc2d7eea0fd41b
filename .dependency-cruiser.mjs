/**
 * What may import what, checked by `npm run boundaries`. ARCHITECTURE.md shows the same picture;
 * `test/house/boundaries.test.ts` proves that every rule catches what it is there for.
 */

/** Words that every folder but the simulation shares. */
const SHARED = '^src/(errors|messages|ports|version)[.]ts$';
const WIRING = '^src/wiring[.]ts$';

const folder = (name) => `^src/${name}/`;
const folders = (...names) => names.map(folder);

/** What each folder may import from the rest of `src/`, and why no more. */
const LAYERS = [
  {
    folder: 'model',
    may: [SHARED],
    why: 'The nouns change when IAM does, and with nothing else.',
  },
  {
    folder: 'organization',
    may: [SHARED, ...folders('model')],
    why: 'Which accounts are read is decided without knowing how they are read or shown.',
  },
  {
    folder: 'columns',
    may: [SHARED, ...folders('model')],
    why: 'A column is computed from the model alone.',
  },
  {
    folder: 'policies',
    may: [SHARED, ...folders('model')],
    why: 'What has to be allowed follows from the calls; who asks for it does not matter.',
  },
  {
    folder: 'output',
    may: [SHARED, ...folders('model', 'organization', 'columns')],
    why: 'Rows and manifest are made of plan, parts and columns; where they go is for a store.',
  },
  {
    folder: 'collect',
    may: [SHARED, ...folders('model', 'organization', 'columns', 'output')],
    why: 'The use case knows AWS, disk and clock only as ports.',
  },
  {
    folder: 'settings',
    may: [SHARED, ...folders('model', 'columns')],
    why: 'Settings are validated before anything is built; column names are checked here.',
  },
  {
    folder: 'aws',
    may: [SHARED, ...folders('model', 'organization', 'policies')],
    why: 'An adapter implements ports and knows no use case.',
  },
  {
    folder: 'store',
    may: [SHARED, ...folders('model', 'aws')],
    why: 'An adapter implements ports; its S3 clients and error translation are those of aws/.',
  },
  {
    folder: 'simulation',
    may: [],
    why: 'What it says must not come from the code that it tests.',
  },
  {
    folder: 'cli',
    may: [
      SHARED,
      WIRING,
      ...folders('model', 'organization', 'columns', 'policies', 'output', 'collect', 'settings'),
      ...folders('simulation'),
    ],
    why: 'A shell parses, calls and shows; adapters are chosen in wiring.ts.',
  },
  {
    folder: 'lambda',
    may: [SHARED, WIRING, ...folders('model', 'output', 'collect', 'settings')],
    why: 'A shell parses, calls and answers; adapters are chosen in wiring.ts.',
  },
];

/** Folders that compute and do nothing else, and the packages that they may use for it. */
const PURE = [
  { folder: 'model', packages: ['csv-parse'] },
  { folder: 'organization', packages: [] },
  { folder: 'columns', packages: [] },
  { folder: 'policies', packages: [] },
  { folder: 'output', packages: [] },
];

const PACKAGE = ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'];
const SDK = ['node_modules/@aws-sdk/', 'node_modules/@smithy/', 'node_modules/@aws-crypto/'];

const layerRules = LAYERS.map(({ folder: name, may, why }) => ({
  name: `${name}-keeps-to-its-layer`,
  comment: why,
  severity: 'error',
  from: { path: folder(name) },
  to: { path: '^src/', pathNot: [folder(name), ...may] },
}));

const purityRules = PURE.flatMap(({ folder: name, packages }) => [
  {
    name: `${name}-is-pure`,
    comment: 'It reads no clock, disk, network or environment: pass the value in.',
    severity: 'error',
    from: { path: folder(name) },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: `${name}-uses-no-package`,
    comment: `Packages it may use: ${packages.join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: folder(name) },
    to: {
      dependencyTypes: PACKAGE,
      pathNot: packages.map((name) => `node_modules/${name}/`),
    },
  },
]);

export default {
  forbidden: [
    ...layerRules,
    ...purityRules,
    {
      name: 'no-cycles',
      comment: 'With a cycle there is no bottom to begin reading from.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-words-stay-at-the-bottom',
      comment: 'What all know may itself know only the model.',
      severity: 'error',
      from: { path: SHARED },
      to: { path: '^src/', pathNot: [SHARED, folder('model')] },
    },
    {
      name: 'nothing-imports-a-shell',
      comment: 'Command line and Lambda handlers are where the program begins.',
      severity: 'error',
      from: { pathNot: folders('cli', 'lambda') },
      to: { path: folders('cli', 'lambda') },
    },
    {
      name: 'only-shells-import-the-wiring',
      comment: 'What imports the wiring knows every adapter.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...folders('cli', 'lambda'), '^src/index[.]ts$'] },
      to: { path: WIRING },
    },
    {
      name: 'aws-sdk-stays-in-the-adapters',
      comment: 'A new version of the SDK then touches two folders.',
      severity: 'error',
      from: { path: '^src/', pathNot: folders('aws', 'store') },
      to: { path: SDK },
    },
    {
      name: 'simulation-uses-no-package',
      comment: 'It is our own reading of how AWS behaves, and runs on Node.js alone.',
      severity: 'error',
      from: { path: folder('simulation') },
      to: { dependencyTypes: PACKAGE },
    },
    {
      name: 'infrastructure-knows-definitions-alone',
      comment:
        'Policies, settings and columns are deployed; what is done with them is not its business.',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^src/',
        pathNot: [SHARED, ...folders('model', 'columns', 'policies', 'settings')],
      },
    },
    {
      name: 'product-knows-no-infrastructure',
      comment: 'Who runs the command line has no AWS CDK.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^infra/' },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'Tests, benchmarks and scripts are not published.',
      severity: 'error',
      from: { path: '^(src|infra/(lib|bin))/' },
      to: { path: '^(test|bench|scripts|infra/test)/' },
    },
    {
      name: 'no-development-package-in-the-product',
      comment:
        'Who installs the package does not get it. The SDK brings @smithy/types: types alone.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/@smithy/types/',
      },
    },
    {
      name: 'everything-resolves',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API; swc also sees imports of types, which count here.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
