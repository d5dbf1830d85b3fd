// Reading files that somebody brought, for JavaScript.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <memory>
#include <string>

#include "data/data_reader.h"
#include "wasm/bound.h"
#include "wasm/conversions.h"

namespace {

using emscripten::val;
using namespace inkling;

using BoundReader = Bound<DataReader>;

/// {training, test or null, numbers, words, readings: [{scaling, words}]}.
val to_js(const BroughtData& data) {
  val object = val::object(), readings = val::array();
  for (const auto& [scaling, words] : data.readings) {
    val reading = val::object();
    reading.set("scaling", scaling.text());
    reading.set("words", words);
    readings.call<void>("push", reading);
  }
  object.set("training", inkling::to_js(data.training));
  object.set("test", data.test ? inkling::to_js(*data.test) : val::null());
  object.set("numbers", data.numbers);
  object.set("words", data.words);
  object.set("readings", readings);
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(inkling_data) {
  using emscripten::optional_override;

  emscripten::class_<BoundReader>("DataReader")
      .function("add", optional_override([](BoundReader& reader, const std::string& path, const val& bytes) {
                  guarded([&] { reader.add(path, bytes_in(bytes)); });
                }))
      .function("add_picture",
                optional_override([](BoundReader& reader, const std::string& path, const val& picture) {
                  guarded([&] {
                    reader.add_picture(path, picture["height"].as<int>(), picture["width"].as<int>(),
                                       picture["channels"].as<int>(),
                                       copy_in<std::uint8_t>(picture["pixels"]));
                  });
                }))
      .function("read", optional_override([](const BoundReader& reader, const std::string& scaling) {
                  return guarded([&] { return to_js(reader.read(scaling)); });
                }));
  emscripten::function("data_reader", optional_override([] { return std::make_unique<BoundReader>(); }));
}
