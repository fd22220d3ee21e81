// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/fixture.h"

#include "core/runtime/retry.h"

using namespace habitat;
using namespace habitat::runtime;
using namespace habitat::test;

namespace {

/// Fails while it is told to; counts its calls.
struct Switch
{
    bool broken = true;
    bool retryable = true;
    int calls = 0;
};

LocalHandler failing(std::shared_ptr<Switch> state)
{
    return [state](HandlerContext&) -> HandlerResult {
        ++state->calls;
        if (state->broken) return Failure{{"test.broken", "It is broken.", {}, state->retryable}};
        return feel::Context();
    };
}

/// A desk with the process: `first` can be made to fail, then `second`.
struct Works
{
    std::shared_ptr<Switch> first = std::make_shared<Switch>();
    std::shared_ptr<Switch> second = std::make_shared<Switch>();
    Desk desk;
    InstanceKey instance;

    explicit Works(std::string_view firstProperties = {})
    {
        second->retryable = false;
        desk.registry().local("first", failing(first));
        desk.registry().local("second", failing(second));
        desk.open();
        desk.deploy(chain(
            "one", {{"a", service("a", "first", firstProperties, "2")}, {"b", service("b", "second")}}));
        instance = desk.start("one");
        desk.engine->runUntilIdle();
    }

    Status again()
    {
        const auto done = desk.engine->execute({retry(instance), kim, "again", {}});
        if (!done) return fail(done.error());
        desk.engine->runUntilIdle();
        return outcomeOfRetry(desk.reader(), instance, done->result);
    }
    [[nodiscard]] std::string codeOfAgain()
    {
        const auto outcome = again();
        return outcome ? "gone" : outcome.error().code;
    }
};

} // namespace

/// What a person does who does not want to wait, or has mended the cause.
class RetryTest : public QObject
{
    Q_OBJECT

private slots:
    void anAttemptThatWaitsIsMadeNow()
    {
        Works works;
        QCOMPARE(works.first->calls, 1);
        works.first->broken = false;
        works.second->broken = false;
        QCOMPARE(works.codeOfAgain(), std::string("gone"));
        QCOMPARE(works.first->calls, 2);
        QCOMPARE(works.desk.statusOf(works.instance), std::string("completed"));
        works.desk.clock->advance(std::chrono::hours(1));
        works.desk.engine->runUntilIdle();
        QCOMPARE(works.first->calls, 2);
        works.desk.verify();
    }

    void whatIsStillBrokenIsToldWithItsNextTime()
    {
        Works works;
        works.desk.clock->advance(std::chrono::hours(1));
        works.desk.engine->runUntilIdle();
        QCOMPARE(works.first->calls, 2);
        // Two attempts are used up: from here it has two fresh ones.
        const auto outcome = works.again();
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, std::string("test.broken"));
        QVERIFY(outcome.error().retryable);
        QVERIFY(!outcome.error().context.value("next_attempt_at", std::string()).empty());
        QCOMPARE(works.codeOfAgain(), std::string("test.broken"));
        QCOMPARE(works.first->calls, 4);
        QCOMPARE(store::jobsOf(works.desk.reader(), works.instance).front().status, store::JobStatus::Failed);
    }

    void whatFailsBehindItIsNotItsCause()
    {
        Works works;
        works.first->broken = false;
        QCOMPARE(works.codeOfAgain(), std::string("gone"));
        QCOMPARE(works.second->calls, 1);
        QCOMPARE(works.codeOfAgain(), std::string("test.broken"));
        works.second->broken = false;
        QCOMPARE(works.codeOfAgain(), std::string("gone"));
        QCOMPARE(works.codeOfAgain(), std::string("instance.not_failed"));
    }

    void whatIsHeldStaysHeld()
    {
        Works works(zeebeProperty("start", "person"));
        QCOMPARE(store::jobsOf(works.desk.reader(), works.instance).front().status, store::JobStatus::Held);
        QCOMPARE(works.codeOfAgain(), std::string("instance.not_failed"));
        QCOMPARE(works.first->calls, 0);
    }
};

QTEST_GUILESS_MAIN(RetryTest)
#include "retry_test.moc"
