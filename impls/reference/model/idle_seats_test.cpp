// SPDX-License-Identifier: MIT
// Every interleaving of worker processes that wait for calls and calls that come: none is left
// while somebody sleeps.
#include "reference/process/idle_seats.hpp"

#include <gtest/gtest.h>

#include "reference/model/explorer.hpp"

namespace futures::model {
namespace {

/// Workers that wait as worker.cpp does, and a socket, which counts calls only.
class workplace {
 public:
  explicit workplace(bool tells_when_sent = true, bool tells_when_taken = true)
      : tells_when_sent_(tells_when_sent), tells_when_taken_(tells_when_taken) {}

  /// A worker that is busy for ever after so many calls.
  void serve(int calls) {
    for (int done = 0; done < calls; ++done) receive();
  }
  void serve_until_the_end() {
    while (receive() != outcome::ended) continue;
  }
  /// A worker that is killed while it listens.
  void die_in_the_seat() { seats_.sit_down(); }
  void send() {
    socket_.fetch_add(1);
    sleep::wake_one(socket_);
    if (tells_when_sent_) seats_.on_sent();
  }
  void close() {
    socket_.fetch_or(closed);
    sleep::wake_all(socket_);
    seats_.wake_all();
  }

 private:
  enum class outcome { received, ended, nothing_yet };
  static constexpr std::uint32_t closed = 1U << 16;

  outcome receive() {
    auto received = try_to_receive();
    while (received == outcome::nothing_yet) {
      if (seats_.sit_down()) {
        while ((received = try_to_receive()) == outcome::nothing_yet) sleep::wait(socket_, 0);
        seats_.stand_up();
      } else {
        received = try_to_receive();
      }
    }
    if (received == outcome::ended)
      seats_.wake_all();
    else if (tells_when_taken_)
      seats_.on_taken([this] { return socket_.load() % closed != 0; });
    return received;
  }
  outcome try_to_receive() {
    auto now = socket_.load();
    while (now % closed != 0)
      if (socket_.compare_exchange_weak(now, now - 1)) return outcome::received;
    return now == closed ? outcome::ended : outcome::nothing_yet;
  }

  const bool tells_when_sent_, tells_when_taken_;
  reference::seats_for_idle<sleep, machine> seats_;
  atomic<std::uint32_t> socket_{0};
};

/// Two workers, each busy with its first call, and one who sends two. Without a bound, which takes
/// minutes, the search finds the same.
model::outcome two_calls_for_two(bool tells_when_sent, bool tells_when_taken) {
  return explore(
      [=](scenario& s) {
        const auto it = std::make_shared<workplace>(tells_when_sent, tells_when_taken);
        s.thread([it] { it->serve(1); });
        s.thread([it] { it->serve(1); });
        s.thread([it] {
          it->send();
          it->send();
        });
      },
      3);
}

TEST(IdleSeatsModel, EachCallIsTakenThoughAnotherWorkerIsBusy) {
  const auto found = two_calls_for_two(true, true);
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}

TEST(IdleSeatsModel, WithoutALookAfterSendingTheSearchFindsACallThatIsLeft) {
  EXPECT_NE(two_calls_for_two(false, true).problem, "");
}

TEST(IdleSeatsModel, WithoutALookAfterTakingTheSearchFindsACallThatIsLeft) {
  EXPECT_NE(two_calls_for_two(true, false).problem, "");
}

TEST(IdleSeatsModel, CallsOfTwoSendersAreTaken) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<workplace>();
        s.thread([it] { it->serve(1); });
        s.thread([it] { it->serve(1); });
        s.thread([it] { it->send(); });
        s.thread([it] { it->send(); });
      },
      3);
  EXPECT_EQ(found.problem, "");
}

TEST(IdleSeatsModel, OfThreeWorkersEachTakerWakesTheNext) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<workplace>();
        s.thread([it] { it->serve(2); });
        s.thread([it] { it->serve(1); });
        s.thread([it] { it->serve(1); });
        s.thread([it] {
          for (int i = 0; i < 4; ++i) it->send();
        });
      },
      2);
  EXPECT_EQ(found.problem, "");
}

TEST(IdleSeatsModel, AllLeaveWhenThePoolEndsThoughTheListenerDied) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<workplace>();
    s.thread([it] { it->die_in_the_seat(); });
    s.thread([it] { it->serve_until_the_end(); });
    s.thread([it] { it->close(); });
  });
  EXPECT_EQ(found.problem, "");
}

TEST(IdleSeatsModel, AllLeaveWhenThePoolEnds) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<workplace>();
        s.thread([it] { it->serve_until_the_end(); });
        s.thread([it] { it->serve_until_the_end(); });
        s.thread([it] {
          it->send();
          it->close();
        });
      },
      3);
  EXPECT_EQ(found.problem, "");
}

}  // namespace
}  // namespace futures::model
