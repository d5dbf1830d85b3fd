#include "io/model_note.h"

#include "base/error.h"
#include "io/trials.h"

namespace inkling {

namespace {

/// How many images are kept for a test.
constexpr std::size_t kTests = 16, kDigitPixels = 28 * 28;
constexpr const char* kNoteWhere = "inkling";

}  // namespace

std::string ModelNote::text() const {
  return Json{{"labels", labels},     {"reading", reading},         {"compile_config", compile_config},
              {"training", training}, {"test_images", test_images}, {"test_answers", test_answers}}
      .dump();
}

void ModelNote::add_tests(Sequential& network) {
  const std::size_t pixels = network.input_shape().elements();
  // Digits of every kind, which come in turn; an image of another size has their ink in other places.
  const auto ink = hundred_digits();
  const std::size_t step = ink.size() / kTests / kDigitPixels * kDigitPixels;
  std::vector<Scalar> images;
  for (std::size_t i = 0; i < kTests; ++i) {
    std::vector<int> image;
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
      image.push_back(ink[(i * step + pixel) % ink.size()]);
    for (const int each : image) images.push_back(static_cast<Scalar>(each) / 255);
    test_images.push_back(std::move(image));
  }
  const std::vector<Scalar> answers = network.predict(images, kTests);
  const auto classes = static_cast<std::ptrdiff_t>(answers.size() / kTests);
  for (auto row = answers.begin(); row != answers.end(); row += classes)
    test_answers.push_back(std::vector<Scalar>(row, row + classes));
}

std::optional<ModelNote> read_note(const Json& text) {
  if (!text.is_string()) return std::nullopt;
  const Json json = parse_json(kNoteWhere, text.get<std::string>());
  require(json.is_object() && json.value("labels", Json()).is_array(), kNoteWhere, "has no labels");
  ModelNote note;
  for (const Json& label : json["labels"]) {
    require(label.is_string(), kNoteWhere, "labels must be texts");
    note.labels.push_back(label);
  }
  note.reading = json.value("reading", Json::object());
  note.compile_config = json.value("compile_config", Json::object());
  note.training = json.value("training", Json::object());
  for (const Json* each : {&note.reading, &note.compile_config, &note.training})
    require(each->is_object(), kNoteWhere, "reading, compile_config and training must be objects");
  return note;
}

}  // namespace inkling
