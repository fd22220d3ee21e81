// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/command_line.h"

#include "core/db/connection.h"
#include "core/exchange/utf8.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace {

using namespace habitat;

constexpr int done = 0;
constexpr int refused = 1;
constexpr int usage = 2;

/// A file or an older database may hold bytes that are no text; they must not cost the document.
std::string documentText(const nlohmann::json& document)
{
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

int report(const Error& error, bool json)
{
    if (json)
        std::cout << documentText({{"error", ctl::toJson(error)}});
    else
        std::cerr << fmt::format("habitatctl: {} [{}]\n", error.message, error.code);
    return refused;
}

/// A script that reads documents gets one for a wrong command line too. The parser stops at the first fault,
/// so that what it has seen of the flags says nothing.
int misused(const std::string& what, int argc, char** argv)
{
    const bool json = std::any_of(argv + 1, argv + argc,
                                  [](const char* word) { return word == std::string_view("--json"); });
    std::cerr << fmt::format("habitatctl: {}\n`habitatctl --help` lists the verbs and their options.\n",
                             what);
    if (json) std::cout << documentText({{"error", ctl::toJson({"habitatctl.usage", what})}});
    return usage;
}

/// The parser misses a verb before it notices a word that is none.
std::string faultOf(const CLI::ParseError& error, const CLI::App& app)
{
    const auto strays = app.remaining(true);
    return strays.empty() ? error.what() : fmt::format("“{}” is no verb or option here", strays.front());
}

int run(const ctl::Verb& verb, const ctl::Invocation& invocation)
{
    Result<ctl::Answer> answer = fail("habitatctl.none", "");
    try {
        answer = verb(invocation);
    } catch (const db::DbError& error) {
        return report(error.toError(), invocation.json);
    } catch (const std::exception& error) {
        return report({"habitatctl.broken", error.what()}, invocation.json);
    }
    if (!answer) return report(answer.error(), invocation.json);
    std::cout << (invocation.json ? documentText(answer->document) : answer->text) << std::flush;
    return answer->failed ? refused : done;
}

/// The first argument that is not UTF-8 text; what is kept (reasons, notes, names) must be readable for ever.
int firstUnreadable(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i)
        if (exchange::firstInvalidUtf8(argv[i])) return i;
    return 0;
}

/// The first option that is written with nothing behind its sign ("--as="); the parser would take the next
/// word for its value.
std::string_view firstEmpty(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word.starts_with("--") && word.find('=') == word.size() - 1) return word;
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    if (const int bad = firstUnreadable(argc, argv); bad != 0)
        return misused(fmt::format("argument {} is not UTF-8 text", bad), argc, argv);
    if (const auto empty = firstEmpty(argc, argv); !empty.empty())
        return misused(fmt::format("{}: the value is empty; leave the option out, or give it one",
                                   empty.substr(0, empty.size() - 1)),
                       argc, argv);
    CLI::App app("Habitat Console without the console: closes periods, moves work, explains the books.",
                 "habitatctl");
    ctl::CommandLine line(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        return misused(faultOf(error, app), argc, argv);
    }
    if (line.invocation().database.empty() && line.needsDatabase())
        return misused("--database FILE is required", argc, argv);
    return run(line.verb(), line.invocation());
}
