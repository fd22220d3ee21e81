// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/invocation.h"

namespace habitat::ctl {

Result<Desk> openDesk(const Invocation& invocation)
{
    console::OpenOptions options;
    options.database = invocation.database;
    options.host = "habitatctl";
    options.clock = std::make_shared<SystemClock>();
    options.seed = std::uint64_t(options.clock->now().time_since_epoch().count());
    options.drillStep = invocation.drillStep;
    options.drillTimes = invocation.drillTimes;
    options.cheapPasswords = invocation.cheapPasswords;
    Desk desk;
    desk.console = TRY(console::Console::open(std::move(options)));
    desk.session = TRY(desk.console->assume(invocation.user));
    TRY(desk.console->beginDrill(desk.session));
    return desk;
}

Result<Reader> openReader(const Invocation& invocation)
{
    Reader reader;
    reader.questions = TRY(console::Questions::open(invocation.database, std::make_shared<SystemClock>()));
    reader.session = TRY(reader.questions->assume(invocation.user));
    return reader;
}

nlohmann::json toJson(const Error& error)
{
    return {{"code", error.code}, {"message", error.message}, {"context", error.context}};
}

} // namespace habitat::ctl
