import type { File, ObjectExpression } from '@babel/types';
import type { CosConfig } from '../../doctor/project/CosConfig';
import { NotUnderstood } from './NotUnderstood';
import { SourceText } from './SourceText';
import { setProperties, unwrapped } from './setProperties';

/**
 * The text of `cos/config.ts` (or its JavaScript) with these values: the same text when it has them already, and else with
 * nothing changed but them. What is absent in `config`, as `endpoint`, is taken out.
 *
 * @throws NotUnderstood when `config` is written in a shape that could lose something: taken in from elsewhere, computed.
 */
export function editConfig(text: string, config: CosConfig): string {
  const source = SourceText.ofModule(text, configIn);
  const { bucket, region, addressing, endpoint, credentials } = config;
  const keys = { url: undefined, cloudFunction: undefined, environment: undefined, ...credentials };
  const edits = setProperties(source, source.object, {
    bucket,
    region,
    addressing,
    endpoint,
    credentials: keys,
  });
  return source.edited(edits);
}

/** What `export const config = {…}` says. */
function configIn({ program }: File): ObjectExpression {
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration')
      continue;
    for (const { id, init, loc } of statement.declaration.declarations) {
      if (id.type !== 'Identifier' || id.name !== 'config') continue;
      const value = init && unwrapped(init);
      if (value?.type === 'ObjectExpression') return value;
      throw new NotUnderstood('config is no object that is written out', loc?.start.line ?? 1);
    }
  }
  throw new NotUnderstood('there is no `export const config = {…}`', 1);
}
