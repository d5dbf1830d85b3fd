// What .tools/containers.mjs makes.

declare module 'h5wasm/program' {
  type Library = import('./hdf5_library').Hdf5;
  export default function start(options: import('./hdf5_library').StartOptions): Promise<Library>;
  export const program: URL;
}

declare module '*/onnx.proto' {
  type Proto = import('./onnx_proto').ModelProto;
  export function readModelProto(from: import('pbf').PbfReader): Proto;
  export function writeModelProto(
    model: import('./onnx_proto').Parts<Proto>,
    to: import('pbf').PbfWriter,
  ): void;
}
