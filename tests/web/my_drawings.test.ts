import { expect, test, vi } from 'vitest';
import { database } from '../../web/state/database';
import { addDrawings, myDrawings, removeDrawings } from '../../web/state/my_drawings';

test('as many drawings as a file may have are kept, and go, in one piece of work', () => {
  const put = vi.spyOn(database, 'putAll').mockResolvedValue();
  const remove = vi.spyOn(database, 'removeAll').mockResolvedValue();
  const drawings = Array.from({ length: 100_000 }, () => ({ strokes: [[1, 2]], label: '7' }));
  const added = addDrawings(drawings);
  expect(myDrawings.value).toHaveLength(100_000);
  removeDrawings(added.slice(1).map(({ id }) => id));
  expect(myDrawings.value).toEqual([added[0]]);
  expect(put).toHaveBeenCalledOnce();
  expect(remove).toHaveBeenCalledOnce();
});
