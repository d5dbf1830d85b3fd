import * as messages from '../app/messages';

const NO_MEMORY = '[engine] out of memory';

/** Whether the engine is of no more use: it has trapped, or its memory is full, which never becomes less. */
export const isFatal = (error: unknown) =>
  error instanceof Error && (error.name === 'RuntimeError' || error.message === NO_MEMORY);

/** Why a worker died, from what its browser says of that. */
export const whyDied = (message: string) =>
  message.includes(NO_MEMORY)
    ? messages.engine.noMemory
    : message.includes('RuntimeError')
      ? messages.engine.failed
      : message;

type Calls = Record<string, (...given: never[]) => unknown>;

/** The same calls; where the engine is of no more use the worker dies, and the page starts another. */
export function crashOnFatal<Service extends Calls>(service: Service): Service {
  const calls = Object.entries(service).map(([name, call]) => {
    const careful = async (...given: never[]): Promise<unknown> => {
      try {
        return await call.apply(service, given);
      } catch (error) {
        if (!isFatal(error)) throw error;
        // To where the page listens. Nobody is answered any more.
        reportError(error);
        return new Promise(() => {});
      }
    };
    return [name, careful];
  });
  return Object.fromEntries(calls) as Service;
}
