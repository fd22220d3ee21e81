# SPDX-License-Identifier: GPL-3.0-or-later
# A room is a folder of the domain built as one static library habitat_<room>.
# Its includes start at the repository root: #include "core/base/result.h".
function(habitat_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
    add_library(habitat_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(habitat_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
    target_link_libraries(habitat_${name} PUBLIC ${ROOM_LINKS})
endfunction()

# A Qt Test program; its name becomes the ctest name and `labels` its labels.
function(habitat_test name)
    cmake_parse_arguments(TEST "GUI" "TIMEOUT" "SOURCES;LINKS;LABELS;ARGUMENTS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE Qt6::Test ${TEST_LINKS})
    target_compile_definitions(${name} PRIVATE HABITAT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name} ${TEST_ARGUMENTS})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES
        LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;XDG_RUNTIME_DIR=${CMAKE_BINARY_DIR}/tests/xdg;TZ=UTC")
endfunction()
