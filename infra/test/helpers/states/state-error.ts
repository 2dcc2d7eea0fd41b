/** What an execution, or the state of one, fails with: an error name as retriers and catchers have it. */
export class StateError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
