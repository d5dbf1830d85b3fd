#pragma once

#include <cstddef>
#include <type_traits>

/// Two files implement this and one of them is linked: parallel_threads.cpp (a pool) and parallel_serial.cpp.
/// Work is cut into tasks that do not depend on the number of threads, so results do not either.
namespace inkling {

/// How many workers parallel_for uses: 1 until more are asked for.
std::size_t thread_count();
/// 0 means as many as the machine has; there are 256 at most. Must not be called while parallel_for runs.
/// Threads that were started stay until the program ends, asleep when they are not wanted.
void set_thread_count(std::size_t count);

/// Goes on evenly, for whoever chooses a number of threads; stands still where there is only one.
double steady_seconds();

/// A number of threads for as long as this lives; then that of before.
class Threads {
 public:
  explicit Threads(std::size_t count) : before_(thread_count()) { set_thread_count(count); }
  ~Threads() { set_thread_count(before_); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

 private:
  std::size_t before_;
};

namespace detail {
using Task = void (*)(void* context, std::size_t index, std::size_t worker);
void parallel_for(std::size_t count, Task task, void* context);
}  // namespace detail

/// Calls body(index, worker) once for each index in [0, count), in any order, with worker < thread_count().
/// The body must not throw and must not call parallel_for.
template <typename Body>
void parallel_for(std::size_t count, Body&& body) {
  using Function = std::remove_reference_t<Body>;
  detail::parallel_for(
      count,
      [](void* context, std::size_t index, std::size_t worker) {
        (*static_cast<Function*>(context))(index, worker);
      },
      const_cast<std::remove_const_t<Function>*>(&body));
}

}  // namespace inkling
