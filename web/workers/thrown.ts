import { type TransferHandler, transferHandlers } from 'comlink';
import type { EngineError } from '../../wasm/library/index';

type Thrown = TransferHandler<{ value: unknown }, { value: object }>;

// Of an error that a call throws, comlink hands over name, message and stack only.
const thrown = transferHandlers.get('throw') as Thrown;
const whole: Thrown = {
  ...thrown,
  serialize(given) {
    const [serialized, moved] = thrown.serialize(given);
    if (given.value instanceof Error) {
      const { where, code, values } = given.value as EngineError;
      Object.assign(serialized.value, { where, code, values });
    }
    return [serialized, moved];
  },
};
transferHandlers.set('throw', whole);
