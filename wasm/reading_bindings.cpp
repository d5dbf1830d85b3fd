// The part of an engine that reads, as wasm/library/reading.ts calls it: by a few plain functions. Embind's
// script alone would be 11 KB packed.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "session/recognizer.h"
#include "wasm/bound.h"

namespace {

using namespace inkling;

using BoundRecognizer = Bound<Recognizer>;

/// What JavaScript gives, and what it is given: until the next call.
std::vector<std::byte> given;
std::string text;
std::vector<Scalar> numbers;

/// What each call answers with.
struct Reply {
  std::uint32_t failed;
  /// Room for what is given, or a recognizer.
  void* place;
  /// Where it failed, what went wrong, as wasm/bound.h has it.
  const char* text;
  std::size_t text_size;
  const Scalar* numbers;
  std::size_t numbers_size;
};

/// Calls `call`, which returns the place; what it throws becomes the text of the reply.
template <typename Call>
const Reply* reply(Call call) {
  static Reply reply;
  text.clear();
  numbers.clear();
  void* place = guarded([&]() -> void* { return call(); });
  const bool failed = !trouble.empty();
  if (failed) text = std::exchange(trouble, {});
  reply = {failed, place, text.data(), text.size(), numbers.data(), numbers.size()};
  return &reply;
}

/// The answer as JSON, and what the network saw of each character.
void* tell(const Answer& answer) {
  text = answer.json().dump();
  for (const auto& character : answer.characters)
    numbers.insert(numbers.end(), character.image.begin(), character.image.end());
  return nullptr;
}

std::string_view given_text(std::size_t begin, std::size_t end) {
  return {reinterpret_cast<const char*>(given.data()) + begin, end - begin};
}

template <typename Number>
std::span<const Number> given_numbers() {
  return {reinterpret_cast<const Number*>(given.data()), given.size() / sizeof(Number)};
}

}  // namespace

#define INKLING_EXPORT(name) __attribute__((export_name(#name))) const Reply* name

extern "C" {

/// For what the next call is about.
INKLING_EXPORT(room)(std::size_t bytes) {
  return reply([&]() -> void* {
    given.resize(bytes);
    return given.data();
  });
}

/// A model file is given: {"name", "parameters", "labels"}.
INKLING_EXPORT(open)() {
  return reply([]() -> void* {
    auto recognizer = std::make_unique<BoundRecognizer>(read_model(given));
    text = Json{{"name", recognizer->model().name()},
                {"parameters", recognizer->model().parameters()},
                {"labels", recognizer->labels()}}
               .dump();
    return recognizer.release();
  });
}

INKLING_EXPORT(close)(BoundRecognizer* recognizer) {
  return reply([=]() -> void* {
    delete recognizer;
    return nullptr;
  });
}

/// Images are given, (n, input), and predicted (n, classes).
INKLING_EXPORT(predict)(BoundRecognizer* recognizer, std::size_t n) {
  return reply([=]() -> void* {
    numbers = recognizer->predict(given_numbers<Scalar>(), n);
    return nullptr;
  });
}

/// A drawing is given, of `drawing_bytes` bytes, and after it the steps that prepare it, both as JSON.
INKLING_EXPORT(recognize)(BoundRecognizer* recognizer, std::size_t drawing_bytes) {
  return reply([=] {
    InkSteps steps;
    read_fields("steps", steps, parse_json("steps", given_text(drawing_bytes, given.size())));
    const Json drawing = parse_json("strokes", given_text(0, drawing_bytes));
    return tell(recognizer->recognize(read_drawing(drawing), steps));
  });
}

/// The pixels of a picture are given.
INKLING_EXPORT(recognize_picture)(BoundRecognizer* recognizer, int width, int height) {
  return reply([=] {
    const auto pixels = given_numbers<std::uint8_t>();
    return tell(recognizer->recognize(Picture{width, height, {pixels.begin(), pixels.end()}}));
  });
}

__attribute__((export_name("live_objects"))) int live() {
  return live_objects;
}
}
