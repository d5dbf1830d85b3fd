import type { ModelFormat } from '../../wasm/library/index';

/** How a file is used where it goes; images are arrays of 28 by 28 numbers, ink 0 to 1. */
export interface Snippet {
  language: 'Python' | 'JavaScript' | 'C++' | 'Shell';
  code: (name: string) => string;
}

/** How files of a format end, and what they are opened with. Several in one file are a zip archive. */
export const FORMATS: Record<ModelFormat, { ending: string; snippets: Snippet[] }> = {
  keras: {
    ending: '.keras',
    snippets: [
      {
        language: 'Python',
        code: (name) =>
          `import keras\nmodel = keras.models.load_model("${name}.keras")\nanswers = model.predict(images.reshape(-1, 28, 28, 1))`,
      },
    ],
  },
  h5: {
    ending: '.h5',
    snippets: [
      {
        language: 'Python',
        code: (name) =>
          `from tensorflow import keras\nmodel = keras.models.load_model("${name}.h5", compile=False)\nanswers = model.predict(images.reshape(-1, 28, 28, 1))`,
      },
    ],
  },
  json: {
    ending: '.zip',
    snippets: [
      {
        language: 'Python',
        code: () =>
          'from tensorflow import keras\nmodel = keras.models.model_from_json(open("model.json").read())\nmodel.load_weights("model_weights.h5")',
      },
    ],
  },
  tfjs: {
    ending: '.zip',
    snippets: [
      {
        language: 'JavaScript',
        code: () =>
          "import * as tf from '@tensorflow/tfjs';\nconst model = await tf.loadLayersModel('model.json');\nconst answers = model.predict(tf.tensor(image, [1, 28, 28, 1]));",
      },
    ],
  },
  onnx: {
    ending: '.onnx',
    snippets: [
      {
        language: 'Python',
        code: (name) =>
          `import onnxruntime\nsession = onnxruntime.InferenceSession("${name}.onnx")\nanswers = session.run(None, {"image": images.reshape(-1, 28, 28, 1)})[0]`,
      },
      {
        language: 'JavaScript',
        code: (name) =>
          `import { InferenceSession, Tensor } from 'onnxruntime-web';\nconst session = await InferenceSession.create('${name}.onnx');\nconst answers = await session.run({ image: new Tensor(image, [1, 28, 28, 1]) });`,
      },
      {
        language: 'C++',
        code: (name) =>
          `Ort::Session session(Ort::Env(), "${name}.onnx", Ort::SessionOptions());\nconst char *inputs[] = {"image"}, *outputs[] = {session.GetOutputNameAllocated(0, Ort::AllocatorWithDefaultOptions()).release()};\nauto answers = session.Run(Ort::RunOptions(), inputs, &image, 1, outputs, 1);`,
      },
    ],
  },
  safetensors: {
    ending: '.safetensors',
    snippets: [
      {
        language: 'Python',
        code: (name) =>
          `from safetensors.torch import load_file\nweights = load_file("${name}.safetensors")\nprint({key: tuple(value.shape) for key, value in weights.items()})`,
      },
      {
        language: 'JavaScript',
        code: (name) =>
          `import { createEngine } from './inkling.js';\nconst model = await (await createEngine()).load(await (await fetch('${name}.safetensors')).arrayBuffer());\nconst answers = await model.predict(image, 1);`,
      },
    ],
  },
  cpp: {
    ending: '.h',
    snippets: [
      {
        language: 'C++',
        code: () => '#include "model.h"\nfloat answers[model::kOutputs];\nmodel::predict(image, answers);',
      },
    ],
  },
  script: {
    ending: '.zip',
    snippets: [{ language: 'Shell', code: () => 'pip install keras tensorflow\npython model.py' }],
  },
};
