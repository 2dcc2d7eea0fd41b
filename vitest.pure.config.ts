import { defineConfig } from 'vitest/config';

/** The tests of the pure folders alone, for mutation testing. */
export default defineConfig({
  test: { include: ['test/{model,organization,columns,output,policies}/**/*.test.ts'] },
});
