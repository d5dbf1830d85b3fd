#include <algorithm>
#include <array>
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
/// to the next, and than being woken takes.
constexpr std::chrono::microseconds kPatience{200};

template <typename Condition>
bool comes_soon(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  do {
    if (condition()) return true;
    std::this_thread::yield();
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

/// The caller is worker 0; each other has a thread, started when first asked for. The caller waits for tasks,
/// not for threads: one that is slow to wake holds nobody up. Nobody locks while all are awake.
class Pool {
 public:
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  std::size_t workers() const { return workers_; }

  void set_workers(std::size_t workers) {
    while (threads_.size() + 1 < workers)
      threads_.emplace_back([this, worker = threads_.size() + 1] { serve(worker); });
    workers_ = workers;
  }

  void run(std::size_t count, detail::Task task, void* context) {
    const std::size_t workers = workers_;
    task_ = task;
    context_ = context;
    count_ = unfinished_ = static_cast<std::uint32_t>(count);
    const std::uint32_t number = number_ + 1;
    for (std::size_t i = 0; i < workers; ++i)
      shares_[i].ticket = std::uint64_t{number} << 32 | count * i / workers;
    number_ = number;
    // Whoever has no share sleeps on.
    if (asleep_ > threads_.size() + 1 - workers) {
      const std::lock_guard lock(mutex_);
      wake_.notify_all();
    }
    take_tasks(number, 0);
    wait_for_the_last();
    // Closed before anything changes: who is late must not take what it reads of another loop for this one.
    for (std::size_t i = 0; i < workers; ++i) shares_[i].ticket = kClosed;
  }

 private:
  static constexpr std::uint64_t kClosed = ~std::uint64_t{0};

  /// A worker's share of the loop: the number of the loop and the next of the tasks. The same tasks of one
  /// loop after the other are the same worker's, which has in its cache what they work on.
  struct alignas(64) Share {
    std::atomic<std::uint64_t> ticket = kClosed;
  };

  void wait_for_the_last() {
    const auto finished = [this] { return unfinished_ == 0; };
    if (comes_soon(finished)) return;
    std::unique_lock lock(mutex_);
    waited_for_ = true;
    done_.wait(lock, finished);
    waited_for_ = false;
  }

  /// First of the own share, then of what the others have not come to. Who comes too late for the loop gets
  /// none.
  void take_tasks(std::uint32_t number, std::size_t worker) {
    const detail::Task task = task_;
    void* const context = context_;
    const std::size_t count = count_, workers = workers_;
    if (worker >= workers) return;
    std::uint32_t taken = 0;
    for (std::size_t i = 0; i < workers; ++i) {
      const std::size_t owner = (worker + i) % workers, end = count * (owner + 1) / workers;
      auto& next = shares_[owner].ticket;
      for (std::uint64_t ticket = next;;) {
        const auto index = static_cast<std::uint32_t>(ticket);
        if (ticket >> 32 != number || index >= end) break;
        if (!next.compare_exchange_weak(ticket, ticket + 1)) continue;
        task(context, index, worker);
        ++taken;
        ticket = next;
      }
    }
    if (taken == 0 || (unfinished_ -= taken) > 0 || !waited_for_) return;
    const std::lock_guard lock(mutex_);
    done_.notify_one();
  }

  void serve(std::size_t worker) {
    for (std::uint32_t seen = 0; !stopping_; take_tasks(seen, worker)) {
      const auto wanted = [&] { return stopping_ || (worker < workers_ && number_ != seen); };
      if (!comes_soon(wanted)) {
        std::unique_lock lock(mutex_);
        ++asleep_;
        wake_.wait(lock, wanted);
        --asleep_;
      }
      seen = number_;
    }
  }

  std::atomic<std::size_t> workers_ = 1;
  std::atomic<bool> stopping_ = false, waited_for_ = false;
  std::atomic<std::uint32_t> asleep_ = 0;
  /// The loop: what it does, which it is of all, how many of its tasks are not done.
  std::atomic<detail::Task> task_ = nullptr;
  std::atomic<void*> context_ = nullptr;
  std::atomic<std::uint32_t> count_ = 0, number_ = 0, unfinished_ = 0;
  std::array<Share, kMaxThreads> shares_;
  std::mutex mutex_;
  /// There is something to do; all tasks are done.
  std::condition_variable wake_, done_;
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

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void detail::parallel_for(std::size_t count, Task task, void* context) {
  if (count > 1 && thread_count() > 1) return pool().run(count, task, context);
  for (std::size_t i = 0; i < count; ++i) task(context, i, 0);
}

}  // namespace inkling
