#include "wasm/inside_bindings.h"

#include <emscripten/val.h>

#include <string>

#include "wasm/conversions.h"

namespace inkling {

namespace {

using BoundSession = Bound<Session>;

LookOptions look_options(const std::string& options) {
  return read_structure<LookOptions>("look", options);
}

}  // namespace

void bind_inside(emscripten::class_<BoundSession>& session) {
  using emscripten::optional_override;

  session
      .function("layers",
                optional_override([](const BoundSession& session) { return session.layers().dump(); }))
      .function("weights", optional_override([](const BoundSession& session, unsigned layer) {
                  return guarded([&] { return to_js(session.weights(layer)); });
                }))
      .function("predict_without", optional_override([](BoundSession& session, const val& images, unsigned n,
                                                        const std::string& options) {
                  return guarded([&] {
                    return copy_out(session.predict(copy_in<Scalar>(images), n, look_options(options)));
                  });
                }))
      .function("activations",
                optional_override([](BoundSession& session, const val& image, const std::string& options) {
                  return guarded([&] {
                    return copy_out(session.activations(copy_in<Scalar>(image), look_options(options)));
                  });
                }))
      .function(
          "change_towards", optional_override([](BoundSession& session, const val& image,
                                                 const std::string& label, const std::string& options) {
            return guarded([&] {
              return to_js(session.change_towards(copy_in<Scalar>(image), label, look_options(options)));
            });
          }))
      .function("explain", optional_override([](BoundSession& session, const val& image,
                                                const std::string& explanation) {
                  return guarded([&] {
                    return copy_out(session.explain(copy_in<Scalar>(image),
                                                    read_structure<Explanation>("explain", explanation)));
                  });
                }))
      .function("weighted_sum",
                optional_override([](BoundSession& session, const val& image, const std::string& place) {
                  return guarded([&] {
                    return to_js(session.weighted_sum(copy_in<Scalar>(image),
                                                      read_structure<NumberPlace>("weightedSum", place)));
                  });
                }))
      .function("features", optional_override([](BoundSession& session, const val& images, unsigned n) {
                  return guarded([&] { return copy_out(session.features(copy_in<Scalar>(images), n)); });
                }))
      .function("statistics", optional_override([](BoundSession& session, const val& data) {
                  return guarded([&] { return session.statistics(dataset(data)).dump(); });
                }));
}

}  // namespace inkling
