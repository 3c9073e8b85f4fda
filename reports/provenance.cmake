# Sets lab_commit and lab_flags, as far as they are known; they are empty otherwise.
string(TOUPPER "${CMAKE_BUILD_TYPE}" upper_build_type)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${upper_build_type}}" lab_flags)
string(REPLACE "\"" "\\\"" lab_flags "${lab_flags}")

set(lab_commit "")
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} rev-parse --short HEAD
                OUTPUT_VARIABLE lab_commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
                RESULT_VARIABLE failed)
if(failed)
  set(lab_commit "")
else()
  execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} --no-optional-locks status --porcelain
                          --untracked-files=no
                  OUTPUT_VARIABLE changes ERROR_QUIET)
  if(changes)
    string(APPEND lab_commit " dirty")
  endif()
  # Configures again after a commit.
  set(head_log ${PROJECT_SOURCE_DIR}/.git/logs/HEAD)
  if(EXISTS ${head_log})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${head_log})
  endif()
endif()
