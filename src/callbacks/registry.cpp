#include "base/registry.h"

#include "base/keras.h"
#include "callbacks/callbacks.h"
#include "callbacks/csv_logger.h"
#include "callbacks/early_stopping.h"
#include "callbacks/learning_rate_scheduler.h"
#include "callbacks/model_checkpoint.h"
#include "callbacks/reduce_lr_on_plateau.h"
#include "callbacks/terminate_on_nan.h"
#include "callbacks/weight_interpolation.h"

namespace inkling {

namespace {

const Registry<Callback>& registry() {
  static const Registry<Callback> registry(
      "callback", {
                      {"ModelCheckpoint", make_kind<Callback, ModelCheckpoint>},
                      {"EarlyStopping", make_kind<Callback, EarlyStopping>},
                      {"ReduceLROnPlateau", make_kind<Callback, ReduceLROnPlateau>},
                      {"LearningRateScheduler", make_kind<Callback, LearningRateScheduler>},
                      {"CSVLogger", make_kind<Callback, CSVLogger>},
                      {"TerminateOnNaN", make_kind<Callback, TerminateOnNaN>},
                      {"WeightInterpolation", make_kind<Callback, WeightInterpolation>},
                  });
  return registry;
}

}  // namespace

std::unique_ptr<Callback> make_callback(std::string_view type) {
  return registry().make(type);
}

std::vector<std::string> callback_types() {
  return registry().names();
}

std::unique_ptr<Callback> read_callback(const Json& description) {
  return read_object("callback", description, make_callback);
}

}  // namespace inkling
