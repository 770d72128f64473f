import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFunctionError } from './CloudFunctionError';
import { Instance, type InstanceOptions } from './Instance';
import type { CallMessage } from './messages';

/** One call more waits until one of these is free. */
const INSTANCES = 10;

/**
 * The instances of one function. A call gets one for itself and leaves it warm for the next call, whoever makes it:
 * so two callers never share a process at the same time, and a function that keeps something of a caller for the next
 * one fails here as it would in WeChat's cloud.
 */
export class InstancePool {
  private readonly busy = new Set<Instance>();
  private readonly idle = new Map<Instance, NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];
  private built = 0;
  private closed = false;

  /** @param idleMilliseconds after which an instance that nobody calls is ended */
  constructor(
    private readonly options: InstanceOptions,
    private readonly idleMilliseconds: number,
  ) {}

  /** Rejects with a CloudFunctionError. */
  async call(message: CallMessage): Promise<unknown> {
    await this.noticeBuild();
    while (this.busy.size >= INSTANCES) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.closed) throw CloudFunctionError.exited('the runner was closed:');
    const { built } = this;
    const instance = this.takeIdle() ?? new Instance(this.options);
    this.busy.add(instance);
    try {
      const result = await instance.call(message);
      // The function was built anew meanwhile: the next call would get the old code.
      if (built === this.built) this.keep(instance);
      else await instance.stop();
      return result;
    } catch (error) {
      // Unlike the cloud, which may go on with it: what a failed call left behind would only confuse.
      await instance.stop();
      throw error;
    } finally {
      this.busy.delete(instance);
      this.waiting.shift()?.();
    }
  }

  /** Calls that are under way fail. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.busy, ...this.takeAllIdle()].map((instance) => instance.stop()));
  }

  /** A function that was built anew is loaded anew. */
  private async noticeBuild(): Promise<void> {
    const built = await stat(join(this.options.folder, 'index.js')).then(
      ({ mtimeMs }) => mtimeMs,
      () => {
        throw CloudFunctionError.notFound();
      },
    );
    if (built === this.built) return;
    this.built = built;
    await Promise.all(this.takeAllIdle().map((instance) => instance.stop()));
  }

  private keep(instance: Instance): void {
    if (this.closed) return;
    const timer = setTimeout(() => {
      this.idle.delete(instance);
      instance.stop();
    }, this.idleMilliseconds);
    this.idle.set(instance, timer);
  }

  private takeIdle(): Instance | undefined {
    for (const [instance, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(instance);
      if (instance.usable) return instance;
    }
    return undefined;
  }

  private takeAllIdle(): Instance[] {
    const all = [...this.idle.keys()];
    for (const timer of this.idle.values()) clearTimeout(timer);
    this.idle.clear();
    return all;
  }
}
