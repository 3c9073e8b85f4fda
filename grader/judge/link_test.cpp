// SPDX-License-Identifier: MIT
// The judge's end of the socket takes whole frames, and calls everything else malformed.
#include "grader/judge/link.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <vector>

namespace judge {
namespace {

using protocol::frame, protocol::kind;

class Link : public ::testing::Test {
 protected:
  void submission_sends(const void* data, std::size_t size) {
    ASSERT_EQ(::send(link_.submission_end(), data, size, MSG_NOSIGNAL), static_cast<ssize_t>(size));
  }
  void submission_sends(const frame& packet) { submission_sends(&packet, sizeof packet); }
  link link_;
};

TEST_F(Link, DeliversAFrameAndItsSender) {
  submission_sends({.kind = kind::request, .id = 7, .operation = 2, .operands = {3, 7}});
  const auto got = link_.poll();
  ASSERT_TRUE(got);
  EXPECT_FALSE(got->malformed);
  EXPECT_EQ(got->sender, getpid());
  EXPECT_EQ(got->packet.id, 7u);
  EXPECT_EQ(got->packet.operands[1], 7);
}

TEST_F(Link, NamesTheProcessThatSentWhoeverOwnsTheSocket) {
  const auto pid = fork();
  if (pid == 0) {
    const frame forged{.kind = kind::returned, .value = 500};
    ::send(link_.submission_end(), &forged, sizeof forged, 0);
    _exit(0);
  }
  ASSERT_EQ(waitpid(pid, nullptr, 0), pid);
  const auto got = link_.poll();
  ASSERT_TRUE(got);
  EXPECT_EQ(got->sender, pid);
}

TEST_F(Link, HasNothingWhereNothingWasSent) {
  EXPECT_FALSE(link_.poll());
  EXPECT_FALSE(link_.closed());
}

TEST_F(Link, KeepsPacketsApartAndInOrder) {
  for (std::uint32_t id = 0; id < 5; ++id) submission_sends({.kind = kind::request, .id = id});
  for (std::uint32_t id = 0; id < 5; ++id) EXPECT_EQ(link_.poll()->packet.id, id);
  EXPECT_FALSE(link_.poll());
}

TEST_F(Link, CallsAPacketOfAnotherSizeMalformed) {
  const std::vector<char> bytes(sizeof(frame) + 1);
  for (const std::size_t size : {std::size_t{1}, sizeof(frame) - 1, sizeof(frame) + 1}) {
    submission_sends(bytes.data(), size);
    const auto got = link_.poll();
    ASSERT_TRUE(got) << size;
    EXPECT_TRUE(got->malformed) << size;
  }
}

TEST_F(Link, TakesAnEmptyPacketForMalformedAndNotForTheEnd) {
  submission_sends("", 0);
  const auto got = link_.poll();
  ASSERT_TRUE(got);
  EXPECT_TRUE(got->malformed);
  EXPECT_FALSE(link_.closed());
}

TEST_F(Link, KnowsWhenTheSubmissionHasGone) {
  submission_sends({.kind = kind::hello});
  link_.close_submission_end();
  EXPECT_TRUE(link_.poll()) << "what was sent before still comes";
  EXPECT_FALSE(link_.poll());
  EXPECT_TRUE(link_.closed());
}

TEST_F(Link, DropsDescriptorsThatASubmissionPasses) {
  link_.take_no_descriptors();
  frame packet{.kind = kind::request};
  iovec data{&packet, sizeof packet};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  auto* part = CMSG_FIRSTHDR(&message);
  *part = {.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
  const int passed = STDERR_FILENO;
  std::memcpy(CMSG_DATA(part), &passed, sizeof passed);
  const int next_free = dup(STDERR_FILENO);
  close(next_free);
  ASSERT_EQ(sendmsg(link_.submission_end(), &message, 0), static_cast<ssize_t>(sizeof packet));
  ASSERT_TRUE(link_.poll());
  EXPECT_EQ(fcntl(next_free, F_GETFD), -1) << "a descriptor came through";
}

TEST_F(Link, DoesNotBlockOnASubmissionThatReadsNothing) {
  for (int packet = 0; packet < 10'000; ++packet) link_.send({.kind = kind::answer});
}

}  // namespace
}  // namespace judge
