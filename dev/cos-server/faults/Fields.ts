import { InvalidFaults } from './InvalidFaults';
import { type Reader, show } from './readers';

/** The fields of a JSON object, read one by one. Throws `InvalidFaults` with a field's name. */
export class Fields {
  private readonly values: ReadonlyMap<string, unknown>;
  private readonly read = new Set<string>();

  /** @param path where the object is, as `failures[0]`; `''` when it is all. */
  constructor(
    private readonly path: string,
    given: unknown,
  ) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      const subject = path === '' ? 'the body is' : 'is';
      throw new InvalidFaults(path, `${subject} ${show(given)}; it must be an object`);
    }
    this.values = new Map(Object.entries(given));
  }

  required<Value>(name: string, reader: Reader<Value>): Value {
    this.read.add(name);
    return reader(this.path === '' ? name : `${this.path}.${name}`, this.values.get(name));
  }

  /** The value, or `otherwise` when it is absent. */
  withDefault<Value>(name: string, reader: Reader<Value>, otherwise: Value): Value {
    this.read.add(name);
    return this.values.has(name) ? this.required(name, reader) : otherwise;
  }

  /** An object with the field, or an empty one when it is absent. */
  optional<Name extends string, Value>(name: Name, reader: Reader<Value>): { [Field in Name]?: Value } {
    this.read.add(name);
    if (!this.values.has(name)) return {};
    return { [name]: this.required(name, reader) } as { [Field in Name]?: Value };
  }

  /** Refuses a field that was not asked for. */
  end(): void {
    for (const name of this.values.keys()) {
      if (this.read.has(name)) continue;
      const field = this.path === '' ? name : `${this.path}.${name}`;
      throw new InvalidFaults(field, `is unknown; the fields here are ${[...this.read].join(', ')}`);
    }
  }
}
