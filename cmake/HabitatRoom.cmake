# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles a target with the precompiled headers (the last argument) of a target that is compiled alike. Only ui's
# are there in every preset: Qt's headers are much the largest.
function(habitat_precompiled name from)
    # A shared library's macro of its own, that nobody asks for, would make each library's headers another.
    set_target_properties(${name} PROPERTIES DEFINE_SYMBOL "")
    if(NOT HABITAT_PRECOMPILE AND NOT from STREQUAL "habitat_ui_theme")
        return()
    endif()
    get_target_property(type ${name} TYPE)
    if(type STREQUAL "EXECUTABLE")
        target_compile_options(${name} PRIVATE -fPIC)
    endif()
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    # Qt Test says each test's folder in macros that no test asks for, and that would make every test another.
    if(from STREQUAL "habitat_test_base")
        target_compile_options(${name} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    endif()
    if(name STREQUAL from)
        target_precompile_headers(${name} PRIVATE ${ARGN})
    else()
        target_precompile_headers(${name} REUSE_FROM ${from})
    endif()
endfunction()

# A room is a folder of the domain built as one library habitat_<room>: shared while developing, so that a hundred test
# programs do not each hold the whole of it; static in a release.
# Its includes start at the repository root: #include "core/base/result.h". INTERNAL are libraries that its headers do
# not show. PRECOMPILED names another target than habitat_base, where that one is compiled with other flags.
function(habitat_room name)
    cmake_parse_arguments(ROOM "" "PRECOMPILED" "SOURCES;LINKS;INTERNAL" ${ARGN})
    if(NOT ROOM_PRECOMPILED)
        set(ROOM_PRECOMPILED habitat_base)
    endif()
    add_library(habitat_${name} ${ROOM_SOURCES})
    target_include_directories(habitat_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
    target_link_libraries(habitat_${name} PUBLIC ${ROOM_LINKS} PRIVATE ${ROOM_INTERNAL})
    habitat_precompiled(habitat_${name} ${ROOM_PRECOMPILED} "${CMAKE_SOURCE_DIR}/core/precompiled.h")
endfunction()

# All tests of one label: built together as target tests_<label>. These three always exist, for CI's sanitizers.
function(habitat_test_label label)
    if(NOT TARGET tests_${label})
        add_custom_target(tests_${label})
    endif()
endfunction()
foreach(label runtime store bridge)
    habitat_test_label(${label})
endforeach()

# What the sanitizers are told, so that plain ctest in their build folders does the same as CI.
set(HABITAT_TEST_ENVIRONMENT "QT_QPA_PLATFORM=offscreen" "XDG_RUNTIME_DIR=${CMAKE_BINARY_DIR}/tests/xdg" "TZ=UTC")
if(HABITAT_SANITIZE)
    list(APPEND HABITAT_TEST_ENVIRONMENT
        "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1"
        "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/cmake/sanitizers/lsan.supp:print_suppressions=0"
        "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
        "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/cmake/sanitizers/tsan.supp:halt_on_error=1:second_deadlock_stack=1")
endif()

# What tests of the tsan preset link, so that the sanitizer understands Qt.
if(HABITAT_SANITIZE STREQUAL "thread" AND HABITAT_TESTS)
    add_library(habitat_qt_handover OBJECT "${CMAKE_SOURCE_DIR}/cmake/sanitizers/qt_handover.cpp")
    target_link_libraries(habitat_qt_handover PUBLIC Qt6::Core ${CMAKE_DL_LIBS})
endif()

# A Qt Test program; its name becomes the ctest name. Its labels are `LABELS` and the folders it lies in below
# tests/ (tests/runtime gives "runtime", tests/ui/bridge gives "ui" and "bridge"). PRECOMPILED names the target whose
# precompiled headers fit it, where that is neither habitat_test_base nor, below ui, habitat_ui_theme; or NONE.
function(habitat_test name)
    cmake_parse_arguments(TEST "GUI" "TIMEOUT;PRECOMPILED" "SOURCES;LINKS;LABELS;ARGUMENTS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE Qt6::Test ${TEST_LINKS})
    target_compile_definitions(${name} PRIVATE HABITAT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT TEST_PRECOMPILED)
        set(TEST_PRECOMPILED habitat_test_base)
        if(folder MATCHES "^ui/")
            set(TEST_PRECOMPILED habitat_ui_theme)
        endif()
    endif()
    if(NOT TEST_PRECOMPILED STREQUAL "NONE")
        habitat_precompiled(${name} ${TEST_PRECOMPILED})
    endif()
    if(TARGET habitat_qt_handover)
        target_link_libraries(${name} PRIVATE habitat_qt_handover)
    endif()
    add_test(NAME ${name} COMMAND ${name} ${TEST_ARGUMENTS})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    if(HABITAT_SANITIZE)
        math(EXPR TEST_TIMEOUT "${TEST_TIMEOUT} * 3")
    endif()
    string(REPLACE "/" ";" folders "${folder}")
    set(labels ${TEST_LABELS} ${folders})
    list(REMOVE_DUPLICATES labels)
    foreach(label ${labels})
        habitat_test_label(${label})
        add_dependencies(tests_${label} ${name})
    endforeach()
    set_tests_properties(${name} PROPERTIES
        LABELS "${labels}" TIMEOUT ${TEST_TIMEOUT} ENVIRONMENT "${HABITAT_TEST_ENVIRONMENT}")
endfunction()
