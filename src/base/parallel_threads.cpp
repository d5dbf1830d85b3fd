#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "base/parallel.h"

namespace inkling {

namespace {

constexpr std::size_t kMaxThreads = 256;

/// How long a thread looks for what it waits for before it sleeps: longer than a network takes from one loop
/// to the next, and about what being woken costs.
constexpr std::chrono::microseconds kPatience{50};

template <typename Condition>
bool comes_soon(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  do {
    if (condition()) return true;
    std::this_thread::yield();
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

/// One parallel_for.
struct Loop {
  std::uint32_t number = 0;
  detail::Task task = nullptr;
  void* context = nullptr;
  std::uint32_t count = 0;
};

/// The caller is worker 0; each other has a thread, started when first asked for. The caller waits for tasks,
/// not for threads: one that is slow to wake holds nobody up.
class Pool {
 public:
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      workers_ = kMaxThreads;
    }
    wake_.notify_all();
    rest_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  std::size_t workers() const { return workers_; }

  void set_workers(std::size_t workers) {
    while (threads_.size() + 1 < workers)
      threads_.emplace_back([this, worker = threads_.size() + 1] { serve(worker); });
    const std::lock_guard lock(mutex_);
    workers_ = workers;
    rest_.notify_all();
  }

  void run(std::size_t count, detail::Task task, void* context) {
    Loop loop{.task = task, .context = context, .count = static_cast<std::uint32_t>(count)};
    {
      const std::lock_guard lock(mutex_);
      loop.number = number_ + 1;
      loop_ = loop;
      unfinished_ = loop.count;
      ticket_ = std::uint64_t{loop.number} << 32;
      number_ = loop.number;
    }
    wake_.notify_all();
    take_tasks(loop, 0);
    const auto finished = [this] { return unfinished_ == 0; };
    if (comes_soon(finished)) return;
    std::unique_lock lock(mutex_);
    done_.wait(lock, finished);
  }

 private:
  /// A ticket is the number of a loop and the next of its tasks: who comes too late for a loop gets none.
  void take_tasks(const Loop& loop, std::size_t worker) {
    std::uint32_t taken = 0;
    for (std::uint64_t ticket = ticket_;;) {
      const auto index = static_cast<std::uint32_t>(ticket);
      if (ticket >> 32 != loop.number || index >= loop.count) break;
      if (!ticket_.compare_exchange_weak(ticket, ticket + 1)) continue;
      loop.task(loop.context, index, worker);
      ++taken;
      ticket = ticket_;
    }
    if (taken == 0 || (unfinished_ -= taken) > 0 || worker == 0) return;
    const std::lock_guard lock(mutex_);
    done_.notify_one();
  }

  void serve(std::size_t worker) {
    for (std::uint32_t seen = 0;;) {
      comes_soon([&] { return number_ != seen; });
      std::unique_lock lock(mutex_);
      rest_.wait(lock, [&] { return worker < workers_; });
      wake_.wait(lock, [&] { return number_ != seen || stopping_; });
      if (stopping_) return;
      const Loop loop = loop_;
      const bool wanted = worker < workers_;
      lock.unlock();
      seen = loop.number;
      if (wanted) take_tasks(loop, worker);
    }
  }

  std::size_t workers_ = 1;
  bool stopping_ = false;
  Loop loop_;
  std::atomic<std::uint32_t> number_ = 0;
  std::atomic<std::uint64_t> ticket_ = 0;
  std::atomic<std::uint32_t> unfinished_ = 0;
  std::mutex mutex_;
  /// A loop has begun; all its tasks are done; more workers are wanted.
  std::condition_variable wake_, done_, rest_;
  std::vector<std::thread> threads_;
};

Pool& pool() {
  static Pool pool;
  return pool;
}

}  // namespace

std::size_t thread_count() {
  return pool().workers();
}

void set_thread_count(std::size_t count) {
  if (count == 0) count = std::max(std::thread::hardware_concurrency(), 1u);
  pool().set_workers(std::min(count, kMaxThreads));
}

void detail::parallel_for(std::size_t count, Task task, void* context) {
  if (count > 1 && thread_count() > 1) return pool().run(count, task, context);
  for (std::size_t i = 0; i < count; ++i) task(context, i, 0);
}

}  // namespace inkling
