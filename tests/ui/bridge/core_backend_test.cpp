// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/initialise.h"
#include "tests/db/fault_vfs.h"
#include "tests/support/sample_cooperative.h"
#include "ui/bridge/core_backend.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace habitat;
using namespace habitat::test;
using namespace habitat::ui;

namespace {

/// Waits for one answer.
template <typename T>
struct Answer
{
    std::optional<Result<T>> value;
    Reply<T> reply(QObject* context)
    {
        return Reply<T>(context, [this](Result<T> result) { value = std::move(result); });
    }
};

} // namespace

class CoreBackendTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        FaultVfs::install();
        const auto made =
            console::initialise(sampleAt(m_folder.filePath("sample.db")), std::make_shared<SystemClock>());
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
    }

    void commandsAreAnsweredAndCommitsComeBack()
    {
        CoreBackend backend(options("sample.db"));
        QSignalSpy committed(&backend, &Backend::committed);
        Answer<console::Session> session;
        // Asked for before the co-op is open: kept until it is.
        QCOMPARE(backend.engine().state, EngineState::Starting);
        backend.signInSample("allocator", session.reply(this));
        QTRY_VERIFY_WITH_TIMEOUT(session.value.has_value(), 60'000);
        QVERIFY(session.value->has_value());
        QCOMPARE(backend.engine().state, EngineState::Running);

        Answer<std::vector<console::PeriodChoice>> periods;
        backend.periods(**session.value, periods.reply(this));
        QTRY_VERIFY(periods.value.has_value());
        QVERIFY(!(*periods.value)->empty());
        const std::string period = (**periods.value).front().code;

        Answer<void> started;
        backend.startClose(**session.value, period, {}, started.reply(this));
        QTRY_VERIFY_WITH_TIMEOUT(started.value.has_value(), 30'000);
        QVERIFY2(started.value->has_value(),
                 started.value->has_value() ? "" : started.value->error().message.c_str());
        QTRY_VERIFY(!committed.isEmpty());
        QVERIFY(backend.engine().lastCommit.has_value());

        Answer<console::CloseView> close;
        backend.close(**session.value, period, close.reply(this));
        QTRY_VERIFY(close.value.has_value());
        QCOMPARE((*close.value)->currentStep, 1);

        Answer<void> refused;
        backend.runStep(**session.value, period, 7, refused.reply(this));
        QTRY_VERIFY(refused.value.has_value());
        QVERIFY(!refused.value->has_value());
        QVERIFY(!refused.value->error().message.empty());
    }

    void aDiskThatFailsIsShownUntilItTakesSomethingAgain()
    {
        CoreBackend backend(options("sample.db"));
        QTRY_COMPARE_WITH_TIMEOUT(backend.engine().state, EngineState::Running, 60'000);
        FaultVfs::fail(FaultVfs::Fault::DiskFull, 0);
        Answer<console::Session> session;
        backend.signInSample("allocator", session.reply(this));
        QTRY_VERIFY_WITH_TIMEOUT(session.value.has_value(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(backend.engine().state, EngineState::Recovering, 60'000);
        QVERIFY(backend.engine().problem.contains("disk is full"));
        FaultVfs::heal();
        QTRY_COMPARE_WITH_TIMEOUT(backend.engine().state, EngineState::Running, 60'000);
        QVERIFY(backend.engine().problem.isEmpty());
    }

    void aSupersededQuestionIsNotAnswered()
    {
        CoreBackend backend(options("sample.db"));
        Latest latest;
        int answers = 0;
        for (int i = 0; i < 50; ++i)
            backend.cooperative(latest.reply<console::CooperativeInfo>([&](auto) { ++answers; }));
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 60'000);
        Answer<std::vector<console::SignInChoice>> people;
        backend.people(people.reply(this));
        QTRY_VERIFY(people.value.has_value());
        QCOMPARE(answers, 1);
    }

    void whoIsUnknownIsRefused()
    {
        CoreBackend backend(options("sample.db"));
        Answer<console::Session> session;
        backend.assume("nobody-at-all", session.reply(this));
        QTRY_VERIFY_WITH_TIMEOUT(session.value.has_value(), 60'000);
        QVERIFY(!session.value->has_value());
    }

    void whoOnlyLooksReadsBesideTheProgramThatHostsIt()
    {
        const auto host = console::Console::open(options("sample.db"));
        QVERIFY(host.has_value());
        CoreBackend worker(options("sample.db"));
        QTRY_COMPARE_WITH_TIMEOUT(worker.engine().state, EngineState::Failed, 60'000);
        CoreBackend viewer(options("sample.db"), {}, Intent::Look);
        Answer<console::Session> session;
        viewer.assume("treasurer", session.reply(this));
        QTRY_VERIFY_WITH_TIMEOUT(session.value.has_value(), 60'000);
        QVERIFY(session.value->has_value());
        QCOMPARE(viewer.engine().state, EngineState::Running);
        Answer<std::vector<console::PeriodChoice>> periods;
        viewer.periods(**session.value, periods.reply(this));
        QTRY_VERIFY(periods.value.has_value());
        QVERIFY(!(*periods.value)->empty());
        Answer<std::string> backup;
        viewer.takeBackup(**session.value, backup.reply(this));
        QTRY_VERIFY(backup.value.has_value());
        QCOMPARE(backup.value->error().code, std::string("runtime.hosted"));
    }

    void whatCannotBeOpenedIsSaidAndTriedAgain()
    {
        int attempts = 0;
        CoreBackend backend(options("sample.db"), [&attempts]() -> Result<void> {
            if (++attempts == 1) return fail("test.busy", "Somebody else hosts this co-op.");
            return {};
        });
        QTRY_COMPARE_WITH_TIMEOUT(backend.engine().state, EngineState::Failed, 60'000);
        QCOMPARE(backend.engine().problem, QStringLiteral("Somebody else hosts this co-op."));
        Answer<console::CooperativeInfo> cooperative;
        backend.cooperative(cooperative.reply(this));
        backend.reopen();
        QTRY_COMPARE_WITH_TIMEOUT(backend.engine().state, EngineState::Running, 60'000);
        QTRY_VERIFY(cooperative.value.has_value());
        QCOMPARE((*cooperative.value)->name, std::string("Pine Ridge Cooperative"));
    }

    void twoCannotHostTheSame()
    {
        CoreBackend first(options("sample.db"));
        QTRY_COMPARE_WITH_TIMEOUT(first.engine().state, EngineState::Running, 60'000);
        CoreBackend second(options("sample.db"));
        QTRY_COMPARE_WITH_TIMEOUT(second.engine().state, EngineState::Failed, 60'000);
        QVERIFY(!second.engine().problem.isEmpty());
    }

    void itEndsWhileItOpensAndWhileItWorks()
    {
        for (int i = 0; i < 5; ++i) {
            CoreBackend opening(options("sample.db"));
        }
        auto working = std::make_unique<CoreBackend>(options("sample.db"));
        QTRY_COMPARE_WITH_TIMEOUT(working->engine().state, EngineState::Running, 60'000);
        int answers = 0;
        for (int i = 0; i < 20; ++i)
            working->people(Reply<std::vector<console::SignInChoice>>(this, [&](auto) { ++answers; }));
        working.reset();
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
    }

private:
    [[nodiscard]] std::string path(const char* name) const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }
    [[nodiscard]] console::OpenOptions options(const char* name) const
    {
        console::OpenOptions options;
        options.database = path(name);
        options.host = "core_backend_test";
        options.cheapPasswords = true;
        return options;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CoreBackendTest)
#include "core_backend_test.moc"
