import { addressing } from './addressing';
import { appId } from './appId';
import { baseLibrary } from './baseLibrary';
import { cloudFunction } from './cloudFunction';
import { domainCheck } from './domainCheck';
import { domains } from './domains';
import { functionVariables } from './functionVariables';
import { node } from './node';
import { npmRelation } from './npmRelation';
import { pages } from './pages';
import { policy } from './policy';
import type { FileCheck } from './Setup';
import { sdk } from './sdk';
import { settings } from './settings';
import { sizes } from './sizes';
import { typescriptPlugin } from './typescriptPlugin';
import { typings } from './typings';

/** Passed only when a key was given. */
export const variablesCheck = 'function variables';

/** What is checked without asking anybody, in the order in which a person would put it right. */
export const fileChecks: Readonly<Record<string, FileCheck>> = {
  settings,
  addressing,
  'app id': appId,
  pages,
  TypeScript: typescriptPlugin,
  'Build npm': npmRelation,
  'base library': baseLibrary,
  SDK: sdk,
  'Node.js': node,
  typings,
  'cloud function': cloudFunction,
  'key policy': policy,
  [variablesCheck]: functionVariables,
  'package sizes': sizes,
  'domain check': domainCheck,
  'domain lists': domains,
};
