#include "io/safetensors_model.h"

#include "io/model_file.h"

namespace inkling {

namespace {

ModelFiles write_safetensors_model(const WrittenModel& model) {
  const ModelNote& note = model.note;
  ModelFile file{.name = model.name + ".safetensors"};
  file.bytes = write_model(model.network, note.labels,
                           {.reading = note.reading,
                            .compile_config = note.compile_config,
                            .note = note.text(),
                            .optimizer = model.optimizer});
  return {std::move(file)};
}

}  // namespace

Format safetensors_model_format() {
  return {.name = "safetensors",
          .title = "safetensors (.safetensors)",
          .endings = {".safetensors"},
          .write = write_safetensors_model};
}

}  // namespace inkling
