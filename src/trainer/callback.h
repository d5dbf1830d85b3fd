#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "tensor/state.h"

namespace inkling {

class Trainer;

/// Named figures in the order in which they are shown: loss, accuracy, val_loss, val_accuracy.
using Logs = std::vector<std::pair<std::string, double>>;

/// Is told what happens while a Trainer fits, and may change its course. Derive from it for what is to happen
/// after every epoch of your own training. https://keras.io/api/callbacks/base_callback/
class Callback {
 public:
  virtual ~Callback() = default;
  /// Keras's class name.
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys.
  virtual void describe(Fields&) {}

  virtual void on_train_begin(Trainer&) {}
  /// epoch counts from 0.
  virtual void on_epoch_begin(Trainer&, int /*epoch*/) {}
  /// logs: means over the epoch so far.
  virtual void on_batch_end(Trainer&, std::size_t /*batch*/, const Logs&) {}
  /// What is added to the logs stands in the History. The model has the weights that were validated.
  virtual void on_epoch_end(Trainer&, int /*epoch*/, Logs&) {}
  virtual void on_train_end(Trainer&) {}

  /// What it has gathered since on_train_begin().
  virtual void describe_state(State&) {}
};

/// Where callbacks put files: the core itself knows no file system. Their names come from a configuration,
/// which may be anybody's, and are plain ones: where the files lie is not for a file to say.
class FileWriter {
 public:
  virtual ~FileWriter() = default;
  /// Before training begins; throws an Error in the name of `callback` for what write() will not take. A name
  /// may have figures in braces, of which nothing is known yet.
  virtual void check(std::string_view callback, const std::string& name) = 0;
  /// Replaces the file; false where that cannot be done now, which is no reason to end a training.
  virtual bool write(const std::string& name, std::span<const std::byte> content) = 0;
};

}  // namespace inkling
