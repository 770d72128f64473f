import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluate } from '../../evaluate';
import { messageOf } from '../../messageOf';
import type { FunctionCode } from './FunctionCode';
import { Unreadable } from './Unreadable';

/** Of project.config.json, what is looked at; nothing of it is certain. */
export interface ProjectConfig {
  appid?: string;
  projectname?: string;
  libVersion?: string;
  miniprogramRoot?: string;
  cloudfunctionRoot?: string;
  setting?: {
    urlCheck?: unknown;
    useCompilerPlugins?: unknown;
    packNpmManually?: unknown;
    packNpmRelationList?: { packageJsonPath?: string; miniprogramNpmDistDir?: string }[];
  };
}

export interface PackageJson {
  version?: string;
  main?: string;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
}

export const cosFolder = 'miniprogram/cos';
export const configFile = `${cosFolder}/config.ts`;
export const functionName = 'cos-credentials';
export const functionFolder = `cloudfunctions/${functionName}`;

/** The files of a project, as far as the doctor reads them. What can't be read rejects with `Unreadable`. */
export class Project {
  private readonly printed: string[] = [];
  private functionCodeRead: Promise<FunctionCode> | undefined;

  /** @param root absolute. */
  constructor(readonly root: string) {}

  path(file: string): string {
    return join(this.root, file);
  }

  async text(file: string): Promise<string> {
    return readFile(this.path(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Unreadable(file, error.code === 'ENOENT' ? 'there is no such file' : error.message);
    });
  }

  /** An object, whatever is in it. */
  async json<T extends object>(file: string): Promise<T> {
    const text = await this.text(file);
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
    } catch (error) {
      throw new Unreadable(file, `it is no JSON: ${messageOf(error)}`);
    }
    throw new Unreadable(file, 'it is no JSON object');
  }

  projectConfig(): Promise<ProjectConfig> {
    return this.json('project.config.json');
  }

  /** Unchecked. */
  async config(): Promise<Readonly<Record<string, unknown>>> {
    const { config } = await this.evaluated<{ config?: unknown }>(cosFolder, './config', configFile);
    if (typeof config === 'object' && config !== null) return config as Record<string, unknown>;
    throw new Unreadable(configFile, 'it exports no object `config`');
  }

  /** Which operation of the Mini Program needs which action. */
  async actions(): Promise<Readonly<Record<string, string>>> {
    const file = `${cosFolder}/actions.ts`;
    return (await this.evaluated<{ actions: Record<string, string> }>(cosFolder, './actions', file)).actions;
  }

  functionCode(): Promise<FunctionCode> {
    const folder = `${functionFolder}/src`;
    const source = ['settings', 'createPolicy', 'requestKey', 'signLink']
      .map((file) => `export * from './${file}';`)
      .join('\n');
    this.functionCodeRead ??= this.run<FunctionCode>(folder, source, folder);
    return this.functionCodeRead;
  }

  /** What the cloud function's code has printed since the last call. */
  takePrinted(): string[] {
    return this.printed.splice(0);
  }

  private evaluated<Exports>(folder: string, module: string, file: string): Promise<Exports> {
    return this.run<Exports>(folder, `export * from '${module}';`, file);
  }

  private async run<Exports>(folder: string, source: string, file: string): Promise<Exports> {
    try {
      return await evaluate<Exports>(this.path(folder), source, (line) => this.printed.push(line));
    } catch (error) {
      throw new Unreadable(file, messageOf(error));
    }
  }
}
