#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <span>
#include <string>
#include <vector>

#include "session/session.h"

/// Values of JavaScript and of C++: each is a copy of the other.
namespace inkling {

using emscripten::val;

template <typename Number>
std::vector<Number> copy_in(const val& array) {
  return emscripten::convertJSArrayToNumberVector<Number>(array);
}

template <typename Numbers>
val copy_out(const Numbers& numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data())).template call<val>("slice");
}

inline val file_out(const std::vector<std::byte>& file) {
  return copy_out(std::span(reinterpret_cast<const std::uint8_t*>(file.data()), file.size()));
}

inline Drawing drawing(const std::string& text) {
  return read_drawing(parse_json("strokes", text));
}

inline InkSteps ink_steps(const std::string& text) {
  InkSteps steps;
  read_fields("steps", steps, parse_json("steps", text));
  return steps;
}

inline Picture picture(const val& grey) {
  return {grey["width"].as<int>(), grey["height"].as<int>(), copy_in<std::uint8_t>(grey["pixels"])};
}

inline Dataset dataset(const val& data) {
  const val channels = data["channels"];
  Dataset set{.name = "data",
              .rows = data["rows"].as<int>(),
              .columns = data["columns"].as<int>(),
              .channels = channels.isUndefined() ? 1 : channels.as<int>(),
              .images = copy_in<std::uint8_t>(data["images"]),
              .labels = copy_in<std::uint8_t>(data["labels"])};
  const val names = data["label_names"];
  set.label_names =
      names.isUndefined() ? numbered_labels(set.labels) : emscripten::vecFromJSArray<std::string>(names);
  return set;
}

/// A data set for JavaScript.
inline val given(const Dataset& data) {
  val object = val::object();
  object.set("images", copy_out(data.images));
  object.set("labels", copy_out(data.labels));
  object.set("rows", data.rows);
  object.set("columns", data.columns);
  object.set("channels", data.channels);
  object.set("label_names", val::array(data.label_names));
  return object;
}

/// {answer: its JSON, images: what the network saw, one for each character}.
inline val given(const Answer& answer) {
  val object = val::object(), images = val::array();
  for (const auto& character : answer.characters) images.call<void>("push", copy_out(character.image));
  object.set("answer", answer.json().dump());
  object.set("images", images);
  return object;
}

inline TrainingData training_data(const val& data, const val& validation_data) {
  if (validation_data.isUndefined()) return dataset(data);
  return {dataset(data), dataset(validation_data)};
}

}  // namespace inkling
