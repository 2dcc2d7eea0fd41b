import { deployed } from './deployed.ts';

/** The definition of the state machine, parsed. */
export function runDefinition() {
  const { DistributedRunStateMachine } = deployed({
    Size: 'distributed',
    MaxConcurrency: 7,
    MaxItemsPerBatch: 25,
  });
  return JSON.parse(DistributedRunStateMachine?.properties.DefinitionString);
}
