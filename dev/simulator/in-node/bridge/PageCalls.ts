import type { PhoneConnection } from '../../messages/PhoneService';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The bridge the other way round: Node asks a page. The page answers with the method `runtime.answer`. */
export class PageCalls {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(private readonly connection: PhoneConnection) {}

  ask(method: string, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.lastId += 1;
      this.waiting.set(this.lastId, { resolve, reject });
      this.connection.emit('runtime.ask', { id: this.lastId, method, params });
    });
  }

  answer({ id, result, error }: { id: number; result?: unknown; error?: string }): void {
    const call = this.waiting.get(id);
    if (!call) return;
    this.waiting.delete(id);
    if (error === undefined) call.resolve(result);
    else call.reject(new Error(error));
  }

  close(reason: string): void {
    for (const call of this.waiting.values()) call.reject(new Error(reason));
    this.waiting.clear();
  }
}
