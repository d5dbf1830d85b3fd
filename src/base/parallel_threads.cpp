#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/parallel.h"

namespace inkling {

namespace {

constexpr std::size_t kMaxThreads = 256;

class Pool {
 public:
  explicit Pool(std::size_t workers) : workers_(workers) {
    for (std::size_t worker = 1; worker < workers; ++worker)
      threads_.emplace_back([this, worker] { serve(worker); });
  }

  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  std::size_t workers() const { return workers_; }

  void run(std::size_t count, detail::Task task, void* context) {
    {
      const std::lock_guard lock(mutex_);
      task_ = task;
      context_ = context;
      count_ = count;
      next_ = 0;
      busy_ = threads_.size();
      ++round_;
    }
    wake_.notify_all();
    take_tasks(0);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return busy_ == 0; });
  }

 private:
  void take_tasks(std::size_t worker) {
    for (std::size_t i = next_++; i < count_; i = next_++) task_(context_, i, worker);
  }

  void serve(std::size_t worker) {
    std::size_t seen = 0;
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopping_ || round_ != seen; });
        if (stopping_) return;
        seen = round_;
      }
      take_tasks(worker);
      const std::lock_guard lock(mutex_);
      if (--busy_ == 0) done_.notify_one();
    }
  }

  std::size_t workers_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  detail::Task task_ = nullptr;
  void* context_ = nullptr;
  std::size_t count_ = 0, busy_ = 0, round_ = 0;
  std::atomic<std::size_t> next_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

std::size_t hardware_threads() {
  const std::size_t count = std::thread::hardware_concurrency();
  return count ? count : 1;
}

std::unique_ptr<Pool>& pool() {
  static auto pool = std::make_unique<Pool>(hardware_threads());
  return pool;
}

}  // namespace

std::size_t thread_count() {
  return pool()->workers();
}

void set_thread_count(std::size_t count) {
  count = count == 0 ? hardware_threads() : std::min(count, kMaxThreads);
  if (count != thread_count()) pool() = std::make_unique<Pool>(count);
}

void detail::parallel_for(std::size_t count, Task task, void* context) {
  if (count > 1 && thread_count() > 1) return pool()->run(count, task, context);
  for (std::size_t i = 0; i < count; ++i) task(context, i, 0);
}

}  // namespace inkling
