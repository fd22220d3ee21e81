// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/engine.h"

#include "core/runtime/writer.h"
#include "core/store/migrations.h"

namespace habitat::runtime {

struct Engine::Impl
{
    Writer writer;
};

Engine::Engine(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(Options options, Registry registry)
{
    ensure(options.clock != nullptr, "an engine has a clock");
    auto lock = TRY(HostLock::take(options.database, options.host, options.clock->now()));
    auto connection = TRY(db::Connection::open(options.database, db::OpenMode::ReadWriteCreate));
    try {
        TRY(store::migrate(connection));
        auto impl = std::unique_ptr<Impl>(
            new Impl{{std::move(options), std::move(registry), std::move(connection), std::move(lock)}});
        impl->writer.start();
        return std::unique_ptr<Engine>(new Engine(std::move(impl)));
    } catch (const db::DbError& error) {
        return fail(error.toError());
    }
}

Result<Outcome> Engine::execute(Command command)
{
    return m_impl->writer.execute(std::move(command));
}

void Engine::submit(Command command, std::function<void(const Result<Outcome>&)> done)
{
    m_impl->writer.submit(std::move(command), std::move(done));
}

Result<nlohmann::json> Engine::preview(Operation operation, Actor by)
{
    return m_impl->writer.preview(std::move(operation), std::move(by));
}

Result<HandlerResult> Engine::previewJob(JobKey job, Actor by)
{
    return m_impl->writer.previewJob(job, std::move(by));
}

Subscription Engine::onCommitted(EventSink sink)
{
    return m_impl->writer.subscribe(std::move(sink));
}

void Engine::runUntilIdle()
{
    m_impl->writer.runUntilIdle();
}

void Engine::wake()
{
    m_impl->writer.wake();
}

EngineStatus Engine::status() const
{
    return m_impl->writer.status();
}

} // namespace habitat::runtime
