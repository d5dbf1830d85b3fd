import { useLayoutEffect, useState } from 'preact/hooks';
import type { Sketch } from '../../state/sketch';

/** What `select` finds in the sketch, as it is by now. For components that stay. */
export function useSketch<Value>(sketch: Sketch, select: (sketch: Sketch) => Value): Value {
  const [value, setValue] = useState(() => select(sketch));
  useLayoutEffect(() => {
    const update = () => setValue(() => select(sketch));
    sketch.subscribe(update);
    update();
  }, []);
  return value;
}
