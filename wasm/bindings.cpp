// Inkling as JavaScript sees it. What goes in and out is copied: no view of this memory outlives a call.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <emscripten/threading.h>
#include <emscripten/val.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "data/idx.h"
#include "io/export.h"
#include "presets/preset.h"
#include "session/catalogue.h"
#include "session/session.h"
#include "wasm/bound.h"
#include "wasm/conversions.h"
#include "wasm/inside_bindings.h"

namespace {

using emscripten::val;
using namespace inkling;

using BoundSession = Bound<Session>;

/// An evaluation with the images that it goes through.
struct OwnEvaluation {
  Dataset data;
  Evaluation evaluation;

  OwnEvaluation(Session& session, const val& given)
      : data(dataset(given)), evaluation(session.evaluation(data)) {}
};
using BoundEvaluation = Bound<OwnEvaluation>;

std::unique_ptr<BoundSession> open(const val& bytes) {
  return guarded([&] {
    return std::make_unique<BoundSession>(import_model({{.name = "model", .bytes = bytes_in(bytes)}}));
  });
}

std::unique_ptr<BoundSession> import_files(const val& files, const std::string& scaling, const val& labels) {
  return guarded([&] {
    return std::make_unique<BoundSession>(
        import_model(model_files(files), scaling, emscripten::vecFromJSArray<std::string>(labels)));
  });
}

std::unique_ptr<BoundSession> train(const std::string& plan, const val& data, const val& validation_data) {
  return guarded([&] {
    return std::make_unique<BoundSession>(training_plan(plan), training_data(data, validation_data));
  });
}

void fit(BoundSession& session, const std::string& plan, const val& data, const val& validation_data) {
  guarded([&] { session.fit(training_plan(plan), training_data(data, validation_data)); });
}

/// {name, bytes} twice. The images stay where they are: they are many, and become a view of their file.
val read_idx_pair(const val& images, const val& labels) {
  return guarded([&] {
    const val pixels = images["bytes"];
    const auto header = copy_in<std::uint8_t>(pixels.call<val>("subarray", 0, kIdxImagesHeader)),
               digits = copy_in<std::uint8_t>(labels["bytes"]);
    const auto images_name = images["name"].as<std::string>(), labels_name = labels["name"].as<std::string>();
    const auto size = static_cast<std::uint64_t>(pixels["length"].as<double>());
    val data = to_js(read_idx_without_images("data", {images_name, std::as_bytes(std::span(header)), size},
                                             {labels_name, std::as_bytes(std::span(digits))}));
    data.set("images", pixels.call<val>("subarray", kIdxImagesHeader));
    return data;
  });
}

val as_images(const std::string& drawings) {
  return guarded([&] { return to_js(drawings_as_images(read_drawings(drawings), "drawings")); });
}

/// The plan's augmentation and seed.
val augmented_images(const val& data, const std::string& plan) {
  return guarded([&] {
    const TrainingPlan settings = training_plan(plan);
    return copy_out(
        augmented(dataset(data), settings.training.value("augmentation", Json::object()), settings.seed));
  });
}

std::string presets_json() {
  return guarded([] {
    Json list = Json::array();
    for (const auto& preset : presets())
      list.push_back({{"name", preset.name},
                      {"description", preset.description},
                      {"source", preset.source},
                      {"published", preset.published},
                      {"data", preset.data},
                      {"model", preset.model},
                      {"training", preset.training}});
    return list.dump();
  });
}

/// What this was compiled for.
val features() {
  val names = val::array();
#ifdef __wasm_simd128__
  names.call<void>("push", val("simd"));
#endif
#ifdef __wasm_relaxed_simd__
  names.call<void>("push", val("relaxedSimd"));
#endif
  if (emscripten_has_threading_support()) names.call<void>("push", val("threads"));
  return names;
}

}  // namespace

EMSCRIPTEN_BINDINGS(inkling) {
  using emscripten::optional_override;

  emscripten::class_<BoundSession> session("Session");
  bind_inside(session);
  session
      .function("name", optional_override([](const BoundSession& session) { return session.model().name(); }))
      .function("parameters", optional_override([](const BoundSession& session) {
                  return static_cast<double>(session.model().parameters());
                }))
      .function("summary",
                optional_override([](const BoundSession& session) { return session.model().summary(); }))
      .function("weights_hash",
                optional_override([](const BoundSession& session) { return session.model().weights_hash(); }))
      .function("labels",
                optional_override([](const BoundSession& session) { return val::array(session.labels()); }))
      .function("predict", optional_override([](BoundSession& session, const val& images, unsigned n) {
                  return guarded([&] { return copy_out(session.predict(copy_in<Scalar>(images), n)); });
                }))
      .function(
          "recognize",
          optional_override([](BoundSession& session, const std::string& strokes, const std::string& steps) {
            return guarded([&] {
              return to_js(session.recognize(drawing(strokes), read_structure<InkSteps>("steps", steps)));
            });
          }))
      .function("recognize_picture", optional_override([](BoundSession& session, const val& grey) {
                  return guarded([&] { return to_js(session.recognize(picture(grey))); });
                }))
      .function("evaluation", optional_override([](BoundSession& session, const val& data) {
                  return guarded([&] { return std::make_unique<BoundEvaluation>(session, data); });
                }))
      .function("origin",
                optional_override([](const BoundSession& session) { return session.origin().dump(); }))
      .function("fit", &fit)
      .function("interrupted", optional_override([](const BoundSession& session) {
                  return session.interrupted() ? val(to_js(*session.interrupted())) : val::null();
                }))
      .function("resume",
                optional_override([](BoundSession& session, const val& data, const val& validation_data) {
                  guarded([&] { session.resume(training_data(data, validation_data)); });
                }))
      .function("validation", optional_override([](const BoundSession& session) {
                  return std::string(session.validation());
                }))
      .function("set_learning_rate", optional_override([](BoundSession& session, double rate) {
                  guarded([&] { session.set_learning_rate(rate); });
                }))
      .function("step", optional_override([](BoundSession& session) {
                  return guarded([&] { return session.step().dump(); });
                }))
      .function("checkpoint", optional_override([](BoundSession& session) {
                  return guarded([&] { return file_out(session.checkpoint()); });
                }))
      .function("save", optional_override([](BoundSession& session) {
                  return guarded([&] { return file_out(session.save()); });
                }))
      .function("exported", optional_override([](BoundSession& session, const std::string& format) {
                  return guarded([&] { return to_js(session.exported(written_format(format), "model")); });
                }));

  emscripten::class_<BoundEvaluation>("Evaluation")
      .function("step", optional_override([](BoundEvaluation& bound) {
                  return guarded([&] { return static_cast<unsigned>(bound.evaluation.step()); });
                }))
      .function("guesses", optional_override([](const BoundEvaluation& bound) {
                  return copy_out(bound.evaluation.guesses());
                }))
      .function("confidences", optional_override([](const BoundEvaluation& bound) {
                  return copy_out(bound.evaluation.confidences());
                }))
      .function("figures", optional_override([](const BoundEvaluation& bound) {
                  return guarded([&] { return bound.evaluation.json().dump(); });
                }));

  emscripten::function("open", &open);
  emscripten::function("import_files", &import_files);
  emscripten::function("train", &train);
  emscripten::function("presets", &presets_json);
  emscripten::function("catalogue", optional_override([] { return catalogue().dump(); }));
  emscripten::function("outline", optional_override([](const std::string& model) {
                         return guarded([&] { return outline(parse_json("model", model)).dump(); });
                       }));
  emscripten::function("read_idx", &read_idx_pair);
  emscripten::function("as_images", &as_images);
  emscripten::function("augmented", &augmented_images);
  emscripten::function("features", &features);
  emscripten::function("set_thread_count",
                       optional_override([](unsigned count) { guarded([&] { set_thread_count(count); }); }));
  emscripten::function("thread_count",
                       optional_override([] { return static_cast<unsigned>(thread_count()); }));
  emscripten::function("memory_bytes",
                       optional_override([] { return static_cast<double>(emscripten_get_heap_size()); }));
  emscripten::function("live_objects", optional_override([] { return live_objects; }));
  emscripten::function("take_trouble", optional_override([] { return std::exchange(trouble, {}); }));
}
