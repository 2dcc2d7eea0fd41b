import { Visitor } from '@swc/core/Visitor.js';

/**
 * Teaches swc's visitor, by which dependency-cruiser walks a file, the `using` declaration: swc
 * parses it, but its visitor stops there ("Unknown statement type: UsingDeclaration").
 */
export function visitUsingDeclarations() {
  const { value: original } = Object.getOwnPropertyDescriptor(Visitor.prototype, 'visitStatement');
  Visitor.prototype.visitStatement = function (statement) {
    if (statement.type !== 'UsingDeclaration') return original.call(this, statement);
    this.visitVariableDeclarators(statement.decls);
    return statement;
  };
}
