// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/commit_relay.h"
#include "ui/bridge/reply.h"

#include <QSignalSpy>
#include <QTest>

#include <set>
#include <thread>

using namespace habitat;
using namespace habitat::ui;

class BridgeTest : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheLastQuestionIsAnswered()
    {
        Latest latest;
        std::vector<int> answers;
        const auto receive = [&](Result<int> value) { answers.push_back(*value); };
        const Reply<int> first = latest.reply<int>(receive);
        const Reply<int> second = latest.reply<int>(receive);
        QVERIFY(!first.isWanted());
        QVERIFY(second.isWanted());
        QVERIFY(latest.isPending());
        second(2);
        first(1);
        QCOMPARE(answers, (std::vector<int>{2}));
        QVERIFY(!latest.isPending());
    }

    void nothingReachesAnAskerThatIsGone()
    {
        int answers = 0;
        auto latest = std::make_unique<Latest>();
        const Reply<int> question = latest->reply<int>([&](Result<int>) { ++answers; });
        latest.reset();
        question(1);

        auto asker = std::make_unique<QObject>();
        const Reply<void> command(asker.get(), [&](Result<void>) { ++answers; });
        asker.reset();
        command({});
        QCOMPARE(answers, 0);
    }

    void commandsDoNotSupersedeEachOther()
    {
        QObject asker;
        int answers = 0;
        const Reply<void> first(&asker, [&](Result<void>) { ++answers; });
        const Reply<void> second(&asker, [&](Result<void>) { ++answers; });
        second({});
        first({});
        QCOMPARE(answers, 2);
    }

    void mergedKeepsAllThatEitherSays()
    {
        console::Committed a;
        a.lastSeq = 7;
        a.instances = {3, 1};
        a.books = true;
        console::Committed b;
        b.lastSeq = 9;
        b.instances = {1, 4};
        const console::Committed both = merged(a, b);
        QCOMPARE(both.lastSeq, std::int64_t(9));
        QCOMPARE(both.instances, (std::vector<std::int64_t>{1, 3, 4}));
        QVERIFY(both.books);
    }

    void burstsComeTogetherAndLoseNothing()
    {
        constexpr int count = 5000;
        CommitRelay relay(std::chrono::milliseconds(20));
        std::set<std::int64_t> seen;
        std::int64_t last = 0;
        int signalled = 0;
        connect(&relay, &CommitRelay::committed, this, [&](const console::Committed& what) {
            QCOMPARE(QThread::currentThread(), relay.thread());
            QVERIFY(what.lastSeq > last);
            last = what.lastSeq;
            seen.insert(what.instances.begin(), what.instances.end());
            ++signalled;
        });
        std::thread writer([&] {
            for (int i = 1; i <= count; ++i) {
                console::Committed what;
                what.lastSeq = i;
                what.instances = {i};
                relay.post(what);
            }
        });
        QTRY_COMPARE(last, std::int64_t(count));
        writer.join();
        QCOMPARE(seen.size(), std::size_t(count));
        QVERIFY2(signalled < count / 10, qPrintable(QString::number(signalled)));
    }

    void theFirstCommitAfterAPauseComesAtOnce()
    {
        // An interval far longer than the test: only what is not held back can arrive.
        CommitRelay relay(std::chrono::hours(1));
        QSignalSpy committed(&relay, &CommitRelay::committed);
        relay.post({});
        QTRY_COMPARE(committed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(BridgeTest)
#include "bridge_test.moc"
