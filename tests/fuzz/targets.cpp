#include "fuzz/targets.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/data_reader.h"
#include "data/idx.h"
#include "fixtures.h"
#include "model/sequential.h"
#include "session/session.h"

namespace inkling::fuzz {

namespace {

using Input = std::span<const std::byte>;

std::vector<std::byte> copy(Input bytes) {
  return {bytes.begin(), bytes.end()};
}

std::string_view text(Input bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The first byte, as one of so many.
std::size_t take_choice(Input& bytes, std::size_t count) {
  if (bytes.empty()) return 0;
  const auto choice = std::to_integer<std::size_t>(bytes.front());
  bytes = bytes.subspan(1);
  return choice % count;
}

void read_model_file(Input bytes) {
  Session session(bytes);
  session.recognize(Drawing{{{{0, 0}, {1, 3}, {2, 0}}}});
  session.save();
}

/// A folder of one file of images and one of labels, the part before the first "|||" and that after it.
void read_idx_files(Input bytes) {
  const std::size_t end = std::min(text(bytes).find("|||"), bytes.size());
  const Input images = bytes.first(end), labels = bytes.subspan(std::min(end + 3, bytes.size()));
  try {
    read_idx("data", {"images", images}, {"labels", labels});
  } catch (const Error&) {
    DataReader reader;
    reader.add("train-images", copy(images));
    reader.add("train-labels", copy(labels));
    reader.read();
  }
}

/// Two files; the first byte says of which kinds.
void read_arrays(Input bytes) {
  static constexpr const char* kNames[][2] = {
      {"x_train.npy", "y_train.npy"}, {"digits.csv", "test.csv"}, {"a/emnist.csv", "labels.npy"}};
  const auto& names = kNames[take_choice(bytes, std::size(kNames))];
  const std::size_t end = std::min(text(bytes).find("|||"), bytes.size());
  DataReader reader;
  reader.add(names[0], copy(bytes.first(end)));
  if (end < bytes.size()) reader.add(names[1], copy(bytes.subspan(end + 3)));
  for (const Reading& reading : reader.read().readings) reader.read(reading.scaling.text());
}

void read_strokes(Input bytes) {
  static Session shipped = Session(std::span<const std::byte>(tests::shipped_model()));
  const std::vector<Drawing> drawings = read_drawings(text(bytes));
  drawings_as_images(drawings, "drawings");
  for (std::size_t i = 0; i < drawings.size() && i < 3; ++i) shipped.recognize(drawings[i]).json();
}

/// A byte of width, in eights where it is odd, and one of whether there are four channels.
void read_picture(Input bytes) {
  if (bytes.size() < 3) return;
  const auto byte = [&](std::size_t i) { return std::to_integer<int>(bytes[i]); };
  const int width = byte(0) % 2 ? 8 * byte(0) : byte(0), channels = byte(1) % 2 ? 4 : 1;
  const auto pixels = bytes.subspan(2);
  const int height = width ? static_cast<int>(pixels.size()) / width / channels : byte(1);
  Picture picture{width, height, {}};
  for (int i = 0; i < width * height * channels; ++i)
    picture.pixels.push_back(std::to_integer<std::uint8_t>(pixels[static_cast<std::size_t>(i)]));
  trace(picture);
}

/// A configuration of a network, or a preset with how to train it.
void read_configuration(Input bytes) {
  const Json json = parse_json("configuration", text(bytes));
  const bool is_preset = json.is_object() && json.contains("model");
  const TrainingPlan plan{is_preset ? json["model"] : json,
                          is_preset ? json.value("training", Json::object()) : Json::object()};
  Sequential model = Sequential::from_config(plan.model);
  model.summary();
  read_settings(plan, 10, {});
}

/// What is refused is refused with an Error of one line that can be read.
template <void (*kRead)(Input)>
void refusing(Input bytes) {
  try {
    kRead(bytes);
  } catch (const Error& error) {
    const std::string_view message = error.what();
    const bool is_line = std::none_of(message.begin(), message.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (!is_line || message.size() > 2000) std::abort();
  }
}

constexpr Target kTargets[] = {{"archive", refusing<read_archive>},
                               {"arrays", refusing<read_arrays>},
                               {"configuration", refusing<read_configuration>},
                               {"foreign_model", refusing<read_foreign_model>},
                               {"idx", refusing<read_idx_files>},
                               {"model_file", refusing<read_model_file>},
                               {"picture", refusing<read_picture>},
                               {"strokes", refusing<read_strokes>}};

}  // namespace

std::span<const Target> targets() {
  return kTargets;
}

const Target* find_target(std::string_view name) {
  const auto found = std::find_if(std::begin(kTargets), std::end(kTargets),
                                  [name](const Target& each) { return each.name == name; });
  return found == std::end(kTargets) ? nullptr : found;
}

}  // namespace inkling::fuzz
