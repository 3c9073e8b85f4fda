// SPDX-License-Identifier: MIT
// The archives by which cereal writes values into a byte_buffer and reads them back: raw bytes, as
// both processes run the same program.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/complex.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/list.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/tuple.hpp>
#include <cereal/types/unordered_map.hpp>
#include <cereal/types/unordered_set.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/variant.hpp>
#include <cereal/types/vector.hpp>
#include <concepts>
#include <memory>
#include <type_traits>

#include "futures/detail/byte_buffer.hpp"
#include "futures/detail/plain_bytes.hpp"

namespace futures::detail {

/// What an archive writes, apart from what cereal and the types themselves know.
enum class archive_of { numbers, all };

template <archive_of What>
class output_archive_of
    : public cereal::OutputArchive<output_archive_of<What>, cereal::AllowEmptyClassElision> {
 public:
  explicit output_archive_of(byte_buffer& sink)
      : cereal::OutputArchive<output_archive_of, cereal::AllowEmptyClassElision>(this),
        sink_(sink) {}
  void write(const void* data, std::size_t size) { sink_.append(data, size); }
  byte_buffer& sink() noexcept { return sink_; }

 private:
  byte_buffer& sink_;
};

template <archive_of What>
class input_archive_of
    : public cereal::InputArchive<input_archive_of<What>, cereal::AllowEmptyClassElision> {
 public:
  explicit input_archive_of(byte_reader& source)
      : cereal::InputArchive<input_archive_of, cereal::AllowEmptyClassElision>(this),
        source_(source) {}
  void read(void* to, std::size_t size) { source_.read(to, size); }
  byte_reader& source() noexcept { return source_; }

 private:
  byte_reader& source_;
};

using output_archive = output_archive_of<archive_of::all>;
using input_archive = input_archive_of<archive_of::all>;

/// It has a serialize(), save() or load() for cereal, its own or cereal's.
template <class T>
concept serializes_itself = std::is_class_v<T> &&
    cereal::traits::is_output_serializable<T, output_archive_of<archive_of::numbers>>::value &&
    cereal::traits::is_input_serializable<T, input_archive_of<archive_of::numbers>>::value;

// What cereal asks of an archive: numbers, blocks of them, sizes, named values; and objects that
// can be copied as bytes. Found by their names, which are cereal's.
template <archive_of What, class T>
requires std::is_arithmetic_v<T>
void CEREAL_SAVE_FUNCTION_NAME(output_archive_of<What>& to, const T& value) {
  to.write(&value, sizeof value);
}
template <archive_of What, class T>
requires std::is_arithmetic_v<T>
void CEREAL_LOAD_FUNCTION_NAME(input_archive_of<What>& from, T& value) {
  from.read(&value, sizeof value);
}

template <archive_of What, class T>
void CEREAL_SAVE_FUNCTION_NAME(output_archive_of<What>& to, const cereal::BinaryData<T>& block) {
  to.write(block.data, static_cast<std::size_t>(block.size));
}
template <archive_of What, class T>
void CEREAL_LOAD_FUNCTION_NAME(input_archive_of<What>& from, cereal::BinaryData<T>& block) {
  from.read(block.data, static_cast<std::size_t>(block.size));
}

template <class Archive>
inline constexpr bool is_ours = false;
template <archive_of What>
inline constexpr bool is_ours<output_archive_of<What>> = true;
template <archive_of What>
inline constexpr bool is_ours<input_archive_of<What>> = true;

template <class Archive, class T>
requires is_ours<Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, cereal::SizeTag<T>& tag) {
  archive(tag.size);
}
template <class Archive, class T>
requires is_ours<Archive>
void CEREAL_SERIALIZE_FUNCTION_NAME(Archive& archive, cereal::NameValuePair<T>& named) {
  archive(named.value);
}

template <class T>
concept plain_object =
    std::is_class_v<T> && std::is_trivially_copyable_v<T> && !serializes_itself<T>;

// The archive's type is deduced so that it is looked at first: whether an object is plain is asked
// of the other archive.
template <class Archive, class T>
requires std::same_as<Archive, output_archive> && plain_object<T>
void CEREAL_SAVE_FUNCTION_NAME(Archive& to, const T& value) { write_object(to.sink(), value); }
template <class Archive, class T>
requires std::same_as<Archive, input_archive> && plain_object<T>
void CEREAL_LOAD_FUNCTION_NAME(Archive& from, T& value) {
  from.read(std::addressof(value), sizeof value);
}

}  // namespace futures::detail

CEREAL_REGISTER_ARCHIVE(futures::detail::output_archive)
CEREAL_REGISTER_ARCHIVE(futures::detail::input_archive)
CEREAL_SETUP_ARCHIVE_TRAITS(futures::detail::input_archive, futures::detail::output_archive)
