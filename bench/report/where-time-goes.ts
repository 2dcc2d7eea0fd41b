/** What profiles show, in shares of one profile each. */
export const WHERE_TIME_GOES = `\`npm run bench -- --only processor-time --cpu-prof\` leaves profiles of the collector in
\`bench/results/profiles\`. What those of a later run showed, and what was done about it:

- **The largest case**, a first run over 1,000 accounts of 1,000 users (\`node --cpu-prof bin/iam-users.js collect\`). No
  entry is large: garbage collection 16 %, answers made into objects 14 % and their bytes into text 5 %, requests
  written to sockets 5 % and signed 5 %, rows 5 %, parts written 4 % and read again 3 %, the credential reports
  4 %, completing users 3 %; the rest is the SDK's middleware and Node.js's HTTP, at most 2 % each. Garbage is
  the price of the memory that is saved: see [decisions](decisions.md).
- **A short run.** Finding and reading the files of packages took 0.3 s, a third of the time up to the first
  call, until the program was bundled; an import of \`node:http\`, which loads a second client of HTTP, 0.04 s.
  The rest is code that V8 has not compiled yet, in SDK and program alike.
- **Accounts of 1,000 users.** Reading XML was the largest entry: 21 % in the SDK's parser, which goes
  character by character, and 29 % with all that the SDK makes of an answer. Plain XML is now read by
  \`src/aws/plain-xml.ts\`; the same run then took a fifth less processor time. The SDK's middleware for
  logging copied every answer for a logger that is not there (4 %) and is left out. Garbage
  collection is 13 %; writing rows and parts 13 %, the credential report 9 %, completing users 8 %.
- **Accounts of 20 users.** No entry is large: sockets 6 %, garbage 8 %, hashes and signing keys about
  10 %, the rest spread over the middleware of some seven calls for each account. A client for each
  account looked up its settings again, which cost as much as one more call; all now share what was
  looked up once.
- **Memory.** About 3.3 MB of objects are held for an account of 1,000 users while its report is
  awaited: the two lists two thirds, the report one fifth. They are the accounts in flight, whatever the
  size of the organization; the rest of the peak is garbage, for which see
  [decisions](decisions.md), and some 100 MB of Node.js and the SDK.
`;
