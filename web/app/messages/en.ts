/**
 * All that a person reads on the page, but for what the core says: a part of the page has its words in a file of its
 * name. Each message is an export, so that a program that is loaded brings those that it uses and no others. What
 * the page shows at first is put into its HTML by the build (web/prerender.tsx): the first paint waits for no program. What
 * public/manifest.webmanifest says of the page stands there, where browsers look for it.
 */
export * as page from './en/page';
export * as common from './en/common';
export * as units from './en/units';
export * as panels from './en/panels';
export * as fields from './en/fields';
export * as charts from './en/charts';

export * as draw from './en/draw';
export * as answer from './en/answer';
export * as pictures from './en/pictures';
export * as recognizer from './en/recognizer';
export * as shippedModels from './en/shipped_models';

export * as train from './en/train';
export * as setup from './en/setup';
export * as layers from './en/layers';
export * as layerFields from './en/layer_fields';
export * as augmentation from './en/augmentation';
export * as data from './en/data';
export * as datasets from './en/datasets';
export * as files from './en/files';
export * as run from './en/run';
export * as runs from './en/runs';
export * as race from './en/race';
export * as build from './en/build';
export * as drawing from './en/drawing';
export * as speed from './en/speed';
export * as training from './en/training';

export * as inside from './en/inside';
export * as learning from './en/learning';
export * as why from './en/why';
export * as breakIt from './en/break_it';
export * as learn from './en/learn';
export * as tour from './en/tour';
export * as kernelLesson from './en/lessons/kernel';
export * as strideLesson from './en/lessons/stride';
export * as poolingLesson from './en/lessons/pooling';
export * as softmaxLesson from './en/lessons/softmax';
export * as backpropagationLesson from './en/lessons/backpropagation';
export * as overfittingLesson from './en/lessons/overfitting';
export * as augmentationLesson from './en/lessons/augmentation';
export * as shrinkingLesson from './en/lessons/shrinking';
export * as kuzushijiLesson from './en/lessons/kuzushiji';

export * as evaluate from './en/evaluate';
export * as drawings from './en/drawings';
export * as strokeFiles from './en/stroke_files';
export * as fineTuning from './en/fine_tuning';
export * as models from './en/models';

export * as connection from './en/connection';
export * as engine from './en/engine';
export * as storage from './en/storage';

export { core } from './en/core';

/** The same, whatever the words are. */
type Open<Part> = Part extends string
  ? string
  : Part extends (...given: infer Given) => infer Words
    ? (...given: Given) => Open<Words>
    : { [Key in keyof Part]: Open<Part[Key]> };

/** What another language has to say. */
export type Messages = Open<typeof import('./en')>;
