// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

#include <atomic>
#include <cstdlib>
#include <new>

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;

namespace {

std::atomic<std::int64_t> alive{0};
std::atomic<std::int64_t> most{0};

} // namespace

// Every block of this program is counted.
void* operator new(std::size_t size)
{
    void* block = std::malloc(size == 0 ? 1 : size);
    if (!block) throw std::bad_alloc();
    const auto now = ++alive;
    for (auto known = most.load(); known < now && !most.compare_exchange_weak(known, now);) {
    }
    return block;
}

void operator delete(void* block) noexcept
{
    if (block) --alive;
    std::free(block);
}

void operator delete(void* block, std::size_t) noexcept
{
    operator delete(block);
}

/// What a command keeps in memory does not grow with what it writes.
class MemoryTest : public QObject
{
    Q_OBJECT

private slots:
    void eventsAreNotKeptUntilTheCommit_data()
    {
        QTest::addColumn<bool>("reacts");
        QTest::newRow("nobody reacts") << false;
        QTest::newRow("somebody reacts") << true;
    }

    void eventsAreNotKeptUntilTheCommit()
    {
        QFETCH(bool, reacts);
        int told = 0;
        Registry registry;
        if (reacts)
            registry.onDomainEvent("test.event", [&told](const store::DomainEvent&, db::Connection&) {
                ++told;
                return std::vector<Command>{};
            });
        Desk d(std::move(registry));
        d.open();
        const auto blocksFor = [&](int events) {
            told = 0;
            const auto before = alive.load();
            most = before;
            const auto done =
                d.operation("test.many", [&](OperationContext& context) -> Result<nlohmann::json> {
                    for (int i = 0; i < events; ++i)
                        context.work().publish(
                            {.name = "test.event", .aggregate = "x", .payload = {{"n", i}}});
                    return nlohmann::json();
                });
            if (!done || told != (reacts ? events : 0)) qFatal("the events were not published and told");
            return most - before;
        };
        constexpr int few = 2'000;
        (void)blocksFor(few);
        const auto growth = blocksFor(10 * few) - blocksFor(few);
        QVERIFY2(growth < few, fmt::format("{} blocks more", growth).c_str());
    }
};

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
