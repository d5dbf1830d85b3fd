import { batch } from '@preact/signals';
import { droppedEntries } from '../data/imported_file';
import { FILES } from '../workers/datasets';
import type { AppContext } from './context';
import * as messages from './messages';

/** What only models are; anything may be one on the Models tab. */
const MODEL = /\.(safetensors|checkpoint|keras|h5|hdf5|onnx)$|(^|\/)model\.json$/i;
const DATA = /\.(npz|npy|csv|zip|gz)$|ubyte$/i;

/** Takes what was dropped anywhere on the page to the tab that it is for. */
export async function takeDropped(
  app: AppContext,
  openPicture: (file: File) => void,
  ...from: Parameters<typeof droppedEntries>
): Promise<void> {
  const all = await droppedEntries(...from);
  if (!all.length) return;
  const isPicture = all.length === 1 && all[0].file.type.startsWith('image/');
  const isModel = all.some(({ path }) => MODEL.test(path)) || (app.tab.value === 'models' && !isPicture);
  if (isModel) {
    batch(() => {
      app.droppedModels.value = all.map(({ file }) => file);
      app.tab.value = 'models';
    });
  } else if (all.length > 1 || DATA.test(all[0].path)) {
    if (app.trainer?.isBusy) return app.toast(messages.models.busy);
    batch(() => {
      app.settings.value = { ...app.settings.value, dataset: FILES };
      app.droppedData.value = all;
      app.tab.value = 'train';
    });
  } else {
    app.tab.value = 'draw';
    openPicture(all[0].file);
  }
}
